"""The image that tasks run: a static busybox and nothing else."""

import os
import shutil
import subprocess

NAME = "localhost/bench:latest"
# Ends at once on SIGTERM, as pid 1 must be told to.
COMMAND = ["/bin/busybox", "sh", "-c", "trap 'exit 0' TERM; /bin/busybox sleep 600 & wait"]


def buildah(bench, *arguments):
    folder = bench.folder("buildah")
    return subprocess.run(
        ["buildah", "--root", folder + "/storage", "--runroot", folder + "/run",
         "--storage-driver", "vfs", *arguments],
        check=True, capture_output=True, text=True).stdout.strip()


def archive(bench):
    """Builds the image; a file in docker's archive format."""
    file = bench.folder("image") + "/bench.tar"
    if os.path.exists(file):
        return file
    root = bench.folder("image") + "/root"
    os.makedirs(root + "/bin", exist_ok=True)
    shutil.copy("/bin/busybox", root + "/bin/busybox")
    container = buildah(bench, "from", "scratch")
    buildah(bench, "copy", "-q", container, root, "/")
    buildah(bench, "commit", "-q", container, NAME)
    buildah(bench, "push", "-q", NAME, f"docker-archive:{file}:{NAME}")
    return file


def push(bench, registry, password, repository):
    """Pushes the image to a registry."""
    archive(bench)
    buildah(
        bench, "push", "-q", "--tls-verify=false", "--creds", f"AWS:{password}", NAME,
        f"docker://{registry}/{repository}:latest")
