"""What the tests of the OCI distribution API share: a control plane, a repository, content."""

import contextlib
import json
import os
import uuid
from urllib.parse import urlsplit

import pytest

from images import CONFIG, INDEX, LAYER, MANIFEST, config, digest
from registry import Registry, small_layer
from test_backup import ControlPlane
from test_object_store import KEY, Bucket, object_store

OCTETS = {"Content-Type": "application/octet-stream"}
EMPTY = "application/vnd.oci.empty.v1+json"
DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
# The digest of something that nobody pushes.
ABSENT = digest(b"nobody has pushed this")

# The specification's codes of errors (distribution-spec 1.1, "Error Codes").
CODES = {
    "BLOB_UNKNOWN", "BLOB_UPLOAD_INVALID", "BLOB_UPLOAD_UNKNOWN", "DIGEST_INVALID",
    "MANIFEST_BLOB_UNKNOWN", "MANIFEST_INVALID", "MANIFEST_UNKNOWN", "NAME_INVALID",
    "NAME_UNKNOWN", "SIZE_INVALID", "UNAUTHORIZED", "DENIED", "UNSUPPORTED", "TOOMANYREQUESTS",
}


@contextlib.contextmanager
def running(request, tmp_path_factory):
    """A control plane, which keeps its content where the fixture's parameter says."""
    plane = ControlPlane(tmp_path_factory.mktemp("oci"))
    with contextlib.ExitStack() as stack:
        if getattr(request, "param", "files") == "objects":
            address = stack.enter_context(object_store(tmp_path_factory.mktemp("store")))
            plane.arguments = ("--blob-storage", Bucket(address, "oci").location)
            plane.environment = KEY
        plane.start()
        yield plane
        if request.session.testsfailed:
            print(plane.logs())
        plane.stop()


@pytest.fixture(scope="module")
def plane(request, tmp_path_factory):
    """A control plane for one module's tests."""
    with running(request, tmp_path_factory) as plane:
        yield plane


@pytest.fixture(scope="module", params=["files", "objects"])
def plane_of_each_storage(request, tmp_path_factory):
    """One with its content in files, and one with an object store: import it as `plane`."""
    with running(request, tmp_path_factory) as plane:
        yield plane


@pytest.fixture(scope="module")
def registry(plane):
    return Registry(plane)


@pytest.fixture
def repository(registry):
    """A repository of its own for a test."""
    with temporary(registry) as repository:
        yield repository


@pytest.fixture
def other(registry):
    """Another one."""
    with temporary(registry) as repository:
        yield repository


class temporary:
    """A repository that goes with the block."""

    def __init__(self, registry, **settings):
        self.repository = Repository(registry, f"oci/{uuid.uuid4().hex[:12]}")
        self.settings = settings

    def __enter__(self):
        self.repository.registry.ecr.create_repository(
            repositoryName=self.repository.name, **self.settings)
        return self.repository

    def __exit__(self, *_):
        self.repository.registry.ecr.delete_repository(
            repositoryName=self.repository.name, force=True)


class Repository:
    """One repository, by plain HTTP."""

    def __init__(self, registry, name):
        self.registry = registry
        self.name = name

    def send(self, method, path, body=None, headers=None):
        return self.registry.send(method, f"/v2/{self.name}/{path}", body, headers)

    def follow(self, answer, method="GET", query="", body=None, headers=None):
        """Sends a request to where an answer's `Location` leads."""
        return self.registry.send(
            method, location(answer) + (f"?{query}" if query else ""), body, headers)

    def begin(self):
        """Begins an upload; the answer to it."""
        answer = self.send("POST", "blobs/uploads/").expect(202)
        assert location(answer)
        return answer

    def put_blob(self, data):
        return self.registry.put_blob(self.name, data)

    def put_manifest(self, body, reference=None, media_type=None):
        """Puts a manifest, under its digest unless another reference is given."""
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        media_type = media_type or json.loads(body).get("mediaType", MANIFEST)
        return self.send("PUT", f"manifests/{reference or digest(body)}", body,
                         {"Content-Type": media_type})

    def put_image(self, tag=None, text=None, **members):
        """Pushes an image of one small layer; its manifest's bytes."""
        layers = [small_layer(text or uuid.uuid4().hex)]
        settings = config(layers)
        for data in [settings, layers[0][0]]:
            self.put_blob(data)
        body = json.dumps(manifest(
            descriptor(settings, CONFIG), [descriptor(layers[0][0], LAYER)], **members)).encode()
        self.put_manifest(body, tag).expect(201)
        return body

    def put_artifact(self, kind, subject=None, content=b"{}", tag=None, **members):
        """Pushes what the image specification calls an artifact; its manifest's bytes."""
        self.put_blob(b"{}")
        self.put_blob(content)
        body = json.dumps(manifest(
            descriptor(b"{}", EMPTY), [descriptor(content, kind)], artifactType=kind,
            **({"subject": descriptor(subject, MANIFEST)} if subject else {}),
            **members)).encode()
        self.put_manifest(body, tag).expect(201)
        return body

    def put_index(self, manifests, tag=None, media_type=INDEX, **members):
        """Pushes an index of manifests; its bytes."""
        body = json.dumps(index(
            [descriptor(data, json.loads(data)["mediaType"]) for data in manifests],
            media_type, **members)).encode()
        self.put_manifest(body, tag).expect(201)
        return body

    def tags(self):
        return self.send("GET", "tags/list").expect(200).json["tags"]


def descriptor(content, media_type, **members):
    return {"mediaType": media_type, "digest": digest(content), "size": len(content), **members}


def manifest(settings, layers, **members):
    return {"schemaVersion": 2, "mediaType": MANIFEST, "config": settings, "layers": layers,
            **members}


def index(manifests, media_type=INDEX, **members):
    return {"schemaVersion": 2, "mediaType": media_type, "manifests": manifests, **members}


def location(answer):
    """The path in an answer's `Location`, absolute or not."""
    target = urlsplit(answer.headers["Location"])
    assert not target.query, "the tests add queries of their own"
    return target.path


def refused(answer, status, *codes):
    """Checks that an answer is an error as the specification writes them."""
    answer.expect(status)
    assert answer.headers["Content-Type"].startswith("application/json")
    errors = answer.json["errors"]
    assert errors and all({"code", "message"} <= set(error) for error in errors), answer.body
    assert answer.code in codes, answer.body
    return answer


def same_headers(get, head):
    """Checks that HEAD said what GET did, and sent nothing."""
    def fields(answer):
        return {name.lower(): value for name, value in answer.headers.items()
                if name.lower() not in ("date", "x-amzn-requestid")}

    assert head.body == b""
    assert head.status == get.status
    assert fields(head) == fields(get), (fields(head), fields(get))


def random_bytes(size):
    return os.urandom(size)
