"""Sheet ``Thay đổi``: what each resubmission changed, cell by cell, and what that did to its group and to the total."""

from collections.abc import Iterator
from typing import NamedTuple

from dangvien_xlsx.excel.summary.report import GROUPS, Report, indicator_range
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import Value, Version
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import show

_TOTAL, _HEADER = 0, 2
_FIRST = _HEADER + 1
_TT, _UNIT, _INDICATOR, _BEFORE_FILE, _AFTER_FILE, _BEFORE, _AFTER, _DIFFERENCE = range(8)
_GROUP, _GROUP_BEFORE, _GROUP_NOW, _ALL_BEFORE, _ALL_NOW = range(8, 13)


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


def write_changes(sheet: Sheet, report: Report) -> None:
    """Write the list of changes; it speaks where there is none."""
    changes = list(changes_of(report))
    last0 = _FIRST + max(len(changes), 1) - 1
    _write_total(sheet, report, changes, last0)
    for column0, header in enumerate(words.CHANGES_HEADERS):
        sheet.text(_HEADER, column0, header, "screen_header")
    sheet.height(_HEADER, 54)
    for row0, change in enumerate(changes, _FIRST):
        _write_change(sheet, report, change, row0)
    if not changes:
        sheet.text(_FIRST, _UNIT, words.CHANGES_NONE, "empty_state")
    paths = [version.file.path for change in changes for version in (change.before, change.after)]
    files = column_width(paths, lowest=24, highest=50)
    names = column_width([change.unit.name for change in changes], lowest=24, highest=60)
    labels = column_width([change.indicator.name for change in changes], lowest=24, highest=50)
    sheet.widths([6, names, labels, files, files, 14, 14, 11, 9, 13, 13, 13, 13])
    sheet.raw.freeze_panes(_FIRST, 2)
    sheet.raw.autofilter(_HEADER, 0, last0, len(words.CHANGES_HEADERS) - 1)
    sheet.paper((last0, _ALL_NOW), _HEADER, words.PAGE_FOOTER)


def _write_total(sheet: Sheet, report: Report, changes: list[Change], last0: int) -> None:
    admitted = report.catalogue.indicator[ADMITTED].name
    labels = f"{a1(_FIRST, _INDICATOR, absolute=True)}:{a1(last0, _INDICATOR, absolute=True)}"
    differences = f"{a1(_FIRST, _DIFFERENCE, absolute=True)}:{a1(last0, _DIFFERENCE, absolute=True)}"
    now = f"SUM({indicator_range(ADMITTED)})"
    grown = f"SUMIF({labels},{quoted(admitted)},{differences})"
    start = f"{admitted}{words.CHANGES_BEFORE}"
    formula = f"={quoted(start)}&({now}-{grown})&{quoted(words.CHANGES_NOW)}&{now}"
    total = report.figures.sum(ADMITTED)
    before = total - sum(change.difference for change in changes if change.indicator.code == ADMITTED)
    sheet.formula(_TOTAL, 0, formula, f"{start}{before:g}{words.CHANGES_NOW}{total}", "screen_title")
    sheet.height(_TOTAL, 26)


def _write_change(sheet: Sheet, report: Report, change: Change, row0: int) -> None:
    sheet.number(row0, _TT, row0 - _FIRST + 1, "cell_centre")
    sheet.text(row0, _UNIT, change.unit.name, "cell")
    sheet.text(row0, _INDICATOR, change.indicator.name, "cell")
    for column0, version in ((_BEFORE_FILE, change.before), (_AFTER_FILE, change.after)):
        sheet.link(row0, column0, report.file_link(version.file.path), version.file.path)
    for column0, value in zip((_BEFORE, _AFTER), change.values, strict=True):
        if isinstance(value, int | float):
            sheet.number(row0, column0, value, "cell_count")
        else:
            sheet.text(row0, column0, show(value), "cell_centre")
    sheet.text(row0, _GROUP, change.unit.group_code, "cell_centre")
    if change.indicator.kind is Kind.INTEGER:
        _write_effect(sheet, report, change, row0)
    else:
        for column0 in (_DIFFERENCE, _GROUP_BEFORE, _GROUP_NOW, _ALL_BEFORE, _ALL_NOW):
            sheet.text(row0, column0, "", "cell_count")
    sheet.complete(row0, 19)


def _write_effect(sheet: Sheet, report: Report, change: Change, row0: int) -> None:
    code, group = change.indicator.code, change.unit.group_code
    here = a1(row0, _DIFFERENCE)
    old, new = a1(row0, _BEFORE), a1(row0, _AFTER)
    sheet.formula(row0, _DIFFERENCE, f"=N({new})-N({old})", change.difference, "cell_count")
    of_group = f"SUMIFS({indicator_range(code)},{GROUPS},{quoted(group)})"
    everything = f"SUM({indicator_range(code)})"
    in_group, total = report.figures.sum(code, group), report.figures.sum(code)
    sheet.formula(row0, _GROUP_BEFORE, f"={of_group}-{here}", in_group - change.difference, "cell_count")
    sheet.formula(row0, _GROUP_NOW, f"={of_group}", in_group, "cell_count")
    sheet.formula(row0, _ALL_BEFORE, f"={everything}-{here}", total - change.difference, "cell_count")
    sheet.formula(row0, _ALL_NOW, f"={everything}", total, "cell_count")
