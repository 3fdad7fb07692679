"""Events medcard consumes."""

from common.context import Context
from common.events import handles
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.identity import CabinetsJoined, ConsentGiven, ConsentWithdrawn
from contracts.telemed import ConsultationEnded
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import actions


@handles(ClinicPublished)
async def keep_clinic(session: AsyncSession, event: ClinicPublished, *, context: Context) -> None:
    await actions.copy_clinic(session, event)


@handles(OfferingPublished)
async def keep_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    await actions.copy_offering(session, event)


@handles(BookingConfirmed)
async def expect_visit(session: AsyncSession, event: BookingConfirmed, *, context: Context) -> None:
    await actions.expect_visit(session, event)


@handles(BookingRescheduled)
async def move_visit(session: AsyncSession, event: BookingRescheduled, *, context: Context) -> None:
    await actions.move_visit(session, event)


@handles(ConsultationEnded)
async def await_conclusion(session: AsyncSession, event: ConsultationEnded, *, context: Context) -> None:
    await actions.end_visit(session, event)


@handles(ConsentGiven)
async def allow_documents(session: AsyncSession, event: ConsentGiven, *, context: Context) -> None:
    await actions.decide_consent(session, event)


@handles(ConsentWithdrawn)
async def hide_documents(session: AsyncSession, event: ConsentWithdrawn, *, context: Context) -> None:
    await actions.decide_consent(session, event)


@handles(BookingCancelled)
async def forget_visit(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    await actions.close_preparation(session, event)


@handles(BookingCompleted)
async def close_no_show(session: AsyncSession, event: BookingCompleted, *, context: Context) -> None:
    await actions.close_no_show(session, event)


@handles(CabinetsJoined)
async def join_cabinets(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    await actions.join_cabinets(session, event)


HANDLERS = (
    keep_clinic,
    keep_offering,
    expect_visit,
    move_visit,
    await_conclusion,
    allow_documents,
    hide_documents,
    forget_visit,
    close_no_show,
    join_cabinets,
)
