#!/usr/bin/env bash
# Compile what the images install: the same versions as requirements.lock, without what only development needs.
# Run it after `make lock`; a test says when it was forgotten.
set -euo pipefail
cd "$(dirname "$0")/../.."

compile() {
    local target=$1
    shift
    .venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
        --constraints requirements.lock --excludes deploy/docker/excluded.txt "$@" -o "deploy/docker/$target"
}

compile services.lock libs/*/pyproject.toml services/*/pyproject.toml \
    $(printf -- '--no-emit-package mila-%s ' $(basename -a libs/* services/*))
compile sandboxes.lock sandboxes/*/pyproject.toml dev/pyproject.toml --no-emit-package mila-dev \
    $(printf -- '--no-emit-package %s-sandbox ' $(basename -a sandboxes/*))
compile build.lock deploy/docker/build.txt
