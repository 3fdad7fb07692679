"""Every kind of notice is complete: it has a group, its texts in both languages, and leads to a page that exists."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from notify.actions.wording import VISIT_LETTERS, push_title
from notify.domain.kinds import REMINDERS, Group, NoticeKind, doctor_path

WEB = Path(__file__).resolve().parents[3] / "web"
BOOKING, DOCUMENT = UUID(int=1), UUID(int=2)


def pages_of(app: str) -> set[str]:
    """The paths of the app's routes, their parameters replaced by ``$``."""
    source = WEB / "apps" / app / "src"
    files = [path for path in (source / "route-tree.gen.ts", source / "app/router.tsx") if path.is_file()]
    assert files, "where are the routes of the app declared?"
    paths = re.findall(r"'(/[^']*)'", "".join(path.read_text() for path in files))
    return {re.sub(r"\$\w+", "$", path).rstrip("/") or "/" for path in paths}


def page_at(path: str) -> str:
    return path.replace(str(BOOKING), "$").replace(str(DOCUMENT), "$")


def kinds_worded_in(language: str) -> set[str]:
    """The kinds the clients have a title for."""
    (texts,) = WEB.glob(f"packages/*/src/i18n/common-{language}.ts")
    titles = re.search(r"\n  notices: \{.*?\n    kind: \{\n(.*?)\n    \}", texts.read_text(), re.DOTALL)
    assert titles
    return set(re.findall(r"^ +(\w+):", titles[1], re.MULTILINE))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_kind_has_a_title_in_the_clients(language: str) -> None:
    assert kinds_worded_in(language) == set(NoticeKind)


def test_every_kind_that_goes_by_letter_has_one() -> None:
    assert set(VISIT_LETTERS) == {kind for kind in NoticeKind if kind.rules.letter}


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind.rules.push])
def test_every_push_has_a_title(kind: NoticeKind) -> None:
    assert push_title(kind, {}) == kind.rules.push


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_has_a_group_and_reminders_have_their_own(kind: NoticeKind) -> None:
    assert (kind.rules.group is Group.REMINDERS) == (kind in REMINDERS)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_leads_to_a_page_of_the_patient_s_app(kind: NoticeKind) -> None:
    assert page_at(kind.patient_path(BOOKING, DOCUMENT)) in pages_of("patient")


@pytest.mark.parametrize("booking_id", [BOOKING, None])
def test_notices_lead_to_a_page_of_the_doctor_s_app(booking_id: UUID | None) -> None:
    assert page_at(doctor_path(booking_id)) in pages_of("doctor")


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (NoticeKind.CONCLUSION_READY, f"/medcards/{DOCUMENT}"),
        (NoticeKind.SHARE_OPENED, "/medcards/shares"),
        (NoticeKind.SLOT_OFFERED, f"/booking/{BOOKING}"),
        (NoticeKind.DOCTOR_CALLING, f"/records/{BOOKING}/room"),
        (NoticeKind.CHAT_MESSAGE, f"/records/{BOOKING}/room"),
        (NoticeKind.BOOKING_CONFIRMED, f"/records/{BOOKING}"),
        (NoticeKind.VISIT_COMPLETED, f"/records/{BOOKING}"),
    ],
)
def test_a_notice_leads_to_what_it_is_about(kind: NoticeKind, path: str) -> None:
    assert kind.patient_path(BOOKING, DOCUMENT) == path


def test_every_kind_has_the_values_of_its_row() -> None:
    rows = {kind.value: kind.rules for kind in NoticeKind}
    assert list(REMINDERS) == [NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOURS, NoticeKind.REMINDER_MINUTES]
    urgent = {"doctor_calling", "reminder_hours", "reminder_minutes", "slot_offered"}
    assert {value for value, rules in rows.items() if rules.urgent} == urgent
    without_visit = {"booking_cancelled", "payment_refunded", "refund_failed", "share_opened"}
    assert {value for value, rules in rows.items() if not rules.needs_visit} == without_visit
    without_letter = {"chat_message", "visit_completed", "visit_missed"}
    assert {value for value, rules in rows.items() if not rules.letter} == without_letter
