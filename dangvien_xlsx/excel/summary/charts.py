"""Sheet ``Biểu đồ``: native charts, fed by formulas beside them that follow what is edited in ``Dữ liệu``."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.chart_ranks import (
    KEY_COLUMN,
    LEADING_COLUMN,
    NAME_COLUMN,
    VALUE_COLUMN,
    Ranked,
    keyed_units,
    leading_of,
    write_ranks,
)
from dangvien_xlsx.excel.summary.heading import write_title
from dangvien_xlsx.excel.summary.report import (
    GROUPS,
    Report,
    indicator_range,
    or_else,
    running,
)
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import column_width, line_count
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.indicator import ADMITTED, Kind, Relation, part_blocks
from dangvien_xlsx.result.target import summed_target
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SHEET_CHARTS
from dangvien_xlsx.text.targets import year_to_date

MOST_BARS = 40
"""Bars of one chart: more could not be read on a page; what is more goes on in a further chart."""
_MOST_PERIODS = 30
_SPARE, _SPARE_SHARE = 5, 10
"""Places below the last unit that admitted somebody, for units whose figures are typed into ``Dữ liệu`` later."""
_LEFT_OUT, _FIRST, _BANNER = 1, 2, 3
_PAGE_COLUMNS, _COLUMN_WIDTH, _PAGE_PIXELS = 8, 11.5, 690
_BAR_PIXELS, _FRAME_PIXELS = 19, 110
_ROW_PIXELS = 20
_PAGE_ROWS = 50
"""Rows of a printed page."""
_FONT_POINTS, _NAME_DIGITS, _FEW_BARS = 11, 20, 15
_FONT = {"name": "Times New Roman", "size": _FONT_POINTS}
_INK, _BAR, _LEADING_BAR = "#000000", "#1F3864", "#548235"


class _Feed(NamedTuple):
    """Cells that feed one chart: rows of names and values, zero-indexed, both included.

    ``leading``: the values of those that stand out, drawn over the others; none where nobody does.
    """

    title: str
    first0: int
    names: list[str]
    values: list[float | None]
    number_format: str
    leading: list[float | None] | None = None

    @classmethod
    def of(cls, title: str, first0: int, ranked: "Sequence[Ranked]", places: int, leading: set[str]) -> "_Feed":
        """Return the feed of units in a number of places; those at the end may be nobody's yet."""
        spare: list[float | None] = [None] * (places - len(ranked))
        others = [None if item.name in leading else item.number for item in ranked]
        leaders = [item.number if item.name in leading else None for item in ranked]
        names = [item.name for item in ranked] + [""] * len(spare)
        return cls(title, first0, names, [*others, *spare], "0", [*leaders, *spare])

    @property
    def last0(self) -> int:
        return self.first0 + max(len(self.names), 1) - 1

    @property
    def bar_pixels(self) -> int:
        """The height of a bar: in a chart of few, names that wrap have room, or LibreOffice leaves every other out."""
        lines = max((line_count(name, _NAME_DIGITS, _FONT_POINTS) for name in self.names), default=1)
        return _BAR_PIXELS * (min(lines, 2) if len(self.names) <= _FEW_BARS else 1)


def write_charts(sheet: Sheet, report: Report) -> None:
    """Write the feeding cells and the charts, one under the other."""
    write_title(sheet, 0, (0, _PAGE_COLUMNS - 1), words.CHARTS_TITLE, "title", [_COLUMN_WIDTH] * _PAGE_COLUMNS)
    write_banner(sheet, report, _BANNER, _PAGE_COLUMNS - 1)
    sheet.text(0, KEY_COLUMN, words.CHARTS_FEED, "screen_line")
    feeds: list[_Feed] = []
    row0 = _FIRST
    for write in (_feed_units, _feed_groups, _feed_structure, _feed_trend):
        for feed in write(sheet, report, row0):
            feeds.append(feed)
            row0 = max(row0, feed.last0 + 2)
    top = _FIRST + 2
    breaks: list[int] = []
    for feed in feeds:
        pixels = _FRAME_PIXELS + feed.bar_pixels * (feed.last0 - feed.first0 + 1)
        _insert(sheet, feed, top, pixels)
        rows = -(-pixels // _ROW_PIXELS) + 1
        if top < _PAGE_ROWS < top + rows:
            breaks.append(top)
        top += rows
    sheet.raw.set_h_pagebreaks(breaks)
    names = [unit.name for unit in report.catalogue.units]
    sheet.widths([*([_COLUMN_WIDTH] * _PAGE_COLUMNS), 3, 9, column_width(names, lowest=24, highest=50), 12, 12])
    paper(sheet, (top, _PAGE_COLUMNS - 1), None, words.PAGE_FOOTER)


def _feed_units(sheet: Sheet, report: Report, row0: int) -> list[_Feed]:
    """Write each unit's key, and the units that admitted somebody from the highest down, with places to spare."""
    keyed, first0 = keyed_units(report), row0 + 1
    # Only units that admitted somebody: a bar of no length would make blank look like zero.
    ranked = sorted((item for item in keyed if item.number > 0), reverse=True)
    shown = min(len(ranked) + max(_SPARE, len(ranked) // _SPARE_SHARE), len(keyed))
    leading = {item.name for item in leading_of(ranked)}
    _write_left_out(sheet, shown)
    nobody = f'=IF(COUNTIF({indicator_range(ADMITTED)},">0")=0,{quoted(words.CHARTS_NOBODY)},"")'
    sheet.formula(_FIRST, 0, nobody, "" if ranked else words.CHARTS_NOBODY, "empty_state")
    write_ranks(sheet, first0, keyed, ranked, shown)
    feeds = []
    for start in range(0, shown, MOST_BARS):
        places = min(shown - start, MOST_BARS)
        title = words.CHART_UNITS
        if shown > MOST_BARS:
            title = words.CHART_UNITS_PART.format(first=start + 1, last=start + places)
        feeds.append(_Feed.of(title, first0 + start, ranked[start : start + places], places, leading))
    return feeds


def _write_left_out(sheet: Sheet, shown: int) -> None:
    """Say how many units the charts do not reach, once so many figures were typed into ``Dữ liệu``."""
    admitted = indicator_range(ADMITTED)
    over = f'COUNTIF({admitted},">0")-{shown}'
    formula = f'=IF({over}>0,{quoted(words.CHARTS_LEFT_OUT[0])}&({over})&{quoted(words.CHARTS_LEFT_OUT[1])},"")'
    sheet.merged_formula((_LEFT_OUT, 0), (_LEFT_OUT, _PAGE_COLUMNS - 1), formula, "", "paper_note")


def _feed_groups(sheet: Sheet, report: Report, row0: int) -> list[_Feed]:
    """Write each group's running total as a share of its own target, else of the office's; its count without any."""
    first0 = max(row0, _FIRST + len(report.catalogue.units) + 2) + 1
    catalogue = report.catalogue
    year = year_to_date(catalogue.period)
    own = [summed_target(group.units) for group in catalogue.groups]
    has_own = bool(own) and all(own)
    title = (words.CHART_GROUPS_OWN if has_own else words.CHART_GROUPS).format(year=year)
    if not has_own and not catalogue.target:
        title = words.CHART_GROUPS_COUNT
    values: list[float | None] = []
    for index, (group, target) in enumerate(zip(catalogue.groups, own, strict=True), first0):
        of = target if has_own else catalogue.target
        before, total = (
            report.group_before(group.code),
            f"SUMIFS({indicator_range(ADMITTED)},{GROUPS},{quoted(group.code)})",
        )
        count = report.figures.sum(ADMITTED, group.code)
        sheet.text(index, NAME_COLUMN, group.name, "cell")
        if of:
            values.append((before + count) / of)
            sheet.formula(index, VALUE_COLUMN, f"=IFERROR(({running(before, total)})/{of},0)", values[-1], "cell_share")
        else:
            values.append(count)
            sheet.formula(index, VALUE_COLUMN, f"=IFERROR({total},0)", count, "cell_count")
    is_share = has_own or bool(catalogue.target)
    return [_Feed(title, first0, [group.name for group in catalogue.groups], values, "0.0%" if is_share else "0")]


def _feed_structure(sheet: Sheet, report: Report, row0: int) -> list[_Feed]:
    """Write the shares of the overlapping parts, and those of each block apart: a chart each."""
    indicators = report.catalogue.indicators
    within = [
        item
        for item in indicators
        if item.parent == ADMITTED and item.relation is Relation.WITHIN and item.kind is Kind.INTEGER
    ]
    blocks = [(words.CHART_STRUCTURE, within)]
    blocks += [
        (words.CHART_BLOCK.format(block=name) if name else words.CHART_PARTS, list(parts))
        for name, parts in part_blocks(ADMITTED, indicators)
    ]
    total, whole = report.figures.sum(ADMITTED), f"SUM({indicator_range(ADMITTED)})"
    feeds = []
    for title, items in blocks:
        for start in range(0, len(items), MOST_BARS):
            shown = items[start : start + MOST_BARS]
            names: list[str] = []
            shares = [report.figures.sum(item.code) / total if total else 0.0 for item in shown]
            for index, (item, share) in enumerate(zip(shown, shares, strict=True), row0 + 1):
                names.append(report.charted_name(item))
                if names[-1] == item.name:
                    sheet.text(index, NAME_COLUMN, item.name, "cell")
                else:
                    sheet.formula(index, NAME_COLUMN, or_else(item, names[-1]), names[-1], "cell")
                formula = f"=IFERROR(SUM({indicator_range(item.code)})/{whole},0)"
                sheet.formula(index, VALUE_COLUMN, formula, share, "cell_share")
            feeds.append(_Feed(title, row0 + 1, names, list(shares), "0.0%"))
            row0 = feeds[-1].last0 + 2
    return feeds


def _feed_trend(sheet: Sheet, report: Report, row0: int) -> list[_Feed]:
    """Write the totals of the earlier periods and of this one."""
    if not report.comparison or not report.comparison.all:
        return []
    first0 = row0 + 1
    periods = report.comparison.all[-_MOST_PERIODS + 1 :]
    for index, period in enumerate(periods):
        sheet.text(first0 + index, NAME_COLUMN, period.period_code, "cell")
        sheet.number(first0 + index, VALUE_COLUMN, period.total, "cell_count")
    last0, total = first0 + len(periods), report.figures.sum(ADMITTED)
    sheet.text(last0, NAME_COLUMN, report.catalogue.period.code, "cell")
    sheet.formula(last0, VALUE_COLUMN, f"=IFERROR(SUM({indicator_range(ADMITTED)}),0)", total, "cell_count")
    names = [*(period.period_code for period in periods), report.catalogue.period.code]
    return [_Feed(words.CHART_TREND, first0, names, [*(period.total for period in periods), total], "0")]


def _insert(sheet: Sheet, feed: _Feed, row0: int, pixels: int) -> None:
    """Insert a bar chart, the first line on top, bars from zero, the number at each bar's end."""
    chart = sheet.book.bar_chart()
    _add_series(chart, feed, VALUE_COLUMN, feed.values, _BAR)
    if feed.leading:
        _add_series(chart, feed, LEADING_COLUMN, feed.leading, _LEADING_BAR)
    chart.set_title({"name": feed.title, "name_font": {**_FONT, "size": 13, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": _INK}, "interval_unit": 1})
    # With the first line on top the axis of values would stand on top too; the labels tell the numbers.
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": _PAGE_PIXELS, "height": pixels})
    chart.set_chartarea({"border": {"none": True}})
    sheet.chart(row0, 0, chart, feed.title)


def _add_series(chart: Any, feed: _Feed, column0: int, values: Sequence[float | None], colour: str) -> None:
    chart.add_series(
        {
            "name": feed.title,
            "categories": [SHEET_CHARTS, feed.first0, NAME_COLUMN, feed.last0, NAME_COLUMN],
            "values": [SHEET_CHARTS, feed.first0, column0, feed.last0, column0],
            # What previewers draw, which compute nothing.
            "categories_data": feed.names,
            "values_data": ["" if value is None else value for value in values],
            "fill": {"color": colour},
            "border": {"color": _INK, "width": 0.5},
            "gap": 45,
            "overlap": 100,
            # A cell without a figure would be labelled 0.
            "data_labels": {"value": True, "num_format": f"{feed.number_format};;", "font": _FONT},
        }
    )
