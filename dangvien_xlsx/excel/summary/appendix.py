"""Sheet ``Thống kê``: the appendix, as the seed prints it, ready to be signed."""

from dangvien_xlsx.excel.summary.report import (
    PRINTS_NOTE,
    UNIT_STATES,
    Report,
    indicator_range,
    leading_threshold,
    state_count,
    unit_cell,
)
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Column, Entry, Line
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.rows import KEY
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import (
    BANNER_LOOK,
    DATA_BAR,
    LEADING_LOOK,
    PAPER_POINTS,
    STATE_LOOK,
)
from dangvien_xlsx.model.indicator import ADMITTED, NOTE
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.appendix import LONGEST_NOTE, Appendix, AppendixLine, Section
from dangvien_xlsx.text import appendix as printed_words
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import STATES, YES, shorten

_TITLE, _SUBJECT, _REFERENCE, _BANNER, HEADER_ROW0 = range(5)
FIRST_ROW0 = HEADER_ROW0 + 1
"""The rows of the headers and of the first group, zero-indexed."""
_TT, _NAME, _COUNT, _REMARK = range(4)
_HEAD = 60
"""Characters of each part of a page's head: Excel takes 255 in all."""
_NAME_LEAST, _NAME_MOST = 34.0, 50.0


def write_appendix(sheet: Sheet, report: Report) -> None:
    """Write the appendix: heading, banner, a row a unit under its group, and the total."""
    appendix = report.appendix
    widths = widths_of(appendix)
    sheet.widths(widths)
    _write_heading(sheet, report, sum(widths))
    row0 = FIRST_ROW0
    line = Line(sheet, _COLUMNS)
    for section in appendix.sections:
        _write_group(sheet, row0, section, widths)
        row0 += 1
        for each in section.lines:
            entries: list[Entry] = [each.number, each.unit.name, each.admitted, each.remark]
            line.write(row0, entries, height_of(each, widths), each.unit.code)
            row0 += 1
    _write_total(sheet, row0, appendix)
    _highlight(sheet, row0 - 1)
    row0 = _write_by_hand(sheet, row0, appendix, sum(widths))
    paper(sheet, (row0, _REMARK), HEADER_ROW0, words.PAGE_FOOTER)
    sheet.raw.freeze_panes(FIRST_ROW0, 0)


def widths_of(appendix: Appendix) -> list[float]:
    """Return the widths of the four columns, in digits: together they fill the page."""
    names = [line.unit.name for line in appendix.lines]
    name_width = column_width(names, PAPER_POINTS, lowest=_NAME_LEAST, highest=_NAME_MOST)
    return [7.0, name_width, 12.0, 88 - 19 - name_width]


def height_of(line: AppendixLine, widths: list[float]) -> float:
    """Return the height of a unit's row in points."""
    lines = max(line_count(line.unit.name, widths[_NAME], PAPER_POINTS), line_count(line.remark, widths[_REMARK], 12))
    return row_height(lines, PAPER_POINTS, least=20)


def _write_heading(sheet: Sheet, report: Report, width: float) -> None:
    subject, reference = report.appendix.subject, report.appendix.attached
    sheet.merged((_TITLE, _TT), (_TITLE, _REMARK), printed_words.TITLE, "title")
    sheet.height(_TITLE, row_height(1, 14))
    sheet.merged((_SUBJECT, _TT), (_SUBJECT, _REMARK), subject, "subtitle")
    sheet.height(_SUBJECT, row_height(line_count(subject, width, 14, bold=True), 14))
    sheet.merged((_REFERENCE, _TT), (_REFERENCE, _REMARK), reference, "reference")
    sheet.height(_REFERENCE, row_height(line_count(reference, width, 12), 12))
    write_banner(sheet, report, _BANNER, _REMARK)
    for column0, header in enumerate(printed_words.HEADERS):
        sheet.text(HEADER_ROW0, column0, header, "header")
    sheet.height(HEADER_ROW0, 24)


def write_banner(sheet: Sheet, report: Report, row0: int, last_column0: int) -> None:
    """Write the banner across a row; it stands out while something is missing.

    Args:
        sheet: Where.
        report: What is missing, and the day that was asked for.
        row0: The row, counted from 0.
        last_column0: The last column that it spans, counted from 0.
    """
    formula, value = banner_of(report)
    span = ((row0, 0), (row0, last_column0))
    sheet.merged_formula(*span, formula, value, "banner")
    sheet.height(row0, 22)
    warns = f"LEFT({a1(row0, 0, absolute=True)},{len(words.INCOMPLETE)})={quoted(words.INCOMPLETE)}"
    sheet.highlight(*span, f"={warns}", BANNER_LOOK)


def head_pages(sheet: Sheet, report: Report) -> None:
    """Say at the head of each printed page of a list whose it is, of which period, and what is missing.

    Its rows begin with their own line of totals; what it lists is what came, which no edit of ``Dữ liệu`` changes.
    """
    names = (sheet.raw.get_name(), report.period_name, banner_of(report)[1])
    about = dict(
        zip(("sheet", "period", "state"), (shorten(name, _HEAD).replace("&", "&&") for name in names), strict=True)
    )
    sheet.raw.set_header(words.PAGE_HEADER.format(**about))


def is_complete(row0: int) -> str:
    """Return the formula text that tells, from the banner in a row, that nothing is missing."""
    return f"LEFT({a1(row0, 0, absolute=True)},{len(words.INCOMPLETE)})<>{quoted(words.INCOMPLETE)}"


def banner_of(report: Report) -> tuple[str, str]:
    """Return the formula and value of the banner: what is missing, or else the day, if one was given."""
    missing, invalid = report.figures.units(State.MISSING), report.figures.units(State.INVALID)
    everything = report.figures.units()
    day = words.AS_OF.format(day=report.as_of) if report.as_of else ""
    counts = [state_count(State.MISSING), state_count(State.INVALID), state_count()]
    # Never "0/12 đơn vị chưa nộp": where all have sent only the forms with errors are told.
    told = f'{quoted(words.INCOMPLETE)}&IF({counts[0]}>0,({counts[0]})&"/"&({counts[2]})&'
    told += f'{quoted(words.OF_UNITS_MISSING)},"")&IF(AND({counts[0]}>0,{counts[1]}>0),", ","")'
    told += f'&IF({counts[1]}>0,({counts[1]})&{quoted(words.AND_INVALID)},"")'
    formula = f"=IF({counts[0]}+{counts[1]}=0,{quoted(day)},{told})"
    if not missing + invalid:
        return formula, day
    parts = (
        f"{missing}/{everything}{words.OF_UNITS_MISSING}" if missing else "",
        f"{invalid}{words.AND_INVALID}" if invalid else "",
    )
    return formula, words.INCOMPLETE + ", ".join(filter(None, parts))


def _write_group(sheet: Sheet, row0: int, section: Section, widths: list[float]) -> None:
    sheet.text(row0, _TT, section.code, "group_index")
    sheet.text(row0, _NAME, section.name, "group_name")
    sheet.text(row0, _COUNT, "", "group_count")
    sheet.text(row0, _REMARK, "", "group_remark")
    lines = line_count(section.name, widths[_NAME], PAPER_POINTS, bold=True)
    sheet.height(row0, row_height(lines, PAPER_POINTS, least=20))


def _count_formula() -> str:
    admitted = unit_cell(indicator_range(ADMITTED), KEY)
    return f'=IF(ISNUMBER({admitted}),{admitted},"")'


def _remark_formula() -> str:
    """Return the formula of what ``remark_of`` says."""
    state = unit_cell(UNIT_STATES, KEY)
    own = f"LEFT({unit_cell(indicator_range(NOTE), KEY)},{LONGEST_NOTE})"
    note = f'IF({unit_cell(PRINTS_NOTE, KEY)}={quoted(YES)},{own},"")'
    exhausted, missing, invalid = (quoted(STATES[item]) for item in (State.EXHAUSTED, State.MISSING, State.INVALID))
    after = f'IF({note}="","","; "&{note})'
    return f"=IF({state}={exhausted},{exhausted}&{after},IF(OR({state}={missing},{state}={invalid}),{state},{note}))"


_COLUMNS = (
    Column("index"),
    Column("name_wrap"),
    Column("count", _count_formula()),
    Column("remark", _remark_formula()),
)


def _write_total(sheet: Sheet, row0: int, appendix: Appendix) -> None:
    sheet.merged((row0, _TT), (row0, _NAME), printed_words.TOTAL, "total_name")
    span = f"{a1(FIRST_ROW0, _COUNT)}:{a1(row0 - 1, _COUNT)}"
    sheet.formula(row0, _COUNT, f"=SUM({span})", appendix.total, "total_count")
    sheet.text(row0, _REMARK, "", "total_name")
    sheet.height(row0, 24)


def _write_by_hand(sheet: Sheet, row0: int, appendix: Appendix, width: float) -> int:
    """Say under the table whose figures came without a form; return the last row."""
    if not appendix.by_hand:
        return row0
    sheet.merged((row0 + 1, _TT), (row0 + 1, _REMARK), appendix.by_hand, "paper_note")
    sheet.height(row0 + 1, row_height(line_count(appendix.by_hand, width, 11), 11))
    return row0 + 1


def _highlight(sheet: Sheet, last0: int) -> None:
    whole = ((FIRST_ROW0, _TT), (last0, _REMARK))
    count, remark = f"${a1(FIRST_ROW0, _COUNT)}", f"${a1(FIRST_ROW0, _REMARK)}"
    exhausted = STATES[State.EXHAUSTED]
    for state in (State.INVALID, State.MISSING):
        # Only where there is no figure: a unit's own note may be the very words of a state.
        sheet.highlight(*whole, f'=AND({count}="",{remark}={quoted(STATES[state])})', STATE_LOOK[state])
    is_exhausted = f'AND({count}="",LEFT({remark},{len(exhausted)})={quoted(exhausted)})'
    sheet.highlight(*whole, f"={is_exhausted}", STATE_LOOK[State.EXHAUSTED])
    sheet.highlight(*whole, f"=AND(ISNUMBER({count}),N({count})=0)", STATE_LOOK[State.ZERO])
    ranks = f"{a1(FIRST_ROW0, _COUNT, absolute=True)}:{a1(last0, _COUNT, absolute=True)}"
    names = ((FIRST_ROW0, _TT), (last0, _NAME))
    sheet.highlight(*names, f"={leading_threshold(ranks, count)}", LEADING_LOOK)
    sheet.data_bar((FIRST_ROW0, _COUNT), (last0, _COUNT), DATA_BAR)
