#!/usr/bin/env bash
# The first minutes: start Skerry, call it with the stock aws CLI, and stay up until Ctrl-C.
# usage: first-light.sh SKERRY DATA_DIR
set -euo pipefail

skerry=$1
data=$2
up=

finish() {
    trap '' INT TERM
    if [ -n "$up" ] && kill -0 "$up" 2>/dev/null; then
        kill -TERM "$up"
        wait "$up" || true
    fi
}
trap finish EXIT
trap 'exit 130' INT TERM

say() { printf '\n\033[1m==> %s\033[0m\n' "$*" >&2; }

say "starting Skerry in $data"
rm -f "$data/up.pid"
"$skerry" up --data-dir "$data" &
up=$!
until [ -e "$data/up.pid" ]; do
    kill -0 "$up" 2>/dev/null || { wait "$up"; exit 1; }
    sleep 0.1
done
eval "$("$skerry" env --data-dir "$data")"

say "who am I, says the stock aws CLI"
aws --endpoint-url "$AWS_ENDPOINT_URL" sts get-caller-identity

say "Skerry is up. In another terminal:"
cat >&2 <<TEXT
    eval "\$($skerry env --data-dir $data)"
    aws sts assume-role --role-arn arn:aws:iam::111111111111:role/worker --role-session-name me
    $skerry status --data-dir $data
Ctrl-C stops everything and keeps the state in $data.
TEXT
wait "$up"
