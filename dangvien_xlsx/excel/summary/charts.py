"""Sheet ``Biểu đồ``: native charts, fed by formulas beside them that follow what is edited in ``Dữ liệu``."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dangvien_xlsx.excel.summary.report import GROUPS, NAMES, Report, indicator_range
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.model.indicator import ADMITTED, Kind, Relation
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SHEET_CHARTS

MOST_UNITS = 30
"""Units shown: more could not be read on a page."""
_KEY, _NAME, _VALUE = 9, 10, 11
"""Columns right of the printed page: what the charts are fed by."""
_FIRST = 2
_PAGE_COLUMNS, _COLUMN_WIDTH, _PAGE_PIXELS = 8, 11.5, 690
_BAR_PIXELS, _FRAME_PIXELS = 19, 110
_ROW_PIXELS = 20
_PAGE_ROWS = 50
"""Rows of a printed page."""
_SMALLEST = 100_000
"""A unit's place, divided by this, tells equal numbers apart when they are sorted."""
_FONT = {"name": "Times New Roman", "size": 11}
_INK, _BAR = "#000000", "#1F3864"


class _Feed(NamedTuple):
    """Cells that feed one chart: rows of names and values, zero-indexed, both included."""

    title: str
    first0: int
    names: list[str]
    values: list[float]
    number_format: str

    @property
    def last0(self) -> int:
        return self.first0 + max(len(self.names), 1) - 1


def write_charts(sheet: Sheet, report: Report) -> None:
    """Write the feeding cells and the charts, one under the other."""
    sheet.merged((0, 0), (0, _PAGE_COLUMNS - 1), words.CHARTS_TITLE, "title")
    sheet.text(0, _KEY, words.CHARTS_FEED, "screen_line")
    row0 = _FIRST
    feeds = []
    for write in (_feed_units, _feed_groups, _feed_structure, _feed_trend):
        feed = write(sheet, report, row0)
        if feed:
            feeds.append(feed)
            row0 = max(row0 + 2, feed.last0 + 3)
    top = _FIRST + 2
    breaks: list[int] = []
    for feed in feeds:
        pixels = _FRAME_PIXELS + _BAR_PIXELS * (feed.last0 - feed.first0 + 1)
        _insert(sheet, feed, top, pixels)
        rows = -(-pixels // _ROW_PIXELS) + 1
        if top < _PAGE_ROWS < top + rows:
            breaks.append(top)
        top += rows
    sheet.raw.set_h_pagebreaks(breaks)
    names = [unit.name for unit in report.catalogue.units]
    sheet.widths([*([_COLUMN_WIDTH] * _PAGE_COLUMNS), 3, 9, column_width(names, lowest=24, highest=50), 12])
    sheet.paper((top, _PAGE_COLUMNS - 1), None, words.PAGE_FOOTER)


def _feed_units(sheet: Sheet, report: Report, row0: int) -> _Feed | None:
    """Write each unit's key, and the highest of them with their names."""
    units = report.catalogue.units
    first0 = row0 + 1
    admitted = indicator_range(ADMITTED)
    keyed = []
    for place, unit in enumerate(units, 1):
        value = report.result[unit.code].values.get(ADMITTED)
        number = value if isinstance(value, int | float) else 0
        keyed.append((number - place / _SMALLEST, unit.name, number))
    keys = f"{a1(first0, _KEY, absolute=True)}:{a1(first0 + len(units) - 1, _KEY, absolute=True)}"
    # Only units that admitted somebody: a bar of no length would make blank look like zero.
    admitting = sum(number > 0 for _, _, number in keyed)
    ranked = sorted(keyed, reverse=True)[: min(MOST_UNITS, admitting)]
    if not ranked:
        sheet.text(_FIRST, 0, words.CHARTS_NOBODY, "empty_state")
    for index, (key, _, _) in enumerate(keyed):
        formula = f"=N(INDEX({admitted},{index + 1}))-{index + 1}/{_SMALLEST}"
        sheet.formula(first0 + index, _KEY, formula, key, "cell_mono")
        if index < len(ranked):
            _, name, number = ranked[index]
            place_of = f"MATCH(LARGE({keys},{index + 1}),{keys},0)"
            sheet.formula(first0 + index, _NAME, f"=INDEX({NAMES},{place_of})", name, "cell")
            sheet.formula(first0 + index, _VALUE, f"=N(INDEX({admitted},{place_of}))", number, "cell_count")
        sheet.complete(first0 + index)
    if not ranked:
        return None
    shown = len(ranked)
    title = words.CHART_UNITS if shown == admitting else words.CHART_UNITS_MOST.format(shown=shown, all=admitting)
    return _Feed(title, first0, [name for _, name, _ in ranked], [number for _, _, number in ranked], "0")


def _feed_groups(sheet: Sheet, report: Report, row0: int) -> _Feed:
    """Write each group's share of the year's target; its count where there is no target."""
    row0 = max(row0, _FIRST + len(report.catalogue.units) + 2)
    target = report.catalogue.target
    admitted = indicator_range(ADMITTED)
    first0 = row0 + 1
    values: list[float] = []
    for index, group in enumerate(report.catalogue.groups):
        count = report.figures.sum(ADMITTED, group.code)
        values.append(count / target if target else count)
        total = f"SUMIFS({admitted},{GROUPS},{quoted(group.code)})"
        sheet.text(first0 + index, _NAME, group.name, "cell")
        if target:
            sheet.formula(first0 + index, _VALUE, f"={total}/{target}", values[-1], "cell_share")
        else:
            sheet.formula(first0 + index, _VALUE, f"={total}", count, "cell_count")
    title = words.CHART_GROUPS if target else words.CHART_GROUPS_COUNT
    names = [group.name for group in report.catalogue.groups]
    return _Feed(title, first0, names, values, "0.0%" if target else "0")


def _feed_structure(sheet: Sheet, report: Report, row0: int) -> _Feed | None:
    """Write the share of each overlapping part and of each part of a block."""
    parts = [
        item
        for item in report.catalogue.indicators
        if item.parent == ADMITTED and item.relation in (Relation.WITHIN, Relation.PART) and item.kind is Kind.INTEGER
    ]
    if not parts:
        return None
    total = report.figures.sum(ADMITTED)
    whole = f"SUM({indicator_range(ADMITTED)})"
    first0 = row0 + 1
    shown = parts[:MOST_UNITS]
    shares = [report.figures.sum(item.code) / total if total else 0.0 for item in shown]
    for index, (item, share) in enumerate(zip(shown, shares, strict=True)):
        sheet.text(first0 + index, _NAME, item.name, "cell")
        formula = f"=IF({whole}=0,0,SUM({indicator_range(item.code)})/{whole})"
        sheet.formula(first0 + index, _VALUE, formula, share, "cell_share")
    return _Feed(words.CHART_STRUCTURE, first0, [item.name for item in shown], shares, "0.0%")


def _feed_trend(sheet: Sheet, report: Report, row0: int) -> _Feed | None:
    """Write the totals of the earlier periods and of this one."""
    if not report.comparison or not report.comparison.all:
        return None
    first0 = row0 + 1
    periods = report.comparison.all[-MOST_UNITS + 1 :]
    for index, period in enumerate(periods):
        sheet.text(first0 + index, _NAME, period.period_code, "cell")
        sheet.number(first0 + index, _VALUE, period.total, "cell_count")
    last0, total = first0 + len(periods), report.figures.sum(ADMITTED)
    sheet.text(last0, _NAME, report.catalogue.period.code, "cell")
    sheet.formula(last0, _VALUE, f"=SUM({indicator_range(ADMITTED)})", total, "cell_count")
    names = [*(period.period_code for period in periods), report.catalogue.period.code]
    return _Feed(words.CHART_TREND, first0, names, [*(period.total for period in periods), total], "0")


def _insert(sheet: Sheet, feed: _Feed, row0: int, pixels: int) -> None:
    """Insert a bar chart, the first line on top, bars from zero, the number at each bar's end."""
    places: Sequence[Any] = (SHEET_CHARTS, feed.first0, _NAME, feed.last0, _NAME)
    values: Sequence[Any] = (SHEET_CHARTS, feed.first0, _VALUE, feed.last0, _VALUE)
    chart = sheet.book.bar_chart()
    chart.add_series(
        {
            "name": feed.title,
            "categories": list(places),
            "values": list(values),
            # What previewers draw, which compute nothing.
            "categories_data": feed.names,
            "values_data": feed.values,
            "fill": {"color": _BAR},
            "border": {"color": _INK, "width": 0.5},
            "gap": 45,
            "data_labels": {"value": True, "num_format": feed.number_format, "font": _FONT},
        }
    )
    chart.set_title({"name": feed.title, "name_font": {**_FONT, "size": 13, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": _INK}, "interval_unit": 1})
    # With the first line on top the axis of values would stand on top too; the labels tell the numbers.
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": _PAGE_PIXELS, "height": pixels})
    chart.set_chartarea({"border": {"none": True}})
    sheet.chart(row0, 0, chart, feed.title)
