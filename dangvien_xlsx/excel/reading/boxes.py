"""Where something lies that a program drew above the cells: from its anchor to the cells under its corners."""

from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN, LAST_ROW
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Drawn, Sort

_ROW_EMU, _COLUMN_EMU = 254_000, 609_600
"""A row of 20 points and a column of 64 pixels, for what tells its size and not where it ends: the form's own rows are
higher and its columns wider, so that it may be taken for larger than it is, never for smaller."""


def drawn_between(sort: Sort, first: tuple[int, int], last: tuple[int, int]) -> Drawn:
    """Return what lies above the cells between two corners.

    Args:
        sort: What it is.
        first: Zero-indexed row and column of the cell under its top left corner.
        last: The same of the bottom right one; one that lies before the first is not believed.
    """
    (top, left), (bottom, right) = _on_sheet(*first), _on_sheet(*last)
    return Drawn(sort, a1(top, left), a1(max(top, bottom), max(left, right)))


def drawn_from(sort: Sort, first: tuple[int, int], size_emu: tuple[int, int]) -> Drawn:
    """Return what lies above the cells from a corner on.

    Args:
        sort: What it is.
        first: Zero-indexed row and column of the cell under its top left corner.
        size_emu: Its height and width in English Metric Units, 914,400 to the inch.
    """
    rows, columns = size_emu[0] // _ROW_EMU, size_emu[1] // _COLUMN_EMU
    return drawn_between(sort, first, (first[0] + rows, first[1] + columns))


def _on_sheet(row0: int, column0: int) -> tuple[int, int]:
    return max(0, min(row0, LAST_ROW - 1)), max(0, min(column0, LAST_COLUMN - 1))
