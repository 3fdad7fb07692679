"""What people read."""

from notify.actions.wording.doctors import DOCTORS_LETTERS
from notify.actions.wording.formatting_ru import format_money, format_time, format_time_there
from notify.actions.wording.letter import LetterContent, VisitDetails
from notify.actions.wording.verifications import verification_letter
from notify.actions.wording.visits import PATIENTS_LETTERS

VISIT_LETTERS = PATIENTS_LETTERS | DOCTORS_LETTERS

__all__ = [
    "VISIT_LETTERS",
    "LetterContent",
    "VisitDetails",
    "format_money",
    "format_time",
    "format_time_there",
    "verification_letter",
]
