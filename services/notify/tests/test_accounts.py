"""Two cabinets become one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from common.clock import now
from common.testing import Client, Deliver, MakeClient
from contracts.identity import CabinetsJoined

from .test_pushes import FCM, Browser

NOTICES, PREFERENCES, DEVICES = (f"/api/notify/{path}" for path in ("notices", "preferences", "push-subscriptions"))
QUIET = {"quiet_from": "22:00", "quiet_to": "07:00"}


def joined(old: Client, new: Client | UUID) -> CabinetsJoined:
    kept = new if isinstance(new, UUID) else new.person_id
    return CabinetsJoined(aggregate_id=kept, person_id=kept, joined_person_id=old.person_id, occurred_at=now())


async def kinds(client: Client) -> list[str]:
    return [item["kind"] for item in (await client.get(NOTICES)).json()["items"]]


async def test_notices_wishes_and_browsers_move_to_the_one_who_stays(
    booked: Any, deliver: Deliver, as_patient: MakeClient
) -> None:
    kept = as_patient()
    await booked.patient.put(PREFERENCES, json=QUIET)
    await booked.patient.post(DEVICES, json=Browser().subscription())
    await deliver(joined(booked.patient, kept), times=2)
    assert await kinds(kept) == ["booking_confirmed"]
    assert await kinds(booked.patient) == []
    assert (await kept.get(PREFERENCES)).json()["quiet_from"] == "22:00"
    assert [item["endpoint"] for item in (await kept.get(DEVICES)).json()["items"]] == [FCM]
    assert (await kept.get(f"/api/notify/visits/{booked.booking_id}/invitation")).status_code == 200


async def test_the_wishes_of_the_one_who_stays_win(booked: Any, deliver: Deliver, as_patient: MakeClient) -> None:
    kept = as_patient()
    await booked.patient.put(PREFERENCES, json=QUIET)
    await kept.put(PREFERENCES, json={"quiet_from": "23:30", "quiet_to": "06:00"})
    await deliver(joined(booked.patient, kept))
    assert (await kept.get(PREFERENCES)).json()["quiet_from"] == "23:30"


async def test_no_more_browsers_than_one_person_may_have(booked: Any, deliver: Deliver, as_patient: MakeClient) -> None:
    kept = as_patient()
    for number in range(12):
        owner = booked.patient if number % 2 else kept
        await owner.post(DEVICES, json=Browser().subscription(f"{FCM}{number}"))
    await deliver(joined(booked.patient, kept))
    endpoints = [item["endpoint"] for item in (await kept.get(DEVICES)).json()["items"]]
    assert endpoints == [f"{FCM}{number}" for number in range(11, 1, -1)]


async def test_events_that_still_name_the_old_cabinet_reach_the_new_one(
    booked: Any,
    deliver: Deliver,
    send_letters: Any,
    mail_sender: Any,
    identity: Any,
    as_patient: MakeClient,
    clock: Any,
) -> None:
    """Messages on their way when the cabinets were joined, in any order; and a cabinet joined twice over."""
    middle, kept = as_patient(), as_patient()
    identity.persons[kept.person_id] = identity.persons.pop(booked.patient.person_id).model_copy(
        update={"person_id": kept.person_id}
    )
    await deliver(joined(booked.patient, middle))
    await deliver(joined(middle, kept))
    await deliver(booked.confirmed(version=9))
    await deliver(booked.issued())
    assert await kinds(kept) == ["conclusion_ready", "booking_confirmed", "booking_confirmed"]
    clock.shift(timedelta(seconds=5))
    await send_letters()
    assert {mail.to for mail in mail_sender.sent} == {"anna@patients.test", "doctor@clinic.test"}
