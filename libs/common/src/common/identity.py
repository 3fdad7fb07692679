"""Personal data at the moment of use: asked from identity over its internal routes, kept by nobody."""

from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

import httpx
import jwt
from contracts.cards import ContactCard, DoctorCard, PersonCard, VerificationCard
from pydantic import BaseModel, SecretStr

from common import clock
from common.errors import NotFound, Unavailable

TIMEOUT = httpx.Timeout(3, connect=1)
RENEWED_BEFORE_SECONDS = 10

CardT = TypeVar("CardT", bound=BaseModel)


class IdentityClient:
    """Asks identity in the name of one service. Raises NotFound, or Unavailable when identity cannot answer."""

    def __init__(self, url: str, *, name: str, secret: SecretStr, transport: httpx.AsyncBaseTransport | None = None):
        self._name = name
        self._secret = secret
        self._token = ""
        self._token_until = 0.0
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT, transport=transport, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def person(self, person_id: UUID) -> PersonCard:
        """The person now."""
        return await self._card(f"/internal/people/{person_id}", PersonCard)

    async def contact(self, person_id: UUID) -> ContactCard:
        """The person's address now."""
        return await self._card(f"/internal/people/{person_id}/contact", ContactCard)

    async def doctor(self, doctor_id: UUID) -> DoctorCard:
        """The doctor now."""
        return await self._card(f"/internal/doctors/{doctor_id}", DoctorCard)

    async def verification(self, verification_id: UUID) -> VerificationCard:
        """The letter that proves an address. NotFound: it is no longer wanted."""
        return await self._card(f"/internal/verifications/{verification_id}", VerificationCard)

    async def _card(self, path: str, model: type[CardT]) -> CardT:
        answer = await self._request("GET", path, token=await self._current_token())
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            # Identity has new keys: the token we hold is worth nothing before its time.
            self._token_until = 0.0
            answer = await self._request("GET", path, token=await self._current_token())
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotFound
        if answer.is_error:
            raise Unavailable(f"identity answered {answer.status_code}")
        return model.model_validate_json(answer.content)

    async def _current_token(self) -> str:
        if clock.now().timestamp() + RENEWED_BEFORE_SECONDS < self._token_until:
            return self._token
        body = {"name": self._name, "secret": self._secret.get_secret_value()}
        answer = await self._request("POST", "/internal/service-tokens", body=body)
        if answer.is_error:
            raise Unavailable(f"identity answered {answer.status_code} to a request for a service token")
        self._token = answer.json()["token"]
        # Only its end is read here; whether it is genuine is for the one who is shown it.
        self._token_until = jwt.decode(self._token, options={"verify_signature": False})["exp"]
        return self._token

    async def _request(
        self, method: str, path: str, *, token: str = "", body: dict[str, Any] | None = None
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            return await self._client.request(method, path, json=body, headers=headers)
        except httpx.TransportError as error:
            raise Unavailable("identity does not answer") from error
