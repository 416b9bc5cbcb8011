"""Sheet ``Phụ lục``: the appendix as it is signed, black on white, cell by cell what ``Thống kê`` shows.

Excel prints conditional fills along with the cells, so the sheet that is looked at cannot be the one that is signed.
"""

from dangvien_xlsx.excel.summary.appendix import FIRST_ROW0, HEADER_ROW0, banner_of, height_of, widths_of
from dangvien_xlsx.excel.summary.report import Report, footer_of
from dangvien_xlsx.excel.writing.line import Column, Line
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.rows import ROW
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.layout import a1, letters_of
from dangvien_xlsx.text import appendix as printed_words
from dangvien_xlsx.text.names import SHEET_APPENDIX

_TT, _NAME, _COUNT, _REMARK = range(4)
_ROLES = ("index", "name_wrap", "count", "remark")
_GROUP_ROLES = ("signed_group_index", "signed_group_name", "signed_group_count", "signed_group_remark")


def write_print_copy(sheet: Sheet, report: Report, appendix: Sheet) -> None:
    """Write the copy.

    Args:
        sheet: ``Phụ lục``.
        report: What the summary shows.
        appendix: ``Thống kê``, already written: rows stand where they stand there, as high.
    """
    printed = report.appendix
    widths = widths_of(printed)
    sheet.widths(widths)
    for row0, (role, value) in enumerate(
        (("title", printed_words.TITLE), ("subtitle", printed.subject), ("reference", printed.attached))
    ):
        sheet.merged_formula((row0, _TT), (row0, _REMARK), f"={_there(row0, _TT)}", value, role)
    sheet.merged_formula(
        (HEADER_ROW0 - 1, _TT),
        (HEADER_ROW0 - 1, _REMARK),
        f"={_there(HEADER_ROW0 - 1, _TT)}",
        banner_of(report)[1],
        "banner",
    )
    for column0, header in enumerate(printed_words.HEADERS):
        sheet.text(HEADER_ROW0, column0, header, "header")
    for each in range(HEADER_ROW0 + 1):
        _height(sheet, appendix, each)
    group_line, unit_line = (_line(sheet, roles) for roles in (_GROUP_ROLES, _ROLES))
    row0 = FIRST_ROW0
    for section in printed.sections:
        group_line.write(row0, (section.code, section.name, None, None), appendix.points[row0])
        row0 += 1
        for line in section.lines:
            entries = (line.number, line.unit.name, line.admitted, line.remark)
            unit_line.write(row0, entries, height_of(line, widths))
            row0 += 1
    sheet.merged((row0, _TT), (row0, _NAME), printed_words.TOTAL, "total_name")
    sheet.formula(row0, _COUNT, f"={_there(row0, _COUNT)}", printed.total, "total_count")
    sheet.text(row0, _REMARK, "", "total_name")
    _height(sheet, appendix, row0)
    if printed.by_hand:
        row0 += 1
        sheet.merged((row0, _TT), (row0, _REMARK), printed.by_hand, "paper_note")
        _height(sheet, appendix, row0)
    paper(sheet, (row0, _REMARK), HEADER_ROW0, footer_of(report))
    sheet.raw.freeze_panes(FIRST_ROW0, 0)


def _there(row0: int, column0: int) -> str:
    return f"'{SHEET_APPENDIX}'!{a1(row0, column0)}"


def _line(sheet: Sheet, roles: tuple[str, ...]) -> Line:
    theres = (f"'{SHEET_APPENDIX}'!{letters_of(column0)}{ROW}" for column0 in range(len(roles)))
    return Line(sheet, [Column(role, f'=IF({there}="","",{there})') for role, there in zip(roles, theres, strict=True)])


def _height(sheet: Sheet, appendix: Sheet, row0: int) -> None:
    if row0 in appendix.points:
        sheet.height(row0, appendix.points[row0])
