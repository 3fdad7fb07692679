"""Any one process may die in the middle of a story; it comes back and the story ends well."""

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress

import httpx
import pytest
from journeys.actors import Doctor, Patient
from journeys.sandboxes import BANK, ESIA, MAILBOX, PATIENT, ROOT, Sandboxes, until
from journeys.test_whole_visit import DOCTOR_LOGIN, DOCTOR_NAME, RECOMMENDATIONS, call, enter_room, read_conclusion

pytestmark = pytest.mark.journey

WORKER_PORTS = range(8101, 8108)


def kill(*names: str) -> None:
    """kill -9 of each program in turn, waiting after each until the whole fleet is ready again."""
    for name in names:
        shown = subprocess.run(
            [sys.executable, "-m", "dev", "status"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout
        found = re.search(rf"^{name} .*pid (\d+)", shown, re.MULTILINE)
        assert found, f"{name} is not among the running programs:\n{shown}"
        os.kill(int(found.group(1)), signal.SIGKILL)
        until(lambda gone=found: not _alive(int(gone.group(1))), what=f"the death of {name}")  # type: ignore[misc]  # mypy does not infer lambdas with defaults
        until(_all_ready, seconds=90, what=f"the fleet after the death of {name}")


def _alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def _all_ready() -> bool:
    addresses = [f"http://127.0.0.1:{port}/readyz/worker" for port in WORKER_PORTS]
    addresses += [f"{PATIENT}/", *(f"{sandbox}/readyz" for sandbox in (ESIA, BANK, MAILBOX))]
    with suppress(httpx.HTTPError):
        return all(httpx.get(address, trust_env=False, timeout=5).status_code == 200 for address in addresses)
    return False


def test_any_process_may_die_in_the_middle_of_a_visit(patient: Patient, doctor: Doctor, sandboxes: Sandboxes) -> None:
    """Each program is killed where the story leans on it most; no step has to be done twice by the people."""
    person = sandboxes.new_person("Смелова", "Жанна", "Игоревна")
    kill("identity", "esia")
    patient.log_in(person)
    patient.settle_in()
    kill("catalog")
    patient.find("корнил", DOCTOR_NAME)
    kill("booking")
    patient.choose("Онлайн", slot=3)
    kill("payment", "bank")
    patient.to_the_bank()
    kill("payment")
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!", timeout=60_000)
    booking = patient.booking_id()
    kill("notify", "mailbox")
    sandboxes.letter(person.email, "Вы записаны", seconds=90)

    patient.page.goto(f"{PATIENT}/records/{booking}")
    enter_room(patient)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    call(doctor, patient)
    kill("telemed")
    patient.says("Слышно после обрыва?")
    doctor.reads("Слышно после обрыва?")
    kill("gateway", "rabbitmq", "postgres")
    doctor.says("Слышно")
    patient.reads("Слышно")
    for end in (doctor, patient):
        end.assert_media_flows()

    doctor.page.get_by_test_id("room-hang-up").click()
    sandboxes.begin_visit(booking)
    doctor.end_visit()
    patient.sees("Врач готовит заключение")
    kill("medcard")
    doctor.conclude(diagnosis="I20.8", code="I20.8", recommendations=RECOMMENDATIONS)
    read_conclusion(patient, person)
