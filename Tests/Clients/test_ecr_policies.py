"""Policies of repositories and of the registry: who may do what, by API, skopeo and tasks."""

import base64
import json
import os
import subprocess
import uuid

import pytest
from botocore.exceptions import ClientError
from images import IDLE, config, manifest, skopeo, write_layout
from registry import Registry, small_layer

HOME = "000000000000"
OTHER = "555555555555"
PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
PUSH = ["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart",
        "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchGetImage"]


def policy(effect, actions, principal=OTHER, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Sid": "one", "Effect": effect, "Principal": {"AWS": principal}, "Action": actions,
        **more}]})


@pytest.fixture(scope="module")
def home(skerry):
    return skerry.client("ecr")


@pytest.fixture(scope="module")
def other(skerry):
    return skerry.client("ecr", account=OTHER)


@pytest.fixture
def repository(home):
    """A repository of its own for a test."""
    name = f"policies/{uuid.uuid4().hex[:12]}"
    home.create_repository(repositoryName=name)
    yield name
    try:
        home.delete_repository_policy(repositoryName=name)
    except home.exceptions.RepositoryPolicyNotFoundException:
        pass
    home.delete_repository(repositoryName=name, force=True)


def denied(call, **arguments):
    """The message with which a call is refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    assert error.value.response["Error"]["Code"] == "AccessDeniedException"
    return error.value.response["Error"]["Message"]


def creds(client, option):
    token = client.get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return [option, base64.b64decode(token).decode()]


def refused_skopeo(*arguments):
    """What skopeo says when it fails."""
    done = subprocess.run(
        ["skopeo", "--insecure-policy", *arguments], capture_output=True, text=True, timeout=120,
        env={**os.environ, "REGISTRY_AUTH_FILE": os.devnull})
    assert done.returncode != 0
    return done.stderr


def test_a_policy_is_set_read_and_deleted(home, repository):
    errors = home.exceptions
    with pytest.raises(errors.RepositoryPolicyNotFoundException):
        home.get_repository_policy(repositoryName=repository)
    text = policy("Allow", PULL)
    made = home.set_repository_policy(repositoryName=repository, policyText=text)
    assert made["policyText"] == text and made["registryId"] == HOME
    assert home.get_repository_policy(repositoryName=repository)["policyText"] == text
    assert home.delete_repository_policy(repositoryName=repository)["policyText"] == text
    with pytest.raises(errors.RepositoryPolicyNotFoundException):
        home.delete_repository_policy(repositoryName=repository)
    for broken in ["{}", "x", policy("Allow", "s3:*"), policy("Allow", PULL, Resource="*"),
                   policy("Allow", PULL, "nobody"), policy("Allow", PULL) + " " * 10240]:
        with pytest.raises(errors.InvalidParameterException, match="policy provided|policyText"):
            home.set_repository_policy(repositoryName=repository, policyText=broken)
    with pytest.raises(errors.RepositoryNotFoundException):
        home.set_repository_policy(repositoryName="not/there", policyText=text)


def test_a_policy_with_the_cli(skerry, repository):
    made = skerry.aws("ecr", "set-repository-policy", "--repository-name", repository,
                      "--policy-text", policy("Allow", PULL))
    found = skerry.aws("ecr", "get-repository-policy", "--repository-name", repository)
    assert found == made
    skerry.aws("ecr", "delete-repository-policy", "--repository-name", repository)


def test_the_registrys_policy(home, other, repository):
    errors = home.exceptions
    with pytest.raises(errors.RegistryPolicyNotFoundException):
        home.get_registry_policy()
    with pytest.raises(errors.InvalidParameterException, match="Invalid registry policy provided"):
        home.put_registry_policy(policyText=policy("Allow", PULL))
    everything = f"arn:aws:ecr:us-east-1:{HOME}:repository/*"
    assert "no resource-based policy allows" in denied(
        other.list_images, registryId=HOME, repositoryName=repository)
    home.put_registry_policy(policyText=policy("Allow", "ecr:ListImages", Resource=everything))
    try:
        assert other.list_images(registryId=HOME, repositoryName=repository)["imageIds"] == []
        denied(other.describe_images, registryId=HOME, repositoryName=repository)
    finally:
        home.delete_registry_policy()
    denied(other.list_images, registryId=HOME, repositoryName=repository)


def test_another_account_by_the_api(skerry, home, other, repository):
    registry = Registry(skerry)
    layers = [small_layer("policies")]
    settings = config(layers)
    for blob in [settings, layers[0][0]]:
        registry.put_blob(repository, blob)
    home.put_image(repositoryName=repository, imageTag="v1",
                   imageManifest=manifest(settings, layers).decode())
    asked = dict(registryId=HOME, repositoryName=repository, imageIds=[{"imageTag": "v1"}])
    message = denied(other.batch_get_image, **asked)
    assert message == (
        f"User: arn:aws:iam::{OTHER}:root is not authorized to perform: ecr:BatchGetImage on "
        f"resource: arn:aws:ecr:us-east-1:{HOME}:repository/{repository} because no "
        "resource-based policy allows the ecr:BatchGetImage action")
    home.set_repository_policy(
        repositoryName=repository,
        policyText=policy("Allow", ["ecr:batchget*"], f"arn:aws:iam::{OTHER}:root"))
    assert other.batch_get_image(**asked)["images"][0]["registryId"] == HOME
    denied(other.batch_delete_image, **asked)


def test_a_role_is_kept_out_of_its_own_accounts_repository(skerry, home, repository):
    role = f"arn:aws:iam::{HOME}:role/reader"
    keys = skerry.client("sts").assume_role(
        RoleArn=role, RoleSessionName="me")["Credentials"]
    reader = skerry.client(
        "ecr", aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    assert reader.list_images(repositoryName=repository)["imageIds"] == []
    home.set_repository_policy(
        repositoryName=repository, policyText=policy("Deny", "ecr:*", role))
    assert denied(reader.list_images, repositoryName=repository).endswith(
        "with an explicit deny in a resource-based policy")
    with pytest.raises(ClientError, match="AccessDenied"):
        reader.delete_repository_policy(repositoryName=repository)
    home.list_images(repositoryName=repository)
    # Who would lock itself out must force it; the root can take the policy back even then.
    everybody = policy("Deny", "ecr:*", "*")
    with pytest.raises(home.exceptions.InvalidParameterException, match="force"):
        home.set_repository_policy(repositoryName=repository, policyText=everybody)
    home.set_repository_policy(repositoryName=repository, policyText=everybody, force=True)
    denied(home.list_images, repositoryName=repository)


def test_skopeo_pulls_and_pushes_as_another_account(skerry, home, other, repository, tmp_path):
    pushed = write_layout(tmp_path / "in", [small_layer("across")], "v1")
    name = f"docker://{skerry.env()['SKERRY_REGISTRY']}/{repository}"
    to = ["--dest-tls-verify=false"]
    source = f"oci:{tmp_path}/in:v1"
    skopeo("copy", *to, *creds(home, "--dest-creds"), source, f"{name}:v1")
    pull = ["copy", "--src-tls-verify=false", *creds(other, "--src-creds"), f"{name}:v1",
            f"oci:{tmp_path}/out:v1"]
    push = ["copy", *to, *creds(other, "--dest-creds"), source, f"{name}:v2"]
    assert "is not authorized to perform: ecr:BatchGetImage" in refused_skopeo(*pull)
    assert "403" in refused_skopeo(*push) or "denied" in refused_skopeo(*push)
    home.set_repository_policy(repositoryName=repository, policyText=policy("Allow", PULL))
    skopeo(*pull)
    index = json.loads((tmp_path / "out/index.json").read_text())
    assert index["manifests"][0]["digest"] == pushed
    assert refused_skopeo(*push)
    home.set_repository_policy(repositoryName=repository, policyText=policy("Allow", PUSH))
    skopeo(*push)
    assert {"imageDigest": pushed, "imageTag": "v2"} in home.list_images(
        repositoryName=repository)["imageIds"]
    # Reading layers is not in it.
    assert "reading blob" in refused_skopeo(
        *pull[:-1], f"oci:{tmp_path}/again:v1")


def test_a_task_runs_another_accounts_image_that_its_policy_gives(
        skerry, other, images, tasks, tmp_path):
    name = f"shared/{uuid.uuid4().hex[:12]}"
    host = other.create_repository(repositoryName=name)["repository"]["repositoryUri"]
    write_layout(tmp_path / "in", [images.base], "v1", Cmd=IDLE)
    skopeo("copy", "--dest-tls-verify=false", *creds(other, "--dest-creds"),
           f"oci:{tmp_path}/in:v1", f"docker://{host}:v1")
    other.set_repository_policy(repositoryName=name, policyText=policy("Allow", PULL, HOME))
    task = tasks.run(tasks.define(tasks.container(image=images.name(name, "v1", account=OTHER))))
    tasks.running(task)
    tasks.stop(task)
    other.delete_repository(repositoryName=name, force=True)
