"""Letters leave: contact and names are asked of identity at the moment of use and kept nowhere."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import structlog
from common.clock import now
from common.errors import NotFound
from common.metrics import counter
from contracts.values import CancelledBy, VisitType
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.office import NotWanted, Office, attempt
from notify.actions.delivery.wishes import moment_of, require_true, subject_of, willing
from notify.actions.invitations import letter_invitation
from notify.actions.paths import path_of
from notify.actions.wording import VISIT_LETTERS, VisitFacts, Words, spell_money, spell_time, verification_words
from notify.domain import Channel, RecipientKind
from notify.gateways.mail import Mail
from notify.models import Letter, Notice

log = structlog.get_logger()
LETTERS = counter("notify_letters_total", "Letters by what became of them", ("outcome",))
TEMPLATES = Environment(
    loader=PackageLoader("notify"), undefined=StrictUndefined, autoescape=select_autoescape(("html",))
)


@dataclass(frozen=True)
class _Addressed:
    to: str
    words: Words
    invitation: bytes | None = None


async def deliver_due_letter(session: AsyncSession, office: Office) -> bool:
    """Sends the one letter that has waited longest and marks it; False when none is due.

    A crash between sending and marking sends it again under the same Message-ID.
    """
    letter = await queries.due(session, Letter, now())
    if letter is None:
        return False
    await attempt(letter, _send(session, office, letter))
    LETTERS.labels(letter.outcome).inc()
    log.info("letter_handled", letter_id=str(letter.letter_id), outcome=letter.outcome, attempts=letter.attempts)
    return True


async def _send(session: AsyncSession, office: Office, letter: Letter) -> None:
    await office.outside.postman.send(_mail(letter, await _addressed(session, office, letter)))


async def _addressed(session: AsyncSession, office: Office, letter: Letter) -> _Addressed:
    if letter.verification_id is None:
        return await _about_notice(session, office, await session.get_one(Notice, letter.notice_id))
    try:
        card = await office.identity.verification(letter.verification_id)
    except NotFound:
        raise NotWanted("no_longer_asked") from None
    return _Addressed(card.email, verification_words(card.purpose, card.link))


async def _about_notice(session: AsyncSession, office: Office, notice: Notice) -> _Addressed:
    known = await subject_of(session, notice)
    require_true(notice, known)
    if notice.recipient_kind is RecipientKind.DOCTOR:
        return await _to_doctor(office, notice, known)
    return await _to_patient(session, office, notice, known)


async def _to_doctor(office: Office, notice: Notice, known: Any) -> _Addressed:
    doctor = await office.identity.doctor(notice.recipient_id)
    facts = _facts(notice, known, zone=known.time_zone, addressee=doctor.given_name)
    return _worded(notice, doctor.email, replace(facts, link=office.settings.doctor_origin))


async def _to_patient(session: AsyncSession, office: Office, notice: Notice, known: Any) -> _Addressed:
    person = await willing(session, office, notice, Channel.MAIL)
    doctor_id = getattr(known, "doctor_id", None) or notice.params.get("doctor_id")
    doctor_name = (await office.identity.doctor(UUID(str(doctor_id)))).full_name if doctor_id else ""
    facts = _facts(notice, known, zone=person.time_zone, addressee=person.given_name)
    origin = office.settings.patient_origin
    facts = replace(facts, doctor_name=doctor_name, link=origin + path_of(notice))
    addressed = _worded(notice, person.email, facts)
    return replace(
        addressed,
        words=replace(addressed.words, settings_link=f"{origin}/profile"),
        invitation=letter_invitation(notice, known, to=addressed.to, settings=office.settings),
    )


def _worded(notice: Notice, email: str | None, facts: VisitFacts) -> _Addressed:
    if email is None:
        raise NotWanted("no_address")
    return _Addressed(email, VISIT_LETTERS[notice.kind](facts))


def _facts(notice: Notice, known: Any, *, zone: str, addressee: str) -> VisitFacts:
    """What can be said of the visit, times in the reader's zone. What is not known stays empty."""

    def spelled(name: str, otherwise: Any = None) -> str:
        moment = moment_of(notice, name) or otherwise
        return spell_time(moment, zone) if moment else ""

    amount = notice.params.get("amount_kopecks")
    cancelled_by = notice.params.get("cancelled_by")
    offered_type = notice.params.get("visit_type")
    return VisitFacts(
        addressee=addressee,
        service_title=known.service_title if known else "",
        clinic_title=known.clinic_title if known else "",
        visit_type=VisitType(offered_type) if offered_type else getattr(known, "visit_type", None),
        when=spelled("starts_at", getattr(known, "starts_at", None)) or spelled("opened_at"),
        previous_when=spelled("previous_starts_at"),
        held_until=spelled("hold_expires_at"),
        amount=spell_money(amount) if amount else "",
        cancelled_by=CancelledBy(cancelled_by) if cancelled_by else None,
    )


def _mail(letter: Letter, addressed: _Addressed) -> Mail:
    words = addressed.words
    return Mail(
        letter_id=letter.letter_id,
        to=addressed.to,
        subject=words.subject,
        text=TEMPLATES.get_template("base.txt").render(letter=words),
        html=TEMPLATES.get_template("base.html").render(letter=words),
        unsubscribe=words.settings_link or None,
        invitation=addressed.invitation,
    )
