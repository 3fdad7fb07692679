"""The Russian texts of letters and pushes."""

from notify.actions.wording.doctors import DOCTORS_LETTERS
from notify.actions.wording.formatting_ru import format_clinic_time, format_money, format_place, format_time, map_url
from notify.actions.wording.letter_content import LetterContent, VisitDetails
from notify.actions.wording.pushes import push_title
from notify.actions.wording.verifications import verification_letter
from notify.actions.wording.visits import PATIENTS_LETTERS

VISIT_LETTERS = PATIENTS_LETTERS | DOCTORS_LETTERS

__all__ = [
    "VISIT_LETTERS",
    "LetterContent",
    "VisitDetails",
    "format_clinic_time",
    "format_money",
    "format_place",
    "format_time",
    "map_url",
    "push_title",
    "verification_letter",
]
