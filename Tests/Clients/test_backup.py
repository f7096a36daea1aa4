"""`skerry backup` and `skerry restore`: of a control plane that runs, that has stopped, that was killed."""

import hashlib
import json
import os
import signal
import subprocess
import tarfile
import threading
import time

import pytest

from conftest import BINARY, Skerry
from images import Images, busybox_layer, credentials, skopeo
from waiting import wait


class ControlPlane(Skerry):
    """`skerry server` alone: all that a backup is about, without a machine."""

    arguments = ()
    environment = {}

    def start(self):
        self.environments.clear()
        endpoint = self.data / "server/endpoint.json"
        endpoint.unlink(missing_ok=True)
        with open(self.output, "a") as output:
            self.process = subprocess.Popen(
                [BINARY, "server", "--data-dir", str(self.data), "--port", "0",
                 *self.arguments],
                env={**os.environ, **self.environment}, stdout=output, stderr=subprocess.STDOUT)
        wait(lambda: endpoint.exists() or self.process.poll() is not None, 60, "a control plane")
        assert self.process.poll() is None, self.logs()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=60) == 0, self.logs()


def run(*arguments, ok=True, **options):
    done = subprocess.run(
        [BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)
    assert (done.returncode == 0) == ok, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout.strip() if ok else done.stderr.strip()


def backup(plane, file, **options):
    return run("backup", "--data-dir", plane.data, file, **options)


def restore(file, data, *arguments, **options):
    return run("restore", "--data-dir", data, *arguments, file, **options)


@pytest.fixture
def start():
    """Starts control planes on data directories and stops them after the test."""
    planes = []

    def start(data):
        plane = ControlPlane(data)
        planes.append(plane)
        plane.start()
        return plane

    yield start
    for plane in planes:
        if plane.process.poll() is None:
            plane.stop()


def events(plane):
    answer = plane.client("logs").get_log_events(
        logGroupName="/app", logStreamName="one", startFromHead=True)
    return [event["message"] for event in answer["events"]]


def fill(plane, work):
    """Some of everything; the pushed manifest's digest."""
    for region, account in [("us-east-1", None), ("eu-west-1", "111111111111")]:
        ecs = plane.client("ecs", region=region, account=account)
        ecs.create_cluster(clusterName=f"cluster-{region}")
        ecs.register_task_definition(family="web", containerDefinitions=[
            {"name": "main", "image": "web", "memory": 64}])
    logs = plane.client("logs")
    logs.create_log_group(logGroupName="/app")
    logs.create_log_stream(logGroupName="/app", logStreamName="one")
    logs.put_log_events(logGroupName="/app", logStreamName="one", logEvents=[
        {"timestamp": int(time.time() * 1000), "message": f"line {number}"}
        for number in range(100)])
    images = Images(plane, work)
    images.repository("kept")
    images.base = busybox_layer()
    images.REPOSITORY = "kept"
    images("idle")
    return plane.client("ecr").describe_images(
        repositoryName="kept")["imageDetails"][0]["imageDigest"]


def expect_everything(plane, digest, work):
    for region, account in [("us-east-1", None), ("eu-west-1", "111111111111")]:
        ecs = plane.client("ecs", region=region, account=account)
        assert ecs.list_clusters()["clusterArns"] == [
            f"arn:aws:ecs:{region}:{account or '000000000000'}:cluster/cluster-{region}"]
        assert len(ecs.list_task_definitions()["taskDefinitionArns"]) == 1
    assert events(plane) == [f"line {number}" for number in range(100)]
    found = plane.client("ecr").describe_images(repositoryName="kept")["imageDetails"]
    assert [image["imageDigest"] for image in found] == [digest]
    # Pulls every blob, and checks each digest on the way.
    skopeo("copy", "--src-tls-verify=false", *credentials(plane, "--src-creds"),
           f"docker://{plane.env()['SKERRY_REGISTRY']}/kept:idle", f"dir:{work}")


def test_a_running_cloud_is_saved_and_comes_back_elsewhere(start, tmp_path):
    plane = start(tmp_path / "one")
    digest = fill(plane, tmp_path / "work")
    file = tmp_path / "state.tar"
    assert backup(plane, file) == str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    # Nothing is left beside it, nor in the data directory.
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "one", "one.output", "state.tar", "work"]
    assert not (plane.data / "server/backup-pins").exists()

    # A stranger can list it and check it.
    with tarfile.open(file) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json"))
        for member in manifest["members"]:
            data = archive.extractfile(member["name"]).read()
            assert len(data) == member["size"]
            assert hashlib.sha256(data).hexdigest() == member["sha256"]
    assert names == ["manifest.json", *(m["name"] for m in manifest["members"]), "manifest.sha256"]
    assert {"records", "logs.sqlite", "root-credentials.json"} < set(names)
    assert len([name for name in names if name.startswith("blobs/sha256/")]) == 3

    # What happens after it is not in it.
    plane.client("ecs").create_cluster(clusterName="later")
    restore(file, tmp_path / "two")
    other = start(tmp_path / "two")
    expect_everything(other, digest, tmp_path / "pulled")
    # The root's key is the same, and what was told to callers before still fits.
    assert other.env()["AWS_SECRET_ACCESS_KEY"] == plane.env()["AWS_SECRET_ACCESS_KEY"]
    other.client("ecs").create_cluster(clusterName="new")


def test_a_killed_cloud_is_saved_and_restored_in_its_place(start, tmp_path):
    plane = start(tmp_path / "one")
    digest = fill(plane, tmp_path / "work")
    plane.process.send_signal(signal.SIGKILL)
    plane.process.wait()
    file = tmp_path / "state.tar"
    backup(plane, file)

    # Neither over a running control plane nor over state that nobody gave up.
    plane.start()
    assert "stop it first" in restore(file, plane.data, "--replace", ok=False)
    plane.client("ecs").create_cluster(clusterName="lost")
    plane.stop()
    assert "is not empty" in restore(file, plane.data, ok=False)
    plane.start()
    assert len(plane.client("ecs").list_clusters()["clusterArns"]) == 2
    plane.stop()

    restore(file, plane.data, "--replace")
    aside = [path.name for path in plane.data.iterdir() if ".replaced-" in path.name]
    assert len(aside) == 1
    plane.start()
    expect_everything(plane, digest, tmp_path / "pulled")


def test_backups_under_load_lack_nothing_that_they_name(start, tmp_path):
    plane = start(tmp_path / "one")
    images = Images(plane, tmp_path / "work")
    images.repository("busy")
    images.REPOSITORY = "busy"
    done = threading.Event()
    pushed = []

    def push():
        while not done.is_set():
            number = len(pushed)
            images.KINDS = {**images.KINDS, f"n{number}": dict(Cmd=[str(number)])}
            images(f"n{number}")
            pushed.append(number)

    pusher = threading.Thread(target=push)
    pusher.start()
    try:
        for number in range(4):
            count = len(pushed)
            wait(lambda: len(pushed) > count or not pusher.is_alive(), 60, "a push")
            backup(plane, tmp_path / f"{number}.tar")
    finally:
        done.set()
        pusher.join()
    restore(tmp_path / "3.tar", tmp_path / "two")
    other = start(tmp_path / "two")
    tags = [tag for image in other.client("ecr").describe_images(repositoryName="busy")["imageDetails"]
            for tag in image.get("imageTags", [])]
    assert len(tags) >= 4
    for tag in tags:
        skopeo("copy", "--src-tls-verify=false", *credentials(other, "--src-creds"),
               f"docker://{other.env()['SKERRY_REGISTRY']}/busy:{tag}", f"dir:{tmp_path}/{tag}")


def test_broken_archives_are_refused_and_leave_nothing(start, tmp_path):
    plane = start(tmp_path / "one")
    fill(plane, tmp_path / "work")
    file = tmp_path / "state.tar"
    backup(plane, file)
    whole = file.read_bytes()
    bad = tmp_path / "bad.tar"
    middle = len(whole) // 2
    for data in [
        b"", whole[:511], whole[:-1], whole[:middle], whole + b"\0",
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:],
        b"no archive at all" * 1000,
    ]:
        bad.write_bytes(data)
        assert "the backup is damaged" in restore(bad, tmp_path / "two", ok=False)
        assert not (tmp_path / "two").exists()
    # A directory that is there, but empty, stays so.
    (tmp_path / "two").mkdir()
    bad.write_bytes(whole[:middle] + b"!" + whole[middle + 1:])
    assert "the backup is damaged" in restore(bad, tmp_path / "two", ok=False)
    assert {path.name for path in (tmp_path / "two").iterdir()} <= {"up.lock"}
    assert "cannot open" in restore(tmp_path / "none.tar", tmp_path / "two", ok=False)
    restore(file, tmp_path / "two")

    assert "exists already" in backup(plane, file, ok=False)
    assert file.read_bytes() == whole
    nothing = ControlPlane(tmp_path / "nothing")
    assert "nothing to back up" in backup(nothing, tmp_path / "x.tar", ok=False)
    assert not (tmp_path / "x.tar").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small file system")
def test_a_full_disk_is_said_and_leaves_nothing(start, tmp_path):
    plane = start(tmp_path / "one")
    fill(plane, tmp_path / "work")
    file = tmp_path / "state.tar"
    backup(plane, file)
    small = tmp_path / "small"
    small.mkdir()
    for size in ["32k", "200k", "900k"]:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "skerry", small], check=True)
        try:
            assert "disk is full" in backup(plane, small / "state.tar", ok=False)
            assert list(small.iterdir()) == []
            restored = restore(file, small / "two", ok=False)
            assert "disk is full" in restored
            assert list(small.iterdir()) == []
        finally:
            subprocess.run(["umount", small], check=True)


def test_an_interrupted_backup_leaves_nothing(start, tmp_path):
    plane = start(tmp_path / "one")
    fill(plane, tmp_path / "work")
    # A blob that takes a while to be copied.
    size = 600 << 20
    big = plane.data / "server/registry/staging-big"
    with open(big, "wb") as out:
        out.truncate(size)
    hash = hashlib.sha256()
    piece = bytes(1 << 20)
    for _ in range(size >> 20):
        hash.update(piece)
    digest = hash.hexdigest()
    big.rename(plane.data / f"server/registry/blobs/sha256/{digest[:2]}/{digest}")
    file = tmp_path / "state.tar"
    process = subprocess.Popen(
        [BINARY, "backup", "--data-dir", str(plane.data), str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait(lambda: (tmp_path / "state.tar.partial").exists(), 60, "the archive to grow")
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode != 0 and "interrupted" in error, error
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("state")] == []
    assert not (plane.data / "server/backup-pins").exists()
    assert plane.process.poll() is None
