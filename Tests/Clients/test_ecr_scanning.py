"""Basic scanning: images made from scratch that hold package databases, and a feed in OSV's format."""

import json
import os
import subprocess
import time
import uuid
import zipfile
import zlib

import pytest
from botocore.exceptions import ClientError, WaiterError

from images import CONFIG, INDEX, MANIFEST, config, digest, layer, manifest
from registry import Registry, small_layer
from test_backup import ControlPlane
from waiting import wait

DEBIAN = b'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
ALPINE = b"NAME=Alpine\nID=alpine\nVERSION_ID=3.19.1\n"
BAD = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"


def record(name, package, fixed=None, ecosystem="Debian:12", modified="2024-05-01T00:00:00Z",
           **more):
    events = [{"introduced": "0"}] + ([{"fixed": fixed}] if fixed else [])
    return {
        "schema_version": "1.7.0", "id": f"{ecosystem.split(':')[0].upper()}-{name}",
        "modified": modified, "upstream": [name], "details": f"What {name} is.",
        "affected": [{
            "package": {"ecosystem": ecosystem, "name": package},
            "ranges": [{"type": "ECOSYSTEM", "events": events}]}],
        "references": [{"type": "ADVISORY", "url": f"https://tracker.example/{name}"}], **more}


FEED = [
    record("CVE-2024-0001", "openssl", "3.0.11-1~deb12u3",
           severity=[{"type": "CVSS_V3", "score": BAD}]),
    record("CVE-2024-0002", "openssl", "3.0.11-1~deb12u2"),
    record("CVE-2024-0003", "glibc", severity=[
        {"type": "CVSS_V2", "score": "AV:N/AC:L/Au:N/C:N/I:N/A:P"}]),
    record("CVE-2024-0004", "glibc", "2.36-10", database_specific={"severity": "LOW"}),
    record("CVE-2024-0005", "bash"),
    record("CVE-2024-0006", "glibc", withdrawn="2024-05-02T00:00:00Z"),
    record("CVE-2024-0007", "openssl", "3.1.4-r6", "Alpine:v3.19", "2024-06-01T00:00:00Z"),
    record("CVE-2024-0008", "openssl", ecosystem="Debian:11"),
]


class Feed:
    def __init__(self, folder):
        self.folder = folder
        for item in FEED:
            self.add(item)

    def add(self, item):
        folder = self.folder / item["id"].split("-")[0]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{item['id']}.json").write_text(json.dumps(item))


@pytest.fixture(scope="module")
def feed(tmp_path_factory):
    return Feed(tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="module")
def plane(tmp_path_factory, feed):
    plane = ControlPlane(tmp_path_factory.mktemp("scanning"))
    plane.arguments = ["--vulnerability-feed", str(feed.folder)]
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
    name = f"scans/{uuid.uuid4().hex[:12]}"
    ecr.create_repository(repositoryName=name)
    yield name
    ecr.delete_repository(repositoryName=name, force=True)


def dpkg(**packages):
    """A dpkg status file; a value is a version, or source and version."""
    text = ""
    for name, version in packages.items():
        source, version = version if isinstance(version, tuple) else (None, version)
        text += f"Package: {name}\nStatus: install ok installed\n"
        text += f"Source: {source}\n" if source else ""
        text += f"Version: {version}\nDescription: x\n y\n\n"
    return text.encode()


def debian(packages=None):
    packages = packages if packages is not None else {
        "libssl3": ("openssl", "3.0.11-1~deb12u2"), "openssl": "3.0.11-1~deb12u2",
        "libc6": ("glibc (2.36-9)", "2.36-9+b1")}
    return layer(folders=["etc", "usr", "usr/lib", "var", "var/lib", "var/lib/dpkg"],
                 files={"usr/lib/os-release": DEBIAN, "var/lib/dpkg/status": dpkg(**packages)},
                 links={"etc/os-release": "../usr/lib/os-release"})


def push(ecr, registry, repository, layers, tag="v1", text=None):
    """Pushes an image of these layers; returns its digest."""
    settings = config(layers, seed=uuid.uuid4().hex)
    for blob in [settings, *(data for data, _ in layers)]:
        registry.put_blob(repository, blob)
    text = text(settings, layers) if text else manifest(settings, layers)
    pushed = ecr.put_image(
        repositoryName=repository, imageTag=tag, imageManifest=text.decode())
    return pushed["image"]["imageId"]["imageDigest"]


def start(ecr, repository, **image):
    return ecr.start_image_scan(repositoryName=repository, imageId=image or {"imageTag": "v1"})


def ended(ecr, repository, **image):
    """The answer of DescribeImageScanFindings when the scan has ended, however."""
    asked = dict(repositoryName=repository, imageId=image or {"imageTag": "v1"})

    def answer():
        found = ecr.describe_image_scan_findings(**asked)
        return found if found["imageScanStatus"]["status"] != "IN_PROGRESS" else None

    return wait(answer, 60, "the scan's end")


def scan(ecr, repository, **image):
    start(ecr, repository, **image)
    return ended(ecr, repository, **image)


def names(answer):
    assert answer["imageScanStatus"]["status"] == "COMPLETE", answer
    return [finding["name"] for finding in answer["imageScanFindings"]["findings"]]


def failure(answer):
    assert answer["imageScanStatus"]["status"] == "FAILED", answer
    assert "imageScanFindings" not in answer
    return answer["imageScanStatus"]["description"]


def test_findings_of_a_debian_image(ecr, registry, repository):
    image = push(ecr, registry, repository, [debian(), small_layer()])
    asked = dict(repositoryName=repository, imageId={"imageTag": "v1"})
    with pytest.raises(ecr.exceptions.ScanNotFoundException, match=image):
        ecr.describe_image_scan_findings(**asked)
    details = ecr.describe_images(repositoryName=repository)["imageDetails"][0]
    assert "imageScanStatus" not in details and "imageScanFindingsSummary" not in details
    begun = start(ecr, repository)
    assert begun["imageScanStatus"] == {"status": "IN_PROGRESS"}
    assert begun["imageId"] == {"imageDigest": image, "imageTag": "v1"}
    assert begun["registryId"] == "000000000000" and begun["repositoryName"] == repository
    waiter = ecr.get_waiter("image_scan_complete")
    waiter.wait(**asked, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    found = ecr.describe_image_scan_findings(**asked)
    assert found["imageScanStatus"] == {
        "status": "COMPLETE", "description": "The scan was completed successfully."}
    assert found["imageId"] == {"imageDigest": image, "imageTag": "v1"}
    findings = found["imageScanFindings"]
    assert findings["findingSeverityCounts"] == {"CRITICAL": 1, "MEDIUM": 1, "LOW": 1}
    assert findings["vulnerabilitySourceUpdatedAt"].isoformat().startswith("2024-06-01T")
    assert [(item["name"], item["severity"]) for item in findings["findings"]] == [
        ("CVE-2024-0001", "CRITICAL"), ("CVE-2024-0003", "MEDIUM"), ("CVE-2024-0004", "LOW")]
    assert findings["findings"][0] == {
        "name": "CVE-2024-0001", "description": "What CVE-2024-0001 is.",
        "uri": "https://tracker.example/CVE-2024-0001", "severity": "CRITICAL",
        "attributes": [
            {"key": "CVSS3_VECTOR", "value": BAD}, {"key": "CVSS3_SCORE", "value": "9.8"},
            {"key": "package_version", "value": "3.0.11-1~deb12u2"},
            {"key": "package_name", "value": "openssl"}]}
    # glibc's source has another version than its package.
    assert {"key": "package_version", "value": "2.36-9"} in findings["findings"][1]["attributes"]
    assert {"key": "CVSS2_SCORE", "value": "5"} in findings["findings"][1]["attributes"]
    details = ecr.describe_images(repositoryName=repository)["imageDetails"][0]
    assert details["imageScanStatus"] == found["imageScanStatus"]
    summary = details["imageScanFindingsSummary"]
    assert summary["findingSeverityCounts"] == findings["findingSeverityCounts"]
    assert summary["imageScanCompletedAt"] == findings["imageScanCompletedAt"]
    assert ecr.describe_images(
        repositoryName=repository, imageIds=[{"imageDigest": image}])["imageDetails"] == [details]
    with pytest.raises(ecr.exceptions.LimitExceededException, match="quota per image"):
        start(ecr, repository, imageDigest=image)


def test_pages_of_findings(ecr, registry, repository, feed):
    packages = {f"p{number}": "1" for number in range(250)}
    for number in range(250):
        feed.add(record(f"CVE-2023-{number:04}", f"p{number}"))
    push(ecr, registry, repository, [debian(packages)])
    whole = scan(ecr, repository)
    assert whole["imageScanFindings"]["findingSeverityCounts"] == {"UNDEFINED": 250}
    assert len(names(whole)) == 100 and "nextToken" in whole
    asked = dict(repositoryName=repository, imageId={"imageTag": "v1"})
    expected = [f"CVE-2023-{number:04}" for number in range(250)]
    paginator = ecr.get_paginator("describe_image_scan_findings")
    for size in [7, 100, 1000]:
        pages = list(paginator.paginate(**asked, PaginationConfig={"PageSize": size}))
        assert [name for page in pages for name in names(page)] == expected
        assert max(len(names(page)) for page in pages) == min(size, 250)
    with pytest.raises(ecr.exceptions.InvalidParameterException):
        ecr.describe_image_scan_findings(**asked, nextToken="nonsense")
    push(ecr, registry, repository, [debian({})], tag="v2")
    scan(ecr, repository, imageTag="v2")
    with pytest.raises(ecr.exceptions.InvalidParameterException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageTag": "v2"}, nextToken=whole["nextToken"])


def test_layers_hide_what_is_below_them(ecr, registry, repository):
    fixed = layer(files={"var/lib/dpkg/status": dpkg(openssl="3.0.11-1~deb12u3")})
    push(ecr, registry, repository, [debian(), fixed])
    assert names(scan(ecr, repository)) == []
    push(ecr, registry, repository, [debian(), layer(files={"var/lib/dpkg/.wh.status": b""})], "v2")
    assert "no package database" in failure(scan(ecr, repository, imageTag="v2"))
    distroless = layer(files={
        "etc/os-release": DEBIAN, "var/lib/dpkg/status.d/openssl": dpkg(openssl="3.0.11-1~deb12u1"),
        "var/lib/dpkg/status.d/openssl.md5sums": b"Package: glibc\nVersion: 1\n"})
    push(ecr, registry, repository, [distroless], "v3")
    assert names(scan(ecr, repository, imageTag="v3")) == ["CVE-2024-0001", "CVE-2024-0002"]


def test_an_alpine_image_of_docker_types_in_zstd_and_tar(ecr, registry, repository):
    def plain(files):
        return zlib.decompress(layer(files=files)[0], 31)

    packages = b"C:Q1x=\nP:libcrypto3\nV:3.1.4-r5\no:openssl\n\nP:musl\nV:1.2.4-r2\no:musl\n"
    database = subprocess.run(["zstd", "-q", "-c"], input=plain({"lib/apk/db/installed": packages}),
                              capture_output=True, check=True).stdout
    release = plain({"etc/os-release": ALPINE})

    def docker(settings, layers):
        kind = "application/vnd.docker"
        return json.dumps({
            "schemaVersion": 2, "mediaType": f"{kind}.distribution.manifest.v2+json",
            "config": {"mediaType": f"{kind}.container.image.v1+json", "digest": digest(settings),
                       "size": len(settings)},
            "layers": [{"mediaType": f"{kind}.image.rootfs.diff.tar.gzip", "digest": digest(data),
                        "size": len(data)} for data, _ in layers]}).encode()

    push(ecr, registry, repository, [(release, digest(release)), (database, "sha256:" + "0" * 64)],
         text=docker)
    found = scan(ecr, repository)
    assert names(found) == ["CVE-2024-0007"]
    assert {"key": "package_version", "value": "3.1.4-r5"} in found[
        "imageScanFindings"]["findings"][0]["attributes"]


@pytest.mark.parametrize("files, reason", [
    ({"a": b"b"}, "no readable os-release"),
    ({"etc/os-release": b"ID=amzn\nVERSION_ID=2023\n"}, "'amzn 2023' cannot be scanned"),
    ({"etc/os-release": b"ID=debian\n", "var/lib/dpkg/status": b""}, "'debian' cannot be scanned"),
    ({"etc/os-release": DEBIAN}, "no package database"),
    ({"etc/os-release": b"ID=debian\nVERSION_ID=10\n", "var/lib/dpkg/status": b""},
     "no records of 'Debian:10'"),
])
def test_what_cannot_be_scanned_fails(ecr, registry, repository, files, reason):
    push(ecr, registry, repository, [layer(files=files)])
    explanation = failure(scan(ecr, repository))
    assert explanation.startswith("UnsupportedImageError: ") and reason in explanation
    with pytest.raises(WaiterError, match="terminal failure"):
        ecr.get_waiter("image_scan_complete").wait(
            repositoryName=repository, imageId={"imageTag": "v1"})
    details = ecr.describe_images(repositoryName=repository)["imageDetails"][0]
    assert details["imageScanStatus"]["status"] == "FAILED"
    assert "imageScanFindingsSummary" not in details
    # What failed may be tried again at once.
    failure(scan(ecr, repository))


@pytest.mark.parametrize("data, reason", [
    (b"this is no layer at all", "tar archive"),
    (debian()[0][:200], "ends before its end"),
    (debian()[0][:100] + bytes(50) + debian()[0][150:], "damaged"),
    (b"\x28\xb5\x2f\xfd" + b"x" * 100, "zstd data is damaged"),
    (b"", None), (b"\x1f", "tar archive"),
])
def test_broken_layers_fail(ecr, registry, repository, data, reason):
    push(ecr, registry, repository, [(data, digest(data))])
    explanation = failure(scan(ecr, repository))
    assert reason is None or reason in explanation


def test_other_kinds_of_images_are_refused(ecr, registry, repository):
    errors = ecr.exceptions
    image = push(ecr, registry, repository, [debian()])
    size = ecr.batch_get_image(repositoryName=repository, imageIds=[{"imageDigest": image}])[
        "images"][0]["imageManifest"]
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [
        {"mediaType": MANIFEST, "digest": image, "size": len(size)}]})
    ecr.put_image(repositoryName=repository, imageManifest=index, imageTag="index")
    with pytest.raises(errors.UnsupportedImageTypeException):
        start(ecr, repository, imageTag="index")

    def chart(settings, layers):
        text = json.loads(manifest(settings, layers))
        text["config"]["mediaType"] = "application/vnd.cncf.helm.config.v1+json"
        return json.dumps(text).encode()

    push(ecr, registry, repository, [small_layer()], "chart", text=chart)
    with pytest.raises(errors.UnsupportedImageTypeException, match="helm"):
        start(ecr, repository, imageTag="chart")
    with pytest.raises(errors.ImageNotFoundException):
        start(ecr, repository, imageTag="nothing")
    with pytest.raises(errors.ImageNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageDigest": "sha256:" + "1" * 64})
    for wrong in [{}, {"imageDigest": "sha256:x"}]:
        with pytest.raises(errors.InvalidParameterException):
            ecr.start_image_scan(repositoryName=repository, imageId=wrong)
    with pytest.raises(errors.RepositoryNotFoundException):
        start(ecr, "not/there", imageTag="v1")
    with pytest.raises(errors.RepositoryNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName="not/there", imageId={"imageTag": "v1"})
    # First the index goes to the archive, then what it names.
    for tag in ["index", "v1"]:
        ecr.update_image_storage_class(repositoryName=repository, imageId={"imageTag": tag},
                                       targetStorageClass="ARCHIVE")
    with pytest.raises(errors.ImageArchivedException):
        start(ecr, repository, imageTag="v1")


def test_scan_on_push_by_the_repositorys_setting(ecr, registry, repository):
    push(ecr, registry, repository, [debian()], "before")
    ecr.put_image_scanning_configuration(
        repositoryName=repository, imageScanningConfiguration={"scanOnPush": True})
    push(ecr, registry, repository, [debian()], "after")
    assert "CVE-2024-0001" in names(ended(ecr, repository, imageTag="after"))
    with pytest.raises(ecr.exceptions.ScanNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageTag": "before"})
    with pytest.raises(ecr.exceptions.LimitExceededException):
        start(ecr, repository, imageTag="after")
    # By the distribution API too, and what cannot be scanned is not asked for.
    settings = config([debian()], seed="distribution")
    for blob in [settings, debian()[0]]:
        registry.put_blob(repository, blob)
    registry.send("PUT", f"/v2/{repository}/manifests/pushed", manifest(settings, [debian()]),
                  {"Content-Type": MANIFEST}).expect(201)
    assert "CVE-2024-0001" in names(ended(ecr, repository, imageTag="pushed"))


def rules(*filters, frequency="SCAN_ON_PUSH"):
    return {"scanFrequency": frequency, "repositoryFilters": [
        {"filter": name, "filterType": "WILDCARD"} for name in filters]}


def test_scan_on_push_by_the_registrys_rules(ecr, registry):
    home = f"rules{uuid.uuid4().hex[:8]}"
    made = [f"{home}/prod-web", f"{home}/test", f"{home}/web/prod"]
    for name in made:
        ecr.create_repository(repositoryName=name)
    found = ecr.get_registry_scanning_configuration()
    assert found["registryId"] == "000000000000"
    assert found["scanningConfiguration"] == {"scanType": "BASIC", "rules": []}
    wanted = [rules(f"*{home[5:]}/prod*"), rules("test", frequency="MANUAL")]
    put = ecr.put_registry_scanning_configuration(scanType="BASIC", rules=wanted)
    assert put["registryScanningConfiguration"] == {"scanType": "BASIC", "rules": wanted}
    assert ecr.get_registry_scanning_configuration()["scanningConfiguration"] == put[
        "registryScanningConfiguration"]
    answer = ecr.batch_get_repository_scanning_configuration(
        repositoryNames=[*made, "not/there"])
    arn = "arn:aws:ecr:us-east-1:000000000000:repository/"
    assert answer["scanningConfigurations"] == [
        {"repositoryArn": arn + name, "repositoryName": name, "scanOnPush": on_push,
         "scanFrequency": frequency, "appliedScanFilters": filters}
        for name, on_push, frequency, filters in [
            (made[0], True, "SCAN_ON_PUSH", wanted[0]["repositoryFilters"]),
            (made[1], False, "MANUAL", wanted[1]["repositoryFilters"]),
            (made[2], False, "MANUAL", [])]]
    assert [(item["repositoryName"], item["failureCode"]) for item in answer["failures"]] == [
        ("not/there", "REPOSITORY_NOT_FOUND")]
    for name in made:
        push(ecr, registry, name, [debian()])
    assert "CVE-2024-0001" in names(ended(ecr, made[0]))
    for name in made[1:]:
        with pytest.raises(ecr.exceptions.ScanNotFoundException):
            ecr.describe_image_scan_findings(repositoryName=name, imageId={"imageTag": "v1"})
    ecr.put_registry_scanning_configuration(rules=[])
    assert ecr.get_registry_scanning_configuration()["scanningConfiguration"]["rules"] == []
    for name in made:
        ecr.delete_repository(repositoryName=name, force=True)


def test_the_registrys_configuration_has_rules(plane, ecr):
    errors = ecr.exceptions
    with pytest.raises(errors.ValidationException, match="Inspector"):
        ecr.put_registry_scanning_configuration(scanType="ENHANCED", rules=[])
    with pytest.raises(errors.ValidationException, match="CONTINUOUS_SCAN"):
        ecr.put_registry_scanning_configuration(
            scanType="BASIC", rules=[rules("*", frequency="CONTINUOUS_SCAN")])
    for broken in [[rules("UPPER")], [rules("*")] * 3, [rules("*" + "x" * 255)]]:
        with pytest.raises(ClientError, match="InvalidParameter|ValidationException"):
            ecr.put_registry_scanning_configuration(rules=broken)
    # Registries of other accounts and regions have their own.
    ecr.put_registry_scanning_configuration(rules=[rules("only-here")])
    for elsewhere in [dict(account="111111111111"), dict(region="eu-west-1")]:
        found = plane.client("ecr", **elsewhere).get_registry_scanning_configuration()
        assert found["scanningConfiguration"]["rules"] == []
    ecr.put_registry_scanning_configuration(rules=[])


def test_another_account_may_not(plane, ecr, registry, repository):
    push(ecr, registry, repository, [debian()])
    other = plane.client("ecr", account="111111111111")
    asked = dict(registryId="000000000000", repositoryName=repository, imageId={"imageTag": "v1"})
    for call in [other.start_image_scan, other.describe_image_scan_findings]:
        with pytest.raises(ClientError, match="AccessDenied"):
            call(**asked)


def test_results_go_with_their_image(ecr, registry, repository):
    text = config([debian()], seed="same")
    for blob in [text, debian()[0]]:
        registry.put_blob(repository, blob)

    def put():
        return ecr.put_image(repositoryName=repository, imageTag="v1",
                             imageManifest=manifest(text, [debian()]).decode())

    put()
    assert names(scan(ecr, repository))
    ecr.batch_delete_image(repositoryName=repository, imageIds=[{"imageTag": "v1"}])
    with pytest.raises(ecr.exceptions.ImageNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageTag": "v1"})
    put()
    with pytest.raises(ecr.exceptions.ScanNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageTag": "v1"})
    assert names(scan(ecr, repository))
    ecr.delete_repository(repositoryName=repository, force=True)
    ecr.create_repository(repositoryName=repository)
    for blob in [text, debian()[0]]:
        registry.put_blob(repository, blob)
    put()
    with pytest.raises(ecr.exceptions.ScanNotFoundException):
        ecr.describe_image_scan_findings(
            repositoryName=repository, imageId={"imageTag": "v1"})


def test_a_feed_that_is_updated(ecr, registry, repository, feed):
    newer = layer(files={"etc/os-release": b"ID=debian\nVERSION_ID=13\n",
                         "var/lib/dpkg/status": dpkg(curl="8.1-1")})
    push(ecr, registry, repository, [newer])
    assert "no records of 'Debian:13'" in failure(scan(ecr, repository))
    feed.add(record("CVE-2025-0001", "curl", "8.1-2", "Debian:13", "2025-01-01T00:00:00Z"))
    found = scan(ecr, repository)
    assert names(found) == ["CVE-2025-0001"]
    assert found["imageScanFindings"]["vulnerabilitySourceUpdatedAt"].year == 2025
    # A file of many records, one a line; broken ones are passed over.
    lines = [json.dumps(record("CVE-2025-0002", "curl", None, "Debian:13")), "{", "",
             json.dumps(record("CVE-2025-0003", "curl", "8.1", "Debian:13"))]
    (feed.folder / "more.jsonl").write_text("\n".join(lines))
    (feed.folder / "DEBIAN" / "DEBIAN-CVE-2025-0001.json").unlink()
    push(ecr, registry, repository, [newer], "v2")
    assert names(scan(ecr, repository, imageTag="v2")) == ["CVE-2025-0002"]
    # As OSV publishes the records of a distribution.
    (feed.folder / "more.jsonl").unlink()
    with zipfile.ZipFile(feed.folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in [4, 5]:
            item = record(f"CVE-2025-{number:04}", "curl", None, "Debian:13")
            archive.writestr(f"{item['id']}.json", json.dumps(item))
    push(ecr, registry, repository, [newer], "v3")
    assert names(scan(ecr, repository, imageTag="v3")) == ["CVE-2025-0004", "CVE-2025-0005"]


def test_the_event(plane, ecr, registry, repository):
    image = push(ecr, registry, repository, [debian()])
    names(scan(ecr, repository))
    lines = [line for line in plane.output.read_text().splitlines()
             if "ECR Image Scan" in line and image in line]
    assert len(lines) == 1
    event = json.loads(lines[0][lines[0].index("{"):lines[0].rindex("}") + 1])
    assert event["source"] == "aws.ecr" and event["resources"] == [
        f"arn:aws:ecr:us-east-1:000000000000:repository/{repository}"]
    assert event["detail"] == {
        "scan-status": "COMPLETE", "repository-name": repository, "image-digest": image,
        "finding-severity-counts": {"CRITICAL": 1, "LOW": 1, "MEDIUM": 1}, "image-tags": ["v1"]}


def zeros(count):
    """A tar archive of a package database after `count` × 16 MiB of zeros, small in gzip."""
    piece = 16 << 20
    head = zlib.decompress(layer(files={"zeros": b""})[0], 31)[:512]
    size = b"%011o" % (count * piece)
    head = head[:124] + size + head[135:148] + b" " * 8 + head[156:]
    head = head[:148] + b"%06o\0 " % sum(head) + head[156:]

    def member(data):
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        return packer.compress(data) + packer.flush()

    return member(head) + member(bytes(piece)) * count + debian()[0]


def test_a_scan_goes_on_after_the_server_was_killed(tmp_path, feed):
    plane = ControlPlane(tmp_path / "data")
    plane.arguments = ["--vulnerability-feed", str(feed.folder)]
    plane.start()
    try:
        slow = zeros(120)
        plane.client("ecr").create_repository(
            repositoryName="slow", imageScanningConfiguration={"scanOnPush": True})
        push(plane.client("ecr"), Registry(plane), "slow", [(slow, digest(slow))])
        for _ in range(2):
            time.sleep(0.3)  # Somewhere in the scan.
            found = plane.client("ecr").describe_image_scan_findings(
                repositoryName="slow", imageId={"imageTag": "v1"})
            assert found["imageScanStatus"]["status"] == "IN_PROGRESS"
            plane.process.kill()
            plane.process.wait()
            plane.start()
        assert names(ended(plane.client("ecr"), "slow")) == [
            "CVE-2024-0001", "CVE-2024-0003", "CVE-2024-0004"]
    finally:
        plane.stop()


def test_a_bomb_fails(ecr, registry, repository):
    database = b"Package: a\nVersion: 1\n\n" * (3 << 20)
    bomb = layer(files={"etc/os-release": DEBIAN, "var/lib/dpkg/status": database})
    assert len(bomb[0]) < 1 << 20
    push(ecr, registry, repository, [bomb])
    assert "package databases have more than 64 MiB" in failure(scan(ecr, repository))


def test_without_a_feed(tmp_path):
    plane = ControlPlane(tmp_path / "data")
    plane.start()
    try:
        ecr, registry = plane.client("ecr"), Registry(plane)
        ecr.create_repository(
            repositoryName="here", imageScanningConfiguration={"scanOnPush": True})
        push(ecr, registry, "here", [debian()])
        assert "--vulnerability-feed" in failure(ended(ecr, "here"))
        # A feed comes with the next start.
        feed = Feed(tmp_path / "feed")
        plane.stop()
        plane.arguments = ["--vulnerability-feed", os.path.relpath(feed.folder)]
        plane.start()
        assert "CVE-2024-0001" in names(scan(plane.client("ecr"), "here"))
    finally:
        plane.stop()
