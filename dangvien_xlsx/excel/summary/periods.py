"""Sheet ``Các kỳ``: each unit of today through all the periods, with what a recast figure is made of."""

from collections import Counter
from functools import partial
from typing import NamedTuple

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.comparison import made_of, past_state
from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import UNIT_STATES, Report, indicator_range, unit_cell
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Entry
from dangvien_xlsx.excel.writing.rows import KEY
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod, EarlierUnit
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import STATES

SHOWN = 12
"""Periods that are shown, this one included; older ones are folded away, not left out."""
_TITLE, _PERIOD, _ABOUT, _BANNER, _TOTAL, _EXHAUSTED, _HEADER = range(7)
_FIRST_PERIOD = 3
_MOST_REMARKS = 400
"""Characters of what a unit's recast figures are made of; the rest is in ``history export --recast``."""


class _Row(NamedTuple):
    """A unit of today, or units that have a figure together; ``number`` is blank where it is not in the appendix."""

    code: str
    name: str
    group: str
    number: int | None
    past: tuple[EarlierUnit | None, ...]
    now: str | int


def write_periods(sheet: Sheet, report: Report, comparison: Comparison) -> None:
    """Write the table: earlier figures are constants, this period's follow ``Dữ liệu``.

    Args:
        sheet: The sheet that is written.
        report: What the summary shows.
        comparison: This period beside earlier ones.
    """
    periods = comparison.all
    rows = _rows(report, periods)
    columns = _columns(report, periods)
    sheet.text(_TITLE, 0, words.PERIODS_TITLE, "screen_title")
    sheet.text(_PERIOD, 0, report.period_name, "screen_line")
    older = f" {words.PERIODS_OLDER}" if len(periods) >= SHOWN else ""
    sheet.text(_ABOUT, 0, f"{words.PERIODS_ABOUT}{older}", "legend_label")
    write_banner(sheet, report, _BANNER, len(columns) - 1)
    listing = Listing(sheet, columns, _HEADER, 38)
    _write_sums(sheet, listing, rows, periods)
    listing.write(rows, lambda row: row.code)
    _draw_trends(sheet, listing, len(periods) + 1)
    folded = max(len(periods) + 1 - SHOWN, 0)
    listing.finish(2, folded=range(_FIRST_PERIOD, _FIRST_PERIOD + folded))
    if folded:
        sheet.raw.set_column(_FIRST_PERIOD, _FIRST_PERIOD + folded - 1, 9, None, {"level": 1, "hidden": True})
        sheet.raw.set_column(_FIRST_PERIOD + folded, _FIRST_PERIOD + folded, 9, None, {"collapsed": True})


def _rows(report: Report, periods: tuple[EarlierPeriod, ...]) -> list[_Row]:
    """Return the units of today in appendix order, then what only earlier periods have: together, or gone."""
    rows = []
    for unit, number in report.printed_units:
        result = report.result[unit.code]
        value = result.values.get(ADMITTED)
        now = value if isinstance(value, int) else STATES[result.state]
        past = tuple(period.units.get(unit.code) for period in periods)
        rows.append(_Row(unit.code, unit.name, unit.group_name, number, past, now))
    shown = {row.code for row in rows}
    rest = {unit.code: unit for period in periods for unit in period.units.values() if unit.code not in shown}
    groups = {group.code: group.name for group in report.catalogue.groups}
    for code, gone in rest.items():
        past = tuple(period.units.get(code) for period in periods)
        if any(each and each.admitted is not None for each in past):
            rows.append(_Row(code, gone.name, groups.get(gone.group_code, ""), None, past, ""))
    return rows


def _columns(report: Report, periods: tuple[EarlierPeriod, ...]) -> list[ListColumn[_Row]]:
    cell, state = unit_cell(indicator_range(ADMITTED), KEY), unit_cell(UNIT_STATES, KEY)
    # Units that are gone, or stand together, are not in the data.
    formula = f'=IFERROR(IF(ISNUMBER({cell}),{cell},{state}),"")'
    taken = Counter(period.period_code for period in periods)
    past = [
        ListColumn[_Row](_header(period, taken), "cell_count_or_word", partial(_past, periods, index), fixed(9))
        for index, period in enumerate(periods)
    ]
    # Twelve periods and the widest of the others are one page of paper wide, at the smallest size that can be read.
    return [
        ListColumn(words.PERIODS_NUMBER, "cell_centre", lambda row: row.number, fixed(6)),
        ListColumn(words.PERIODS_UNIT, "cell_wrap", lambda row: row.name, Width(22, 28, wraps=True)),
        ListColumn(words.PERIODS_GROUP, "cell_wrap", lambda row: row.group, Width(12, 27, wraps=True)),
        *past,
        ListColumn(report.catalogue.period.code, "cell_count_or_word", lambda row: row.now, fixed(9), formula),
        ListColumn(words.PERIODS_TREND, "cell", lambda _: None, fixed(12)),
        ListColumn(words.PERIODS_EXHAUSTED_TIMES, "cell_count", _times_exhausted, fixed(9)),
        ListColumn(words.PERIODS_NOTE, "cell_wrap", partial(_remark, periods), Width(16, 23, wraps=True)),
    ]


def _header(period: EarlierPeriod, taken: Counter[str]) -> str:
    """Return a period's code; two of one code, of other days, are told apart by their last day."""
    return period.period_code if taken[period.period_code] == 1 else f"{period.period_code} {period.end:%d/%m/%Y}"


def _past(periods: tuple[EarlierPeriod, ...], index: int, row: _Row) -> Entry:
    unit = row.past[index]
    if unit and unit.admitted is not None:
        return unit.admitted
    return past_state(periods[index], row.code) if row.number is not None else None


def _times_exhausted(row: _Row) -> int:
    return sum(unit is not None and unit.is_exhausted for unit in row.past) + (row.now == STATES[State.EXHAUSTED])


def _remark(periods: tuple[EarlierPeriod, ...], row: _Row) -> str:
    """Say what each recast figure is made of; of the same in periods that follow each other the first and the last."""
    runs: list[tuple[str, int, int]] = []
    for index, unit in enumerate(row.past):
        told = made_of(unit) if unit else ""
        if told and runs and runs[-1][0] == told and runs[-1][2] == index - 1:
            runs[-1] = (told, runs[-1][1], index)
        elif told:
            runs.append((told, index, index))
    codes = [period.period_code for period in periods]
    spans = [(told, codes[first] if first == last else f"{codes[first]} – {codes[last]}") for told, first, last in runs]
    text = "; ".join(f"{span}: {told}" for told, span in spans)
    return text if len(text) <= _MOST_REMARKS else f"{text[: _MOST_REMARKS - 1]}…"


def _write_sums(sheet: Sheet, listing: Listing[_Row], rows: list[_Row], periods: tuple[EarlierPeriod, ...]) -> None:
    """Write above each period what the shown rows come to, and how many units were exhausted."""
    sheet.text(_TOTAL, 1, words.PERIODS_TOTAL, "cell")
    sheet.text(_EXHAUSTED, 1, words.PERIODS_EXHAUSTED, "cell")
    exhausted, count = STATES[State.EXHAUSTED], len(periods) + 1
    for index in range(count):
        column0 = _FIRST_PERIOD + index
        first, last = (a1(listing.first_row0 + down, column0) for down in (0, max(len(rows), 1) - 1))
        entries = [_past(periods, index, row) if index < count - 1 else row.now for row in rows]
        total = sum(entry for entry in entries if isinstance(entry, int))
        sheet.formula(_TOTAL, column0, f"=SUBTOTAL(109,{first}:{last})", total, "cell_count_or_word")
        times = sum(1 for entry in entries if entry == exhausted)
        sheet.formula(_EXHAUSTED, column0, f"=COUNTIF({first}:{last},{quoted(exhausted)})", times, "cell_count_or_word")


def _draw_trends(sheet: Sheet, listing: Listing[_Row], count: int) -> None:
    """Draw a small chart a row; hidden columns are drawn too, or folding them would change it."""
    column0 = listing.column0(words.PERIODS_TREND)
    name = sheet.raw.get_name()
    for row0 in (_TOTAL, *range(listing.first_row0, listing.last_row0 + 1)):
        first, last = (a1(row0, index0) for index0 in (_FIRST_PERIOD, _FIRST_PERIOD + count - 1))
        options = {"range": f"'{name}'!{first}:{last}", "type": "column", "show_hidden": True}
        sheet.sparkline(row0, column0, options)
