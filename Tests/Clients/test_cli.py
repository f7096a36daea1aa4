"""skerry's own commands, as an operator types them."""

import json
import os
import subprocess

import pytest
from waiting import wait
from conftest import BINARY


def skerry(*arguments, fails=False):
    """Runs a command of skerry; returns (what it printed, what it said on the side)."""
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=180)
    assert (done.returncode != 0) == fails, (arguments, done)
    if fails:
        assert done.returncode == 1, done.stderr  # A crash would be a signal.
    return done.stdout, done.stderr


def test_status_and_top_of_running_tasks(tasks):
    data = str(tasks.skerry.data)
    task = tasks.run(tasks.define(tasks.container(cpu=128, memory=40), family="shown"))
    tasks.running(task)
    status = json.loads(skerry("status", "--data-dir", data, "--output", "json")[0])
    assert {part["name"]: part["state"] for part in status["parts"]}["ecs"] == "running"
    assert "default" in {cluster["name"] for cluster in status["clusters"]}
    assert task.rsplit("/")[-1] in {found["id"] for found in status["tasks"]}
    table = skerry("status", "--data-dir", data)[0]
    assert task.rsplit("/")[-1] in table and "shown:" in table
    machine = own_machine(data)
    assert machine["agentConnected"] is True
    assert machine["cpu"] - machine["cpuLeft"] >= 128
    assert machine["memory"] - machine["memoryLeft"] >= 40
    tasks.stop(task)


def top(data):
    return json.loads(skerry("top", "--data-dir", data, "--output", "json")[0])


def own_machine(data):
    """The computer's own machine: other tests have clusters of their own."""
    return next(found for found in top(data)["machines"] if found["cluster"] == "default")


def lack_of_room(data):
    """By family, in the cluster of the computer's own machine."""
    return {lack["definition"].split(":")[0]: lack for lack in top(data)["withoutRoom"]
            if lack["cluster"] == "default"}


def test_top_says_what_would_not_fit_and_why(tasks):
    data = str(tasks.skerry.data)
    tasks.define(tasks.container(cpu=1 << 20), family="too-wide")
    tasks.define(tasks.container(memory=1 << 24), family="too-large")
    tasks.define(tasks.container(), family="fits")
    tasks.define(tasks.container(), family="elsewhere", placementConstraints=[
        {"type": "memberOf", "expression": "attribute:colour == red"}])
    lacks = lack_of_room(data)
    assert lacks["too-wide"]["reasons"] == {"RESOURCE:CPU": 1}
    assert lacks["too-large"]["reasons"] == {"RESOURCE:MEMORY": 1}
    assert lacks["elsewhere"]["reasons"] == {"MemberOf placement constraint unsatisfied.": 1}
    assert "fits" not in lacks
    table = skerry("top", "--data-dir", data)[0]
    assert "WOULD NOT FIT" in table and "RESOURCE:CPU on 1" in table
    for family in ["too-wide", "too-large", "elsewhere"]:
        revision = lacks[family]["definition"]
        tasks.ecs.deregister_task_definition(taskDefinition=revision)
    assert not {"too-wide", "too-large", "elsewhere"} & set(lack_of_room(data))


def test_top_shows_what_tasks_use(tasks):
    data = str(tasks.skerry.data)
    busy = tasks.run(tasks.define(tasks.container(
        script="x=$(head -c 8000000 /dev/zero | tr '\\0' x); while :; do :; done", memory=64)))
    tasks.running(busy)

    def used():
        machine = own_machine(data)
        return machine.get("cpuUsed", 0) > 10 and machine.get("memoryUsed", 0) >= 4

    wait(used, 90, "the use of a busy task to be told")
    tasks.stop(busy)


def test_where_skerry_never_ran(tmp_path):
    data = str(tmp_path / "nothing")
    for verb in ["status", "top", "env"]:
        assert "skerry up" in skerry(verb, "--data-dir", data, fails=True)[1]
    skerry("down", "--data-dir", data)
    assert not os.path.exists(data)


@pytest.fixture(scope="module")
def detached(tmp_path_factory):
    data = str(tmp_path_factory.mktemp("detached"))
    said = skerry("up", "--detach", "--no-machine", "--data-dir", data, "--port", "0")[1]
    yield data, said
    skerry("down", "--data-dir", data)


def test_up_in_the_background(detached, tmp_path):
    data, said = detached
    assert "skerry env" in said
    port = json.loads(open(f"{data}/server/endpoint.json").read())["port"]
    for more in [[], ["--detach"]]:
        # Twice on one folder, or on one port, is refused before anything is touched.
        assert "already up" in skerry("up", *more, "--data-dir", data, fails=True)[1]
        words = skerry("up", *more, "--no-machine", "--data-dir", str(tmp_path), "--port",
                       str(port), fails=True)[1]
        assert f"port {port} of 127.0.0.1 is taken" in words
    skerry("status", "--data-dir", data)
    for file in ["server", "machines", "server/root-credentials.json"]:
        assert os.stat(f"{data}/{file}").st_mode & 0o077 == 0, file


def test_down_and_after(detached):
    data, _ = detached
    before = skerry("env", "--data-dir", data)[0]
    skerry("down", "--data-dir", data)
    skerry("down", "--data-dir", data)
    for verb in ["status", "top"]:
        assert "does not run" in skerry(verb, "--data-dir", data, fails=True)[1]
    skerry("up", "--detach", "--no-machine", "--data-dir", data, "--port", "0")
    after = skerry("env", "--data-dir", data)[0]
    secret = "AWS_SECRET_ACCESS_KEY"
    assert [line for line in before.splitlines() if secret in line] == [
        line for line in after.splitlines() if secret in line]


def test_wrong_arguments(tmp_path):
    for arguments in [["up", "--port", "70000"], ["up", "--output", "json"], ["fly"],
                      ["env", "--account", "12"], ["up", "--log-level", "shouting"]]:
        done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=60)
        assert done.returncode == 64 and "Usage" in done.stderr, done
