"""The menu of medcard."""

from medcard.actions.conclusions import list_visits, preview_conclusion, save_draft, show_conclusion
from medcard.actions.copies import copy_clinic, copy_offering, decide_consent, end_visit, expect_visit, move_visit
from medcard.actions.documents import add, change_access, list_own, open_file, remove, show, show_readings
from medcard.actions.issuing import issue
from medcard.actions.preparations import close_preparation, open_brought, prepare, show_brought, show_preparation

__all__ = [
    "add",
    "change_access",
    "close_preparation",
    "copy_clinic",
    "copy_offering",
    "decide_consent",
    "end_visit",
    "expect_visit",
    "issue",
    "list_own",
    "list_visits",
    "move_visit",
    "open_brought",
    "open_file",
    "prepare",
    "preview_conclusion",
    "remove",
    "save_draft",
    "show",
    "show_brought",
    "show_conclusion",
    "show_preparation",
    "show_readings",
]
