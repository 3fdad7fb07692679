"""Every operation that takes an id and is open to a password session says what such a session gets of it.

A linked person who came in by password must not reach what was made after Gosuslugi by knowing its id (R033, R042).
A new operation of this kind fails here until it is listed with the test that proves its answer.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from common import rights
from dev.layout import SERVICES
from fastapi.routing import iter_route_contexts

ROOT = Path(__file__).parents[2]
NARROWER = {
    rights.identified_patient,
    rights.doctor,
    rights.clinic_admin,
    rights.ops,
    rights.service_caller,
}
BOOKING = "services/booking/tests/test_password_sessions.py"
VISIT = f"{BOOKING}::test_an_online_visit_needs_a_gosuslugi_session_of_its_patient"
TELEMED = "services/telemed/tests"
ROOM = f"{TELEMED}/test_routes.py::test_a_password_session_is_not_identified"
TWO = f"{TELEMED}/test_ratings.py::test_only_the_two_of_the_room_speak_for_it"
FILES = f"{TELEMED}/test_files.py::test_only_participants_put_and_take_files"
MEDCARD = "services/medcard/tests"
DOCUMENT = f"{MEDCARD}/test_made_identified.py::test_what_was_made_after_gosuslugi_is_not_found_by_a_password_session"
PREPARATION = f"{MEDCARD}/test_preparations.py::test_a_password_session_finds_no_preparation_of_an_online_visit"
SHARE = f"{MEDCARD}/test_shares.py::test_r033_r042_a_password_session_shares_its_uploads_and_no_medical_document"

PROVED_BY = {
    "identity DELETE /sessions/{session_id}": (
        "services/identity/tests/test_takeover.py::test_a_password_session_of_a_linked_person_changes_no_way_in"
    ),
    "booking GET /bookings/{booking_id}": VISIT,
    "booking GET /bookings/{booking_id}/cancellation": VISIT,
    "booking POST /bookings/{booking_id}/cancellation": VISIT,
    "booking POST /bookings/{booking_id}/confirmation": VISIT,
    "booking POST /bookings/{booking_id}/rescheduling": VISIT,
    "booking DELETE /waitlist/{entry_id}": (
        f"{BOOKING}::test_waiting_for_an_online_visit_is_hidden_from_a_password_session"
    ),
    "telemed GET /rooms/{booking_id}": ROOM,
    "telemed GET /rooms/{booking_id}/messages": ROOM,
    "telemed POST /rooms/{booking_id}/session-confirmations": TWO,
    "telemed POST /rooms/{booking_id}/rating": TWO,
    "telemed POST /rooms/{booking_id}/files": FILES,
    "telemed GET /rooms/{booking_id}/files/{file_id}": FILES,
    "medcard GET /documents/{document_id}": DOCUMENT,
    "medcard PUT /documents/{document_id}": DOCUMENT,
    "medcard DELETE /documents/{document_id}": DOCUMENT,
    "medcard GET /documents/{document_id}/file": DOCUMENT,
    "medcard PUT /documents/{document_id}/access": DOCUMENT,
    "medcard GET /documents/{document_id}/readings": DOCUMENT,
    "medcard GET /visits/{booking_id}/preparation": PREPARATION,
    "medcard PUT /visits/{booking_id}/preparation": PREPARATION,
    "medcard GET /shares/{share_id}/link": SHARE,
    "medcard POST /shares/{share_id}/revocation": SHARE,
    "notify POST /notices/{notice_id}/reading": (
        "services/notify/tests/test_routes.py::test_a_password_session_sees_no_notices_of_online_visits_and_documents"
    ),
    # A browser's own push address, made by either session; it says nothing of a visit.
    "notify DELETE /push-subscriptions/{subscription_id}": (
        "services/notify/tests/test_pushes.py::test_browsers_are_their_owners_only"
    ),
    "notify GET /visits/{booking_id}/invitation": (
        "services/notify/tests/test_invitations.py::test_the_entry_can_be_taken_away_by_those_whose_visit_it_is"
    ),
}


def _rights(dependant: Any) -> Iterator[Any]:
    for part in dependant.dependencies:
        yield part.call
        yield from _rights(part)


def _open_to_a_password() -> Iterator[str]:
    for name in SERVICES:
        service = import_module(f"{name}.main").service
        for route in (one for router in service.routers for one in iter_route_contexts(router.routes)):
            asked = set(_rights(route.dependant)) if "_id}" in (route.path or "") and route.dependant else set()
            if rights.patient in asked and not asked & NARROWER:
                yield from (f"{name} {method} {route.path}" for method in route.methods or ())


def test_every_operation_with_an_id_says_what_a_password_session_gets() -> None:
    assert set(_open_to_a_password()) == set(PROVED_BY)


@pytest.mark.parametrize("proof", sorted(set(PROVED_BY.values())))
def test_what_it_says_is_proved(proof: str) -> None:
    path, name = proof.split("::")
    assert f"def {name}(" in (ROOT / path).read_text()
