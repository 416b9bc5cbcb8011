"""A row that is written many times, a line a unit: what its rows share is made once, and each is complete at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, stored
from dangvien_xlsx.excel.writing.sheet import LINK_ROLE, Link, Sheet, fitting
from dangvien_xlsx.model.errors import BookError

KEY = "\ue000"
"""Stands in a column's formula for the row's key, such as a unit's code: a character that stands in no name."""


class Column(NamedTuple):
    """A column of a line: the role of its style and, where its cells are formulas, their text."""

    role: str
    formula: str = ""


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
    """Writes rows of one kind into a sheet, one below the other."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        _, self._linked = sheet.raw.cell_start(0, sheet.book.style(LINK_ROLE))
        self._columns = [
            (*sheet.raw.cell_start(column0, sheet.book.style(column.role)), escape(column.formula.removeprefix("=")))
            for column0, column in enumerate(columns)
        ]

        repeats = [(column.formula.count(KEY), len(column.formula)) for column in columns if KEY in column.formula]
        room = ((LONGEST_FORMULA - length) // count for count, length in repeats)
        self._longest_key = min(room, default=LONGEST_FORMULA)

    def write(self, row0: int, entries: Sequence[Entry], points: float | None = None, key: str = "") -> None:
        """Write a row.

        Args:
            row0: The row, zero-indexed.
            entries: One a column.
            points: The row's height; none for the usual one.
            key: What ``KEY`` stands for in formulas, where it is quoted.
        """
        raw, row = self._sheet.raw, str(row0 + 1)
        cells: list[str] = []
        key = escape(key.replace('"', '""'))
        if len(key) > self._longest_key:
            raise BookError(key[:80])
        for (start, usual, formula), entry in zip(self._columns, entries, strict=True):
            style = usual
            if isinstance(entry, Linked):
                text, link = entry
                if link and self._sheet.attach(row0, len(cells), link, text):
                    style = self._linked
                content = raw.string(held) if (held := fitting(text)) else "/>"
            elif isinstance(entry, Computed):
                content = raw.formula(escape(entry.formula.removeprefix("=")), stored(entry.value))
            elif formula:
                content = raw.formula(formula.replace(KEY, key), stored(entry))
            elif entry is None or entry == "":
                content = "/>"
            elif isinstance(entry, str):
                content = raw.string(held) if (held := fitting(entry)) else "/>"
            else:
                content = raw.moment(entry) if isinstance(entry, datetime) else raw.number(entry)
            cells.append(f"{start}{row}{style}{content}")
        if raw.add_row(row0, cells, points):
            message = f"row {row0} is complete already"
            raise BookError(message)
