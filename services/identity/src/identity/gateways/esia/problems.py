"""The error codes of Gosuslugi in the few groups a person sees (R016)."""

import re

import structlog

from identity.errors import (
    GosuslugiCancelled,
    GosuslugiFailed,
    GosuslugiPermissionRevoked,
    GosuslugiRefused,
    GosuslugiUnavailable,
    GosuslugiUnconfirmed,
)
from identity.gateways.esia.port import GosuslugiProblem

logger = structlog.get_logger(__name__)

BY_CODE: dict[str, type[GosuslugiProblem]] = {
    "007004": GosuslugiRefused,
    "007007": GosuslugiUnavailable,
    "007008": GosuslugiUnavailable,
    # Our code is used once and at once: one that is not accepted was taken back with the permission, or is too old.
    "007011": GosuslugiPermissionRevoked,
    "007055": GosuslugiUnconfirmed,
}
# Only where no code is given: with a code, access_denied may also mean that our own certificate was not accepted.
BY_ERROR: dict[str, type[GosuslugiProblem]] = {
    "access_denied": GosuslugiCancelled,
    "server_error": GosuslugiUnavailable,
    "temporarily_unavailable": GosuslugiUnavailable,
}


def problem_of(error: str, description: str) -> GosuslugiProblem:
    """What went wrong, from the two texts Gosuslugi answers with. Logged by its code alone."""
    found = re.search(r"ESIA-(\d{6})", description) or re.search(r"ESIA-(\d{6})", error)
    code = found.group(1) if found else None
    kind = BY_CODE.get(code, GosuslugiFailed) if code else BY_ERROR.get(error, GosuslugiFailed)
    known_error = error if re.fullmatch(r"[a-z_]{1,40}", error) else "other"
    log = logger.error if kind is GosuslugiFailed else logger.warning
    log("esia_answered_error", esia_code=code, error=known_error, problem=kind.code)
    return kind()
