"""Lifecycle policies, the archive, and the care of content: boto3, the aws CLI, `skerry ecr`."""

import json
import os
import pathlib
import re
import subprocess
import time
import uuid

import pytest

from conftest import BINARY
from images import config, credentials, digest, manifest, skopeo, write_layout
from registry import Registry, small_layer
from test_backup import ControlPlane
from waiting import wait


@pytest.fixture(scope="module")
def plane(tmp_path_factory):
    """A control plane of its own, whose content is nobody else's."""
    plane = ControlPlane(tmp_path_factory.mktemp("lifecycle"))
    plane.start()
    yield plane
    plane.stop()


@pytest.fixture(scope="module")
def ecr(plane):
    return plane.client("ecr")


@pytest.fixture(scope="module")
def registry(plane):
    return Registry(plane)


@pytest.fixture
def repository(ecr):
    name = f"t/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=name)
    yield name
    try:
        ecr.delete_repository(repositoryName=name, force=True)
    except ecr.exceptions.RepositoryNotFoundException:
        pass


def push(ecr, registry, repository, text, tag=None):
    """Pushes an image of one layer; returns its manifest's digest."""
    layers = [small_layer(text)]
    settings = config(layers, Cmd=["/file"])
    for blob in [settings, layers[0][0]]:
        registry.put_blob(repository, blob)
    answer = ecr.put_image(
        repositoryName=repository, imageManifest=manifest(settings, layers).decode(),
        **({"imageTag": tag} if tag else {}))
    return answer["image"]["imageId"]["imageDigest"]


def rule(priority, action=None, **selection):
    return {"rulePriority": priority, "description": "a rule of the tests",
            "selection": selection, "action": action or {"type": "expire"}}


def policy(*rules):
    return json.dumps({"rules": rules}, indent=1)


NEWEST = policy(rule(1, tagStatus="any", countType="imageCountMoreThan", countNumber=1))


def digests(ecr, repository):
    return {image["imageDigest"] for image in
            ecr.describe_images(repositoryName=repository)["imageDetails"]}


# Lifecycle policies


def test_preview_then_put(ecr, registry, repository):
    pushed = [push(ecr, registry, repository, f"image {number}", f"v{number}")
              for number in range(5)]
    with pytest.raises(ecr.exceptions.LifecyclePolicyPreviewNotFoundException):
        ecr.get_lifecycle_policy_preview(repositoryName=repository)
    with pytest.raises(ecr.exceptions.LifecyclePolicyNotFoundException):
        ecr.start_lifecycle_policy_preview(repositoryName=repository)
    started = ecr.start_lifecycle_policy_preview(
        repositoryName=repository, lifecyclePolicyText=NEWEST)
    assert started["status"] == "IN_PROGRESS"
    ecr.get_waiter("lifecycle_policy_preview_complete").wait(repositoryName=repository)
    pages = list(ecr.get_paginator("get_lifecycle_policy_preview").paginate(
        repositoryName=repository, PaginationConfig={"PageSize": 3}))
    assert [len(page["previewResults"]) for page in pages] == [3, 1]
    assert pages[0]["summary"] == {"expiringImageTotalCount": 4}
    results = [result for page in pages for result in page["previewResults"]]
    assert {result["imageDigest"] for result in results} == set(pushed[:4])
    assert all(result["action"] == {"type": "EXPIRE"} and result["appliedRulePriority"] == 1
               and result["storageClass"] == "STANDARD" for result in results)
    assert digests(ecr, repository) == set(pushed)

    ecr.put_lifecycle_policy(repositoryName=repository, lifecyclePolicyText=NEWEST)
    wait(lambda: digests(ecr, repository) == {pushed[4]}, 30, "the policy to be applied")
    found = ecr.get_lifecycle_policy(repositoryName=repository)
    assert found["lifecyclePolicyText"] == NEWEST
    wait(lambda: "lastEvaluatedAt" in ecr.get_lifecycle_policy(repositoryName=repository), 30,
         "the run to be noted")
    registry.send("GET", f"/v2/{repository}/manifests/v4").expect(200)
    registry.send("GET", f"/v2/{repository}/manifests/v3").expect(404)
    ecr.delete_lifecycle_policy(repositoryName=repository)
    with pytest.raises(ecr.exceptions.LifecyclePolicyNotFoundException):
        ecr.get_lifecycle_policy(repositoryName=repository)


def test_policies_with_the_cli(plane, ecr, repository, tmp_path):
    file = tmp_path / "policy.json"
    file.write_text(policy(
        rule(1, tagStatus="tagged", tagPatternList=["prod*"], countType="sinceImagePushed",
             countUnit="days", countNumber=14),
        rule(2, tagStatus="untagged", countType="imageCountMoreThan", countNumber=1)))
    put = plane.aws("ecr", "put-lifecycle-policy", "--repository-name", repository,
                    "--lifecycle-policy-text", f"file://{file}")
    assert put["lifecyclePolicyText"] == file.read_text()
    got = plane.aws("ecr", "get-lifecycle-policy", "--repository-name", repository)
    assert got["repositoryName"] == repository


@pytest.mark.parametrize("text, words", [
    (policy(rule(1, tagStatus="any", countType="imageCountMoreThan", countNumber=1),
            rule(2, tagStatus="untagged", countType="imageCountMoreThan", countNumber=1)),
     "Rule for tagStatus=ANY must have the lowest priority per storage class"),
    (policy(rule(1, tagStatus="untagged", countType="imageCountMoreThan", countNumber=1),
            rule(2, tagStatus="untagged", countType="imageCountMoreThan", countNumber=2)),
     "Only one rule can select Untagged images per storage class."),
    (policy(rule(1, tagStatus="tagged", countType="imageCountMoreThan", countNumber=1)),
     "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED."),
    (policy(rule(1, tagStatus="any", countType="sinceImagePulled", countUnit="days",
                 countNumber=1)), "instance failed to match exactly one schema"),
    (" " * 100, "Could not map policyString into LifecyclePolicy."),
])
def test_policies_that_are_refused(ecr, repository, text, words):
    for put in [ecr.put_lifecycle_policy, ecr.start_lifecycle_policy_preview]:
        with pytest.raises(ecr.exceptions.InvalidParameterException) as refused:
            put(repositoryName=repository, lifecyclePolicyText=text)
        assert "'Lifecycle policy validation failure: " in str(refused.value)
        assert words in str(refused.value)


def test_the_archive(ecr, registry, repository):
    image = push(ecr, registry, repository, "archived", "v1")
    done = ecr.update_image_storage_class(
        repositoryName=repository, imageId={"imageTag": "v1"}, targetStorageClass="ARCHIVE")
    assert done["imageStatus"] == "ARCHIVED"
    registry.send("GET", f"/v2/{repository}/manifests/v1").expect(404)
    got = ecr.batch_get_image(repositoryName=repository, imageIds=[{"imageTag": "v1"}])
    assert [failure["failureCode"] for failure in got["failures"]] == ["ImageInaccessible"]
    assert ecr.list_images(repositoryName=repository)["imageIds"] == []
    shown = ecr.describe_images(repositoryName=repository, filter={"imageStatus": "ARCHIVED"})
    assert [(one["imageDigest"], one["imageStatus"]) for one in shown["imageDetails"]] == [
        (image, "ARCHIVED")]
    done = ecr.update_image_storage_class(
        repositoryName=repository, imageId={"imageDigest": image}, targetStorageClass="STANDARD")
    assert done["imageStatus"] == "ACTIVE"
    registry.send("GET", f"/v2/{repository}/manifests/v1").expect(200)


# The care of content


def skerry(plane, *arguments, code=0):
    done = subprocess.run(
        [BINARY, "ecr", *arguments, "--data-dir", str(plane.data)],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done
    return json.loads(done.stdout) if "json" in arguments else done.stdout


def blob_file(plane, name):
    hexadecimal = name.split(":")[1]
    return plane.data / "server/registry/blobs/sha256" / hexadecimal[:2] / hexadecimal


def grow_old(plane):
    """Lets every blob's last use lie two hours back."""
    past = time.time() - 7200
    for path in pathlib.Path(plane.data / "server/registry/blobs").rglob("*"):
        if path.is_file():
            os.utime(path, (past, past))


def test_collection_of_a_deleted_repository(plane, ecr, registry, repository):
    kept = f"{repository}-kept"
    ecr.create_repository(repositoryName=kept)
    push(ecr, registry, repository, "gone", "v1")
    push(ecr, registry, kept, "kept", "v1")
    push(ecr, registry, repository, "kept", "v2")
    ecr.delete_repository(repositoryName=repository, force=True)
    young = skerry(plane, "gc", "--output", "json")
    assert young["youngBlobs"] >= 3
    grow_old(plane)
    foreseen = skerry(plane, "gc", "--dry-run", "--output", "json")
    assert foreseen["dryRun"] is True and foreseen["removedBlobs"] >= 3
    done = skerry(plane, "gc", "--output", "json")
    assert {**done, "dryRun": True} == foreseen
    again = skerry(plane, "gc", "--output", "json")
    assert again["removedBlobs"] == 0
    assert again["blobs"] == done["blobs"] - done["removedBlobs"]
    got = ecr.batch_get_image(repositoryName=kept, imageIds=[{"imageTag": "v1"}])
    for layer in json.loads(got["images"][0]["imageManifest"])["layers"]:
        assert digest(registry.send(
            "GET", f"/v2/{kept}/blobs/{layer['digest']}").expect(200).body) == layer["digest"]
    assert skerry(plane, "verify", "--output", "json")["corrupt"] == []
    assert "removed" in skerry(plane, "gc")


def test_verification(plane, ecr, registry, repository):
    image = push(ecr, registry, repository, "verified", "v1")
    report = skerry(plane, "verify", "--output", "json")
    assert report["corrupt"] == report["missing"] == report["broken"] == []
    assert report["blobs"] >= 3
    text = ecr.batch_get_image(
        repositoryName=repository, imageIds=[{"imageDigest": image}])["images"][0]["imageManifest"]
    layer = json.loads(text)["layers"][0]["digest"]
    settings = json.loads(text)["config"]["digest"]
    data = blob_file(plane, layer).read_bytes()
    blob_file(plane, layer).write_bytes(data[:-1] + b"?")
    hidden = blob_file(plane, settings).read_bytes()
    blob_file(plane, settings).unlink()
    try:
        report = skerry(plane, "verify", "--output", "json", code=1)
        assert report["corrupt"] == [layer]
        assert report["missing"] == [settings]
        table = skerry(plane, "verify", code=1)
        assert layer in table and settings in table
    finally:
        blob_file(plane, layer).write_bytes(data)
        blob_file(plane, settings).write_bytes(hidden)
    skerry(plane, "verify")


@pytest.mark.parametrize("part", ["layer", "manifest"])
def test_what_is_corrupt_is_pushed_again(plane, ecr, repository, tmp_path, part):
    """skopeo asks what is there and sends what is not: quarantine is what makes it send."""
    layout = tmp_path / "layout"
    image = write_layout(layout, [small_layer(f"corrupt {part}")], "v1", Cmd=["true"])
    name = f"docker://{plane.env()['SKERRY_REGISTRY']}/{repository}:v1"

    def push():
        skopeo("copy", "--dest-tls-verify=false", *credentials(plane, "--dest-creds"),
               f"oci:{layout}:v1", name)

    push()
    text = ecr.batch_get_image(
        repositoryName=repository, imageIds=[{"imageTag": "v1"}])["images"][0]["imageManifest"]
    bad = image if part == "manifest" else json.loads(text)["layers"][0]["digest"]
    file = blob_file(plane, bad)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    wrong = file.read_bytes()

    report = skerry(plane, "verify", "--output", "json", code=1)
    assert (report["corrupt"], report["quarantined"]) == ([bad], [])
    assert [line for line in report["damaged"] if image in line and "(v1)" in line]
    if part == "layer":
        # It looks as if it were there.
        push()
        skerry(plane, "verify", code=1)
    table = skerry(plane, "verify", "--quarantine", code=1)
    assert re.search(rf"push again\s+arn:\S+/{repository} image {image} \(v1\)", table)
    assert not file.exists()
    kept = plane.data / "server/registry/quarantine" / bad.removeprefix("sha256:")
    assert kept.read_bytes() == wrong
    report = skerry(plane, "verify", "--output", "json", code=1)
    assert (report["corrupt"], report["missing"]) == ([], [bad])

    push()
    report = skerry(plane, "verify", "--output", "json")
    assert report["missing"] == report["damaged"] == []
    skopeo("copy", "--src-tls-verify=false", *credentials(plane, "--src-creds"), name,
           f"dir:{tmp_path}/pulled")


def test_where_nothing_runs(tmp_path):
    for verb in ["gc", "verify"]:
        done = subprocess.run([BINARY, "ecr", verb, "--data-dir", str(tmp_path)],
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and "skerry up" in done.stderr
