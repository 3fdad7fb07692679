"""The application: routers, faults before them, the store closed at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from esia_sandbox import admin, authorize, consent_pages, login, published, resources, token
from esia_sandbox.faults import FaultMiddleware
from esia_sandbox.settings import Settings
from esia_sandbox.stand import Stand

STATIC = Path(__file__).parent / "pages" / "static"


def create_app(settings: Settings) -> FastAPI:
    stand = Stand(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        stand.store.close()

    app = FastAPI(title="ESIA sandbox", openapi_url=None, lifespan=lifespan)
    app.state.stand = stand
    app.add_middleware(FaultMiddleware, faults=stand.faults)
    app.add_exception_handler(resources.Denied, resources.denied_response)
    for module in (authorize, login, consent_pages, token, resources, published, admin):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
