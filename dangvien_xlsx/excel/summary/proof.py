"""Sheet ``Đối soát``: totals recomputed apart, units and files accounted for, what figures rest on, signatures."""

from dangvien_xlsx import __version__
from dangvien_xlsx.excel.summary.appendix import is_complete, write_banner
from dangvien_xlsx.excel.summary.heading import header_height, write_title
from dangvien_xlsx.excel.summary.report import Report, footer_of, held, indicator_range, or_not_asked, state_count
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.line import Column, Line
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DONE_LOOK, ERROR_LOOK
from dangvien_xlsx.model.check_code import check_code, code_of_digest
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import VERSION, a1
from dangvien_xlsx.model.submission import State, UnitResult
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text import signing
from dangvien_xlsx.text.names import NOT_ASKED, SHEET_RECEIPTS, STATES

_TIME_POINTS, _STATE_POINTS = 10, 12
_TIME = column_width(["28/08/2028 08:28"], _TIME_POINTS)
_STATE = column_width(list(STATES.values()), _STATE_POINTS)
"""Measured: a time that has no room is printed as ###, and a state would wrap in a row made for one line."""
_WIDTHS = [5.0, 25.0, 22.0, 17.0, _TIME, 11.0, _STATE]
_LAST = len(_WIDTHS) - 1
_NAME, _SHOWN, _AGAIN, _VERDICT = 1, 3, 4, 6
_BANNER = 2
_BASIS_COLUMNS = tuple(
    map(Column, ("index", "proof_text", "proof_text", "proof_text", "proof_time", "remark", "remark"))
)
_SENT = (State.REPORTED, State.ZERO, State.EXHAUSTED, State.INVALID, State.MISSING)
_FIRST_RECEIPT_ROW = 4
_FILE_LINES_POINTS = 10
_Compared = tuple[str, str, int | None, str | None, int | None]
"""A line's name, the formula and value of what the summary shows, the formula, if any, and value of the recount."""


def write_proof(sheet: Sheet, report: Report) -> None:
    """Write the proof: it can be repeated later, see ``pipeline.verify``."""
    office = report.catalogue.office
    sheet.widths(_WIDTHS)
    sheet.allow_numbers_as_text()
    write_title(sheet, 0, (0, _LAST), words.TITLE, "title", _WIDTHS)
    write_title(sheet, 1, (0, _LAST), f"{office.title} {report.period_name}", "subtitle", _WIDTHS)
    write_banner(sheet, report, _BANNER, _LAST)
    row0 = _write_facts(sheet, report, _BANNER + 1)
    first0 = row0 + 1
    row0 = _write_comparison(sheet, report, first0)
    # What adds up while units are missing is not yet right: green only once nothing is missing.
    agrees = f"AND({a1(first0, _VERDICT)}={quoted(words.MATCH)},{is_complete(_BANNER)})"
    sheet.highlight((first0, _VERDICT), (row0, _VERDICT), f"={agrees}", DONE_LOOK)
    differs = f"={a1(first0, _VERDICT)}={quoted(words.MISMATCH)}"
    sheet.highlight((first0, _VERDICT), (row0, _VERDICT), differs, ERROR_LOOK)
    _write_fact(sheet, row0 + 1, signing.CODE, code_of_digest(report.digest))
    row0 = _write_accepted(sheet, report, row0 + 2)
    header0 = row0 + 2
    row0 = _write_basis(sheet, report, row0 + 1)
    row0 = _write_signatures(sheet, report, row0 + 1)
    paper(sheet, (row0, _LAST), header0, footer_of(report))


def _write_facts(sheet: Sheet, report: Report, row0: int) -> int:
    period = report.catalogue.period
    days = words.PERIOD_DAYS.format(code=period.code, start=period.start, end=period.end)
    facts = [
        (words.PERIOD, days),
        (words.AS_OF, f"{report.as_of:%d/%m/%Y}" if report.as_of else words.AS_OF_ALL),
        (words.PROGRAM, f"dangvien_xlsx {__version__}; {words.FORM_VERSION} {VERSION}"),
        (words.CATALOGUE, report.catalogue_digest[:32]),
    ]
    for each0, (label, value) in enumerate(facts, row0):
        _write_fact(sheet, each0, label, value)
    return row0 + len(facts)


def _write_fact(sheet: Sheet, row0: int, label: str, value: str) -> None:
    sheet.merged((row0, 0), (row0, _NAME), label, "field")
    sheet.merged((row0, _NAME + 1), (row0, _LAST), value, "field")
    sheet.height(row0, 19)


def _write_comparison(sheet: Sheet, report: Report, row0: int) -> int:
    """Write what the summary shows beside what comes out when it is counted apart; return the last row."""
    for column0, header in enumerate(words.COMPARISON_HEADERS):
        sheet.text(row0, column0, header, "header")
    sheet.merged((row0, _NAME), (row0, _NAME + 1), words.COMPARISON_HEADERS[_NAME], "header")
    sheet.merged((row0, _AGAIN), (row0, _AGAIN + 1), words.COMPARISON_HEADERS[_AGAIN], "header")
    sheet.height(row0, 24)
    figures = report.figures
    lines: list[_Compared] = [_of_indicator(report, item) for item in report.catalogue.counted]
    lines.append((words.UNITS, f"={state_count()}", figures.units(), f"={state_count(*_SENT)}", figures.units(*_SENT)))
    last = _FIRST_RECEIPT_ROW + max(len(report.account.receipts), 1) - 1
    rows = f"=COUNT('{SHEET_RECEIPTS}'!$A${_FIRST_RECEIPT_ROW}:$A${last})"
    lines.append((words.FILES, rows, len(report.account.receipts), None, report.found))
    for number, (name, formula, shown, other, counted) in enumerate(lines, 1):
        row0 += 1
        sheet.number(row0, 0, number, "index")
        sheet.merged((row0, _NAME), (row0, _NAME + 1), name, "name_wrap")
        sheet.formula(row0, _SHOWN, formula, NOT_ASKED if shown is None else shown, "count")
        sheet.merged((row0, _AGAIN), (row0, _AGAIN + 1), "", "count")
        if other:
            sheet.formula(row0, _AGAIN, other, counted, "count")
        elif counted is None:
            sheet.text(row0, _AGAIN, NOT_ASKED, "count")
        else:
            sheet.number(row0, _AGAIN, counted, "count")
        holds = f"{a1(row0, _SHOWN)}={a1(row0, _AGAIN)}"
        verdict = words.MATCH if shown == counted else words.MISMATCH
        sheet.formula(row0, _VERDICT, f"=IF({holds},{quoted(words.MATCH)},{quoted(words.MISMATCH)})", verdict, "remark")
        sheet.height(row0, row_height(line_count(name, _WIDTHS[1] + _WIDTHS[2], 13), 13, least=20))
    return row0


def _of_indicator(report: Report, item: Indicator) -> _Compared:
    total, formula = report.figures.total(item.code), f"=SUM({indicator_range(item.code)})"
    formula = or_not_asked(formula, held(item.code, item.kind)) if total is None else formula
    return (item.name, formula, total, None, again(report, item))


def again(report: Report, indicator: Indicator) -> int | None:
    """Count an indicator's total apart from the table: straight from the forms whose figures are taken.

    None where there are forms and none of them asked for it.
    """
    forms = [result.submission for result in report.account.units if result.submission]
    if forms and not any(indicator.code in form.asked for form in forms):
        return None
    total = 0
    for result in report.account.units:
        cell = result.submission.values.get(indicator.code) if result.submission else None
        if cell and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            total += int(cell.value)
    return total


def _write_accepted(sheet: Sheet, report: Report, row0: int) -> int:
    """List the errors and missing units that somebody accepted with a reason; return the next row."""
    if not report.accepted:
        return row0
    sheet.text(row0, 0, words.ACCEPTED, "section")
    for text in report.accepted:
        row0 += 1
        sheet.merged((row0, 0), (row0, _LAST), text, "paper_note")
        sheet.height(row0, row_height(line_count(text, sum(_WIDTHS), 11), 11))
    return row0 + 1


def _write_basis(sheet: Sheet, report: Report, row0: int) -> int:
    """List what each unit's figures rest on; return the last row."""
    sheet.text(row0, 0, words.BASIS, "section")
    row0 += 1
    for column0, header in enumerate(words.BASIS_HEADERS):
        sheet.text(row0, column0, header, "header")
    sheet.height(row0, header_height(words.BASIS_HEADERS, _WIDTHS, 34))
    line = Line(sheet, _BASIS_COLUMNS)
    for unit, number in report.printed_units:
        row0 += 1
        result = report.result[unit.code]
        file = result.file if result.submission else None
        texts = (unit.name, file.path if file else "–", result.submission.filled_by if result.submission else "")
        lines = max(
            line_count(text, width, _FILE_LINES_POINTS) for text, width in zip(texts, _WIDTHS[1:], strict=False)
        )
        entries = [number, *texts, report.received_at(file), _code(report, result), STATES[result.state]]
        line.write(row0, entries, row_height(lines, _FILE_LINES_POINTS, least=19))
    # Nobody signs sixteen signs of a digest: the forms' own codes stand here, the digests in the ledger.
    sheet.merged((row0 + 1, 0), (row0 + 1, _LAST), words.DIGESTS_NOTE, "paper_note")
    return row0 + 1


def _code(report: Report, result: UnitResult) -> str:
    """Return the code that the unit's printed form bears."""
    submission = result.submission
    if not submission or not submission.form_id:
        return ""
    return check_code(submission.form_id, submission.declared or report.catalogue.indicators, submission.plain())


def _write_signatures(sheet: Sheet, report: Report, row0: int) -> int:
    office = report.catalogue.office
    for text, first, last in ((words.CHECKED_BY, 0, 2), (office.signer_position or words.SIGNED_BY, 3, _LAST)):
        write_title(sheet, row0 + 1, (first, last), text, "title", _WIDTHS)
        write_title(sheet, row0 + 2, (first, last), words.SIGN_HERE, "reference", _WIDTHS)
    sheet.height(row0 + 3, 60)
    write_title(sheet, row0 + 4, (3, _LAST), office.signer, "title", _WIDTHS)
    return row0 + 4
