"""Scanned PDFs are shown whatever packs their page: the kinds that hospital scanners and archives use."""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from journeys.actors import LONG, Patient
from journeys.sandboxes import PATIENT, Sandboxes
from PIL import Image, ImageDraw, ImageOps
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

SIZE = (827, 1169)
DARK = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let dark = 0
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 128 && data[at] + data[at + 1] + data[at + 2] < 300) dark++
  return dark / (canvas.width * canvas.height)
}"""


def sheet() -> Image.Image:
    page = Image.new("L", SIZE, "white")
    pen = ImageDraw.Draw(page)
    for row in range(100, 1000, 60):
        pen.rectangle((100, row, 700 - row // 3, row + 20), fill="black")
    return page


def packed(form: str, **options: Any) -> bytes:
    target = BytesIO()
    sheet().save(target, form, **options)
    return target.getvalue()


def jbig2() -> bytes:
    """One page with one generic region, its bits packed as a fax (MMR), the way TIFF has them too."""
    target = BytesIO()
    # Black is 1 there and 0 in a picture.
    ImageOps.invert(sheet()).convert("1").save(target, "TIFF", compression="group4", tiffinfo={278: SIZE[1]})
    fax = Image.open(BytesIO(target.getvalue())).tag_v2  # type: ignore[attr-defined]  # TIFF files have it
    begin, length = fax[273][0], fax[279][0]
    region = struct.pack(">IIIIBB", *SIZE, 0, 0, 0, 1) + target.getvalue()[begin : begin + length]
    page = struct.pack(">IIIIBH", *SIZE, 0, 0, 0, 0)
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body
        for number, kind, body in ((0, 48, page), (1, 38, region))
    )


def pdf(name: str, content: bytes, colours: str = "/DeviceGray /BitsPerComponent 8") -> bytes:
    """One A4 page that is one picture."""
    picture = (
        f"<</Type /XObject /Subtype /Image /Width {SIZE[0]} /Height {SIZE[1]} /ColorSpace {colours} "
        f"/Filter /{name} /Length {len(content)}>> stream\n"
    ).encode()
    drawing = b"q 595 0 0 842 0 0 cm /A Do Q"
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</A 5 0 R>>>>>>",
        b"<</Length %d>> stream\n" % len(drawing) + drawing + b"\nendstream",
        picture + content + b"\nendstream",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer <</Size 6 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def put_in(patient: Patient, title: str, content: bytes) -> str:
    answer = patient.page.request.post(
        f"{PATIENT}/api/medcard/documents",
        headers={"Origin": PATIENT},
        multipart={"title": title, "file": {"name": "a.pdf", "mimeType": "application/pdf", "buffer": content}},
    )
    assert answer.status == 201, answer.text()
    return str(answer.json()["document_id"])


def darkness(patient: Patient, document_id: str) -> float:
    """How much of the page is dark once it is drawn."""
    patient.page.goto(f"{PATIENT}/medcards/{document_id}")
    patient.button("Открыть файл").first.click(timeout=LONG)
    canvas = patient.page.locator("canvas[role=img]")
    expect(canvas).to_be_visible(timeout=LONG)
    patient.page.wait_for_load_state("networkidle")
    return float(canvas.evaluate(DARK))


def test_a_scan_is_shown_whatever_packs_it(new_patient: Callable[..., Patient], sandboxes: Sandboxes) -> None:
    """R153: JPEG, JBIG2 and JPEG 2000 pages look the same; what cannot be drawn is said."""
    patient = new_patient("scans")
    patient.log_in(sandboxes.new_person("Снимкова", "Ольга", "Петровна"))
    patient.settle_in()
    jpx = packed("JPEG2000", irreversible=False)
    shown = {
        "jpeg": darkness(patient, put_in(patient, "DCT", pdf("DCTDecode", packed("JPEG", quality=95)))),
        "jbig2": darkness(
            patient, put_in(patient, "JBIG2", pdf("JBIG2Decode", jbig2(), "/DeviceGray /BitsPerComponent 1"))
        ),
        "jpx": darkness(patient, put_in(patient, "JPX", pdf("JPXDecode", jpx))),
    }
    assert shown["jpeg"] > 0.05
    assert shown == {name: pytest.approx(shown["jpeg"], rel=0.1) for name in shown}
    broken = put_in(patient, "Сломан", pdf("JPXDecode", jpx[:200] + bytes(len(jpx) - 200)))
    darkness(patient, broken)
    expect(patient.page.get_by_role("alert").filter(has_text="Часть страницы не показать")).to_be_visible(timeout=LONG)
