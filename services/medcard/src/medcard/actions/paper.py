"""A conclusion on paper."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from common.typesetting import blocks, breakable, typeset

from medcard import domain
from medcard.models import Draft

TITLE = "Протокол консультации"


@dataclass(frozen=True)
class PaperHeader:
    """Everything on the paper that is not the doctor's own text. Times are shown in the clinic's zone."""

    clinic_title: str
    service_title: str
    time_zone: str
    patient_name: str
    birth_date: date | None
    doctor_name: str
    doctor_position: str
    starts_at: datetime
    issued_at: datetime


async def print_conclusion(head: PaperHeader, draft: Draft, *, document_id: UUID | None) -> bytes:
    """The conclusion as PDF; without ``document_id`` it is marked as a draft."""
    return await typeset("medcard", "conclusion.typ", _data(head, draft, document_id))


def _data(head: PaperHeader, draft: Draft, document_id: UUID | None) -> dict[str, object]:
    zone = ZoneInfo(head.time_zone)
    diagnosis = domain.diagnoses().get(draft.diagnosis_code or "")
    sections = (
        ("Жалобы", draft.complaints),
        ("Анамнез", draft.anamnesis),
        ("Осмотр", draft.examination),
        ("Диагноз", f"{diagnosis.code} {diagnosis.title}" if diagnosis else ""),
        ("Уточнение диагноза", draft.diagnosis_text),
        ("Рекомендации", draft.recommendations),
    )
    return {
        "title": TITLE,
        "draft": document_id is None,
        "number": str(document_id or ""),
        "clinic": breakable(head.clinic_title),
        "service": breakable(head.service_title),
        "patient": breakable(head.patient_name),
        "birth_date": f"{head.birth_date:%d.%m.%Y}" if head.birth_date else "",
        "doctor": breakable(head.doctor_name),
        "position": breakable(head.doctor_position),
        "visited": f"{head.starts_at.astimezone(zone):%d.%m.%Y, %H:%M}",
        "issued": f"{head.issued_at.astimezone(zone):%d.%m.%Y, %H:%M}",
        "sections": [{"name": name, "blocks": blocks(text)} for name, text in sections if text.strip()],
    }
