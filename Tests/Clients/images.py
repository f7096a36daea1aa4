"""Small images made from a static busybox, without a builder, and pushed with skopeo."""

import base64
import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tarfile

BUSYBOX = pathlib.Path("/bin/busybox")
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"

# Ends with code 0 as soon as it is told to.
IDLE = ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 86400 & wait"]
WEB = ["/bin/busybox", "httpd", "-f", "-vv", "-p", "80", "-h", "/www"]

APPLETS = [
    "ash", "cat", "chmod", "chown", "cp", "date", "dd", "df", "echo", "env", "false", "find",
    "free", "grep", "head", "hostname", "httpd", "id", "ifconfig", "ip", "kill", "ls", "mkdir",
    "mount", "mv", "nc", "netstat", "nslookup", "ping", "printf", "ps", "pwd", "rm", "route",
    "sed", "seq", "sh", "sleep", "sort", "stat", "tail", "tee", "test", "touch", "tr", "true",
    "ulimit", "uname", "usleep", "wc", "wget", "yes",
]


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def layer(files=None, links=None, folders=()):
    """A layer as (compressed bytes, diff id). `files`: path → bytes; `links`: path → target."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in folders:
            info = tarfile.TarInfo(name)
            info.type = tarfile.DIRTYPE
            info.mode = 0o1777 if name == "tmp" else 0o755
            archive.addfile(info)
        for name, data in (files or {}).items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.mode = 0o755
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type = tarfile.SYMTYPE
            info.linkname = target
            archive.addfile(info)
    return gzip.compress(buffer.getvalue(), 1, mtime=0), digest(buffer.getvalue())


def busybox_layer():
    return layer(
        folders=["bin", "etc", "tmp", "www", "proc", "sys", "dev", "var", "data"],
        files={
            "bin/busybox": BUSYBOX.read_bytes(),
            "etc/passwd": b"root:x:0:0:root:/:/bin/sh\napp:x:1001:1002:app:/tmp:/bin/sh\n",
            "etc/group": b"root:x:0:\napp:x:1002:\n",
            "www/index.html": b"<h1>Hello from Skerry</h1>\n",
        },
        links={f"bin/{name}": "/bin/busybox" for name in APPLETS})


def config(layers, architecture="amd64", **container):
    """An image's configuration as bytes; `container` are the keys of its `config` object."""
    container.setdefault("Env", ["PATH=/bin"])
    return json.dumps({
        "architecture": architecture, "os": "linux", "config": container,
        "rootfs": {"type": "layers", "diff_ids": [diff for _, diff in layers]},
    }, sort_keys=True).encode()


def manifest(config_data, layers):
    return json.dumps({
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": {"mediaType": CONFIG, "digest": digest(config_data), "size": len(config_data)},
        "layers": [{"mediaType": LAYER, "digest": digest(data), "size": len(data)}
                   for data, _ in layers],
    }, sort_keys=True).encode()


def write_layout(folder, layers, tag="latest", architecture="amd64", **container):
    """Writes an OCI layout of one image to `folder`; returns the manifest's digest."""
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True, exist_ok=True)

    def put(data):
        (blobs / digest(data).split(":")[1]).write_bytes(data)

    config_data = config(layers, architecture, **container)
    manifest_data = manifest(config_data, layers)
    for data in [config_data, manifest_data, *(data for data, _ in layers)]:
        put(data)
    (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
    (folder / "index.json").write_text(json.dumps({
        "schemaVersion": 2, "mediaType": INDEX, "manifests": [{
            "mediaType": MANIFEST, "digest": digest(manifest_data), "size": len(manifest_data),
            "platform": {"architecture": architecture, "os": "linux"},
            "annotations": {"org.opencontainers.image.ref.name": tag}}]}))
    return digest(manifest_data)


class Images:
    """Images of one installation's registry, each made and pushed when first asked for.

    They are the tags of one repository; `images("web")` is the image's name as written for AWS.
    """

    REPOSITORY = "test-images"
    KINDS = {
        "idle": dict(Cmd=IDLE),
        "web": dict(Cmd=WEB, ExposedPorts={"80/tcp": {}}),
        # Runs what the task definition says: `command` is one shell line.
        "shell": dict(Entrypoint=["/bin/sh", "-c"], Cmd=["true"]),
        "user": dict(Entrypoint=["/bin/sh", "-c"], User="app", WorkingDir="/data",
                     Env=["PATH=/bin", "COLOUR=green"]),
        "no-command": dict(),
        "signal": dict(Entrypoint=["/bin/sh", "-c"], StopSignal="SIGUSR1"),
        "arm64": dict(Cmd=IDLE, architecture="arm64"),
    }

    def __init__(self, skerry, work):
        self.skerry = skerry
        self.work = work
        self.base = busybox_layer()
        self.pushed = {}

    def __call__(self, kind):
        if kind not in self.pushed:
            layout = self.work / kind
            write_layout(layout, [self.base], kind, **self.KINDS[kind])
            self.repository(self.REPOSITORY)
            self.push(layout, kind, self.REPOSITORY, kind)
            self.pushed[kind] = self.name(self.REPOSITORY, kind)
        return self.pushed[kind]

    def name(self, repository, tag="latest", account="000000000000", region="us-east-1"):
        """An image's name as AWS would spell it."""
        return f"{account}.dkr.ecr.{region}.amazonaws.com/{repository}:{tag}"

    def repository(self, name):
        """Makes the repository when it is missing."""
        ecr = self.skerry.client("ecr")
        try:
            ecr.create_repository(repositoryName=name)
        except ecr.exceptions.RepositoryAlreadyExistsException:
            pass

    def push(self, layout, layout_tag, repository, tag):
        """Pushes an OCI layout's image with skopeo."""
        skopeo("copy", "--dest-tls-verify=false", *credentials(self.skerry, "--dest-creds"),
               f"oci:{layout}:{layout_tag}",
               f"docker://{self.skerry.env()['SKERRY_REGISTRY']}/{repository}:{tag}")


def credentials(skerry, option):
    """skopeo's arguments that log in to the installation's registry."""
    token = skerry.client("ecr").get_authorization_token()["authorizationData"][0]
    return [option, base64.b64decode(token["authorizationToken"]).decode()]


def skopeo(*arguments):
    """Runs skopeo without a policy file of the host's; returns what it printed."""
    done = subprocess.run(
        ["skopeo", "--insecure-policy", *arguments], capture_output=True, text=True,
        env={**os.environ, "REGISTRY_AUTH_FILE": os.devnull}, timeout=120)
    assert done.returncode == 0, f"skopeo {' '.join(arguments)}\n{done.stderr}"
    return done.stdout
