"""Sheet ``Biểu 2``: the statistics form in its own layout, where the catalogue asks for it."""

from dangvien_xlsx.excel.summary.appendix import write_banner
from dangvien_xlsx.excel.summary.heading import write_title
from dangvien_xlsx.excel.summary.report import Report, indicator_range, state_count
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind, Relation, part_blocks
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import bieu2 as words
from dangvien_xlsx.text import summary as summary_words
from dangvien_xlsx.text.names import NOT_ASKED

_TT, _NAME, _NOW, _BEFORE, _SHARE = range(5)
_WIDTHS = [7.0, 46.0, 12.0, 14.0, 9.0]
_HEADER = 4


def write_statistics_form(sheet: Sheet, report: Report) -> None:
    """Write the form: the total and what lies within it, each block that sums to it, and the units."""
    office = report.catalogue.office
    sheet.widths(_WIDTHS)
    sheet.allow_numbers_as_text()
    sheet.merged((0, _TT), (0, _SHARE), words.FORM_NUMBER, "letterhead_bold")
    write_title(sheet, 1, (_TT, _SHARE), office.title.upper(), "title", _WIDTHS)
    write_title(sheet, 2, (_TT, _SHARE), report.period_name, "subtitle", _WIDTHS)
    write_banner(sheet, report, 3, _SHARE)
    for column0, header in enumerate(words.HEADERS):
        sheet.text(_HEADER, column0, header, "header")
    sheet.height(_HEADER, 36)
    indicators = report.catalogue.indicators
    total = report.catalogue.indicator[ADMITTED]
    row0 = _write_line(sheet, report, _HEADER + 1, (words.SECTIONS[0], total.name), total, is_head=True)
    within = [item for item in indicators if item.parent == ADMITTED and item.relation is Relation.WITHIN]
    if within:
        row0 = _write_title(sheet, row0, "", words.WITHIN)
    for item in within:
        row0 = _write_line(sheet, report, row0, ("", item.name), item)
    blocks = part_blocks(ADMITTED, indicators)
    if blocks:
        row0 = _write_title(sheet, row0, words.SECTIONS[1], words.PARTS_TITLE, is_head=True)
    for number, (name, parts) in enumerate(blocks, 1):
        row0 = _write_title(sheet, row0, f"{number}", name or words.PARTS, is_head=True)
        for item in parts:
            row0 = _write_line(sheet, report, row0, ("", item.name), item)
    row0 = _write_units(sheet, report, row0)
    paper(sheet, (row0 - 1, _SHARE), _HEADER, summary_words.PAGE_FOOTER)
    sheet.raw.fit_to_pages(1, 0)
    sheet.raw.freeze_panes(_HEADER + 1, 0)


def _write_title(sheet: Sheet, row0: int, number: str, name: str, *, is_head: bool = False) -> int:
    role = "group" if is_head else ""
    sheet.text(row0, _TT, number, f"{role}_index" if role else "index")
    sheet.text(row0, _NAME, name, "group_name" if role else "basis")
    for column0 in (_NOW, _BEFORE, _SHARE):
        sheet.text(row0, column0, "", "group_count" if role else "count")
    sheet.height(row0, 20)
    return row0 + 1


def _write_line(
    sheet: Sheet, report: Report, row0: int, label: tuple[str, str], item: Indicator, *, is_head: bool = False
) -> int:
    """Write an indicator's line; the number of last year only where that period is known."""
    number, name = label
    head = "group_" if is_head else ""
    sheet.text(row0, _TT, number, f"{head}index")
    sheet.text(row0, _NAME, name, "group_name" if is_head else "child")
    # What nobody answered is blank: a 0 would say that somebody counted and found none.
    answered = any(result.values.get(item.code) is not None for result in report.account.units)
    now = report.figures.sum(item.code) if item.kind is Kind.INTEGER and answered else None
    figures, blank = indicator_range(item.code), "" if report.figures.total(item.code) is not None else NOT_ASKED
    formula = f"=IF(COUNT({figures})=0,{quoted(blank)},SUM({figures}))"
    sheet.formula(row0, _NOW, formula, blank if now is None else now, f"{head}count")
    last_year = report.comparison.last_year if report.comparison else None
    before = last_year.totals.get(item.code) if last_year else None
    sheet.number(row0, _BEFORE, before, f"{head}count")
    _write_share(sheet, row0, now, before, f"{head}share")
    sheet.height(row0, row_height(line_count(name, _WIDTHS[_NAME] - 2, 13), 13, least=20))
    return row0 + 1


def _write_share(sheet: Sheet, row0: int, now: int | None, before: int | None, role: str) -> None:
    here, there = a1(row0, _NOW), a1(row0, _BEFORE)
    sheet.formula(
        row0, _SHARE, f'=IF(OR(NOT(ISNUMBER({here})),N({there})=0),"",{here}/{there})', _share(now, before), role
    )


def _share(now: int | None, before: int | None) -> float | None:
    return now / before if before and now is not None else None


def _write_units(sheet: Sheet, report: Report, row0: int) -> int:
    """Write how many units there are, how many admitted somebody, and how many have no candidates left."""
    figures = report.figures
    lines = (
        (words.SECTIONS[2], words.UNITS_TITLE, state_count(), figures.units()),
        ("", words.UNITS_ADMITTED, state_count(State.REPORTED), figures.units(State.REPORTED)),
        ("", words.UNITS_EXHAUSTED, state_count(State.EXHAUSTED), figures.units(State.EXHAUSTED)),
    )
    for number, name, formula, count in lines:
        head = "group_" if number else ""
        sheet.text(row0, _TT, number, f"{head}index")
        sheet.text(row0, _NAME, name, "group_name" if number else "child")
        sheet.formula(row0, _NOW, f"={formula}", count, f"{head}count")
        sheet.text(row0, _BEFORE, "", f"{head}count")
        sheet.text(row0, _SHARE, "", f"{head}share")
        sheet.height(row0, 20)
        row0 += 1
    return row0
