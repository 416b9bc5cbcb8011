"""Sheet ``Kiểm tra``: one row a finding, errors first, each linked to its file."""

from dangvien_xlsx.excel.summary.report import FINDING_SEVERITIES, FINDING_UNITS, Report
from dangvien_xlsx.excel.summary.tracking import FINDINGS_FIRST_ROW0
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, WARNING_LOOK
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SEVERITIES, SHEET_FINDINGS, shorten

_HEADER = FINDINGS_FIRST_ROW0 - 1
_TT, _SEVERITY, _UNIT, _MESSAGE, _REMEDY, _FILE, _SHEET, _CELL, _VALUE, _CODE, _UNIT_CODE = range(11)
_PROSE = 44.0


def write_findings(sheet: Sheet, report: Report) -> None:
    """Write the findings, or say that there is none."""
    sheet.allow_numbers_as_text()
    found = report.account.findings
    last0 = FINDINGS_FIRST_ROW0 + max(len(found), 1) - 1
    for name, column0 in ((FINDING_SEVERITIES, _SEVERITY), (FINDING_UNITS, _UNIT_CODE)):
        first, last = (a1(row0, column0, absolute=True) for row0 in (FINDINGS_FIRST_ROW0, last0))
        sheet.book.define(name, f"='{SHEET_FINDINGS}'!{first}:{last}")
    _write_totals(sheet, report)
    for column0, header in enumerate(words.FINDINGS_HEADERS):
        sheet.text(_HEADER, column0, header, "screen_header")
    sheet.height(_HEADER, 24)
    for row0, item in enumerate(found, FINDINGS_FIRST_ROW0):
        _write_finding(sheet, report, item, row0)
    if not found:
        sheet.text(FINDINGS_FIRST_ROW0, _MESSAGE, words.FINDINGS_NONE, "empty_state")
    names = [unit.name for unit in report.catalogue.units]
    sheet.widths(
        [
            6,
            11,
            column_width(names, lowest=18, highest=40),
            _PROSE,
            _PROSE,
            column_width([item.file for item in found], lowest=16, highest=40),
            column_width([item.sheet for item in found], lowest=10, highest=24),
            9,
            column_width([shorten(item.value, 30) for item in found], lowest=10, highest=30),
            column_width([item.code for item in found], 10, lowest=12, highest=30),
            12,
        ]
    )
    spans = ((FINDINGS_FIRST_ROW0, _SEVERITY), (last0, _SEVERITY))
    here = f"${a1(FINDINGS_FIRST_ROW0, _SEVERITY)}"
    sheet.highlight(*spans, f"={here}={quoted(SEVERITIES[Severity.ERROR])}", ERROR_LOOK)
    sheet.highlight(*spans, f"={here}={quoted(SEVERITIES[Severity.WARNING])}", WARNING_LOOK)
    sheet.raw.freeze_panes(FINDINGS_FIRST_ROW0, 3)
    sheet.raw.autofilter(_HEADER, 0, last0, len(words.FINDINGS_HEADERS) - 1)
    sheet.paper((last0, _VALUE), _HEADER, words.PAGE_FOOTER)


def _write_totals(sheet: Sheet, report: Report) -> None:
    counts = [sum(item.severity is severity for item in report.account.findings) for severity in Severity]
    told = zip(Severity, words.FINDINGS_COUNT, strict=True)
    criteria = (f"COUNTIF({FINDING_SEVERITIES},{quoted(SEVERITIES[level])})&{quoted(word)}" for level, word in told)
    value = "".join(f"{count}{word}" for count, word in zip(counts, words.FINDINGS_COUNT, strict=True))
    sheet.formula(0, 0, f"={'&'.join(criteria)}", value, "screen_title")
    sheet.height(0, 26)


def _write_finding(sheet: Sheet, report: Report, item: Finding, row0: int) -> None:
    unit = report.catalogue.unit.get(item.unit)
    sheet.number(row0, _TT, row0 - FINDINGS_FIRST_ROW0 + 1, "cell_centre")
    sheet.text(row0, _SEVERITY, SEVERITIES[item.severity], "cell_centre")
    sheet.text(row0, _UNIT, unit.name if unit else "", "cell_wrap")
    sheet.text(row0, _MESSAGE, item.message, "cell_wrap")
    sheet.text(row0, _REMEDY, item.remedy, "cell_wrap")
    sheet.link(row0, _FILE, report.file_link(item.file), item.file)
    sheet.text(row0, _SHEET, item.sheet, "cell")
    sheet.text(row0, _CELL, item.cell, "cell_centre")
    sheet.text(row0, _VALUE, shorten(item.value, 30), "cell")
    sheet.text(row0, _CODE, item.code, "cell_mono")
    sheet.text(row0, _UNIT_CODE, item.unit, "cell_text")
    lines = max(line_count(text, _PROSE) for text in (item.message, item.remedy))
    sheet.complete(row0, row_height(lines, least=19))
