"""Reads ``nhap-tay.xlsx`` back: every row in which somebody typed, each figure as a person sees it there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time
from typing import NamedTuple

from dangvien_xlsx.excel.by_hand import CODE, HOW, NAME, REASON, SAID_AT, SAID_BY, headers_of
from dangvien_xlsx.excel.by_hand_table import Table, code_of, table_of
from dangvien_xlsx.excel.form.cells import Reading, read_cell
from dangvien_xlsx.excel.form.verdict import note_told
from dangvien_xlsx.model.errors import ByHandError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, Indicator
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.moments import EARLIEST, Basis
from dangvien_xlsx.model.page import Page, PagedBook, Sight, by_place, place_of
from dangvien_xlsx.model.period import VIETNAM, in_vietnam
from dangvien_xlsx.model.submission import CellValue, HandRow, ReceivedFile, Submission, Value
from dangvien_xlsx.text import by_hand as hand_words
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.periods import day_in
from dangvien_xlsx.text.weighing import weigh_words

_TEXTS = (NAME, SAID_BY, HOW, REASON)
_LONGEST_QUOTE = 200


class Typing(NamedTuple):
    """What is known of the workbook before it is read.

    ``path``: how it is called in findings. ``changed``: when it was last changed, which bounds what was said and stands
    for the day that a row does not tell. ``indicators``: those of the catalogue, by code. ``own``: the folded names
    of its units, which say nothing where they stand.
    """

    path: str
    changed: datetime
    indicators: Mapping[str, Indicator]
    own: Set[str] = frozenset()


def read_by_hand(book: PagedBook, typing: Typing) -> list[HandRow]:
    """Read the rows in which something was typed, on every sheet that has the table: people copy sheets.

    Args:
        book: The workbook's pages.
        typing: What is known of it.

    Returns:
        A row each; of a sheet as a whole, where there is something to tell of it, one that asks for nothing.

    Raises:
        ByHandError: The row of codes is gone, or the column of the total, so that nobody knows what stands where.
    """
    headers = headers_of(typing.indicators.values())
    borne = Counter(map(fold, headers.values()))
    # A header that two columns bear says of neither which it is.
    names = {fold(name): code for code, name in headers.items() if borne[fold(name)] == 1}
    tables = [(page, table_of(page, names)) for page in book.pages]
    known = [table for _, table in tables if table]
    if not any(CODE in map(code_of, cells.values()) for table in known for cells in table.rows.values()):
        raise ByHandError
    rows = {table.page.sheet: list(_rows(table, typing)) for table in known}
    told: list[Finding] = []
    for page, table in tables:
        told += _of_no_table(page) if table is None else _exchanged(table, typing) if rows[page.sheet] else ()
        told += loose_words(table, typing) if table else ()
        told += _in_shapes(page)
    return [*(row for each in rows.values() for row in each), *(_of_sheet(item, typing) for item in told)]


def _of_sheet(told: Finding, typing: Typing) -> HandRow:
    """Return what stands for a sheet as a whole: it asks for nothing and gives no figures."""
    file = ReceivedFile(typing.path, typing.changed, 0, "", basis=Basis.SAVED)
    return HandRow(file, Submission(told.sheet, "", "", "", "", "", (), (), {}, findings=(told,)), told.cell)


def _of_no_table(page: Page) -> Iterator[Finding]:
    """Tell of a sheet with figures that has neither the codes nor the headers, so that none has a place."""
    shown = [(place, page.cells[place].value) for place in by_place(page.cells)]
    if not any(isinstance(value, int | float) or weigh_words(str(value)).matters for _, value in shown if value):
        return
    first = shown[0][0]
    told = shorten("; ".join(f"{place}: {show(value)}" for place, value in shown if value is not None), _LONGEST_QUOTE)
    yield finding("by-hand-sheet", {"sheet": page.sheet, "cell": first}, sheet=page.sheet, value=told)


def _exchanged(table: Table, typing: Typing) -> Iterator[Finding]:
    """Tell of columns that were read by their headers."""
    if labels := [typing.indicators[code].name for code in table.exchanged if code in typing.indicators]:
        place = {"sheet": table.page.sheet, "cell": a1(table.header_row0, table.columns[table.exchanged[0]])}
        yield finding("by-hand-headers", place, value=", ".join(labels))


def _in_shapes(page: Page) -> Iterator[Finding]:
    """Tell of text boxes: what stands in one belongs to no row."""
    for text in filter(None, map(clean, page.shapes)):
        value = shorten(text, _LONGEST_QUOTE)
        code = "by-hand-shape" if weigh_words(text).matters else "remark-noted"
        yield finding(code, {"sheet": page.sheet}, sheet=page.sheet, value=value)


def _rows(table: Table, typing: Typing) -> Iterator[HandRow]:
    asked = tuple(code for code in typing.indicators if code in table.columns)
    comments: dict[int, list[tuple[str, str]]] = {}
    for comment in table.page.comments:
        if comment.a1 and (text := clean(comment.text)):
            comments.setdefault(place_of(comment.a1)[0], []).append((comment.a1, text))
    for row0 in sorted(row0 for row0 in {*table.rows, *comments} if row0 > table.header_row0):
        if not table.is_typed_in(row0, asked):
            continue
        is_filled = any(table.is_filled(row0, code) for code in asked)
        if is_filled and ADMITTED not in table.columns:
            raise ByHandError(typing.indicators[ADMITTED].name, table.page.sheet, row0 + 1)
        yield _row(table, row0, asked, typing, comments.get(row0, ()))


def _row(table: Table, row0: int, asked: Sequence[str], typing: Typing, comments: Sequence[tuple[str, str]]) -> HandRow:
    sheet = table.page.sheet
    said = {key: table.text(row0, key) for key in _TEXTS}
    said_at, claimed, unread = _said_at(table.cell(row0, SAID_AT).value, typing.changed)
    basis = Basis.SAID if said_at else Basis.SAVED
    file = ReceivedFile(typing.path, said_at or typing.changed, 0, "", basis=basis, claimed=claimed)
    start = a1(row0, table.columns[CODE])
    places = {code: a1(row0, table.columns[code]) for code in asked}
    read = {code: read_cell(table.page, places[code], typing.indicators[code]) for code in asked}
    values = {code: CellValue(reading.value, sheet, places[code]) for code, reading in read.items()}
    submission = Submission(
        sheet=sheet,
        unit_code=table.text(row0, CODE),
        unit_name=said[NAME],
        period_code="",
        version="",
        form_id="",
        asked=tuple(asked),
        declared=(),
        values=values,
        filled_by=said[SAID_BY],
        unit_cell=start,
        findings=(
            *_told(values, read, typing),
            *_hidden(table.page, row0, start),
            *_beside(table, row0),
            *_commented(table, comments, typing),
        ),
    )
    return HandRow(file, submission, start, said[SAID_BY], said_at, said[HOW], said[REASON], unread, table.title)


def _told(values: Mapping[str, CellValue], read: Mapping[str, Reading], typing: Typing) -> Iterator[Finding]:
    """Return what must be told of the figures themselves, as of a form's."""
    for code, reading in read.items():
        yield from reading.told
        yield from note_told(values[code], typing.indicators[code])


def _hidden(page: Page, row0: int, start: str) -> Iterator[Finding]:
    """Tell of a row that nobody sees who opens the workbook."""
    if page.sight is not Sight.VISIBLE or row0 in page.hidden_rows:
        yield finding("by-hand-hidden", {"sheet": page.sheet, "cell": start}, row=str(row0 + 1), sheet=page.sheet)


def _beside(table: Table, row0: int) -> Iterator[Finding]:
    """Tell of what was typed on the row outside the columns."""
    known = set(table.columns.values())
    for column0, cell in sorted(table.rows.get(row0, {}).items()):
        if column0 in known or cell.value is None or not clean(str(cell.value)):
            continue
        place = {"sheet": table.page.sheet, "cell": a1(row0, column0)}
        is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        matters = is_number or weigh_words(show(cell.value)).matters
        where = words.WHERE_CELL.format(cell=place["cell"])
        about = {"value": shorten(show(cell.value), _LONGEST_QUOTE)}
        yield finding("remark", place, where=where, **about) if matters else finding("remark-noted", place, **about)


def loose_words(table: Table, typing: Typing) -> Iterator[Finding]:
    """Tell of figures and words of correcting that belong to no unit's row: under the table, above it, on a blank row.

    Args:
        table: Of a sheet.
        typing: Knows the workbook's own texts.
    """
    asked = tuple(code for code in typing.indicators if code in table.columns)
    code_column, printed = table.columns[CODE], table.columns.get(HOW)
    for row0, cells in sorted(table.rows.items()):
        if row0 == table.header_row0 or (row0 > table.header_row0 and table.is_typed_in(row0, asked)):
            continue
        for column0, cell in sorted(cells.items()):
            text = clean(show(cell.value)) if cell.value is not None else ""
            is_own = text in (*table.columns, hand_words.ADVICE) or text.startswith(hand_words.TITLE)
            is_code = column0 == code_column and " " not in text
            if not text or is_own or is_code or column0 == printed or fold(text) in typing.own:
                continue
            if weigh_words(text).matters or isinstance(cell.value, int | float):
                yield _loose(table.page.sheet, a1(row0, column0), text)
    for comment in table.page.comments:
        row0 = place_of(comment.a1)[0] if comment.a1 else 0
        if not (row0 > table.header_row0 and table.is_typed_in(row0, asked)) and weigh_words(comment.text).matters:
            yield _loose(table.page.sheet, comment.a1, clean(comment.text))


def _loose(sheet: str, cell: str, text: str) -> Finding:
    about = {"where": words.WHERE_CELL.format(cell=cell), "value": shorten(text, _LONGEST_QUOTE)}
    return finding("by-hand-loose", {"sheet": sheet, "cell": cell}, **about)


def _commented(table: Table, comments: Sequence[tuple[str, str]], typing: Typing) -> Iterator[Finding]:
    """Tell of comments on the row."""
    labels = {table.columns[code]: item.name for code, item in typing.indicators.items() if code in table.columns}
    for address, text in comments:
        place = {"sheet": table.page.sheet, "cell": address}
        label = labels.get(place_of(address)[1], words.WHERE_CELL.format(cell=address))
        yield finding("cell-comment", place, label=label, value=shorten(text, _LONGEST_QUOTE))


def _said_at(value: Value, changed: datetime) -> tuple[datetime | None, str, str]:
    """Return a day as typed, at noon in Vietnam where no time was given; in words, one that cannot be, or be read.

    Nobody can have said on a later day than the workbook was saved on what stands in it.
    """
    typed = value
    if isinstance(value, str):
        value = day_in(value)
    if isinstance(value, datetime) and value.time() != time():
        moment = value.replace(tzinfo=VIETNAM)
    elif isinstance(value, date):
        moment = datetime.combine(value, time(12), VIETNAM)
    else:
        return None, "", shorten(show(typed)) if typed is not None and clean(str(typed)) else ""
    latest = in_vietnam(changed).date() if changed > EARLIEST else date.max
    if EARLIEST.date() <= moment.date() <= latest:
        return moment, "", ""
    return None, f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}", ""
