"""The menu of notify."""

from notify.actions.cabinets import join_cabinets
from notify.actions.copies import copy_clinic, copy_offering, copy_visit, end_visit, move_visit
from notify.actions.delivery import Office, Outside, deliver_due_letter, deliver_due_push
from notify.actions.devices import devices, subscribe, unsubscribe
from notify.actions.invitations import invitation
from notify.actions.live import Bells, end_session, forget_ended_sessions, ids_of, watch
from notify.actions.notices import list_for, mark_all, mark_one
from notify.actions.preferences import letters, preferences, set_preferences
from notify.actions.reminders import remind
from notify.actions.telling import ask_for_verification, tell, tell_both

__all__ = [
    "Bells",
    "Office",
    "Outside",
    "ask_for_verification",
    "copy_clinic",
    "copy_offering",
    "copy_visit",
    "deliver_due_letter",
    "deliver_due_push",
    "devices",
    "end_session",
    "end_visit",
    "forget_ended_sessions",
    "ids_of",
    "invitation",
    "join_cabinets",
    "letters",
    "list_for",
    "mark_all",
    "mark_one",
    "move_visit",
    "preferences",
    "remind",
    "set_preferences",
    "subscribe",
    "tell",
    "tell_both",
    "unsubscribe",
    "watch",
]
