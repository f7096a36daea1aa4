#!/bin/sh
# Makes Sources/Machine/Runtime/Pause/PauseCode.swift from the assembly beside this script, with the
# Swift toolchain's clang and llvm-objcopy (LLVM 14 or newer; the bytes do not depend on which).
# Skerry itself never needs a compiler: the program is a few dozen bytes in its source.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../Sources/Machine/Runtime/Pause/PauseCode.swift
clang=${CLANG:-clang}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

code() {
    "$clang" --target="$1-linux-gnu" -c "$here/$1.S" -o "$scratch/$1.o"
    llvm-objcopy -O binary --only-section=.text "$scratch/$1.o" "$scratch/$1.bin"
    od -An -v -tx1 -w12 "$scratch/$1.bin" | sed 's/ \(..\)/ 0x\1,/g; s/^ /        /'
}

{
    echo '// Made by Models/pause/generate.sh from the assembly there. Do not edit.'
    echo
    echo '/// Machine code of the first process of a sandbox.'
    echo 'enum PauseCode {'
    echo '    static let x86_64: [UInt8] = ['
    code x86_64
    echo '    ]'
    echo
    echo '    static let aarch64: [UInt8] = ['
    code aarch64
    echo '    ]'
    echo '}'
} > "$scratch/out"
mv "$scratch/out" "$out"
