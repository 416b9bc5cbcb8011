"""Sheet ``Kiểm tra``: one row a finding, errors first, each linked to its file."""

from typing import NamedTuple

from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import FINDING_SEVERITIES, FINDING_UNITS, Report
from dangvien_xlsx.excel.summary.tracking import FINDINGS_FIRST_ROW0
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Linked
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, WARNING_LOOK
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import SEVERITIES, shorten

_HEADER = FINDINGS_FIRST_ROW0 - 1
_LONGEST_VALUE = 30


class _Row(NamedTuple):
    """What a finding's row is made of."""

    report: Report
    item: Finding
    number: int

    @property
    def unit(self) -> Unit | None:
        return self.report.catalogue.unit.get(self.item.unit)

    @property
    def unit_name(self) -> str:
        return self.unit.name if self.unit else ""

    @property
    def contact(self) -> tuple[str, str]:
        return self.report.contact_of(self.unit) if self.unit else ("", "")


_COLUMNS: tuple[ListColumn[_Row], ...] = (
    ListColumn(words.FINDINGS_NUMBER, "cell_centre", lambda row: row.number, fixed(6)),
    ListColumn(
        words.FINDINGS_SEVERITY,
        "cell_centre",
        lambda row: SEVERITIES[row.item.severity],
        fixed(11),
        name=FINDING_SEVERITIES,
    ),
    ListColumn(words.FINDINGS_UNIT, "cell_wrap", lambda row: row.unit_name, Width(18, 24, wraps=True)),
    ListColumn(words.FINDINGS_MESSAGE, "cell_wrap", lambda row: row.item.message, fixed(40, wraps=True)),
    ListColumn(words.FINDINGS_REMEDY, "cell_wrap", lambda row: row.item.remedy, fixed(38, wraps=True)),
    ListColumn(words.CONTACT_PERSON, "cell_wrap", lambda row: row.contact[0], Width(14, 18, wraps=True)),
    ListColumn(words.CONTACT_PHONE, "cell_text", lambda row: row.contact[1], Width(13, 14)),
    ListColumn(
        words.FINDINGS_FILE,
        "cell",
        lambda row: Linked(row.item.file, row.report.file_link(row.item.file)),
        Width(16, 26),
    ),
    ListColumn(words.FINDINGS_SHEET, "cell", lambda row: row.item.sheet, Width(10, 12)),
    ListColumn(words.FINDINGS_CELL, "cell_centre", lambda row: row.item.cell, fixed(9)),
    ListColumn(words.FINDINGS_VALUE, "cell", lambda row: shorten(row.item.value, _LONGEST_VALUE), Width(10, 16)),
    ListColumn(
        words.CONTACT_EMAIL, "cell", lambda row: row.unit.email if row.unit else "", Width(13, 34), is_printed=False
    ),
    ListColumn(words.FINDINGS_CODE, "cell_mono", lambda row: row.item.code, Width(12, 30), is_printed=False),
    ListColumn(
        words.FINDINGS_UNIT_CODE,
        "cell_text",
        lambda row: row.item.unit,
        fixed(12),
        name=FINDING_UNITS,
        is_printed=False,
    ),
)


def write_findings(sheet: Sheet, report: Report) -> None:
    """Write the findings, or say that there is none."""
    sheet.allow_numbers_as_text()
    found = report.account.findings
    _write_totals(sheet, report)
    listing = Listing(sheet, _COLUMNS, _HEADER, 24)
    if not found:
        listing.empty(words.FINDINGS_MESSAGE, words.FINDINGS_NONE)
    listing.write(_Row(report, item, number) for number, item in enumerate(found, 1))
    listing.finish(3)
    listing.highlight(words.FINDINGS_SEVERITY, f"={quoted(SEVERITIES[Severity.ERROR])}", ERROR_LOOK)
    listing.highlight(words.FINDINGS_SEVERITY, f"={quoted(SEVERITIES[Severity.WARNING])}", WARNING_LOOK)


def _write_totals(sheet: Sheet, report: Report) -> None:
    counts = [sum(item.severity is severity for item in report.account.findings) for severity in Severity]
    told = zip(Severity, words.FINDINGS_COUNT, strict=True)
    criteria = (f"COUNTIF({FINDING_SEVERITIES},{quoted(SEVERITIES[level])})&{quoted(word)}" for level, word in told)
    value = "".join(f"{count}{word}" for count, word in zip(counts, words.FINDINGS_COUNT, strict=True))
    sheet.formula(0, 0, f"={'&'.join(criteria)}", value, "screen_title")
    sheet.height(0, 26)
