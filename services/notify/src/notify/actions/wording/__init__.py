"""What people read."""

from notify.actions.wording.doctors import DOCTORS_LETTERS
from notify.actions.wording.pushes import PUSH_TITLES
from notify.actions.wording.spelling import spell_money, spell_time
from notify.actions.wording.verifications import verification_words
from notify.actions.wording.visits import PATIENTS_LETTERS
from notify.actions.wording.words import VisitFacts, Words

VISIT_LETTERS = PATIENTS_LETTERS | DOCTORS_LETTERS

__all__ = ["PUSH_TITLES", "VISIT_LETTERS", "VisitFacts", "Words", "spell_money", "spell_time", "verification_words"]
