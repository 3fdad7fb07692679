"""What people read."""

from notify.actions.wording.doctors import DOCTORS_LETTERS
from notify.actions.wording.pushes import push_title
from notify.actions.wording.spelling import spell_money, spell_time, spell_time_there
from notify.actions.wording.verifications import verification_words
from notify.actions.wording.visits import PATIENTS_LETTERS
from notify.actions.wording.words import VisitFacts, Words

VISIT_LETTERS = PATIENTS_LETTERS | DOCTORS_LETTERS

__all__ = [
    "VISIT_LETTERS",
    "VisitFacts",
    "Words",
    "push_title",
    "spell_money",
    "spell_time",
    "spell_time_there",
    "verification_words",
]
