"""A fleet on one computer: machines in zones, tasks with addresses, groups that hold."""

import socket
import subprocess
import time

import pytest
from conftest import Skerry
from fleet import Fleet, memory, probe
from images import Images
from tasks import Tasks
from waiting import wait


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    """An installation of its own: its machines are counted."""
    installation = Skerry(tmp_path_factory.mktemp("fleet"))
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def tasks(cloud, tmp_path_factory):
    return Tasks(cloud, Images(cloud, tmp_path_factory.mktemp("fleet-images")))


@pytest.fixture(scope="module")
def fleet(cloud, tasks):
    """12 machines in 3 zones, 60 tasks in 4 sets of groups."""
    made = Fleet(cloud, tasks)
    started = time.monotonic()
    made.launch(12)
    seconds = time.monotonic() - started
    print(f"\n12 machines in 3 zones ready after {seconds:.1f} s, "
          f"{memory(str(cloud.data), 'machines/i-')} MiB for agents and containerd")
    for name in ("web", "client", "data", "lonely"):
        made.group(name)
    # Who may reach whom: see `is_allowed`.
    made.allow("web", 8080, "client")
    made.allow("data", 9000, "web")
    made.allow("data", 8080, "10.42.0.0/24")
    started = time.monotonic()
    made.servers = (
        made.serve(["web"], 20) + made.serve(["client"], 20) + made.serve(["data"], 10)
        + made.serve(["client", "web"], 5) + made.serve(["lonely"], 5))
    print(f"60 tasks with interfaces running after {time.monotonic() - started:.1f} s")
    yield made
    made.destroy()


def is_allowed(source, target, port):
    """What the rules of the fleet's groups say."""
    if "web" in target.groups and port == 8080 and "client" in source.groups:
        return True
    if "data" in target.groups and port == 9000 and "web" in source.groups:
        return True
    return ("data" in target.groups and port == 8080
            and source.address.startswith("10.42.0."))


def test_every_pair_is_as_its_groups_say(fleet):
    servers = fleet.servers
    assert len({server.address for server in servers}) == 60
    targets = [(server.address, port) for server in servers for port in (8080, 9000)]
    answers = probe(servers, targets)
    wrong, connected = [], 0
    for source, found in zip(servers, answers):
        for number, answer in enumerate(found):
            target, port = servers[number // 2], targets[number][1]
            # A task reaches itself without leaving its namespace.
            expected = target.who if source is target or is_allowed(source, target, port) else None
            connected += answer is not None
            if answer != expected:
                wrong.append((source.address, source.groups, target.address, port, answer))
    assert wrong == []
    print(f"\n{len(servers)} x {len(targets)} connections tried, {connected} allowed")


def test_a_removed_rule_stops_new_connections_and_not_old_ones(fleet):
    web = next(server for server in fleet.servers if server.groups == ["web"])
    client = next(server for server in fleet.servers if server.groups == ["client"])
    # An open connection, held by a program in the client's network.
    script = (
        "import socket,sys\n"
        f"s = socket.create_connection(('{web.address}', 8080), 5)\n"
        "f = s.makefile('rw'); print(f.readline().strip(), flush=True)\n"
        "for line in sys.stdin:\n"
        "    f.write(line); f.flush(); print(f.readline().strip(), flush=True)\n")
    held = subprocess.Popen(
        client.inside("python3", "-c", script), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True)
    try:
        assert held.stdout.readline().strip() == web.who
        target = [(web.address, 8080)]
        assert probe([client], target) == [[web.who]]
        fleet.forbid("web", 8080, "client")
        revoked = time.monotonic()
        wait(lambda: probe([client], target, seconds=0.2) == [[None]], 5, "the rule to be gone")
        seconds = time.monotonic() - revoked
        print(f"\na removed rule stopped new connections within {seconds:.2f} s")
        assert seconds < 1
        held.stdin.write("still there\n")
        held.stdin.flush()
        assert held.stdout.readline().strip() == "still there"
    finally:
        held.kill()
        held.wait()
        fleet.allow("web", 8080, "client")
    wait(lambda: probe([client], [(web.address, 8080)]) == [[web.who]], 5, "the rule to be back")


def test_a_second_vpc_with_the_same_block_stays_apart(cloud, tasks, fleet):
    other = Fleet(cloud, tasks)
    try:
        other.launch(3)
        other.group("open")
        for port in (8080, 9000):
            other.allow("open", port, "0.0.0.0/0")
        theirs = other.serve(["open"], 6)
        targets = [(server.address, 8080) for server in fleet.servers + theirs]
        owners = {server.address: server.who for server in theirs}
        # Whatever address they try: only their own answer.
        for found in probe(theirs, targets):
            assert found == [owners.get(address) for address, _ in targets]
        clients = [server for server in fleet.servers if server.groups == ["client"]][:5]
        ours = {server.address: server for server in fleet.servers}
        for source, found in zip(clients, probe(clients, targets)):
            for (address, port), answer in zip(targets, found):
                target = ours.get(address)
                allowed = target and (target is source or is_allowed(source, target, port))
                assert answer == (target.who if allowed else None)
    finally:
        other.destroy()
