"""What medcard does with events of other services, in whatever order they come."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common import clock
from common.events import Postpone
from common.testing import Client, Deliver, MakeClient
from contracts.booking import BookingRescheduled
from contracts.identity import ConsentGiven, ConsentWithdrawn
from contracts.values import ConsentKind, VisitType


def decided(patient: Client, *, given: bool, minutes: int, kind: ConsentKind = ConsentKind.MEDICAL_DOCUMENTS) -> Any:
    return (ConsentGiven if given else ConsentWithdrawn)(
        aggregate_id=patient.person_id,
        person_id=patient.person_id,
        kind=kind,
        text_version="1",
        occurred_at=clock.now() + timedelta(minutes=minutes),
    )


def moved(visit: Any, *, version: int, days: int) -> BookingRescheduled:
    starts_at = visit.confirmed.starts_at + timedelta(days=days)
    return BookingRescheduled(
        aggregate_id=visit.booking_id,
        aggregate_version=version,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        visit_type=VisitType.ONLINE,
        previous_starts_at=visit.confirmed.starts_at,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
    )


async def restricted(patient: Client) -> Any:
    return (await patient.get("/api/medcard/documents")).json()["restricted"]


@pytest.mark.parametrize("latest_is_given", [True, False])
@pytest.mark.parametrize("in_order", [True, False])
async def test_of_two_decisions_the_later_counts_however_they_arrive(
    as_patient: MakeClient, deliver: Deliver, latest_is_given: bool, in_order: bool
) -> None:
    patient = as_patient()
    events = [
        decided(patient, given=not latest_is_given, minutes=1),
        decided(patient, given=latest_is_given, minutes=2),
    ]
    for event in events if in_order else events[::-1]:
        await deliver(event)
    assert await restricted(patient) == (None if latest_is_given else "consent_required")


async def test_the_other_consent_is_not_this_one(as_patient: MakeClient, deliver: Deliver) -> None:
    patient = as_patient()
    await deliver(decided(patient, given=True, minutes=0, kind=ConsentKind.NOTIFICATIONS))
    assert await restricted(patient) == "consent_required"


async def test_one_person_s_consent_is_nobody_else_s(as_patient: MakeClient, deliver: Deliver) -> None:
    await deliver(decided(as_patient(), given=True, minutes=0))
    assert await restricted(as_patient()) == "consent_required"


async def shown_visit(visit: Any) -> dict[str, Any]:
    (item,) = (await visit.doctor.get("/api/medcard/visits")).json()["items"]
    found: dict[str, Any] = item
    return found


def spelled(moment: Any) -> str:
    return str(moment.isoformat().replace("+00:00", "Z"))


async def test_an_end_before_its_visit_is_put_off(planned: Any, deliver: Deliver) -> None:
    visit = planned()
    with pytest.raises(Postpone):
        await deliver(visit.ended)
    await deliver(visit.confirmed)
    await deliver(visit.ended)
    assert (await shown_visit(visit))["ended_at"] == spelled(visit.ended.ended_at)


async def test_the_first_end_stands(held: Any, deliver: Deliver) -> None:
    later = {"event_id": uuid4(), "ended_at": held.ended.ended_at + timedelta(hours=1)}
    await deliver(held.ended.model_copy(update=later))
    assert (await shown_visit(held))["ended_at"] == spelled(held.ended.ended_at)


async def test_a_visit_confirmed_twice_is_one_visit(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    assert await deliver(visit.confirmed) == 0, "the same message"
    await deliver(visit.confirmed.model_copy(update={"event_id": uuid4()}))
    assert (await shown_visit(visit))["starts_at"] == spelled(visit.confirmed.starts_at)


async def test_a_move_is_followed(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    move = moved(visit, version=3, days=2)
    await deliver(move)
    assert (await shown_visit(visit))["starts_at"] == spelled(move.starts_at)


async def test_a_move_before_its_visit_is_put_off_and_not_lost(planned: Any, deliver: Deliver) -> None:
    visit = planned()
    move = moved(visit, version=3, days=2)
    with pytest.raises(Postpone):
        await deliver(move)
    await deliver(visit.confirmed)
    await deliver(move)
    assert (await shown_visit(visit))["starts_at"] == spelled(move.starts_at)


async def test_what_is_older_than_the_last_move_is_ignored(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    newest = moved(visit, version=4, days=5)
    await deliver(newest)
    await deliver(moved(visit, version=3, days=2))
    await deliver(visit.confirmed.model_copy(update={"event_id": uuid4()}))
    assert (await shown_visit(visit))["starts_at"] == spelled(newest.starts_at)


async def test_older_titles_do_not_replace_newer_ones(held: Any, clinic: Any, offering: Any, deliver: Deliver) -> None:
    for event, name in ((clinic, "title"), (offering, "service_title")):
        renamed = {"event_id": uuid4(), "aggregate_version": 3, name: "Новое название"}
        outdated = {"event_id": uuid4(), "aggregate_version": 2, name: "Старое название"}
        await deliver(event.model_copy(update=renamed))
        await deliver(event.model_copy(update=outdated))
    await held.save()
    issued = (await held.issue()).json()
    assert (issued["clinic_title"], issued["service_title"]) == ("Новое название", "Новое название")
