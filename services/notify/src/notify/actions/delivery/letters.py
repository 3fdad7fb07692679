"""Delivering letters: addresses and names are requested from identity when a letter is sent, and stored nowhere."""

from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from common.errors import NotFound
from common.metrics import counter
from contracts.cards import DoctorCard
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notify.actions.delivery.attempts import DeliveryContext, DoctorUnreachable, Skipped, attempt
from notify.actions.delivery.claims import Sessions, claim_due, save_result
from notify.actions.delivery.eligibility import Subject, ensure_allowed, ensure_relevant, read_subject
from notify.actions.delivery.visit_details import build_visit_details
from notify.actions.invitations import build_letter_invitation
from notify.actions.wording import VISIT_LETTERS, LetterContent, VisitDetails, verification_letter
from notify.domain.delivery import Channel, RecipientKind
from notify.domain.kinds import NoticeKind
from notify.gateways.mail import Mail
from notify.models import Letter

log = structlog.get_logger()
LETTERS = counter("notify_letters_total", "Letters by what became of them", ("outcome",))
TEMPLATES = Environment(
    loader=PackageLoader("notify"), undefined=StrictUndefined, autoescape=select_autoescape(("html",))
)


@dataclass(frozen=True)
class _AddressedLetter:
    to: str
    content: LetterContent
    invitation: bytes | None = None


async def deliver_due_letter(sessions: Sessions, delivery: DeliveryContext) -> bool:
    """Sends the letter that has been due longest and saves the result; False when none is due.

    A crash between the two sends it again under the same Message-ID.
    """
    claim = await claim_due(sessions, Letter)
    if claim is None:
        return False
    result = await attempt("letter", claim.attempts, _send(sessions, delivery, claim.key))
    async with sessions.begin() as session:
        await save_result(session, claim, result)
    LETTERS.labels(result.outcome).inc()
    log.info("letter_handled", letter_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, delivery: DeliveryContext, letter_id: UUID) -> None:
    async with sessions() as session:
        letter = await session.get_one(Letter, letter_id)
        subject = await read_subject(session, letter.notice_id) if letter.notice_id else None
    if subject is not None:
        addressed = await _notice_letter(delivery, subject)
    elif letter.verification_id is not None:
        addressed = await _verification_letter(delivery, letter.verification_id)
    await delivery.gateways.mail_sender.send(_mail(letter_id, addressed))


async def _verification_letter(delivery: DeliveryContext, verification_id: UUID) -> _AddressedLetter:
    try:
        card = await delivery.identity.verification(verification_id)
    except NotFound:
        raise Skipped("no_longer_asked") from None
    return _AddressedLetter(card.email, verification_letter(card.purpose, card.link))


async def _notice_letter(delivery: DeliveryContext, subject: Subject) -> _AddressedLetter:
    ensure_relevant(subject)
    if subject.notice.recipient_kind is RecipientKind.DOCTOR:
        return await _doctor_letter(delivery, subject)
    return await _patient_letter(delivery, subject)


async def _doctor_letter(delivery: DeliveryContext, subject: Subject) -> _AddressedLetter:
    notice, visit = subject.notice, subject.visit
    doctor = await _reachable_doctor(delivery, subject)
    if notice.kind is NoticeKind.VISIT_BOOKED and visit.outcome is not None:
        # The visit ended before the doctor had an address.
        raise Skipped("visit_changed")
    details = build_visit_details(notice, visit, zone=visit.time_zone, addressee=doctor.given_name)
    return _addressed(subject, doctor.email, replace(details, link=delivery.settings.doctor_origin))


async def _reachable_doctor(delivery: DeliveryContext, subject: Subject) -> DoctorCard:
    """The doctor, who has an address. Raises DoctorUnreachable."""
    try:
        doctor = await delivery.identity.doctor(subject.notice.recipient_id)
    except NotFound:
        doctor = None
    if doctor is None or doctor.email is None:
        raise DoctorUnreachable(subject.notice.time_param("starts_at") or subject.visit.starts_at)
    return doctor


async def _patient_letter(delivery: DeliveryContext, subject: Subject) -> _AddressedLetter:
    notice, visit = subject.notice, subject.visit
    person = await delivery.identity.person(notice.recipient_id)
    ensure_allowed(person, subject, Channel.MAIL)
    doctor_id = getattr(visit, "doctor_id", None) or notice.params.get("doctor_id")
    doctor_name = await _doctor_name(delivery, UUID(str(doctor_id))) if doctor_id else ""
    details = build_visit_details(notice, visit, zone=person.time_zone, addressee=person.given_name)
    origin = delivery.settings.patient_origin
    details = replace(details, doctor_name=doctor_name, link=origin + notice.patient_path)
    addressed = _addressed(subject, person.email, details)
    return replace(
        addressed,
        content=replace(addressed.content, settings_link=f"{origin}/profile"),
        invitation=build_letter_invitation(notice, visit, to=addressed.to, settings=delivery.settings),
    )


async def _doctor_name(delivery: DeliveryContext, doctor_id: UUID) -> str:
    """Empty for a doctor unknown to identity: the letter is useful without the name."""
    try:
        return (await delivery.identity.doctor(doctor_id)).full_name
    except NotFound:
        return ""


def _addressed(subject: Subject, email: str | None, details: VisitDetails) -> _AddressedLetter:
    if email is None:
        raise Skipped("no_address")
    return _AddressedLetter(email, VISIT_LETTERS[subject.notice.kind](details))


def _mail(letter_id: UUID, addressed: _AddressedLetter) -> Mail:
    content = addressed.content
    return Mail(
        letter_id=letter_id,
        to=addressed.to,
        subject=content.subject,
        text=TEMPLATES.get_template("base.txt").render(letter=content),
        html=TEMPLATES.get_template("base.html").render(letter=content),
        unsubscribe=content.settings_link or None,
        invitation=addressed.invitation,
    )
