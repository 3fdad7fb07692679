"""The actions of notify."""

from notify.actions.accounts import join_accounts
from notify.actions.delivery import DeliveryContext, Gateways, deliver_due_letter, deliver_due_push
from notify.actions.invitations import build_invitation
from notify.actions.notices import create_notice, mark_all_read, mark_read, notify_both, queue_verification_letter
from notify.actions.preferences import get_preferences, set_preferences, why_no_letters
from notify.actions.reminders import remind
from notify.actions.replicas import copy_clinic, copy_offering, copy_visit, end_visit, move_visit
from notify.actions.streams import NoticeStreams, end_session, forget_ended_sessions, recipient_ids, watch
from notify.actions.subscriptions import subscribe, unsubscribe

__all__ = [
    "DeliveryContext",
    "Gateways",
    "NoticeStreams",
    "build_invitation",
    "copy_clinic",
    "copy_offering",
    "copy_visit",
    "create_notice",
    "deliver_due_letter",
    "deliver_due_push",
    "end_session",
    "end_visit",
    "forget_ended_sessions",
    "get_preferences",
    "join_accounts",
    "mark_all_read",
    "mark_read",
    "move_visit",
    "notify_both",
    "queue_verification_letter",
    "recipient_ids",
    "remind",
    "set_preferences",
    "subscribe",
    "unsubscribe",
    "watch",
    "why_no_letters",
]
