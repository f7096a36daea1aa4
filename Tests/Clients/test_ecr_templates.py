"""Repository creation templates, and repositories that a push makes, with boto3 and skopeo."""

import json
import uuid

import pytest
from botocore.exceptions import ClientError
from images import credentials, layer, skopeo, write_layout
from test_backup import ControlPlane

OTHER = "555555555555"
LIFECYCLE = json.dumps({"rules": [{
    "rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",
                                     "countNumber": 5}, "action": {"type": "expire"}}]})


def policy(effect, actions, principal, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Sid": "one", "Effect": effect, "Principal": {"AWS": principal}, "Action": actions,
        **more}]})


@pytest.fixture(scope="module")
def plane(tmp_path_factory):
    """A control plane of its own, whose templates are nobody else's."""
    plane = ControlPlane(tmp_path_factory.mktemp("templates"))
    plane.start()
    yield plane
    plane.stop()


@pytest.fixture
def ecr(plane):
    """The home registry; it has no templates afterwards."""
    ecr = plane.client("ecr")
    yield ecr
    for template in templates(ecr):
        ecr.delete_repository_creation_template(prefix=template["prefix"])


def templates(ecr, **arguments):
    pages = ecr.get_paginator("describe_repository_creation_templates").paginate(**arguments)
    return [template for page in pages for template in page["repositoryCreationTemplates"]]


def name():
    return f"x{uuid.uuid4().hex[:12]}"


def push(plane, work, repository, tag="latest", refused=False):
    layout = work / uuid.uuid4().hex
    digest = write_layout(layout, [layer(files={"file": repository.encode()})], tag)
    arguments = ["copy", "--dest-tls-verify=false", *credentials(plane, "--dest-creds"),
                 f"oci:{layout}:{tag}", f"docker://{plane.env()['SKERRY_REGISTRY']}/{repository}:{tag}"]
    if refused:
        with pytest.raises(AssertionError) as error:
            skopeo(*arguments)
        return str(error.value)
    skopeo(*arguments)
    return digest


def test_all_members_come_back(ecr):
    prefix = name()
    made = ecr.create_repository_creation_template(
        prefix=prefix, description="of the works", appliedFor=["REPLICATION", "CREATE_ON_PUSH"],
        encryptionConfiguration={
            "encryptionType": "KMS",
            "kmsKey": "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
        resourceTags=[{"Key": "team", "Value": "blue"}],
        imageTagMutability="IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters=[{"filterType": "WILDCARD", "filter": "dev-*"}],
        repositoryPolicy=policy("Allow", ["ecr:BatchGetImage"], OTHER), lifecyclePolicy=LIFECYCLE,
        customRoleArn="arn:aws:iam::000000000000:role/ecr")
    assert made["registryId"] == "000000000000"
    template = made["repositoryCreationTemplate"]
    assert template["createdAt"] == template["updatedAt"]
    assert templates(ecr, prefixes=[prefix]) == [template]
    assert template["imageTagMutabilityExclusionFilters"] == [
        {"filterType": "WILDCARD", "filter": "dev-*"}]
    assert template["lifecyclePolicy"] == LIFECYCLE
    assert template["encryptionConfiguration"]["encryptionType"] == "KMS"
    changed = ecr.update_repository_creation_template(
        prefix=prefix, description="", appliedFor=["PULL_THROUGH_CACHE"], repositoryPolicy="",
        resourceTags=[])["repositoryCreationTemplate"]
    assert changed["appliedFor"] == ["PULL_THROUGH_CACHE"]
    assert "repositoryPolicy" not in changed and changed["resourceTags"] == []
    assert changed["lifecyclePolicy"] == LIFECYCLE
    assert ecr.delete_repository_creation_template(prefix=prefix)["repositoryCreationTemplate"] \
        == changed


def test_errors(plane, ecr):
    prefix = name()
    ecr.create_repository_creation_template(prefix=prefix, appliedFor=["REPLICATION"])
    with pytest.raises(ecr.exceptions.TemplateAlreadyExistsException):
        ecr.create_repository_creation_template(prefix=prefix + "/", appliedFor=["REPLICATION"])
    with pytest.raises(ecr.exceptions.TemplateNotFoundException):
        ecr.update_repository_creation_template(prefix="none")
    with pytest.raises(ecr.exceptions.TemplateNotFoundException):
        ecr.delete_repository_creation_template(prefix="none")
    # Another region and another account have templates of their own.
    for elsewhere in [plane.client("ecr", region="eu-west-1"), plane.client("ecr", account=OTHER)]:
        assert templates(elsewhere) == []
    for wrong in [dict(prefix="Prod"), dict(prefix="a//b"), dict(appliedFor=["PUSH"]),
                  dict(appliedFor=[]), dict(lifecyclePolicy="{}"), dict(repositoryPolicy="{}"),
                  dict(imageTagMutability="IMMUTABLE_WITH_EXCLUSION"),
                  dict(customRoleArn="arn:aws:iam::555555555555:role/ecr"),
                  dict(description="x" * 257)]:
        with pytest.raises(ClientError) as error:
            ecr.create_repository_creation_template(
                **{"prefix": name(), "appliedFor": ["REPLICATION"], **wrong})
        assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400, wrong
        assert error.value.response["Error"]["Code"] in (
            "InvalidParameterException", "ValidationException"), wrong
    assert [template["prefix"] for template in templates(ecr)] == [prefix]


def test_pages_hold_each_once(ecr):
    prefixes = sorted(name() for _ in range(7)) + ["ROOT"]
    for prefix in prefixes:
        ecr.create_repository_creation_template(prefix=prefix, appliedFor=["REPLICATION"])
    found = [template["prefix"]
             for template in templates(ecr, PaginationConfig={"PageSize": 3})]
    assert sorted(found) == sorted(prefixes)
    token = ecr.describe_repository_creation_templates(maxResults=3)["nextToken"]
    with pytest.raises(ecr.exceptions.InvalidParameterException):
        ecr.describe_repository_creation_templates(nextToken=token, prefixes=["other"])


def test_a_push_makes_the_repository(plane, ecr, tmp_path):
    prefix = name()
    assert "name unknown" in push(plane, tmp_path, f"{prefix}/app", refused=True).lower()
    ecr.create_repository_creation_template(
        prefix="ROOT", appliedFor=["CREATE_ON_PUSH"], imageTagMutability="MUTABLE")
    ecr.create_repository_creation_template(
        prefix=prefix, appliedFor=["CREATE_ON_PUSH"], imageTagMutability="IMMUTABLE",
        lifecyclePolicy=LIFECYCLE, repositoryPolicy=policy("Allow", ["ecr:BatchGetImage"], OTHER),
        resourceTags=[{"Key": "team", "Value": "blue"}])
    digest = push(plane, tmp_path, f"{prefix}/app")
    made = ecr.describe_repositories(repositoryNames=[f"{prefix}/app"])["repositories"][0]
    assert made["imageTagMutability"] == "IMMUTABLE"
    assert ecr.list_tags_for_resource(resourceArn=made["repositoryArn"])["tags"] == [
        {"Key": "team", "Value": "blue"}]
    assert ecr.get_lifecycle_policy(repositoryName=f"{prefix}/app")["lifecyclePolicyText"] \
        == LIFECYCLE
    # The template's policy lets the other account read, from the first moment.
    other = plane.client("ecr", account=OTHER)
    images = other.batch_get_image(
        registryId="000000000000", repositoryName=f"{prefix}/app",
        imageIds=[{"imageTag": "latest"}])["images"]
    assert images[0]["imageId"]["imageDigest"] == digest
    # What is outside of the prefix is made from ROOT.
    push(plane, tmp_path, f"{prefix}2")
    made = ecr.describe_repositories(repositoryNames=[f"{prefix}2"])["repositories"][0]
    assert made["imageTagMutability"] == "MUTABLE"


def test_a_push_needs_the_right_to_make_repositories(plane, ecr, tmp_path):
    prefix = name()
    ecr.create_repository_creation_template(prefix=prefix, appliedFor=["CREATE_ON_PUSH"])
    ecr.put_registry_policy(policyText=policy(
        "Deny", ["ecr:CreateRepository"], "*",
        Resource=f"arn:aws:ecr:us-east-1:000000000000:repository/{prefix}/*"))
    try:
        assert "ecr:CreateRepository" in push(plane, tmp_path, f"{prefix}/app", refused=True)
    finally:
        ecr.delete_registry_policy()
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.describe_repositories(repositoryNames=[f"{prefix}/app"])
    push(plane, tmp_path, f"{prefix}/app")


def test_templates_outlive_the_server(plane):
    prefix = name()
    ecr = plane.client("ecr")
    ecr.create_repository_creation_template(prefix=prefix, appliedFor=["REPLICATION"])
    before = templates(ecr)
    plane.stop()
    plane.start()
    again = plane.client("ecr")
    assert templates(again) == before
    again.delete_repository_creation_template(prefix=prefix)
