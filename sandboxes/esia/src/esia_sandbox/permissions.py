"""The `permissions` parameter (Digital Profile consents): base64url JSON, checked against a small catalogue."""

import json
from typing import Any

from esia_sandbox import scopes
from esia_sandbox.errors import Refusal
from esia_sandbox.jwts import unb64

ACTIONS = {"ALL_ACTIONS_TO_DATA", "USE_DATA", "SHARE_DATA"}
PURPOSES = {"IDENTIFICATION", "MEDICAL_CARE", "CREDIT", "SERVICE_PROVISION"}
MAX_MINUTES = 5 * 365 * 24 * 60
# Invented consent types; together they let every refusal of the reference be met.
TYPES: dict[str, dict[str, Any]] = {
    "MEDICAL_SERVICE": {"mandatory": {"fullname"}, "range": set(scopes.NAMES), "several": False},
    "CREDIT_PROCESS": {
        "mandatory": {"fullname", "birthdate"},
        "range": {"openid", "fullname", "birthdate", "snils", "inn", "id_doc", "mobile"},
        "several": True,
    },
    "NOTIFICATION": {"mandatory": set(), "range": None, "several": False},
}


def read(text: str) -> list[dict[str, Any]]:
    try:
        given = json.loads(unb64(text))
    except ValueError:
        raise Refusal("007038", "permissions") from None
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise Refusal("007038", "permissions")
    for permission in given:
        _check(permission)
    return given


def _names(permission: dict[str, Any], field: str) -> list[str]:
    items = permission.get(field) or []
    if not isinstance(items, list):
        raise Refusal("007038", f"permissions.{field}")
    return [str(item.get("sysname", "")) if isinstance(item, dict) else "" for item in items]


def _check(permission: dict[str, Any]) -> None:
    sysname = permission.get("sysname")
    if not sysname:
        raise Refusal("036700")
    kind = TYPES.get(str(sysname))
    if kind is None:
        raise Refusal("036701", str(sysname))
    _check_scopes(kind, set(_names(permission, "scopes")))
    _check_terms(kind, permission)


def _check_scopes(kind: dict[str, Any], asked: set[str]) -> None:
    if kind["range"] is None:
        if asked:
            raise Refusal("036704")
        return
    if missing := kind["mandatory"] - asked:
        raise Refusal("036702", sorted(missing)[0])
    if outside := asked - kind["range"]:
        raise Refusal("036703", sorted(outside)[0])


def _check_terms(kind: dict[str, Any], permission: dict[str, Any]) -> None:
    actions, purposes = _names(permission, "actions"), _names(permission, "purposes")
    if not actions:
        raise Refusal("036705")
    if unknown := set(actions) - ACTIONS:
        raise Refusal("036706", sorted(unknown)[0])
    if not purposes:
        raise Refusal("036707")
    if unknown := set(purposes) - PURPOSES:
        raise Refusal("036726", sorted(unknown)[0])
    if len(purposes) > 1 and not kind["several"]:
        raise Refusal("036727")
    minutes = permission.get("expire")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 < minutes <= MAX_MINUTES:
        raise Refusal("036716")


def scopes_inside(permissions: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for permission in permissions:
        found += [name for name in _names(permission, "scopes") if name not in found]
    return found
