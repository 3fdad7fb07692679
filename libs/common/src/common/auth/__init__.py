"""Who is calling (tokens) and what they may do (rights)."""

from common.auth.issuing import issued
from common.auth.rights import (
    SESSION_COOKIE,
    Anyone,
    ClinicAdmin,
    Doctor,
    IdentifiedPatient,
    Ops,
    Patient,
    ServiceCaller,
    authenticate_socket,
)
from common.auth.tokens import (
    AUDIENCE,
    ISSUER,
    DoctorPrincipal,
    JwksVerifier,
    Principal,
    ServicePrincipal,
    StaticVerifier,
    Verifier,
)

__all__ = [
    "AUDIENCE",
    "ISSUER",
    "SESSION_COOKIE",
    "Anyone",
    "ClinicAdmin",
    "Doctor",
    "DoctorPrincipal",
    "IdentifiedPatient",
    "JwksVerifier",
    "Ops",
    "Patient",
    "Principal",
    "ServiceCaller",
    "ServicePrincipal",
    "StaticVerifier",
    "Verifier",
    "authenticate_socket",
    "issued",
]
