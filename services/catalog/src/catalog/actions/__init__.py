"""The menu of catalog."""

from catalog.actions.finding import (
    describe_clinic,
    describe_doctor,
    find,
    find_ids,
    list_all_clinics,
    list_all_specialities,
    suggest_for,
)
from catalog.actions.portraits import open_portrait, store_portrait
from catalog.actions.publishing import publish_clinic, publish_doctor

__all__ = [
    "describe_clinic",
    "describe_doctor",
    "find",
    "find_ids",
    "list_all_clinics",
    "list_all_specialities",
    "open_portrait",
    "publish_clinic",
    "publish_doctor",
    "store_portrait",
    "suggest_for",
]
