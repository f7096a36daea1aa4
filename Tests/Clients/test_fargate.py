"""Tasks of Fargate, with the stock clients."""

import pytest
from test_ecs_awsvpc import details, network, refusal, vpc  # noqa: F401


@pytest.fixture(scope="module")
def define(tasks):
    """Registers a definition that Fargate runs."""
    def make(script=None, **settings):
        settings = {"cpu": "256", "memory": "512", **settings}
        return tasks.define(
            tasks.container(script=script, memory=None, logConfiguration=None),
            networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
            executionRoleArn="arn:aws:iam::000000000000:role/execution", **settings)

    return make


@pytest.mark.parametrize("cpu, memory", [
    ("256", "4096"), ("512", "512"), ("1024", "1024"), ("300", "512"), ("2048", "4500")])
def test_sizes_that_do_not_exist(define, cpu, memory):
    assert refusal(define, cpu=cpu, memory=memory) == (
        "ClientException",
        f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. See the "
        "Amazon ECS documentation for the valid values.")


def test_refusals(tasks, define, vpc):  # noqa: F811
    definition = define()
    bridge = tasks.define(tasks.container())
    there = network(vpc["subnets"]["us-east-1a"])

    def refused(definition=definition, **settings):
        return refusal(
            tasks.ecs.run_task, taskDefinition=definition, launchType="FARGATE",
            networkConfiguration=there, **settings)

    assert refused(bridge) == (
        "InvalidParameterException", "Task definition does not support launch_type FARGATE.")
    assert refused(platformVersion="9.9.9") == (
        "PlatformUnknownException", "The specified platform version does not exist.")
    assert refused(placementStrategy=[{"type": "random"}]) == (
        "InvalidParameterException",
        "Placement strategies are not supported with FARGATE launch type.")
    assert refused(placementConstraints=[{"type": "distinctInstance"}]) == (
        "InvalidParameterException",
        "Placement constraints are not supported with FARGATE launch type.")
    assert refused(overrides={"cpu": "512", "memory": "512"}) == (
        "ClientException",
        "No Fargate configuration exists for given values: 512 CPU, 512 memory. See the Amazon "
        "ECS documentation for the valid values.")
    assert refusal(
        tasks.ecs.run_task, taskDefinition=definition, launchType="FARGATE") == (
        "InvalidParameterException",
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.")
