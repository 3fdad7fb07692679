"""Every SELECT of catalog, and what search is fed with."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from catalog.models import Clinic, Doctor, Offering

# One round trip per keystroke. Words typed as prefixes come first; only when no entry has them all are typing mistakes
# forgiven, by trigrams. Each spelling is one guess at what was meant: as typed, other layout, from Latin letters.
# The threshold of ``<%`` is set in the part every other part reads first, which saves a round trip.
FIND = text("""
    WITH guesses AS MATERIALIZED (
        SELECT patterns, position, translate(query, 'оиэйьъ', 'аее') AS sounds,
               set_config('pg_trgm.word_similarity_threshold', '0.42', true)
        FROM jsonb_to_recordset(CAST(:guesses AS jsonb)) AS guess(query text, patterns text[], position int)
    ), exact AS (
        SELECT entry.kind, entry.reference,
               max(CASE WHEN ' ' || entry.words LIKE guess.patterns[1] THEN 2 ELSE 1 END
                   + 1.0 / (10 + length(entry.words)) - guess.position * 0.01) AS score
        FROM search_entries entry JOIN guesses guess ON ' ' || entry.words LIKE ALL (guess.patterns)
        GROUP BY entry.kind, entry.reference
    ), alike AS (
        SELECT entry.kind, entry.reference,
               max(word_similarity(guess.sounds, entry.sounds) - guess.position * 0.01) AS score
        FROM search_entries entry JOIN guesses guess ON guess.sounds <% entry.sounds
        WHERE NOT EXISTS (SELECT FROM exact)
        GROUP BY entry.kind, entry.reference
    )
    SELECT kind, reference, score FROM exact
    UNION ALL
    SELECT kind, reference, score FROM alike
    ORDER BY score DESC, reference
    LIMIT :most
""")

# A doctor who has something on offer that fits every given filter; the orders are those a list can have.
_FITTING = """
    FROM doctors doctor JOIN offerings offering USING (doctor_id)
    WHERE offering.withdrawn_at IS NULL
      AND (CAST(:doctor_ids AS uuid[]) IS NULL OR doctor.doctor_id = ANY (:doctor_ids))
      AND (CAST(:speciality AS text) IS NULL OR doctor.speciality_codes @> ARRAY[CAST(:speciality AS text)])
      AND (CAST(:clinic_id AS uuid) IS NULL OR offering.clinic_id = :clinic_id)
      AND (CAST(:visit_type AS text) IS NULL OR offering.visit_type = :visit_type)
      AND (CAST(:price_to AS bigint) IS NULL OR offering.price_kopecks <= :price_to)
    GROUP BY doctor.doctor_id
    ORDER BY CASE CAST(:sort AS text)
                 WHEN 'price' THEN min(offering.price_kopecks)
                 WHEN 'experience' THEN doctor.experience_since
             END,
             array_position(CAST(:doctor_ids AS uuid[]), doctor.doctor_id),
             doctor.last_name, doctor.first_name, doctor.doctor_id
"""

CARDS = text(f"""
    SELECT doctor.doctor_id, doctor.slug, doctor.last_name, doctor.first_name, doctor.middle_name, doctor.gender,
           doctor.speciality_codes, doctor.experience_since, doctor.education, doctor.about, doctor.degree,
           (SELECT json_agg(json_build_object('clinic_id', clinic.clinic_id, 'title', clinic.title, 'slug', clinic.slug,
                            'city', clinic.city, 'address', clinic.address, 'phone', clinic.phone,
                            'time_zone', clinic.time_zone)
                            ORDER BY clinic.title)
              FROM clinics clinic WHERE clinic.clinic_id = ANY (doctor.clinic_ids)) AS clinics,
           min(offering.price_kopecks) AS price_from_kopecks,
           array_agg(DISTINCT offering.visit_type) AS visit_types,
           count(*) OVER () AS total
    {_FITTING}
    LIMIT :most OFFSET :skip
""")  # noqa: S608 - made of constants

FITTING_IDS = text(f"SELECT doctor.doctor_id {_FITTING} LIMIT :most")

DOCTORS_OF = text("""
    SELECT doctor_id FROM doctors
    WHERE speciality_codes && CAST(:specialities AS text[]) OR clinic_ids && CAST(:clinics AS uuid[])
    ORDER BY last_name, first_name
""")

SPECIALITY_COUNTS = text("""
    SELECT code, count(*) AS doctor_count
    FROM doctors, unnest(speciality_codes) AS code
    WHERE EXISTS (
        SELECT FROM offerings
        WHERE offerings.doctor_id = doctors.doctor_id AND withdrawn_at IS NULL
          AND (CAST(:clinic_id AS uuid) IS NULL OR offerings.clinic_id = :clinic_id)
    )
    GROUP BY code
""")

CLINICS = text("""
    SELECT clinic.clinic_id, clinic.slug, clinic.title, clinic.city, clinic.address, clinic.phone,
           clinic.time_zone, clinic.about,
           (SELECT count(*) FROM doctors WHERE clinic.clinic_id = ANY (doctors.clinic_ids)) AS doctor_count
    FROM clinics clinic
    WHERE CAST(:clinic_ids AS uuid[]) IS NULL OR clinic.clinic_id = ANY (:clinic_ids)
    ORDER BY array_position(CAST(:clinic_ids AS uuid[]), clinic.clinic_id), clinic.title
""")

UPSERT_ENTRY = text("""
    INSERT INTO search_entries (kind, reference, words) VALUES (:kind, :reference, :words)
    ON CONFLICT (kind, reference) DO UPDATE SET words = excluded.words
""")

Found = Sequence[Any]
NO_FILTERS = dict.fromkeys(("doctor_ids", "speciality", "clinic_id", "visit_type", "price_to", "sort"))


async def find_matches(session: AsyncSession, spellings: Sequence[str], *, most: int) -> Found:
    """Rows (kind, reference, score), best first; ``spellings`` come from ``domain.spellings``."""
    guesses = [
        {"query": guess, "patterns": [f"% {word}%" for word in guess.split()], "position": position}
        for position, guess in enumerate(spellings)
    ]
    if not guesses:
        return []
    return (await session.execute(FIND, {"guesses": json.dumps(guesses), "most": most})).all()


async def find_cards(session: AsyncSession, *, filters: dict[str, Any], most: int, skip: int = 0) -> Found:
    """Doctors with something on offer that fit every given filter; in the order of ``doctor_ids`` when given."""
    return (await session.execute(CARDS, {**NO_FILTERS, **filters, "most": most, "skip": skip})).all()


async def find_doctor_ids(session: AsyncSession, *, filters: dict[str, Any], most: int) -> list[UUID]:
    """The same doctors in the same order, as mere ids."""
    return list(await session.scalars(FITTING_IDS, {**NO_FILTERS, **filters, "most": most}))


async def list_doctor_ids(session: AsyncSession, *, specialities: list[str], clinics: list[UUID]) -> list[UUID]:
    """Doctors of any of these specialities or clinics, by name."""
    return list(await session.scalars(DOCTORS_OF, {"specialities": specialities, "clinics": clinics}))


async def count_doctors_by_speciality(session: AsyncSession, clinic_id: UUID | None = None) -> dict[str, int]:
    """How many doctors with something on offer (at this clinic) each speciality has."""
    counted = await session.execute(SPECIALITY_COUNTS, {"clinic_id": clinic_id})
    return {row.code: row.doctor_count for row in counted}


async def list_clinics(session: AsyncSession, clinic_ids: list[UUID] | None = None) -> Found:
    """All clinics by title, or those asked for in the order asked."""
    return (await session.execute(CLINICS, {"clinic_ids": clinic_ids})).all()


async def get_clinic(session: AsyncSession, name: str) -> Clinic | None:
    """A clinic by its slug or id."""
    return await session.scalar(select(Clinic).where(_named(Clinic.slug, Clinic.clinic_id, name)))


async def get_doctor(session: AsyncSession, name: str) -> Doctor | None:
    """A doctor by the slug or id."""
    return await session.scalar(select(Doctor).where(_named(Doctor.slug, Doctor.doctor_id, name)))


async def list_offerings(session: AsyncSession, doctor_id: UUID) -> Sequence[Offering]:
    """Everything a doctor ever offered, withdrawn included."""
    found = await session.scalars(
        select(Offering).where(Offering.doctor_id == doctor_id).order_by(Offering.offering_id)
    )
    return found.all()


async def lock_clinic(session: AsyncSession, clinic_id: UUID) -> Clinic | None:
    """The clinic, locked until the end of the transaction."""
    return await session.get(Clinic, clinic_id, with_for_update=True)


async def lock_doctor(session: AsyncSession, doctor_id: UUID) -> Doctor | None:
    """The doctor, locked until the end of the transaction."""
    return await session.get(Doctor, doctor_id, with_for_update=True)


async def list_clinic_ids(session: AsyncSession) -> set[UUID]:
    """The ids of all clinics."""
    return set(await session.scalars(select(Clinic.clinic_id)))


async def list_slugs(session: AsyncSession, column: Any, *, prefix: str) -> set[str]:
    """The slugs of this column that begin so."""
    return set(await session.scalars(select(column).where(column.like(f"{prefix}%"))))


async def upsert_search_entry(session: AsyncSession, *, kind: str, reference: str, words: str) -> None:
    """The thing is found by exactly these words, which ``domain.normal`` has spelled."""
    await session.execute(UPSERT_ENTRY, {"kind": kind, "reference": reference, "words": words})


def _named(slug: Any, key: Any, name: str) -> Any:
    try:
        return key == UUID(name)
    except ValueError:
        return slug == name
