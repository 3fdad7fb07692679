"""Letters leave: contact and names are asked of identity at the moment of use and kept nowhere."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from common.metrics import counter
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.wording import VISIT_LETTERS, VisitFacts, Words, spell_money, spell_time, verification_words
from notify.domain import WITHOUT_VISIT, LetterState, NoticeKind, RecipientKind, is_useless, next_pause
from notify.errors import LetterRefused, MailUnavailable
from notify.gateways.mail import Mail, Postman
from notify.models import Letter, Notice
from notify.settings import Settings

log = structlog.get_logger()
LETTERS = counter("notify_letters_total", "Letters by what became of them", ("outcome",))
TEMPLATES = Environment(
    loader=PackageLoader("notify"), undefined=StrictUndefined, autoescape=select_autoescape(("html",))
)


class NotWanted(Exception):
    """The letter must not be sent; says why in one word."""


@dataclass(frozen=True)
class Office:
    """What sending needs: who knows addresses, who carries letters, where links lead."""

    identity: IdentityClient
    postman: Postman
    settings: Settings


@dataclass(frozen=True)
class _Addressed:
    to: str
    words: Words


async def deliver_due_letter(session: AsyncSession, office: Office) -> bool:
    """Sends the one letter that has waited longest and marks it; False when none is due.

    A crash between sending and marking sends it again under the same Message-ID. What fails is tried again later
    with growing pauses, then given up and counted.
    """
    letter = await queries.due_letter(session, now())
    if letter is None:
        return False
    letter.attempts += 1
    try:
        await office.postman.send(_mail(letter, await _addressed(session, office, letter)))
        letter.state, letter.sent_at, letter.outcome = LetterState.SENT, now(), "sent"
    except NotWanted as reason:
        letter.state, letter.outcome = LetterState.SKIPPED, str(reason)
    except LetterRefused:
        letter.state, letter.outcome = LetterState.FAILED, "refused"
    except MailUnavailable:
        _put_off(letter, "mail_unavailable")
    except (Unavailable, NotFound):
        _put_off(letter, "not_ready")
    except Exception:
        # A letter that fails in a way nobody foresaw must not stand in the way of all the others.
        log.exception("letter_failed", letter_id=str(letter.letter_id))
        _put_off(letter, "unforeseen")
    LETTERS.labels(letter.outcome).inc()
    log.info("letter_handled", letter_id=str(letter.letter_id), outcome=letter.outcome, attempts=letter.attempts)
    return True


def _put_off(letter: Letter, outcome: str) -> None:
    pause = next_pause(letter.attempts)
    letter.outcome = outcome
    if pause is None:
        letter.state = LetterState.FAILED
    else:
        letter.next_attempt_at = now() + pause


async def _addressed(session: AsyncSession, office: Office, letter: Letter) -> _Addressed:
    if letter.verification_id is None:
        return await _about_visit(session, office, await session.get_one(Notice, letter.notice_id))
    try:
        card = await office.identity.verification(letter.verification_id)
    except NotFound:
        raise NotWanted("no_longer_asked") from None
    return _Addressed(card.email, verification_words(card.purpose, card.link))


async def _about_visit(session: AsyncSession, office: Office, notice: Notice) -> _Addressed:
    if is_useless(notice.kind, now() - notice.created_at):
        raise NotWanted("too_late")
    known = await queries.about_visit(session, notice.booking_id) if notice.booking_id else None
    if known is None and notice.kind not in WITHOUT_VISIT:
        # The fact may still be on its way; the next attempt will find it.
        raise Unavailable("the visit is not known yet")
    if notice.recipient_kind is RecipientKind.DOCTOR:
        return await _to_doctor(office, notice, known)
    return await _to_patient(office, notice, known)


async def _to_doctor(office: Office, notice: Notice, known: Any) -> _Addressed:
    doctor = await office.identity.doctor(notice.recipient_id)
    facts = _facts(notice, known, zone=known.time_zone, addressee=doctor.given_name)
    return _worded(notice, doctor.email, replace(facts, link=office.settings.doctor_origin))


async def _to_patient(office: Office, notice: Notice, known: Any) -> _Addressed:
    person = await office.identity.person(notice.recipient_id)
    if not person.notifications_allowed:
        raise NotWanted("no_consent")
    doctor_name = (await office.identity.doctor(known.Visit.doctor_id)).full_name if known else ""
    facts = _facts(notice, known, zone=person.time_zone, addressee=person.given_name)
    link = f"{office.settings.patient_origin}/{_path(notice)}"
    return _worded(notice, person.email, replace(facts, doctor_name=doctor_name, link=link))


def _worded(notice: Notice, email: str | None, facts: VisitFacts) -> _Addressed:
    if email is None:
        raise NotWanted("no_address")
    return _Addressed(email, VISIT_LETTERS[notice.kind](facts))


def _facts(notice: Notice, known: Any, *, zone: str, addressee: str) -> VisitFacts:
    """What can be said of the visit, times in the reader's zone. What is not known stays empty."""
    when = _moment(notice.params, "starts_at") or (known.Visit.starts_at if known else None)
    previous = _moment(notice.params, "previous_starts_at")
    amount = notice.params.get("amount_kopecks")
    return VisitFacts(
        addressee=addressee,
        service_title=known.service_title if known else "",
        clinic_title=known.clinic_title if known else "",
        visit_type=known.Visit.visit_type if known else None,
        when=spell_time(when, zone) if when else "",
        previous_when=spell_time(previous, zone) if previous else "",
        amount=spell_money(amount) if amount else "",
    )


def _path(notice: Notice) -> str:
    if notice.kind is NoticeKind.CONCLUSION_READY:
        return f"medcards/{notice.document_id}"
    return f"records/{notice.booking_id}"


def _moment(params: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(params[name]) if name in params else None


def _mail(letter: Letter, addressed: _Addressed) -> Mail:
    words = addressed.words if addressed.words.preview else replace(addressed.words, preview=addressed.words.lines[0])
    return Mail(
        letter_id=letter.letter_id,
        to=addressed.to,
        subject=words.subject,
        text=TEMPLATES.get_template("base.txt").render(letter=words),
        html=TEMPLATES.get_template("base.html").render(letter=words),
    )
