"""How people spell what they look for."""

import pytest
from catalog import domain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Соловьёва", "соловьева"),
        ("cjkjdmtdf", "соловьева"),  # the Latin layout
        ("solovyeva", "соловьева"),
        ("ivanov", "иванов"),
        ("rfhlbjkju", "кардиолог"),
        ("kardiolog", "кардиолог"),
        ("shchukina", "щукина"),
    ],
)
def test_one_of_the_spellings_is_what_was_meant(typed: str, meant: str) -> None:
    assert meant in domain.spellings(typed)


def test_what_was_typed_comes_first() -> None:
    assert domain.spellings("Терапевт")[0] == "терапевт"


def test_an_empty_query_means_nothing() -> None:
    assert domain.spellings("  «» ") == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Соловьёва Анна Петровна", "soloveva-anna-petrovna"),
        ("Клиника «Уральская»", "klinika-uralskaia"),
        ("Щукин  Юрий", "shchukin-iurii"),
    ],
)
def test_an_address_is_readable_latin(text: str, slug: str) -> None:
    assert domain.slug(text) == slug


def test_the_official_books_are_complete() -> None:
    assert domain.specialities()["118"].title == "Кардиология"
    assert domain.specialities()["118"].profession == "Кардиолог"
    assert domain.service_titles()["B01.015.001"] == "Прием (осмотр, консультация) врача-кардиолога первичный"


def test_professions_have_addresses_of_their_own() -> None:
    known = [speciality for speciality in domain.specialities().values() if speciality.profession != speciality.title]
    assert len({speciality.slug for speciality in known}) == len(known) > 30
    assert all(domain.specialities_by_slug()[speciality.slug].code == speciality.code for speciality in known)
