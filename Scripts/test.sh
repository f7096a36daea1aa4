#!/usr/bin/env bash
# Run every test and print one closing line that counts them. usage: test.sh
set -uo pipefail
cd "$(dirname "$0")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0

step() { echo "==> $*" >&2; }

# A step of no countable tests counts as one.
check() {
    local name=$1
    shift
    step "$name"
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAILED: $name" >&2
    fi
}

finish() {
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

models_are_current() {
    .build/debug/shape-generator . && git diff --exit-code --stat -- Sources/Models
}

step "building everything (debug; the first time takes some minutes)"
if ! swift build --build-tests >"$logs/build" 2>&1; then
    grep -E -A3 'error:' "$logs/build" | head -60
    tail -5 "$logs/build"
    failed=1
    finish
fi

check "layout and rules" Scripts/lint.sh
check "generated code is what Models/ says" models_are_current

# Counts what a `swift test` run printed.
count_swift() {
    local log=$1
    local total failures
    total=$(grep -oE 'Test run with [0-9]+ tests?' "$log" | tail -1 | grep -oE '[0-9]+')
    failures=$(grep -E '^✘ Test .* failed after' "$log" | grep -cv '^✘ Test run with')
    local ignored
    ignored=$(grep -cE '^(➜|⏭|↷).* skipped' "$log")
    passed=$((passed + ${total:-0} - failures - ignored))
    failed=$((failed + failures))
    skipped=$((skipped + ignored))
    [ -n "${total:-}" ]
}

swift_tests() {
    local name=$1
    shift
    step "$name"
    local code=0
    swift test --skip-build "$@" >"$logs/swift" 2>&1 || code=$?
    if ! count_swift "$logs/swift" || { [ $code -ne 0 ] && ! grep -qE '^✘ Test .* failed after' "$logs/swift"; }; then
        failed=$((failed + 1))
    fi
    if [ $code -ne 0 ]; then
        grep -E '^✘|^fuzz:|error:|Fatal|Crash' "$logs/swift" | head -60
        tail -15 "$logs/swift"
    fi
    grep -E 'Test run with' "$logs/swift" | tail -1 >&2
}

# The clients, and the object store that the storage's tests run against.
python=.venv/bin/python
if [ ! -x $python ] || ! cmp -s Tests/Clients/requirements.txt .venv/requirements.txt; then
    python3 -m venv .venv &&
        .venv/bin/pip install -q --disable-pip-version-check -r Tests/Clients/requirements.txt &&
        cp Tests/Clients/requirements.txt .venv/requirements.txt
fi

# Suites that start containers, that measure crashes under load, that take all there is of a
# processor, that share an object store, or whose subject is time on a socket, run by themselves.
machine_suites='RuntimeTests|CrashTests|AgentMachineTests|WebServerTests|HostNetworkTests|AgentTests|FuzzTests|StorageSuites|ProvidersTests|NetworkFeedLoadTests|VPCNetworkTests'
swift_tests "unit tests" --skip "$machine_suites"
swift_tests "tests with real containers and crashes" --no-parallel --filter "$machine_suites"

step "real clients: aws CLI, boto3, skopeo"
PATH="$PWD/.venv/bin:$PATH" $python -m pytest -q -p no:cacheprovider Tests/Clients \
    >"$logs/clients" 2>&1
code=$?
tail -60 "$logs/clients"
number() { grep -oE "[0-9]+ $1" "$logs/clients" | tail -1 | grep -oE '[0-9]+' || echo 0; }
passed=$((passed + $(number passed)))
skipped=$((skipped + $(number skipped)))
bad=$(($(number failed) + $(number 'errors?')))
if [ $code -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
failed=$((failed + bad))

finish
