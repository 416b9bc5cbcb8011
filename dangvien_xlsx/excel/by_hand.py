"""The workbook of figures that came by telephone or on paper, ``nhap-tay.xlsx``: written blank, and read back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from dangvien_xlsx.excel.reading.grid import Grid, Grids, text_at, value_at
from dangvien_xlsx.excel.writing.book import Book, Sheet
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import ByHandError
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import CellValue, HandRow, ReceivedFile, Submission
from dangvien_xlsx.text import by_hand as words
from dangvien_xlsx.text.fold import clean

CODE, NAME = "ma", "ten"
SAID_BY, SAID_AT, HOW, REASON = "nguoi_bao", "ngay_bao", "cach_bao", "ly_do"
_TITLE, _ADVICE, _HEADER, _FIRST = 1, 2, 3, 4
_SPARE_ROWS = 200
"""Rows below the last unit that have their formats, for units to be added."""
_TEXTS = (NAME, SAID_BY, HOW, REASON)
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y")


def by_hand_bytes(catalogue: Catalogue) -> bytes:
    """Write the workbook, a row for each unit that exists in the period, nothing typed yet."""
    properties = {"title": words.TITLE, "subject": catalogue.period.code, "author": catalogue.office.name}
    columns = _columns(catalogue)
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
        sheet.paper((_FIRST + len(units) - 1, len(columns) - 1), _HEADER, "")
        return book.content()


def _columns(catalogue: Catalogue) -> dict[str, str]:
    """Return the columns' headers by code, in their order."""
    indicators = {indicator.code: indicator.name for indicator in catalogue.indicators}
    after = {SAID_BY: words.SAID_BY, SAID_AT: words.SAID_AT, HOW: words.HOW, REASON: words.REASON}
    return {CODE: words.CODE, NAME: words.NAME} | indicators | after


def _advise(sheet: Sheet, catalogue: Catalogue, columns: list[str], last0: int) -> None:
    """Give each column what Excel lets be typed, with the form's own words."""
    for indicator in catalogue.indicators:
        sheet.validation(_FIRST, columns.index(indicator.code), input_validation(indicator), last0)
    ways = {"validate": "list", "source": list(words.WAYS), "error_type": "warning"}
    sheet.validation(_FIRST, columns.index(HOW), ways, last0)


def read_by_hand(content: bytes, path: str, changed: datetime, indicators: Mapping[str, Indicator]) -> list[HandRow]:
    """Read the rows in which something was typed.

    Args:
        content: The workbook, already guarded.
        path: How it is called in findings.
        changed: When the file was last changed: stands for the day that a row does not tell.
        indicators: Those of the catalogue, by code.

    Raises:
        ByHandError: The row of codes is gone, so that nobody knows what stands in which column.
    """
    for sheet, grid in Grids(content).items():
        for row0, row in enumerate(grid):
            if CODE in row and SAID_BY in row:
                columns = {str(code): column0 for column0, code in enumerate(row) if code}
                return list(_rows(grid, sheet, row0, columns, path, changed, indicators))
    raise ByHandError


def _rows(
    grid: Grid,
    sheet: str,
    codes_row0: int,
    columns: Mapping[str, int],
    path: str,
    changed: datetime,
    indicators: Mapping[str, Indicator],
) -> Iterator[HandRow]:
    asked = tuple(code for code in indicators if code in columns)
    header0 = next((row0 for row0 in range(codes_row0, len(grid)) if words.CODE in grid[row0]), codes_row0)
    for row0 in range(header0 + 1, len(grid)):
        values = {
            code: CellValue(value_at(grid, row0, columns[code]), sheet, a1(row0, columns[code])) for code in asked
        }
        if all(cell.value is None for cell in values.values()):
            continue
        said = {key: clean(text_at(grid, row0, columns[key])) if key in columns else "" for key in _TEXTS}
        said_at = _moment(value_at(grid, row0, columns[SAID_AT])) if SAID_AT in columns else None
        file = ReceivedFile(path, said_at or changed, 0, "")
        submission = Submission(
            sheet=sheet,
            unit_code=clean(text_at(grid, row0, columns[CODE])),
            unit_name=said[NAME],
            period_code="",
            version="",
            form_id="",
            asked=asked,
            declared=(),
            values=values,
            filled_by=said[SAID_BY],
            unit_cell=a1(row0, columns[CODE]),
        )
        yield HandRow(file, submission, a1(row0, columns[CODE]), said[SAID_BY], said_at, said[HOW], said[REASON])


def _moment(value: object) -> datetime | None:
    """Return a day as typed, at noon in Vietnam where no time was given."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=VIETNAM) if value.time() != time() else _noon(value.date())
    if isinstance(value, date):
        return _noon(value)
    for pattern in _DAYS if isinstance(value, str) else ():
        try:
            return _noon(datetime.strptime(str(value).strip(), pattern).date())
        except ValueError:
            continue
    return None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), VIETNAM)
