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
from notify.domain import LetterState, NoticeKind, RecipientKind, next_pause
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


async def deliver_due_letters(session: AsyncSession, office: Office) -> bool:
    """Sends the one letter that has waited longest and marks it; False when none is due.

    A crash between sending and marking sends it again under the same Message-ID. What fails is tried again later
    with growing pauses, then given up and counted.
    """
    letters = await queries.due_letters(session, now(), most=1)
    for letter in letters:
        letter.attempts += 1
        try:
            addressed = await _address(session, office, letter)
            await office.postman.send(_mail(letter, addressed))
            letter.state, letter.sent_at, letter.outcome = LetterState.SENT, now(), "sent"
        except NotWanted as reason:
            letter.state, letter.outcome = LetterState.SKIPPED, str(reason)
        except LetterRefused:
            letter.state, letter.outcome = LetterState.FAILED, "refused"
        except (MailUnavailable, Unavailable) as error:
            _put_off(letter, type(error).__name__)
        LETTERS.labels(letter.outcome).inc()
        log.info("letter_handled", letter_id=str(letter.letter_id), outcome=letter.outcome, attempts=letter.attempts)
    return bool(letters)


def _put_off(letter: Letter, outcome: str) -> None:
    pause = next_pause(letter.attempts)
    letter.outcome = outcome
    if pause is None:
        letter.state = LetterState.FAILED
    else:
        letter.next_attempt_at = now() + pause


async def _address(session: AsyncSession, office: Office, letter: Letter) -> _Addressed:
    if letter.verification_id is not None:
        try:
            card = await office.identity.verification(letter.verification_id)
        except NotFound:
            raise NotWanted("no_longer_asked") from None
        return _Addressed(card.email, verification_words(card.purpose, card.link))
    notice = await session.get_one(Notice, letter.notice_id)
    return await _about_visit(session, office, notice)


async def _about_visit(session: AsyncSession, office: Office, notice: Notice) -> _Addressed:
    found = await queries.about_visit(session, notice.booking_id) if notice.booking_id else None
    if found is None:
        # The catalogue's fact may still be on its way; the next attempt will find it.
        raise Unavailable("the visit is not known yet")
    to_doctor = notice.recipient_kind is RecipientKind.DOCTOR
    doctor = await office.identity.doctor(found.Visit.doctor_id)
    if to_doctor:
        email, addressee, zone = doctor.email, doctor.given_name, found.time_zone
        link = office.settings.doctor_origin
    else:
        person = await office.identity.person(found.Visit.patient_id)
        if not person.notifications_allowed:
            raise NotWanted("no_consent")
        email, addressee, zone = person.email, person.given_name, person.time_zone
        link = f"{office.settings.patient_origin}/{_path(notice)}"
    if email is None:
        raise NotWanted("no_address")
    facts = VisitFacts(
        addressee=addressee,
        doctor_name=doctor.full_name,
        service_title=found.service_title,
        clinic_title=found.clinic_title,
        visit_type=found.Visit.visit_type,
        when=spell_time(_moment(notice.params, "starts_at") or found.Visit.starts_at, zone),
        link=link,
    )
    return _Addressed(email, VISIT_LETTERS[notice.kind](_completed(facts, notice.params, zone)))


def _completed(facts: VisitFacts, params: dict[str, Any], zone: str) -> VisitFacts:
    previous = _moment(params, "previous_starts_at")
    amount = params.get("amount_kopecks")
    return replace(
        facts,
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
