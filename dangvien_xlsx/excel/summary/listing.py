"""A listed sheet: a header row and one row a thing; each of its columns is declared once, in one entry."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from dangvien_xlsx.excel.writing.line import Column, Entry, Line, Linked
from dangvien_xlsx.excel.writing.metrics import digits_of, line_count, row_height, text_pixels
from dangvien_xlsx.excel.writing.paper import list_paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import Properties
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.text import summary as words

Row = TypeVar("Row")
_LEAST_POINTS = 19.0
_BUTTON = 2
"""Room that the filter's button takes of a header, in digits."""
_MONO_POINTS = 10


class Width(NamedTuple):
    """How wide a column is, in digits of the default font: as its widest entry needs, within bounds."""

    lowest: float
    highest: float
    wraps: bool = False
    """Whether what is longer goes on in a further line; then rows are as high as their text."""


def fixed(digits: float, *, wraps: bool = False) -> Width:
    """Return a width that no entry changes."""
    return Width(digits, digits, wraps)


class ListColumn(NamedTuple, Generic[Row]):
    """A column of a listed sheet: what stands in the header, in each row, how it looks and how wide it is."""

    header: str
    role: str
    entry: Callable[[Row], Entry]
    width: Width
    formula: str = ""
    """The text of the cells' formula, where they have one; ``entry`` is then its computed value."""
    name: str = ""
    """The defined name of the column, where formulas elsewhere refer to it."""
    is_printed: bool = True


class Listing(Generic[Row]):
    """Writes a listed sheet from its columns."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[ListColumn[Row]], header_row0: int, header_points: float
    ) -> None:
        """Write the header.

        Args:
            sheet: The sheet; what stands above the header is written by the caller, before or after.
            columns: From A on.
            header_row0: The header's row, zero-indexed.
            header_points: Its least height in points; a header that wraps makes it higher.
        """
        self.sheet = sheet
        self.columns = tuple(columns)
        self.header_row0 = header_row0
        self.first_row0 = self.last_row0 = header_row0 + 1
        self._widest = [0.0] * len(self.columns)
        self._elastic = {
            index: _MONO_POINTS if column.role == "cell_mono" else 12
            for index, column in enumerate(self.columns)
            if column.width.lowest < column.width.highest
        }
        """The columns that are as wide as their entries need, with the size of their font, until they are at most."""
        self._wrapping = [index for index, column in enumerate(self.columns) if column.width.wraps]
        for column0, column in enumerate(self.columns):
            sheet.text(header_row0, column0, column.header, "screen_header")
        lines = (line_count(item.header, item.width.lowest - _BUTTON, bold=True) for item in self.columns)
        sheet.height(header_row0, row_height(max(lines), least=header_points))

    def column0(self, header: str) -> int:
        """Return the zero-indexed column under a header."""
        return next(index for index, column in enumerate(self.columns) if column.header == header)

    def span(self, header: str) -> str:
        """Return the range of a column's rows, absolute."""
        column0 = self.column0(header)
        first, last = (a1(row0, column0, absolute=True) for row0 in (self.first_row0, self.last_row0))
        return f"{first}:{last}"

    def write(self, rows: Iterable[Row], key: Callable[[Row], str] = lambda _: "") -> int:
        """Write the rows.

        Args:
            rows: What is listed, from the top.
            key: What ``KEY`` stands for in a row's formulas.

        Returns:
            How many rows there were.
        """
        line = Line(self.sheet, [Column(column.role, column.formula) for column in self.columns])
        count = 0
        for row in rows:
            entries = [column.entry(row) for column in self.columns]
            line.write(self.first_row0 + count, entries, self._height(entries), key(row))
            self._measure(entries)
            count += 1
        self.last_row0 = self.first_row0 + max(count, 1) - 1
        return count

    def _height(self, entries: Sequence[Entry]) -> float:
        lines = (line_count(text_of(entries[index]), self.columns[index].width.highest) for index in self._wrapping)
        return row_height(max(lines, default=1), least=_LEAST_POINTS)

    def _measure(self, entries: Sequence[Entry]) -> None:
        widest, has_grown = self._widest, False
        for index, points in self._elastic.items():
            if (text := text_of(entries[index])) and (width := text_pixels(text, points)) > widest[index]:
                widest[index], has_grown = width, True
        if has_grown:
            self._elastic = {
                index: points
                for index, points in self._elastic.items()
                if self._digits(index) < self.columns[index].width.highest
            }

    def empty(self, header: str, text: str) -> None:
        """Say in the first row, under a header, that there is nothing."""
        self.sheet.text(self.first_row0, self.column0(header), text, "empty_state")

    def highlight(self, header: str, condition: str, look: Properties) -> None:
        """Give a column's cells a look where they fulfil a condition such as ``>0``; it follows edits and sorting.

        Args:
            header: The column's header.
            condition: What follows the cell's address in the formula, such as ``>0``.
            look: How it looks then.
        """
        column0 = self.column0(header)
        here = f"${a1(self.first_row0, column0)}"
        self.sheet.highlight((self.first_row0, column0), (self.last_row0, column0), f"={here}{condition}", look)

    def finish(self, frozen_columns: int, *, has_filter: bool = True, folded: range = range(0)) -> None:
        """Set widths, names, filter, panes and paper.

        Args:
            frozen_columns: How many stay when the sheet is scrolled to the right.
            has_filter: Whether the sheet gets a filter of its own; an Excel table brings one.
            folded: Columns that the caller folds away, zero-indexed: they take no room on paper.
        """
        sheet, last_column0 = self.sheet, len(self.columns) - 1
        digits = [self._digits(index) for index in range(len(self.columns))]
        sheet.widths(digits)
        for column in self.columns:
            if column.name:
                sheet.book.define(column.name, f"='{sheet.raw.get_name()}'!{self.span(column.header)}")
        sheet.raw.freeze_panes(self.first_row0, frozen_columns)
        if has_filter:
            sheet.raw.autofilter(self.header_row0, 0, self.last_row0, last_column0)
        printed = max(index for index, column in enumerate(self.columns) if column.is_printed)
        shown = [width for index, width in enumerate(digits[: printed + 1]) if index not in folded]
        list_paper(sheet, (self.last_row0, printed), self.header_row0, words.PAGE_FOOTER, shown)

    def _digits(self, index: int) -> float:
        lowest, highest, _ = self.columns[index].width
        return min(max(digits_of(self._widest[index]), lowest), highest)


def text_of(entry: Entry) -> str:
    """Return what is shown of an entry, for its measure; numbers and times have columns of a fixed width."""
    if isinstance(entry, Linked):
        return entry.text
    return entry if isinstance(entry, str) else ""
