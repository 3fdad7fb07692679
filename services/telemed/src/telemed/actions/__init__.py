"""The menu of telemed."""

from telemed.actions.calls import (
    accept_call,
    cancel_call,
    decline_call,
    end_lost_calls,
    end_unanswered_calls,
    hang_up,
    report_connected,
    ring,
)
from telemed.actions.chat import list_messages, mark, say, tell_missed_messages
from telemed.actions.checks import offer_check
from telemed.actions.files import (
    announce_file,
    drop_infected,
    find_file,
    forget_abandoned_files,
    list_unscanned,
    register_file,
    said_before,
    scan,
    settle_file,
)
from telemed.actions.people import end_session, forget_ended_sessions, join_cabinets
from telemed.actions.ratings import rate_connection
from telemed.actions.rooms import (
    Participant,
    admit,
    cancel_room,
    close_finished_rooms,
    end_visit,
    list_presence,
    report_old_rooms,
    show_room,
    visit_scheduled,
)
from telemed.actions.seats import Entry, confirm_session, enter, leave, set_media, vacate_silent_seats

__all__ = [
    "Entry",
    "Participant",
    "accept_call",
    "admit",
    "announce_file",
    "cancel_call",
    "cancel_room",
    "close_finished_rooms",
    "confirm_session",
    "decline_call",
    "drop_infected",
    "end_lost_calls",
    "end_session",
    "end_unanswered_calls",
    "end_visit",
    "enter",
    "find_file",
    "forget_abandoned_files",
    "forget_ended_sessions",
    "hang_up",
    "join_cabinets",
    "leave",
    "list_messages",
    "list_presence",
    "list_unscanned",
    "mark",
    "offer_check",
    "rate_connection",
    "register_file",
    "report_connected",
    "report_old_rooms",
    "ring",
    "said_before",
    "say",
    "scan",
    "set_media",
    "settle_file",
    "show_room",
    "tell_missed_messages",
    "vacate_silent_seats",
    "visit_scheduled",
]
