"""Rules of the medcard. No I/O but the books."""

import re
from io import BytesIO

import pytest
from common.files import HEAD_BYTES
from medcard import domain
from medcard.domain import Restriction


@pytest.mark.parametrize(
    ("identified", "consented", "expected"),
    [
        (False, False, Restriction.IDENTIFICATION_REQUIRED),
        (False, True, Restriction.IDENTIFICATION_REQUIRED),
        (True, False, Restriction.CONSENT_REQUIRED),
        (True, True, None),
    ],
)
def test_r025_r033_what_keeps_documents_from_a_patient(
    identified: bool, consented: bool, expected: Restriction | None
) -> None:
    assert domain.restriction(identified=identified, consented=consented) is expected


@pytest.mark.parametrize(
    ("code", "recommendations", "missing"),
    [
        (None, "", ["diagnosis_code", "recommendations"]),
        ("", "Покой", ["diagnosis_code"]),
        ("G43", " \n ", ["recommendations"]),
        ("G43", "Покой", []),
    ],
)
def test_a_conclusion_needs_a_diagnosis_and_recommendations(
    code: str | None, recommendations: str, missing: list[str]
) -> None:
    assert domain.missing_parts(diagnosis_code=code, recommendations=recommendations) == missing


def test_the_book_of_diagnoses_holds_codes_and_no_headings() -> None:
    codes = domain.diagnoses()
    assert len(codes) > 10_000
    assert all(re.fullmatch(r"[A-Z]\d\d(\.\d+)?", code) for code in codes)
    assert codes["J06.9"].title == "Острая инфекция верхних дыхательных путей неуточненная"


def test_the_document_type_of_a_conclusion_is_in_the_book() -> None:
    assert domain.document_types()[domain.CONSULTATION_PROTOCOL].startswith("Протокол консультации")


def found(query: str) -> list[str]:
    return [diagnosis.code for diagnosis in domain.find_diagnoses(query)]


@pytest.mark.parametrize("query", ["G43", "g43", " g43 "])
def test_a_code_finds_itself_first_and_what_begins_with_it(query: str) -> None:
    assert found(query)[:2] == ["G43", "G43.0"]
    assert all(code.startswith("G43") for code in found(query))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Е11", "E11"),
        ("к29.7", "K29.7"),
        ("в34", "B34"),
        ("С50", "C50"),
        ("н10", "H10"),
        ("х59", "X59"),
        ("у83", "Y83"),
    ],
)
def test_a_code_typed_in_cyrillic_lookalikes_is_understood(typed: str, meant: str) -> None:
    assert not typed.isascii()
    assert found(typed) == found(meant)
    assert found(meant)[0] == meant


def test_words_are_found_in_any_order_with_the_shortest_title_first() -> None:
    assert found("мигрень")[0] == "G43"
    assert found("Гипертензия ЭССЕНЦИАЛЬНАЯ")[0] == found("эссенциальная гипертензия")[0] == "I10"


def test_yo_and_ye_are_one_letter() -> None:
    assert found("жёлтая лихорадка") == found("желтая лихорадка")
    assert "A95" in found("жёлтая лихорадка")


@pytest.mark.parametrize("query", ["", "   ", "абракадабра", "Q99.99", "(", "%"])
def test_nonsense_finds_little_and_breaks_nothing(query: str) -> None:
    assert len(found(query)) <= domain.MAX_DIAGNOSES


def test_a_common_word_finds_at_most_twenty() -> None:
    assert len(found("другие")) == domain.MAX_DIAGNOSES


HEIC_BY_ANOTHER_BRAND = b"\0\0\0\x24ftypmif1\0\0\0\0mif1heic" + b"\0" * 40


@pytest.mark.parametrize(
    ("head", "file_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (HEIC_BY_ANOTHER_BRAND, "image/heic"),
        ("Анализ крови: давление <120/80, всё хорошо.\r\n".encode(), "text/plain"),
        ("\ufeffГемоглобин\t140".encode(), "text/plain"),
        (("ы" * HEAD_BYTES).encode()[1 : HEAD_BYTES + 1], None),
        (("ы" * HEAD_BYTES).encode()[:HEAD_BYTES], "text/plain"),
        (b"a" + ("ы" * HEAD_BYTES).encode()[: HEAD_BYTES - 1], "text/plain"),
    ],
)
def test_the_type_of_a_file_follows_from_its_content(head: bytes, file_type: str | None) -> None:
    assert domain.file_type(BytesIO(head)) == file_type


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b" \r\n",
        b"MZ\x90\0\3\0\0\0",
        b"\x7fELF\2\1\1",
        b"PK\3\4\x14\0",
        b"GIF89a\1\0\1\0",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"RIFF\x24\0\0\0AVI LIST",
        b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
        b"\0\0\0\x0cjP  \r\n\x87\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<!doctype html><p>",
        b" " * 200 + b"<html><script>alert(1)</script>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg onload='alert(1)'/>",
        b"%PDF-less\0",
        "Анализ".encode("cp1251"),
        "конец".encode()[:-1],
    ],
)
def test_other_types_of_files_are_refused(head: bytes) -> None:
    assert domain.file_type(BytesIO(head)) is None
