"""The workbook of figures that came by telephone or on paper, ``nhap-tay.xlsx``: written blank, and read back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date, datetime, time
from typing import NamedTuple

from dangvien_xlsx.excel.writing.book import Book, Sheet
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import ByHandError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, Indicator
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.moments import EARLIEST, Basis
from dangvien_xlsx.model.page import Cell, Page, PagedBook, place_of
from dangvien_xlsx.model.period import VIETNAM, day_of, in_vietnam
from dangvien_xlsx.model.submission import CellValue, ErrorValue, HandRow, ReceivedFile, Submission, Value
from dangvien_xlsx.text import by_hand as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import show

CODE, NAME = "ma", "ten"
SAID_BY, SAID_AT, HOW, REASON = "nguoi_bao", "ngay_bao", "cach_bao", "ly_do"
_TITLE, _ADVICE, _HEADER, _FIRST = 1, 2, 3, 4
_SPARE_ROWS = 200
"""Rows below the last unit that have their formats, for units to be added."""
_TEXTS = (NAME, SAID_BY, HOW, REASON)
_BLANK = Cell()


def by_hand_bytes(catalogue: Catalogue) -> bytes:
    """Write the workbook, a row for each unit that exists in the period, nothing typed yet."""
    properties = {"title": words.TITLE, "subject": catalogue.period.code, "author": catalogue.office.name}
    columns = headers_of(catalogue.indicators)
    with Book(datetime.combine(catalogue.period.start, time()), properties) as book:
        sheet = book.sheet(words.SHEET, TAB_INPUT)
        for column0, (code, header) in enumerate(columns.items()):
            sheet.text(0, column0, code, "code")
            sheet.text(_HEADER, column0, header, "screen_header")
        sheet.text(_TITLE, 0, f"{words.TITLE} {catalogue.period.name}", "screen_title")
        sheet.text(_ADVICE, 0, words.ADVICE, "screen_line")
        units = catalogue.active_units
        last0 = _FIRST + len(units) + _SPARE_ROWS - 1
        for row0 in range(_FIRST, last0 + 1):
            unit = units[row0 - _FIRST] if row0 - _FIRST < len(units) else None
            sheet.text(row0, 0, unit.code if unit else "", "label")
            sheet.text(row0, 1, unit.name if unit else "", "label")
            for column0 in range(2, len(columns)):
                sheet.text(row0, column0, "", "entry_any")
        _advise(sheet, catalogue, list(columns), last0)
        names = column_width([unit.name for unit in units], lowest=28, highest=60)
        sheet.widths([10, names, *(14.0 for _ in catalogue.indicators), 24, 14, 20, 40])
        sheet.height(_HEADER, 54)
        sheet.allow_numbers_as_text()
        sheet.raw.set_row(0, None, None, {"hidden": True})
        sheet.raw.freeze_panes(_FIRST, 2)
        paper(sheet, (_FIRST + len(units) - 1, len(columns) - 1), _HEADER, "")
        return book.content()


def headers_of(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Return the columns' headers by code, in their order."""
    asked = {indicator.code: indicator.name for indicator in indicators}
    after = {SAID_BY: words.SAID_BY, SAID_AT: words.SAID_AT, HOW: words.HOW, REASON: words.REASON}
    return {CODE: words.CODE, NAME: words.NAME} | asked | after


def _advise(sheet: Sheet, catalogue: Catalogue, columns: list[str], last0: int) -> None:
    """Give each column what Excel lets be typed, with the form's own words."""
    for indicator in catalogue.indicators:
        sheet.validation(_FIRST, columns.index(indicator.code), input_validation(indicator, with_hint=True), last0)
    ways = {"validate": "list", "source": list(words.WAYS), "error_type": "warning"}
    sheet.validation(_FIRST, columns.index(HOW), ways, last0)


class _Table(NamedTuple):
    """Where a sheet keeps what: the column of each code, and the row after which rows of units come."""

    page: Page
    columns: Mapping[str, int]
    header_row0: int
    rows: Mapping[int, Mapping[int, Cell]]

    def cell(self, row0: int, code: str) -> Cell:
        """Return the cell of a column in a row; a blank one where either is not there."""
        return self.rows.get(row0, {}).get(self.columns.get(code, -1), _BLANK)

    def text(self, row0: int, code: str) -> str:
        """Return the text of a column in a row; a code typed as the number 16 is ``16``."""
        value = self.cell(row0, code).value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None or isinstance(value, ErrorValue) else clean(str(value))


class Typing(NamedTuple):
    """What is known of the workbook before it is read.

    ``path``: how it is called in findings. ``changed``: when it was last changed, which bounds what was said and stands
    for the day that a row does not tell. ``indicators``: those of the catalogue, by code.
    """

    path: str
    changed: datetime
    indicators: Mapping[str, Indicator]


def read_by_hand(book: PagedBook, typing: Typing) -> list[HandRow]:
    """Read the rows in which something was typed, on every sheet that has the table: people copy sheets.

    Args:
        book: The workbook's pages.
        typing: What is known of it.

    Raises:
        ByHandError: The row of codes is gone, or the column of the total, so that nobody knows what stands where.
    """
    names = {fold(name): code for code, name in headers_of(typing.indicators.values()).items()}
    tables = [_table(page, names) for page in book.pages]
    known = [table for table in tables if table]
    if not any(CODE in map(_code_of, cells.values()) for table in known for cells in table.rows.values()):
        raise ByHandError
    return [row for table in known for row in _rows(table, typing)]


def _code_of(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else ""


def _table(page: Page, names: Mapping[str, str]) -> _Table | None:
    """Find the table of a sheet: columns by their hidden codes, those whose code is gone by their headers."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in page.cells.items():
        row0, column0 = place_of(place)
        rows.setdefault(row0, {})[column0] = cell
    coded = _columns_of(rows, lambda cell: _code_of(cell).strip(), {CODE, SAID_BY})
    headed = _columns_of(rows, lambda cell: names.get(fold(_code_of(cell)), ""), {CODE, SAID_BY})
    if not headed and not coded:
        return None
    columns = dict(headed[1] if headed else {}) | dict(coded[1] if coded else {})
    return _Table(page, columns, max(found[0] for found in (coded, headed) if found), rows)


def _columns_of(
    rows: Mapping[int, Mapping[int, Cell]], code_of: Callable[[Cell], str], needed: Set[str]
) -> tuple[int, dict[str, int]] | None:
    """Return the first row that names the needed columns, and the column of each code that it names."""
    for row0 in sorted(rows):
        columns: dict[str, int] = {}
        for column0, cell in sorted(rows[row0].items()):
            if code := code_of(cell):
                columns.setdefault(code, column0)
        if needed <= columns.keys():
            return row0, columns
    return None


def _rows(table: _Table, typing: Typing) -> Iterator[HandRow]:
    asked = tuple(code for code in typing.indicators if code in table.columns)
    for row0 in sorted(row0 for row0 in table.rows if row0 > table.header_row0):
        cells = {code: table.cell(row0, code) for code in asked}
        if all(cell.value is None and not cell.formula for cell in cells.values()):
            continue
        if ADMITTED not in table.columns:
            raise ByHandError
        yield _row(table, row0, cells, typing)


def _row(table: _Table, row0: int, cells: Mapping[str, Cell], typing: Typing) -> HandRow:
    places = {code: a1(row0, table.columns[code]) for code in cells}
    said = {key: table.text(row0, key) for key in _TEXTS}
    said_at, claimed = _said_at(table.cell(row0, SAID_AT).value, typing.changed)
    basis = Basis.SAID if said_at else Basis.SAVED
    file = ReceivedFile(typing.path, said_at or typing.changed, 0, "", basis=basis, claimed=claimed)
    start = a1(row0, table.columns[CODE])
    submission = Submission(
        sheet=table.page.sheet,
        unit_code=table.text(row0, CODE),
        unit_name=said[NAME],
        period_code="",
        version="",
        form_id="",
        asked=tuple(cells),
        declared=(),
        values={code: CellValue(_taken(cell), table.page.sheet, places[code]) for code, cell in cells.items()},
        filled_by=said[SAID_BY],
        unit_cell=start,
        findings=tuple(_computed(cells, places, table.page.sheet, typing)),
    )
    return HandRow(file, submission, start, said[SAID_BY], said_at, said[HOW], said[REASON])


def _taken(cell: Cell) -> Value:
    """Return what a cell says: a formula that nobody computed says nothing."""
    if cell.formula and not cell.is_computed:
        return None
    value = cell.value
    if isinstance(value, str) and not clean(value):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _computed(cells: Mapping[str, Cell], places: Mapping[str, str], sheet: str, typing: Typing) -> Iterator[Finding]:
    """Tell of formulas: whoever typed a row may not know that one stands there, or that it was never computed."""
    for code, cell in cells.items():
        if not cell.formula:
            continue
        place = {"sheet": sheet, "cell": places[code]}
        label = typing.indicators[code].name
        if cell.is_computed:
            yield finding("formula-value", place, label=label, value=show(cell.value))
        else:
            yield finding("formula-not-calculated", place, label=label)


def _said_at(value: Value, changed: datetime) -> tuple[datetime | None, str]:
    """Return a day as typed, at noon in Vietnam where no time was given, and, in words, one that cannot be.

    Nobody can have said on a later day than the workbook was saved on what stands in it.
    """
    if isinstance(value, str):
        value = day_of(value)
    if isinstance(value, datetime) and value.time() != time():
        moment = value.replace(tzinfo=VIETNAM)
    elif isinstance(value, date):
        moment = datetime.combine(value, time(12), VIETNAM)
    else:
        return None, ""
    latest = in_vietnam(changed).date() if changed > EARLIEST else date.max
    if EARLIEST.date() <= moment.date() <= latest:
        return moment, ""
    return None, f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
