"""Twenty tasks of Fargate at once: a machine for each, of its size, and gone after it."""

import json
import pathlib
import time

import pytest
from conftest import Skerry
from fleet import Fleet
from images import Images
from tasks import Tasks, part
from waiting import wait


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    installation = Skerry(tmp_path_factory.mktemp("fargate"))
    installation.start()
    yield installation
    installation.stop()


def mentions(pid, word):
    """Whether a process has a word in its command line; it may have ended."""
    try:
        return word in pathlib.Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


def machine_groups(cloud):
    """Control groups of the host's machines: name → memory limit in MiB."""
    found = {}
    for group in pathlib.Path("/sys/fs/cgroup/memory").glob("skerry-h*/*"):
        try:
            pids = (group / "system/cgroup.procs").read_text().split()
            limit = int((group / "memory.limit_in_bytes").read_text()) >> 20
        except OSError:
            continue  # It has just gone.
        if any(mentions(pid, str(cloud.data)) for pid in pids):
            found[group.name] = limit
    return found


def test_twenty_tasks_on_twenty_machines(cloud, tmp_path):
    tasks = Tasks(cloud, Images(cloud, tmp_path))
    fleet = Fleet(cloud, tasks)
    fleet.group("all")
    sizes = [("256", "512"), ("512", "1024")]
    definitions = [
        tasks.define(
            tasks.container(memory=None, script="trap 'exit 0' TERM; sleep 86400 & wait"),
            family=f"fargate-{cpu}", networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
            cpu=cpu, memory=memory, executionRoleArn="arn:aws:iam::000000000000:role/execution")
        for cpu, memory in sizes]
    network = json.dumps({"awsvpcConfiguration": {
        "subnets": fleet.subnets, "securityGroups": [fleet.groups["all"]]}})
    started = time.monotonic()
    for definition in definitions:
        answer = cloud.aws(
            "ecs", "run-task", "--cluster", fleet.cluster, "--launch-type", "FARGATE", "--count",
            "10", "--task-definition", definition, "--network-configuration", network)
        assert answer["failures"] == [] and len(answer["tasks"]) == 10
        fleet.running += [task["taskArn"] for task in answer["tasks"]]
    running = fleet.reached(fleet.running, "RUNNING", 240)
    print(f"\n20 tasks of Fargate running after {time.monotonic() - started:.1f} s")
    assert all("containerInstanceArn" not in task for task in running)
    assert len({part(task)["networkInterfaces"][0]["privateIpv4Address"]
                for task in running}) == 20
    # Nobody else sees the machines, and there is one for each task, of its size and little more.
    assert fleet.ecs.list_container_instances(cluster=fleet.cluster)["containerInstanceArns"] == []
    assert cloud.client("ec2").describe_instances()["Reservations"] == []
    limits = sorted(machine_groups(cloud).values())
    assert len(limits) == 20
    for limit, size in zip(limits, [512] * 10 + [1024] * 10):
        assert size < limit <= size + 256
    fleet.stop_tasks(180)
    wait(lambda: machine_groups(cloud) == {} and not list(
        (cloud.data / "machines").glob("m-*")), 60, "the machines and their disks to be gone")
    fleet.destroy()
