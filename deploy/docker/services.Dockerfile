# One image for the seven services; arguments choose the service and what it does: booking all | api | worker | migrate.
# Built from the project's folder: docker build -f deploy/docker/services.Dockerfile -t mila/services .
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY deploy/docker/build.lock deploy/docker/
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore \
        --require-hashes -r deploy/docker/build.lock \
    && uv venv --python /usr/local/bin/python /opt/mila
COPY deploy/docker/services.lock deploy/docker/
RUN uv pip install --no-cache --compile-bytecode --python /opt/mila/bin/python \
        --require-hashes -r deploy/docker/services.lock
COPY libs libs
COPY services services
RUN for package in libs/* services/*; do (cd "$package" && hatchling build -t wheel -d /wheels) || exit 1; done \
    && uv pip install --no-cache --compile-bytecode --python /opt/mila/bin/python --no-deps --no-index /wheels/*.whl

FROM python:3.11-slim-bookworm
# Requests to Gosuslugi are signed by the openssl command with the engine (ESIA_SIGNER=gost).
RUN apt-get update \
    && apt-get install -y --no-install-recommends openssl libengine-gost-openssl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mila \
    && install -d -o mila -g mila -m 0700 /var/lib/mila
COPY --from=build /opt/mila /opt/mila
ENV PATH=/opt/mila/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MILA_HOST=0.0.0.0 \
    MILA_PORT=8000
USER 10001:10001
WORKDIR /var/lib/mila
EXPOSE 8000
# The root may be read-only: only /tmp and, for files kept in a folder, /var/lib/mila are written to.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"MILA_PORT\"]}/readyz', timeout=4)"]
ENTRYPOINT ["python", "-m", "common"]
