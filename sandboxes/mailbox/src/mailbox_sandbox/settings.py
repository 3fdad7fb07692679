"""Settings of the sandbox."""

import sys
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "MAILBOX_SANDBOX_"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = 8092
    smtp_port: int = 8025
    state_dir: Path
    max_messages: int = 2000
    max_total_bytes: int = 200_000_000
    max_message_bytes: int = 15_000_000


def load() -> Settings:
    """Settings from the environment; a stand that lacks some says which and exits 78 (EX_CONFIG)."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
            sys.stderr.write(f"{name}: {problem['msg']}\n")
        raise SystemExit(78) from None
