"""The settings of every program of a local fleet. Each service sees its own and the common ones, nobody else's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from dev.keys import ClientKey, data_key, secret, service_secrets
from dev.layout import SERVICES, Layout
from dev.settings import Settings

ESIA_CLIENT = "MILA"
BANK_MERCHANT = "mila"
BANK_USER = "mila-api"

# What the token of a service permits at the internal routes of others; "demo" is the loader of demo data.
SERVICE_PERMISSIONS = {
    "medcard": ["people:read"],
    "notify": ["people:read", "verifications:read"],
    "payment": ["contacts:read"],
    "demo": ["catalog:write", "people:write", "schedule:write", "staff:write"],
}

Variables = dict[str, str]


@dataclass(frozen=True)
class Environment:
    layout: Layout
    settings: Settings
    rabbitmq_url: str
    postgres_url: str  # of an administrator; services get addresses of their own roles
    turn_urls: tuple[str, ...] = ()  # of the relay for media; none: calls are direct

    def service(self, name: str) -> Variables:
        """What this service is started with."""
        common = {f"MILA_{field}": value for field, value in self._common().items()}
        return common | {f"MILA_{name.upper()}_{field}": value for field, value in self._own(name).items()}

    def services(self) -> Variables:
        """All of them in one, for a shell: names do not clash."""
        merged: Variables = {}
        for name in SERVICES:
            merged |= self.service(name)
        return merged

    def database_url(self, service: str) -> str:
        """The service's own database, as its own role."""
        server = urlsplit(self.postgres_url)
        address = f"{server.hostname}:{server.port or 5432}"
        login = f"{service}:{quote(self.database_password(service), safe='')}"
        return urlunsplit(("postgresql", f"{login}@{address}", f"/{service}", server.query, ""))

    def database_password(self, service: str) -> str:
        return secret(self.layout.folder("keys"), f"database_{service}")

    def secret(self, name: str) -> str:
        return secret(self.layout.folder("keys"), name)

    def _common(self) -> Variables:
        settings = self.settings
        return {
            "RABBITMQ_URL": self.rabbitmq_url,
            "IDENTITY_URL": settings.url("identity"),
            "PUBLIC_ORIGINS": json.dumps([settings.patient_origin, settings.doctor_origin]),
            "PATIENT_ORIGIN": settings.patient_origin,
            "FILES_ORIGIN": settings.browser_url("files.localhost", "gateway"),
            "DOCTOR_ORIGIN": settings.doctor_origin,
            "SCANNER_URL": settings.scanner_url or f"tcp://127.0.0.1:{settings.ports['clamd']}",
            "LOG_LEVEL": settings.log_level,
            "ENVIRONMENT": "local",
        }

    def _own(self, name: str) -> Variables:
        keys = self.layout.folder("keys")
        special: Mapping[str, Variables] = {
            "identity": self._identity(),
            "payment": self._payment(),
            "notify": {
                "SMTP_URL": f"smtp://127.0.0.1:{self.settings.ports['smtp']}",
                "MAIL_FROM": "Mila <no-reply@mila.example>",
                "VAPID_KEY": self.secret("vapid"),
            },
            "telemed": {"TURN_URLS": json.dumps(self.turn_urls), "TURN_SECRET": self.secret("turn")},
        }
        return {
            "DATABASE_URL": self.database_url(name),
            "SERVICE_SECRET": service_secrets(keys)[name],
            "STORAGE_URL": self.layout.folder(f"storage/{name}").as_uri(),
            "PORT": str(self.settings.ports[name]),
            "CLOCK_FILE": str(self.layout.folder("clocks") / name),
            **special.get(name, {}),
        }

    def _identity(self) -> Variables:
        keys = self.layout.folder("keys")
        client = ClientKey.of(keys)
        return {
            "ESIA_PUBLIC_URL": self.settings.browser_url("esia.localhost", "esia"),
            "ESIA_URL": self.settings.url("esia"),
            "ESIA_ISSUER": self.settings.browser_url("esia.localhost", "esia") + "/",
            "ESIA_CLIENT_ID": ESIA_CLIENT,
            "ESIA_CERTIFICATES_DIR": str(self.layout.folder("esia") / "certificates"),
            "ESIA_SIGNER": "gost" if client.gost else "development",
            "ESIA_KEY_FILE": str(client.key),
            "ESIA_CERTIFICATE_FILE": str(client.certificate),
            "SERVICE_SECRETS": json.dumps(dict(service_secrets(keys))),
            "SERVICE_PERMISSIONS": json.dumps(SERVICE_PERMISSIONS),
            "DATA_KEY": data_key(keys),
        }

    def _payment(self) -> Variables:
        return {
            "ALFABANK_URL": self.settings.url("bank") + "/payment/rest/",
            "ALFABANK_PUBLIC_URL": self.settings.browser_url("bank.localhost", "bank"),
            "ALFABANK_USER": BANK_USER,
            "ALFABANK_PASSWORD": self.secret("bank_password"),
            "ALFABANK_CALLBACK_SECRET": self.secret("bank_callback"),
            "CALLBACK_URL": self.callback_url,
            "TAX_SYSTEM": "1",
            "TAX_TYPE": "0",
            "RECEIPT_EMAIL": "receipts@mila.example",
        }

    @property
    def callback_url(self) -> str:
        return self.settings.url("gateway") + "/api/payment/callbacks/alfabank"
