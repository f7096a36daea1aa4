#!/bin/sh
# Makes Sources/Machine/CRI/Generated from the .proto files beside this script.
#
# Needs protoc 3.21.12 (Debian's protobuf-compiler) and, in PLUGINS (a folder), protoc-gen-swift as
# built from swift-protobuf 1.39.0 with `swift build --product protoc-gen-swift`. Only messages are
# generated: the calls are few and alike, so CRI/Calls.swift lists them by hand, each with its
# deadline, in a tenth of the lines that the gRPC plugin would make.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
plugins=${PLUGINS:?say where protoc-gen-swift is}
out=$here/../../Sources/Machine/CRI/Generated
options=Visibility=Package,UseAccessLevelOnImports=true

protoc --version | grep -qx 'libprotoc 3.21.12' || {
    echo "generate.sh: expected protoc 3.21.12, found $(protoc --version)" >&2
    exit 1
}
rm -rf "$out"
mkdir -p "$out"
protoc --proto_path="$here" \
    --plugin="$plugins/protoc-gen-swift" \
    --swift_out="$out" --swift_opt="$options" \
    cri.proto events.proto tasks.proto
