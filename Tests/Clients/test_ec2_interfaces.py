"""Network interfaces and their addresses through boto3."""

import concurrent.futures

import pytest

from test_ec2_security_groups import refused

ACCOUNT = "000000000302"


@pytest.fixture(scope="module")
def ec2(skerry):
    return skerry.client("ec2", account=ACCOUNT)


@pytest.fixture(scope="module")
def place(ec2):
    """A VPC with two subnets and a group."""
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone="us-east-1" + zone)
        ["Subnet"]["SubnetId"] for block, zone in (("10.9.1.0/24", "a"), ("10.9.2.0/28", "b"))]
    group = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
    yield {"vpc": vpc, "wide": subnets[0], "narrow": subnets[1], "group": group}
    ec2.delete_security_group(GroupId=group)
    for subnet in subnets:
        ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=vpc)


def free(ec2, subnet):
    return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]


def test_an_interfaces_life(ec2, place):
    before = free(ec2, place["wide"])
    made = ec2.create_network_interface(
        SubnetId=place["wide"], Groups=[place["group"]], Description="one",
        PrivateIpAddress="10.9.1.7", TagSpecifications=[
            {"ResourceType": "network-interface", "Tags": [{"Key": "a", "Value": "1"}]}],
    )["NetworkInterface"]
    identity = made["NetworkInterfaceId"]
    assert made["PrivateIpAddress"] == "10.9.1.7" and made["Status"] == "available"
    assert made["MacAddress"].startswith("02:") and made["VpcId"] == place["vpc"]
    assert made["Groups"] == [{"GroupId": place["group"], "GroupName": "web"}]
    assert made["PrivateDnsName"] == "ip-10-9-1-7.ec2.internal"
    assert made["SourceDestCheck"] and not made["RequesterManaged"]
    assert made["AvailabilityZone"] == "us-east-1a" and made["OwnerId"] == ACCOUNT
    assert made["TagSet"] == [{"Key": "a", "Value": "1"}]
    assert free(ec2, place["wide"]) == before - 1
    for name, value in (
            ("addresses.private-ip-address", "10.9.1.7"), ("group-id", place["group"]),
            ("mac-address", made["MacAddress"]), ("status", "available"), ("tag:a", "1"),
            ("vpc-id", place["vpc"]), ("description", "o*")):
        found = ec2.describe_network_interfaces(Filters=[{"Name": name, "Values": [value]}])
        assert identity in [one["NetworkInterfaceId"] for one in found["NetworkInterfaces"]], name
    refused(ec2.create_network_interface, "InvalidIPAddress.InUse",
            SubnetId=place["wide"], PrivateIpAddress="10.9.1.7")
    refused(ec2.delete_security_group, "DependencyViolation", GroupId=place["group"])
    refused(ec2.delete_subnet, "DependencyViolation", SubnetId=place["wide"])
    ec2.delete_network_interface(NetworkInterfaceId=identity)
    refused(ec2.describe_network_interfaces, "InvalidNetworkInterfaceID.NotFound", identity,
            NetworkInterfaceIds=[identity])
    refused(ec2.delete_network_interface, "InvalidNetworkInterfaceID.NotFound", identity,
            NetworkInterfaceId=identity)
    assert free(ec2, place["wide"]) == before


@pytest.mark.parametrize("arguments, code", [
    ({"PrivateIpAddress": "10.9.1.3"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "10.9.1.255"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "10.9.2.7"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "ten"}, "InvalidParameterValue"),
    ({"SubnetId": "subnet-00000000000000000"}, "InvalidSubnetID.NotFound"),
    ({"SubnetId": "here"}, "InvalidSubnetID.Malformed"),
    ({"Groups": ["sg-00000000000000000"]}, "InvalidGroup.NotFound"),
    ({"InterfaceType": "efa"}, "UnsupportedOperation"),
    ({"Ipv6AddressCount": 1}, "UnsupportedOperation"),
    ({"SecondaryPrivateIpAddressCount": 50}, "InvalidParameterValue"),
])
def test_interfaces_that_are_refused(ec2, place, arguments, code):
    before = free(ec2, place["wide"])
    refused(ec2.create_network_interface, code, **{"SubnetId": place["wide"], **arguments})
    assert free(ec2, place["wide"]) == before


def test_groups_of_another_vpc(ec2, place):
    default = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["default"]}])
    foreign = [group["GroupId"] for group in default["SecurityGroups"]
               if group["VpcId"] != place["vpc"]]
    refused(ec2.create_network_interface, "InvalidParameter", "different networks",
            SubnetId=place["wide"], Groups=foreign[:1])


def test_attributes(ec2, place):
    identity = ec2.create_network_interface(SubnetId=place["wide"])["NetworkInterface"][
        "NetworkInterfaceId"]
    modify, describe = (
        ec2.modify_network_interface_attribute, ec2.describe_network_interface_attribute)
    modify(NetworkInterfaceId=identity, Description={"Value": "two"})
    modify(NetworkInterfaceId=identity, SourceDestCheck={"Value": False})
    modify(NetworkInterfaceId=identity, Groups=[place["group"]])
    assert describe(NetworkInterfaceId=identity, Attribute="description")["Description"] == {
        "Value": "two"}
    assert describe(NetworkInterfaceId=identity, Attribute="sourceDestCheck")[
        "SourceDestCheck"] == {"Value": False}
    assert describe(NetworkInterfaceId=identity, Attribute="groupSet")["Groups"][0][
        "GroupId"] == place["group"]
    ec2.reset_network_interface_attribute(NetworkInterfaceId=identity, SourceDestCheck="true")
    assert describe(NetworkInterfaceId=identity, Attribute="sourceDestCheck")[
        "SourceDestCheck"] == {"Value": True}
    refused(modify, "InvalidAttachmentID.NotFound", NetworkInterfaceId=identity,
            Attachment={"AttachmentId": "eni-attach-00000000000000000",
                        "DeleteOnTermination": True})
    more = [ec2.create_security_group(GroupName=f"more-{n}", Description="x", VpcId=place["vpc"])
            ["GroupId"] for n in range(5)]
    refused(modify, "SecurityGroupsPerInterfaceLimitExceeded", NetworkInterfaceId=identity,
            Groups=more + [place["group"]])
    modify(NetworkInterfaceId=identity, Groups=more)
    ec2.delete_network_interface(NetworkInterfaceId=identity)
    for group in more:
        ec2.delete_security_group(GroupId=group)


def test_further_addresses(ec2, place):
    made = ec2.create_network_interface(
        SubnetId=place["wide"], SecondaryPrivateIpAddressCount=2)["NetworkInterface"]
    identity = made["NetworkInterfaceId"]
    assert [one["Primary"] for one in made["PrivateIpAddresses"]] == [True, False, False]
    added = ec2.assign_private_ip_addresses(
        NetworkInterfaceId=identity, PrivateIpAddresses=["10.9.1.200"])
    assert added["AssignedPrivateIpAddresses"] == [{"PrivateIpAddress": "10.9.1.200"}]
    refused(ec2.unassign_private_ip_addresses, "InvalidParameterValue",
            NetworkInterfaceId=identity, PrivateIpAddresses=[made["PrivateIpAddress"]])
    ec2.unassign_private_ip_addresses(
        NetworkInterfaceId=identity, PrivateIpAddresses=["10.9.1.200"])
    other = ec2.create_network_interface(
        SubnetId=place["wide"], PrivateIpAddress="10.9.1.200")["NetworkInterface"]
    for one in (identity, other["NetworkInterfaceId"]):
        ec2.delete_network_interface(NetworkInterfaceId=one)


def test_a_subnet_runs_full_exactly(ec2, place):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = list(pool.map(
            lambda _: ec2.create_network_interface(SubnetId=place["narrow"])["NetworkInterface"],
            range(11)))
    addresses = {one["PrivateIpAddress"] for one in made}
    assert len(addresses) == 11 and len({one["MacAddress"] for one in made}) == 11
    assert addresses == {f"10.9.2.{n}" for n in range(4, 15)}
    refused(ec2.create_network_interface, "InsufficientFreeAddressesInSubnet",
            SubnetId=place["narrow"])
    page = ec2.describe_network_interfaces(
        MaxResults=5, Filters=[{"Name": "subnet-id", "Values": [place["narrow"]]}])
    assert len(page["NetworkInterfaces"]) == 5 and page["NextToken"]
    pages = ec2.get_paginator("describe_network_interfaces").paginate(
        PaginationConfig={"PageSize": 5},
        Filters=[{"Name": "subnet-id", "Values": [place["narrow"]]}])
    assert len([one for page in pages for one in page["NetworkInterfaces"]]) == 11
    for one in made:
        ec2.delete_network_interface(NetworkInterfaceId=one["NetworkInterfaceId"])
    assert free(ec2, place["narrow"]) == 11


def test_client_tokens(ec2, place):
    def make(**more):
        return ec2.create_network_interface(
            SubnetId=place["wide"], ClientToken="token-1", **more)["NetworkInterface"]

    first = make()
    assert make()["NetworkInterfaceId"] == first["NetworkInterfaceId"]
    refused(make, "IdempotentParameterMismatch", Description="other")
    ec2.delete_network_interface(NetworkInterfaceId=first["NetworkInterfaceId"])


def test_attaching_to_no_instance(ec2, place):
    identity = ec2.create_network_interface(SubnetId=place["wide"])["NetworkInterface"][
        "NetworkInterfaceId"]
    refused(ec2.attach_network_interface, "InvalidInstanceID.NotFound", NetworkInterfaceId=identity,
            InstanceId="i-00000000000000000", DeviceIndex=1)
    refused(ec2.detach_network_interface, "InvalidAttachmentID.NotFound",
            AttachmentId="eni-attach-00000000000000000")
    ec2.delete_network_interface(NetworkInterfaceId=identity)
