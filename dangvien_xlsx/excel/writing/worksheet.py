"""A worksheet of xlsxwriter that makes each cell's XML when it is written, and lets go of rows that are complete.

xlsxwriter keeps an object a cell until the workbook is closed, and looks in every formula for functions that came after
Excel 2010 and in every attribute for signs to escape; ours have neither. It was most of the time and of the memory of a
large summary. A test holds that every cell is written as xlsxwriter writes it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from html import escape
from math import isfinite
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.excel.writing.parts import hyperlinks
from dangvien_xlsx.excel.writing.spool import Spool
from dangvien_xlsx.model.layout import letters_of

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_DAY_ZERO = datetime(1899, 12, 30)


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """A sheet whose rows are completed from the top down and whose formulas are written as given.

    Methods that write answer, as xlsxwriter's do, 0 for success and -1 for a refusal.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[int, dict[int, str]] = defaultdict(dict)
        self._heights: dict[int, tuple[float | None, bool]] = {}
        self._first_open = self._last_column = 0
        self._complete = Spool()
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

    def add_row(self, row: int, cells: str, span: tuple[int, int], height: float | None = None) -> int:
        """Write a row whose cells' XML is made already; it and all rows above are complete.

        Args:
            row: The row, zero-indexed.
            cells: Each ``cell_start``, with the row's number, and content.
            span: The first and the last column that they take; what stands left and right of them stays.
            height: In points; none for the usual one.
        """
        if not self._first_open <= row < self.xls_rowmax:
            return -1
        if self._open or self._heights:
            beside = self._open.pop(row, {})
            if any(span[0] <= column <= span[1] for column in beside):
                return -1
            self.close_rows(row - 1)
            left, right = (
                [beside[column] for column in sorted(beside) if (column < span[0]) is is_left]
                for is_left in (True, False)
            )
            cells = "".join([*left, cells, *right])
            self._last_column = max([self._last_column, *beside])
        pixels, is_hidden = self._heights.pop(row, (None, False)) if self._heights else (None, False)
        self._close_row(row, cells, pixels if height is None else int(height * 4 / 3 + 0.5), is_hidden)
        self._first_open = row + 1
        self._last_column = max(self._last_column, span[1])
        return 0

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

    def string(self, text: str) -> str:
        """Return the XML of a text."""
        if text.startswith("<r>") and text.endswith("</r>"):
            # Among the shared strings xlsxwriter would take it for its own XML of a string in several fonts.
            return f' t="inlineStr"><is><t>{self._text(text)}</t></is></c>'
        return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'

    def string_again(self, text: str) -> str:
        """Return the XML of a text that stands in the workbook already, just as it is; blank for any other."""
        index = self.str_table.string_table.get(text)
        if index is None:
            return ""
        self.str_table.count += 1
        return f' t="s"><v>{index}</v></c>'

    def number(self, number: float) -> str:
        """Return the XML of a number."""
        if not isfinite(number):
            raise ValueError(number)
        return f"><v>{number:.16G}</v></c>"

    def moment(self, moment: datetime) -> str:
        """Return the XML of a time without a zone: days since 1899-12-30."""
        since = moment - _DAY_ZERO
        return self.number(since.days + (since.seconds + since.microseconds / 1_000_000) / 86_400)

    def formula(self, formula: str, value: bool | float | str) -> str:
        """Return the XML of a formula, escaped and without its equals sign, and of its value."""
        kind, held = self.value(value)
        return f"{kind}><f>{formula}</f><v>{held}</v></c>"

    def value(self, value: bool | float | str) -> tuple[str, object]:
        """Return what XML says of the kind of a formula's value, and the value."""
        if isinstance(value, str):
            return "" if not value else ' t="e"' if value in _ERRORS else ' t="str"', self._text(value)
        return (' t="b"', int(value)) if isinstance(value, bool) else ("", value)

    def _text(self, text: str) -> str:
        # xlsxwriter does so in shared strings but not in values of formulas: _x0041_ would be read as A, and a control
        # character would make a file that no program opens.
        if "_x" in text or not text.isprintable():
            text = self._escape_control_characters(text)
        return escaped(text)

    def _put(self, row: int, column: int, style: Format | None, content: str) -> int:
        if not self._first_open <= row < self.xls_rowmax or not 0 <= column < self.xls_colmax:
            return -1
        before, after = self.cell_start(column, style)
        self._open[row][column] = f"{before}{row + 1}{after}{content}"
        return 0

    # What the public methods of Worksheet, and merging, tables and links, write through.

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, self.string(string))

    def _write_number(self, row: int, col: int, number: float, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, self.number(number))

    def _write_datetime(self, row: int, col: int, date: datetime, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, self.moment(date))

    def _write_blank(self, row: int, col: int, _: object, cell_format: Format | None = None) -> int:
        return self._put(row, col, cell_format, "/>")

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: bool | float | str = 0
    ) -> int:
        return self._put(row, col, cell_format, self.formula(escaped(formula.removeprefix("=")), value))

    def _close_row(self, row: int, cells: str, pixels: float | None, is_hidden: bool) -> None:
        if pixels == self.default_row_height:
            pixels = None
        attributes = _row_attributes(pixels, is_hidden)
        self._complete.write(
            f'<row r="{row + 1}"{attributes}>{cells}</row>' if cells else f'<row r="{row + 1}"{attributes}/>'
        )

    def _assemble_xml_file(self) -> None:
        if any(self.table.values()):
            message = "a kind of cell that was written past us would be lost"
            raise TypeError(message)
        rows = self._open.keys() | self._heights.keys()
        if rows or self._first_open:
            self.close_rows(max([*rows, self._first_open - 1]))
            self.dim_rowmin = self.dim_colmin = 0
            self.dim_rowmax, self.dim_colmax = self._first_open - 1, self._last_column
        super()._assemble_xml_file()

    def _prepare_formula(self, formula: str, _: bool = False) -> str:
        # xlsxwriter looks for some 150 functions that came after Excel 2010, one pattern each: a fifth of the time of
        # a summary of 57 units, and as much again to make the patterns.
        return formula.removeprefix("=")

    def _write_hyperlinks(self) -> None:
        rows = sorted(self.hyperlinks.items())
        links = [(row, column, url) for row, cells in rows for column, url in sorted(cells.items())]
        if links:
            written, relations = hyperlinks(links, self.rel_count)
            self.fh.write(written)
            self.external_hyper_links += relations
            self.rel_count += len(relations)

    def _write_rows(self) -> None:
        self.fh.take(self._complete)


@cache
def _row_attributes(pixels: float | None, is_hidden: bool) -> str:
    hidden = ' hidden="1"' if is_hidden else ""
    return hidden if pixels is None else f' ht="{pixels * 0.75:.16g}"{hidden} customHeight="1"'


def escaped(text: str) -> str:
    """Return text as XML has it; most has nothing to escape."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


class _Forgetful(dict[Any, Any]):
    """Remembers nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass
