"""Letters leave: contact and names are asked of identity at the moment of use and kept nowhere."""

from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from common.errors import NotFound
from common.metrics import counter
from contracts.cards import DoctorCard
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notify.actions.delivery.claims import Sessions, claim_due, settle
from notify.actions.delivery.details import visit_details
from notify.actions.delivery.outcome import DeliveryContext, DoctorUnreachable, Skipped, attempt
from notify.actions.delivery.relevance import Subject, ensure_relevant, ensure_wanted, moment_of, read_subject
from notify.actions.invitations import letter_invitation
from notify.actions.wording import VISIT_LETTERS, LetterContent, VisitDetails, verification_letter
from notify.domain import Channel, RecipientKind
from notify.domain.kinds import NoticeKind
from notify.gateways.mail import Mail
from notify.models import Letter

log = structlog.get_logger()
LETTERS = counter("notify_letters_total", "Letters by what became of them", ("outcome",))
TEMPLATES = Environment(
    loader=PackageLoader("notify"), undefined=StrictUndefined, autoescape=select_autoescape(("html",))
)


@dataclass(frozen=True)
class _Addressed:
    to: str
    words: LetterContent
    invitation: bytes | None = None


async def deliver_due_letter(sessions: Sessions, delivery: DeliveryContext) -> bool:
    """Sends the one letter that has waited longest and marks it; False when none is due.

    A crash between sending and marking sends it again under the same Message-ID.
    """
    claim = await claim_due(sessions, Letter)
    if claim is None:
        return False
    result = await attempt("letter", claim.attempts, _send(sessions, delivery, claim.key))
    async with sessions.begin() as session:
        await settle(session, claim, result)
    LETTERS.labels(result.outcome).inc()
    log.info("letter_handled", letter_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, delivery: DeliveryContext, letter_id: UUID) -> None:
    async with sessions() as session:
        letter = await session.get_one(Letter, letter_id)
        subject = await read_subject(session, letter.notice_id) if letter.notice_id else None
    if subject is not None:
        addressed = await _about_notice(delivery, subject)
    elif letter.verification_id is not None:
        addressed = await _about_address(delivery, letter.verification_id)
    await delivery.gateways.mail.send(_mail(letter_id, addressed))


async def _about_address(delivery: DeliveryContext, verification_id: UUID) -> _Addressed:
    try:
        card = await delivery.identity.verification(verification_id)
    except NotFound:
        raise Skipped("no_longer_asked") from None
    return _Addressed(card.email, verification_letter(card.purpose, card.link))


async def _about_notice(delivery: DeliveryContext, subject: Subject) -> _Addressed:
    ensure_relevant(subject)
    if subject.notice.recipient_kind is RecipientKind.DOCTOR:
        return await _to_doctor(delivery, subject)
    return await _to_patient(delivery, subject)


async def _to_doctor(delivery: DeliveryContext, subject: Subject) -> _Addressed:
    notice, known = subject.notice, subject.known
    doctor = await _reached(delivery, subject)
    if notice.kind is NoticeKind.VISIT_BOOKED and known.outcome is not None:
        # The doctor had no address while the visit came and went.
        raise Skipped("visit_changed")
    details = visit_details(notice, known, zone=known.time_zone, addressee=doctor.given_name)
    return _worded(subject, doctor.email, replace(details, link=delivery.settings.doctor_origin))


async def _reached(delivery: DeliveryContext, subject: Subject) -> DoctorCard:
    """The doctor, who has an address. Raises DoctorUnreachable."""
    try:
        doctor = await delivery.identity.doctor(subject.notice.recipient_id)
    except NotFound:
        doctor = None
    if doctor is None or doctor.email is None:
        raise DoctorUnreachable(moment_of(subject.notice, "starts_at") or subject.known.starts_at)
    return doctor


async def _to_patient(delivery: DeliveryContext, subject: Subject) -> _Addressed:
    notice, known = subject.notice, subject.known
    person = await delivery.identity.person(notice.recipient_id)
    ensure_wanted(person, subject, Channel.MAIL)
    doctor_id = getattr(known, "doctor_id", None) or notice.params.get("doctor_id")
    doctor_name = await _doctor_name(delivery, UUID(str(doctor_id))) if doctor_id else ""
    details = visit_details(notice, known, zone=person.time_zone, addressee=person.given_name)
    origin = delivery.settings.patient_origin
    details = replace(details, doctor_name=doctor_name, link=origin + notice.path)
    addressed = _worded(subject, person.email, details)
    return replace(
        addressed,
        words=replace(addressed.words, settings_link=f"{origin}/profile"),
        invitation=letter_invitation(notice, known, to=addressed.to, settings=delivery.settings),
    )


async def _doctor_name(delivery: DeliveryContext, doctor_id: UUID) -> str:
    """Empty for a doctor whom identity does not know: the letter is worth sending without the name."""
    try:
        return (await delivery.identity.doctor(doctor_id)).full_name
    except NotFound:
        return ""


def _worded(subject: Subject, email: str | None, details: VisitDetails) -> _Addressed:
    if email is None:
        raise Skipped("no_address")
    return _Addressed(email, VISIT_LETTERS[subject.notice.kind](details))


def _mail(letter_id: UUID, addressed: _Addressed) -> Mail:
    words = addressed.words
    return Mail(
        letter_id=letter_id,
        to=addressed.to,
        subject=words.subject,
        text=TEMPLATES.get_template("base.txt").render(letter=words),
        html=TEMPLATES.get_template("base.html").render(letter=words),
        unsubscribe=words.settings_link or None,
        invitation=addressed.invitation,
    )
