"""EC2 instances by the stock clients, on a host that only says that its machines run."""

import base64
import json

import pytest
from botocore.exceptions import ClientError

from hosts import FakeHost
from waiting import wait

# A region of its own: the host of `skerry up` offers zones of us-east-1.
REGION = "eu-west-1"
ZONES = [REGION + letter for letter in "abc"]


@pytest.fixture(scope="module")
def ec2(skerry):
    return skerry.client("ec2", region=REGION)


@pytest.fixture
def host(skerry, ec2):
    with FakeHost(skerry, "fake-1", ZONES) as host:
        yield host
        host.isSilent = False
        ids = [item["InstanceId"] for item in instances(ec2) if
               item["State"]["Name"] != "terminated"]
        for id in ids:
            ec2.modify_instance_attribute(
                InstanceId=id, DisableApiTermination={"Value": False})
        if ids:
            ec2.terminate_instances(InstanceIds=ids)
        wait(lambda: all(i["State"]["Name"] == "terminated" for i in instances(ec2)), 20,
             "all instances to be terminated")


@pytest.fixture(scope="module")
def image(ec2):
    found = ec2.describe_images(
        Owners=["amazon"],
        Filters=[{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*kernel*"]}])["Images"]
    assert len(found) == 1
    return found[0]["ImageId"]


def instances(ec2, *ids, **more):
    answer = ec2.describe_instances(**({"InstanceIds": list(ids)} if ids else {}), **more)
    return [i for r in answer["Reservations"] for i in r["Instances"]]


def state(ec2, id):
    return instances(ec2, id)[0]["State"]["Name"]


def reach(ec2, id, name):
    wait(lambda: state(ec2, id) == name, 20, f"{id} to be {name}")


def run(ec2, image, **more):
    options = {"ImageId": image, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, **more}
    return ec2.run_instances(**options)["Instances"]


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def test_an_instance_from_launch_to_end(ec2, host, image):
    data = "#!/bin/sh\necho ECS_CLUSTER=x >> /etc/ecs/ecs.config\n"
    [made] = run(
        ec2, image, UserData=data, TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "one"}]},
            {"ResourceType": "volume", "Tags": [{"Key": "Kind", "Value": "root"}]}])
    id = made["InstanceId"]
    assert made["State"] == {"Code": 0, "Name": "pending"}
    ec2.get_waiter("instance_running").wait(
        InstanceIds=[id], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    order = host.orders[id]
    assert base64.b64decode(order["userData"]).decode() == data
    assert order["cpuUnits"] == 2048 and order["memoryMiB"] == 1024
    assert order["metadata"]["meta-data/instance-id"] == id
    document = json.loads(order["metadata"]["dynamic/instance-identity/document"])
    assert document["region"] == REGION

    [found] = instances(ec2, id)
    assert found["Placement"]["AvailabilityZone"] == order["zone"]
    assert found["PrivateIpAddress"] == document["privateIp"]
    assert found["PublicIpAddress"]
    [interface] = found["NetworkInterfaces"]
    assert interface["Attachment"]["DeviceIndex"] == 0
    assert interface["Attachment"]["DeleteOnTermination"] is True
    assert interface["Groups"] == found["SecurityGroups"]
    assert found["SecurityGroups"][0]["GroupName"] == "default"
    volume = found["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    [root] = ec2.describe_volumes(VolumeIds=[volume])["Volumes"]
    assert root["State"] == "in-use" and root["Tags"] == [{"Key": "Kind", "Value": "root"}]
    status = ec2.describe_instance_status(InstanceIds=[id])["InstanceStatuses"][0]
    assert status["SystemStatus"]["Status"] == "ok"
    assert ec2.get_console_output(InstanceId=id)["Output"] == "booted\n"
    tags = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [id]}])["Tags"]
    assert [(tag["Key"], tag["ResourceType"]) for tag in tags] == [("Name", "instance")]

    ended = ec2.terminate_instances(InstanceIds=[id])["TerminatingInstances"][0]
    assert ended["PreviousState"]["Name"] == "running"
    assert ended["CurrentState"]["Name"] == "shutting-down"
    reach(ec2, id, "terminated")
    assert refused(ec2.describe_volumes, VolumeIds=[volume]) == "InvalidVolume.NotFound"
    assert refused(
        ec2.describe_network_interfaces,
        NetworkInterfaceIds=[interface["NetworkInterfaceId"]]) == "InvalidNetworkInterfaceID.NotFound"
    assert id in wait(lambda: host.removed, 20, "the host to be told that it is gone")
    # Again is no error.
    ec2.terminate_instances(InstanceIds=[id])


def test_stop_start_and_reboot(ec2, host, image):
    [made] = run(ec2, image)
    id = made["InstanceId"]
    reach(ec2, id, "running")
    address = instances(ec2, id)[0]["PrivateIpAddress"]
    ec2.reboot_instances(InstanceIds=[id])
    wait(lambda: host.orders[id]["boots"] == 1, 20, "the reboot to be ordered")
    assert state(ec2, id) == "running"
    ec2.stop_instances(InstanceIds=[id])
    reach(ec2, id, "stopped")
    [found] = instances(ec2, id)
    assert found["StateReason"]["Code"] == "Client.UserInitiatedShutdown"
    assert refused(ec2.reboot_instances, InstanceIds=[id]) == "IncorrectState"
    ec2.modify_instance_attribute(InstanceId=id, InstanceType={"Value": "t3.small"})
    ec2.start_instances(InstanceIds=[id])
    reach(ec2, id, "running")
    [found] = instances(ec2, id)
    assert found["InstanceType"] == "t3.small" and found["PrivateIpAddress"] == address
    assert host.orders[id]["memoryMiB"] == 2048
    assert refused(
        ec2.modify_instance_attribute, InstanceId=id,
        InstanceType={"Value": "t3.nano"}) == "IncorrectInstanceState"


def test_termination_can_be_refused(ec2, host, image):
    [made] = run(ec2, image, DisableApiTermination=True)
    id = made["InstanceId"]
    reach(ec2, id, "running")
    assert refused(ec2.terminate_instances, InstanceIds=[id]) == "OperationNotPermitted"
    attribute = ec2.describe_instance_attribute(
        InstanceId=id, Attribute="disableApiTermination")
    assert attribute["DisableApiTermination"] == {"Value": True}
    ec2.modify_instance_attribute(InstanceId=id, DisableApiTermination={"Value": False})
    ec2.terminate_instances(InstanceIds=[id])
    reach(ec2, id, "terminated")


def test_a_token_launches_once(ec2, host, image):
    token = {"ClientToken": "launch-once"}
    first = run(ec2, image, MaxCount=2, **token)
    again = run(ec2, image, MaxCount=2, **token)
    assert [i["InstanceId"] for i in first] == [i["InstanceId"] for i in again]
    assert len(first) == 2
    assert refused(
        ec2.run_instances, ImageId=image, MinCount=1, MaxCount=1,
        **token) == "IdempotentParameterMismatch"


def test_filters_and_pages(ec2, host, image):
    made = {i["InstanceId"] for i in run(ec2, image, MinCount=6, MaxCount=6)}
    pages = ec2.get_paginator("describe_instances").paginate(
        Filters=[{"Name": "instance-state-name", "Values": ["pending", "running"]}],
        PaginationConfig={"PageSize": 5})
    found = [i["InstanceId"] for p in pages for r in p["Reservations"] for i in r["Instances"]]
    assert len(found) == len(set(found)) and set(found) == made
    some = sorted(made)[0]
    address = instances(ec2, some)[0]["PrivateIpAddress"]
    [one] = instances(ec2, Filters=[{"Name": "private-ip-address", "Values": [address]}])
    assert one["InstanceId"] == some
    assert refused(
        ec2.describe_instances,
        Filters=[{"Name": "shoe-size", "Values": ["42"]}]) == "InvalidParameterValue"


def test_a_machine_that_never_comes_up(ec2, host, image):
    host.failing["fail"] = "user data ended with 1"
    [made] = run(ec2, image)
    id = made["InstanceId"]
    reach(ec2, id, "terminated")
    reason = instances(ec2, id)[0]["StateReason"]
    assert reason["Code"] == "Server.InternalError"
    assert "user data ended with 1" in reason["Message"]


def test_a_machine_that_ends_by_itself(ec2, host, image):
    ids = [i["InstanceId"] for i in run(ec2, image)]
    ids += [i["InstanceId"] for i in run(
        ec2, image, InstanceInitiatedShutdownBehavior="terminate")]
    for id in ids:
        reach(ec2, id, "running")
        host.report({"id": id, "state": "failed", "boots": 0, "reason": "powered off"})
    reach(ec2, ids[0], "stopped")
    reach(ec2, ids[1], "terminated")


def test_reports_do_not_turn_states_back(ec2, host, image):
    host.isSilent = True
    [made] = run(ec2, image)
    id = made["InstanceId"]
    wait(lambda: id in host.orders, 20, "the order")
    host.report({"id": id, "state": "running", "boots": 0})
    reach(ec2, id, "running")
    host.report({"id": id, "state": "pending", "boots": 0})
    # The connection keeps the order of reports: once the later one has an effect, so had the former.
    host.report({"id": id, "state": "running", "boots": 0, "console": "second"})
    wait(lambda: ec2.get_console_output(InstanceId=id).get("Output") == "second", 20, "the console")
    assert state(ec2, id) == "running"


def test_orders_survive_a_lost_connection(ec2, host, image):
    [made] = run(ec2, image)
    id = made["InstanceId"]
    reach(ec2, id, "running")
    host.disconnect()
    ec2.stop_instances(InstanceIds=[id])
    assert state(ec2, id) == "stopping"
    host.connect()
    reach(ec2, id, "stopped")


def test_what_is_refused(ec2, host, image):
    def code(**more):
        options = {"ImageId": image, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}
        return refused(ec2.run_instances, **{**options, **more})

    assert code(ImageId="ami-00000000000000000") == "InvalidAMIID.NotFound"
    assert code(ImageId="nonsense") == "InvalidAMIID.Malformed"
    assert code(InstanceType="p5.48xlarge") == "InvalidInstanceType"
    assert code(InstanceType="t9.huge") == "InvalidParameterValue"
    assert code(KeyName="nobody") == "InvalidKeyPair.NotFound"
    assert code(SubnetId="subnet-00000000000000000") == "InvalidSubnetID.NotFound"
    assert code(SecurityGroupIds=["sg-00000000000000000"]) == "InvalidGroup.NotFound"
    assert code(Placement={"AvailabilityZone": "eu-west-1q"}) == "InvalidParameterValue"
    assert code(MinCount=2) == "InvalidParameterValue"
    assert code(MinCount=0, MaxCount=0) == "InvalidParameterValue"
    assert code(UserData="x" * 17000) == "InvalidParameterValue"
    assert code(MinCount=300, MaxCount=300) == "InstanceLimitExceeded"
    assert code(DryRun=True) == "DryRunOperation"
    assert code(LaunchTemplate={"LaunchTemplateName": "none"}) \
        == "InvalidLaunchTemplateName.NotFoundException"
    assert code(Placement={"Tenancy": "dedicated"}) == "UnsupportedOperation"
    if "x86" in ec2.describe_images(ImageIds=[image])["Images"][0]["Architecture"]:
        assert code(InstanceType="t4g.micro") == "InvalidParameterValue"
    gone = "i-00000000000000000"
    for call in (ec2.start_instances, ec2.stop_instances, ec2.terminate_instances,
                 ec2.describe_instances):
        assert refused(call, InstanceIds=[gone]) == "InvalidInstanceID.NotFound"
        assert refused(call, InstanceIds=["i-x"]) == "InvalidInstanceID.Malformed"
    assert instances(ec2, Filters=[{"Name": "instance-state-name", "Values": ["running"]}]) == []


def test_no_host_no_capacity(skerry):
    ec2 = skerry.client("ec2", region="ap-south-1")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    assert refused(
        ec2.run_instances, ImageId=image, InstanceType="t3.micro", MinCount=1,
        MaxCount=1) == "InsufficientInstanceCapacity"


def test_launch_templates(ec2, host, image):
    made = ec2.create_launch_template(
        LaunchTemplateName="web", LaunchTemplateData={
            "ImageId": image, "InstanceType": "t3.nano",
            "UserData": base64.b64encode(b"one").decode(),
            "MetadataOptions": {"HttpTokens": "optional", "HttpPutResponseHopLimit": 1},
            "TagSpecifications": [{
                "ResourceType": "instance", "Tags": [{"Key": "from", "Value": "template"}]}]})
    id = made["LaunchTemplate"]["LaunchTemplateId"]
    assert made["LaunchTemplate"]["LatestVersionNumber"] == 1
    assert refused(
        ec2.create_launch_template, LaunchTemplateName="web",
        LaunchTemplateData={"ImageId": image}) == "InvalidLaunchTemplateName.AlreadyExistsException"
    second = ec2.create_launch_template_version(
        LaunchTemplateId=id, SourceVersion="1", LaunchTemplateData={"InstanceType": "t3.small"})
    data = second["LaunchTemplateVersion"]["LaunchTemplateData"]
    assert (data["ImageId"], data["InstanceType"]) == (image, "t3.small")

    [first] = ec2.run_instances(
        LaunchTemplate={"LaunchTemplateId": id}, MinCount=1, MaxCount=1)["Instances"]
    assert first["InstanceType"] == "t3.nano"
    assert first["MetadataOptions"]["HttpTokens"] == "optional"
    tags = {tag["Key"]: tag["Value"] for tag in first["Tags"]}
    assert tags == {"from": "template", "aws:ec2launchtemplate:id": id,
                    "aws:ec2launchtemplate:version": "1"}
    [latest] = ec2.run_instances(
        LaunchTemplate={"LaunchTemplateName": "web", "Version": "$Latest"}, MinCount=1,
        MaxCount=1, InstanceType="t3.medium")["Instances"]
    assert latest["InstanceType"] == "t3.medium"
    wait(lambda: latest["InstanceId"] in host.orders, 20, "the order")
    assert base64.b64decode(host.orders[latest["InstanceId"]]["userData"]) == b"one"

    ec2.modify_launch_template(LaunchTemplateId=id, DefaultVersion="2")
    [found] = ec2.describe_launch_templates(LaunchTemplateNames=["web"])["LaunchTemplates"]
    assert (found["DefaultVersionNumber"], found["LatestVersionNumber"]) == (2, 2)
    versions = ec2.describe_launch_template_versions(LaunchTemplateId=id)
    assert [v["VersionNumber"] for v in versions["LaunchTemplateVersions"]] == [2, 1]
    [default] = ec2.describe_launch_template_versions(
        LaunchTemplateId=id, Versions=["$Default"])["LaunchTemplateVersions"]
    assert default["VersionNumber"] == 2
    gone = ec2.delete_launch_template_versions(LaunchTemplateId=id, Versions=["1", "2", "9"])
    assert [v["VersionNumber"] for v in gone["SuccessfullyDeletedLaunchTemplateVersions"]] == [1]
    assert len(gone["UnsuccessfullyDeletedLaunchTemplateVersions"]) == 2
    assert refused(
        ec2.run_instances, LaunchTemplate={"LaunchTemplateId": id, "Version": "1"}, MinCount=1,
        MaxCount=1) == "InvalidLaunchTemplateId.VersionNotFound"
    ec2.delete_launch_template(LaunchTemplateId=id)
    assert refused(
        ec2.describe_launch_templates,
        LaunchTemplateIds=[id]) == "InvalidLaunchTemplateId.NotFound"


def test_key_pairs(ec2, tmp_path):
    import subprocess
    for kind, mark in (("rsa", "RSA"), ("ed25519", "ED25519")):
        made = ec2.create_key_pair(KeyName=f"made-{kind}", KeyType=kind)
        file = tmp_path / kind
        file.write_text(made["KeyMaterial"])
        file.chmod(0o600)
        [found] = ec2.describe_key_pairs(
            KeyNames=[f"made-{kind}"], IncludePublicKey=True)["KeyPairs"]
        assert found["KeyFingerprint"] == made["KeyFingerprint"]
        assert found["KeyType"] == kind
        # OpenSSH reads the secret and comes to the same public key.
        try:
            public = subprocess.run(
                ["ssh-keygen", "-y", "-f", str(file)], check=True, capture_output=True,
                text=True).stdout.split()
        except FileNotFoundError:
            continue
        assert public[:2] == found["PublicKey"].split()[:2]
        imported = ec2.import_key_pair(
            KeyName=f"imported-{kind}", PublicKeyMaterial=" ".join(public).encode())
        if kind == "ed25519":
            assert imported["KeyFingerprint"] == made["KeyFingerprint"]
        ec2.delete_key_pair(KeyName=f"imported-{kind}")
    assert refused(ec2.create_key_pair, KeyName="made-rsa") == "InvalidKeyPair.Duplicate"
    assert refused(
        ec2.import_key_pair, KeyName="x", PublicKeyMaterial=b"ssh-rsa AAAA") == "InvalidKey.Format"
    for kind in ("rsa", "ed25519"):
        ec2.delete_key_pair(KeyName=f"made-{kind}")
    assert refused(ec2.describe_key_pairs, KeyNames=["made-rsa"]) == "InvalidKeyPair.NotFound"
    # Again is no error.
    ec2.delete_key_pair(KeyName="made-rsa")


def test_volumes(ec2, host, image):
    [made] = run(ec2, image, Placement={"AvailabilityZone": ZONES[1]})
    id = made["InstanceId"]
    reach(ec2, id, "running")
    volume = ec2.create_volume(AvailabilityZone=ZONES[1], Size=4, VolumeType="gp3")["VolumeId"]
    far = ec2.create_volume(AvailabilityZone=ZONES[2], Size=4)["VolumeId"]
    assert refused(
        ec2.attach_volume, VolumeId=far, InstanceId=id,
        Device="/dev/sdf") == "InvalidVolume.ZoneMismatch"
    ec2.attach_volume(VolumeId=volume, InstanceId=id, Device="/dev/sdf")
    ec2.get_waiter("volume_in_use").wait(VolumeIds=[volume])
    assert refused(ec2.delete_volume, VolumeId=volume) == "VolumeInUse"
    [found] = instances(ec2, id)
    assert [d["DeviceName"] for d in found["BlockDeviceMappings"]] == ["/dev/xvda", "/dev/sdf"]
    ec2.terminate_instances(InstanceIds=[id])
    reach(ec2, id, "terminated")
    # It was not to be deleted with the instance.
    [left] = ec2.describe_volumes(VolumeIds=[volume])["Volumes"]
    assert left["State"] == "available"
    for each in (volume, far):
        ec2.delete_volume(VolumeId=each)


def test_instance_types(ec2):
    [info] = ec2.describe_instance_types(InstanceTypes=["m5.xlarge"])["InstanceTypes"]
    assert info["VCpuInfo"]["DefaultVCpus"] == 4
    assert info["MemoryInfo"]["SizeInMiB"] == 16384
    assert refused(
        ec2.describe_instance_types, InstanceTypes=["p5.48xlarge"]) == "InvalidInstanceType"
    pages = ec2.get_paginator("describe_instance_types").paginate(
        Filters=[{"Name": "processor-info.supported-architecture", "Values": ["arm64"]}],
        PaginationConfig={"PageSize": 10})
    found = [t["InstanceType"] for page in pages for t in page["InstanceTypes"]]
    assert "t4g.micro" in found and "t3.micro" not in found
    offers = ec2.describe_instance_type_offerings(
        LocationType="availability-zone",
        Filters=[{"Name": "instance-type", "Values": ["t3.micro"]}])["InstanceTypeOfferings"]
    assert sorted(offer["Location"] for offer in offers) == ZONES


def test_a_lost_host(ec2, skerry, image):
    """Its instances are impaired; what is terminated meanwhile is over."""
    region_zones = ["eu-north-1a"]
    ec2 = skerry.client("ec2", region="eu-north-1")

    image = next(i["ImageId"] for i in ec2.describe_images(Owners=["amazon"])["Images"]
                 if "kernel" in i["Name"])
    host = FakeHost(skerry, "fake-lost", region_zones)
    host.connect()
    ids = [i["InstanceId"] for i in run(ec2, image, MinCount=2, MaxCount=2)]
    for id in ids:
        reach(ec2, id, "running")
    host.disconnect()
    ec2.terminate_instances(InstanceIds=ids[:1])
    assert state(ec2, ids[0]) == "shutting-down"

    def status():
        found = ec2.describe_instance_status(InstanceIds=ids[1:])["InstanceStatuses"]
        return found[0]["SystemStatus"]["Status"]

    wait(lambda: status() == "impaired", 60, "the host to be lost")
    reach(ec2, ids[0], "terminated")
    assert refused(
        ec2.run_instances, ImageId=image, InstanceType="t3.micro", MinCount=1,
        MaxCount=1) == "InsufficientInstanceCapacity"
    host.connect()
    wait(lambda: status() == "ok", 20, "the host to be back")
    assert ids[0] not in host.orders and ids[1] in host.orders
    ec2.terminate_instances(InstanceIds=ids[1:])
    reach(ec2, ids[1], "terminated")
    host.disconnect()


def test_only_hosts_hear_of_machines(skerry):
    environment = skerry.env("--account", "111111111111")
    stranger = FakeHost(skerry, "fake-stranger", ZONES)
    stranger.environment = environment
    with pytest.raises(ConnectionRefusedError):
        stranger.connect()
    assert stranger.status == 403


def test_a_real_machine_joins_its_cluster(skerry, tasks):
    """User data names the cluster; the instance registers, takes a task, and goes with it."""
    ecs, ec2 = skerry.client("ecs"), skerry.client("ec2")
    ecs.create_cluster(clusterName="grown")
    image = next(i["ImageId"] for i in ec2.describe_images(Owners=["amazon"])["Images"]
                 if "kernel" in i["Name"])
    [made] = run(
        ec2, image, InstanceType="t3.small",
        UserData="#!/bin/sh\necho ECS_CLUSTER=grown >> /etc/ecs/ecs.config\n")
    id = made["InstanceId"]

    def registered():
        arns = ecs.list_container_instances(cluster="grown")["containerInstanceArns"]
        if not arns:
            return None
        found = ecs.describe_container_instances(cluster="grown", containerInstances=arns)
        return [i for i in found["containerInstances"] if i["agentConnected"]]

    try:
        wait(lambda: state(ec2, id) == "running", 60, "the instance to run")
        [instance] = wait(registered, 120, "the instance to register itself")
        assert instance["ec2InstanceId"] == id
        definition = tasks.define(tasks.container())
        [task] = ecs.run_task(cluster="grown", taskDefinition=definition)["tasks"]

        def described():
            return ecs.describe_tasks(cluster="grown", tasks=[task["taskArn"]])["tasks"][0]

        wait(lambda: described()["lastStatus"] == "RUNNING", 120, "the task to run there")
    finally:
        ec2.terminate_instances(InstanceIds=[id])
    wait(lambda: not ecs.list_container_instances(cluster="grown")["containerInstanceArns"], 60,
         "the container instance to leave with its machine")
    assert described()["lastStatus"] == "STOPPED"
    wait(lambda: state(ec2, id) == "terminated", 120, "the machine to be gone")
    ecs.delete_cluster(cluster="grown")
