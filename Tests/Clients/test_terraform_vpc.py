"""Networks through Terraform: each applies, plans clean afterwards, and is destroyed."""

import pytest

import terraform
from terraform import Terraform

pytestmark = terraform.needed

NETWORK = """
variable "name" { default = "story" }
data "aws_availability_zones" "all" { state = "available" }
locals { zones = slice(data.aws_availability_zones.all.names, 0, 3) }

resource "aws_vpc" "it" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}
resource "aws_vpc_ipv4_cidr_block_association" "more" {
  vpc_id     = aws_vpc.it.id
  cidr_block = "10.21.0.0/16"
}
resource "aws_vpc_dhcp_options" "it" {
  domain_name         = "story.internal"
  domain_name_servers = ["AmazonProvidedDNS"]
}
resource "aws_vpc_dhcp_options_association" "it" {
  vpc_id          = aws_vpc.it.id
  dhcp_options_id = aws_vpc_dhcp_options.it.id
}
resource "aws_internet_gateway" "it" {
  vpc_id = aws_vpc.it.id
  tags   = { Name = var.name }
}
resource "aws_subnet" "public" {
  count                   = 3
  vpc_id                  = aws_vpc.it.id
  cidr_block              = cidrsubnet(aws_vpc.it.cidr_block, 8, count.index)
  availability_zone       = local.zones[count.index]
  map_public_ip_on_launch = true
  tags                    = { Name = "${var.name}-public-${count.index}" }
}
resource "aws_subnet" "private" {
  count             = 3
  vpc_id            = aws_vpc.it.id
  cidr_block        = cidrsubnet(aws_vpc.it.cidr_block, 8, 100 + count.index)
  availability_zone = local.zones[count.index]
  tags              = { Name = "${var.name}-private-${count.index}" }
}
resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = var.name }
}
resource "aws_nat_gateway" "it" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[0].id
  tags          = { Name = var.name }
  depends_on    = [aws_internet_gateway.it]
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.it.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.it.id
  }
}
resource "aws_route_table" "private" {
  count  = 3
  vpc_id = aws_vpc.it.id
}
resource "aws_route" "private" {
  count                  = 3
  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.it.id
}
resource "aws_route_table_association" "public" {
  count          = 3
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table_association" "private" {
  count          = 3
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.it.id
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
output "vpc" { value = aws_vpc.it.id }
output "nat" { value = aws_nat_gateway.it.id }
"""

DEFAULTS = """
resource "aws_vpc" "it" { cidr_block = "10.30.0.0/16" }
resource "aws_internet_gateway" "it" { vpc_id = aws_vpc.it.id }
resource "aws_subnet" "one" {
  vpc_id     = aws_vpc.it.id
  cidr_block = "10.30.1.0/24"
}
resource "aws_default_route_table" "it" {
  default_route_table_id = aws_vpc.it.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.it.id
  }
  tags = { Name = "main" }
}
resource "aws_default_network_acl" "it" {
  default_network_acl_id = aws_vpc.it.default_network_acl_id
  subnet_ids             = [aws_subnet.one.id]
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
}
resource "aws_default_security_group" "it" { vpc_id = aws_vpc.it.id }
resource "aws_default_vpc" "default" { tags = { Name = "default" } }
resource "aws_default_subnet" "a" { availability_zone = "us-east-1a" }
"""

ENDPOINTS = """
resource "aws_vpc" "it" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "one" {
  vpc_id     = aws_vpc.it.id
  cidr_block = "10.40.1.0/24"
}
resource "aws_route_table" "it" { vpc_id = aws_vpc.it.id }
resource "aws_main_route_table_association" "it" {
  vpc_id         = aws_vpc.it.id
  route_table_id = aws_route_table.it.id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.it.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = [aws_route_table.it.id]
}
resource "aws_vpc_endpoint" "ecr" {
  vpc_id              = aws_vpc.it.id
  service_name        = "com.amazonaws.us-east-1.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.one.id]
  private_dns_enabled = true
}
resource "aws_network_acl" "it" {
  vpc_id     = aws_vpc.it.id
  subnet_ids = [aws_subnet.one.id]
  egress {
    protocol   = "-1"
    rule_no    = 200
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  ingress {
    protocol   = "icmp"
    rule_no    = 100
    action     = "deny"
    cidr_block = "10.0.0.0/8"
    icmp_type  = 8
    icmp_code  = -1
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_network_acl_rule" "more" {
  network_acl_id = aws_network_acl.other.id
  rule_number    = 110
  egress         = true
  protocol       = "udp"
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/8"
  from_port      = 53
  to_port        = 53
}
resource "aws_network_acl" "other" { vpc_id = aws_vpc.it.id }
resource "aws_ec2_managed_prefix_list" "it" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr        = "192.0.2.0/24"
    description = "here"
  }
}
"""


def test_a_network_in_three_zones(skerry, tmp_path):
    env = skerry.env("--account", "000000000101")
    ec2 = skerry.client("ec2", account="000000000101")
    story = Terraform(tmp_path, NETWORK, env)
    story.apply()
    made = story.outputs()
    subnets = ec2.describe_subnets(
        Filters=[{"Name": "vpc-id", "Values": [made["vpc"]]}])["Subnets"]
    assert len(subnets) == 6 and len({item["AvailabilityZone"] for item in subnets}) == 3
    story.apply("-var=name=renamed")
    assert story.outputs() == made
    found, = ec2.describe_vpcs(VpcIds=[made["vpc"]])["Vpcs"]
    assert found["Tags"] == [{"Key": "Name", "Value": "renamed"}]
    story.destroy()
    assert [item["IsDefault"] for item in ec2.describe_vpcs()["Vpcs"]] == [True]
    assert ec2.describe_addresses()["Addresses"] == []
    assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []
    assert len(ec2.describe_internet_gateways()["InternetGateways"]) == 1
    assert len(ec2.describe_route_tables()["RouteTables"]) == 1
    gateway, = ec2.describe_nat_gateways(NatGatewayIds=[made["nat"]])["NatGateways"]
    assert gateway["State"] in ("deleting", "deleted")


@pytest.mark.parametrize("text", [DEFAULTS, ENDPOINTS], ids=["defaults", "endpoints"])
def test_more_of_a_network(skerry, tmp_path, text):
    account = "000000000102"
    ec2 = skerry.client("ec2", account=account)
    before = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    story = Terraform(tmp_path, text, skerry.env("--account", account))
    story.apply()
    story.destroy()
    assert [item["VpcId"] for item in ec2.describe_vpcs()["Vpcs"]] == [before]
