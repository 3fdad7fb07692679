#!/bin/sh
# Fill the template and become nginx. Only these names are replaced: nginx has variables of its own.
set -eu
folder=/run/gateway
: "${USER_DIRECTIVE=}" "${PATIENT_HOSTS:?}" "${DOCTOR_HOSTS:?}"
: "${IDENTITY_ADDRESS:?}" "${CATALOG_ADDRESS:?}" "${BOOKING_ADDRESS:?}" "${PAYMENT_ADDRESS:?}"
: "${TELEMED_ADDRESS:?}" "${MEDCARD_ADDRESS:?}" "${NOTIFY_ADDRESS:?}"
export USER_DIRECTIVE
mkdir -p "$folder/temp"
envsubst '${USER_DIRECTIVE} ${WORKERS} ${MIME_TYPES} ${ACCESS_LOG} ${TRUSTED_PROXY} ${LISTEN} ${STATUS_LISTEN}
    ${PATIENT_HOSTS} ${DOCTOR_HOSTS} ${FILES_HOST} ${PATIENT_ROOT} ${DOCTOR_ROOT} ${LOGIN_RATE}
    ${IDENTITY_ADDRESS} ${CATALOG_ADDRESS} ${BOOKING_ADDRESS} ${PAYMENT_ADDRESS} ${TELEMED_ADDRESS}
    ${MEDCARD_ADDRESS} ${NOTIFY_ADDRESS}' </etc/mila/nginx.conf.template >"$folder/nginx.conf"
exec nginx -p "$folder" -c "$folder/nginx.conf" -e stderr
