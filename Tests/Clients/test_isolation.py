"""Accounts and regions do not see each other."""

import time

import pytest
from botocore.exceptions import ClientError
from images import config, manifest
from raw import Caller
from registry import Registry, small_layer
from tasks import part

OTHER = "444444444444"
HOME = "000000000000"


class Place:
    """One account's clients in one region."""

    def __init__(self, skerry, account, region):
        account = None if account == HOME else account
        self.ecs = skerry.client("ecs", account=account, region=region)
        self.ecr = skerry.client("ecr", account=account, region=region)
        self.logs = skerry.client("logs", account=account, region=region)


@pytest.fixture(scope="module")
def home(skerry):
    """The default account and region with one of everything."""
    place = Place(skerry, HOME, "us-east-1")
    place.ecs.create_cluster(clusterName="isolated")
    place.ecs.register_task_definition(
        family="isolated", containerDefinitions=[{"name": "c", "image": "x", "memory": 16}])
    place.ecs.put_account_setting(name="containerInsights", value="enabled")
    place.logs.create_log_group(logGroupName="/isolated")
    place.logs.create_log_stream(logGroupName="/isolated", logStreamName="s")
    place.logs.put_log_events(
        logGroupName="/isolated", logStreamName="s",
        logEvents=[{"timestamp": int(time.time() * 1000), "message": "secret"}])
    place.ecr.create_repository(repositoryName="isolated")
    registry = Registry(skerry)
    layers = [small_layer("isolated")]
    settings = config(layers)
    for blob in [settings, layers[0][0]]:
        registry.put_blob("isolated", blob)
    place.ecr.put_image(repositoryName="isolated", imageTag="v1",
                        imageManifest=manifest(settings, layers).decode())
    yield place
    place.ecs.put_account_setting(name="containerInsights", value="disabled")


def code(call, *arguments, **named):
    with pytest.raises(ClientError) as error:
        call(*arguments, **named)
    return error.value.response["Error"]["Code"]


@pytest.fixture(params=[(OTHER, "us-east-1"), (HOME, "eu-west-1"), (OTHER, "eu-west-1")],
                ids=["account", "region", "both"])
def elsewhere(request, skerry, home):
    return Place(skerry, *request.param)


def test_clusters_and_task_definitions(home, elsewhere):
    ecs = elsewhere.ecs
    assert not any("isolated" in arn for arn in ecs.list_clusters()["clusterArns"])
    found = ecs.describe_clusters(clusters=["isolated"])
    assert found["clusters"] == [] and found["failures"][0]["reason"] == "MISSING"
    assert ecs.list_task_definitions(familyPrefix="isolated")["taskDefinitionArns"] == []
    assert ecs.list_task_definition_families(familyPrefix="isolated")["families"] == []
    assert code(ecs.describe_task_definition, taskDefinition="isolated") == "ClientException"
    assert code(ecs.delete_cluster, cluster="isolated") == "ClusterNotFoundException"
    # By ARN neither: they are another account's or region's.
    arn = home.ecs.describe_clusters(clusters=["isolated"])["clusters"][0]["clusterArn"]
    try:
        found = ecs.describe_clusters(clusters=[arn])
        assert found["clusters"] == []
    except ClientError as error:
        assert error.response["Error"]["Code"] in (
            "AccessDeniedException", "InvalidParameterException", "ClusterNotFoundException")
    definition = home.ecs.describe_task_definition(
        taskDefinition="isolated")["taskDefinition"]["taskDefinitionArn"]
    assert code(ecs.describe_task_definition, taskDefinition=definition) in (
        "ClientException", "AccessDeniedException", "InvalidParameterException")
    # The same names are free, and begin at the first revision.
    made = ecs.register_task_definition(
        family="isolated", containerDefinitions=[{"name": "c", "image": "y", "memory": 16}])
    assert made["taskDefinition"]["revision"] == 1
    ecs.deregister_task_definition(taskDefinition="isolated:1")
    ecs.create_cluster(clusterName="isolated")
    ecs.delete_cluster(cluster="isolated")
    assert home.ecs.describe_clusters(clusters=["isolated"])["clusters"][0]["status"] == "ACTIVE"


def test_settings(elsewhere):
    found = elsewhere.ecs.list_account_settings(
        name="containerInsights", effectiveSettings=True)["settings"]
    assert [setting["value"] for setting in found] == ["disabled"]


def test_tasks_and_instances(tasks, elsewhere):
    arn = tasks.run(tasks.define(tasks.container()))
    try:
        tasks.running(arn)
        ecs = elsewhere.ecs
        for call in [ecs.list_tasks, ecs.list_container_instances]:
            assert code(call) == "ClusterNotFoundException"
        for name in [arn, arn.rsplit("/")[-1]]:
            assert code(ecs.describe_tasks, tasks=[name]) in (
                "ClusterNotFoundException", "InvalidParameterException", "AccessDeniedException")
            assert code(ecs.stop_task, task=name) in (
                "ClusterNotFoundException", "InvalidParameterException", "AccessDeniedException")
        ecs.create_cluster()
        assert ecs.list_tasks()["taskArns"] == []
        assert ecs.list_container_instances()["containerInstanceArns"] == []
        found = ecs.describe_tasks(tasks=[arn.rsplit("/")[-1]])
        assert found["tasks"] == [] and found["failures"][0]["reason"] == "MISSING"
        assert code(ecs.stop_task, task=arn.rsplit("/")[-1]) == "InvalidParameterException"
        ecs.delete_cluster(cluster="default")
        assert tasks.describe(arn)["lastStatus"] == "RUNNING"
    finally:
        tasks.stop(arn)


def test_logs(home, elsewhere):
    logs = elsewhere.logs
    assert logs.describe_log_groups(logGroupNamePrefix="/isolated")["logGroups"] == []
    for call in [logs.describe_log_streams, logs.filter_log_events, logs.delete_log_group]:
        assert code(call, logGroupName="/isolated") == "ResourceNotFoundException"
    assert code(logs.get_log_events, logGroupName="/isolated", logStreamName="s") \
        == "ResourceNotFoundException"
    arn = home.logs.describe_log_groups(
        logGroupNamePrefix="/isolated")["logGroups"][0]["logGroupArn"]
    assert code(logs.filter_log_events, logGroupIdentifier=arn) in (
        "ResourceNotFoundException", "AccessDeniedException", "InvalidParameterException")
    # Page tokens of one place are of no use in another.
    logs.create_log_group(logGroupName="/isolated")
    logs.create_log_stream(logGroupName="/isolated", logStreamName="s")
    token = home.logs.get_log_events(
        logGroupName="/isolated", logStreamName="s")["nextBackwardToken"]
    assert code(logs.get_log_events, logGroupName="/isolated", logStreamName="s",
                nextToken=token) == "InvalidParameterException"
    assert logs.filter_log_events(logGroupName="/isolated")["events"] == []
    logs.delete_log_group(logGroupName="/isolated")
    assert home.logs.filter_log_events(logGroupName="/isolated")["events"][0]["message"] == "secret"


def test_repositories(skerry, home, elsewhere):
    ecr = elsewhere.ecr
    assert ecr.describe_repositories()["repositories"] == []
    for call in [ecr.list_images, ecr.describe_images, ecr.delete_repository]:
        assert code(call, repositoryName="isolated") == "RepositoryNotFoundException"
    made = ecr.create_repository(repositoryName="isolated")["repository"]
    assert ecr.list_images(repositoryName="isolated")["imageIds"] == []
    assert made["repositoryUri"] \
        != home.ecr.describe_repositories()["repositories"][0]["repositoryUri"]
    ecr.delete_repository(repositoryName="isolated")
    assert len(home.ecr.list_images(repositoryName="isolated")["imageIds"]) == 1


def test_pulls_by_http(skerry, home):
    stranger = Registry(skerry, account=OTHER)
    host = skerry.env()["SKERRY_REGISTRY"]
    by_name = stranger.send("GET", "/v2/isolated/manifests/v1", headers={"Host": host})
    assert by_name.expect(403).code == "DENIED"
    # By a name that says no account, it is the caller's own registry that is meant.
    assert stranger.send("GET", "/v2/isolated/manifests/v1").expect(404).code == "NAME_UNKNOWN"
    assert stranger.send("GET", "/v2/_catalog").json["repositories"] == []
    elsewhere = Registry(skerry, region="eu-west-1")
    assert elsewhere.send("GET", "/v2/isolated/manifests/v1", headers={"Host": host}).status == 403
    assert elsewhere.send("GET", "/v2/isolated/manifests/v1").status == 404
    Registry(skerry).send(
        "GET", "/v2/isolated/manifests/v1", headers={"Host": host}).expect(200)


def test_only_the_operator_makes_credentials(skerry):
    path = "/_skerry/credentials"
    body = b'{"account": "000000000000"}'
    stranger = Caller(skerry, OTHER)
    refused = stranger.send(stranger.headers("sts", body, path=path), body, path)
    assert refused.status == 403 and b"secret" not in refused.body.lower()
    role = skerry.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{HOME}:role/worker", RoleSessionName="me")["Credentials"]
    keys, token = (role["AccessKeyId"], role["SecretAccessKey"]), role["SessionToken"]
    signed = stranger.headers("sts", body, path=path, keys=keys, token=token)
    assert stranger.send(signed, body, path).status == 403
    assert 400 <= stranger.send({}, body, path).status < 500


def test_a_task_cannot_have_another_accounts_image(tasks, images, skerry, home):
    stranger = Place(skerry, OTHER, "us-east-1")
    stranger.ecr.create_repository(repositoryName="private")
    name = images.name("private", "v1", account=OTHER)
    task = tasks.run(tasks.define(tasks.container(image=name)))
    ended = tasks.stopped(task)
    assert ended["stopCode"] == "TaskFailedToStart"
    assert ended["stoppedReason"].startswith("CannotPullContainerError"), ended
    assert "exitCode" not in part(ended)
    stranger.ecr.delete_repository(repositoryName="private")
