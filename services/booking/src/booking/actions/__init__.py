"""What booking can do."""

from booking.actions.catalogue import copy_clinic, copy_doctor, copy_offering, withdraw_offering
from booking.actions.holds import confirm_booking, create_booking, expire_holds, release_hold
from booking.actions.joining import join_late_rows, join_people
from booking.actions.moves import reschedule_booking
from booking.actions.payments import accept_payment, record_return
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
    count_undecided_visits,
    end_visit,
    preview_cancellation,
    read_booking,
)
from booking.actions.waitlist import join_waitlist, leave_waitlist, list_waitlist

__all__ = [
    "Caller",
    "Cancellation",
    "Schedule",
    "accept_payment",
    "add_exception",
    "cancel_abandoned_visits",
    "cancel_booking",
    "complete_clinic_visits",
    "confirm_booking",
    "copy_clinic",
    "copy_doctor",
    "copy_offering",
    "count_undecided_visits",
    "create_booking",
    "end_visit",
    "expire_holds",
    "join_late_rows",
    "join_people",
    "join_waitlist",
    "leave_waitlist",
    "list_waitlist",
    "preview_cancellation",
    "read_booking",
    "read_schedule",
    "record_return",
    "release_hold",
    "remove_exception",
    "replace_hours",
    "reschedule_booking",
    "withdraw_offering",
]
