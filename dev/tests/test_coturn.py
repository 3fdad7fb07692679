"""The private relay lends its ports to anyone who shows a name and a password made of the shared secret."""

import asyncio
import base64
import hashlib
import hmac
import os
import socket
import struct
import tempfile
import time
from pathlib import Path

from dev.program import free_ports
from dev.servers import Coturn, running

ALLOCATE, SUCCESS, REFUSED = 0x0003, 0x0103, 0x0113
MAGIC = 0x2112A442
REALM = "mila.local"


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def request(nonce: bytes, username: str, password: str) -> bytes:
    """An Allocate request (RFC 8656), signed once there is a nonce."""
    attributes = attribute(0x0019, b"\x11\0\0\0")
    if nonce:
        attributes += attribute(0x0006, username.encode()) + attribute(0x0014, REALM.encode())
        attributes += attribute(0x0015, nonce)
    length = len(attributes) + (24 if nonce else 0)
    message = struct.pack("!HHI", ALLOCATE, length, MAGIC) + os.urandom(12) + attributes
    if not nonce:
        return message
    # MD5 and SHA-1 are what TURN's long-term credentials are made of.
    key = hashlib.md5(f"{username}:{REALM}:{password}".encode(), usedforsecurity=False).digest()
    return message + attribute(0x0008, hmac.new(key, message, hashlib.sha1).digest())


def allocate(port: int, username: str, password: str) -> tuple[int, int]:
    """How the relay answers a nameless request and then a signed one from the same address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.settimeout(5)
        outcomes, nonce = [], b""
        for _ in range(2):
            wire.sendto(request(nonce, username, password), ("127.0.0.1", port))
            answer = wire.recv(2048)
            outcomes.append(struct.unpack("!H", answer[:2])[0])
            nonce = found(answer, 0x0015)
    return outcomes[0], outcomes[1]


def found(answer: bytes, wanted: int) -> bytes:
    at = 20
    while at < len(answer):
        kind, size = struct.unpack("!HH", answer[at : at + 4])
        if kind == wanted:
            return answer[at + 4 : at + 4 + size]
        at += 4 + size + (-size % 4)
    return b""


def credentials(secret: str, *, until: float) -> tuple[str, str]:
    username = f"{int(until)}:somebody"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


async def test_the_relay_lends_ports_for_a_while_and_only_to_those_who_know_the_secret() -> None:
    folder = Path(tempfile.mkdtemp(prefix="mila-test-", dir="/tmp"))
    relay = Coturn(folder, free_ports(1)[0], "north")
    with running(relay):
        for name, secret, seconds, expected in (
            ("good", "north", 60, SUCCESS),
            ("another secret", "south", 60, REFUSED),
            ("over", "north", -60, REFUSED),
        ):
            signed = credentials(secret, until=time.time() + seconds)
            outcomes = await asyncio.to_thread(allocate, relay.port, *signed)
            assert outcomes == (REFUSED, expected), name
