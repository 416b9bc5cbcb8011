"""Sheet ``Theo dõi nộp``: one row a unit, its state, its file, when it came, and how many findings it has."""

from typing import NamedTuple

from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import (
    FINDING_SEVERITIES,
    FINDING_UNITS,
    UNIT_STATES,
    Report,
    state_count,
    unit_cell,
)
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Linked
from dangvien_xlsx.excel.writing.rows import KEY
from dangvien_xlsx.excel.writing.sheet import Link, Sheet
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, STATE_LOOK, WARNING_LOOK
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SEVERITIES, SHEET_FINDINGS, STATES, shorten

_TOTALS, _HEADER = 0, 2
_LONGEST_CALL = 90
FINDINGS_FIRST_ROW0 = 3
"""The first row of findings in ``Kiểm tra``, to which units link."""


class _Row(NamedTuple):
    """What a unit's row is made of; ``finding_row0``: its first finding's row in ``Kiểm tra``."""

    report: Report
    unit: Unit
    number: int
    finding_row0: int | None

    @property
    def result(self) -> UnitResult:
        return self.report.result[self.unit.code]

    @property
    def findings(self) -> Link | None:
        if self.finding_row0 is None:
            return None
        return ("internal", f"'{SHEET_FINDINGS}'!{a1(self.finding_row0, 0)}")

    @property
    def file(self) -> Linked:
        path = self.result.file.path if self.result.file else ""
        return Linked(path, self.report.file_link(path))

    @property
    def on_time(self) -> str:
        if not self.result.submission:
            return ""
        return words.LATE if self.result.late else words.ON_TIME

    @property
    def about(self) -> str:
        """What the unit is to be rung about; blank where nothing is open."""
        if self.result.state is State.MISSING:
            # A form that may be this unit's, and may be another's, is what to ask about first.
            doubts = [item for item in self.report.errors_of(self.unit.code) if item.code != "missing-submission"]
            told = [words.CALL_MISSING, *(shorten(item.message, _LONGEST_CALL) for item in doubts[:1])]
            return ": ".join(told)
        errors = self.report.errors_of(self.unit.code)
        if not errors:
            return ""
        more = words.CALL_MORE.format(count=len(errors) - 1) if len(errors) > 1 else ""
        return shorten(errors[0].message, _LONGEST_CALL) + more

    @property
    def contact(self) -> tuple[str, str]:
        return self.report.contact_of(self.unit)

    def count(self, severity: Severity) -> int:
        return self.report.finding_counts.get((self.unit.code, severity), 0)


def _count(severity: Severity) -> str:
    return f"=COUNTIFS({FINDING_UNITS},{quoted(KEY)},{FINDING_SEVERITIES},{quoted(SEVERITIES[severity])})"


_STATE_WIDTH = max(map(len, STATES.values())) + 4
_COLUMNS: tuple[ListColumn[_Row], ...] = (
    ListColumn(words.TRACKING_NUMBER, "cell_centre", lambda row: row.number, fixed(6)),
    ListColumn(words.TRACKING_GROUP, "cell_centre", lambda row: row.unit.group_code, Width(8, 60)),
    ListColumn(
        words.TRACKING_UNIT,
        "cell_wrap",
        lambda row: Linked(row.unit.name, row.findings),
        Width(25, 40, wraps=True),
    ),
    ListColumn(
        words.TRACKING_STATE,
        "cell",
        lambda row: STATES[row.result.state],
        fixed(_STATE_WIDTH),
        f"={unit_cell(UNIT_STATES, KEY)}",
    ),
    ListColumn(words.TRACKING_FILE, "cell", lambda row: row.file, Width(25, 28)),
    ListColumn(words.TRACKING_RECEIVED, "cell_time", lambda row: row.report.received_at(row.result.file), fixed(18)),
    ListColumn(words.TRACKING_ON_TIME, "cell_centre", lambda row: row.on_time, fixed(11)),
    ListColumn(
        words.TRACKING_ERRORS, "cell_count", lambda row: row.count(Severity.ERROR), fixed(8), _count(Severity.ERROR)
    ),
    ListColumn(
        words.TRACKING_WARNINGS,
        "cell_count",
        lambda row: row.count(Severity.WARNING),
        fixed(11),
        _count(Severity.WARNING),
    ),
    ListColumn(words.TRACKING_CALL, "cell_wrap", lambda row: row.about, fixed(30, wraps=True)),
    ListColumn(words.CONTACT_PERSON, "cell_wrap", lambda row: row.contact[0], Width(14, 20, wraps=True)),
    ListColumn(words.CONTACT_PHONE, "cell_text", lambda row: row.contact[1], Width(13, 14)),
    ListColumn(words.CONTACT_EMAIL, "cell", lambda row: row.unit.email, Width(13, 34), is_printed=False),
)


def write_tracking(sheet: Sheet, report: Report) -> None:
    """Write the line of totals and one row a unit; the sheet opens at the first unit that needs attention."""
    _write_totals(sheet, report)
    finding_rows = _first_findings(report)
    listing = Listing(sheet, _COLUMNS, _HEADER, 24)
    rows = (_Row(report, unit, number, finding_rows.get(unit.code)) for unit, number in report.printed_units)
    listing.write(rows, lambda row: row.unit.code)
    listing.finish(3)
    _highlight(listing)
    opening = listing.first_row0 + _first_attention(report)
    unit_column0 = listing.column0(words.TRACKING_UNIT)
    sheet.raw.set_selection(opening, unit_column0, opening, unit_column0)


def _first_attention(report: Report) -> int:
    """Return the place of the first unit that has not sent or has errors, 0 where there is none."""
    states = [report.result[unit.code].state for unit, _ in report.printed_units]
    return next((index for index, state in enumerate(states) if state in (State.INVALID, State.MISSING)), 0)


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


def _highlight(listing: Listing[_Row]) -> None:
    for state, look in STATE_LOOK.items():
        listing.highlight(words.TRACKING_STATE, f"={quoted(STATES[state])}", look)
    listing.highlight(words.TRACKING_ON_TIME, f"={quoted(words.LATE)}", WARNING_LOOK)
    listing.highlight(words.TRACKING_ERRORS, ">0", ERROR_LOOK)
    listing.highlight(words.TRACKING_WARNINGS, ">0", WARNING_LOOK)
