"""The settings of telemed."""

from typing import ClassVar, Self

from common.settings import ServiceSettings
from pydantic import Field, SecretStr, model_validator


class Settings(ServiceSettings):
    """The common settings, the relay for media, and the period of the heartbeat."""

    name: ClassVar[str] = "telemed"

    turn_urls: tuple[str, ...] = Field(default=(), description="turn:host:port?transport=udp, …; none: no relay")
    turn_secret: SecretStr | None = Field(default=None, description="coturn's static-auth-secret")
    pulse_seconds: float = Field(default=10, gt=0, lt=20, description="Between two heartbeats of this process's seats")

    session_check_seconds: float = Field(
        default=10, gt=0, description="After so long a browser shows that its session holds; three times that ends it"
    )

    connects_per_person: int = Field(default=10, gt=0, description="Sockets one person opens in ten seconds")

    @property
    def turn_key(self) -> str:
        """The relay's secret; empty without a relay."""
        return self.turn_secret.get_secret_value() if self.turn_secret else ""

    @model_validator(mode="after")
    def _relay_is_whole(self) -> Self:
        if self.turn_urls and self.turn_secret is None:
            raise ValueError("turn_urls need turn_secret")
        return self
