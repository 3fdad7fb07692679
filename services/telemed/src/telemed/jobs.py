"""Periodic work: deadlines of calls and rooms, seats of dead processes, files, missed messages."""

from common.context import Context
from common.jobs import every
from common.scanning import NotScanned
from common.storage import FileDamaged, FileMissing
from sqlalchemy.ext.asyncio import AsyncSession

from telemed import actions


@every(seconds=2)
async def end_unanswered_calls(session: AsyncSession, *, context: Context) -> None:
    """End calls that have rung for a minute."""
    await actions.end_unanswered_calls(session)


@every(seconds=5)
async def vacate_silent_seats(session: AsyncSession, *, context: Context) -> None:
    """Vacate seats whose process sends no heartbeat."""
    await actions.vacate_silent_seats(session)


@every(seconds=5)
async def end_lost_calls(session: AsyncSession, *, context: Context) -> None:
    """End calls in which one seat has been empty for two minutes."""
    await actions.end_lost_calls(session)


@every(seconds=15)
async def close_finished_rooms(session: AsyncSession, *, context: Context) -> None:
    """Close rooms 15 minutes after the planned end, when no call runs."""
    await actions.close_finished_rooms(session)


@every(seconds=300)
async def report_old_rooms(session: AsyncSession, *, context: Context) -> None:
    """Report rooms left open by a long outage: people decide about those visits, not a job."""
    await actions.report_old_rooms(session)


@every(seconds=10)
async def publish_missed_messages(session: AsyncSession, *, context: Context) -> None:
    """Publish ChatMessageMissed for absent people with unread messages."""
    await actions.publish_missed_messages(session)


@every(seconds=30, transaction=False)
async def scan_waiting_files(context: Context) -> None:
    """Scan files again that came while the scanner was away; no transaction waits for it."""
    async with context.sessions.begin() as session:
        waiting = await actions.list_unscanned(session)
    for file in waiting:
        try:
            verdict = await actions.scan(context, file)
        except (FileDamaged, FileMissing) as broken:
            verdict = NotScanned(broken.code)
        async with context.sessions.begin() as session:
            await actions.settle_file(session, file.file_id, verdict)


@every(seconds=600)
async def delete_abandoned_files(session: AsyncSession, *, context: Context) -> None:
    """Delete uploads that broke off."""
    await actions.delete_abandoned_files(session, context.storage)


@every(seconds=600)
async def delete_ended_sessions(session: AsyncSession, *, context: Context) -> None:
    """Delete ended sessions whose tokens have expired."""
    await actions.delete_ended_sessions(session)


JOBS = (
    end_unanswered_calls,
    vacate_silent_seats,
    end_lost_calls,
    close_finished_rooms,
    report_old_rooms,
    publish_missed_messages,
    scan_waiting_files,
    delete_abandoned_files,
    delete_ended_sessions,
)
