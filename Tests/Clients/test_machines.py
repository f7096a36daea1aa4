"""Instances by the stock aws CLI: each is a machine whose agent joins the cluster that its user data
names, takes tasks, and is gone without a trace when it is terminated."""

import json
import os
import pathlib
import subprocess

import pytest
from conftest import BINARY
from tasks import Tasks
from waiting import wait

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="machines need root")

USER_DATA = """#!/bin/bash
echo ECS_CLUSTER=fleet >> /etc/ecs/ecs.config
echo 'ECS_INSTANCE_ATTRIBUTES={"stack":"blue"}' >> /etc/ecs/ecs.config
echo told by $(hostname)
token=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
    http://169.254.169.254/latest/api/token)
echo id $(curl -s -H "X-aws-ec2-metadata-token: $token" \
    http://169.254.169.254/latest/meta-data/instance-id)
"""


@pytest.fixture(scope="module")
def image(skerry):
    images = skerry.client("ec2").describe_images(Owners=["amazon"])["Images"]
    return next(item["ImageId"] for item in images
                if "ecs-hvm" in item["Name"] and "skerry-node" not in item["Name"]
                and item["Architecture"] == "x86_64")


@pytest.fixture(scope="module")
def instance(skerry, image, tmp_path_factory):
    skerry.client("ecs").create_cluster(clusterName="fleet")
    data = tmp_path_factory.mktemp("user-data") / "script"
    data.write_text(USER_DATA)
    made = skerry.aws("ec2", "run-instances", "--image-id", image, "--instance-type", "t3.small",
                      "--user-data", f"file://{data}")
    yield made["Instances"][0]["InstanceId"]


def state(skerry, instance):
    found = skerry.client("ec2").describe_instances(InstanceIds=[instance])
    return found["Reservations"][0]["Instances"][0]["State"]["Name"]


def registered(skerry):
    ecs = skerry.client("ecs")
    arns = ecs.list_container_instances(cluster="fleet")["containerInstanceArns"]
    if not arns:
        return []
    found = ecs.describe_container_instances(cluster="fleet", containerInstances=arns)
    return [item for item in found["containerInstances"] if item["agentConnected"]]


def test_it_runs_and_registers(skerry, instance):
    wait(lambda: state(skerry, instance) == "running", 30, "the instance to run")
    found = wait(lambda: registered(skerry), 60, "the instance to register")[0]
    assert found["ec2InstanceId"] == instance
    attributes = {item["name"]: item.get("value") for item in found["attributes"]}
    assert attributes["stack"] == "blue"
    assert attributes["ecs.instance-type"] == "t3.small"
    resources = {item["name"]: item.get("integerValue") for item in found["registeredResources"]}
    assert resources["CPU"] == 2048 and resources["MEMORY"] <= 2048


def test_skerry_machines_lists_it(skerry, instance):
    def listed():
        text = subprocess.run(
            [BINARY, "machines", "--data-dir", str(skerry.data), "--output", "json"],
            check=True, capture_output=True, text=True).stdout
        return {line["id"]: line for line in json.loads(text)}

    line = wait(lambda: listed()[instance].get("agent") == "connected" and listed()[instance], 30,
                "the machine to be listed with its agent")
    assert (line["state"], line["instanceType"], line["cluster"]) == ("running", "t3.small", "fleet")
    # The computer's own machine is listed beside it.
    assert "local" in {line["state"] for line in listed().values()}
    table = subprocess.run([BINARY, "machines", "--data-dir", str(skerry.data)], check=True,
                           capture_output=True, text=True).stdout
    assert instance in table and "CLUSTER" in table


def test_the_console_says_what_user_data_said(skerry, instance):
    def told():
        answer = skerry.client("ec2").get_console_output(InstanceId=instance)
        return f"id {instance}" in answer.get("Output", "")

    wait(told, 30, "the console")


def test_a_task_runs_on_it(skerry, images, instance):
    tasks = Tasks(skerry, images)
    answer = tasks.ecs.run_task(
        cluster="fleet", taskDefinition=tasks.define(tasks.container(script="echo hello; exit 7")))
    assert answer["failures"] == []
    task = answer["tasks"][0]["taskArn"]

    def stopped():
        found = tasks.describe(task, cluster="fleet")
        return found if found["lastStatus"] == "STOPPED" else None

    ended = wait(stopped, 90, "the task to end")
    assert ended["containers"][0].get("exitCode") == 7, ended
    wait(lambda: "hello" in tasks.lines(task), 20, "its output")


def test_terminated_it_is_gone(skerry, instance):
    skerry.aws("ec2", "terminate-instances", "--instance-ids", instance)
    wait(lambda: state(skerry, instance) == "terminated", 60, "the instance to end")
    folder = skerry.data / "machines" / instance
    wait(lambda: not folder.exists(), 30, "its disk to go")
    wait(lambda: not registered(skerry), 60, "its registration to go")
    for group in pathlib.Path("/sys/fs/cgroup").glob(f"*/skerry-h*/{instance}"):
        raise AssertionError(f"{group} is left")
