"""The machines' network feed, as a machine meets it through the gateway."""

import base64
import json
import os
import socket
import struct
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from raw import Caller

PATH = "/_skerry/network/feed?underlay="


class Machine:
    """One end of the feed: a web socket, and what its frames add up to."""

    def __init__(self, skerry, keys, underlay="192.0.2.9"):
        url = skerry.env()["AWS_ENDPOINT_URL"]
        request = AWSRequest("GET", url + PATH + underlay)
        if keys:
            SigV4Auth(Credentials(*keys), "ec2", "us-east-1").add_auth(request)
        address = urlsplit(url)
        self.socket = socket.create_connection(("127.0.0.1", address.port), timeout=20)
        headers = {
            **dict(request.headers.items()), "Host": address.netloc, "Upgrade": "websocket",
            "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.socket.sendall(f"GET {PATH}{underlay} HTTP/1.1\r\n{lines}\r\n".encode())
        self.input = self.socket.makefile("rb")
        self.status = int(self.input.readline().split()[1])
        while self.input.readline().strip():
            pass
        self.known = {}

    def close(self):
        self.input.close()
        self.socket.close()

    def frame(self):
        """The next frame, taken in and answered."""
        while True:
            first, second = self.input.read(2)
            size = second & 127
            if size == 126:
                size, = struct.unpack(">H", self.input.read(2))
            elif size == 127:
                size, = struct.unpack(">Q", self.input.read(8))
            text = self.input.read(size)
            if first & 15 == 1:
                break
        frame = json.loads(text)
        for kind in ("vpcs", "securityGroups", "interfaces"):
            self.known.update({state["id"]: state for state in frame.get(kind, [])})
        for name in frame.get("removed", []):
            self.known.pop(name, None)
        self.send(json.dumps({"sequence": frame["sequence"]}).encode())
        return frame

    def send(self, text):
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(text))
        self.socket.sendall(bytes([0x81, 0x80 | len(text)]) + mask + masked)


@pytest.fixture(scope="module")
def keys(skerry):
    """Credentials of a machine that has no interfaces."""
    body = json.dumps({"account": "000000000305", "instance": "mi-00000000000000305"}).encode()
    caller = Caller(skerry)
    path = "/_skerry/credentials"
    made = caller.send(caller.headers("ecs", body, path=path), body, path).expect(200).json
    return made["accessKeyId"], made["secretAccessKey"]


def test_a_machine_without_interfaces_is_told_so(skerry, keys):
    machine = Machine(skerry, keys)
    assert machine.status == 101
    frame = machine.frame()
    assert (frame["sequence"], frame["phase"], frame["isComplete"]) == (1, "snapshot", True)
    assert not machine.known
    machine.close()


def test_others_are_refused(skerry, keys):
    for caller, underlay, status in (
            (None, "192.0.2.9", 400), (keys, "here", 400),
            (Caller(skerry).keys, "192.0.2.9", 403)):
        machine = Machine(skerry, caller, underlay)
        assert machine.status == status
        machine.close()
