"""What no honest client sends to the registry: each gets the specification's error, nothing is
corrupt afterwards, and nothing is left lying about."""

import http.client
import json
import os
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import BINARY
from images import CONFIG, INDEX, LAYER, MANIFEST, config, digest
from oci import (
    ABSENT, OCTETS, Repository, descriptor, index, location, manifest, plane, random_bytes, refused,
    registry, repository, temporary)
from registry import Registry, small_layer
from test_backup import ControlPlane
from test_full_disk import fill
from waiting import wait


def leftovers(plane):
    """Files of uploads that have not ended, and of content on its way."""
    root = plane.data / "server/registry"
    return [path for folder in ["uploads", "staging"] for path in (root / folder).iterdir()]


def verify(plane):
    done = subprocess.run(
        [BINARY, "ecr", "verify", "--output", "json", "--data-dir", str(plane.data)],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


@pytest.fixture(scope="module", autouse=True)
def clean(plane):
    """Whatever the tests of this module send: the same server, whole content, no leftovers."""
    pid = plane.process.pid
    yield
    assert plane.process.pid == pid and plane.process.poll() is None
    verify(plane)
    assert "Fatal" not in plane.output.read_text()


def raw(registry, text, body=b"", close=True):
    """Sends a request as it is written; all that comes back."""
    host, port = registry.address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), 30) as connection:
        connection.sendall(text.encode("latin-1") + body)
        if close:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except ConnectionResetError:
            pass
        return received.decode("latin-1")


def head(registry, method, path, *fields):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {registry.address}",
             f"Authorization: Basic {registry.token}", *fields]
    return "\r\n".join(lines) + "\r\n\r\n"


# Bodies


def test_body_that_is_shorter_than_announced(plane, registry, repository):
    content = random_bytes(1000)
    settled = len(leftovers(plane))
    path = f"/v2/{repository.name}/blobs/uploads/?digest={digest(content)}"
    received = raw(registry, head(registry, "POST", path, "Content-Length: 1000"), content[:999])
    assert received == "" or received.startswith("HTTP/1.1 400 "), received
    wait(lambda: len(leftovers(plane)) == settled, 20, "the upload's file to go")
    refused(repository.send("GET", f"blobs/{digest(content)}"), 404, "BLOB_UNKNOWN")
    # In an upload of its own what has arrived stays, and the client goes on from there.
    begun = repository.begin()
    raw(registry, head(registry, "PATCH", location(begun), "Content-Length: 1000"), content[:600])

    def arrived():
        end = repository.follow(begun).expect(204).headers["Range"].split("-")[1]
        return int(end) + 1 == 600

    wait(arrived, 20, "what was sent to arrive")

    def finished():
        answer = repository.follow(
            begun, "PUT", f"digest={digest(content)}", content[600:],
            {**OCTETS, "Content-Range": "600-999"})
        assert answer.status in (201, 409), answer.body
        return answer.status == 201

    wait(finished, 20, "the upload to be free")
    assert repository.send("GET", f"blobs/{digest(content)}").body == content
    received = raw(registry, head(
        registry, "PUT", f"/v2/{repository.name}/manifests/v1", "Content-Length: 1000"), b"{")
    assert received == "" or received.startswith("HTTP/1.1 400 "), received


def test_body_that_is_longer_than_announced(registry, repository):
    """What comes after the announced length is another request, and none that is understood."""
    content = random_bytes(1000)
    path = f"/v2/{repository.name}/blobs/uploads/?digest={digest(content)}"
    received = raw(
        registry, head(registry, "POST", path, "Content-Length: 1000"), content + b"\0more\r\n\r\n")
    assert received.startswith("HTTP/1.1 201 ")
    assert received.count("HTTP/1.1 ") == 2 and "HTTP/1.1 400 " in received
    assert repository.send("GET", f"blobs/{digest(content)}").body == content
    path = f"/v2/{repository.name}/blobs/uploads/?digest={digest(b'other')}"
    received = raw(registry, head(registry, "POST", path, "Content-Length: 6"), b"other!")
    assert received.startswith("HTTP/1.1 400 ") and "DIGEST_INVALID" in received


@pytest.mark.parametrize("body", [
    b"zz\r\nabc\r\n0\r\n\r\n", b"5\r\nabc\r\n0\r\n\r\n", b"ffffffffffffffffff\r\nabc", b"-1\r\n\r\n",
    b"3\r\nabcde", b"3\r\nabc\r\n"], ids=range(6))
def test_chunked_coding_that_is_broken(plane, registry, repository, body):
    settled = len(leftovers(plane))
    path = f"/v2/{repository.name}/blobs/uploads/?digest={digest(b'abc')}"
    received = raw(registry, head(registry, "POST", path, "Transfer-Encoding: chunked"), body)
    assert received == "" or received.startswith("HTTP/1.1 4"), received
    wait(lambda: len(leftovers(plane)) == settled, 20, "the upload's file to go")
    refused(repository.send("GET", f"blobs/{digest(b'abc')}"), 404, "BLOB_UNKNOWN")


def test_blob_that_is_announced_too_large(registry, repository):
    begun = repository.begin()
    for method, path in [("PATCH", location(begun)),
                         ("POST", f"/v2/{repository.name}/blobs/uploads/?digest={ABSENT}")]:
        received = raw(registry, head(
            registry, method, path, f"Content-Length: {1 << 60}", "Expect: 100-continue"),
            close=False)
        assert " 413 " in received.splitlines()[0], received
        assert "SIZE_INVALID" in received
    repository.follow(begun, "PUT", f"digest={digest(b'x')}", b"x").expect(201)


def test_two_requests_of_one_upload(repository):
    """One has it; the other is told so, or that it comes too late."""
    content = random_bytes(400_000)
    begun = repository.begin()
    half = len(content) // 2
    headers = {**OCTETS, "Content-Range": f"0-{half - 1}"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda _: repository.follow(begun, "PATCH", body=content[:half], headers=headers),
            range(8)))
    assert sorted(answer.status for answer in answers)[0] == 202
    for answer in sorted(answers, key=lambda answer: answer.status)[1:]:
        assert answer.status in (409, 416), answer.body
    repository.follow(begun, "PUT", f"digest={digest(content)}", content[half:],
                      {**OCTETS, "Content-Range": f"{half}-{len(content) - 1}"}).expect(201)
    assert repository.send("GET", f"blobs/{digest(content)}").body == content


# Names and references


TRICKS = ["%2e%2e", "..", ".", "%2e", "a%2fb", "a%2Fb", "a%5cb", "a\\b", "a%00", "%00", "%c3%a4",
          "%e2%80%ae", "%ff", "%c0%ae", "%", "%zz", "a%0d%0ab", "a%20b", "a:b", "a@b", "a;b",
          "-", "__", "a..b", "a/", "/a", "a//b", "A", "a%", "~root", "a+b", "%252e%252e"]


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_names(registry, repository, trick):
    body = repository.put_image("v1")
    for name in [trick, f"{trick}/{repository.name}", f"{repository.name}/{trick}",
                 f"{repository.name}/../{trick}"]:
        for method, path in [
            ("GET", f"{name}/tags/list"), ("GET", f"{name}/manifests/v1"),
            ("PUT", f"{name}/manifests/v2"), ("DELETE", f"{name}/manifests/v1"),
            ("GET", f"{name}/blobs/{ABSENT}"), ("POST", f"{name}/blobs/uploads/"),
            ("POST", f"{name}/blobs/uploads/?digest={digest(b'x')}"),
            ("GET", f"{name}/referrers/{ABSENT}"),
        ]:
            data = body if method == "PUT" else b"x" if "?" in path else None
            answer = registry.send(method, f"/v2/{path}", data)
            # Names that a repository could have are not there; the others are no names.
            refused(answer, 404 if answer.status == 404 else 400, "NAME_INVALID", "NAME_UNKNOWN",
                    "UNSUPPORTED")
            assert b"root:" not in answer.body and b"SQLite" not in answer.body
    assert repository.tags() == ["v1"]


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_references(repository, trick):
    body = repository.put_image("v1")
    tags = repository.tags()
    answer = repository.send("GET", f"manifests/{trick}")
    refused(answer, 404 if answer.status == 404 else 400, "MANIFEST_UNKNOWN", "DIGEST_INVALID",
            "NAME_INVALID", "NAME_UNKNOWN", "UNSUPPORTED")
    answer = repository.put_manifest(body, trick)
    if answer.status == 201:
        assert trick in ("A", "__", "a..b")  # These are tags.
        tags = sorted([*tags, trick])
    else:
        refused(answer, 404 if answer.status == 404 else 400, "TAG_INVALID", "DIGEST_INVALID",
                "NAME_INVALID", "NAME_UNKNOWN", "UNSUPPORTED")
    assert repository.tags() == tags


def test_request_targets_that_are_no_paths(registry):
    for target in ["v2/", "//v2/", "/v2//", "/v2/%", "/v2/\xff/tags/list", "*", "http://", "/v2?x",
                   "/v2/../v2/_catalog", "/v2/./_catalog", "/V2/", "/v2/_CATALOG", "/v2/_catalog/"]:
        received = raw(registry, head(registry, "GET", target, "Connection: close"))
        status = int(received.split()[1])
        assert status == 200 if target == "/v2?x" else 400 <= status < 500, (target, received)


def test_names_at_the_limit(registry):
    longest = "a/" + "b" * 254
    registry.ecr.create_repository(repositoryName=longest)
    repository = Repository(registry, longest)
    body = repository.put_image("t" * 128)
    assert repository.send("GET", f"manifests/{'t' * 128}").expect(200).body == body
    assert repository.tags() == ["t" * 128]
    for name in json.loads(body)["layers"]:
        repository.send("GET", f"blobs/{name['digest']}").expect(200)
    refused(repository.put_manifest(body, "t" * 129), 400, "TAG_INVALID")
    refused(repository.send("GET", f"manifests/{'t' * 129}"), 404, "MANIFEST_UNKNOWN")
    registry.ecr.delete_repository(repositoryName=longest, force=True)
    too_long = Repository(registry, longest + "b")
    refused(too_long.send("GET", "tags/list"), 400, "NAME_INVALID")
    refused(too_long.send("POST", "blobs/uploads/"), 400, "NAME_INVALID")
    with pytest.raises(registry.ecr.exceptions.InvalidParameterException):
        registry.ecr.create_repository(repositoryName=too_long.name)


# Manifests


@pytest.fixture
def parts(repository):
    """Descriptors of a configuration and a layer that the repository has."""
    layers = [small_layer("a layer")]
    settings = config(layers)
    for blob in [settings, layers[0][0]]:
        repository.put_blob(blob)
    return descriptor(settings, CONFIG), descriptor(layers[0][0], LAYER)


def text(parts, more="", **changes):
    """An image manifest's text with more members behind those that it needs."""
    body = json.dumps({**manifest(parts[0], [parts[1]]), **changes})
    return (body[:-1] + more + "}").encode()


def test_size_of_a_manifest(repository, parts):
    limit = 4 << 20
    base = text(parts)
    exact = base[:-1] + b" " * (limit - len(base)) + b"}"
    repository.put_manifest(exact, "exact", MANIFEST).expect(201)
    assert repository.send("GET", "manifests/exact").expect(200).body == exact
    for body in [base[:-1] + b" " * (limit - len(base) + 1) + b"}", b" " * (20 << 20)]:
        refused(repository.put_manifest(body, "over", MANIFEST), 413, "MANIFEST_INVALID")
        # Without a length it is found out on the way.
        pieces = iter([body[:limit], body[limit:]])
        answer = repository.send("PUT", "manifests/over", pieces, {"Content-Type": MANIFEST})
        refused(answer, 413, "MANIFEST_INVALID")
    assert repository.tags() == ["exact"]


def test_depth_of_a_manifest(repository, parts):
    for depth in [1, 100]:
        body = text(parts, ',"x":' + "[" * depth + "]" * depth)
        repository.put_manifest(body, f"depth-{depth}", MANIFEST).expect(201)
    for depth in [128, 1000, 1_000_000]:
        for opening, closing in [("[", "]"), ('{"a":', "}")]:
            middle = "" if opening == "[" else "1"
            body = text(parts, ',"x":' + opening * depth + middle + closing * depth)
            if len(body) > 4 << 20:
                body = body[:4 << 20]
            refused(repository.put_manifest(body, "deep", MANIFEST), 400, "MANIFEST_INVALID")


def test_count_of_what_a_manifest_names(repository, parts):
    body = text(parts, layers=[parts[1]] * 4096)
    repository.put_manifest(body, "many", MANIFEST).expect(201)
    body = text(parts, layers=[parts[1]] * 4097)
    refused(repository.put_manifest(body, "too-many", MANIFEST), 400, "MANIFEST_INVALID")
    image = text(parts)
    repository.put_manifest(image, None, MANIFEST).expect(201)
    entry = descriptor(image, MANIFEST)
    repository.put_manifest(index([entry] * 4096), "many-images").expect(201)
    refused(repository.put_manifest(index([entry] * 4097), "x"), 400, "MANIFEST_INVALID")
    refused(repository.put_manifest(
        text(parts, layers=[{**parts[1], "digest": "sha256:" + f"{number:064x}"}
                            for number in range(4096)]), "x", MANIFEST), 400,
        "MANIFEST_BLOB_UNKNOWN")
    # The message does not grow with what is missing.
    answer = repository.put_manifest(
        index([{**entry, "digest": "sha256:" + f"{number:064x}"} for number in range(4096)]), "x")
    refused(answer, 400, "MANIFEST_BLOB_UNKNOWN")
    assert len(answer.body) < 4096


@pytest.mark.parametrize("piece", ["1,", "[],", "{},", '"",', "[[],[]],"])
def test_count_of_values_in_a_manifest(repository, parts, piece):
    """4 MiB of text would become a hundred of values."""
    count = (4 << 20) // len(piece) - 1000
    body = text(parts, ',"x":[' + piece * count + "1]")
    refused(repository.put_manifest(body, "many", MANIFEST), 400, "MANIFEST_INVALID")


@pytest.mark.parametrize("size", [
    "9223372036854775807", "9223372036854775808", "-1", "-0", "1e2", "1.0", "1e400",
    "9" * 1000, "0x10", "01", "NaN", "null", "true", '"1"'])
def test_sizes_that_are_wrong(repository, parts, size):
    body = text(parts).decode().replace(f'"size": {parts[1]["size"]}', f'"size": {size}')
    assert body != text(parts).decode()
    refused(repository.put_manifest(body.encode(), "size", MANIFEST), 400, "MANIFEST_INVALID")


@pytest.mark.parametrize("more", [
    ',"layers":[]', ',"Layers":[]', ',"config":{}', ',"schemaVersion":2', ',"mediatype":"x"',
    ',"x":1,"x":2', ',"layer\u017f":[]', ',"\\u006cayers":[]', ',"Subject":{}', ',"manifests":[]'])
def test_members_that_can_be_read_in_two_ways(repository, parts, more):
    refused(repository.put_manifest(text(parts, more), "twice", MANIFEST), 400, "MANIFEST_INVALID")


@pytest.mark.parametrize("body", [
    b"", b" ", b"\0", b"{}", b"[]", b"null", b"2", b'"x"', b"{", b"\xef\xbb\xbf{}", b"\xff\xfe{\0}\0",
    b'{"schemaVersion":2,}', b"{'schemaVersion':2}", b'{"schemaVersion":2} {}', b'{"a":"\xff"}',
    b'{"schemaVersion":2,"a":"\\ud800"}', b'{"schemaVersion":2//\n}', b'{"schemaVersion":1}',
    b'{"schemaVersion":2.0}', b'{"schemaVersion":"2"}', b"\x1f\x8b\x08\0", b"<html></html>",
], ids=lambda body: repr(body[:24]))
def test_texts_that_are_no_manifest(repository, body):
    for media_type in [MANIFEST, INDEX]:
        refused(repository.put_manifest(body, "none", media_type), 400, "MANIFEST_INVALID")


@pytest.mark.parametrize("media_type", [
    "application/json", "text/plain", "application/vnd.docker.distribution.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v1+prettyjws", INDEX, "x", "application/*",
    "application/vnd.oci.artifact.manifest.v1+json", MANIFEST + "x", "/", ";", "\xe4"])
def test_media_types_that_are_not_known(repository, parts, media_type):
    body = manifest(parts[0], [parts[1]])
    refused(repository.put_manifest(json.dumps(body).encode(), "type", media_type), 400,
            "MANIFEST_INVALID")
    if media_type != INDEX and media_type.isascii():
        del body["mediaType"]
        refused(repository.put_manifest(json.dumps(body).encode(), "type", media_type), 400,
                "MANIFEST_INVALID")
    # What a manifest names may be of any type.
    body = text(parts, layers=[{**parts[1], "mediaType": media_type}])
    repository.put_manifest(body, "layer", MANIFEST).expect(201)


def test_sizes_of_blobs_are_checked(repository, parts):
    for wrong in [0, parts[1]["size"] - 1, parts[1]["size"] + 1]:
        body = text(parts, layers=[{**parts[1], "size": wrong}])
        refused(repository.put_manifest(body, "size", MANIFEST), 400, "MANIFEST_INVALID")


# Tags that do not move


def test_push_to_an_immutable_tag(registry):
    with temporary(registry, imageTagMutability="IMMUTABLE") as repository:
        first, second = repository.put_image("v1"), repository.put_image()
        for body in [second, first]:
            answer = refused(repository.put_manifest(body, "v1"), 400, "TAG_INVALID")
            assert "immutable" in answer.json["errors"][0]["message"]
        assert repository.send("GET", "manifests/v1").body == first
        repository.put_manifest(second, "v2").expect(201)
        repository.put_manifest(first).expect(201)
        assert repository.tags() == ["v1", "v2"]


def test_one_of_many_gets_an_immutable_tag(registry):
    with temporary(registry, imageTagMutability="IMMUTABLE") as repository:
        bodies = [repository.put_image() for _ in range(16)]
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda body: repository.put_manifest(body, "v1"), bodies))
        won = [body for body, answer in zip(bodies, answers) if answer.status == 201]
        assert len(won) == 1
        for answer in answers:
            if answer.status != 201:
                refused(answer, 400, "TAG_INVALID")
        assert repository.send("GET", "manifests/v1").body == won[0]


# Many at once


def test_the_same_blob_pushed_by_many(plane, registry, repository):
    content = random_bytes(500_000)
    start = threading.Barrier(24)

    def push(number):
        start.wait(30)
        if number % 3 == 0:
            return repository.send("POST", f"blobs/uploads/?digest={digest(content)}", content)
        begun = repository.begin()
        if number % 3 == 1:
            return repository.follow(begun, "PUT", f"digest={digest(content)}", content)
        repository.follow(begun, "PATCH", body=content[:250_000]).expect(202)
        return repository.follow(begun, "PUT", f"digest={digest(content)}", content[250_000:])

    settled = len(leftovers(plane))
    with ThreadPoolExecutor(24) as pool:
        for answer in pool.map(push, range(24)):
            answer.expect(201)
    assert repository.send("GET", f"blobs/{digest(content)}").expect(200).body == content
    assert len(leftovers(plane)) == settled


def test_the_same_tag_pushed_by_many(repository):
    bodies = [repository.put_image() for _ in range(48)]
    start = threading.Barrier(48)

    def push(body):
        start.wait(30)
        return repository.put_manifest(body, "latest")

    with ThreadPoolExecutor(48) as pool:
        for answer in pool.map(push, bodies):
            answer.expect(201)
    last = repository.send("GET", "manifests/latest").expect(200).body
    assert last in bodies
    shown = repository.registry.ecr.describe_images(repositoryName=repository.name)["imageDetails"]
    assert len(shown) == len(bodies)
    assert [image["imageDigest"] for image in shown if image.get("imageTags")] == [digest(last)]


def test_images_come_and_go_at_once(repository):
    """Pushes of one image against deletes of it and of its blobs: what was acknowledged last holds,
    and no image lacks what it names."""
    body = repository.put_image("v1")
    layer = json.loads(body)["layers"][0]["digest"]
    content = repository.send("GET", f"blobs/{layer}").body
    settings = repository.send("GET", f"blobs/{json.loads(body)['config']['digest']}").body

    def push(_):
        for blob in [content, settings]:
            repository.put_blob(blob)
        answer = repository.put_manifest(body, "v1")
        assert answer.status == 201 or answer.code == "MANIFEST_BLOB_UNKNOWN", answer.body

    def delete(_):
        for path in [f"manifests/{digest(body)}", f"blobs/{layer}"]:
            assert repository.send("DELETE", path).status in (202, 404, 405)

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit([push, delete][number % 2], number) for number in range(120)]
        for one in done:
            one.result()
    if repository.send("HEAD", f"manifests/{digest(body)}").status == 200:
        assert repository.send("GET", f"blobs/{layer}").expect(200).body == content
    push(0)
    assert repository.send("GET", "manifests/v1").expect(200).body == body


# A disk that is full


@pytest.fixture(scope="module")
def cramped(tmp_path_factory):
    """A control plane whose data directory is a small file system of its own."""
    data = tmp_path_factory.mktemp("cramped")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "none", str(data)], check=True)
    plane = ControlPlane(data)
    try:
        plane.start()
        yield plane
        plane.stop()
    finally:
        subprocess.run(["umount", "-l", str(data)], check=True)


@pytest.mark.parametrize("way", ["POST", "PUT", "PATCH", "chunked coding"])
def test_disk_full_in_mid_upload(cramped, way):
    with temporary(Registry(cramped)) as repository:
        kept = repository.put_image("kept")
        content = random_bytes(8 << 20)
        filler = fill(cramped.data)
        with open(filler, "r+b") as file:
            file.truncate(filler.stat().st_size - (3 << 20))
        try:
            if way == "POST":
                answer = repository.send(
                    "POST", f"blobs/uploads/?digest={digest(content)}", content)
            else:
                begun = repository.begin()
                body = iter([content[:1 << 20], content[1 << 20:]]) if "coding" in way else content
                method = "PUT" if way == "PUT" else "PATCH"
                query = f"digest={digest(content)}" if method == "PUT" else ""
                answer = repository.follow(begun, method, query, body, OCTETS)
            refused(answer, 507, "UNAVAILABLE")
            # The room is given back at once: others can go on.
            assert leftovers(cramped) == []
            small = repository.put_image("small")
            assert repository.send("GET", "manifests/kept").expect(200).body == kept
            refused(repository.send("GET", f"blobs/{digest(content)}"), 404, "BLOB_UNKNOWN")
        finally:
            filler.unlink()
        assert repository.put_blob(content) == digest(content)
        assert repository.send("GET", f"blobs/{digest(content)}").body == content
        assert repository.send("GET", "manifests/small").expect(200).body == small
    assert leftovers(cramped) == []
    assert verify(cramped)["corrupt"] == []


def test_disk_full_for_everything(cramped):
    """Nothing can be pushed, everything can be pulled; and then pushes go on."""
    with temporary(Registry(cramped)) as repository:
        kept = repository.put_image("kept")
        layer = json.loads(kept)["layers"][0]["digest"]
        filler = fill(cramped.data)
        try:
            content = random_bytes(2 << 20)
            answer = repository.send("POST", f"blobs/uploads/?digest={digest(content)}", content)
            assert answer.status >= 500, answer.body
            assert answer.json["errors"]
            assert repository.send("GET", "manifests/kept").expect(200).body == kept
            repository.send("GET", f"blobs/{layer}").expect(200)
            repository.send("HEAD", f"blobs/{layer}").expect(200)
        finally:
            filler.unlink()
        repository.put_image("after")
        assert repository.tags() == ["after", "kept"]
    assert leftovers(cramped) == []
    verify(cramped)


def test_clients_that_hang_up(plane, registry, repository):
    """Pulls and pushes that end in the middle leave nothing open."""
    content = random_bytes(4 << 20)
    path = f"/v2/{repository.name}/blobs/{repository.put_blob(content)}"
    def count():
        return len(os.listdir(f"/proc/{plane.process.pid}/fd"))

    before = count()
    for _ in range(50):
        connection = registry.connection()
        connection.request("GET", path, headers=registry.headers())
        assert connection.getresponse().read(1000) == content[:1000]
        connection.close()
        begun = repository.begin()
        connection = http.client.HTTPConnection(registry.address, timeout=30)
        connection.putrequest("PATCH", location(begun))
        for name, value in registry.headers({"Content-Length": "100000"}).items():
            connection.putheader(name, value)
        connection.endheaders(b"x" * 1000)
        connection.close()
        wait(lambda: repository.follow(begun, "DELETE").status in (204, 404), 20, "the upload")
    wait(lambda: count() <= before + 5, 30, "descriptors to be closed")
    assert repository.send("GET", f"blobs/{digest(content)}").body == content
