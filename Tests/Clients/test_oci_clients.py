"""The registry through the tools that people have: skopeo, buildah, podman, oras; and through the
requests of oras and cosign (the programs in Go), written out."""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile

import oras.client
import pytest

from images import CONFIG, INDEX, LAYER, MANIFEST, config, credentials, digest, write_layout
from oci import (
    DOCKER_LIST, DOCKER_MANIFEST, EMPTY, OCTETS, Repository, descriptor, index, location, manifest, other, plane,
    refused, registry, repository)
from registry import small_layer
from test_ecr import write_index

POLICY = '{"default": [{"type": "insecureAcceptAnything"}]}'


class Tool:
    """One of the tools that keep images of their own, with a storage that goes with the test."""

    def __init__(self, program, plane, folder):
        self.program, self.plane, self.folder = program, plane, folder
        self.options = ["--root", folder / "root", "--runroot", folder / "run",
                        "--storage-driver", "vfs"]
        if program == "podman":
            self.options += ["--cgroup-manager", "cgroupfs", "--events-backend", "none",
                             "--tmpdir", folder / "tmp"]
        (folder / "policy.json").write_text(POLICY)
        (folder / "auth.json").write_text("{}")
        self.policy = ["--signature-policy", folder / "policy.json"]
        self.credentials = credentials(plane, "--creds")

    def __call__(self, *arguments, ok=True):
        done = subprocess.run(
            [self.program, *self.options, *arguments], capture_output=True, text=True,
            cwd=self.folder, timeout=120,
            env={**os.environ, "REGISTRY_AUTH_FILE": str(self.folder / "auth.json"),
                 "TMPDIR": str(self.folder), "HOME": str(self.folder)})
        assert (done.returncode == 0) == ok, f"{self.program} {arguments}\n{done.stderr}"
        return done.stdout.strip() if ok else done.stderr

    def push(self, *arguments, **options):
        return self("push", *self.policy, "--tls-verify=false", *self.credentials, *arguments,
                    **options)

    def pull(self, *arguments, **options):
        return self("pull", *self.policy, "--tls-verify=false", *self.credentials, *arguments,
                    **options)

    def clear(self):
        """Forgets every image, so that the next pull asks for everything."""
        self("rmi", "--all", "--force")


@pytest.fixture
def folder():
    """A folder with a short name: podman wants no more than 50 characters."""
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        yield pathlib.Path(folder)


@pytest.fixture
def buildah(plane, folder):
    return Tool("buildah", plane, folder)


@pytest.fixture
def podman(plane, folder):
    return Tool("podman", plane, folder)


@pytest.fixture
def name(plane, repository):
    """The repository's name as tools write it."""
    return f"{plane.env()['SKERRY_REGISTRY']}/{repository.name}"


class Skopeo:
    def __init__(self, plane):
        self.plane = plane
        self.source = ["--src-tls-verify=false", *credentials(plane, "--src-creds")]
        self.target = ["--dest-tls-verify=false", *credentials(plane, "--dest-creds")]
        self.only = ["--tls-verify=false", *credentials(plane, "--creds")]

    def __call__(self, *arguments, ok=True):
        done = subprocess.run(
            ["skopeo", "--insecure-policy", *map(str, arguments)], capture_output=True, text=True,
            timeout=120, env={**os.environ, "REGISTRY_AUTH_FILE": os.devnull})
        assert (done.returncode == 0) == ok, f"skopeo {arguments}\n{done.stderr}"
        return done.stdout if ok else done.stderr

    def copy(self, *arguments, **options):
        return self("copy", *self.source, *self.target, *arguments, **options)


@pytest.fixture
def skopeo(plane):
    return Skopeo(plane)


def layout_blobs(folder):
    """Every blob of an OCI layout, each checked against its name."""
    found = {}
    for path in (folder / "blobs/sha256").iterdir():
        found[path.name] = path.read_bytes()
        assert hashlib.sha256(found[path.name]).hexdigest() == path.name
    return found


# skopeo


def test_skopeo_copies_by_digest(skopeo, repository, name, tmp_path):
    pushed = write_layout(tmp_path / "in", [small_layer("digest")], "v1", Cmd=["/file"])
    skopeo("copy", *skopeo.target, f"oci:{tmp_path}/in:v1", f"docker://{name}@{pushed}")
    assert repository.tags() == []
    skopeo("copy", *skopeo.source, f"docker://{name}@{pushed}", f"oci:{tmp_path}/out")
    assert layout_blobs(tmp_path / "out") == layout_blobs(tmp_path / "in")
    skopeo.copy(f"docker://{name}@{pushed}", f"docker://{name}:v1")
    raw = skopeo("inspect", *skopeo.only, "--raw", f"docker://{name}:v1")
    assert digest(raw.encode()) == pushed
    assert "manifest unknown" in skopeo(
        "copy", *skopeo.source, f"docker://{name}@{digest(b'x')}", f"oci:{tmp_path}/none",
        ok=False).lower()


def test_skopeo_copies_every_architecture(skopeo, repository, other, name, plane, tmp_path):
    top, images = write_index(
        tmp_path / "in", {"arm64": [small_layer("arm")], "amd64": [small_layer("amd")]}, "v1")
    skopeo("copy", "--all", *skopeo.target, f"oci:{tmp_path}/in:v1", f"docker://{name}:v1")
    assert repository.send("HEAD", "manifests/v1").headers["Docker-Content-Digest"] == top
    target = f"{plane.env()['SKERRY_REGISTRY']}/{other.name}"
    skopeo.copy("--all", "--preserve-digests", f"docker://{name}@{top}", f"docker://{target}:v2")
    for one in [top, *images]:
        other.send("GET", f"manifests/{one}").expect(200)
    skopeo("copy", "--all", *skopeo.source, f"docker://{target}:v2", f"oci:{tmp_path}/out:v2")
    assert layout_blobs(tmp_path / "out") == layout_blobs(tmp_path / "in")
    one = skopeo("inspect", *skopeo.only, "--override-arch", "arm64", f"docker://{target}:v2")
    assert json.loads(one)["Architecture"] == "arm64"


def test_skopeo_lists_and_deletes(skopeo, repository, name, tmp_path):
    write_layout(tmp_path / "in", [small_layer("list")], "v1")
    for tag in ["v1", "v2", "v3"]:
        skopeo("copy", *skopeo.target, f"oci:{tmp_path}/in:v1", f"docker://{name}:{tag}")
    assert json.loads(skopeo("list-tags", *skopeo.only, f"docker://{name}"))["Tags"] == [
        "v1", "v2", "v3"]
    # It deletes by digest, which takes all tags.
    skopeo("delete", *skopeo.only, f"docker://{name}:v2")
    assert json.loads(skopeo("list-tags", *skopeo.only, f"docker://{name}"))["Tags"] == []
    assert "manifest unknown" in skopeo(
        "inspect", *skopeo.only, f"docker://{name}:v1", ok=False).lower()
    assert "404" in skopeo("list-tags", *skopeo.only, f"docker://{name}/x", ok=False)


def test_skopeo_lists_more_tags_than_a_page_holds(skopeo, repository, name):
    expected = []
    for number in range(2):
        body = repository.put_image()
        for tag in [f"{number}-{each:03}" for each in range(510)]:
            repository.put_manifest(body, tag).expect(201)
            expected.append(tag)
    assert json.loads(skopeo("list-tags", *skopeo.only, f"docker://{name}"))["Tags"] == expected


def test_skopeo_syncs(skopeo, repository, other, name, plane, tmp_path):
    for tag in ["v1", "v2"]:
        write_layout(tmp_path / tag, [small_layer("shared"), small_layer(tag)], tag)
        skopeo("copy", *skopeo.target, f"oci:{tmp_path}/{tag}:{tag}", f"docker://{name}:{tag}")
    skopeo("sync", *skopeo.source, "--src", "docker", "--dest", "dir", name, tmp_path / "mirror")
    assert sorted(path.name.split(":")[-1] for path in (tmp_path / "mirror").iterdir()) == [
        "v1", "v2"]
    # Into another registry, or part of one: the last part of the name is kept.
    ecr = repository.registry.ecr
    target = f"{other.name}/{repository.name.split('/')[-1]}"
    copy = Repository(repository.registry, target)
    sync = ["sync", *skopeo.source, *skopeo.target, "--src", "docker", "--dest", "docker", name,
            f"{plane.env()['SKERRY_REGISTRY']}/{other.name}"]
    assert "does not exist" in skopeo(*sync, ok=False)
    ecr.create_repository(repositoryName=target)
    skopeo(*sync)
    assert copy.tags() == ["v1", "v2"]
    for tag in ["v1", "v2"]:
        assert copy.send("GET", f"manifests/{tag}").body \
            == repository.send("GET", f"manifests/{tag}").body
    ecr.delete_repository(repositoryName=target, force=True)


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_skopeo_compresses(skopeo, repository, name, tmp_path, compression):
    write_layout(tmp_path / "in", [small_layer("compressed")], "v1")
    skopeo("copy", "--src-no-creds", f"oci:{tmp_path}/in:v1", f"dir:{tmp_path}/plain",
           "--dest-decompress")
    skopeo("copy", *skopeo.target, "--dest-compress-format", compression, "--format", "oci",
           f"dir:{tmp_path}/plain", f"docker://{name}:v1")
    layer = repository.send("GET", "manifests/v1").expect(200).json["layers"][0]
    assert layer["mediaType"].endswith(f"+{compression}")
    skopeo("copy", *skopeo.source, f"docker://{name}:v1", f"oci:{tmp_path}/out:v1")


def test_skopeo_converts_to_dockers_form(skopeo, repository, name, tmp_path):
    write_layout(tmp_path / "in", [small_layer("converted")], "v1")
    skopeo("copy", *skopeo.target, f"oci:{tmp_path}/in:v1", f"docker://{name}:oci")
    skopeo.copy("--format", "v2s2", f"docker://{name}:oci", f"docker://{name}:docker")
    answer = repository.send("GET", "manifests/docker").expect(200)
    assert answer.headers["Content-Type"] == DOCKER_MANIFEST
    # Schema 1 is refused, as everywhere, and says so.
    assert "manifest" in skopeo.copy(
        "--format", "v2s1", f"docker://{name}:docker", f"docker://{name}:old", ok=False)
    assert repository.tags() == ["docker", "oci"]


# buildah and podman


def build(tool, text):
    """Builds an image of one file without running anything; its id."""
    (tool.folder / "hello").write_text(text)
    (tool.folder / "Containerfile").write_text('FROM scratch\nCOPY hello /hello\nCMD ["/hello"]\n')
    arguments = ["build" if tool.program == "podman" else "bud", *tool.policy, "--layers=false",
                 "--quiet", "--isolation", "chroot", "."]
    return tool(*arguments).splitlines()[-1]


@pytest.mark.parametrize("form", ["oci", "docker"])
@pytest.mark.parametrize("program", ["buildah", "podman"])
def test_push_and_pull(request, repository, name, program, form):
    tool = request.getfixturevalue(program)
    image = build(tool, f"{program} {form}")
    form = "v2s2" if form == "docker" else form
    tool.push("--format", form, "--digestfile", tool.folder / "digest", image, f"{name}:v1")
    pushed = (tool.folder / "digest").read_text().strip()
    answer = repository.send("GET", "manifests/v1").expect(200)
    assert answer.headers["Docker-Content-Digest"] == pushed == digest(answer.body)
    tool.clear()
    by_tag = tool.pull(f"{name}:v1").splitlines()[-1]
    tool.clear()
    by_digest = tool.pull(f"{name}@{pushed}").splitlines()[-1]
    assert by_tag == by_digest
    # Again under another tag: nothing is sent but the manifest.
    tool.push("--format", form, by_digest, f"{name}:v2")
    assert repository.tags() == ["v1", "v2"]
    assert "does not exist" in tool.push(by_digest, f"{name}/other:v1", ok=False)


def test_buildah_manifest(buildah, repository, name):
    images = {architecture: build(buildah, architecture) for architecture in ["amd64", "arm64"]}
    buildah("manifest", "create", "several")
    for architecture, image in images.items():
        buildah("manifest", "add", "--arch", architecture, "--os", "linux", "several", image)
    for tag, form in [("oci", "oci"), ("docker", "v2s2")]:
        buildah("manifest", "push", *buildah.policy, "--all", "--format", form,
                "--tls-verify=false", *buildah.credentials, "several", f"docker://{name}:{tag}")
        answer = repository.send("GET", f"manifests/{tag}").expect(200)
        assert answer.headers["Content-Type"] == (INDEX if form == "oci" else DOCKER_LIST)
        entries = answer.json["manifests"]
        assert {entry["platform"]["architecture"] for entry in entries} == set(images)
        for entry in entries:
            repository.send("GET", f"manifests/{entry['digest']}").expect(200)
    buildah("rmi", "--all", "--force")
    assert buildah.pull("--arch", "arm64", f"{name}:oci")


def test_podman_manifest(podman, repository, name):
    image = build(podman, "one")
    podman.push(image, f"{name}:amd64")
    podman("manifest", "create", f"{name}:all")
    podman("manifest", "add", "--tls-verify=false", *podman.credentials, f"{name}:all",
           f"docker://{name}:amd64")
    podman("manifest", "push", "--all", "--tls-verify=false", *podman.credentials, f"{name}:all",
           f"docker://{name}:all")
    assert len(repository.send("GET", "manifests/all").expect(200).json["manifests"]) == 1
    podman.clear()
    assert podman.pull(f"{name}:all")
    found = json.loads(podman("image", "inspect", f"{name}:all"))[0]
    assert found["Config"]["Cmd"] == ["/hello"]


def test_podman_logs_in(podman, repository, name):
    user, password = podman.credentials[1].split(":", 1)
    host = name.split("/")[0]
    assert "Login Succeeded" in podman(
        "login", "--tls-verify=false", "-u", user, "-p", password, host)
    image = build(podman, "login")
    podman("push", *podman.policy, "--tls-verify=false", image, f"{name}:v1")
    listed = podman("search", "--tls-verify=false", "--list-tags", "--format", "{{.Tag}}", name)
    assert listed.split()[-1] == "v1"
    podman("logout", host)
    refusal = podman("push", *podman.policy, "--tls-verify=false", image, f"{name}:v2", ok=False)
    assert "unauthorized" in refusal.lower() or "authentication required" in refusal.lower()
    assert "invalid username/password" in podman(
        "login", "--tls-verify=false", "-u", user, "-p", "wrong", host, ok=False)


# oras, its library in Python


def test_oras(plane, repository, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    host = plane.env()["SKERRY_REGISTRY"]
    user, password = credentials(plane, "")[1].split(":", 1)
    client = oras.client.OrasClient(hostname=host, insecure=True, auth_backend="basic")
    client.auth.set_basic_auth(user, password)
    (tmp_path / "artifact.txt").write_text("an artifact")
    target = f"{host}/{repository.name}:v1"
    answer = client.push(
        files=["artifact.txt:text/plain"], target=target, disable_path_validation=True,
        manifest_annotations={"made-by": "a test"})
    assert answer.status_code == 201
    stored = repository.send("GET", "manifests/v1").expect(200).json
    assert stored["annotations"] == {"made-by": "a test"}
    assert [layer["mediaType"] for layer in stored["layers"]] == ["text/plain"]
    (tmp_path / "artifact.txt").unlink()
    (tmp_path / "out").mkdir()
    [pulled] = client.pull(target=target, outdir=str(tmp_path / "out"))
    assert open(pulled).read() == "an artifact"
    assert client.get_tags(target) == ["v1"]
    client.delete_tags(target, ["v1"])
    assert repository.tags() == []


# oras, as its program speaks


class Go:
    """Requests as oras-go makes them: the first without credentials, then with those that the
    challenge asks for."""

    def __init__(self, repository):
        self.repository = repository
        self.known = False

    def send(self, method, path, body=None, headers=None):
        headers = {"User-Agent": "oras-go", **(headers or {})}
        if not self.known:
            connection = self.repository.registry.connection()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            assert answer.status == 401
            assert answer.headers["WWW-Authenticate"].lower().startswith("basic ")
            self.known = True
        return self.repository.registry.send(method, path, body, headers)

    def path(self, *parts):
        return "/".join([f"/v2/{self.repository.name}", *parts])

    def push_blob(self, data):
        """HEAD, POST, and PUT to where POST says."""
        if self.send("HEAD", self.path("blobs", digest(data))).status == 200:
            return
        begun = self.send("POST", self.path("blobs", "uploads/")).expect(202)
        self.send("PUT", f"{location(begun)}?digest={digest(data).replace(':', '%3A')}", data,
                  OCTETS).expect(201)

    def push(self, body, reference=None):
        """A manifest; the answer."""
        media_type = json.loads(body)["mediaType"]
        self.send("HEAD", self.path("manifests", digest(body)), headers={"Accept": media_type})
        answer = self.send("PUT", self.path("manifests", reference or digest(body)), body,
                           {"Content-Type": media_type})
        assert answer.expect(201).headers["Docker-Content-Digest"] == digest(body)
        return answer

    def resolve(self, reference):
        accept = ", ".join([
            DOCKER_MANIFEST, DOCKER_LIST, MANIFEST, INDEX,
            "application/vnd.oci.artifact.manifest.v1+json"])
        answer = self.send("HEAD", self.path("manifests", reference), headers={"Accept": accept})
        answer.expect(200)
        return {"mediaType": answer.headers["Content-Type"],
                "digest": answer.headers["Docker-Content-Digest"],
                "size": int(answer.headers["Content-Length"])}


def artifact(kind, content, subject=None, **members):
    return json.dumps(manifest(
        descriptor(b"{}", EMPTY), [descriptor(content, kind)], artifactType=kind,
        **({"subject": subject} if subject else {}), **members)).encode()


def test_oras_attaches_and_discovers(repository):
    go = Go(repository)
    image = repository.put_image("v1")
    subject = go.resolve("v1")
    assert subject == descriptor(image, MANIFEST)
    attached = {}
    for kind, content in [("application/spdx+json", b'{"spdx": 1}'), ("sig/example", b"signed"),
                          ("sig/example", b"signed again")]:
        for data in [b"{}", content]:
            go.push_blob(data)
        body = artifact(kind, content, subject,
                        annotations={"org.opencontainers.image.created": "2026-01-01T00:00:00Z"})
        # With this field the client leaves the fallback tag alone.
        assert go.push(body).headers["OCI-Subject"] == subject["digest"]
        attached[digest(body)] = kind
    for kind in [None, "sig/example", "other"]:
        query = f"?artifactType={kind.replace('/', '%2F')}" if kind else ""
        answer = go.send("GET", go.path("referrers", subject["digest"]) + query,
                         headers={"Accept": INDEX}).expect(200)
        assert answer.headers["Content-Type"] == INDEX
        assert {entry["digest"]: entry["artifactType"] for entry in answer.json["manifests"]} == {
            name: each for name, each in attached.items() if kind in (None, each)}
        for entry in answer.json["manifests"]:
            text = go.send("GET", go.path("manifests", entry["digest"])).expect(200)
            assert len(text.body) == entry["size"]
            for layer in text.json["layers"]:
                blob = go.send("GET", go.path("blobs", layer["digest"])).expect(200)
                assert digest(blob.body) == layer["digest"]
    # What is attached to what is attached.
    first = next(iter(attached))
    go.push(artifact("sig/example", b"signed", go.resolve(first)))
    assert len(go.send("GET", go.path("referrers", first)).json["manifests"]) == 1
    go.send("DELETE", go.path("manifests", first)).expect(202)
    found = go.send("GET", go.path("referrers", subject["digest"])).json["manifests"]
    assert {entry["digest"] for entry in found} == set(attached) - {first}


def test_fallback_tag_of_clients_without_the_referrers_api(repository):
    """An index under the tag `sha256-<hex>`, which its client reads, changes and puts back."""
    go = Go(repository)
    image = repository.put_image("v1")
    subject = go.resolve("v1")
    tag = subject["digest"].replace(":", "-")
    refused(go.send("GET", go.path("manifests", tag)), 404, "MANIFEST_UNKNOWN")
    entries, previous = [], None
    go.push_blob(b"{}")
    for number in range(3):
        content = str(number).encode()
        go.push_blob(content)
        body = artifact("sig/example", content, subject)
        go.push(body)
        entries.append(descriptor(body, MANIFEST, artifactType="sig/example"))
        listed = json.dumps(index(entries)).encode()
        go.push(listed, tag)
        if previous:
            go.send("DELETE", go.path("manifests", digest(previous))).expect(202)
        previous = listed
        assert go.send("GET", go.path("manifests", tag)).expect(200).json["manifests"] == entries
    # Both ways lead to the same artifacts.
    found = go.send("GET", go.path("referrers", digest(image))).json["manifests"]
    assert {entry["digest"] for entry in found} == {entry["digest"] for entry in entries}
    assert repository.tags() == [tag, "v1"]


def test_signatures_of_cosign(repository):
    """`cosign sign` puts an image whose tag says what it signs, and adds layers to it."""
    go = Go(repository)
    image = repository.put_image("v1")
    for ending in [".sig", ".att", ".sbom"]:
        tag = digest(image).replace(":", "-") + ending
        refused(go.send("GET", go.path("manifests", tag)), 404, "MANIFEST_UNKNOWN")
        layers = []
        for number in range(2):
            payload = json.dumps({"critical": {
                "image": {"docker-manifest-digest": digest(image)}, "number": number,
                "type": "cosign container image signature"}}).encode()
            settings = config([])
            for data in [payload, settings]:
                go.push_blob(data)
            layers.append(descriptor(
                payload, "application/vnd.dev.cosign.simplesigning.v1+json",
                annotations={"dev.cosignproject.cosign/signature": "MEUCIQ=="}))
            go.push(json.dumps(manifest(descriptor(settings, CONFIG), layers)).encode(), tag)
            stored = go.send("GET", go.path("manifests", tag)).expect(200).json
            assert stored["layers"] == layers
    assert len(repository.tags()) == 4


# What docker sends


def test_docker_pushes_and_pulls(repository, other):
    """As the engine does: HEAD of each layer, a mount where it knows one, PATCH in chunked coding,
    PUT; then HEAD and GET of the manifest by its engine's list of types."""
    layers = [small_layer(text) for text in ["docker one", "docker two"]]
    settings = config(layers)
    other.put_blob(layers[0][0])
    mounted = repository.send(
        "POST", f"blobs/uploads/?from={other.name}&mount={digest(layers[0][0])}")
    mounted.expect(201)
    for data in [layers[1][0], settings]:
        repository.send("HEAD", f"blobs/{digest(data)}").expect(404)
        begun = repository.begin()
        sent = repository.follow(begun, "PATCH", body=iter([data[:50], data[50:]])).expect(202)
        repository.follow(sent, "PUT", f"digest={digest(data)}").expect(201)
        repository.send("HEAD", f"blobs/{digest(data)}").expect(200)
    body = json.dumps({
        "schemaVersion": 2, "mediaType": DOCKER_MANIFEST,
        "config": descriptor(settings, "application/vnd.docker.container.image.v1+json"),
        "layers": [descriptor(data, "application/vnd.docker.image.rootfs.diff.tar.gzip")
                   for data, _ in layers]}, indent=3).encode()
    repository.put_manifest(body, "latest").expect(201)
    accept = {"Accept": ", ".join([DOCKER_MANIFEST, DOCKER_LIST, MANIFEST, INDEX, "*/*"])}
    head = repository.send("HEAD", "manifests/latest", headers=accept).expect(200)
    got = repository.send(
        "GET", f"manifests/{head.headers['Docker-Content-Digest']}", headers=accept).expect(200)
    assert got.body == body and got.headers["Content-Type"] == DOCKER_MANIFEST
    for layer in got.json["layers"]:
        assert digest(repository.send("GET", f"blobs/{layer['digest']}").body) == layer["digest"]

