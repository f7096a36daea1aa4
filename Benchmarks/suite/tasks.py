"""RunTask → RUNNING beside the same container through CRI by hand."""

import base64
import statistics
import subprocess
import time

import boto3
from botocore.config import Config

import images
from api import Api
from measure import Result, paired
from programs import Cloud, memory

TASK = dict(
    family="bench", containerDefinitions=[dict(
        name="main", image="bench", memory=64, cpu=64, command=images.COMMAND)])


def client(service, port, key, secret):
    return boto3.client(
        service, endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
        aws_access_key_id=key, aws_secret_access_key=secret,
        config=Config(retries={"max_attempts": 0}))


class CRI:
    """cri-bench: a container for each line that it gets."""

    def __init__(self, bench):
        self.process = subprocess.Popen(
            [bench.program("cri-bench"), bench.folder("cri"), images.archive(bench), images.NAME,
             *images.COMMAND],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def start(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        if self.process.wait(60):
            raise RuntimeError("cri-bench failed")


def set_up(bench, cloud):
    """Pushes the image and registers a task definition; an `Api`."""
    env = cloud.env()
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    keys = env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]
    ecr = client("ecr", port, *keys)
    uri = ecr.create_repository(repositoryName="bench")["repository"]["repositoryUri"]
    token = ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
    images.push(bench, f"127.0.0.1:{port}", base64.b64decode(token).decode()[4:], "bench")
    definition = dict(TASK, networkMode="bridge")
    definition["containerDefinitions"][0]["image"] = uri + ":latest"
    client("ecs", port, *keys).register_task_definition(**definition)
    return Api(port, *keys)


def describe(api, task):
    return api.call("DescribeTasks", tasks=[task])["tasks"][0]


def reach(api, task, status):
    """Waits until a task has a status; the task."""
    deadline = time.monotonic() + 60
    while (found := describe(api, task))["lastStatus"] != status:
        if time.monotonic() > deadline or found["lastStatus"] == "STOPPED":
            raise RuntimeError(f"{task} is {found['lastStatus']}: {found.get('stoppedReason')}")
        time.sleep(0.004)
    return found


def launch(api):
    answer = api.call("RunTask", taskDefinition="bench")
    if answer["failures"]:
        raise RuntimeError(answer["failures"])
    return answer["tasks"][0]["taskArn"]


def run_task(api, parts):
    """Milliseconds from before RunTask to a DescribeTasks that says RUNNING."""
    begin = time.monotonic()
    task = launch(api)
    accepted = time.monotonic()
    found = reach(api, task, "RUNNING")
    end = time.monotonic()
    api.call("StopTask", task=task)
    reach(api, task, "STOPPED")
    parts.append(dict(
        accept=(accepted - begin) * 1000,
        pull=(found["pullStoppedAt"] - found["pullStartedAt"]) * 1000))
    return (end - begin) * 1000


def latency(bench, api):
    cri = CRI(bench)
    parts = []
    try:
        mine, theirs = paired(
            bench.task_rounds, lambda: run_task(api, parts), cri.start, "RunTask")
    finally:
        cri.close()
    parts = parts[1:]
    note = "of it, medians: " + ", ".join(
        f"{name} {statistics.median(part[key] for part in parts):.0f} ms" for name, key in
        [("RunTask's answer", "accept"), ("asking the registry for the tag", "pull")])
    return Result("RunTask → RUNNING, image cached", "ms", mine, "CRI by hand", theirs, "<= 1.2",
                  note)


def run(bench):
    with Cloud(bench, bench.folder("cloud")).up() as cloud:
        api = set_up(bench, cloud)
        run_task(api, [])
        result = latency(bench, api)
        task = launch(api)
        reach(api, task, "RUNNING")
        agent = memory(cloud.pid("agent"))
        return [result, Result("memory of skerry agent, one task", "MB", [agent])]
