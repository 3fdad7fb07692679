"""Bodies about the two consents."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from contracts.values import ConsentKind
from pydantic import BaseModel, ConfigDict, Field

from identity.schemas import Acr


class ConsentTextRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    kind: ConsentKind
    version: str
    title: str
    text: str


class ConsentTextsRead(BaseModel):
    items: list[ConsentTextRead]


class ConsentCreate(BaseModel):
    kind: ConsentKind
    text_version: Annotated[str, Field(max_length=40)]
    decision: Literal["given", "refused"]


class ConsentRead(BaseModel):
    """One decision, as it is kept for good."""

    model_config = ConfigDict(from_attributes=True)

    consent_id: UUID
    kind: ConsentKind
    text_version: str
    decision: Literal["given", "refused"]
    acr: Acr
    decided_at: datetime


class ConsentStateRead(BaseModel):
    """The decision in force, and all of them, the newest first."""

    model_config = ConfigDict(from_attributes=True)

    kind: ConsentKind
    decision: Literal["given", "refused", "undecided"]
    text_version: str | None = None
    decided_at: datetime | None = None
    history: list[ConsentRead] = []


class ConsentStatesRead(BaseModel):
    items: list[ConsentStateRead]
