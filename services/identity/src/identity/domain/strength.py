"""How strong a new password must be: long, not a common one, not built from words that anyone would try first."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from zxcvbn import matching, scoring

SHORTEST = 10
LONGEST = 128
FEWEST_KINDS = 5
# The browser's meter counts by another book of words and asks for 10^8: what it calls good is never refused here.
FEWEST_GUESSES = 10**7
# Counting grows with the square of the length; what follows this many characters only makes a password stronger.
COUNTED = 40
# A password in which a known word was found needs this many letters beside it.
FEWEST_LETTERS_LEFT = 5
SHORTEST_WORD = 3
# What the product is called and is about: the first guesses of anyone who attacks this product.
CONTEXT = (
    "mila", "мила", "n3health", "нетрика", "netrika", "telemed", "телемед", "telemedicine", "телемедицина", "health",
    "medcard", "медкарта", "gosuslugi", "госуслуги", "esia", "doctor", "доктор", "врач", "кабинет", "клиника", "clinic",
    "пациент", "patient",
)  # fmt: skip

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_LEET = str.maketrans("0134578@$!", "oieastbasi")


def too_weak(password: str, *personal: str) -> bool:
    """Short, of few different characters, a common one, made of known words, or guessed within a day.

    Known words are the person's own (``personal``: names, addresses), those of the product, and common passwords.
    """
    plain = prepared(password)
    folded = plain.casefold()
    if not SHORTEST <= len(plain) <= LONGEST or len(set(folded)) < FEWEST_KINDS:
        return True
    if made_of_words(folded, {*words_of(personal), *CONTEXT, *common()}):
        return True
    return _guesses(plain[:COUNTED], [*personal, *CONTEXT, *common()]) < FEWEST_GUESSES


def prepared(password: str) -> str:
    """One way of writing for what looks the same on every keyboard."""
    return unicodedata.normalize("NFKC", password)


def words_of(texts: Iterable[str]) -> set[str]:
    """Each text whole and each word in it: of an e-mail also the parts of both its sides."""
    parts = (part for text in texts for part in (text, text.partition("@")[0], *re.split(r"[\W_]+", text)))
    return {word for part in parts if len(word := _same(part)) >= SHORTEST_WORD}


def made_of_words(folded: str, words: set[str]) -> bool:
    """Whether little is left of the password without known words, in any order, layout of keys or digit spelling."""
    ordered = sorted({_same(word) for word in words}, key=lambda word: (-len(word), word))
    return any(_bare(writing, ordered) for writing in _writings(folded))


@cache
def common() -> frozenset[str]:
    """Passwords that are tried first, Russian ones among them."""
    listed = files("identity").joinpath("texts", "common-passwords.txt").read_text("utf-8")
    return frozenset(line.strip().casefold() for line in listed.splitlines() if line.strip())


def _same(text: str) -> str:
    return prepared(text).casefold().replace("ё", "е").strip()


def _writings(folded: str) -> set[str]:
    """The password as typed, as typed in the other layout, and each with digits and signs read as letters."""
    typed = {folded, folded.translate(_TO_CYRILLIC), folded.translate(_TO_LATIN)}
    return {_same(writing) for one in typed for writing in (one, one.translate(_LEET))} | {
        _same(folded.translate(_LEET).translate(_TO_CYRILLIC))
    }


def _bare(writing: str, words: list[str]) -> bool:
    left = writing
    for word in words:
        left = left.replace(word, " ")
    return left != writing and sum(map(str.isalpha, left)) < FEWEST_LETTERS_LEFT


def _guesses(plain: str, words: Iterable[str]) -> float:
    # The library's own front keeps the words of the last person in a global; these two functions keep nothing.
    known = {"user_inputs": matching.build_ranked_dict(sorted({word.casefold() for word in words}))}
    matches = matching.omnimatch(plain, {**matching.RANKED_DICTIONARIES, **known})
    return float(scoring.most_guessable_match_sequence(plain, matches)["guesses"])
