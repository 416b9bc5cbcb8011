"""Reads summaries that were written before: ours, but lying about for months, so guarded like anything else."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dangvien_xlsx.excel.summary.report import CODES, GROUPS, NAMES, UNIT_STATES, indicator_range
from dangvien_xlsx.intake.own import read_own, why_refused
from dangvien_xlsx.intake.own_books import OwnBook
from dangvien_xlsx.model.earlier import EarlierPeriod, EarlierUnit
from dangvien_xlsx.model.errors import CatalogueError, RefusedError, WorkspaceError
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import proof as proof_words
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SHEET_DATA, SHEET_PROOF, STATES, shorten
from dangvien_xlsx.workspace.folder import Workspace

Sheets = Mapping[str, list[list[Any]]]
_DEFINED = pattern(rb'<definedName name="([^"]+)"[^>]*>[^<!]*!\$([A-Z]{1,3})\$')
_STATE = {name: state for state, name in STATES.items()}
_DAYS = pattern(r"(\d\d/\d\d/\d{4})\D+(\d\d/\d\d/\d{4})")


def fact(sheets: Sheets, label: str) -> str:
    """Return what stands beside a label of ``Đối soát``."""
    for row in sheets.get(SHEET_PROOF, []):
        if label in row:
            return next((str(value) for value in row[row.index(label) + 1 :] if value != ""), "")
    return ""


def earlier_period(place: Path, declared: str) -> EarlierPeriod:
    """Read a period that a catalogue's ``ky_truoc`` names.

    Args:
        place: A workspace, or a summary.
        declared: The way to it, as the catalogue has it.

    Raises:
        WorkspaceError: The way leads nowhere, or what lies there is no summary of ours.
    """
    typed_before: int | None = None
    try:
        if place.is_dir():
            before = Workspace(place)
            catalogue = before.catalogue()
            place, typed_before = before.summary_path(catalogue), catalogue.before
        return _period(read_own(place, SHEET_DATA, SHEET_PROOF), declared)._replace(before=typed_before)
    except (FileNotFoundError, CatalogueError) as error:
        raise WorkspaceError(words.EARLIER_NOT_FOUND.format(path=declared)) from error
    except (RefusedError, OSError, LookupError, ValueError) as error:  # it cannot be read, or is no summary of ours
        why = why_refused(error) if isinstance(error, RefusedError) else shorten(str(error) or type(error).__name__)
        raise WorkspaceError(words.EARLIER_UNREADABLE.format(path=declared, why=why)) from error


def _period(book: OwnBook, source: str) -> EarlierPeriod:
    sheets = book.sheets
    days = _DAYS.search(fact(sheets, proof_words.PERIOD))
    columns = {found[1].decode(): _column0(found[2]) for found in _DEFINED.finditer(book.workbook)}
    wanted = [columns[name] for name in (CODES, NAMES, GROUPS, indicator_range(ADMITTED), UNIT_STATES)]
    if days is None:
        raise ValueError(words.EARLIER_NO_DAYS)
    start, end = (datetime.strptime(day, "%d/%m/%Y").date() for day in days.groups())
    units = {}
    for row in sheets[SHEET_DATA][1:]:
        code, name, group, admitted, state = (row[column0] if column0 < len(row) else "" for column0 in wanted)
        if code != "":
            number = int(admitted) if isinstance(admitted, int | float) else None
            exhausted = state == STATES[State.EXHAUSTED]
            unit = EarlierUnit(str(code), str(name), str(group), number, exhausted, _STATE.get(str(state)))
            units[str(code)] = unit._replace(values=_counts(row, columns))
    code = fact(sheets, proof_words.PERIOD).split(",")[0]
    prefix = indicator_range("")
    totals = {
        name.removeprefix(prefix): total
        for name, column0 in columns.items()
        if name.startswith(prefix) and (total := _sum(sheets[SHEET_DATA], column0)) is not None
    }
    return EarlierPeriod(source, code, start, end, units, totals)


def _counts(row: list[Any], columns: Mapping[str, int]) -> dict[str, int]:
    """Return a unit's whole numbers by indicator."""
    prefix = indicator_range("")
    held = {
        name.removeprefix(prefix): row[column0]
        for name, column0 in columns.items()
        if name.startswith(prefix) and column0 < len(row)
    }
    return {
        code: int(value)
        for code, value in held.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
    }


def _sum(grid: list[list[Any]], column0: int) -> int | None:
    """Return what a column comes to, none where it holds no number: blank was never 0."""
    held = (row[column0] for row in grid[1:] if column0 < len(row))
    numbers = [int(value) for value in held if isinstance(value, int | float) and not isinstance(value, bool)]
    return sum(numbers) if numbers else None


def _column0(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def day_of(text: str) -> date | None:
    """Return a day as ``Đối soát`` writes it, nothing where it is none."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def read_summary(path: Path, *sheets: str) -> OwnBook:
    """Read sheets of the period's own summary; what it says of itself stands on one, and all of a large one is much.

    Raises:
        FileNotFoundError: There is none.
        WorkspaceError: It cannot be read.
    """
    try:
        return read_own(path, *sheets)
    except RefusedError as error:
        raise WorkspaceError(proof_words.SUMMARY_UNREADABLE.format(path=path, why=why_refused(error))) from error
