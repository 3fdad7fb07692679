"""What to say when a server's package is not installed."""

from dev.errors import CliError


class MissingPackage(CliError):
    """A Debian package is missing; the message is the exact command that brings it."""

    def __init__(self, *packages: str) -> None:
        self.packages = packages
        super().__init__(f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
