"""Sheet ``Tiến độ``: each unit's way to its target, in appendix order and again by rank; all in live formulas."""

from itertools import groupby

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.heading import header_height, write_title
from dangvien_xlsx.excel.summary.outlook import write_outlook
from dangvien_xlsx.excel.summary.progress_lines import (
    GOAL,
    IDLE,
    LEFT,
    NAME,
    NOW,
    PLACE,
    RANK,
    REMARK,
    RUN,
    SAID,
    SHARE,
    TT,
    Ranked,
    Table,
    UnitLines,
    has_targets,
    ranked,
    share_formulas,
    write_ranked,
)
from dangvien_xlsx.excel.summary.report import Report, indicator_range, running, state_count
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper_in_blocks
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DATA_BAR, LEADING_LOOK, PAPER_POINTS, RULED_LOOK, STATE_LOOK
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.target import UnitProgress, summed_target
from dangvien_xlsx.text import summary as summary_words
from dangvien_xlsx.text import targets as words
from dangvien_xlsx.text.appendix import TOTAL
from dangvien_xlsx.text.names import STATES

_TITLE, _PERIOD, _BANNER, _NOTE, _HEADER = range(5)
_FIRST = _HEADER + 1
_NUMBERS = 9.5


def write_progress(sheet: Sheet, report: Report) -> None:
    """Write both tables and what stands below."""
    name_width = column_width([item.unit.name for item in report.unit_progress], PAPER_POINTS, lowest=30, highest=44)
    widths = [6.0, name_width, *[_NUMBERS] * 6, 11.0, 15.0]
    sheet.widths([*widths, 3.0, 9.0, 9.0, 9.0])
    write_title(sheet, _TITLE, (0, REMARK), words.TITLE, "title", widths)
    write_title(sheet, _PERIOD, (0, REMARK), report.period_name, "reference", widths)
    write_banner(sheet, report, _BANNER, REMARK)
    sheet.merged((_NOTE, 0), (_NOTE, REMARK), _note(report), "paper_note")
    _write_headers(sheet, _HEADER, widths)
    units = ranked(report)
    runs = sum(1 for _ in groupby(units, key=lambda each: each.item.unit.group_code))
    table = Table(_FIRST, _FIRST + len(units) + runs - 1)
    _write_units(sheet, report, units, table, name_width)
    row0 = _write_office(sheet, report, table)
    row0 = _write_sources(sheet, report, row0 + 1, sum(widths[: RUN + 1]))
    row0 = write_outlook(sheet, report, row0, REMARK, sum(widths))
    ranks0 = row0 + 1
    row0 = _write_ranked(sheet, report, units, table, ranks0, widths)
    sheet.raw.freeze_panes(_FIRST, 2)
    last, footer = (row0 - 1, REMARK), summary_words.PAGE_FOOTER
    paper_in_blocks(sheet, last, _HEADER, footer, digits=widths, starts=[ranks0])


def _note(report: Report) -> str:
    """Return what a reader of the targets must know."""
    given = [item.target for item in report.unit_progress if item.target]
    if not given:
        return words.NO_UNIT_TARGETS
    target = report.progress.target
    return words.TARGETS_DIFFER.format(sum=sum(given), target=target) if target and sum(given) != target else ""


def _write_headers(sheet: Sheet, row0: int, widths: list[float]) -> None:
    for column0, header in enumerate(words.HEADERS):
        sheet.text(row0, column0, header, "header")
    sheet.height(row0, header_height(words.HEADERS, widths, 40))


def _write_units(sheet: Sheet, report: Report, units: list[Ranked], table: Table, name_width: float) -> None:
    row0, number, line = table.first0, 0, None
    for _, members in groupby(units, key=lambda each: each.item.unit.group_code):
        group = list(members)
        _write_group(sheet, [each.item for each in group], row0)
        row0 += 1
        # After the first group's line: styles are numbered as they are first used.
        line = line or UnitLines(sheet, report, table, name_width)
        for each in group:
            number += 1
            line.write(row0, each, number)
            row0 += 1
    _highlight(sheet, table)


def _write_share(sheet: Sheet, row0: int, values: tuple[float | None, int | None], role: str) -> None:
    """Write the running total's share of the target and what is left of it; blank where there is no target."""
    formulas = share_formulas(str(row0 + 1))
    sheet.formula(row0, SHARE, formulas[0], values[0], f"{role}_share")
    sheet.formula(row0, LEFT, formulas[1], values[1], f"{role}_count")


def _write_group(sheet: Sheet, members: list[UnitProgress], row0: int) -> None:
    """Write a group's line: the sums of its units; its target only where each of them has one."""
    unit, target = members[0].unit, summed_target(item.unit for item in members) or None
    sheet.text(row0, TT, unit.group_code, "group_index")
    sheet.text(row0, NAME, unit.group_name, "group_name")
    now, total = sum(item.now or 0 for item in members), sum(item.cumulative or 0 for item in members)
    for column0, value in ((GOAL, target), (NOW, now), (RUN, total)):
        rows = f"{a1(row0 + 1, column0)}:{a1(row0 + len(members), column0)}"
        if value is None:
            sheet.number(row0, column0, None, "group_count")
        else:
            sheet.formula(row0, column0, f"=SUM({rows})", value, "group_count")
    shown = (total / target, max(target - total, 0)) if target else (None, None)
    _write_share(sheet, row0, shown, "group")
    for column0 in (RANK, IDLE, REMARK):
        sheet.text(row0, column0, "", "group_remark")
    sheet.height(row0, 20)


def _write_office(sheet: Sheet, report: Report, table: Table) -> int:
    """Write what no unit of the list accounts for, and the office's own line; return the row below."""
    progress, row0 = report.progress, table.last0 + 1
    apart = progress.before - sum(item.before or 0 for item in report.unit_progress)
    if apart:
        sheet.merged((row0, TT), (row0, NOW), words.NOT_SPLIT if _is_typed(report) else words.GONE, "basis")
        sheet.number(row0, RUN, apart, "count")
        for column0 in range(SHARE, REMARK + 1):
            sheet.text(row0, column0, "", "count")
        row0 += 1
    sheet.merged((row0, TT), (row0, NAME), TOTAL, "total_name")
    total = f"SUM({indicator_range(ADMITTED)})"
    sheet.number(row0, GOAL, progress.target, "total_count")
    sheet.formula(row0, NOW, f"={total}", progress.this_period, "total_count")
    sheet.formula(row0, RUN, f"={running(progress.before, total)}", progress.cumulative, "total_count")
    _write_share(sheet, row0, (progress.share, progress.left if progress.target else None), "total")
    for column0 in (RANK, IDLE, REMARK):
        sheet.text(row0, column0, "", "total_name")
    sheet.height(row0, 24)
    return row0 + 1


def _is_typed(report: Report) -> bool:
    """Tell whether the year's earlier total was typed, in this period or in an earlier one."""
    earlier = report.comparison.this_year if report.comparison else ()
    return report.catalogue.before is not None or any(item.before is not None for item in earlier)


def _write_sources(sheet: Sheet, report: Report, row0: int, width: float) -> int:
    """Write both shares of the units that admitted somebody: of those with a source, and of all; the row below."""
    figures, admitted = report.figures, report.figures.units(State.REPORTED)
    did = state_count(State.REPORTED)
    with_source = (State.REPORTED, State.ZERO)
    for text, of, value in (
        (words.WITH_SOURCE, state_count(*with_source), figures.units(*with_source)),
        (words.OF_ALL, state_count(), figures.units()),
    ):
        sheet.merged((row0, TT), (row0, RUN), text, "name_wrap")
        share = admitted / value if value else None
        sheet.formula(row0, SHARE, f'=IF(({of})=0,"",({did})/({of}))', share, "share")
        counts = f"=({did})&{quoted(words.OF_UNITS)}&({of})"
        sheet.formula(row0, LEFT, counts, f"{admitted}{words.OF_UNITS}{value}", "count")
        sheet.height(row0, row_height(line_count(text, width, PAPER_POINTS), PAPER_POINTS, least=20))
        row0 += 1
    return row0


def _write_ranked(
    sheet: Sheet, report: Report, units: list[Ranked], table: Table, row0: int, widths: list[float]
) -> int:
    """Write the units by rank under a heading; return the row below."""
    key = words.BY_SHARE if has_targets(report) else words.BY_COUNT
    sheet.text(row0, TT, words.RANKED.format(key=key), "section")
    _write_headers(sheet, row0 + 1, widths)
    first0 = row0 + 2
    row0 = write_ranked(sheet, report, units, table, first0, widths[NAME])
    if units:
        # Rows of units without a place stay blank, until they get one: no rules are drawn round nothing.
        has_place = f'=${a1(first0, PLACE)}<>""'
        # The bar first: LibreOffice shows no bar that comes after a look.
        sheet.data_bar((first0, SHARE), (row0 - 1, SHARE), DATA_BAR)
        sheet.highlight((first0, TT), (row0 - 1, REMARK), has_place, RULED_LOOK)
    return row0


def _highlight(sheet: Sheet, table: Table) -> None:
    whole = ((table.first0, TT), (table.last0, REMARK))
    number, now, share, remark = (f"${a1(table.first0, column0)}" for column0 in (TT, NOW, SHARE, REMARK))
    for state in SAID:
        sheet.highlight(*whole, f"={remark}={quoted(STATES[state])}", STATE_LOOK[state])
    # Of units alone, which have numbers: a group of which nothing came yet has a sum of 0.
    nobody = f"=AND(ISNUMBER({number}),ISNUMBER({now}),N({now})=0)"
    sheet.highlight((table.first0, TT), (table.last0, NOW), nobody, STATE_LOOK[State.ZERO])
    shares = ((table.first0, SHARE), (table.last0, SHARE))
    sheet.highlight((table.first0, TT), (table.last0, NAME), f"=N({share})>=1", LEADING_LOOK)
    sheet.data_bar(*shares, DATA_BAR)
