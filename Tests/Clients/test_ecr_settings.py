"""Account settings, pull time exclusions and referrers, by boto3 and the aws CLI."""

import json
import uuid

import pytest
from registry import Registry, small_layer

ROLE = "arn:aws:iam::000000000000:role/scanners/snyk"


@pytest.fixture(scope="module")
def ecr(skerry):
    # A region of its own: settings are the registry's.
    return skerry.client("ecr", region="eu-north-1")


@pytest.fixture
def repository(ecr):
    name = f"settings/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=name)
    yield name
    ecr.delete_repository(repositoryName=name, force=True)


def test_account_settings(ecr, skerry):
    assert ecr.get_account_setting(name="REGISTRY_POLICY_SCOPE")["value"] == "V2"
    put = ecr.put_account_setting(name="REGISTRY_POLICY_SCOPE", value="V1")
    assert (put["name"], put["value"]) == ("REGISTRY_POLICY_SCOPE", "V1")
    assert ecr.get_account_setting(name="REGISTRY_POLICY_SCOPE")["value"] == "V1"
    # Elsewhere it is as it was.
    other = skerry.client("ecr")
    assert other.get_account_setting(name="REGISTRY_POLICY_SCOPE")["value"] == "V2"
    with pytest.raises(ecr.exceptions.InvalidParameterException) as error:
        ecr.put_account_setting(name="BASIC_SCAN_TYPE_VERSION", value="CLAIR")
    assert "[AWS_NATIVE]" in str(error.value)
    got = skerry.aws("ecr", "get-account-setting", "--name", "BLOB_MOUNTING")
    assert got == {"name": "BLOB_MOUNTING", "value": "ENABLED"}


def test_pull_time_update_exclusions(ecr):
    made = ecr.register_pull_time_update_exclusion(principalArn=ROLE)
    assert made["principalArn"] == ROLE and made["createdAt"]
    with pytest.raises(ecr.exceptions.ExclusionAlreadyExistsException):
        ecr.register_pull_time_update_exclusion(principalArn=ROLE)
    assert ecr.list_pull_time_update_exclusions()["pullTimeUpdateExclusions"] == [ROLE]
    ecr.deregister_pull_time_update_exclusion(principalArn=ROLE)
    with pytest.raises(ecr.exceptions.ExclusionNotFoundException):
        ecr.deregister_pull_time_update_exclusion(principalArn=ROLE)
    assert ecr.list_pull_time_update_exclusions()["pullTimeUpdateExclusions"] == []
    with pytest.raises(ecr.exceptions.ClientError) as error:
        ecr.register_pull_time_update_exclusion(principalArn="arn:aws:iam::1:root")
    assert error.value.response["Error"]["Code"] in (
        "InvalidParameterException", "ValidationException")


def test_list_image_referrers(ecr, skerry, repository):
    registry = Registry(skerry, region="eu-north-1")
    config = registry.put_blob(repository, b"{}")
    data, _ = small_layer()
    digest = registry.put_blob(repository, data)
    subject = put(ecr, repository, config, [(digest, len(data))])
    wanted = {}
    for number in range(5):
        signed = put(
            ecr, repository, config, [], subject=subject, annotations={"n": str(number)},
            artifactType="application/vnd.example." + ("sbom" if number % 2 else "signature"))
        wanted[signed["digest"]] = str(number)
    found, token = {}, {}
    while True:
        page = ecr.list_image_referrers(
            repositoryName=repository, subjectId={"imageDigest": subject["digest"]},
            maxResults=2, **token)
        assert len(page["referrers"]) <= 2
        found |= {item["digest"]: item["annotations"]["n"] for item in page["referrers"]}
        if "nextToken" not in page:
            break
        token = {"nextToken": page["nextToken"]}
    assert found == wanted
    signatures = ecr.list_image_referrers(
        repositoryName=repository, subjectId={"imageDigest": subject["digest"]},
        filter={"artifactTypes": ["application/vnd.example.signature"]})["referrers"]
    assert {item["digest"] for item in signatures} == {
        digest for digest, number in wanted.items() if int(number) % 2 == 0}
    assert {item["artifactStatus"] for item in signatures} == {"ACTIVE"}
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.list_image_referrers(
            repositoryName="no/such", subjectId={"imageDigest": subject["digest"]})


def put(ecr, repository, config, layers, **more):
    """Puts a manifest; its descriptor."""
    text = json.dumps({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config,
                   "size": 2},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest,
                    "size": size} for digest, size in layers], **more})
    image = ecr.put_image(repositoryName=repository, imageManifest=text)["image"]
    return {"mediaType": "application/vnd.oci.image.manifest.v1+json",
            "digest": image["imageId"]["imageDigest"], "size": len(text)}
