"""Sheet ``Sổ nhận``: one row for everything found in ``nhan-ve/``; rows in equal files in."""

from typing import NamedTuple

from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.summary.report import Report
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Linked
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, STATE_LOOK
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import Outcome, Receipt, ReceivedFile, State
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import OUTCOMES, shorten

_CHECK, _HEADER = 1, 2
_LONGEST_REASON = 400


class _Row(NamedTuple):
    """What a file's row is made of."""

    report: Report
    receipt: Receipt
    number: int

    @property
    def file(self) -> ReceivedFile:
        return self.receipt.file

    @property
    def unit(self) -> str:
        unit = self.report.catalogue.unit.get(self.receipt.unit)
        return unit.name if unit else ""


_COLUMNS: tuple[ListColumn[_Row], ...] = (
    ListColumn(words.RECEIPTS_NUMBER, "cell_centre", lambda row: row.number, fixed(6)),
    ListColumn(
        words.RECEIPTS_FILE,
        "cell",
        lambda row: Linked(row.file.path, row.report.file_link(row.file.path)),
        Width(24, 48),
    ),
    ListColumn(words.RECEIPTS_SENDER, "cell", lambda row: row.file.sender, Width(13, 30)),
    ListColumn(words.RECEIPTS_TIME, "cell_time", lambda row: row.report.received_at(row.file), fixed(18)),
    ListColumn(words.RECEIPTS_SIZE, "cell_size", lambda row: row.file.size, fixed(14)),
    ListColumn(words.RECEIPTS_UNIT, "cell", lambda row: row.unit, Width(18, 40)),
    ListColumn(words.RECEIPTS_OUTCOME, "cell_centre", lambda row: OUTCOMES[row.receipt.outcome], Width(12, 24)),
    ListColumn(
        words.RECEIPTS_REASON,
        "cell_wrap",
        lambda row: shorten(row.receipt.reason, _LONGEST_REASON),
        fixed(50, wraps=True),
    ),
    ListColumn(words.RECEIPTS_SUBJECT, "cell", lambda row: shorten(row.file.subject), Width(13, 44), is_printed=False),
    ListColumn(words.RECEIPTS_SHA256, "cell_mono", lambda row: row.file.sha256, fixed(66), is_printed=False),
)


def write_receipts(sheet: Sheet, report: Report) -> None:
    """Write the ledger of received files, with a line that shows that it adds up."""
    sheet.allow_numbers_as_text()
    receipts = report.account.receipts
    last0 = _HEADER + max(len(receipts), 1)
    listing = Listing(sheet, _COLUMNS, _HEADER, 36)
    listing.last_row0 = last0  # the lines above refer to rows that are written after them
    _write_sum(listing, receipts)
    _write_check(listing, report)
    if not receipts:
        listing.empty(words.RECEIPTS_FILE, words.RECEIPTS_NONE)
    listing.write(_Row(report, receipt, number) for number, receipt in enumerate(receipts, 1))
    listing.finish(2)
    rejected, superseded, ignored = (
        f"={quoted(OUTCOMES[outcome])}" for outcome in (Outcome.REJECTED, Outcome.SUPERSEDED, Outcome.IGNORED)
    )
    listing.highlight(words.RECEIPTS_OUTCOME, rejected, ERROR_LOOK)
    listing.highlight(words.RECEIPTS_OUTCOME, superseded, STATE_LOOK[State.EXHAUSTED])
    listing.highlight(words.RECEIPTS_OUTCOME, ignored, STATE_LOOK[State.NOT_APPLICABLE])


def _write_sum(listing: Listing[_Row], receipts: tuple[Receipt, ...]) -> None:
    """Write "57 tệp = 57 nhận + …": the count of rows beside the counts by outcome."""
    outcomes, numbers = listing.span(words.RECEIPTS_OUTCOME), listing.span(words.RECEIPTS_NUMBER)
    parts = [f"COUNTIF({outcomes},{quoted(name)})&{quoted(f' {name.lower()}')}" for name in OUTCOMES.values()]
    formula = f"=COUNT({numbers})&{quoted(words.RECEIPTS_SUM)}&" + '&" + "&'.join(parts)
    counts = (
        f"{sum(item.outcome is outcome for item in receipts)} {name.lower()}" for outcome, name in OUTCOMES.items()
    )
    value = f"{len(receipts)}{words.RECEIPTS_SUM}{' + '.join(counts)}"
    listing.sheet.formula(0, 0, formula, value, "screen_title")
    listing.sheet.height(0, 26)


def _write_check(listing: Listing[_Row], report: Report) -> None:
    """Compare the rows with the files as they were found; every row must also have one of the outcomes."""
    outcomes, numbers = listing.span(words.RECEIPTS_OUTCOME), listing.span(words.RECEIPTS_NUMBER)
    counted = "+".join(f"COUNTIF({outcomes},{quoted(name)})" for name in OUTCOMES.values())
    texts = [f"{before}{report.found}{after}" for before, after in (words.RECEIPTS_MATCH, words.RECEIPTS_MISMATCH)]
    holds = f"AND(COUNT({numbers})={report.found},{counted}={report.found})"
    value = texts[0] if len(report.account.receipts) == report.found else texts[1]
    sheet = listing.sheet
    sheet.formula(_CHECK, 0, f"=IF({holds},{quoted(texts[0])},{quoted(texts[1])})", value, "screen_line")
    here = a1(_CHECK, 0, absolute=True)
    wrong = f"LEFT({here},{len(words.RECEIPTS_MISMATCH[0])})={quoted(words.RECEIPTS_MISMATCH[0])}"
    sheet.highlight((_CHECK, 0), (_CHECK, 0), f"={wrong}", ERROR_LOOK)
