"""Black-box tests: the stock clients of AWS against a running Skerry."""

import os
import pathlib
import re
import subprocess
import time

import boto3
import pytest
from botocore.config import Config

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SKERRY_BINARY", str(ROOT / ".build/debug/skerry"))


class Skerry:
    """One running installation in a data directory of its own, on a free port."""

    def __init__(self, data):
        self.data = data
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [BINARY, "up", "--data-dir", str(self.data), "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        deadline = time.monotonic() + 60
        while not (self.data / "up.pid").exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"skerry did not start:\n{self.process.stdout.read()}")
            time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        output, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, output
        assert not (self.data / "server.pid").exists()

    def server_pid(self):
        return int((self.data / "server.pid").read_text())

    def env(self, *arguments):
        """What `skerry env` exports, as a dictionary."""
        text = subprocess.run(
            [BINARY, "env", "--data-dir", str(self.data), *arguments],
            check=True, capture_output=True, text=True).stdout
        return dict(re.findall(r"^export (\w+)=(.*)$", text, re.M))

    def client(self, service, account=None, region="us-east-1", env=None, **changes):
        env = env or self.env(*(["--account", account] if account else []))
        options = dict(
            endpoint_url=env["AWS_ENDPOINT_URL"], region_name=region,
            aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"max_attempts": 0}))
        options.update(changes)
        return boto3.client(service, **options)


@pytest.fixture(scope="session")
def skerry(tmp_path_factory):
    installation = Skerry(tmp_path_factory.mktemp("skerry"))
    installation.start()
    yield installation
    installation.stop()
