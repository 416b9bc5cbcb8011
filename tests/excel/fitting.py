"""What Excel would cut of a workbook: text in rows too low for it, figures in columns too narrow.

Measured with Times New Roman's own widths and Excel's columns of 7 pixels a digit: a picture by LibreOffice shows
columns as wide as the font that it has in place of Calibri.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.excel.writing.metrics import line_count, text_pixels
from tests.oracles import quietly_loaded

_PIXELS_A_DIGIT, _USUAL_DIGITS, _USUAL_POINTS = 7, 9.14, 15
_ADDED_DIGITS = 0.71
"""Excel's file says a column's width with its padding; the program counts it without."""
_LINE = 1.15
"""The height of a line of Times New Roman as a multiple of the font's size."""


class _Place(NamedTuple):
    """The room of a cell, or of the cells that are merged with it."""

    digits: float
    points: float
    is_automatic: bool
    """Whether Excel makes the row as high as its text: it does where no height is set and nothing is merged."""


def cut(content: bytes) -> list[str]:
    """Return what is cut in a workbook, one line a cell."""
    styled, shown = quietly_loaded(content), quietly_loaded(content, data_only=True)
    return [found for sheet in styled.worksheets for found in _cut_on(sheet, shown[sheet.title])]


def _cut_on(sheet: Worksheet, shown: Worksheet) -> Iterator[str]:
    widths = {
        index: dimension.width
        for dimension in sheet.column_dimensions.values()
        if dimension.min and dimension.max and not dimension.hidden
        for index in range(dimension.min, dimension.max + 1)
    }
    hidden = {
        index
        for dimension in sheet.column_dimensions.values()
        if dimension.min and dimension.max and dimension.hidden
        for index in range(dimension.min, dimension.max + 1)
    }
    merged = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
    for row in shown.iter_rows():
        for cell in row:
            if cell.value in (None, "") or cell.column in hidden or sheet.row_dimensions[cell.row].hidden:
                continue
            here = sheet[cell.coordinate]
            place = _place(sheet, here, merged.get((cell.row, cell.column)), widths)
            if fault := _fault(here, cell.value, place):
                yield f"{sheet.title}!{cell.coordinate} {fault}: {cell.value!r}"[:160]


def _place(sheet: Worksheet, cell: Cell, span: CellRange | None, widths: dict[int, float]) -> _Place:
    columns = range(cell.column, (span.max_col if span else cell.column) + 1)
    rows = range(cell.row, (span.max_row if span else cell.row) + 1)
    heights = [sheet.row_dimensions[row].height for row in rows]
    digits = sum(widths.get(column, _USUAL_DIGITS) for column in columns)
    points = sum(float(height or _USUAL_POINTS) for height in heights)
    return _Place(digits, points, span is None and heights[0] is None)


def _fault(cell: Cell, value: object, place: _Place) -> str:
    """Tell what is wrong with a cell's room; nothing where all of it is seen."""
    font, alignment = cell.font, cell.alignment
    size, bold = float(font.sz or 11), bool(font.b)
    room = round(place.digits * _PIXELS_A_DIGIT)
    text = _shown(cell, value)
    is_figure = isinstance(value, int | float | datetime)
    wide = text_pixels(text, size, bold=bold)
    if alignment.shrink_to_fit:
        return ""
    if is_figure:
        return f"has room of {room} pixels for {wide:.0f}" if wide > room else ""
    lines = 1
    if alignment.wrap_text:
        lines = line_count(text, place.digits - _ADDED_DIGITS, size, bold=bold)
    elif wide > room and (cell.border.right.style or alignment.horizontal in ("right", "center")):
        return f"goes on for {wide:.0f} pixels behind a rule at {room}"
    high = lines * size * _LINE
    return (
        f"is {high:.0f} points high in {place.points:g}" if high > place.points + 1 and not place.is_automatic else ""
    )


def _shown(cell: Cell, value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if "hh" in cell.number_format else f"{value:%d/%m/%Y}"
    if isinstance(value, float) and "%" in cell.number_format:
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) and "#" in cell.number_format else str(value)
