"""The chat: exactly once, in order, delivered and read, published when missed."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from common.context import Context
from common.testing import Recorded, RunJob, TestClock, eventually
from contracts.telemed import ChatMessageMissed
from sqlalchemy import text
from telemed import actions, jobs
from telemed.actions import Participant
from telemed.domain.rooms import Role
from telemed.errors import RoomClosed
from websockets.exceptions import ConnectionClosed

Pair = tuple[Any, Any]


async def test_the_chat_is_open_before_any_call(both: Pair) -> None:
    """R121: «вы можете написать врачу в чат»."""
    patient, doctor = both
    client_id = await patient.text("Здравствуйте, я на месте")
    said = await patient.next()
    assert said == await doctor.next()
    assert (said["seq"], said["author"], said["kind"], said["file"]) == (1, "patient", "text", None)
    assert said["client_id"] == str(client_id)
    await doctor.text("Добрый день")
    assert (await patient.next())["seq"] == 2


async def test_a_message_said_again_is_stored_once(both: Pair, room: Any) -> None:
    patient, doctor = both
    client_id = await patient.text("Да")
    first = await patient.next()
    await patient.text("Да", client_id)
    assert await patient.next() == first
    assert await patient.settled() == []
    assert [one["seq"] for one in await doctor.settled()] == [1]
    # The same id of the other person is another message.
    await doctor.text("Нет", client_id)
    assert (await doctor.next())["seq"] == 2
    listed = (await room.patient.get(f"{room.path}/messages")).json()["items"]
    assert [one["text"] for one in listed] == ["Да", "Нет"]
    assert listed[0] == {name: value for name, value in first.items() if name != "type"}


async def test_messages_are_read_from_any_point(both: Pair, room: Any) -> None:
    patient, _ = both
    for number in range(7):
        await patient.text(str(number))
        await patient.next()
    answer = await room.doctor.get(f"{room.path}/messages", params={"after": 2, "limit": 3})
    assert [one["text"] for one in answer.json()["items"]] == ["2", "3", "4"]


async def test_delivered_and_read_only_grow(both: Pair, enter: Any, room: Any) -> None:
    patient, doctor = both
    for number in range(3):
        await patient.text(str(number))
        await patient.next()
    await doctor.send("delivered", seq=2)
    assert await patient.next() == {"type": "delivered", "seq": 2}
    await doctor.send("read", seq=1)
    assert await patient.next() == {"type": "read", "seq": 1}
    await doctor.send("delivered", seq=1)
    await doctor.send("read", seq=1)
    # What was not said yet cannot have been read.
    await doctor.send("read", seq=1000)
    assert await patient.next() == {"type": "read", "seq": 3}
    back = await enter(room.patient, room)
    assert (back.welcome["peer_read_seq"], back.welcome["peer_delivered_seq"]) == (3, 3)


async def test_a_text_has_at_most_4000_characters(both: Pair) -> None:
    patient, _ = both
    client_id = await patient.text("я" * 4001)
    assert await patient.next() == {
        "type": "error",
        "code": "too_long",
        "about": "say",
        "client_id": str(client_id),
    }
    await patient.text("я" * 4000)
    assert (await patient.next())["seq"] == 1


async def test_nobody_says_more_than_twenty_messages_in_ten_seconds(both: Pair) -> None:
    patient, doctor = both
    for number in range(21):
        await patient.text(str(number))
    received = await patient.settled()
    assert sorted(one["type"] for one in received) == ["error"] + ["message"] * 20
    assert [one["code"] for one in received if one["type"] == "error"] == ["too_fast"]
    # Signalling has an allowance of its own.
    await patient.send("media", audio=True, video=True, screen=False, can_call=True)
    assert await patient.settled() == []
    assert [one["type"] for one in await doctor.settled()] == ["message"] * 20 + ["peer_media"]


async def test_reconnecting_gives_nobody_more_messages(
    enter: Any, room: Any, clock: TestClock, context: Context
) -> None:
    """Four reconnects gave 80 of 100 lines; now it is twenty in ten seconds, whatever the number of sockets."""
    said: list[dict[str, Any]] = []
    for tab in range(5):
        patient = await enter(room.patient, room)
        for number in range(20):
            await patient.text(f"{tab}.{number}")
        said += await patient.settled()
    assert sum(one["type"] == "message" for one in said) == 20
    assert {one["code"] for one in said if one["type"] == "error"} == {"too_fast"}
    # The other person is not held up, what was said before is still answered, and time passes.
    doctor = await enter(room.doctor, room)
    await doctor.text("Слушаю вас")
    assert (await doctor.next())["seq"] == 21
    clock.shift(timedelta(seconds=11))
    await patient.text("Теперь можно")
    assert (await patient.receive("message"))["author"] == "doctor"
    assert (await patient.receive("message"))["text"] == "Теперь можно"


async def test_signalling_has_its_limit_too(both: Pair) -> None:
    patient, _ = both
    for _ in range(201):
        await patient.send("delivered", seq=0)
    assert (await patient.next())["code"] == "too_fast"


async def test_a_hundred_messages_over_ten_drops_are_shown_once_and_in_order(
    enter: Any, room: Any, context: Context, clock: TestClock, monkeypatch: Any
) -> None:
    """R123, R124: what was not acknowledged is said again after each drop; what was missed is fetched."""
    monkeypatch.setattr(context.resources, "may_connect", lambda *_: True)
    doctor = await enter(room.doctor, room)
    waiting = [(uuid4(), f"сообщение {number}") for number in range(100)]
    for number in range(10):
        clock.shift(timedelta(seconds=11))
        patient = await enter(room.patient, room)
        for client_id, words in waiting[: 10 if number else 5]:
            await patient.text(words, client_id)
        if number % 2:
            # Some answers arrive, the rest is lost with the connection.
            for _ in range(4):
                acknowledged = await patient.receive("message")
                waiting = [one for one in waiting if str(one[0]) != acknowledged["client_id"]]
        patient.drop()
    while waiting:
        clock.shift(timedelta(seconds=11))
        patient = await enter(room.patient, room)
        for client_id, words in waiting[:20]:
            await patient.text(words, client_id)
        answered = {one["client_id"] for one in await patient.settled() if one["type"] == "message"}
        waiting = [one for one in waiting if str(one[0]) not in answered]
    shown = [one for one in await doctor.settled() if one["type"] == "message"]
    assert [one["seq"] for one in shown] == list(range(1, 101))
    assert sorted(one["text"] for one in shown) == sorted(f"сообщение {number}" for number in range(100))
    listed = (await room.patient.get(f"{room.path}/messages", params={"limit": 200})).json()["items"]
    assert [one["client_id"] for one in listed] == [one["client_id"] for one in shown]


async def test_twenty_sockets_saying_at_once_leave_no_gap(
    room: Any, server: Any, new_browser: Any, context: Context
) -> None:
    """Tabs of both people push each other out while all of them speak; what was stored has one order."""

    async def tab(client: Any) -> None:
        async with server.socket(client, room.booking_id) as wire:
            browser = new_browser(wire)
            try:
                for number in range(10):
                    await browser.text(f"{number}")
                await browser.settled()
            except ConnectionClosed:
                return

    people = [room.patient, room.doctor]
    await asyncio.gather(*(tab(people[number % 2]) for number in range(20)))
    await gap_free(context, room.booking_id, at_least=20)


async def test_forty_transactions_at_once_number_messages_without_gaps(room: Any, context: Context) -> None:
    """Each id is said twice at the same moment: the row of the room decides."""
    ids = [uuid4() for _ in range(20)]

    async def send(number: int) -> int:
        role = (Role.PATIENT, Role.DOCTOR)[number % 2]
        who = participant(room, role)
        async with context.sessions.begin() as session:
            message, _ = await actions.send_message(session, who, client_id=ids[number % 20], content=str(number))
        return message.seq

    seqs = await asyncio.gather(*(send(number) for number in range(40)))
    assert sorted(seqs) == sorted([*range(1, 21)] * 2)
    await gap_free(context, room.booking_id, at_least=20)


async def gap_free(context: Context, booking_id: UUID, *, at_least: int) -> None:
    async with context.sessions() as session:
        rows = (
            await session.execute(
                text("SELECT seq FROM messages WHERE booking_id = :id ORDER BY seq"), {"id": booking_id}
            )
        ).scalars()
        seqs = list(rows)
        last = await session.scalar(text("SELECT last_seq FROM rooms WHERE booking_id = :id"), {"id": booking_id})
    assert len(seqs) >= at_least
    assert seqs[0] == 1
    assert all(after - before == 1 for before, after in pairwise(seqs))
    assert last == seqs[-1]


def participant(room: Any, role: Role) -> Participant:
    return Participant(
        booking_id=room.booking_id,
        role=role,
        person_id=room.patient.person_id,
        session_id=uuid4(),
        full_name="",
        closed=False,
    )


async def test_a_seat_that_missed_a_message_shows_the_gap_first(both: Pair, room: Any, context: Context) -> None:
    """Said in another process whose notice was lost: the next one brings both, in order."""
    _, doctor = both
    async with context.sessions.begin() as session:
        await actions.send_message(session, participant(room, Role.DOCTOR), client_id=uuid4(), content="потерялось")
    await doctor.text("дошло")
    for end in both:
        assert [(await end.receive("message"))["text"] for _ in range(2)] == ["потерялось", "дошло"]


async def test_a_message_missed_by_the_absent_patient_is_published_once_a_burst(
    enter: Any, room: Any, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    doctor = await enter(room.doctor, room)
    for words in ("Вы подключитесь?", "Жду вас"):
        await doctor.text(words)
        await doctor.next()
    clock.shift(timedelta(seconds=59))
    await run_job(jobs.publish_missed_messages)
    assert await recorded(ChatMessageMissed) == []
    clock.shift(timedelta(seconds=2))
    for _ in range(2):
        await run_job(jobs.publish_missed_messages)
        clock.shift(timedelta(minutes=5))
    (event,) = await recorded(ChatMessageMissed)
    assert (event.booking_id, event.recipient_id) == (room.booking_id, room.patient.person_id)

    patient = await enter(room.patient, room)
    await patient.send("read", seq=2)
    await doctor.receive("read")
    await patient.send("bye")
    await doctor.receive("peer_left")
    await doctor.text("И ещё одно")
    await doctor.next()
    clock.shift(timedelta(seconds=61))
    await run_job(jobs.publish_missed_messages)
    assert len(await recorded(ChatMessageMissed)) == 2


async def test_the_doctor_learns_of_a_message_written_before_the_visit(
    enter: Any, room: Any, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    patient = await enter(room.patient, room)
    for words in ("Прикрепила анализы", "И ещё вопрос"):
        await patient.text(words)
        await patient.next()
    ids = {"booking_ids": str(room.booking_id)}

    async def unread() -> int:
        (item,) = (await room.doctor.get("/api/telemed/presence", params=ids)).json()["items"]
        return int(item["unread"])

    assert await unread() == 2
    clock.shift(timedelta(seconds=61))
    for _ in range(2):
        await run_job(jobs.publish_missed_messages)
    (event,) = await recorded(ChatMessageMissed)
    assert (event.booking_id, event.recipient_id, event.recipient_role) == (
        room.booking_id,
        room.doctor.doctor_id,
        "doctor",
    )
    doctor = await enter(room.doctor, room)
    await doctor.text("Вижу")
    assert await unread() == 2
    await doctor.send("read", seq=2)
    await patient.receive("read")
    assert await unread() == 0
    # The patient is here: nothing of the doctor's is missed.
    clock.shift(timedelta(minutes=5))
    await run_job(jobs.publish_missed_messages)
    assert len(await recorded(ChatMessageMissed)) == 1


async def test_a_present_patient_misses_nothing(
    both: Pair, recorded: Recorded, run_job: RunJob, clock: TestClock, context: Context
) -> None:
    _, doctor = both
    await doctor.text("Откройте чат")
    await doctor.next()
    clock.shift(timedelta(minutes=5))
    await run_job(jobs.publish_missed_messages)
    assert await recorded(ChatMessageMissed) == []


async def test_nothing_is_added_to_a_closed_room(both: Pair, room: Any, context: Context) -> None:
    patient, doctor = both
    client_id = await patient.text("Спасибо")
    await patient.next()
    await doctor.send("end_visit")
    await patient.closed()
    await eventually(lambda: not context.resources._sockets)
    for role in Role:
        with pytest.raises(RoomClosed):
            async with context.sessions.begin() as session:
                await actions.send_message(session, participant(room, role), client_id=uuid4(), content="ещё")
    # What was said before the end and not acknowledged is still answered.
    async with context.sessions.begin() as session:
        message, new = await actions.send_message(
            session, participant(room, Role.PATIENT), client_id=client_id, content="Спасибо"
        )
    assert (message.seq, new) == (1, False)
    listed = (await room.patient.get(f"{room.path}/messages")).json()["items"]
    assert [one["text"] for one in listed] == ["Спасибо"]
