"""What catalog can do."""

from catalog.actions.finding import (
    find_doctor_ids,
    find_doctors,
    list_clinics,
    list_specialities,
    read_clinic,
    read_doctor,
    suggest,
)
from catalog.actions.portraits import open_portrait, store_portrait
from catalog.actions.publishing import publish_clinic, publish_doctor

__all__ = [
    "find_doctor_ids",
    "find_doctors",
    "list_clinics",
    "list_specialities",
    "open_portrait",
    "publish_clinic",
    "publish_doctor",
    "read_clinic",
    "read_doctor",
    "store_portrait",
    "suggest",
]
