"""HTTP of catalog. Everything under ``router`` is public; ``internal`` is for loading the catalogue."""

from typing import Annotated
from uuid import UUID

from common.errors import NotFound, problems
from common.fields import Line
from common.http import ContextDep, SessionDep
from common.paging import decode_cursor, encode_cursor
from common.rights import with_permission
from fastapi import APIRouter, Body, Query, Response
from pydantic import Field

from catalog import actions, schemas
from catalog.errors import UnknownReference

router = APIRouter(tags=["catalog"])
MOST_PORTRAIT_BYTES = 200_000
Skip = Annotated[int, Field(ge=0, le=100_000)]


internal = APIRouter(dependencies=[with_permission("catalog:write")])


@router.get("/suggestions")
async def suggest(session: SessionDep, q: Annotated[Line, Query(max_length=200)] = "") -> schemas.SuggestionsRead:
    return schemas.SuggestionsRead.model_validate(await actions.suggest(session, q))


@router.get("/doctors", responses=problems(NotFound))
async def find_doctors(session: SessionDep, wanted: Annotated[schemas.DoctorPageFilter, Query()]) -> schemas.DoctorPage:
    (skip,) = decode_cursor(wanted.cursor, Skip) or (0,)
    found = await actions.find_doctors(
        session, wanted.search(), doctor_ids=wanted.doctor_ids, skip=skip, limit=wanted.limit + 1
    )
    items = [schemas.DoctorCardRead.model_validate(card) for card in found.cards[: wanted.limit]]
    following = encode_cursor(skip + wanted.limit) if len(found.cards) > wanted.limit else None
    return schemas.DoctorPage(items=items, next_cursor=following, total=found.total)


@router.get("/doctor-ids", responses=problems(NotFound))
async def list_doctor_ids(
    session: SessionDep, wanted: Annotated[schemas.DoctorFilter, Query()]
) -> schemas.DoctorIdsRead:
    return schemas.DoctorIdsRead(items=await actions.find_doctor_ids(session, wanted.search()))


@router.get("/doctors/{name}", responses=problems(NotFound))
async def read_doctor(session: SessionDep, name: schemas.Name) -> schemas.DoctorRead:
    return schemas.DoctorRead.model_validate(await actions.read_doctor(session, name))


@router.get("/specialities", responses=problems(NotFound))
async def list_specialities(session: SessionDep, clinic: schemas.Name | None = None) -> schemas.SpecialitiesRead:
    found = await actions.list_specialities(session, clinic)
    return schemas.SpecialitiesRead(items=[schemas.SpecialityRead.model_validate(one) for one in found])


@router.get("/clinics")
async def list_clinics(session: SessionDep) -> schemas.ClinicsRead:
    found = await actions.list_clinics(session)
    return schemas.ClinicsRead(items=[schemas.ClinicRead.model_validate(row) for row in found])


@router.get("/clinics/{name}", responses=problems(NotFound))
async def read_clinic(session: SessionDep, name: schemas.Name) -> schemas.ClinicRead:
    return schemas.ClinicRead.model_validate(await actions.read_clinic(session, name))


@router.get("/portraits/{doctor_id}", responses=problems(NotFound), response_class=Response)
async def read_portrait(context: ContextDep, doctor_id: UUID) -> Response:
    # A picture may carry script; as a document of its own it must not run any.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    headers = {"Cache-Control": "public, max-age=3600", "Content-Security-Policy": policy}
    picture = await actions.open_portrait(context.storage, doctor_id)
    return Response(picture, media_type="image/svg+xml", headers=headers)


@internal.put("/clinics/{clinic_id}", status_code=204)
async def put_clinic(session: SessionDep, clinic_id: UUID, body: schemas.ClinicUpdate) -> None:
    await actions.publish_clinic(session, clinic_id, body.profile())


@internal.put("/doctors/{doctor_id}", status_code=204, responses=problems(UnknownReference))
async def put_doctor(session: SessionDep, doctor_id: UUID, body: schemas.DoctorUpdate) -> None:
    await actions.publish_doctor(session, doctor_id, body.profile(), body.offering_terms())


@internal.put("/portraits/{doctor_id}", status_code=204)
async def put_portrait(
    context: ContextDep,
    doctor_id: UUID,
    body: Annotated[bytes, Body(media_type="image/svg+xml", max_length=MOST_PORTRAIT_BYTES)],
) -> None:
    await actions.store_portrait(context.storage, doctor_id, body)
