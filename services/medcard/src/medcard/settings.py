"""Settings of medcard."""

from typing import ClassVar

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing beyond the settings of every service."""

    name: ClassVar[str] = "medcard"
