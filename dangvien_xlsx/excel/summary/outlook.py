"""The line of ``Tiến độ`` on where the year may end: an estimate, which stands in no paper that is signed."""

from dangvien_xlsx.excel.summary.report import Report
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.result.outlook import outlook
from dangvien_xlsx.result.shares import one_decimal
from dangvien_xlsx.text import targets as words


def write_outlook(sheet: Sheet, report: Report, row0: int, last_column0: int, width: float) -> int:
    """Write the line, where there is anything to say; return the row below.

    Args:
        sheet: ``Tiến độ``.
        report: The period, and the earlier ones.
        row0: The row, zero-indexed.
        last_column0: The last column that it spans, zero-indexed.
        width: Of the columns together, in digits.
    """
    progress, period = report.progress, report.catalogue.period
    found = outlook(period, progress.cumulative, report.comparison)
    if found is None:
        return row0
    basis = words.OUTLOOK_SEASONS.format(years=", ".join(map(str, found.years))) if found.years else words.OUTLOOK_PACE
    share = ""
    if progress.target:
        low, high = (one_decimal(count, progress.target) for count in (found.low, found.high))
        share = words.OUTLOOK_SHARE.format(low=low, high=high)
    text = words.OUTLOOK.format(year=period.end.year, low=found.low, high=found.high, share=share, basis=basis)
    sheet.merged((row0, 0), (row0, last_column0), text, "paper_note")
    sheet.height(row0, row_height(line_count(text, width, 11), 11))
    return row0 + 1
