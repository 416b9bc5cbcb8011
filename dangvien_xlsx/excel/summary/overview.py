"""Sheet ``Tổng quan``: the five numbers that matter, what is to be done next, and one chart."""

from collections.abc import Iterator
from typing import NamedTuple

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.heading import write_title
from dangvien_xlsx.excel.summary.report import FINDING_SEVERITIES, Report, indicator_range, running, state_count
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import STATE_BAR, STATE_BAR_INK, STATE_LEGEND, STATE_LOOK, STEP_DONE_LOOK
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import (
    SEVERITIES,
    SHEET_APPENDIX,
    SHEET_FINDINGS,
    SHEET_OVERVIEW,
    SHEET_TRACKING,
    STATES,
)
from dangvien_xlsx.text.targets import year_to_date

_TITLE, _PERIOD, _BANNER, _LABELS, _VALUES, _SECTION = 0, 1, 2, 4, 5, 7
_TILES, _TILE_COLUMNS, _TILE_WIDTH = 5, 2, 11.0
_LABEL_POINTS = 12
_LAST = _TILES * _TILE_COLUMNS - 1
_FEED = _LAST + 2
"""The first column of what feeds the chart, right of what is looked at."""
_CHART_PIXELS, _BAR_PIXELS, _FRAME_PIXELS = 820, 34, 110
_SENT = (State.REPORTED, State.ZERO, State.EXHAUSTED, State.INVALID)
_CHARTED = (State.REPORTED, State.ZERO, State.EXHAUSTED, State.INVALID, State.MISSING)


class _Tile(NamedTuple):
    """One number with its label; ``look``: the state whose colours it has while it is above zero."""

    label: str
    formula: str
    value: float | str
    look: State | None = None
    share: tuple[str, float] | None = None
    """A share that stands beside the number: its formula and value."""


class _Step(NamedTuple):
    """What is to be done while a count is above zero, and the sheet that it leads to."""

    counted: str
    value: int
    texts: tuple[str, str]
    """What follows the count; what stands there once it is zero."""
    sheet: str

    @property
    def formula(self) -> str:
        open_, done = self.texts
        return f"=IF({self.counted}>0,{self.counted}&{quoted(open_)},{quoted(done)})"

    @property
    def shown(self) -> str:
        return f"{self.value}{self.texts[0]}" if self.value else self.texts[1]


def write_overview(sheet: Sheet, report: Report) -> None:
    """Write the overview; every number and every step follows what is edited in ``Dữ liệu``."""
    office, period = report.catalogue.office, report.catalogue.period
    widths = [_TILE_WIDTH] * (_LAST + 1)
    sheet.widths(widths)
    write_title(sheet, _TITLE, (0, _LAST), words.OVERVIEW_TITLE, "title", widths)
    write_title(sheet, _PERIOD, (0, _LAST), f"{office.title} {period.name}", "subtitle", widths)
    write_banner(sheet, report, _BANNER, _LAST)
    tiles = list(_tiles(report))
    for index, tile in enumerate(tiles):
        _write_tile(sheet, tile, index * _TILE_COLUMNS)
    lines = max(line_count(tile.label, _TILE_WIDTH * _TILE_COLUMNS, _LABEL_POINTS) for tile in tiles)
    sheet.height(_LABELS, row_height(lines, _LABEL_POINTS, least=34))
    sheet.height(_VALUES, 44)
    row0 = _write_steps(sheet, report)
    _write_legend(sheet, row0)
    _write_chart(sheet, report, row0 + 2)
    paper(sheet, (row0 + 3 + _chart_rows(report), _LAST), None, words.PAGE_FOOTER)


def _tiles(report: Report) -> Iterator[_Tile]:
    figures = report.figures
    everything, sent = figures.units(), figures.units(*_SENT)
    yield _Tile(words.OVERVIEW_SENT, f'=({state_count(*_SENT)})&"/"&({state_count()})', f"{sent}/{everything}")
    for label, state in ((words.OVERVIEW_MISSING, State.MISSING), (words.OVERVIEW_WRONG, State.INVALID)):
        yield _Tile(label, f"={state_count(state)}", figures.units(state), state)
    progress, now = report.progress, f"SUM({indicator_range(ADMITTED)})"
    done, target = running(progress.before, now), progress.target
    year = year_to_date(report.catalogue.period)
    yield _Tile(words.OVERVIEW_TOTAL, f"={now}", progress.this_period)
    if not target:
        yield _Tile(words.OVERVIEW_RUNNING.format(year=year), f"={done}", progress.cumulative)
        return
    label = words.OVERVIEW_TARGET.format(year=year)
    share = (f"=({done})/{target}", progress.cumulative / target)
    yield _Tile(label, f'=({done})&"/"&{target}', f"{progress.cumulative}/{target}", share=share)


def _write_tile(sheet: Sheet, tile: _Tile, column0: int) -> None:
    last = column0 + _TILE_COLUMNS - 1
    sheet.merged((_LABELS, column0), (_LABELS, last), tile.label, "tile_label")
    if tile.share:
        sheet.formula(_VALUES, column0, tile.formula, tile.value, "tile_left")
        sheet.formula(_VALUES, last, *tile.share, "tile_right")
    else:
        sheet.merged_formula((_VALUES, column0), (_VALUES, last), tile.formula, tile.value, "tile")
    if tile.look:
        place = ((_VALUES, column0), (_VALUES, last))
        sheet.highlight(*place, f"=N({a1(_VALUES, column0, absolute=True)})>0", STATE_LOOK[tile.look])


def _steps(report: Report) -> Iterator[_Step]:
    figures, findings = report.figures, report.account.findings
    missing, wrong = figures.units(State.MISSING), figures.units(State.INVALID)
    yield _Step(f"({state_count(State.MISSING)})", missing, words.OVERVIEW_DO_REMIND, SHEET_TRACKING)
    yield _Step(f"({state_count(State.INVALID)})", wrong, words.OVERVIEW_DO_RETURN, SHEET_FINDINGS)
    for severity, text in ((Severity.ERROR, words.OVERVIEW_DO_ERRORS), (Severity.WARNING, words.OVERVIEW_DO_WARNINGS)):
        count = f"COUNTIF({FINDING_SEVERITIES},{quoted(SEVERITIES[severity])})"
        yield _Step(count, sum(item.severity is severity for item in findings), text, SHEET_FINDINGS)


def _write_steps(sheet: Sheet, report: Report) -> int:
    """Write what is to be done, a line a step that disappears once it is done; return the row below."""
    sheet.text(_SECTION, 0, words.OVERVIEW_NEXT, "section")
    row0 = _SECTION
    steps = list(_steps(report))
    for step in steps:
        row0 += 1
        sheet.merged_formula((row0, 0), (row0, _LAST), step.formula, step.shown, "next_step")
        sheet.attach(row0, 0, ("internal", f"'{step.sheet}'!A1"), step.shown)
        sheet.height(row0, 24)
        is_done = f"LEFT({a1(row0, 0, absolute=True)},1)={quoted(words.OVERVIEW_DONE)}"
        sheet.highlight((row0, 0), (row0, _LAST), f"={is_done}", STEP_DONE_LOOK)
    row0 += 1
    open_points = "+".join(step.counted for step in steps)
    done = f"=IF({open_points}=0,{quoted(words.OVERVIEW_DO_SIGN)},{quoted(words.OVERVIEW_DO_AGAIN)})"
    value = words.OVERVIEW_DO_AGAIN if any(step.value for step in steps) else words.OVERVIEW_DO_SIGN
    sheet.merged_formula((row0, 0), (row0, _LAST), done, value, "next_step")
    sheet.attach(row0, 0, ("internal", f"'{SHEET_APPENDIX}'!A1"), value)
    sheet.height(row0, 24)
    return row0 + 1


def _write_legend(sheet: Sheet, row0: int) -> None:
    """Say what the colours of ``Thống kê`` and of the lists mean."""
    sheet.merged((row0, 0), (row0, 1), words.OVERVIEW_LEGEND, "legend_label")
    looks = [*((role, STATES[state]) for role, state in STATE_LEGEND), ("legend_leading", words.OVERVIEW_LEADING)]
    for column0, (role, text) in enumerate(looks, 2):
        sheet.text(row0, column0, text, role)
    sheet.height(row0, 32)


def _chart_rows(report: Report) -> int:
    return (_FRAME_PIXELS + _BAR_PIXELS * len(report.catalogue.groups)) // 20 + 1


def _write_chart(sheet: Sheet, report: Report, row0: int) -> None:
    """Draw how many units of each group are in which state."""
    groups = report.catalogue.groups
    sheet.text(0, _FEED, words.CHARTS_FEED, "screen_line")
    for index, state in enumerate(_CHARTED, _FEED + 1):
        sheet.text(1, index, STATES[state], "cell")
    first0 = 2
    for row, group in enumerate(groups, first0):
        sheet.text(row, _FEED, group.name, "cell")
        for index, state in enumerate(_CHARTED, _FEED + 1):
            count = report.figures.units(state, group=group.code)
            sheet.formula(row, index, f"={state_count(state, group=group.code)}", count, "cell_count")
    last0 = first0 + len(groups) - 1
    chart = sheet.book.bar_chart(stacked=True)
    for index, state in enumerate(_CHARTED, _FEED + 1):
        chart.add_series(
            {
                "name": [SHEET_OVERVIEW, 1, index],
                "categories": [SHEET_OVERVIEW, first0, _FEED, last0, _FEED],
                "values": [SHEET_OVERVIEW, first0, index, last0, index],
                "categories_data": [group.name for group in groups],
                "values_data": [report.figures.units(state, group=group.code) for group in groups],
                "fill": {"color": STATE_BAR[state]},
                "border": {"color": "#404040", "width": 0.5},
                "gap": 50,
                "data_labels": {"value": True, "num_format": "0;;", "font": {**_FONT, "color": STATE_BAR_INK[state]}},
            }
        )
    chart.set_title({"name": words.OVERVIEW_CHART, "name_font": {**_FONT, "size": 13, "bold": True}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "interval_unit": 1})
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": _CHART_PIXELS, "height": _FRAME_PIXELS + _BAR_PIXELS * len(groups)})
    chart.set_chartarea({"border": {"none": True}})
    sheet.chart(row0, 0, chart, words.OVERVIEW_CHART)


_FONT = {"name": "Times New Roman", "size": 11}
