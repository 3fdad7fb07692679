"""What payment is told at its start."""

from pathlib import Path
from typing import ClassVar

from common.settings import Origin, ServiceSettings
from pydantic import SecretStr


class Settings(ServiceSettings):
    """The bank: where it is, who we are there, and how its callbacks are proved to be its own.

    ``alfabank_url`` is the base of the REST interface, ``alfabank_public_url`` the only origin a payment page may have.
    ``alfabank_ca_file`` holds the certificates the bank's TLS is trusted by when the system's do not include them.
    """

    name: ClassVar[str] = "payment"

    alfabank_url: str
    alfabank_public_url: Origin
    alfabank_user: str
    alfabank_password: SecretStr
    alfabank_callback_secret: SecretStr
    alfabank_ca_file: Path | None = None
    callback_url: str | None = None
