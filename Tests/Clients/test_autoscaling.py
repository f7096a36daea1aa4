"""EC2 Auto Scaling by the stock clients, on a host that only says that its machines run."""

import pytest
from botocore.exceptions import ClientError

from hosts import FakeHost
from waiting import wait

# A region of its own: no other test has machines in it.
REGION = "eu-north-1"
ZONES = [REGION + letter for letter in "abc"]


@pytest.fixture(scope="module")
def ec2(skerry):
    return skerry.client("ec2", region=REGION)


@pytest.fixture(scope="module")
def scaling(skerry):
    return skerry.client("autoscaling", region=REGION)


@pytest.fixture(scope="module")
def host(skerry):
    with FakeHost(skerry, "fake-autoscaling", ZONES) as host:
        yield host


@pytest.fixture(scope="module")
def template(ec2):
    image = ec2.describe_images(
        Owners=["amazon"],
        Filters=[{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*kernel*"]}])["Images"][0]
    made = ec2.create_launch_template(
        LaunchTemplateName="scaled",
        LaunchTemplateData={"ImageId": image["ImageId"], "InstanceType": "t3.micro"})
    return made["LaunchTemplate"]["LaunchTemplateId"]


@pytest.fixture
def groups(scaling, ec2, host):
    """Makes groups, and takes them away with all that they have."""
    names = []

    def create(name, **more):
        scaling.create_auto_scaling_group(AutoScalingGroupName=name, **{
            "MinSize": 0, "MaxSize": 6, "AvailabilityZones": ZONES, **more})
        names.append(name)

    yield create
    for name in names:
        if found(scaling, name):
            scaling.delete_auto_scaling_group(AutoScalingGroupName=name, ForceDelete=True)
    wait(lambda: not any(found(scaling, name) for name in names), 30, "the groups to be gone")


def found(scaling, name):
    groups = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    return next(iter(groups["AutoScalingGroups"]), None)


def in_service(scaling, name):
    return [i for i in found(scaling, name)["Instances"] if i["LifecycleState"] == "InService"]


def reach(scaling, name, count):
    def is_there():
        group = found(scaling, name)
        return len(group["Instances"]) == len(in_service(scaling, name)) == count
    wait(is_there, 30, f"{name} to have {count} instances in service")
    return in_service(scaling, name)


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def states(ec2, ids):
    answer = ec2.describe_instances(InstanceIds=ids)
    return [i["State"]["Name"] for r in answer["Reservations"] for i in r["Instances"]]


def test_size_is_kept(scaling, ec2, host, template, groups):
    groups("kept", DesiredCapacity=3, LaunchTemplate={"LaunchTemplateId": template},
           Tags=[{"Key": "team", "Value": "blue", "PropagateAtLaunch": True}])
    members = reach(scaling, "kept", 3)
    assert {m["AvailabilityZone"] for m in members} == set(ZONES)
    assert {m["LaunchTemplate"]["Version"] for m in members} == {"1"}
    shown = [i for r in ec2.describe_instances(Filters=[
        {"Name": "tag:aws:autoscaling:groupName", "Values": ["kept"]}])["Reservations"]
        for i in r["Instances"]]
    assert {i["InstanceId"] for i in shown} == {m["InstanceId"] for m in members}
    assert all({"Key": "team", "Value": "blue"} in i["Tags"] for i in shown)

    # A machine ends: another takes its place, in the same zone.
    lost = members[0]
    host.report({"id": lost["InstanceId"], "state": "failed", "boots": 0, "reason": "killed"})
    wait(lambda: lost["InstanceId"] not in [
        m["InstanceId"] for m in found(scaling, "kept")["Instances"]], 30, "the loss to be seen")
    members = reach(scaling, "kept", 3)
    assert {m["AvailabilityZone"] for m in members} == set(ZONES)
    # Somebody terminates one behind the group's back.
    ec2.terminate_instances(InstanceIds=[members[1]["InstanceId"]])
    wait(lambda: members[1]["InstanceId"] not in [
        m["InstanceId"] for m in found(scaling, "kept")["Instances"]], 30, "the loss to be seen")
    reach(scaling, "kept", 3)
    activities = scaling.describe_scaling_activities(AutoScalingGroupName="kept")["Activities"]
    assert all(a["StatusCode"] == "Successful" for a in activities)
    causes = " ".join(a["Cause"] for a in activities)
    assert "created an AutoScalingGroup changing the desired capacity from 0 to 3" in causes
    assert "in response to an unhealthy instance needing to be replaced" in causes


def test_capacity_and_protection(scaling, ec2, template, groups):
    groups("sized", DesiredCapacity=1, LaunchTemplate={"LaunchTemplateName": "scaled"})
    kept = reach(scaling, "sized", 1)[0]["InstanceId"]
    scaling.set_instance_protection(
        AutoScalingGroupName="sized", InstanceIds=[kept], ProtectedFromScaleIn=True)
    scaling.set_desired_capacity(AutoScalingGroupName="sized", DesiredCapacity=4)
    others = [m["InstanceId"] for m in reach(scaling, "sized", 4) if m["InstanceId"] != kept]
    scaling.update_auto_scaling_group(AutoScalingGroupName="sized", MaxSize=1)
    assert [m["InstanceId"] for m in reach(scaling, "sized", 1)] == [kept]
    wait(lambda: set(states(ec2, others)) == {"terminated"}, 20, "the others to be gone")
    assert refused(scaling.set_desired_capacity, AutoScalingGroupName="sized",
                   DesiredCapacity=2) == "ValidationError"
    assert refused(scaling.delete_auto_scaling_group,
                   AutoScalingGroupName="sized") == "ResourceInUse"


def test_unhealthy_and_terminated(scaling, template, groups):
    groups("ill", DesiredCapacity=1, LaunchTemplate={"LaunchTemplateId": template})
    first = reach(scaling, "ill", 1)[0]["InstanceId"]
    scaling.set_instance_health(
        InstanceId=first, HealthStatus="Unhealthy", ShouldRespectGracePeriod=False)
    wait(lambda: first not in str(found(scaling, "ill")["Instances"]), 30, "it to be replaced")
    second = reach(scaling, "ill", 1)[0]["InstanceId"]
    activity = scaling.terminate_instance_in_auto_scaling_group(
        InstanceId=second, ShouldDecrementDesiredCapacity=True)["Activity"]
    assert activity["Description"] == f"Terminating EC2 instance: {second}"
    assert activity["Cause"].endswith("shrinking the capacity from 1 to 0.")
    reach(scaling, "ill", 0)


def test_lifecycle_hooks(scaling, template, groups):
    groups("hooked", DesiredCapacity=1, LaunchTemplate={"LaunchTemplateId": template},
           LifecycleHookSpecificationList=[
               {"LifecycleHookName": "in", "HeartbeatTimeout": 300, "DefaultResult": "ABANDON",
                "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}])
    wait(lambda: [m["LifecycleState"] for m in found(scaling, "hooked")["Instances"]]
         == ["Pending:Wait"], 30, "the instance to wait")
    id = found(scaling, "hooked")["Instances"][0]["InstanceId"]
    scaling.record_lifecycle_action_heartbeat(
        AutoScalingGroupName="hooked", LifecycleHookName="in", InstanceId=id)
    scaling.complete_lifecycle_action(
        AutoScalingGroupName="hooked", LifecycleHookName="in", InstanceId=id,
        LifecycleActionResult="CONTINUE")
    reach(scaling, "hooked", 1)


def test_standby_detach_attach(scaling, ec2, template, groups):
    groups("moved", DesiredCapacity=2, AvailabilityZones=ZONES[:1],
           LaunchTemplate={"LaunchTemplateId": template})
    one, other = [m["InstanceId"] for m in reach(scaling, "moved", 2)]
    name = {"AutoScalingGroupName": "moved"}
    scaling.enter_standby(InstanceIds=[one], ShouldDecrementDesiredCapacity=True, **name)
    wait(lambda: "Standby" in [
        m["LifecycleState"] for m in found(scaling, "moved")["Instances"]], 20, "standby")
    scaling.exit_standby(InstanceIds=[one], **name)
    reach(scaling, "moved", 2)
    scaling.detach_instances(InstanceIds=[other], ShouldDecrementDesiredCapacity=True, **name)
    assert [m["InstanceId"] for m in reach(scaling, "moved", 1)] == [one]
    assert states(ec2, [other]) == ["running"]
    scaling.attach_instances(InstanceIds=[other], **name)
    reach(scaling, "moved", 2)


def test_instance_refresh(scaling, ec2, template, groups):
    groups("fresh", DesiredCapacity=2, LaunchTemplate={
        "LaunchTemplateId": template, "Version": "$Latest"})
    old = reach(scaling, "fresh", 2)
    ec2.create_launch_template_version(
        LaunchTemplateId=template, SourceVersion="1",
        LaunchTemplateData={"InstanceType": "t3.small"})
    id = scaling.start_instance_refresh(AutoScalingGroupName="fresh", Preferences={
        "MinHealthyPercentage": 50, "InstanceWarmup": 0, "SkipMatching": True})
    assert refused(scaling.start_instance_refresh,
                   AutoScalingGroupName="fresh") == "InstanceRefreshInProgress"

    def status():
        return scaling.describe_instance_refreshes(
            AutoScalingGroupName="fresh", InstanceRefreshIds=[id["InstanceRefreshId"]]
        )["InstanceRefreshes"][0]["Status"]

    wait(lambda: status() == "Successful", 60, "the refresh to succeed")
    new = reach(scaling, "fresh", 2)
    assert {m["InstanceType"] for m in new} == {"t3.small"}
    assert not {m["InstanceId"] for m in old} & {m["InstanceId"] for m in new}


def test_launch_configuration(scaling, ec2, host, groups):
    image = ec2.describe_images(
        Owners=["amazon"],
        Filters=[{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*kernel*"]}])["Images"][0]
    scaling.create_launch_configuration(
        LaunchConfigurationName="old", ImageId=image["ImageId"], InstanceType="t3.nano")
    groups("configured", DesiredCapacity=1, LaunchConfigurationName="old")
    member = reach(scaling, "configured", 1)[0]
    assert member["LaunchConfigurationName"] == "old"
    assert member["InstanceType"] == "t3.nano"
    assert refused(scaling.delete_launch_configuration,
                   LaunchConfigurationName="old") == "ResourceInUse"


def test_capacity_that_is_not_there(scaling, host, template, groups):
    host.failing["fail"] = "no room"
    try:
        groups("poor", DesiredCapacity=1, LaunchTemplate={"LaunchTemplateId": template})
        wait(lambda: "Failed" in [a["StatusCode"] for a in scaling.describe_scaling_activities(
            AutoScalingGroupName="poor")["Activities"]], 30, "a launch to fail")
    finally:
        del host.failing["fail"]
    reach(scaling, "poor", 1)


def test_kill_of_the_control_plane(skerry, scaling, ec2, host, template, groups):
    """Whenever the control plane dies, the group ends with what is wanted and nothing besides."""
    groups("killed", DesiredCapacity=0, LaunchTemplate={"LaunchTemplateId": template})
    for wanted in (3, 1, 4):
        scaling.set_desired_capacity(AutoScalingGroupName="killed", DesiredCapacity=wanted)
        host.disconnect()
        skerry.kill_server()
        host.connect()
        members = {m["InstanceId"] for m in reach(scaling, "killed", wanted)}

        def living():
            answer = ec2.describe_instances(Filters=[
                {"Name": "tag:aws:autoscaling:groupName", "Values": ["killed"]},
                {"Name": "instance-state-name", "Values": ["pending", "running"]}])
            return {i["InstanceId"] for r in answer["Reservations"] for i in r["Instances"]}
        wait(lambda: living() == members, 20, "exactly the members to live")


def test_what_is_refused_by_name(scaling, host, template, groups):
    groups("plain", LaunchTemplate={"LaunchTemplateId": template})
    assert refused(scaling.put_warm_pool, AutoScalingGroupName="plain") == "UnsupportedOperation"
    assert refused(
        scaling.attach_load_balancer_target_groups, AutoScalingGroupName="plain",
        TargetGroupARNs=["arn:x"]) == "UnsupportedOperation"
    assert scaling.describe_load_balancers(AutoScalingGroupName="plain")["LoadBalancers"] == []
    assert scaling.describe_traffic_sources(AutoScalingGroupName="plain")["TrafficSources"] == []
    assert refused(scaling.describe_auto_scaling_groups, MaxRecords=1000) == "ValidationError"
    names = scaling.describe_termination_policy_types()["TerminationPolicyTypes"]
    assert "Default" in names and "OldestInstance" in names
