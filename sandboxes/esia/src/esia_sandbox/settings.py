"""Settings of the sandbox: ESIA_SANDBOX_* environment variables."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SignatureCheck = Literal["strict", "shape", "off"]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ESIA_SANDBOX_", extra="ignore")

    state_dir: Path
    clients_file: Path
    host: str = "127.0.0.1"
    port: int = 8090
    public_url: str = "http://esia.localhost:8090"
    issuer: str = ""
    persons_files: str = ""
    signature_check: SignatureCheck = "strict"
    admin_token: str = ""
    code_ttl: int = 120
    access_ttl: int = 3600
    id_ttl: int = 10800
    refresh_ttl: int = Field(default=30 * 86400)
    session_ttl: int = 8 * 3600
    login_ttl: int = 900
    lock_ttl: int = 900
    timestamp_window: int = 300
    remember_consent: bool = True
    log_level: str = "info"

    @property
    def issuer_in_tokens(self) -> str:
        """The issuer with a trailing slash as at ESIA, unless it is set."""
        return self.issuer or self.public_url.rstrip("/") + "/"

    @property
    def extra_persons(self) -> list[Path]:
        return [Path(part.strip()) for part in self.persons_files.split(",") if part.strip()]
