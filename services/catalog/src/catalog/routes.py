"""HTTP of catalog. Everything under ``router`` is public; ``internal`` is for loading the catalogue."""

from typing import Annotated
from uuid import UUID

from common.errors import NotFound, problems
from common.fields import Line
from common.http import ContextDep, SessionDep
from common.rights import with_permission
from fastapi import APIRouter, Body, Query, Response

from catalog import actions
from catalog.errors import UnknownReference
from catalog.schemas import (
    ClinicBody,
    ClinicList,
    ClinicView,
    DoctorBody,
    DoctorFilters,
    DoctorIds,
    DoctorPage,
    DoctorView,
    DoctorWishes,
    Name,
    SpecialityList,
    Suggestions,
)

router = APIRouter(tags=["catalog"])
MOST_PORTRAIT_BYTES = 200_000


internal = APIRouter(dependencies=[with_permission("catalog:write")])


@router.get("/suggestions")
async def suggest(session: SessionDep, q: Annotated[Line, Query(max_length=200)] = "") -> Suggestions:
    return await actions.suggest_for(session, q)


@router.get("/doctors", responses=problems(NotFound))
async def find_doctors(session: SessionDep, wanted: Annotated[DoctorFilters, Query()]) -> DoctorPage:
    return await actions.find(session, wanted)


@router.get("/doctor-ids", responses=problems(NotFound))
async def list_doctor_ids(session: SessionDep, wanted: Annotated[DoctorWishes, Query()]) -> DoctorIds:
    return await actions.find_ids(session, wanted)


@router.get("/doctors/{name}", responses=problems(NotFound))
async def read_doctor(session: SessionDep, name: Name) -> DoctorView:
    return await actions.describe_doctor(session, name)


@router.get("/specialities", responses=problems(NotFound))
async def list_specialities(session: SessionDep, clinic: Name | None = None) -> SpecialityList:
    return await actions.list_all_specialities(session, clinic)


@router.get("/clinics")
async def list_clinics(session: SessionDep) -> ClinicList:
    return await actions.list_all_clinics(session)


@router.get("/clinics/{name}", responses=problems(NotFound))
async def read_clinic(session: SessionDep, name: Name) -> ClinicView:
    return await actions.describe_clinic(session, name)


@router.get("/portraits/{doctor_id}", responses=problems(NotFound), response_class=Response)
async def read_portrait(context: ContextDep, doctor_id: UUID) -> Response:
    # A picture may carry script; as a document of its own it must not run any.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    headers = {"Cache-Control": "public, max-age=3600", "Content-Security-Policy": policy}
    picture = await actions.open_portrait(context.storage, doctor_id)
    return Response(picture, media_type="image/svg+xml", headers=headers)


@internal.put("/clinics/{clinic_id}", status_code=204)
async def put_clinic(session: SessionDep, clinic_id: UUID, body: ClinicBody) -> None:
    await actions.publish_clinic(session, clinic_id, body)


@internal.put("/doctors/{doctor_id}", status_code=204, responses=problems(UnknownReference))
async def put_doctor(session: SessionDep, doctor_id: UUID, body: DoctorBody) -> None:
    await actions.publish_doctor(session, doctor_id, body)


@internal.put("/portraits/{doctor_id}", status_code=204)
async def put_portrait(
    context: ContextDep,
    doctor_id: UUID,
    body: Annotated[bytes, Body(media_type="image/svg+xml", max_length=MOST_PORTRAIT_BYTES)],
) -> None:
    await actions.store_portrait(context.storage, doctor_id, body)
