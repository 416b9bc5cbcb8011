"""Writes sheet ``Hướng dẫn``: how to fill the form, and one example filled right."""

from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import PAPER_POINTS
from dangvien_xlsx.text import form as words

_WIDTHS = [5.0, 34.0, 12.0, 44.0]


def write_guide(sheet: Sheet) -> None:
    """Write the guide, one A4 page."""
    sheet.widths(_WIDTHS)
    last = len(_WIDTHS) - 1
    sheet.merged((0, 0), (0, last), words.GUIDE_TITLE, "title")
    sheet.height(0, 30)
    row0 = 1
    for number, step in enumerate(words.GUIDE_STEPS, 1):
        sheet.text(row0, 0, f"{number}.", "step_number")
        sheet.merged((row0, 1), (row0, last), step, "step")
        sheet.height(row0, row_height(line_count(step, sum(_WIDTHS[1:]), PAPER_POINTS), PAPER_POINTS))
        row0 += 1
    row0 += 1
    sheet.merged((row0, 0), (row0, last), words.GUIDE_EXAMPLE, "section")
    row0 += 1
    for column, header in enumerate(words.GUIDE_EXAMPLE_HEADERS, 1):
        sheet.text(row0, column, header, "header")
    for label, value, meaning in words.GUIDE_EXAMPLE_ROWS:
        row0 += 1
        sheet.height(row0, 20)
        sheet.text(row0, 1, label, "guide_cell")
        if value.isdigit():
            sheet.number(row0, 2, int(value), "guide_number")
        else:
            sheet.text(row0, 2, value, "guide_number")
        sheet.text(row0, 3, meaning, "guide_cell")
    row0 += 2
    sheet.merged((row0, 0), (row0, last), words.GUIDE_PRIVACY, "paper_note")
    sheet.height(row0, row_height(line_count(words.GUIDE_PRIVACY, sum(_WIDTHS), 11), 11))
    paper(sheet, (row0, last), None, "")
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})
