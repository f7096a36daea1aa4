"""How long a fleet takes to be there: instances that register and take tasks."""

import json
import pathlib
import time

import botocore.session

from api import Api
from measure import Result, say
from programs import running, wait_until

MACHINES = 20
AIM = "< 60"


def run(bench):
    """From RunInstances to the last agent that is connected; memory of everything on them."""
    times, sizes = [], []
    for number in range(min(bench.rounds, 3)):
        say(f"fleet: round {number + 1} of {min(bench.rounds, 3)}")
        data = bench.folder(f"fleet-{number}")
        command = [bench.program("skerry"), "up", "--data-dir", data, "--port", "0"]
        with running(command, bench.log("fleet")) as process:
            try:
                wait_until(lambda: (pathlib.Path(data) / "up.pid").exists(), process, "skerry up")
                seconds, size = grow(bench, data)
                times.append(seconds)
                sizes.append(size)
            finally:
                process.send_signal(2)
                process.wait(180)
    return [
        Result(f"RunInstances to {MACHINES} machines in a cluster", "s", times, aim=AIM),
        Result("memory of a machine, agent and containerd", "MB", sizes),
    ]


def grow(bench, data):
    port = json.loads((pathlib.Path(data) / "server/endpoint.json").read_text())["port"]
    key, secret = bench.root_key(data)
    api = Api(port, key, secret)
    api.call("CreateCluster", clusterName="fleet")
    ec2 = botocore.session.get_session().create_client(
        "ec2", region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=key, aws_secret_access_key=secret)
    image = next(image["ImageId"] for image in ec2.describe_images()["Images"]
                 if "sandbox" in image["Description"])
    begin = time.monotonic()
    ec2.run_instances(
        ImageId=image, InstanceType="t3.micro", MinCount=MACHINES, MaxCount=MACHINES,
        UserData="#!/bin/sh\necho ECS_CLUSTER=fleet >>/etc/ecs/ecs.config\n")
    wait_until(lambda: connected(api) >= MACHINES, None, "the machines to join", pause=0.02)
    seconds = time.monotonic() - begin
    return seconds, resident(data) / MACHINES


def connected(api):
    arns = api.call("ListContainerInstances", cluster="fleet")["containerInstanceArns"]
    if not arns:
        return 0
    found = api.call("DescribeContainerInstances", cluster="fleet", containerInstances=arns)
    return sum(instance["agentConnected"] for instance in found["containerInstances"])


def resident(data):
    """MB of processes that belong to the machines."""
    total = 0
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{data}/machines/i-" in (folder / "cmdline").read_text():
                total += int((folder / "statm").read_text().split()[1]) * 4096
        except (OSError, IndexError):
            pass
    return total / 1e6
