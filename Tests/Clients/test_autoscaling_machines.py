"""A group of real sandbox machines keeps its size when machines are killed."""

import base64
import os
import re
import signal

import pytest

import leftovers
from waiting import wait


@pytest.mark.skipif(os.geteuid() != 0, reason="machines need root")
def test_size_is_kept(skerry):
    ec2, ecs, scaling = (skerry.client(name) for name in ("ec2", "ecs", "autoscaling"))
    image = ec2.describe_images(
        Owners=["amazon"],
        Filters=[{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*kernel*"]}])["Images"][0]
    data = "#!/bin/sh\necho ECS_CLUSTER=grown >> /etc/ecs/ecs.config\n"
    ecs.create_cluster(clusterName="grown")
    ec2.create_launch_template(LaunchTemplateName="grown", LaunchTemplateData={
        "ImageId": image["ImageId"], "InstanceType": "t3.nano",
        "UserData": base64.b64encode(data.encode()).decode()})
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="grown", MinSize=0, MaxSize=3, DesiredCapacity=2,
        AvailabilityZones=["us-east-1a", "us-east-1b"],
        LaunchTemplate={"LaunchTemplateName": "grown"})

    def members():
        groups = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["grown"])
        return [m for g in groups["AutoScalingGroups"] for m in g["Instances"]]

    def serving():
        return sorted(m["InstanceId"] for m in members() if m["LifecycleState"] == "InService")

    def connected():
        arns = ecs.list_container_instances(cluster="grown")["containerInstanceArns"]
        if not arns:
            return []
        found = ecs.describe_container_instances(cluster="grown", containerInstances=arns)
        return sorted(i["ec2InstanceId"] for i in found["containerInstances"]
                      if i["agentConnected"])

    try:
        wait(lambda: len(serving()) == 2 and connected() == serving(), 120,
             "two machines of the group in the cluster")
        before = serving()
        killed = before[0]
        folder = re.escape(str(skerry.data))
        machine = re.compile(
            rf"(\d+) .*({folder}/host/machine-init {killed} |{folder}/machines/{killed}\b)")
        found = [machine.match(line) for line in leftovers.processes(str(skerry.data))]
        processes = [int(match.group(1)) for match in found if match]
        assert processes
        for pid in processes:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        wait(lambda: killed not in [m["InstanceId"] for m in members()], 120,
             "the killed machine to be taken out")
        wait(lambda: len(serving()) == 2 and connected() == serving(), 120,
             "another machine in its place")
        assert before[1] in serving()
    finally:
        scaling.delete_auto_scaling_group(AutoScalingGroupName="grown", ForceDelete=True)
        wait(lambda: not members(), 120, "the machines to be gone")
        ec2.delete_launch_template(LaunchTemplateName="grown")
