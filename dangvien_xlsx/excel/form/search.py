"""Finds where a form's codes stand in a sheet, by the codes themselves, else by the labels that people see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangvien_xlsx.excel.reading.grid import Grid, Grids, text_at
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import CODE_COLUMN, FILLED_BY_ROW, PHONE_ROW, UNIT_ROW, VALUE_COLUMN
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_GUIDE, SHEET_META
from dangvien_xlsx.text.old_fonts import readable

_CONTACT_ROWS = (UNIT_ROW, FILLED_BY_ROW, PHONE_ROW)


@dataclass(slots=True)
class FormMap:
    """Where a form's codes were found: zero-indexed rows by code, several where one stands twice.

    ``unclear`` holds the rows of a label that belongs to several indicators, by each of their codes.
    """

    sheet: str
    rows: dict[str, list[int]]
    value_column0: int
    repairs: list[str] = field(default_factory=list)
    unclear: dict[str, list[int]] = field(default_factory=dict)


def find_forms(grids: Grids, known: Mapping[str, Indicator]) -> list[FormMap]:
    """Look for forms in every sheet, the one that should hold it first; by labels only where no codes are left."""
    order = sorted(
        (name for name in grids if name != SHEET_META and not _is_guide(name, grids)),
        key=lambda name: name != SHEET_FORM,
    )
    for by in (_by_codes, _by_labels):
        found = [form for name in order if (form := by(name, grids[name], known))]
        if found:
            return found
        # Only a workbook without any code is searched by labels.
    return []


def _is_guide(name: str, grids: Grids) -> bool:
    """Tell whether a sheet is the guide, whose filled example looks like a form; somebody may have renamed it."""
    return name == SHEET_GUIDE or any(form_words.GUIDE_TITLE in row for row in grids[name][:3])


def _by_codes(sheet: str, grid: Grid, known: Mapping[str, Indicator]) -> FormMap | None:
    for row0, row in enumerate(grid):
        if CODE_COLUMN not in row or VALUE_COLUMN not in row:
            continue
        code_column0, value_column0 = row.index(CODE_COLUMN), row.index(VALUE_COLUMN)
        rows: dict[str, list[int]] = {}
        for index in range(row0 + 1, len(grid)):
            if code := text_at(grid, index, code_column0):
                rows.setdefault(code, []).append(index)
        if not {*known, *_CONTACT_ROWS}.isdisjoint(rows):
            found = FormMap(sheet, rows, value_column0)
            _match_labels(found, grid, known)
            return found
    return None


def _by_labels(sheet: str, grid: Grid, known: Mapping[str, Indicator]) -> FormMap | None:
    header = fold(form_words.HEADERS[3])
    for row in grid:
        for column0, value in enumerate(row):
            if isinstance(value, str) and fold(readable(value)) == header:
                found = FormMap(sheet, {}, column0, [words.REPAIRED_COLUMN])
                _match_labels(found, grid, known)
                _match_contact(found, grid)
                return found if set(found.rows) & set(known) else None
    return None


def _match_labels(found: FormMap, grid: Grid, known: Mapping[str, Indicator]) -> None:
    """Find the rows of indicators whose code is gone by the label printed in a column left of the value."""
    lost: dict[str, list[str]] = {}
    for code, indicator in known.items():
        if code not in found.rows:
            lost.setdefault(fold(indicator.name), []).append(code)
    if not lost:
        return
    taken = {row0 for rows in found.rows.values() for row0 in rows}
    seen: dict[str, list[int]] = {}
    for row0, row in enumerate(grid):
        labels = {_bare_label(value) for value in row[: found.value_column0] if isinstance(value, str)}
        for label in labels & set(lost):
            if row0 not in taken:
                seen.setdefault(label, []).append(row0)
    matched = []
    for label, rows in seen.items():
        codes = lost[label]
        if len(codes) == 1:
            found.rows[codes[0]] = rows
            matched.append(known[codes[0]].name)
        else:
            found.unclear |= dict.fromkeys(codes, rows)
    if matched:
        found.repairs.append(words.REPAIRED_LABELS.format(labels=", ".join(matched)))


def _match_contact(found: FormMap, grid: Grid) -> None:
    labels = {
        fold(form_words.UNIT): UNIT_ROW,
        fold(form_words.FILLED_BY): FILLED_BY_ROW,
        fold(form_words.PHONE): PHONE_ROW,
    }
    for row0, row in enumerate(grid):
        for value in row[: found.value_column0]:
            if isinstance(value, str) and (code := labels.get(fold(readable(value)))):
                found.rows.setdefault(code, [row0])


def _bare_label(label: str) -> str:
    folded = fold(readable(label))
    return _without(folded, map(fold, form_words.PART_PREFIX.values()))


def _without(text: str, prefixes: Iterable[str]) -> str:
    for prefix in prefixes:
        text = text.removeprefix(prefix).strip()
    return text
