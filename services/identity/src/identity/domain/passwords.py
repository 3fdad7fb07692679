"""Passwords: how strong they must be, and how they are kept (argon2id, RFC 9106)."""

import asyncio
import unicodedata
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import matching, scoring

T = TypeVar("T")

SHORTEST = 10
LONGEST = 128
FEWEST_KINDS = 5
# The browser's meter counts by another book of words and asks for 10^8: what it calls good is never refused here.
FEWEST_GUESSES = 10**7
# Counting grows with the square of the length; what follows this many characters only makes a password stronger.
COUNTED = 40


def too_weak(password: str, *personal: str) -> bool:
    """Short, of few different characters, a common one, built on the person's own words, or guessed within a day."""
    plain = prepared(password)
    folded = plain.casefold()
    if not SHORTEST <= len(plain) <= LONGEST or len(set(folded)) < FEWEST_KINDS:
        return True
    letters = folded.strip("0123456789!@#$%^&*()_-+=.,? ")
    if folded in common() or letters in common():
        return True
    if any(len(word) >= 4 and word.casefold() in folded and len(folded) - len(word) <= 6 for word in personal):
        return True
    return _guesses(plain[:COUNTED], [*personal, *common()]) < FEWEST_GUESSES


def prepared(password: str) -> str:
    """One way of writing for what looks the same on every keyboard."""
    return unicodedata.normalize("NFKC", password)


@cache
def common() -> frozenset[str]:
    """Passwords that are tried first, Russian ones among them."""
    listed = files("identity").joinpath("texts", "common-passwords.txt").read_text("utf-8")
    return frozenset(line.strip().casefold() for line in listed.splitlines() if line.strip())


def _guesses(plain: str, words: Iterable[str]) -> float:
    # The library's own front keeps the words of the last person in a global; these two functions keep nothing.
    known = {"user_inputs": matching.build_ranked_dict(sorted({word.casefold() for word in words}))}
    matches = matching.omnimatch(plain, {**matching.RANKED_DICTIONARIES, **known})
    return float(scoring.most_guessable_match_sequence(plain, matches)["guesses"])


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
