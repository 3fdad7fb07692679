"""Letters are sent, deferred, retried, skipped or failed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Deliver, MakeClient, TestClock
from contracts.cards import VerificationCard
from contracts.identity import EmailVerificationRequested
from contracts.values import CancelledBy, VisitType
from notify.domain.delivery import RETRY_DELAYS
from notify.errors import LetterRefused, MailUnavailable

VERIFICATION = VerificationCard(
    email="new@patients.test", purpose="registration", link="http://localhost:8080/login/other?confirm=token"
)


def asked() -> EmailVerificationRequested:
    verification_id = uuid4()
    return EmailVerificationRequested(aggregate_id=verification_id, verification_id=verification_id)


async def test_r175_a_booking_notifies_both_in_their_own_time_zones(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(scenario.confirmed())
    await send_letters()
    by_address = {mail.to: mail for mail in mail_sender.sent}
    to_patient, to_doctor = by_address["anna@patients.test"], by_address["doctor@clinic.test"]
    assert to_patient.subject == "Вы записаны: вт, 24 ноября, 16:30 (екатеринбургское время)"
    assert to_doctor.subject == "Новая запись: вт, 24 ноября, 14:30 (МСК)"
    for body in (to_patient.text, to_patient.html):
        assert "Анна Сергеевна" in body
        assert "Смирнов Игорь Олегович" in body
        assert "Приём врача-невролога первичный" in body


async def test_r102_the_letter_leads_to_the_record(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(scenario.confirmed())
    await send_letters()
    (letter,) = (mail for mail in mail_sender.sent if mail.to == "anna@patients.test")
    assert f"http://localhost:8080/records/{scenario.booking_id}\n" in letter.text
    assert f'href="http://localhost:8080/records/{scenario.booking_id}"' in letter.html


async def test_letters_to_doctors_name_no_patient(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.moved())
    await deliver(booked.cancelled())
    await send_letters()
    to_doctor = [mail for mail in mail_sender.sent if mail.to == "doctor@clinic.test"]
    assert len(to_doctor) == 2
    for mail in to_doctor:
        whole = mail.subject + mail.text + mail.html
        private = ("Петрова", "Анна", "anna@", str(booked.patient.person_id), str(booked.booking_id))
        assert [word for word in private if word in whole] == []
        assert "http://doctor.localhost:8080" in mail.text


async def test_r175_a_move_says_the_old_and_the_new_time(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.moved())
    await send_letters()
    (letter,) = (mail for mail in mail_sender.sent if mail.to == "anna@patients.test")
    assert letter.subject == "Приём перенесён: ср, 25 ноября, 16:30 (екатеринбургское время)"
    assert "Было: вт, 24 ноября, 16:30 (екатеринбургское время)." in letter.text


@pytest.mark.parametrize(("refund", "promised"), [(150_000, True), (0, False)])
async def test_r175_a_cancellation_promises_what_goes_back(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, refund: int, promised: bool
) -> None:
    await deliver(booked.cancelled(refund=refund))
    await send_letters()
    (letter,) = (mail for mail in mail_sender.sent if mail.to == "anna@patients.test")
    assert ("Возвращаем 1\u00a0500\u00a0₽ на карту" in letter.text) is promised


async def test_r175_a_refund_says_how_much(booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any) -> None:
    await deliver(booked.refunded())
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == "Возврат 1\u00a0500\u00a0₽"
    assert "1\u00a0500\u00a0₽" in letter.html


async def test_r175_a_ready_conclusion_leads_to_the_document(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    issued = booked.issued()
    await deliver(issued)
    await send_letters()
    (letter,) = mail_sender.sent
    assert f"http://localhost:8080/medcards/{issued.document_id}\n" in letter.text


async def test_money_returned_without_a_confirmed_visit_is_announced(
    scenario: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    """Paid too late, and the slot was gone: there was no BookingConfirmed."""
    await deliver(scenario.cancelled(by=CancelledBy.SYSTEM))
    await deliver(scenario.refunded())
    await send_letters()
    assert {mail.to for mail in mail_sender.sent} == {"anna@patients.test"}
    assert {mail.subject.split(":")[0] for mail in mail_sender.sent} == {"Приём отменён", "Возврат 1\u00a0500\u00a0₽"}
    assert all("Врач:" not in mail.text for mail in mail_sender.sent)


async def test_a_consent_withdrawn_before_sending_is_obeyed(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any, identity: Any, letters: Any
) -> None:
    await deliver(scenario.confirmed())
    identity.change(scenario.patient, notifications_allowed=False)
    await send_letters()
    assert [mail.to for mail in mail_sender.sent] == ["doctor@clinic.test"]
    row = (await letters())["booking_confirmed"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_consent")
    page = (await scenario.patient.get("/api/notify/notices")).json()
    assert [item["kind"] for item in page["items"]] == ["booking_confirmed"], "the notice is created all the same"


async def test_a_person_without_an_address_gets_no_letter(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any, identity: Any, letters: Any
) -> None:
    identity.change(scenario.patient, email=None)
    await deliver(scenario.confirmed())
    await send_letters()
    assert [mail.to for mail in mail_sender.sent] == ["doctor@clinic.test"]
    row = (await letters())["booking_confirmed"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_address")


async def test_a_letter_that_proves_an_address_needs_no_consent(
    deliver: Deliver, send_letters: Any, mail_sender: Any, identity: Any, letters: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION
    await deliver(event, times=2)
    await deliver(event.model_copy(update={"event_id": uuid4()}))
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.to == "new@patients.test"
    assert VERIFICATION.link in letter.text
    assert (await letters())["verification"]["state"] == "sent"


async def test_a_verification_used_meanwhile_is_not_sent(
    deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any
) -> None:
    await deliver(asked())
    await send_letters()
    assert mail_sender.sent == []
    row = (await letters())["verification"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_longer_asked")


async def test_a_permanent_refusal_is_final(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any, clock: TestClock
) -> None:
    mail_sender.failure = LetterRefused()
    await deliver(booked.refunded())
    await send_letters()
    mail_sender.failure = None
    clock.shift(timedelta(days=1))
    await send_letters()
    row = (await letters())["payment_refunded"]
    assert (row["state"], row["outcome"], row["attempts"], mail_sender.sent) == ("failed", "refused", 1, [])


async def failed_attempts(send_letters: Any, letters: Any, clock: TestClock, about: str, outcome: str) -> None:
    """Eight failed rounds: after each but the last the letter waits for its delay."""
    for attempt, pause in enumerate((*RETRY_DELAYS, None), start=1):
        await send_letters()
        await send_letters()
        row = (await letters())[about]
        assert (row["attempts"], row["outcome"]) == (attempt, outcome), "not tried again before its time"
        assert row["state"] == ("queued" if pause else "failed")
        if pause:
            waits = row["next_attempt_at"] - clock.now()
            assert pause - timedelta(seconds=30) < waits <= pause
            clock.shift(pause)


async def test_an_unavailable_mail_server_is_retried_with_growing_delays_eight_times(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any, clock: TestClock
) -> None:
    mail_sender.failure = MailUnavailable()
    await deliver(booked.refunded())
    await failed_attempts(send_letters, letters, clock, "payment_refunded", "mail_unavailable")


async def test_an_unavailable_identity_is_retried(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, identity: Any, letters: Any, clock: TestClock
) -> None:
    identity.away = True
    await deliver(booked.refunded())
    await send_letters()
    assert (await letters())["payment_refunded"]["outcome"] == "not_ready"
    identity.away = False
    clock.shift(RETRY_DELAYS[0])
    await send_letters()
    assert [mail.to for mail in mail_sender.sent] == ["anna@patients.test"]


async def test_a_letter_waits_for_a_visit_that_has_not_arrived(
    scenario: Any,
    deliver: Deliver,
    clinic: Any,
    offering: Any,
    send_letters: Any,
    mail_sender: Any,
    letters: Any,
    clock: TestClock,
) -> None:
    await deliver(scenario.issued())
    await send_letters()
    assert (await letters())["conclusion_ready"]["outcome"] == "not_ready"
    for event in (scenario.confirmed(), clinic, offering):
        await deliver(event)
    clock.shift(RETRY_DELAYS[0])
    await send_letters()
    assert "Заключение врача готово" in [mail.subject for mail in mail_sender.sent]


async def test_an_unforeseen_failure_of_one_letter_does_not_block_the_others(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, identity: Any, letters: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION.model_copy(update={"purpose": "unknown"})
    await deliver(event)
    await deliver(booked.refunded())
    await send_letters()
    assert [mail.subject for mail in mail_sender.sent] == ["Возврат 1\u00a0500\u00a0₽"]
    row = (await letters())["verification"]
    assert (row["state"], row["outcome"]) == ("queued", "unforeseen")


@pytest.mark.parametrize("kind", ["refunded", "moved", "cancelled", "calling", "offered", "issued"])
async def test_a_letter_about_a_doctor_unknown_to_identity_leaves_without_the_name(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, identity: Any, kind: str
) -> None:
    card = identity.doctors.pop(booked.doctor.doctor_id)
    await deliver(getattr(booked, kind)())
    await send_letters()
    text = mail_sender.to("anna@patients.test").text
    assert card.full_name not in text
    assert "Врач:" not in text


async def test_a_doctor_is_written_to_about_a_patient_unknown_to_identity(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, identity: Any
) -> None:
    identity.persons.clear()
    await deliver(booked.cancelled())
    await send_letters()
    assert [mail.to for mail in mail_sender.sent] == ["doctor@clinic.test"]


async def test_a_call_is_written_about_at_once_or_not_at_all(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any, clock: TestClock
) -> None:
    await deliver(booked.calling())
    await send_letters()
    assert [mail.subject for mail in mail_sender.sent] == ["Врач звонит вам"]
    mail_sender.failure = MailUnavailable()
    await deliver(booked.calling())
    await send_letters()
    mail_sender.failure = None
    clock.shift(timedelta(minutes=11))
    await send_letters()
    row = (await letters())["doctor_calling"]
    assert (row["state"], row["outcome"], len(mail_sender.sent)) == ("skipped", "too_late", 1)


async def test_one_event_delivered_twice_creates_one_notice_and_one_letter(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    refunded = booked.refunded()
    assert await deliver(refunded, times=2) == 1
    await send_letters()
    await send_letters()
    assert len(mail_sender.sent) == 1
    page = (await booked.patient.get("/api/notify/notices")).json()
    assert [item["kind"] for item in page["items"]] == ["payment_refunded", "booking_confirmed"]


async def test_a_letter_sent_again_after_a_crash_is_the_same_mail(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any, clock: TestClock
) -> None:
    mail_sender.failure = MailUnavailable()
    await deliver(booked.refunded())
    await send_letters()
    mail_sender.failure = None
    clock.shift(RETRY_DELAYS[0])
    await send_letters()
    assert [mail.letter_id for mail in mail_sender.sent] == [(await letters())["payment_refunded"]["letter_id"]]


async def test_a_clinic_visit_says_where(
    as_patient: MakeClient,
    as_doctor: MakeClient,
    scenario: Any,
    deliver: Deliver,
    catalogue: None,
    send_letters: Any,
    mail_sender: Any,
) -> None:
    await deliver(scenario.confirmed().model_copy(update={"visit_type": VisitType.CLINIC}))
    await send_letters()
    (letter,) = (mail for mail in mail_sender.sent if mail.to == "anna@patients.test")
    assert "Приём: Медицинский центр «Берёзка»" in letter.text


async def test_titles_cannot_break_out_of_a_letter(
    scenario: Any, deliver: Deliver, clinic: Any, offering: Any, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(clinic)
    await deliver(offering.model_copy(update={"service_title": "<img src=x onerror=alert(1)> & сын"}))
    await deliver(scenario.confirmed())
    await send_letters()
    for mail in mail_sender.sent:
        assert "<img" not in mail.html
        assert "&lt;img src=x onerror=alert(1)&gt; &amp; сын" in mail.html
        assert "<img src=x onerror=alert(1)> & сын" in mail.text


async def test_r175_an_offered_time_says_until_when_it_is_held(
    scenario: Any,
    deliver: Deliver,
    catalogue: None,
    send_letters: Any,
    mail_sender: Any,
    letters: Any,
    clock: TestClock,
) -> None:
    await deliver(scenario.offered())
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == "Освободилось время: вт, 24 ноября, 16:30 (екатеринбургское время)"
    assert "Держим его за вами до" in letter.text
    assert "Смирнов Игорь Олегович" in letter.text
    assert f"http://localhost:8080/booking/{scenario.booking_id}\n" in letter.text
    mail_sender.failure = MailUnavailable()
    await deliver(scenario.offered())
    await send_letters()
    mail_sender.failure = None
    clock.shift(timedelta(hours=1))
    await send_letters()
    assert (await letters())["slot_offered"]["outcome"] == "too_late"


async def test_r175_an_opened_link_is_announced_with_a_link_to_the_shares(
    scenario: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(scenario.opened())
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == "По вашей ссылке открыли документы"
    assert "http://localhost:8080/medcards/shares\n" in letter.text


async def test_r026_letters_say_where_to_turn_them_off(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any, identity: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION
    await deliver(event)
    await deliver(scenario.confirmed())
    await send_letters()
    profile = "http://localhost:8080/profile"
    links = {mail.to: (mail.unsubscribe, profile in mail.html, profile in mail.text) for mail in mail_sender.sent}
    assert links == {
        "anna@patients.test": (profile, True, True),
        "doctor@clinic.test": (None, False, False),
        "new@patients.test": (None, False, False),
    }
