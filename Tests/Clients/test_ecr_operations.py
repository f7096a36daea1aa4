"""One story through every operation of ECR: each is called by boto3 and does its work, or is refused
by name."""

import hashlib
import json
import urllib.request

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError
from images import config, manifest
from registry import small_layer
from test_backup import ControlPlane, run
from test_ecr_scanning import Feed, debian
from upstreams import FakeRegistry, image_layers

# They drive AWS Signer.
REFUSED = {
    "DeleteSigningConfiguration": {},
    "DescribeImageSigningStatus": {"repositoryName": "story/app", "imageId": {"imageTag": "one"}},
    "GetSigningConfiguration": {},
    "PutSigningConfiguration": {"signingConfiguration": {"rules": []}},
}
HOME, FAR = "000000000000", "eu-west-1"
LIFECYCLE = json.dumps({"rules": [{
    "rulePriority": 1, "action": {"type": "expire"},
    "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed",
                  "countUnit": "days", "countNumber": 1}}]})


def policy(actions, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Sid": "one", "Effect": "Allow", "Principal": {"AWS": "555555555555"},
        "Action": actions, **more}]})


class Calls:
    """Calls operations by name and remembers which were answered."""

    def __init__(self, client):
        self.client, self.answered = client, set()

    def __call__(self, operation, **arguments):
        answer = getattr(self.client, xform_name(operation))(**arguments)
        self.answered.add(operation)
        return answer

    def pages(self, operation, key, **arguments):
        """What all pages of an operation list, through boto3's paginator."""
        paginator = self.client.get_paginator(xform_name(operation))
        pages = list(paginator.paginate(**arguments, PaginationConfig={"PageSize": 1}))
        self.answered.add(operation)
        return [item for page in pages for item in page[key]]

    def wait(self, waiter, operation, **arguments):
        self.client.get_waiter(waiter).wait(
            **arguments, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        self.answered.add(operation)


@pytest.fixture
def plane(tmp_path):
    plane = ControlPlane(tmp_path / "data")
    plane.arguments = ["--vulnerability-feed", str(Feed(tmp_path / "feed").folder)]
    plane.start()
    yield plane
    plane.stop()


@pytest.fixture
def upstream():
    registry = FakeRegistry()
    yield registry
    registry.stop()


def upload(call, repository, data):
    """A layer in two parts."""
    begun = call("InitiateLayerUpload", repositoryName=repository)
    half = len(data) // 2
    for first, last in [(0, half - 1), (half, len(data) - 1)]:
        part = call(
            "UploadLayerPart", repositoryName=repository, uploadId=begun["uploadId"],
            partFirstByte=first, partLastByte=last, layerPartBlob=data[first:last + 1])
        assert part["lastByteReceived"] == last
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    done = call("CompleteLayerUpload", repositoryName=repository, uploadId=begun["uploadId"],
                layerDigests=[digest])
    assert done["layerDigest"] == digest
    return digest


def push(call, repository, tag, layers):
    settings = config(layers, Labels={"tag": tag})
    for blob in [settings, *(data for data, _ in layers)]:
        digest = "sha256:" + hashlib.sha256(blob).hexdigest()
        [layer] = call("BatchCheckLayerAvailability", repositoryName=repository,
                       layerDigests=[digest])["layers"] or [{}]
        if layer.get("layerAvailability") != "AVAILABLE":
            upload(call, repository, blob)
    text = manifest(settings, layers).decode()
    image = call("PutImage", repositoryName=repository, imageManifest=text, imageTag=tag)["image"]
    return image["imageId"]["imageDigest"], text


def test_every_operation(plane, upstream):
    call = Calls(plane.client("ecr"))
    repositories(call)
    settings(call)
    images(call)
    scanning(call)
    removals(call)
    pull_through(call, plane, upstream)

    model = call.client.meta.service_model.operation_names
    assert set(model) - call.answered == set(REFUSED)
    for operation, arguments in REFUSED.items():
        with pytest.raises(ClientError) as error:
            call(operation, **arguments)
        assert error.value.response["Error"]["Code"] == "UnsupportedOperationException"
        assert operation in error.value.response["Error"]["Message"]


def repositories(call):
    made = call("CreateRepository", repositoryName="story/app")["repository"]
    arn = made["repositoryArn"]
    call("CreateRepository", repositoryName="story/other")
    listed = call.pages("DescribeRepositories", "repositories")
    assert [item["repositoryName"] for item in listed] == ["story/app", "story/other"]
    call("TagResource", resourceArn=arn, tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    call("UntagResource", resourceArn=arn, tagKeys=["a"])
    assert call("ListTagsForResource", resourceArn=arn)["tags"] == [{"Key": "b", "Value": "2"}]
    call("PutImageTagMutability", repositoryName="story/app",
         imageTagMutability="IMMUTABLE_WITH_EXCLUSION",
         imageTagMutabilityExclusionFilters=[{"filterType": "WILDCARD", "filter": "dev-*"}])
    call("PutImageScanningConfiguration", repositoryName="story/app",
         imageScanningConfiguration={"scanOnPush": False})
    call("SetRepositoryPolicy", repositoryName="story/app", policyText=policy("ecr:BatchGetImage"))
    assert "BatchGetImage" in call("GetRepositoryPolicy", repositoryName="story/app")["policyText"]
    call("DeleteRepositoryPolicy", repositoryName="story/app")


def settings(call):
    call("PutRegistryPolicy", policyText=policy(
        "ecr:ReplicateImage", Resource=f"arn:aws:ecr:us-east-1:{HOME}:repository/*"))
    assert "ReplicateImage" in call("GetRegistryPolicy")["policyText"]
    call("DeleteRegistryPolicy")
    call("PutReplicationConfiguration", replicationConfiguration={"rules": [
        {"destinations": [{"registryId": HOME, "region": FAR}]}]})
    described = call("DescribeRegistry")["replicationConfiguration"]
    assert described["rules"][0]["destinations"] == [{"registryId": HOME, "region": FAR}]
    call("PutAccountSetting", name="BLOB_MOUNTING", value="DISABLED")
    assert call("GetAccountSetting", name="BLOB_MOUNTING")["value"] == "DISABLED"
    role = f"arn:aws:iam::{HOME}:role/scanner"
    call("RegisterPullTimeUpdateExclusion", principalArn=role)
    assert call("ListPullTimeUpdateExclusions")["pullTimeUpdateExclusions"] == [role]
    call("DeregisterPullTimeUpdateExclusion", principalArn=role)
    call("CreateRepositoryCreationTemplate", prefix="made", appliedFor=["PULL_THROUGH_CACHE"])
    call("UpdateRepositoryCreationTemplate", prefix="made", description="for caches",
         imageTagMutability="MUTABLE")
    templates = call.pages("DescribeRepositoryCreationTemplates", "repositoryCreationTemplates")
    assert [template["description"] for template in templates] == ["for caches"]
    call("DeleteRepositoryCreationTemplate", prefix="made")


def images(call):
    assert call("GetAuthorizationToken")["authorizationData"][0]["authorizationToken"]
    layers = [debian(), small_layer()]
    digest, text = push(call, "story/app", "one", layers)
    push(call, "story/app", "two", layers)
    layer = hashlib.sha256(layers[1][0]).hexdigest()
    available = call("BatchCheckLayerAvailability", repositoryName="story/app",
                     layerDigests=["sha256:" + layer])["layers"]
    assert [item["layerAvailability"] for item in available] == ["AVAILABLE"]
    url = call("GetDownloadUrlForLayer", repositoryName="story/app",
               layerDigest="sha256:" + layer)["downloadUrl"]
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert hashlib.sha256(answer.read()).hexdigest() == layer
    got = call("BatchGetImage", repositoryName="story/app", imageIds=[{"imageTag": "one"}])
    assert got["images"][0]["imageManifest"] == text
    tags = {item["imageTag"] for item in call.pages(
        "ListImages", "imageIds", repositoryName="story/app")}
    assert tags == {"one", "two"}
    details = call.pages("DescribeImages", "imageDetails", repositoryName="story/app")
    assert len(details) == 2
    statuses = call("DescribeImageReplicationStatus", repositoryName="story/app",
                    imageId={"imageTag": "one"})["replicationStatuses"]
    assert [status["region"] for status in statuses] == [FAR]
    subject = {"mediaType": json.loads(text)["mediaType"], "digest": digest, "size": len(text)}
    signed = json.dumps(json.loads(text) | {"subject": subject, "artifactType": "example/signature"})
    call("PutImage", repositoryName="story/app", imageManifest=signed)
    referrers = call("ListImageReferrers", repositoryName="story/app",
                     subjectId={"imageDigest": digest})["referrers"]
    assert [item["artifactType"] for item in referrers] == ["example/signature"]
    for target, status in [("ARCHIVE", "ARCHIVED"), ("STANDARD", "ACTIVE")]:
        moved = call("UpdateImageStorageClass", repositoryName="story/app",
                     imageId={"imageTag": "two"}, targetStorageClass=target)
        assert moved["imageStatus"] == status


def scanning(call):
    call("PutRegistryScanningConfiguration", scanType="BASIC", rules=[{
        "scanFrequency": "SCAN_ON_PUSH",
        "repositoryFilters": [{"filter": "elsewhere*", "filterType": "WILDCARD"}]}])
    read = call("GetRegistryScanningConfiguration")["scanningConfiguration"]
    assert read["rules"][0]["scanFrequency"] == "SCAN_ON_PUSH"
    found = call("BatchGetRepositoryScanningConfiguration", repositoryNames=["story/app"])
    assert found["scanningConfigurations"][0]["scanFrequency"] == "MANUAL"
    asked = dict(repositoryName="story/app", imageId={"imageTag": "one"})
    call("StartImageScan", **asked)
    call.wait("image_scan_complete", "DescribeImageScanFindings", **asked)
    # Its paginator merges what is not a list.
    pages = call.client.get_paginator("describe_image_scan_findings").paginate(
        **asked, PaginationConfig={"PageSize": 1})
    names = [item["name"] for page in pages for item in page["imageScanFindings"]["findings"]]
    assert len(names) == len(set(names)) == 3


def removals(call):
    call("StartLifecyclePolicyPreview", repositoryName="story/app", lifecyclePolicyText=LIFECYCLE)
    call.wait("lifecycle_policy_preview_complete", "GetLifecyclePolicyPreview",
              repositoryName="story/app")
    call("PutLifecyclePolicy", repositoryName="story/app", lifecyclePolicyText=LIFECYCLE)
    read = call("GetLifecyclePolicy", repositoryName="story/app")
    assert json.loads(read["lifecyclePolicyText"]) == json.loads(LIFECYCLE)
    call("DeleteLifecyclePolicy", repositoryName="story/app")
    gone = call("BatchDeleteImage", repositoryName="story/app", imageIds=[{"imageTag": "two"}])
    assert [item["imageTag"] for item in gone["imageIds"]] == ["two"] and not gone["failures"]
    call("DeleteRepository", repositoryName="story/other")
    listed = call("DescribeRepositories")["repositories"]
    assert [item["repositoryName"] for item in listed] == ["story/app"]


def pull_through(call, plane, upstream):
    upstream.add("small", "latest", image_layers("small"))
    call("CreatePullThroughCacheRule", ecrRepositoryPrefix="cache",
         upstreamRegistryUrl=f"http://{upstream.address}")
    secret = run("ecr", "secret", "put", "story", "--username", "user", "--data-dir", plane.data,
                 input="password")
    call("UpdatePullThroughCacheRule", ecrRepositoryPrefix="cache", credentialArn=secret)
    rules = call.pages("DescribePullThroughCacheRules", "pullThroughCacheRules")
    assert [(rule["ecrRepositoryPrefix"], rule["credentialArn"]) for rule in rules] == [
        ("cache", secret)]
    assert call("ValidatePullThroughCacheRule", ecrRepositoryPrefix="cache")["isValid"]
    got = call("BatchGetImage", repositoryName="cache/small",
               imageIds=[{"imageTag": "latest"}])
    assert len(got["images"]) == 1
    call("DeletePullThroughCacheRule", ecrRepositoryPrefix="cache")
