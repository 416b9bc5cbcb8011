"""Conditional formatting, as Excel would show it: each rule's formula is put into a cell for LibreOffice to compute."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.excel.writing.styles import (
    BANNER_LOOK,
    DONE_LOOK,
    ERROR_LOOK,
    LEADING_LOOK,
    STATE_LOOK,
    WARNING_LOOK,
    Properties,
)
from dangvien_xlsx.model.submission import State
from tests.oracles import Values, quietly_loaded

_FAR = 100
"""The first column, counted from 1, of the sheets' empty right side, where the formulas are put."""
LOOKS: dict[str, Properties] = {
    "exhausted": STATE_LOOK[State.EXHAUSTED],
    "missing": STATE_LOOK[State.MISSING],
    "not_applicable": STATE_LOOK[State.NOT_APPLICABLE],
    "banner": BANNER_LOOK,
    "done": DONE_LOOK,
    "leading": LEADING_LOOK,
    "error": ERROR_LOOK,
    "warning": WARNING_LOOK,
}


class Rule(NamedTuple):
    """A rule for one cell: the lower ``priority`` wins."""

    a1: str
    priority: int
    look: str
    formula: str


class Probe(NamedTuple):
    """A workbook with the rules of some sheets written out as formulas, and which cell of which sheet holds which."""

    path: Path
    cells: dict[tuple[str, str], Rule]


def probe(path: Path, sheets: Iterable[str], to: Path) -> Probe:
    """Write the formula of each rule, for each cell it covers, into an empty cell of the same sheet."""
    book = quietly_loaded(path.read_bytes())
    cells = {}
    for sheet in sheets:
        worksheet = book[sheet]
        for index, rule in enumerate(list(_rules(worksheet))):
            a1 = f"{get_column_letter(_FAR + index % 50)}{1 + index // 50}"
            worksheet[a1] = f"={rule.formula}"
            cells[sheet, a1] = rule
    book.save(to)
    return Probe(to, cells)


def looks(made: Probe, values: Values, sheet: str) -> dict[str, str]:
    """Return, for each cell of a sheet that shows a look, the look that wins."""
    holding = [rule for (where, a1), rule in made.cells.items() if where == sheet and values[sheet].get(a1) is True]
    shown: dict[str, str] = {}
    for rule in sorted(holding, key=lambda item: item.priority):
        shown.setdefault(rule.a1, rule.look)
    return shown


def not_decided(made: Probe, values: Values) -> dict[tuple[str, str, str], object]:
    """Return the rules that come neither to TRUE nor to FALSE, by sheet, cell and formula: such a rule never shows."""
    return {
        (sheet, rule.a1, rule.formula): values[sheet].get(a1)
        for (sheet, a1), rule in made.cells.items()
        if not isinstance(values[sheet].get(a1), bool)
    }


def _rules(worksheet: Worksheet) -> Iterator[Rule]:
    for area in worksheet.conditional_formatting:
        for rule in area.rules:
            if rule.type != "expression":
                continue
            for cells in area.cells.ranges:
                first = f"{get_column_letter(cells.min_col)}{cells.min_row}"
                for row, column in cells.cells:
                    a1 = f"{get_column_letter(column)}{row}"
                    moved = Translator(f"={rule.formula[0]}", origin=first).translate_formula(a1)
                    yield Rule(a1, rule.priority, _look(rule.dxf), re.sub(r"^=", "", moved))


def _look(dxf: object) -> str:
    """Return the name of the look with these properties."""
    fill = getattr(getattr(dxf, "fill", None), "bgColor", None)
    found = {
        "bg_color": f"#{fill.rgb[2:]}" if fill is not None else None,
        "font_color": f"#{dxf.font.color.rgb[2:]}",  # type: ignore[attr-defined]
        "bold": bool(dxf.font.b),  # type: ignore[attr-defined]
        "italic": bool(dxf.font.i),  # type: ignore[attr-defined]
    }
    wanted = {"bg_color": None, "bold": False, "italic": False}
    return next(name for name, look in LOOKS.items() if wanted | look == found)
