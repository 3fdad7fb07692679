"""Addresses that wait to be proved: the link is in a letter, which notify words and sends."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from common.clock import now
from common.errors import NotFound
from common.events.outbox import record
from contracts.identity import EmailVerificationRequested
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from identity import queries
from identity.domain.logins import page, return_path
from identity.domain.sealing import Vault, digest
from identity.errors import VerificationExpired, VerificationInvalid
from identity.models import Person, Verification

LIFE = timedelta(hours=24)
# A link that opens somebody's cabinet lives shorter than one that makes one's own.
LIVES = {"recovery": timedelta(hours=1)}
TOKEN, APPLICATION = "verifications.token", "verifications.application"


@dataclass(frozen=True, kw_only=True)
class Application:
    """Who wants an account. The address is normalised."""

    email: str
    last_name: str
    first_name: str
    middle_name: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What a password of this person must not be made of."""
        return (self.email, self.last_name, self.first_name, self.middle_name or "")


@dataclass(frozen=True, kw_only=True)
class Applied:
    """A registration that waits. Its password counts only in the browser that began it."""

    application: Application
    password_hash: str
    browser: str


@dataclass(frozen=True, kw_only=True)
class Content:
    """What becomes true when the link is followed."""

    person_id: UUID | None = None
    applied: Applied | None = None
    return_to: str | None = None


async def request(session: AsyncSession, *, purpose: str, email: str, vault: Vault, content: Content) -> None:
    """A letter will be sent. The token is kept sealed, because it is needed once more when the letter is worded."""
    sealed = None
    if content.applied:
        sealed = vault.seal(json.dumps(asdict(content.applied), ensure_ascii=False), APPLICATION)
    verification = Verification(
        purpose=purpose,
        email=email,
        person_id=content.person_id,
        application_sealed=sealed,
        return_to=return_path(content.return_to) if content.return_to else None,
    )
    await _send(session, verification, vault=vault)


async def repeat(session: AsyncSession, old: Verification, *, vault: Vault) -> None:
    """The same letter with a link that works again; the old link stays what it was."""
    fresh = Verification(
        purpose=old.purpose,
        email=old.email,
        person_id=old.person_id,
        application_sealed=old.application_sealed,
        return_to=old.return_to,
    )
    await _send(session, fresh, vault=vault)


async def _send(session: AsyncSession, verification: Verification, *, vault: Vault) -> None:
    token = secrets.token_urlsafe(32)
    verification.token_digest, verification.token_sealed = digest(token), vault.seal(token, TOKEN)
    verification.expires_at = now() + LIVES.get(verification.purpose, LIFE)
    session.add(verification)
    await session.flush()
    asked = verification.verification_id
    await record(session, EmailVerificationRequested(aggregate_id=asked, verification_id=asked))


async def notify(session: AsyncSession, person: Person, *, purpose: str, vault: Vault, to: str | None = None) -> None:
    """A letter informs the person of a change of the way in; it goes to where letters go, or went until now."""
    if address := to or person.email:
        await request(session, purpose=purpose, email=address, vault=vault, content=Content(person_id=person.person_id))


async def take(session: AsyncSession, token: str, *, purposes: Sequence[str]) -> Verification:
    """The verification of this link, which nobody can follow again. Raises VerificationInvalid, VerificationExpired."""
    moment = now()
    taken = (
        update(Verification)
        .where(
            Verification.token_digest == digest(token),
            Verification.purpose.in_(purposes),
            Verification.used_at.is_(None),
            Verification.expires_at > moment,
        )
        .values(used_at=moment, token_sealed=None)
        .returning(Verification)
    )
    verification = await session.scalar(taken)
    if verification:
        return verification
    late = await queries.unused_verification(session, digest(token))
    raise VerificationExpired if late and late.purpose in purposes else VerificationInvalid


async def cancel_of(session: AsyncSession, person_id: UUID, *, purposes: Sequence[str]) -> None:
    """Letters of these purposes that this person asked for lead nowhere any more."""
    await session.execute(
        update(Verification)
        .where(Verification.person_id == person_id, Verification.purpose.in_(purposes), Verification.used_at.is_(None))
        .values(used_at=now(), token_sealed=None, application_sealed=None)
        .execution_options(synchronize_session=False)
    )


async def cancel(session: AsyncSession, *, email: str, purpose: str) -> None:
    """Other letters of this purpose to this address lead nowhere any more.

    One that is being followed right now is left alone: waiting for it would be waiting for someone who waits for us.
    """
    others = (
        select(Verification.verification_id)
        .where(Verification.email == email, Verification.purpose == purpose, Verification.used_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    await session.execute(
        update(Verification)
        .where(Verification.verification_id.in_(others))
        .values(used_at=now(), token_sealed=None, application_sealed=None)
        .execution_options(synchronize_session=False)
    )


async def letter(session: AsyncSession, verification_id: UUID, *, vault: Vault, origin: str) -> tuple[str, str, str]:
    """Address, purpose and link of a letter that still makes sense. Raises NotFound."""
    verification = await queries.pending_verification(session, verification_id, now=now())
    if verification is None or verification.token_sealed is None:
        raise NotFound
    if verification.purpose == "recovery" and verification.person_id is None:
        raise NotFound  # nobody has an account with this address
    token = vault.unseal(verification.token_sealed, TOKEN)
    back = verification.return_to
    has_password = await queries.person_by_account(session, verification.email) is not None
    paths = {
        "registration": page("/login/other", confirm=token, return_to=back),
        "notification_email": page("/login/other", confirm=token, letters="1"),
        "recovery": page("/login/recover", token=token, return_to=back),
        "already_registered": page("/login/other" if has_password else "/login", return_to=back),
    }
    return verification.email, verification.purpose, origin + paths.get(verification.purpose, "/profile#security")


def applied_of(verification: Verification, vault: Vault) -> Applied:
    """What was applied for."""
    assert verification.application_sealed is not None, "a registration has one"
    kept = json.loads(vault.unseal(verification.application_sealed, APPLICATION))
    if "application" not in kept:
        # Sealed before browsers were tied to registrations: no browser is the one that began it.
        return Applied(password_hash=kept.pop("password_hash"), browser="", application=Application(**kept))
    return Applied(**kept | {"application": Application(**kept["application"])})
