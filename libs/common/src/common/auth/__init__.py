"""Who is calling: the tokens, read and made. What a caller may do is in ``common.rights``."""

from common.auth.issuing import issued
from common.auth.tokens import (
    AUDIENCE,
    ISSUER,
    DoctorPrincipal,
    JwksVerifier,
    Permission,
    Principal,
    ServicePrincipal,
    StaticVerifier,
    Verifier,
)

__all__ = [
    "AUDIENCE",
    "ISSUER",
    "DoctorPrincipal",
    "JwksVerifier",
    "Permission",
    "Principal",
    "ServicePrincipal",
    "StaticVerifier",
    "Verifier",
    "issued",
]
