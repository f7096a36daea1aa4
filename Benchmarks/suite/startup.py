"""Time from start to a healthy endpoint, and memory at rest."""

import pathlib
import shutil
import time

from api import Api
from measure import Result, say
from programs import memory, moto_server, running, skerry_server, wait_until

# Idle memory is looked at after this many seconds without a request.
REST = 3


def run(bench):
    times, sizes, peer_times, peer_sizes = [], [], [], []
    for number in range(bench.rounds):
        say(f"start: round {number + 1} of {bench.rounds}")
        data = bench.folder(f"start-{number}")
        with skerry_server(bench, data) as (process, seconds, _):
            times.append(seconds)
            time.sleep(REST)
            sizes.append(memory(process.pid))
        shutil.rmtree(data)
        with moto_server(bench) as (process, seconds, _):
            peer_times.append(seconds)
            time.sleep(REST)
            peer_sizes.append(memory(process.pid))
    return [
        Result("skerry server, start to healthy", "s", times, "moto server", peer_times, "< 0.5"),
        Result("skerry server, memory at rest", "MB", sizes, "moto server", peer_sizes, "< 60"),
    ] + agent(bench)


def agent(bench):
    """An agent that starts its containerd and joins; memory with no task."""
    data = bench.folder("agent")
    times, sizes, daemons = [], [], []
    with skerry_server(bench, data) as (_, _, port):
        credentials = pathlib.Path(data) / "machines/local/credentials.json"
        shutil.copy(pathlib.Path(data) / "server/root-credentials.json", credentials)
        api = Api(port, *bench.root_key(data))
        api.call("CreateCluster", clusterName="default")
        for number in range(bench.rounds):
            say(f"agent: round {number + 1} of {bench.rounds}")
            begin = time.monotonic()
            command = [bench.program("skerry"), "agent", "--data-dir", data]
            with running(command, bench.log("agent")) as process:
                try:
                    wait_until(lambda: connected(api), process, "skerry agent", pause=0.01)
                    times.append(time.monotonic() - begin)
                    time.sleep(REST)
                    sizes.append(memory(process.pid))
                    daemons.append(memory(containerd(data)))
                finally:
                    # SIGINT stops everything that the machine has, where SIGTERM would leave it.
                    process.send_signal(2)
                    process.wait(60)
            wait_until(lambda: not connected(api), None, "the agent to be away", pause=0.01)
    return [
        Result("skerry agent, start to connected", "s", times,
               note="starts its containerd too"),
        Result("skerry agent, memory at rest", "MB", sizes,
               note="its containerd has "
               f"{sum(daemons) / len(daemons):.0f} MB beside it"),
    ]


def connected(api):
    arns = api.call("ListContainerInstances")["containerInstanceArns"]
    if not arns:
        return False
    found = api.call("DescribeContainerInstances", containerInstances=arns)
    return any(item["agentConnected"] for item in found["containerInstances"])


def containerd(data):
    """The pid of the containerd whose configuration lies below a folder."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"containerd") and any(data.encode() in word for word in words):
            return int(folder.name)
    raise RuntimeError(f"no containerd runs below {data}")
