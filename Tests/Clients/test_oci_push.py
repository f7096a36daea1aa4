"""Conformance with the OCI distribution specification 1.1: push.

Each test is named after a case of the specification's own conformance suite, or after the sentence
that it checks.
"""

import json

import pytest

from images import CONFIG, INDEX, LAYER, MANIFEST, config, digest
from oci import (
    ABSENT, DOCKER_LIST, DOCKER_MANIFEST, EMPTY, OCTETS, descriptor, index, location, manifest,
    other, random_bytes, refused, registry, repository)
from oci import plane_of_each_storage as plane
from registry import small_layer


def check_blob(repository, answer, content):
    """A push that was answered with 201: the blob is at its `Location`, and by its digest."""
    answer.expect(201)
    assert answer.headers["Docker-Content-Digest"] == digest(content)
    assert location(answer) == f"/v2/{repository.name}/blobs/{digest(content)}"
    assert repository.follow(answer).expect(200).body == content
    head = repository.send("HEAD", f"blobs/{digest(content)}").expect(200)
    assert head.headers["Content-Length"] == str(len(content))


def end_of(answer):
    """The last byte that an upload has, by the answer's `Range`."""
    first, last = answer.headers["Range"].split("-")
    assert first == "0"
    return int(last)


def chunk(first, data):
    return {**OCTETS, "Content-Range": f"{first}-{first + len(data) - 1}"}


# Blob upload streamed


@pytest.mark.parametrize("is_chunked", [False, True], ids=["with a length", "chunked coding"])
def test_streamed_upload(repository, is_chunked):
    content = random_bytes(100_000)
    body = iter([content[:30_000], content[30_000:]]) if is_chunked else content
    answer = repository.follow(repository.begin(), "PATCH", body=body, headers=OCTETS).expect(202)
    assert end_of(answer) == len(content) - 1
    check_blob(repository, repository.follow(
        answer, "PUT", f"digest={digest(content)}", headers=OCTETS), content)


def test_streamed_upload_of_nothing(repository):
    answer = repository.follow(repository.begin(), "PATCH", body=b"", headers=OCTETS).expect(202)
    check_blob(repository, repository.follow(answer, "PUT", f"digest={digest(b'')}"), b"")


def test_digest_with_an_escaped_colon(repository):
    content = random_bytes(100)
    escaped = digest(content).replace(":", "%3A")
    check_blob(repository, repository.follow(
        repository.begin(), "PUT", f"digest={escaped}", content, OCTETS), content)


# Blob upload monolithic


def test_post_request_with_digest_and_blob_should_yield_a_201(repository):
    content = random_bytes(1000)
    refused(repository.send("GET", f"blobs/{digest(content)}"), 404, "BLOB_UNKNOWN")
    check_blob(repository, repository.send(
        "POST", f"blobs/uploads/?digest={digest(content)}", content, OCTETS), content)


def test_post_then_put_upload_of_a_blob_should_yield_a_201(repository):
    content = random_bytes(1000)
    begun = repository.begin()
    assert begun.headers["Docker-Upload-UUID"]
    check_blob(repository, repository.follow(
        begun, "PUT", f"digest={digest(content)}", content, OCTETS), content)


def test_a_blob_that_is_there_can_be_pushed_again(repository):
    content = random_bytes(1000)
    for _ in range(2):
        check_blob(repository, repository.send(
            "POST", f"blobs/uploads/?digest={digest(content)}", content, OCTETS), content)


def test_a_finished_upload_is_gone(repository):
    begun = repository.begin()
    repository.follow(begun, "PUT", f"digest={digest(b'x')}", b"x").expect(201)
    for method in ["GET", "PATCH", "DELETE"]:
        refused(repository.follow(begun, method), 404, "BLOB_UPLOAD_UNKNOWN")
    refused(repository.follow(begun, "PUT", f"digest={digest(b'x')}", b"x"), 404,
            "BLOB_UPLOAD_UNKNOWN")


# Blob upload chunked


@pytest.mark.parametrize("put_last", [False, True], ids=["empty PUT", "PUT with a chunk"])
@pytest.mark.parametrize("count", [1, 3])
def test_chunks_in_order(repository, count, put_last):
    content = random_bytes(3 * 70_000 - 5)
    size = -(-len(content) // count)
    answer = repository.begin()
    for first in range(0, len(content), size):
        piece = content[first:first + size]
        if put_last and first + size >= len(content):
            answer = repository.follow(
                answer, "PUT", f"digest={digest(content)}", piece, chunk(first, piece))
            break
        answer = repository.follow(
            answer, "PATCH", body=piece, headers=chunk(first, piece)).expect(202)
        assert end_of(answer) == first + len(piece) - 1
        status = repository.follow(answer).expect(204)
        assert end_of(status) == first + len(piece) - 1
    else:
        answer = repository.follow(answer, "PUT", f"digest={digest(content)}", headers=OCTETS)
    check_blob(repository, answer, content)


@pytest.mark.parametrize("put_last", [False, True], ids=["PATCH", "PUT"])
def test_out_of_order_chunk_should_return_416(repository, put_last):
    """After each wrong chunk the client asks where the upload stands and goes on."""
    content = random_bytes(300)
    answer = repository.begin()
    for first in range(0, len(content), 100):
        for wrong in {first + 100, first + 1, max(0, first - 1), first // 2} - {first}:
            piece = content[wrong:wrong + 100] or b"beyond"
            method, query = ("PUT", f"digest={digest(content)}") if put_last else ("PATCH", "")
            answer = refused(
                repository.follow(answer, method, query, piece, chunk(wrong, piece)), 416,
                "RANGE_INVALID", "BLOB_UPLOAD_INVALID")
            assert end_of(answer) == max(0, first - 1)
            answer = repository.follow(answer).expect(204)
            assert end_of(answer) == max(0, first - 1)
        piece = content[first:first + 100]
        answer = repository.follow(
            answer, "PATCH", body=piece, headers=chunk(first, piece)).expect(202)
    check_blob(repository, repository.follow(answer, "PUT", f"digest={digest(content)}"), content)


def test_retry_of_the_previous_chunk_should_return_416(repository):
    begun = repository.begin()
    repository.follow(begun, "PATCH", body=b"12345", headers=chunk(0, b"12345")).expect(202)
    again = repository.follow(begun, "PATCH", body=b"12345", headers=chunk(0, b"12345"))
    refused(again, 416, "RANGE_INVALID")
    status = repository.follow(begun).expect(204)
    assert end_of(status) == 4
    assert location(status)


@pytest.mark.parametrize("field", [
    "0", "-", "5-0", "a-b", "0-", "-5", "bytes 0-4", "bytes=0-4", "0-4/5", "0-99999999999999999999",
    "-1-3", "0 - 4"])
def test_content_range_that_is_none(repository, field):
    """The forms that mean something in HTTP are taken, everything else refused; nothing is kept."""
    begun = repository.begin()
    answer = repository.follow(
        begun, "PATCH", body=b"12345", headers={**OCTETS, "Content-Range": field})
    if field in ("bytes 0-4", "0-4/5"):
        assert end_of(answer.expect(202)) == 4
    else:
        refused(answer, 400, "BLOB_UPLOAD_INVALID", "SIZE_INVALID")
        repository.follow(begun, "PATCH", body=b"12345", headers=chunk(0, b"12345")).expect(202)


def test_content_range_that_does_not_fit_the_length(repository):
    begun = repository.begin()
    for field in ["0-3", "0-5"]:
        refused(repository.follow(
            begun, "PATCH", body=b"12345", headers={**OCTETS, "Content-Range": field}), 400,
            "SIZE_INVALID")
        body = iter([b"123", b"45"])
        refused(repository.follow(
            begun, "PATCH", body=body, headers={**OCTETS, "Content-Range": field}), 400,
            "SIZE_INVALID")
    repository.follow(begun, "PATCH", body=b"12345", headers=chunk(0, b"12345")).expect(202)


def test_overlapping_ranges_change_nothing(repository):
    answer = repository.follow(repository.begin(), "PATCH", body=b"0123456789",
                               headers=chunk(0, b"0123456789")).expect(202)
    for first, piece in [(5, b"x" * 10), (0, b"x" * 20), (9, b"xx"), (0, b"0123456789")]:
        refused(repository.follow(answer, "PATCH", body=piece, headers=chunk(first, piece)), 416,
                "RANGE_INVALID")
    check_blob(repository, repository.follow(
        answer, "PUT", f"digest={digest(b'0123456789')}"), b"0123456789")


# Cross-repository blob mount


def test_mount_of_another_repositorys_blob(repository, other):
    content = random_bytes(1000)
    name = other.put_blob(content)
    check_blob(repository, repository.send(
        "POST", f"blobs/uploads/?mount={name}&from={other.name}"), content)


@pytest.mark.parametrize("query", [
    f"mount={ABSENT}", f"mount={ABSENT}&from=OTHER", f"mount={ABSENT}&from=not/there",
    f"mount={ABSENT}&from=..%2f..", f"mount={ABSENT}&from=", "mount=&from=OTHER",
    "mount=sha256:x&from=OTHER", f"mount=sha512:{'0' * 128}&from=OTHER"])
def test_mount_that_cannot_be_done_should_yield_a_session_id(repository, other, query):
    answer = repository.send("POST", "blobs/uploads/?" + query.replace("OTHER", other.name))
    answer.expect(202)
    assert location(answer).startswith(f"/v2/{repository.name}/blobs/uploads/")
    content = random_bytes(100)
    check_blob(repository, repository.follow(
        answer, "PUT", f"digest={digest(content)}", content), content)


def test_mount_without_from(repository, other):
    """Automatic content discovery is off: what the caller may read is decided by repository."""
    name = other.put_blob(random_bytes(1000))
    repository.send("POST", f"blobs/uploads/?mount={name}").expect(202)
    own = random_bytes(1000)
    repository.put_blob(own)
    check_blob(repository, repository.send("POST", f"blobs/uploads/?mount={digest(own)}"), own)


# Cancel, and uploads that are none


def test_cancelled_upload_is_gone(repository):
    begun = repository.begin()
    repository.follow(begun, "PATCH", body=b"some").expect(202)
    repository.follow(begun, "DELETE").expect(204)
    for method in ["GET", "DELETE"]:
        refused(repository.follow(begun, method), 404, "BLOB_UPLOAD_UNKNOWN")
    refused(repository.follow(begun, "PUT", f"digest={digest(b'some')}"), 404,
            "BLOB_UPLOAD_UNKNOWN")
    refused(repository.send("GET", f"blobs/{digest(b'some')}"), 404, "BLOB_UNKNOWN")


@pytest.mark.parametrize("upload", [
    "00000000-0000-4000-8000-000000000000", "x", "A" * 32, "a" * 65, "%00" * 16, "..%2f" * 4])
def test_unknown_upload(repository, upload):
    for method, query in [("GET", ""), ("PATCH", ""), ("DELETE", ""),
                          ("PUT", f"?digest={digest(b'x')}")]:
        body = b"x" if method in ("PATCH", "PUT") else None
        refused(repository.send(method, f"blobs/uploads/{upload}{query}", body), 404,
                "BLOB_UPLOAD_UNKNOWN")


def test_upload_of_another_repository(repository, other):
    begun = other.begin()
    upload = location(begun).rsplit("/", 1)[1]
    for method, query in [("GET", ""), ("PATCH", ""), ("DELETE", ""),
                          ("PUT", f"?digest={digest(b'x')}")]:
        refused(repository.send(method, f"blobs/uploads/{upload}{query}", b"x"), 404,
                "BLOB_UPLOAD_UNKNOWN")
    other.follow(begun, "PUT", f"digest={digest(b'x')}", b"x").expect(201)


def test_upload_to_a_nonexistent_repository(registry):
    refused(registry.send("POST", "/v2/not/there/blobs/uploads/"), 404, "NAME_UNKNOWN")
    refused(registry.send("POST", f"/v2/not/there/blobs/uploads/?digest={digest(b'x')}", b"x"),
            404, "NAME_UNKNOWN")


# Digests that are wrong


@pytest.mark.parametrize("way", ["POST", "PUT", "chunked", "chunked and PUT", "streamed"])
def test_bad_digest(repository, way):
    content, wrong = random_bytes(1000), digest(b"something else")
    if way == "POST":
        answer = repository.send("POST", f"blobs/uploads/?digest={wrong}", content, OCTETS)
    else:
        answer, rest = repository.begin(), content
        if way != "PUT":
            rest = b"" if way in ("chunked", "streamed") else content[500:]
            sent = content[:len(content) - len(rest)]
            headers = OCTETS if way == "streamed" else chunk(0, sent)
            answer = repository.follow(answer, "PATCH", body=sent, headers=headers).expect(202)
        answer = repository.follow(answer, "PUT", f"digest={wrong}", rest, OCTETS)
    refused(answer, 400, "DIGEST_INVALID")
    for name in [wrong, digest(content)]:
        refused(repository.send("GET", f"blobs/{name}"), 404, "BLOB_UNKNOWN")


@pytest.mark.parametrize("text", [
    "", "sha256:", "sha256:x", "x", "sha256:" + "A" * 64, f"sha512:{'0' * 128}", "%00",
    "sha256:" + "0" * 63 + "%20", "..%2f..%2f" + "0" * 61])
def test_digest_that_is_none(repository, text):
    refused(repository.send("POST", f"blobs/uploads/?digest={text}", b"x"), 400, "DIGEST_INVALID")
    begun = repository.begin()
    refused(repository.follow(begun, "PUT", f"digest={text}", b"x"), 400, "DIGEST_INVALID")
    refused(repository.follow(begun, "PUT", body=b"x"), 400, "DIGEST_INVALID")
    # What the client can put right it may send again.
    repository.follow(begun, "PUT", f"digest={digest(b'x')}", b"x").expect(201)


# Manifest upload


def check_manifest(repository, body, tag=None, media_type=MANIFEST, subject=None):
    """Pushes a manifest by digest, and by tag if there is one, and pulls it both ways."""
    for reference in [digest(body)] + ([tag] if tag else []):
        answer = repository.put_manifest(body, reference, media_type).expect(201)
        assert answer.headers["Docker-Content-Digest"] == digest(body)
        assert answer.headers.get("OCI-Subject") == subject
        for pulled in [repository.follow(answer), repository.send("GET", f"manifests/{reference}")]:
            assert pulled.expect(200).body == body
            assert pulled.headers["Content-Type"] == media_type


@pytest.fixture
def settings(repository):
    """A configuration and a layer that the repository has, as descriptors."""
    layers = [small_layer("a layer")]
    data = config(layers)
    for blob in [data, layers[0][0], b"{}"]:
        repository.put_blob(blob)
    return descriptor(data, CONFIG), descriptor(layers[0][0], LAYER)


def test_manifest_by_digest_and_by_tags(repository, settings):
    body = json.dumps(manifest(settings[0], [settings[1]])).encode()
    refused(repository.send("GET", "manifests/test0"), 404, "MANIFEST_UNKNOWN")
    for number in range(4):
        check_manifest(repository, body, f"test{number}")
    assert repository.tags() == ["test0", "test1", "test2", "test3"]


def test_manifest_with_no_layers(repository, settings):
    check_manifest(repository, json.dumps(manifest(settings[0], [])).encode(), "no-layers")
    # What Go programs write for a list without elements.
    check_manifest(repository, json.dumps(manifest(settings[0], None)).encode(), "null-layers")
    check_manifest(
        repository, json.dumps(manifest(settings[0], [], subject=None)).encode(), "null-subject")


def test_manifest_without_media_type(repository, settings):
    body = manifest(settings[0], [settings[1]])
    del body["mediaType"]
    check_manifest(repository, json.dumps(body).encode(), "typeless")


def test_manifest_without_content_type(repository, settings):
    body = json.dumps(manifest(settings[0], [settings[1]])).encode()
    repository.send("PUT", "manifests/v1", body).expect(201)
    assert repository.send("GET", "manifests/v1").headers["Content-Type"] == MANIFEST


def test_manifest_of_docker(repository, settings):
    body = json.dumps({**manifest(settings[0], [settings[1]]),
                       "mediaType": DOCKER_MANIFEST}).encode()
    check_manifest(repository, body, "docker", DOCKER_MANIFEST)
    listed = json.dumps(index([descriptor(
        body, DOCKER_MANIFEST, platform={"os": "linux", "architecture": "amd64"})],
        DOCKER_LIST)).encode()
    check_manifest(repository, listed, "docker-list", DOCKER_LIST)


def test_manifest_with_non_distributable_layers(repository, settings):
    foreign = [
        {"mediaType": f"application/vnd.oci.image.layer.nondistributable.v1.{kind}",
         "digest": ABSENT, "size": 12345, "urls": ["https://store.example.com/x"]}
        for kind in ["tar", "tar+gzip"]]
    body = json.dumps(manifest(settings[0], [*foreign, settings[1]])).encode()
    check_manifest(repository, body, "foreign")


def test_image_index(repository):
    images = [repository.put_image() for _ in range(2)]
    body = json.dumps(index([
        descriptor(image, MANIFEST, platform={"os": "linux", "architecture": architecture})
        for image, architecture in zip(images, ["amd64", "arm64"])])).encode()
    check_manifest(repository, body, "index", INDEX)


def test_nested_index(repository):
    inner = [repository.put_index([repository.put_image()]) for _ in range(2)]
    body = json.dumps(index([descriptor(data, INDEX) for data in inner])).encode()
    check_manifest(repository, body, "index-of-index", INDEX)


def test_empty_index(repository):
    check_manifest(repository, json.dumps(index([])).encode(), "empty", INDEX)
    check_manifest(repository, json.dumps(index(None)).encode(), "null", INDEX)


@pytest.mark.parametrize("content", [b"{}", b"any bytes at all"], ids=["without layers", "one"])
def test_artifact(repository, settings, content):
    kind = "application/vnd.example.oci.conformance.v1"
    repository.put_blob(content)
    layer = descriptor(content, EMPTY if content == b"{}" else kind)
    body = json.dumps(manifest(descriptor(b"{}", EMPTY), [layer], artifactType=kind)).encode()
    check_manifest(repository, body, "artifact")
    listed = json.dumps(index([descriptor(body, MANIFEST)], artifactType=kind)).encode()
    check_manifest(repository, listed, "artifact-index", INDEX)


def test_manifest_with_subject(repository, settings):
    subject = repository.put_image("subject")
    body = json.dumps(manifest(
        settings[0], [settings[1]], subject=descriptor(subject, MANIFEST))).encode()
    check_manifest(repository, body, "referrer", subject=digest(subject))
    listed = json.dumps(index([], subject=descriptor(subject, MANIFEST))).encode()
    check_manifest(repository, listed, "index-referrer", INDEX, subject=digest(subject))


def test_manifest_with_missing_subject(repository, settings):
    absent = {"mediaType": MANIFEST, "digest": ABSENT, "size": 123}
    body = json.dumps(manifest(settings[0], [settings[1]], subject=absent)).encode()
    check_manifest(repository, body, "early", subject=ABSENT)


def test_manifest_with_another_digest(repository, settings):
    body = json.dumps(manifest(settings[0], [settings[1]])).encode()
    refused(repository.put_manifest(body + b"  ", digest(body), MANIFEST), 400, "DIGEST_INVALID")
    for name in [digest(body), digest(body + b"  ")]:
        refused(repository.send("GET", f"manifests/{name}"), 404, "MANIFEST_UNKNOWN")


def test_manifest_that_names_what_is_not_there(repository, settings):
    """Sparse manifests are refused, as ECR does; the specification leaves it to the registry."""
    missing = descriptor(b"nobody has pushed this", LAYER)
    for body, media_type in [
        (manifest(settings[0], [settings[1], missing]), MANIFEST),
        (manifest({**missing, "mediaType": CONFIG}, [settings[1]]), MANIFEST),
        (index([{**missing, "mediaType": MANIFEST}]), INDEX),
        (index([{**missing, "mediaType": INDEX}]), INDEX),
    ]:
        answer = repository.put_manifest(body, "sparse", media_type)
        refused(answer, 400, "MANIFEST_BLOB_UNKNOWN")
        assert ABSENT in answer.json["errors"][0]["message"]
    assert repository.tags() == []


def test_tag_is_moved(repository):
    first, second = repository.put_image("latest"), repository.put_image("latest")
    assert repository.send("GET", "manifests/latest").body == second
    assert repository.send("GET", f"manifests/{digest(first)}").body == first
    repository.put_manifest(first, "latest").expect(201)
    assert repository.send("GET", "manifests/latest").body == first
