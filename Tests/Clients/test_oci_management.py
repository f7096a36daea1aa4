"""Conformance with the OCI distribution specification 1.1: content management.

Each test is named after a case of the specification's own conformance suite, or after the sentence
that it checks.
"""

import json

import pytest

from images import digest
from oci import ABSENT, other, random_bytes, refused, registry, repository, temporary
from oci import plane_of_each_storage as plane


def gone(repository, path, *codes):
    refused(repository.send("GET", path), 404, *codes)
    repository.send("HEAD", path).expect(404)
    refused(repository.send("DELETE", path), 404, *codes)


# Manifest delete


def test_delete_request_to_manifest_tag_should_return_202(repository):
    body = repository.put_image("tagtest0")
    repository.put_manifest(body, "tagtest1").expect(201)
    repository.send("DELETE", "manifests/tagtest0").expect(202)
    gone(repository, "manifests/tagtest0", "MANIFEST_UNKNOWN")
    # The image and its other tag stay.
    assert repository.tags() == ["tagtest1"]
    assert repository.send("GET", "manifests/tagtest1").expect(200).body == body
    repository.send("DELETE", "manifests/tagtest1").expect(202)
    assert repository.tags() == []
    assert repository.send("GET", f"manifests/{digest(body)}").expect(200).body == body


def test_delete_request_to_manifest_digest_should_yield_202(repository):
    body, kept = repository.put_image("one"), repository.put_image("kept")
    repository.put_manifest(body, "two").expect(201)
    repository.send("DELETE", f"manifests/{digest(body)}").expect(202)
    gone(repository, f"manifests/{digest(body)}", "MANIFEST_UNKNOWN")
    for tag in ["one", "two"]:
        gone(repository, f"manifests/{tag}", "MANIFEST_UNKNOWN")
    assert repository.tags() == ["kept"]
    assert repository.send("GET", "manifests/kept").expect(200).body == kept


def test_delete_of_what_is_not_there(repository, registry):
    for path in ["manifests/none", f"manifests/{ABSENT}"]:
        refused(repository.send("DELETE", path), 404, "MANIFEST_UNKNOWN")
        refused(registry.send("DELETE", f"/v2/not/there/{path}"), 404, "NAME_UNKNOWN")
    refused(repository.send("DELETE", f"blobs/{ABSENT}"), 404, "BLOB_UNKNOWN")
    refused(registry.send("DELETE", f"/v2/not/there/blobs/{ABSENT}"), 404, "NAME_UNKNOWN")


def test_deleted_manifest_can_be_pushed_again(repository):
    body = repository.put_image("v1")
    repository.send("DELETE", f"manifests/{digest(body)}").expect(202)
    repository.put_manifest(body, "v1").expect(201)
    assert repository.send("GET", "manifests/v1").expect(200).body == body


def test_image_that_an_index_names_stays(repository):
    image = repository.put_image()
    index = repository.put_index([image], "index")
    refused(repository.send("DELETE", f"manifests/{digest(image)}"), 405, "DENIED", "UNSUPPORTED")
    repository.send("DELETE", f"manifests/{digest(index)}").expect(202)
    repository.send("DELETE", f"manifests/{digest(image)}").expect(202)


# Blob delete


def test_delete_request_to_blob_url_should_yield_202(repository, other):
    content = random_bytes(1000)
    for one in [repository, other]:
        one.put_blob(content)
    repository.send("DELETE", f"blobs/{digest(content)}").expect(202)
    gone(repository, f"blobs/{digest(content)}", "BLOB_UNKNOWN")
    assert other.send("GET", f"blobs/{digest(content)}").expect(200).body == content
    repository.put_blob(content)
    assert repository.send("GET", f"blobs/{digest(content)}").expect(200).body == content


def test_blob_that_an_image_needs_stays(repository):
    body = repository.put_image("v1")
    blobs = [json.loads(body)["config"]["digest"], json.loads(body)["layers"][0]["digest"]]
    for name in blobs:
        refused(repository.send("DELETE", f"blobs/{name}"), 405, "DENIED", "UNSUPPORTED")
        repository.send("GET", f"blobs/{name}").expect(200)
    repository.send("DELETE", f"manifests/{digest(body)}").expect(202)
    for name in blobs:
        repository.send("DELETE", f"blobs/{name}").expect(202)
        gone(repository, f"blobs/{name}", "BLOB_UNKNOWN")
    # Without them it cannot come back.
    refused(repository.put_manifest(body, "v1"), 400, "MANIFEST_BLOB_UNKNOWN")


@pytest.mark.parametrize("path", [
    "manifests/.x", "manifests/" + "x" * 129, "manifests/sha256:x", "blobs/sha256:x", "blobs/v1",
    "blobs/..%2f..%2fx"])
def test_delete_of_what_has_no_name(repository, path):
    answer = repository.send("DELETE", path)
    assert answer.status in (400, 404), answer.body
    refused(answer, answer.status, "DIGEST_INVALID", "TAG_INVALID", "MANIFEST_UNKNOWN")


# Methods


@pytest.mark.parametrize("path, allowed", [
    ("", "GET, HEAD"), ("NAME/tags/list", "GET, HEAD"), (f"NAME/referrers/{ABSENT}", "GET, HEAD"),
    ("NAME/manifests/v1", "GET, HEAD, PUT, DELETE"), (f"NAME/blobs/{ABSENT}", "GET, HEAD, DELETE"),
    ("NAME/blobs/uploads/", "POST"), ("_catalog", "GET, HEAD"),
    ("NAME/blobs/uploads/00000000-0000-4000-8000-000000000000", "GET, HEAD, PATCH, PUT, DELETE")])
def test_methods_that_an_end_point_does_not_have(registry, repository, path, allowed):
    for method in {"GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"} - set(
            allowed.split(", ")):
        answer = registry.send(method, "/v2/" + path.replace("NAME", repository.name))
        refused(answer, 405, "UNSUPPORTED")
        assert answer.headers["Allow"] == allowed


def test_delete_of_an_immutable_tag(registry):
    with temporary(registry, imageTagMutability="IMMUTABLE") as repository:
        body = repository.put_image("v1")
        repository.send("DELETE", "manifests/v1").expect(202)
        repository.put_manifest(body, "v1").expect(201)
        repository.send("DELETE", f"manifests/{digest(body)}").expect(202)
