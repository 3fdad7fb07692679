"""The stand as a web application (probes, faults), with clamd's wire beside it in the same loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from .clamd import IDLE_SECONDS, Clamd, serve_clamd
from .settings import Settings


class Fault(BaseModel):
    fault: Literal["slow", "silent", "error", "away"] | None
    seconds: float = Field(default=12, ge=0, lt=IDLE_SECONDS)


def create_app(settings: Settings) -> FastAPI:
    clamd = Clamd(settings)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        app.state.server = await serve_clamd(settings, clamd)
        yield
        app.state.server.close()

    app = FastAPI(title="ClamAV stand", lifespan=running, docs_url=None, redoc_url=None)

    @app.get("/livez")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready() -> dict[str, str]:
        if not app.state.server.is_serving():
            raise HTTPException(503, "the scan port is closed")
        return {"status": "ok"}

    @app.get("/api/faults")
    async def show_fault() -> Fault:
        return Fault.model_validate({"fault": clamd.fault, "seconds": clamd.seconds})

    @app.post("/api/faults")
    async def set_fault(fault: Fault) -> Fault:
        clamd.fault, clamd.seconds = fault.fault, fault.seconds
        return fault

    return app
