"""The mailbox for people: the list, one letter, its parts."""

import re
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from .api import StoreDep, detail, found
from .letter import Letter, read_letter

FOLDER = Path(__file__).parent
MOSCOW = timezone(timedelta(hours=3), "МСК")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A letter is a stranger's page: no scripts, nothing from outside; its links open in a new tab.
LETTER_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; frame-ancestors 'self'"
)
INLINE = re.compile(r"cid:([^\"'\s>)]+)")

router = APIRouter()
templates = Jinja2Templates(directory=FOLDER / "templates")


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(MOSCOW):%d.%m.%Y, %H:%M:%S} (МСК)"


templates.env.filters["moment"] = _moment


def _show(request: Request, template: str, **context: Any) -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return templates.TemplateResponse(request, template, context, headers=headers)


@router.get("/")
async def list_page(request: Request, store: StoreDep, to: str = "") -> Response:
    letters = store.listing(to=to)
    newest = letters[0].id if letters else 0
    return _show(request, "list.html", letters=letters, to=to, newest=newest)


@router.get("/messages/{letter_id}")
async def letter_page(letter_id: int, request: Request, store: StoreDep) -> Response:
    envelope, raw = found(store, letter_id)
    letter = read_letter(raw)
    return _show(request, "letter.html", letter=envelope, content=detail(envelope, letter))


@router.get("/messages/{letter_id}/html")
async def letter_html(letter_id: int, store: StoreDep) -> Response:
    _, raw = found(store, letter_id)
    letter = read_letter(raw)
    html = f"<pre>{escape(letter.text or '')}</pre>" if letter.html is None else letter.html
    page = '<base target="_blank" rel="noreferrer">' + _with_inline_pictures(html, letter, letter_id)
    headers = {"Content-Security-Policy": LETTER_POLICY, "Referrer-Policy": "no-referrer"}
    return HTMLResponse(page, headers=headers)


def _with_inline_pictures(html: str, letter: Letter, letter_id: int) -> str:
    places = {part.content_id: place for place, part in enumerate(letter.attachments) if part.content_id}

    def address(reference: re.Match[str]) -> str:
        place = places.get(reference[1])
        return reference[0] if place is None else f"/messages/{letter_id}/attachments/{place}"

    return INLINE.sub(address, html)


@router.get("/messages/{letter_id}/raw")
async def letter_raw(letter_id: int, store: StoreDep) -> Response:
    _, raw = found(store, letter_id)
    return Response(raw, media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


@router.get("/messages/{letter_id}/attachments/{place}")
async def letter_attachment(letter_id: int, place: int, store: StoreDep) -> Response:
    """Pictures are shown; everything else is only downloaded, so that no stranger's page runs here."""
    _, raw = found(store, letter_id)
    attachments = read_letter(raw).attachments
    if not 0 <= place < len(attachments):
        raise HTTPException(404, "no such attachment")
    attachment = attachments[place]
    shown = attachment.type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
    manner = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f"{manner}; filename*=UTF-8''{quote(attachment.name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(attachment.content, media_type=attachment.type, headers=headers)
