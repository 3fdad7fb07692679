"""Files the stand reads, and what it remembers after a sudden end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from esia_sandbox.persons import SEED_FILE

from .conftest import SCOPE, Build, Keys, Party, answer_of

DOCTOR = {
    "oid": 1000600001,
    "logins": ["doctor@esia.example"],
    "password": "demo1234",
    "group": "Врачи",
    "note": "Терапевт",
    "lastName": "Врачова",
    "firstName": "Нина",
    "birthDate": "01.02.1980",
    "gender": "F",
    "snils": "900-000-201 88",
    "contacts": [{"type": "EML", "value": "doctor@esia.example", "vrfStu": "VERIFIED"}],
}


def test_extra_people_come_from_files_and_follow_their_changes(build: Build, rsa_keys: Keys, tmp_path: Path) -> None:
    file = tmp_path / "doctors.json"
    file.write_text(json.dumps([DOCTOR]))
    world = build(Party(rsa_keys), persons_files=str(file))
    assert "Врачи" in world.browse(world.browse(world.party.authorization()).headers["location"]).text
    assert world.data(world.tokens(login="doctor@esia.example")).json()["lastName"] == "Врачова"
    file.write_text(json.dumps([{**DOCTOR, "lastName": "Новая"}]))
    again = build(Party(rsa_keys), persons_files=str(file))
    assert again.data(again.tokens(login="doctor@esia.example")).json()["lastName"] == "Новая"
    file.write_text("[]")
    empty = build(Party(rsa_keys), persons_files=str(file))
    assert empty.log_in(empty.party.authorization(), login="doctor@esia.example").status_code == 401


def test_an_admins_change_outlives_a_restart(build: Build, rsa_keys: Keys) -> None:
    build(Party(rsa_keys)).admin("PATCH", "persons/1000500001", {"lastName": "Иная"})
    assert build(Party(rsa_keys)).admin("GET", "persons").json()[0]["lastName"] == "Иная"


def test_seed_people_are_invented_well() -> None:
    people = json.loads(SEED_FILE.read_text("utf-8"))
    numbers = [person["snils"] for person in people if "snils" in person]
    numbers += [kid["snils"] for person in people for kid in person.get("kids", [])]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        digits = re.sub(r"\D", "", number)
        assert number.startswith("900-000-")
        total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9])) % 101 % 100
        assert int(digits[9:]) == total
    assert any("age" in person for person in people)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A stand of its own, to be killed."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.url = f"http://127.0.0.1:{environment['ESIA_SANDBOX_PORT']}"
        command = [sys.executable, "-m", "esia_sandbox"]
        self._log = log.open("ab")
        self.child = subprocess.Popen(command, env={**os.environ, **environment}, stderr=self._log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self.child.poll() is None, log.read_text()
            try:
                if httpx.get(f"{self.url}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                with suppress(subprocess.TimeoutExpired):
                    self.child.wait(0.05)
        raise AssertionError("the stand did not become ready")

    def kill(self) -> None:
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        self._log.close()


@pytest.fixture
def environment(tmp_path: Path, rsa_keys: Keys) -> dict[str, str]:
    clients = tmp_path / "clients.json"
    clients.write_text(json.dumps([Party(rsa_keys).as_client()]))
    return {
        "ESIA_SANDBOX_STATE_DIR": str(tmp_path / "state"),
        "ESIA_SANDBOX_CLIENTS_FILE": str(clients),
        "ESIA_SANDBOX_PORT": str(free_port()),
        "ESIA_SANDBOX_ADMIN_TOKEN": "t",
    }


def test_everything_survives_a_sudden_end(environment: dict[str, str], rsa_keys: Keys, tmp_path: Path) -> None:
    party, log = Party(rsa_keys), tmp_path / "log"
    admin = {"X-Sandbox-Token": "t"}
    order = {"client": "SYSTEM", "person": 1000500001, "scopes": SCOPE.split(), "access_type": "offline"}
    process = Process(environment, log)
    try:
        answers = [
            httpx.post(f"{process.url}/__sandbox/autologin", json=order, headers=admin).json()["url"] for _ in range(2)
        ]
        codes = [answer_of(answer)["code"] for answer in answers]
        te = f"{process.url}/aas/oauth2/v3/te"
        tokens = httpx.post(te, data=party.token_form(code=codes[0])).json()
        with httpx.Client(base_url=process.url) as browser:
            form = {"login": "anna.sokolova@esia.example", "password": "demo1234"}
            browser.post("/login", data=form)
            process.kill()
            process = Process(environment, log)
            page = browser.get("/settings/third-party/system-permissions")
            assert "Отозвать" in page.text
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert httpx.get(f"{process.url}/rs/prns/1000500001", headers=bearer).status_code == 200
        assert httpx.post(te, data=party.token_form(code=codes[1])).status_code == 200
        refreshed = httpx.post(te, data=party.token_form(refresh_token=tokens["refresh_token"]))
        assert refreshed.status_code == 200
    finally:
        process.kill()


def test_a_real_connection_is_really_dropped(environment: dict[str, str], tmp_path: Path) -> None:
    process = Process(environment, tmp_path / "log")
    try:
        fault = [{"match": "te", "action": "drop_connection", "times": 1}]
        httpx.post(f"{process.url}/__sandbox/faults", json=fault, headers={"X-Sandbox-Token": "t"})
        with pytest.raises(httpx.TransportError):
            httpx.post(f"{process.url}/aas/oauth2/v3/te", data={"a": "b"})
        assert httpx.get(f"{process.url}/livez").status_code == 200
    finally:
        process.kill()


@pytest.mark.parametrize("missing", ["STATE_DIR", "CLIENTS_FILE"])
def test_a_missing_setting_is_named_and_the_process_ends_with_78(environment: dict[str, str], missing: str) -> None:
    del environment[f"ESIA_SANDBOX_{missing}"]
    command = [sys.executable, "-m", "esia_sandbox"]
    ended = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert ended.returncode == 78
    assert f"ESIA_SANDBOX_{missing}" in ended.stderr


def test_a_clients_file_that_makes_no_sense_is_explained(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "clients.json").write_text('[{"mnemonic": "X"}]')
    command = [sys.executable, "-m", "esia_sandbox"]
    ended = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert ended.returncode == 78
    assert "redirect_uris" in ended.stderr
