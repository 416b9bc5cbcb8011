"""A table that is no form of ours, one row a unit or an answer: its header, and each row as a submission."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from dangvien_xlsx.excel.form.cells import read_cell
from dangvien_xlsx.excel.form.verdict import note_told
from dangvien_xlsx.excel.table_beside import beside_row, other_sheets, printed_period, row_total
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, Comment, Page, PagedBook, place_of
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import CellValue, State, Submission
from dangvien_xlsx.model.table import FILLER, SENDER, STATE, TIME, UNIT_CODE, UNIT_NAME, TableColumns
from dangvien_xlsx.received.delimited import delimited_rows
from dangvien_xlsx.text import table as words
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import STATES, shorten, show
from dangvien_xlsx.text.timestamps import moment_in

HEADER_WITHIN = 30
"""Rows in which the header must stand: above it a table may have titles."""
_LONGEST_NUMBER = 15
_NOT_SENT = {fold(STATES[state]) for state in (State.MISSING, State.NOT_APPLICABLE)}
_BLANK = Cell()


class TableRow(NamedTuple):
    """A row below the header.

    ``content``: the row by itself, as a line of CSV. ``moment``: when it was answered, none where the table tells no
    time; ``claimed``: the time as typed, where that is none. ``submission``: none for a row that reports nothing, and
    then ``ignored`` says why.
    """

    row0: int
    content: bytes
    sender: str
    moment: datetime | None
    claimed: str
    submission: Submission | None
    ignored: str = ""
    findings: tuple[Finding, ...] = ()
    """What is told of a row that reports nothing."""


class TableRead(NamedTuple):
    """The rows of a table, the headers of columns that are not used, and what is told of what stands around it."""

    rows: tuple[TableRow, ...]
    unused: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Table(NamedTuple):
    """Cells by row, and where the columns are."""

    page: Page
    rows: Mapping[int, Mapping[int, Cell]]
    header_row0: int
    at: Mapping[str, int]
    period: str | None
    headers: Mapping[int, str]

    def text(self, row0: int, code: str) -> str:
        """Return the text of a column in a row, blank where it has no such column."""
        return text_of(self.rows[row0].get(self.at.get(code, -1), _BLANK))


def csv_book(content: bytes) -> PagedBook:
    """Return a CSV file as the page that a spreadsheet makes of it: plain digits are numbers, all else is text.

    Raises:
        RefusedError: It is no such text.
    """
    cells: dict[str, Cell] = {}
    for row0, row in enumerate(delimited_rows(content)):
        for column0, text in enumerate(row):
            if text.strip():
                cells[a1(row0, column0)] = Cell(_number(text.strip()))
    return PagedBook((Page("", cells),))


def _number(text: str) -> int | str:
    digits = text.removeprefix("-")
    is_plain = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER
    return int(text) if is_plain and (text == "0" or digits[0] != "0") else text


def text_of(cell: Cell) -> str:
    """Return what a cell says as text; a code typed as the number 16 is ``16``."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | str) and not isinstance(value, bool):
        return clean(str(value))
    return "" if value is None else clean(show(value))


def rows_by_number(page: Page) -> dict[int, dict[int, Cell]]:
    """Return a page's cells by row and column, both zero-indexed."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in page.cells.items():
        row0, column0 = place_of(place)
        rows.setdefault(row0, {})[column0] = cell
    return rows


def header_texts(page: Page) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which a header may stand, each with its texts from the first column on."""
    rows = rows_by_number(page)
    for row0 in sorted(row0 for row0 in rows if row0 < HEADER_WITHIN):
        cells = rows[row0]
        yield row0, [text_of(cells.get(column0, _BLANK)) for column0 in range(max(cells) + 1)]


def read_table(book: PagedBook, columns: TableColumns, indicators: Sequence[Indicator]) -> TableRead:
    """Read a table's rows.

    Args:
        book: The workbook's pages.
        columns: What the clerk has confirmed of the table.
        indicators: Those of the catalogue.

    Raises:
        RefusedError: The columns are not there as they were confirmed.
    """
    page = book.page(columns.sheet)
    header = _header(page, columns) if page else None
    if page is None or header is None:
        raise RefusedError("table-unmatched", value=shorten("; ".join(columns.columns), 200))
    row0, at, unused = header
    numbered = rows_by_number(page)
    headers = {column0: text_of(cell) for column0, cell in numbered[row0].items()}
    table = _Table(page, numbered, row0, at, printed_period(book, page, row0), headers)
    asked = [item for item in indicators if item.code in at]
    below = sorted(each for each in table.rows if each > row0)
    comments: dict[int, list[Comment]] = {}
    for comment in page.comments:
        if comment.a1:
            comments.setdefault(place_of(comment.a1)[0], []).append(comment)
    rows = (_row(table, each, asked, columns.day_first, comments.get(each, ())) for each in below)
    return TableRead(tuple(row for row in rows if row), unused, tuple(other_sheets(book, page)))


def _header(page: Page, columns: TableColumns) -> tuple[int, dict[str, int], tuple[str, ...]] | None:
    """Return the header's row, the column of each code, and the headers that are not used; each must stand once."""
    wanted = {fold(header): code for header, code in columns.columns.items()}
    for row0, texts in header_texts(page):
        folded = [fold(text) for text in texts]
        if all(folded.count(header) == 1 for header in wanted):
            at = {code: folded.index(header) for header, code in wanted.items()}
            return row0, at, tuple(text for text, key in zip(texts, folded, strict=True) if key and key not in wanted)
    return None


def _row(
    table: _Table, row0: int, asked: Sequence[Indicator], day_first: bool, comments: Sequence[Comment]
) -> TableRow | None:
    if not any(text_of(cell) for cell in table.rows[row0].values()):
        return None
    moment, claimed = _moment(table.rows[row0].get(table.at.get(TIME, -1), _BLANK), day_first)
    sender = table.text(row0, SENDER)
    sender = "" if fold(sender) in words.NOBODY else sender
    submission = _submission(table, row0, asked)
    row = TableRow(row0, _line(table, row0), sender, moment, claimed, submission)
    has_figures = bool(submission.findings) or any(
        cell.value is not None for code, cell in submission.values.items() if code not in _notes(asked)
    )
    state = table.text(row0, STATE)
    beside = _beside(table, row0, asked, submission, comments, has_figures)
    told = row._replace(submission=submission._replace(findings=(*submission.findings, *beside)))
    apart = row._replace(submission=None, findings=tuple(beside))
    if words.TOTAL_ROW.fullmatch(fold(table.text(row0, UNIT_NAME) or table.text(row0, UNIT_CODE))):
        return apart._replace(ignored=words.ROW_OF_TOTAL)
    if has_figures or fold(state) == fold(STATES[State.INVALID]):
        return told
    if fold(state) in _NOT_SENT:
        return apart._replace(ignored=words.ROW_TELLS_STATE.format(state=state))
    # Somebody who answered and left all blank has sent a form; a line of a list beside which nothing stands has not.
    is_answer = moment or claimed or any(submission.plain().values())
    return told if is_answer else apart._replace(ignored=words.ROW_WITHOUT_FIGURES)


def _notes(asked: Sequence[Indicator]) -> set[str]:
    return {item.code for item in asked if item.kind is Kind.TEXT}


def _beside(
    table: _Table,
    row0: int,
    asked: Sequence[Indicator],
    submission: Submission,
    comments: Sequence[Comment],
    has_figures: bool,
) -> list[Finding]:
    cells = {a1(row0, column0): cell for column0, cell in table.rows[row0].items()}
    page = table.page._replace(cells=cells, comments=tuple(comments))
    total = row_total(asked, submission.values) if has_figures else None
    return beside_row(page, row0, table.headers, frozenset(table.at.values()), total)


def _submission(table: _Table, row0: int, asked: Sequence[Indicator]) -> Submission:
    sheet = table.page.sheet
    values: dict[str, CellValue] = {}
    told: list[Finding] = []
    for item in asked:
        place = a1(row0, table.at[item.code])
        reading = read_cell(table.page, place, item)
        values[item.code] = CellValue(reading.value, sheet, place)
        told += (*reading.told, *note_told(values[item.code], item))
    unit_cell = a1(row0, table.at.get(UNIT_CODE, table.at.get(UNIT_NAME, 0)))
    return Submission(
        sheet=sheet,
        unit_code=table.text(row0, UNIT_CODE),
        unit_name=table.text(row0, UNIT_NAME),
        period_code="",
        version="",
        form_id="",
        asked=tuple(item.code for item in asked),
        declared=(),
        values=values,
        filled_by=table.text(row0, FILLER),
        unit_cell=unit_cell,
        printed_period=table.period,
        findings=tuple(told),
        reasons={},  # the default is a view, which does not travel from a child
        is_row=True,
        row_state=CellValue(table.text(row0, STATE), sheet, a1(row0, table.at[STATE])) if STATE in table.at else None,
    )


def _moment(cell: Cell, day_first: bool) -> tuple[datetime | None, str]:
    """Return when a row was answered, and the time as typed where that is none."""
    value = cell.value
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or VIETNAM).astimezone(UTC), ""
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=VIETNAM).astimezone(UTC), ""
    typed = text_of(cell)
    moment = moment_in(typed, day_first=day_first) if typed else None
    if moment is None:
        return None, shorten(typed)
    try:
        return moment.astimezone(UTC), ""
    except OverflowError:
        return None, shorten(typed)


def _line(table: _Table, row0: int) -> bytes:
    cells = table.rows[row0]
    stream = io.StringIO()
    csv.writer(stream).writerow(text_of(cells.get(column0, _BLANK)) for column0 in range(max(cells) + 1))
    return stream.getvalue().encode("utf-8", "replace")
