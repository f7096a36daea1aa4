"""Parts of Skerry are killed while ten tasks run: no container notices, and nothing is left over
in the end. The tests are one story and run in order."""

import os
import pathlib
import signal
import subprocess

import leftovers
import pytest
from conftest import BINARY, Skerry
from images import Images
from tasks import Tasks, part, processes
from waiting import wait


class Story:
    """An installation, its ten tasks, and the first processes of their containers."""

    def __init__(self, skerry, work):
        self.skerry = skerry
        self.images = Images(skerry, work)
        self.pids = {}
        self.refresh()

    def refresh(self):
        """Clients for where the installation listens now."""
        self.tasks = Tasks(self.skerry, self.images)

    def begin(self):
        idle = self.tasks.container(memory=8)
        web = self.tasks.container("web", "web", memory=8, portMappings=[{"containerPort": 80}])
        count = self.tasks.container(
            "count", memory=8,
            script="trap 'exit 33' USR1; trap 'exit 0' TERM; n=0;"
                   " while :; do n=$((n+1)); echo $n; sleep 0.2; done")
        for family, count_of, containers in [("idle", 6, [idle]), ("pair", 2, [idle, web]),
                                             ("count", 2, [count])]:
            definition = self.tasks.define(*containers, family=family)
            answer = self.tasks.ecs.run_task(taskDefinition=definition, count=count_of)
            assert answer["failures"] == []
            for task in answer["tasks"]:
                self.pids[task["taskArn"]] = None
        for task in self.pids:
            found = self.tasks.running(task)
            self.pids[task] = [processes(container)[0] for container in found["containers"]]
            assert all(self.pids[task])

    def of(self, family):
        return sorted(self.tasks.ecs.list_tasks(family=family)["taskArns"])

    def check(self, ended=()):
        """The same containers run as at first, and Skerry says so."""
        answer = self.tasks.ecs.describe_tasks(tasks=list(self.pids))
        for task in answer["tasks"]:
            if task["taskArn"] in ended:
                continue
            assert task["lastStatus"] == task["desiredStatus"] == "RUNNING", task
            for container, pid in zip(task["containers"], self.pids[task["taskArn"]]):
                assert container["lastStatus"] == "RUNNING"
                assert processes(container)[0] == pid
        instance = self.instance()
        assert instance["runningTasksCount"] == len(self.pids) - len(ended)
        assert instance["pendingTasksCount"] == 0

    def instance(self):
        arns = self.tasks.ecs.list_container_instances()["containerInstanceArns"]
        assert len(arns) == 1
        return self.tasks.ecs.describe_container_instances(
            containerInstances=arns)["containerInstances"][0]

    def pid(self, name):
        return int((self.skerry.data / f"{name}.pid").read_text())

    def await_new(self, name, old):
        """Waits until a killed part is back, and the agent connected."""
        def is_back():
            try:
                return self.pid(name) != old and self.instance()["agentConnected"]
            except Exception:
                return False

        wait(is_back, 60, f"a new {name}")

    def counted(self, task):
        """How far a counter's lines go. None may be missing; one whose acknowledgement died with
        a part of Skerry may be there twice."""
        numbers = [int(line) for line in self.tasks.lines(task, "count")]
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(1, len(set(numbers)) + 1))
        return len(set(numbers))

    def works(self):
        """A task can be run and stopped, and its lines arrive."""
        task = self.tasks.run(self.tasks.define(
            self.tasks.container(script="echo works", memory=8), family="probe"))
        assert part(self.tasks.stopped(task))["exitCode"] == 0
        assert self.tasks.lines(task) == ["works"]


@pytest.fixture(scope="module")
def story(request, tmp_path_factory):
    skerry = Skerry(tmp_path_factory.mktemp("restart"))
    skerry.start()
    story = Story(skerry, tmp_path_factory.mktemp("restart-images"))
    yield story
    if request.session.testsfailed:
        print(skerry.logs())
    subprocess.run([BINARY, "down", "--data-dir", str(skerry.data)], timeout=180)


def test_ten_tasks_run(story):
    story.begin()
    assert len(story.pids) == 10
    story.check()
    status = subprocess.run([BINARY, "status", "--data-dir", str(story.skerry.data)],
                            capture_output=True, text=True, check=True)
    assert status.stdout


def test_killed_control_plane(story):
    old = story.pid("server")
    os.kill(old, signal.SIGKILL)
    story.await_new("server", old)
    story.check()
    story.works()


def test_killed_agent(story):
    """One container ends, with a code of its own, while no agent is there."""
    old = story.pid("agent")
    victim = story.of("count")[0]
    before = story.counted(victim)
    # Its supervisor sleeps, so that no new agent comes before the container has ended.
    story.skerry.process.send_signal(signal.SIGSTOP)
    try:
        os.kill(old, signal.SIGKILL)
        pid = story.pids[victim][0]
        os.kill(pid, signal.SIGUSR1)
        wait(lambda: not os.path.exists(f"/proc/{pid}"), 20, "the container's end")
    finally:
        story.skerry.process.send_signal(signal.SIGCONT)
    story.await_new("agent", old)
    ended = story.tasks.stopped(victim)
    assert part(ended, "count")["exitCode"] == 33
    assert ended["stopCode"] == "EssentialContainerExited"
    story.check(ended=[victim])
    assert story.counted(victim) >= before
    del story.pids[victim]
    story.works()


def test_killed_together(story):
    """Control plane and agent die at once; the other counter's lines go on as if nothing were."""
    old = {name: story.pid(name) for name in ("agent", "server")}
    counter = story.of("count")[0]
    for pid in old.values():
        os.kill(pid, signal.SIGKILL)
    for name, pid in old.items():
        story.await_new(name, pid)
    story.check()
    before = story.counted(counter)
    wait(lambda: story.counted(counter) > before + 3, 30, "more lines")


def test_killed_runtime(story):
    """containerd dies; the agent starts it again and loses nothing."""
    machine = leftovers.machine_name(story.skerry.data)
    file = pathlib.Path(f"/run/skerry/{machine}/containerd.pid")
    old = file.read_text()
    os.kill(int(old), signal.SIGKILL)
    wait(lambda: file.read_text() != old, 30, "a new runtime")
    story.works()
    story.check()


def test_down_may_keep_containers_running(story):
    subprocess.run([BINARY, "down", "--keep-running", "--data-dir", str(story.skerry.data)],
                   check=True, timeout=60)
    assert story.skerry.process.wait(timeout=20) == 0
    for pids in story.pids.values():
        assert all(os.path.exists(f"/proc/{pid}") for pid in pids)
    story.skerry.start()
    story.refresh()
    story.check()


def test_killed_supervisor_is_succeeded(story):
    story.skerry.process.kill()
    story.skerry.process.wait()
    story.skerry.start()
    story.refresh()
    wait(lambda: story.instance()["agentConnected"], 30, "the agent")
    story.check()
    story.works()


def test_down_leaves_nothing(story):
    data = story.skerry.data
    machine = leftovers.machine_name(data)
    links = leftovers.links(machine)
    there = leftovers.everything(machine, data)
    assert {"processes", "mounts", "links", "tables", "groups", "run"} <= set(there)
    subprocess.run([BINARY, "down", "--data-dir", str(data)], check=True, timeout=180)
    assert story.skerry.process.wait(timeout=20) == 0
    assert leftovers.everything(machine, data) == {}
    assert not set(links) & set(os.listdir("/sys/class/net"))
    for pids in story.pids.values():
        assert not any(os.path.exists(f"/proc/{pid}") for pid in pids)


def test_state_is_there_on_the_next_start(story):
    story.skerry.start()
    story.refresh()
    ecs = story.tasks.ecs
    assert ecs.list_tasks()["taskArns"] == []
    stopped = set(ecs.list_tasks(desiredStatus="STOPPED")["taskArns"])
    assert set(story.pids) <= stopped
    for task in ecs.describe_tasks(tasks=list(story.pids))["tasks"]:
        assert task["lastStatus"] == "STOPPED", task
        assert task["stoppedReason"]
        # The web server does not listen to SIGTERM.
        assert all(container["exitCode"] == (137 if container["name"] == "web" else 0)
                   for container in task["containers"]), task
    assert set(ecs.list_task_definition_families()["families"]) >= {"idle", "pair", "count"}
    ecr = story.skerry.client("ecr")
    images = ecr.list_images(repositoryName=Images.REPOSITORY)["imageIds"]
    assert {"idle", "web", "shell"} <= {image["imageTag"] for image in images}
    resources = {found["name"]: found for found in story.instance()["remainingResources"]}
    registered = {found["name"]: found for found in story.instance()["registeredResources"]}
    assert resources == registered
    story.works()


def test_deregistered_instance(story):
    """Its tasks end with it only when forced to; the agent joins anew."""
    arn = story.instance()["containerInstanceArn"]
    ecs = story.tasks.ecs
    task = story.tasks.run(story.tasks.define(story.tasks.container()))
    pids = processes(part(story.tasks.running(task)))
    with pytest.raises(ecs.exceptions.InvalidParameterException):
        ecs.deregister_container_instance(containerInstance=arn)
    gone = ecs.deregister_container_instance(containerInstance=arn, force=True)
    assert gone["containerInstance"]["status"] == "INACTIVE"
    assert story.tasks.describe(task)["lastStatus"] == "STOPPED"

    def joined():
        arns = ecs.list_container_instances()["containerInstanceArns"]
        return arns and arns != [arn] and story.instance()["agentConnected"]

    wait(joined, 60, "the agent to register again")
    wait(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in pids), 30, "its containers' end")
    story.works()


def test_everything_is_killed(story):
    """As when the power fails: all processes, containers too. Their tasks are known to be over."""
    machine = leftovers.machine_name(story.skerry.data)
    links = leftovers.links(machine)
    task = story.tasks.run(story.tasks.define(
        story.tasks.container(), story.tasks.container(
            "web", "web", portMappings=[{"containerPort": 80}])))
    story.tasks.running(task)

    def kill_all():
        found = leftovers.processes(machine, str(story.skerry.data))
        for line in found:
            try:
                os.kill(int(line.split()[0]), signal.SIGKILL)
            except ProcessLookupError:
                pass
        story.skerry.process.poll()
        return not found

    wait(kill_all, 30, "the end of everything")
    story.skerry.start()
    story.refresh()
    ended = story.tasks.stopped(task)
    assert ended["stoppedReason"]
    assert all(container["lastStatus"] == "STOPPED" for container in ended["containers"])
    story.works()
    subprocess.run([BINARY, "down", "--data-dir", str(story.skerry.data)], check=True, timeout=180)
    assert leftovers.everything(machine, story.skerry.data) == {}
    assert not set(links) & set(os.listdir("/sys/class/net"))
