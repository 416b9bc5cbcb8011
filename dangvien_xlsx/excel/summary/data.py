"""Sheet ``Dữ liệu``: the Excel table that every other sheet reads, raw values and where each came from."""

from dangvien_xlsx.excel.summary.report import CODES, GROUPS, NAMES, UNIT_STATES, Report, indicator_range
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.line import Column, Entry, Line, Linked
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State, UnitResult
from dangvien_xlsx.text import catalogue as catalogue_words
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SHEET_DATA, STATES, TABLE_DATA, YES

_FIXED = (
    catalogue_words.UNIT_CODE,
    catalogue_words.UNIT_GROUP,
    catalogue_words.UNIT_GROUP_NAME,
    catalogue_words.UNIT_NAME,
    words.DATA_STATE,
)
_SOURCES = (words.DATA_RECEIVED_STATE, words.DATA_TIME, words.DATA_FILE, words.DATA_SHEET, words.DATA_CELLS)
_STATE_COLUMN0 = 4


def write_data(sheet: Sheet, report: Report) -> None:
    """Write the table, its defined names and one row a unit."""
    sheet.allow_numbers_as_text()
    headers = data_headers(report)
    units = report.catalogue.units
    last = (len(units), len(headers) - 1)
    options = {"name": TABLE_DATA, "style": "Table Style Light 1", "columns": [{"header": item} for item in headers]}
    sheet.table((0, 0), last, options)
    for column0, header in enumerate(headers):
        sheet.text(0, column0, header, "screen_header")
    sheet.height(0, 36)
    line = Line(sheet, _columns(report))
    for row0, unit in enumerate(units, 1):
        result = report.result[unit.code]
        values = (_entry(indicator, result) for indicator in report.catalogue.indicators)
        line.write(
            row0,
            [
                unit.code,
                unit.group_code,
                unit.group_name,
                unit.name,
                STATES[result.state],
                *values,
                *_sources(report, result),
            ],
        )
    _finish(sheet, report, headers)


def data_headers(report: Report) -> list[str]:
    """Return the table's headers: an indicator's name, with its code where two names are alike."""
    taken = {header.casefold() for header in (*_FIXED, *_SOURCES)}
    names = []
    for indicator in report.catalogue.indicators:
        name = indicator.name
        if name.casefold() in taken:
            name = f"{name} ({indicator.code})"
        taken.add(name.casefold())
        names.append(name)
    return [*_FIXED, *names, *_SOURCES]


def _state_formula() -> str:
    """Return the state by the figures in the same row, so that a figure typed in later changes the state.

    The row is found by ROW(), so the same text serves in every row and sorting cannot break it.
    """
    admitted, exhausted, received = (
        f"INDEX({name},ROW()-1)" for name in (indicator_range(ADMITTED), indicator_range(EXHAUSTED), "dl_khi_nhan")
    )
    kept = f"OR({received}={quoted(STATES[State.INVALID])},{received}={quoted(STATES[State.NOT_APPLICABLE])})"
    otherwise = f"IF({kept},{received},{quoted(STATES[State.MISSING])})"
    number = f"IF({admitted}>0,{quoted(STATES[State.REPORTED])},{quoted(STATES[State.ZERO])})"
    blank = f"IF({exhausted}={quoted(YES)},{quoted(STATES[State.EXHAUSTED])},{otherwise})"
    return f"=IF(ISNUMBER({admitted}),{number},{blank})"


def _columns(report: Report) -> list[Column]:
    """Return the table's columns: a unit, its state by its figures, the figures, and where they came from."""
    figures = (
        Column("cell_count" if indicator.kind is Kind.INTEGER else "cell_text")
        for indicator in report.catalogue.indicators
    )
    sources = map(Column, ("cell", "cell_time", "cell", "cell", "cell_mono"))
    return [*[Column("cell_text")] * 4, Column("cell", _state_formula()), *figures, *sources]


def _entry(indicator: Indicator, result: UnitResult) -> Entry:
    """Return a figure as a number; whatever else was reported, a note that is a number too, as text."""
    value = result.values.get(indicator.code)
    if value is None or (indicator.kind is Kind.INTEGER and isinstance(value, int | float)):
        return value
    return str(value)


def _sources(report: Report, result: UnitResult) -> list[Entry]:
    path = result.file.path if result.file else ""
    submission = result.submission
    cells = submission.values if submission else {}
    told = (f"{code}={cells[code].a1}" for code in report.catalogue.indicator if code in cells and cells[code].a1)
    return [
        STATES[result.state],
        report.received_at(result.file),
        Linked(path, report.file_link(path)),
        submission.sheet if submission else "",
        "; ".join(told),
    ]


def _finish(sheet: Sheet, report: Report, headers: list[str]) -> None:
    rows = len(report.catalogue.units)
    columns = {CODES: 0, GROUPS: 1, NAMES: 3, UNIT_STATES: _STATE_COLUMN0}
    columns |= {
        indicator_range(item.code): column0 for column0, item in enumerate(report.catalogue.indicators, len(_FIXED))
    }
    columns["dl_khi_nhan"] = len(headers) - len(_SOURCES)
    for name, column0 in columns.items():
        span = f"{a1(1, column0, absolute=True)}:{a1(rows, column0, absolute=True)}"
        sheet.book.define(name, f"='{SHEET_DATA}'!{span}")
    units = report.catalogue.units
    longest = {
        0: [unit.code for unit in units],
        2: [unit.group_name for unit in units],
        3: [unit.name for unit in units],
        _STATE_COLUMN0: list(STATES.values()),
        len(headers) - 5: list(STATES.values()),
        len(headers) - 4: ["00/00/0000 00:00"],
        len(headers) - 3: [result.file.path for result in report.account.units if result.file],
        len(headers) - 2: [result.submission.sheet for result in report.account.units if result.submission],
        len(headers) - 1: ["ket_nap=D10; " * min(len(report.catalogue.indicators), 5)],
    }
    widths = [
        max(column_width([header], 12, bold=True, highest=24), column_width(longest.get(index, []), 12)) + 3
        for index, header in enumerate(headers)
    ]
    sheet.widths(widths)
    sheet.raw.freeze_panes(1, 4)
    sheet.paper((rows, len(headers) - 1), 0, words.PAGE_FOOTER)
