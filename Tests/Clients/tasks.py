"""Running tasks in tests: defining, running, waiting and reading what containers wrote."""

import os
import pathlib
import uuid

from waiting import wait

GROUP = "/test"


class Tasks:
    """Tasks of one cluster of an installation."""

    def __init__(self, skerry, images):
        self.skerry = skerry
        self.images = images
        self.ecs = skerry.client("ecs")
        self.logs = skerry.client("logs")

    def container(self, name="main", kind="idle", script=None, **settings):
        """A container definition; `script` makes it run one shell line."""
        if script is not None:
            kind = "shell" if kind == "idle" else kind
            settings["command"] = [script]
        settings.setdefault("memory", 32)
        settings.setdefault("stopTimeout", 2)
        settings.setdefault("logConfiguration", {"logDriver": "awslogs", "options": {
            "awslogs-group": GROUP, "awslogs-region": "us-east-1",
            "awslogs-stream-prefix": "t", "awslogs-create-group": "true"}})
        settings = {key: value for key, value in settings.items() if value is not None}
        return {"name": name, "image": self.images(kind), **settings}

    def define(self, *containers, family=None, **settings):
        """Registers a task definition; returns `family:revision`."""
        definition = self.ecs.register_task_definition(
            family=family or "t-" + uuid.uuid4().hex[:12],
            containerDefinitions=list(containers), **settings)["taskDefinition"]
        return f"{definition['family']}:{definition['revision']}"

    def run(self, definition, **settings):
        """Starts one task; returns its ARN."""
        answer = self.ecs.run_task(taskDefinition=definition, **settings)
        assert answer["failures"] == []
        return answer["tasks"][0]["taskArn"]

    def describe(self, task, **settings):
        answer = self.ecs.describe_tasks(tasks=[task], **settings)
        assert answer["failures"] == []
        return answer["tasks"][0]

    def reach(self, task, status, seconds=60):
        """Waits until the task has come to `status`; returns its description."""
        def reached():
            found = self.describe(task)
            if found["lastStatus"] == status:
                return found
            assert found["lastStatus"] != "STOPPED", found
            return None

        return wait(reached, seconds, f"{task} to be {status}")

    def running(self, task, seconds=60):
        return self.reach(task, "RUNNING", seconds)

    def stopped(self, task, seconds=60):
        return self.reach(task, "STOPPED", seconds)

    def stop(self, task, **settings):
        self.ecs.stop_task(task=task, **settings)
        return self.stopped(task)

    def lines(self, task, container="main"):
        """What a container has written, as lines."""
        stream = f"t/{container}/{task.rsplit('/')[-1]}"
        try:
            events = self.logs.get_log_events(
                logGroupName=GROUP, logStreamName=stream, startFromHead=True)["events"]
        except self.logs.exceptions.ResourceNotFoundException:
            return []
        return [event["message"] for event in events]

    def shell(self, script, *others, container=None, run=None, **settings):
        """Runs one shell line to its end in a container with these settings; returns its lines."""
        main = self.container(script=script, **(container or {}))
        task = self.run(self.define(main, *others, **settings), **(run or {}))
        ended = self.stopped(task)
        assert part(ended).get("exitCode") == 0, (ended, self.lines(task))
        return self.lines(task)


def part(task, name="main"):
    """One container of a task's description."""
    return next(container for container in task["containers"] if container["name"] == name)


def processes(container):
    """Pids of a container's processes on this machine, oldest first."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if container["runtimeId"] in (folder / "cgroup").read_text():
                found.append(int(folder.name))
        except OSError:
            pass  # It has just ended.
    return sorted(found)


def is_alive(pid):
    return os.path.exists(f"/proc/{pid}")
