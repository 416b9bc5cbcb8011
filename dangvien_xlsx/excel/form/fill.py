"""Types figures into a form that somebody else sent; everything else of the form stays as it is."""

import io
from collections.abc import Mapping

from dangvien_xlsx.excel.writing.resaving import resaved
from dangvien_xlsx.model.submission import CellValue, Submission, Value


def filled_form(content: bytes, submission: Submission, values: Mapping[str, Value]) -> bytes:
    """Type values into a form's inputs.

    Args:
        content: The form, already guarded.
        submission: The same as read: it tells the cell of each indicator.
        values: By indicator code; ``None`` clears the cell, what is absent is left.
    """
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    for code, value in values.items():
        cell: CellValue | None = submission.values.get(code)
        if cell and cell.a1:
            typed = book[cell.sheet][cell.a1]
            typed.value = value
            if isinstance(value, str):
                typed.data_type = "s"  # never a formula
    # openpyxl forgets what formulas came to; Excel computes them anew as it opens the form.
    book.calculation.fullCalcOnLoad = True
    return resaved(book)
