"""The pages: templates in, strict headers out. Nothing on them comes from another host."""

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from esia_sandbox.errors import Refusal

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# No form-action: after «Предоставить» the form's redirect leads to the system, which is elsewhere.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(template: str, context: dict[str, Any], status: int = 200) -> HTMLResponse:
    return HTMLResponse(_templates.get_template(template).render(context), status, HEADERS)


def message_page(title: str, text: str, status: int = 200) -> HTMLResponse:
    return page("message.html", {"title": title, "text": text, "code": ""}, status)


def refusal_page(refusal: Refusal) -> HTMLResponse:
    text = (
        "Система, с которой вы пришли, прислала запрос, который нельзя выполнить. Ваши данные никому не переданы. "
        "Вернитесь на её сайт и сообщите в поддержку код ошибки."
    )
    context = {"title": "Вход невозможен", "text": text, "code": refusal.description}
    return page("message.html", context, 400)
