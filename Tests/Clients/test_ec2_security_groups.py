"""Security groups and their rules through boto3."""

import uuid

import pytest
from botocore.exceptions import ClientError


@pytest.fixture(scope="module")
def ec2(skerry):
    # An account of its own: other tests change the default VPC's groups too.
    return skerry.client("ec2", account="000000000301")


@pytest.fixture(scope="module")
def vpc(ec2):
    return ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]


@pytest.fixture
def group(ec2):
    made = ec2.create_security_group(GroupName="g-" + uuid.uuid4().hex[:8], Description="one")
    yield made["GroupId"]
    try:
        ec2.delete_security_group(GroupId=made["GroupId"])
    except ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidGroup.NotFound"


def refused(call, code, words="", **arguments):
    """Asserts that a call fails with this code and these words."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    found = error.value.response["Error"]
    assert found["Code"] == code, found
    assert words in found["Message"], found


def tcp(port, cidr="10.0.0.0/8", last=None, **more):
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": last or port,
            "IpRanges": [{"CidrIp": cidr, **more}]}


def rules(ec2, group, **more):
    found = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group]}], **more)["SecurityGroupRules"]
    return {rule["SecurityGroupRuleId"]: rule for rule in found}


def test_a_groups_life(ec2, vpc):
    name = "life-" + uuid.uuid4().hex[:8]
    made = ec2.create_security_group(
        GroupName=name, Description="for a test", VpcId=vpc, TagSpecifications=[
            {"ResourceType": "security-group", "Tags": [{"Key": "team", "Value": "blue"}]}])
    group = made["GroupId"]
    assert made["Tags"] == [{"Key": "team", "Value": "blue"}]
    assert made["SecurityGroupArn"].endswith(f":security-group/{group}")
    found = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    assert len(found) == 1
    assert found[0]["GroupName"] == name and found[0]["VpcId"] == vpc
    assert found[0]["OwnerId"] == "000000000301" and not found[0].get("IpPermissions")
    egress = found[0]["IpPermissionsEgress"]
    assert [(rule["IpProtocol"], rule["IpRanges"]) for rule in egress] == [
        ("-1", [{"CidrIp": "0.0.0.0/0"}])]
    refused(ec2.create_security_group, "InvalidGroup.Duplicate", name,
            GroupName=name, Description="again", VpcId=vpc)
    assert ec2.describe_security_groups(GroupNames=[name])["SecurityGroups"][0]["GroupId"] == group
    assert ec2.delete_security_group(GroupName=name)["GroupId"] == group
    refused(ec2.describe_security_groups, "InvalidGroup.NotFound", group, GroupIds=[group])
    refused(ec2.delete_security_group, "InvalidGroup.NotFound", GroupId=group)


def test_names_that_are_refused(ec2, vpc):
    create = ec2.create_security_group
    refused(create, "InvalidGroup.Reserved", GroupName="default", Description="x", VpcId=vpc)
    refused(create, "InvalidParameterValue", "sg-*", GroupName="sg-1", Description="x", VpcId=vpc)
    refused(create, "InvalidParameterValue", "description", GroupName="a", Description="ü", VpcId=vpc)
    refused(create, "InvalidParameterValue", "name", GroupName="a" * 256, Description="x", VpcId=vpc)
    refused(create, "InvalidVpcID.NotFound", GroupName="a", Description="x",
            VpcId="vpc-00000000000000000")
    refused(ec2.describe_security_groups, "InvalidGroupId.Malformed", GroupIds=["group"])
    refused(ec2.describe_security_groups, "InvalidGroup.NotFound", "default VPC", GroupNames=["no"])
    refused(ec2.describe_security_groups, "InvalidParameterValue",
            Filters=[{"Name": "colour", "Values": ["blue"]}])


def test_the_default_group(ec2, vpc):
    found = ec2.describe_security_groups(Filters=[
        {"Name": "vpc-id", "Values": [vpc]}, {"Name": "group-name", "Values": ["default"]}])
    group = found["SecurityGroups"][0]
    assert group["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == group["GroupId"]
    refused(ec2.delete_security_group, "CannotDelete", group["GroupId"], GroupId=group["GroupId"])


def test_rules_come_and_go(ec2, group):
    made = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        tcp(80, "100.68.0.18/18", Description="from the office"), tcp(443),
        {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
        {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]},
        {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
    ])["SecurityGroupRules"]
    assert len(made) == 5 and len({rule["SecurityGroupRuleId"] for rule in made}) == 5
    assert made[0]["CidrIpv4"] == "100.68.0.0/18" and made[0]["Description"] == "from the office"
    assert made[3]["ReferencedGroupInfo"]["GroupId"] == group
    assert (made[3]["FromPort"], made[3]["ToPort"]) == (-1, -1)
    assert len(rules(ec2, group)) == 6
    refused(ec2.authorize_security_group_ingress, "InvalidPermission.Duplicate",
            "peer: 100.68.0.0/18, TCP, from port: 80, to port: 80, ALLOW",
            GroupId=group, IpPermissions=[tcp(22), tcp(80, "100.68.0.0/18")])
    assert len(rules(ec2, group)) == 6
    shown = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    assert sorted(rule["IpProtocol"] for rule in shown) == ["-1", "icmp", "tcp", "tcp", "udp"]
    assert "FromPort" not in next(rule for rule in shown if rule["IpProtocol"] == "-1")

    refused(ec2.revoke_security_group_ingress, "InvalidPermission.NotFound",
            GroupId=group, IpPermissions=[tcp(443), tcp(444)])
    answer = ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[tcp(443)])
    assert answer["Return"] and len(answer["RevokedSecurityGroupRules"]) == 1
    ids = [rule["SecurityGroupRuleId"] for rule in made]
    ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=[ids[0], ids[2]])
    assert set(ids) & set(rules(ec2, group)) == {ids[3], ids[4]}
    refused(ec2.revoke_security_group_ingress, "InvalidSecurityGroupRuleId.NotFound",
            GroupId=group, SecurityGroupRuleIds=[ids[0]])
    refused(ec2.revoke_security_group_egress, "InvalidSecurityGroupRuleId.NotFound",
            GroupId=group, SecurityGroupRuleIds=[ids[3]])


def test_the_old_form(ec2, group):
    name = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["GroupName"]
    ec2.authorize_security_group_ingress(
        GroupName=name, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0")
    ec2.authorize_security_group_ingress(GroupName=name, SourceSecurityGroupName=name)
    found = {(rule["IpProtocol"], rule["FromPort"]) for rule in rules(ec2, group).values()}
    assert found == {("tcp", 22), ("-1", -1)}
    ec2.revoke_security_group_ingress(
        GroupId=group, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0")
    assert len(rules(ec2, group)) == 2


@pytest.mark.parametrize("permission, code, words", [
    (tcp(80, "10.0.0.0/33"), "InvalidParameterValue", "CIDR block 10.0.0.0/33 is malformed"),
    (tcp(443, last=80), "InvalidParameterValue", "Invalid TCP/UDP port range (443:80)"),
    (tcp(70000), "InvalidParameterValue", "TCP/UDP port (70000) out of range"),
    ({"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "InvalidParameterValue",
     "Must specify both from and to ports"),
    ({"IpProtocol": "smoke", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "InvalidParameterValue",
     "Unknown protocol"),
    ({"IpProtocol": "icmp", "FromPort": 300, "ToPort": 0, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
     "InvalidParameterValue", "ICMP type (300) out of range"),
    ({"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/129"}]}, "InvalidParameterValue", "::/129"),
    ({"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-00000000000000000"}]},
     "InvalidGroup.NotFound", "sg-00000000000000000"),
    ({"IpProtocol": "-1", "PrefixListIds": [{"PrefixListId": "pl-00000000000000000"}]},
     "InvalidPrefixListID.NotFound", "pl-00000000000000000"),
    ({"IpProtocol": "-1"}, "InvalidParameterValue", ""),
    (tcp(80, Description="ü"), "InvalidParameterValue", "Invalid rule description"),
])
def test_rules_that_are_refused(ec2, group, permission, code, words):
    refused(ec2.authorize_security_group_ingress, code, words,
            GroupId=group, IpPermissions=[permission])
    assert len(rules(ec2, group)) == 1


def test_limits(ec2, group):
    ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[tcp(port) for port in range(1, 61)])
    refused(ec2.authorize_security_group_ingress, "RulesPerSecurityGroupLimitExceeded",
            GroupId=group, IpPermissions=[tcp(61)])
    page = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group]}], MaxResults=50)
    rest = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group]}], MaxResults=50,
        NextToken=page["NextToken"])
    assert len(page["SecurityGroupRules"]) == 50 and len(rest["SecurityGroupRules"]) == 11
    assert "NextToken" not in rest


def test_groups_that_refer_to_one_another(ec2, group, vpc):
    other = ec2.create_security_group(
        GroupName="other-" + uuid.uuid4().hex[:8], Description="two", VpcId=vpc)["GroupId"]
    pair = [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2,
             "UserIdGroupPairs": [{"GroupId": other, "Description": "the others"}]}]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=pair)
    refused(ec2.delete_security_group, "DependencyViolation", other, GroupId=other)
    found = ec2.describe_security_groups(
        Filters=[{"Name": "ip-permission.group-id", "Values": [other]}])["SecurityGroups"]
    assert [one["GroupId"] for one in found] == [group]
    away = ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    foreign = ec2.create_security_group(GroupName="far", Description="three", VpcId=away)["GroupId"]
    refused(ec2.authorize_security_group_ingress, "InvalidGroup.NotFound", "different networks",
            GroupId=group, IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": [
                {"GroupId": foreign}]}])
    ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=pair)
    for one in (other, foreign):
        ec2.delete_security_group(GroupId=one)
    ec2.delete_vpc(VpcId=away)


def test_rules_are_changed_in_place(ec2, group):
    rule = ec2.authorize_security_group_egress(
        GroupId=group, IpPermissions=[tcp(80, Description="old")],
        TagSpecifications=[{"ResourceType": "security-group-rule",
                            "Tags": [{"Key": "a", "Value": "1"}]}])["SecurityGroupRules"][0]
    assert rule["Tags"] == [{"Key": "a", "Value": "1"}] and rule["IsEgress"]
    identity = rule["SecurityGroupRuleId"]
    ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[
        {"SecurityGroupRuleId": identity, "SecurityGroupRule": {
            "IpProtocol": "udp", "FromPort": 1, "ToPort": 9, "CidrIpv4": "10.1.0.0/16",
            "Description": "new"}}])
    found = rules(ec2, group)[identity]
    assert (found["IpProtocol"], found["ToPort"], found["CidrIpv4"]) == ("udp", 9, "10.1.0.0/16")
    assert found["IsEgress"] and found["Description"] == "new" and found["Tags"] == rule["Tags"]
    ec2.update_security_group_rule_descriptions_egress(
        GroupId=group, SecurityGroupRuleDescriptions=[
            {"SecurityGroupRuleId": identity, "Description": "newer"}])
    assert rules(ec2, group)[identity]["Description"] == "newer"
    ec2.update_security_group_rule_descriptions_egress(GroupId=group, IpPermissions=[
        {"IpProtocol": "udp", "FromPort": 1, "ToPort": 9, "IpRanges": [
            {"CidrIp": "10.1.0.0/16", "Description": "newest"}]}])
    assert rules(ec2, group)[identity]["Description"] == "newest"
    refused(ec2.modify_security_group_rules, "InvalidSecurityGroupRuleId.NotFound", GroupId=group,
            SecurityGroupRules=[{"SecurityGroupRuleId": "sgr-00000000000000000",
                                 "SecurityGroupRule": {"IpProtocol": "-1", "CidrIpv4": "0.0.0.0/0"}}])
    # Rules have tags as other resources do.
    ec2.create_tags(Resources=[identity, group], Tags=[{"Key": "b", "Value": "2"}])
    ec2.delete_tags(Resources=[identity], Tags=[{"Key": "a"}])
    assert rules(ec2, group)[identity]["Tags"] == [{"Key": "b", "Value": "2"}]
    tagged = ec2.describe_tags(Filters=[
        {"Name": "resource-type", "Values": ["security-group-rule"]}])["Tags"]
    assert [tag["ResourceId"] for tag in tagged] == [identity]


def test_groups_of_a_vpc(ec2, group, vpc):
    found = ec2.get_security_groups_for_vpc(VpcId=vpc)["SecurityGroupForVpcs"]
    assert group in [one["GroupId"] for one in found]
    assert not ec2.describe_security_group_references(GroupId=[group])["SecurityGroupReferenceSet"]
    assert not ec2.describe_stale_security_groups(VpcId=vpc)["StaleSecurityGroupSet"]


def test_dry_run(ec2, group):
    refused(ec2.delete_security_group, "DryRunOperation", GroupId=group, DryRun=True)
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
