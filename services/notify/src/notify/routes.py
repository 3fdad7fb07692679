"""HTTP of notify: the bell of the person who asks."""

from typing import Annotated
from uuid import UUID

from common.auth import Patient
from common.errors import NotFound, problems
from common.http import SessionDep
from fastapi import APIRouter, Query

from notify import actions
from notify.schemas import NoticeFilters, NoticeList

router = APIRouter(tags=["notify"])


@router.get("/notices")
async def list_notices(session: SessionDep, person: Patient, wanted: Annotated[NoticeFilters, Query()]) -> NoticeList:
    return await actions.list_for(session, person, wanted)


@router.post("/notices/{notice_id}/reading", status_code=204, responses=problems(NotFound))
async def mark_read(session: SessionDep, person: Patient, notice_id: UUID) -> None:
    await actions.mark_one(session, person, notice_id)


@router.post("/notices/reading", status_code=204)
async def mark_all_read(session: SessionDep, person: Patient) -> None:
    await actions.mark_all(session, person)
