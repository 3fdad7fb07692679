"""What booking can do."""

from booking.actions.catalogue import keep_clinic, keep_doctor, keep_offering, withdraw_offering
from booking.actions.holds import create_booking, expire_holds, let_go
from booking.actions.moves import reschedule_booking
from booking.actions.payments import accept_payment
from booking.actions.schedules import (
    Schedule,
    add_exception,
    read_schedule,
    remove_exception,
    replace_hours,
)
from booking.actions.visits import (
    Caller,
    Cancellation,
    cancel_abandoned_visits,
    cancel_booking,
    complete_clinic_visits,
    end_visit,
    preview_cancellation,
    read_booking,
)

__all__ = [
    "Caller",
    "Cancellation",
    "Schedule",
    "accept_payment",
    "add_exception",
    "cancel_abandoned_visits",
    "cancel_booking",
    "complete_clinic_visits",
    "create_booking",
    "end_visit",
    "expire_holds",
    "keep_clinic",
    "keep_doctor",
    "keep_offering",
    "let_go",
    "preview_cancellation",
    "read_booking",
    "read_schedule",
    "remove_exception",
    "replace_hours",
    "reschedule_booking",
    "withdraw_offering",
]
