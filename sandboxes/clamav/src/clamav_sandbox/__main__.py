"""`python -m clamav_sandbox`."""

import uvicorn

from .app import create_app
from .settings import load

if __name__ == "__main__":
    settings = load()
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, access_log=False)
