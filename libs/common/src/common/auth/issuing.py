"""Making the tokens that ``tokens`` reads. Only identity holds the keys that every service trusts."""

from datetime import timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common import clock
from common.auth.tokens import AUDIENCE, ISSUER, Principal, ServicePrincipal


def issued(caller: Principal | ServicePrincipal, *, key: Ed25519PrivateKey, kid: str, life: timedelta) -> str:
    """A token that speaks for ``caller`` from now on, for so long; verified by the public half of ``key``."""
    moment = int(clock.now().timestamp())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "iat": moment, "exp": moment + int(life.total_seconds())}
    return jwt.encode(claims | _claims(caller), key, algorithm="EdDSA", headers={"kid": kid})


def _claims(caller: Principal | ServicePrincipal) -> dict[str, Any]:
    if isinstance(caller, ServicePrincipal):
        permissions = sorted(caller.permissions)
        return {"sub": f"service:{caller.name}", "roles": ["service"], "permissions": permissions}
    claims = {
        "sub": str(caller.person_id),
        "sid": str(caller.session_id),
        "name": caller.full_name,
        "given_name": caller.given_name,
        "roles": sorted(caller.roles),
        "acr": caller.acr,
    }
    if caller.doctor_id:
        claims["doctor_id"] = str(caller.doctor_id)
    if caller.clinic_ids:
        claims["clinic_ids"] = sorted(map(str, caller.clinic_ids))
    return claims
