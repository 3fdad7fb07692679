"""Mail in by real SMTP, out by the page and the API."""

import smtplib
import time
from email.header import Header
from email.message import EmailMessage, Message
from typing import Any

import httpx
import pytest
from mailbox_sandbox.app import create_app

LINK = "http://localhost:8080/records/42"


def letter(subject: str = "Вы записаны", to: str = "patient@example.org") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Mila <no-reply@mila.example>"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(f"Ваша запись: {LINK}. Вопросы: http://localhost:8080/help")
    message.add_alternative(
        f'<h1>Запись</h1><a href="{LINK}">Открыть</a><img src="cid:logo"><script>alert(1)</script>', subtype="html"
    )
    _, html = message.iter_parts()
    assert isinstance(html, EmailMessage)
    html.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    message.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename="приём.ics")
    return message


async def test_a_letter_makes_the_round_trip(mailbox: Any) -> None:
    await mailbox.send(letter())
    found = await mailbox.newest()
    assert (found["subject"], found["from"], found["to"]) == (
        "Вы записаны",
        "no-reply@mila.example",
        ["patient@example.org"],
    )
    assert "Открыть" in found["html"]
    assert found["text"].startswith("Ваша запись")
    assert found["links"] == [LINK, "http://localhost:8080/help"]
    assert [(file["name"], file["type"]) for file in found["attachments"]] == [
        ("part.png", "image/png"),
        ("приём.ics", "text/calendar"),
    ]
    assert {"name": "Subject", "value": "Вы записаны"} in found["headers"]
    calendar = await mailbox.http.get(found["attachments"][1]["url"])
    assert calendar.content == b"BEGIN:VCALENDAR"
    assert calendar.headers["content-disposition"].startswith("attachment")


async def test_a_folded_subject_is_shown_as_it_was_written(mailbox: Any) -> None:
    """Words encoded apart join without a space, plain words with the one the sender folded at (RFC 2047, RFC 5322)."""
    subjects = (
        "Приём через 2 часа: пн, 30 ноября, 15:00 (Екатеринбург, UTC+5), улица Малышева",
        "Plain words " * 9 + "x",
    )
    for subject in subjects:
        message = Message()
        message["From"], message["To"] = "no-reply@mila.example", "patient@example.org"
        message["Subject"] = Header(subject, "us-ascii" if subject.isascii() else "utf-8", maxlinelen=60).encode()
        message.set_payload("Текст", "utf-8")
        assert "\n " in message["Subject"]
        await mailbox.send(message)
        assert (await mailbox.newest())["subject"] == subject


async def test_the_list_is_newest_first_and_filtered(mailbox: Any) -> None:
    await mailbox.send(letter("Первое"))
    await mailbox.send(letter("Второе"), to=["Other@example.org", "third@example.org"])
    assert [one["subject"] for one in await mailbox.listing()] == ["Второе", "Первое"]
    assert [one["subject"] for one in await mailbox.listing(to="OTHER@example.org")] == ["Второе"]
    assert await mailbox.listing(to="ther@example.org") == []
    assert len(await mailbox.listing(to="example")) == 2
    assert [one["subject"] for one in await mailbox.listing(subject="перв")] == ["Первое"]


async def test_the_page_shows_the_list_and_the_letter(mailbox: Any) -> None:
    assert "Писем пока нет" in (await mailbox.http.get("/")).text
    await mailbox.send(letter("<b>Тема</b>"))
    page = (await mailbox.http.get("/", params={"to": "patient@example.org"})).text
    assert "ТЕСТОВЫЙ СТЕНД" in page
    assert "&lt;b&gt;Тема&lt;/b&gt;" in page
    number = (await mailbox.listing())[0]["id"]
    one = (await mailbox.http.get(f"/messages/{number}")).text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in one
    assert "приём.ics" in one
    assert LINK in one
    raw = (await mailbox.http.get(f"/messages/{number}/raw")).text
    assert raw.startswith("From: Mila")


async def test_a_letters_html_cannot_run_scripts_nor_reach_outside(mailbox: Any) -> None:
    await mailbox.send(letter())
    number = (await mailbox.listing())[0]["id"]
    answer = await mailbox.http.get(f"/messages/{number}/html")
    policy = answer.headers["content-security-policy"]
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert f'src="/messages/{number}/attachments/0"' in answer.text


async def test_only_the_newest_letters_are_kept(mailbox: Any) -> None:
    for number in range(7):
        await mailbox.send(letter(str(number)))
    assert [one["subject"] for one in await mailbox.listing()] == ["6", "5", "4", "3", "2"]


async def test_the_sum_of_sizes_is_bounded_too(mailbox: Any, settings: Any) -> None:
    settings.max_total_bytes = 1
    await mailbox.send(letter("1"))
    await mailbox.send(letter("2"))
    assert [one["subject"] for one in await mailbox.listing()] == ["2"]


async def test_a_letter_too_large_is_refused(mailbox: Any) -> None:
    large = letter()
    large.add_attachment(b"x" * 300_000, "application", "pdf", filename="large.pdf")
    with pytest.raises(smtplib.SMTPResponseException) as refused:
        await mailbox.send(large)
    assert refused.value.smtp_code == 552


async def test_letters_are_deleted_all_or_by_recipient(mailbox: Any) -> None:
    await mailbox.send(letter(to="a@example.org"))
    await mailbox.send(letter(to="b@example.org"))
    assert (await mailbox.http.delete("/api/messages", params={"to": "a@example.org"})).status_code == 204
    assert [one["to"] for one in await mailbox.listing()] == [["b@example.org"]]
    await mailbox.http.delete("/api/messages")
    assert await mailbox.listing() == []


async def test_the_next_letters_are_refused_for_a_while(mailbox: Any) -> None:
    assert (await mailbox.http.post("/api/faults", json={"reject": 2})).json() == {
        "reject": "451",
        "count": 2,
        "delay_seconds": 0,
    }
    for _ in range(2):
        with pytest.raises(smtplib.SMTPDataError) as refused:
            await mailbox.send(letter())
        assert refused.value.smtp_code == 451
    await mailbox.send(letter())
    assert len(await mailbox.listing()) == 1


async def test_recipients_are_refused_until_the_fault_is_lifted(mailbox: Any) -> None:
    await mailbox.http.post("/api/faults", json={"reject": "550"})
    for _ in range(2):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            await mailbox.send(letter())
    assert (await mailbox.http.get("/api/faults")).json() == {"reject": "550", "count": None, "delay_seconds": 0}
    await mailbox.http.post("/api/faults", json={"reject": None})
    await mailbox.send(letter())
    assert len(await mailbox.listing()) == 1


async def test_a_slow_server_takes_a_letter_when_its_time_has_come(mailbox: Any) -> None:
    await mailbox.http.post("/api/faults", json={"delay_seconds": 0.2})
    began = time.monotonic()
    await mailbox.send(letter())
    assert time.monotonic() - began >= 0.2
    assert (await mailbox.http.post("/api/faults", json={"reject": None})).json()["delay_seconds"] == 0


@pytest.mark.parametrize("reject", ["250", -1, "soon"])
async def test_an_unknown_fault_is_refused(mailbox: Any, reject: Any) -> None:
    assert (await mailbox.http.post("/api/faults", json={"reject": reject})).status_code == 422


async def test_letters_outlive_a_restart(mailbox: Any, settings: Any) -> None:
    await mailbox.send(letter("Переживёт"))
    second = create_app(settings)
    async with second.router.lifespan_context(second):
        transport = httpx.ASGITransport(second)
        async with httpx.AsyncClient(transport=transport, base_url="http://mail.localhost") as http:
            assert [one["subject"] for one in (await http.get("/api/messages")).json()] == ["Переживёт"]
            assert (await http.get("/readyz")).status_code == 200
            assert (await http.get("/livez")).status_code == 200


@pytest.mark.parametrize("path", ["/api/messages/9", "/messages/9", "/messages/9/html", "/messages/9/raw"])
async def test_what_never_came_is_not_found(mailbox: Any, path: str) -> None:
    assert (await mailbox.http.get(path)).status_code == 404


async def test_a_letter_in_a_wrong_charset_is_still_shown(mailbox: Any) -> None:
    broken = EmailMessage()
    broken["To"] = "a@example.org"
    broken["From"] = "b@example.org"
    broken.set_content("words")
    broken.replace_header("Content-Type", "text/plain; charset=nonsense-8")
    await mailbox.send(broken)
    found = await mailbox.newest()
    assert (found["text"].strip(), found["subject"], found["html"]) == ("words", "", None)
