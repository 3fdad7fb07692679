# The API gateway with both web clients inside.
# Built from the project's folder: docker build -f deploy/docker/gateway.Dockerfile -t mila/gateway .
FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web .
RUN npm ci --no-audit --no-fund && npm run build

FROM nginx:1.28-bookworm
COPY gateway/nginx.conf.template /etc/mila/
COPY deploy/docker/gateway.sh /usr/local/bin/
COPY --from=web /src/web/apps/patient/dist /usr/share/mila/patient
COPY --from=web /src/web/apps/doctor/dist /usr/share/mila/doctor
# Everything nginx writes lies in one folder: a tmpfs, when the root is read-only.
RUN install -d -o nginx -g nginx -m 0700 /run/gateway
ENV USER_DIRECTIVE="" \
    WORKERS=auto \
    MIME_TYPES=/etc/nginx/mime.types \
    ACCESS_LOG=/dev/stdout \
    TRUSTED_PROXY=unix: \
    LISTEN=0.0.0.0:8080 \
    STATUS_LISTEN=0.0.0.0:8081 \
    PATIENT_ROOT=/usr/share/mila/patient \
    DOCTOR_ROOT=/usr/share/mila/doctor \
    FILES_HOST=files.invalid \
    LOGIN_RATE=10r/m
USER 101:101
EXPOSE 8080 8081
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["curl", "-fsS", "http://127.0.0.1:8081/livez"]
ENTRYPOINT ["gateway.sh"]
