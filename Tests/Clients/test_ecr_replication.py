"""Replication of images to other regions, accounts and installations, with boto3 and skopeo."""

import base64
import json
import os
import socket
import ssl
import subprocess
import threading
import uuid

import pytest
from botocore.exceptions import ClientError
from images import INDEX, MANIFEST, config, credentials, digest, manifest, skopeo, write_layout
from registry import Registry, small_layer
from test_backup import ControlPlane, run
from waiting import wait

HOME = "000000000000"
OTHER = "555555555555"
FAR = "eu-west-1"


@pytest.fixture(scope="module")
def plane(tmp_path_factory):
    """A control plane of its own, whose replication configuration is nobody else's."""
    plane = ControlPlane(tmp_path_factory.mktemp("replication"))
    plane.start()
    yield plane
    plane.stop()


@pytest.fixture
def ecr(plane):
    """The home registry; it replicates nothing afterwards."""
    yield plane.client("ecr")
    configure(plane.client("ecr"))


@pytest.fixture
def repository(ecr):
    name = f"t/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=name)
    return name


def configure(ecr, *destinations, prefixes=()):
    rule = {"destinations": [{"registryId": account, "region": region}
                             for account, region in destinations]}
    if prefixes:
        rule["repositoryFilters"] = [
            {"filter": prefix, "filterType": "PREFIX_MATCH"} for prefix in prefixes]
    return ecr.put_replication_configuration(
        replicationConfiguration={"rules": [rule] if destinations else []})


def push(registry, repository, tag, text="some text"):
    """Pushes a small image by the distribution API; returns its manifest's digest."""
    layer = small_layer(text)
    data = config([layer])
    text = manifest(data, [layer])
    registry.put_blob(repository, data)
    registry.put_blob(repository, layer[0])
    registry.send("PUT", f"/v2/{repository}/manifests/{tag}", text,
                  {"Content-Type": MANIFEST}).expect(201)
    return digest(text)


def statuses(ecr, repository, image):
    """Where an image goes: (account, region) → (status, failure code)."""
    found = ecr.describe_image_replication_status(
        repositoryName=repository, imageId={"imageDigest": image})["replicationStatuses"]
    return {(item["registryId"], item["region"]): (item["status"], item.get("failureCode"))
            for item in found}


def settled(ecr, repository, image, seconds=60):
    """The statuses once none is in progress."""
    def is_settled():
        found = statuses(ecr, repository, image)
        return found and all(status != "IN_PROGRESS" for status, _ in found.values())

    wait(is_settled, seconds, f"the replication of {repository}@{image}")
    return statuses(ecr, repository, image)


def images(ecr, repository):
    """Digest → tags."""
    pages = ecr.get_paginator("describe_images").paginate(repositoryName=repository)
    return {item["imageDigest"]: item.get("imageTags", [])
            for page in pages for item in page["imageDetails"]}


def test_the_configuration_is_checked_and_shown(plane, ecr):
    assert ecr.describe_registry()["registryId"] == HOME
    assert ecr.describe_registry()["replicationConfiguration"] == {"rules": []}
    made = configure(ecr, (HOME, FAR), (OTHER, "us-east-1"), prefixes=["prod", "test/"])
    assert ecr.describe_registry()["replicationConfiguration"] == made["replicationConfiguration"]
    assert len(made["replicationConfiguration"]["rules"][0]["repositoryFilters"]) == 2
    for elsewhere in [plane.client("ecr", region=FAR), plane.client("ecr", account=OTHER)]:
        assert elsewhere.describe_registry()["replicationConfiguration"] == {"rules": []}
    with pytest.raises(ecr.exceptions.ValidationException):
        configure(ecr, (HOME, "us-east-1"))
    with pytest.raises(ecr.exceptions.ValidationException):
        configure(ecr, *((HOME, f"region-{number}") for number in range(26)))
    for rules in [[{"destinations": []}] * 11,
                  [{"destinations": [{"registryId": "1", "region": FAR}]}],
                  [{"destinations": [], "repositoryFilters": [
                      {"filter": f"p{number}", "filterType": "PREFIX_MATCH"}
                      for number in range(101)]}],
                  [{"destinations": [], "repositoryFilters": [
                      {"filter": "UPPER", "filterType": "PREFIX_MATCH"}]}]]:
        with pytest.raises(ClientError) as error:
            ecr.put_replication_configuration(replicationConfiguration={"rules": rules})
        assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    # What is refused leaves what was.
    assert ecr.describe_registry()["replicationConfiguration"] == made["replicationConfiguration"]


def test_statuses_of_what_is_not_there(ecr, repository):
    with pytest.raises(ecr.exceptions.ImageNotFoundException):
        ecr.describe_image_replication_status(
            repositoryName=repository, imageId={"imageTag": "none"})
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.describe_image_replication_status(
            repositoryName="none", imageId={"imageTag": "none"})


def test_skopeo_pulls_in_the_other_region(plane, ecr, repository, tmp_path):
    configure(ecr, (HOME, FAR))
    image = write_layout(tmp_path / "layout", [small_layer(repository)], "one")
    registry = plane.env()["SKERRY_REGISTRY"]
    skopeo("copy", "--dest-tls-verify=false", *credentials(plane, "--dest-creds"),
           f"oci:{tmp_path}/layout:one", f"docker://{registry}/{repository}:one")
    assert settled(ecr, repository, image) == {(HOME, FAR): ("COMPLETE", None)}
    by_tag = ecr.describe_image_replication_status(
        repositoryName=repository, imageId={"imageTag": "one"})
    assert by_tag["imageId"] == {"imageDigest": image, "imageTag": "one"}
    far = plane.client("ecr", region=FAR)
    assert images(far, repository) == {image: ["one"]}
    answer = Registry(plane, region=FAR).send("GET", f"/v2/{repository}/manifests/one").expect(200)
    assert digest(answer.body) == image
    layer = json.loads(answer.body)["layers"][0]["digest"]
    body = Registry(plane, region=FAR).send("GET", f"/v2/{repository}/blobs/{layer}").expect(200)
    assert digest(body.body) == layer


def test_filters_and_what_was_there_before(plane, ecr):
    registry = Registry(plane)
    prefix = f"f{uuid.uuid4().hex[:8]}"
    for name in ["yes", "no"]:
        ecr.create_repository(repositoryName=f"{prefix}/{name}")
    before = push(registry, f"{prefix}/yes", "before", "before")
    configure(ecr, (HOME, FAR), prefixes=[f"{prefix}/y"])
    image = push(registry, f"{prefix}/yes", "one")
    other = push(registry, f"{prefix}/no", "one")
    settled(ecr, f"{prefix}/yes", image)
    assert statuses(ecr, f"{prefix}/yes", before) == {}
    assert statuses(ecr, f"{prefix}/no", other) == {}
    far = plane.client("ecr", region=FAR)
    assert images(far, f"{prefix}/yes") == {image: ["one"]}
    with pytest.raises(far.exceptions.RepositoryNotFoundException):
        images(far, f"{prefix}/no")


def test_an_index_with_its_images_and_a_referrer(plane, ecr, repository):
    registry = Registry(plane)
    child = push(registry, repository, "child")
    size = len(registry.send("GET", f"/v2/{repository}/manifests/{child}").expect(200).body)
    configure(ecr, (HOME, FAR), (HOME, "ap-south-1"))
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [
        {"mediaType": MANIFEST, "digest": child, "size": size}]}).encode()
    registry.send("PUT", f"/v2/{repository}/manifests/all", index,
                  {"Content-Type": INDEX}).expect(201)
    empty = registry.put_blob(repository, b"{}")
    referrer = json.dumps({
        "schemaVersion": 2, "mediaType": MANIFEST, "layers": [],
        "artifactType": "application/vnd.example+json",
        "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2},
        "subject": {"mediaType": INDEX, "digest": digest(index), "size": len(index)}}).encode()
    registry.send("PUT", f"/v2/{repository}/manifests/{digest(referrer)}", referrer,
                  {"Content-Type": MANIFEST}).expect(201)
    for image in [digest(index), digest(referrer)]:
        assert settled(ecr, repository, image) == {
            (HOME, FAR): ("COMPLETE", None), (HOME, "ap-south-1"): ("COMPLETE", None)}
    for region in [FAR, "ap-south-1"]:
        assert images(plane.client("ecr", region=region), repository) == {
            child: [], digest(index): ["all"], digest(referrer): []}
        answer = Registry(plane, region=region).send(
            "GET", f"/v2/{repository}/referrers/{digest(index)}").expect(200)
        assert [item["digest"] for item in json.loads(answer.body)["manifests"]] == [
            digest(referrer)]


def test_another_account_has_to_allow_it(plane, ecr, repository):
    other = plane.client("ecr", account=OTHER)
    configure(ecr, (OTHER, "us-east-1"))
    registry = Registry(plane)
    image = push(registry, repository, "one")
    assert settled(ecr, repository, image) == {(OTHER, "us-east-1"): ("FAILED", "AccessDenied")}

    def allow(*actions):
        other.put_registry_policy(policyText=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Sid": "one", "Effect": "Allow", "Action": actions,
                "Principal": {"AWS": f"arn:aws:iam::{HOME}:root"},
                "Resource": f"arn:aws:ecr:us-east-1:{OTHER}:repository/t/*"}]}))

    try:
        allow("ecr:ReplicateImage")
        push(registry, repository, "two")
        assert settled(ecr, repository, image) == {
            (OTHER, "us-east-1"): ("FAILED", "AccessDenied")}
        allow("ecr:ReplicateImage", "ecr:CreateRepository")
        push(registry, repository, "three")
        assert settled(ecr, repository, image) == {(OTHER, "us-east-1"): ("COMPLETE", None)}
    finally:
        other.delete_registry_policy()
    assert images(other, repository) == {image: ["three"]}


def test_the_destinations_template_and_its_immutable_tags(plane, ecr, repository):
    far = plane.client("ecr", region=FAR)
    far.create_repository_creation_template(
        prefix="t", appliedFor=["REPLICATION"], imageTagMutability="IMMUTABLE",
        resourceTags=[{"Key": "made", "Value": "by replication"}])
    try:
        configure(ecr, (HOME, FAR))
        registry = Registry(plane)
        old = push(registry, repository, "latest", "old")
        settled(ecr, repository, old)
        new = push(registry, repository, "latest", "new")
        assert settled(ecr, repository, new) == {(HOME, FAR): ("COMPLETE", None)}
    finally:
        far.delete_repository_creation_template(prefix="t")
    # As ECR documents it, the image comes without the tag that is taken.
    assert images(far, repository) == {old: ["latest"], new: []}
    made = far.describe_repositories(repositoryNames=[repository])["repositories"][0]
    assert made["imageTagMutability"] == "IMMUTABLE"
    assert far.list_tags_for_resource(resourceArn=made["repositoryArn"])["tags"] == [
        {"Key": "made", "Value": "by replication"}]


def test_no_job_is_lost_when_the_server_is_killed(tmp_path_factory):
    plane = ControlPlane(tmp_path_factory.mktemp("killed"))
    plane.start()
    ecr = plane.client("ecr")
    configure(ecr, (HOME, FAR), (HOME, "ap-south-1"))
    pushed = {}

    def push_all(registry, repository):
        try:
            for number in range(5):
                if (repository, number) not in pushed:
                    pushed[repository, number] = push(
                        registry, repository, f"t{number}", f"{repository} {number}")
        except (OSError, AssertionError):
            pass  # Killed.

    repositories = [f"r{number}" for number in range(4)]
    for repository in repositories:
        ecr.create_repository(repositoryName=repository)
    for _ in range(6):
        registry = Registry(plane)
        threads = [threading.Thread(target=push_all, args=(registry, repository))
                   for repository in repositories]
        before = len(pushed)
        for thread in threads:
            thread.start()
        wait(lambda: len(pushed) > before + 2 or not any(t.is_alive() for t in threads), 30,
             "some pushes")
        plane.process.kill()
        plane.process.wait()
        for thread in threads:
            thread.join()
        plane.start()
    registry = Registry(plane)
    for repository in repositories:
        push_all(registry, repository)
    assert len(pushed) == 20
    ecr = plane.client("ecr")
    for (repository, number), image in pushed.items():
        assert settled(ecr, repository, image, 90) == {
            (HOME, FAR): ("COMPLETE", None), (HOME, "ap-south-1"): ("COMPLETE", None)}
    for region in [FAR, "ap-south-1"]:
        far = plane.client("ecr", region=region)
        for repository in repositories:
            assert images(far, repository) == {
                pushed[repository, number]: [f"t{number}"] for number in range(5)}
    run("ecr", "verify", "--data-dir", plane.data)
    plane.stop()


# Two installations.


class Peer(ControlPlane):
    """A control plane that keeps its port, so that another one finds it again."""

    def __init__(self, data):
        super().__init__(data)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.arguments = ("--port", str(probe.getsockname()[1]))

    def entry(self, region, **changes):
        env = self.env()
        return {"region": region, "endpoint": env["AWS_ENDPOINT_URL"].replace(
                    "skerry.localhost", "127.0.0.1"),
                "accessKeyId": env["AWS_ACCESS_KEY_ID"],
                "secretAccessKey": env["AWS_SECRET_ACCESS_KEY"], **changes}


def set_peers(plane, *peers, mode=0o600):
    """Writes a control plane's peers, which it reads when it starts."""
    file = plane.data / "server/peers.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps({"peers": peers}))
    file.chmod(mode)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two installations: `near` replicates to `far`, which stands for a region."""
    near = ControlPlane(tmp_path_factory.mktemp("near"))
    far = Peer(tmp_path_factory.mktemp("far"))
    far.start()
    near.start()
    near.stop()
    set_peers(near, far.entry(FAR))
    near.start()
    configure(near.client("ecr"), (HOME, FAR), (HOME, "ap-south-1"))
    yield near, far
    near.stop()
    far.stop()


def test_a_peer_gets_images_indexes_and_tags(pair, tmp_path):
    near, far = pair
    repository = f"p/{uuid.uuid4().hex[:12]}"
    near.client("ecr").create_repository(repositoryName=repository)
    far_ecr = far.client("ecr", region=FAR)
    far_ecr.create_repository_creation_template(
        prefix="p", appliedFor=["REPLICATION"], imageTagMutability="IMMUTABLE")
    # It would send everything back if copies were replicated further.
    configure(far_ecr, (HOME, "us-east-1"))
    registry = Registry(near)
    try:
        child = push(registry, repository, "child", "old")
        size = len(registry.send("GET", f"/v2/{repository}/manifests/{child}").expect(200).body)
        index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [
            {"mediaType": MANIFEST, "digest": child, "size": size}]}).encode()
        registry.send("PUT", f"/v2/{repository}/manifests/all", index,
                      {"Content-Type": INDEX}).expect(201)
        done = {(HOME, FAR): ("COMPLETE", None), (HOME, "ap-south-1"): ("COMPLETE", None)}
        for image in [child, digest(index)]:
            assert settled(near.client("ecr"), repository, image) == done
        assert images(far_ecr, repository) == {child: ["child"], digest(index): ["all"]}
        # Only the peer's region is the peer's.
        assert images(near.client("ecr", region="ap-south-1"), repository) == {
            child: ["child"], digest(index): ["all"]}
        with pytest.raises(ClientError):
            images(near.client("ecr", region=FAR), repository)
        # The tag that the peer keeps stays behind.
        new = push(registry, repository, "child", "new")
        assert settled(near.client("ecr"), repository, new) == done
        assert images(far_ecr, repository) == {child: ["child"], digest(index): ["all"], new: []}
        assert far.client("ecr").describe_repositories()["repositories"] == []
    finally:
        far_ecr.delete_repository_creation_template(prefix="p")
    host = far.env()["AWS_ENDPOINT_URL"].split("//")[1]
    token = credentials_of(far_ecr)
    skopeo("copy", "--src-tls-verify=false", "--src-creds", token,
           "--multi-arch", "all", f"docker://{host}/{repository}:all", f"oci:{tmp_path}/copy:all")


def credentials_of(ecr):
    token = ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return base64.b64decode(token).decode()


def test_a_peers_registry_of_another_account(pair):
    near, far = pair
    ecr, repository = near.client("ecr"), f"a/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=repository)
    other = far.client("ecr", account=OTHER, region=FAR)
    configure(ecr, (OTHER, FAR))
    registry = Registry(near)
    image = push(registry, repository, "one")
    assert settled(ecr, repository, image) == {(OTHER, FAR): ("FAILED", "AccessDenied")}
    other.put_registry_policy(policyText=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Sid": "one", "Effect": "Allow", "Resource": "*",
            "Principal": {"AWS": f"arn:aws:iam::{HOME}:root"},
            "Action": ["ecr:ReplicateImage", "ecr:CreateRepository"]}]}))
    push(registry, repository, "two")
    assert settled(ecr, repository, image) == {(OTHER, FAR): ("COMPLETE", None)}
    assert images(other, repository) == {image: ["two"]}
    configure(ecr, (HOME, FAR), (HOME, "ap-south-1"))


def test_tags_that_move_end_at_the_peer_where_they_are_here(pair):
    near, far = pair
    repository = f"m/{uuid.uuid4().hex[:12]}"
    ecr = near.client("ecr")
    ecr.create_repository(repositoryName=repository)

    def push_some(registry, thread):
        for number in range(12):
            push(registry, repository, f"t{number % 3}", f"image {(number + thread) % 5}")

    threads = [threading.Thread(target=push_some, args=(Registry(near), number))
               for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    here = images(ecr, repository)
    assert sorted(tag for tags in here.values() for tag in tags) == ["t0", "t1", "t2"]
    for image in here:
        settled(ecr, repository, image)
    # The last one to end may have asked for another one once more.
    wait(lambda: all(status == "COMPLETE" for image in here
                     for status, _ in statuses(ecr, repository, image).values()), 30, "all of it")
    for elsewhere in [far.client("ecr", region=FAR), near.client("ecr", region="ap-south-1")]:
        there = images(elsewhere, repository)
        assert {image: sorted(tags) for image, tags in there.items()} == {
            image: sorted(tags) for image, tags in here.items()}


def test_a_large_blob_arrives_though_both_are_killed(pair):
    near, far = pair
    repository = f"k/{uuid.uuid4().hex[:12]}"
    ecr = near.client("ecr")
    ecr.create_repository(repositoryName=repository)
    registry = Registry(near)
    layer = (os.urandom(1 << 20) * 256, "sha256:" + "0" * 64)
    data = config([layer])
    text = manifest(data, [layer])
    registry.put_blob(repository, data)
    registry.put_blob(repository, layer[0])
    registry.send("PUT", f"/v2/{repository}/manifests/big", text,
                  {"Content-Type": MANIFEST}).expect(201)
    uploads = far.data / "server/registry"

    def arriving():
        return sum(file.stat().st_size for file in uploads.rglob("*") if file.is_file()) > 8 << 20

    wait(lambda: arriving() or statuses(ecr, repository, digest(text))[(HOME, FAR)][0]
         == "COMPLETE", 30, "the transfer to begin")
    far.process.kill()
    far.process.wait()
    assert statuses(ecr, repository, digest(text))[(HOME, FAR)] == ("IN_PROGRESS", None)
    near.process.kill()
    near.process.wait()
    far.start()
    near.start()
    ecr = near.client("ecr")
    assert settled(ecr, repository, digest(text), 120)[(HOME, FAR)] == ("COMPLETE", None)
    assert images(far.client("ecr", region=FAR), repository) == {digest(text): ["big"]}
    run("ecr", "verify", "--data-dir", far.data)


class TLSProxy:
    """A front that speaks TLS with a certificate of its own authority, and passes all on."""

    def __init__(self, folder, port):
        self.port = port
        self.authority = folder / "cert.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=far", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", folder / "key.pem", "-out", self.authority],
            check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, folder / "key.pem")
        self.listener = context.wrap_socket(
            socket.create_server(("127.0.0.1", 0)), server_side=True)
        self.address = f"https://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except ssl.SSLError:
                continue  # Somebody who does not trust us.
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.port))
            for source, sink in [(client, server), (server, client)]:
                threading.Thread(target=self.pump, args=(source, sink), daemon=True).start()

    @staticmethod
    def pump(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        for end in [source, sink]:
            end.close()


def test_a_peer_behind_tls_is_trusted_by_its_authority(pair, tmp_path):
    _, far = pair
    proxy = TLSProxy(tmp_path, int(far.arguments[1]))
    near = ControlPlane(tmp_path / "near")
    near.data.mkdir()
    near.start()
    near.stop()
    try:
        for number, entry in enumerate([far.entry(FAR, endpoint=proxy.address),
                                        far.entry(FAR, endpoint=proxy.address,
                                                  caFile=str(proxy.authority))]):
            set_peers(near, entry)
            near.start()
            ecr = near.client("ecr")
            if number == 0:
                configure(ecr, (HOME, FAR))
                ecr.create_repository(repositoryName="tls/app")
                image = push(Registry(near), "tls/app", "one")
                # Nobody vouches for it: the job stays.
                wait(lambda: "PeerUnavailable" in near.logs(), 30, "the peer to be refused")
                assert statuses(ecr, "tls/app", image) == {(HOME, FAR): ("IN_PROGRESS", None)}
            else:
                assert settled(ecr, "tls/app", image, 90) == {(HOME, FAR): ("COMPLETE", None)}
            near.stop()
    finally:
        proxy.listener.close()
    assert images(far.client("ecr", region=FAR), "tls/app") == {image: ["one"]}


def test_peers_are_refused_that_are_not_safe(tmp_path):
    plane = ControlPlane(tmp_path / "data")
    plane.data.mkdir()
    plane.start()
    plane.stop()
    good = {"region": FAR, "endpoint": "https://far.example:4566", "accessKeyId": "AKIA",
            "secretAccessKey": "secret"}
    for peers, mode, reason in [
            ([good], 0o640, "chmod 600"),
            ([{**good, "endpoint": "http://far.example:4566"}], 0o600, "https"),
            ([{**good, "endpoint": "far.example"}], 0o600, "endpoint"),
            ([{**good, "secretAccessKey": ""}], 0o600, "access key"),
            ([good, good], 0o600, "another peer"),
            ([{**good, "caFile": "/none.pem"}], 0o600, "caFile")]:
        set_peers(plane, *peers, mode=mode)
        assert reason in run("server", "--data-dir", plane.data, "--port", "0", ok=False)
    set_peers(plane, good)
    plane.start()
    plane.stop()
