"""A worksheet of xlsxwriter that makes each cell's XML when it is written, and lets go of rows that are complete.

xlsxwriter keeps an object a cell until the workbook is closed, and looks in every formula for functions that came after
Excel 2010 and in every attribute for signs to escape; ours have neither. It was most of the time and of the memory of a
large summary. A test holds that every cell is written as xlsxwriter writes it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from math import isfinite
from tempfile import SpooledTemporaryFile
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.model.layout import a1

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_DAY_ZERO = datetime(1899, 12, 30)
_KEPT_ROWS, _KEPT_LETTERS = 500, 2**20
"""Complete rows that wait to be put away together, and letters of them that stay in memory, not on disk."""


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """A sheet whose rows are completed from the top down and whose formulas are written as given.

    Methods that write answer, as xlsxwriter's do, 0 for success and -1 for a refusal.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[int, dict[int, str]] = defaultdict(dict)
        self._heights: dict[int, tuple[float | None, bool]] = {}
        self._first_open = self._last_column = 0
        self._complete: list[str] = []
        self._put_away: SpooledTemporaryFile[str] | None = None
        # xlsxwriter notes every single cell of a table, to find tables that overlap; ours never do.
        self.table_cells = _Forgetful()

    def close_rows(self, last: int) -> None:
        """Say that the rows down to ``last`` (zero-indexed) are complete; nothing can be written into them any more."""
        for row in sorted(row for row in self._open.keys() | self._heights.keys() if row <= last):
            cells = self._open.pop(row, {})
            columns = sorted(cells)
            self._close_row(row, [cells[column] for column in columns])
            self._last_column = max([self._last_column, *columns[-1:]])
        self._first_open = last + 1

    def add_row(self, row: int, cells: Sequence[str], height: float | None = None) -> int:
        """Write a row whose cells' XML is made already, from column A on; it and all rows above are complete.

        Args:
            row: The row, zero-indexed.
            cells: Each ``cell_start``, with the row's number, and content.
            height: In points; none for the usual one.
        """
        if not self._first_open <= row < self.xls_rowmax or row in self._open:
            return -1
        if self._open or self._heights:
            self.close_rows(row - 1)
        if height is not None:
            self.set_row(row, height)
        self._close_row(row, cells)
        self._first_open = row + 1
        self._last_column = max(self._last_column, len(cells) - 1)
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
        return f'<c r="{_letters(column)}', f'" s="{style._get_xf_index()}"' if style else '"'

    def string(self, text: str) -> str:
        """Return the XML of a text."""
        if text.startswith("<r>") and text.endswith("</r>"):
            # Among the shared strings xlsxwriter would take it for its own XML of a string in several fonts.
            return f' t="inlineStr"><is><t>{self._text(text)}</t></is></c>'
        return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'

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
        if isinstance(value, str):
            kind = "" if not value else ' t="e"' if value in _ERRORS else ' t="str"'
            return f"{kind}><f>{formula}</f><v>{self._text(value)}</v></c>"
        kind = ' t="b"' if isinstance(value, bool) else ""
        return f"{kind}><f>{formula}</f><v>{int(value) if kind else value}</v></c>"

    def _text(self, text: str) -> str:
        # xlsxwriter does so in shared strings but not in values of formulas: _x0041_ would be read as A, and a control
        # character would make a file that no program opens.
        if "_x" in text or not text.isprintable():
            text = self._escape_control_characters(text)
        return escape(text)

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
        return self._put(row, col, cell_format, self.formula(escape(formula.removeprefix("=")), value))

    def _close_row(self, row: int, cells: Sequence[str]) -> None:
        pixels, hidden = self._heights.pop(row, (None, False)) if self._heights else (None, False)
        height = "" if pixels is None or pixels == self.default_row_height else f'"{pixels * 0.75:.16g}"'
        attributes = f' r="{row + 1}"'
        attributes += f" ht={height}" if height else ""
        attributes += ' hidden="1"' if hidden else ""
        attributes += ' customHeight="1"' if height else ""
        self._complete.append(f"<row{attributes}>{''.join(cells)}</row>" if cells else f"<row{attributes}/>")
        if len(self._complete) >= _KEPT_ROWS:
            if self._put_away is None:
                self._put_away = SpooledTemporaryFile(  # noqa: SIM115  open until the workbook is closed
                    _KEPT_LETTERS, "w+", encoding="utf-8", newline=""
                )
            self._put_away.write("".join(self._complete))
            self._complete.clear()

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

    def _write_rows(self) -> None:
        if self._put_away is not None:
            self._put_away.seek(0)
            while letters := self._put_away.read(_KEPT_LETTERS):
                self.fh.write(letters)
            self._put_away.close()
        self.fh.write("".join(self._complete))


class _Forgetful(dict[Any, Any]):
    """Remembers nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


@cache
def _letters(column0: int) -> str:
    return a1(0, column0)[:-1]
