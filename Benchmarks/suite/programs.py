"""The programs that are measured: started, waited for, and stopped again."""

import contextlib
import pathlib
import re
import socket
import subprocess
import sys
import time


def free_ports(count):
    """Ports that nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def answers(port, path):
    """Whether an HTTP server on this port answers 200."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
                .encode())
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


def memory(pid):
    """Resident megabytes (10^6 bytes) of a process."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", text)[1]) * 1024 / 1e6


@contextlib.contextmanager
def running(command, log, **options):
    """A process that ends with the block, by SIGTERM, or SIGKILL after a minute."""
    with open(log, "ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(condition, process, what, limit=60.0, pause=0.001):
    """Asks until the condition holds; fails when the process ends or time is up."""
    deadline = time.monotonic() + limit
    while not condition():
        if process.poll() is not None:
            raise RuntimeError(f"{what}: the process ended with {process.returncode}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what}: not within {limit} s")
        time.sleep(pause)


@contextlib.contextmanager
def started(command, log, port, path, what):
    """A server once it answers: the process, and the seconds that its start took."""
    begin = time.monotonic()
    with running(command, log) as process:
        wait_until(lambda: answers(port, path), process, what)
        yield process, time.monotonic() - begin


@contextlib.contextmanager
def skerry_server(bench, data):
    """The control plane alone, as `started`; also gives its port."""
    port, = free_ports(1)
    command = [bench.program("skerry"), "server", "--data-dir", data, "--port", str(port)]
    with started(command, bench.log("server"), port, "/_skerry/health", "skerry server") as found:
        yield *found, port


@contextlib.contextmanager
def moto_server(bench):
    """moto's server, as `started`; also gives its port."""
    port, = free_ports(1)
    program = pathlib.Path(sys.executable).parent / "moto_server"
    command = [str(program), "-H", "127.0.0.1", "-p", str(port)]
    with started(command, bench.log("moto"), port, "/moto-api/data.json", "moto") as found:
        yield *found, port


@contextlib.contextmanager
def etcd(bench):
    """A durable etcd on the same disk; gives the process and its client port."""
    client, peer = free_ports(2)
    url, peer_url = f"http://127.0.0.1:{client}", f"http://127.0.0.1:{peer}"
    command = [
        "etcd", "--data-dir", bench.folder("etcd"), "--log-level", "error",
        "--listen-client-urls", url, "--advertise-client-urls", url,
        "--listen-peer-urls", peer_url, "--initial-advertise-peer-urls", peer_url,
        "--initial-cluster", f"default={peer_url}", "--quota-backend-bytes", str(4 << 30),
    ]
    with started(command, bench.log("etcd"), client, "/health", "etcd") as (process, _):
        yield process, client


class Cloud:
    """A whole `skerry up`, with an agent on this machine."""

    def __init__(self, bench, data):
        self.bench, self.data = bench, data

    @contextlib.contextmanager
    def up(self):
        """Runs while the block runs; nothing is left afterwards but the data."""
        ready = pathlib.Path(self.data) / "up.pid"
        ready.unlink(missing_ok=True)
        command = [self.bench.program("skerry"), "up", "--data-dir", self.data, "--port", "0"]
        with running(command, self.bench.log("up")) as process:
            wait_until(ready.exists, process, "skerry up", pause=0.02)
            yield self

    def env(self):
        """What `skerry env` exports, as a dictionary."""
        text = subprocess.run(
            [self.bench.program("skerry"), "env", "--data-dir", self.data],
            check=True, capture_output=True, text=True).stdout
        return dict(re.findall(r"^export (\w+)=(.*)$", text, re.M))

    def pid(self, part):
        """The process id of `server` or `agent`."""
        return int((pathlib.Path(self.data) / f"{part}.pid").read_text())
