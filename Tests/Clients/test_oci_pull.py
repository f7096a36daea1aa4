"""Conformance with the OCI distribution specification 1.1: pull.

Each test is named after a case of the specification's own conformance suite, or after the sentence
that it checks.
"""

import json

import pytest

from images import CONFIG, INDEX, LAYER, MANIFEST, config, digest
from oci import (
    ABSENT, CODES, descriptor, manifest, other, random_bytes, refused, registry, repository,
    same_headers)
from oci import plane_of_each_storage as plane
from registry import small_layer


@pytest.fixture(scope="module")
def data():
    return bytes(range(256)) * 8


# The end point itself


def test_ping(registry):
    for path in ["/v2/", "/v2"]:
        get = registry.send("GET", path).expect(200)
        assert get.headers["Docker-Distribution-Api-Version"] == "registry/2.0"
        same_headers(get, registry.send("HEAD", path))


def test_challenge_without_credentials(registry, repository):
    repository.put_image("v1")
    for method, path in [
        ("GET", "/v2/"), ("GET", f"/v2/{repository.name}/manifests/v1"),
        ("HEAD", f"/v2/{repository.name}/manifests/v1"),
        ("GET", f"/v2/{repository.name}/blobs/{ABSENT}"),
        ("POST", f"/v2/{repository.name}/blobs/uploads/"),
        ("GET", f"/v2/{repository.name}/tags/list"),
        ("GET", f"/v2/{repository.name}/referrers/{ABSENT}"),
        ("DELETE", f"/v2/{repository.name}/manifests/v1"), ("GET", "/v2/not/there/tags/list"),
    ]:
        for credentials in [{}, {"Authorization": "Basic bm9ib2R5OnNlY3JldA=="},
                            {"Authorization": "Bearer x"}, {"Authorization": "Basic"}]:
            connection = registry.connection()
            connection.request(method, path, headers=credentials)
            response = connection.getresponse()
            body = response.read()
            connection.close()
            assert response.status == 401, (method, path, body)
            assert response.headers["WWW-Authenticate"].startswith('Basic realm="')
            assert response.headers["Docker-Distribution-Api-Version"] == "registry/2.0"
            if method != "HEAD":
                assert json.loads(body)["errors"][0]["code"] == "UNAUTHORIZED"
    repository.send("GET", "manifests/v1").expect(200)


# Pull blobs


def test_head_request_to_nonexistent_blob_should_result_in_404(repository):
    answer = repository.send("HEAD", f"blobs/{ABSENT}").expect(404)
    assert answer.body == b""


def test_get_nonexistent_blob_should_result_in_404(repository):
    get = refused(repository.send("GET", f"blobs/{ABSENT}"), 404, "BLOB_UNKNOWN")
    same_headers(get, repository.send("HEAD", f"blobs/{ABSENT}"))


def test_a_blob_of_another_repository_is_not_seen(repository, other):
    name = other.put_blob(b"of the other one")
    refused(repository.send("GET", f"blobs/{name}"), 404, "BLOB_UNKNOWN")


@pytest.mark.parametrize("content", [b"", b"{}", bytes(range(256)) * 4000],
                         ids=["empty", "empty JSON", "1 MB"])
def test_head_and_get_request_to_existing_blob_should_yield_200(repository, content):
    path = f"blobs/{repository.put_blob(content)}"
    get = repository.send("GET", path).expect(200)
    assert get.body == content
    assert get.headers["Content-Length"] == str(len(content))
    assert get.headers["Docker-Content-Digest"] == digest(content)
    assert get.headers["Content-Type"] == "application/octet-stream"
    assert get.headers["Accept-Ranges"] == "bytes"
    same_headers(get, repository.send("HEAD", path))


@pytest.mark.parametrize("text, first, last", [
    ("bytes=500-1499", 500, 1499), ("bytes=500-", 500, 2047), ("bytes=-500", 1548, 2047),
    ("bytes=2000-5000", 2000, 2047), ("bytes=0-0", 0, 0), ("bytes=2047-2047", 2047, 2047),
    ("bytes=-5000", 0, 2047), ("bytes=0-", 0, 2047), ("Bytes=1-2", 1, 2),
    (f"bytes=0-{10 ** 30}", 0, 2047), (f"bytes=-{10 ** 30}", 0, 2047),
])
def test_range_of_a_blob(repository, data, text, first, last):
    path = f"blobs/{repository.put_blob(data)}"
    answer = repository.send("GET", path, headers={"Range": text}).expect(206)
    assert answer.body == data[first:last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(data)}"
    assert answer.headers["Content-Length"] == str(last + 1 - first)
    # The range is of GET alone (RFC 9110 §14.2).
    head = repository.send("HEAD", path, headers={"Range": text}).expect(200)
    assert head.headers["Content-Length"] == str(len(data))


@pytest.mark.parametrize("text", [
    "bytes=500-0", "bytes=5000-10000", "bytes=2048-", "bytes=-0", f"bytes={10 ** 30}-"])
def test_range_that_no_byte_is_in(repository, data, text):
    path = f"blobs/{repository.put_blob(data)}"
    answer = repository.send("GET", path, headers={"Range": text}).expect(416)
    assert answer.headers["Content-Range"] == f"bytes */{len(data)}"
    assert answer.json["errors"]


@pytest.mark.parametrize("text", [
    "bytes=0-1,5-6", "lines=1-2", "bytes", "bytes=", "bytes=x-y", "bytes=--1", "bytes=+1-2",
    "bytes=1-2-3", "bytes=1-2;", "bytes=0x1-0x2"])
def test_range_that_may_be_ignored(repository, data, text):
    path = f"blobs/{repository.put_blob(data)}"
    answer = repository.send("GET", path, headers={"Range": text}).expect(200)
    assert answer.body == data


def test_range_of_an_empty_blob(repository):
    path = f"blobs/{repository.put_blob(b'')}"
    repository.send("GET", path, headers={"Range": "bytes=0-"}).expect(416)
    repository.send("GET", path, headers={"Range": "bytes=-1"}).expect(416)


def test_a_pull_is_resumed(repository, data):
    path = f"blobs/{repository.put_blob(data)}"
    tag = repository.send("HEAD", path).headers["ETag"]
    rest = repository.send("GET", path, headers={"Range": "bytes=1000-", "If-Range": tag})
    assert rest.expect(206).body == data[1000:]
    whole = repository.send("GET", path, headers={"Range": "bytes=1000-", "If-Range": '"other"'})
    assert whole.expect(200).body == data
    repository.send("GET", path, headers={"If-None-Match": tag}).expect(304)


# Pull manifests


def test_nonexistent_manifest_should_return_404(repository):
    repository.put_image("v1")
    for reference in ["nothere", ABSENT, ".nottag", "x" * 129]:
        get = refused(repository.send("GET", f"manifests/{reference}"), 404, "MANIFEST_UNKNOWN")
        same_headers(get, repository.send("HEAD", f"manifests/{reference}"))


def test_manifest_of_a_nonexistent_repository_should_return_404(registry):
    for path in [f"manifests/{ABSENT}", "manifests/v1", f"blobs/{ABSENT}", "tags/list",
                 f"referrers/{ABSENT}"]:
        get = refused(registry.send("GET", f"/v2/not/there/{path}"), 404, "NAME_UNKNOWN")
        same_headers(get, registry.send("HEAD", f"/v2/not/there/{path}"))


def test_manifest_by_digest_and_by_tag_should_yield_200(repository):
    body = repository.put_image("v1")
    accept = {"Accept": MANIFEST}
    for reference in ["v1", digest(body), digest(body).replace(":", "%3A")]:
        get = repository.send("GET", f"manifests/{reference}", headers=accept).expect(200)
        assert get.body == body
        assert get.headers["Content-Type"] == MANIFEST
        assert get.headers["Content-Length"] == str(len(body))
        assert get.headers["Docker-Content-Digest"] == digest(body)
        same_headers(get, repository.send("HEAD", f"manifests/{reference}", headers=accept))
        current = {"If-None-Match": get.headers["ETag"]}
        repository.send("GET", f"manifests/{reference}", headers=current).expect(304)


@pytest.mark.parametrize("accept", [
    None, "*/*", MANIFEST, f"{INDEX}, {MANIFEST}", f"{INDEX};q=0.5,{MANIFEST};q=1.0",
    "application/vnd.docker.distribution.manifest.v1+prettyjws", INDEX, "text/html", ",;=",
])
def test_a_manifest_is_given_as_it_was_pushed_whatever_is_accepted(repository, accept):
    """The specification lets the registry answer with what there is, and clients read its type.
    ECR converts no more than this (schema 1 is gone)."""
    body = repository.put_image("v1")
    answer = repository.send(
        "GET", "manifests/v1", headers={"Accept": accept} if accept else None).expect(200)
    assert answer.body == body
    assert answer.headers["Content-Type"] == MANIFEST


def test_large_manifest(repository):
    """390 annotations of 10,000 bytes stay below the 4 MiB that every registry must take."""
    large = {f"large-annotation-{number}": "A" * 10_000 for number in range(390)}
    body = repository.put_image("large", annotations=large)
    assert 3_900_000 < len(body) < 4 << 20
    assert repository.send("GET", "manifests/large").expect(200).body == body


def test_custom_fields_and_data_fields_are_kept(repository):
    layers = [small_layer("custom")]
    settings = config(layers)
    for blob in [settings, layers[0][0]]:
        repository.put_blob(blob)
    body = json.dumps({
        "org.example.first": {"a": [1, 2.5, None, True]},
        **manifest(
            descriptor(settings, CONFIG, data="e30="),
            [descriptor(layers[0][0], LAYER, **{"org.example.nested": "x"})]),
        "zz": "\u00e4\n\u2028"}, indent=3).encode() + b"\n"
    repository.put_manifest(body, "custom").expect(201)
    assert repository.send("GET", f"manifests/{digest(body)}").expect(200).body == body


# Error codes


def test_400_response_body_should_contain_oci_conforming_json_message(repository):
    body = repository.put_image()
    for reference in ["sha256:totallywrong", "sha256:baddigeststring", "sha256:" + "g" * 64]:
        answer = refused(repository.put_manifest(body, reference), 400, "DIGEST_INVALID")
        assert answer.code in CODES
        refused(repository.send("GET", f"manifests/{reference}"), 400, "DIGEST_INVALID")
    refused(repository.send("GET", "blobs/sha256:totallywrong"), 400, "DIGEST_INVALID")
    refused(repository.send("GET", "blobs/md5:d41d8cd98f00b204e9800998ecf8427e"), 400,
            "DIGEST_INVALID")
    refused(repository.put_manifest(b"blablabla", "v1", MANIFEST), 400, "MANIFEST_INVALID")


def test_what_is_pulled_by_digest_has_that_digest(repository):
    blobs = [random_bytes(size) for size in [1, 1000, 65_536, 65_537, 300_000]]
    for blob in blobs:
        repository.put_blob(blob)
    for blob in blobs:
        assert digest(repository.send("GET", f"blobs/{digest(blob)}").body) == digest(blob)
