"""Pulls and pushes of blobs beside Debian's docker-registry (CNCF distribution)."""

import base64
import contextlib
import hashlib
import os
import re
import subprocess

from api import lua, wrk
from measure import Result, paired
from programs import free_ports, memory, skerry_server, started
from tasks import client

SMALL, LARGE = 4 << 10, 256 << 20
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


class Registry:
    """One registry under load."""

    def __init__(self, bench, name, port, pid, authorization):
        self.bench, self.name, self.port, self.pid = bench, name, port, pid
        self.authorization = authorization
        self.rounds = 0

    @property
    def headers(self):
        return {"Authorization": self.authorization} if self.authorization else {}

    def upload(self, file, digest):
        """Pushes one blob from a file; seconds that it took and the status."""
        address = f"http://127.0.0.1:{self.port}"
        arguments = ["curl", "-sS", "-m", "120"]
        for name, value in self.headers.items():
            arguments += ["-H", f"{name}: {value}"]
        head = subprocess.run(
            [*arguments, "-D", "-", "-o", "/dev/null", "-X", "POST",
             f"{address}/v2/bench/blobs/uploads/"],
            check=True, capture_output=True, text=True).stdout
        location = re.search(r"(?im)^location: (\S+)", head)[1]
        if location.startswith("/"):
            location = address + location
        location += ("&" if "?" in location else "?") + "digest=" + digest
        status, seconds = subprocess.run(
            [*arguments, "-o", "/dev/null", "-w", "%{http_code} %{time_total}", "-T", file,
             "-H", "Content-Type: application/octet-stream", location],
            check=True, capture_output=True, text=True).stdout.split()
        if status != "201":
            raise RuntimeError(f"{self.name} answered {status} to the push of {digest}")
        return float(seconds)

    def push_large(self):
        file, digest = blob(self.bench, LARGE)
        return LARGE / 1e6 / self.upload(file, digest)

    def push_small(self):
        """Small blobs pushed a second (each a POST and a PUT) by two connections."""
        bodies, digests = blobs(self.bench)
        value = lua(self.authorization)
        script = self.bench.folder("registry") + "/push.lua"
        with open(script, "w") as output:
            output.write(PUSH % (SMALL, PUSHES, lua(bodies), lua(digests), value, value, 2))
        text = subprocess.run(
            ["wrk", "-t2", "-c2", f"-d{self.bench.seconds}s", "-s", script,
             f"http://127.0.0.1:{self.port}"],
            check=True, capture_output=True, text=True, timeout=60).stdout
        pushed, duration, failed = map(int, re.search(r"figures (\d+) (\d+) (\d+)", text).groups())
        if failed or not pushed:
            raise RuntimeError(f"{self.name} refused {failed} of {pushed} blobs")
        return pushed / (duration / 1e6)

    def pull(self, digest, connections):
        """Pulls of a blob a second."""
        return wrk(
            self.bench, self.port, f"/v2/bench/blobs/{digest}", self.bench.seconds, connections,
            self.headers, method="GET")[0]


def blob(bench, size):
    """A file of random bytes, new ones each time, and its digest."""
    file = f"{bench.folder('registry')}/blob-{size}"
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

        compare("registry push, 4 KiB blobs", "1/s", ">= 2", Registry.push_small)
        compare("registry push, 256 MiB blob", "MB/s", ">= 1", Registry.push_large)
        for size, unit, aim, connections, scale in [
            (SMALL, "1/s", ">= 2", 16, 1), (LARGE, "MB/s", ">= 1", 2, LARGE / 1e6),
        ]:
            file, digest = blob(bench, size)
            ours.upload(file, digest)
            peer.upload(file, digest)
            name = "4 KiB blobs" if size == SMALL else "256 MiB blob"
            compare(f"registry pull, {name}", unit, aim,
                    lambda registry: registry.pull(digest, connections), scale)
        results.append(Result(
            "memory of skerry server after it", "MB", [memory(ours.pid)], "docker-registry",
            [memory(peer.pid)], note=f"{resting:.0f} MB before"))
    return results
