"""A trip to Gosuslugi of one browser tab: kept sealed by the browser, written down only when it comes back."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common.clock import now
from common.ids import new_id
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from identity.domain.logins import LOGIN_LIFE
from identity.domain.sealing import SealBroken, Vault, digest
from identity.models import Login

PURPOSE = "logins.trip"


@dataclass(frozen=True, kw_only=True)
class LoginRequest:
    """From where a tab leaves for Gosuslugi. ``linking`` is the session whose person wants to be linked."""

    origin: str
    return_to: str
    linking: UUID | None = None


def sealed(request: LoginRequest, state: str, *, vault: Vault) -> str:
    """What the browser keeps until it comes back with this state."""
    linking = str(request.linking) if request.linking else None
    kept = [state, request.origin, request.return_to, linking, now().isoformat()]
    return base64.urlsafe_b64encode(vault.seal(json.dumps(kept, ensure_ascii=False), PURPOSE)).decode()


async def take(session: AsyncSession, state: str | None, kept: str | None, *, vault: Vault) -> Login | None:
    """The trip of this state, which nobody can take again; None unless this browser began it a short while ago."""
    opened = _opened(kept, vault)
    if not state or opened is None or opened[0] != state:
        return None
    _, origin, return_to, linking, departed = opened
    if not timedelta(0) <= now() - datetime.fromisoformat(str(departed)) <= LOGIN_LIFE:
        return None
    taken = insert(Login).values(
        login_id=new_id(),
        state_digest=digest(state),
        browser_digest=digest(str(kept)),
        origin=origin,
        return_to=return_to,
        linking_session_id=UUID(linking) if linking else None,
        used_at=now(),
        created_at=now(),
    )
    # The unique state decides which of two that come back at once goes on.
    return await session.scalar(taken.on_conflict_do_nothing(index_elements=[Login.state_digest]).returning(Login))


def _opened(kept: str | None, vault: Vault) -> tuple[str | None, ...] | None:
    try:
        return tuple(json.loads(vault.unseal(base64.urlsafe_b64decode(kept or ""), PURPOSE)))
    except (SealBroken, binascii.Error, ValueError):
        return None
