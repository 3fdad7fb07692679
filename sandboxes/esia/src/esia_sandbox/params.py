"""Parameters exactly as they came: repeated names stay visible, and so does an unescaped plus."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request


class Params:
    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    @classmethod
    def of(cls, encoded: str) -> "Params":
        return cls(parse_qsl(encoded, keep_blank_values=True, max_num_fields=100))

    def get(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "")

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    @property
    def repeated(self) -> str:
        names = [key for key, _ in self.pairs]
        return next((name for name in names if names.count(name) > 1), "")

    def first_missing(self, names: tuple[str, ...]) -> str:
        """The first mandatory name that is absent or empty; an empty scope has a refusal of its own."""
        for name in names:
            if not (self.has(name) if name == "scope" else self.get(name)):
                return name
        return ""


def _query(request: Request) -> Params:
    try:
        return Params.of(request.url.query)
    except ValueError:
        return Params([])


async def _form(request: Request) -> Params | None:
    """None when the body is not a form that can be read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind != "application/x-www-form-urlencoded" or len(body) > 100_000:
        return None
    try:
        return Params.of(body.decode())
    except ValueError:
        return None


async def _page_form(request: Request) -> Params:
    """The form of one of our own pages; an unreadable one is simply empty."""
    return await _form(request) or Params([])


Query = Annotated[Params, Depends(_query)]
Form = Annotated[Params | None, Depends(_form)]
PageForm = Annotated[Params, Depends(_page_form)]
