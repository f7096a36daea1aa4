"""A host of machines that makes none: it says of each order what a real host would."""

import base64
import json
import os
import socket
import struct
import threading
import urllib.parse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from waiting import wait


class FakeHost:
    """Connected to the control plane's feed from `with` to its end."""

    def __init__(self, skerry, name, zones, providers="sandbox"):
        self.environment = skerry.env()
        self.query = urllib.parse.urlencode({
            "host": name, "zones": ",".join(zones), "providers": providers, "cpus": 2,
            "memory": 4096})
        self.lock = threading.Lock()
        self.orders = {}
        # Ids whose machines shall not come up, with the reason; or be quiet about.
        self.failing = {}
        self.isSilent = False
        self.snapshots = 0
        self.removed = []
        self.socket = None

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *_):
        self.disconnect()

    # The web socket

    def connect(self, region="us-east-1"):
        base = urllib.parse.urlsplit(self.environment["AWS_ENDPOINT_URL"])
        url = f"http://127.0.0.1:{base.port}/_skerry/hosts/feed?{self.query}"
        request = AWSRequest("GET", url, headers={"Host": f"127.0.0.1:{base.port}"})
        keys = Credentials(
            self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"])
        SigV4Auth(keys, "skerry", region).add_auth(request)
        head = f"GET /_skerry/hosts/feed?{self.query} HTTP/1.1\r\n"
        headers = dict(request.headers.items())
        headers.update({
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode()})
        head += "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
        self.socket = socket.create_connection(("127.0.0.1", base.port), timeout=60)
        self.socket.sendall(head.encode())
        self.buffer = b""
        answer = self.read_until(b"\r\n\r\n")
        self.status = int(answer.split()[1])
        if self.status != 101:
            self.socket.close()
            raise ConnectionRefusedError(answer.decode())
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        wait(lambda: self.snapshots > 0, 20, "the host's first snapshot")

    def disconnect(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()
        self.snapshots = 0

    def read_until(self, end):
        while end not in self.buffer:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError("closed")
            self.buffer += more
        head, self.buffer = self.buffer.split(end, 1)
        return head

    def read(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError("closed")
            self.buffer += more
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def frames(self):
        message = b""
        while True:
            first, second = self.read(2)
            size = second & 127
            if size == 126:
                size = struct.unpack("!H", self.read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self.read(8))[0]
            data = self.read(size)
            kind = first & 15
            if kind == 8:
                return
            if kind == 9:
                self.write(10, data)
            elif kind in (0, 1):
                message += data
                if first & 128:
                    yield json.loads(message)
                    message = b""

    def write(self, kind, data):
        mask = os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 128 | kind, 128 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 128 | kind, 254, size)
        else:
            head = struct.pack("!BBQ", 128 | kind, 255, size)
        body = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        with self.lock:
            self.socket.sendall(head + mask + body)

    # The host's side of the feed

    def serve(self):
        try:
            for frame in self.frames():
                self.take(frame)
        except (OSError, ConnectionError):
            return

    def take(self, frame):
        if frame["phase"] == "snapshot" and self.snapshots == 0:
            self.orders = {}
        machines = frame.get("machines", [])
        for order in machines:
            self.orders[order["id"]] = order
        for gone in frame.get("removed", []):
            self.orders.pop(gone, None)
            self.removed.append(gone)
        if frame["phase"] == "snapshot" and frame["isComplete"]:
            self.snapshots += 1
        reports = [] if self.isSilent else [r for order in machines for r in self.life(order)]
        self.report(*reports, sequence=frame["sequence"])

    def report(self, *machines, sequence=0):
        self.write(1, json.dumps({"sequence": sequence, "machines": list(machines)}).encode())

    def life(self, order):
        """What a host says of an order, from its beginning to what is wanted."""
        def say(state, **more):
            return {"id": order["id"], "state": state, "boots": order.get("boots", 0), **more}
        if order["wish"] == "running":
            if order["id"] in self.failing or "fail" in self.failing:
                return [say("pending"), say("failed", reason=self.failing.get("fail", "broken"))]
            return [say("pending"), say("running", underlay="100.64.0.9", console="booted\n")]
        if order["wish"] == "stopped":
            return [say("stopping"), say("stopped")]
        return [say("terminating"), say("terminated")]
