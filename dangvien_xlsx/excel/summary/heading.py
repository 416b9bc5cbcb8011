"""Headings of sheets: titles across a table and the headers of its columns, each row as high as its text asks.

Excel makes no row higher for text in merged cells, so a title without a height of its own is cut.
"""

from collections.abc import Sequence

from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import PAPER_POINTS

_FONTS = {"title": (14, True), "subtitle": (14, True), "reference": (12, False)}
"""The size in points of each role's font, and whether it is bold."""


def write_title(
    sheet: Sheet, row0: int, columns0: tuple[int, int], text: str, role: str, widths: Sequence[float]
) -> None:
    """Write a line of a heading across columns.

    Args:
        sheet: Where.
        row0: The row, counted from 0.
        columns0: The first and last column that it spans, counted from 0.
        text: What it says.
        role: ``title``, ``subtitle`` or ``reference``.
        widths: The widths of the sheet's columns, in digits of the default font.
    """
    first, last = columns0
    sheet.merged((row0, first), (row0, last), text, role)
    points, bold = _FONTS[role]
    lines = line_count(text, sum(widths[first : last + 1]), points, bold=bold)
    sheet.height(row0, max(row_height(lines, points), sheet.points.get(row0, 0)))


def header_height(headers: Sequence[str], widths: Sequence[float], least: float) -> float:
    """Return the height in points of a row of headers.

    Args:
        headers: From the first column on.
        widths: Of their columns, in digits of the default font.
        least: The least height, in points.
    """
    lines = (line_count(text, width, PAPER_POINTS, bold=True) for text, width in zip(headers, widths, strict=False))
    return row_height(max(lines), PAPER_POINTS, least=least)
