"""Killing the control plane, the host and agents while machines and tasks are being made."""

import concurrent.futures
import os
import pathlib
import random
import signal
import time
import uuid

import leftovers
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from conftest import Skerry
from fleet import Fleet
from images import Images
from tasks import Tasks
from waiting import wait

KILLS = int(os.environ.get("SKERRY_KILLS", "50"))
MACHINES = 6
TASKS = 20


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    installation = Skerry(tmp_path_factory.mktemp("kill"))
    installation.start()
    yield installation
    installation.stop()


def pids(*words):
    """Processes whose command lines have all these words."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if all(word in command for word in words):
            found.append(int(folder.name))
    return found


def until_answered(call, seconds=120):
    """Repeats a call with one client token until it is answered, as SDKs do."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return call()
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            if status < 500 or time.monotonic() > deadline:
                raise
        except BotoCoreError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)


def interfaces(fleet):
    """Interfaces of the fleet's VPC: id → what it is attached to."""
    found = fleet.ec2.describe_network_interfaces(
        Filters=[{"Name": "vpc-id", "Values": [fleet.vpc]}])["NetworkInterfaces"]
    return {interface["NetworkInterfaceId"]: interface for interface in found}


def test_fifty_kills_in_the_middle_of_making(cloud, tmp_path):
    seed = int(os.environ.get("SKERRY_KILL_SEED", "0")) or random.randrange(1 << 32)
    print(f"\nseed {seed}: SKERRY_KILL_SEED={seed} runs it again")
    chance = random.Random(seed)
    tasks = Tasks(cloud, Images(cloud, tmp_path))
    fleet = Fleet(cloud, tasks)
    fleet.group("all")
    fleet.launch(3)
    container = tasks.container(memory=16, logConfiguration=None)
    definition = tasks.define(container, networkMode="awsvpc")
    network = {"awsvpcConfiguration": {
        "subnets": fleet.subnets, "securityGroups": [fleet.groups["all"]]}}
    data = f"#!/bin/sh\necho ECS_CLUSTER={fleet.cluster} >>/etc/ecs/ecs.config\n"

    def make_machine(number):
        token = str(uuid.uuid4())
        return until_answered(lambda: fleet.ec2.run_instances(
            ImageId=fleet.image(), InstanceType="t3.micro", MinCount=1, MaxCount=1,
            SubnetId=fleet.subnets[number % len(fleet.subnets)], UserData=data,
            ClientToken=token))["Instances"][0]["InstanceId"]

    def make_task(_):
        token = str(uuid.uuid4())

        def call():
            answer = fleet.ecs.run_task(
                cluster=fleet.cluster, taskDefinition=definition, clientToken=token,
                networkConfiguration=network)
            return answer["tasks"] and answer["tasks"][0]["taskArn"]

        # While every agent is away nothing can be placed.
        return wait(lambda: until_answered(call), 120, "a task to be placed")

    killed = {"control plane": 0, "host": 0, "agent": 0}

    def kill_one():
        kind = chance.choice(list(killed))
        victims = {
            "control plane": lambda: pids("skerry", " server ", str(cloud.data)),
            "host": lambda: pids("skerry", " host ", str(cloud.data)),
            "agent": lambda: pids("skerry", " agent ", f"{cloud.data}/machines/i-"),
        }[kind]()
        if victims:
            try:
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed[kind] += 1
            except ProcessLookupError:
                pass

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        work = [pool.submit(make_machine, number) for number in range(MACHINES)]
        work += [pool.submit(make_task, number) for number in range(TASKS)]
        while sum(killed.values()) < KILLS:
            kill_one()
            time.sleep(chance.random() * 0.6)
        made = [job.result() for job in work]
    machines, arns = made[:MACHINES], made[MACHINES:]
    print(f"killed {killed}")
    until_answered(lambda: fleet.ecs.list_clusters())
    fleet.instances += machines
    fleet.running += arns

    # Everything that was acknowledged is there, once.
    assert len(set(machines)) == MACHINES and len(set(arns)) == TASKS
    wait(lambda: fleet.connected() == set(fleet.instances), 120, "all machines to be there")
    running = fleet.reached(arns, "RUNNING", 120)
    reservations = fleet.ec2.describe_instances(
        Filters=[{"Name": "vpc-id", "Values": [fleet.vpc]}])["Reservations"]
    assert {instance["InstanceId"] for reservation in reservations
            for instance in reservation["Instances"]} == set(fleet.instances)
    listed = until_answered(lambda: fleet.ecs.list_tasks(cluster=fleet.cluster)["taskArns"])
    assert set(listed) == set(arns)
    # One process a task, one interface a task and a machine, one link a machine.
    for task in running:
        runtime = task["containers"][0]["runtimeId"]
        holders = [pid for pid in pids("/bin/sh -c trap") if runtime in
                   pathlib.Path(f"/proc/{pid}/cgroup").read_text()]
        assert len(holders) == 1, (task["taskArn"], holders)
    wait(lambda: len(interfaces(fleet)) == TASKS + len(fleet.instances), 60,
         "interfaces without an owner to be gone")
    assert len({found["PrivateIpAddress"] for found in interfaces(fleet).values()}) == len(
        interfaces(fleet))

    fleet.stop_tasks()
    wait(lambda: len(interfaces(fleet)) == len(fleet.instances), 60,
         "tasks' interfaces to be given back")
    fleet.destroy()
    for instance in fleet.instances:
        wait(lambda: not leftovers.processes(instance), 30, f"{instance} to leave no process")
        assert not (cloud.data / "machines" / instance).exists()
