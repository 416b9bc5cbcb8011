"""What the middle of the window shows of a standing: rows of units and files, filtered and sorted. No screen here."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import Outcome, State
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import fold, slug
from dangvien_xlsx.text.names import OUTCOMES, STATES

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing


class UnitRow(NamedTuple):
    """A unit as the table shows it; ``cells`` and what they are sorted by. ``file``: what counts, or what it is about.

    ``callers``: whom to call and where: who filled the form, then whom the catalogue names; those with a number.
    """

    code: str
    name: str
    state: State
    cells: tuple[str, ...]
    keys: tuple[tuple[int, float, str], ...]
    findings: tuple[Finding, ...]
    file: str
    callers: tuple[tuple[str, str], ...]


class FileRow(NamedTuple):
    """A file that belongs to no unit."""

    path: str
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]


class Column(Enum):
    """The columns of the table of units."""

    NUMBER, NAME, STATE, ADMITTED, RECEIVED, FINDINGS = range(6)


class Filter(NamedTuple):
    """Which units are shown: of one state, with something to see to, whose row holds a text."""

    state: State | None = None
    with_findings: bool = False
    text: str = ""


def unit_rows(standing: "Standing", today: date | None = None) -> list[UnitRow]:
    """Return a row a unit of the period, in appendix order.

    Args:
        standing: How the period stands.
        today: The day on which somebody looks, in Vietnam's time if not given: who has still time is not late.
    """
    has_time = standing.catalogue.period.is_open(today or datetime.now(VIETNAM).date())
    by_unit: dict[str, list[Finding]] = {}
    for item in standing.account.findings:
        if item.unit and item.severity is not Severity.INFO:
            by_unit.setdefault(item.unit, []).append(item)
    refused = {
        receipt.unit: receipt.file.path
        for receipt in standing.account.receipts
        if receipt.unit and receipt.outcome is Outcome.REJECTED
    }
    rows = []
    for number, result in enumerate(standing.account.units, 1):
        unit, findings = standing.catalogue.unit[result.unit], tuple(by_unit.get(result.unit, ()))
        admitted = result.values.get(ADMITTED)
        shown = admitted if isinstance(admitted, int | float) else None
        received = result.file.received.astimezone(VIETNAM) if result.file else None
        late = words.LATE if result.late else ""
        cells = (
            str(number),
            unit.name,
            words.NOT_DUE if has_time and result.state is State.MISSING else STATES[result.state],
            "" if shown is None else f"{shown:g}",
            f"{received:%d/%m %H:%M}{late}" if received else "",
            _counted(findings),
        )
        keys = (
            (0, number, ""),
            (0, 0, fold(unit.name)),
            (list(State).index(result.state), number, ""),
            (shown is None, shown or 0, ""),
            (received is None, received.timestamp() if received else 0, ""),
            (0, -sum(100 if item.severity is Severity.ERROR else 1 for item in findings), ""),
        )
        callers = _callers(result.contact, (unit.contact, unit.phone))
        file = result.file.path if result.file else refused.get(unit.code, "")
        rows.append(UnitRow(unit.code, unit.name, result.state, cells, keys, findings, file, callers))
    return rows


def _callers(*people: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return who can be called, each number once."""
    by_number = {re.sub(r"\D", "", phone): (name, phone) for name, phone in reversed(people) if phone.strip()}
    return tuple(reversed(by_number.values()))


def _counted(findings: Iterable[Finding]) -> str:
    weights = [item.severity for item in findings]
    counts = ((words.ERROR_COUNT, Severity.ERROR), (words.WARNING_COUNT, Severity.WARNING))
    return ", ".join(told.format(count=count) for told, weight in counts if (count := weights.count(weight)))


def shown_rows(rows: Iterable[UnitRow], wanted: Filter, column: Column, *, backwards: bool = False) -> list[UnitRow]:
    """Return the rows that a filter lets through, sorted.

    Args:
        rows: All of them, in appendix order.
        wanted: The filter; its text is looked for without accents or case.
        column: By which they are sorted; rows alike there stay in appendix order.
        backwards: The other way round.
    """
    text = slug(wanted.text)
    kept = [
        row
        for row in rows
        if (wanted.state is None or row.state is wanted.state)
        and (row.findings or not wanted.with_findings)
        and (not text or text in slug(" ".join((row.code, *row.cells))))
    ]
    return sorted(kept, key=lambda row: row.keys[column.value], reverse=backwards)


def file_rows(standing: "Standing") -> list[FileRow]:
    """Return a row a received file that belongs to no unit, by path."""
    rows = []
    for receipt in standing.account.receipts:
        if receipt.unit:
            continue
        path = receipt.file.path
        findings = tuple(item for item in standing.account.findings if item.file == path and not item.unit)
        received = receipt.file.received.astimezone(VIETNAM)
        cells = (path, OUTCOMES[receipt.outcome], f"{received:%d/%m %H:%M}", receipt.reason)
        rows.append(FileRow(path, cells, findings))
    return rows


def summed(standing: "Standing", today: date | None = None) -> str:
    """Return how the period stands, in one line; ``today`` as for ``unit_rows``."""
    figures = standing.figures
    deadline = standing.catalogue.period.deadline
    has_time = standing.catalogue.period.is_open(today or datetime.now(VIETNAM).date())
    missing = words.MISSING_NOT_DUE if has_time and deadline else words.MISSING
    return words.TOTAL.format(
        units=figures.units(),
        total=figures.sum(ADMITTED),
        missing=missing.format(count=figures.units(State.MISSING), deadline=deadline or ""),
        invalid=figures.units(State.INVALID),
        errors=standing.count(Severity.ERROR),
        warnings=standing.count(Severity.WARNING),
    )
