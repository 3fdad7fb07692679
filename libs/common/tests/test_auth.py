"""Who is calling and what they may do (R020: some things need Gosuslugi)."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID, uuid4

import httpx
import jwt
import pytest
from common import clock
from common.auth import JwksVerifier, Principal, ServicePrincipal, StaticVerifier, tokens
from common.errors import Unauthenticated, Unavailable
from common.rights import (
    Anyone,
    ClinicAdmin,
    Doctor,
    IdentifiedPatient,
    Ops,
    Patient,
    ServiceCaller,
    authenticate_socket,
    with_permission,
)
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import APIRouter, FastAPI, WebSocket
from sqlalchemy import MetaData
from starlette.types import Message

Make = Callable[..., str]
ORIGIN = "http://localhost:8080"

router = APIRouter()


@router.get("/anyone")
async def show_anyone(caller: Anyone) -> str:
    return caller.given_name if caller else "nobody"


@router.get("/patient")
async def show_patient(caller: Patient) -> str:
    return str(caller.person_id)


@router.get("/identified")
async def show_identified(caller: IdentifiedPatient) -> str:
    return caller.acr


@router.get("/doctor")
async def show_doctor(caller: Doctor) -> UUID:
    return caller.doctor_id


@router.get("/admin")
async def show_admin(caller: ClinicAdmin) -> int:
    return len(caller.clinic_ids)


@router.get("/ops")
async def show_ops(caller: Ops) -> str:
    return "ops"


@router.get("/service")
async def show_service(caller: ServiceCaller) -> str:
    return caller.name


@router.get("/permitted")
async def show_permitted(caller: Annotated[ServicePrincipal, with_permission("catalog:write")]) -> str:
    return caller.name


@router.websocket("/socket")
async def open_socket(websocket: WebSocket) -> None:
    caller = await authenticate_socket(websocket)
    await websocket.accept()
    await websocket.send_text(caller.given_name)


@pytest.fixture
async def app(service_settings: ServiceSettings, verifier: StaticVerifier) -> AsyncIterator[FastAPI]:
    service = Service(name="testing", settings=type(service_settings), metadata=MetaData(), routers=(router,))
    async with open_context(service, service_settings, verifier=verifier) as context:
        yield create_app(service, context=context)


@pytest.fixture
async def get(app: FastAPI) -> AsyncIterator[Callable[..., Any]]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t/api/testing") as client:

        async def ask(path: str, token: str = "") -> tuple[int, Any]:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = await client.get(path, headers=headers)
            said = answer.json()
            return answer.status_code, said["code"] if isinstance(said, dict) else said

        yield ask


async def test_a_public_route_knows_the_person_if_there_is_one(get: Any, token: Make) -> None:
    assert await get("/anyone") == (200, "nobody")
    assert await get("/anyone", token()) == (200, "Иван Иванович")
    assert await get("/anyone", token(sub="service:notify")) == (200, "nobody")


async def test_nobody_is_401_everywhere_else(get: Any) -> None:
    for path in ("/patient", "/identified", "/doctor", "/admin", "/ops", "/service", "/permitted"):
        assert await get(path) == (401, "unauthenticated"), path


async def test_every_person_is_a_patient(get: Any, token: Make) -> None:
    person = uuid4()
    assert await get("/patient", token(sub=str(person), acr="password", roles=[])) == (200, str(person))


async def test_what_needs_gosuslugi_says_so(get: Any, token: Make) -> None:
    assert await get("/identified", token()) == (200, "gosuslugi")
    assert await get("/identified", token(acr="password")) == (403, "identification_required")


async def test_a_doctor_has_the_role_the_id_and_came_in_by_gosuslugi(get: Any, token: Make) -> None:
    doctor = str(uuid4())
    assert await get("/doctor", token(roles=["patient", "doctor"], doctor_id=doctor)) == (200, doctor)
    assert await get("/doctor", token(roles=["patient"], doctor_id=doctor)) == (403, "forbidden")
    assert await get("/doctor", token(roles=["doctor"])) == (403, "forbidden")
    by_password = token(roles=["doctor"], doctor_id=doctor, acr="password")
    assert await get("/doctor", by_password) == (403, "identification_required")


async def test_roles_open_their_own_routes_only(get: Any, token: Make) -> None:
    admin = token(roles=["clinic_admin"], clinic_ids=[str(uuid4()), str(uuid4())])
    assert await get("/admin", admin) == (200, 2)
    assert await get("/ops", admin) == (403, "forbidden")
    assert await get("/ops", token(roles=["ops"])) == (200, "ops")
    assert await get("/admin", token(roles=["ops"])) == (403, "forbidden")


@pytest.mark.parametrize("permissions", [None, [], ["schedule:write"], ["catalog:writer"]])
async def test_a_service_needs_the_permission_whatever_its_name(get: Any, token: Make, permissions: Any) -> None:
    claims = {"sub": "service:catalog", "roles": ["service"]}
    granted = token(**claims, permissions=["people:read", "catalog:write"])
    assert await get("/permitted", granted) == (200, "catalog")
    refused = token(**claims) if permissions is None else token(**claims, permissions=permissions)
    assert await get("/permitted", refused) == (403, "forbidden")


async def test_the_roles_of_a_person_are_no_permissions(get: Any, token: Make) -> None:
    person = token(roles=["ops", "catalog:write"], permissions=["catalog:write"])
    assert await get("/permitted", person) == (403, "forbidden")


async def test_a_service_is_not_a_person_nor_a_person_a_service(get: Any, token: Make) -> None:
    service = token(sub="service:notify", roles=["service"])
    assert await get("/service", service) == (200, "notify")
    assert await get("/service", token()) == (403, "forbidden")
    assert await get("/patient", service) == (401, "unauthenticated")


async def test_forged_foreign_and_malformed_tokens_are_nobody(get: Any, token: Make) -> None:
    stranger = Ed25519PrivateKey.generate()
    secret = "x" * 32
    wrong = {
        "signed by another": token(key=stranger),
        "unknown key": token(kid="k2"),
        "another issuer": token(iss="esia"),
        "another audience": token(aud="other"),
        "no session": token(sid=None),
        "unknown way in": token(acr="guess"),
        "subject is no id": token(sub="ivan"),
        "no end": token(exp=None),
        "end is a word": token(exp="never"),
        "unsigned": jwt.encode({"sub": "x"}, "", algorithm="none", headers={"kid": "k1"}),
        "another algorithm": jwt.encode({"sub": "x"}, secret, algorithm="HS256", headers={"kid": "k1"}),
        "not a token": "abc",
    }
    for what, one in wrong.items():
        assert await get("/patient", one) == (401, "unauthenticated"), what


async def test_a_token_lives_by_our_clock_with_five_seconds_of_mercy(get: Any, token: Make) -> None:
    made = token()
    with clock.frozen(clock.now()):
        clock.shift(timedelta(seconds=63))
        assert (await get("/patient", made))[0] == 200
        clock.shift(timedelta(seconds=4))
        assert await get("/patient", made) == (401, "unauthenticated")
    early = int(clock.now().timestamp()) + 30
    assert await get("/patient", token(iat=early, exp=early + 60)) == (401, "unauthenticated")


async def test_a_socket_knows_its_person_and_refuses_nobody_and_other_sites(app: FastAPI, token: Make) -> None:
    ours = {"Origin": ORIGIN}
    person = {"Authorization": f"Bearer {token()}"}
    assert await _open(app, {**person, **ours}) == "Иван Иванович"
    for headers in (ours, {**ours, "Authorization": f"Bearer {token(sub='service:x')}"}):
        assert await _open(app, headers) == (401, "unauthenticated")
    for origin in ({}, {"Origin": "https://evil.example"}):
        assert await _open(app, {**person, **origin}) == (403, "origin_refused")


async def _open(app: FastAPI, headers: dict[str, str]) -> str | tuple[int, str]:
    """What a WebSocket says first, or the answer that refuses it."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket", "path": "/api/testing/socket", "query_string": b"", "subprotocols": [],
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "extensions": {"websocket.http.response": {}},
    }  # fmt: skip
    await app(scope, receive, send)
    if sent[0]["type"] == "websocket.accept":
        return str(sent[1]["text"])
    return sent[0]["status"], json.loads(sent[1]["body"])["code"]


class Identity:
    """Publishes keys, counts how often it is asked, and can be silent."""

    def __init__(self, *keys: tuple[str, Ed25519PrivateKey]) -> None:
        self.keys = dict(keys)
        self.asked = 0
        self.silent = False
        self.transport = httpx.MockTransport(self.answer)

    async def answer(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/api/identity/jwks"
        await asyncio.sleep(0)  # an answer from elsewhere is never there at once: others run meanwhile
        self.asked += 1
        if self.silent:
            raise httpx.ConnectError("refused")
        published = [
            {**jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid}
            for kid, key in self.keys.items()
        ]
        return httpx.Response(200, json={"keys": published})


async def test_keys_are_fetched_once_and_again_for_an_unknown_one(
    signing_key: Ed25519PrivateKey, token: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = Identity(("k1", signing_key))
    async with JwksVerifier("http://identity", transport=identity.transport) as verifier:
        callers = await asyncio.gather(*(verifier.verify(token()) for _ in range(20)))
        assert all(isinstance(caller, Principal) for caller in callers)
        assert identity.asked == 1

        newer = Ed25519PrivateKey.generate()
        identity.keys["k2"] = newer
        for _ in range(3):
            with pytest.raises(Unauthenticated):
                await verifier.verify(token(key=newer, kid="k2"))
        assert identity.asked == 1, "a flood of unknown key ids must not become a flood at identity"

        monkeypatch.setattr(tokens, "JWKS_MIN_REFRESH_SECONDS", 0)
        service = await verifier.verify(token(key=newer, kid="k2", sub="service:notify"))
        assert service == ServicePrincipal(name="notify")
        assert identity.asked == 2


async def test_known_keys_outlive_identitys_silence(
    signing_key: Ed25519PrivateKey, token: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = Identity(("k1", signing_key))
    async with JwksVerifier("http://identity", transport=identity.transport) as verifier:
        await verifier.verify(token())
        identity.silent = True
        monkeypatch.setattr(tokens, "JWKS_FRESH_SECONDS", -1)
        monkeypatch.setattr(tokens, "JWKS_MIN_REFRESH_SECONDS", -1)
        assert isinstance(await verifier.verify(token()), Principal)
        with pytest.raises(Unavailable):
            await verifier.verify(token(kid="k2"))
        assert identity.asked == 3


async def test_a_withdrawn_key_stops_working(
    signing_key: Ed25519PrivateKey, token: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = Identity(("k1", signing_key))
    async with JwksVerifier("http://identity", transport=identity.transport) as verifier:
        await verifier.verify(token())
        identity.keys.clear()
        monkeypatch.setattr(tokens, "JWKS_FRESH_SECONDS", -1)
        with pytest.raises(Unauthenticated):
            await verifier.verify(token())
