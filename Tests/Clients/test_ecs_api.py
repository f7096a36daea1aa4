"""ECS's API through boto3: resources, pages, tags, settings and errors."""

import uuid

import pytest
from botocore.exceptions import ClientError

LATER = "arn:aws:ecs:us-east-1:000000000000:"


@pytest.fixture(scope="module")
def ecs(skerry):
    return skerry.client("ecs")


def refused(call, code, words, **arguments):
    """Asserts that a call fails with this code and these words."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    found = error.value.response["Error"]
    assert (found["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]) == (
        code, 400), found
    assert words in found["Message"]


def simple(ecs, family=None, **settings):
    """A task definition that is never run; returns its description."""
    container = {"name": "main", "image": "none", "memory": 16, **settings.pop("container", {})}
    return ecs.register_task_definition(
        family=family or "api-" + uuid.uuid4().hex[:10], containerDefinitions=[container],
        **settings)["taskDefinition"]


def test_clusters(ecs):
    tags = [{"key": "team", "value": "blue"}]
    made = ecs.create_cluster(clusterName="api-one", tags=tags)["cluster"]
    assert made["clusterArn"] == LATER + "cluster/api-one"
    assert made["status"] == "ACTIVE" and made["tags"] == tags
    for number in range(4):
        ecs.create_cluster(clusterName=f"api-many-{number}")
    pages = list(ecs.get_paginator("list_clusters").paginate(PaginationConfig={"PageSize": 2}))
    arns = [arn for page in pages for arn in page["clusterArns"]]
    assert len(pages) >= 3 and len(arns) == len(set(arns))
    assert {LATER + f"cluster/api-many-{number}" for number in range(4)} < set(arns)
    answer = ecs.describe_clusters(clusters=["api-one", "api-none"], include=["TAGS"])
    assert answer["clusters"][0]["tags"] == tags
    assert answer["failures"] == [{"arn": LATER + "cluster/api-none", "reason": "MISSING"}]
    for name in ["api-one"] + [f"api-many-{number}" for number in range(4)]:
        assert ecs.delete_cluster(cluster=name)["cluster"]["status"] == "INACTIVE"
    refused(ecs.delete_cluster, "ClusterContainsContainerInstancesException",
            "The Cluster cannot be deleted while Container Instances are active or draining.",
            cluster="default")
    refused(ecs.delete_cluster, "ClusterNotFoundException", "Cluster not found.",
            cluster="api-none")


def test_container_instances(skerry, ecs):
    arns = ecs.list_container_instances()["containerInstanceArns"]
    assert len(arns) == 1
    pages = ecs.get_paginator("list_container_instances").paginate(
        PaginationConfig={"PageSize": 1})
    assert [arn for page in pages for arn in page["containerInstanceArns"]] == arns
    missing = arns[0].rsplit("/", 1)[0] + "/" + "a" * 32
    answer = ecs.describe_container_instances(containerInstances=[arns[0], missing])
    assert answer["failures"] == [{"arn": missing, "reason": "MISSING"}]
    instance = answer["containerInstances"][0]
    assert instance["status"] == "ACTIVE" and instance["agentConnected"] is True
    assert instance["ec2InstanceId"].startswith("i-")
    names = {attribute["name"] for attribute in instance["attributes"]}
    assert {"ecs.os-type", "ecs.cpu-architecture", "ecs.availability-zone",
            "com.amazonaws.ecs.capability.docker-remote-api.1.24",
            "com.amazonaws.ecs.capability.logging-driver.awslogs"} <= names
    sizes = {found["name"]: found for found in instance["registeredResources"]}
    assert sizes["CPU"]["integerValue"] >= 1024 and sizes["MEMORY"]["integerValue"] > 0
    assert "22" in sizes["PORTS"]["stringSetValue"]
    assert instance["versionInfo"]["agentVersion"]
    found = ecs.list_container_instances(filter="attribute:ecs.os-type == linux")
    assert found["containerInstanceArns"] == arns
    found = ecs.list_container_instances(filter="attribute:ecs.os-type == windows")
    assert found["containerInstanceArns"] == []
    refused(ecs.list_container_instances, "InvalidParameterException", "Invalid filter",
            filter="attribute:")
    refused(ecs.deregister_container_instance, "InvalidParameterException", "not found",
            containerInstance=missing)


def test_draining_instances_take_no_tasks(ecs, tasks):
    arn = ecs.list_container_instances()["containerInstanceArns"][0]
    ecs.update_container_instances_state(containerInstances=[arn], status="DRAINING")
    try:
        answer = ecs.run_task(taskDefinition=tasks.define(tasks.container()))
        assert answer["tasks"] == []
        assert ecs.list_container_instances(status="DRAINING")["containerInstanceArns"] == [arn]
    finally:
        ecs.update_container_instances_state(containerInstances=[arn], status="ACTIVE")
    tasks.stop(tasks.run(tasks.define(tasks.container())))


def test_attributes_decide_where_tasks_run(ecs, tasks):
    arn = ecs.list_container_instances()["containerInstanceArns"][0]
    definition = tasks.define(tasks.container())
    rule = [{"type": "memberOf", "expression": "attribute:colour == green"}]
    answer = ecs.run_task(taskDefinition=definition, placementConstraints=rule)
    assert [failure["reason"] for failure in answer["failures"]] == [
        "MemberOf placement constraint unsatisfied."]
    assert answer["failures"][0]["arn"] == arn
    ecs.put_attributes(attributes=[{"name": "colour", "value": "green", "targetId": arn}])
    pages = ecs.get_paginator("list_attributes").paginate(
        targetType="container-instance", attributeName="colour")
    assert [found for page in pages for found in page["attributes"]] == [
        {"name": "colour", "value": "green", "targetId": arn}]
    tasks.stop(tasks.run(definition, placementConstraints=rule))
    ecs.delete_attributes(attributes=[{"name": "colour", "targetId": arn}])
    assert ecs.list_attributes(
        targetType="container-instance", attributeName="colour")["attributes"] == []
    refused(ecs.put_attributes, "TargetNotFoundException", "not found",
            attributes=[{"name": "colour", "targetId": "b" * 32}])


def test_task_definitions(ecs):
    family = "api-" + uuid.uuid4().hex[:10]
    first = simple(ecs, family, tags=[{"key": "a", "value": "b"}])
    assert first["taskDefinitionArn"] == LATER + f"task-definition/{family}:1"
    assert first["status"] == "ACTIVE" and "EC2" in first["compatibilities"]
    container = first["containerDefinitions"][0]
    assert container["essential"] is True and container["cpu"] == 0
    assert container["environment"] == container["mountPoints"] == container["portMappings"] == []
    assert simple(ecs, family)["revision"] == 2
    assert simple(ecs, family)["revision"] == 3
    answer = ecs.describe_task_definition(taskDefinition=f"{family}:1", include=["TAGS"])
    assert answer["tags"] == [{"key": "a", "value": "b"}]
    newest = ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]
    assert newest["revision"] == 3
    pages = list(ecs.get_paginator("list_task_definitions").paginate(
        familyPrefix=family, sort="DESC", PaginationConfig={"PageSize": 1}))
    arns = [arn for page in pages for arn in page["taskDefinitionArns"]]
    assert [arn.rsplit(":")[-1] for arn in arns] == ["3", "2", "1"]
    gone = ecs.deregister_task_definition(taskDefinition=f"{family}:3")["taskDefinition"]
    assert gone["status"] == "INACTIVE" and gone["deregisteredAt"]
    newest = ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]
    assert newest["revision"] == 2
    deleted = ecs.delete_task_definitions(taskDefinitions=[f"{family}:3", f"{family}:2"])
    assert deleted["taskDefinitions"][0]["status"] == "DELETE_IN_PROGRESS"
    assert deleted["failures"][0]["arn"] == f"{family}:2"
    assert simple(ecs, family)["revision"] == 4
    pages = ecs.get_paginator("list_task_definition_families").paginate(familyPrefix=family)
    assert [name for page in pages for name in page["families"]] == [family]


def test_bad_task_definitions(ecs):
    register = ecs.register_task_definition

    def bad(words, code="ClientException", **container):
        refused(register, code, words, family="api-bad", containerDefinitions=[
            {"name": "main", "image": "none", "memory": 16, **container}])

    refused(register, "ClientException", "Container list cannot be empty.",
            family="api-bad", containerDefinitions=[])
    refused(register, "ClientException", "Family contains invalid characters.",
            family="a/b", containerDefinitions=[{"name": "a", "image": "b", "memory": 9}])
    bad("Container.image should not be null or empty.", image="")
    bad("should not be null or empty", name="")
    bad("ort", portMappings=[{"containerPort": 70000}])
    bad("does not exist", dependsOn=[{"containerName": "other", "condition": "START"}])
    bad("Unknown volume", mountPoints=[{"sourceVolume": "v", "containerPath": "/v"}])
    refused(register, "ClientException",
            "At least one of 'memory' or 'memoryReservation' must be specified",
            family="api-bad", containerDefinitions=[{"name": "main", "image": "none"}])
    refused(register, "ClientException", "cycle", family="api-bad", containerDefinitions=[
        {"name": name, "image": "none", "memory": 16,
         "dependsOn": [{"containerName": other, "condition": "START"}]}
        for name, other in [("a", "b"), ("b", "a")]])


def test_tasks_are_listed_in_pages(ecs, tasks):
    family = "api-" + uuid.uuid4().hex[:10]
    definition = tasks.define(tasks.container(memory=8), family=family)
    answer = ecs.run_task(taskDefinition=definition, count=5, startedBy="pages")
    arns = {task["taskArn"] for task in answer["tasks"]}
    assert len(arns) == 5
    for task in arns:
        tasks.running(task)
    paginator = ecs.get_paginator("list_tasks")
    pages = list(paginator.paginate(startedBy="pages", PaginationConfig={"PageSize": 2}))
    assert [len(page["taskArns"]) for page in pages] == [2, 2, 1]
    assert {arn for page in pages for arn in page["taskArns"]} == arns
    assert set(ecs.list_tasks(family=family)["taskArns"]) == arns
    assert ecs.list_tasks(family=family, desiredStatus="STOPPED")["taskArns"] == []
    token = pages[0]["nextToken"]
    refused(ecs.list_tasks, "InvalidParameterException", "Invalid token",
            startedBy="others", nextToken=token)
    refused(ecs.list_tasks, "InvalidParameterException", "Invalid token", nextToken=token[:-2])
    for task in arns:
        ecs.stop_task(task=task)
    for task in arns:
        tasks.stopped(task)
    assert set(ecs.list_tasks(family=family, desiredStatus="STOPPED")["taskArns"]) == arns
    assert ecs.list_tasks(family=family)["taskArns"] == []


def test_client_tokens_run_tasks_once(ecs, tasks):
    definition = tasks.define(tasks.container())
    token = uuid.uuid4().hex
    one, two = (ecs.run_task(taskDefinition=definition, clientToken=token)["tasks"]
                for _ in range(2))
    assert one[0]["taskArn"] == two[0]["taskArn"]
    refused(ecs.run_task, "ConflictException", "clientToken", taskDefinition=definition,
            clientToken=token, startedBy="other")
    tasks.running(one[0]["taskArn"])
    tasks.stop(one[0]["taskArn"])


def test_tags(ecs, tasks):
    definition = tasks.define(
        tasks.container(), tags=[{"key": "from", "value": "definition"}])
    task = tasks.run(definition, tags=[{"key": "mine", "value": "1"}],
                     propagateTags="TASK_DEFINITION", enableECSManagedTags=True)

    def tags(arn):
        return {tag["key"]: tag["value"] for tag in ecs.list_tags_for_resource(
            resourceArn=arn)["tags"]}

    assert tags(task) == {"mine": "1", "from": "definition", "aws:ecs:clusterName": "default"}
    ecs.tag_resource(resourceArn=task, tags=[{"key": "mine", "value": "2"},
                                             {"key": "more", "value": ""}])
    ecs.untag_resource(resourceArn=task, tagKeys=["from"])
    found = tasks.describe(task, include=["TAGS"])["tags"]
    assert {tag["key"]: tag["value"] for tag in found} == {
        "mine": "2", "more": "", "aws:ecs:clusterName": "default"}
    refused(ecs.tag_resource, "InvalidParameterException", "aws:",
            resourceArn=task, tags=[{"key": "aws:mine", "value": "1"}])
    instance = ecs.list_container_instances()["containerInstanceArns"][0]
    for arn in [instance, LATER + "cluster/default"]:
        ecs.tag_resource(resourceArn=arn, tags=[{"key": "k", "value": "v"}])
        assert tags(arn)["k"] == "v"
        ecs.untag_resource(resourceArn=arn, tagKeys=["k"])
        assert "k" not in tags(arn)
    tasks.running(task)
    tasks.stop(task)


def test_account_settings(ecs):
    changed = ecs.put_account_setting(name="containerInsights", value="enabled")["setting"]
    assert (changed["name"], changed["value"]) == ("containerInsights", "enabled")
    pages = ecs.get_paginator("list_account_settings").paginate(
        effectiveSettings=True, PaginationConfig={"PageSize": 3})
    settings = {found["name"]: found["value"] for page in pages for found in page["settings"]}
    assert settings["containerInsights"] == "enabled"
    assert settings["taskLongArnFormat"] == "enabled"
    ecs.delete_account_setting(name="containerInsights")
    found = ecs.list_account_settings(name="containerInsights", effectiveSettings=True)
    assert found["settings"][0]["value"] == "disabled"
    refused(ecs.put_account_setting, "InvalidParameterException", "", name="containerInsights",
            value="perhaps")


def test_what_is_not_there(ecs, tasks):
    definition = tasks.define(tasks.container())
    nobody = "c" * 32
    for call, arguments in [
        (ecs.run_task, {"taskDefinition": definition}), (ecs.list_tasks, {}),
        (ecs.describe_tasks, {"tasks": [nobody]}), (ecs.stop_task, {"task": nobody}),
        (ecs.list_container_instances, {}),
        (ecs.start_task, {"taskDefinition": definition, "containerInstances": [nobody]}),
    ]:
        refused(call, "ClusterNotFoundException", "Cluster not found.", cluster="nowhere",
                **arguments)
    refused(ecs.run_task, "ClientException", "TaskDefinition not found.",
            taskDefinition="nothing")
    refused(ecs.describe_task_definition, "ClientException", "Unable to describe task definition.",
            taskDefinition="nothing")
    refused(ecs.stop_task, "InvalidParameterException", "The referenced task was not found.",
            task=nobody)
    answer = ecs.describe_tasks(tasks=[nobody])
    assert answer["failures"] == [{"arn": LATER + f"task/default/{nobody}", "reason": "MISSING"}]
    refused(ecs.describe_tasks, "InvalidParameterException",
            "taskId length should be one of [32,36]", tasks=["short"])
    refused(ecs.describe_tasks, "InvalidParameterException", "Tasks cannot be empty.", tasks=[])
    refused(ecs.run_task, "InvalidParameterException", "", taskDefinition=definition, count=11)
    refused(ecs.run_task, "InvalidParameterException", "", taskDefinition=definition,
            launchType="ROCKET")
    ecs.create_cluster(clusterName="api-empty")
    refused(ecs.run_task, "InvalidParameterException",
            "No Container Instances were found in your cluster.", taskDefinition=definition,
            cluster="api-empty")
    ecs.delete_cluster(cluster="api-empty")
    ecs.deregister_task_definition(taskDefinition=definition)
    refused(ecs.run_task, "ClientException", "TaskDefinition is inactive",
            taskDefinition=definition)


def test_regions_and_accounts_do_not_meet(skerry, ecs, tasks):
    task = tasks.run(tasks.define(tasks.container(), family="api-mine"))
    for other in [skerry.client("ecs", region="eu-west-1"),
                  skerry.client("ecs", account="444444444444")]:
        assert other.list_clusters()["clusterArns"] == []
        assert other.list_task_definitions()["taskDefinitionArns"] == []
        refused(other.describe_tasks, "ClusterNotFoundException", "Cluster not found.",
                tasks=[task])
        assert simple(other, "api-mine")["revision"] == 1
        other.create_cluster()
        refused(other.describe_tasks, "InvalidParameterException", "Identifier is for",
                tasks=[task])
        assert other.list_tasks()["taskArns"] == []
        other.delete_cluster(cluster="default")
    assert ecs.list_clusters()["clusterArns"] == [LATER + "cluster/default"]
    tasks.running(task)
    tasks.stop(task)


def test_operations_that_are_not_there_say_so(ecs):
    with pytest.raises(ClientError) as error:
        ecs.list_services()
    assert error.value.response["Error"]["Code"] == "UnsupportedOperationException"
