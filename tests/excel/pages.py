"""Pages of workbooks in tests: built out of XML, and compared with what calamine reads."""

import unicodedata
from collections.abc import Mapping

from dangvien_xlsx.excel.reading.grid import Grids, value_at
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Page, PagedBook
from dangvien_xlsx.model.submission import ErrorValue, Value
from dangvien_xlsx.received.kinds import kind_of
from tests.intake.build import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

NOTHING: Mapping[str, bytes] = {}
Values = dict[str, dict[str, Value]]


def page_values(book: PagedBook) -> Values:
    """Return the stored values of a book by sheet and address, errors left out as calamine leaves them out."""
    return {
        page.sheet: {
            place: cell.value
            for place, cell in page.cells.items()
            if cell.value is not None and not isinstance(cell.value, ErrorValue)
        }
        for page in book.pages
    }


def calamine_values(content: bytes) -> Values:
    """Return the same by calamine."""
    grids = Grids(content)
    found: Values = {}
    for name in grids:
        grid = grids[name]
        values = {
            a1(row0, column0): value_at(grid, row0, column0)
            for row0, row in enumerate(grid)
            for column0 in range(len(row))
        }
        found[name] = {
            place: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            for place, value in values.items()
            if value is not None
        }
    return found


def read(content: bytes) -> PagedBook:
    """Return the pages of a workbook by what its bytes are."""
    return read_pages(content, kind_of(content))


def relationships(*targets: tuple[str, str]) -> bytes:
    """Return a part of relationships ``rId1`` and so on, each of a kind to a target."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'.encode()


def workbook(
    rows: str,
    *,
    around: tuple[str, str] = ("", ""),
    strings: str = "",
    styles: str = "",
    more: Mapping[str, bytes] = {},
) -> bytes:
    """Return an .xlsx of one sheet ``S``.

    Args:
        rows: What stands in ``<sheetData>``.
        around: What stands before it and after it.
        strings: The shared ``<si>``.
        styles: What stands in ``<styleSheet>``.
        more: Further parts; a part of the same name takes the place of ours.
    """
    before, after = around
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
            '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
        ).encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode(),
        **more,
    }
    return zipped(parts)


def page_of(content: bytes) -> Page:
    """Return the first page of a workbook."""
    return read(content).pages[0]
