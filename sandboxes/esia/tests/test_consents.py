"""Withdrawing a consent the way the guide describes to the patient."""

import httpx
import pytest

from .conftest import World, answer_of

PAGES = ["/settings/third-party/agreements/acting", "/settings/third-party/system-permissions"]


def revoke(world: World, page: httpx.Response) -> httpx.Response:
    form_of = page.text.split('<form method="post" action="/settings')[1]
    action = "/settings" + form_of.split('"')[0]
    csrf = form_of.split('name="csrf" value="')[1].split('"')[0]
    return world.http.post(action, data={"csrf": csrf}, follow_redirects=False)


@pytest.mark.parametrize("address", PAGES)
def test_a_revoked_consent_kills_the_tokens_and_is_asked_again(world: World, address: str) -> None:
    tokens = world.tokens()
    page = world.browse(address)
    assert "Проверочная система" in page.text
    assert "Отозвать" in page.text
    done = revoke(world, page)
    assert done.headers["location"].startswith(address)
    assert "Разрешение отозвано" in world.browse(done.headers["location"]).text
    assert world.data(tokens).status_code == 401
    world.refused(world.exchange(refresh_token=tokens["refresh_token"]), "007011")
    login = world.browse(world.party.authorization()).headers["location"]
    assert world.browse(login).headers["location"].startswith("/consent")


def test_a_code_not_yet_used_dies_with_the_consent(world: World) -> None:
    code = world.callback()["code"]
    world.admin("DELETE", "grants")
    world.refused(world.exchange(code=code), "007011")


@pytest.mark.parametrize("address", PAGES)
def test_the_page_asks_to_log_in_first_and_returns(world: World, address: str) -> None:
    login = world.browse(address).headers["location"]
    assert world.browse(login).status_code == 200
    form = {"next": answer_of(login)["next"], "login": "anna.sokolova@esia.example", "password": "demo1234"}
    back = world.http.post("/login", data=form, follow_redirects=False)
    assert back.headers["location"] == address
    assert "Ни одна система" in world.browse(address).text


def test_a_login_never_leads_to_another_host(world: World) -> None:
    form = {"next": "//evil.example/", "login": "anna.sokolova@esia.example", "password": "demo1234"}
    back = world.http.post("/login", data=form, follow_redirects=False)
    assert back.headers["location"] == PAGES[0]


def test_nobody_revokes_for_another_and_no_forged_form_revokes(world: World) -> None:
    world.callback()
    grant = world.admin("GET", "grants").json()[0]["id"]
    action = f"/settings/third-party/agreements/{grant}/revoke"
    assert world.http.post(action, data={"csrf": "x"}, follow_redirects=False).status_code == 403
    world.browse("/idp/ext/Logout")
    form = {"login": "viktor.kim@esia.example", "password": "demo1234"}
    world.http.post("/login", data=form, follow_redirects=False)
    page = world.browse(PAGES[0])
    assert "Отозвать" not in page.text
    assert world.admin("GET", "grants").json()[0]["revoked_at"] is None
