"""The pages of the patient's client: who sees each, at which address; a cabinet with something on every shelf."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from journeys.actors import LONG, Patient
from journeys.sandboxes import PATIENT, ROOT, Sandboxes
from PIL import Image
from playwright.sync_api import APIResponse, BrowserContext, Page, StorageState, expect

Who = Literal["stranger", "joiner", "newcomer", "member", "empty"]
ROUTER = ROOT / "web" / "apps" / "patient" / "src" / "app" / "router.tsx"


@dataclass(frozen=True)
class Visit:
    """One state of one route; ``path`` may name things of the cabinet in braces."""

    name: str
    route: str
    path: str
    who: Who = "member"


VISITS = (
    Visit("login", "/login", "/login", "stranger"),
    Visit("login-problem", "/login", "/login?problem=gosuslugi_unconfirmed", "stranger"),
    Visit("login-other", "/login/other", "/login/other", "stranger"),
    Visit("login-recover", "/login/recover", "/login/recover", "stranger"),
    Visit("login-new-password", "/login/recover", "/login/recover?token=used", "stranger"),
    Visit("login-join", "/login/join", "/login/join", "joiner"),
    Visit("login-join-over", "/login/join", "/login/join", "stranger"),
    Visit("welcome", "/welcome", "/welcome", "newcomer"),
    Visit("home", "/", "/"),
    Visit("home-empty", "/", "/", "empty"),
    Visit("search", "/search", "/search"),
    Visit("search-speciality", "/search", "/search?speciality={speciality}"),
    Visit("search-nothing", "/search", "/search?q=zzzzqqq"),
    Visit("clinic", "/clinics/$slug", "/clinics/{clinic}"),
    Visit("doctor", "/doctors/$slug", "/doctors/{doctor}"),
    Visit("doctor-times", "/doctors/$slug", "/doctors/{doctor}?offering={offering}"),
    Visit("doctor-locked", "/doctors/$slug", "/doctors/{doctor}?offering={offering}", "empty"),
    Visit("doctor-unknown", "/doctors/$slug", "/doctors/nobody"),
    Visit("checkout", "/booking/$id", "/booking/{held}"),
    Visit("result-paid", "/booking/$id/result", "/booking/{paid}/result"),
    Visit("result-unpaid", "/booking/$id/result", "/booking/{held}/result"),
    Visit("records", "/records", "/records"),
    Visit("records-past", "/records", "/records?when=past"),
    Visit("records-empty", "/records", "/records", "empty"),
    Visit("record", "/records/$id", "/records/{paid}"),
    Visit("record-clinic", "/records/$id", "/records/{clinic_visit}"),
    Visit("record-cancelled", "/records/$id", "/records/{cancelled}"),
    Visit("room", "/records/$id/room", "/records/{paid}/room"),
    Visit("medcards", "/medcards", "/medcards/"),
    Visit("medcards-locked", "/medcards", "/medcards/", "empty"),
    Visit("document", "/medcards/$id", "/medcards/{document}"),
    Visit("shares", "/medcards/shares", "/medcards/shares"),
    Visit("share-new", "/medcards/shares", "/medcards/shares?new=true"),
    Visit("share-shown", "/medcards/shares", "/medcards/shares?show={share}"),
    Visit("shared", "/s/$token", "/s/{token}", "stranger"),
    Visit("shared-unknown", "/s/$token", "/s/nothing", "stranger"),
    Visit("check", "/check", "/check"),
    Visit("profile", "/profile", "/profile"),
    Visit("profile-email", "/profile", "/profile", "empty"),
    Visit("not-found", "", "/no/such/page"),
)


def routes() -> set[str]:
    """Every address of the router, as it writes them."""
    return set(re.findall(r"path: '([^']+)'", ROUTER.read_text()))


@dataclass(frozen=True)
class Cabinet:
    """Who is logged in how, and the ids the addresses need."""

    sessions: dict[Who, StorageState | None]
    things: dict[str, str]


class Asked:
    """The API as the browser of a member asks it."""

    def __init__(self, context: BrowserContext) -> None:
        self._request = context.request

    def get(self, path: str) -> Any:
        return self._checked(self._request.get(f"{PATIENT}/api/{path}"))

    def put(self, path: str, body: Any) -> Any:
        return self._checked(self._request.put(f"{PATIENT}/api/{path}", headers={"Origin": PATIENT}, data=body))

    def post(self, path: str, **sent: Any) -> Any:
        headers = {"Origin": PATIENT, "Idempotency-Key": str(uuid4())}
        return self._checked(self._request.post(f"{PATIENT}/api/{path}", headers=headers, **sent))

    def _checked(self, answer: APIResponse) -> Any:
        assert answer.ok, f"{answer.status} {answer.url} {answer.text()}"
        return answer.json()

    def book(self, doctor: dict[str, Any], offering: str) -> str:
        """The first free time of this service: held, or confirmed when nothing is paid before."""
        params = f"offering_id={offering}&from={datetime.now(UTC).date()}&days=14"
        days = self.get(f"booking/doctors/{doctor['doctor_id']}/slots?{params}")["days"]
        starts = [slot["starts_at"] for day in days for slot in day["slots"]][-1]
        made = self.post("booking/bookings", data={"offering_id": offering, "starts_at": starts})
        return str(made["booking_id"])


def seed(patient: Patient, sandboxes: Sandboxes) -> tuple[dict[str, str], StorageState]:
    """A member with a paid, a held, a cancelled and a clinic visit, and an own document."""
    patient.log_in(sandboxes.new_person("Константинопольская", "Александра", "Владимировна"))
    patient.settle_in()
    asked = Asked(patient.page.context)
    doctor = asked.get("catalog/doctors?q=корнилов")["items"][0]
    doctor = asked.get(f"catalog/doctors/{doctor['slug']}")
    kinds = {kind: [one for one in doctor["offerings"] if one["visit_type"] == kind] for kind in ("online", "clinic")}
    online, clinic = kinds["online"][0]["offering_id"], kinds["clinic"][0]["offering_id"]
    things = {"doctor": doctor["slug"], "clinic": doctor["clinics"][0]["slug"], "offering": online}
    things["speciality"] = asked.get("catalog/specialities")["items"][0]["slug"]
    things["paid"] = asked.book(doctor, online)
    patient.page.goto(f"{PATIENT}/booking/{things['paid']}")
    patient.pay()
    patient.sees("Вы успешно записались!")
    things["cancelled"] = asked.book(doctor, clinic)
    asked.post(f"booking/bookings/{things['cancelled']}/cancellation", data={})
    things["clinic_visit"] = asked.book(doctor, clinic)
    things["document"] = asked.post("medcard/documents", multipart=_analysis())["document_id"]
    asked.put(f"medcard/documents/{things['document']}/access", {"access": "allowed"})
    share = {"document_ids": [things["document"]], "label": "Маме", "hours": 168}
    things["share"] = asked.post("medcard/shares", data=share)["share_id"]
    things["token"] = asked.get(f"medcard/shares/{things['share']}/link")["token"]
    return things, patient.page.context.storage_state()


def _analysis() -> dict[str, Any]:
    made = io.BytesIO()
    Image.new("RGB", (640, 900), (240, 244, 243)).save(made, "PNG")
    file = {"name": "анализ-крови.png", "mimeType": "image/png", "buffer": made.getvalue()}
    return {"title": "Общий анализ крови, лаборатория на Садовой", "file": file, "document_date": "2026-10-12"}


def shown(page: Page) -> None:
    """The page is there: its heading, nothing that still loads, its letters drawn."""
    expect(page.locator("h1, [role=alert] h2").first).to_be_visible(timeout=LONG)
    expect(page.locator("main .mantine-Skeleton-root")).to_have_count(0, timeout=LONG)
    page.evaluate("document.fonts.ready")
