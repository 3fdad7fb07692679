"""Booking over HTTP."""

from fastapi import APIRouter

from booking.routes import bookings, schedules, slots, waitlist

router = APIRouter()
for part in (slots.router, bookings.router, schedules.router, waitlist.router):
    router.include_router(part)

internal = schedules.internal
