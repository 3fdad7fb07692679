"""Invented people who can log in: patients, doctors and a clinic's administrator."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dev.demo.clinics import CLINICS, demo_id
from dev.demo.doctors import DOCTORS, Doctor

GOSUSLUGI_PASSWORD = "demo1234"  # noqa: S105 - of the sandbox, printed for anyone who tries the demo
EMAIL_PASSWORD = "chamomile-tea-7"  # noqa: S105
DOCTORS_WITH_LOGIN = 14
FIRST_OID = 1000600000


@dataclass(frozen=True)
class Person:
    number: int
    kind: str
    role: str
    last: str
    first: str
    middle: str
    gender: str
    birth_date: str
    login: str
    note: str
    trusted: bool = True
    email: bool = True
    doctor: Doctor | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def snils(self) -> str:
        return snils(900_100_000 + self.number)

    @property
    def staff_id(self) -> UUID:
        return self.doctor.doctor_id if self.doctor else demo_id("staff", str(self.number))

    def in_gosuslugi(self) -> dict[str, Any]:
        """For the sandbox's file of persons."""
        mail = {"type": "EML", "value": self.login, "vrfStu": "VERIFIED"}
        phone = {"type": "MBT", "value": f"+7(000)200{self.number:04d}", "vrfStu": "VERIFIED"}
        return {
            "oid": FIRST_OID + self.number,
            "logins": [self.login, self.snils],
            "password": GOSUSLUGI_PASSWORD,
            "group": {"patient": "Мила: пациенты", "doctor": "Мила: врачи"}.get(self.role, "Мила: сотрудники"),
            "note": self.note,
            "trusted": self.trusted,
            "lastName": self.last,
            "firstName": self.first,
            "middleName": self.middle,
            "birthDate": self.birth_date,
            "gender": self.gender,
            "snils": self.snils,
            "contacts": [mail, phone] if self.email else [phone],
        }

    def account(self) -> dict[str, Any]:
        """For `make accounts`."""
        return {
            "role": self.role,
            "kind": self.kind,
            "entrance": "gosuslugi",
            "login": self.login,
            "password": GOSUSLUGI_PASSWORD,
            "full_name": self.full_name,
            "note": self.note,
            "doctor_id": str(self.doctor.doctor_id) if self.doctor else None,
        }


@dataclass(frozen=True)
class EmailPatient:
    key: str
    last: str
    first: str
    middle: str
    email: str

    @property
    def person_id(self) -> UUID:
        return demo_id("person", self.key)

    def body(self) -> dict[str, Any]:
        """For PUT /internal/accounts."""
        return {
            "email": self.email,
            "password": EMAIL_PASSWORD,
            "last_name": self.last,
            "first_name": self.first,
            "middle_name": self.middle,
        }

    def account(self) -> dict[str, Any]:
        return {
            "role": "patient",
            "kind": "email",
            "entrance": "email",
            "login": self.email,
            "password": EMAIL_PASSWORD,
            "full_name": f"{self.last} {self.first} {self.middle}",
            "note": "Только почта и пароль: без видеоприёма и чужих документов",
            "doctor_id": None,
        }


def snils(number: int) -> str:
    """The number with its control digits, as it is printed."""
    digits = f"{number:09d}"
    control = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True)) % 101 % 100
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {control:02d}"


def _patients() -> list[Person]:
    rows = [
        ("patient", "Смирнова Анна Сергеевна", "F", "12.05.1990", "anna", "Обычный пациент"),
        ("patient", "Волков Дмитрий Алексеевич", "M", "03.11.1984", "dmitry", "Обычный пациент"),
        ("patient", "Павлова Мария Игоревна", "F", "27.08.1996", "maria", "Обычный пациент"),
        ("patient", "Григорьев Олег Петрович", "M", "19.01.1958", "oleg", "Обычный пациент, пенсионер"),
        ("patient", "Алиева Лейла Маратовна", "F", "08.03.1979", "leyla", "Обычный пациент"),
        ("patient", "Титов Семён Андреевич", "M", "30.06.2001", "semyon", "Обычный пациент"),
        ("fresh", "Новикова Вера Романовна", "F", "14.02.1993", "vera", "Ни разу не входила: согласий ещё не давала"),
        ("fresh", "Рябов Лев Ильич", "M", "21.09.1987", "lev", "Ни разу не входил: согласий ещё не давал"),
        ("unconfirmed", "Субботин Игорь Юрьевич", "M", "05.07.1999", "igor", "Неподтверждённая учётная запись"),
        ("no_email", "Чайкина Нина Васильевна", "F", "17.12.1949", "nina", "Без электронной почты в Госуслугах"),
    ]
    return [
        _person(number, kind, "patient", name, gender=gender, born=born, key=key, note=note)
        for number, (kind, name, gender, born, key, note) in enumerate(rows, start=1)
    ]


def _person(number: int, kind: str, role: str, name: str, *, gender: str, born: str, key: str, note: str) -> Person:
    last, first, middle = name.split()
    login = f"{key}@esia.example" if kind != "no_email" else snils(900_100_000 + number)
    return Person(
        number=number,
        kind=kind,
        role=role,
        last=last,
        first=first,
        middle=middle,
        gender=gender,
        birth_date=born,
        login=login,
        note=note,
        trusted=kind != "unconfirmed",
        email=kind != "no_email",
    )


def _doctor(doctor: Doctor) -> Person:
    return Person(
        number=100 + doctor.number,
        kind="doctor",
        role="doctor",
        last=doctor.last,
        first=doctor.first,
        middle=doctor.middle,
        gender=doctor.gender[0].upper(),
        birth_date=f"{1 + doctor.number % 28:02d}.{1 + doctor.number % 12:02d}.{doctor.since - 26}",
        login=f"doctor{doctor.number}@esia.example",
        note=f"{doctor.position}, {doctor.clinics[0].title}; приём открыт и сегодня",
        doctor=doctor,
    )


PEOPLE = (
    *_patients(),
    *(_doctor(doctor) for doctor in DOCTORS[:DOCTORS_WITH_LOGIN]),
    _person(
        201,
        "clinic_admin",
        "clinic_admin",
        "Леонтьева Галина Фёдоровна",
        gender="F",
        born="09.10.1972",
        key="admin",
        note=f"Администратор: {CLINICS['sretenka'].title}",
    ),
)
EMAIL_PATIENTS = (
    EmailPatient("polina", "Зимина", "Полина", "Олеговна", "polina@mail.example"),
    EmailPatient("artur", "Вагнер", "Артур", "Робертович", "artur@mail.example"),
)


def esia_persons() -> list[dict[str, Any]]:
    return [person.in_gosuslugi() for person in PEOPLE]


def accounts() -> list[dict[str, Any]]:
    return [person.account() for person in PEOPLE] + [patient.account() for patient in EMAIL_PATIENTS]
