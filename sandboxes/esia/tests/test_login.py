"""The way of a person: password, code of a message, consent, and back to the system."""

import pytest

from .conftest import SCOPE, Build, Keys, Party, World, answer_of, claims, confirmed, stamp


def test_a_person_logs_in_consents_and_the_system_gets_her_data(world: World) -> None:
    tokens = world.tokens()
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    person = world.data(tokens).json()
    assert (person["lastName"], person["firstName"], person["middleName"]) == ("Соколова", "Анна", "Сергеевна")
    assert person["trusted"] is True
    assert person["snils"] == "900-000-001 82"


def test_tokens_look_as_those_of_esia(world: World) -> None:
    tokens = world.tokens()
    access, identity = claims(tokens["access_token"]), claims(tokens["id_token"])
    assert claims(tokens["access_token"], 0) == {"ver": 1, "typ": "JWT", "sbt": "access", "alg": "RS256"}
    assert claims(tokens["id_token"], 0) == {"ver": 0, "typ": "JWT", "sbt": "id", "alg": "RS256"}
    assert access["iss"] == identity["iss"] == "http://esia.localhost:8090/"
    assert access["client_id"] == identity["aud"] == "SYSTEM"
    assert identity["sub"] == access["urn:esia:sbj_id"] == 1000500001
    assert "fullname?oid=1000500001" in access["scope"].split()
    assert "openid" in access["scope"].split()
    assert identity["urn:esia:sbj"]["urn:esia:sbj:is_tru"] is True
    assert identity["exp"] - identity["iat"] == 10800
    published = list((world.state_dir / "certificates").glob("*.pem"))
    assert confirmed(tokens["access_token"], published)
    assert confirmed(tokens["id_token"], published)


@pytest.mark.parametrize("login", ["ANNA.Sokolova@esia.example ", "8 000 100 00 01", "900-000-001 82", "90000000182"])
def test_a_login_is_understood_however_it_is_typed(world: World, login: str) -> None:
    assert "code" in world.callback(login=login)


def test_the_login_page_says_it_is_a_test_stand_and_lists_the_people(world: World) -> None:
    visit = world.browse(world.party.authorization()).headers["location"]
    page = world.browse(visit)
    assert "Тестовый стенд — не настоящие Госуслуги" in page.text
    assert 'id="login"' in page.text
    assert 'id="password"' in page.text
    assert "Морозова Елена Викторовна" in page.text
    assert "Проверочная система" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_wrong_password_is_reported_and_the_fifth_locks(world: World) -> None:
    url = world.party.authorization()
    for _ in range(4):
        answer = world.log_in(url, password="wrong")
        assert answer.status_code == 401
        assert "Неверный логин или пароль" in answer.text
    assert "заблокирован" in world.log_in(url, password="wrong").text
    assert world.log_in(url).status_code == 423
    world.admin("POST", "clock", {"offset": 901})
    assert "code" in world.callback(world.party.authorization(timestamp=stamp(901)))


@pytest.mark.parametrize(("login", "words"), [("gleb.starov", "удалена"), ("roman.belyaev", "заблокирована")])
def test_a_closed_account_cannot_log_in_and_sees_why(world: World, login: str, words: str) -> None:
    answer = world.log_in(world.party.authorization(), login=f"{login}@esia.example")
    assert answer.status_code == 403
    assert words in answer.text


def test_an_unconfirmed_account_logs_in_without_the_mark_of_trust(world: World) -> None:
    tokens = world.tokens(login="ivan.novikov@esia.example")
    assert "urn:esia:sbj:is_tru" not in claims(tokens["id_token"])["urn:esia:sbj"]
    assert world.data(tokens).json()["trusted"] is False


def test_a_system_that_needs_trust_gets_a_refusal_and_another_person_may_try(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys, entry={"require_trusted": True}))
    answer = world.log_in(world.party.authorization(), login="ivan.novikov@esia.example")
    world.refused(answer, "007055")
    assert "code" in world.callback()


def test_the_second_factor_is_asked_and_checked(world: World) -> None:
    page = world.log_in(world.party.authorization(), login="irina.fedorova@esia.example")
    assert page.status_code == 200
    assert "Код подтверждения" in page.text
    form = {name: page.text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("ticket", "tx", "next")}
    wrong = world.http.post("/login/otp", data={**form, "code": "111111"}, follow_redirects=False)
    assert "Неверный код" in wrong.text
    right = world.http.post("/login/otp", data={**form, "code": "000000"}, follow_redirects=False)
    assert right.headers["location"].startswith("/consent")


def test_a_second_factor_without_a_confirmed_phone_is_refused(world: World) -> None:
    world.refused(world.log_in(world.party.authorization(), login="pavel.ershov@esia.example"), "007046")


def test_a_refusal_goes_back_to_the_system_with_its_state(world: World) -> None:
    url = world.party.authorization()
    address = world.press(world.log_in(url).headers["location"], "refuse")
    answer = answer_of(address)
    assert answer["error"] == "access_denied"
    assert answer["error_description"].startswith("ESIA-007004")
    assert answer["state"] == answer_of(url)["state"]
    assert world.admin("GET", "grants").json() == []


def test_a_consent_is_asked_once_and_again_when_more_is_wanted(world: World) -> None:
    world.callback()
    second = world.browse(world.party.authorization()).headers["location"]
    assert answer_of(world.browse(second).headers["location"])["code"]
    wider = world.browse(world.party.authorization(scope=f"{SCOPE} medical_doc")).headers["location"]
    assert world.browse(wider).headers["location"].startswith("/consent")


def test_a_live_session_skips_the_form_and_logout_ends_it(world: World) -> None:
    world.callback()
    login = world.browse(world.party.authorization()).headers["location"]
    assert world.browse(login).status_code == 302
    back = "http://localhost:8080/bye"
    answer = world.browse(f"/idp/ext/Logout?client_id=SYSTEM&redirect_url={back}")
    assert answer.headers["location"] == back
    login = world.browse(world.party.authorization()).headers["location"]
    assert world.browse(login).status_code == 200


@pytest.mark.parametrize("parameter", ["redirect_uri=http://localhost:8080/", "redirect_url=http://evil.example/"])
def test_logout_goes_only_home_and_only_by_its_own_parameter(world: World, parameter: str) -> None:
    answer = world.browse(f"/idp/ext/Logout?client_id=SYSTEM&{parameter}")
    assert answer.status_code == 200
    assert "Вы вышли" in answer.text


def test_two_tabs_finish_each_with_their_own_state(world: World) -> None:
    first, second = world.party.authorization(), world.party.authorization()
    consent_one = world.log_in(first).headers["location"]
    consent_two = world.log_in(second).headers["location"]
    two = answer_of(world.press(consent_two, "grant"))
    one = answer_of(world.press(consent_one, "grant"))
    assert (one["state"], two["state"]) == (answer_of(first)["state"], answer_of(second)["state"])
    assert one["code"] != two["code"]


def test_a_forged_consent_form_changes_nothing(world: World) -> None:
    consent = world.log_in(world.party.authorization()).headers["location"]
    form = {"tx": answer_of(consent)["tx"], "csrf": "forged", "decision": "grant"}
    answer = world.http.post("/consent", data=form, follow_redirects=False)
    assert answer.status_code == 403
    assert world.admin("GET", "grants").json() == []


def test_a_finished_login_page_explains_what_to_do(world: World) -> None:
    url = world.party.authorization()
    consent = world.log_in(url).headers["location"]
    world.press(consent, "grant")
    answer = world.browse(consent)
    assert answer.status_code == 400
    assert "нажмите «Войти» ещё раз" in answer.text


def test_the_other_person_may_be_chosen_on_the_consent_page(world: World) -> None:
    consent = world.log_in(world.party.authorization()).headers["location"]
    form = {"tx": answer_of(consent)["tx"]}
    back = world.http.post("/login/other", data=form, follow_redirects=False)
    assert world.browse(back.headers["location"]).status_code == 200


def test_pages_ask_nothing_of_other_hosts(world: World) -> None:
    url = world.browse(world.party.authorization()).headers["location"]
    for page in (world.browse(url), world.browse("/"), world.browse("/static/esia.css")):
        assert page.status_code == 200
        assert "http://" not in page.text
        assert "https://" not in page.text
