"""Sheet ``Thay đổi``: what each resubmission changed, cell by cell, and what that did to its group and to the total."""

from collections.abc import Iterator
from typing import NamedTuple

from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import GROUPS, Report, indicator_range
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Computed, Entry, Linked
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import Value, Version
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import show

_TOTAL, _HEADER = 0, 2


class Change(NamedTuple):
    """One value that a later submission changed."""

    unit: Unit
    indicator: Indicator
    before: Version
    after: Version

    @property
    def values(self) -> tuple[Value, Value]:
        """The value before and after."""
        return self.before.values.get(self.indicator.code), self.after.values.get(self.indicator.code)

    @property
    def difference(self) -> float:
        """What a count grew by; blank counts as nothing."""
        before, after = (value if isinstance(value, int | float) else 0 for value in self.values)
        return after - before


def changes_of(report: Report) -> Iterator[Change]:
    """Yield every value that a unit changed from one valid submission to its next."""
    for result in report.account.units:
        for before, after in zip(result.versions, result.versions[1:], strict=False):
            for indicator in report.catalogue.indicators:
                change = Change(report.catalogue.unit[result.unit], indicator, before, after)
                if change.values[0] != change.values[1]:
                    yield change


class _Row(NamedTuple):
    """What a change's row is made of; ``number`` counts from 1."""

    report: Report
    change: Change
    number: int

    def cell(self, header: str) -> str:
        return a1(_HEADER + self.number, _COLUMN0[header])

    def file(self, version: Version) -> Linked:
        return Linked(version.file.path, self.report.file_link(version.file.path))

    def effect(self, formula: str, value: float) -> Entry:
        """Return a count that the change moved; of what is no count there is none."""
        return Computed(formula, value) if self.change.indicator.kind is Kind.INTEGER else None

    @property
    def difference(self) -> Entry:
        return self.effect(
            f"=N({self.cell(words.CHANGES_NEW)})-N({self.cell(words.CHANGES_OLD)})", self.change.difference
        )

    def total(self, group: str | None, *, is_old: bool) -> Entry:
        """Return the total of a group, or of all, now or as it would be with the old value."""
        code = self.change.indicator.code
        value = self.report.figures.sum(code, group) if group is not None else self.report.figures.sum(code)
        column = indicator_range(code)
        now = f"SUMIFS({column},{GROUPS},{quoted(group)})" if group is not None else f"SUM({column})"
        if is_old:
            return self.effect(f"={now}-{self.cell(words.CHANGES_DIFFERENCE)}", value - self.change.difference)
        return self.effect(f"={now}", value)


_COLUMNS: tuple[ListColumn[_Row], ...] = (
    ListColumn(words.CHANGES_NUMBER, "cell_centre", lambda row: row.number, fixed(6)),
    ListColumn(words.CHANGES_UNIT, "cell", lambda row: row.change.unit.name, Width(24, 60)),
    ListColumn(words.CHANGES_INDICATOR, "cell", lambda row: row.change.indicator.name, Width(24, 50)),
    ListColumn(words.CHANGES_FROM, "cell", lambda row: row.file(row.change.before), Width(24, 50)),
    ListColumn(words.CHANGES_TO, "cell", lambda row: row.file(row.change.after), Width(24, 50)),
    ListColumn(words.CHANGES_OLD, "cell_count", lambda row: _shown(row.change.values[0]), fixed(14)),
    ListColumn(words.CHANGES_NEW, "cell_count", lambda row: _shown(row.change.values[1]), fixed(14)),
    ListColumn(words.CHANGES_DIFFERENCE, "cell_count", lambda row: row.difference, fixed(11)),
    ListColumn(words.CHANGES_GROUP, "cell_centre", lambda row: row.change.unit.group_code, fixed(9)),
    ListColumn(
        words.CHANGES_GROUP_OLD,
        "cell_count",
        lambda row: row.total(row.change.unit.group_code, is_old=True),
        fixed(13),
    ),
    ListColumn(
        words.CHANGES_GROUP_NEW,
        "cell_count",
        lambda row: row.total(row.change.unit.group_code, is_old=False),
        fixed(13),
    ),
    ListColumn(words.CHANGES_ALL_OLD, "cell_count", lambda row: row.total(None, is_old=True), fixed(13)),
    ListColumn(words.CHANGES_ALL_NEW, "cell_count", lambda row: row.total(None, is_old=False), fixed(13)),
)
_COLUMN0 = {column.header: column0 for column0, column in enumerate(_COLUMNS)}


def write_changes(sheet: Sheet, report: Report) -> None:
    """Write the list of changes; it speaks where there is none."""
    changes = list(changes_of(report))
    listing = Listing(sheet, _COLUMNS, _HEADER, 54)
    listing.last_row0 = _HEADER + max(len(changes), 1)  # the line above refers to rows that are written after it
    _write_total(listing, report, changes)
    if not changes:
        listing.empty(words.CHANGES_UNIT, words.CHANGES_NONE)
    listing.write(_Row(report, change, number) for number, change in enumerate(changes, 1))
    listing.finish(2)


def _shown(value: Value) -> Entry:
    return value if isinstance(value, int | float) else show(value)


def _write_total(listing: Listing[_Row], report: Report, changes: list[Change]) -> None:
    admitted = report.catalogue.indicator[ADMITTED].name
    labels, differences = listing.span(words.CHANGES_INDICATOR), listing.span(words.CHANGES_DIFFERENCE)
    now = f"SUM({indicator_range(ADMITTED)})"
    grown = f"SUMIF({labels},{quoted(admitted)},{differences})"
    start = f"{admitted}{words.CHANGES_BEFORE}"
    formula = f"={quoted(start)}&({now}-{grown})&{quoted(words.CHANGES_NOW)}&{now}"
    total = report.figures.sum(ADMITTED)
    before = total - sum(change.difference for change in changes if change.indicator.code == ADMITTED)
    listing.sheet.formula(_TOTAL, 0, formula, f"{start}{before:g}{words.CHANGES_NOW}{total}", "screen_title")
    listing.sheet.height(_TOTAL, 26)
