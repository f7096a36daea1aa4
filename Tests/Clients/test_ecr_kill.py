"""64 clients push and pull 200 images that share layers while the control plane is killed again and
again: what was acknowledged is there bit for bit, content is whole, and no rubbish stays."""

import http.client
import json
import os
import queue
import random
import signal
import subprocess
import threading
import time

import pytest

from conftest import BINARY
from images import CONFIG, LAYER, MANIFEST, config, digest
from oci import descriptor, location, manifest
from raw import Answer
from registry import Registry
from test_backup import ControlPlane
from waiting import wait

IMAGES = int(os.environ.get("SKERRY_KILL_IMAGES", "200"))
KILLS = int(os.environ.get("SKERRY_KILL_KILLS", "20"))
WORKERS = 64
PULLS = 3  # After each push.
REPOSITORIES = [f"kill/{number}" for number in range(8)]
SHORT_LIVED = "kill/short-lived"  # Images of it are deleted once they are pushed.
SEED = int(os.environ.get("SKERRY_KILL_SEED", "0")) or random.randrange(1, 1 << 32)
# Docker's engine tries a layer six times, with pauses that grow; here time is the bound.
PATIENCE = 150


class Killed(ControlPlane):
    """A control plane that comes back on its port after a SIGKILL."""

    port = 0

    def start(self):
        endpoint = self.data / "server/endpoint.json"
        endpoint.unlink(missing_ok=True)
        with open(self.output, "a") as output:
            self.process = subprocess.Popen(
                [BINARY, "server", "--data-dir", str(self.data), "--port", str(self.port)],
                stdout=output, stderr=subprocess.STDOUT)
        wait(lambda: endpoint.exists() or self.process.poll() is not None, 60, "a control plane")
        assert self.process.poll() is None, self.logs()
        self.port = json.loads(endpoint.read_text())["port"]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)
        self.start()


@pytest.fixture
def plane(request, tmp_path_factory):
    plane = Killed(tmp_path_factory.mktemp("kill"))
    plane.start()
    yield plane
    if request.session.testsfailed:
        print(f"SKERRY_KILL_SEED={SEED}")
        print(plane.logs())
    if plane.process.poll() is None:
        plane.stop()


class Client:
    """One client with a connection of its own, which tries again as docker does."""

    def __init__(self, registry, seed):
        self.registry = registry
        self.dice = random.Random(seed)
        self.connection = None
        self.retries = 0

    def send(self, method, path, body=None, headers=None):
        """One request; None when the server was not there, or said that it cannot."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.registry.address, timeout=60)
            self.connection.request(method, path, body, self.registry.headers(headers))
            answer = Answer(self.connection.getresponse())
        except (OSError, http.client.HTTPException):
            self.close()
            return None
        return None if answer.status >= 500 or answer.status == 429 else answer

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def insist(self, attempt):
        """Tries until there is an outcome, with pauses that grow."""
        deadline = time.monotonic() + PATIENCE
        pause = 0.02
        while (outcome := attempt()) is None:
            assert time.monotonic() < deadline, "the registry did not come back"
            self.retries += 1
            time.sleep(pause * self.dice.uniform(0.5, 1.5))
            pause = min(pause * 2, 0.5)
        return outcome

    def push_blob(self, repository, data, source):
        self.insist(lambda: self.try_blob(repository, data, source))

    def try_blob(self, repository, data, source):
        """One way through the push of a layer, from its beginning; None when it was cut off."""
        name = digest(data)
        there = self.send("HEAD", f"/v2/{repository}/blobs/{name}")
        if there is None:
            return None
        if there.status == 200:
            return True
        uploads = f"/v2/{repository}/blobs/uploads/"
        mounted = self.send("POST", f"{uploads}?mount={name}&from={source}")
        if mounted is None:
            return None
        if mounted.status == 201:
            return True
        self.send("DELETE", location(mounted.expect(202)))
        way = self.dice.choice(["post", "put", "patch", "resumed"])
        if way == "resumed" and len(data) < 100:
            way = "put"  # An upload of one byte and an empty one have the same `Range`.
        if way == "post":
            done = self.send("POST", f"{uploads}?digest={name}", data)
            return done and bool(done.expect(201))
        begun = self.send("POST", uploads)
        if begun is None:
            return None
        path = location(begun.expect(202))
        sent = 0
        if way == "patch":
            answer = self.send("PATCH", path, iter([data[:len(data) // 2], data[len(data) // 2:]]))
            if answer is None:
                return None
            answer.expect(202)
            sent = len(data)
        steps = 0
        while way == "resumed" and sent < len(data):
            steps += 1
            if steps > 20:
                return None
            piece = data[sent:sent + max(1, len(data) // 3)]
            answer = self.send("PATCH", path, piece,
                               {"Content-Range": f"{sent}-{sent + len(piece) - 1}"})
            if answer is None or answer.status in (409, 416):
                # It asks where the upload stands, and goes on from there.
                answer = self.insist(lambda: self.send("GET", path))
                if answer.status == 404:
                    return None
                answer.expect(204)
            else:
                answer.expect(202)
            end = int(answer.headers["Range"].split("-")[1]) + 1
            sent = 0 if end == 1 else end
        done = self.send("PUT", f"{path}?digest={name}", data[sent:])
        # Of an upload that ended while the answer was lost, nothing is known any more.
        if done is None or done.status in (404, 409):
            return None
        done.expect(201)
        return True

    def push(self, repository, tag, image):
        """Pushes an image under a tag of its own, and moves the one that all of its repository's
        images have in turn."""
        source = self.dice.choice(REPOSITORIES)
        for data in image.blobs:
            self.push_blob(repository, data, source)
        for name in [tag, "latest"] if repository != SHORT_LIVED else [tag]:
            def attempt():
                answer = self.send("PUT", f"/v2/{repository}/manifests/{name}", image.manifest,
                                   {"Content-Type": MANIFEST})
                return answer and answer.expect(201)

            answer = self.insist(attempt)
            assert answer.headers["Docker-Content-Digest"] == digest(image.manifest)

    def delete(self, repository, tag, image):
        """Deletes an image, by its digest. That it is gone is an answer, too: of a request whose
        own was lost."""
        path = f"/v2/{repository}/manifests/{digest(image.manifest)}"
        answer = self.insist(lambda: self.send("DELETE", path))
        assert answer.status in (202, 404), (answer.status, answer.body)
        for reference in [tag, digest(image.manifest)]:
            path = f"/v2/{repository}/manifests/{reference}"
            self.insist(lambda: self.send("GET", path)).expect(404)

    def pull(self, repository, tag, image):
        """Pulls an image that was acknowledged, and compares every byte."""
        answer = self.insist(lambda: self.send("GET", f"/v2/{repository}/manifests/{tag}"))
        assert answer.expect(200).body == image.manifest
        for data in image.blobs:
            path = f"/v2/{repository}/blobs/{digest(data)}"
            answer = self.insist(lambda: self.send("GET", path))
            assert answer.expect(200).body == data


class Image:
    def __init__(self, blobs, manifest_data):
        self.blobs = blobs
        self.manifest = manifest_data


def make_images(dice):
    """Images of one to five layers out of a few dozen, and one of their own."""
    shared = [dice.randbytes(dice.choice([0, 1, 500, 20_000, 300_000, 1_500_000]))
              + bytes([number]) for number in range(60)]
    images = []
    for number in range(IMAGES):
        layers = dice.sample(shared, dice.randint(1, 5)) + [dice.randbytes(dice.randint(1, 100_000))]
        settings = config([(None, digest(data)) for data in layers], Labels={"n": str(number)})
        text = json.dumps(manifest(
            descriptor(settings, CONFIG), [descriptor(data, LAYER) for data in layers])).encode()
        images.append(Image([*layers, settings], text))
    return images


class Work:
    """What is to be pushed, what has been, and what went wrong."""

    def __init__(self, images):
        self.todo = queue.SimpleQueue()
        for number, image in enumerate(images):
            self.todo.put((REPOSITORIES[number % len(REPOSITORIES)], f"v{number}", image))
            if number % 8 == 0:
                self.todo.put((SHORT_LIVED, f"v{number}", image))
        self.lock = threading.Lock()
        self.acknowledged = []
        self.errors = []
        self.retries = self.pulls = 0

    def run(self, registry, seed):
        client = Client(registry, seed)
        try:
            while not self.errors:
                try:
                    job = self.todo.get_nowait()
                except queue.Empty:
                    return
                client.push(*job)
                if job[0] == SHORT_LIVED:
                    client.delete(*job)
                    continue
                with self.lock:
                    self.acknowledged.append(job)
                    others = [client.dice.choice(self.acknowledged) for _ in range(PULLS)]
                for other in others:
                    client.pull(*other)
                with self.lock:
                    self.pulls += PULLS
        except BaseException as error:  # noqa: BLE001: shown by the test
            self.errors.append(error)
        finally:
            client.close()
            with self.lock:
                self.retries += client.retries


def skerry(plane, *arguments):
    done = subprocess.run(
        [BINARY, "ecr", *arguments, "--output", "json", "--data-dir", str(plane.data)],
        capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


def files(plane, folder):
    root = plane.data / "server/registry" / folder
    return [path for path in root.rglob("*") if path.is_file()]


def age(paths, seconds):
    past = time.time() - seconds
    for path in paths:
        os.utime(path, (past, past))


def pull_everything(registry, acknowledged):
    client = Client(registry, 0)
    for job in acknowledged:
        client.pull(*job)
    client.close()


def test_pushes_and_pulls_while_the_server_is_killed(plane):
    dice = random.Random(SEED)
    registry = Registry(plane)
    for name in [*REPOSITORIES, SHORT_LIVED]:
        registry.ecr.create_repository(repositoryName=name)
    images = make_images(dice)
    work = Work(images)
    threads = [threading.Thread(target=work.run, args=(registry, SEED + number))
               for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for number in range(KILLS):
        # The kills lie between the pushes: each comes when so many have been acknowledged that
        # there are enough left for those to come, and then at any instant.
        enough = number * IMAGES // (KILLS + 1)
        wait(lambda: len(work.acknowledged) >= enough or work.errors, PATIENCE, "pushes")
        time.sleep(dice.uniform(0, 0.25))
        assert not work.errors, work.errors
        plane.kill()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert not work.errors, work.errors
    assert len(work.acknowledged) == IMAGES and work.pulls == PULLS * IMAGES
    assert work.retries >= KILLS

    # Content is whole, and everything that was acknowledged is there.
    report = skerry(plane, "verify")
    assert report["corrupt"] == report["missing"] == report["broken"] == []
    pull_everything(registry, work.acknowledged)
    for name in REPOSITORIES:
        pushed = {tag: digest(image.manifest) for each, tag, image in work.acknowledged
                  if each == name}
        tags = registry.send("GET", f"/v2/{name}/tags/list").expect(200).json["tags"]
        assert tags == sorted([*pushed, "latest"])
        shown = {tag: image["imageDigest"]
                 for page in registry.ecr.get_paginator("describe_images").paginate(
                     repositoryName=name)
                 for image in page["imageDetails"] for tag in image["imageTags"]}
        assert shown.pop("latest") in pushed.values()
        assert shown == pushed
    assert registry.ecr.list_images(repositoryName=SHORT_LIVED)["imageIds"] == []

    # What was cut off is bounded by what was under way, and goes in time.
    assert files(plane, "staging") == []
    assert len(files(plane, "uploads")) <= KILLS * WORKERS
    age(files(plane, "uploads"), 25 * 3600)
    plane.kill()
    wait(lambda: files(plane, "uploads") == [], 30, "stale uploads to be removed")

    # The collection takes what no image needs, and nothing else.
    gone = REPOSITORIES[-1]
    for name in [gone, SHORT_LIVED]:
        registry.ecr.delete_repository(repositoryName=name, force=True)
    kept = [job for job in work.acknowledged if job[0] != gone]
    wanted = {digest(data) for _, _, image in kept for data in [*image.blobs, image.manifest]}
    blobs = files(plane, "blobs")
    age(blobs, 2 * 3600)
    foreseen = skerry(plane, "gc", "--dry-run")
    assert len(files(plane, "blobs")) == len(blobs)
    done = skerry(plane, "gc")
    assert done == {**foreseen, "dryRun": False}
    assert {f"sha256:{path.name}" for path in files(plane, "blobs")} == wanted
    assert done["removedBlobs"] == len(blobs) - len(wanted) > 0
    skerry(plane, "verify")
    pull_everything(registry, kept)
    plane.stop()
    # Nothing but records and content: no file of a process that is gone, nothing set aside.
    assert files(plane, "quarantine") == []
    known = {"blobs", "uploads", "staging", "quarantine", "layout"}
    assert {path.name for path in (plane.data / "server/registry").iterdir()} <= known
