"""The adapter that speaks to Gosuslugi itself: v2 authorization, v3 tokens, and the REST of personal data."""

import asyncio
import base64
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import httpx
import structlog
from common.breaker import Breaker, BreakerOpen
from common.clock import now
from common.metrics import histogram

from identity.domain.people import GosuslugiPerson
from identity.errors import GosuslugiFailed, GosuslugiUnavailable, GosuslugiUnconfirmed
from identity.gateways.esia.certificates import TrustedCertificates
from identity.gateways.esia.persons import Contact, Record, fetch_person
from identity.gateways.esia.port import GosuslugiProblem
from identity.gateways.esia.problems import problem_of
from identity.gateways.esia.signers import Signer, SigningImpossible
from identity.gateways.esia.tokens import Expectation, verified
from identity.gateways.guard import Busy, Gate

logger = structlog.get_logger(__name__)
SECONDS = histogram("identity_esia_request_duration_seconds", "Requests to Gosuslugi", ("endpoint", "outcome"))

# All questions of one login together; less than the gateway waits, so that a slow Gosuslugi ends in our page.
WHOLE_SECONDS = 20
SCOPE = "openid fullname birthdate gender snils id_doc email mobile"


@dataclass(frozen=True, kw_only=True)
class Registration:
    """How we are registered there."""

    client_id: str
    public_url: str
    issuer: str


class DirectProvider:
    """IdentityProvider over the v2/v3 protocol."""

    def __init__(
        self, client: httpx.AsyncClient, signer: Signer, certificates: TrustedCertificates, registration: Registration
    ) -> None:
        self._client = client
        self._signer = signer
        self._certificates = certificates
        self._us = registration
        # A signature may be a process of its own, and anyone may ask for one.
        self._departures = Gate(most=2, waiting=20, seconds=2)
        self._questions = Gate(most=8, waiting=16, seconds=3)
        self._breaker = Breaker(GosuslugiUnavailable, TimeoutError, seconds=10)

    async def authorization_url(self, *, state: str, redirect_uri: str) -> str:
        """Where the browser goes. Raises GosuslugiUnavailable when nothing can be signed now."""
        try:
            async with self._departures.entered():
                parameters = await self._signed(state, redirect_uri)
        except Busy as error:
            raise GosuslugiUnavailable from error
        parameters |= {"response_type": "code", "access_type": "online"}
        # Percent signs throughout: a plus left in the timestamp would arrive as a space.
        return f"{self._us.public_url}/aas/oauth2/v2/ac?{urlencode(parameters, quote_via=quote)}"

    async def identify(self, *, code: str, redirect_uri: str) -> GosuslugiPerson:
        """The confirmed person of this code. Raises one of the GosuslugiProblems.

        GosuslugiUnavailable at once while others wait for it already, and for a while after it failed repeatedly.
        """
        try:
            async with self._questions.entered():
                with self._breaker.asking():
                    async with asyncio.timeout(WHOLE_SECONDS):
                        record, contacts, subject = await self._asked(code, redirect_uri)
        except (Busy, BreakerOpen) as error:
            raise GosuslugiUnavailable from error
        except TimeoutError as error:
            logger.warning("esia_slow")
            raise GosuslugiUnavailable from error
        if record.trusted != subject.is_trusted:
            logger.warning("esia_trust_differs", person=record.trusted, token=subject.is_trusted)
        if not (record.trusted and subject.is_trusted):
            raise GosuslugiUnconfirmed
        return record.person(subject.oid, contacts)

    async def _asked(self, code: str, redirect_uri: str) -> tuple[Record, list[Contact], "_Subject"]:
        answer = await self._tokens(code, redirect_uri)
        subject = await self._subject(answer)
        record, contacts = await fetch_person(self._ask, subject.oid, str(answer["access_token"]))
        return record, contacts, subject

    def problem(self, error: str, description: str) -> GosuslugiProblem:
        """What the error that the browser brought means."""
        return problem_of(error, description)

    def logout_url(self, *, redirect_url: str) -> str:
        """The parameter is redirect_url here, not redirect_uri."""
        query = urlencode({"client_id": self._us.client_id, "redirect_url": redirect_url}, quote_via=quote)
        return f"{self._us.public_url}/idp/ext/Logout?{query}"

    async def _signed(self, state: str, redirect_uri: str, code: str = "") -> dict[str, str]:
        """The parameters both requests share, with the signature over them in the order of v2/v3, no separators."""
        timestamp = now().strftime("%Y.%m.%d %H:%M:%S +0000")
        scope_org = ""  # a person's own login asks for no organisation
        text = self._us.client_id + SCOPE + scope_org + timestamp + state + redirect_uri + code
        try:
            signature = await self._signer.sign(text.encode())
        except SigningImpossible as error:
            logger.exception("esia_request_not_signed")
            raise GosuslugiUnavailable from error
        return {
            "client_id": self._us.client_id,
            "client_secret": base64.urlsafe_b64encode(signature).rstrip(b"=").decode(),
            "client_certificate_hash": self._signer.certificate_hash,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": state,
            "timestamp": timestamp,
        }

    async def _tokens(self, code: str, redirect_uri: str) -> dict[str, Any]:
        state = str(uuid4())  # the token request has a state of its own
        form = await self._signed(state, redirect_uri, code)
        form |= {"grant_type": "authorization_code", "code": code, "token_type": "Bearer"}
        answer = await self._ask("te", "POST", "/aas/oauth2/v3/te", data=form)
        body = _json_object(answer)
        if answer.is_error:
            raise problem_of(str(body.get("error", "")), str(body.get("error_description", "")))
        if body.get("state") != state:
            logger.error("esia_state_not_echoed")
            raise GosuslugiFailed
        return body

    async def _subject(self, answer: dict[str, Any]) -> "_Subject":
        """Whom both tokens, verified, speak of."""
        us = self._us
        access = Expectation("access", us.issuer, "client_id", us.client_id)
        identity = Expectation("id", us.issuer, "aud", us.client_id)
        bearer = await verified(answer.get("access_token"), self._certificates, access)
        claims = await verified(answer.get("id_token"), self._certificates, identity)
        oid = str(claims.get("sub", ""))  # an integer on the wire
        if not oid.isdigit() or str(bearer.get("urn:esia:sbj_id")) != oid:
            logger.error("esia_token_refused", token="both", check="subject")  # noqa: S106 - which token, not one
            raise GosuslugiFailed
        details = claims.get("urn:esia:sbj")
        # Absent, not false, when the account is not confirmed.
        return _Subject(oid, isinstance(details, dict) and details.get("urn:esia:sbj:is_tru") is True)

    async def _ask(self, endpoint: str, method: str, path: str, **request: Any) -> httpx.Response:
        """An answer below 500. Raises GosuslugiUnavailable for silence and for faults of the server."""
        started, outcome = perf_counter(), "silent"
        try:
            answer = await self._client.request(method, path, **request)
            outcome = f"{answer.status_code // 100}xx"
        except httpx.HTTPError as error:
            logger.warning("esia_silent", endpoint=endpoint, error=type(error).__name__)
            raise GosuslugiUnavailable from error
        finally:
            SECONDS.labels(endpoint, outcome).observe(perf_counter() - started)
        if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            # Its body is a page for people, or a code we would treat the same way.
            logger.warning("esia_server_fault", endpoint=endpoint, status=answer.status_code)
            raise GosuslugiUnavailable
        return answer


@dataclass(frozen=True)
class _Subject:
    oid: str
    is_trusted: bool


def _json_object(answer: httpx.Response) -> dict[str, Any]:
    """The object in the body. Some 4xx come as HTML, so the body is not believed to be JSON."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    if isinstance(body, dict):
        return body
    logger.error("esia_answered_nonsense", status=answer.status_code)
    raise GosuslugiFailed
