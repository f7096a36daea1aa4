"""Image content in an S3-compatible store: `skerry server --blob-storage`."""

import contextlib
import pathlib
import re
import signal
import subprocess
import sys

import boto3
import pytest

from conftest import BINARY, ROOT
from images import digest
from registry import Registry
from test_backup import ControlPlane, expect_everything, fill, run
from waiting import wait

KEY = {"SKERRY_S3_ACCESS_KEY_ID": "test", "SKERRY_S3_SECRET_ACCESS_KEY": "test"}


@contextlib.contextmanager
def object_store(folder):
    """An object store's address, while the block runs."""
    port = folder / "port"
    process = subprocess.Popen([sys.executable, ROOT / "Tests/ObjectStore/server.py", port])
    try:
        wait(lambda: port.exists() or process.poll() is not None, 120, "the object store")
        yield f"http://127.0.0.1:{port.read_text()}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with object_store(tmp_path_factory.mktemp("store")) as endpoint:
        yield endpoint


class Bucket:
    """A new bucket."""

    def __init__(self, endpoint, name):
        self.location = f"s3://{name}/images?endpoint={endpoint}"
        self.name = name
        self.s3 = boto3.client(
            "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test",
            aws_secret_access_key="test")
        self.s3.create_bucket(Bucket=name)

    def keys(self):
        found = self.s3.list_objects_v2(Bucket=self.name)
        return [item["Key"].removeprefix("images/") for item in found.get("Contents", [])]


@pytest.fixture
def bucket(endpoint, request):
    return Bucket(endpoint, re.sub("[^a-z]+", "-", request.node.name[5:].lower()).strip("-"))


@pytest.fixture
def start():
    """Starts control planes over a bucket and stops them after the test."""
    planes = []

    def start(data, bucket):
        plane = ControlPlane(data)
        plane.arguments = ("--blob-storage", bucket.location)
        plane.environment = KEY
        planes.append(plane)
        plane.start()
        return plane

    yield start
    for plane in planes:
        if plane.process.poll() is None:
            plane.stop()


def test_images_and_backups(start, bucket, tmp_path):
    plane = start(tmp_path / "one", bucket)
    image = fill(plane, tmp_path / "work")
    expect_everything(plane, image, tmp_path / "pulled")
    assert {"layout", "blobs/" + image.removeprefix("sha256:")} < set(bucket.keys())
    assert not (plane.data / "server/registry").exists()

    # A backup says what is not in it; restored, the state fits the bucket.
    file = tmp_path / "state.tar"
    done = subprocess.run(
        [BINARY, "backup", "--data-dir", plane.data, file], check=True, capture_output=True,
        text=True)
    assert f"image content is NOT in this backup: it is in {bucket.location}" in done.stderr
    plane.stop()
    done = subprocess.run(
        [BINARY, "restore", "--data-dir", tmp_path / "two", file], check=True,
        capture_output=True, text=True)
    assert f"--blob-storage" in done.stderr
    other = start(tmp_path / "two", bucket)
    expect_everything(other, image, tmp_path / "again")
    other.stop()

    # Nobody else has the prefix, and it is somebody's whose images are collected.
    said = run("server", "--data-dir", tmp_path / "stranger", "--port", "0", "--blob-storage",
               bucket.location, ok=False, env={**KEY, "PATH": ""})
    assert "belong to another installation of Skerry" in said
    assert f"delete the object images/owner of bucket {bucket.name}" in said
    other.start()
    run("ecr", "gc", "--data-dir", other.data)
    owner = bucket.s3.get_object(Bucket=bucket.name, Key="images/owner")["Body"].read()
    bucket.s3.delete_object(Bucket=bucket.name, Key="images/owner")
    for work in [["gc"], ["verify", "--quarantine"]]:
        said = run("ecr", *work, "--data-dir", other.data, ok=False)
        assert "the object images/owner" in said and "restart this server" in said
    run("ecr", "verify", "--data-dir", other.data)
    other.stop()
    other.start()
    assert bucket.s3.get_object(Bucket=bucket.name, Key="images/owner")["Body"].read() == owner
    run("ecr", "gc", "--data-dir", other.data)
    bucket.s3.put_object(Bucket=bucket.name, Key="images/owner", Body=b"stranger")
    said = run("ecr", "gc", "--data-dir", other.data, ok=False)
    assert "belong to another installation of Skerry, stranger" in said
    other.stop()

    # Neither storage is left or entered by mistake.
    said = run("server", "--data-dir", other.data, "--port", "0", ok=False)
    assert f"give --blob-storage {bucket.location}" in said
    local = ControlPlane(tmp_path / "local")
    local.start()
    fill(local, tmp_path / "more")
    local.stop()
    said = run("server", "--data-dir", local.data, "--port", "0", "--blob-storage",
               bucket.location, ok=False, env={**KEY, "PATH": ""})
    assert "has image content, which --blob-storage would hide" in said


def test_what_cannot_be_used_is_said(bucket, tmp_path):
    options = ["server", "--data-dir", tmp_path / "one", "--port", "0", "--blob-storage"]
    assert "must begin with s3://" in run(*options, "http://bucket", ok=False)
    said = run(*options, bucket.location, ok=False, env={"PATH": ""})
    assert "set SKERRY_S3_ACCESS_KEY_ID" in said
    missing = bucket.location.replace(bucket.name, "no-such-bucket")
    assert "NoSuchBucket" in run(*options, missing, ok=False, env={**KEY, "PATH": ""})


def peak_memory(pid):
    """The most that a process ever had in memory, in MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024


def test_an_upload_goes_on_after_a_kill(start, bucket, tmp_path):
    plane = start(tmp_path / "one", bucket)
    plane.client("ecr").create_repository(repositoryName="kept")
    registry = Registry(plane)
    block = bytes(range(256)) * 4096
    data = b"".join(bytes([number]) + block for number in range(128))
    path = registry.begin("kept")

    # The server is killed when some parts have arrived, with the client in mid-body.
    connection = registry.connection()
    connection.putrequest("PATCH", path)
    for name, value in registry.headers({"Content-Length": str(len(data))}).items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(data[:len(data) // 2])

    def parts():
        uploads = bucket.s3.list_multipart_uploads(Bucket=bucket.name).get("Uploads", [])
        return [part for upload in uploads for part in bucket.s3.list_parts(
            Bucket=bucket.name, Key=upload["Key"], UploadId=upload["UploadId"]).get("Parts", [])]

    wait(lambda: len(parts()) >= 5, 60, "parts in the bucket")
    plane.process.send_signal(signal.SIGKILL)
    plane.process.wait()
    connection.close()

    plane.start()
    registry = Registry(plane)
    path = "/v2/" + path.split("/v2/")[1]
    offset = int(registry.send("GET", path).expect(204).headers["Range"].split("-")[1]) + 1
    assert 4 * (6 << 20) <= offset < len(data) // 2 + 1
    registry.send("PATCH", path, data[offset:], {
        "Content-Range": f"{offset}-{len(data) - 1}"}).expect(202)
    registry.send("PUT", f"{path}?digest={digest(data)}").expect(201)

    blob = f"/v2/kept/blobs/{digest(data)}"
    assert registry.send("GET", blob).expect(200).body == data
    part = registry.send("GET", blob, headers={"Range": "bytes=6291450-6291460"}).expect(206)
    assert part.body == data[6291450:6291461]
    # 64 MiB went in and 128 MiB came out.
    assert peak_memory(plane.process.pid) < 120
    assert [key for key in bucket.keys() if key.startswith("uploads/")] == []


def test_a_store_that_is_away_gives_503(endpoint, bucket, start, tmp_path):
    plane = start(tmp_path / "one", bucket)
    plane.client("ecr").create_repository(repositoryName="kept")
    registry = Registry(plane)
    for key in bucket.keys():
        bucket.s3.delete_object(Bucket=bucket.name, Key=f"images/{key}")
    bucket.s3.delete_bucket(Bucket=bucket.name)
    answer = registry.send("POST", "/v2/kept/blobs/uploads/").expect(503)
    assert answer.code == "UNAVAILABLE"
