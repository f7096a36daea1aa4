#!/usr/bin/env bash
# Install what is missing from Debian's packages. usage: install-packages.sh run|test|bench
set -euo pipefail

purpose=${1:-run}

# program:package pairs; a program that is there already is left alone, whoever installed it.
wanted=(
    containerd:containerd runc:runc nft:nftables ip:iproute2 nsenter:util-linux
    buildah:buildah skopeo:skopeo curl:curl /bin/busybox:busybox-static
    /usr/lib/cni/bridge:containernetworking-plugins
    /usr/include/sqlite3.h:libsqlite3-dev /usr/include/zlib.h:zlib1g-dev
)
if [ "$purpose" = run ]; then wanted+=(aws:awscli); fi
if [ "$purpose" != run ]; then
    wanted+=(
        python3:python3 podman:podman docker-registry:docker-registry
        qemu-system-x86_64:qemu-system-x86 debootstrap:debootstrap mke2fs:e2fsprogs
    )
fi
if [ "$purpose" = bench ]; then
    wanted+=(etcd:etcd-server h2load:nghttp2-client wrk:wrk ab:apache2-utils)
fi

missing=()
for pair in "${wanted[@]}"; do
    program=${pair%%:*}
    case $program in
        /*) [ -e "$program" ] || missing+=("${pair#*:}") ;;
        *) PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || missing+=("${pair#*:}") ;;
    esac
done
# Names under .localhost resolve through this library alone; see docs/operations.md.
getent hosts a.skerry.localhost >/dev/null || missing+=(libnss-myhostname)
if [ "$purpose" != run ]; then
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
fi

[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing ${missing[*]} …" >&2
if [ "$(id -u)" != 0 ]; then
    echo "this needs root: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# Packages must not start services of their own: Skerry runs its own containerd.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
    trap 'rm -f $policy' EXIT
fi
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
