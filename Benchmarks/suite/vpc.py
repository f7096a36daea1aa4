"""A VPC over two machines beside a plain bridge, and what a change of a rule costs."""

import subprocess

from measure import Result, say

INTERFACES = 1_000


def run(bench):
    values = {}
    for number in range(bench.rounds):
        say(f"vpc: round {number + 1} of {bench.rounds}")
        text = subprocess.run(
            [bench.program("vpc-bench"), str(INTERFACES), str(bench.seconds)],
            check=True, capture_output=True, text=True, timeout=300).stdout
        for line in text.splitlines():
            name, unit, *rest = line.split("\t")
            values.setdefault((name, unit), []).extend(float(value) for value in rest)
    bridge = {unit: values[name, unit] for name, unit in values if name.startswith("plain")}
    results = []
    for (name, unit), measured in values.items():
        if name.startswith("plain"):
            continue
        if unit == "ms":
            results.append(Result(
                f"VPC of {INTERFACES:,} interfaces: {name}", unit, measured, aim="< 1000"))
        else:
            results.append(
                Result(f"VPC on {name}", unit, measured, "plain bridge", bridge[unit]))
    return results
