"""Committed writes of the store beside etcd on the same disk."""

import re
import struct
import subprocess

from measure import Result, paired
from programs import etcd

VALUE = b"x" * 512


def field(number, data):
    """A length-delimited field of protocol buffers."""
    length, size = b"", len(data)
    while size > 127:
        length += bytes([size & 127 | 128])
        size >>= 7
    return bytes([number << 3 | 2]) + length + bytes([size]) + data


def put_request(file):
    """etcd's PutRequest in gRPC's framing."""
    message = field(1, b"/bench/key") + field(2, VALUE)
    with open(file, "wb") as output:
        output.write(b"\0" + struct.pack(">I", len(message)) + message)


def puts(bench, port, writers):
    """Acknowledged puts a second: `h2load` with one connection and a stream a writer."""
    text = subprocess.run(
        ["h2load", "-t1", "-c1", f"-m{writers}", f"-D{bench.seconds}",
         "-d", bench.folder("etcd-client") + "/put", "-H", "content-type: application/grpc",
         "-H", "te: trailers", f"http://127.0.0.1:{port}/etcdserverpb.KV/Put"],
        check=True, capture_output=True, text=True, timeout=bench.seconds + 60).stdout
    if not re.search(r" 0 failed, 0 errored, 0 timeout", text):
        raise RuntimeError(text)
    return float(re.search(r"([\d.]+) req/s", text)[1])


def commits(bench, writers):
    return float(subprocess.run(
        [bench.program("store-bench"), "commits", bench.folder("store"), str(bench.seconds),
         str(writers)],
        check=True, capture_output=True, text=True, timeout=bench.seconds + 60).stdout)


def run(bench):
    put_request(bench.folder("etcd-client") + "/put")
    results = []
    with etcd(bench) as (_, port):
        for writers, aim in [(1, ">= 1"), (64, ">= 3")]:
            what = f"store commits, {writers} writer{'s' * (writers > 1)}"
            mine, theirs = paired(
                bench.rounds, lambda: commits(bench, writers),
                lambda: puts(bench, port, writers), what)
            results.append(Result(what, "1/s", mine, "etcd", theirs, aim))
    return results
