"""A virtual machine made from Debian's packages: it joins, runs a task, and goes."""

import subprocess
import time

import pytest
from conftest import BINARY, Skerry
from fleet import Fleet
from images import Images
from tasks import Tasks, part
from waiting import wait


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    """An installation whose host makes virtual machines."""
    data = tmp_path_factory.mktemp("qemu")
    started = time.monotonic()
    done = subprocess.run(
        [BINARY, "image", "build-node", "--data-dir", str(data)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(f"\nnode image made in {time.monotonic() - started:.0f} s: "
          + done.stderr.splitlines()[-1])
    installation = Skerry(data)
    installation.start()
    yield installation
    installation.stop()


def test_a_virtual_machine_joins_and_runs_a_task(cloud, tmp_path):
    tasks = Tasks(cloud, Images(cloud, tmp_path))
    fleet = Fleet(cloud, tasks, zones="a")
    data = ("#!/bin/sh\necho this is user data\n"
            f"echo ECS_CLUSTER={fleet.cluster} >>/etc/ecs/ecs.config\n")
    started = time.monotonic()
    instance = fleet.ec2.run_instances(
        ImageId=fleet.image("virtual"), InstanceType="t3.small", MinCount=1, MaxCount=1,
        SubnetId=fleet.subnets[0], UserData=data)["Instances"][0]["InstanceId"]
    fleet.instances.append(instance)
    wait(lambda: instance in fleet.connected(), 180, "the virtual machine to join")
    print(f"\nvirtual machine joined after {time.monotonic() - started:.1f} s")
    definition = tasks.define(tasks.container(
        script="uname -r; grep -c ^processor /proc/cpuinfo; echo done; exit 7"))
    task = tasks.ecs.run_task(
        cluster=fleet.cluster, taskDefinition=definition)["tasks"][0]["taskArn"]
    ended = fleet.reached([task], "STOPPED", 120)[0]
    assert part(ended)["exitCode"] == 7
    lines = tasks.lines(task)
    # A kernel of its own, not this computer's.
    assert "cloud" in lines[0] and lines[0] != subprocess.run(
        ["uname", "-r"], capture_output=True, text=True).stdout.strip()
    assert lines[-1] == "done"
    console = wait(lambda: fleet.ec2.get_console_output(InstanceId=instance).get("Output"), 30,
                   "the console")
    assert "this is user data" in console
    fleet.destroy()
    wait(lambda: not subprocess.run(["pgrep", "-f", f"name skerry-.*{instance}"],
                                    capture_output=True).stdout, 60, "QEMU to be gone")
    assert not (cloud.data / "machines" / instance).exists()
