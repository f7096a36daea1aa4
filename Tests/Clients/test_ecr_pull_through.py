"""Pull-through cache rules, and pulls through them by skopeo, boto3 and tasks."""

import base64
import concurrent.futures
import json
import os
import signal
import ssl
import subprocess
import threading
import uuid

import pytest
from botocore.exceptions import ClientError

from images import (
    IDLE, MANIFEST, busybox_layer, config, credentials, digest, manifest, skopeo)
from registry import Registry, small_layer
from test_backup import ControlPlane, run
from upstreams import DebianRegistry, FakeRegistry, image_layers
from waiting import wait

OTHER = "111122223333"
ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:ecr-pullthroughcache/"


@pytest.fixture(scope="module")
def plane(request, tmp_path_factory):
    plane = ControlPlane(tmp_path_factory.mktemp("pull-through"))
    plane.start()
    yield plane
    if request.session.testsfailed:
        print(plane.logs())
    plane.stop()


@pytest.fixture(scope="module")
def ecr(plane):
    return plane.client("ecr")


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
    registry = DebianRegistry(tmp_path_factory.mktemp("debian"))
    yield registry
    registry.stop()


@pytest.fixture
def fake():
    registry = FakeRegistry()
    yield registry
    registry.stop()


@pytest.fixture
def prefix(ecr):
    """A prefix of its own for a test, whose rule goes after it."""
    name = f"p{uuid.uuid4().hex[:8]}"
    yield name
    try:
        ecr.delete_pull_through_cache_rule(ecrRepositoryPrefix=name)
    except ecr.exceptions.PullThroughCacheRuleNotFoundException:
        pass


def rule(ecr, prefix, url, **settings):
    return ecr.create_pull_through_cache_rule(
        ecrRepositoryPrefix=prefix, upstreamRegistryUrl=url, **settings)


def pull(plane, name, folder, *arguments):
    """Pulls an image with skopeo; returns the digest of what was pulled."""
    skopeo("copy", *arguments, "--src-tls-verify=false", *credentials(plane, "--src-creds"),
           f"docker://{plane.env()['SKERRY_REGISTRY']}/{name}", f"dir:{folder}")
    return digest((folder / "manifest.json").read_bytes())


def code(error):
    return error.value.response["Error"]["Code"]


def secret(plane, name, password, *arguments, user="user"):
    return run("ecr", "secret", "put", name, "--username", user, "--data-dir", plane.data,
               *arguments, input=password)


def clean(plane):
    """Everything that is stored is whole."""
    report = json.loads(run("ecr", "verify", "--data-dir", plane.data, "--output", "json"))
    assert report["corrupt"] == report["missing"] == report["broken"] == []


# Rules

def test_a_rule_is_made_described_changed_and_deleted(plane, ecr, prefix):
    errors = ecr.exceptions
    made = rule(ecr, prefix, "registry-1.docker.io")
    assert made["upstreamRegistry"] == "docker-hub" and made["registryId"] == "000000000000"
    assert made["upstreamRepositoryPrefix"] == "ROOT" and made["createdAt"]
    with pytest.raises(errors.PullThroughCacheRuleAlreadyExistsException) as error:
        rule(ecr, prefix + "/", "quay.io")
    assert error.value.response["Error"]["Message"] == (
        f"A pull through cache rule with repository prefix '{prefix}/' already exists in the "
        "registry with id '000000000000'")
    found = ecr.describe_pull_through_cache_rules(ecrRepositoryPrefixes=[prefix])
    [found] = found["pullThroughCacheRules"]
    assert found["upstreamRegistryUrl"] == "registry-1.docker.io"
    assert found["updatedAt"] == found["createdAt"] and "credentialArn" not in found

    arn = secret(plane, "hub", "first")
    assert arn == ARN + "hub"
    changed = ecr.update_pull_through_cache_rule(ecrRepositoryPrefix=prefix, credentialArn=arn)
    assert changed["credentialArn"] == arn and changed["updatedAt"] >= found["updatedAt"]
    # As Secrets Manager writes ARNs.
    ecr.update_pull_through_cache_rule(
        ecrRepositoryPrefix=prefix, credentialArn=arn + "-AbCdEf")

    other = plane.client("ecr", account=OTHER)
    assert other.describe_pull_through_cache_rules()["pullThroughCacheRules"] == []
    elsewhere = plane.client("ecr", region="eu-west-1")
    assert elsewhere.describe_pull_through_cache_rules()["pullThroughCacheRules"] == []

    gone = ecr.delete_pull_through_cache_rule(ecrRepositoryPrefix=prefix)
    assert gone["upstreamRegistryUrl"] == "registry-1.docker.io"
    for call in [ecr.delete_pull_through_cache_rule, ecr.validate_pull_through_cache_rule]:
        with pytest.raises(errors.PullThroughCacheRuleNotFoundException):
            call(ecrRepositoryPrefix=prefix)
    with pytest.raises(errors.PullThroughCacheRuleNotFoundException):
        ecr.update_pull_through_cache_rule(ecrRepositoryPrefix=prefix, credentialArn=arn)
    with pytest.raises(errors.PullThroughCacheRuleNotFoundException):
        ecr.describe_pull_through_cache_rules(ecrRepositoryPrefixes=[prefix])


@pytest.mark.parametrize("settings, expected", [
    ({"upstreamRegistryUrl": "quay.io/path"}, "UnsupportedUpstreamRegistryException"),
    ({"upstreamRegistryUrl": "ftp://quay.io"}, "UnsupportedUpstreamRegistryException"),
    ({"upstreamRegistryUrl": "user:password@quay.io"}, "UnsupportedUpstreamRegistryException"),
    ({"upstreamRegistryUrl": "quay.io", "upstreamRegistry": "k8s"}, "InvalidParameterException"),
    ({"ecrRepositoryPrefix": "ROOT", "upstreamRegistryUrl": "quay.io",
      "upstreamRepositoryPrefix": "team"}, "InvalidParameterException"),
    ({"upstreamRegistryUrl": "quay.io", "credentialArn": ARN + "absent"},
     "SecretNotFoundException"),
    ({"upstreamRegistryUrl": "quay.io",
      "credentialArn": ARN.replace("us-east-1", "eu-west-1") + "x"},
     "UnableToAccessSecretException"),
    ({"upstreamRegistryUrl": "quay.io", "customRoleArn": "arn:aws:iam::000000000000:role/r"},
     "InvalidParameterException"),
    ({"upstreamRegistryUrl": "000000000000.dkr.ecr.us-east-1.amazonaws.com"},
     "InvalidParameterException"),
    ({"upstreamRegistryUrl": f"{OTHER}.dkr.ecr.us-east-1.amazonaws.com"},
     "InvalidParameterException"),
    ({"upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "UPPER"},
     "InvalidParameterException"),
])
def test_rules_that_are_refused(ecr, settings, expected):
    with pytest.raises(ClientError) as error:
        ecr.create_pull_through_cache_rule(**{"ecrRepositoryPrefix": "refused", **settings})
    assert code(error) == expected


def test_there_are_fifty_rules_and_pages_of_them(plane):
    ecr = plane.client("ecr", region="ap-south-1")
    names = [f"r{number:02}" for number in range(50)]
    for name in names:
        rule(ecr, name, "quay.io")
    with pytest.raises(ecr.exceptions.LimitExceededException):
        rule(ecr, "r50", "quay.io")
    pages = ecr.get_paginator("describe_pull_through_cache_rules").paginate(
        PaginationConfig={"PageSize": 20})
    pages = [[found["ecrRepositoryPrefix"] for found in page["pullThroughCacheRules"]]
             for page in pages]
    assert list(map(len, pages)) == [20, 20, 10] and sum(pages, []) == names
    ecr.delete_pull_through_cache_rule(ecrRepositoryPrefix="r00")
    rule(ecr, "r50", "quay.io")


def test_secrets_are_kept_and_never_shown(plane):
    secret(plane, "shown", "hidden-password")
    listed = run("ecr", "secret", "list", "--data-dir", plane.data)
    assert ARN + "shown" in listed and "hidden-password" not in listed
    run("ecr", "secret", "delete", "shown", "--data-dir", plane.data)
    assert ARN + "shown" not in run("ecr", "secret", "list", "--data-dir", plane.data)
    assert "no secret" in run(
        "ecr", "secret", "delete", "shown", "--data-dir", plane.data, ok=False)
    assert "letters" in run("ecr", "secret", "put", "a b", "--username", "u", "--data-dir",
                            plane.data, ok=False, input="x")
    assert "hidden-password" not in plane.output.read_text()


# Pulls from Debian's registry

def test_images_come_from_upstream_once_and_stay(plane, ecr, debian, prefix, tmp_path):
    pushed = debian.push(tmp_path / "image", "team/app", "1.0", image_layers("one", "two"))
    rule(ecr, prefix, f"http://{debian.address}")
    assert ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)["isValid"]
    name = f"{prefix}/team/app"
    assert pull(plane, f"{name}:1.0", tmp_path / "first") == pushed
    [image] = ecr.describe_images(repositoryName=name)["imageDetails"]
    assert image["imageTags"] == ["1.0"] and image["imageDigest"] == pushed

    # A list does not go upstream, an image that is nowhere does.
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.list_images(repositoryName=f"{prefix}/absent")
    http = Registry(plane)
    answer = http.send("GET", f"/v2/{prefix}/absent/manifests/latest").expect(404)
    assert answer.code == "NAME_UNKNOWN"
    assert http.send("GET", f"/v2/{name}/manifests/absent").expect(404).code == "MANIFEST_UNKNOWN"

    debian.stop()
    try:
        assert pull(plane, f"{name}:1.0", tmp_path / "second") == pushed
        answer = http.send("GET", f"/v2/{name}/manifests/2.0").expect(502)
        assert answer.code == "UNAVAILABLE" and "upstream registry" in answer.json[
            "errors"][0]["message"]
        found = ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)
        assert not found["isValid"] and "cannot be reached" in found["failure"]
    finally:
        debian.start()
    clean(plane)


def test_an_index_comes_with_its_images(plane, ecr, debian, prefix, tmp_path):
    fake = FakeRegistry()
    images = [fake.add("multi", None, image_layers(text)) for text in ["amd64", "arm64"]]
    whole = fake.add_index("multi", "latest", images)
    try:
        debian.copy(f"docker://{fake.address}/multi:latest", "multi:latest", "--all",
                    "--src-tls-verify=false", "--src-no-creds")
    finally:
        fake.stop()
    rule(ecr, prefix, debian.address)
    assert pull(plane, f"{prefix}/multi:latest", tmp_path / "all", "--all") == whole
    details = ecr.describe_images(repositoryName=f"{prefix}/multi")["imageDetails"]
    assert {found["imageDigest"] for found in details} == {whole, *images}
    clean(plane)


def test_passwords_come_from_secrets(plane, ecr, prefix, tmp_path):
    debian = DebianRegistry(tmp_path, password=True)
    try:
        pushed = debian.push(tmp_path / "image", "app", "1", image_layers("private"))
        rule(ecr, prefix, f"http://{debian.address}")
        http = Registry(plane)
        path = f"/v2/{prefix}/app/manifests/1"
        assert http.send("GET", path).expect(403).code == "DENIED"
        found = ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)
        assert not found["isValid"] and "credentials" in found["failure"]

        arn = secret(plane, "private", "wrong")
        ecr.update_pull_through_cache_rule(ecrRepositoryPrefix=prefix, credentialArn=arn)
        assert not ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)["isValid"]
        # The right one counts from the next pull on.
        assert secret(plane, "private", "secret\n") == arn
        assert ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)["isValid"]
        assert pull(plane, f"{prefix}/app:1", tmp_path / "pulled") == pushed
    finally:
        debian.stop()


def test_prefixes_are_mapped(plane, ecr, fake, prefix):
    fake.add("lib", "1", image_layers("lib"))
    rule(ecr, prefix, fake.address, upstreamRepositoryPrefix="lib-of")
    Registry(plane).send("GET", f"/v2/{prefix}/team/app/manifests/1").expect(404)
    assert fake.asked["GET /v2/lib-of/team/app/manifests/1"] == 1


def test_root_is_for_everything_else(plane, fake):
    ecr = plane.client("ecr", region="eu-north-1")
    pushed = fake.add("rooted", "1", image_layers("root"))
    rule(ecr, "ROOT", fake.address)
    http = Registry(plane, region="eu-north-1")
    answer = http.send("GET", "/v2/rooted/manifests/1").expect(200)
    assert digest(answer.body) == pushed


# What upstream registries do

def test_batch_get_image_pulls_through(plane, ecr, fake, prefix):
    pushed = fake.add("app", "1", image_layers("api"))
    rule(ecr, prefix, fake.address)
    answer = ecr.batch_get_image(
        repositoryName=f"{prefix}/app", imageIds=[{"imageTag": "1"}, {"imageTag": "2"}])
    [image] = answer["images"]
    assert image["imageId"] == {"imageDigest": pushed, "imageTag": "1"}
    [failure] = answer["failures"]
    assert failure["failureCode"] == "ImageNotFound"

    fake.answers["/manifests/3"] = lambda handler: fake.send(
        handler, 429, b"{}", {"Retry-After": "17"})
    fake.answers["/manifests/4"] = lambda handler: fake.send(handler, 403, b"{}")
    fake.answers["/manifests/5"] = lambda handler: fake.send(handler, 503, b"{}")
    answer = ecr.batch_get_image(
        repositoryName=f"{prefix}/app", imageIds=[{"imageTag": tag} for tag in "345"])
    assert [failure["failureCode"] for failure in answer["failures"]] == [
        "UpstreamTooManyRequests", "UpstreamAccessDenied", "UpstreamUnavailable"]
    answer = ecr.batch_get_image(repositoryName=f"{prefix}/new", imageIds=[{"imageTag": "4"}])
    assert answer["failures"][0]["failureCode"] == "UpstreamAccessDenied"
    answer = Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/3").expect(429)
    assert answer.code == "TOOMANYREQUESTS" and answer.headers["Retry-After"] == "17"
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.batch_get_image(repositoryName=f"{prefix}/other", imageIds=[{"imageTag": "1"}])


def test_tokens_are_fetched_with_the_secret(plane, ecr, fake, prefix):
    pushed = fake.add("app", "1", image_layers("token"))
    fake.ask_for_tokens("robot", "hush")
    arn = secret(plane, "robot", "hush", user="robot")
    rule(ecr, prefix, fake.address, credentialArn=arn)
    assert ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)["isValid"]
    answer = Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/1").expect(200)
    assert digest(answer.body) == pushed
    # One for the check, one for the repository.
    assert fake.asked["GET /token"] == 2
    secret(plane, "robot", "other", user="robot")
    found = ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix=prefix)
    assert found["failure"].endswith("incorrect username or password")


def test_lies_are_refused_and_nothing_is_kept(plane, ecr, fake, prefix):
    layers = image_layers("truth")
    pushed = fake.add("app", "1", layers)
    rule(ecr, prefix, fake.address)
    http = Registry(plane)
    blob = digest(layers[0][0])
    lie = bytes(reversed(layers[0][0]))
    path = f"/v2/{prefix}/app/manifests/"

    def refused(reference):
        answer = http.send("GET", path + reference).expect(502)
        assert answer.code == "UNAVAILABLE"
        with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
            ecr.describe_images(repositoryName=f"{prefix}/app")

    true = fake.blobs[blob]
    for content in [lie, true[:-1], true + b"x"]:
        fake.blobs[blob] = content
        refused("1")
    del fake.blobs[blob]
    refused("1")
    fake.blobs[blob] = true
    text, media_type = fake.manifests["app", pushed]
    fake.manifests["app", pushed] = (text + b" ", media_type)
    refused(pushed)
    fake.manifests["app", "nonsense"] = (b"[]", media_type)
    refused("nonsense")
    fake.manifests["app", pushed] = (text, media_type)
    assert digest(http.send("GET", path + pushed).expect(200).body) == pushed
    clean(plane)


def test_content_of_others_cannot_be_claimed(plane, ecr, fake, prefix):
    """An upstream registry that only names a blob which somebody else has here gets nothing."""
    layers = image_layers("somebody else's " + prefix)
    other = plane.client("ecr", account=OTHER)
    other.create_repository(repositoryName="private")
    Registry(plane, account=OTHER).put_blob("private", layers[0][0])
    fake.add("app", "1", layers)
    del fake.blobs[digest(layers[0][0])]
    rule(ecr, prefix, fake.address)
    Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/1").expect(502)
    Registry(plane).send(
        "GET", f"/v2/{prefix}/app/blobs/{digest(layers[0][0])}").expect(404)


def test_a_broken_connection_is_resumed(plane, ecr, fake, prefix):
    data = os.urandom(3_000_000)
    layer = (data, digest(data))
    pushed = fake.add("app", "1", [layer])
    ranges = []

    def cut(handler):
        start = int((handler.headers.get("Range") or "bytes=0-")[6:-1])
        ranges.append(start)
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(data) - start))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        handler.end_headers()
        handler.wfile.write(data[start:start + 1_000_000])
        handler.close_connection = True

    fake.answers[digest(data)] = cut
    rule(ecr, prefix, fake.address)
    answer = Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/1").expect(200)
    assert digest(answer.body) == pushed
    assert len(ranges) >= 3 and ranges == sorted(ranges)


def test_many_clients_fetch_each_blob_once(plane, ecr, fake, prefix):
    base = small_layer("base")
    images = {tag: fake.add("app", tag, [base, small_layer(tag)]) for tag in ["a", "b", "c"]}
    gate = threading.Event()

    def wait_for_gate(_):
        gate.wait(20)
        return False

    fake.answers[digest(base[0])] = wait_for_gate
    rule(ecr, prefix, fake.address)

    def get(number):
        tag = "abc"[number % 3]
        answer = Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/{tag}").expect(200)
        return digest(answer.body) == images[tag]

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        work = [pool.submit(get, number) for number in range(20)]
        wait(lambda: len(fake.count("GET /v2/app/manifests")) == 3, 20, "the manifests")
        gate.set()
        assert all(done.result() for done in work)
    blobs = fake.count("/blobs/")
    assert len(blobs) == 7 and set(blobs.values()) == {1}
    assert set(fake.count("GET /v2/app/manifests").values()) == {1}


def test_a_rule_that_leads_back_here_ends(plane, ecr, prefix):
    port = plane.env()["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]
    token = Registry(plane).token
    password = base64.b64decode(token).decode().split(":", 1)[1]
    arn = secret(plane, "self", password, user="AWS")
    rule(ecr, prefix, f"http://127.0.0.1:{port}", upstreamRepositoryPrefix=prefix,
         credentialArn=arn)
    Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/1").expect(404)


def test_other_registries_of_the_installation(plane, ecr, prefix):
    west = plane.client("ecr", region="eu-west-1")
    west.create_repository(repositoryName="shared/app")
    there = Registry(plane, region="eu-west-1")
    layers = image_layers("west")
    settings = config(layers)
    text = manifest(settings, layers)
    for data in [settings, layers[0][0]]:
        there.put_blob("shared/app", data)
    there.send("PUT", "/v2/shared/app/manifests/1", text, {"Content-Type": MANIFEST}).expect(201)
    rule(ecr, prefix, "000000000000.dkr.ecr.eu-west-1.amazonaws.com",
         upstreamRepositoryPrefix="shared")
    answer = Registry(plane).send("GET", f"/v2/{prefix}/app/manifests/1").expect(200)
    assert answer.body == text

    # Of another account only with a role, and with what that account's policies allow.
    other = plane.client("ecr", account=OTHER)
    try:
        rule(other, prefix, "000000000000.dkr.ecr.eu-west-1.amazonaws.com",
             upstreamRepositoryPrefix="shared", customRoleArn=f"arn:aws:iam::{OTHER}:role/puller")
        http = Registry(plane, account=OTHER)
        http.send("GET", f"/v2/{prefix}/app/manifests/1").expect(403)
        west.set_repository_policy(repositoryName="shared/app", policyText=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{OTHER}:root"},
                "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]}]}))
        assert http.send("GET", f"/v2/{prefix}/app/manifests/1").expect(200).body == text
    finally:
        other.delete_pull_through_cache_rule(ecrRepositoryPrefix=prefix)


def test_policies_decide_who_may_import(plane, fake):
    """A caller that may pull and not import is told that there is nothing, as ECR does."""
    ecr = plane.client("ecr", region="us-west-2")
    fake.add("app", "1", image_layers("policy"))
    rule(ecr, "cache", fake.address)

    def deny(action):
        ecr.put_registry_policy(policyText=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Deny", "Principal": "*", "Action": f"ecr:{action}",
                "Resource": "arn:aws:ecr:us-west-2:000000000000:repository/cache/*"}]}))

    http = Registry(plane, region="us-west-2")
    for action in ["BatchImportUpstreamImage", "CreateRepository"]:
        deny(action)
        http.send("GET", "/v2/cache/app/manifests/1").expect(404)
    assert not fake.asked
    ecr.delete_registry_policy()
    http.send("HEAD", "/v2/cache/app/manifests/1").expect(200)


def test_templates_shape_the_repositories(plane, fake):
    ecr = plane.client("ecr", region="sa-east-1")
    fake.add("app", "1", image_layers("template"))
    rule(ecr, "cache", fake.address)
    ecr.create_repository_creation_template(
        prefix="cache", appliedFor=["PULL_THROUGH_CACHE"], imageTagMutability="IMMUTABLE",
        resourceTags=[{"Key": "origin", "Value": "cache"}])
    Registry(plane, region="sa-east-1").send("GET", "/v2/cache/app/manifests/1").expect(200)
    [found] = ecr.describe_repositories(repositoryNames=["cache/app"])["repositories"]
    assert found["imageTagMutability"] == "IMMUTABLE"
    tags = ecr.list_tags_for_resource(resourceArn=found["repositoryArn"])["tags"]
    assert tags == [{"Key": "origin", "Value": "cache"}]


def test_a_client_that_leaves_does_not_stop_the_fetch(plane, ecr, fake, prefix):
    layers = image_layers("patience")
    fake.add("app", "1", layers)
    gate = threading.Event()

    def wait_for_gate(_):
        gate.wait(20)
        return False

    fake.answers[digest(layers[0][0])] = wait_for_gate
    rule(ecr, prefix, fake.address)
    http = Registry(plane)
    connection = http.connection()
    connection.request("GET", f"/v2/{prefix}/app/manifests/1", None, http.headers())
    wait(lambda: fake.count("/blobs/"), 20, "the fetch")
    connection.close()
    gate.set()

    def is_there():
        try:
            return ecr.describe_images(repositoryName=f"{prefix}/app")["imageDetails"]
        except ecr.exceptions.RepositoryNotFoundException:
            return False

    wait(is_there, 20, "the image")
    assert set(fake.count("GET").values()) == {1}


def test_certificates_are_verified(tmp_path, fake):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    fake.server.socket = context.wrap_socket(fake.server.socket, server_side=True)
    url = f"https://localhost:{fake.server.server_port}"
    (tmp_path / "data").mkdir()
    plane = ControlPlane(tmp_path / "data")
    for arguments, is_valid in [((), False), (("--registry-ca", tmp_path / "cert.pem"), True)]:
        plane.arguments = arguments
        plane.start()
        try:
            ecr = plane.client("ecr")
            if not is_valid:
                rule(ecr, "tls", url)
            # The rule is there after a restart too.
            found = ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix="tls")
            assert found["isValid"] == is_valid, found
        finally:
            plane.stop()


def test_a_kill_in_the_middle_of_a_fetch(tmp_path, fake):
    data = os.urandom(8 << 20)
    pushed = fake.add("app", "1", [(data, digest(data))])
    half, gate = threading.Event(), threading.Event()

    def stall(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        try:
            handler.wfile.write(data[:4 << 20])
            half.set()
            gate.wait(30)
            handler.wfile.write(data[4 << 20:])
        except OSError:
            handler.close_connection = True

    fake.answers[digest(data)] = stall
    (tmp_path / "data").mkdir()
    plane = ControlPlane(tmp_path / "data")
    plane.start()
    try:
        rule(plane.client("ecr"), "cache", fake.address)
        http = Registry(plane)
        connection = http.connection()
        connection.request("GET", "/v2/cache/app/manifests/1", None, http.headers())
        assert half.wait(30)
        os.kill(plane.process.pid, signal.SIGKILL)
        plane.process.wait(timeout=30)
        gate.set()
        connection.close()
        plane.start()
        clean(plane)
        answer = Registry(plane).send("GET", "/v2/cache/app/manifests/1").expect(200)
        assert digest(answer.body) == pushed
        clean(plane)
    finally:
        gate.set()
        plane.stop()


def test_a_task_runs_an_image_of_a_rule(skerry, tasks, debian, tmp_path):
    debian.push(tmp_path / "image", "idle", "1", [busybox_layer()], Cmd=IDLE)
    ecr = skerry.client("ecr")
    rule(ecr, "upstream", f"http://{debian.address}")
    image = "000000000000.dkr.ecr.us-east-1.amazonaws.com/upstream/idle:1"
    container = {**tasks.container(), "image": image}
    task = tasks.run(tasks.define(container))
    tasks.reach(task, "RUNNING")
    skerry.client("ecs").stop_task(task=task)
    assert ecr.describe_images(repositoryName="upstream/idle")["imageDetails"]
