"""Invented clinics, in three time zones."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1d7a52-3c1e-5b0a-9a55-6d696c610001")


def demo_id(kind: str, key: str) -> UUID:
    """The same id for the same thing at every load."""
    return uuid5(NAMESPACE, f"{kind}:{key}")


@dataclass(frozen=True)
class Clinic:
    key: str
    title: str
    city: str
    address: str
    phone: str
    time_zone: str
    about: str

    @property
    def clinic_id(self) -> UUID:
        return demo_id("clinic", self.key)

    def body(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "city": self.city,
            "address": self.address,
            "phone": self.phone,
            "time_zone": self.time_zone,
            "about": self.about,
        }


CLINICS = {
    clinic.key: clinic
    for clinic in (
        Clinic(
            "sretenka",
            "Клиника «Сретенский сад»",
            "Москва",
            "Последний переулок, 11",
            "+7 495 000-01-01",
            "Europe/Moscow",
            "Взрослая поликлиника с дневным стационаром и отделением онлайн-приёма. Лаборатория и УЗИ в том же здании.",
        ),
        Clinic(
            "yauza",
            "Детский и семейный центр «Яуза»",
            "Москва",
            "Серебряническая набережная, 27",
            "+7 495 000-02-02",
            "Europe/Moscow",
            "Врачи для всей семьи: от новорождённых до бабушек. Игровая комната, отдельный вход для малышей.",
        ),
        Clinic(
            "iset",
            "Медицинский центр «Исеть»",
            "Екатеринбург",
            "улица Горького, 40",
            "+7 343 000-03-03",
            "Asia/Yekaterinburg",
            "Кардиология, неврология и восстановительное лечение. Онлайн-приём для жителей всей области.",
        ),
        Clinic(
            "ob",
            "Клиника «Обская»",
            "Новосибирск",
            "улица Советская, 64",
            "+7 383 000-04-04",
            "Asia/Novosibirsk",
            "Многопрофильная клиника: терапия, эндокринология, хирургия одного дня.",
        ),
    )
}
