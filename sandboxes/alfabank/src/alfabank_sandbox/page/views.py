"""Templates and the headers every page carries."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from ..texts import payer_message, rubles

FOLDER = Path(__file__).parent
# No `form-action`: browsers apply it to the redirect back to the shop as well.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src *;"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

templates = Jinja2Templates(directory=FOLDER / "templates")
templates.env.filters["rubles"] = rubles
templates.env.filters["payer_message"] = payer_message


def show(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    return templates.TemplateResponse(request, template, context, status_code=status, headers=HEADERS)
