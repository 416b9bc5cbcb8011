"""A table that a person has, one row a unit: read as an earlier period; nothing in it is matched by guess."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.history import Figure, PastFigure, PastUnit
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.table import UNIT_CODE, UNIT_NAME
from dangvien_xlsx.model.unit import Unit, code_number
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import NO, YES, show

Grid = Sequence[Sequence[Any]]


class Columns(NamedTuple):
    """Where a table has what: the header's row, and the zero-indexed column by indicator code or role."""

    header0: int
    at: Mapping[str, int]

    @property
    def units(self) -> list[int]:
        """Return the columns that name the unit: that of its code, that of its name."""
        return [self.at[role] for role in (UNIT_CODE, UNIT_NAME) if role in self.at]


class Imported(NamedTuple):
    """The units of a table, and everything that stands in the way, each with its row."""

    units: tuple[PastUnit, ...]
    mistakes: tuple[str, ...]


def units_of_table(grid: Grid, columns: Columns, catalogue: Catalogue, source: "Source") -> Imported:
    """Read the units of a table; a unit that has no row has not sent anything.

    Args:
        grid: The cells.
        columns: Where it has what.
        catalogue: The units and indicators.
        source: The file.
    """
    mistakes: list[str] = []
    rows: dict[str, PastUnit] = {}
    places: dict[str, int] = {}
    for row0 in range(columns.header0 + 1, len(grid)):
        named = [text for column0 in columns.units if (text := clean(str(_at(grid, row0, column0))))]
        if not named:
            continue
        typed = " / ".join(named)
        units = {_unit_of(text, catalogue) for text in named}
        # The level below numbers its units by itself: a code and a name that differ are nobody's.
        unit = units.pop() if len(units) == 1 else None
        place = {"row": row0 + 1, "typed": show(typed)}
        if unit is None:
            mistakes.append(words.IMPORT_UNKNOWN.format(**place))
        elif unit.code in rows:
            mistakes.append(words.IMPORT_TWICE.format(**place, first=places[unit.code]))
        else:
            places[unit.code] = row0 + 1
            rows[unit.code] = _read(grid, row0, unit, columns, catalogue, source, mistakes)
    missing = State.MISSING.value
    imported = tuple(
        rows.get(unit.code) or PastUnit(*unit[:4], None, missing, "", "", _blank(catalogue)) for unit in catalogue.units
    )
    return Imported(imported, tuple(mistakes))


class Source(NamedTuple):
    """The file that a table came in: its name, digest and sheet; a CSV file has no sheet."""

    file: str
    sha256: str
    sheet: str = ""


def _at(grid: Grid, row0: int, column0: int) -> Any:
    row = grid[row0]
    return row[column0] if column0 < len(row) and row[column0] is not None else ""


def _unit_of(typed: str, catalogue: Catalogue) -> Unit | None:
    """Return the unit that a cell names by code or by one of its names; none where none or several bear it."""
    number = code_number(typed)
    by_code = [
        unit
        for unit in catalogue.units
        if unit.code.casefold() == typed.casefold() or (number is not None and code_number(unit.code) == number)
    ]
    found = by_code or [unit for unit in catalogue.units if fold(typed) in map(fold, unit.names)]
    return found[0] if len(found) == 1 else None


def _blank(catalogue: Catalogue) -> tuple[PastFigure, ...]:
    return tuple(PastFigure(item.code, None) for item in catalogue.indicators)


def _read(
    grid: Grid,
    row0: int,
    unit: Unit,
    columns: Columns,
    catalogue: Catalogue,
    source: Source,
    mistakes: list[str],
) -> PastUnit:
    figures = []
    for item in catalogue.indicators:
        column0 = columns.at.get(item.code)
        if column0 is None:
            figures.append(PastFigure(item.code, None))
            continue
        typed = _at(grid, row0, column0)
        value = _value(item, typed)
        if value is None and clean(str(typed)):
            about = {"row": row0 + 1, "label": item.name, "typed": show(str(typed))}
            mistakes.append(words.IMPORT_VALUE.format(**about))
        figures.append(PastFigure(item.code, value, source.sheet, a1(row0, column0)))
    values = {figure.indicator: figure.value for figure in figures}
    for item in catalogue.counted:
        whole, part = values.get(item.parent or ""), values[item.code]
        if isinstance(whole, int) and isinstance(part, int) and part > whole:
            about = {"row": row0 + 1, "label": item.name, "part": part, "whole": whole}
            mistakes.append(words.IMPORT_EXCEEDS.format(**about))
    state = _state(values)
    return PastUnit(*unit[:4], unit.target, state.value, source.file, source.sha256, tuple(figures))


def _value(item: Indicator, typed: Any) -> Figure:
    """Return what a cell says of an indicator; nothing where it is blank or says something else."""
    text = clean(str(typed))
    if item.kind is Kind.TEXT:
        return text or None
    if item.kind is Kind.YES_NO:
        return next((choice for choice in (YES, NO) if fold(choice) == fold(text)), None)
    if isinstance(typed, float) and typed.is_integer():
        typed = int(typed)
    if isinstance(typed, int) and not isinstance(typed, bool):
        return typed if typed >= 0 else None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _state(values: Mapping[str, Figure]) -> State:
    admitted = values.get(ADMITTED)
    if isinstance(admitted, int):
        return State.REPORTED if admitted else State.ZERO
    return State.EXHAUSTED if values.get(EXHAUSTED) == YES else State.MISSING
