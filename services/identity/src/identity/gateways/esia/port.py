"""The port: what identity asks of the provider that identifies people."""

from typing import Protocol

from identity.domain.people import GosuslugiPerson
from identity.errors import (
    GosuslugiCancelled,
    GosuslugiFailed,
    GosuslugiIncomplete,
    GosuslugiPermissionRevoked,
    GosuslugiRefused,
    GosuslugiUnavailable,
    GosuslugiUnconfirmed,
)

GosuslugiProblem = (
    GosuslugiCancelled
    | GosuslugiFailed
    | GosuslugiIncomplete
    | GosuslugiPermissionRevoked
    | GosuslugiRefused
    | GosuslugiUnavailable
    | GosuslugiUnconfirmed
)


class IdentityProvider(Protocol):
    """Someone who knows people better than we do."""

    async def authorization_url(self, *, state: str, redirect_uri: str) -> str:
        """Where the browser goes to log in. Raises GosuslugiUnavailable when the request cannot be signed now."""
        ...

    async def identify(self, *, code: str, redirect_uri: str) -> GosuslugiPerson:
        """The confirmed person behind a code the browser brought back. Raises one of the GosuslugiProblems."""
        ...

    def problem(self, error: str, description: str) -> GosuslugiProblem:
        """What the error the browser brought back means."""
        ...

    def logout_url(self, *, redirect_url: str) -> str:
        """Where the browser ends the session there and comes back."""
        ...
