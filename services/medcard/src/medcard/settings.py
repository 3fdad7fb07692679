"""What medcard is told at its start."""

from typing import ClassVar

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing beyond what every room is told."""

    name: ClassVar[str] = "medcard"
