#!/usr/bin/env bash
# Rules that a machine can check.
set -euo pipefail
cd "$(dirname "$0")/.."

# Generated files and protobuf output are not ours to lay out.
files() { git ls-files '*.swift' | grep -vE '^Sources/Models/|\.pb\.swift$|\.grpc\.swift$'; }

echo "layout (swift format) …" >&2
# The formatter cannot break long words and comments: their length is shown, not refused.
found=$(files | xargs swift format lint --parallel 2>&1 || true)
if grep -v 'LineLength' <<<"$found" | grep -E '(warning|error):'; then
    echo "run: swift format -i -r Sources Tests Benchmarks" >&2
    exit 1
fi

echo "rules …" >&2
bad=0
if files | grep -v '^Tests/' | xargs grep -nE 'FIXME|try!.*\(|fatalError\(' |
    grep -vE 'ServiceModel\(json|// literal'; then
    echo "no FIXME, try! or fatalError outside of literals" >&2
    bad=1
fi
if git grep -nE 'Thread\.sleep|usleep\(' -- 'Tests/*.swift'; then
    echo "wait for a condition instead of sleeping" >&2
    bad=1
fi
# Links between the pages, and paths of pages named in the code.
while IFS=: read -r page link; do
    [ -e "$(dirname "$page")/$link" ] || { echo "$page links to $link, which is not there" >&2; bad=1; }
done < <(git grep -oE '\]\([A-Za-z0-9_./-]+\)' -- '*.md' | sed -E 's/\]\((.*)\)/\1/')
while IFS=: read -r file page; do
    [ -e "$page" ] || { echo "$file names $page, which is not there" >&2; bad=1; }
done < <(git grep -oE 'docs/[a-z0-9/-]+\.md' -- Sources Tests Scripts Makefile)
exit $bad
