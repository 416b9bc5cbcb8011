"""The lines of ``Tiến độ``, one a unit: in appendix order, and again by rank, each found by its place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.summary.report import UNIT_STATES, Report, indicator_range, unit_cell
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import GAP, Column, Computed, Entry, Line
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.rows import KEY, ROW
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import PAPER_POINTS
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1, letters_of
from dangvien_xlsx.model.period import months_of
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.target import UnitProgress, ranks
from dangvien_xlsx.text.names import STATES

TT, NAME, GOAL, NOW, RUN, SHARE, LEFT, RANK, IDLE, REMARK = range(10)
BASIS, ORDER, PLACE = 11, 12, 13
"""Columns right of the printed page: what is ranked, the place without ties, where a place's unit is."""
_RANKED_ROLES = ("ranked_name", *["ranked_count"] * 3, "ranked_share", *["ranked_count"] * 3, "ranked_remark")
"""The roles of the second table's columns, from the name on."""
SAID = (State.EXHAUSTED, State.MISSING, State.INVALID)
"""The states whose word stands beside a unit that has no number."""


class Table(NamedTuple):
    """The units' rows, those of the groups between them: first and last, zero-indexed."""

    first0: int
    last0: int

    def span(self, column0: int) -> str:
        """Return a column's range, absolute."""
        return f"{a1(self.first0, column0, absolute=True)}:{a1(self.last0, column0, absolute=True)}"


class Ranked(NamedTuple):
    """A unit among the others: what ranks it, its place, and a place of its own where several share one."""

    item: UnitProgress
    value: float | None
    place: int | None
    order: int | None


def has_targets(report: Report) -> bool:
    """Tell whether any unit has a target of its own."""
    return any(item.target for item in report.unit_progress)


def ranked(report: Report) -> list[Ranked]:
    """Return the units, in appendix order, ranked by the share of their own targets; by running total without any."""
    by_share = has_targets(report)
    values = [item.share if by_share else item.cumulative for item in report.unit_progress]
    places = ranks(values)
    return list(map(Ranked, report.unit_progress, values, places, _without_ties(places)))


def _without_ties(places: list[int | None]) -> list[int | None]:
    """Return places of which none is shared: those of one place follow each other in appendix order."""
    seen: dict[int, int] = {}
    found: list[int | None] = []
    for place in places:
        if place is not None:
            seen[place] = seen.get(place, -1) + 1
        found.append(None if place is None else place + seen[place])
    return found


def share_formulas(row: str) -> tuple[str, str]:
    """Return the formulas of the running total's share of the target and of what is left, in a row; blank without."""
    goal, total = f"{letters_of(GOAL)}{row}", f"{letters_of(RUN)}{row}"
    known = f"AND(N({goal})>0,ISNUMBER({total}))"
    return f'=IF({known},{total}/{goal},"")', f'=IF(N({goal})>0,MAX({goal}-N({total}),0),"")'


class UnitLines:
    """Writes the units' own lines, between those of their groups."""

    def __init__(self, sheet: Sheet, report: Report, table: Table, name_width: float) -> None:
        """Prepare the line.

        Args:
            sheet: ``Tiến độ``.
            report: What the summary shows.
            table: Where the lines are going to stand.
            name_width: Of the column of names, in digits.
        """
        self._months = months_of(report.catalogue.period.start, report.catalogue.period.end)
        self._name_width = name_width
        self._line = Line(sheet, _unit_columns(table, SHARE if has_targets(report) else RUN))

    def write(self, row0: int, each: Ranked, number: int) -> None:
        """Write a unit's line.

        Args:
            row0: The row, zero-indexed.
            each: The unit.
            number: Its TT.
        """
        item, now = each.item, f"{letters_of(NOW)}{row0 + 1}"
        known = f"OR(ISNUMBER({now}),{letters_of(REMARK)}{row0 + 1}={quoted(STATES[State.EXHAUSTED])})"
        idle = f'=IF(N({now})>0,0,IF({known},{item.idle + self._months},""))'
        total = f"={now}" if item.before is None else f"={item.before}+N({now})"
        entries: list[Entry] = [
            *(number, item.unit.name, item.target, item.now, Computed(total, item.cumulative)),
            *(item.share, item.left, each.place, Computed(idle, idle_months(item, self._months))),
            *(STATES[item.state] if item.state in SAID else None, each.value, each.order),
        ]
        lines = line_count(item.unit.name, self._name_width, PAPER_POINTS)
        self._line.write(row0, entries, row_height(lines, PAPER_POINTS, least=20), item.unit.code)


def _unit_columns(table: Table, ranked_by: int) -> list[Column]:
    admitted, state = unit_cell(indicator_range(ADMITTED), KEY), unit_cell(UNIT_STATES, KEY)
    basis, rank, source = (f"{letters_of(column0)}{ROW}" for column0 in (BASIS, RANK, ranked_by))
    so_far = f"{a1(table.first0, RANK, absolute=True)}:{rank}"
    is_one = ",".join(f"{state}={quoted(STATES[each])}" for each in SAID)
    share, left = share_formulas(ROW)
    return [
        Column("index"),
        Column("name_wrap"),
        Column("count"),
        Column("count", f'=IF(ISNUMBER({admitted}),{admitted},"")'),
        Column("count"),
        Column("share", share),
        Column("count", left),
        Column("count", f'=IF(ISNUMBER({basis}),RANK({basis},{table.span(BASIS)}),"")'),
        Column("count"),
        Column("remark", f'=IF(OR({is_one}),{state},"")'),
        GAP,
        Column("cell_mono", f'=IF(ISNUMBER({source}),{source},"")'),
        Column("cell_mono", f'=IF(ISNUMBER({rank}),{rank}+COUNTIF({so_far},{rank})-1,"")'),
    ]


def idle_months(item: UnitProgress, months: int) -> int | None:
    """Return for how many months a unit has admitted nobody; nothing where that is not known.

    Args:
        item: The unit.
        months: How many the period has.
    """
    counts = item.state in (State.ZERO, State.EXHAUSTED)
    return 0 if item.now else item.idle + months if counts else None


def write_ranked(
    sheet: Sheet, report: Report, units: Sequence[Ranked], table: Table, row0: int, name_width: float
) -> int:
    """Write the units that have a place, the first one on top; those without leave the last lines blank.

    Args:
        sheet: ``Tiến độ``.
        report: What the summary shows.
        units: In appendix order.
        table: Where their own lines stand.
        row0: Where the first place goes, zero-indexed.
        name_width: Of the column of names, in digits.

    Returns:
        The row below.
    """
    at = f"{letters_of(PLACE)}{ROW}"
    found = (f"INDEX({table.span(column0)},{at})" for column0 in range(NAME, REMARK + 1))
    columns = [
        Column("ranked_index", f'=IF({at}="","",{KEY})'),
        *(
            Column(role, f'=IF({at}="","",IF({there}="","",{there}))')
            for role, there in zip(_RANKED_ROLES, found, strict=True)
        ),
        *(GAP, GAP, GAP),
        Column("cell_mono", f'=IFERROR(MATCH({KEY},{table.span(ORDER)},0),"")'),
    ]
    line = Line(sheet, columns)
    for number, placed in enumerate(_by_place(report, units), 1):
        values: tuple[Entry, ...] = placed.cells if placed else (None,) * len(_RANKED_ROLES)
        lines = line_count(str(values[0] or ""), name_width, PAPER_POINTS)
        entries = (number if placed else None, *values, placed.row if placed else None)
        line.write(row0, entries, row_height(lines, PAPER_POINTS, least=20), str(number))
        row0 += 1
    return row0


class _Placed(NamedTuple):
    """A unit in the ranked table: its row within the first table, counted from 1, and its cells from the name on."""

    row: int
    cells: tuple[float | str | None, ...]


def _by_place(report: Report, units: Sequence[Ranked]) -> Iterator[_Placed | None]:
    """Yield a line for every unit; those without a place leave the last ones blank, until they get one."""
    months = months_of(report.catalogue.period.start, report.catalogue.period.end)
    found: dict[int, _Placed] = {}
    index, previous = 0, None
    for item, _, place, order in units:
        index += 1 + (item.unit.group_code != previous)
        previous = item.unit.group_code
        if order is not None:
            figures = (item.target, item.now, item.cumulative, item.share, item.left, place, idle_months(item, months))
            found[order] = _Placed(index, (item.unit.name, *figures, None))
    yield from (found.get(order) for order in range(1, len(units) + 1))
