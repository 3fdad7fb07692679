"""What catalog is configured with."""

from typing import ClassVar

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing beyond what every service needs."""

    name: ClassVar[str] = "catalog"
