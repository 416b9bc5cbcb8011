"""A table that a person has, one row a unit: read as an earlier period; nothing in it is matched by guess."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.history import Figure, PastFigure, PastUnit
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Unit, code_number
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import NO, YES, show

Grid = Sequence[Sequence[Any]]
_HEADER_WITHIN = 30
"""Rows in which the header must stand: above it a table may have titles."""


class Columns(NamedTuple):
    """Where a table has what: its header's row, the unit's column, columns by indicator code, headers of no use."""

    header0: int
    unit0: int
    indicators: Mapping[str, int]
    unused: tuple[str, ...]


class Imported(NamedTuple):
    """The units of a table, and everything that stands in the way, each with its row."""

    units: tuple[PastUnit, ...]
    mistakes: tuple[str, ...]


def csv_grid(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV file: UTF-8, or UTF-16 as some programs export, separated by comma, semicolon or tab.

    Raises:
        ValueError: It is no text.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = content.decode(encoding)
    # A title above the table has none of them, and a header such as "Chi bộ, đảng bộ" one that is none.
    head = "\n".join(text.split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN])
    separator = max(",;\t", key=head.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def meanings(catalogue: Catalogue, mapping: Mapping[str, str]) -> "Meanings":
    """Return what headers mean.

    Args:
        catalogue: The indicators; a column is theirs by code, by name or by the mapping.
        mapping: Codes by header as the clerk confirmed them: of an indicator, ``don_vi`` for units, blank for nothing.
    """
    known = {key: item.code for item in catalogue.indicators for key in (fold(item.name), item.code)}
    said = {fold(header): code for header, code in mapping.items()}
    units = dict.fromkeys((fold(header) for header in words.UNIT_COLUMNS), words.UNIT_CODE)
    if words.UNIT_CODE in said.values():
        units = {}
    return Meanings(units | known | said)


class Meanings(dict[str, str]):
    """What headers mean, by folded header, or by an indicator's code as it is."""

    def of(self, header: str) -> str:
        """Return the code of what a column is; blank where nobody knows."""
        return self.get(fold(header)) or ("" if fold(header) in self else self.get(header, ""))


def columns_of(grid: Grid, catalogue: Catalogue, mapping: Mapping[str, str]) -> Columns | None:
    """Find a table's header: the first row that names the unit and an indicator; none where no row does.

    Args:
        grid: The cells.
        catalogue: See ``meanings``.
        mapping: See ``meanings``.
    """
    known = meanings(catalogue, mapping)
    for row0, row in enumerate(grid[:_HEADER_WITHIN]):
        headers = [clean(str(cell)) for cell in row]
        found: dict[str, int] = {}
        for index, header in enumerate(headers):
            if code := known.of(header):
                found.setdefault(code, index)
        unit0 = found.pop(words.UNIT_CODE, None)
        if unit0 is not None and ADMITTED in found:
            used = {unit0, *found.values()}
            unused = tuple(header for index, header in enumerate(headers) if header and index not in used)
            return Columns(row0, unit0, found, unused)
    return None


def likely_headers(grid: Grid) -> tuple[str, ...]:
    """Return the cells of the row that is most likely the header: the first with the most texts in it."""
    rows = [[clean(str(cell)) for cell in row] for row in grid[:_HEADER_WITHIN]]
    texts = [[cell for cell in row if cell and not cell.replace(".", "").replace(",", "").isdecimal()] for row in rows]
    most = max(map(len, texts), default=0)
    return tuple(dict.fromkeys(next((row for row in texts if len(row) == most), [])))


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
        typed = clean(str(_at(grid, row0, columns.unit0)))
        if not typed:
            continue
        unit = _unit_of(typed, catalogue)
        place = {"row": row0 + 1, "typed": show(typed)}
        if unit is None:
            mistakes.append(words.IMPORT_UNKNOWN.format(**place))
        elif unit.code in rows:
            mistakes.append(words.IMPORT_TWICE.format(**place, first=places[unit.code]))
        else:
            places[unit.code] = row0 + 1
            rows[unit.code] = _read(grid, row0, unit, columns, catalogue, source, mistakes)
    missing = State.MISSING.value
    units = tuple(
        rows.get(unit.code) or PastUnit(*unit[:4], None, missing, "", "", _blank(catalogue)) for unit in catalogue.units
    )
    return Imported(units, tuple(mistakes))


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
        column0 = columns.indicators.get(item.code)
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
