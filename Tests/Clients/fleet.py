"""Fleets of sandbox machines in tests: instances that join a cluster, tasks with interfaces."""

import base64
import json
import os
import pathlib
import subprocess
import sys
import time
import uuid

from waiting import wait

# Two servers that say who they are to everyone who connects, and then echo.
SERVER = """
printf '#!/bin/sh\\necho $WHO\\nexec cat\\n' >/tmp/serve; chmod +x /tmp/serve
for port in $PORTS; do nc -ll -p $port -e /tmp/serve & done
trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done
"""

# Connects to each of the targets on standard input, all at once; prints what each answered, null
# for those that did not within the time.
PROBER = """
import json, selectors, socket, sys, time
asked = json.load(sys.stdin)
deadline = time.monotonic() + asked["seconds"]
selector = selectors.DefaultSelector()
answers = [None] * len(asked["targets"])
for place, (address, port) in enumerate(asked["targets"]):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex((address, port))
    selector.register(one, selectors.EVENT_READ, place)
left = len(answers)
while left and time.monotonic() < deadline:
    for key, _ in selector.select(max(0, deadline - time.monotonic())):
        try:
            answers[key.data] = key.fileobj.recv(100).decode().strip() or None
        except OSError:
            pass
        selector.unregister(key.fileobj)
        left -= 1
json.dump(answers, sys.stdout)
"""


class Fleet:
    """A cluster of its own with machines in a VPC of its own; `destroy` ends all of it."""

    def __init__(self, skerry, tasks, cidr="10.42.0.0/16", zones="abc"):
        self.skerry, self.tasks = skerry, tasks
        self.ec2, self.ecs = skerry.client("ec2"), skerry.client("ecs")
        self.cluster = "fleet-" + uuid.uuid4().hex[:8]
        self.ecs.create_cluster(clusterName=self.cluster)
        self.vpc = self.ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
        start = cidr.rsplit(".", 2)[0]
        self.subnets = [
            self.ec2.create_subnet(
                VpcId=self.vpc, CidrBlock=f"{start}.{number}.0/24",
                AvailabilityZone=f"us-east-1{zone}")["Subnet"]["SubnetId"]
            for number, zone in enumerate(zones)]
        self.groups = {}
        self.instances = []
        self.running = []

    def launch(self, count, instance_type="t3.small", seconds=120):
        """Starts machines, spread over the subnets, and waits until each takes tasks."""
        data = f"#!/bin/sh\nmkdir -p /etc/ecs\necho ECS_CLUSTER={self.cluster} >>/etc/ecs/ecs.config\n"
        ids = []
        for number, subnet in enumerate(self.subnets):
            share = len(range(number, count, len(self.subnets)))
            if share:
                ids += [instance["InstanceId"] for instance in self.ec2.run_instances(
                    ImageId=self.image(), InstanceType=instance_type, MinCount=share,
                    MaxCount=share, SubnetId=subnet, UserData=data)["Instances"]]
        self.instances += ids
        wait(lambda: self.connected() >= set(ids), seconds, f"{count} machines to join")
        return ids

    def image(self, kind="sandbox"):
        """The image of machines of a kind: `sandbox`, `virtual`."""
        found = self.ec2.describe_images(Owners=["amazon"])["Images"]
        return next(image["ImageId"] for image in found if kind in image["Description"])

    def connected(self):
        """Ids of the machines whose agents are there."""
        arns = self.ecs.list_container_instances(cluster=self.cluster)["containerInstanceArns"]
        if not arns:
            return set()
        return {
            found["ec2InstanceId"]
            for found in self.ecs.describe_container_instances(
                cluster=self.cluster, containerInstances=arns)["containerInstances"]
            if found["agentConnected"]}

    def group(self, name, **rules):
        """Makes a security group without rules; `allow` adds them."""
        made = self.ec2.create_security_group(
            GroupName=name, Description=name, VpcId=self.vpc)["GroupId"]
        self.groups[name] = made
        return made

    def permission(self, port, source):
        """TCP on one port from a group (by name) or a block."""
        peer = ({"IpRanges": [{"CidrIp": source}]} if "/" in source
                else {"UserIdGroupPairs": [{"GroupId": self.groups[source]}]})
        return [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}]

    def allow(self, group, port, source):
        self.ec2.authorize_security_group_ingress(
            GroupId=self.groups[group], IpPermissions=self.permission(port, source))

    def forbid(self, group, port, source):
        self.ec2.revoke_security_group_ingress(
            GroupId=self.groups[group], IpPermissions=self.permission(port, source))

    def serve(self, groups, count, ports=(8080, 9000), seconds=180):
        """Starts `count` server tasks in these groups; returns a `Server` for each."""
        who = uuid.uuid4().hex[:6]
        container = self.tasks.container(script=SERVER, memory=32, environment=[
            {"name": "PORTS", "value": " ".join(map(str, ports))}, {"name": "WHO", "value": who}])
        definition = self.tasks.define(container, networkMode="awsvpc")
        arns = []
        while len(arns) < count:
            answer = self.ecs.run_task(
                cluster=self.cluster, taskDefinition=definition, count=min(10, count - len(arns)),
                placementStrategy=[{"type": "spread", "field": "instanceId"}],
                networkConfiguration={"awsvpcConfiguration": {
                    "subnets": self.subnets,
                    "securityGroups": [self.groups[name] for name in groups]}})
            assert answer["failures"] == []
            arns += [task["taskArn"] for task in answer["tasks"]]
        self.running += arns
        return [Server(task, groups, who) for task in self.reached(arns, "RUNNING", seconds)]

    def reached(self, arns, status, seconds):
        """Descriptions of tasks, once all have a status."""
        def all_there():
            found = []
            for start in range(0, len(arns), 100):
                found += self.ecs.describe_tasks(
                    cluster=self.cluster, tasks=arns[start:start + 100])["tasks"]
            for task in found:
                assert task["lastStatus"] != "STOPPED" or status == "STOPPED", task
            return all(task["lastStatus"] == status for task in found) and found
        return wait(all_there, seconds, f"{len(arns)} tasks to be {status}")

    def stop_tasks(self, seconds=120):
        for arn in self.running:
            self.ecs.stop_task(cluster=self.cluster, task=arn)
        if self.running:
            self.reached(self.running, "STOPPED", seconds)
        self.running = []

    def destroy(self):
        """Ends tasks and machines and deletes what was made, dependents first."""
        self.stop_tasks()
        if self.instances:
            self.ec2.terminate_instances(InstanceIds=self.instances)
            self.ec2.get_waiter("instance_terminated").wait(
                InstanceIds=self.instances, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
        # Groups may name one another.
        for group in self.groups.values():
            found = self.ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
            if found["IpPermissions"]:
                self.ec2.revoke_security_group_ingress(
                    GroupId=group, IpPermissions=found["IpPermissions"])
        for group in self.groups.values():
            self.ec2.delete_security_group(GroupId=group)
        for subnet in self.subnets:
            self.ec2.delete_subnet(SubnetId=subnet)
        self.ec2.delete_vpc(VpcId=self.vpc)
        self.ecs.delete_cluster(cluster=self.cluster)


class Server:
    """A running task of `Fleet.serve`."""

    def __init__(self, task, groups, who):
        self.arn = task["taskArn"]
        self.groups = groups
        self.who = who
        details = {detail["name"]: detail["value"] for detail in task["attachments"][0]["details"]}
        self.address = details["privateIPv4Address"]
        self.interface = details["networkInterfaceId"]
        self.runtime = task["containers"][0]["runtimeId"]

    def pid(self):
        """A process of the task on this computer, whatever machine it is on."""
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if self.runtime in (folder / "cgroup").read_text():
                    return int(folder.name)
            except OSError:
                pass
        raise AssertionError(f"no process of {self.arn}")

    def inside(self, *command):
        """A command of this computer in the task's network."""
        return ["nsenter", f"--net=/proc/{self.pid()}/ns/net", *command]


def probe(sources, targets, seconds=2, at_once=8):
    """Connects from each source to every (address, port) of `targets`; lists of answers, in order."""
    question = json.dumps({"targets": targets, "seconds": seconds})
    results, waiting, running = {}, list(enumerate(sources)), {}
    while waiting or running:
        while waiting and len(running) < at_once:
            place, source = waiting.pop(0)
            process = subprocess.Popen(
                source.inside(sys.executable, "-c", PROBER), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True)
            process.stdin.write(question)
            process.stdin.close()
            running[place] = process
        place, process = next(iter(running.items()))
        results[place] = json.loads(process.stdout.read())
        assert process.wait() == 0
        del running[place]
    return [results[place] for place in range(len(sources))]


def memory(*words):
    """MiB of resident memory of processes whose command lines have all these words."""
    total = 0
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if all(word in (folder / "cmdline").read_text() for word in words):
                pages = int((folder / "statm").read_text().split()[1])
                total += pages * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            pass
    return total >> 20
