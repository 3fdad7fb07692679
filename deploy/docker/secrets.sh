#!/usr/bin/env bash
# Fresh secrets for docker-compose.yml, one line each: deploy/docker/secrets.sh >>.env
set -euo pipefail
umask 077
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

for service in IDENTITY CATALOG BOOKING PAYMENT TELEMED MEDCARD NOTIFY; do
    echo "MILA_${service}_DATABASE_PASSWORD=$(random)"
    echo "MILA_${service}_SERVICE_SECRET=$(random)"
done
for name in POSTGRES_PASSWORD RABBITMQ_PASSWORD DEMO_SERVICE_SECRET PAYMENT_ALFABANK_PASSWORD \
    PAYMENT_ALFABANK_CALLBACK_SECRET NOTIFY_VAPID_KEY TELEMED_TURN_SECRET SANDBOX_ADMIN_TOKEN GRAFANA_PASSWORD; do
    echo "MILA_$name=$(random)"
done
# Encrypts personal data at rest: anyone who loses it cannot read them any more.
echo "MILA_IDENTITY_DATA_KEY=$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
