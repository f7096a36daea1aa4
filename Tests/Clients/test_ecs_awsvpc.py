"""Tasks with network interfaces of their own, with the stock clients."""

import pytest
from botocore.exceptions import ClientError
from tasks import part
from waiting import wait


@pytest.fixture(scope="module")
def vpc(skerry):
    """The default VPC: its subnets by zone, and its default group."""
    ec2 = skerry.client("ec2")
    found = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]
    subnets = ec2.describe_subnets(
        Filters=[{"Name": "vpc-id", "Values": [found["VpcId"]]}])["Subnets"]
    return {"id": found["VpcId"],
            "subnets": {subnet["AvailabilityZone"]: subnet["SubnetId"] for subnet in subnets}}


def network(*subnets, groups=None, **settings):
    """A network configuration."""
    configuration = {"subnets": list(subnets), **settings}
    if groups is not None:
        configuration["securityGroups"] = groups
    return {"awsvpcConfiguration": configuration}


def details(task):
    """What the task's attachment says, by name."""
    return {pair["name"]: pair["value"] for pair in task["attachments"][0]["details"]}


def refusal(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


def test_refusals(skerry, tasks, vpc):
    ecs, ec2 = tasks.ecs, skerry.client("ec2")
    subnet = vpc["subnets"]["us-east-1a"]
    own = tasks.define(tasks.container(), networkMode="awsvpc")
    bridge = tasks.define(tasks.container())

    def refused(definition, configuration=None):
        arguments = {} if configuration is None else {"networkConfiguration": configuration}
        code, message = refusal(ecs.run_task, taskDefinition=definition, **arguments)
        assert code == "InvalidParameterException"
        return message

    assert refused(bridge, network(subnet)) == (
        "Network Configuration is not valid for the given networkMode of this task definition.")
    assert refused(own) == (
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.")
    assert refused(own, network()) == "subnets can not be empty."
    assert refused(own, network(*(f"subnet-{index:017x}" for index in range(17)))) == (
        "subnets can have at most 16 items.")
    unknown = "subnet-0123456789abcdef0"
    assert refused(own, network(subnet, unknown)) == (
        f"Error retrieving subnet information for [{subnet}, {unknown}]: The subnet ID "
        f"'{unknown}' does not exist (ErrorCode: InvalidSubnetID.NotFound)")
    assert refused(own, network(subnet, assignPublicIp="ENABLED")) == (
        "Assign public IP is not supported for this launch type.")
    message = refused(own, network(subnet, groups=["sg-0123456789abcdef0"]))
    assert message.startswith("Error retrieving security group information for")
    assert message.endswith("(ErrorCode: InvalidGroup.NotFound)")
    other = ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    foreign = ec2.create_subnet(
        VpcId=other, CidrBlock="10.77.1.0/24", AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
    try:
        assert refused(own, network(subnet, foreign)) == (
            "The provided subnets must all belong to the same VPC.")
    finally:
        ec2.delete_subnet(SubnetId=foreign)
        ec2.delete_vpc(VpcId=other)


def test_a_zone_without_machines(tasks, vpc):
    own = tasks.define(tasks.container(), networkMode="awsvpc")
    answer = tasks.ecs.run_task(
        taskDefinition=own, networkConfiguration=network(vpc["subnets"]["us-east-1b"]))
    assert answer["tasks"] == []
    assert {failure["reason"] for failure in answer["failures"]} == {"ATTRIBUTE"}


def test_a_task_has_an_address_and_gives_it_back(skerry, tasks, vpc):
    ec2 = skerry.client("ec2")
    subnet = vpc["subnets"]["us-east-1a"]
    own = tasks.define(
        tasks.container("web", "web", portMappings=[{"containerPort": 80}]), networkMode="awsvpc")
    answer = tasks.ecs.run_task(taskDefinition=own, networkConfiguration=network(subnet))
    assert answer["failures"] == []
    made = answer["tasks"][0]
    # It may have its interface before the answer is written.
    assert made["lastStatus"] in ("PROVISIONING", "PENDING")
    assert made["attachments"][0]["type"] == "ElasticNetworkInterface"
    task = made["taskArn"]
    running = tasks.running(task)
    assert running["attachments"][0]["status"] == "ATTACHED"
    known = details(running)
    assert known["subnetId"] == subnet
    shown = ec2.describe_network_interfaces(
        NetworkInterfaceIds=[known["networkInterfaceId"]])["NetworkInterfaces"][0]
    assert shown["PrivateIpAddress"] == known["privateIPv4Address"]
    assert shown["MacAddress"] == known["macAddress"]
    assert shown["Status"] == "in-use"
    web = part(running, "web")
    assert web["networkBindings"] == []
    assert web["networkInterfaces"] == [
        {"attachmentId": running["attachments"][0]["id"],
         "privateIpv4Address": known["privateIPv4Address"]}]

    # Another task reaches it at its address.
    client = tasks.define(
        tasks.container(
            script=f"wget -q -O - http://{known['privateIPv4Address']}/ && ip -4 addr show eth0"),
        networkMode="awsvpc")
    caller = tasks.run(client, networkConfiguration=network(subnet))
    ended = tasks.stopped(caller)
    assert part(ended)["exitCode"] == 0, tasks.lines(caller)
    lines = tasks.lines(caller)
    assert any("Hello from Skerry" in line for line in lines), lines
    assert any(details(ended)["privateIPv4Address"] in line for line in lines), lines

    stopped = tasks.stop(task)
    assert stopped["attachments"][0]["status"] == "DELETED"

    def is_gone():
        try:
            ec2.describe_network_interfaces(NetworkInterfaceIds=[known["networkInterfaceId"]])
        except ClientError as error:
            return error.response["Error"]["Code"] == "InvalidNetworkInterfaceID.NotFound"
        return False

    wait(is_gone, 10, "the interface to be given back")
