"""Black-box tests: the stock clients of AWS against a running Skerry."""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from images import Images
from tasks import Tasks
from waiting import wait

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SKERRY_BINARY", str(ROOT / ".build/debug/skerry"))


class Skerry:
    """One running installation in a data directory of its own, on a free port."""

    def __init__(self, data, *arguments):
        self.data = data
        self.arguments = arguments
        self.output = data.with_name(data.name + ".output")
        self.process = None
        self.environments = {}

    def start(self):
        self.environments.clear()
        (self.data / "up.pid").unlink(missing_ok=True)
        with open(self.output, "a") as output:
            self.process = subprocess.Popen(
                [BINARY, "up", "--data-dir", str(self.data), "--port", "0", *self.arguments],
                stdout=output, stderr=subprocess.STDOUT)
        wait(lambda: (self.data / "up.pid").exists() or self.process.poll() is not None, 120,
             "skerry to be up")
        assert self.process.poll() is None, self.logs()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=180) == 0, self.logs()
        assert not (self.data / "server.pid").exists()

    def logs(self, lines=40):
        """The ends of what the installation's processes wrote."""
        files = [self.output, *sorted(self.data.glob("*.log"))]
        return "\n".join(
            f"--- {file.name}\n" + "\n".join(file.read_text().splitlines()[-lines:])
            for file in files if file.exists())

    def server_pid(self):
        return int((self.data / "server.pid").read_text())

    def kill_server(self):
        """Kills the control plane; waits until another is there, and the agent with it."""
        old = self.server_pid()
        os.kill(old, signal.SIGKILL)
        ecs = self.client("ecs")

        def is_back():
            try:
                found = ecs.describe_container_instances(
                    containerInstances=ecs.list_container_instances()["containerInstanceArns"])
                return all(item["agentConnected"] for item in found["containerInstances"])
            except (BotoCoreError, ClientError):
                return False

        wait(lambda: self.server_pid() != old and is_back(), 60, "the control plane to come back")

    def env(self, *arguments):
        """What `skerry env` exports, as a dictionary; asked once for each start."""
        if arguments not in self.environments:
            text = subprocess.run(
                [BINARY, "env", "--data-dir", str(self.data), *arguments],
                check=True, capture_output=True, text=True).stdout
            self.environments[arguments] = dict(re.findall(r"^export (\w+)=(.*)$", text, re.M))
        return self.environments[arguments]

    def aws(self, *arguments):
        """Runs the stock aws CLI; returns what it printed, read as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "awscli", *arguments, "--output", "json"],
            env={**os.environ, **self.env()}, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"aws {' '.join(arguments)}\n{done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

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
def skerry(request, tmp_path_factory):
    """The installation that the tests share."""
    installation = Skerry(tmp_path_factory.mktemp("skerry"))
    installation.start()
    yield installation
    if request.session.testsfailed:
        print(installation.logs())
    installation.stop()


@pytest.fixture(scope="session")
def images(skerry, tmp_path_factory):
    """Images in the shared installation's registry: `images("web")` is a name to run."""
    return Images(skerry, tmp_path_factory.mktemp("images"))


@pytest.fixture(scope="session")
def tasks(skerry, images):
    """Runs tasks on the shared installation."""
    return Tasks(skerry, images)
