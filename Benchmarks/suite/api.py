"""Signed calls of AWS's JSON protocol, as cheap as Python allows, and load by wrk."""

import http.client
import json
import re
import subprocess

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ECS = "AmazonEC2ContainerServiceV20141113"


class Failed(Exception):
    pass


class Api:
    """One kept-alive connection to an endpoint of ECS."""

    def __init__(self, port, key, secret, region="us-east-1"):
        self.port = port
        self.signer = SigV4Auth(Credentials(key, secret), "ecs", region)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def signed(self, operation, body):
        """The headers of a request, good for five minutes, and its body."""
        data = json.dumps(body).encode()
        request = AWSRequest(
            "POST", f"http://127.0.0.1:{self.port}/", data=data, headers={
                "Content-Type": "application/x-amz-json-1.1",
                "X-Amz-Target": f"{ECS}.{operation}",
            })
        self.signer.add_auth(request)
        return dict(request.headers), data

    def call(self, operation, **body):
        headers, data = self.signed(operation, body)
        self.connection.request("POST", "/", data, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise Failed(f"{operation}: {response.status} {text[:500]}")
        return json.loads(text)


SCRIPT = """
wrk.method = "POST"
wrk.body = %s
wrk.headers = { %s }
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("figures %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.status
    + errors.timeout))
end
"""


def lua(text):
    return '"' + re.sub(r'[^ -!#-\[\]-~]', lambda m: f"\\{ord(m[0]):03d}", text) + '"'


def wrk(bench, port, path, seconds, connections, headers={}, body="", method=None):
    """Requests a second and the 99th percentile in milliseconds, from one thread."""
    script = SCRIPT % (
        lua(body), ", ".join(f"[{lua(name)}] = {lua(value)}" for name, value in headers.items()))
    if method:
        script += f"wrk.method = {lua(method)}\n"
    file = bench.folder("wrk") + "/script.lua"
    with open(file, "w") as output:
        output.write(script)
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", file,
         f"http://127.0.0.1:{port}{path}"],
        check=True, capture_output=True, text=True, timeout=seconds + 120).stdout
    requests, microseconds, p99, errors = map(
        int, re.search(r"figures (\d+) (\d+) (\d+) (\d+)", text).groups())
    if errors or not requests:
        raise Failed(f"{errors} of {requests} requests of {path} failed")
    return requests / (microseconds / 1e6), p99 / 1000


def load(bench, api, operation, seconds, connections, **body):
    """`wrk` with one signed request over and over: neither side's figure has signing in it."""
    headers, data = api.signed(operation, body)
    return wrk(bench, api.port, "/", seconds, connections, headers, data.decode())
