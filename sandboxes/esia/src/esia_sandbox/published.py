"""What ESIA publishes for everybody: its certificates; and whether the stand lives."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from esia_sandbox.pages import page
from esia_sandbox.stand import TheStand

router = APIRouter()


@router.get("/public/esia.zip")
def archive(stand: TheStand) -> Response:
    return Response(stand.keys.archive(), media_type="application/zip")


@router.get("/public/esia.cer")
def certificate(stand: TheStand) -> Response:
    return Response(stand.keys.current_der(), media_type="application/pkix-cert")


@router.get("/livez")
def alive() -> Response:
    return JSONResponse({"status": "alive"})


@router.get("/readyz")
def ready(stand: TheStand) -> Response:
    """Ready when the store answers and a certificate is published."""
    persons = stand.store.one("SELECT count(*) AS count FROM persons")
    good = bool(persons and persons["count"] and stand.keys.published())
    return JSONResponse({"status": "ready" if good else "not ready"}, 200 if good else 503)


@router.get("/")
def home() -> Response:
    return page("home.html", {})
