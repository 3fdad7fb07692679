"""Passwords: how they are kept (argon2id, RFC 9106)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from identity.domain.strength import prepared

T = TypeVar("T")


class PasswordHashes(Protocol):
    """Makes and checks slow hashes."""

    async def make(self, password: str) -> str:
        """A salted hash."""
        ...

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether the password made this hash; takes as long when there is no hash to compare with."""
        ...

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...


class Argon2:
    """In threads of their own, few of them: a flood of logins queues here and nothing else waits."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
        self._nobody = self._hasher.hash("nobody has this password")

    async def make(self, password: str) -> str:
        """A salted hash."""
        return await self._run(self._hasher.hash, prepared(password))

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether the password made this hash; as slow for an account that does not exist."""
        return await self._run(self._check, kept or self._nobody, prepared(password)) and kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """The threads are gone afterwards."""
        self._threads.shutdown(wait=True)

    def _check(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[..., T], *arguments: str) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
