"""A second, slower look with openpyxl at cells that calamine cannot tell apart: blank, or an Excel error."""

import io
from collections.abc import Mapping

import openpyxl

from dangvien_xlsx.model.submission import CellValue, ErrorValue


def with_errors(content: bytes, values: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """Return values with the Excel errors that calamine read as blank.

    Args:
        content: The workbook, already guarded.
        values: What calamine read, with the address of each.
    """
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    seen = dict(values)
    for code, cell in values.items():
        if cell.value is None and cell.a1 and cell.sheet in book.sheetnames:
            shown = book[cell.sheet][cell.a1]
            if shown.data_type == "e":
                seen[code] = cell._replace(value=ErrorValue(str(shown.value)))
    return seen
