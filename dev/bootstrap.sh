#!/usr/bin/env bash
# Afterwards .venv holds the locked Python environment and web/node_modules the locked packages of the clients.
# Instantaneous when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
mkdir -p .mila
exec 9>.mila/bootstrap.lock
flock 9

fail() {
    echo "✗ $*" >&2
    exit 1
}

# Package caches need a home that can be written.
if [ ! -w "${HOME:-/nonexistent}" ]; then
    export UV_CACHE_DIR=$root/.mila/cache/uv PIP_NO_CACHE_DIR=1 npm_config_cache=$root/.mila/cache/npm
fi

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if command -v "$name" >/dev/null && recent "$name"; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed. Run: sudo apt-get install -y python3"
}

make_venv() {
    local python
    python=$(find_python)
    echo "· creating .venv with $("$python" --version)"
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        bash dev/packages.sh "the environment of the project" python3-venv
        "$python" -m venv .venv
    fi
}

venv_is_ours() {
    [ -x .venv/bin/python ] && recent .venv/bin/python &&
        [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)')" = "$root/.venv" ]
}

packages=(libs/contracts libs/common services/*/ sandboxes/*/ dev)
python_wanted() {
    { echo "$root" && cat requirements.lock dev/bootstrap.sh "${packages[@]/%//pyproject.toml}"; } | sha256sum
}

install_python() {
    local pinned editable=() package
    venv_is_ours || make_venv
    # uv is pinned, with its hashes, by the lock it will install.
    if [ ! -x .venv/bin/uv ]; then
        pinned=$(mktemp)
        awk '/^uv==/ { found = 1 } found { print } found && !/\\$/ { exit }' requirements.lock >"$pinned"
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r "$pinned"
        rm -f "$pinned"
    fi
    echo "· installing the Python packages of requirements.lock"
    .venv/bin/uv pip install -q --python .venv/bin/python --compile-bytecode --require-hashes -r requirements.lock
    for package in "${packages[@]}"; do
        editable+=(-e "$package")
    done
    .venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation "${editable[@]}"
    .venv/bin/python -m compileall -q "${packages[@]}" >/dev/null || true
}

web_wanted() { cat web/package-lock.json web/package.json | sha256sum; }

install_web() {
    local version
    command -v node >/dev/null && command -v npm >/dev/null ||
        fail "Node 20.19 or newer with npm is needed for the web clients. Run: sudo apt-get install -y nodejs npm"
    version=$(node -p 'const [a, b] = process.versions.node.split(".").map(Number); a > 20 || (a === 20 && b >= 19)')
    [ "$version" = true ] || fail "Node 20.19 or newer is needed, this is $(node --version)"
    echo "· installing the packages of web/package-lock.json"
    npm ci --prefix web --no-audit --no-fund --no-update-notifier --loglevel=error
}

reached() { [ -f "$2" ] && [ "$1" = "$(cat "$2")" ]; }

began=$SECONDS
python_stamp=.venv/.mila-stamp
if ! reached "$(python_wanted)" "$python_stamp" || ! venv_is_ours; then
    install_python
    python_wanted >"$python_stamp"
    echo "✓ Python environment ready ($((SECONDS - began)) s)"
fi

web_stamp=web/node_modules/.mila-stamp
if [ -f web/package-lock.json ] && ! reached "$(web_wanted)" "$web_stamp"; then
    began=$SECONDS
    install_web
    web_wanted >"$web_stamp"
    echo "✓ web packages ready ($((SECONDS - began)) s)"
fi
