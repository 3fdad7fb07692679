"""The only cards this stand accepts, and how each behaves. A data file, because published lists disagree."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator


class Card(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pan: str
    system: Literal["VISA", "MASTERCARD", "MIR"]
    title: str
    flow: Literal["success", "challenge", "decline"]
    action_code: int | None = None
    eci: str = "05"
    capture_after: float | None = None
    refund_blocked_for: float = 0

    @model_validator(mode="after")
    def _is_a_card(self) -> "Card":
        if not luhn(self.pan):
            raise ValueError(f"{masked(self.pan)} fails the Luhn check")
        if self.flow == "decline" and self.action_code is None:
            raise ValueError("a declining card needs an action_code")
        return self


class Cards(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cvc: str
    code: str
    cards: tuple[Card, ...]

    @classmethod
    def read(cls, path: Path | None) -> "Cards":
        path = path or Path(__file__).with_name("cards.json")
        return cls.model_validate_json(path.read_text("utf-8"))

    def find(self, pan: str) -> Card | None:
        return next((card for card in self.cards if card.pan == pan), None)


def luhn(pan: str) -> bool:
    if not (pan.isascii() and pan.isdigit() and 12 <= len(pan) <= 19):
        return False
    total = 0
    for position, digit in enumerate(reversed(pan)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def masked(pan: str) -> str:
    return f"{pan[:6]}**{pan[-4:]}"
