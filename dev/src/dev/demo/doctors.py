"""Invented doctors: who they are, where and what they offer, when they receive."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from dev.demo.clinics import CLINICS, Clinic, demo_id
from dev.demo.roster import ROSTER
from dev.demo.specialities import SPECIALITIES, Speciality

WEEKDAYS = range(7)
WORKING_DAYS = range(6)


@dataclass(frozen=True)
class Doctor:
    number: int
    last: str
    first: str
    middle: str
    gender: str
    specialities: tuple[Speciality, ...]
    clinics: tuple[Clinic, ...]
    since: int
    degree: str | None
    forms: str  # o: online first visit, r: online repeated, c: at the clinic first, p: repeated; x: no hours for now
    rubles: int

    @property
    def doctor_id(self) -> UUID:
        return demo_id("doctor", str(self.number))

    @property
    def full_name(self) -> str:
        return f"{self.last} {self.first} {self.middle}"

    @property
    def position(self) -> str:
        return self.specialities[0].position

    @property
    def online(self) -> bool:
        return "o" in self.forms

    def body(self) -> dict[str, Any]:
        """For PUT /internal/doctors."""
        return {
            "full_name": {"last": self.last, "first": self.first, "middle": self.middle},
            "gender": self.gender,
            "speciality_ids": [speciality.speciality_id for speciality in self.specialities],
            "clinic_ids": [str(clinic.clinic_id) for clinic in self.clinics],
            "experience_since": self.since,
            "education": self._education(),
            "about": " ".join(speciality.about for speciality in self.specialities),
            "degree": self.degree,
            "offerings": self.offerings,
        }

    @cached_property
    def offerings(self) -> list[dict[str, Any]]:
        return [self._offering(form) for form in self.forms if form != "x"]

    @property
    def receives(self) -> bool:
        return "x" not in self.forms

    def _offering(self, form: str) -> dict[str, Any]:
        """A repeated visit is shorter and a third cheaper; an online one costs a fifth less; all in steps of 50 ₽."""
        main, online, repeated = self.specialities[0], form in "or", form in "rp"
        minutes = (15, 20, 30, 45, 60)[self.number % 5]
        rubles = self.rubles * (2 if repeated else 3) / 3 * (4 if online else 5) / 5
        return {
            "offering_id": str(demo_id("offering", f"{self.number}:{form}")),
            "clinic_id": str(self.clinics[0 if online else -1].clinic_id),
            "service_code": main.repeated_visit if repeated else main.first_visit,
            "visit_type": "online" if online else "clinic",
            "duration_minutes": max(15, minutes - 15) if repeated else minutes,
            "price_kopecks": round(rubles / 50) * 50 * 100,
        }

    def hours(self) -> list[dict[str, Any]]:
        """Online round the clock, so that there is a free slot at any hour; at the clinic on six days a week."""
        if not self.receives:
            return []
        online = [_hours(self.clinics[0], day, "00:00", "24:00", "online") for day in WEEKDAYS if self.online]
        visited = bool(set("cp") & set(self.forms))
        at_the_clinic = [_hours(self.clinics[-1], day, "09:00", "18:00", "clinic") for day in WORKING_DAYS if visited]
        return online + at_the_clinic

    def _education(self) -> list[str]:
        graduated = self.since - 2
        faculty = "педиатрический факультет" if self.specialities[0].residency == "педиатрия" else "лечебное дело"
        city = {"Asia/Yekaterinburg": "Уральский", "Asia/Novosibirsk": "Новосибирский"}
        university = city.get(self.clinics[0].time_zone, "Московский")
        education = [f"{university} медицинский университет, {faculty}, {graduated}"]
        education += [f"Ординатура: {each.residency}, {self.since}" for each in self.specialities[:1]]
        education += [f"Переподготовка: {each.residency}, {self.since + 4}" for each in self.specialities[1:]]
        return [*education, f"Повышение квалификации, {2023 + self.number % 3}"]


def _hours(clinic: Clinic, weekday: int, starts: str, ends: str, visit_type: str) -> dict[str, Any]:
    return {
        "clinic_id": str(clinic.clinic_id),
        "weekday": weekday,
        "starts": starts,
        "ends": ends,
        "visit_types": [visit_type],
    }


def _read(number: int, line: str) -> Doctor:
    name, gender, specialities, clinics, since, forms, rubles, degree = (part.strip() for part in line.split("|"))
    last, first, middle = name.split()
    return Doctor(
        number=number,
        last=last,
        first=first,
        middle=middle,
        gender={"ж": "female", "м": "male"}[gender],
        specialities=tuple(SPECIALITIES[key] for key in specialities.split()),
        clinics=tuple(CLINICS[key] for key in clinics.split()),
        since=int(since),
        degree=degree or None,
        forms=forms,
        rubles=int(rubles),
    )


DOCTORS = tuple(_read(number, line) for number, line in enumerate(ROSTER.strip().splitlines(), start=1))
