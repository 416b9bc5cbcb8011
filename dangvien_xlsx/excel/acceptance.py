"""The workbook in which open points are accepted, ``chot-ky.xlsx``: written with every point, and read back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple

from dangvien_xlsx.excel.reading.grid import Grids, text_at
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.fold import clean

_TITLE, _ADVICE, _HEADER, _FIRST = 0, 1, 2, 3
_KEY, _UNIT, _MESSAGE, _FILE, _CELL, _REASON, _WHO = range(7)
_WIDTHS = [4.0, 34.0, 60.0, 34.0, 9.0, 46.0, 26.0]


class Acceptance(NamedTuple):
    """Why an open point is accepted, and by whom."""

    reason: str
    who: str


def point_key(item: Finding) -> str:
    """Return what names an open point from one run to the next."""
    return "|".join((item.code, item.unit, item.file, item.sheet, item.cell))


def acceptance_bytes(catalogue: Catalogue, points: Sequence[Finding], known: Mapping[str, Acceptance]) -> bytes:
    """Write the workbook: a line a point, with what was accepted before."""
    properties = {"title": words.CLOSE_FILE_TITLE, "subject": catalogue.period.code, "author": catalogue.office.name}
    with Book(datetime.combine(catalogue.period.start, time()), properties) as book:
        sheet = book.sheet(words.CLOSE_SHEET, TAB_INPUT)
        sheet.text(_TITLE, _UNIT, words.CLOSE_FILE_TITLE, "screen_title")
        sheet.text(_ADVICE, _UNIT, words.CLOSE_ADVICE, "screen_line")
        for column0, header in enumerate(words.CLOSE_HEADERS):
            sheet.text(_HEADER, column0, header, "screen_header")
        for row0, item in enumerate(points, _FIRST):
            unit = catalogue.unit.get(item.unit)
            given = known.get(point_key(item), Acceptance("", ""))
            texts = (point_key(item), unit.name if unit else "", item.message, item.file, item.cell)
            for column0, text in enumerate(texts):
                sheet.text(row0, column0, text, "label_note" if column0 == _MESSAGE else "label")
            for column0, text in ((_REASON, given.reason), (_WHO, given.who)):
                sheet.text(row0, column0, text, "entry_wrap")
            sheet.height(row0, row_height(line_count(item.message, _WIDTHS[_MESSAGE], 11), 11, least=20))
        sheet.widths(_WIDTHS)
        sheet.raw.set_column(_KEY, _KEY, None, None, {"hidden": True})
        sheet.raw.freeze_panes(_FIRST, _UNIT + 1)
        sheet.paper((_FIRST + max(len(points), 1) - 1, _WHO), _HEADER, "")
        return book.content()


def read_acceptance(content: bytes) -> dict[str, Acceptance]:
    """Read what was accepted, by the point's key; a point without both a reason and a name is not accepted."""
    accepted: dict[str, Acceptance] = {}
    for grid in Grids(content).values():
        header = next((row for row in grid if words.CLOSE_HEADERS[_KEY] in row), None)
        if header is None:
            continue
        key, reason, who = (header.index(words.CLOSE_HEADERS[place]) for place in (_KEY, _REASON, _WHO))
        for row0 in range(grid.index(header) + 1, len(grid)):
            given = Acceptance(clean(text_at(grid, row0, reason)), clean(text_at(grid, row0, who)))
            if all(given):
                accepted[text_at(grid, row0, key)] = given
    return accepted
