"""Runs the sandbox: ``python -m esia_sandbox``."""

import sys

import uvicorn
from pydantic import ValidationError

from esia_sandbox.app import create_app
from esia_sandbox.errors import Misconfigured
from esia_sandbox.settings import Settings

MISCONFIGURED = 78


def main() -> None:
    try:
        settings = Settings()
    except ValidationError as problem:
        for error in problem.errors():
            name = "ESIA_SANDBOX_" + "_".join(str(part) for part in error["loc"]).upper()
            sys.stderr.write(f"{name}: {error['msg']}\n")
        sys.exit(MISCONFIGURED)
    try:
        app = create_app(settings)
    except Misconfigured as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(MISCONFIGURED)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,  # addresses of requests carry codes and secrets
        server_header=False,
    )


if __name__ == "__main__":
    main()
