"""HTTP of notify: the notices of the person who asks, their preferences and browsers, their visits for a calendar."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from common.errors import IdentificationRequired, NotFound, TooManyRequests, problems
from common.http import ContextDep, SessionDep
from common.paging import Cursor, Limit, decode_cursor, encode_cursor
from common.rights import Patient
from fastapi import APIRouter, Depends, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from notify import actions, queries, schemas
from notify.errors import PushServiceUnknown

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"

router = APIRouter(tags=["notify"])


@router.get("/notices")
async def list_notices(
    session: SessionDep, person: Patient, unread: bool = False, cursor: Cursor = None, limit: Limit = 30
) -> schemas.NoticePage:
    """The person's notices, newest first."""
    own = queries.addressed_to(person)
    (before,) = decode_cursor(cursor, UUID) or (None,)
    rows = await queries.list_notices(session, own, unread=unread, before=before, limit=limit + 1)
    items = [schemas.NoticeRead.of(*row) for row in rows[:limit]]
    following = encode_cursor(items[-1].notice_id) if len(rows) > limit else None
    unread_count = await queries.count_unread(session, own)
    return schemas.NoticePage(items=items, next_cursor=following, unread_count=unread_count)


@router.post("/notices/{notice_id}/reading", status_code=204, responses=problems(NotFound))
async def mark_read(session: SessionDep, person: Patient, notice_id: UUID) -> None:
    await actions.mark_read(session, person, notice_id)


@router.post("/notices/reading", status_code=204)
async def mark_all_read(session: SessionDep, person: Patient) -> None:
    await actions.mark_all_read(session, person)


async def open_stream(context: ContextDep, person: Patient) -> AsyncIterator[asyncio.Event]:
    """Counts the stream among those of the person until it ends."""
    with context.resources.streams.open(*actions.recipient_ids(person)) as changed:
        yield changed


@router.get("/notices/stream", response_class=EventSourceResponse, responses=problems(TooManyRequests))
async def stream_notices(
    context: ContextDep, person: Patient, changed: Annotated[asyncio.Event, Depends(open_stream)]
) -> AsyncIterator[ServerSentEvent]:
    async for signal in actions.watch(changed, person, context=context):
        yield ServerSentEvent(event="ring", data=signal)
    yield ServerSentEvent(event="again", data={})


@router.get("/preferences")
async def read_preferences(session: SessionDep, person: Patient) -> schemas.PreferencesRead:
    return schemas.PreferencesRead.of(await actions.get_preferences(session, person))


@router.put("/preferences")
async def set_preferences(
    session: SessionDep, person: Patient, body: schemas.PreferencesUpdate
) -> schemas.PreferencesRead:
    saved = await actions.set_preferences(session, person, quiet_hours=body.quiet_hours(), muted=body.muted())
    return schemas.PreferencesRead.of(saved)


@router.get("/letters")
async def read_letters(context: ContextDep, person: Patient) -> schemas.LettersRead:
    reason = await actions.why_no_letters(person, context=context)
    return schemas.LettersRead(go_out=reason is None, kept_back=reason)


@router.get("/push-key")
async def read_push_key(context: ContextDep, person: Patient) -> schemas.PushKeyRead:
    push_sender = context.resources.push_sender
    return schemas.PushKeyRead(key=push_sender.public_key if push_sender else None)


@router.get("/push-subscriptions")
async def list_push_subscriptions(session: SessionDep, person: Patient) -> schemas.PushSubscriptionsRead:
    found = await queries.list_subscriptions(session, person.person_id)
    return schemas.PushSubscriptionsRead(items=[schemas.PushSubscriptionRead.model_validate(one) for one in found])


@router.post("/push-subscriptions", status_code=201, responses=problems(PushServiceUnknown))
async def create_push_subscription(
    session: SessionDep, context: ContextDep, person: Patient, body: schemas.PushSubscriptionCreate
) -> schemas.PushSubscriptionRead:
    keys = body.keys.model_dump()
    made = await actions.subscribe(session, person, endpoint=body.endpoint, **keys, settings=context.settings)
    return schemas.PushSubscriptionRead.model_validate(made)


@router.delete("/push-subscriptions/{subscription_id}", status_code=204, responses=problems(NotFound))
async def delete_push_subscription(session: SessionDep, person: Patient, subscription_id: UUID) -> None:
    await actions.unsubscribe(session, person, subscription_id)


@router.get(
    "/visits/{booking_id}/invitation",
    response_class=Response,
    responses=problems(NotFound, IdentificationRequired),
)
async def download_invitation(session: SessionDep, context: ContextDep, person: Patient, booking_id: UUID) -> Response:
    content = await actions.build_invitation(session, person, booking_id, settings=context.settings)
    headers = {"Content-Disposition": 'attachment; filename="mila-visit.ics"'}
    return Response(content, headers={"Content-Type": CALENDAR, **headers})
