"""What is signed is what is printed, word for word."""

import unicodedata
from datetime import UTC, date, datetime
from importlib.resources import files
from io import BytesIO
from unittest.mock import patch
from uuid import uuid4

import pytest
import typst
from common.typesetting import unprintable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from medcard.actions.paper import PaperHeader, print_conclusion
from medcard.models import Draft
from PIL import Image
from pypdf import PdfReader

LETTERHEAD = PaperHeader(
    clinic_title="Клиника",
    service_title="Приём",
    time_zone="Europe/Moscow",
    patient_name="Иванова Мария",
    birth_date=date(1990, 5, 17),
    doctor_name="Петров Пётр",
    doctor_position="Врач",
    starts_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    issued_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
)


async def paper(recommendations: str, paper_header: PaperHeader = LETTERHEAD) -> PdfReader:
    draft = Draft(
        booking_id=uuid4(),
        complaints="",
        anamnesis="",
        examination="",
        diagnosis_code="G43.0",
        diagnosis_text="",
        recommendations=recommendations,
    )
    return PdfReader(BytesIO(await print_conclusion(paper_header, draft, document_id=None)))


def words(read: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in read.pages).replace("\u200b", "")


def said(read: PdfReader) -> str:
    """What stands between the heading of the recommendations and the signature."""
    pages = [page.extract_text() for page in read.pages]
    # Each page ends with its own foot.
    text = "\n".join(page.rsplit("Черновик, не является", 1)[0].replace("ЧЕРНОВИК", "") for page in pages)
    return text.rsplit("Рекомендации", 1)[1].rsplit("Врач Петров", 1)[0]


def visible(text: str) -> str:
    """Letters that can be seen, whatever is between them, in the form that fonts have them."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one) not in ("Cf", "Cc"))


def longest_line(read: PdfReader) -> int:
    """Letters of the longest line: some 60 of the wide ones used here fill the sheet between its margins."""
    return max(len(line) for page in read.pages for line in page.extract_text().replace("\u200b", "").splitlines())


async def test_a_pasted_table_keeps_its_columns_apart() -> None:
    text = words(await paper("Препарат\tДоза, мг\tРаз в день\nЭналаприл\t5\t2\nАмлодипин\t10\t1"))
    found = text.split()
    at = found.index("Эналаприл")
    assert found[at : at + 3] == ["Эналаприл", "5", "2"]
    at = found.index("Амлодипин")
    assert found[at : at + 3] == ["Амлодипин", "10", "1"]


@pytest.mark.parametrize("line", ["АД\t120/80\tЧСС\t72", "\tпосле отступа\tслово", "а\t\tб", "\t".join("абвгдежзик")])
async def test_a_tab_never_joins_two_words(line: str) -> None:
    found = [word for word in said(await paper(line)).split() if word != "·"]
    assert found == line.split()


@pytest.mark.parametrize("text", ["щ" * 200, "W" * 3000, "a\t" + "щ" * 200 + "\tб", "https://" + "Ы" * 300])
async def test_a_run_without_spaces_stays_on_the_sheet(text: str) -> None:
    read = await paper(text)
    assert visible(said(read)) == visible(text)
    assert longest_line(read) <= 60


def as_picture(_package: str, template: str, words: str) -> bytes:
    source = files("medcard").joinpath(template).read_bytes()
    drawn = typst.compile(source, sys_inputs={"data": words}, format="png", ppi=72, ignore_system_fonts=True)
    assert isinstance(drawn, bytes)
    return drawn


async def ink(text: str) -> int:
    """Where the rightmost ink of the paper is, in points; the pale word across a draft is none."""
    draft = Draft(recommendations=text, **dict.fromkeys(("complaints", "anamnesis", "examination"), ""))
    draft.booking_id, draft.diagnosis_code, draft.diagnosis_text = uuid4(), "G43.0", ""
    with patch("common.typesetting._compile", as_picture):
        drawn = await print_conclusion(LETTERHEAD, draft, document_id=None)
    box = Image.open(BytesIO(drawn)).convert("L").point(lambda light: 255 if light < 160 else 0).getbbox()
    assert box is not None
    return box[2]


MARGIN = 595 - 62  # points: A4 without the 22 mm on the right


@pytest.mark.parametrize(
    "text",
    ["слово\u00a0" * 40, "1\u202f000" * 60, "12\u2007" * 80, "слово " * 40, "а\u2060" * 200, "10\u00a0мг",
     "\t".join(["слово\u00a0" * 10] * 4)],
)  # fmt: skip
async def test_no_ink_is_right_of_the_margin(text: str) -> None:
    assert await ink(text) <= MARGIN + 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.text(st.sampled_from("слоW1\u00a0\u202f\u2007\u2060\u2011"), min_size=60, max_size=300))
async def test_no_kind_of_space_takes_ink_over_the_margin(text: str) -> None:
    assert await ink(text) <= MARGIN + 1


async def test_a_long_name_stays_on_the_sheet() -> None:
    head = PaperHeader(**{**LETTERHEAD.__dict__, "patient_name": "Щ" * 200, "clinic_title": "Ю" * 120})
    read = await paper("Покой.", head)
    assert "Щ" * 200 in visible(words(read))
    assert "Ю" * 120 in visible(words(read))
    assert longest_line(read) <= 60


async def test_an_empty_line_stays_a_gap() -> None:
    def height(read: PdfReader) -> float:
        at: list[float] = []
        read.pages[0].extract_text(
            visitor_text=lambda text, cm, tm, font, size: at.append(cm[5] + tm[5] * cm[3]) if "Конец" in text else None
        )
        return at[0]

    assert height(await paper("Начало\n\nКонец")) < height(await paper("Начало\nКонец")) - 3


@pytest.mark.parametrize(
    "text", ["SpO₂ ≥ 95 %", "10⁹/л", "½ таблетки → 1", "5 µг", "Қазақ тілі ғ ү ұ", "☐ ✓", "– — « » № €", "e\u0301"]
)
async def test_signs_of_medicine_are_printed(text: str) -> None:
    assert await unprintable(text) == []
    assert visible(said(await paper(text))) == visible(text)


WIDE = st.text(
    st.one_of(
        st.sampled_from("\t\n ,.-абвгдеё"),
        st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]),
        st.characters(min_codepoint=0x370, max_codepoint=0x52F, exclude_categories=["Cn"]),
        st.characters(min_codepoint=0x2000, max_codepoint=0x26FF, exclude_categories=["Cf", "Cn", "Zl", "Zp"]),
        st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=120,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(WIDE)
async def test_every_letter_is_on_the_paper_or_named_before(text: str) -> None:
    missing = await unprintable(text)
    if missing:
        lines = text.splitlines()
        assert all(set(place.characters) <= set(lines[place.line - 1]) for place in missing)
        return
    if not visible(text):
        return
    # A middle dot also parts what would be more columns than a table has.
    printed, wanted = visible(said(await paper(text))), visible(text)
    assert printed.replace("·", "") == wanted.replace("·", "")
