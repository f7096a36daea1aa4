"""Machines that die or are cut off: reported in time, their tasks gone once and for all."""

import os
import pathlib
import signal
import subprocess
import time

import pytest
from conftest import Skerry
from fleet import Fleet, probe
from images import Images
from tasks import Tasks
from waiting import wait

# `skerry server --machine-lost-after`, and what it may take beyond.
LOST_AFTER, SLACK = 45, 15


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    installation = Skerry(tmp_path_factory.mktemp("loss"))
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def fleet(cloud, tmp_path_factory):
    made = Fleet(cloud, Tasks(cloud, Images(cloud, tmp_path_factory.mktemp("loss-images"))),
                 zones="a")
    made.launch(2)
    made.group("all")
    made.allow("all", 8080, "10.42.0.0/16")
    yield made
    made.destroy()


def machine_of(fleet, server):
    """The EC2 instance that a task is on."""
    task = fleet.ecs.describe_tasks(cluster=fleet.cluster, tasks=[server.arn])["tasks"][0]
    return fleet.ecs.describe_container_instances(
        cluster=fleet.cluster, containerInstances=[task["containerInstanceArn"]],
    )["containerInstances"][0]["ec2InstanceId"]


def first_process(cloud, instance):
    """The process that holds a machine's namespaces."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text().split("\0")
            numbers = next(line for line in (folder / "status").read_text().splitlines()
                           if line.startswith("NSpid:")).split()
        except (OSError, StopIteration):
            continue
        if (len(words) > 2 and words[1] == f"{cloud.data}/host/machine-init"
                and words[2] == instance and numbers[-1] == "1" and len(numbers) > 2):
            return int(folder.name)
    raise AssertionError(f"no first process of {instance}")


def state(fleet, server):
    return fleet.ecs.describe_tasks(
        cluster=fleet.cluster, tasks=[server.arn])["tasks"][0]["lastStatus"]


def test_a_killed_machine_is_lost_and_its_addresses_are_free_again(cloud, fleet):
    servers = fleet.serve(["all"], 4, ports=(8080,))
    by_machine = {}
    for server in servers:
        by_machine.setdefault(machine_of(fleet, server), []).append(server)
    victim, lost = sorted(by_machine.items())[0]
    kept = [server for server in servers if server not in lost]
    assert lost and kept
    interfaces = [server.interface for server in lost]
    # Everything on the machine ends with its first process: agent, containerd, network.
    os.kill(first_process(cloud, victim), signal.SIGKILL)
    killed = time.monotonic()
    wait(lambda: all(state(fleet, server) == "STOPPED" for server in lost),
         LOST_AFTER + SLACK, "the tasks of the killed machine to be reported")
    print(f"\ntasks of a killed machine reported lost after {time.monotonic() - killed:.1f} s")
    for server in lost:
        task = fleet.ecs.describe_tasks(cluster=fleet.cluster, tasks=[server.arn])["tasks"][0]
        assert task["stoppedReason"] and task["stopCode"], task
    # What goes on goes on, and nothing of the lost is left in the VPC.
    assert {state(fleet, server) for server in kept} == {"RUNNING"}
    wait(lambda: not fleet.ec2.describe_network_interfaces(Filters=[
        {"Name": "network-interface-id", "Values": interfaces}])["NetworkInterfaces"],
        30, "interfaces to be given back")
    free = fleet.ec2.create_network_interface(
        SubnetId=fleet.subnets[0], PrivateIpAddress=lost[0].address)["NetworkInterface"]
    fleet.ec2.delete_network_interface(NetworkInterfaceId=free["NetworkInterfaceId"])
    fleet.running = [arn for arn in fleet.running if arn not in {server.arn for server in lost}]
    fleet.stop_tasks()
    fleet.ec2.terminate_instances(InstanceIds=[victim])
    fleet.instances.remove(victim)


def test_a_machine_that_was_cut_off_comes_back_and_nothing_runs_twice(cloud, fleet):
    fleet.launch(1)
    servers = fleet.serve(["all"], 4, ports=(8080,))
    by_machine = {}
    for server in servers:
        by_machine.setdefault(machine_of(fleet, server), []).append(server)
    victim, cut = sorted(by_machine.items())[0]
    kept = [server for server in servers if server not in cut]
    pids = {server.arn: server.pid() for server in cut}
    inner = first_process(cloud, victim)

    def link(state):
        subprocess.run(["nsenter", f"--net=/proc/{inner}/ns/net", "ip", "link", "set", "underlay",
                        state], check=True)

    routes = subprocess.run(["nsenter", f"--net=/proc/{inner}/ns/net", "ip", "route", "save"],
                            check=True, capture_output=True).stdout
    link("down")
    try:
        wait(lambda: all(state(fleet, server) == "STOPPED" for server in cut),
             LOST_AFTER + SLACK, "the tasks of the cut off machine to be reported")
        # They run on where nobody sees them.
        assert all(os.path.exists(f"/proc/{pid}") for pid in pids.values())
        # Their places are taken by others meanwhile.
        others = fleet.serve(["all"], 2, ports=(8080,))
    finally:
        link("up")
        subprocess.run(["nsenter", f"--net=/proc/{inner}/ns/net", "ip", "route", "restore"],
                       input=routes, capture_output=True)
    wait(lambda: victim in fleet.connected(), 60, "the machine to come back")
    wait(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in pids.values()), 60,
         "tasks that were given up to be ended")
    assert {state(fleet, server) for server in kept + others} == {"RUNNING"}
    assert {state(fleet, server) for server in cut} == {"STOPPED"}
    answers = probe(others, [(server.address, 8080) for server in kept + others])
    assert all(None not in found for found in answers)
    fleet.running = [server.arn for server in kept + others]
    fleet.stop_tasks()
