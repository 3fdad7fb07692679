"""Settings of the sandbox, all from environment variables."""

import sys
from pathlib import Path
from typing import Literal

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "ALFABANK_SANDBOX_"


class Settings(BaseSettings):
    """The codes after exhausted attempts and expiry are conventions: the bank has not confirmed its own."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = 8091
    public_url: str
    state_dir: Path
    merchants_file: Path
    cards_file: Path | None = None
    admin_token: SecretStr | None = None

    allow_get: bool = False
    allow_http_callbacks: bool = True
    callback_order: Literal["parallel", "before", "after"] = "parallel"
    callback_retries: int = 3
    callback_retry_seconds: float = 30
    callback_timeout_seconds: float = 10

    session_seconds: int = 1200
    attempts: int = 3
    code_tries: int = 3
    exhausted_code: int = -2013
    wrong_code_code: int = -2006
    expired_visited_code: int = -2007
    expired_unvisited_code: int = -2014
    expired_acs_code: int = -2007
    receipt_seconds: float = 5
    reverse_deposited: bool = True

    @field_validator("public_url")
    @classmethod
    def _without_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")


def load() -> Settings:
    """Settings from the environment; a stand that lacks some says which and exits 78 (EX_CONFIG)."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
            sys.stderr.write(f"{name}: {problem['msg']}\n")
        raise SystemExit(78) from None
