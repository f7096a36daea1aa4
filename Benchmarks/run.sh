#!/usr/bin/env bash
# Build everything in release, then measure it beside its peers. All arguments go to the suite;
# --help shows them. usage: [SCRATCH_PATH=.build] run.sh [PART...] [--rounds N] [--seconds N] ...
set -euo pipefail
cd "$(dirname "$0")/.."

export SKERRY_BENCHMARKS=1
scratch=${SCRATCH_PATH:-.build}
for product in skerry store-bench cri-bench placement-bench vpc-bench; do
    echo "building $product (release; the first time takes a quarter of an hour) …" >&2
    swift build -c release --scratch-path "$scratch" --product "$product" >&2
done

environment=$scratch/bench-venv
if ! cmp -s Benchmarks/requirements.txt "$environment/requirements.txt"; then
    echo "installing the peers and clients from PyPI …" >&2
    python3 -m venv "$environment"
    "$environment/bin/pip" install -q --disable-pip-version-check -r Benchmarks/requirements.txt
    cp Benchmarks/requirements.txt "$environment/requirements.txt"
fi
exec "$environment/bin/python" Benchmarks/suite \
    --programs "$scratch/release" --json "$scratch/bench.json" "$@"
