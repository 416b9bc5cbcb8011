"""The summary workbook: every figure outside ``Dữ liệu`` a live formula with its value stored."""

from contextlib import suppress

from dangvien_xlsx.excel.summary.appendix import head_pages, write_appendix
from dangvien_xlsx.excel.summary.changes import write_changes
from dangvien_xlsx.excel.summary.charts import write_charts
from dangvien_xlsx.excel.summary.comparison import write_comparison
from dangvien_xlsx.excel.summary.data import write_data
from dangvien_xlsx.excel.summary.findings import write_findings
from dangvien_xlsx.excel.summary.overview import write_overview
from dangvien_xlsx.excel.summary.periods import write_periods
from dangvien_xlsx.excel.summary.print_copy import write_print_copy
from dangvien_xlsx.excel.summary.progress_sheet import write_progress
from dangvien_xlsx.excel.summary.proof import write_proof
from dangvien_xlsx.excel.summary.receipts import write_receipts
from dangvien_xlsx.excel.summary.report import Report
from dangvien_xlsx.excel.summary.statistics_form import write_statistics_form
from dangvien_xlsx.excel.summary.structure import write_structure
from dangvien_xlsx.excel.summary.tracking import write_tracking
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.rows import RowMaker
from dangvien_xlsx.excel.writing.styles import TAB_ERROR, TAB_PAPER, TAB_QUIET, TAB_SCREEN
from dangvien_xlsx.model.errors import RowsLostError
from dangvien_xlsx.model.findings import is_error
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import bieu2, names
from dangvien_xlsx.text import summary as words

__all__ = ["Report", "summary_bytes"]


def summary_bytes(report: Report, maker: RowMaker | None = None) -> bytes:
    """Write the summary.

    Args:
        report: What it shows.
        maker: Makes its rows; without one, or if it is lost, they are made here, and are the same.
    """
    if maker:
        with suppress(RowsLostError):
            return _written(report, maker)
    return _written(report, None)


def _written(report: Report, maker: RowMaker | None) -> bytes:
    office, period = report.catalogue.office, report.catalogue.period
    properties = {
        "title": f"{words.PROPERTIES_TITLE}: {office.title}",
        "subject": f"{period.code} ({period.name})",
        "author": office.name,
        "company": office.superior,
    }
    has_error = any(map(is_error, report.account.findings))
    with Book(report.catalogue.stamp, properties, maker) as book:
        # Sheet order is reading order.
        write_appendix(appendix := book.sheet(names.SHEET_APPENDIX, TAB_PAPER), report)
        write_overview(overview := book.sheet(names.SHEET_OVERVIEW, TAB_SCREEN), report)
        write_structure(book.sheet(names.SHEET_STRUCTURE, TAB_PAPER), report)
        write_progress(book.sheet(names.SHEET_PROGRESS, TAB_PAPER), report)
        write_tracking(listed := book.sheet(names.SHEET_TRACKING, TAB_SCREEN), report)
        head_pages(listed, report)
        tab = TAB_ERROR if has_error else TAB_SCREEN
        write_findings(listed := book.sheet(names.SHEET_FINDINGS, tab), report)
        head_pages(listed, report)
        write_receipts(listed := book.sheet(names.SHEET_RECEIPTS, TAB_SCREEN), report)
        head_pages(listed, report)
        write_data(listed := book.sheet(names.SHEET_DATA, TAB_QUIET), report)
        head_pages(listed, report)
        write_changes(listed := book.sheet(names.SHEET_CHANGES, TAB_SCREEN), report)
        head_pages(listed, report)
        if report.catalogue.statistics_form == bieu2.KIND:
            write_statistics_form(book.sheet(bieu2.SHEET, TAB_PAPER), report)
        if report.comparison:
            write_comparison(book.sheet(names.SHEET_COMPARISON, TAB_PAPER), report, report.comparison)
            write_periods(book.sheet(names.SHEET_PERIODS, TAB_SCREEN), report, report.comparison)
        write_charts(book.sheet(names.SHEET_CHARTS, TAB_PAPER), report)
        write_proof(book.sheet(names.SHEET_PROOF, TAB_PAPER), report)
        write_print_copy(book.sheet(names.SHEET_PRINT_COPY, TAB_PAPER), report, appendix)
        if has_error or report.figures.units(State.MISSING, State.INVALID):
            overview.raw.activate()
        return book.content()
