"""Instances, launch templates, key pairs and volumes through Terraform: apply, a clean plan, change,
destroy. The host only says that its machines run."""

import json
import os
import shutil
import subprocess

import pytest

from hosts import FakeHost

PLUGINS = "/opt/tf-plugins"
REGION = "eu-west-3"

pytestmark = pytest.mark.skipif(
    shutil.which("terraform") is None or not os.path.isdir(PLUGINS),
    reason="Terraform and its AWS provider are not installed")

KEY = ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHPMpTxXhUCa3Z8+9K0ZpmjyLWnQO1mHn0dEpvvd7Rmb")

TEXT = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "%s"
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_credentials_validation = true
}
variable "type" { default = "t3.micro" }
data "aws_ami" "ecs" {
  owners      = ["amazon"]
  most_recent = true
  filter {
    name   = "name"
    values = ["al2023-ami-ecs-hvm-*kernel*"]
  }
}
resource "aws_key_pair" "it" {
  key_name   = "tf"
  public_key = "%s"
}
resource "aws_instance" "one" {
  ami                     = data.aws_ami.ecs.id
  instance_type           = var.type
  key_name                = aws_key_pair.it.key_name
  user_data               = "#!/bin/sh\\necho ECS_CLUSTER=tf >> /etc/ecs/ecs.config\\n"
  disable_api_termination = false
  monitoring              = true
  tags                    = { Name = "one" }
  volume_tags             = { of = "one" }
  root_block_device {
    volume_size = 40
    volume_type = "gp3"
  }
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}
resource "aws_launch_template" "it" {
  name                   = "tf-template"
  image_id               = data.aws_ami.ecs.id
  instance_type          = "t3.micro"
  user_data              = base64encode("echo hello")
  update_default_version = true
  iam_instance_profile { name = "ecsInstanceRole" }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size           = 30
      delete_on_termination = true
    }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = { from = "template" }
  }
}
resource "aws_instance" "two" {
  launch_template {
    id      = aws_launch_template.it.id
    version = "$Default"
  }
  # What comes from the template only, Terraform takes for drift.
  lifecycle { ignore_changes = [instance_type, tags, tags_all, user_data] }
}
resource "aws_ebs_volume" "data" {
  availability_zone = aws_instance.one.availability_zone
  size              = 8
  type              = "gp3"
  tags              = { of = "one" }
}
resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdf"
  instance_id = aws_instance.one.id
  volume_id   = aws_ebs_volume.data.id
}
output "one" { value = aws_instance.one.id }
""" % (REGION, KEY)


def test_instances(skerry, tmp_path):
    env = {**os.environ, **skerry.env(), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
    # Terraform's resolver does not know that names below localhost are this computer.
    port = env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]
    env["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
    (tmp_path / "main.tf").write_text(TEXT)

    def terraform(verb, *arguments, codes=(0,)):
        done = subprocess.run(
            ["terraform", verb, *arguments, "-no-color"], cwd=tmp_path, env=env,
            capture_output=True, text=True, timeout=300)
        assert done.returncode in codes, f"{verb}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done

    def apply(*arguments):
        terraform("apply", "-auto-approve", "-input=false", *arguments)
        plan = terraform("plan", "-input=false", "-detailed-exitcode", *arguments, codes=(0, 2))
        assert plan.returncode == 0, plan.stdout

    ec2 = skerry.client("ec2", region=REGION)
    with FakeHost(skerry, "fake-terraform", [REGION + letter for letter in "abc"]) as host:
        terraform("init", f"-plugin-dir={PLUGINS}", "-input=false")
        apply()
        id = json.loads(terraform("output", "-json").stdout)["one"]["value"]
        assert host.orders[id]["memoryMiB"] == 1024
        apply("-var=type=t3.small")
        assert json.loads(terraform("output", "-json").stdout)["one"]["value"] == id
        assert host.orders[id]["memoryMiB"] == 2048
        terraform("destroy", "-auto-approve", "-input=false")
        left = [i["State"]["Name"] for r in ec2.describe_instances()["Reservations"]
                for i in r["Instances"]]
        assert set(left) <= {"terminated"}
        assert ec2.describe_volumes()["Volumes"] == []
        assert ec2.describe_key_pairs()["KeyPairs"] == []
        assert ec2.describe_launch_templates()["LaunchTemplates"] == []
