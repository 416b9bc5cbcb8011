"""The sheets that are signed, for the printer alone: ``Phụ lục`` and ``Đối soát`` as the summary has them."""

from dangvien_xlsx.excel.summary.appendix import write_appendix
from dangvien_xlsx.excel.summary.print_copy import write_print_copy
from dangvien_xlsx.excel.summary.proof import write_proof
from dangvien_xlsx.excel.summary.report import Report
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.printed import PrintedBook
from dangvien_xlsx.text import names


def appendix_paper(report: Report) -> bytes:
    """Return a workbook of ``Phụ lục`` alone, without formulas."""
    with Book(report.catalogue.stamp, {}) as aside, PrintedBook(report.catalogue.stamp, {}) as book:
        # The copy is as high, row by row, as the sheet that is looked at.
        write_appendix(looked_at := aside.sheet(names.SHEET_APPENDIX), report)
        write_print_copy(book.sheet(names.SHEET_PRINT_COPY), report, looked_at)
        aside.content()
        return book.content()


def proof_paper(report: Report) -> bytes:
    """Return a workbook of ``Đối soát`` alone, without formulas."""
    with PrintedBook(report.catalogue.stamp, {}) as book:
        write_proof(book.sheet(names.SHEET_PROOF), report)
        return book.content()
