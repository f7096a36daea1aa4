"""The distribution API by plain HTTP, for what the tools do not let one do."""

import http.client
from urllib.parse import urlsplit

from images import digest, layer
from raw import Answer


class Registry:
    """One account's registry in one region, as a client that has logged in."""

    def __init__(self, skerry, account=None, region="us-east-1"):
        self.address = urlsplit(skerry.env()["AWS_ENDPOINT_URL"]).netloc
        self.ecr = skerry.client("ecr", account=account, region=region)
        self.token = self.ecr.get_authorization_token()[
            "authorizationData"][0]["authorizationToken"]

    def connection(self):
        return http.client.HTTPConnection(self.address, timeout=30)

    def headers(self, headers=None):
        return {"Authorization": f"Basic {self.token}", **(headers or {})}

    def send(self, method, path, body=None, headers=None):
        connection = self.connection()
        try:
            try:
                connection.request(method, path, body, self.headers(headers))
            except (BrokenPipeError, ConnectionResetError):
                pass  # It answered before it had read the body.
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def begin(self, repository):
        """Begins an upload; returns its path."""
        return self.send("POST", f"/v2/{repository}/blobs/uploads/").expect(202).headers["Location"]

    def put_blob(self, repository, data):
        self.send("POST", f"/v2/{repository}/blobs/uploads/?digest={digest(data)}",
                  data).expect(201)
        return digest(data)


def small_layer(text="some text"):
    """A layer that holds one file of this text."""
    return layer(files={"file": text.encode()})
