"""Letters leave: contact and names are asked of identity at the moment of use and kept nowhere."""

from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from common.errors import NotFound
from common.metrics import counter
from contracts.cards import DoctorCard
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notify.actions.delivery.claims import Sessions, claim_due, settle
from notify.actions.delivery.facts import facts_for
from notify.actions.delivery.office import DoctorUnreachable, NotWanted, Office, attempt
from notify.actions.delivery.wishes import Subject, moment_of, read_subject, require_true, require_willing
from notify.actions.invitations import letter_invitation
from notify.actions.wording import VISIT_LETTERS, VisitFacts, Words, verification_words
from notify.domain import Channel, RecipientKind
from notify.gateways.mail import Mail
from notify.kinds import NoticeKind
from notify.models import Letter

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


async def deliver_due_letter(sessions: Sessions, office: Office) -> bool:
    """Sends the one letter that has waited longest and marks it; False when none is due.

    A crash between sending and marking sends it again under the same Message-ID.
    """
    claim = await claim_due(sessions, Letter)
    if claim is None:
        return False
    result = await attempt("letter", claim.attempts, _send(sessions, office, claim.key))
    async with sessions.begin() as session:
        await settle(session, claim, result)
    LETTERS.labels(result.outcome).inc()
    log.info("letter_handled", letter_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, office: Office, letter_id: UUID) -> None:
    async with sessions() as session:
        letter = await session.get_one(Letter, letter_id)
        subject = await read_subject(session, letter.notice_id) if letter.notice_id else None
    if subject is not None:
        addressed = await _about_notice(office, subject)
    elif letter.verification_id is not None:
        addressed = await _about_address(office, letter.verification_id)
    await office.outside.postman.send(_mail(letter_id, addressed))


async def _about_address(office: Office, verification_id: UUID) -> _Addressed:
    try:
        card = await office.identity.verification(verification_id)
    except NotFound:
        raise NotWanted("no_longer_asked") from None
    return _Addressed(card.email, verification_words(card.purpose, card.link))


async def _about_notice(office: Office, subject: Subject) -> _Addressed:
    require_true(subject)
    if subject.notice.recipient_kind is RecipientKind.DOCTOR:
        return await _to_doctor(office, subject)
    return await _to_patient(office, subject)


async def _to_doctor(office: Office, subject: Subject) -> _Addressed:
    notice, known = subject.notice, subject.known
    doctor = await _reached(office, subject)
    if notice.kind is NoticeKind.VISIT_BOOKED and known.outcome is not None:
        # The doctor had no address while the visit came and went.
        raise NotWanted("visit_changed")
    facts = facts_for(notice, known, zone=known.time_zone, addressee=doctor.given_name)
    return _worded(subject, doctor.email, replace(facts, link=office.settings.doctor_origin))


async def _reached(office: Office, subject: Subject) -> DoctorCard:
    """The doctor, who has an address. Raises DoctorUnreachable."""
    try:
        doctor = await office.identity.doctor(subject.notice.recipient_id)
    except NotFound:
        doctor = None
    if doctor is None or doctor.email is None:
        raise DoctorUnreachable(moment_of(subject.notice, "starts_at") or subject.known.starts_at)
    return doctor


async def _to_patient(office: Office, subject: Subject) -> _Addressed:
    notice, known = subject.notice, subject.known
    person = await office.identity.person(notice.recipient_id)
    require_willing(person, subject, Channel.MAIL)
    doctor_id = getattr(known, "doctor_id", None) or notice.params.get("doctor_id")
    doctor_name = await _doctor_name(office, UUID(str(doctor_id))) if doctor_id else ""
    facts = facts_for(notice, known, zone=person.time_zone, addressee=person.given_name)
    origin = office.settings.patient_origin
    facts = replace(facts, doctor_name=doctor_name, link=origin + notice.patient_path)
    addressed = _worded(subject, person.email, facts)
    return replace(
        addressed,
        words=replace(addressed.words, settings_link=f"{origin}/profile"),
        invitation=letter_invitation(notice, known, to=addressed.to, settings=office.settings),
    )


async def _doctor_name(office: Office, doctor_id: UUID) -> str:
    """Empty for a doctor whom identity does not know: the letter is worth sending without the name."""
    try:
        return (await office.identity.doctor(doctor_id)).full_name
    except NotFound:
        return ""


def _worded(subject: Subject, email: str | None, facts: VisitFacts) -> _Addressed:
    if email is None:
        raise NotWanted("no_address")
    return _Addressed(email, VISIT_LETTERS[subject.notice.kind](facts))


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
