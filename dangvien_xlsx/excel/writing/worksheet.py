"""A worksheet of xlsxwriter that makes each cell's XML when it is written, and lets go of rows that are complete.

xlsxwriter keeps an object a cell until the workbook is closed, and looks in every formula for functions that came after
Excel 2010 and in every attribute for signs to escape; ours have neither. It was most of the time and of the memory of a
large summary. A test holds that every cell is written as xlsxwriter writes it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

import xlsxwriter.worksheet
from xlsxwriter.format import Format
from xlsxwriter.url import Url, UrlTypes
from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.excel.writing.cells import computed, days, escaped, inline, looks_rich, number
from dangvien_xlsx.excel.writing.parts import hyperlinks, numbered
from dangvien_xlsx.excel.writing.rows import Cell, MadeHere, SheetRows
from dangvien_xlsx.excel.writing.spool import Spool
from dangvien_xlsx.model.layout import letters_of

# For each sparkline xlsxwriter makes the 36 styles that there are, seven colours each: 0.9 ms, 42 s at 52,105 units.
xlsxwriter.worksheet._get_sparkline_style = cache(xlsxwriter.worksheet._get_sparkline_style)


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """A sheet whose rows are completed from the top down and whose formulas are written as given.

    Methods that write answer, as xlsxwriter's do, 0 for success and -1 for a refusal.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[int, dict[int, str]] = defaultdict(dict)
        self._heights: dict[int, tuple[float | None, bool]] = {}
        self._first_open = self._last_column = 0
        self.rows = SheetRows(MadeHere(), 0)
        self._links: dict[tuple[int, int], Url] = {}
        self.relations, self.linked = Spool(), 0
        """What the links that lead out of the workbook lead to, and how many they are."""
        # xlsxwriter notes every single cell of a table, to find tables that overlap; ours never do.
        self.table_cells = _Forgetful()

    def close_rows(self, last: int) -> None:
        """Say that the rows down to ``last`` (zero-indexed) are complete; nothing can be written into them any more."""
        for row in sorted(row for row in self._open.keys() | self._heights.keys() if row <= last):
            cells = self._open.pop(row, {})
            columns = sorted(cells)
            self._close_row(row, "".join([cells[column] for column in columns]), *self._heights.pop(row, (None, False)))
            self._last_column = max([self._last_column, *columns[-1:]])
        self._first_open = last + 1

    def add_row(
        self, row: int, template: int, key: str, cells: tuple[Cell, ...], span: tuple[int, int], height: float | None
    ) -> int:
        """Write a row of a template; it and all rows above are complete.

        Args:
            row: The row, zero-indexed.
            template: Its place with the maker of the rows.
            key: Fills the template's formulas, as they have it.
            cells: What the template's cells hold.
            span: The first and the last column that they take; what stands left and right of them stays.
            height: In points; none for the usual one.
        """
        if not self._first_open <= row < self.xls_rowmax:
            return -1
        left = right = ""
        if self._open or self._heights:
            beside = self._open.pop(row, {})
            if any(span[0] <= column <= span[1] for column in beside):
                return -1
            self.close_rows(row - 1)
            left, right = (
                "".join([beside[column] for column in sorted(beside) if (column < span[0]) is is_left])
                for is_left in (True, False)
            )
            self._last_column = max([self._last_column, *beside])
        pixels, is_hidden = self._heights.pop(row, (None, False)) if self._heights else (None, False)
        if height is not None:
            pixels = int(height * 4 / 3 + 0.5)
        self.rows.add((template, row, self._attributes(pixels, is_hidden), left, right, key, cells))
        self._first_open = row + 1
        self._last_column = max(self._last_column, span[1])
        return 0

    def add_link(self, row: int, column: int, target: Url) -> None:
        """Make a cell a link; xlsxwriter keeps a dictionary a row for that.

        Args:
            row: The row, zero-indexed.
            column: The column, zero-indexed.
            target: Where it leads.
        """
        self._links[row, column] = target

    def set_row_pixels(
        self, row: int, height: float | None = None, cell_format: None = None, options: Mapping[str, bool] | None = None
    ) -> int:
        """Set a row's height and whether it is hidden; anything else is refused.

        Args:
            row: The row, zero-indexed.
            height: In points; none for the usual one.
            cell_format: Refused.
            options: Only ``hidden`` is known.
        """
        if row < self._first_open or cell_format or not (options or {}).keys() <= {"hidden"}:
            return -1
        self._heights[row] = (height, bool(options and options["hidden"]))
        return 0

    def cell_start(self, column: int, style: Format | None) -> tuple[str, str]:
        """Return a cell's XML before its row's number and after it, down to its content."""
        return f'<c r="{letters_of(column)}', f'" s="{style._get_xf_index()}"' if style else '"'

    def _put(self, row: int, column: int, style: Format | None, content: str) -> int:
        if not self._first_open <= row < self.xls_rowmax or not 0 <= column < self.xls_colmax:
            return -1
        before, after = self.cell_start(column, style)
        self._open[row][column] = f"{before}{row + 1}{after}{content}"
        return 0

    # What the public methods of Worksheet, and merging, tables and links, write through.

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        # Among the shared strings xlsxwriter would take some for its own XML of a string in several fonts.
        held = inline(string) if looks_rich(string) else f' t="s"><v>{numbered(self.str_table, [string])[0]}</v></c>'
        return self._put(row, col, cell_format, held)

    def _write_number(self, row: int, col: int, value: float, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, number(value))

    def _write_datetime(self, row: int, col: int, date: datetime, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, number(days(date)))

    def _write_blank(self, row: int, col: int, _: object, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, "/>")

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: bool | float | str = 0
    ) -> int:
        return self._put(row, col, cell_format, computed(escaped(formula.removeprefix("=")), value))

    def _close_row(self, row: int, cells: str, pixels: float | None, is_hidden: bool) -> None:
        start = f'<row r="{row + 1}"{self._attributes(pixels, is_hidden)}'
        self.rows.add(f"{start}>{cells}</row>" if cells else f"{start}/>")

    def _attributes(self, pixels: float | None, is_hidden: bool) -> str:
        return _row_attributes(None if pixels == self.default_row_height else pixels, is_hidden)

    def finish(self) -> None:
        """Complete all rows and send them; nothing is written any more."""
        rows = self._open.keys() | self._heights.keys()
        if rows or self._first_open:
            self.close_rows(max([*rows, self._first_open - 1]))
            self.dim_rowmin = self.dim_colmin = 0
            self.dim_rowmax, self.dim_colmax = self._first_open - 1, self._last_column
        self.rows.send()

    def _assemble_xml_file(self) -> None:
        if any(self.table.values()):
            message = "a kind of cell that was written past us would be lost"
            raise TypeError(message)
        self.finish()
        super()._assemble_xml_file()

    def _prepare_formula(self, formula: str, _: bool = False) -> str:
        # xlsxwriter looks for some 150 functions that came after Excel 2010, one pattern each: a fifth of the time of
        # a summary of 57 units, and as much again to make the patterns.
        return formula.removeprefix("=")

    def _write_hyperlinks(self) -> None:
        if self._links:
            links = sorted(self._links.items(), key=itemgetter(0))
            self._links = {}
            self.fh.write("<hyperlinks>")
            for line in hyperlinks(links, self.rel_count, self.relations):
                self.fh.write(line)
            self.fh.write("</hyperlinks>")
            self.linked = sum(url._link_type is not UrlTypes.INTERNAL for _, url in links)
            self.rel_count += self.linked

    def _write_rows(self) -> None:
        for letters, texts in self.rows.pieces():
            self.fh.add(letters % numbered(self.str_table, texts))


@cache
def _row_attributes(pixels: float | None, is_hidden: bool) -> str:
    hidden = ' hidden="1"' if is_hidden else ""
    return hidden if pixels is None else f' ht="{pixels * 0.75:.16g}"{hidden} customHeight="1"'


class _Forgetful(dict[Any, Any]):
    """Remembers nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass
