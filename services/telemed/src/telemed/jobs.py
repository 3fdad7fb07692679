"""What telemed does because time passed, and because processes die without a word."""

from common.context import Context
from common.jobs import every
from common.scanning import NotScanned
from common.storage import FileDamaged, FileMissing
from sqlalchemy.ext.asyncio import AsyncSession

from telemed import actions
from telemed.domain.rooms import Departure
from telemed.signalling import Hub, notices


@every(seconds=2)
async def end_unanswered_calls(session: AsyncSession, *, context: Context) -> None:
    """It rings for a minute."""
    hub: Hub = context.resources
    for room, call in await actions.end_unanswered_calls(session):
        hub.tell(session, notices.ended(room, call))


@every(seconds=5)
async def vacate_silent_seats(session: AsyncSession, *, context: Context) -> None:
    """A seat whose process gives no sign is empty."""
    hub: Hub = context.resources
    for room, seat in await actions.vacate_silent_seats(session):
        hub.tell(session, notices.left(room, seat.role, Departure.LOST))


@every(seconds=5)
async def end_lost_calls(session: AsyncSession, *, context: Context) -> None:
    """A call that only one person attends is over after two minutes."""
    hub: Hub = context.resources
    for room, call in await actions.end_lost_calls(session):
        hub.tell(session, notices.ended(room, call))


@every(seconds=15)
async def close_finished_rooms(session: AsyncSession, *, context: Context) -> None:
    """The time of a visit is over, with a quarter of an hour of grace, and nobody speaks any more."""
    hub: Hub = context.resources
    for room in await actions.close_finished_rooms(session):
        hub.tell(session, notices.closed(room))


@every(seconds=300)
async def report_old_rooms(session: AsyncSession, *, context: Context) -> None:
    """After a long outage people decide about the visits that nobody closed, not a job."""
    await actions.report_old_rooms(session)


@every(seconds=10)
async def tell_missed_messages(session: AsyncSession, *, context: Context) -> None:
    """Whoever is away learns that something waits for them."""
    await actions.tell_missed_messages(session)


@every(seconds=30, transaction=False)
async def scan_waiting_files(context: Context) -> None:
    """Files that came while the scanner was away are asked about again; no transaction waits for it."""
    hub: Hub = context.resources
    async with context.sessions.begin() as session:
        waiting = await actions.list_unscanned(session)
    for file in waiting:
        try:
            verdict = await actions.scan(context, file)
        except (FileDamaged, FileMissing) as broken:
            verdict = NotScanned(broken.code)
        async with context.sessions.begin() as session:
            settled = await actions.settle_file(session, file.file_id, verdict)
            if settled is not None:
                hub.tell(session, notices.file_checked(settled))


@every(seconds=600)
async def forget_abandoned_files(session: AsyncSession, *, context: Context) -> None:
    """Uploads that broke off leave nothing."""
    await actions.forget_abandoned_files(session, context.storage)


@every(seconds=600)
async def forget_ended_sessions(session: AsyncSession, *, context: Context) -> None:
    """Only sessions with tokens that could still be good are kept."""
    await actions.forget_ended_sessions(session)


JOBS = (
    end_unanswered_calls,
    vacate_silent_seats,
    end_lost_calls,
    close_finished_rooms,
    report_old_rooms,
    tell_missed_messages,
    scan_waiting_files,
    forget_abandoned_files,
    forget_ended_sessions,
)
