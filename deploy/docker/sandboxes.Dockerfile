# The sandboxes for stands and demonstrations: Gosuslugi, the bank, the mailbox; never part of production.
# Built from the project's folder: docker build -f deploy/docker/sandboxes.Dockerfile -t mila/sandboxes .
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY deploy/docker/build.lock deploy/docker/
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore \
        --require-hashes -r deploy/docker/build.lock \
    && uv venv --python /usr/local/bin/python /opt/mila
COPY deploy/docker/sandboxes.lock deploy/docker/
RUN uv pip install --no-cache --compile-bytecode --python /opt/mila/bin/python \
        --require-hashes -r deploy/docker/sandboxes.lock
COPY sandboxes sandboxes
COPY dev dev
RUN for package in sandboxes/* dev; do (cd "$package" && hatchling build -t wheel -d /wheels) || exit 1; done \
    && uv pip install --no-cache --compile-bytecode --python /opt/mila/bin/python --no-deps --no-index /wheels/*.whl

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends openssl libengine-gost-openssl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mila \
    && install -d -o mila -g mila -m 0700 /stand /stand/.mila \
        /stand/.mila/keys /stand/.mila/esia /stand/.mila/bank /stand/.mila/mailbox
COPY --from=build /opt/mila /opt/mila
COPY deploy/docker/stand.py /usr/share/mila/
ENV PATH=/opt/mila/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /usr/share/mila
ENTRYPOINT ["python"]
