"""A worksheet of xlsxwriter that writes our kinds of cell faster, byte for byte the same (a test compares)."""

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.model.layout import a1

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """A sheet whose formulas are written as given and whose styled cells are written in one go.

    xlsxwriter looks in every formula for 31 functions that came after Excel 2010, to prefix their names, and in every
    attribute of every cell for signs to escape. Ours have neither, and the search was half of the time of a summary.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if not cell.format or kind not in ("String", "Number", "Datetime", "Blank", "Formula"):
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{_letters(col)}{row + 1}" s="{cell.format._get_xf_index()}"'
        if kind == "String":
            told = f'{start} t="s"><v>{cell.string}</v></c>'
        elif kind == "Blank":
            told = f"{start}/>"
        elif kind == "Formula":
            told = f"{start}{_formula(cell)}"
        else:
            told = f"{start}><v>{cell.number:.16G}</v></c>"
        self.fh.write(told)


@cache
def _letters(column0: int) -> str:
    return a1(0, column0)[:-1]


def _formula(cell: Any) -> str:
    value, kind = cell.value, ""
    if isinstance(value, bool):
        kind, value = ' t="b"', int(value)
    elif isinstance(value, str) and value:
        kind = ' t="e"' if value in _ERRORS else ' t="str"'
    result = escape(value) if isinstance(value, str) else value
    return f"{kind}><f>{escape(cell.formula)}</f><v>{result}</v></c>"
