"""Moves a catalogue workbook on to its next period, with everything that the clerk added to it."""

import io
import re
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from typing import Any, NamedTuple

from dangvien_xlsx.excel.catalogue.units import code_key
from dangvien_xlsx.excel.catalogue.writer import Entry, period_info
from dangvien_xlsx.excel.writing.resaving import resaved
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import SHEET_INFO, SHEET_REARRANGED, SHEET_UNITS

_DAY_FORMAT = "dd/mm/yyyy"


class Moving(NamedTuple):
    """What a catalogue is moved on to: the next period; without a name it is named by its months.

    ``begun``: the first day of the period before. ``earlier``: where its workspace lies, from the new one; put before
    those that it was compared with; blank where there is nothing to compare with. ``is_new_year``: whether the next one
    is counted in another year. ``series``: the id of the series that both belong to. ``gone``: the last days of units,
    by code as ``code_key`` has it.
    """

    following: Period
    begun: date
    earlier: str
    is_new_year: bool
    series: str
    gone: Mapping[str, date]


def next_catalogue_bytes(content: bytes, moving: Moving) -> bytes:
    """Copy a catalogue workbook, everything that the clerk added included, with the period moved on.

    Args:
        content: The catalogue of the earlier period.
        moving: What it is moved on to.

    Returns:
        The workbook with the next period's code, name, dates and deadline, and without the letter's number and date; in
        a new year without what was given for the old one, the targets and the members that shares are of.
    """
    import openpyxl

    values: dict[str, Entry] = period_info(moving.following) | {
        "van_ban_so": None,
        "imap_tu_ngay": None,
        "van_ban_ngay": None,
        words.EARLIER_TOTAL: None,
        "chuoi": moving.series,
    }
    if moving.is_new_year:
        values["chi_tieu_nam"] = None
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[SHEET_INFO]
    header = [fold(str(cell.value or "")) for cell in sheet[1]]
    key_column, value_column = (header.index(fold(words.INFO_HEADERS[index])) + 1 for index in (0, 2))
    rows = range(2, sheet.max_row + 1)
    if "chuoi" not in {clean(str(sheet.cell(row, key_column).value or "")) for row in rows}:
        _append(sheet, header, "chuoi")
    for row in range(2, sheet.max_row + 1):
        code = clean(str(sheet.cell(row, key_column).value or ""))
        if code in values:
            sheet.cell(row, value_column).value = values[code]
        if code == "ky_truoc":
            sheet.cell(row, value_column).value = moving.earlier or None
        if code == "chi_tieu_nam" and moving.is_new_year:
            _say_new_year(sheet, row, header, moving.following.end.year)
    of_year = words.UNIT_OF_YEAR if moving.is_new_year else ()
    for column in (words.UNIT_PRINTS_NOTE, *of_year):
        _blank_column(book[SHEET_UNITS], column)
    _apply_changes(book, moving.begun, moving.gone)
    return resaved(book)


def _say_new_year(sheet: Any, row: int, header: list[str], year: int) -> None:
    """Say beside the year's target that it was left blank, before whatever the clerk noted there."""
    if (name := fold(words.INFO_HEADERS[3])) not in header:
        return
    cell = sheet.cell(row, header.index(name) + 1)
    start, end = words.TARGETS_BLANKED
    noted = re.sub(rf"{re.escape(start)}\d+{re.escape(end)}", "", str(cell.value or "")).strip()
    cell.value = f"{start}{year}{end} {noted}".strip()


def _apply_changes(book: Any, begun: date, gone: Mapping[str, date]) -> None:
    """Put into the units' rows which of them have ended, and into changes without a day the day that they had."""
    _fill_days(book[SHEET_UNITS], words.UNIT_CODE, words.UNIT_TO, lambda code: gone.get(code_key(code)))
    if SHEET_REARRANGED in book.sheetnames:
        sheet = book[SHEET_REARRANGED]
        _fill_days(sheet, words.CHANGE_OLD, words.CHANGE_DAY, lambda code: begun if code else None)


def _fill_days(sheet: Any, key: str, header: str, day_of: Callable[[str], date | None]) -> None:
    column = {fold(str(cell.value or "")): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        day = day_of(clean(str(sheet.cell(row, column[fold(key)]).value or "")))
        cell = sheet.cell(row, column[fold(header)])
        if cell.value is None and day:
            cell.value, cell.number_format = day, _DAY_FORMAT


def _append(sheet: Any, header: list[str], code: str) -> None:
    """Add the row of a key that a catalogue of an earlier version does not have, looking like the one above it."""
    key = next(key for key in words.INFO_KEYS if key.code == code)
    row = sheet.max_row + 1
    for name, text in zip(words.INFO_HEADERS, (key.code, key.label, None, key.note), strict=True):
        if fold(name) in header:
            column = header.index(fold(name)) + 1
            sheet.cell(row, column).value = text
            sheet.cell(row, column)._style = copy(sheet.cell(row - 1, column)._style)


def _blank_column(sheet: Any, header: str) -> None:
    """Empty a column: what was decided for one period is decided anew."""
    for cell in sheet[1]:
        if fold(str(cell.value or "")) == fold(header):
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, cell.column).value = None
