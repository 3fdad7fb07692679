"""The shops this gateway serves, from a JSON file."""

import hmac
import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

OPERATIONS = ("approved", "deposited", "reversed", "refunded", "declinedByTimeout")


class CallbackSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    enabled: bool = False
    url: str | None = None
    method: Literal["GET", "POST"] = "GET"
    checksum: Literal["none", "hmac", "rsa"] = "none"
    secret: str | None = None
    sign_alias: str = "sandbox"
    operations: tuple[str, ...] = OPERATIONS
    extra_params: tuple[str, ...] = ()
    dynamic_allowed: bool = False

    @model_validator(mode="after")
    def _hmac_needs_a_secret(self) -> "CallbackSettings":
        if self.checksum == "hmac" and not self.secret:
            raise ValueError("checksum hmac needs a secret")
        return self


class Merchant(BaseModel):
    model_config = ConfigDict(extra="forbid")

    login: str
    password: str
    api_user: str
    token: str | None = None
    must_change_password: bool = False
    disabled: bool = False
    callback: CallbackSettings = CallbackSettings()


class Merchants:
    def __init__(self, merchants: list[Merchant]) -> None:
        self._by_login = {merchant.login: merchant for merchant in merchants}

    @classmethod
    def read(cls, path: Path) -> "Merchants":
        return cls(TypeAdapter(list[Merchant]).validate_python(json.loads(path.read_text("utf-8"))))

    def get(self, login: str) -> Merchant:
        """A shop removed from the file keeps its old orders without callbacks."""
        return self._by_login.get(login) or Merchant(login=login, password="", api_user="")

    def uses_rsa(self) -> bool:
        return any(merchant.callback.checksum == "rsa" for merchant in self._by_login.values())

    def by_password(self, user: str, password: str) -> Merchant | None:
        for merchant in self._by_login.values():
            if merchant.api_user == user and _same(merchant.password, password):
                return merchant
        return None

    def by_token(self, token: str) -> Merchant | None:
        for merchant in self._by_login.values():
            if merchant.token and _same(merchant.token, token):
                return merchant
        return None


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())
