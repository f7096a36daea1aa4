"""What a task definition says of a container, checked from inside the container."""

import socket
import urllib.request

import pytest
from tasks import part, processes
from waiting import wait


def test_environment_and_overrides(tasks):
    show = "echo $COLOUR $SIZE $SHAPE $#; pwd; cat /proc/self/cgroup | head -1 >/dev/null"
    container = tasks.container(
        script=show, environment=[{"name": "COLOUR", "value": "red"},
                                  {"name": "SIZE", "value": "big $HOME"}])
    definition = tasks.define(container)
    task = tasks.run(definition)
    tasks.stopped(task)
    assert tasks.lines(task) == ["red big $HOME 0", "/"]
    change = {"name": "main", "command": ["echo $COLOUR $SHAPE over"],
              "environment": [{"name": "COLOUR", "value": "blue"},
                              {"name": "SHAPE", "value": "round"}],
              "cpu": 32, "memory": 40}
    task = tasks.run(definition, overrides={"containerOverrides": [change]})
    ended = tasks.stopped(task)
    assert tasks.lines(task) == ["blue round over"]
    assert ended["overrides"]["containerOverrides"][0] == change
    assert (part(ended)["cpu"], part(ended)["memory"]) == ("32", "40")
    with pytest.raises(tasks.ecs.exceptions.InvalidParameterException) as error:
        tasks.run(definition, overrides={"containerOverrides": [{"name": "nobody"}]})
    assert "nobody" in str(error.value)


def cgroup_value(pid, controller, file):
    """A limit of a process's group, for a controller of version 1."""
    with open(f"/proc/{pid}/cgroup") as groups:
        for line in groups:
            _, controllers, path = line.strip().split(":", 2)
            if controller in controllers.split(","):
                with open(f"/sys/fs/cgroup/{controller}{path}/{file}") as value:
                    return int(value.read())
    raise AssertionError(f"process {pid} has no {controller} group")


def test_limits_of_memory_and_processor(tasks):
    change = {"name": "main", "cpu": 96, "memory": 44}
    task = tasks.run(tasks.define(tasks.container(cpu=10, memory=99)),
                     overrides={"containerOverrides": [change]})
    pid = processes(part(tasks.running(task)))[0]
    assert cgroup_value(pid, "memory", "memory.limit_in_bytes") == 44 << 20
    assert cgroup_value(pid, "cpu", "cpu.shares") == 96
    tasks.stop(task)


def test_size_of_a_task(tasks):
    """The limits of the whole task hold for its containers together."""
    task = tasks.run(tasks.define(
        tasks.container(memory=None) | {"memoryReservation": 16}, cpu="512", memory="96"))
    found = tasks.running(task)
    assert (found["cpu"], found["memory"]) == ("512", "96")
    pid = processes(part(found))[0]
    assert cgroup_value(pid, "memory", "../memory.limit_in_bytes") == 96 << 20
    assert cgroup_value(pid, "cpu", "../cpu.cfs_quota_us") == 50_000
    assert cgroup_value(pid, "memory", "memory.soft_limit_in_bytes") == 16 << 20
    tasks.stop(task)


def test_working_directory_and_user(tasks):
    assert tasks.shell("pwd; id -u; id -g; echo $COLOUR", container={"kind": "user"}) == [
        "/data", "1001", "1002", "green"]
    settings = {"workingDirectory": "/var/new", "user": "1005:1006"}
    assert tasks.shell("pwd; id -u; id -g", container=settings) == ["/var/new", "1005", "1006"]
    assert tasks.shell("id -un; id -gn", container={"user": "app"}) == ["app", "app"]


def test_entry_point_of_the_definition(tasks):
    task = tasks.run(tasks.define(tasks.container(
        entryPoint=["/bin/echo", "one"], command=["two three", "four"])))
    tasks.stopped(task)
    assert tasks.lines(task) == ["one two three four"]


def test_root_that_is_read_only(tasks):
    script = "touch /data/file 2>&1 && echo written; touch /scratch/file && grep scratch /proc/mounts"
    lines = tasks.shell(script, container={
        "readonlyRootFilesystem": True, "linuxParameters": {
            "tmpfs": [{"containerPath": "/scratch", "size": 8,
                       "mountOptions": ["exec", "noatime", "mode=700"]}]}})
    assert "Read-only file system" in lines[0]
    options = lines[1].split()[3].split(",")
    assert {"rw", "nosuid", "nodev", "noatime", "mode=700", "size=8192k"} <= set(options)
    assert "noexec" not in options


def test_capabilities(tasks):
    effective = "sed -n 's/CapEff:.//p' /proc/self/status"

    def bits(**capabilities):
        lines = tasks.shell(effective, container={
            "linuxParameters": {"capabilities": capabilities}})
        return int(lines[0], 16)

    net_admin, chown, setuid = 1 << 12, 1 << 0, 1 << 7
    usual = bits()
    assert usual & chown and usual & setuid and not usual & net_admin
    assert bits(drop=["ALL"]) == 0
    assert bits(drop=["ALL"], add=["NET_ADMIN"]) == net_admin
    assert bits(drop=["CHOWN"]) == usual & ~chown


def test_ulimits(tasks):
    limits = [{"name": "nofile", "softLimit": 100, "hardLimit": 200},
              {"name": "core", "softLimit": 0, "hardLimit": 0}]
    assert tasks.shell("ulimit -Sn; ulimit -Hn; ulimit -c", container={"ulimits": limits}) == [
        "100", "200", "0"]


def test_names_and_system_controls(tasks):
    lines = tasks.shell(
        "hostname; grep -c 'db.test' /etc/hosts; cat /proc/sys/net/core/somaxconn; cat /etc/resolv.conf",
        container={
            "hostname": "crab", "extraHosts": [{"hostname": "db.test", "ipAddress": "10.9.8.7"}],
            "dnsServers": ["10.1.1.1"], "dnsSearchDomains": ["inner.test"],
            "systemControls": [{"namespace": "net.core.somaxconn", "value": "77"}]})
    assert lines[:3] == ["crab", "1", "77"]
    assert "nameserver 10.1.1.1" in lines and "search inner.test" in lines


def test_host_path_volume(tasks, tmp_path):
    (tmp_path / "in").write_text("from the host\n")
    volumes = [{"name": "host", "host": {"sourcePath": str(tmp_path)}}]

    def mount(read_only):
        return {"mountPoints": [
            {"sourceVolume": "host", "containerPath": "/mnt", "readOnly": read_only}]}

    assert tasks.shell("cat /mnt/in; echo from inside > /mnt/out", container=mount(False),
                       volumes=volumes) == ["from the host"]
    assert (tmp_path / "out").read_text() == "from inside\n"
    lines = tasks.shell("echo more 2>&1 > /mnt/out || true", container=mount(True), volumes=volumes)
    assert "Read-only file system" in lines[0]
    assert (tmp_path / "out").read_text() == "from inside\n"


def test_volume_of_a_task_is_shared_and_goes_with_it(tasks):
    mount = {"mountPoints": [{"sourceVolume": "scratch", "containerPath": "/s"}]}
    writer = tasks.container("writer", script="echo written > /s/file", essential=False, **mount)
    main = {"dependsOn": [{"containerName": "writer", "condition": "SUCCESS"}], **mount}
    volumes = [{"name": "scratch"}]
    assert tasks.shell("cat /s/file", writer, container=main, volumes=volumes) == ["written"]
    assert tasks.shell("ls /s", container=mount, volumes=volumes) == []
    folder = tasks.skerry.data / "machines/local/volumes/tasks"
    wait(lambda: not any(folder.iterdir()), 20, "volumes to be removed")


def test_volumes_from_another_container(tasks):
    mount = {"mountPoints": [{"sourceVolume": "scratch", "containerPath": "/s"}]}
    writer = tasks.container("writer", script="echo written > /s/file", essential=False, **mount)
    main = {"dependsOn": [{"containerName": "writer", "condition": "SUCCESS"}],
            "volumesFrom": [{"sourceContainer": "writer", "readOnly": True}]}
    script = "cat /s/file; touch /s/more 2>/dev/null || echo kept"
    assert tasks.shell(script, writer, container=main, volumes=[{"name": "scratch"}]) == [
        "written", "kept"]


def test_host_network(tasks):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    task = tasks.run(tasks.define(
        tasks.container(
            script=f"exec httpd -f -p 127.0.0.1:{port} -h /www",
            portMappings=[{"containerPort": port}]),
        networkMode="host"))
    found = tasks.running(task)
    assert part(found)["networkBindings"] == [
        {"bindIP": "0.0.0.0", "containerPort": port, "hostPort": port, "protocol": "tcp"}]

    def page():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
        except OSError:
            return None

    assert b"Hello" in wait(page, 20, "the page")
    tasks.stop(task)


def test_no_network(tasks):
    assert tasks.shell("ls /sys/class/net | sort", networkMode="none") == ["lo"]
    task = tasks.run(tasks.define(tasks.container(), networkMode="none"))
    assert part(tasks.running(task))["networkBindings"] == []
    tasks.stop(task)


def test_bridge_network_reaches_out_and_between_containers(tasks):
    web = tasks.container("web", "web")
    main = {"links": ["web"]}
    lines = tasks.shell(
        "for i in 1 2 3 4 5 6 7 8 9; do wget -q -O - http://web/ && exit 0; usleep 200000; done; exit 1",
        web, container=main, networkMode="bridge")
    assert lines == ["<h1>Hello from Skerry</h1>"]


def test_a_terminal(tasks):
    assert tasks.shell("test -t 1 && echo yes", container={"pseudoTerminal": True}) == ["yes"]


def test_process_namespace_of_the_task(tasks):
    # Both containers see the other's process.
    other = tasks.container("other", script="exec sleep 4321", essential=False)
    lines = tasks.shell(
        "for i in 1 2 3 4 5 6 7 8 9; do ps | grep 'sleep 432[1]' && exit 0; usleep 200000; done; exit 1",
        other, pidMode="task")
    assert "sleep 4321" in lines[0]


def test_privileged(tasks):
    lines = tasks.shell("sed -n 's/CapEff:.//p' /proc/self/status; mount -t tmpfs none /tmp && echo ok",
                        container={"privileged": True})
    assert int(lines[0], 16) & 1 << 21 and lines[1] == "ok"  # CAP_SYS_ADMIN
