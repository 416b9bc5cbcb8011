"""Whatever is done to a workbook's bytes or parts, a page comes out, or a refusal; nothing else.

A short run by default. ``DANGVIEN_FUZZ_SECONDS=60`` runs each test until that many seconds have passed.
"""

import base64
import io
import random
import re
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import olefile
import pytest

from dangvien_xlsx.excel.reading import page_xls
from dangvien_xlsx.excel.reading.page_ods import read_fods
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.received.kinds import FileKind
from tests.excel.test_page_kinds import feature_book
from tests.intake.build import DATA, GOOD, as_fods, as_xlsb, parts_of, zipped
from tests.intake.test_fuzz import SECONDS

ODS = (DATA / "libreoffice.ods").read_bytes()
XLS = (DATA / "libreoffice.xls").read_bytes()
ZIPS = {
    "xlsx": (FileKind.XLSX, GOOD),
    "xlsx by LibreOffice": (FileKind.XLSX, (DATA / "libreoffice.xlsx").read_bytes()),
    "xlsx with everything": (FileKind.XLSX, feature_book()),
    "xlsb": (FileKind.XLSB, as_xlsb()),
    "ods": (FileKind.ODS, ODS),
}
SHORT = 150
_TOKENS = (b"<", b">", b"/>", b'"', b"&#x0;", b"&amp;", b"&", b"<!--", b"]]>", b"\x00", b"\xff\xff", b"</row>", b"<c>")
_NUMBERS = (b"-1", b"0", b"7", b"65536", b"4294967295", b"9" * 19, b"1e999")
SLOWEST = 2.0
"""CPU seconds that no file may take."""


def spoiled(rng: random.Random, content: bytes) -> bytes:
    """Return bytes with some changed, cut out, put in, repeated, or numbers exchanged."""
    out = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out) + 1)
        what = rng.randrange(7)
        piece = bytes(out[at : at + rng.randint(1, 300)])
        if what == 0:
            out[at : at + 1] = bytes([rng.randrange(256)])
        elif what == 1:
            out[at:at] = rng.choice(_TOKENS)
        elif what == 2:
            del out[at : at + len(piece)]
        elif what == 3:
            out[at : at + len(piece)] = piece * 2
        elif what == 4 and rng.random() < 0.2:
            del out[at:]
        elif what == 5:
            out[at : at + len(piece)] = bytes(len(piece))
        else:
            digits = [index for index in range(at, min(at + 300, len(out))) if 48 <= out[index] <= 57]
            if digits:
                out[digits[0] : digits[0] + 1] = rng.choice(_NUMBERS)
    return bytes(out)


def rounds(name: str) -> Iterator[random.Random]:
    """Yield sources of chance: a fixed few, or new ones until the time is over."""
    end = time.monotonic() + SECONDS
    for number in range(10**9 if SECONDS else SHORT):
        yield random.Random(f"{name} {number} {end if SECONDS else 0}")
        if SECONDS and time.monotonic() > end:
            return


def judge(read: Callable[[], PagedBook], made: bytes) -> None:
    """Read; a page or a refusal is right, within its time."""
    start, code = time.process_time(), ""
    try:
        assert read().pages
    except RefusedError as refusal:
        code = "" if refusal.about.get("why") else refusal.code
    except Exception as error:
        packed = base64.b64encode(zlib.compress(made)).decode()
        raise AssertionError(f"{type(error).__name__} {error}: {packed}") from error
    assert code in ("", "encrypted-file")
    assert time.process_time() - start < SLOWEST


@pytest.mark.parametrize("name", ZIPS)
def test_spoiled_parts_of_a_package_are_read_or_refused(name: str) -> None:
    kind, content = ZIPS[name]
    parts = parts_of(content)
    wanted = [part for part in sorted(parts) if parts[part] and part.endswith((".xml", ".bin", ".rels", ".vml"))]
    for rng in rounds(name):
        part = rng.choice(wanted)
        made = zipped({**parts, part: spoiled(rng, parts[part])})
        judge(partial(read_pages, made, kind), made)


@pytest.mark.parametrize("name", ZIPS)
def test_spoiled_bytes_of_a_package_are_read_or_refused(name: str) -> None:
    kind, content = ZIPS[name]
    for rng in rounds(f"bytes of {name}"):
        made = spoiled(rng, content)
        judge(partial(read_pages, made, kind), made)


def test_spoiled_records_of_an_xls_are_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with olefile.OleFileIO(io.BytesIO(XLS)) as ole:
        stream = ole.openstream("Workbook").read()
    for rng in rounds("records"):
        made = spoiled(rng, stream)
        # What olefile makes of a damaged container is its own affair: here only the records are spoiled.
        monkeypatch.setattr(page_xls, "workbook_stream", lambda content, made=made: (made, None))
        judge(partial(page_xls.read_xls, XLS), made)


def test_spoiled_bytes_of_an_xls_are_read_or_refused() -> None:
    for rng in rounds("xls"):
        made = spoiled(rng, XLS)
        judge(partial(page_xls.read_xls, made), made)


def test_spoiled_bytes_of_a_fods_are_read_or_refused() -> None:
    content = as_fods()
    for rng in rounds("fods"):
        made = spoiled(rng, content)
        judge(partial(read_fods, made), made)


@pytest.mark.parametrize("encoding", ["UTF-4294967295", "hex", "utf-7", "x"])
@pytest.mark.parametrize(("name", "part"), [("xlsx", "xl/worksheets/sheet1.xml"), ("ods", "content.xml")])
def test_an_encoding_that_nobody_knows_is_a_damaged_file(name: str, part: str, encoding: str) -> None:
    """Found by a long run: the parser looks encodings up among Python's, whose refusal is no error of XML."""
    kind, content = ZIPS[name]
    parts = parts_of(content)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    # Rows without an address are counted by the parser.
    changed = re.sub(rb"^<\?xml.*?\?>", declared, parts[part], count=1).replace(b'<row r="1"', b"<row")
    assert changed != parts[part]
    made = zipped({**parts, part: changed})
    with pytest.raises(RefusedError):
        read_pages(made, kind)
