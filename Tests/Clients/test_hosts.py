"""A host of machines is killed again and again in the middle of making and ending them: afterwards
each machine is there once or not at all, as it is wanted, and nothing is left over."""

import json
import os
import pathlib
import random
import re
import signal
import subprocess
import time

import leftovers
import pytest
from conftest import BINARY
from waiting import wait

ROUNDS = int(os.environ.get("SKERRY_KILLS", "20"))


class Host:
    """A host whose control plane is out of reach: it knows its machines from its own disk."""

    def __init__(self, data):
        self.data = data
        self.process = None
        self.log = open(data / "host-test.log", "a")

    def start(self):
        self.process = subprocess.Popen(
            [BINARY, "host", "--data-dir", str(self.data), "--server", "http://127.0.0.1:9"],
            stdout=self.log, stderr=subprocess.STDOUT)

    def end(self, number):
        self.process.send_signal(number)
        self.process.wait(timeout=120)

    @property
    def mark(self):
        """The end of the names of all that is the host's, by the FNV-1a of its folder."""
        value = 0xCBF29CE484222325
        for byte in str(self.data / "host").encode():
            value = (value ^ byte) * 0x100000001B3 % 2**64
        return f"{(value ^ value >> 32) & 0xFFFFFFFF:08x}"

    def record(self, machine):
        return self.data / "host" / "machines" / f"{machine}.json"

    def order(self, machine, address, wish, boots=0):
        path = self.record(machine)
        known = json.loads(path.read_text()) if path.exists() else {
            "order": {
                "id": machine, "account": "000000000000", "region": "us-east-1",
                "zone": "us-east-1a", "provider": "sandbox", "cpuUnits": 512, "memoryMiB": 512,
                "processes": 1000, "isLockedDown": False},
            "address": address, "boots": 0, "isInitialized": False}
        known["order"].update(wish=wish, boots=boots)
        path.write_text(json.dumps(known))

    def first_processes(self):
        pattern = re.compile(rf"sh {re.escape(str(self.data))}/host/machine-init (\S+) ")
        found = [pattern.match(line.split(" ", 1)[1]) for line in self.processes()]
        return sorted(match.group(1) for match in found if match)

    def agents(self):
        pattern = re.compile(rf"\S*skerry agent .*--machine-dir {re.escape(str(self.data))}"
                             r"/machines/(\S+) ")
        found = [pattern.match(line.split(" ", 1)[1]) for line in self.processes()]
        return sorted(match.group(1) for match in found if match)

    def processes(self):
        return leftovers.processes(str(self.data / "host"), str(self.data / "machines"))

    def links(self):
        return [name for name in os.listdir("/sys/class/net") if self.mark in name]

    def groups(self):
        groups = pathlib.Path("/sys/fs/cgroup")
        return {path.name for depth in ("", "*/") for path in
                groups.glob(f"{depth}skerry-h{self.mark}/*") if path.is_dir()}


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    if os.geteuid() != 0:
        pytest.skip("machines need root")
    data = tmp_path_factory.mktemp("hosts")
    plane = subprocess.Popen(
        [BINARY, "up", "--data-dir", str(data), "--port", "0", "--no-machine"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(lambda: (data / "up.pid").exists(), 60, "the control plane")
    (data / "host" / "machines").mkdir(parents=True, exist_ok=True)
    made = Host(data)
    yield made
    if made.process and made.process.poll() is None:
        made.end(signal.SIGINT)
    plane.terminate()
    plane.wait(timeout=60)


def test_killed_in_the_middle(host):
    seed = int(os.environ.get("SKERRY_SEED", time.time_ns() % 1_000_000))
    print(f"SKERRY_SEED={seed}")
    chance = random.Random(seed)
    host.start()
    wait(lambda: (host.data / "host" / "underlay").exists(), 30, "the host")
    base = (host.data / "host" / "underlay").read_text().split("/")[0].rsplit(".", 1)[0]
    host.end(signal.SIGKILL)
    machines = {f"i-{number}": f"{base}.{number + 10}" for number in range(4)}
    wanted, boots = {}, dict.fromkeys(machines, 0)
    for _ in range(ROUNDS):
        for machine in chance.sample(sorted(machines), 2):
            if wanted.get(machine) == "terminated" and host.record(machine).exists():
                continue
            wanted[machine] = chance.choice(["running", "running", "stopped", "terminated"])
            boots[machine] += chance.choice([0, 1])
            if wanted[machine] == "terminated" and not host.record(machine).exists():
                continue
            host.order(machine, machines[machine], wanted[machine], boots[machine])
        host.start()
        time.sleep(chance.uniform(0.02, 1.2))
        host.end(signal.SIGKILL)
    # Its own record of a machine that ended between two looks of ours may have failed it: a reboot
    # is a new chance.
    running = sorted(name for name, wish in wanted.items() if wish == "running")
    for machine in running:
        boots[machine] += 1
        host.order(machine, machines[machine], "running", boots[machine])
    host.start()
    wait(lambda: host.agents() == running and host.first_processes() == running, 60,
         f"machines {running} (seed {seed})")
    wait(lambda: host.groups() == set(running) and len(host.links()) == len(running), 30,
         f"what is not wanted to go (seed {seed}): {host.groups()} {host.links()}")
    time.sleep(2)
    assert host.agents() == running and host.first_processes() == running
    kept = {path.stem for path in (host.data / "host" / "machines").glob("*.json")}
    assert kept == {name for name, wish in wanted.items() if wish != "terminated"}
    disks = set(os.listdir(host.data / "machines")) - {"local"}
    assert disks <= kept


def test_nothing_is_left(host):
    host.end(signal.SIGINT)
    wait(lambda: host.processes() == [], 10, f"processes to go: {host.processes()}")
    assert host.links() == [] and host.groups() == set()
    tables = leftovers.output("nft", "list", "tables")
    assert host.mark not in tables
    assert str(host.data) not in pathlib.Path("/proc/self/mountinfo").read_text()
