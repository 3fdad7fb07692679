"""What notify is told at its start."""

from typing import ClassVar

from common.settings import ServiceSettings
from pydantic import SecretStr


class Settings(ServiceSettings):
    """The way out for letters, on top of what every room is told.

    ``smtp_url``: smtp://[user:password@]host:port (STARTTLS when the server offers it) or smtps://…
    """

    name: ClassVar[str] = "notify"

    smtp_url: SecretStr
    mail_from: str = "Mila <no-reply@mila.example>"
