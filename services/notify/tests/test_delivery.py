"""Letters leave, wait, or are given up."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Deliver, MakeClient, TestClock
from contracts.cards import VerificationCard
from contracts.identity import EmailVerificationRequested
from contracts.values import CancelledBy, VisitType
from notify.domain import PAUSES
from notify.errors import LetterRefused, MailUnavailable

VERIFICATION = VerificationCard(
    email="new@patients.test", purpose="registration", link="http://localhost:8080/login/other?confirm=token"
)


def asked() -> EmailVerificationRequested:
    verification_id = uuid4()
    return EmailVerificationRequested(aggregate_id=verification_id, verification_id=verification_id)


async def test_r175_letters_about_a_booking_reach_both_in_their_own_zones(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any
) -> None:
    await deliver(story.confirmed())
    await post()
    by_address = {mail.to: mail for mail in bag.taken}
    to_patient, to_doctor = by_address["anna@patients.test"], by_address["doctor@clinic.test"]
    assert to_patient.subject == "Вы записаны: вт, 24 ноября, 16:30 (екатеринбургское время)"
    assert to_doctor.subject == "Новая запись: вт, 24 ноября, 14:30 (МСК)"
    for words in (to_patient.text, to_patient.html):
        assert "Анна Сергеевна" in words
        assert "Смирнов Игорь Олегович" in words
        assert "Приём врача-невролога первичный" in words


async def test_r102_the_letter_leads_to_the_record(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any
) -> None:
    await deliver(story.confirmed())
    await post()
    (letter,) = (mail for mail in bag.taken if mail.to == "anna@patients.test")
    assert f"http://localhost:8080/records/{story.booking_id}\n" in letter.text
    assert f'href="http://localhost:8080/records/{story.booking_id}"' in letter.html


async def test_letters_to_doctors_name_no_patient(booked: Any, deliver: Deliver, post: Any, bag: Any) -> None:
    await deliver(booked.moved())
    await deliver(booked.cancelled())
    await post()
    to_doctor = [mail for mail in bag.taken if mail.to == "doctor@clinic.test"]
    assert len(to_doctor) == 2
    for mail in to_doctor:
        whole = mail.subject + mail.text + mail.html
        private = ("Петрова", "Анна", "anna@", str(booked.patient.person_id), str(booked.booking_id))
        assert [word for word in private if word in whole] == []
        assert "http://doctor.localhost:8080" in mail.text


async def test_r175_a_move_says_the_old_and_the_new_time(booked: Any, deliver: Deliver, post: Any, bag: Any) -> None:
    await deliver(booked.moved())
    await post()
    (letter,) = (mail for mail in bag.taken if mail.to == "anna@patients.test")
    assert letter.subject == "Приём перенесён: ср, 25 ноября, 16:30 (екатеринбургское время)"
    assert "Было: вт, 24 ноября, 16:30 (екатеринбургское время)." in letter.text


@pytest.mark.parametrize(("refund", "promised"), [(150_000, True), (0, False)])
async def test_r175_a_cancellation_promises_what_goes_back(
    booked: Any, deliver: Deliver, post: Any, bag: Any, refund: int, promised: bool
) -> None:
    await deliver(booked.cancelled(refund=refund))
    await post()
    (letter,) = (mail for mail in bag.taken if mail.to == "anna@patients.test")
    assert ("Возвращаем 1\u00a0500\u00a0₽ на карту" in letter.text) is promised


async def test_r175_a_refund_says_how_much(booked: Any, deliver: Deliver, post: Any, bag: Any) -> None:
    await deliver(booked.refunded())
    await post()
    (letter,) = bag.taken
    assert letter.subject == "Возврат 1\u00a0500\u00a0₽"
    assert "1\u00a0500\u00a0₽" in letter.html


async def test_r175_a_ready_conclusion_leads_to_the_document(
    booked: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    issued = booked.issued()
    await deliver(issued)
    await post()
    (letter,) = bag.taken
    assert f"http://localhost:8080/medcards/{issued.document_id}\n" in letter.text


async def test_money_returned_for_a_visit_that_never_was_has_a_letter_too(
    story: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    """Paid too late, and the slot was gone: there was no BookingConfirmed."""
    await deliver(story.cancelled(by=CancelledBy.SYSTEM))
    await deliver(story.refunded())
    await post()
    assert {mail.to for mail in bag.taken} == {"anna@patients.test"}
    assert {mail.subject.split(":")[0] for mail in bag.taken} == {"Приём отменён", "Возврат 1\u00a0500\u00a0₽"}
    assert all("Врач:" not in mail.text for mail in bag.taken)


async def test_a_consent_withdrawn_before_sending_is_obeyed(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, identity: Any, letters: Any
) -> None:
    await deliver(story.confirmed())
    identity.change(story.patient, notifications_allowed=False)
    await post()
    assert [mail.to for mail in bag.taken] == ["doctor@clinic.test"]
    row = (await letters())["booking_confirmed"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_consent")
    bell = (await story.patient.get("/api/notify/notices")).json()
    assert [item["kind"] for item in bell["items"]] == ["booking_confirmed"], "the bell rings all the same"


async def test_who_has_no_address_gets_no_letter(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, identity: Any, letters: Any
) -> None:
    identity.change(story.patient, email=None)
    await deliver(story.confirmed())
    await post()
    assert [mail.to for mail in bag.taken] == ["doctor@clinic.test"]
    row = (await letters())["booking_confirmed"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_address")


async def test_a_letter_that_proves_an_address_needs_no_consent(
    deliver: Deliver, post: Any, bag: Any, identity: Any, letters: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION
    await deliver(event, times=2)
    await deliver(event.model_copy(update={"event_id": uuid4()}))
    await post()
    (letter,) = bag.taken
    assert letter.to == "new@patients.test"
    assert VERIFICATION.link in letter.text
    assert (await letters())["verification"]["state"] == "sent"


async def test_a_verification_used_meanwhile_is_not_sent(deliver: Deliver, post: Any, bag: Any, letters: Any) -> None:
    await deliver(asked())
    await post()
    assert bag.taken == []
    row = (await letters())["verification"]
    assert (row["state"], row["outcome"]) == ("skipped", "no_longer_asked")


async def test_a_refusal_for_good_is_final(
    booked: Any, deliver: Deliver, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    bag.trouble = LetterRefused()
    await deliver(booked.refunded())
    await post()
    bag.trouble = None
    clock.shift(timedelta(days=1))
    await post()
    row = (await letters())["payment_refunded"]
    assert (row["state"], row["outcome"], row["attempts"], bag.taken) == ("failed", "refused", 1, [])


async def failed_rounds(post: Any, letters: Any, clock: TestClock, about: str, outcome: str) -> None:
    """Eight rounds in vain: after each but the last the letter waits as long as it should."""
    for attempt, pause in enumerate((*PAUSES, None), start=1):
        await post()
        await post()
        row = (await letters())[about]
        assert (row["attempts"], row["outcome"]) == (attempt, outcome), "not tried again before its time"
        assert row["state"] == ("queued" if pause else "failed")
        if pause:
            waits = row["next_attempt_at"] - clock.now()
            assert pause - timedelta(seconds=30) < waits <= pause
            clock.shift(pause)


async def test_an_absent_mail_server_is_tried_with_growing_pauses_then_given_up(
    booked: Any, deliver: Deliver, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    bag.trouble = MailUnavailable()
    await deliver(booked.refunded())
    await failed_rounds(post, letters, clock, "payment_refunded", "mail_unavailable")


async def test_an_absent_identity_is_waited_for(
    booked: Any, deliver: Deliver, post: Any, bag: Any, identity: Any, letters: Any, clock: TestClock
) -> None:
    identity.away = True
    await deliver(booked.refunded())
    await post()
    assert (await letters())["payment_refunded"]["outcome"] == "not_ready"
    identity.away = False
    clock.shift(PAUSES[0])
    await post()
    assert [mail.to for mail in bag.taken] == ["anna@patients.test"]


async def test_a_visit_that_is_not_known_yet_is_waited_for(
    story: Any, deliver: Deliver, clinic: Any, offering: Any, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    await deliver(story.issued())
    await post()
    assert (await letters())["conclusion_ready"]["outcome"] == "not_ready"
    for event in (story.confirmed(), clinic, offering):
        await deliver(event)
    clock.shift(PAUSES[0])
    await post()
    assert "Заключение врача готово" in [mail.subject for mail in bag.taken]


async def test_a_letter_nobody_foresaw_does_not_stand_in_the_way(
    booked: Any, deliver: Deliver, post: Any, bag: Any, identity: Any, letters: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION.model_copy(update={"purpose": "unheard_of"})
    await deliver(event)
    await deliver(booked.refunded())
    await post()
    assert [mail.subject for mail in bag.taken] == ["Возврат 1\u00a0500\u00a0₽"]
    row = (await letters())["verification"]
    assert (row["state"], row["outcome"]) == ("queued", "unforeseen")


@pytest.mark.parametrize("kind", ["refunded", "moved", "cancelled", "calling", "offered", "issued"])
async def test_a_letter_about_a_doctor_unknown_to_identity_leaves_without_the_name(
    booked: Any, deliver: Deliver, post: Any, bag: Any, identity: Any, kind: str
) -> None:
    card = identity.doctors.pop(booked.doctor.doctor_id)
    await deliver(getattr(booked, kind)())
    await post()
    text = bag.to("anna@patients.test").text
    assert card.full_name not in text
    assert "Врач:" not in text


async def test_a_doctor_is_written_to_about_a_patient_unknown_to_identity(
    booked: Any, deliver: Deliver, post: Any, bag: Any, identity: Any
) -> None:
    identity.persons.clear()
    await deliver(booked.cancelled())
    await post()
    assert [mail.to for mail in bag.taken] == ["doctor@clinic.test"]


async def test_a_call_is_written_about_at_once_or_not_at_all(
    booked: Any, deliver: Deliver, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    await deliver(booked.calling())
    await post()
    assert [mail.subject for mail in bag.taken] == ["Врач звонит вам"]
    bag.trouble = MailUnavailable()
    await deliver(booked.calling())
    await post()
    bag.trouble = None
    clock.shift(timedelta(minutes=11))
    await post()
    row = (await letters())["doctor_calling"]
    assert (row["state"], row["outcome"], len(bag.taken)) == ("skipped", "too_late", 1)


async def test_one_event_delivered_twice_is_one_notice_and_one_letter(
    booked: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    refunded = booked.refunded()
    assert await deliver(refunded, times=2) == 1
    await post()
    await post()
    assert len(bag.taken) == 1
    bell = (await booked.patient.get("/api/notify/notices")).json()
    assert [item["kind"] for item in bell["items"]] == ["payment_refunded", "booking_confirmed"]


async def test_a_letter_sent_again_after_a_crash_is_the_same_mail(
    booked: Any, deliver: Deliver, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    bag.trouble = MailUnavailable()
    await deliver(booked.refunded())
    await post()
    bag.trouble = None
    clock.shift(PAUSES[0])
    await post()
    assert [mail.letter_id for mail in bag.taken] == [(await letters())["payment_refunded"]["letter_id"]]


async def test_a_clinic_visit_says_where(
    as_patient: MakeClient, as_doctor: MakeClient, story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any
) -> None:
    await deliver(story.confirmed().model_copy(update={"visit_type": VisitType.CLINIC}))
    await post()
    (letter,) = (mail for mail in bag.taken if mail.to == "anna@patients.test")
    assert "Приём: Медицинский центр «Берёзка»" in letter.text


async def test_titles_cannot_break_out_of_a_letter(
    story: Any, deliver: Deliver, clinic: Any, offering: Any, post: Any, bag: Any
) -> None:
    await deliver(clinic)
    await deliver(offering.model_copy(update={"service_title": "<img src=x onerror=alert(1)> & сын"}))
    await deliver(story.confirmed())
    await post()
    for mail in bag.taken:
        assert "<img" not in mail.html
        assert "&lt;img src=x onerror=alert(1)&gt; &amp; сын" in mail.html
        assert "<img src=x onerror=alert(1)> & сын" in mail.text


async def test_r175_an_offered_time_says_until_when_it_is_held(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, letters: Any, clock: TestClock
) -> None:
    await deliver(story.offered())
    await post()
    (letter,) = bag.taken
    assert letter.subject == "Освободилось время: вт, 24 ноября, 16:30 (екатеринбургское время)"
    assert "Держим его за вами до" in letter.text
    assert "Смирнов Игорь Олегович" in letter.text
    assert f"http://localhost:8080/booking/{story.booking_id}\n" in letter.text
    bag.trouble = MailUnavailable()
    await deliver(story.offered())
    await post()
    bag.trouble = None
    clock.shift(timedelta(hours=1))
    await post()
    assert (await letters())["slot_offered"]["outcome"] == "too_late"


async def test_r175_a_letter_about_an_opened_link_leads_to_what_is_shared(
    story: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    await deliver(story.opened())
    await post()
    (letter,) = bag.taken
    assert letter.subject == "По вашей ссылке открыли документы"
    assert "http://localhost:8080/medcards/shares\n" in letter.text


async def test_r026_letters_say_where_to_forbid_them(
    story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, identity: Any
) -> None:
    event = asked()
    identity.verifications[event.verification_id] = VERIFICATION
    await deliver(event)
    await deliver(story.confirmed())
    await post()
    profile = "http://localhost:8080/profile"
    said = {mail.to: (mail.unsubscribe, profile in mail.html, profile in mail.text) for mail in bag.taken}
    assert said == {
        "anna@patients.test": (profile, True, True),
        "doctor@clinic.test": (None, False, False),
        "new@patients.test": (None, False, False),
    }
