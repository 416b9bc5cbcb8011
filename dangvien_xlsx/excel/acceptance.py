"""The workbook in which open points are accepted, ``chot-ky.xlsx``: written with every point, and read back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple

from dangvien_xlsx.excel.reading.grid import Grid, text_at
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.fold import clean, fold

_TITLE, _ADVICE, _HEADER, _FIRST = 0, 1, 2, 3
_KEY, _UNIT, _MESSAGE, _FILE, _CELL, _REASON, _WHO = range(7)
_WIDTHS = [4.0, 34.0, 60.0, 34.0, 9.0, 46.0, 26.0]


Mark = tuple[str, str, str, str]
"""What a line is about, as a person reads it: unit, what is wrong, file and cell. Sorting the sheet cannot part them
from what is typed beside them, as it can from a hidden key; and another figure is another point."""


class Line(NamedTuple):
    """A line of the workbook: what it is about, why that is accepted and by whom, and what else somebody typed there.

    ``row0``: where it stands, zero-indexed. ``shown``: unit, what is wrong, file and cell, as they stand there.
    """

    row0: int
    shown: tuple[str, str, str, str]
    reason: str = ""
    who: str = ""
    more: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        """What it is about."""
        return _mark(self.shown)

    @property
    def is_accepted(self) -> bool:
        """Whether it says both why and by whom."""
        return bool(self.reason and self.who)

    @property
    def is_typed(self) -> bool:
        """Whether somebody typed anything there."""
        return bool(self.reason or self.who or any(self.more))

    @property
    def lacking(self) -> tuple[str, str]:
        """The cells that still have to be filled: of the reason and of the name, blank where there is one."""
        return ("" if self.reason else a1(self.row0, _REASON), "" if self.who else a1(self.row0, _WHO))


def _mark(shown: tuple[str, str, str, str]) -> Mark:
    unit, message, file, cell = map(fold, shown)
    return unit, message, file, cell


def shown_of(catalogue: Catalogue, item: Finding) -> tuple[str, str, str, str]:
    """Return what the workbook shows of an open point."""
    unit = catalogue.unit.get(item.unit)
    return (unit.name if unit else "", item.message, item.file, item.cell)


def mark_of(catalogue: Catalogue, item: Finding) -> Mark:
    """Return what an open point is about, as the workbook's lines tell it."""
    return _mark(shown_of(catalogue, item))


def lines_for(catalogue: Catalogue, points: Sequence[Finding], typed: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of the workbook: one a point, then what was typed for points that are not open any more.

    Args:
        catalogue: Gives the units' names.
        points: What is open.
        typed: The lines of the workbook as it is; nothing that somebody typed is lost.
    """
    known = {line.mark: line for line in typed if line.is_typed}
    lines: list[Line] = []
    for item in points:
        shown = shown_of(catalogue, item)
        given = known.pop(_mark(shown), None)
        line = Line(_FIRST + len(lines), shown)
        lines.append(line._replace(reason=given.reason, who=given.who, more=given.more) if given else line)
    gap = 2 if known else 0
    rest = [line for line in typed if line.is_typed and line.mark in known]
    return (*lines, *(line._replace(row0=_FIRST + len(lines) + gap + index) for index, line in enumerate(rest)))


def acceptance_bytes(catalogue: Catalogue, lines: Sequence[Line], open_lines: int) -> bytes:
    """Write the workbook.

    Args:
        catalogue: Of the period.
        lines: As ``lines_for`` returns them.
        open_lines: How many of them, from the first, are open points.
    """
    properties = {"title": words.CLOSE_FILE_TITLE, "subject": catalogue.period.code, "author": catalogue.office.name}
    with Book(datetime.combine(catalogue.period.start, time()), properties) as book:
        sheet = book.sheet(words.CLOSE_SHEET, TAB_INPUT)
        sheet.text(_TITLE, _UNIT, words.CLOSE_FILE_TITLE, "screen_title")
        sheet.text(_ADVICE, _UNIT, words.CLOSE_ADVICE, "screen_line")
        for column0, header in enumerate(words.CLOSE_HEADERS):
            sheet.text(_HEADER, column0, header, "screen_header")
        for line in lines:
            _write_line(sheet, line)
        if len(lines) > open_lines:
            sheet.text(lines[open_lines].row0 - 1, _UNIT, words.CLOSE_NO_LONGER_OPEN, "screen_line")
        sheet.widths(_WIDTHS)
        sheet.raw.set_column(_KEY, _KEY, None, None, {"hidden": True})
        sheet.raw.freeze_panes(_FIRST, _UNIT + 1)
        paper(sheet, (max((line.row0 for line in lines), default=_FIRST), _WHO), _HEADER, "")
        return book.content()


def _write_line(sheet: Sheet, line: Line) -> None:
    sheet.text(line.row0, _KEY, "|".join(line.mark), "label")
    for column0, text in enumerate(line.shown, _UNIT):
        sheet.text(line.row0, column0, text, "label_note" if column0 == _MESSAGE else "label")
    for column0, text in enumerate((line.reason, line.who), _REASON):
        sheet.text(line.row0, column0, text, "entry_wrap")
    for column0, text in enumerate(line.more, _WHO + 1):
        if text:
            sheet.text(line.row0, column0, text, "entry_wrap")
    lines = line_count(line.shown[_MESSAGE - _UNIT], _WIDTHS[_MESSAGE], 11)
    sheet.height(line.row0, row_height(lines, 11, least=20))


def read_acceptance(sheets: Mapping[str, Grid]) -> tuple[Line, ...]:
    """Read the lines of the workbook, those in which nothing is typed too."""
    lines: list[Line] = []
    for grid in sheets.values():
        header = next((row for row in grid if words.CLOSE_HEADERS[_REASON] in row), None)
        if header is None or not set(words.CLOSE_HEADERS[_UNIT:]) <= set(header):
            continue
        places = [header.index(name) for name in words.CLOSE_HEADERS[_UNIT:]]
        others = [column0 for column0 in range(len(header)) if column0 not in places and column0 > 0]
        for row0 in range(grid.index(header) + 1, len(grid)):
            unit, message, file, cell, reason, who = (clean(text_at(grid, row0, place)) for place in places)
            more = tuple(clean(text_at(grid, row0, column0)) for column0 in others)
            line = Line(row0, (unit, message, file, cell), reason, who, more)
            if message or line.is_typed:
                lines.append(line)
    return tuple(lines)
