"""The workbook of figures that came by telephone or on paper, ``nhap-tay.xlsx``: written blank."""

from collections.abc import Iterable
from datetime import datetime, time

from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.metrics import column_width, line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.text import by_hand as words

CODE, NAME = "ma", "ten"
SAID_BY, SAID_AT, HOW, REASON = "nguoi_bao", "ngay_bao", "cach_bao", "ly_do"
_TITLE, _ADVICE, _HEADER, _FIRST = 1, 2, 3, 4
_SPARE_ROWS = 200
"""Rows below the last unit that have their formats, for units to be added."""


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
        names = column_width([unit.name for unit in units], lowest=28, highest=60)
        last0 = _FIRST + len(units) + _SPARE_ROWS - 1
        for row0 in range(_FIRST, last0 + 1):
            unit = units[row0 - _FIRST] if row0 - _FIRST < len(units) else None
            sheet.text(row0, 0, unit.code if unit else "", "label")
            sheet.text(row0, 1, unit.name if unit else "", "label_wrap")
            if unit and (lines := line_count(unit.name, names)) > 1:
                sheet.height(row0, row_height(lines))
            for column0 in range(2, len(columns)):
                sheet.text(row0, column0, "", "entry_any")
        _advise(sheet, catalogue, list(columns), last0)
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
