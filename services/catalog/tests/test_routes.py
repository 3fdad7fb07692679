"""What a visitor finds, and who may publish."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

SOLOVYOVA = UUID("00000000-0000-4000-8000-000000000011")
NOBODY = UUID("00000000-0000-4000-8000-0000000000ff")
Client = httpx.AsyncClient

pytestmark = pytest.mark.usefixtures("catalogue")


async def names(api: Client, query: str) -> list[str]:
    found = (await api.get("/api/catalog/suggestions", params={"q": query})).json()
    return [doctor["full_name"] for doctor in found["doctors"]]


@pytest.mark.parametrize(
    "typed",
    ["Соловьёва", "соловьева", "соловьева анна", "анна соло", "солов", "cjkjd", "solov", "салавьева", "Соловьевва"],
)
async def test_r053_a_doctor_is_found_however_the_name_is_typed(api: Client, typed: str) -> None:
    assert (await names(api, typed))[0] == "Соловьёва Анна Петровна"


@pytest.mark.parametrize("typed", ["кардиолог", "Кардиология", "кардеолог", "rfhlbjkju", "сердце", "kardio"])
async def test_r054_a_speciality_is_found_by_what_people_call_it(api: Client, typed: str) -> None:
    found = (await api.get("/api/catalog/suggestions", params={"q": typed})).json()["specialities"]
    assert [(view["code"], view["profession"], view["doctor_count"]) for view in found] == [("118", "Кардиолог", 2)]


@pytest.mark.parametrize("typed", ["березка", "Берёзка", "тверская", "thtprf"])
async def test_r055_a_clinic_is_found_by_title_and_address(api: Client, typed: str) -> None:
    found = (await api.get("/api/catalog/suggestions", params={"q": typed})).json()["clinics"]
    assert [clinic["title"] for clinic in found] == ["Медицинский центр «Берёзка»"]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "\\", "'; drop table doctors; --", "йцукенгшщз" * 15])
async def test_a_query_that_means_nothing_finds_nothing(api: Client, typed: str) -> None:
    answer = await api.get("/api/catalog/suggestions", params={"q": typed[:200]})
    assert answer.status_code == 200
    found = answer.json()
    assert [found[kind] for kind in ("doctors", "specialities", "clinics")] == [[], [], []]


async def test_r052_suggestions_say_what_the_words_may_have_meant(api: Client) -> None:
    """So that the matched part can be shown, whichever keys were pressed."""
    found = (await api.get("/api/catalog/suggestions", params={"q": "rfhlbjkju"})).json()
    assert "кардиолог" in found["spellings"]


async def test_a_search_for_a_speciality_lists_its_doctors(api: Client) -> None:
    found = (await api.get("/api/catalog/doctors", params={"q": "кардиолог"})).json()["items"]
    assert [card["full_name"] for card in found] == ["Соловьёва Анна Петровна", "Щукина Мария Львовна"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 3),
        ({"speciality": "kardiolog"}, 2),
        ({"speciality": "118", "price_to_kopecks": 100_000}, 1),
        ({"visit_type": "clinic"}, 1),
        ({"clinic": "klinika-uralskaia"}, 1),
        ({"clinic": "klinika-uralskaia", "speciality": "118"}, 0),
    ],
)
async def test_filters_narrow_the_list(api: Client, filters: dict[str, Any], count: int) -> None:
    answer = await api.get("/api/catalog/doctors", params=filters)
    assert len(answer.json()["items"]) == count


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ({}, ["Абдулов", "Соловьёва", "Щукина"]),
        ({"sort": "price"}, ["Щукина", "Абдулов", "Соловьёва"]),
        ({"sort": "price", "visit_type": "online"}, ["Щукина", "Абдулов", "Соловьёва"]),
        ({"sort": "experience"}, ["Абдулов", "Соловьёва", "Щукина"]),
        ({"sort": "price", "q": "кардиолог"}, ["Щукина", "Соловьёва"]),
    ],
)
async def test_r057_a_list_is_sorted_and_counted(api: Client, sort: dict[str, str], order: list[str]) -> None:
    found = (await api.get("/api/catalog/doctors", params={**sort, "limit": 2})).json()
    assert found["total"] == len(order)
    cards = found["items"]
    if cursor := found["next_cursor"]:
        rest = await api.get("/api/catalog/doctors", params={**sort, "limit": 2, "cursor": cursor})
        cards = cards + rest.json()["items"]
    assert [card["full_name"].split()[0] for card in cards] == order


async def test_who_knows_the_order_asks_for_ids_and_then_for_their_cards(api: Client) -> None:
    """R057: the client sorts ids by what booking says about free times and asks for the cards of one page."""
    ids = (await api.get("/api/catalog/doctor-ids", params={"q": "кардиолог"})).json()["items"]
    cheapest = (await api.get("/api/catalog/doctor-ids", params={"q": "кардиолог", "sort": "price"})).json()["items"]
    assert cheapest == list(reversed(ids))
    wanted = ",".join(reversed(ids))
    page = (await api.get("/api/catalog/doctors", params={"doctor_ids": wanted})).json()
    assert [card["doctor_id"] for card in page["items"]] == list(reversed(ids))
    narrowed = await api.get("/api/catalog/doctors", params={"doctor_ids": wanted, "visit_type": "clinic"})
    assert narrowed.json()["total"] == 1
    both = await api.get("/api/catalog/doctors", params={"doctor_ids": wanted, "q": "щукина"})
    assert [card["doctor_id"] for card in both.json()["items"]] == [ids[1]]
    wrong = await api.get("/api/catalog/doctors", params={"doctor_ids": "nobody"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid")
    unknown = await api.get("/api/catalog/doctor-ids", params={"speciality": "witchcraft"})
    assert unknown.status_code == 404


async def test_a_doctor_comes_with_where_the_clinics_are_and_how_to_call_them(api: Client) -> None:
    card = (await api.get("/api/catalog/doctors", params={"q": "щукина"})).json()["items"][0]
    (page_clinic,) = (await api.get(f"/api/catalog/doctors/{card['doctor_id']}")).json()["clinics"]
    assert (page_clinic["address"], page_clinic["phone"]) == ("Тверская улица, 1", "+7 495 000-00-01")
    assert card["clinics"] == [page_clinic]


async def test_a_clinic_lists_its_own_specialities(api: Client) -> None:
    found = (await api.get("/api/catalog/specialities", params={"clinic": "klinika-uralskaia"})).json()["items"]
    assert [(view["profession"], view["doctor_count"]) for view in found] == [("Терапевт", 1)]
    assert (await api.get("/api/catalog/specialities", params={"clinic": "nowhere"})).status_code == 404


@pytest.mark.parametrize("cursor", ["²", "2", "1" * 20, "WzFlOV0", "Wy0xXQ", "WzEwMDAwMDAwMDAwMDAwMDAwMDAwMF0", ""])
async def test_b3_a_cursor_that_is_not_ours_is_refused(api: Client, cursor: str) -> None:
    answer = await api.get("/api/catalog/doctors", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "query",
    [
        "doctors?clinic=%00",
        "doctors?speciality=%00",
        "doctors?clinic=%01",
        "doctors?q=%E2%80%AE",
        "specialities?clinic=%00",
        "suggestions?q=%00",
        f"doctors?price_to_kopecks={10**20}",
        f"doctor-ids?price_to_kopecks={2**63}",
        f"clinics/{'a' * 300}",
    ],
)
async def test_b3_what_the_database_cannot_hold_is_refused(api: Client, query: str) -> None:
    answer = await api.get(f"/api/catalog/{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_list_goes_on_from_its_cursor(api: Client) -> None:
    first = (await api.get("/api/catalog/doctors", params={"limit": 2})).json()
    rest = (await api.get("/api/catalog/doctors", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    listed = [card["slug"] for card in first["items"] + rest["items"]]
    assert len(listed) == len(set(listed)) == 3
    assert rest["next_cursor"] is None


async def test_r050_a_doctor_has_a_permanent_readable_address(api: Client, loader: Client) -> None:
    page = (await api.get("/api/catalog/doctors/soloveva-anna-petrovna")).json()
    assert page["doctor_id"] == str(SOLOVYOVA)
    body = {
        "full_name": {"last": "Орлова", "first": "Анна", "middle": "Петровна"},
        "gender": "female",
        "speciality_ids": ["118"],
        "clinic_ids": [page["clinics"][0]["clinic_id"]],
        "experience_since": 2005,
        "offerings": [
            {key: page["offerings"][0][key] for key in page["offerings"][0] if key != "service_title"},
        ],
    }
    assert (await loader.put(f"/internal/doctors/{SOLOVYOVA}", json=body)).status_code == 204
    renamed = (await api.get("/api/catalog/doctors/soloveva-anna-petrovna")).json()
    assert renamed["full_name"] == "Орлова Анна Петровна"


async def test_r057_a_doctor_page_lists_services_with_prices(api: Client) -> None:
    page = (await api.get(f"/api/catalog/doctors/{SOLOVYOVA}")).json()
    assert [(item["visit_type"], item["price_kopecks"]) for item in page["offerings"]] == [
        ("clinic", 300_000),
        ("online", 150_000),
    ]
    assert page["offerings"][0]["service_title"] == "Прием (осмотр, консультация) врача-кардиолога первичный"
    assert page["price_from_kopecks"] == 150_000
    assert page["visit_types"] == ["clinic", "online"]


@pytest.mark.parametrize("path", ["doctors/nobody", f"doctors/{NOBODY}", "clinics/nowhere", f"portraits/{NOBODY}"])
async def test_what_does_not_exist_is_not_found(api: Client, path: str) -> None:
    answer = await api.get(f"/api/catalog/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_specialities_and_clinics_are_listed_with_their_doctors(api: Client) -> None:
    specialities = (await api.get("/api/catalog/specialities")).json()["items"]
    assert [(view["profession"], view["doctor_count"]) for view in specialities] == [("Кардиолог", 2), ("Терапевт", 1)]
    clinics = (await api.get("/api/catalog/clinics")).json()["items"]
    assert [clinic["doctor_count"] for clinic in clinics] == [1, 2]


async def test_a_portrait_is_served_as_an_inert_picture(api: Client, loader: Client) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    headers = {"Content-Type": "image/svg+xml"}
    stored = await loader.put(f"/internal/portraits/{SOLOVYOVA}", content=picture, headers=headers)
    assert stored.status_code == 204
    answer = await api.get(f"/api/catalog/portraits/{SOLOVYOVA}")
    assert answer.content == picture
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("who", ["stranger", "patient", "other service"])
async def test_only_the_loader_publishes(
    who: str, api: Client, as_patient: Callable[[], Client], as_service: Callable[..., Client]
) -> None:
    other_service = as_service("loader", "people:read")
    client = {"stranger": api, "patient": as_patient(), "other service": other_service}[who]
    answer = await client.put(f"/internal/doctors/{SOLOVYOVA}", json={})
    assert answer.status_code == (401 if who == "stranger" else 403)
