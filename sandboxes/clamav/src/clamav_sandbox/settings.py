"""What the stand is started with."""

import sys

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CLAMAV_SANDBOX_"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = 8093
    scan_port: int = 3310
    max_stream_bytes: int = 25 * 1024 * 1024
    samples: dict[str, str] = {"MILA-TEST-INFECTED-FILE": "Mila.Test.Sample"}


def load() -> Settings:
    """Settings from the environment; a stand that lacks some says which and exits 78 (EX_CONFIG)."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
            sys.stderr.write(f"{name}: {problem['msg']}\n")
        raise SystemExit(78) from None
