"""The stand as a web application, with the SMTP side beside it in the same loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Request
from fastapi.staticfiles import StaticFiles

from . import api, page
from .settings import Settings
from .smtp import serve_smtp
from .store import Store


def create_app(settings: Settings) -> FastAPI:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        app.state.store = Store(settings)
        app.state.smtp = await serve_smtp(settings, app.state.store)
        yield
        app.state.smtp.close()
        app.state.store.close()

    app = FastAPI(title="Mailbox stand", lifespan=running, docs_url=None, redoc_url=None)
    app.include_router(api.router)
    app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=page.FOLDER / "static"), name="static")

    @app.get("/livez")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready(request: Request) -> dict[str, str]:
        if not request.app.state.smtp.is_serving():
            raise HTTPException(503, "the SMTP side is closed")
        request.app.state.store.fault()
        return {"status": "ok"}

    return app
