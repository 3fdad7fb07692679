"""The menu of medcard."""

from medcard.actions.conclusions import list_visits, preview_conclusion, save_draft, show_conclusion
from medcard.actions.copies import (
    close_no_show,
    copy_clinic,
    copy_offering,
    decide_consent,
    end_visit,
    expect_visit,
    move_visit,
)
from medcard.actions.documents import change_access, list_access_log, list_authors, list_own, open_file, show
from medcard.actions.issuing import issue, prepare_paper
from medcard.actions.joining import join_cabinets, join_late_rows
from medcard.actions.preparations import (
    close_preparation,
    open_prepared_file,
    save_preparation,
    show_preparation,
    show_preparation_for_doctor,
)
from medcard.actions.retention import end_shares
from medcard.actions.shared import open_link, open_shared_file, show_shared
from medcard.actions.shares import list_accesses, list_shares, make_share, revoke, show_link
from medcard.actions.uploads import Files, add, change, check_files, remove, write_note

__all__ = [
    "Files",
    "add",
    "change",
    "change_access",
    "check_files",
    "close_no_show",
    "close_preparation",
    "copy_clinic",
    "copy_offering",
    "decide_consent",
    "end_shares",
    "end_visit",
    "expect_visit",
    "issue",
    "join_cabinets",
    "join_late_rows",
    "list_access_log",
    "list_accesses",
    "list_authors",
    "list_own",
    "list_shares",
    "list_visits",
    "make_share",
    "move_visit",
    "open_file",
    "open_link",
    "open_prepared_file",
    "open_shared_file",
    "prepare_paper",
    "preview_conclusion",
    "remove",
    "revoke",
    "save_draft",
    "save_preparation",
    "show",
    "show_conclusion",
    "show_link",
    "show_preparation",
    "show_preparation_for_doctor",
    "show_shared",
    "write_note",
]
