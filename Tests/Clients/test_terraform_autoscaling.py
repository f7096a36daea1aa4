"""A launch template, an Auto Scaling group and its ECS cluster through Terraform: apply, a clean plan,
change, destroy. The host only says that its machines run."""

import json
import os
import shutil
import subprocess

import pytest

from hosts import FakeHost

PLUGINS = "/opt/tf-plugins"
REGION = "eu-south-1"

pytestmark = pytest.mark.skipif(
    shutil.which("terraform") is None or not os.path.isdir(PLUGINS),
    reason="Terraform and its AWS provider are not installed")

TEXT = """
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
provider "aws" {
  region                      = "%s"
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_credentials_validation = true
}
variable "size" { default = 2 }
variable "type" { default = "t3.micro" }
data "aws_ami" "ecs" {
  owners      = ["amazon"]
  most_recent = true
  filter {
    name   = "name"
    values = ["al2023-ami-ecs-hvm-*kernel*"]
  }
}
data "aws_vpc" "it" { default = true }
data "aws_subnets" "it" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.it.id]
  }
}
resource "aws_ecs_cluster" "it" { name = "scaled" }
resource "aws_launch_template" "it" {
  name_prefix            = "scaled-"
  image_id               = data.aws_ami.ecs.id
  instance_type          = var.type
  update_default_version = true
  user_data              = base64encode("#!/bin/sh\\necho ECS_CLUSTER=${aws_ecs_cluster.it.name} >> /etc/ecs/ecs.config\\n")
}
resource "aws_autoscaling_group" "it" {
  name                      = "scaled"
  min_size                  = 0
  max_size                  = 4
  desired_capacity          = var.size
  vpc_zone_identifier       = data.aws_subnets.it.ids
  health_check_grace_period = 60
  protect_from_scale_in     = false
  termination_policies      = ["OldestInstance"]
  enabled_metrics           = ["GroupDesiredCapacity"]
  metrics_granularity       = "1Minute"
  launch_template {
    id      = aws_launch_template.it.id
    version = aws_launch_template.it.latest_version
  }
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }
  instance_refresh {
    strategy = "Rolling"
    preferences { min_healthy_percentage = 0 }
  }
}
resource "aws_autoscaling_lifecycle_hook" "it" {
  name                   = "leave"
  autoscaling_group_name = aws_autoscaling_group.it.name
  lifecycle_transition   = "autoscaling:EC2_INSTANCE_TERMINATING"
  default_result         = "CONTINUE"
  heartbeat_timeout      = 30
}
resource "aws_autoscaling_policy" "it" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.it.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    target_value = 60
    predefined_metric_specification { predefined_metric_type = "ASGAverageCPUUtilization" }
  }
}
resource "aws_autoscaling_schedule" "it" {
  scheduled_action_name  = "night"
  autoscaling_group_name = aws_autoscaling_group.it.name
  recurrence             = "0 22 * * *"
  min_size               = 0
  max_size               = 4
  desired_capacity       = 0
}
output "group" { value = aws_autoscaling_group.it.arn }
""" % REGION


def test_group(skerry, tmp_path):
    env = {**os.environ, **skerry.env(), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
    # Go's own resolver does not know that names below localhost are this computer.
    env["AWS_ENDPOINT_URL"] = env["AWS_ENDPOINT_URL"].replace("skerry.localhost", "127.0.0.1")
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

    scaling = skerry.client("autoscaling", region=REGION)
    ec2 = skerry.client("ec2", region=REGION)

    def instances():
        return scaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]["Instances"]

    with FakeHost(skerry, "fake-scaled", [REGION + letter for letter in "abc"]) as host:
        terraform("init", f"-plugin-dir={PLUGINS}", "-input=false")
        apply()
        members = instances()
        assert [m["LifecycleState"] for m in members] == ["InService"] * 2
        assert "autoScalingGroup" in json.loads(terraform("output", "-json").stdout)["group"]["value"]
        assert all("ECS_CLUSTER" not in str(host.orders[m["InstanceId"]].get("cluster"))
                   for m in members)
        apply("-var=size=3")
        assert len(instances()) == 3
        terraform("destroy", "-auto-approve", "-input=false", "-var=size=3")
        assert scaling.describe_auto_scaling_groups()["AutoScalingGroups"] == []
        left = [i["State"]["Name"] for r in ec2.describe_instances()["Reservations"]
                for i in r["Instances"]]
        assert set(left) <= {"terminated", "shutting-down"}
