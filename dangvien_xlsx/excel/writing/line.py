"""A row that is written many times, a line a unit: what its rows share is made once, and each is complete at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dangvien_xlsx.excel.writing.cells import days, escaped
from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, stored
from dangvien_xlsx.excel.writing.rows import KEY, ROW, Cell, Template
from dangvien_xlsx.excel.writing.sheet import LINK_ROLE, Link, Sheet
from dangvien_xlsx.model.errors import BookError

_LONGEST_ROW = len("1048576")
_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Kinds of entries that are sent as they are."""


class Column(NamedTuple):
    """A column of a line: the role of its style and, where its cells are formulas, their text."""

    role: str
    formula: str = ""


GAP = Column("")
"""A column in which a line has no cell, and takes no entry."""


class Linked(NamedTuple):
    """Text that leads somewhere; plain where there is no link."""

    text: str
    link: Link | None


class Computed(NamedTuple):
    """A formula of one cell only, and its computed value."""

    formula: str
    value: float | str | None


Entry = str | float | datetime | Linked | Computed | None
"""What a column takes: ``None`` is blank, a time that of the clock on the wall; for a formula its computed value."""


class Line:
    """Writes rows of one kind into a sheet, one below the other.

    All that does not differ from row to row, formulas as well, is one template, into which a row's number, its key and
    what its cells hold are filled, wherever the rows are made.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        columns = tuple(columns)
        self._span = _span(columns)
        formulas = [column.formula for column in columns if column.formula]
        rooms = (LONGEST_FORMULA - len(text) - text.count(ROW) * _LONGEST_ROW for text in formulas)
        room = (each // text.count(KEY) for each, text in zip(rooms, formulas, strict=True) if KEY in text)
        self._longest_key = min(room, default=LONGEST_FORMULA)
        self._has_key = any(KEY in text for text in formulas)
        self._columns = [(column0, column.formula) for column0, column in enumerate(columns) if column.role]
        self._template = sheet.raw.rows.maker.template(_template(sheet, columns))

    def write(self, row0: int, entries: Sequence[Entry], points: float | None = None, key: str = "") -> None:
        """Write a row.

        Args:
            row0: The row, zero-indexed.
            entries: One a column.
            points: The row's height; none for the usual one.
            key: What ``KEY`` stands for in formulas, where it is quoted.
        """
        cells: tuple[Any, ...] = tuple(
            [
                entry if type(entry) in _PLAIN else self._plain(row0, *column, entry)
                for column, entry in zip(self._columns, entries, strict=True)
            ]
        )
        filling = self._filling(key) if self._has_key else ""
        if self._sheet.raw.add_row(row0, self._template, filling, cells, self._span, points):
            message = f"row {row0} is complete already"
            raise BookError(message)

    def _plain(self, row0: int, column0: int, formula: str, entry: Entry) -> Cell:
        """Return an entry in a type that is sent in no time; a link is attached here, where the workbook is."""
        if formula:
            return stored(entry)
        if isinstance(entry, Linked):
            is_linked = entry.link and self._sheet.attach(row0, column0, entry.link, entry.text)
            return (entry.text,) if is_linked else entry.text
        if isinstance(entry, Computed):
            if len(entry.formula) > LONGEST_FORMULA:
                raise BookError(entry.formula[:80])
            return escaped(entry.formula.removeprefix("=")), stored(entry.value)
        return days(entry) if isinstance(entry, datetime) else entry

    def _filling(self, key: str) -> str:
        held = escaped(key.replace('"', '""'))
        if len(held) > self._longest_key:
            raise BookError(held[:80])
        return held.replace("%", "%%")


def _template(sheet: Sheet, columns: Sequence[Column]) -> Template:
    raw, book = sheet.raw, sheet.book
    _, linked = raw.cell_start(0, book.style(LINK_ROLE))
    pieces, styles = list[str](), list[str]()
    for column0, (role, formula) in enumerate(columns):
        if not role:
            continue
        start, style = raw.cell_start(column0, book.style(role))
        styles.append("" if formula else style)
        if formula:
            text = escaped(formula.removeprefix("=")).replace("%", "%%")
            pieces.append(f"{start}{ROW}{style}%s><f>{text}</f><v>%s</v></c>")
        else:
            pieces.append(f"{start}{ROW}%s")
    return Template(tuple("".join(pieces).split(ROW)), tuple(styles), linked)


def _span(columns: Sequence[Column]) -> tuple[int, int]:
    """Return the first and the last column with a cell."""
    taken = [column0 for column0, column in enumerate(columns) if column.role]
    return taken[0], taken[-1]
