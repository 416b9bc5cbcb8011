"""Sheet ``Dữ liệu``: the Excel table that every other sheet reads, raw values and where each came from."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import CODES, GROUPS, NAMES, PRINTS_NOTE, UNIT_STATES, Report, indicator_range
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.line import Entry, Linked
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import catalogue as catalogue_words
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import STATES, TABLE_DATA, YES

_RECEIVED = "dl_khi_nhan"
"""Defined name: the state as it was when the summary was made."""
_BUTTON = 3
"""Room for the filter's button beside a header, in digits."""


class _Row(NamedTuple):
    """What a unit's row is made of."""

    report: Report
    unit: Unit

    @property
    def result(self) -> UnitResult:
        return self.report.result[self.unit.code]

    @property
    def file(self) -> Linked:
        path = self.result.file.path if self.result.file else ""
        return Linked(path, self.report.file_link(path))

    @property
    def sheet(self) -> str:
        return self.result.submission.sheet if self.result.submission else ""

    @property
    def cells(self) -> str:
        """The cells that the figures came from: ``ket_nap=D10; nu=D11``."""
        cells = self.result.submission.values if self.result.submission else {}
        codes = self.report.catalogue.indicator
        return "; ".join(f"{code}={cells[code].a1}" for code in codes if code in cells and cells[code].a1)

    def figure(self, indicator: Indicator) -> Entry:
        """Return a figure as a number; whatever else was reported, a note that is a number too, as text."""
        value = self.result.values.get(indicator.code)
        if value is None or (indicator.kind is Kind.INTEGER and isinstance(value, int | float)):
            return value
        return str(value)


def write_data(sheet: Sheet, report: Report) -> None:
    """Write the table, its defined names and one row a unit."""
    sheet.allow_numbers_as_text()
    columns = _columns(report)
    units = report.catalogue.units
    typed = {indicator_range(item.code): item for item in report.catalogue.indicators}
    options = {
        "name": TABLE_DATA,
        "style": "Table Style Light 1",
        "columns": [{"header": column.header} for column in columns],
    }
    sheet.table((0, 0), (len(units), len(columns) - 1), options)
    listing = Listing(sheet, columns, 0, 36)
    listing.write(_Row(report, unit) for unit in units)
    for column0, column in enumerate(columns):
        if indicator := typed.get(column.name):
            told = {"input_title": words.DATA_EDIT_TITLE, "input_message": words.DATA_EDIT}
            sheet.validation(1, column0, input_validation(indicator) | told, max(len(units), 1))
            if indicator.kind is Kind.INTEGER:
                here = a1(1, column0)
                sheet.highlight((1, column0), (max(len(units), 1), column0), f"=ISTEXT({here})", ERROR_LOOK)
    listing.finish(4, has_filter=False)


def _state_formula() -> str:
    """Return the state by the figures in the same row, so that a figure typed in later changes the state.

    The row is found by ROW(), so the same text serves in every row and sorting cannot break it.
    """
    admitted, exhausted, received = (
        f"INDEX({name},ROW()-1)" for name in (indicator_range(ADMITTED), indicator_range(EXHAUSTED), _RECEIVED)
    )
    kept = f"OR({received}={quoted(STATES[State.INVALID])},{received}={quoted(STATES[State.NOT_APPLICABLE])})"
    otherwise = f"IF({kept},{received},{quoted(STATES[State.MISSING])})"
    wrong = quoted(STATES[State.INVALID])
    number = f"IF({admitted}>0,{quoted(STATES[State.REPORTED])},{quoted(STATES[State.ZERO])})"
    blank = f"IF({exhausted}={quoted(YES)},{quoted(STATES[State.EXHAUSTED])},{otherwise})"
    # A text that was typed where a number belongs counts for nothing in any sum: as long as it stands, figures lack.
    return f"=IF(ISNUMBER({admitted}),{number},IF(IFERROR(LEN({admitted})>0,TRUE),{wrong},{blank}))"


def _columns(report: Report) -> list[ListColumn[_Row]]:
    """Return the table's columns: a unit, its state by its figures, the figures, and where they came from."""
    states = column_width(list(STATES.values()))
    before: list[ListColumn[_Row]] = [
        _column(catalogue_words.UNIT_CODE, "cell_text", lambda row: row.unit.code, name=CODES),
        _column(catalogue_words.UNIT_GROUP, "cell_text", lambda row: row.unit.group_code, name=GROUPS),
        _column(catalogue_words.UNIT_GROUP_NAME, "cell_text", lambda row: row.unit.group_name),
        _column(catalogue_words.UNIT_NAME, "cell_text", lambda row: row.unit.name, name=NAMES),
        ListColumn(
            words.DATA_STATE,
            "cell",
            lambda row: STATES[row.result.state],
            fixed(states + _BUTTON),
            _state_formula(),
            UNIT_STATES,
        ),
    ]
    after: list[ListColumn[_Row]] = [
        ListColumn(
            words.DATA_RECEIVED_STATE,
            "cell",
            lambda row: STATES[row.result.state],
            fixed(states + _BUTTON),
            name=_RECEIVED,
        ),
        ListColumn(words.DATA_TIME, "cell_time", lambda row: row.report.received_at(row.result.file), fixed(21)),
        _column(words.DATA_FILE, "cell", lambda row: row.file),
        _column(words.DATA_SHEET, "cell", lambda row: row.sheet),
        _column(words.DATA_CELLS, "cell_mono", lambda row: row.cells),
        _column(
            catalogue_words.UNIT_PRINTS_NOTE,
            "cell_centre",
            lambda row: YES if row.unit.prints_note else "",
            name=PRINTS_NOTE,
        ),
    ]
    return [*before, *_figure_columns(report, {column.header for column in (*before, *after)}), *after]


def _column(header: str, role: str, entry: Callable[[_Row], Entry], name: str = "") -> ListColumn[_Row]:
    """Return a column that is as wide as its header and its entries need."""
    lowest = column_width([header], 12, bold=True, highest=24) + _BUTTON
    return ListColumn(header, role, entry, Width(lowest, 63), name=name)


def _narrow(header: str, entry: Callable[[_Row], Entry], name: str) -> ListColumn[_Row]:
    """Return a column of counts: its header wraps, so that the table can be printed."""
    longest = max(header.split(), key=len, default="")
    return ListColumn(
        header, "cell_data", entry, fixed(max(column_width([longest], bold=True), 9) + _BUTTON), name=name
    )


def _figure_columns(report: Report, taken: set[str]) -> list[ListColumn[_Row]]:
    """Return a column an indicator, under its name; with its code where two names are alike."""
    folded = {header.casefold() for header in taken}
    columns = []
    for indicator in report.catalogue.indicators:
        header = indicator.name
        if header.casefold() in folded:
            header = f"{header} ({indicator.code})"
        folded.add(header.casefold())
        role = "cell_data" if indicator.kind is Kind.INTEGER else "cell_text"
        name = indicator_range(indicator.code)
        entry = partial(_Row.figure, indicator=indicator)
        columns.append(_narrow(header, entry, name) if role == "cell_data" else _column(header, role, entry, name))
    return columns
