"""Sheet ``So sánh``: this period beside the last and the same one last year, by unit, by group and in all."""

from collections.abc import Sequence

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.heading import header_height, write_title
from dangvien_xlsx.excel.summary.report import GROUPS, UNIT_STATES, Report, indicator_range, running, unit_cell
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.earlier import JOIN, Comparison, EarlierPeriod, EarlierUnit
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.appendix import TOTAL
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import STATES, show

_TT, _NAME, _NOW = range(3)
_LAST, _YEAR = 3, 6
"""First columns of the comparisons with the last period and with the same one last year: earlier, difference, share."""
_NOTE = 9
_WIDTHS = [6.0, 34.0, 10.0, 10.0, 10.0, 9.0, 10.0, 10.0, 9.0, 34.0]
_BANNER = 4
_HEADER = 5
_FIRST = _HEADER + 1


def write_comparison(sheet: Sheet, report: Report, comparison: Comparison) -> None:
    """Write the comparison; earlier numbers are constants whose source is named above.

    Args:
        sheet: The sheet that is written.
        report: What the summary shows.
        comparison: This period beside earlier ones.
    """
    sheet.widths(_WIDTHS)
    write_title(sheet, 0, (0, _NOTE), words.COMPARISON_TITLE, "title", _WIDTHS)
    write_title(sheet, 1, (0, _NOTE), report.period_name, "subtitle", _WIDTHS)
    told = [
        words.COMPARISON_SOURCE.format(what=what, code=item.period_code, source=item.source)
        for what, item in ((words.LAST_PERIOD, comparison.last), (words.LAST_YEAR, comparison.last_year))
        if item
    ]
    write_title(sheet, 2, (0, _NOTE), "; ".join(told) or words.COMPARISON_NONE, "reference", _WIDTHS)
    _write_year(sheet, report)
    write_banner(sheet, report, _BANNER, _NOTE)
    for column0, header in enumerate(words.COMPARISON_HEADERS):
        sheet.text(_HEADER, column0, header, "header")
    sheet.height(_HEADER, header_height(words.COMPARISON_HEADERS, _WIDTHS, 38))
    row0, previous = _FIRST, None
    for unit, number in report.printed_units:
        if unit.group_code != previous:
            _write_group(sheet, report, comparison, unit, row0)
            previous, row0 = unit.group_code, row0 + 1
        _write_unit(sheet, report, comparison, unit, number, row0)
        row0 += 1
    total = report.figures.sum(ADMITTED)
    sheet.height(row0, 22)
    sheet.merged((row0, _TT), (row0, _NAME), TOTAL, "total_name")
    sheet.formula(row0, _NOW, f"=SUM({indicator_range(ADMITTED)})", total, "total_count")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        sheet.number(row0, column0, earlier.total if earlier else None, "total_count")
        for blank0 in (column0 + 1, column0 + 2):
            sheet.text(row0, blank0, "", "total_name")
    sheet.text(row0, _NOTE, "", "total_name")
    row0 = _write_shared(sheet, report, comparison, row0)
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
    lines = line_count(unit.group_name, _WIDTHS[_NAME], 13, bold=True)
    sheet.height(row0, row_height(lines, 13, least=20))
    count = report.figures.sum(ADMITTED, code)
    formula = f"=SUMIFS({indicator_range(ADMITTED)},{GROUPS},{quoted(code)})"
    sheet.formula(row0, _NOW, formula, count, "group_count")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        then = earlier.group_total(code) if earlier else None
        _write_change(sheet, row0, column0, count, then, "group")
        if earlier and not _has_the_same(report, earlier, code):
            for blank0 in (column0 + 1, column0 + 2):
                sheet.text(row0, blank0, "", "group_remark")
    sheet.text(row0, _NOTE, "", "group_remark")


def _has_the_same(report: Report, earlier: EarlierPeriod, group: str) -> bool:
    """Tell whether the same units of a group have a number in both periods: else its sums cannot be compared."""
    now = {
        unit.code
        for unit, _ in report.printed_units
        if unit.group_code == group and isinstance(report.result[unit.code].values.get(ADMITTED), int)
    }
    then = {unit.code for unit in earlier.units.values() if unit.group_code == group and unit.admitted is not None}
    return now == then


def _write_unit(sheet: Sheet, report: Report, comparison: Comparison, unit: Unit, number: int, row0: int) -> None:
    value = report.result[unit.code].values.get(ADMITTED)
    now = value if isinstance(value, int) else None
    cell = unit_cell(indicator_range(ADMITTED), unit.code)
    sheet.number(row0, _TT, number, "index")
    sheet.text(row0, _NAME, unit.name, "name_wrap")
    state = unit_cell(UNIT_STATES, unit.code)
    shown = STATES[report.result[unit.code].state] if now is None else now
    sheet.formula(row0, _NOW, f"=IF(ISNUMBER({cell}),{cell},{state})", shown, "count_or_word")
    for column0, earlier in ((_LAST, comparison.last), (_YEAR, comparison.last_year)):
        before = earlier.units.get(unit.code) if earlier else None
        word = past_state(earlier, unit.code) if earlier else ""
        _write_change(sheet, row0, column0, now, before.admitted if before else None, "", word)
    note = "; ".join(_notes(report, comparison, unit))
    sheet.text(row0, _NOTE, note, "basis")
    lines = max(line_count(unit.name, _WIDTHS[_NAME], 13), line_count(note, _WIDTHS[_NOTE], 11))
    sheet.height(row0, row_height(lines, 13, least=20))


def past_state(period: EarlierPeriod, code: str) -> str:
    """Return the word that stands where a unit had no number in an earlier period; blank where it had one."""
    unit = period.units.get(code)
    if unit and unit.admitted is not None:
        return ""
    if period.together(code):
        return words.UNIT_TOGETHER
    if unit is None or unit.state is State.NOT_APPLICABLE:
        return words.UNIT_NOT_YET
    return STATES[unit.state] if unit.state else STATES[State.EXHAUSTED] if unit.is_exhausted else ""


def made_of(unit: EarlierUnit) -> str:
    """Return in words what a recast figure is made of; blank where it is as it was reported."""
    parts = []
    for part in unit.parts:
        number = words.NO_NUMBER if part.admitted is None else part.admitted
        told = words.PART if part.share == 1 else words.PART_SHARE
        parts.append(told.format(name=part.name, count=number, share=show(round(float(part.share * 100), 1))))
    return " + ".join(parts)


def _notes(report: Report, comparison: Comparison, unit: Unit) -> list[str]:
    """Say what a reader of the numbers must know: a new unit, another name, exhausted then and now."""
    last = comparison.last
    if last is None:
        return []
    before = last.units.get(unit.code)
    recast = [
        words.RECAST.format(period=item.period_code, parts=made_of(item.units[unit.code]))
        for item in (last, None if comparison.last_year is last else comparison.last_year)
        if item and unit.code in item.units and item.units[unit.code].parts
    ]
    joint = [
        words.RECAST_TOGETHER.format(period=item.period_code, name=each.name, count=each.admitted)
        for item in (last, None if comparison.last_year is last else comparison.last_year)
        if item and (each := item.together(unit.code)) and each.admitted is not None
    ]
    if joint:
        return [*joint, *recast]
    if before is None:
        return [words.UNIT_NEW, *recast]
    if before.parts:
        return recast
    notes = recast
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


def _write_change(
    sheet: Sheet, row0: int, column0: int, now: int | None, before: int | None, role: str, word: str = ""
) -> None:
    """Write the earlier number, or a word in its place, the difference and the share; these blank without numbers."""
    count, share = (f"{role}_{kind}" if role else kind for kind in ("count", "share"))
    here, there = a1(row0, _NOW), a1(row0, column0)
    if word:
        sheet.text(row0, column0, word, "count_or_word")
    else:
        sheet.number(row0, column0, before, count)
    known = f"AND(ISNUMBER({here}),ISNUMBER({there}))"
    difference = now - before if now is not None and before is not None else None
    sheet.formula(row0, column0 + 1, f'=IF({known},N({here})-N({there}),"")', difference, count)
    ratio = now / before if now is not None and before else None
    sheet.formula(row0, column0 + 2, f'=IF({known},IF(N({there})=0,"",N({here})/N({there})),"")', ratio, share)


def _write_shared(sheet: Sheet, report: Report, comparison: Comparison, row0: int) -> int:
    """Write what the totals come to of the units that have a number in both periods, and name the others below.

    A row a comparison: which units have a number in both periods differs, and so does what they come to now.
    """
    last0 = row0 - 1
    told = []
    values = {unit.code: report.result[unit.code].values.get(ADMITTED) for unit, _ in report.printed_units}
    now = {code: value for code, value in values.items() if isinstance(value, int)}
    names = {unit.code: unit.name for unit, _ in report.printed_units}
    known = [
        (column0, earlier, what)
        for column0, earlier, what in (
            (_LAST, comparison.last, words.SHARED_LAST),
            (_YEAR, comparison.last_year, words.SHARED_YEAR),
        )
        if earlier
    ]
    for column0, earlier, what in known:
        row0 += 1
        label = words.SHARED_TOTAL + (what if len(known) > 1 else "")
        sheet.merged((row0, _TT), (row0, _NAME), label, "total_name")
        for blank0 in range(_NOW, _NOTE + 1):
            sheet.text(row0, blank0, "", "total_name")
        width = _WIDTHS[_TT] + _WIDTHS[_NAME]
        sheet.height(row0, row_height(line_count(label, width, 13, bold=True), 13, least=20))
        before = {code: unit.admitted for code, unit in earlier.units.items() if unit.admitted is not None}
        both = now.keys() & before.keys()
        _write_shared_change(sheet, row0, column0, last0, [sum(each[code] for code in both) for each in (now, before)])
        alone = [words.ALONE_NOW.format(name=names[code], count=now[code]) for code in now if code not in both]
        gone = [(earlier.units[code].name, count) for code, count in before.items() if code not in both]
        alone += [words.ALONE_THEN.format(name=name, count=count, period=earlier.period_code) for name, count in gone]
        if alone:
            told.append(words.ALONE.format(period=earlier.period_code, units=", ".join(alone)))
    for note in told:
        row0 += 1
        sheet.merged((row0, 0), (row0, _NOTE), note, "paper_note")
        sheet.height(row0, row_height(line_count(note, sum(_WIDTHS), 11), 11))
    return row0


def _write_shared_change(sheet: Sheet, row0: int, column0: int, last0: int, sums: Sequence[int]) -> None:
    """Write both sums, the difference and the share over the rows in which both columns have a number.

    Args:
        sheet: The sheet.
        row0: Where.
        column0: The earlier period's column.
        last0: The last row of the list; rows of units have a number in their first column, those of groups have none.
        sums: This period's and the earlier one's.
    """
    units, here, there = (
        f"{a1(_FIRST, index0, absolute=True)}:{a1(last0, index0, absolute=True)}" for index0 in (_TT, _NOW, column0)
    )
    both = f"--ISNUMBER({units}),--ISNUMBER({here}),--ISNUMBER({there})"
    for index0, column, value in ((_NOW, here, sums[0]), (column0, there, sums[1])):
        sheet.formula(row0, index0, f"=SUMPRODUCT({both},{column})", value, "total_count")
    now, before = a1(row0, _NOW), a1(row0, column0)
    sheet.formula(row0, column0 + 1, f"={now}-{before}", sums[0] - sums[1], "total_count")
    share = sums[0] / sums[1] if sums[1] else None
    sheet.formula(row0, column0 + 2, f'=IF({before}=0,"",{now}/{before})', share, "total_share")


def _write_gone(sheet: Sheet, report: Report, comparison: Comparison, row0: int) -> int:
    """Name the units of the last period that are no longer there: they still count in its total."""
    if comparison.last is None:
        return row0
    shown = {unit.code for unit, _ in report.printed_units}
    gone = [unit for code, unit in comparison.last.units.items() if shown.isdisjoint(code.split(JOIN))]
    if not gone:
        return row0
    told = ", ".join(words.UNIT_GONE.format(name=unit.name, count=unit.admitted or 0) for unit in gone)
    note = words.UNITS_GONE.format(units=told)
    sheet.merged((row0 + 1, 0), (row0 + 1, _NOTE), note, "paper_note")
    sheet.height(row0 + 1, row_height(line_count(note, sum(_WIDTHS), 11), 11))
    return row0 + 1
