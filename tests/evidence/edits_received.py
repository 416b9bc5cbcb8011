"""Kinds 13, 15, 19 and 20: what lies in ``nhan-ve/`` and is no plain good form."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evidence.cases import ROLES, Case, Desk, desk, each, one
from tests.evidence.dialects import PIXEL
from tests.evidence.edits_errors import comment, formula
from tests.evidence.judgement import (
    AllOf,
    ByUnit,
    Charged,
    Counted,
    Holds,
    Judgement,
    MissingUnit,
    NoCode,
    NotCounted,
    OneOf,
    Outcome,
    Taken,
    TakenTold,
    Told,
)
from tests.evidence.mails import attached, encoded, mail, report
from tests.evidence.packages import STYLES, Edit, book, packed, parts, xml
from tests.evidence.seen import FIVE, Seen

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(64) + b"\xff\xd9"
NOISE = bytes((number * 73 + 41) % 256 for number in range(400))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Lay = Callable[[Desk], None]


def file(name: str, content: bytes, beside_good: bool = False) -> Lay:
    """Return a desk with a file; ``{stem}`` and ``{name}`` in its name are the unit's."""

    def lay(made: Desk) -> None:
        made.put(name.format(stem=made.unit().stem, name=made.unit().name), content)
        if beside_good:
            made.put(made.unit().file, made.form("a", FIVE))

    return lay


def spoilt(change: Callable[[bytes], bytes], name: str = "{stem}.xlsx") -> Lay:
    """Return a desk with the unit's form, its bytes spoilt."""
    return lambda made: made.put(name.format(stem=made.unit().stem), change(made.form("a", FIVE)))


def mailed(attachments: Callable[[Desk], list[tuple[str, bytes, str]]], body: str = "Kính gửi Ban.") -> Lay:
    """Return a desk with a mail of the unit."""
    return lambda made: made.put(f"thu {made.unit().stem}.eml", mail(made.unit().email, body, attachments(made)))


def truncated_beside(made: Desk) -> None:
    """Lay a truncated copy, a scan, and the good form."""
    made.put(f"{made.unit().stem} (1).xlsx", made.form("a", FIVE)[:4000])
    file("{stem}.pdf", PDF, True)(made)


def own_form(made: Desk) -> tuple[str, bytes, str]:
    """Return the unit's good form as an attachment."""
    return attached(made.unit().file, made.form("a", FIVE))


def docx(text: str, embedded: bytes | None = None) -> bytes:
    """Return a small Word document, perhaps with a workbook inserted as an object."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>".encode()
        .decode()
        .encode(),
    }
    if embedded:
        package["word/embeddings/Microsoft_Excel_Sheet1.xlsx"] = embedded
    return packed(package)


def zipped(*files: tuple[str, bytes]) -> bytes:
    """Return a zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in files:
            target.writestr(name, content)
    return stream.getvalue()


def put_zip(name: str, more: tuple[tuple[str, bytes], ...] = ()) -> Lay:
    """Return a desk with a zip of the unit's form and more."""
    return lambda made: made.put(
        name.format(stem=made.unit().stem), zipped((made.unit().file, made.form("a", FIVE)), *more)
    )


BY_NAME = ("{stem}.pdf", "{stem}.jpg", "{stem}.docx", "{stem} (ky).png", "Phieu {name}.pdf")
CONTENT = {"pdf": PDF, "jpg": JPEG, "png": PIXEL, "docx": docx("Tổng số: 5")}
CHARGED: tuple[tuple[str, Lay, str], ...] = (
    *((name, file(name, CONTENT[name.rsplit(".", 1)[1]]), name.rsplit(".", 1)[1]) for name in BY_NAME),
    ("truncated by half", spoilt(lambda form: form[: len(form) // 2]), "xlsx"),
    ("last 100 bytes lost", spoilt(lambda form: form[:-100]), "xlsx"),
    ("first 100 bytes lost", spoilt(lambda form: form[100:]), "xlsx"),
    ("zeros throughout", spoilt(lambda form: bytes(len(form))), "xlsx"),
    ("empty", spoilt(lambda form: b""), "xlsx"),
    ("an OLE head and noise", spoilt(lambda form: OLE + form), "xlsx"),
    ("no sheet within", spoilt(lambda form: packed({name: part for name, part in parts(form).items()
                                                    if "worksheets" not in name})), "xlsx"),
    ("truncated .xls", spoilt(lambda form: OLE + bytes(3000), "{stem}.xls"), "xls"),
    ("scan by mail, named by nobody", mailed(lambda made: [("scan0001.pdf", PDF, "application/pdf")]), "eml"),
    ("truncated form by mail", mailed(lambda made: [attached("phieu.xlsx", made.form("a", FIVE)[:5000])]), "eml"),
    ("zip cut off", lambda made: made.put(f"{made.unit().stem}.zip", zipped(
        (made.unit().file, made.form("a", FIVE)))[:6000]), "zip"),
)  # fmt: skip
BESIDE = (
    ("signed scan beside the form", file("{stem}.pdf", PDF, True)),
    ("photo beside the form", file("{stem}.jpg", JPEG, True)),
    ("scan in the same mail", mailed(lambda made: [own_form(made), ("phieu ky.pdf", PDF, "application/pdf")])),
    ("Word letter beside the form", file("{stem} cong van.docx", docx("Kính gửi"), True)),
)  # fmt: skip


def styles(old: str, new: str) -> Edit:
    """Return an edit of the styles."""
    return xml(lambda text: text.replace(old, new, 1), STYLES)


FILTER = (
    '<autoFilter ref="B9:F15"><filterColumn colId="2"><customFilters and="1"><customFilter operator="greaterThan" '
    'val="abc"/></customFilters></filterColumn></autoFilter>'
)
REFUSED_BY_OPENPYXL = (
    ("font family 34", styles('<family val="2"/>', '<family val="34"/>'), Taken(FIVE)),
    ("font family 99", styles('<family val="2"/>', '<family val="99"/>'), Taken(FIVE)),
    ("custom filter of words", xml(lambda text: text.replace("</sheetData>", f"</sheetData>{FILTER}")), Taken(FIVE)),
    ("unknown pattern", styles('patternType="gray125"', 'patternType="none125"'), Taken(FIVE)),
    ("unknown attribute of the fonts", styles("<fonts ", '<fonts x="1" '), Counted(FIVE)),
    ("unknown horizontal alignment", styles('horizontal="center"', 'horizontal="middle"'), Taken(FIVE)),
    ("orientation unknown", xml(
        lambda text: text.replace("<pageSetup ", '<pageSetup orientation="sideways" ', 1).replace(
            ' orientation="portrait"', "", 1)), Counted(FIVE)),
)  # fmt: skip


def with_formula(edit: Edit) -> Edit:
    """Return an edit together with what makes a second look at the form needed: a formula."""
    return lambda content: formula("D10", "3+2", 5)(edit(content))


DRAGGED = xml(lambda text: text.replace(
    "</sheetData>", '<row r="1048576"><c r="B1048576" s="10"/><c r="D1048576" s="12"/></row></sheetData>'))  # fmt: skip
DRAGGED_WIDE = xml(lambda text: text.replace(
    "</sheetData>", '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="12"/></row></sheetData>',
))  # fmt: skip
ROWS_STYLED = xml(
    lambda text: text.replace(
        "</sheetData>",
        "".join(f'<row r="{row}" s="12" customFormat="1"><c r="D{row}" s="12"/></row>' for row in range(19, 30000))
        + "</sheetData>",
    )
)
ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
VCF = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Van phong\r\nEND:VCARD\r\n"
COMPANIONS = (
    ("p7s", ("smime.p7s", b"\x30\x80" + NOISE, "application/pkcs7-signature")),
    ("calendar", ("invite.ics", ICS, "text/calendar")),
    ("vcf", ("vp.vcf", VCF, "text/vcard")),
    ("ATT00001.htm", ("ATT00001.htm", b"<html><body>Sent</body></html>", "text/html")),
    ("ATT00001.txt", ("ATT00001.txt", "Gửi từ iPhone".encode(), "text/plain")),
    ("logo", ("image001.png", PIXEL, "image/png")),
    ("winmail companion", ("oledata.mso", NOISE, "application/octet-stream")),
)
JUNK = ("Thumbs.db", ".DS_Store", "desktop.ini", "~$phieu.xlsx", "._phieu.xlsx")


def bounce(made: Desk) -> None:
    """Lay what came back of our own mail with the unit's blank form."""
    unit = made.unit()
    blank = made.form("a", FIVE)
    original = mail("btc@vuban.example", "Kính gửi, xin điền phiếu.", [attached(unit.file, blank)], "Phiếu nhập liệu")
    made.put(f"tra ve {unit.code}.eml", report(unit.email, original))


def bare_mbox(made: Desk) -> None:
    """Lay a mailbox whose separating lines hold no address and no day."""
    unit = made.unit()
    first = mail(unit.email, "Kính gửi.", [own_form(made)])
    second = mail("lan@vuban.example", "Chào Ban.")
    made.put(f"hop thu {unit.code}.mbox", b"From \n" + first + b"\n\nFrom \n" + second + b"\n")


def signed_mail(made: Desk) -> None:
    """Lay an S/MIME mail, signed in the clear."""
    unit = made.unit()
    inner = mail(unit.email, "Kính gửi.", [own_form(made)])
    head = f"From: {unit.email}\r\nTo: btc@vuban.example\r\nSubject: Phieu\r\nMIME-Version: 1.0\r\n"
    kind = (
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="SS"\r\n\r\n'
    )
    tail = (
        "\r\n--SS\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    content = (
        head.encode() + kind.encode() + b"--SS\r\n" + inner + tail.encode() + encoded(NOISE).encode() + b"\r\n--SS--"
    )
    made.put(f"thu ky {unit.code}.eml", content)


def encrypted(password: str) -> Callable[[Desk], None]:
    """Return a desk with the unit's form, encrypted as Excel does it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    def lay(made: Desk) -> None:
        stream = io.BytesIO()
        OOXMLFile(io.BytesIO(made.form("a", FIVE))).encrypt(password, stream)
        made.put(made.unit().file, stream.getvalue())

    return lay


LINK = "https://1drv.ms/x/s!AbCdEf?e=phieu"
RECEIVED_CASES: tuple[tuple[str, Lay, Judgement], ...] = (
    *((f"mail with {name}", mailed(lambda made, part=part: [own_form(made), part]), Taken(FIVE))  # type: ignore[misc]
      for name, part in COMPANIONS),
    ("bounce of our own form", bounce, MissingUnit(("không chuyển được",))),
    ("mbox of bare From lines", bare_mbox, Counted(FIVE)),
    ("signed mail", signed_mail, Counted(FIVE)),
    ("link instead of a form", mailed(lambda made: [], f"Kính gửi, phiếu ở đây: {LINK}"), OneOf(
        AllOf(MissingUnit(), Told((LINK,))), NotCounted((LINK,)))),
    ("words instead of a form", mailed(lambda made: [], "Kết nạp 5, nữ 3, đoàn viên 2, đại học 2."), OneOf(
        AllOf(MissingUnit(), Told(("Kết nạp 5",))), NotCounted(("Kết nạp 5",)))),
    ("encrypted with Excel's default password", encrypted("VelvetSweatshop"), Counted(FIVE)),
    ("encrypted with a password", encrypted("bimat"), AllOf(Charged("xlsx"), Told(("mật khẩu",)))),
    ("zip", put_zip("{stem}.zip"), Taken(FIVE)),
    ("zip with junk", put_zip("{stem}.zip", (("__MACOSX/._x.xlsx", bytes(80)), ("Thumbs.db", bytes(80)))), Taken(FIVE)),
    ("zip in a zip", lambda made: made.put(f"{made.unit().stem}.zip", zipped(("trong.zip", zipped(
        (made.unit().file, made.form("a", FIVE)))))), Counted(FIVE)),
    ("form inserted in a Word letter", lambda made: made.put(f"{made.unit().stem}.docx", docx(
        "Kính gửi", made.form("a", FIVE))), OneOf(Counted(FIVE), NotCounted())),
    *((f"junk beside the form: {name}", file(name.replace("phieu", "{stem}"), struct.pack("<I", 3) * 30, True),
        Taken(FIVE)) for name in JUNK),
)  # fmt: skip
SLOW = Path(__file__).parent / "slow"
"""Where a ``sitecustomize`` lies that lets openpyxl import two seconds late, as on an old computer."""
TWENTY = tuple(f"{number:02d}" for number in range(1, 21))


def twenty_on_a_slow_computer(made: Desk) -> None:
    """Lay twenty commented forms where openpyxl is slow to come."""
    made.environment["PYTHONPATH"] = os.pathsep.join((str(SLOW.parents[2]), str(SLOW)))
    for role, unit in made.units.items():
        edit = comment("D10", "đã kiểm tra") if int(unit.code) % 2 else formula("D10", "3+2", 5)
        made.put(unit.file, made.form(role, FIVE, edit))


NUMBERS = packed({"Index/Document.iwa": NOISE, "Index/Tables/Tile.iwa": NOISE, "preview.jpg": JPEG,
                  "Metadata/BuildVersionHistory.plist": b"<plist/>"})  # fmt: skip
GSHEET = b'{"":"WARNING! DO NOT EDIT THIS FILE!","doc_id":"1aBcD","resource_key":"","email":"xa@vuban.example"}'
OLD_GSHEET = b'{"url": "https://docs.google.com/open?id=1aBcD", "doc_id": "1aBcD", "email": "xa@vuban.example"}'
WEBLOC = (
    b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://x">'
    b'<plist version="1.0"><dict><key>URL</key><string>https://docs.google.com/x</string></dict></plist>'
)
EPUB = packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>"})
VISIO = packed({"[Content_Types].xml": b"<Types/>", "visio/document.xml": b"<x/>"})
NO_WORKBOOKS = (
    ("{stem}.numbers", NUMBERS, "Numbers"),
    ("{stem}.numbers.zip", packed({f"phieu.numbers/{name}": each for name, each in parts(NUMBERS).items()}), "Numbers"),
    ("{stem}.pages", packed({"Index/Document.iwa": NOISE, "preview.jpg": JPEG}), "Pages"),
    ("{stem}.gsheet", GSHEET, "lối tắt"),
    ("{stem}.gdoc", OLD_GSHEET, "lối tắt"),
    ("{stem}.xlsx.webloc", WEBLOC, "lối tắt"),
    ("{stem}.desktop", b"[Desktop Entry]\nType=Link\nURL=https://docs.google.com/x\n", "lối tắt"),
    ("{stem}.vsdx", VISIO, "chương trình khác"),
    ("{stem}.epub", EPUB, "chương trình khác"),
)


def inside(container: str, name: str, content: bytes) -> Lay:
    """Return a desk with a zip, named for the unit, that holds one file whose name says nothing."""
    return lambda made: made.put(
        container.format(stem=made.unit().stem, name=made.unit().name),
        packed({name.format(name=made.unit().name): content}),
    )


def words_behind(made: Desk) -> None:
    """Lay a form, and a later mail that brings none."""
    made.put(made.unit().file, made.form())
    made.put(f"thu-{made.unit().code}.eml", mail(made.unit().email, "Tổng số đúng là 8 chị nhé.", []))


def two_sheets(made: Desk) -> None:
    """Lay a workbook whose form was copied to a second sheet, with another total there."""

    def copied(workbook: Any) -> None:
        workbook.copy_worksheet(workbook["Nhập liệu"])["D10"] = 9

    made.put(made.unit().file, book(copied)(made.form()))


@dataclass(frozen=True)
class Once:
    """A code is told once of the unit."""

    code: str

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        count = sum(item["code"] == self.code for item in seen.of(role))
        return [] if count == 1 else [f"{self.code} is told {count} times"]


WITHIN = (
    ("a scan in the unit's zip", inside("{stem}.zip", "scan.pdf", PDF)),
    ("a scan in the unit's folder in a zip", inside("phieu.zip", "{name}/scan.jpg", JPEG)),
    ("a plain zip called .xlsx", inside("{stem}.xlsx", "scan.pdf", PDF)),
    ("a cut workbook in the unit's zip", lambda made: made.put(
        f"{made.unit().stem}.zip", packed({"p.xlsx": made.form()[:3000]}))),
)  # fmt: skip


def without_types(content: bytes) -> bytes:
    """Return a workbook that lost the list of its parts' types."""
    return packed({name: part for name, part in parts(content).items() if name != "[Content_Types].xml"})


CASES = [
    Case(16, "words behind a form replace no form", words_behind, AllOf(
        Counted(FIVE), NoCode(("newer-invalid",)), Told(("8",), ("warning",), ("mail-without-form",)))),
    Case(27, "two sheets in conflict are told once", two_sheets, AllOf(
        NotCounted(("Nhập liệu", "9"), ("conflicting-submissions",)), Once("conflicting-submissions"))),
    *(Case(15, name, lay, AllOf(NotCounted(), Told((), ("error",), ("sent-unreadable",)))) for name, lay in WITHIN),
    one(19, "a workbook that lost the types of its parts", without_types, Counted(FIVE)),
    *(
        Case(15, f"no workbook: {name}", file(name, content), AllOf(
            Charged(name.format(stem="")), Told((said,), ("error", "warning"))))
        for name, content, said in NO_WORKBOOKS
    ),
    *(
        Case(15, f"no workbook beside the form: {name}", file(name, content, True), Counted(FIVE))
        for name, content, _ in NO_WORKBOOKS[:4]
    ),
    *(Case(15, name, lay, Charged(ending)) for name, lay, ending in CHARGED),
    *(Case(15, name, lay, AllOf(Taken(FIVE), NoCode(("unreadable-file",)))) for name, lay in BESIDE),
    Case(15, "truncated copy beside the form", truncated_beside, Holds(FIVE)),
    Case(15, "scan of nobody", file("scan lan 3.pdf", PDF), AllOf(
        MissingUnit(), Outcome("scan lan 3", ("rejected", "ignored")))),
    *each(19, REFUSED_BY_OPENPYXL),
    *each(19, ((f"{name}, with a formula", with_formula(edit), TakenTold(FIVE, (), "warning"))
               for name, edit, _ in REFUSED_BY_OPENPYXL)),
    one(20, "format dragged to the last row", DRAGGED, Taken(FIVE)),
    one(20, "format dragged to the last cell", DRAGGED_WIDE, Taken(FIVE)),
    one(20, "30,000 styled rows", ROWS_STYLED, Taken(FIVE)),
    *(Case(20, name, lay, judgement) for name, lay, judgement in RECEIVED_CASES),
    *(one(13, f"comment read whatever the load, {number}",
          comment("D10", "đã kiểm"), Counted(FIVE)) for number in range(5)),
    *(one(13, f"formula read whatever the load, {number}",
          formula("D10", "3+2", 5), Counted(FIVE)) for number in range(5)),
    desk(13, "twenty forms, openpyxl two seconds late", twenty_on_a_slow_computer,
         ByUnit(**{role: Counted(FIVE) for role in ROLES[:20]}), TWENTY),
]  # fmt: skip
