"""HTTP of notify: the bell of the person who asks, their preferences and browsers, and their visits for a calendar."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from common.errors import IdentificationRequired, NotFound, TooManyRequests, problems
from common.http import ContextDep, SessionDep
from common.rights import Patient
from fastapi import APIRouter, Depends, Query, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from notify import actions
from notify.errors import PushServiceUnknown
from notify.schemas import (
    LettersRead,
    NoticeFilters,
    NoticeList,
    PreferencesBody,
    PushKey,
    PushSubscriptionBody,
    PushSubscriptionList,
    PushSubscriptionView,
)

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"

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


async def stream_changes(context: ContextDep, person: Patient) -> AsyncIterator[asyncio.Event]:
    """A place among the streams, given back when the stream ends."""
    with context.resources.streams.place(*actions.ids_of(person)) as changed:
        yield changed


@router.get("/notices/stream", response_class=EventSourceResponse, responses=problems(TooManyRequests))
async def stream_notices(
    context: ContextDep, person: Patient, changed: Annotated[asyncio.Event, Depends(stream_changes)]
) -> AsyncIterator[ServerSentEvent]:
    async for ring in actions.watch(changed, person, context=context):
        yield ServerSentEvent(event="ring", data=ring)
    yield ServerSentEvent(event="again", data={})


@router.get("/preferences")
async def read_preferences(session: SessionDep, person: Patient) -> PreferencesBody:
    return await actions.preferences(session, person)


@router.put("/preferences")
async def set_preferences(session: SessionDep, person: Patient, body: PreferencesBody) -> PreferencesBody:
    return await actions.set_preferences(session, person, body)


@router.get("/letters")
async def read_letters(context: ContextDep, person: Patient) -> LettersRead:
    return await actions.letters(person, context=context)


@router.get("/push-key")
async def read_push_key(context: ContextDep, person: Patient) -> PushKey:
    push = context.resources.push
    return PushKey(key=push.public_key if push else None)


@router.get("/push-subscriptions")
async def list_push_subscriptions(session: SessionDep, person: Patient) -> PushSubscriptionList:
    return PushSubscriptionList(items=await actions.devices(session, person))


@router.post("/push-subscriptions", status_code=201, responses=problems(PushServiceUnknown))
async def create_push_subscription(
    session: SessionDep, context: ContextDep, person: Patient, body: PushSubscriptionBody
) -> PushSubscriptionView:
    return await actions.subscribe(session, person, body, settings=context.settings)


@router.delete("/push-subscriptions/{subscription_id}", status_code=204, responses=problems(NotFound))
async def delete_push_subscription(session: SessionDep, person: Patient, subscription_id: UUID) -> None:
    await actions.unsubscribe(session, person, subscription_id)


@router.get(
    "/visits/{booking_id}/invitation",
    response_class=Response,
    responses=problems(NotFound, IdentificationRequired),
)
async def download_invitation(session: SessionDep, context: ContextDep, person: Patient, booking_id: UUID) -> Response:
    content = await actions.invitation(session, person, booking_id, settings=context.settings)
    headers = {"Content-Disposition": 'attachment; filename="mila-visit.ics"'}
    return Response(content, headers={"Content-Type": CALENDAR, **headers})
