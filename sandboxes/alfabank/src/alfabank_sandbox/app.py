"""The stand as a web application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles

from . import admin, page, rest
from .background import keep_running
from .bank import Bank
from .page.views import FOLDER


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(keep_running(app.state.bank))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    app.state.bank.store.close()


def create_app(bank: Bank) -> FastAPI:
    app = FastAPI(title="Alfa-Bank acquiring sandbox", lifespan=_running, docs_url=None, redoc_url=None)
    app.state.bank = bank
    app.include_router(rest.router)
    app.include_router(page.router)
    app.include_router(admin.router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")

    @app.get("/livez")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready(request: Request) -> dict[str, str]:
        request.app.state.bank.store.row("SELECT 1")
        return {"status": "ok"}

    return app
