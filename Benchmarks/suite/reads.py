"""Signed reads beside moto's server, and among 100,000 tasks."""

import statistics
import subprocess

from api import Api, load
from measure import Result, paired, say
from programs import Cloud, memory, moto_server, skerry_server
from tasks import TASK, client, describe, launch, reach, set_up


def moto_task(port):
    """A running task of the same definition in moto; an `Api` and the task's name."""
    keys = "testing", "testing"
    ecs = client("ecs", port, *keys)
    ecs.create_cluster(clusterName="default")
    ecs.register_task_definition(**dict(TASK, networkMode="bridge"))
    # As what moto runs without machines; it looks at no more of it.
    task = ecs.run_task(taskDefinition="bench", launchType="FARGATE")["tasks"][0]
    return Api(port, *keys), task["taskArn"]


def beside_moto(bench, api, task):
    """Signed DescribeTasks of one running task, 16 connections."""
    with moto_server(bench) as (_, _, port):
        peer, other = moto_task(port)
        describe(peer, other)
        tails = []

        def mine():
            rate, tail = load(bench, api, "DescribeTasks", bench.seconds, 16, tasks=[task])
            tails.append(tail)
            return rate

        rates = paired(
            bench.rounds, mine,
            lambda: load(bench, peer, "DescribeTasks", bench.seconds, 16, tasks=[other])[0],
            "DescribeTasks")
    note = f"Skerry's 99th percentile is {statistics.median(tails):.1f} ms"
    return Result("signed DescribeTasks", "1/s", rates[0], "moto server", rates[1], ">= 20", note)


def among_many(bench, data, task):
    """Reads with 100,000 more tasks in the store, control plane alone."""
    say("cloning a task 100,000 times")
    subprocess.run(
        [bench.program("store-bench"), "clone", data + "/server/store.sqlite", task, "100000"],
        check=True, capture_output=True, timeout=600)
    results = []
    with skerry_server(bench, data) as (process, seconds, port):
        keys = bench.root_key(data)
        api = Api(port, *keys)
        results.append(Result("start with 100,000 tasks stored", "s", [seconds]))
        hundred = [f"{number:032x}" for number in range(1, 101)]
        for what, operation, body in [
            ("DescribeTasks of 1", "DescribeTasks", dict(tasks=hundred[50:51])),
            ("DescribeTasks of 100", "DescribeTasks", dict(tasks=hundred)),
            ("ListTasks, first page", "ListTasks", dict(desiredStatus="STOPPED")),
            ("ListTasks, none running", "ListTasks", {}),
        ]:
            tails, rates = [], []
            for _ in range(bench.rounds):
                rate, tail = load(bench, api, operation, bench.seconds, 4, **body)
                tails.append(tail)
                rates.append(rate)
            results.append(Result(
                f"{what} of 100,000 tasks, 99th percentile", "ms", tails, aim="< 10",
                note=f"4 connections, {statistics.median(rates):,.0f} requests/s"))
        results.append(Result("memory with 100,000 tasks", "MB", [memory(process.pid)]))
    return results


def run(bench):
    data = bench.folder("reads")
    with Cloud(bench, data).up() as cloud:
        api = set_up(bench, cloud)
        task = launch(api)
        reach(api, task, "RUNNING")
        result = beside_moto(bench, api, task)
    return [result, *among_many(bench, data, task.rsplit("/", 1)[1])]
