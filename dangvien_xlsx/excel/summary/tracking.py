"""Sheet ``Theo dõi nộp``: one row a unit, its state, its file, when it came, and how many findings it has."""

from dangvien_xlsx.excel.summary.report import (
    FINDING_SEVERITIES,
    FINDING_UNITS,
    UNIT_STATES,
    Report,
    state_count,
    unit_cell,
)
from dangvien_xlsx.excel.writing.book import Link, Sheet, quoted
from dangvien_xlsx.excel.writing.line import KEY, Column, Entry, Line, Linked
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, STATE_LOOK, WARNING_LOOK
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SEVERITIES, SHEET_FINDINGS, STATES

_TOTALS, _HEADER = 0, 2
_FIRST = _HEADER + 1
_UNIT, _STATE, _ON_TIME, _ERRORS, _WARNINGS = 2, 3, 6, 7, 8
FINDINGS_FIRST_ROW0 = 3
"""The first row of findings in ``Kiểm tra``, to which units link."""


def write_tracking(sheet: Sheet, report: Report) -> None:
    """Write the line of totals and one row a unit; the sheet opens at the first unit that needs attention."""
    _write_totals(sheet, report)
    for column0, header in enumerate(words.TRACKING_HEADERS):
        sheet.text(_HEADER, column0, header, "screen_header")
    sheet.height(_HEADER, 24)
    finding_rows = _first_findings(report)
    attention = None
    line = Line(sheet, _COLUMNS)
    for row0, (unit, number) in enumerate(report.printed_units, _FIRST):
        line.write(row0, _entries(report, unit, number, finding_rows.get(unit.code)), 19, unit.code)
        if attention is None and report.result[unit.code].state in (State.INVALID, State.MISSING):
            attention = row0
    last0 = _FIRST + max(len(report.printed_units), 1) - 1
    _highlight(sheet, last0)
    paths = [result.file.path for result in report.account.units if result.file]
    units = [unit for unit, _ in report.printed_units]
    sheet.widths(
        [
            6,
            column_width([unit.group_code for unit in units], lowest=8),
            column_width([unit.name for unit in units], lowest=24, highest=70) + 1,
            column_width(list(STATES.values()), bold=True) + 2,
            column_width(paths, lowest=24, highest=60) + 1,
            18,
            11,
            8,
            11,
        ]
    )
    sheet.raw.freeze_panes(_FIRST, 3)
    sheet.raw.autofilter(_HEADER, 0, last0, len(words.TRACKING_HEADERS) - 1)
    opening = attention or _FIRST
    sheet.raw.set_selection(opening, _UNIT, opening, _UNIT)
    sheet.paper((last0, _WARNINGS), _HEADER, words.PAGE_FOOTER)


def _write_totals(sheet: Sheet, report: Report) -> None:
    figures = report.figures
    sent = (State.REPORTED, State.ZERO, State.EXHAUSTED, State.INVALID)
    parts = (
        (state_count(), figures.units()),
        (state_count(*sent), figures.units(*sent)),
        (state_count(State.MISSING), figures.units(State.MISSING)),
        (state_count(State.INVALID), figures.units(State.INVALID)),
    )
    formula = "&".join(
        f"({count})&{quoted(word)}" for (count, _), word in zip(parts, words.TRACKING_TOTALS, strict=True)
    )
    value = "".join(f"{count}{word}" for (_, count), word in zip(parts, words.TRACKING_TOTALS, strict=True))
    sheet.formula(_TOTALS, 0, f"={formula}", value, "screen_title")
    sheet.height(_TOTALS, 26)


def _first_findings(report: Report) -> dict[str, int]:
    """Return, for each unit with findings, the row of its first one in ``Kiểm tra``."""
    rows: dict[str, int] = {}
    for row0, item in enumerate(report.account.findings, FINDINGS_FIRST_ROW0):
        if item.unit:
            rows.setdefault(item.unit, row0)
    return rows


def _count(severity: Severity) -> str:
    return f"=COUNTIFS({FINDING_UNITS},{quoted(KEY)},{FINDING_SEVERITIES},{quoted(SEVERITIES[severity])})"


_COLUMNS = (
    Column("cell_centre"),
    Column("cell_centre"),
    Column("cell"),
    Column("cell", f"={unit_cell(UNIT_STATES, KEY)}"),
    Column("cell"),
    Column("cell_time"),
    Column("cell_centre"),
    Column("cell_count", _count(Severity.ERROR)),
    Column("cell_count", _count(Severity.WARNING)),
)


def _entries(report: Report, unit: Unit, number: int, finding_row0: int | None) -> list[Entry]:
    """Return a unit's line, a column each."""
    result = report.result[unit.code]
    path = result.file.path if result.file else ""
    first_finding: Link | None = None
    if finding_row0 is not None:
        first_finding = ("internal", f"'{SHEET_FINDINGS}'!{a1(finding_row0, 0)}")
    return [
        number,
        unit.group_code,
        Linked(unit.name, first_finding),
        STATES[result.state],
        Linked(path, report.file_link(path)),
        report.received_at(result.file),
        (words.LATE if result.late else words.ON_TIME) if result.submission else "",
        *(report.finding_counts.get((unit.code, severity), 0) for severity in (Severity.ERROR, Severity.WARNING)),
    ]


def _highlight(sheet: Sheet, last0: int) -> None:
    states = ((_FIRST, _STATE), (last0, _STATE))
    for state, look in STATE_LOOK.items():
        sheet.highlight(*states, f"=${a1(_FIRST, _STATE)}={quoted(STATES[state])}", look)
    late = ((_FIRST, _ON_TIME), (last0, _ON_TIME))
    sheet.highlight(*late, f"=${a1(_FIRST, _ON_TIME)}={quoted(words.LATE)}", WARNING_LOOK)
    sheet.highlight((_FIRST, _ERRORS), (last0, _ERRORS), f"=${a1(_FIRST, _ERRORS)}>0", ERROR_LOOK)
    sheet.highlight((_FIRST, _WARNINGS), (last0, _WARNINGS), f"=${a1(_FIRST, _WARNINGS)}>0", WARNING_LOOK)
