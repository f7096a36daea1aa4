"""Requests that no tool sends: each gets its protocol's own error, and the server goes on."""

import datetime
import json
import os
import re

import pytest
from images import digest
from raw import FORM, JSON, Caller
from registry import Registry
from waiting import wait

ECS = "AmazonEC2ContainerServiceV20141113"
LOGS = "Logs_20140328"
ECR = "AmazonEC2ContainerRegistry_V20150921"


@pytest.fixture(scope="module")
def caller(skerry):
    return Caller(skerry)


@pytest.fixture(autouse=True)
def healthy(skerry, caller):
    """Whatever a test sends: the same server answers after it."""
    pid = skerry.server_pid()
    yield
    health = caller.send({}, None, "/_skerry/health", "GET").expect(200)
    assert health.json["status"] == "running"
    assert skerry.server_pid() == pid


def expect_json(answer, status, code):
    assert (answer.status, answer.json.get("__type")) == (status, code), answer.body
    assert answer.headers["x-amzn-RequestId"]
    message = answer.json.get("message") or answer.json.get("Message")
    assert message and "Swift" not in message


def expect_form(answer, status, code):
    found = re.search(rb"<Code>(\w+)</Code>", answer.body)
    assert found, answer.body
    assert (answer.status, found[1].decode()) == (status, code), answer.body


# What is asked for


def test_unknown_operations(caller):
    for service, prefix in [("ecs", ECS), ("logs", LOGS), ("ecr", ECR)]:
        answer = caller.json(service, f"{prefix}.MakeCoffee", b"{}")
        expect_json(answer, 404, "UnknownOperationException")
        # Which service it is for is not known from a target without a prefix.
        answer = caller.json(service, "DescribeClusters", b"{}")
        expect_json(answer, 404, "UnknownOperationException")
    expect_form(caller.form(b"Action=MakeCoffee&Version=2011-06-15"), 400, "InvalidAction")
    expect_form(caller.form(b"Version=2011-06-15"), 400, "MissingAction")
    expect_form(caller.form(b""), 400, "MissingAction")


def test_operations_that_are_not_implemented(caller):
    for service, target in [("ecs", f"{ECS}.CreateTaskSet"), ("logs", f"{LOGS}.StartQuery"),
                            ("ecr", f"{ECR}.PutSigningConfiguration")]:
        answer = caller.json(service, target, b"{}")
        expect_json(answer, 400, "UnsupportedOperationException")
        assert target.split(".")[1] in answer.json["message"]
    answer = caller.form(b"Action=GetFederationToken&Version=2011-06-15&Name=x")
    expect_form(answer, 400, "UnsupportedOperation")


def test_wrong_targets(caller):
    for target in ["", ".", "Nobody.Nothing", f"{ECS}.", f"{ECS}", "." * 1000, f"{ECS}.\u00fc"]:
        headers = {"X-Amz-Target": target.encode("latin-1"), "Content-Type": JSON}
        answer = caller.send(headers, b"{}")
        assert answer.status in (400, 404), (target, answer.body)
    # Signed for another service than the one that is called.
    answer = caller.json("ecs", f"{LOGS}.DescribeLogGroups", b"{}")
    expect_json(answer, 400, "InvalidSignatureException")
    for method, path in [("GET", "/"), ("PUT", "/anything"), ("DELETE", "/_skerry/nothing"),
                         ("OPTIONS", "/"), ("PATCH", "/2015-03-31/functions")]:
        assert 400 <= caller.send({}, None, path, method).status < 500


# What is said


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b"7", b'"text"', b"{}{}", b"{\"clusters\":}", b"\xff\xfe", b"\0",
    b'{"clusters":"one"}', b'{"clusters":[1]}', b'{"clusters":[{}]}', b'{"clusters":{"a":1}}',
    b'{"clusters":["' + b"\\ud800" + b'"]}', b'{"clusters":["\xc3"]}', b"[" * 100_000,
    b'{"a":' * 100_000, b'{"clusters":[1e999]}', b"{'clusters':[]}",
], ids=lambda body: repr(body[:16]))
def test_malformed_json(caller, body):
    answer = caller.json("ecs", f"{ECS}.DescribeClusters", body)
    if body in (b"", b"null"):
        # As the stock services read nothing: no members.
        assert answer.status in (200, 400)
    else:
        expect_json(answer, 400, "SerializationException")


@pytest.mark.parametrize("body", [
    b"\xff", b"\xa1", b"\xa1\x61", b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff", b"\x9f" * 100_000,
    b"\xa1\x68clusters\x01", b"\x9a\xff\xff\xff\xff", b"\xbf\x61a", b"\x18", b"\x80",
], ids=lambda body: repr(body[:16]))
def test_malformed_cbor(caller, body):
    path = f"/service/{ECS}/operation/DescribeClusters"
    headers = {"smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor",
               "Accept": "application/cbor"}
    answer = caller.send(caller.headers("ecs", body, headers, path), body, path)
    assert answer.status == 400, answer.body
    assert answer.headers["Content-Type"] == "application/cbor"
    assert b"SerializationException" in answer.body


@pytest.mark.parametrize("body, code", [
    (b"Action=AssumeRole&Version=2011-06-15", "ValidationError"),
    (b"Action=AssumeRole&RoleArn=x&RoleSessionName=me", "ValidationError"),
    (b"Action=AssumeRole&RoleArn=%&RoleSessionName=me", "ValidationError"),
    (b"Action=GetSessionToken&DurationSeconds=soon", "MalformedInput"),
    (b"Action=GetSessionToken&DurationSeconds=99999999999999999999", "MalformedInput"),
    (b"Action=GetSessionToken&DurationSeconds=1", "ValidationError"),
    (b"Action=AssumeRole&Tags.member.x.Key=a", "ValidationError"),
    (b"Action=AssumeRole&Tags.member.4294967296.Key=a", "ValidationError"),
], ids=lambda value: value[:48] if isinstance(value, bytes) else "")
def test_malformed_forms(caller, body, code):
    answer = caller.form(body)
    found = re.search(rb"<Code>(\w+)</Code>", answer.body)
    assert found, answer.body
    assert answer.status == 400
    assert found[1].decode() in (code, "MalformedInput"), answer.body


def test_fields_that_are_missing_or_too_large(caller):
    for service, target, body in [
        ("ecs", f"{ECS}.RunTask", {}),
        ("ecs", f"{ECS}.DescribeTasks", {"cluster": "default"}),
        ("logs", f"{LOGS}.CreateLogGroup", {}),
        ("logs", f"{LOGS}.CreateLogGroup", {"logGroupName": ""}),
        ("logs", f"{LOGS}.CreateLogGroup", {"logGroupName": "x" * 513}),
        ("logs", f"{LOGS}.CreateLogGroup", {"logGroupName": "a b"}),
        ("logs", f"{LOGS}.PutLogEvents", {"logGroupName": "g", "logStreamName": "s"}),
        ("logs", f"{LOGS}.PutLogEvents",
         {"logGroupName": "g", "logStreamName": "s", "logEvents": []}),
        ("logs", f"{LOGS}.PutRetentionPolicy", {"logGroupName": "g"}),
        ("ecr", f"{ECR}.CreateRepository", {}),
        ("ecr", f"{ECR}.CreateRepository", {"repositoryName": "x" * 257}),
        ("ecr", f"{ECR}.CreateRepository", {"repositoryName": "ok", "imageTagMutability": "NO"}),
        ("ecr", f"{ECR}.BatchGetImage",
         {"repositoryName": "ok", "imageIds": [{"imageTag": "t"}] * 101}),
        ("ecr", f"{ECR}.DescribeRepositories", {"maxResults": 0}),
        ("ecr", f"{ECR}.DescribeRepositories", {"maxResults": 1001}),
        ("ecr", f"{ECR}.DescribeRepositories", {"nextToken": "made up"}),
    ]:
        answer = caller.json(service, target, json.dumps(body).encode())
        expect_json(answer, 400, "InvalidParameterException")
    for target, body in [(f"{ECS}.DescribeTasks", {"tasks": ["x" * 100_000]}),
                         (f"{ECS}.RunTask", {"taskDefinition": "x" * 100_000}),
                         (f"{ECS}.CreateCluster", {"clusterName": "x" * 256}),
                         (f"{ECS}.CreateCluster", {"clusterName": "../x"})]:
        answer = caller.json("ecs", target, json.dumps(body).encode())
        assert answer.status in (200, 400), answer.body
        if answer.status == 200:
            assert answer.json["failures"], answer.body


# Who says it


def test_signatures(caller):
    body = b"{}"
    target = f"{ECS}.ListClusters"
    key, secret = caller.keys
    wrong = caller.json("ecs", target, body, keys=(key, secret[:-1] + "x"))
    expect_json(wrong, 400, "InvalidSignatureException")
    unknown = caller.json("ecs", target, body, keys=("AKIAIOSFODNN7EXAMPLE", secret))
    expect_json(unknown, 400, "UnrecognizedClientException")
    session = caller.json("ecs", target, body, token="made up")
    expect_json(session, 400, "UnrecognizedClientException")
    headers = {"X-Amz-Target": target, "Content-Type": JSON}
    expect_json(caller.send(headers, body), 400, "MissingAuthenticationTokenException")
    signed = caller.headers("ecs", body, headers)
    expect_json(caller.send(signed, b'{"maxResults":1}'), 400, "InvalidSignatureException")
    expect_json(caller.send({**signed, "X-Amz-Target": f"{ECS}.ListTasks"}, body), 400,
                "InvalidSignatureException")
    caller.send(signed, body).expect(200)
    for authorization in ["AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=x", "x" * 8000,
                          signed["Authorization"].replace("us-east-1", ""),
                          signed["Authorization"].replace("Signature=", "Signature=zz"),
                          signed["Authorization"].replace("Headers=", "Headers=x-unknown;")]:
        answer = caller.send({**signed, "Authorization": authorization}, body)
        assert answer.status == 400, authorization
        assert answer.json["__type"] in (
            "IncompleteSignatureException", "InvalidSignatureException",
            "MissingAuthenticationTokenException"), answer.body
    form = b"Action=GetCallerIdentity&Version=2011-06-15"
    expect_form(caller.form(form, keys=(key, "x")), 403, "SignatureDoesNotMatch")
    expect_form(caller.form(form, keys=("AKIAIOSFODNN7EXAMPLE", "x")), 403,
                "InvalidClientTokenId")


def test_signatures_of_another_time(caller, monkeypatch):
    import botocore.auth

    for minutes in [-20, 20, -60 * 24 * 365]:
        time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
        with monkeypatch.context() as patch:
            for name in ["get_current_datetime"]:
                patch.setattr(botocore.auth, name, lambda *_, **__: time.replace(tzinfo=None))
            answer = caller.json("ecs", f"{ECS}.ListClusters", b"{}")
        expect_json(answer, 400, "InvalidSignatureException")
        words = answer.json["message"]
        assert "Signature expired" in words or "Signature not yet current" in words


# How it is sent


def test_bodies_that_are_cut_off(caller):
    body = b'{"clusters":["default"]}'
    headers = caller.headers("ecs", body, {
        "X-Amz-Target": f"{ECS}.DescribeClusters", "Content-Type": JSON,
        "Content-Length": str(len(body))})
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST / HTTP/1.1\r\nHost: {caller.address}\r\nConnection: close\r\n{lines}\r\n"
    assert caller.raw(head.encode() + body).startswith("HTTP/1.1 200 ")
    for length in [0, 1, len(body) - 1]:
        received = caller.raw(head.encode() + body[:length])
        assert received == "" or received.startswith("HTTP/1.1 400 "), received
    assert caller.raw(head[:len(head) // 2].encode()).startswith(("", "HTTP/1.1 400 "))


def test_lengths_that_are_wrong(caller):
    body = b'{"clusters":["default"]}'
    target = {"X-Amz-Target": f"{ECS}.DescribeClusters", "Content-Type": JSON}
    signed = caller.headers("ecs", body, target)
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed.items()
                    if name.lower() != "content-length")

    def send(*fields, data=body):
        head = f"POST / HTTP/1.1\r\nHost: {caller.address}\r\n{lines}"
        return caller.raw(
            (head + "".join(f"{field}\r\n" for field in fields) + "\r\n").encode() + data)

    short = send("Content-Length: 10")
    # The rest of the body is read as the next request, which is none.
    assert short.startswith("HTTP/1.1 400 ") and "InvalidSignatureException" in short
    for fields in [["Content-Length: -1"], ["Content-Length: x"], ["Content-Length: "],
                   ["Content-Length: 24", "Content-Length: 25"],
                   ["Content-Length: 99999999999999999999999"],
                   ["Content-Length: 24", "Transfer-Encoding: chunked"],
                   ["Transfer-Encoding: gzip"]]:
        assert send(*fields).startswith("HTTP/1.1 400 "), fields
    chunked = b"18\r\n" + body + b"\r\n0\r\n\r\n"
    assert send("Transfer-Encoding: chunked", data=chunked).startswith("HTTP/1.1 200 ")
    for data in [b"zz\r\n" + body, b"18\r\n" + body + b"junk\r\n0\r\n\r\n"]:
        received = send("Transfer-Encoding: chunked", data=data)
        assert received.startswith("HTTP/1.1 400 "), received
    assert send("Expect: nonsense", "Content-Length: 24")[:12] in ("HTTP/1.1 417", "HTTP/1.1 200")


def test_bodies_that_are_too_large(caller, skerry):
    target = {"X-Amz-Target": f"{ECS}.DescribeClusters", "Content-Type": JSON}
    signed = caller.headers("ecs", b"", target)
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed.items()
                    if name.lower() != "content-length")
    head = f"POST / HTTP/1.1\r\nHost: {caller.address}\r\n{lines}"
    # It is refused before it is sent.
    announced = caller.raw((head + f"Content-Length: {1 << 40}\r\n\r\n").encode(), close=False)
    assert announced.startswith("HTTP/1.1 413 ")
    assert "RequestEntityTooLargeException" in announced
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    try:
        streamed = caller.raw(
            (head + "Transfer-Encoding: chunked\r\n\r\n").encode() + chunk * 40)
        assert streamed == "" or streamed.startswith("HTTP/1.1 413 ")
    except (BrokenPipeError, ConnectionResetError):
        pass  # It did not want to read the rest.


def test_heads_that_are_too_large(caller):
    def send(path="/_skerry/health", fields=()):
        return caller.raw((f"GET {path} HTTP/1.1\r\nHost: {caller.address}\r\nConnection: close\r\n"
                           + "".join(f"{field}\r\n" for field in fields) + "\r\n").encode())

    assert send().startswith("HTTP/1.1 200 ")
    assert send(fields=[f"x-{number}: y" for number in range(1000)]).startswith("HTTP/1.1 431 ")
    assert send(fields=["x: " + "y" * 100_000]).startswith("HTTP/1.1 431 ")
    assert send(path="/" + "a" * 100_000).startswith("HTTP/1.1 414 ")


@pytest.mark.parametrize("data", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64), b"\0" * 100, b"\r\n" * 100,
    b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", b"\xf0\x28\x8c\x28" * 10,
], ids=lambda data: repr(data[:16]))
def test_bytes_that_are_no_request(caller, data):
    received = caller.raw(data)
    assert received == "" or received.startswith(("HTTP/1.1 400 ", "HTTP/1.1 505 ")), received


# The registry


def test_paths_that_lead_out_of_the_registry(skerry, caller):
    registry = Registry(skerry)
    registry.ecr.create_repository(repositoryName="paths/web")
    zeros = "sha256:" + "0" * 64
    for path in [
        "/v2/../../etc/passwd", "/v2/../_skerry/health", "/v2/%2e%2e/%2e%2e/etc/passwd",
        "/v2/paths/web/blobs/../../../../etc/passwd", "/v2/paths/web/blobs/sha256:../../../x",
        "/v2/paths/web/blobs/..%2f..%2fstore.sqlite", "/v2/paths%2fweb/tags/list",
        "/v2/paths/../paths/web/tags/list", "/v2/paths/./web/tags/list", "/v2//paths/web/tags/list",
        "/v2/paths/web%00/tags/list", "/v2/paths/web/manifests/..",
        "/v2/paths/web/manifests/%2e%2e",
        "/v2/PATHS/WEB/tags/list", f"/v2/{'a' * 300}/tags/list", "/v2/%c0%ae/tags/list",
        f"/v2/paths/web/blobs/{zeros.upper()}", f"/v2/paths/web/blobs/{zeros}0",
        "/v2/paths/web/blobs/uploads/../../x", "/v2/paths/web/blobs/uploads/" + "a" * 65,
        "/v2/paths/web/nothing", "/v2/paths/web/", "/v2x/", "/v2/_catalog/x", "/v2/paths/web/tags/",
        "/v2/paths/web/blobs/sha512:" + "0" * 128, "/v2/" + "a/" * 500 + "tags/list",
        "/v2/paths/web/manifests/" + "x" * 200,
    ]:
        answer = registry.send("GET", path)
        assert 400 <= answer.status < 500, (path, answer.status, answer.body)
        assert b"root:" not in answer.body and b"SQLite" not in answer.body
        if path.startswith("/v2/"):
            assert answer.code.isupper(), path
    for query in ["n=x", "n=-1", "n=99999999999999999999", "n=%zz", "last=%00&n=1", "&&&=&n="]:
        answer = registry.send("GET", f"/v2/paths/web/tags/list?{query}")
        assert answer.status in (200, 400), (query, answer.body)
    assert os.listdir(skerry.data / "server/registry")
    registry.ecr.delete_repository(repositoryName="paths/web")


def test_broken_manifests(skerry):
    registry = Registry(skerry)
    registry.ecr.create_repository(repositoryName="broken")
    blob = registry.put_blob("broken", b"{}")
    good = {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": blob, "size": 2}
    for body in [
        b"", b"{", b"[]", b"\xff", b"null", b"[" * 100_000,
        json.dumps({"schemaVersion": 1}).encode(),
        json.dumps({"schemaVersion": 2, "config": good}).encode(),
        json.dumps({"schemaVersion": 2, "config": good, "layers": [good] * 5000}).encode(),
        json.dumps({"schemaVersion": 2, "config": {**good, "size": 3}, "layers": []}).encode(),
        json.dumps({"schemaVersion": 2, "config": {**good, "size": -2}, "layers": []}).encode(),
        json.dumps({"schemaVersion": 2, "config": {**good, "digest": "x"},
                    "layers": []}).encode(),
    ]:
        answer = registry.send("PUT", "/v2/broken/manifests/v1", body)
        assert answer.expect(400).code == "MANIFEST_INVALID"
    large = registry.send("PUT", "/v2/broken/manifests/v1", b" " * (5 << 20))
    assert large.expect(413).code == "MANIFEST_INVALID"
    missing = {**good, "digest": digest(b"missing"), "size": 7}
    body = json.dumps({"schemaVersion": 2, "config": good, "layers": [missing]}).encode()
    answer = registry.send("PUT", "/v2/broken/manifests/v1", body)
    assert answer.expect(400).code == "MANIFEST_BLOB_UNKNOWN"
    assert registry.send("GET", "/v2/broken/tags/list").json["tags"] == []
    registry.ecr.delete_repository(repositoryName="broken")


def test_uploads_that_are_cut_off_leave_nothing(skerry, caller):
    registry = Registry(skerry)
    registry.ecr.create_repository(repositoryName="cut")
    uploads = skerry.data / "server/registry"
    before = {path for path in uploads.rglob("*") if path.is_file()}
    data = b"x" * 1000
    head = (f"POST /v2/cut/blobs/uploads/?digest={digest(data)} HTTP/1.1\r\n"
            f"Host: {caller.address}\r\nAuthorization: Basic {registry.token}\r\n"
            "Content-Length: 1000\r\n\r\n")
    received = caller.raw(head.encode() + data[:500])
    assert received == "" or received.startswith("HTTP/1.1 400 "), received
    registry.send("HEAD", f"/v2/cut/blobs/{digest(data)}").expect(404)
    wait(lambda: {path for path in uploads.rglob("*") if path.is_file()} <= before, 20,
         "the file of the upload to go")
    registry.ecr.delete_repository(repositoryName="cut")
