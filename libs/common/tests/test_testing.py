"""The plugin keeps what it promises to the tests of every service."""

from datetime import UTC, datetime, timedelta

from common import clock as house_clock
from common.context import Context
from common.ids import new_id
from common.jobs import Outcome, every
from common.testing import Client, Deliver, MakeClient, Recorded, RunJob, TestClock
from common.testing.workshop import Consumed, Thing, Unconsumed, make, make_committed, make_event, sightings
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession


async def count(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Thing)) or 0


class TestDatabase:
    async def test_what_one_test_commits(self, context: Context, session: AsyncSession) -> None:
        await make_committed(context, 2)
        assert await count(session) == 2

    async def test_the_next_does_not_see(self, session: AsyncSession) -> None:
        assert await count(session) == 0

    async def test_what_a_session_does_not_commit_others_do_not_see(
        self, context: Context, session: AsyncSession, recorded: Recorded
    ) -> None:
        await make(session)
        assert await recorded() == []
        await session.commit()
        assert len(await recorded()) == 1


class TestClients:
    async def test_a_stranger_is_nobody(self, api: Client) -> None:
        assert (await api.get("/api/workshop/caller")).json() == {}
        assert (await api.post("/api/workshop/things")).status_code == 401

    async def test_a_patient_is_who_the_test_says(self, as_patient: MakeClient) -> None:
        person_id = new_id()
        patient = as_patient(person_id, name="Иванова Мария Петровна")
        seen = (await patient.get("/api/workshop/caller")).json()
        assert patient.person_id == person_id
        assert seen == {"acr": "gosuslugi", "roles": ["patient"], "name": "Иванова Мария Петровна"}

    async def test_a_doctor_an_operator_and_a_service_reach_their_own_routes_only(
        self, as_doctor: MakeClient, as_ops: MakeClient, as_service: MakeClient
    ) -> None:
        doctor, ops, notify = as_doctor(), as_ops(), as_service("notify")
        assert (await doctor.get("/api/workshop/doctor-only")).json() == {"doctor_id": str(doctor.doctor_id)}
        assert (await ops.get("/api/workshop/doctor-only")).status_code == 403
        assert (await ops.get("/api/workshop/ops-only")).status_code == 200
        assert (await notify.get("/internal/things")).json() == {"caller": "notify"}
        assert (await ops.get("/internal/things")).status_code == 403

    async def test_a_password_does_not_identify_a_doctor(self, as_doctor: MakeClient) -> None:
        answer = await as_doctor(acr="password").get("/api/workshop/doctor-only")
        assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")

    async def test_tokens_follow_the_clock_a_test_moves(self, as_patient: MakeClient, clock: TestClock) -> None:
        patient = as_patient()
        clock.shift(timedelta(days=3))
        assert (await patient.post("/api/workshop/things")).status_code == 201


class TestEvents:
    async def test_recorded_reads_what_was_committed(self, as_patient: MakeClient, recorded: Recorded) -> None:
        made = (await as_patient().post("/api/workshop/things")).json()
        [event] = await recorded(Consumed)
        assert str(event.aggregate_id) == made["id"]
        assert await recorded(Unconsumed) == []

    async def test_deliver_handles_once_however_often(self, context: Context, deliver: Deliver) -> None:
        event = make_event(new_id())
        assert await deliver(event, times=3) == 1
        assert await deliver(event) == 0
        assert await sightings(context) == [event.aggregate_id]

    async def test_run_job_runs_now(self, context: Context, session: AsyncSession, run_job: RunJob) -> None:
        @every(seconds=3600)
        async def make_one(session: AsyncSession, *, context: Context) -> None:
            await make(session)

        assert await run_job(make_one) is Outcome.DONE
        assert await count(session) == 1


class TestTheClock:
    def test_it_stands_still_and_moves(self, clock: TestClock) -> None:
        noon = datetime(2026, 3, 8, 12, tzinfo=UTC)
        clock.freeze(noon)
        assert house_clock.now() == noon
        clock.shift(timedelta(minutes=5))
        assert house_clock.now() == noon + timedelta(minutes=5)

    def test_it_is_real_again_for_the_next(self) -> None:
        assert abs(house_clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
