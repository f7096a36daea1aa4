"""Registries for pull-through caches to pull from: Debian's, and one that can misbehave."""

import base64
import collections
import json
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from images import INDEX, MANIFEST, config, digest, manifest, skopeo, write_layout
from registry import small_layer
from waiting import wait

# `user` with the password `secret`, as htpasswd writes it.
HTPASSWD = "user:$2b$04$PKpKngO87Bm7t4mrCwFkteEOkyPZ51U.05vBIriTNKm.3vmyC29N6\n"

CONFIG = """
version: 0.1
log: {{level: warn, accesslog: {{disabled: true}}}}
storage: {{filesystem: {{rootdirectory: {folder}}}, delete: {{enabled: true}}}}
http: {{addr: "127.0.0.1:{port}"}}
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class DebianRegistry:
    """Debian's docker-registry on the loopback, with a password or without."""

    def __init__(self, folder, password=False):
        self.folder = folder
        self.login = ["user:secret"] if password else []
        self.port = free_port()
        text = CONFIG.format(folder=folder / "content", port=self.port)
        if password:
            (folder / "htpasswd").write_text(HTPASSWD)
            text += f'auth: {{htpasswd: {{realm: test, path: {folder / "htpasswd"}}}}}\n'
        (folder / "config.yml").write_text(text)
        self.start()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen(
                ["docker-registry", "serve", self.folder / "config.yml"], stdout=log,
                stderr=subprocess.STDOUT)
        wait(lambda: is_open(self.port) or self.process.poll() is not None, 30, "docker-registry")
        assert self.process.poll() is None, (self.folder / "log").read_text()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def push(self, work, name, tag, layers, **settings):
        """Pushes an image of these layers; returns its digest."""
        pushed = write_layout(work, layers, tag, **settings)
        self.copy(f"oci:{work}:{tag}", f"{name}:{tag}")
        return pushed

    def copy(self, source, name, *arguments):
        creds = ["--dest-creds", *self.login] if self.login else ["--dest-no-creds"]
        skopeo("copy", *arguments, "--dest-tls-verify=false", *creds, source,
               f"docker://{self.address}/{name}")


def index(manifests):
    return json.dumps({
        "schemaVersion": 2, "mediaType": INDEX, "manifests": [
            {"mediaType": MANIFEST, "digest": digest(text), "size": len(text)}
            for text in manifests]}, sort_keys=True).encode()


class FakeRegistry:
    """A registry that counts what it is asked for, and misbehaves when told to.

    `answers` maps a path's end to a function of the handler that answers instead.
    """

    def __init__(self):
        self.manifests = {}
        self.blobs = {}
        self.asked = collections.Counter()
        self.answers = {}
        self.fields = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                owner.answer(self)

            do_HEAD = do_GET

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler):
        path, _, query = handler.path.partition("?")
        self.asked[f"{handler.command} {path}"] += 1
        self.fields.append(dict(handler.headers.items()))
        for end, answer in list(self.answers.items()):
            if path.endswith(end):
                if answer(handler) is not False:
                    return
        parts = path.split("/")
        kind, reference = (parts[-2], parts[-1]) if len(parts) > 3 else ("", "")
        if path == "/v2/":
            self.send(handler, 200, b"{}")
        elif kind == "manifests" and (parts[2], reference) in self.manifests:
            text, media_type = self.manifests[parts[2], reference]
            self.send(handler, 200, text, {
                "Content-Type": media_type, "Docker-Content-Digest": digest(text)})
        elif kind == "blobs" and reference in self.blobs:
            self.send(handler, 200, self.blobs[reference])
        else:
            self.send(handler, 404, b'{"errors":[{"code":"MANIFEST_UNKNOWN","message":"no"}]}')

    def send(self, handler, status, body, headers=None):
        try:
            handler.send_response(status)
            for name, value in (headers or {}).items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def add(self, repository, tag, layers):
        """An image; returns its digest."""
        settings = config(layers)
        text = manifest(settings, layers)
        for data in [settings, *(data for data, _ in layers)]:
            self.blobs[digest(data)] = data
        for reference in {tag, digest(text)} - {None}:
            self.manifests[repository, reference] = (text, MANIFEST)
        return digest(text)

    def add_index(self, repository, tag, digests):
        text = index([self.manifests[repository, each][0] for each in digests])
        for reference in {tag, digest(text)}:
            self.manifests[repository, reference] = (text, INDEX)
        return digest(text)

    def count(self, kind):
        return {path: number for path, number in self.asked.items() if kind in path}

    def ask_for_tokens(self, user, password):
        """From now on wants a bearer token, which costs a user name and a password."""
        login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

        def challenge(handler):
            if handler.headers.get("Authorization") == "Bearer good":
                return False
            self.send(handler, 401, b"{}", {
                "WWW-Authenticate": f'Bearer realm="http://{self.address}/token",service="fake"'})

        def token(handler):
            if handler.headers.get("Authorization") == login:
                self.send(handler, 200, b'{"token": "good", "expires_in": 300}')
            else:
                self.send(handler, 401, b'{"details": "incorrect username or password"}')

        self.answers["/token"] = token
        self.answers[""] = challenge


def image_layers(*texts):
    return [small_layer(text) for text in texts]

