#!/usr/bin/env bash
# packages.sh REASON NAME…: install Debian packages. Nothing of them starts, neither now nor at the next boot.
set -euo pipefail
reason=$1
shift
command="sudo apt-get install -y --no-install-recommends $*"

if ! command -v apt-get >/dev/null; then
    echo "✗ this machine has no apt-get; install the equivalents of: $* ($reason)" >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
        echo "✗ missing: $* ($reason), and installing is not allowed here. Run: $command" >&2
        exit 1
    fi
    exec sudo bash "$0" "$reason" "$@"
fi

echo "· installing $* ($reason)"
export DEBIAN_FRONTEND=noninteractive
undo=()
finish() { for step in "${undo[@]}"; do eval "$step"; done; }
trap finish EXIT

installed() { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'; }
fetch() { apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 "$@"; }

# A machine without lists, or with lists that name packages no longer there.
apt-get install -s --no-install-recommends "$@" >/dev/null 2>&1 || apt-get update -q

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    undo+=("rm -f $policy")
fi

# PostgreSQL's package would make a cluster on 5432: ours is private and lies elsewhere.
if [[ " $* " == *" postgresql "* ]] && ! installed postgresql-common; then
    fetch postgresql-common
    clusters=/etc/postgresql-common/createcluster.conf
    cp -p "$clusters" "$clusters.mila"
    undo+=("mv $clusters.mila $clusters")
    sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' "$clusters"
    grep -q '^create_main_cluster = false' "$clusters" || echo 'create_main_cluster = false' >>"$clusters"
fi

at_boot=()
for pair in rabbitmq-server:rabbitmq-server nginx:nginx-common epmd:erlang-base prometheus:prometheus coturn:coturn; do
    installed "${pair#*:}" || at_boot+=("${pair%%:*}")
done
fetch "$@"
for service in "${at_boot[@]}"; do
    update-rc.d "$service" disable >/dev/null 2>&1 || true
    if command -v systemctl >/dev/null; then
        systemctl disable "$service.service" "$service.socket" >/dev/null 2>&1 || true
    fi
done
