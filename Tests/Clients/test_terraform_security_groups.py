"""Security groups and network interfaces through Terraform: apply, a clean plan, change, destroy."""

import json
import os
import shutil
import subprocess

import pytest

PLUGINS = "/opt/tf-plugins"

pytestmark = pytest.mark.skipif(
    shutil.which("terraform") is None or not os.path.isdir(PLUGINS),
    reason="Terraform and its AWS provider are not installed")

PROVIDER = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_credentials_validation = true
}
variable "port" { default = 80 }
variable "vpc" {}
variable "subnet" {}
"""

GROUPS = """
resource "aws_security_group" "web" {
  name        = "tf-web"
  description = "of Terraform"
  vpc_id      = var.vpc
  tags        = { team = "blue" }
  ingress {
    description = "the web"
    from_port   = var.port
    to_port     = var.port
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }
  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}
resource "aws_security_group" "db" {
  name_prefix            = "tf-db-"
  vpc_id                 = var.vpc
  revoke_rules_on_delete = true
}
resource "aws_security_group_rule" "db" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = aws_security_group.web.id
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
}
resource "aws_vpc_security_group_ingress_rule" "icmp" {
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = "10.0.0.0/8"
  from_port         = 8
  to_port           = var.port == 80 ? 0 : -1
  ip_protocol       = "icmp"
  tags              = { of = "db" }
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
resource "aws_network_interface" "one" {
  subnet_id         = var.subnet
  security_groups   = [aws_security_group.web.id, aws_security_group.db.id]
  description       = "port ${var.port}"
  source_dest_check = false
  tags              = { team = "blue" }
}
output "web" { value = aws_security_group.web.id }
output "eni" { value = aws_network_interface.one.id }
"""

DEFAULT_GROUP = """
resource "aws_default_security_group" "it" {
  vpc_id = var.vpc
  ingress {
    protocol  = "tcp"
    from_port = var.port
    to_port   = var.port
    self      = true
  }
}
"""


class Terraform:
    """A directory of Terraform's, with the installation as its AWS."""

    def __init__(self, skerry, account, directory, text):
        self.directory = directory
        env = skerry.env("--account", account)
        self.env = {**os.environ, **env, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
        # Go asks name servers only, which do not know names of this computer.
        port = env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]
        self.env["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        subnet = skerry.client("ec2", account=account).describe_subnets()["Subnets"][0]
        self.env |= {"TF_VAR_vpc": subnet["VpcId"], "TF_VAR_subnet": subnet["SubnetId"]}
        (directory / "main.tf").write_text(PROVIDER + text)
        self.run("init", f"-plugin-dir={PLUGINS}")

    def run(self, verb, *arguments, codes=(0,)):
        done = subprocess.run(
            ["terraform", verb, "-no-color", "-input=false", *arguments], cwd=self.directory,
            env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode in codes, f"{verb}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done

    def apply(self, *arguments):
        self.run("apply", "-auto-approve", *arguments)
        # Nothing is left to do: what was read back is what was asked for.
        done = self.run("plan", "-detailed-exitcode", *arguments, codes=(0, 2))
        assert done.returncode == 0, done.stdout

    def outputs(self):
        text = subprocess.run(
            ["terraform", "output", "-json"], cwd=self.directory, env=self.env, check=True,
            capture_output=True, text=True).stdout
        return {name: output["value"] for name, output in json.loads(text).items()}


def test_groups_rules_and_interfaces(skerry, tmp_path):
    ec2 = skerry.client("ec2", account="000000000303")
    terraform = Terraform(skerry, "000000000303", tmp_path, GROUPS)
    terraform.apply()
    names = terraform.outputs()
    group = ec2.describe_security_groups(GroupIds=[names["web"]])["SecurityGroups"][0]
    assert {rule.get("FromPort") for rule in group["IpPermissions"]} == {80, None}
    terraform.apply("-var=port=8080")
    assert terraform.outputs() == names
    group = ec2.describe_security_groups(GroupIds=[names["web"]])["SecurityGroups"][0]
    assert {rule.get("FromPort") for rule in group["IpPermissions"]} == {8080, None}
    interface = ec2.describe_network_interfaces(NetworkInterfaceIds=[names["eni"]])
    interface = interface["NetworkInterfaces"][0]
    assert interface["Description"] == "port 8080" and not interface["SourceDestCheck"]
    terraform.run("destroy", "-auto-approve")
    left = ec2.describe_security_groups()["SecurityGroups"]
    assert [group["GroupName"] for group in left] == ["default"]
    assert not ec2.describe_network_interfaces()["NetworkInterfaces"]


def test_the_default_group(skerry, tmp_path):
    terraform = Terraform(skerry, "000000000304", tmp_path, DEFAULT_GROUP)
    terraform.apply()
    terraform.apply("-var=port=81")
    terraform.run("destroy", "-auto-approve")
