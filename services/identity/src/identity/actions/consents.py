"""Consents: each decision is a row of its own, about one version of one document (R027)."""

from typing import Any
from uuid import UUID

import structlog
from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, Invalid
from common.events.outbox import record
from contracts.identity import ConsentGiven, ConsentWithdrawn
from contracts.values import ConsentKind
from sqlalchemy.ext.asyncio import AsyncSession

from identity import queries
from identity.actions.paper import print_consent
from identity.actions.people import own
from identity.domain import consents
from identity.errors import ConsentTextOutdated
from identity.models import Consent

logger = structlog.get_logger(__name__)


async def decide(
    session: AsyncSession, person: Principal, *, kind: ConsentKind, text_version: str, given: bool
) -> Consent:
    """The decision is in force until the next one; history stays. Publishes the decision.

    Raises IdentificationRequired (medical documents after a login by password), ConsentTextOutdated, Invalid.
    """
    if kind is ConsentKind.MEDICAL_DOCUMENTS and person.acr != "gosuslugi":
        raise IdentificationRequired
    if not consents.is_known(kind, text_version):
        raise Invalid("there is no such consent text")
    if given and not any(text.kind is kind and text.version == text_version for text in consents.in_force()):
        raise ConsentTextOutdated
    # The lock gives two decisions at once an order, and their events versions that say so.
    owner = await own(session, person.person_id, lock=True)
    owner.version += 1
    consent = Consent(
        person_id=owner.person_id,
        kind=kind.value,
        text_version=text_version,
        decision="given" if given else "refused",
        acr=person.acr,
        decided_at=now(),
    )
    session.add(consent)
    await session.flush()
    event_type = ConsentGiven if given else ConsentWithdrawn
    await record(
        session,
        event_type(
            aggregate_id=owner.person_id,
            aggregate_version=owner.version,
            person_id=owner.person_id,
            kind=kind,
            text_version=text_version,
        ),
    )
    logger.info("consent_decided", person_id=str(owner.person_id), kind=kind.value, decision=consent.decision)
    return consent


async def decided(session: AsyncSession, person_id: UUID) -> list[dict[str, Any]]:
    """Each kind with the decision in force, or ``undecided``, and all decisions, the newest first (R027)."""
    states: list[dict[str, Any]] = []
    for kind in ConsentKind:
        history = await queries.consent_history(session, person_id, kind.value)
        newest = history[0] if history else None
        state: dict[str, Any] = {
            "kind": kind,
            "decision": newest.decision if newest else "undecided",
            "history": history,
        }
        if newest:
            state |= {"text_version": newest.text_version, "decided_at": newest.decided_at}
        states.append(state)
    return states


async def document(session: AsyncSession, principal: Principal, kind: ConsentKind) -> bytes:
    """The consent as PDF: the text that was decided upon (today's, if none was), who decided what and when.

    Raises IdentificationRequired in a password session of somebody whose data came from Gosuslugi.
    """
    person = await own(session, principal.person_id)
    if person.oid is not None and principal.acr != "gosuslugi":
        raise IdentificationRequired
    history = await queries.consent_history(session, person.person_id, kind.value)
    text = consents.text_of(kind, history[0].text_version if history else None)
    return await print_consent(person, text, history)
