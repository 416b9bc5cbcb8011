"""What feeds the charts of units: a row a unit, in formulas that follow what is edited in ``Dữ liệu``."""

from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.summary.report import NAMES, Report, indicator_range, leading_threshold
from dangvien_xlsx.excel.writing.line import GAP, Column, Entry, Line
from dangvien_xlsx.excel.writing.rows import KEY
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.result.appendix import leading_least

KEY_COLUMN, NAME_COLUMN, VALUE_COLUMN, LEADING_COLUMN = 9, 10, 11, 12
"""Columns right of the printed page: what the charts are fed by."""
_SMALLEST = 100_000
"""A unit's place, divided by this, tells equal numbers apart when they are sorted."""


class Ranked(NamedTuple):
    """A unit among the others: ``key`` sorts by number, equal numbers by their place in the appendix."""

    key: float
    name: str
    number: float


def keyed_units(report: Report) -> list[Ranked]:
    """Return the units in the order of the catalogue."""
    keyed = []
    for place, unit in enumerate(report.catalogue.units, 1):
        value = report.result[unit.code].values.get(ADMITTED)
        number = value if isinstance(value, int | float) else 0
        keyed.append(Ranked(number - place / _SMALLEST, unit.name, number))
    return keyed


def leading_of(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the leading units by the rule of the appendix."""
    least = leading_least(item.number for item in ranked)
    return [item for item in ranked if least is not None and item.number >= least]


def _rank_columns(first0: int, count: int) -> list[Column]:
    """Return the columns of the feed: the key of the unit at a place of the catalogue, and who is at this rank.

    Args:
        first0: The feed's first row, zero-indexed.
        count: How many units there are.
    """
    admitted = indicator_range(ADMITTED)
    keys = f"{a1(first0, KEY_COLUMN, absolute=True)}:{a1(first0 + count - 1, KEY_COLUMN, absolute=True)}"
    place_of = f"MATCH(LARGE({keys},{KEY}),{keys},0)"
    number = f"IFERROR(N(INDEX({admitted},{place_of})),0)"
    leads = leading_threshold(admitted, number)
    return [
        *[GAP] * KEY_COLUMN,
        Column("cell_mono", f"=IFERROR(N(INDEX({admitted},{KEY})),0)-{KEY}/{_SMALLEST}"),
        Column("cell", f'=IFERROR(IF({number}>0,INDEX({NAMES},{place_of}),""),"")'),
        Column("cell_count", f'=IF({number}>0,IF({leads},"",{number}),"")'),
        Column("cell_count", f'=IF({leads},{number},"")'),
    ]


def write_ranks(sheet: Sheet, first0: int, keyed: Sequence[Ranked], placed: Sequence[Ranked], shown: int) -> None:
    """Write the feed.

    Args:
        sheet: ``Biểu đồ``.
        first0: The feed's first row, zero-indexed.
        keyed: The units in the order of the catalogue.
        placed: Those with a rank, the first one first.
        shown: How many ranks the charts reach; some may be nobody's yet.
    """
    columns = _rank_columns(first0, len(keyed))
    leading = {item.name for item in leading_of(placed)}
    line = Line(sheet, columns)
    for index in range(shown):
        entries: list[Entry] = [keyed[index].key, "", "", ""]
        if index < len(placed):
            _, name, number = placed[index]
            entries[1:] = (name, "", number) if name in leading else (name, number, "")
        line.write(first0 + index, entries, key=str(index + 1))
    line = Line(sheet, columns[: KEY_COLUMN + 1])
    for index in range(shown, len(keyed)):
        line.write(first0 + index, [keyed[index].key], key=str(index + 1))
