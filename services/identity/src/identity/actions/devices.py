"""Browsers that have been in an account before: guesses of strangers must not lock them out.

Nothing is kept here: the browser keeps a sealed list of the last accounts it was in.
"""

import base64
import binascii
import json
import secrets
from contextlib import suppress

from identity.actions.sessions import Caller
from identity.actions.throttles import ACCOUNT_LOGINS, DEVICE_LOGINS, NETWORK_LOGINS, STRANGER_LOGINS, Limit
from identity.domain.sealing import SealBroken, Vault

PURPOSE = "devices.accounts"
MOST_ACCOUNTS = 5


def remembered(caller: Caller, email: str, *, vault: Vault) -> str:
    """What the browser keeps from now on: this account first."""
    device, known = _opened(caller.known_device, vault)
    marks = [_mark(email, vault), *(mark for mark in known if mark != _mark(email, vault))][:MOST_ACCOUNTS]
    sealed = vault.seal(json.dumps([device, *marks]), PURPOSE)
    return base64.urlsafe_b64encode(sealed).decode()


def login_limits(caller: Caller, email: str, *, vault: Vault) -> list[tuple[Limit, str]]:
    """Which limits a try to enter this account counts against."""
    device, known = _opened(caller.known_device, vault)
    if _mark(email, vault) in known:
        return [(DEVICE_LOGINS, f"{device} {email}"), (NETWORK_LOGINS, caller.network)]
    return [
        (STRANGER_LOGINS, f"{caller.network} {email}"),
        (ACCOUNT_LOGINS, email),
        (NETWORK_LOGINS, caller.network),
    ]


def _mark(email: str, vault: Vault) -> str:
    return vault.fingerprint(email, PURPOSE)[:32]


def _opened(kept: str | None, vault: Vault) -> tuple[str, list[str]]:
    with suppress(SealBroken, binascii.Error, ValueError):
        device, *marks = json.loads(vault.unseal(base64.urlsafe_b64decode(kept or ""), PURPOSE))
        return device, marks
    return secrets.token_urlsafe(12), []
