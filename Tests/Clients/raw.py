"""HTTP as no client of AWS speaks it: any bytes, signed or not."""

import http.client
import json
import socket
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

JSON = "application/x-amz-json-1.1"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


class Answer:
    """A response, read."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The code of the error in the body, the first one."""
        return self.json["errors"][0]["code"]

    def expect(self, status):
        assert self.status == status, (self.status, self.body)
        return self


class Caller:
    """Sends bytes of any kind, signed or not."""

    def __init__(self, skerry, account=None):
        env = skerry.env(*(["--account", account] if account else []))
        self.url = env["AWS_ENDPOINT_URL"]
        self.address = urlsplit(self.url).netloc
        self.keys = (env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"])

    def headers(self, service, body, headers=None, path="/", keys=None, token=None):
        """The headers of a signed POST."""
        request = AWSRequest("POST", self.url + path, headers or {}, body)
        SigV4Auth(Credentials(*(keys or self.keys), token), service, "us-east-1").add_auth(request)
        return dict(request.headers.items())

    def send(self, headers, body, path="/", method="POST"):
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def json(self, service, target, body, **options):
        headers = {"X-Amz-Target": target, "Content-Type": JSON}
        return self.send(self.headers(service, body, headers, **options), body)

    def form(self, body, **options):
        return self.send(self.headers("sts", body, {"Content-Type": FORM}, **options), body)

    def raw(self, data, close=True):
        """Sends bytes as they are; returns all that comes back until the server closes."""
        host, port = self.address.rsplit(":", 1)
        with socket.create_connection((host, int(port)), 30) as connection:
            connection.sendall(data)
            if close:
                connection.shutdown(socket.SHUT_WR)
            received = b""
            try:
                while piece := connection.recv(65536):
                    received += piece
            except ConnectionResetError:
                pass  # The server closed with bytes of ours unread.
            return received.decode("latin-1")
