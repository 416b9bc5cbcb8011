"""Reads the catalogue workbook and validates all of it at once: every mistake with its sheet, cell and remedy."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, assert_never

from dangvien_xlsx.excel.catalogue.changes import changes_of
from dangvien_xlsx.excel.catalogue.indicators import indicators_of
from dangvien_xlsx.excel.catalogue.rows import Mistakes, Row, blame_duplicates, rows_of
from dangvien_xlsx.excel.catalogue.units import address_doubts, units_of
from dangvien_xlsx.excel.reading.grid import Grid
from dangvien_xlsx.model.catalogue import Catalogue, Office
from dangvien_xlsx.model.change import ended
from dangvien_xlsx.model.errors import CatalogueError
from dangvien_xlsx.model.mailbox import MailSettings, is_address
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.received.names import safe_name
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text import catalogue_help as help_words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import SHEET_INDICATORS, SHEET_INFO, SHEET_REARRANGED, SHEET_UNITS, YES

_PERIOD_CODE = pattern(r"[A-Za-z0-9][A-Za-z0-9-]{0,30}")
_YEARS = range(1900, 2200)
"""A period of another year is a slip of the keyboard, and its next one would have no date."""
_KEY, _LABEL, _VALUE, _ = words.INFO_HEADERS


def read_catalogue(grids: Mapping[str, Grid]) -> Catalogue:
    """Read a catalogue.

    Args:
        grids: The workbook's cells by sheet.

    Returns:
        The catalogue, sound.

    Raises:
        CatalogueError: With a finding for each mistake.
    """
    mistakes: Mistakes = []
    info = rows_of(grids, SHEET_INFO, words.INFO_HEADERS, mistakes)
    units = rows_of(grids, SHEET_UNITS, words.UNIT_HEADERS, mistakes, words.UNIT_OPTIONAL)
    sample = fold(help_words.SAMPLE_CODE)
    units = [row for row in units if fold(row.text(words.UNIT_CODE)) != sample]
    indicators = rows_of(grids, SHEET_INDICATORS, words.IND_HEADERS, mistakes, words.IND_OPTIONAL)
    has_changes = SHEET_REARRANGED in grids
    rearranged = rows_of(grids, SHEET_REARRANGED, words.CHANGE_HEADERS, mistakes) if has_changes else []
    if mistakes:
        raise CatalogueError(tuple(mistakes))
    for sheet, rows in ((SHEET_UNITS, units), (SHEET_INDICATORS, indicators)):
        if not rows:
            mistakes.append(finding("catalogue-empty", {"sheet": sheet, "cell": "A2"}))
    blame_duplicates(info, _KEY)
    entries = {row.text(_KEY): row for row in info}
    _blame_missing(entries, mistakes)
    _blame_address(entries)
    period = _period(entries)
    office, mail = Office(**_fields(entries, "office")), MailSettings(**_fields(entries, "mail"))
    office = office._replace(addressee=office.addressee.rstrip("."))
    own = {"target": None, **_fields(entries, "")}
    read_units, read_indicators = units_of(units, period), indicators_of(indicators, mistakes)
    changes = changes_of(rearranged, read_units, period)
    gone = ended(changes)
    read_units = tuple(_until(unit, gone.get(unit.code)) for unit in read_units)
    doubts = address_doubts(units, read_units, period)
    if mistakes or period is None:
        raise CatalogueError(tuple(mistakes), doubts)
    own |= {"indicators": read_indicators, "changes": changes, "doubts": doubts}
    return Catalogue(office, period, units=read_units, mail=mail, **own)


def _until(unit: Unit, gone: date | None) -> Unit:
    """Return a unit with its last day, where a change tells it and its own row does not."""
    return unit._replace(valid_to=gone - timedelta(days=1)) if gone and unit.valid_to is None else unit


def _blame_missing(entries: dict[str, Row], mistakes: Mistakes) -> None:
    for key in words.INFO_KEYS:
        if not key.required:
            continue
        if key.code in entries:
            entries[key.code].needed(_VALUE, key.label)
        else:
            about = {"label": f"{key.label} ({key.code})"}
            mistakes.append(finding("catalogue-value-missing", {"sheet": SHEET_INFO, "cell": "A2"}, **about))


def _blame_address(entries: dict[str, Row]) -> None:
    """The office's own address stands in every form, and every mail is answered to it."""
    row = entries.get("email")
    if row and (text := row.text(_VALUE)) and not is_address(text):
        row.wrong(_VALUE, help_words.EMAIL_ERROR, row.text(_LABEL))


def _entry(entries: dict[str, Row], code: str) -> str:
    return entries[code].text(_VALUE) if code in entries else ""


def _fields(entries: dict[str, Row], part: str) -> dict[str, Any]:
    """Return the fields of a part of the catalogue that are filled in, by name; its own where no part is named."""
    found: dict[str, Any] = {}
    for key in words.INFO_KEYS:
        place, _, name = key.field.rpartition(".")
        if place == part and (row := entries.get(key.code)) and (value := _value(row, key)) not in (None, "", ()):
            found[name] = value
    return found


def _value(row: Row, key: words.InfoKey) -> str | date | int | bool | tuple[str, ...] | None:
    text, label = row.text(_VALUE), row.text(_LABEL)
    match key.takes:
        case words.Takes.TEXT:
            return text
        case words.Takes.DAY:
            return row.day(_VALUE, label)
        case words.Takes.COUNT:
            return row.whole(_VALUE, label)
        case words.Takes.YES:
            return fold(text) == fold(YES)
        case words.Takes.LIST:
            return tuple(part for each in text.split(";") if (part := each.strip()))
        case _:
            assert_never(key.takes)


def _period(entries: dict[str, Row]) -> Period | None:
    code_row, start_row, end_row = (entries.get(code) for code in ("ky_ma", "ky_tu", "ky_den"))
    if not (code_row and start_row and end_row):
        return None
    code = code_row.text(_VALUE)
    if code and not _PERIOD_CODE.fullmatch(code):
        code_row.wrong(_VALUE, words.EXPECT_PERIOD_CODE, code_row.text(_LABEL))
    elif code and safe_name(code) != code:  # a blank one is told as blank, once
        code_row.wrong(_VALUE, words.EXPECT_FREE_CODE, code_row.text(_LABEL))
    start, end = (row.day(_VALUE, row.text(_LABEL)) for row in (start_row, end_row))
    deadline_row = entries.get("han_nop")
    deadline = deadline_row.day(_VALUE, deadline_row.text(_LABEL)) if deadline_row else None
    if start is None or end is None:
        return None
    for row, day in ((start_row, start), (end_row, end), (deadline_row, deadline)):
        if row and day and day.year not in _YEARS:
            row.wrong(_VALUE, words.EXPECT_DATE, row.text(_LABEL))
            return None
    if start > end:
        end_row.blame("catalogue-dates", _VALUE, value=f"{start:%d/%m/%Y} – {end:%d/%m/%Y}")
    if deadline_row and deadline and deadline < start:
        deadline_row.blame("catalogue-dates", _VALUE, value=f"{start:%d/%m/%Y} – {deadline:%d/%m/%Y}")
    elif deadline_row and deadline and deadline < end:
        deadline_row.wrong(_VALUE, help_words.EXPECT_DEADLINE, deadline_row.text(_LABEL))
    return Period(code, _entry(entries, "ky_ten"), start, end, deadline)
