"""The menu of medcard."""

from medcard.actions.conclusions import list_visits, preview_conclusion, save_draft, show_conclusion
from medcard.actions.copies import copy_clinic, copy_offering, decide_consent, end_visit, expect_visit, move_visit
from medcard.actions.documents import add, change_access, list_own, open_file, remove, show, show_readings
from medcard.actions.issuing import issue

__all__ = [
    "add",
    "change_access",
    "copy_clinic",
    "copy_offering",
    "decide_consent",
    "end_visit",
    "expect_visit",
    "issue",
    "list_own",
    "list_visits",
    "move_visit",
    "open_file",
    "preview_conclusion",
    "remove",
    "save_draft",
    "show",
    "show_conclusion",
    "show_readings",
]
