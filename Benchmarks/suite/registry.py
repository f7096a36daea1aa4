"""Pulls and pushes beside Debian's docker-registry (CNCF distribution)."""

import base64
import contextlib
import hashlib
import json
import os
import pathlib
import re
import subprocess
import time

from api import lua, wrk
from measure import Result, paired
from programs import free_ports, memory, skerry_server, started
from tasks import client

SMALL, MEDIUM, LARGE = 4 << 10, 16 << 20, 1 << 30
# Clients at a time, where there are many.
CLIENTS = 50
ACCEPT = {"Accept": "application/vnd.oci.image.manifest.v1+json"}
# Blobs that are ready to be pushed before a round; wrk has no random bytes of its own.
PUSHES = 8_000

CONFIG = """
version: 0.1
log:
  level: warn
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: {folder}
  cache:
    blobdescriptor: inmemory
http:
  addr: 127.0.0.1:{port}
"""

# A connection a thread, so that the answer to POST is followed by the PUT of the same blob.
PUSH = """
local size, total = %d, %d
local file = io.open(%s, "rb")
local digests = {}
for line in io.lines(%s) do digests[#digests + 1] = line end
local threads, all = 0, {}
local next, location = 0, nil
pushed, failed = 0, 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  all[threads] = thread
end
function init() next = number end
function request()
  if location then
    local mark = location:find("?", 1, true) and "&" or "?"
    file:seek("set", (next %% total) * size)
    return wrk.format("PUT", location .. mark .. "digest=" .. digests[next %% total + 1],
      { Authorization = %s, ["Content-Type"] = "application/octet-stream" }, file:read(size))
  end
  return wrk.format("POST", "/v2/bench/blobs/uploads/",
    { Authorization = %s, ["Content-Length"] = "0" }, "")
end
function response(status, headers, body)
  if location then
    if status ~= 201 then failed = failed + 1 else pushed = pushed + 1 end
    location = nil
    next = next + %d
    if next >= total then wrk.thread:stop() end
  elseif status == 202 then
    for name, value in pairs(headers) do
      if name:lower() == "location" then location = value:gsub("^http://[^/]+", "") end
    end
  else
    failed = failed + 1
  end
end
function done(summary)
  local sum, bad = 0, 0
  for _, thread in ipairs(all) do
    sum = sum + thread:get("pushed")
    bad = bad + thread:get("failed")
  end
  io.write(string.format("figures %%d %%d %%d\\n", sum, summary.duration, bad))
end
"""


# Bytes that came, also of answers that were cut by the end of the run.
BYTES = """
function done(summary)
  local errors = summary.errors
  io.write(string.format("figures %d %d %d\\n", summary.bytes, summary.duration,
    errors.connect + errors.status))
end
"""


class Registry:
    """One registry under load."""

    def __init__(self, bench, name, port, pid, authorization):
        self.bench, self.name, self.port, self.pid = bench, name, port, pid
        self.authorization = authorization
        self.rounds = 0

    @property
    def headers(self):
        return {"Authorization": self.authorization} if self.authorization else {}

    def curl(self, *arguments):
        """What curl prints."""
        command = ["curl", "-sS", "-m", "120"]
        for name, value in self.headers.items():
            command += ["-H", f"{name}: {value}"]
        return subprocess.run(
            [*command, *arguments], check=True, capture_output=True, text=True).stdout

    def begin(self, digest):
        """Begins an upload; where the blob of this digest is to be put."""
        address = f"http://127.0.0.1:{self.port}"
        head = self.curl(
            "-D", "-", "-o", "/dev/null", "-X", "POST", f"{address}/v2/bench/blobs/uploads/")
        location = re.search(r"(?im)^location: (\S+)", head)[1]
        if location.startswith("/"):
            location = address + location
        return location + ("&" if "?" in location else "?") + "digest=" + digest

    def upload(self, file, digest):
        """Pushes one blob from a file; the seconds that its PUT took."""
        status, seconds = self.curl(
            "-o", "/dev/null", "-w", "%{http_code} %{time_total}", "-T", file,
            "-H", "Content-Type: application/octet-stream", self.begin(digest)).split()
        if status != "201":
            raise RuntimeError(f"{self.name} answered {status} to the push of {digest}")
        return float(seconds)

    def push_large(self):
        file, digest = blob(self.bench, LARGE)
        return LARGE / 1e6 / self.upload(file, digest)

    def push_many(self):
        """Megabytes a second of as many clients as there are, each pushing one blob."""
        arguments = ["--parallel", "--parallel-immediate", "--parallel-max", str(CLIENTS)]
        for number in range(CLIENTS):
            file, digest = blob(self.bench, MEDIUM, number)
            if number:
                arguments.append("--next")
                for name, value in self.headers.items():
                    arguments += ["-H", f"{name}: {value}"]
            arguments += ["-o", "/dev/null", "-w", "%{http_code}\n", "-T", file,
                          "-H", "Content-Type: application/octet-stream", self.begin(digest)]
        begin = time.monotonic()
        statuses = self.curl(*arguments).split()
        seconds = time.monotonic() - begin
        if statuses != ["201"] * CLIENTS:
            raise RuntimeError(f"{self.name} answered {statuses} to pushes")
        return CLIENTS * MEDIUM / 1e6 / seconds

    def push_image(self, file, digest):
        """Pushes an image of this blob; the path of its manifest."""
        self.upload(file, digest)
        descriptor = dict(
            mediaType="application/vnd.oci.image.layer.v1.tar", digest=digest,
            size=os.stat(file).st_size)
        kind = "application/vnd.oci.image.manifest.v1+json"
        text = json.dumps(dict(
            schemaVersion=2, mediaType=kind, layers=[descriptor],
            config=descriptor | dict(mediaType="application/vnd.oci.image.config.v1+json")))
        path = "/v2/bench/manifests/latest"
        status = self.curl(
            "-o", "/dev/null", "-w", "%{http_code}", "-X", "PUT", "-H", f"Content-Type: {kind}",
            "--data-binary", text, f"http://127.0.0.1:{self.port}{path}")
        if status != "201":
            raise RuntimeError(f"{self.name} answered {status} to a manifest")
        return path

    def forget_peak(self):
        """Makes `peak` count from now."""
        pathlib.Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def peak(self):
        """Most resident megabytes since `forget_peak`."""
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", text)[1]) * 1024 / 1e6

    def push_small(self):
        """Small blobs pushed a second (each a POST and a PUT) by two connections."""
        bodies, digests = blobs(self.bench)
        value = lua(self.authorization)
        script = self.script(
            "push.lua", PUSH % (SMALL, PUSHES, lua(bodies), lua(digests), value, value, 2))
        text = subprocess.run(
            ["wrk", "-t2", "-c2", f"-d{self.bench.seconds}s", "-s", script,
             f"http://127.0.0.1:{self.port}"],
            check=True, capture_output=True, text=True, timeout=60).stdout
        pushed, duration, failed = map(int, re.search(r"figures (\d+) (\d+) (\d+)", text).groups())
        if failed or not pushed:
            raise RuntimeError(f"{self.name} refused {failed} of {pushed} blobs")
        return pushed / (duration / 1e6)

    def get(self, path):
        """Answers a second to many clients."""
        return wrk(
            self.bench, self.port, path, self.bench.seconds, CLIENTS, self.headers | ACCEPT,
            method="GET")[0]

    def head(self, path):
        """The same of HEAD, which wrk does not know."""
        headers = [part for name, value in (self.headers | ACCEPT).items()
                   for part in ("-H", f"{name}: {value}")]
        text = subprocess.run(
            ["ab", "-q", "-k", "-i", "-c", str(CLIENTS), "-t", str(self.bench.seconds),
             "-n", "10000000", *headers, f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True, timeout=60).stdout
        if not re.search(r"Failed requests:\s+0\n", text) or "Non-2xx" in text:
            raise RuntimeError(f"{self.name} failed HEAD requests: {text}")
        return float(re.search(r"Requests per second:\s+([\d.]+)", text)[1])

    def pull_large(self, digest):
        """Megabytes a second of many clients that pull one large blob, whole or in part."""
        headers = [part for name, value in self.headers.items()
                   for part in ("-H", f"{name}: {value}")]
        text = subprocess.run(
            ["wrk", "-t2", f"-c{CLIENTS}", f"-d{self.bench.seconds}s", "--timeout", "60s", *headers,
             "-s", self.script("bytes.lua", BYTES),
             f"http://127.0.0.1:{self.port}/v2/bench/blobs/{digest}"],
            check=True, capture_output=True, text=True, timeout=120).stdout
        count, duration, failed = map(int, re.search(r"figures (\d+) (\d+) (\d+)", text).groups())
        if failed or not count:
            raise RuntimeError(f"{self.name} failed {failed} pulls")
        return count / duration

    def script(self, name, text):
        """A script for wrk, in a file."""
        file = f"{self.bench.folder('registry')}/{name}"
        pathlib.Path(file).write_text(text)
        return file


def blob(bench, size, number=0):
    """A file of random bytes, new ones each time, and its digest."""
    file = f"{bench.folder('registry')}/blob-{size}-{number}"
    digest = hashlib.sha256()
    with open(file, "wb") as output:
        for _ in range(max(1, size >> 20)):
            data = os.urandom(min(size, 1 << 20))
            output.write(data)
            digest.update(data)
    return file, "sha256:" + digest.hexdigest()


def blobs(bench):
    """Files with the bodies and the digests of new small blobs."""
    bodies, digests = (f"{bench.folder('registry')}/{name}" for name in ("bodies", "digests"))
    with open(bodies, "wb") as first, open(digests, "w") as second:
        for _ in range(PUSHES):
            data = os.urandom(SMALL)
            first.write(data)
            second.write(f"sha256:{hashlib.sha256(data).hexdigest()}\n")
    return bodies, digests


@contextlib.contextmanager
def distribution(bench):
    port, = free_ports(1)
    config = bench.folder("registry") + "/config.yml"
    with open(config, "w") as output:
        output.write(CONFIG.format(folder=bench.folder("distribution"), port=port))
    command = ["docker-registry", "serve", config]
    with started(command, bench.log("distribution"), port, "/v2/", "docker-registry") as found:
        yield Registry(bench, "docker-registry", port, found[0].pid, "")


@contextlib.contextmanager
def skerry(bench):
    data = bench.folder("registry-data")
    with skerry_server(bench, data) as (process, _, port):
        ecr = client("ecr", port, *bench.root_key(data))
        ecr.create_repository(repositoryName="bench")
        token = ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
        yield Registry(bench, "Skerry", port, process.pid, "Basic " + token)


def run(bench):
    results = []
    with skerry(bench) as ours, distribution(bench) as peer:
        resting = memory(ours.pid)

        def compare(what, unit, aim, measure, scale=1):
            mine, theirs = paired(
                bench.rounds, lambda: measure(ours) * scale, lambda: measure(peer) * scale, what)
            results.append(Result(what, unit, mine, "docker-registry", theirs, aim))

        def peaks(what):
            results.append(Result(
                f"peak memory, {what}", "MB", [ours.peak()], "docker-registry", [peer.peak()]))
            for registry in (ours, peer):
                registry.forget_peak()

        peaks("at rest")
        compare("registry push, 4 KiB blobs", "1/s", ">= 2", Registry.push_small)
        file, digest = blob(bench, SMALL)
        paths = {registry: registry.push_image(file, digest) for registry in (ours, peer)}
        for method, ask in (("GET", Registry.get), ("HEAD", Registry.head)):
            compare(f"registry manifest {method}, {CLIENTS} clients", "1/s", ">= 2",
                    lambda registry: ask(registry, paths[registry]))
        compare(f"registry pull, 4 KiB blobs, {CLIENTS} clients", "1/s", ">= 2",
                lambda registry: registry.get(f"/v2/bench/blobs/{digest}"))
        peaks("small blobs and manifests")
        compare(f"registry push, 16 MiB blobs, {CLIENTS} clients", "MB/s", ">= 1",
                Registry.push_many)
        peaks("16 MiB blobs")
        compare("registry push, 1 GiB blob", "MB/s", ">= 1", Registry.push_large)
        file, large = blob(bench, LARGE)
        for registry in (ours, peer):
            registry.upload(file, large)
        compare(f"registry pull, 1 GiB blob, {CLIENTS} clients", "MB/s", ">= 1",
                lambda registry: registry.pull_large(large))
        peaks("1 GiB blobs")
        results.append(Result(
            "memory of skerry server after it", "MB", [memory(ours.pid)], "docker-registry",
            [memory(peer.pid)], note=f"{resting:.0f} MB before"))
    return results
