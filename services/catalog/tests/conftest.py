"""A small catalogue: two clinics, three doctors."""

from collections.abc import Callable
from uuid import UUID

import httpx
import pytest
from catalog import main
from common.service import Service

MOSCOW = UUID("00000000-0000-4000-8000-000000000001")
URAL = UUID("00000000-0000-4000-8000-000000000002")
SOLOVYOVA = UUID("00000000-0000-4000-8000-000000000011")
ABDULOV = UUID("00000000-0000-4000-8000-000000000012")
SCHUKINA = UUID("00000000-0000-4000-8000-000000000013")


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


def clinic(title: str, **changes: str) -> dict[str, str]:
    return {
        "title": title,
        "city": "Москва",
        "address": "Тверская улица, 1",
        "phone": "+7 495 000-00-01",
        "time_zone": "Europe/Moscow",
        "about": "",
    } | changes


def offering(number: int, clinic_id: UUID, **changes: object) -> dict[str, object]:
    return {
        "offering_id": str(UUID(int=number, version=4)),
        "clinic_id": str(clinic_id),
        "service_code": "B01.015.001",
        "visit_type": "online",
        "duration_minutes": 30,
        "price_kopecks": 150_000,
    } | changes


def doctor(last: str, first: str, middle: str, speciality: str, *offerings: dict[str, object]) -> dict[str, object]:
    return {
        "full_name": {"last": last, "first": first, "middle": middle},
        "gender": "female",
        "speciality_ids": [speciality],
        "clinic_ids": [str(MOSCOW)],
        "experience_since": 2005,
        "education": ["Первый МГМУ имени И. М. Сеченова, 2003"],
        "about": "Принимает взрослых.",
        "offerings": list(offerings),
    }


@pytest.fixture
def loader(as_service: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    return as_service("loader", "catalog:write")


@pytest.fixture
async def catalogue(loader: httpx.AsyncClient) -> None:
    """Two clinics and three doctors are published."""
    ural = clinic(
        "Клиника «Уральская»", city="Екатеринбург", address="улица Малышева, 5", time_zone="Asia/Yekaterinburg"
    )
    bodies = {
        f"/internal/clinics/{MOSCOW}": clinic("Медицинский центр «Берёзка»"),
        f"/internal/clinics/{URAL}": ural,
        f"/internal/doctors/{SOLOVYOVA}": doctor(
            "Соловьёва",
            "Анна",
            "Петровна",
            "118",
            offering(1, MOSCOW),
            offering(2, MOSCOW, visit_type="clinic", price_kopecks=300_000),
        ),
        f"/internal/doctors/{ABDULOV}": doctor(
            "Абдулов", "Тимур", "Ринатович", "27", offering(3, URAL, service_code="B01.047.001")
        )
        | {"clinic_ids": [str(URAL)]},
        f"/internal/doctors/{SCHUKINA}": doctor(
            "Щукина", "Мария", "Львовна", "118", offering(4, MOSCOW, price_kopecks=90_000)
        ),
    }
    for path, body in bodies.items():
        answer = await loader.put(path, json=body)
        assert answer.status_code == 204, answer.text
