"""A workbook that is only printed: what formulas would compute stands there as it was computed."""

from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.sheet import Sheet


class PrintedSheet(Sheet):
    """A sheet without formulas: it needs no other sheet, and nobody who prints it computes anything anew."""

    def formula(self, row0: int, column0: int, formula: str, value: float | str | None, role: str) -> None:
        """Write the computed value of a formula.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            formula: Left out.
            value: As it computes; None is an empty text.
            role: Of the style.
        """
        if isinstance(value, int | float):
            self.number(row0, column0, value, role)
        else:
            self.text(row0, column0, value or "", role)


class PrintedBook(Book):
    """A workbook of such sheets."""

    def sheet(self, name: str, tab: str | None = None) -> PrintedSheet:
        """Add a sheet."""
        return PrintedSheet(self, super().sheet(name, tab).raw)
