"""Runs the benchmarks and prints one table. usage: python Benchmarks/suite --help"""

import argparse
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import fleet
import placement
import reads
import registry
import startup
import store
import tasks
import vpc
from measure import say, table

PARTS = dict(
    startup=startup.run, store=store.run, tasks=tasks.run, reads=reads.run,
    registry=registry.run, placement=placement.run, vpc=vpc.run, fleet=fleet.run)
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Bench:
    """What every part is given: how long to measure, the programs, and a place for files."""

    def __init__(self, options, work):
        self.programs, self.work = pathlib.Path(options.programs).resolve(), work
        self.rounds, self.task_rounds = options.rounds, options.task_rounds
        self.seconds = options.seconds

    def program(self, name):
        return str(self.programs / name)

    def folder(self, name):
        """A folder by this name, made when missing."""
        path = pathlib.Path(self.work) / name
        path.mkdir(exist_ok=True)
        return str(path)

    def log(self, name):
        return f"{self.work}/{name}.log"

    def root_key(self, data):
        """The id and secret of the key that the first start made."""
        found = json.loads((pathlib.Path(data) / "server/root-credentials.json").read_text())
        values = {name.lower(): value for name, value in found.items()}
        return values["accesskeyid"], values["secretaccesskey"]


def machine(folder):
    """What this was measured on."""
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    disk = subprocess.run(
        ["findmnt", "-no", "FSTYPE", "--target", folder], capture_output=True, text=True)
    return dict(
        date=datetime.date.today().isoformat(), processor=processor[1] if processor else "?",
        cores=os.cpu_count(), memory_gb=round(int(memory[1]) * 1024 / 1e9),
        kernel=os.uname().release, filesystem=disk.stdout.strip(),
        load_before=round(os.getloadavg()[0], 2),
        commit=subprocess.run(
            ["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True,
            text=True).stdout.strip())


def main():
    parser = argparse.ArgumentParser(description="Figures beside peers, in alternating rounds.")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all without one")
    parser.add_argument("--programs", default=str(ROOT / ".build/release"))
    parser.add_argument("--rounds", type=int, default=5, help="pairs of measurements")
    parser.add_argument("--task-rounds", type=int, default=15, help="pairs of containers")
    parser.add_argument("--seconds", type=int, default=3, help="length of one load")
    parser.add_argument("--folder", default="/var/tmp", help="on the disk that is measured")
    parser.add_argument("--json", default=str(ROOT / ".build/bench.json"))
    options = parser.parse_args()
    results = []
    work = tempfile.mkdtemp(prefix="skerry-bench-", dir=options.folder)
    facts = machine(work)
    bench = Bench(options, work)
    try:
        for name in options.parts or PARTS:
            say(f"==> {name}")
            results += PARTS[name](bench)
    except BaseException:
        for log in pathlib.Path(work).glob("*.log"):
            lines = log.read_text(errors="replace").splitlines()[-15:]
            say("\n".join([f"--- {log.name}", *lines]))
        raise
    finally:
        record = dict(machine=facts, results=[result.encoded() for result in results])
        pathlib.Path(options.json).write_text(json.dumps(record, indent=1) + "\n")
        shutil.rmtree(work, ignore_errors=True)
    print(", ".join(f"{name} {value}" for name, value in facts.items()))
    print()
    print(table(results))
    say(f"written to {options.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
