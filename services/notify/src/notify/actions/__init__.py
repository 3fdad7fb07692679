"""The menu of notify."""

from notify.actions.copies import copy_clinic, copy_offering, copy_visit, move_visit
from notify.actions.delivery import deliver_due_letter
from notify.actions.notices import list_for, mark_all, mark_one
from notify.actions.telling import ask_for_verification, tell, tell_both

__all__ = [
    "ask_for_verification",
    "copy_clinic",
    "copy_offering",
    "copy_visit",
    "deliver_due_letter",
    "list_for",
    "mark_all",
    "mark_one",
    "move_visit",
    "tell",
    "tell_both",
]
