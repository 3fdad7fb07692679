"""Events of catalog: only what changed, with a rising version."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from catalog.models import Base
from common.db.migrate import drift
from common.testing import Recorded
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn

MOSCOW = UUID("00000000-0000-4000-8000-000000000001")
DOCTOR = UUID("00000000-0000-4000-8000-000000000011")
CLINIC = {"title": "Берёзка", "address": "Москва", "phone": "1", "time_zone": "Europe/Moscow"}


def offer(number: int, price: int = 100_000) -> dict[str, Any]:
    return {
        "offering_id": str(UUID(int=number, version=4)),
        "clinic_id": str(MOSCOW),
        "service_code": "B01.015.001",
        "visit_type": "online",
        "duration_minutes": 30,
        "price_kopecks": price,
    }


def person(*offers: dict[str, Any]) -> dict[str, Any]:
    return {
        "full_name": {"last": "Соловьёва", "first": "Анна"},
        "gender": "female",
        "speciality_ids": ["118"],
        "clinic_ids": [str(MOSCOW)],
        "experience_since": 2005,
        "offerings": list(offers),
    }


async def publish(loader: httpx.AsyncClient, *offers: dict[str, Any]) -> None:
    for path, body in ((f"clinics/{MOSCOW}", CLINIC), (f"doctors/{DOCTOR}", person(*offers))):
        answer = await loader.put(f"/internal/{path}", json=body)
        assert answer.status_code == 204, answer.text


async def test_publishing_the_same_again_records_no_event(loader: httpx.AsyncClient, recorded: Recorded) -> None:
    await publish(loader, offer(1), offer(2))
    await publish(loader, offer(1), offer(2))
    events = [type(event) for event in await recorded()]
    assert events == [ClinicPublished, DoctorPublished, OfferingPublished, OfferingPublished]


async def test_a_clinic_is_published_with_the_way_to_it(loader: httpx.AsyncClient, recorded: Recorded) -> None:
    whole = CLINIC | {"city": "Екатеринбург", "address": "улица Малышева, 5", "phone": "+7 343 000-00-01"}
    assert (await loader.put(f"/internal/clinics/{MOSCOW}", json=whole)).status_code == 204
    (event,) = await recorded(ClinicPublished)
    assert (event.city, event.address, event.phone) == ("Екатеринбург", "улица Малышева, 5", "+7 343 000-00-01")


async def test_a_clinic_published_before_cities_is_published_again_with_its_city(
    loader: httpx.AsyncClient, recorded: Recorded, api: httpx.AsyncClient
) -> None:
    for body in (CLINIC, CLINIC | {"city": "Москва"}, CLINIC | {"city": "Москва"}):
        assert (await loader.put(f"/internal/clinics/{MOSCOW}", json=body)).status_code == 204
    events = await recorded(ClinicPublished)
    assert [(event.aggregate_version, event.city) for event in events] == [(1, None), (2, "Москва")]
    assert (await api.get(f"/api/catalog/clinics/{MOSCOW}")).json()["city"] == "Москва"


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "Europe/Nowhere", "EST", "../etc/passwd", ""])
async def test_a_clinic_lives_in_a_zone_named_by_area_and_place(loader: httpx.AsyncClient, zone: str) -> None:
    answer = await loader.put(f"/internal/clinics/{MOSCOW}", json=CLINIC | {"time_zone": zone})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_new_price_is_published_with_a_higher_version(loader: httpx.AsyncClient, recorded: Recorded) -> None:
    await publish(loader, offer(1))
    await publish(loader, offer(1, price=200_000))
    events = await recorded(OfferingPublished)
    assert [(event.aggregate_version, event.price_kopecks) for event in events] == [(1, 100_000), (2, 200_000)]


async def test_a_missing_offering_is_withdrawn_and_can_come_back(
    loader: httpx.AsyncClient, api: httpx.AsyncClient, recorded: Recorded
) -> None:
    await publish(loader, offer(1), offer(2))
    await publish(loader, offer(1))
    assert [event.aggregate_version for event in await recorded(OfferingWithdrawn)] == [2]
    page = (await api.get(f"/api/catalog/doctors/{DOCTOR}")).json()
    assert len(page["offerings"]) == 1
    await publish(loader, offer(1), offer(2))
    assert (await recorded(OfferingPublished))[-1].aggregate_version == 3


async def test_two_doctors_of_one_name_get_two_addresses(loader: httpx.AsyncClient, api: httpx.AsyncClient) -> None:
    await publish(loader, offer(1))
    namesake = UUID(int=77, version=4)
    assert (await loader.put(f"/internal/doctors/{namesake}", json=person(offer(3)))).status_code == 204
    page = (await api.get(f"/api/catalog/doctors/{namesake}")).json()
    assert page["slug"] == "soloveva-anna-2"


async def test_unknown_references_are_named(loader: httpx.AsyncClient) -> None:
    await loader.put(f"/internal/clinics/{MOSCOW}", json=CLINIC)
    body = person(offer(1) | {"service_code": "Z99"}) | {"speciality_ids": ["100500"]}
    answer = await loader.put(f"/internal/doctors/{DOCTOR}", json=body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "unknown_reference")
    assert (problem["services"], problem["specialities"], problem["clinics"]) == (["Z99"], ["100500"], [])


async def test_the_migrations_make_what_the_models_say(context: Any) -> None:
    assert Base.metadata.tables
    assert await drift(context, str(context.settings.database_url.get_secret_value())) == []
