"""Letters over real SMTP."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from common.jobs import run_once
from common.testing import Deliver
from hypothesis import given
from hypothesis import strategies as st
from notify.errors import LetterRefused, MailUnavailable
from notify.gateways.mail import Mail, SmtpMailSender
from notify.jobs import deliver_letters

SENDER = "Mila <no-reply@mila.example>"


class Mailbox:
    """Accepts every letter, or gives the answer in ``says`` to RCPT or DATA."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.says: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - the name the server looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" not in self.says:
            envelope.rcpt_tos.append(address)
        return self.says.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return self.says.get("DATA", "250 OK")

    def letters(self) -> list[EmailMessage]:
        received = [found.content for found in self.envelopes if isinstance(found.content, bytes)]
        return [message_from_bytes(content, policy=policy.default) for content in received]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp_sender(mailbox: Mailbox) -> Iterator[SmtpMailSender]:
    """A sender whose server is running."""
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield SmtpMailSender(f"smtp://127.0.0.1:{port}", SENDER)
    controller.stop()


def mail(**changes: Any) -> Mail:
    plain = Mail(letter_id=uuid4(), to="anna@patients.test", subject="Вы записаны", text="Привет", html="<p>Привет</p>")
    return replace(plain, **changes)


async def test_a_letter_arrives_whole_in_both_forms(smtp_sender: SmtpMailSender, mailbox: Mailbox) -> None:
    sent = mail(text="Вернём 1\u00a0500\u00a0₽\n", html="<p>Вернём 1\u00a0500\u00a0₽</p>\n")
    await smtp_sender.send(sent)
    (letter,) = mailbox.letters()
    assert mailbox.envelopes[0].rcpt_tos == ["anna@patients.test"]
    assert mailbox.envelopes[0].mail_from == "no-reply@mila.example"
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, "anna@patients.test", "Вы записаны")
    assert letter["Message-ID"] == f"<{sent.letter_id}@mila.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "multipart/alternative"
    parts = [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in letter.iter_parts()]
    assert parts == [("text/plain", sent.text), ("text/html", sent.html)]


async def test_a_letter_may_carry_a_calendar_entry_and_say_where_to_unsubscribe(
    smtp_sender: SmtpMailSender, mailbox: Mailbox
) -> None:
    entry = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nX-WORDS:Приём\r\nEND:VCALENDAR\r\n"
    await smtp_sender.send(mail(invitation=entry.encode(), unsubscribe="https://mila.test/profile"))
    (letter,) = mailbox.letters()
    assert letter["List-Unsubscribe"] == "<https://mila.test/profile>"
    *_, calendar = letter.iter_parts()
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_content_charset()) == ("CANCEL", "utf-8")
    assert calendar.get_content() == entry


async def test_a_letter_sent_twice_has_one_message_id(smtp_sender: SmtpMailSender, mailbox: Mailbox) -> None:
    sent = mail()
    await smtp_sender.send(sent)
    await smtp_sender.send(sent)
    assert len({letter["Message-ID"] for letter in mailbox.letters()}) == 1
    assert len(mailbox.envelopes) == 2


@pytest.mark.parametrize(
    ("where", "answer", "failure"),
    [
        ("RCPT", "550 no such mailbox", LetterRefused),
        ("RCPT", "451 greylisted, come later", MailUnavailable),
        ("DATA", "554 looks like spam", LetterRefused),
        ("DATA", "452 out of space", MailUnavailable),
    ],
)
async def test_permanent_and_temporary_refusals_differ(
    smtp_sender: SmtpMailSender, mailbox: Mailbox, where: str, answer: str, failure: type[Exception]
) -> None:
    mailbox.says[where] = answer
    with pytest.raises(failure):
        await smtp_sender.send(mail())


async def test_an_absent_server_is_a_temporary_failure() -> None:
    with pytest.raises(MailUnavailable):
        await SmtpMailSender(f"smtp://127.0.0.1:{free_port()}", SENDER).send(mail())


async def test_a_subject_cannot_carry_another_header(smtp_sender: SmtpMailSender, mailbox: Mailbox) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        await smtp_sender.send(mail(subject="Запись\r\nBcc: all@patients.test"))
    assert mailbox.envelopes == []


SUBJECTS = (
    "Вы записаны",
    "Приём через 2 часа: пн, 30 ноября, 15:00 (МСК)",
    "Приём через 2 часа: пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)",
    "Возврат 1\u00a0500\u00a0₽ из 2\u00a0300\u00a0₽",
    "Order 12: 2 hours left, " * 6,
    "По вашей ссылке открыли документы, " * 12,
    "ж" * 300,
    "x" * 300,
    "😀 е\u0301 " * 30,
    "  два  пробела  ",
    "=?utf-8?q?not_encoded?=",
)


@pytest.mark.parametrize("subject", SUBJECTS, ids=range(len(SUBJECTS)))
async def test_a_subject_arrives_as_it_was_written(smtp_sender: SmtpMailSender, mailbox: Mailbox, subject: str) -> None:
    await smtp_sender.send(mail(subject=subject))
    (letter,) = mailbox.letters()
    assert letter["Subject"] == subject
    (envelope,) = mailbox.envelopes
    head = bytes(envelope.content or b"").split(b"\r\n\r\n")[0]  # type: ignore[arg-type]  # bytes, as the server is configured
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


@given(subject=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=250))
def test_any_subject_survives_folding(subject: str) -> None:
    message = SmtpMailSender("smtp://127.0.0.1:9", SENDER).message(mail(subject=subject))
    for wire in (policy.SMTP, policy.SMTPUTF8, policy.SMTP.clone(max_line_length=40)):
        assert message_from_bytes(message.as_bytes(policy=wire), policy=policy.default)["Subject"] == subject


async def test_r102_from_event_to_mailbox(
    scenario: Any, deliver: Deliver, catalogue: None, context: Any, smtp_sender: SmtpMailSender, mailbox: Mailbox
) -> None:
    await deliver(scenario.confirmed())
    await run_once(deliver_letters, replace(context, resources=replace(context.resources, mail_sender=smtp_sender)))
    by_address = {letter["To"]: letter for letter in mailbox.letters()}
    assert set(by_address) == {"anna@patients.test", "doctor@clinic.test"}
    body = by_address["anna@patients.test"].get_body(("plain",))
    assert body is not None
    assert f"http://localhost:8080/records/{scenario.booking_id}" in body.get_content()
