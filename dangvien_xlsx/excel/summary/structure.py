"""Sheet ``Cơ cấu``: every indicator, overall and by group, count and share; the target's progress; unit states."""

from dataclasses import dataclass, field
from typing import assert_never

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.heading import write_title
from dangvien_xlsx.excel.summary.report import (
    GROUPS,
    Report,
    held,
    indicator_range,
    or_not_asked,
    running,
    state_count,
)
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper_in_blocks
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DATA_BAR, PAPER_POINTS
from dangvien_xlsx.model.indicator import ADMITTED, NOTE, Indicator, Kind, depth_of
from dangvien_xlsx.model.layout import a1, numbered
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Group
from dangvien_xlsx.result.shares import in_letter, one_decimal
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.appendix import TOTAL
from dangvien_xlsx.text.names import NOT_ASKED, YES
from dangvien_xlsx.text.targets import THIS_PERIOD, year_to_date

_TT, _NAME, _COUNT, _SHARE, _BASE, _LAST = 0, 1, 2, 3, 4, 8
_WIDTHS = [6.0, 34.5, 11.5, 10.0, 10.0, 9.0, 9.0, 9.0, 11.0]
_COUNTED_STATES = (State.REPORTED, State.ZERO, State.EXHAUSTED, State.INVALID, State.MISSING)
_WITH_SOURCE = (State.REPORTED, State.ZERO)


@dataclass(slots=True)
class _Cursor:
    """Where the next line goes."""

    row0: int = 0
    blocks: list[int] = field(default_factory=list)
    """The first rows of what should not be torn apart."""
    header_row0: int | None = None
    """The first row of headers, which is repeated on further pages."""

    def take(self) -> int:
        self.row0 += 1
        return self.row0 - 1


def write_structure(sheet: Sheet, report: Report) -> None:
    """Write the four parts, one under the other."""
    sheet.allow_numbers_as_text()
    sheet.widths(_WIDTHS)
    cursor = _Cursor()
    write_title(sheet, cursor.take(), (0, _LAST), words.STRUCTURE_TITLE, "title", _WIDTHS)
    write_title(sheet, cursor.take(), (0, _LAST), report.period_name, "reference", _WIDTHS)
    write_banner(sheet, report, cursor.take(), _LAST)
    _write_target(sheet, report, cursor)
    _write_section(sheet, cursor, words.STRUCTURE_ALL)
    _write_headers(sheet, cursor)
    _write_indicators(sheet, report, cursor, None)
    _write_section(sheet, cursor, words.STRUCTURE_UNITS)
    _write_unit_states(sheet, report, cursor)
    row0 = cursor.take()
    sheet.merged((row0, 0), (row0, _LAST), words.HAVE_SOURCE_NOTE, "paper_note")
    _write_section(sheet, cursor, words.STRUCTURE_GROUPS)
    _write_headers(sheet, cursor)
    for index, group in enumerate(report.catalogue.groups):
        if index:  # the first one stays with the section's title
            cursor.blocks.append(cursor.row0)
        _write_indicators(sheet, report, cursor, group)
    _write_rounding(sheet, report, cursor)
    last, header0 = (cursor.row0 - 1, _LAST), cursor.header_row0 or 0
    paper_in_blocks(sheet, last, header0, words.PAGE_FOOTER, digits=_WIDTHS, starts=cursor.blocks)


def _write_section(sheet: Sheet, cursor: _Cursor, title: str) -> None:
    cursor.take()
    cursor.blocks.append(cursor.row0)
    sheet.text(cursor.take(), 0, title, "section")


def _write_headers(sheet: Sheet, cursor: _Cursor) -> None:
    row0 = cursor.take()
    cursor.header_row0 = row0 if cursor.header_row0 is None else cursor.header_row0
    for column0, header in enumerate(words.STRUCTURE_HEADERS[:_BASE]):
        sheet.text(row0, column0, header, "header")
    sheet.merged((row0, _BASE), (row0, _LAST), words.STRUCTURE_HEADERS[_BASE], "header")
    sheet.height(row0, 24)


def _write_target(sheet: Sheet, report: Report, cursor: _Cursor) -> None:
    _write_section(sheet, cursor, words.STRUCTURE_TARGET)
    progress, total = report.progress, f"SUM({indicator_range(ADMITTED)})"
    target, done = progress.target, progress.cumulative
    if not target:
        row0 = cursor.take()
        sheet.merged((row0, 0), (row0, _LAST), words.TARGET_NONE, "paper_note")
        return
    _write_headers(sheet, cursor)
    target_row0 = cursor.row0
    goal = a1(target_row0, _COUNT, absolute=True)
    reached = a1(target_row0 + 1, _COUNT, absolute=True)
    year_base = words.TARGET_BASE_RUNNING.format(year=year_to_date(report.catalogue.period))
    now, left = progress.this_period, progress.left
    lines: tuple[tuple[str, str | None, int, float | None, str], ...] = (
        (words.TARGET_YEAR, None, target, None, ""),
        (words.TARGET_DONE, f"={running(progress.before, total)}", done, done / target, year_base),
        (THIS_PERIOD, f"={total}", now, now / target, words.TARGET_BASE),
        (words.TARGET_LEFT, f"=MAX({goal}-{reached},0)", left, left / target, words.TARGET_BASE),
    )
    for number, (name, formula, value, share, base) in enumerate(lines, 1):
        row0 = cursor.take()
        sheet.number(row0, _TT, number, "index")
        sheet.text(row0, _NAME, name, "name")
        if formula:
            sheet.formula(row0, _COUNT, formula, value, "count")
            sheet.formula(row0, _SHARE, f"={a1(row0, _COUNT)}/{goal}", share, "share")
        else:
            sheet.number(row0, _COUNT, value, "count")
            sheet.text(row0, _SHARE, "", "share")
        _write_base(sheet, row0, base)
        sheet.height(row0, 20)
    sheet.data_bar((target_row0 + 1, _SHARE), (target_row0 + 1, _SHARE), DATA_BAR)


def _write_rounding(sheet: Sheet, report: Report, cursor: _Cursor) -> None:
    """Explain, where it shows, that the letter prints a share that is nearly whole without decimals."""
    figures, admitted, progress = report.figures, report.figures.sum(ADMITTED), report.progress
    parts = [item.code for item in report.catalogue.indicators if item.parent == ADMITTED and item.kind is Kind.INTEGER]
    of_target = [(count, progress.target or 0) for count in (progress.cumulative, progress.this_period)]
    shares = [*of_target, *((figures.sum(code), admitted) for code in parts)]
    told = [(one_decimal(*share), in_letter(*share)) for share in shares if share[1]]
    here, there = next((pair for pair in told if pair[0].replace(",0%", "%") != pair[1]), ("", ""))
    if here:
        row0 = cursor.take()
        note = words.ROUNDED_IN_LETTER.format(here=here, there=there)
        sheet.merged((row0, 0), (row0, _LAST), note, "paper_note")
        sheet.height(row0, row_height(line_count(note, sum(_WIDTHS), 11), 11))


def _write_base(sheet: Sheet, row0: int, text: str, role: str = "basis") -> None:
    sheet.merged((row0, _BASE), (row0, _LAST), text, role)


def _write_indicators(sheet: Sheet, report: Report, cursor: _Cursor, group: Group | None) -> None:
    """Write a line an indicator; under a group its bold line, with the group's share of all, comes first."""
    figures, code = report.figures, group.code if group else None
    if group:
        row0 = cursor.take()
        of_group, everything = figures.sum(ADMITTED, code), figures.sum(ADMITTED)
        sheet.text(row0, _TT, group.code, "group_index")
        sheet.text(row0, _NAME, group.name, "group_name")
        sheet.formula(row0, _COUNT, f"={_sum(ADMITTED, code)}", of_group, "group_count")
        formula = f'=IF({_sum(ADMITTED, None)}=0,"",{a1(row0, _COUNT)}/{_sum(ADMITTED, None)})'
        sheet.formula(row0, _SHARE, formula, of_group / everything if everything else None, "group_share")
        _write_base(sheet, row0, words.ALL_BASE, "group_basis")
        sheet.height(row0, 20)
    known = report.catalogue.indicator
    rows: dict[str, int] = {}
    for indicator, number in zip(report.catalogue.indicators, numbered(report.catalogue.indicators), strict=True):
        if indicator.code == NOTE:  # words are no figure
            continue
        if group and indicator.code == ADMITTED:
            rows[ADMITTED] = cursor.row0 - 1
            continue
        row0 = rows[indicator.code] = cursor.take()
        name, formula = _counted(indicator, code)
        count = figures.total(indicator.code, code)
        if count is None:
            formula = or_not_asked(formula, held(indicator.code, indicator.kind, code))
        base = known[indicator.parent].name if indicator.parent else ""
        whole: tuple[str, int | None] | None = None
        if indicator.parent:
            whole = (a1(rows[indicator.parent], _COUNT), figures.total(indicator.parent, code))
        elif indicator.kind is not Kind.INTEGER:
            base = words.UNITS_BASE
            whole = (f"({state_count(group=code)})", figures.units(group=code))
        role = ("name_wrap", "child", "grandchild")[min(depth_of(indicator, known), 2)]
        sheet.text(row0, _TT, number, "index")
        sheet.text(row0, _NAME, name, role)
        sheet.formula(row0, _COUNT, formula, NOT_ASKED if count is None else count, "count")
        if whole:
            _write_share(sheet, row0, count, whole)
        else:
            sheet.text(row0, _SHARE, "", "share")
        _write_base(sheet, row0, base)
        lines = max(line_count(name, _WIDTHS[_NAME] - 2, PAPER_POINTS), line_count(base, sum(_WIDTHS[_BASE:]), 11))
        sheet.height(row0, row_height(lines, PAPER_POINTS, least=20))


def _write_share(sheet: Sheet, row0: int, count: int | None, whole: tuple[str, int | None]) -> None:
    """Write what a count is of a whole: nothing where either is 0 or was not asked.

    Args:
        sheet: ``Cơ cấu``.
        row0: The row, whose count stands there already.
        count: That count.
        whole: The cell or formula text of the whole, and what it is.
    """
    formula = f"{a1(row0, _COUNT)}/{whole[0]}"
    if count is None or whole[1] is None:
        formula = f'IFERROR({formula},"")'
    share = count / whole[1] if count is not None and whole[1] else None
    sheet.formula(row0, _SHARE, f'=IF({whole[0]}=0,"",{formula})', share, "share")


def _sum(code: str, group: str | None) -> str:
    name = indicator_range(code)
    return f"SUM({name})" if group is None else f"SUMIFS({name},{GROUPS},{quoted(group)})"


def _counted(indicator: Indicator, group: str | None) -> tuple[str, str]:
    """Return an indicator's name in this sheet and the formula that counts it."""
    name = indicator_range(indicator.code)
    in_group = f"{GROUPS},{quoted(group)}," if group is not None else ""
    match indicator.kind:
        case Kind.INTEGER:
            return indicator.name, f"={_sum(indicator.code, group)}"
        case Kind.YES_NO:
            return words.YES_COUNT.format(name=indicator.name), f"=COUNTIFS({in_group}{name},{quoted(YES)})"
        case Kind.TEXT:
            return words.TEXT_COUNT.format(name=indicator.name), f'=COUNTIFS({in_group}{name},"?*")'
        case _:
            assert_never(indicator.kind)


def _write_unit_states(sheet: Sheet, report: Report, cursor: _Cursor) -> None:
    row0 = cursor.take()
    for column0, header in enumerate(words.UNIT_STATE_HEADERS):
        sheet.text(row0, column0, header, "header")
    sheet.height(row0, 70)
    first0 = cursor.row0
    for group in report.catalogue.groups:
        row0 = cursor.take()
        sheet.text(row0, _TT, group.code, "index")
        sheet.text(row0, _NAME, group.name, "name_wrap")
        sheet.formula(row0, 2, f"={state_count(group=group.code)}", report.figures.units(group=group.code), "count")
        for column0, state in enumerate(_COUNTED_STATES, 3):
            value = report.figures.units(state, group=group.code)
            sheet.formula(row0, column0, f"={state_count(state, group=group.code)}", value, "count")
        _write_source_share(sheet, report, row0, group.code, "share")
        lines = line_count(group.name, _WIDTHS[_NAME], PAPER_POINTS)
        sheet.height(row0, row_height(lines, PAPER_POINTS, least=20))
    row0 = cursor.take()
    sheet.merged((row0, _TT), (row0, _NAME), TOTAL, "total_name")
    for column0 in range(2, _LAST):
        states = () if column0 == 2 else (_COUNTED_STATES[column0 - 3],)
        span = f"{a1(first0, column0)}:{a1(row0 - 1, column0)}"
        sheet.formula(row0, column0, f"=SUM({span})", report.figures.units(*states), "total_count")
    _write_source_share(sheet, report, row0, None, "total_share")
    sheet.height(row0, 24)


def _write_source_share(sheet: Sheet, report: Report, row0: int, group: str | None, role: str) -> None:
    """Write the share of the units with a source that admitted somebody: exhausted units are not in it."""
    admitted = report.figures.units(State.REPORTED, group=group)
    source = report.figures.units(*_WITH_SOURCE, group=group)
    cells = a1(row0, 3), a1(row0, 4)
    formula = f'=IF({cells[0]}+{cells[1]}=0,"",{cells[0]}/({cells[0]}+{cells[1]}))'
    sheet.formula(row0, _LAST, formula, admitted / source if source else None, role)
