"""A row that is written many times, a line a unit: what its rows share is made once, and each is complete at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, stored
from dangvien_xlsx.excel.writing.sheet import LINK_ROLE, Link, Sheet, fitting
from dangvien_xlsx.excel.writing.worksheet import escaped
from dangvien_xlsx.model.errors import BookError

KEY = "\ue000"
"""Stands in a column's formula for the row's key, such as a unit's code: a character that stands in no name."""
ROW = "\ue001"
"""Stands in a column's formula for the number of the row."""
_LONGEST_ROW = len("1048576")


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


_BLANK = ("", "")
"""What XML says of an empty text that a formula gave."""


class Line:
    """Writes rows of one kind into a sheet, one below the other.

    All that does not differ from row to row, formulas as well, is one template, into which a row's number, its key and
    what its cells hold are filled.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self._columns = tuple(columns)
        self._span = _span(self._columns)
        formulas = [column.formula for column in self._columns if column.formula]
        rooms = (LONGEST_FORMULA - len(text) - text.count(ROW) * _LONGEST_ROW for text in formulas)
        room = (each // text.count(KEY) for each, text in zip(rooms, formulas, strict=True) if KEY in text)
        self._longest_key = min(room, default=LONGEST_FORMULA)
        self._has_key = any(KEY in text for text in formulas)
        _, self._linked = sheet.raw.cell_start(0, sheet.book.style(LINK_ROLE))
        self._cells: list[tuple[int, str]] = []
        """What the cells of a column share: its number, and their style; blank where they are formulas."""
        self._pieces = self._template().split(ROW)
        """Of the template: between them goes the row's number."""

    def write(self, row0: int, entries: Sequence[Entry], points: float | None = None, key: str = "") -> None:
        """Write a row.

        Args:
            row0: The row, zero-indexed.
            entries: One a column.
            points: The row's height; none for the usual one.
            key: What ``KEY`` stands for in formulas, where it is quoted.
        """
        raw, row, contents = self._sheet.raw, str(row0 + 1), list[object]()
        # Most cells are one of the kinds asked for first; a step more for each is a second at ten thousand units.
        for (column0, style), entry in zip(self._cells, entries, strict=True):
            if not style:
                if entry is None:
                    contents += _BLANK
                elif type(entry) is int:
                    contents += ("", entry)
                else:
                    contents += raw.value(stored(entry))
            elif entry is None or entry == "":
                contents.append(f"{style}/>")
            elif isinstance(entry, str):
                contents.append(style + self._text(entry))
            elif type(entry) is int:
                contents.append(f"{style}><v>{entry:.16G}</v></c>")
            elif isinstance(entry, Linked | Computed):
                contents.append(self._special(row0, column0, style, entry))
            else:
                contents.append(style + (raw.moment(entry) if isinstance(entry, datetime) else raw.number(entry)))
        template = row.join(self._pieces)
        if self._has_key:
            template = template.replace(KEY, self._filling(key))
        if raw.add_row(row0, template % tuple(contents), self._span, points):
            message = f"row {row0} is complete already"
            raise BookError(message)

    def _special(self, row0: int, column0: int, style: str, entry: Linked | Computed) -> str:
        """Return the rest of a cell that is made one by one: a link or a formula of its own."""
        raw = self._sheet.raw
        if isinstance(entry, Linked):
            if entry.link and self._sheet.attach(row0, column0, entry.link, entry.text):
                style = self._linked
            return style + self._text(entry.text)
        if len(entry.formula) > LONGEST_FORMULA:
            raise BookError(entry.formula[:80])
        return style + raw.formula(escaped(entry.formula.removeprefix("=")), stored(entry.value))

    def _text(self, text: str) -> str:
        raw = self._sheet.raw
        return raw.string_again(text) or (raw.string(held) if (held := fitting(text)) else "/>")

    def _filling(self, key: str) -> str:
        held = escaped(key.replace('"', '""'))
        if len(held) > self._longest_key:
            raise BookError(held[:80])
        return held.replace("%", "%%")

    def _template(self) -> str:
        raw, book, template = self._sheet.raw, self._sheet.book, list[str]()
        for column0, (role, formula) in enumerate(self._columns):
            if not role:
                continue
            start, style = raw.cell_start(column0, book.style(role))
            self._cells.append((column0, "" if formula else style))
            if formula:
                text = escaped(formula.removeprefix("=")).replace("%", "%%")
                template.append(f"{start}{ROW}{style}%s><f>{text}</f><v>%s</v></c>")
            else:
                template.append(f"{start}{ROW}%s")
        return "".join(template)


def _span(columns: Sequence[Column]) -> tuple[int, int]:
    """Return the first and the last column with a cell."""
    taken = [column0 for column0, column in enumerate(columns) if column.role]
    return taken[0], taken[-1]
