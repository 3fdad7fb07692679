"""The sandboxes of Gosuslugi, the bank, the mail and the virus scanner: their settings, and who is registered there."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev.demo.people import esia_persons
from dev.environment import BANK_MERCHANT, BANK_USER, ESIA_CLIENT, Environment, Variables
from dev.keys import ClientKey, write_private

SCOPES = ["openid", "fullname", "birthdate", "gender", "snils", "id_doc", "email", "mobile"]
SANDBOXES = {
    "esia": "esia_sandbox",
    "bank": "alfabank_sandbox",
    "mailbox": "mailbox_sandbox",
    "clamav": "clamav_sandbox",
}
# Their files in the state folder; a program is restarted when one changes.
REGISTERED = {
    "esia": (".mila/esia/clients.json", ".mila/esia/persons.json"),
    "bank": (".mila/bank/merchants.json",),
    "mailbox": (),
    "clamav": (),
}
SOURCES = {
    "esia": "sandboxes/esia/src",
    "bank": "sandboxes/alfabank/src",
    "mailbox": "sandboxes/mailbox/src",
    "clamav": "sandboxes/clamav/src",
}


@dataclass(frozen=True)
class Sandboxes:
    environment: Environment

    def prepare(self) -> None:
        """Afterwards our client, our merchant and the demo people are known to them."""
        write_private(self._clients_file, json.dumps([self._client()], indent=1))
        write_private(self._merchants_file, json.dumps([self._merchant()], indent=1))
        write_private(self._persons_file, json.dumps(esia_persons(), ensure_ascii=False, indent=1))

    def variables(self, name: str) -> Variables:
        """The environment of one of them."""
        settings, state = self.environment.settings, self.environment.layout.folder(name)
        prefix = SANDBOXES[name].upper()
        common = {"HOST": "127.0.0.1", "PORT": str(settings.ports[name]), "STATE_DIR": str(state)}
        own = {"esia": self._esia, "bank": self._bank, "mailbox": self._mailbox, "clamav": self._clamav}[name]()
        return {f"{prefix}_{field}": value for field, value in (common | own).items()}

    @property
    def _clients_file(self) -> Path:
        return self.environment.layout.folder("esia") / "clients.json"

    @property
    def _persons_file(self) -> Path:
        return self.environment.layout.folder("esia") / "persons.json"

    @property
    def _merchants_file(self) -> Path:
        return self.environment.layout.folder("bank") / "merchants.json"

    def _esia(self) -> Variables:
        address = self.environment.settings.browser_url("esia.localhost", "esia")
        return {
            "PUBLIC_URL": address,
            "ISSUER": address + "/",
            "CLIENTS_FILE": str(self._clients_file),
            "PERSONS_FILES": str(self._persons_file),
            "SIGNATURE_CHECK": "strict",
            "ADMIN_TOKEN": self.environment.secret("esia_admin"),
        }

    def _bank(self) -> Variables:
        return {
            "PUBLIC_URL": self.environment.settings.browser_url("bank.localhost", "bank"),
            "MERCHANTS_FILE": str(self._merchants_file),
            "ADMIN_TOKEN": self.environment.secret("bank_admin"),
        }

    def _mailbox(self) -> Variables:
        return {"SMTP_PORT": str(self.environment.settings.ports["smtp"])}

    def _clamav(self) -> Variables:
        return {"SCAN_PORT": str(self.environment.settings.ports["clamd"])}

    def _client(self) -> dict[str, Any]:
        settings = self.environment.settings
        key = ClientKey.of(self.environment.layout.folder("keys"))
        origins = (settings.patient_origin, settings.doctor_origin)
        return {
            "mnemonic": ESIA_CLIENT,
            "name": "Мила",
            "redirect_uris": [f"{origin}/api/identity/gosuslugi/callback" for origin in origins],
            "logout_uris": [f"{origin}/login" for origin in origins],
            "scopes": SCOPES,
            "certificate": str(key.certificate),
            "alg": "GOST3410_2012_256" if key.gost else "RSA-SHA256",
            "cert_hash_alg": "STREEBOG256" if key.gost else "SHA256",
        }

    def _merchant(self) -> dict[str, Any]:
        return {
            "login": BANK_MERCHANT,
            "api_user": BANK_USER,
            "password": self.environment.secret("bank_password"),
            "callback": {
                "enabled": True,
                "url": self.environment.callback_url,
                "method": "GET",
                "checksum": "hmac",
                "secret": self.environment.secret("bank_callback"),
            },
        }
