"""Placements a second on one core."""

import subprocess

from measure import Result, say

MACHINES = 10_000


def run(bench):
    rates = {}
    for number in range(bench.rounds):
        say(f"placement: round {number + 1} of {bench.rounds}")
        text = subprocess.run(
            [bench.program("placement-bench"), str(MACHINES), "1"],
            check=True, capture_output=True, text=True, timeout=120).stdout
        for line in text.splitlines():
            name, rate = line.split("\t")
            rates.setdefault(name, []).append(float(rate))
    return [
        Result(f"placement at {MACHINES:,} machines: {name}", "1/s", values, aim=">= 20000")
        for name, values in rates.items()
    ]
