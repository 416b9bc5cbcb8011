"""One change in a form: through openpyxl as a program would save it, or in the XML as Excel would write it."""

import functools
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from tests.oracles import quietly_loaded

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
SAVED = datetime(2023, 7, 1, 3, 0, tzinfo=UTC)
"""What the workbooks say of themselves: saved before the deadline of the example."""

Edit = Callable[[bytes], bytes]
"""A form's bytes in, the same form with one thing changed out."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA = re.compile(r'<c ([^>]*?)( t="[a-z]+")?((?: [^>]*)?)>(<f[ >].*?</f>|<f[^>]*/>)(<v>[^<]*</v>|<v/>)?</c>')


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(package: dict[str, bytes]) -> bytes:
    """Return a package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in package.items():
            target.writestr(zipfile.ZipInfo(name, (2023, 7, 1, 10, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def saved_at(content: bytes, moment: datetime = SAVED) -> bytes:
    """Return a package that says it was saved at a moment."""
    package = parts(content)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    if "docProps/core.xml" in package:
        package["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + stamp, package["docProps/core.xml"])
    return packed(package)


def book(change: Callable[[Any], object]) -> Edit:
    """Return an edit of the whole workbook by openpyxl, which drops what formulas showed."""

    def edit(content: bytes) -> bytes:
        workbook = quietly_loaded(content)
        change(workbook)
        stream = io.BytesIO()
        workbook.save(stream)
        return saved_at(stream.getvalue())

    return edit


def sheet(change: Callable[[Any], object]) -> Edit:
    """Return an edit of the form's sheet by openpyxl."""
    return book(lambda workbook: change(workbook["Nhập liệu"]))


def typed(**cells: object) -> Edit:
    """Return an edit that types values into cells of the form's sheet; ``None`` clears one."""

    def change(page: Any) -> None:
        for a1, value in cells.items():
            page[a1].value = value
            if isinstance(value, str):
                page[a1].data_type = "s"

    return sheet(change)


def xml(change: Callable[[str], str], part: str = SHEET) -> Edit:
    """Return an edit of one part's text. What formulas showed is dropped: it would no longer be true."""

    def edit(content: bytes) -> bytes:
        package = parts(content)
        package[SHEET] = _FORMULA.sub(r"<c \1\3>\4</c>", package[SHEET].decode()).encode()
        before = package[part].decode()
        after = change(before)
        assert after != before, "the edit changes something"
        package[part] = after.encode()
        return saved_at(packed(package))

    return edit


def chain(*edits: Edit) -> Edit:
    """Return one edit made of several steps, where Excel would make one."""
    return lambda content: functools.reduce(lambda made, edit: edit(made), edits, content)


def cell(a1: str, inner: str, kind: str = "", more: str = "") -> Callable[[str], str]:
    """Return a change of the sheet's XML that writes a cell anew, its style kept; a new one ends its row."""
    pattern = re.compile(rf'<c r="{a1}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)')
    attributes = (f' t="{kind}"' if kind else "") + more

    def change(text: str) -> str:
        if pattern.search(text):
            return pattern.sub(lambda found: f'<c r="{a1}"{found[1]}{attributes}>{inner}</c>', text)
        row = re.sub(r"\D", "", a1)
        new = f'<c r="{a1}"{attributes}>{inner}</c>'
        return re.sub(rf'(<row r="{row}"[^>]*>.*?)(</row>)', lambda found: f"{found[1]}{new}{found[2]}", text, count=1)

    return change


def runs(*pieces: tuple[str, str]) -> str:
    """Return an inline text of runs, each with its properties (``<strike/>``) and its text."""
    made = (
        f'<r><rPr>{properties}<sz val="13"/></rPr><t xml:space="preserve">{escape(text)}</t></r>'
        for properties, text in pieces
    )
    return f"<is>{''.join(made)}</is>"


def rich(a1: str, *pieces: tuple[str, str]) -> Edit:
    """Return an edit that writes a cell of formatted runs."""
    return xml(cell(a1, runs(*pieces), "inlineStr"))
