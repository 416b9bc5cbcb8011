"""Sheet ``Tiến độ``: each unit's way to its target, in appendix order and again by rank; all in live formulas."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.outlook import write_outlook
from dangvien_xlsx.excel.summary.report import (
    UNIT_STATES,
    Report,
    indicator_range,
    running,
    state_count,
    unit_cell,
)
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DATA_BAR, LEADING_LOOK, PAPER_POINTS, RULED_LOOK, STATE_LOOK
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.period import months_of
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.target import UnitProgress, ranks, summed_target
from dangvien_xlsx.text import summary as summary_words
from dangvien_xlsx.text import targets as words
from dangvien_xlsx.text.appendix import TOTAL
from dangvien_xlsx.text.names import STATES

_TT, _NAME, _GOAL, _NOW, _RUN, _SHARE, _LEFT, _RANK, _IDLE, _REMARK = range(10)
_BASIS, _ORDER, _PLACE = 11, 12, 13
"""Columns right of the printed page: what is ranked, the place without ties, where a place's unit is."""
_RANKED_ROLES = ("ranked_name", *["ranked_count"] * 3, "ranked_share", *["ranked_count"] * 3, "ranked_remark")
"""The roles of the second table's columns, from the name on."""
_TITLE, _PERIOD, _BANNER, _NOTE, _HEADER = range(5)
_FIRST = _HEADER + 1
_NUMBERS = 9.5
_SAID = (State.EXHAUSTED, State.MISSING, State.INVALID)
"""The states whose word stands beside a unit that has no number."""


class _Table(NamedTuple):
    """The units' rows, those of the groups between them: first and last, zero-indexed."""

    first0: int
    last0: int

    def span(self, column0: int) -> str:
        """Return a column's range, absolute."""
        return f"{a1(self.first0, column0, absolute=True)}:{a1(self.last0, column0, absolute=True)}"


def write_progress(sheet: Sheet, report: Report) -> None:
    """Write both tables and what stands below."""
    units = report.unit_progress
    name_width = column_width([item.unit.name for item in units], PAPER_POINTS, lowest=30, highest=44)
    widths = [6.0, name_width, *[_NUMBERS] * 6, 11.0, 15.0]
    sheet.widths([*widths, 3.0, 9.0, 9.0, 9.0])
    sheet.merged((_TITLE, 0), (_TITLE, _REMARK), words.TITLE, "title")
    sheet.merged((_PERIOD, 0), (_PERIOD, _REMARK), report.period_name, "reference")
    write_banner(sheet, report, _BANNER, _REMARK)
    sheet.merged((_NOTE, 0), (_NOTE, _REMARK), _note(report), "paper_note")
    _write_headers(sheet, _HEADER, words.HEADERS)
    table = _Table(_FIRST, _FIRST + len(units) + len(report.catalogue.groups) - 1)
    _write_units(sheet, report, table, name_width)
    row0 = _write_office(sheet, report, table)
    row0 = _write_sources(sheet, report, row0 + 1)
    row0 = write_outlook(sheet, report, row0, _REMARK, sum(widths))
    row0 = _write_ranked(sheet, report, table, row0 + 1, name_width)
    sheet.raw.freeze_panes(_FIRST, 2)
    paper(sheet, (row0 - 1, _REMARK), _HEADER, summary_words.PAGE_FOOTER)


def _note(report: Report) -> str:
    """Return what a reader of the targets must know."""
    given = [item.target for item in report.unit_progress if item.target]
    if not given:
        return words.NO_UNIT_TARGETS
    target = report.progress.target
    return words.TARGETS_DIFFER.format(sum=sum(given), target=target) if target and sum(given) != target else ""


def _write_headers(sheet: Sheet, row0: int, headers: tuple[str, ...]) -> None:
    for column0, header in enumerate(headers):
        sheet.text(row0, column0, header, "header")
    sheet.height(row0, 40)


def _has_targets(report: Report) -> bool:
    return any(item.target for item in report.unit_progress)


def _ranked_values(report: Report) -> list[float | None]:
    """Return what ranks the units: the share of their own targets, or the running totals where none has a target."""
    by_share = _has_targets(report)
    return [item.share if by_share else item.cumulative for item in report.unit_progress]


def _write_units(sheet: Sheet, report: Report, table: _Table, name_width: float) -> None:
    values, ranked_by = _ranked_values(report), _SHARE if _has_targets(report) else _RUN
    places = ranks(values)
    own_place = _without_ties(places)
    line = zip(report.unit_progress, values, places, own_place, strict=True)
    row0, number = table.first0, 0
    for _, members in groupby(line, key=lambda each: each[0].unit.group_code):
        group = list(members)
        _write_group(sheet, [item for item, *_ in group], row0)
        row0 += 1
        for item, value, place, order in group:
            number += 1
            _write_unit(sheet, report, item, number, row0)
            basis, rank = a1(row0, _BASIS), a1(row0, _RANK)
            source = a1(row0, ranked_by)
            sheet.formula(row0, _BASIS, f'=IF(ISNUMBER({source}),{source},"")', value, "cell_mono")
            ranked = f'=IF(ISNUMBER({basis}),RANK({basis},{table.span(_BASIS)}),"")'
            sheet.formula(row0, _RANK, ranked, place, "count")
            so_far = f"{a1(table.first0, _RANK, absolute=True)}:{rank}"
            alone = f'=IF(ISNUMBER({rank}),{rank}+COUNTIF({so_far},{rank})-1,"")'
            sheet.formula(row0, _ORDER, alone, order, "cell_mono")
            lines = line_count(item.unit.name, name_width, PAPER_POINTS)
            sheet.height(row0, row_height(lines, PAPER_POINTS, least=20))
            row0 += 1
    _highlight(sheet, table)


def _without_ties(places: list[int | None]) -> list[int | None]:
    """Return places of which none is shared: those of one place follow each other in appendix order."""
    seen: dict[int, int] = {}
    found: list[int | None] = []
    for place in places:
        if place is not None:
            seen[place] = seen.get(place, -1) + 1
        found.append(None if place is None else place + seen[place])
    return found


def _write_unit(sheet: Sheet, report: Report, item: UnitProgress, number: int, row0: int) -> None:
    code = item.unit.code
    admitted, state = unit_cell(indicator_range(ADMITTED), code), unit_cell(UNIT_STATES, code)
    now, remark = a1(row0, _NOW), a1(row0, _REMARK)
    sheet.number(row0, _TT, number, "index")
    sheet.text(row0, _NAME, item.unit.name, "name_wrap")
    sheet.number(row0, _GOAL, item.target, "count")
    sheet.formula(row0, _NOW, f'=IF(ISNUMBER({admitted}),{admitted},"")', item.now, "count")
    total = f"={now}" if item.before is None else f"={item.before}+N({now})"
    sheet.formula(row0, _RUN, total, item.cumulative, "count")
    _write_share(sheet, row0, (item.share, item.left), "")
    told = [quoted(STATES[each]) for each in _SAID]
    said = STATES[item.state] if item.state in _SAID else None
    is_one = ",".join(f"{state}={word}" for word in told)
    sheet.formula(row0, _REMARK, f'=IF(OR({is_one}),{state},"")', said, "remark")
    months = months_of(report.catalogue.period.start, report.catalogue.period.end)
    known = f"OR(ISNUMBER({now}),{remark}={quoted(STATES[State.EXHAUSTED])})"
    sheet.formula(row0, _IDLE, f'=IF(N({now})>0,0,IF({known},{item.idle + months},""))', _idle(report, item), "count")


def _idle(report: Report, item: UnitProgress) -> int | None:
    """Return for how many months a unit has admitted nobody; nothing where that is not known."""
    months = months_of(report.catalogue.period.start, report.catalogue.period.end)
    counts = item.state in (State.ZERO, State.EXHAUSTED)
    return 0 if item.now else item.idle + months if counts else None


def _write_share(sheet: Sheet, row0: int, values: tuple[float | None, int | None], role: str) -> None:
    """Write the running total's share of the target and what is left of it; blank where there is no target."""
    goal, total = a1(row0, _GOAL), a1(row0, _RUN)
    count, share = (f"{role}_{kind}" if role else kind for kind in ("count", "share"))
    known = f"AND(N({goal})>0,ISNUMBER({total}))"
    sheet.formula(row0, _SHARE, f'=IF({known},{total}/{goal},"")', values[0], share)
    sheet.formula(row0, _LEFT, f'=IF(N({goal})>0,MAX({goal}-N({total}),0),"")', values[1], count)


def _write_group(sheet: Sheet, members: list[UnitProgress], row0: int) -> None:
    """Write a group's line: the sums of its units; its target only where each of them has one."""
    unit, target = members[0].unit, summed_target(item.unit for item in members) or None
    sheet.text(row0, _TT, unit.group_code, "group_index")
    sheet.text(row0, _NAME, unit.group_name, "group_name")
    now, total = sum(item.now or 0 for item in members), sum(item.cumulative or 0 for item in members)
    for column0, value in ((_GOAL, target), (_NOW, now), (_RUN, total)):
        rows = f"{a1(row0 + 1, column0)}:{a1(row0 + len(members), column0)}"
        if value is None:
            sheet.number(row0, column0, None, "group_count")
        else:
            sheet.formula(row0, column0, f"=SUM({rows})", value, "group_count")
    shown = (total / target, max(target - total, 0)) if target else (None, None)
    _write_share(sheet, row0, shown, "group")
    for column0 in (_RANK, _IDLE, _REMARK):
        sheet.text(row0, column0, "", "group_remark")
    sheet.height(row0, 20)


def _write_office(sheet: Sheet, report: Report, table: _Table) -> int:
    """Write what no unit of the list accounts for, and the office's own line; return the row below."""
    progress, row0 = report.progress, table.last0 + 1
    apart = progress.before - sum(item.before or 0 for item in report.unit_progress)
    if apart:
        sheet.merged((row0, _TT), (row0, _NOW), words.NOT_SPLIT if _is_typed(report) else words.GONE, "basis")
        sheet.number(row0, _RUN, apart, "count")
        for column0 in range(_SHARE, _REMARK + 1):
            sheet.text(row0, column0, "", "count")
        row0 += 1
    sheet.merged((row0, _TT), (row0, _NAME), TOTAL, "total_name")
    total = f"SUM({indicator_range(ADMITTED)})"
    sheet.number(row0, _GOAL, progress.target, "total_count")
    sheet.formula(row0, _NOW, f"={total}", progress.this_period, "total_count")
    sheet.formula(row0, _RUN, f"={running(progress.before, total)}", progress.cumulative, "total_count")
    _write_share(sheet, row0, (progress.share, progress.left if progress.target else None), "total")
    for column0 in (_RANK, _IDLE, _REMARK):
        sheet.text(row0, column0, "", "total_name")
    sheet.height(row0, 24)
    return row0 + 1


def _is_typed(report: Report) -> bool:
    """Tell whether the year's earlier total was typed, in this period or in an earlier one."""
    earlier = report.comparison.this_year if report.comparison else ()
    return report.catalogue.before is not None or any(item.before is not None for item in earlier)


def _write_sources(sheet: Sheet, report: Report, row0: int) -> int:
    """Write both shares of the units that admitted somebody: of those with a source, and of all; the row below."""
    figures, admitted = report.figures, report.figures.units(State.REPORTED)
    did = state_count(State.REPORTED)
    with_source = (State.REPORTED, State.ZERO)
    for text, of, value in (
        (words.WITH_SOURCE, state_count(*with_source), figures.units(*with_source)),
        (words.OF_ALL, state_count(), figures.units()),
    ):
        sheet.merged((row0, _TT), (row0, _RUN), text, "name")
        share = admitted / value if value else None
        sheet.formula(row0, _SHARE, f'=IF(({of})=0,"",({did})/({of}))', share, "share")
        counts = f"=({did})&{quoted(words.OF_UNITS)}&({of})"
        sheet.formula(row0, _LEFT, counts, f"{admitted}{words.OF_UNITS}{value}", "count")
        sheet.height(row0, 20)
        row0 += 1
    return row0


def _write_ranked(sheet: Sheet, report: Report, table: _Table, row0: int, name_width: float) -> int:
    """Write the units that have a place, the first one on top, each found by its place; return the row below."""
    key = words.BY_SHARE if _has_targets(report) else words.BY_COUNT
    sheet.text(row0, _TT, words.RANKED.format(key=key), "section")
    _write_headers(sheet, row0 + 1, words.HEADERS)
    first0 = row0 = row0 + 2
    ranked = list(_by_place(report))
    for number, item in enumerate(ranked, 1):
        at, there = a1(row0, _PLACE), f"MATCH({number},{table.span(_ORDER)},0)"
        sheet.formula(row0, _PLACE, f'=IFERROR({there},"")', item.row if item else None, "cell_mono")
        sheet.formula(row0, _TT, f'=IF({at}="","",{number})', number if item else None, "ranked_index")
        values = item.cells if item else (None,) * len(_RANKED_ROLES)
        for column0, (value, role) in enumerate(zip(values, _RANKED_ROLES, strict=True), _NAME):
            found = f"INDEX({table.span(column0)},{at})"
            sheet.formula(row0, column0, f'=IF({at}="","",IF({found}="","",{found}))', value, role)
        lines = line_count(str(values[0] or ""), name_width, PAPER_POINTS)
        sheet.height(row0, row_height(lines, PAPER_POINTS, least=20))
        row0 += 1
    if ranked:
        # Rows of units without a place stay blank, until they get one: no rules are drawn round nothing.
        has_place = f'=${a1(first0, _PLACE)}<>""'
        # The bar first: LibreOffice shows no bar that comes after a look.
        sheet.data_bar((first0, _SHARE), (row0 - 1, _SHARE), DATA_BAR)
        sheet.highlight((first0, _TT), (row0 - 1, _REMARK), has_place, RULED_LOOK)
    return row0


class _Placed(NamedTuple):
    """A unit in the ranked table: its row within the first table, counted from 1, and its cells from the name on."""

    row: int
    cells: tuple[float | str | None, ...]


def _by_place(report: Report) -> Iterator[_Placed | None]:
    """Yield a line for every unit; those without a place leave the last ones blank, until they get one."""
    places = ranks(_ranked_values(report))
    found: dict[int, _Placed] = {}
    index, previous = 0, None
    for item, place, order in zip(report.unit_progress, places, _without_ties(places), strict=True):
        index += 1 + (item.unit.group_code != previous)
        previous = item.unit.group_code
        if order is not None:
            figures = (item.target, item.now, item.cumulative, item.share, item.left, place, _idle(report, item))
            found[order] = _Placed(index, (item.unit.name, *figures, None))
    yield from (found.get(order) for order in range(1, len(places) + 1))


def _highlight(sheet: Sheet, table: _Table) -> None:
    whole = ((table.first0, _TT), (table.last0, _REMARK))
    number, now, share, remark = (f"${a1(table.first0, column0)}" for column0 in (_TT, _NOW, _SHARE, _REMARK))
    for state in _SAID:
        sheet.highlight(*whole, f"={remark}={quoted(STATES[state])}", STATE_LOOK[state])
    # Of units alone, which have numbers: a group of which nothing came yet has a sum of 0.
    nobody = f"=AND(ISNUMBER({number}),ISNUMBER({now}),N({now})=0)"
    sheet.highlight((table.first0, _TT), (table.last0, _NOW), nobody, STATE_LOOK[State.ZERO])
    shares = ((table.first0, _SHARE), (table.last0, _SHARE))
    sheet.highlight((table.first0, _TT), (table.last0, _NAME), f"=N({share})>=1", LEADING_LOOK)
    sheet.data_bar(*shares, DATA_BAR)
