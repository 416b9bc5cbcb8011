"""Sheet ``Sổ nhận``: one row for everything found in ``nhan-ve/``; rows in equal files in."""

from dangvien_xlsx.excel.summary.report import Report
from dangvien_xlsx.excel.writing.book import Sheet, quoted
from dangvien_xlsx.excel.writing.line import Column, Entry, Line, Linked
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.styles import ERROR_LOOK, STATE_LOOK
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import Outcome, Receipt, State
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import OUTCOMES, shorten

_CHECK, _HEADER, _FIRST = 1, 2, 3
_TT, _PATH, _OUTCOME, _REASON = 0, 1, 7, 8
_PROSE = 56.0
_COLUMNS = (
    Column("cell_centre"),
    Column("cell"),
    Column("cell"),
    Column("cell"),
    Column("cell_time"),
    Column("cell_size"),
    Column("cell"),
    Column("cell_centre"),
    Column("cell_wrap"),
    Column("cell_mono"),
)


def write_receipts(sheet: Sheet, report: Report) -> None:
    """Write the ledger of received files, with a line that shows that it adds up."""
    sheet.allow_numbers_as_text()
    receipts = report.account.receipts
    last0 = _FIRST + max(len(receipts), 1) - 1
    _write_sum(sheet, receipts, last0)
    _write_check(sheet, report, last0)
    for column0, header in enumerate(words.RECEIPTS_HEADERS):
        sheet.text(_HEADER, column0, header, "screen_header")
    sheet.height(_HEADER, 36)
    line = Line(sheet, _COLUMNS)
    for number, receipt in enumerate(receipts, 1):
        reason = shorten(receipt.reason, 400)
        height = row_height(line_count(reason, _PROSE), least=19)
        line.write(_FIRST + number - 1, _entries(report, receipt, number, reason), height)
    if not receipts:
        sheet.text(_FIRST, _PATH, words.RECEIPTS_NONE, "empty_state")
    senders = [receipt.file.sender for receipt in receipts]
    subjects = [shorten(receipt.file.subject) for receipt in receipts]
    names = [unit.name for unit in report.catalogue.units]
    sheet.widths(
        [
            6,
            column_width([receipt.file.path for receipt in receipts], lowest=24, highest=60),
            column_width(senders, lowest=13, highest=36),
            column_width(subjects, lowest=13, highest=44),
            18,
            14,
            column_width(names, lowest=18, highest=50),
            column_width(list(OUTCOMES.values())) + 2,
            _PROSE,
            column_width(["0" * 64], 10, highest=80),
        ]
    )
    here = f"${a1(_FIRST, _OUTCOME)}"
    span = ((_FIRST, _OUTCOME), (last0, _OUTCOME))
    sheet.highlight(*span, f"={here}={quoted(OUTCOMES[Outcome.REJECTED])}", ERROR_LOOK)
    sheet.highlight(*span, f"={here}={quoted(OUTCOMES[Outcome.SUPERSEDED])}", STATE_LOOK[State.EXHAUSTED])
    sheet.highlight(*span, f"={here}={quoted(OUTCOMES[Outcome.IGNORED])}", STATE_LOOK[State.NOT_APPLICABLE])
    sheet.raw.freeze_panes(_FIRST, 2)
    sheet.raw.autofilter(_HEADER, 0, last0, len(words.RECEIPTS_HEADERS) - 1)
    sheet.paper((last0, _REASON), _HEADER, words.PAGE_FOOTER)


def _write_sum(sheet: Sheet, receipts: tuple[Receipt, ...], last0: int) -> None:
    """Write "57 tệp = 57 nhận + …": the count of rows beside the counts by outcome."""
    outcomes = f"{a1(_FIRST, _OUTCOME, absolute=True)}:{a1(last0, _OUTCOME, absolute=True)}"
    numbers = f"{a1(_FIRST, _TT, absolute=True)}:{a1(last0, _TT, absolute=True)}"
    parts = [f"COUNTIF({outcomes},{quoted(name)})&{quoted(f' {name.lower()}')}" for name in OUTCOMES.values()]
    formula = f"=COUNT({numbers})&{quoted(words.RECEIPTS_SUM)}&" + '&" + "&'.join(parts)
    counts = (
        f"{sum(item.outcome is outcome for item in receipts)} {name.lower()}" for outcome, name in OUTCOMES.items()
    )
    sheet.formula(0, 0, formula, f"{len(receipts)}{words.RECEIPTS_SUM}{' + '.join(counts)}", "screen_title")
    sheet.height(0, 26)


def _write_check(sheet: Sheet, report: Report, last0: int) -> None:
    """Compare the rows with the files as they were found; every row must also have one of the outcomes."""
    outcomes = f"{a1(_FIRST, _OUTCOME, absolute=True)}:{a1(last0, _OUTCOME, absolute=True)}"
    numbers = f"{a1(_FIRST, _TT, absolute=True)}:{a1(last0, _TT, absolute=True)}"
    counted = "+".join(f"COUNTIF({outcomes},{quoted(name)})" for name in OUTCOMES.values())
    texts = [f"{before}{report.found}{after}" for before, after in (words.RECEIPTS_MATCH, words.RECEIPTS_MISMATCH)]
    holds = f"AND(COUNT({numbers})={report.found},{counted}={report.found})"
    value = texts[0] if len(report.account.receipts) == report.found else texts[1]
    sheet.formula(_CHECK, 0, f"=IF({holds},{quoted(texts[0])},{quoted(texts[1])})", value, "screen_line")
    here = a1(_CHECK, 0, absolute=True)
    wrong = f"LEFT({here},{len(words.RECEIPTS_MISMATCH[0])})={quoted(words.RECEIPTS_MISMATCH[0])}"
    sheet.highlight((_CHECK, 0), (_CHECK, 0), f"={wrong}", ERROR_LOOK)


def _entries(report: Report, receipt: Receipt, number: int, reason: str) -> list[Entry]:
    """Return a receipt's line, a column each."""
    file, unit = receipt.file, report.catalogue.unit.get(receipt.unit)
    return [
        number,
        Linked(file.path, report.file_link(file.path)),
        file.sender,
        shorten(file.subject),
        report.received_at(file),
        file.size,
        unit.name if unit else "",
        OUTCOMES[receipt.outcome],
        reason,
        file.sha256,
    ]
