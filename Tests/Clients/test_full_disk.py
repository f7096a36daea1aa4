"""A disk that is full: every part says so in its own words, loses nothing, and goes on once there
is room."""

import os
import subprocess
import uuid

import pytest
from botocore.exceptions import ClientError
from conftest import BINARY, Skerry
from images import IDLE, Images, layer, write_layout
from tasks import Tasks, part, processes


@pytest.fixture(scope="module")
def small(request, tmp_path_factory):
    """An installation whose data directory is a small file system of its own."""
    data = tmp_path_factory.mktemp("small")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(data)], check=True)
    skerry = Skerry(data)
    try:
        skerry.start()
        yield skerry
        if request.session.testsfailed:
            print(skerry.logs())
        skerry.stop()
    finally:
        subprocess.run(["umount", "-l", str(data)], check=True)


def fill(folder):
    """Takes all the room there is; returns the file that holds it."""
    path = folder / "filler"
    with open(path, "wb", buffering=0) as file:
        size = 1 << 20
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2
    return path


def test_a_full_disk(small, tmp_path):
    images = Images(small, tmp_path)
    tasks = Tasks(small, images)
    definition = tasks.define(tasks.container(memory=8))
    task = tasks.run(definition)
    pid = processes(part(tasks.running(task)))[0]
    # An image whose content is not on the machine yet.
    write_layout(tmp_path / "big", [images.base, layer(files={"big": os.urandom(6 << 20)})],
                 "big", Cmd=IDLE)
    images.push(tmp_path / "big", "big", Images.REPOSITORY, "big")
    needy = tasks.define(tasks.container(image=images.name(Images.REPOSITORY, "big"), memory=8))
    filler = fill(small.data)
    try:
        # What is committed can be read; what cannot be committed is refused and leaves nothing.
        assert tasks.describe(task)["lastStatus"] == "RUNNING"
        name = "full-" + uuid.uuid4().hex[:8]
        pairs = {f"key{number}": "x" * 255 for number in range(50)}
        tags = {
            form: [{form[0]: key, form[1]: value} for key, value in pairs.items()]
            for form in [("key", "value"), ("Key", "Value")]}
        for call in [
            lambda name: tasks.ecs.create_cluster(clusterName=name, tags=tags["key", "value"]),
            lambda name: small.client("ecr").create_repository(
                repositoryName=name, tags=tags["Key", "Value"]),
            lambda name: tasks.logs.create_log_group(logGroupName=name, tags=pairs),
        ]:
            # The store's log may have room left, for some thousand records at most.
            with pytest.raises(ClientError) as error:
                for number in range(5_000):
                    call(f"{name}-{number}")
            assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
        os.kill(small.server_pid(), 0)
        os.kill(pid, 0)
    finally:
        filler.unlink()
    # Room for the store, but not for an image.
    filler = fill(small.data)
    os.truncate(filler, max(0, filler.stat().st_size - (2 << 20)))
    try:
        failed = tasks.stopped(tasks.run(needy))
        assert part(failed)["reason"].startswith("CannotPullContainerError: ")
        assert "no space left on device" in part(failed)["reason"]
    finally:
        filler.unlink()
    assert processes(part(tasks.running(task)))[0] == pid
    tasks.ecs.create_cluster(clusterName=name)
    ended = tasks.run(needy)
    tasks.running(ended)
    tasks.stop(ended)
    tasks.stop(task)
