"""Personal data: only what the scopes allow, in the shapes of the REST."""

import pytest

from .conftest import World

ALL = "openid fullname email mobile contacts addresses id_doc medical_doc vehicles usr_org"


def test_fields_outside_the_scopes_are_absent(world: World) -> None:
    person = world.data(world.tokens(scope="openid gender")).json()
    assert person["gender"] == "F"
    assert {"lastName", "snils", "birthDate", "citizenship", "rIdDoc"}.isdisjoint(person)
    assert {"trusted", "status", "updatedOn", "eTag", "stateFacts"} <= set(person)


def test_a_collection_is_a_list_of_addresses_or_comes_in_place(world: World) -> None:
    tokens = world.tokens()
    listed = world.data(tokens, "/ctts").json()
    assert listed["size"] == len(listed["elements"]) == 2
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    fetched = [world.http.get(url, headers=bearer).json() for url in listed["elements"]]
    in_place = world.data(tokens, "/ctts?embed=(elements)").json()["elements"]
    assert fetched == in_place
    assert {item["type"]: item["value"] for item in in_place} == {
        "EML": "anna.sokolova@esia.example",
        "MBT": "+7(000)1000001",
    }


def test_everything_may_be_embedded_in_the_person(world: World) -> None:
    names = "contacts.elements,addresses.elements,documents.elements,vehicles.elements,organizations.elements"
    person = world.data(world.tokens(scope=ALL), f"?embed=({names})").json()
    assert person["contacts"]["elements"][0]["type"] == "EML"
    assert person["addresses"]["elements"][0]["type"] == "PLV"
    assert {item["type"] for item in person["documents"]["elements"]} == {"RF_PASSPORT", "MDCL_PLCY"}
    assert person["vehicles"]["size"] == person["organizations"]["size"] == 1
    assert person["rIdDoc"] in [item["id"] for item in person["documents"]["elements"]]


def test_a_contact_scope_shows_its_own_kind_only(world: World) -> None:
    contacts = world.data(world.tokens(scope="openid email"), "/ctts?embed=(elements)").json()["elements"]
    assert [item["type"] for item in contacts] == ["EML"]


def test_while_a_new_address_is_verified_the_old_one_is_the_value(world: World) -> None:
    tokens = world.tokens(login="maria.orlova@esia.example")
    mail = world.data(tokens, "/ctts?embed=(elements)").json()["elements"][0]
    assert mail["value"] == "maria.orlova@esia.example"
    assert mail["vrfStu"] == "VERIFIED"
    assert (mail["verifyingValue"], mail["vrfValStu"]) == ("maria.new@esia.example", "VERIFYING")


@pytest.mark.parametrize("path", ["/docs", "/kids", "/vhls", "/orgs", "/roles", "/addrs", "/ctts"])
def test_a_section_outside_the_scopes_is_forbidden(world: World, path: str) -> None:
    answer = world.data(world.tokens(scope="openid fullname"), path)
    assert answer.status_code == 403
    assert answer.json()["code"].startswith("ESIA-")


def test_children_come_with_their_policies(world: World) -> None:
    scope = "openid kid_fullname kid_birthdate kid_medical_doc"
    tokens = world.tokens(scope=scope, login="elena.morozova@esia.example")
    kids = world.data(tokens, "/kids?embed=(elements)").json()["elements"]
    assert [kid["firstName"] for kid in kids] == ["Артём", "Полина"]
    assert "snils" not in kids[0]
    assert [doc["type"] for doc in kids[0]["documents"]["elements"]] == ["MDCL_PLCY"]


def test_a_foreigner_has_his_own_document_and_no_snils(world: World) -> None:
    tokens = world.tokens(login="timur.rashidov@esia.example")
    person = world.data(tokens).json()
    assert person["citizenship"] == "UZB"
    assert "snils" not in person
    assert "middleName" not in person
    assert world.data(tokens, "/docs?embed=(elements)").json()["elements"][0]["type"] == "FID_DOC"


def test_the_token_of_one_person_does_not_open_another(world: World) -> None:
    bearer = {"Authorization": f"Bearer {world.tokens()['access_token']}"}
    assert world.http.get("/rs/prns/1000500002", headers=bearer).status_code == 403
    assert world.http.get("/rs/prns/1", headers=bearer).status_code == 404
    assert world.http.get("/rs/prns/1000500001/pets", headers=bearer).status_code == 404
    assert world.http.get("/rs/prns/1000500001/ctts/1", headers=bearer).status_code == 404


@pytest.mark.parametrize("header", [None, "Bearer nonsense", "Basic abc", "Bearer a.b.c"])
def test_without_a_good_token_the_answer_is_401(world: World, header: str | None) -> None:
    answer = world.http.get("/rs/prns/1000500001", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.json()["code"].startswith("ESIA-")


def test_a_token_outlived_is_401(world: World) -> None:
    tokens = world.tokens()
    world.admin("POST", "clock", {"offset": 3601})
    assert world.data(tokens).status_code == 401


def test_an_etag_changes_with_the_person(world: World) -> None:
    tokens = world.tokens()
    before = world.data(tokens).json()["eTag"]
    assert world.data(tokens).json()["eTag"] == before
    world.admin("PATCH", "persons/1000500001", {"lastName": "Воронцова"})
    after = world.data(tokens).json()
    assert after["lastName"] == "Воронцова"
    assert after["eTag"] != before
