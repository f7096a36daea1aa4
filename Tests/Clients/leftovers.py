"""What an installation has on this machine outside its data directory."""

import os
import pathlib
import re
import subprocess


def machine_name(data):
    """The short name that all of one machine's things carry, from its runtime's pid file."""
    for folder in pathlib.Path("/run/skerry").glob("*"):
        try:
            pid = (folder / "containerd.pid").read_text().strip()
            if str(data) in pathlib.Path(f"/proc/{pid}/cmdline").read_text():
                return folder.name
        except OSError:
            pass
    raise AssertionError(f"no runtime of {data} runs")


def processes(*words):
    """Processes that mention one of these words in their command line, folder or groups."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        if int(folder.name) == os.getpid():
            continue
        try:
            command = (folder / "cmdline").read_text().replace("\0", " ")
            text = command + os.readlink(folder / "cwd") + (folder / "cgroup").read_text()
        except OSError:
            continue
        if any(word in text for word in words):
            found.append(f"{folder.name} {command}")
    return found


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def links(machine):
    """Names of the machine's bridge and of what hangs on it."""
    lines = output("ip", "-o", "link", "show").splitlines()
    return [re.split(r"[:@ ]+", line)[1] for line in lines if f"skerry{machine}" in line]


def everything(machine, data):
    """All that is there of a machine, by kind; empty kinds are left out."""
    mounts = pathlib.Path("/proc/self/mountinfo").read_text().splitlines()
    groups = pathlib.Path("/sys/fs/cgroup")
    found = {
        "processes": processes(machine, str(data)),
        "mounts": [line for line in mounts if machine in line or str(data) in line],
        "links": links(machine),
        "tables": [line for line in output("nft", "list", "tables").splitlines()
                   if machine in line],
        "groups": [str(path) for depth in ("*", "*/*") for path in groups.glob(depth)
                   if machine in path.name],
        "run": [str(path) for path in pathlib.Path("/run/skerry").glob(f"{machine}*")],
        "leases": [str(path) for path in pathlib.Path("/var/lib/cni").glob("*/*")
                   if machine in path.name],
        "names": [str(path) for path in pathlib.Path("/run/netns").glob("*")
                  if machine in path.name],
    }
    return {kind: things for kind, things in found.items() if things}
