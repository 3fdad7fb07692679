"""Settings of a service: read from the environment once, at start, and handed in from there.

``MILA_<SERVICE>_<FIELD>`` wins over ``MILA_<FIELD>``; lists and objects are JSON.
"""

import re
import sys
from pathlib import Path
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

CONFIGURATION_ERROR = 78  # EX_CONFIG of sysexits.h: supervisors must not hope that a restart helps

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


def _origin(value: str) -> str:
    if not _ORIGIN.fullmatch(value):
        raise ValueError("must be an origin: scheme, host and port, no path")
    return value


Origin = Annotated[str, AfterValidator(_origin)]
ScannerAddress = Annotated[str, StringConstraints(pattern=r"^(tcp://[^/:]+:\d{1,5}|unix:///.+)$")]
Address = Annotated[str, AfterValidator(lambda value: value.rstrip("/"))]


class ServiceSettings(BaseSettings):
    """What every service reads at start. A service adds its own fields and its ``name``."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    name: ClassVar[str]

    database_url: SecretStr = Field(description="postgresql://role:password@host:port/database")
    rabbitmq_url: SecretStr = Field(description="amqp://user:password@host:port/vhost")
    database_pool: int = Field(default=5, gt=0, description="Connections kept; as many again under load")
    trusted_proxies: str = Field(default="127.0.0.1", description="Whose word on a visitor's address counts; * for all")
    prefetch: int = Field(default=50, gt=0, description="Events taken from the broker ahead of their handling")
    retry_delays: tuple[float, ...] = Field(default=(10, 120, 900), description="Seconds before each further attempt")
    identity_url: Address = Field(description="Where identity answers other servers")
    service_secret: SecretStr | None = Field(default=None, description="Earns service tokens at identity")
    public_origins: tuple[Origin, ...] = Field(min_length=1, description="Origins that may change state")
    patient_origin: Origin
    doctor_origin: Origin
    files_origin: Origin | None = Field(default=None, description="A host of its own for files people navigate to")
    storage_url: str = Field(description="file:///folder or s3://bucket/prefix")
    scanner_url: ScannerAddress | None = Field(
        default=None, description="clamd: tcp://host:port or unix:///path; without it no uploaded file is shown"
    )
    host: str = "127.0.0.1"
    port: int = Field(gt=0, lt=65536)
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    otlp_endpoint: str | None = Field(default=None, description="Where traces go; without it none are made")
    environment: str = Field(default="local", description="A label in logs and traces, nothing else")
    clock_file: Path | None = Field(default=None, description="For stories: while it exists, it says what time it is")
    drain_seconds: float = Field(default=0, ge=0, description="From readiness dropped to the last new request")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values handed in, then the service's own variables, then the fleet's; no files."""
        own = EnvSettingsSource(settings_cls, env_prefix=f"MILA_{cls.name.upper()}_")
        return init_settings, own, EnvSettingsSource(settings_cls, env_prefix="MILA_")

    @classmethod
    def load(cls) -> Self:
        """Settings from the environment; otherwise one line per wrong variable on stderr and exit code 78."""
        try:
            return cls()
        except ValidationError as error:
            problems = error.errors(include_input=False, include_url=False, include_context=False)
            lines = [cls._complaint(str(problem["loc"][0]), problem["type"], problem["msg"]) for problem in problems]
        except SettingsError as error:
            lines = [f"{cls.name}: {error}: must be JSON"]
        sys.stderr.write("\n".join(sorted(set(lines))) + "\n")
        raise SystemExit(CONFIGURATION_ERROR)

    @classmethod
    def _complaint(cls, field: str, kind: str, message: str) -> str:
        own, shared = f"MILA_{cls.name}_{field}".upper(), f"MILA_{field}".upper()
        return f"{own} (or {shared}): {'is not set' if kind == 'missing' else message}"
