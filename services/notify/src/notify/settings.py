"""Settings of notify."""

import binascii
from base64 import urlsafe_b64decode
from typing import Annotated, ClassVar

from common.settings import ServiceSettings
from pydantic import AfterValidator, Field, SecretStr

VAPID_BYTES = 32


def _vapid_key(value: SecretStr) -> SecretStr:
    encoded = value.get_secret_value()
    try:
        decoded = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except binascii.Error:
        decoded = b""
    if len(decoded) != VAPID_BYTES:
        raise ValueError("must be 32 random bytes in base64url")
    return value


class Settings(ServiceSettings):
    """The mail server and the push services, besides the settings of every service.

    ``smtp_url``: smtp://[user:password@]host:port (STARTTLS when the server offers it) or smtps://…
    """

    name: ClassVar[str] = "notify"

    smtp_url: SecretStr
    mail_from: str = "Mila <no-reply@mila.example>"
    vapid_key: Annotated[SecretStr, AfterValidator(_vapid_key)] | None = Field(
        default=None, description="Private key of web push, 32 bytes in base64url; without it no pushes are sent"
    )
    vapid_contact: str = Field(default="support@mila.example", description="Contact address given to push services")
    push_services: tuple[str, ...] = Field(
        default=(
            "fcm.googleapis.com",
            "updates.push.services.mozilla.com",
            "web.push.apple.com",
            "*.push.apple.com",
            "*.notify.windows.com",
        ),
        description="The only hosts a push is sent to: host, host:port or *.domain",
    )
    stream_seconds: float = Field(default=600, gt=0, description="Lifetime of a notice stream")
    streams_each: int = Field(default=6, gt=0, description="Streams a person may open at one replica")
