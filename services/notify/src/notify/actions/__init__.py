"""The menu of notify."""

from notify.actions.cabinets import join_cabinets
from notify.actions.copies import copy_clinic, copy_offering, copy_visit, end_visit, move_visit
from notify.actions.creation import create_notice, notify_both, queue_verification
from notify.actions.delivery import DeliveryContext, Gateways, deliver_due_letter, deliver_due_push
from notify.actions.devices import devices, subscribe, unsubscribe
from notify.actions.invitations import invitation
from notify.actions.live import NoticeStreams, end_session, forget_ended_sessions, ids_of, watch
from notify.actions.notices import list_for, mark_all, mark_one
from notify.actions.preferences import letters, preferences, set_preferences
from notify.actions.reminders import remind

__all__ = [
    "DeliveryContext",
    "Gateways",
    "NoticeStreams",
    "copy_clinic",
    "copy_offering",
    "copy_visit",
    "create_notice",
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
    "notify_both",
    "preferences",
    "queue_verification",
    "remind",
    "set_preferences",
    "subscribe",
    "unsubscribe",
    "watch",
]
