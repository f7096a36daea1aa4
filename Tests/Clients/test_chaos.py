"""Tasks come and go while parts of Skerry are killed at random: in the end what should run runs
once, what should not is gone, and the books agree."""

import os
import pathlib
import random
import signal
import subprocess
import time

import leftovers
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from conftest import BINARY, Skerry
from images import Images
from tasks import Tasks, processes
from waiting import wait

ROUNDS = int(os.environ.get("SKERRY_CHAOS_ROUNDS", "8"))
SEED = int(os.environ.get("SKERRY_CHAOS_SEED", "0")) or random.randrange(1, 1 << 32)


@pytest.fixture
def installation(request, tmp_path_factory):
    skerry = Skerry(tmp_path_factory.mktemp("chaos"))
    skerry.start()
    yield skerry
    if request.session.testsfailed:
        print(f"SKERRY_CHAOS_SEED={SEED}")
        print(skerry.logs())
    subprocess.run([BINARY, "down", "--data-dir", str(skerry.data)], timeout=180)


def insist(call, seconds=60):
    """Calls until the control plane is there to answer."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return call()
        except (BotoCoreError, ClientError) as error:
            assert time.monotonic() < deadline, error
            time.sleep(0.05)


def interrupted(task):
    """Whether the agent died in the instant in which a process began: it may have run for a
    moment, so it is not begun again, and the task has failed."""
    return (task["lastStatus"] == "STOPPED" and task["stopCode"] == "TaskFailedToStart"
            and "failed to start containerd task" in task["stoppedReason"]
            and "context canceled" in task["stoppedReason"])


def test_chaos(installation, tmp_path):
    dice = random.Random(SEED)
    tasks = Tasks(installation, Images(installation, tmp_path))
    definition = tasks.define(
        tasks.container(memory=8, logConfiguration=None),
        tasks.container("web", "web", memory=8, logConfiguration=None,
                        portMappings=[{"containerPort": 80}]), family="chaos")
    machine = leftovers.machine_name(installation.data)
    wanted, ended = set(), set()

    def kill():
        name = dice.choice(["server", "agent"])
        try:
            os.kill(int((installation.data / f"{name}.pid").read_text()), signal.SIGKILL)
        except (OSError, ValueError):
            pass  # It has not come back yet.

    def start():
        answer = tasks.ecs.run_task(
            taskDefinition=definition, count=dice.randint(1, 3), clientToken=token)
        return [task["taskArn"] for task in answer["tasks"]]

    def started():
        found = start()
        # Without an agent there is no machine to run on.
        if not found:
            raise BotoCoreError()
        return found

    for number in range(ROUNDS):
        token = f"{SEED}-{number}"
        if dice.random() < 0.5:
            kill()
        wanted |= set(insist(started))
        if dice.random() < 0.7:
            pause = time.monotonic() + dice.random()
            wait(lambda: time.monotonic() > pause, 10, "the moment")
            kill()
        for task in dice.sample(sorted(wanted), min(len(wanted), dice.randint(0, 3))):
            insist(lambda: tasks.ecs.stop_task(task=task))
            wanted.discard(task)
            ended.add(task)

    def settled(arns, status):
        found = []
        names = sorted(arns)
        for first in range(0, len(names), 100):
            found += insist(lambda: tasks.ecs.describe_tasks(
                tasks=names[first:first + 100]))["tasks"]
        assert len(found) == len(arns)
        return found if all(task["lastStatus"] == status or interrupted(task)
                            for task in found) else None

    if ended:
        for task in wait(lambda: settled(ended, "STOPPED"), 90, "tasks to stop"):
            assert task["stopCode"] == "UserInitiated" or interrupted(task), (
                task["stoppedReason"], task)
    running = wait(lambda: settled(wanted, "RUNNING"), 90, "tasks to run") if wanted else []
    wanted -= {task["taskArn"] for task in running if interrupted(task)}
    running = [task for task in running if task["taskArn"] in wanted]
    listed = tasks.ecs.get_paginator("list_tasks").paginate()
    assert {arn for page in listed for arn in page["taskArns"]} == wanted
    # Each container has its one process on this machine, and nothing else is there.
    for task in running:
        for container in task["containers"]:
            assert container["lastStatus"] == "RUNNING"
            pids = processes(container)
            assert pids, container
    groups = pathlib.Path(f"/sys/fs/cgroup/memory/skerry-{machine}")
    if groups.exists():
        ids = {task.rsplit("/")[-1] for task in wanted}

        def extra():
            return [path for path in groups.iterdir() if path.is_dir() and path.name not in ids]

        wait(lambda: not extra(), 30, "groups of ended tasks to go")
        # One group for each container and one for the sandbox.
        for task in groups.iterdir():
            if task.is_dir():
                assert len([path for path in task.iterdir() if path.is_dir()]) == 3
    instance = tasks.ecs.describe_container_instances(
        containerInstances=tasks.ecs.list_container_instances()["containerInstanceArns"])[
        "containerInstances"][0]
    assert instance["runningTasksCount"] == len(wanted) and instance["pendingTasksCount"] == 0
    left = {found["name"]: found.get("integerValue") for found in instance["remainingResources"]}
    all_ = {found["name"]: found.get("integerValue") for found in instance["registeredResources"]}
    assert all_["MEMORY"] - left["MEMORY"] == 16 * len(wanted)
    subprocess.run([BINARY, "down", "--data-dir", str(installation.data)], check=True, timeout=180)
    assert leftovers.everything(machine, installation.data) == {}
