"""The lives of tasks, with the stock clients: they really run."""

import json
import os
import signal
import socket
import time
import urllib.request

import pytest
from tasks import is_alive, part, processes
from waiting import wait


def fetch(port):
    """The page at a port of this machine, once it answers."""
    def page():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                return response.read()
        except OSError:
            return None

    return wait(page, 20, f"port {port} to answer")


@pytest.fixture(scope="module", autouse=True)
def restarting(tasks):
    """A task whose container ends after a minute, so long must it run to be restarted: begun
    with the first test and looked at by the last."""
    policy = {"enabled": True, "ignoredExitCodes": [7], "restartAttemptPeriod": 60}
    definition = tasks.define(
        tasks.container(script="echo begun; sleep 61; exit 3", restartPolicy=policy),
        tasks.container("keeper"))
    return tasks.run(definition)


def test_two_containers_with_the_cli(skerry, tasks):
    health = {"command": ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1/"],
              "interval": 5, "timeout": 2, "retries": 3}
    web = tasks.container("web", "web", healthCheck=health, portMappings=[{"containerPort": 80}])
    follower = tasks.container(
        "follower", script="wget -q -O - http://127.0.0.1/; trap 'exit 0' TERM; sleep 99 & wait",
        dependsOn=[{"containerName": "web", "condition": "HEALTHY"}])
    definition = skerry.aws(
        "ecs", "register-task-definition", "--family", "pair",
        "--container-definitions", json.dumps([web, follower]))["taskDefinition"]
    task = skerry.aws("ecs", "run-task", "--task-definition", "pair")["tasks"][0]["taskArn"]
    skerry.aws("ecs", "wait", "tasks-running", "--tasks", task)
    found = skerry.aws("ecs", "describe-tasks", "--tasks", task)["tasks"][0]
    assert found["taskDefinitionArn"] == definition["taskDefinitionArn"]
    assert found["lastStatus"] == found["desiredStatus"] == "RUNNING"
    assert found["healthStatus"] == "UNKNOWN"  # As the follower has no check.
    assert part(found, "web")["healthStatus"] == "HEALTHY"
    assert part(found, "follower")["lastStatus"] == "RUNNING"
    binding = part(found, "web")["networkBindings"][0]
    assert binding["containerPort"] == 80 and binding["protocol"] == "tcp"
    assert 32768 <= binding["hostPort"] <= 65535
    assert b"Hello from Skerry" in fetch(binding["hostPort"])
    wait(lambda: tasks.lines(task, "follower"), 20, "the follower's line")
    assert tasks.lines(task, "follower") == ["<h1>Hello from Skerry</h1>"]
    skerry.aws("ecs", "stop-task", "--task", task, "--reason", "enough")
    ended = tasks.stopped(task)
    assert ended["stopCode"] == "UserInitiated"
    assert ended["stoppedReason"] == "enough"
    assert part(ended, "follower")["exitCode"] == 0
    times = ["createdAt", "pullStartedAt", "pullStoppedAt", "startedAt", "stoppingAt",
             "executionStoppedAt", "stoppedAt"]
    assert [ended[name] for name in times] == sorted(ended[name] for name in times)
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", binding["hostPort"]), 2)


def test_stop_timeout_is_honoured(tasks):
    deaf = "trap '' TERM; echo deaf; while :; do sleep 0.2; done"
    task = tasks.run(tasks.define(tasks.container(script=deaf, stopTimeout=3)))
    pids = processes(part(tasks.running(task)))
    assert pids
    wait(lambda: tasks.lines(task), 20, "the trap to be set")
    tasks.ecs.stop_task(task=task)
    stopping = tasks.describe(task)
    assert stopping["desiredStatus"] == "STOPPED"
    assert stopping["lastStatus"] in ("RUNNING", "DEACTIVATING", "STOPPING")
    ended = tasks.stopped(task)
    lasted = (ended["executionStoppedAt"] - ended["stoppingAt"]).total_seconds()
    assert 3 <= lasted < 8
    assert part(ended)["exitCode"] == 137
    assert ended["stopCode"] == "UserInitiated"
    assert ended["stoppedReason"] == "Task stopped by user"
    assert not any(is_alive(pid) for pid in pids)


def test_exit_code_of_a_term_handler(tasks):
    script = "trap 'echo bye; exit 42' TERM; echo ready; sleep 99 & wait"
    task = tasks.run(tasks.define(tasks.container(script=script, stopTimeout=60)))
    tasks.running(task)
    wait(lambda: tasks.lines(task), 20, "the trap to be set")
    ended = tasks.stop(task)
    assert part(ended)["exitCode"] == 42
    # All lines are there as soon as the task is STOPPED.
    assert tasks.lines(task) == ["ready", "bye"]


def test_stop_signal_of_the_image(tasks):
    script = "trap 'exit 21' USR1; trap 'exit 22' TERM; echo ready; sleep 99 & wait"
    task = tasks.run(tasks.define(tasks.container(kind="signal", script=script)))
    tasks.running(task)
    wait(lambda: tasks.lines(task), 20, "the trap to be set")
    assert part(tasks.stop(task))["exitCode"] == 21


def test_tasks_stopped_at_any_moment(tasks):
    """Stopped while they are sent, pulled, made or started: they end, and all is free again."""
    before = resources(tasks)
    definition = tasks.define(
        tasks.container(memory=8), tasks.container("web", "web", memory=8,
                                                   portMappings=[{"containerPort": 80}]))
    started = []
    for pause in range(8):
        task = tasks.run(definition)
        deadline = time.monotonic() + pause * 0.08
        wait(lambda: time.monotonic() >= deadline, 10, "the moment")
        tasks.ecs.stop_task(task=task)
        started.append(task)
    for task in started:
        ended = tasks.stopped(task)
        assert ended["stopCode"] == "UserInitiated"
        assert all(container["lastStatus"] == "STOPPED" for container in ended["containers"])
        assert all(container.get("exitCode", 0) in (0, 137) for container in ended["containers"])
        assert not any(processes(container) for container in ended["containers"]
                       if "runtimeId" in container)
    assert resources(tasks) == before


def test_unhealthy_containers_go_on(tasks, tmp_path):
    check = {"command": ["CMD", "/bin/test", "-e", "/mnt/well"], "interval": 5, "retries": 1}
    task = tasks.run(tasks.define(
        tasks.container(
            healthCheck=check,
            mountPoints=[{"sourceVolume": "host", "containerPath": "/mnt"}]),
        volumes=[{"name": "host", "host": {"sourcePath": str(tmp_path)}}]))

    def health(wanted):
        found = tasks.describe(task)
        assert found["lastStatus"] != "STOPPED", found
        return found["healthStatus"] == part(found)["healthStatus"] == wanted

    wait(lambda: health("UNHEALTHY"), 60, "bad health")
    (tmp_path / "well").touch()
    wait(lambda: health("HEALTHY"), 60, "good health")
    tasks.stop(task)


def test_essential_container_ends_the_task(tasks):
    task = tasks.run(tasks.define(
        tasks.container(script="sleep 0.5; exit 5"), tasks.container("other")))
    ended = tasks.stopped(task)
    assert ended["stopCode"] == "EssentialContainerExited"
    assert ended["stoppedReason"] == "Essential container in task exited"
    assert part(ended)["exitCode"] == 5
    assert part(ended, "other")["exitCode"] == 0


def test_other_containers_may_end(tasks):
    task = tasks.run(tasks.define(
        tasks.container(script="exit 6", essential=False), tasks.container("other")))
    tasks.running(task)
    wait(lambda: part(tasks.describe(task))["lastStatus"] == "STOPPED", 20, "its end")
    found = tasks.describe(task)
    assert found["lastStatus"] == found["desiredStatus"] == "RUNNING"
    assert part(found)["exitCode"] == 6
    tasks.stop(task)


def after(name, condition):
    return [{"containerName": name, "condition": condition}]


def test_containers_wait_for_one_another(tasks):
    volume = {"sourceVolume": "shared", "containerPath": "/shared"}
    note = {"essential": False, "mountPoints": [volume]}
    task = tasks.run(tasks.define(
        tasks.container("first", script="sleep 0.5; echo first >> /shared/n", **note),
        tasks.container("second", script="echo second >> /shared/n; exit 1",
                        dependsOn=after("first", "SUCCESS"), **note),
        tasks.container("third", script="echo third >> /shared/n; sleep 99",
                        dependsOn=after("second", "COMPLETE"), **note),
        tasks.container(script="until grep third /shared/n; do sleep 0.1; done; cat /shared/n",
                        dependsOn=after("third", "START"), mountPoints=[volume]),
        volumes=[{"name": "shared"}]))
    ended = tasks.stopped(task)
    assert [part(ended, name)["exitCode"] for name in ("first", "second", "third", "main")] \
        == [0, 1, 143, 0] or part(ended, "third")["exitCode"] == 137
    assert tasks.lines(task) == ["third", "first", "second", "third"]


def test_waiting_for_a_success_that_fails(tasks):
    task = tasks.run(tasks.define(
        tasks.container("setup", script="exit 9", essential=False),
        tasks.container(dependsOn=after("setup", "SUCCESS"))))
    ended = tasks.stopped(task)
    assert ended["stopCode"] == "TaskFailedToStart"
    assert part(ended, "setup")["exitCode"] == 9
    assert "exitCode" not in part(ended)
    assert "setup" in part(ended)["reason"], ended


def test_waiting_longer_than_the_start_timeout(tasks):
    task = tasks.run(tasks.define(
        tasks.container("setup", essential=False, startTimeout=2),
        tasks.container(dependsOn=after("setup", "COMPLETE"))))
    ended = tasks.stopped(task)
    assert ended["stopCode"] == "TaskFailedToStart"
    assert "exitCode" not in part(ended)


def test_missing_image(tasks):
    container = tasks.container(image=tasks.images.name(tasks.images.REPOSITORY, "nothing"))
    ended = tasks.stopped(tasks.run(tasks.define(container)))
    assert ended["stopCode"] == "TaskFailedToStart"
    assert ended["stoppedReason"].startswith("CannotPullContainerError: ")
    assert part(ended)["reason"].startswith("CannotPullContainerError: ")
    assert "not found" in part(ended)["reason"]
    assert "exitCode" not in part(ended)
    assert "startedAt" not in ended
    container = tasks.container(image=tasks.images.name("no-such-repository"))
    ended = tasks.stopped(tasks.run(tasks.define(container)))
    assert part(ended)["reason"].startswith("CannotPullContainerError: ")


def test_image_for_another_architecture(tasks):
    ended = tasks.stopped(tasks.run(tasks.define(tasks.container(kind="arm64"))))
    assert ended["stopCode"] == "TaskFailedToStart"
    reason = part(ended)["reason"]
    assert reason.startswith("CannotPullContainerError: "), reason
    assert "does not contain descriptor matching platform 'linux/amd64'" in reason


def test_missing_command(tasks):
    container = tasks.container(entryPoint=["/bin/nothing-there"])
    ended = tasks.stopped(tasks.run(tasks.define(container)))
    assert ended["stopCode"] == "TaskFailedToStart"
    assert part(ended)["reason"].startswith("CannotStartContainerError: ")
    assert "/bin/nothing-there" in part(ended)["reason"]
    assert "no such file or directory" in part(ended)["reason"]
    ended = tasks.stopped(tasks.run(tasks.define(tasks.container(kind="no-command"))))
    assert part(ended)["reason"].startswith("CannotCreateContainerError: ")
    assert "No command specified" in part(ended)["reason"]


def test_out_of_memory(tasks):
    hungry = "exec dd if=/dev/zero of=/dev/null bs=64M count=1"
    ended = tasks.stopped(tasks.run(tasks.define(tasks.container(script=hungry, memory=16))))
    assert part(ended)["exitCode"] == 137
    assert part(ended)["reason"] == "OutOfMemoryError: Container killed due to memory usage"
    assert ended["stopCode"] == "EssentialContainerExited"
    assert ended["stoppedReason"] == "Essential container in task exited"


def test_no_room(skerry, tasks):
    instance = tasks.ecs.list_container_instances()["containerInstanceArns"][0]
    for settings, reason in [({"memory": 4_000_000}, "RESOURCE:MEMORY"),
                             ({"cpu": 1_000_000}, "RESOURCE:CPU")]:
        answer = skerry.aws(
            "ecs", "run-task", "--task-definition",
            tasks.define(tasks.container(**settings)))
        assert answer == {
            "tasks": [], "failures": [{"arn": instance, "reason": reason}]}


def resources(tasks, kind="remainingResources"):
    arns = tasks.ecs.list_container_instances()["containerInstanceArns"]
    instance = tasks.ecs.describe_container_instances(
        containerInstances=arns)["containerInstances"][0]
    return {resource["name"]: resource.get("stringSetValue", resource.get("integerValue"))
            for resource in instance[kind]}


def test_resources_are_reserved_until_the_end(tasks):
    before = resources(tasks)
    task = tasks.run(tasks.define(tasks.container(cpu=64, memory=48)))
    assert resources(tasks)["MEMORY"] == before["MEMORY"] - 48
    assert resources(tasks)["CPU"] == before["CPU"] - 64
    tasks.running(task)
    tasks.stop(task)
    assert resources(tasks) == before


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_static_ports(tasks):
    port = free_port()
    definition = tasks.define(tasks.container(
        kind="web", portMappings=[{"containerPort": 80, "hostPort": port}]))
    task = tasks.run(definition)
    found = tasks.running(task)
    assert part(found)["networkBindings"] == [
        {"bindIP": "0.0.0.0", "containerPort": 80, "hostPort": port, "protocol": "tcp"}]
    assert b"Hello" in fetch(port)
    assert str(port) in resources(tasks)["PORTS"]
    answer = tasks.ecs.run_task(taskDefinition=definition)
    assert answer["tasks"] == []
    assert [failure["reason"] for failure in answer["failures"]] == ["RESOURCE:PORTS"]
    tasks.stop(task)
    assert str(port) not in resources(tasks)["PORTS"]


def test_port_of_a_foreign_process(tasks):
    with socket.socket() as foreign:
        foreign.bind(("0.0.0.0", 0))
        foreign.listen()
        port = foreign.getsockname()[1]
        task = tasks.run(tasks.define(tasks.container(
            kind="web", portMappings=[{"containerPort": 80, "hostPort": port}])))
        ended = tasks.stopped(task)
        assert ended["stopCode"] == "TaskFailedToStart"
        assert str(port) in part(ended)["reason"]
        assert part(ended)["reason"].startswith("CannotStartContainerError: ")
        # The foreign process keeps its port.
        with socket.create_connection(("127.0.0.1", port), 5):
            pass


def test_start_task_on_a_given_instance(tasks):
    instance = tasks.ecs.list_container_instances()["containerInstanceArns"][0]
    definition = tasks.define(tasks.container())
    missing = instance.rsplit("/", 1)[0] + "/" + "0" * 32
    answer = tasks.ecs.start_task(
        taskDefinition=definition, containerInstances=[instance, missing], startedBy="test")
    assert [failure["reason"] for failure in answer["failures"]] == ["MISSING"]
    task = answer["tasks"][0]["taskArn"]
    assert tasks.running(task)["containerInstanceArn"] == instance
    assert tasks.ecs.list_tasks(startedBy="test")["taskArns"] == [task]
    tasks.stop(task)


def test_killed_from_outside(tasks):
    task = tasks.run(tasks.define(tasks.container()))
    os.kill(processes(part(tasks.running(task)))[0], signal.SIGKILL)
    ended = tasks.stopped(task)
    assert part(ended)["exitCode"] == 137
    assert ended["stopCode"] == "EssentialContainerExited"


def test_restart_policy(tasks, restarting):
    early = {"enabled": True, "restartAttemptPeriod": 60}
    ended = tasks.stopped(tasks.run(tasks.define(
        tasks.container(script="echo begun; exit 3", restartPolicy=early))))
    assert part(ended)["exitCode"] == 3  # It did not run long enough to be restarted.
    wait(lambda: tasks.lines(restarting) == ["begun", "begun"], 90, "the restart")
    found = tasks.describe(restarting)
    assert found["lastStatus"] == "RUNNING"
    assert part(found)["lastStatus"] == "RUNNING" and "exitCode" not in part(found)
    tasks.stop(restarting)
