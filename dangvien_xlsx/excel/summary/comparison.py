"""Sheet ``So sánh``: this period beside the last and the same one last year, by unit, by group and in all."""

from dangvien_xlsx.excel.summary.report import GROUPS, Report, indicator_range, running, unit_cell
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.appendix import TOTAL
from dangvien_xlsx.text.fold import fold

_TT, _NAME, _NOW = range(3)
_LAST, _YEAR = 3, 6
"""First columns of the comparisons with the last period and with the same one last year: earlier, difference, share."""
_NOTE = 9
_WIDTHS = [6.0, 34.0, 10.0, 10.0, 10.0, 9.0, 10.0, 10.0, 9.0, 34.0]
_HEADER = 4
_FIRST = _HEADER + 1


def write_comparison(sheet: Sheet, report: Report, comparison: Comparison) -> None:
    """Write the comparison; earlier numbers are constants whose source is named above.

    Args:
        sheet: The sheet that is written.
        report: What the summary shows.
        comparison: This period beside earlier ones.
    """
    sheet.widths(_WIDTHS)
    sheet.merged((0, 0), (0, _NOTE), words.COMPARISON_TITLE, "title")
    sheet.merged((1, 0), (1, _NOTE), report.period_name, "subtitle")
    told = [
        words.COMPARISON_SOURCE.format(what=what, code=item.period_code, source=item.source)
        for what, item in ((words.LAST_PERIOD, comparison.last), (words.LAST_YEAR, comparison.last_year))
        if item
    ]
    sheet.merged((2, 0), (2, _NOTE), "; ".join(told) or words.COMPARISON_NONE, "reference")
    _write_year(sheet, report)
    for column0, header in enumerate(words.COMPARISON_HEADERS):
        sheet.text(_HEADER, column0, header, "header")
    sheet.height(_HEADER, 38)
    row0, previous = _FIRST, None
    for unit, number in report.printed_units:
        if unit.group_code != previous:
            _write_group(sheet, report, comparison, unit, row0)
            previous, row0 = unit.group_code, row0 + 1
        _write_unit(sheet, report, comparison, unit, number, row0)
        row0 += 1
    total = report.figures.sum(ADMITTED)
    sheet.merged((row0, _TT), (row0, _NAME), TOTAL, "total_name")
    sheet.formula(row0, _NOW, f"=SUM({indicator_range(ADMITTED)})", total, "total_count")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        _write_change(sheet, row0, column0, total, earlier.total if earlier else None, "total")
    sheet.text(row0, _NOTE, "", "total_name")
    row0 = _write_gone(sheet, report, comparison, row0)
    sheet.raw.freeze_panes(_FIRST, 2)
    paper(sheet, (row0, _NOTE), _HEADER, words.PAGE_FOOTER)


def _write_year(sheet: Sheet, report: Report) -> None:
    """Write the running total of the year against its target."""
    progress, target = report.progress, report.progress.target
    start = words.RUNNING_TOTAL.format(year=report.catalogue.period.end.year)
    formula = f"={quoted(start)}&({running(progress.before, f'SUM({indicator_range(ADMITTED)})')})"
    value = f"{start}{progress.cumulative}"
    if target:
        formula += f"&{quoted(words.RUNNING_TARGET.format(target=target))}"
        value += words.RUNNING_TARGET.format(target=target)
    sheet.merged_formula((3, 0), (3, _NOTE), formula, value, "banner")


def _write_group(sheet: Sheet, report: Report, comparison: Comparison, unit: Unit, row0: int) -> None:
    code = unit.group_code
    sheet.text(row0, _TT, code, "group_index")
    sheet.text(row0, _NAME, unit.group_name, "group_name")
    count = report.figures.sum(ADMITTED, code)
    formula = f"=SUMIFS({indicator_range(ADMITTED)},{GROUPS},{quoted(code)})"
    sheet.formula(row0, _NOW, formula, count, "group_count")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        _write_change(sheet, row0, column0, count, earlier.group_total(code) if earlier else None, "group")
    sheet.text(row0, _NOTE, "", "group_remark")


def _write_unit(sheet: Sheet, report: Report, comparison: Comparison, unit: Unit, number: int, row0: int) -> None:
    value = report.result[unit.code].values.get(ADMITTED)
    now = value if isinstance(value, int) else None
    cell = unit_cell(indicator_range(ADMITTED), unit.code)
    sheet.number(row0, _TT, number, "index")
    sheet.text(row0, _NAME, unit.name, "name_wrap")
    sheet.formula(row0, _NOW, f'=IF(ISNUMBER({cell}),{cell},"")', now, "count")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        before = earlier.units.get(unit.code) if earlier else None
        _write_change(sheet, row0, column0, now, before.admitted if before else None, "")
    note = "; ".join(_notes(report, comparison, unit))
    sheet.text(row0, _NOTE, note, "basis")
    lines = max(line_count(unit.name, _WIDTHS[_NAME], 13), line_count(note, _WIDTHS[_NOTE], 11))
    sheet.height(row0, row_height(lines, 13, least=20))


def _notes(report: Report, comparison: Comparison, unit: Unit) -> list[str]:
    """Say what a reader of the numbers must know: a new unit, another name, exhausted then and now."""
    last = comparison.last
    if last is None:
        return []
    before = last.units.get(unit.code)
    if before is None:
        return [words.UNIT_NEW]
    notes = []
    if fold(before.name) != fold(unit.name):
        notes.append(words.UNIT_RENAMED.format(name=before.name))
    state = report.result[unit.code].state
    if before.is_exhausted and state is State.REPORTED:
        notes.append(words.EXHAUSTED_THEN_ADMITTED)
    elif before.is_exhausted and state is State.EXHAUSTED:
        times = 1 + _exhausted_in_a_row(comparison.all, unit.code)
        notes.append(words.EXHAUSTED_AGAIN.format(times=times))
    return notes


def _exhausted_in_a_row(periods: tuple[EarlierPeriod, ...], code: str) -> int:
    count = 0
    for period in reversed(periods):
        unit = period.units.get(code)
        if unit is None or not unit.is_exhausted:
            break
        count += 1
    return count


def _write_change(sheet: Sheet, row0: int, column0: int, now: int | None, before: int | None, role: str) -> None:
    """Write the earlier number, the difference and the share; both blank where either number is."""
    count, share = (f"{role}_{kind}" if role else kind for kind in ("count", "share"))
    here, there = a1(row0, _NOW), a1(row0, column0)
    sheet.number(row0, column0, before, count)
    known = f"AND(ISNUMBER({here}),ISNUMBER({there}))"
    difference = now - before if now is not None and before is not None else None
    sheet.formula(row0, column0 + 1, f'=IF({known},N({here})-N({there}),"")', difference, count)
    ratio = now / before if now is not None and before else None
    sheet.formula(row0, column0 + 2, f'=IF({known},IF(N({there})=0,"",N({here})/N({there})),"")', ratio, share)


def _write_gone(sheet: Sheet, report: Report, comparison: Comparison, row0: int) -> int:
    """Name the units of the last period that are no longer there: they still count in its total."""
    if comparison.last is None:
        return row0
    shown = {unit.code for unit, _ in report.printed_units}
    gone = [unit for code, unit in comparison.last.units.items() if code not in shown]
    if not gone:
        return row0
    told = ", ".join(words.UNIT_GONE.format(name=unit.name, count=unit.admitted or 0) for unit in gone)
    note = words.UNITS_GONE.format(units=told)
    sheet.merged((row0 + 1, 0), (row0 + 1, _NOTE), note, "paper_note")
    sheet.height(row0 + 1, row_height(line_count(note, sum(_WIDTHS), 11), 11))
    return row0 + 1
