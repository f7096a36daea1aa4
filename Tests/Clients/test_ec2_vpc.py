"""The VPC API, with the stock clients: its rules, errors and states."""

import concurrent.futures
import contextlib
import uuid

import pytest
from botocore.exceptions import ClientError

DEFAULT = [{"Name": "is-default", "Values": ["true"]}]


@pytest.fixture(scope="module")
def ec2(skerry):
    return skerry.client("ec2")


@contextlib.contextmanager
def refused(code, text=None):
    """Whatever is done within is refused with this code, and words if they are given."""
    with pytest.raises(ClientError) as caught:
        yield caught
    assert caught.value.response["Error"]["Code"] == code, caught.value
    if text:
        assert text in caught.value.response["Error"]["Message"]


def named(name, *values):
    return [{"Name": name, "Values": list(values)}]


def tagged(kind, **tags):
    return [{"ResourceType": kind,
             "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


@pytest.fixture
def vpc(ec2):
    """A VPC of 10.0.0.0/16, and what is left in it taken away."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    yield vpc
    for gateway in ec2.describe_internet_gateways(
            Filters=named("attachment.vpc-id", vpc))["InternetGateways"]:
        ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc)
        ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])
    for subnet in ec2.describe_subnets(Filters=named("vpc-id", vpc))["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    for table in ec2.describe_route_tables(Filters=named("vpc-id", vpc))["RouteTables"]:
        if not any(item["Main"] for item in table["Associations"]):
            ec2.delete_route_table(RouteTableId=table["RouteTableId"])
    for acl in ec2.describe_network_acls(Filters=named("vpc-id", vpc))["NetworkAcls"]:
        if not acl["IsDefault"]:
            ec2.delete_network_acl(NetworkAclId=acl["NetworkAclId"])
    ec2.delete_vpc(VpcId=vpc)


def test_regions_and_zones(skerry, ec2):
    regions = {item["RegionName"] for item in ec2.describe_regions()["Regions"]}
    assert {"us-east-1", "eu-central-1"} <= regions
    zones = skerry.client("ec2", region="ap-southeast-2").describe_availability_zones()
    assert [(item["ZoneName"], item["ZoneId"], item["State"])
            for item in zones["AvailabilityZones"]] == [
        ("ap-southeast-2a", "apse2-az1", "available"),
        ("ap-southeast-2b", "apse2-az2", "available"),
        ("ap-southeast-2c", "apse2-az3", "available")]
    with refused("InvalidParameterValue", "us-east-1z"):
        ec2.describe_availability_zones(ZoneNames=["us-east-1z"])


def test_default_vpc_of_every_region(skerry):
    """Whoever asks first, and how many at once: one default VPC, with all that it needs."""
    ec2 = skerry.client("ec2", region="eu-west-3")
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ec2.describe_vpcs(Filters=DEFAULT)["Vpcs"], range(16)))
    assert {item["VpcId"] for answer in answers for item in answer} == {answers[0][0]["VpcId"]}
    vpc = answers[0][0]
    assert vpc["CidrBlock"] == "172.31.0.0/16" and vpc["State"] == "available"
    inside = named("vpc-id", vpc["VpcId"])
    subnets = ec2.describe_subnets(Filters=inside)["Subnets"]
    assert {(item["AvailabilityZone"], item["CidrBlock"]) for item in subnets} == {
        ("eu-west-3a", "172.31.0.0/20"), ("eu-west-3b", "172.31.16.0/20"),
        ("eu-west-3c", "172.31.32.0/20")}
    assert all(item["DefaultForAz"] and item["MapPublicIpOnLaunch"]
               and item["AvailableIpAddressCount"] == 4091 for item in subnets)
    gateway, = ec2.describe_internet_gateways(
        Filters=named("attachment.vpc-id", vpc["VpcId"]))["InternetGateways"]
    assert gateway["Attachments"] == [{"State": "available", "VpcId": vpc["VpcId"]}]
    table, = ec2.describe_route_tables(Filters=inside)["RouteTables"]
    assert table["Associations"][0]["Main"]
    assert [(item["DestinationCidrBlock"], item["GatewayId"], item["State"])
            for item in table["Routes"]] == [
        ("172.31.0.0/16", "local", "active"),
        ("0.0.0.0/0", gateway["InternetGatewayId"], "active")]
    acl, = ec2.describe_network_acls(Filters=inside)["NetworkAcls"]
    assert acl["IsDefault"] and len(acl["Associations"]) == 3
    assert [(item["RuleNumber"], item["Egress"], item["RuleAction"], item["Protocol"])
            for item in acl["Entries"]] == [
        (100, True, "allow", "-1"), (32767, True, "deny", "-1"),
        (100, False, "allow", "-1"), (32767, False, "deny", "-1")]
    options, = ec2.describe_dhcp_options(DhcpOptionsIds=[vpc["DhcpOptionsId"]])["DhcpOptions"]
    assert {item["Key"]: item["Values"][0]["Value"] for item in options["DhcpConfigurations"]} == {
        "domain-name": "eu-west-3.compute.internal", "domain-name-servers": "AmazonProvidedDNS"}


def test_another_default_vpc_once_it_is_gone(skerry):
    ec2 = skerry.client("ec2", region="eu-west-2")
    with refused("DefaultVpcAlreadyExists"):
        ec2.create_default_vpc()
    vpc = ec2.describe_vpcs(Filters=DEFAULT)["Vpcs"][0]["VpcId"]
    with refused("DependencyViolation", f"The vpc '{vpc}' has dependencies"):
        ec2.delete_vpc(VpcId=vpc)
    gateway = ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_internet_gateway(InternetGatewayId=gateway)
    for subnet in ec2.describe_subnets()["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    ec2.delete_vpc(VpcId=vpc)
    assert ec2.describe_vpcs()["Vpcs"] == []
    assert ec2.describe_route_tables()["RouteTables"] == []
    assert ec2.describe_network_acls()["NetworkAcls"] == []
    with refused("DefaultVpcDoesNotExist"):
        ec2.create_default_subnet(AvailabilityZone="eu-west-2a")
    vpc = ec2.create_default_vpc()["Vpc"]
    assert vpc["IsDefault"] and len(ec2.describe_subnets()["Subnets"]) == 3
    with refused("DefaultSubnetAlreadyExistsInAvailabilityZone"):
        ec2.create_default_subnet(AvailabilityZone="eu-west-2b")
    second = ec2.describe_subnets(Filters=named("availability-zone", "*b"))["Subnets"][0]
    ec2.delete_subnet(SubnetId=second["SubnetId"])
    again = ec2.create_default_subnet(AvailabilityZone="eu-west-2b")["Subnet"]
    assert again["CidrBlock"] == "172.31.16.0/20" and again["DefaultForAz"]


def test_blocks_of_a_vpc(ec2, vpc):
    for block in ("10.0.0.0/15", "10.0.0.0/29"):
        with refused("InvalidVpc.Range"):
            ec2.create_vpc(CidrBlock=block)
    for block in ("10.0.0.0", "10.0.0.256/16", "ten"):
        with refused("InvalidParameterValue", block):
            ec2.create_vpc(CidrBlock=block)
    with refused("MissingParameter"):
        ec2.create_vpc()
    added = ec2.associate_vpc_cidr_block(
        VpcId=vpc, CidrBlock="10.1.0.0/16")["CidrBlockAssociation"]["AssociationId"]
    with refused("InvalidVpc.Conflict"):
        ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.1.128.0/20")
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.5.0/24")["Subnet"]["SubnetId"]
    with refused("InvalidCidrBlock.InUse"):
        ec2.disassociate_vpc_cidr_block(AssociationId=added)
    ec2.delete_subnet(SubnetId=subnet)
    table, = ec2.describe_route_tables(Filters=named("vpc-id", vpc))["RouteTables"]
    assert [item["DestinationCidrBlock"] for item in table["Routes"]] == [
        "10.0.0.0/16", "10.1.0.0/16"]
    ec2.disassociate_vpc_cidr_block(AssociationId=added)
    found, = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]
    assert [item["CidrBlock"] for item in found["CidrBlockAssociationSet"]] == ["10.0.0.0/16"]
    with refused("OperationNotPermitted"):
        ec2.disassociate_vpc_cidr_block(
            AssociationId=found["CidrBlockAssociationSet"][0]["AssociationId"])
    with refused("InvalidVpcCidrBlockAssociationID.NotFound"):
        ec2.disassociate_vpc_cidr_block(AssociationId=added)


def test_attributes_of_a_vpc(ec2, vpc):
    def value(name):
        found = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=name)
        return found[name[0].upper() + name[1:]]["Value"]

    assert value("enableDnsSupport") and not value("enableDnsHostnames")
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsSupport={"Value": False})
    ec2.modify_vpc_attribute(VpcId=vpc, EnableNetworkAddressUsageMetrics={"Value": True})
    assert value("enableDnsHostnames") and not value("enableDnsSupport")
    assert value("enableNetworkAddressUsageMetrics")
    options = ec2.create_dhcp_options(DhcpConfigurations=[
        {"Key": "domain-name", "Values": ["test.internal"]},
        {"Key": "ntp-servers", "Values": ["10.0.0.9", "10.0.0.10"]}])["DhcpOptions"]
    ec2.associate_dhcp_options(DhcpOptionsId=options["DhcpOptionsId"], VpcId=vpc)
    with refused("DependencyViolation"):
        ec2.delete_dhcp_options(DhcpOptionsId=options["DhcpOptionsId"])
    ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc)
    ec2.delete_dhcp_options(DhcpOptionsId=options["DhcpOptionsId"])
    assert ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["DhcpOptionsId"] == "default"


def test_subnets(ec2, vpc):
    subnet = ec2.create_subnet(
        VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZoneId="use1-az2",
        TagSpecifications=tagged("subnet", Name="one"))["Subnet"]
    assert subnet["AvailabilityZone"] == "us-east-1b" and subnet["State"] == "available"
    assert subnet["AvailableIpAddressCount"] == 251 and not subnet["MapPublicIpOnLaunch"]
    assert subnet["SubnetArn"].endswith(f":subnet/{subnet['SubnetId']}")
    for block in ("10.0.1.128/25", "10.0.0.0/16", "10.0.1.0/24"):
        with refused("InvalidSubnet.Conflict"):
            ec2.create_subnet(VpcId=vpc, CidrBlock=block)
    for block in ("10.1.0.0/24", "10.0.0.0/15", "10.0.2.0/29"):
        with refused("InvalidSubnet.Range"):
            ec2.create_subnet(VpcId=vpc, CidrBlock=block)
    with refused("InvalidParameterValue", "us-east-1f"):
        ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24", AvailabilityZone="us-east-1f")
    with refused("InvalidVpcID.NotFound"):
        ec2.create_subnet(VpcId="vpc-00000000000000000", CidrBlock="10.0.2.0/24")
    ec2.modify_subnet_attribute(SubnetId=subnet["SubnetId"], MapPublicIpOnLaunch={"Value": True})
    found, = ec2.describe_subnets(
        Filters=named("tag:Name", "o?e") + named("map-public-ip-on-launch", "true"))["Subnets"]
    assert found["SubnetId"] == subnet["SubnetId"]


def test_one_of_many_overlapping_subnets(ec2, vpc):
    def create(_):
        try:
            return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.8.0/22")["Subnet"]["SubnetId"]
        except ClientError as error:
            assert error.response["Error"]["Code"] == "InvalidSubnet.Conflict"

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert len([item for item in pool.map(create, range(16)) if item]) == 1


def test_deleting_a_vpc_while_it_is_filled(ec2):
    """Whoever is faster: a subnet never stays in a VPC that is gone."""
    for _ in range(8):
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

        def attempt(call, **arguments):
            try:
                return call(**arguments)
            except ClientError as error:
                return error.response["Error"]["Code"]

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            made = pool.submit(attempt, ec2.create_subnet, VpcId=vpc, CidrBlock="10.0.1.0/24")
            gone = pool.submit(attempt, ec2.delete_vpc, VpcId=vpc)
        if isinstance(made.result(), str):
            assert made.result() == "InvalidVpcID.NotFound"
        else:
            assert gone.result() == "DependencyViolation"
            ec2.delete_subnet(SubnetId=made.result()["Subnet"]["SubnetId"])
            ec2.delete_vpc(VpcId=vpc)
        with refused("InvalidVpcID.NotFound"):
            ec2.describe_vpcs(VpcIds=[vpc])
        assert ec2.describe_subnets(Filters=named("vpc-id", vpc))["Subnets"] == []


def test_routes(ec2, vpc):
    token = str(uuid.uuid4())
    table = ec2.create_route_table(VpcId=vpc, ClientToken=token)["RouteTable"]["RouteTableId"]
    again = ec2.create_route_table(VpcId=vpc, ClientToken=token)["RouteTable"]["RouteTableId"]
    assert table == again
    with refused("IdempotentParameterMismatch"):
        ec2.create_route_table(
            VpcId=vpc, ClientToken=token, TagSpecifications=tagged("route-table", a="b"))
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    with refused("InvalidParameterValue", "belong to different networks"):
        ec2.create_route(
            RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    with refused("Gateway.NotAttached"):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    with refused("Resource.AlreadyAssociated"):
        ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    with refused("DependencyViolation"):
        ec2.delete_internet_gateway(InternetGatewayId=gateway)
    second = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    with refused("InvalidParameterValue", "already has an internet gateway"):
        ec2.attach_internet_gateway(InternetGatewayId=second, VpcId=vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    with refused("InvalidParameterValue", "more specific"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.0.0.0/16", GatewayId=gateway)
    with refused("InvalidParameterCombination"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.9.0.0/16")
    with refused("InvalidNatGatewayID.NotFound"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.9.0.0/16",
                         NatGatewayId="nat-00000000000000000")

    def state(destination):
        found, = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"]
        return {item["DestinationCidrBlock"]: item["State"] for item in found["Routes"]}.get(
            destination)

    assert state("0.0.0.0/0") == "active"
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_internet_gateway(InternetGatewayId=gateway)
    assert state("0.0.0.0/0") == "blackhole"
    ec2.attach_internet_gateway(InternetGatewayId=second, VpcId=vpc)
    ec2.replace_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=second)
    assert state("0.0.0.0/0") == "active"
    with refused("InvalidParameterValue", "Use CreateRoute"):
        ec2.replace_route(RouteTableId=table, DestinationCidrBlock="9.9.0.0/16", GatewayId=second)
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
    assert state("0.0.0.0/0") is None
    with refused("InvalidRoute.NotFound"):
        ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
    with refused("InvalidParameterValue", "local route"):
        ec2.delete_route(RouteTableId=table, DestinationCidrBlock="10.0.0.0/16")


def test_associations_of_route_tables(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
                     for _ in range(2))
    association = ec2.associate_route_table(RouteTableId=first, SubnetId=subnet)["AssociationId"]
    assert ec2.associate_route_table(
        RouteTableId=first, SubnetId=subnet)["AssociationId"] == association
    with refused("Resource.AlreadyAssociated"):
        ec2.associate_route_table(RouteTableId=second, SubnetId=subnet)
    with refused("DependencyViolation", f"The routeTable '{first}'"):
        ec2.delete_route_table(RouteTableId=first)
    moved = ec2.replace_route_table_association(
        AssociationId=association, RouteTableId=second)["NewAssociationId"]
    found, = ec2.describe_route_tables(
        Filters=named("association.subnet-id", subnet))["RouteTables"]
    assert found["RouteTableId"] == second
    with refused("InvalidAssociationID.NotFound"):
        ec2.disassociate_route_table(AssociationId=association)
    ec2.disassociate_route_table(AssociationId=moved)
    main, = ec2.describe_route_tables(
        Filters=named("vpc-id", vpc) + named("association.main", "true"))["RouteTables"]
    old = main["Associations"][0]["RouteTableAssociationId"]
    with refused("InvalidParameterValue", "main route table"):
        ec2.disassociate_route_table(AssociationId=old)
    ec2.replace_route_table_association(AssociationId=old, RouteTableId=first)
    with refused("DependencyViolation"):
        ec2.delete_route_table(RouteTableId=first)
    ec2.delete_route_table(RouteTableId=main["RouteTableId"])


def test_network_acls(ec2, vpc):
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    entry = dict(NetworkAclId=acl, RuleNumber=100, Protocol="6", RuleAction="allow", Egress=False,
                 CidrBlock="10.0.0.0/8")
    with refused("MissingParameter"):
        ec2.create_network_acl_entry(**entry)
    ec2.create_network_acl_entry(**entry, PortRange={"From": 80, "To": 90})
    with refused("NetworkAclEntryAlreadyExists"):
        ec2.create_network_acl_entry(**entry, PortRange={"From": 80, "To": 90})
    ec2.replace_network_acl_entry(**{**entry, "Protocol": "1", "RuleAction": "deny"},
                                  IcmpTypeCode={"Type": 8, "Code": -1})
    found, = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]
    ours, = [item for item in found["Entries"] if item["RuleNumber"] == 100]
    assert ours == {"CidrBlock": "10.0.0.0/8", "Egress": False, "Protocol": "1",
                    "IcmpTypeCode": {"Code": -1, "Type": 8}, "RuleAction": "deny",
                    "RuleNumber": 100}
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    default, = ec2.describe_network_acls(
        Filters=named("association.subnet-id", subnet))["NetworkAcls"]
    assert default["IsDefault"] and default["VpcId"] == vpc
    ec2.replace_network_acl_association(
        AssociationId=default["Associations"][0]["NetworkAclAssociationId"], NetworkAclId=acl)
    with refused("DependencyViolation"):
        ec2.delete_network_acl(NetworkAclId=acl)
    ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Egress=False)
    with refused("InvalidNetworkAclEntry.NotFound"):
        ec2.delete_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Egress=False)
    ec2.delete_network_acl(NetworkAclId=acl)


def test_tags(skerry, ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    ec2.create_tags(Resources=[vpc, subnet], Tags=[
        {"Key": "team", "Value": "net*work"}, {"Key": "empty", "Value": ""}])
    found = ec2.describe_tags(Filters=named("resource-id", vpc, subnet))["Tags"]
    assert len(found) == 4
    assert {item["ResourceType"] for item in found} == {"vpc", "subnet"}
    assert [item["VpcId"] for item in ec2.describe_vpcs(
        Filters=named("tag:team", r"net\*work") + named("tag-key", "empty"))["Vpcs"]] == [vpc]
    assert ec2.describe_vpcs(Filters=named("tag:team", r"net\?work"))["Vpcs"] == []
    # By another value nothing is removed, by no value at all whatever there is.
    ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "team", "Value": "other"}, {"Key": "empty"}])
    left, = ec2.describe_tags(Filters=named("resource-id", vpc))["Tags"]
    assert left["Key"] == "team"
    with refused("InvalidParameterValue", "aws:"):
        ec2.create_tags(Resources=[vpc], Tags=[{"Key": "aws:mine", "Value": ""}])
    with refused("TagLimitExceeded"):
        ec2.create_tags(Resources=[vpc], Tags=[
            {"Key": f"k{index}", "Value": ""} for index in range(50)])
    with refused("InvalidVpcID.NotFound"):
        ec2.create_tags(Resources=[subnet, "vpc-00000000000000000"],
                        Tags=[{"Key": "half", "Value": ""}])
    assert not ec2.describe_tags(Filters=named("key", "half"))["Tags"]
    ec2.delete_tags(Resources=[vpc, subnet])
    assert not ec2.describe_tags(Filters=named("resource-id", vpc, subnet))["Tags"]
    # The CLI spells lists its own way.
    skerry.aws("ec2", "create-tags", "--resources", vpc, "--tags", "Key=by,Value=cli")
    assert skerry.aws("ec2", "describe-vpcs", "--filters", "Name=tag:by,Values=cli,other",
                      "--query", "Vpcs[].VpcId") == [vpc]


def test_ids_filters_and_dry_runs(ec2, vpc):
    with refused("InvalidVpcID.Malformed"):
        ec2.describe_vpcs(VpcIds=["vpc-xyz"])
    with refused("InvalidVpcID.NotFound", "The vpc ID 'vpc-00000000000000000' does not exist"):
        ec2.describe_vpcs(VpcIds=[vpc, "vpc-00000000000000000"])
    with refused("InvalidSubnetID.NotFound"):
        ec2.delete_subnet(SubnetId="subnet-00000000000000000")
    with refused("InvalidRouteTableID.NotFound"):
        ec2.describe_route_tables(RouteTableIds=["rtb-00000000000000000"])
    with refused("InvalidParameterValue", "The filter 'colour' is invalid"):
        ec2.describe_subnets(Filters=named("colour", "red"))
    with refused("FilterLimitExceeded"):
        ec2.describe_vpcs(Filters=named("vpc-id", *map(str, range(201))))
    with refused("DryRunOperation") as caught:
        ec2.delete_vpc(VpcId=vpc, DryRun=True)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412
    with refused("InvalidParameterValue", "taggable"):
        ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tagged("subnet", a="b"))


def test_pages(ec2, vpc):
    made = {ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{index}.0/24")["Subnet"]["SubnetId"]
            for index in range(12)}
    inside = named("vpc-id", vpc)
    pages = list(ec2.get_paginator("describe_subnets").paginate(
        Filters=inside, PaginationConfig={"PageSize": 5}))
    assert [len(page["Subnets"]) for page in pages] == [5, 5, 2]
    assert {item["SubnetId"] for page in pages for item in page["Subnets"]} == made
    with refused("InvalidNextToken"):
        ec2.describe_subnets(NextToken=pages[0]["NextToken"])


def test_scopes_are_apart(skerry, ec2, vpc):
    with refused("InvalidVpcID.NotFound"):
        skerry.client("ec2", region="us-west-2").describe_vpcs(VpcIds=[vpc])
    with refused("InvalidVpcID.NotFound"):
        skerry.client("ec2", account="111122223333").delete_vpc(VpcId=vpc)


def attached(ec2, vpc):
    """An internet gateway of the VPC."""
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


def test_elastic_addresses(ec2, vpc):
    first = ec2.allocate_address(Domain="vpc", TagSpecifications=tagged("elastic-ip", a="b"))
    second = ec2.allocate_address(Domain="vpc")
    assert first["PublicIp"] != second["PublicIp"]
    assert first["PublicIp"].startswith(("198.18.", "198.19."))
    with refused("InvalidAddress.NotFound"):
        ec2.allocate_address(Address=first["PublicIp"])
    found, = ec2.describe_addresses(Filters=named("tag:a", "b"))["Addresses"]
    assert found["AllocationId"] == first["AllocationId"] and "AssociationId" not in found
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    interface = ec2.create_network_interface(
        SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    with refused("Gateway.NotAttached"):
        ec2.associate_address(AllocationId=first["AllocationId"], NetworkInterfaceId=interface)
    gateway = attached(ec2, vpc)
    association = ec2.associate_address(
        AllocationId=first["AllocationId"], NetworkInterfaceId=interface)["AssociationId"]
    with refused("DependencyViolation", "mapped public address"):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    with refused("Resource.AlreadyAssociated"):
        ec2.associate_address(AllocationId=second["AllocationId"], NetworkInterfaceId=interface)
    with refused("InvalidIPAddress.InUse"):
        ec2.release_address(AllocationId=first["AllocationId"])
    moved = ec2.associate_address(AllocationId=second["AllocationId"], AllowReassociation=True,
                                  NetworkInterfaceId=interface)["AssociationId"]
    with refused("InvalidAssociationID.NotFound"):
        ec2.disassociate_address(AssociationId=association)
    shown, = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"]
    assert shown["Association"]["PublicIp"] == second["PublicIp"]
    ec2.disassociate_address(AssociationId=moved)
    # What goes with its interface is free again.
    ec2.associate_address(AllocationId=first["AllocationId"], NetworkInterfaceId=interface)
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    ec2.modify_address_attribute(AllocationId=first["AllocationId"], DomainName="a.example")
    attributes, = ec2.describe_addresses_attribute(
        AllocationIds=[first["AllocationId"]], Attribute="domain-name")["Addresses"]
    assert attributes["PtrRecord"] == "a.example."
    ec2.release_address(AllocationId=first["AllocationId"])
    ec2.release_address(AllocationId=second["AllocationId"])
    with refused("InvalidAllocationID.NotFound"):
        ec2.release_address(AllocationId=first["AllocationId"])
    # The one that was just released can be had again.
    third = ec2.allocate_address(Address=first["PublicIp"])
    assert third["PublicIp"] == first["PublicIp"]
    ec2.release_address(AllocationId=third["AllocationId"])


def test_nat_gateways(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/28")["Subnet"]["SubnetId"]
    attached(ec2, vpc)
    allocation = ec2.allocate_address()["AllocationId"]
    with refused("MissingParameter"):
        ec2.create_nat_gateway(SubnetId=subnet)
    token = str(uuid.uuid4())
    gateway = ec2.create_nat_gateway(
        SubnetId=subnet, AllocationId=allocation, ClientToken=token)["NatGateway"]
    nat = gateway["NatGatewayId"]
    assert gateway["State"] == "pending"
    assert ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation,
                                  ClientToken=token)["NatGateway"]["NatGatewayId"] == nat
    with refused("Resource.AlreadyAssociated"):
        ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)
    ec2.get_waiter("nat_gateway_available").wait(
        NatGatewayIds=[nat], WaiterConfig={"Delay": 1, "MaxAttempts": 10})
    interface = gateway["NatGatewayAddresses"][0]["NetworkInterfaceId"]
    shown, = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"]
    assert shown["InterfaceType"] == "nat_gateway"
    assert shown["PrivateIpAddress"] == gateway["NatGatewayAddresses"][0]["PrivateIp"]
    assert ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"] == 10
    with refused("AuthFailure"):
        ec2.disassociate_address(
            AssociationId=gateway["NatGatewayAddresses"][0]["AssociationId"])
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    with refused("RouteAlreadyExists"):
        ec2.create_route(
            RouteTableId=table, DestinationCidrBlock="0.0.0.0/0",
            GatewayId=ec2.describe_internet_gateways(
                Filters=named("attachment.vpc-id", vpc))["InternetGateways"][0][
                    "InternetGatewayId"])
    ec2.delete_nat_gateway(NatGatewayId=nat)
    found, = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    assert [item["State"] for item in found["Routes"]] == ["active", "blackhole"]
    ec2.get_waiter("nat_gateway_deleted").wait(
        NatGatewayIds=[nat], WaiterConfig={"Delay": 1, "MaxAttempts": 10})
    assert ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"] == 11
    ec2.release_address(AllocationId=allocation)
    with refused("NatGatewayNotFound"):
        ec2.describe_nat_gateways(NatGatewayIds=["nat-00000000000000000"])


def test_endpoints_and_prefix_lists(ec2, vpc):
    services = ec2.describe_vpc_endpoint_services()["ServiceNames"]
    assert {"com.amazonaws.us-east-1.ecr.api", "com.amazonaws.us-east-1.s3"} <= set(services)
    with refused("InvalidServiceName"):
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.nonsense")
    main, = ec2.describe_route_tables(Filters=named("vpc-id", vpc))["RouteTables"]
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=[main["RouteTableId"]])["VpcEndpoint"]
    assert endpoint["State"] == "available"
    lists = ec2.describe_prefix_lists(
        Filters=named("prefix-list-name", "com.amazonaws.us-east-1.s3"))["PrefixLists"]
    main, = ec2.describe_route_tables(Filters=named("vpc-id", vpc))["RouteTables"]
    assert main["Routes"][-1]["DestinationPrefixListId"] == lists[0]["PrefixListId"]
    assert main["Routes"][-1]["GatewayId"] == endpoint["VpcEndpointId"]
    with refused("InvalidParameter", "enableDnsHostnames"):
        ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface",
                                ServiceName="com.amazonaws.us-east-1.ecr.api")
    with refused("DependencyViolation"):
        ec2.delete_vpc(VpcId=vpc)
    missing = "vpce-00000000000000000"
    done = ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"], missing])
    assert [item["ResourceId"] for item in done["Unsuccessful"]] == [missing]
    ours = ec2.create_managed_prefix_list(
        PrefixListName="offices", AddressFamily="IPv4", MaxEntries=2,
        Entries=[{"Cidr": "192.0.2.0/24", "Description": "here"}])["PrefixList"]["PrefixListId"]
    ec2.modify_managed_prefix_list(
        PrefixListId=ours, CurrentVersion=1, AddEntries=[{"Cidr": "198.51.100.0/24"}])
    with refused("PrefixListVersionMismatch"):
        ec2.modify_managed_prefix_list(
            PrefixListId=ours, CurrentVersion=1, RemoveEntries=[{"Cidr": "192.0.2.0/24"}])
    with refused("PrefixListMaxEntriesExceeded"):
        ec2.modify_managed_prefix_list(
            PrefixListId=ours, CurrentVersion=2, AddEntries=[{"Cidr": "203.0.113.0/24"}])
    entries = ec2.get_managed_prefix_list_entries(PrefixListId=ours)["Entries"]
    assert [item["Cidr"] for item in entries] == ["192.0.2.0/24", "198.51.100.0/24"]
    attached(ec2, vpc)
    ec2.create_route(
        RouteTableId=main["RouteTableId"], DestinationPrefixListId=ours,
        GatewayId=ec2.describe_internet_gateways(
            Filters=named("attachment.vpc-id", vpc))["InternetGateways"][0]["InternetGatewayId"])
    with refused("DependencyViolation"):
        ec2.delete_managed_prefix_list(PrefixListId=ours)
    ec2.delete_route(RouteTableId=main["RouteTableId"], DestinationPrefixListId=ours)
    ec2.delete_managed_prefix_list(PrefixListId=ours)
