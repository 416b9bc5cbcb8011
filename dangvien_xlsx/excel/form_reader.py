"""Reads forms out of a workbook by their codes, wherever the codes stand; by labels where the codes are damaged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangvien_xlsx.excel.form_meta import asked_indicators, meta_of
from dangvien_xlsx.excel.grid import Grid, Grids, text_at, value_at
from dangvien_xlsx.model.indicator import Indicator, by_code
from dangvien_xlsx.model.layout import (
    CODE_COLUMN,
    FILLED_BY_ROW,
    PHONE_ROW,
    UNIT_ROW,
    VALUE_COLUMN,
    a1,
)
from dangvien_xlsx.model.submission import CellValue, Submission, Value
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_META

_CONTACT_ROWS = (UNIT_ROW, FILLED_BY_ROW, PHONE_ROW)


@dataclass(slots=True)
class _Map:
    """Where a form's codes were found: zero-indexed rows by code, and the column of the values."""

    sheet: str
    rows: dict[str, int]
    value_column0: int
    repairs: list[str] = field(default_factory=list)


def read_form(grids: Grids, indicators: Iterable[Indicator]) -> Submission | None:
    """Read the form in a workbook.

    Args:
        grids: The workbook's sheets.
        indicators: Those of the catalogue: their names are matched where codes are damaged.

    Returns:
        The submission as it stands in the form, or nothing where no sheet is a form.
    """
    known = by_code(indicators)
    meta = meta_of(grids)
    declared = asked_indicators(meta.get("chi_tieu", ""))
    found = _find(grids, by_code(declared) | known)
    if found is None:
        return None
    grid = grids[found.sheet]
    repairs = list(found.repairs)
    if found.sheet != SHEET_FORM:
        repairs.append(words.REPAIRED_SHEET.format(sheet=found.sheet))
    if not meta:
        repairs.append(words.REPAIRED_META)
    asked = tuple(item.code for item in declared) or tuple(code for code in known if code in found.rows)
    values = {code: _cell(found, grid, code) for code in asked}
    place = {"sheet": found.sheet}
    return Submission(
        sheet=found.sheet,
        unit_code=meta.get("don_vi", ""),
        unit_name=_contact(found, grid, UNIT_ROW),
        period_code=meta.get("ky", ""),
        version=meta.get("phien_ban", ""),
        form_id=meta.get("ma_phieu", ""),
        asked=asked,
        declared=declared,
        values=values,
        filled_by=_contact(found, grid, FILLED_BY_ROW),
        phone=_contact(found, grid, PHONE_ROW),
        unit_cell=a1(found.rows[UNIT_ROW], found.value_column0) if UNIT_ROW in found.rows else "",
        findings=(finding("form-repaired", place, how="; ".join(repairs)),) if repairs else (),
    )


def _find(grids: Grids, known: Mapping[str, Indicator]) -> _Map | None:
    """Look for the form in the sheet that should hold it, then in every other."""
    order = sorted(grids, key=lambda name: name != SHEET_FORM)
    for by in (_by_codes, _by_labels):
        for name in order:
            if name != SHEET_META and (found := by(name, grids[name], known)):
                return found
    return None


def _by_codes(sheet: str, grid: Grid, known: Mapping[str, Indicator]) -> _Map | None:
    for row0, row in enumerate(grid):
        if CODE_COLUMN not in row or VALUE_COLUMN not in row:
            continue
        code_column0, value_column0 = row.index(CODE_COLUMN), row.index(VALUE_COLUMN)
        wanted = {*known, *_CONTACT_ROWS}
        rows: dict[str, int] = {}
        for index in range(row0 + 1, len(grid)):
            code = text_at(grid, index, code_column0)
            if code and code not in rows:
                rows[code] = index
        if not wanted.isdisjoint(rows):
            found = _Map(sheet, rows, value_column0)
            _match_labels(found, grid, known)
            return found
    return None


def _by_labels(sheet: str, grid: Grid, known: Mapping[str, Indicator]) -> _Map | None:
    header = fold(form_words.HEADERS[3])
    for row in grid:
        for column0, value in enumerate(row):
            if isinstance(value, str) and fold(value) == header:
                found = _Map(sheet, {}, column0, [words.REPAIRED_COLUMN])
                _match_labels(found, grid, known)
                _match_contact(found, grid)
                return found if set(found.rows) & set(known) else None
    return None


def _match_labels(found: _Map, grid: Grid, known: Mapping[str, Indicator]) -> None:
    """Find the rows of indicators whose code is gone by the label printed in a column left of the value."""
    lost = {fold(indicator.name): code for code, indicator in known.items() if code not in found.rows}
    if not lost:
        return
    matched = []
    for row0, row in enumerate(grid):
        for value in row[: found.value_column0]:
            code = lost.get(_bare_label(value)) if isinstance(value, str) else None
            if code and code not in found.rows and row0 not in found.rows.values():
                found.rows[code] = row0
                matched.append(known[code].name)
    if matched:
        found.repairs.append(words.REPAIRED_LABELS.format(labels=", ".join(matched)))


def _match_contact(found: _Map, grid: Grid) -> None:
    labels = {
        fold(form_words.UNIT): UNIT_ROW,
        fold(form_words.FILLED_BY): FILLED_BY_ROW,
        fold(form_words.PHONE): PHONE_ROW,
    }
    for row0, row in enumerate(grid):
        for value in row[: found.value_column0]:
            if isinstance(value, str) and (code := labels.get(fold(value))):
                found.rows.setdefault(code, row0)


def _bare_label(label: str) -> str:
    folded = fold(label)
    for prefix in form_words.PART_PREFIX.values():
        folded = folded.removeprefix(fold(prefix)).strip()
    return folded


def _cell(found: _Map, grid: Grid, code: str) -> CellValue:
    if code not in found.rows:
        return CellValue(None, found.sheet)
    value: Value = value_at(grid, found.rows[code], found.value_column0)
    if isinstance(value, str):
        value = clean(value) or None
    return CellValue(value, found.sheet, a1(found.rows[code], found.value_column0))


def _contact(found: _Map, grid: Grid, code: str) -> str:
    return clean(text_at(grid, found.rows[code], found.value_column0)) if code in found.rows else ""
