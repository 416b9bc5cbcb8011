"""Writes a catalogue workbook: blank for a new office, or full."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import assert_never

from dangvien_xlsx.excel.catalogue.guidance import address, annotate, choice, count, day, is_date, prepare
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.metrics import column_width
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import TAB_INPUT
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import bieu2
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text import catalogue_help as help_words
from dangvien_xlsx.text.names import (
    KINDS,
    NO,
    RELATIONS,
    SHEET_INDICATORS,
    SHEET_INFO,
    SHEET_REARRANGED,
    SHEET_UNITS,
    YES,
)

_BLANK_STAMP = datetime(2023, 1, 1)
_SPARE_ROWS = 500
"""Rows below the last that already have their choices and formats, for units and indicators to be added."""

Entry = str | int | date | None


def blank_catalogue_bytes(kind: str = "", period: Period | None = None, series: str = "") -> bytes:
    """Write a catalogue to be filled: the keys explained, the indicators of its kind, no unit.

    Args:
        kind: A statistics form whose indicators it has; blank for the usual ones.
        period: What it is for, where that is known already.
        series: The id of the series of periods that begins with it.
    """
    known = period_info(period) if period else {}
    entries: dict[str, Entry]
    if kind == bieu2.KIND:
        entries = {"tieu_de": bieu2.TITLE, "bieu": bieu2.KIND, "chuoi": series, **known}
        return _bytes(entries, (), bieu2.INDICATORS, _BLANK_STAMP)
    entries = {"tieu_de": words.DEFAULT_TITLE, "chuoi": series, **known}
    return _bytes(entries, (), words.DEFAULT_INDICATORS, _BLANK_STAMP)


def period_info(period: Period) -> dict[str, Entry]:
    """Return the rows about a period; one without a name is named by its months."""
    months = (period.start.month, period.start.year, period.end.month, period.end.year)
    return {
        "ky_ma": period.code,
        "ky_ten": period.name or words.period_name(*months),
        "ky_tu": period.start,
        "ky_den": period.end,
        "han_nop": period.deadline,
    }


def catalogue_bytes(catalogue: Catalogue) -> bytes:
    """Write a catalogue that is known."""
    return _bytes(
        info_of(catalogue),
        catalogue.units,
        catalogue.indicators,
        datetime.combine(catalogue.period.start, time()),
        catalogue.changes,
    )


def info_of(catalogue: Catalogue) -> dict[str, Entry]:
    """Return the values of sheet ``Thông tin`` by key; what is as it would be anyway stays blank."""
    return {key.code: _shown(catalogue, key) for key in words.INFO_KEYS}


def _shown(catalogue: Catalogue, key: words.InfoKey) -> Entry:
    place, _, name = key.field.rpartition(".")
    part = getattr(catalogue, place) if place else catalogue
    value = getattr(part, name)
    shown: Entry = None
    if value is not None and value != getattr(part, "_field_defaults", {}).get(name):
        match key.takes:
            case words.Takes.TEXT | words.Takes.DAY | words.Takes.COUNT:
                shown = value
            case words.Takes.YES:
                shown = YES if value else None
            case words.Takes.LIST:
                shown = "; ".join(value)
            case _:
                assert_never(key.takes)
    return shown


def _bytes(
    entries: Mapping[str, Entry],
    units: Iterable[Unit],
    indicators: Iterable[Indicator],
    created: datetime,
    changes: Iterable[Change] = (),
) -> bytes:
    with Book(created, {"title": words.TITLE, "author": str(entries.get("co_quan") or "")}) as book:
        _write_info(book.sheet(SHEET_INFO, TAB_INPUT), entries)
        _write_units(book.sheet(SHEET_UNITS, TAB_INPUT), list(units))
        _write_indicators(book.sheet(SHEET_INDICATORS, TAB_INPUT), list(indicators))
        _write_changes(book.sheet(SHEET_REARRANGED, TAB_INPUT), changes)
        return book.content()


_INFO_CHOICES = {
    **dict.fromkeys((key.code for key in words.INFO_KEYS if key.takes is words.Takes.DAY), day()),
    **dict.fromkeys((key.code for key in words.INFO_KEYS if key.takes is words.Takes.COUNT), count()),
    **dict.fromkeys((key.code for key in words.INFO_KEYS if key.takes is words.Takes.YES), choice([YES, NO])),
    "bieu": choice([bieu2.KIND]),
}
"""What Excel lets be typed for a key."""


def _write_info(sheet: Sheet, entries: Mapping[str, Entry]) -> None:
    _write_headers(sheet, words.INFO_HEADERS, [20.0, 24.0, 44.0, 62.0], help_words.INFO_NOTES)
    for row0, key in enumerate(words.INFO_KEYS, 1):
        sheet.text(row0, 0, key.code, "label")
        sheet.text(row0, 1, f"{key.label} *" if key.required else key.label, "label")
        _write_entry(sheet, row0, 2, entries.get(key.code), is_date=key.takes is words.Takes.DAY)
        sheet.text(row0, 3, key.note, "label_note")
        if options := _INFO_CHOICES.get(key.code) or (address(a1(row0, 2)) if key.code == "email" else None):
            sheet.validation(row0, 2, options)
    sheet.raw.set_selection(1, 2, 1, 2)


def _write_units(sheet: Sheet, units: list[Unit]) -> None:
    rows: list[tuple[Entry, ...]] = [
        (
            unit.code,
            unit.group_code,
            unit.group_name,
            unit.name,
            "; ".join(unit.other_names),
            unit.email,
            unit.target_share or unit.target,
            unit.valid_from,
            unit.valid_to,
            unit.members,
            unit.contact,
            unit.phone,
            YES if unit.prints_note else "",
        )
        for unit in units
    ]
    headers = (*words.UNIT_HEADERS, *words.UNIT_OPTIONAL)
    sample = not rows
    if sample:
        rows = [tuple(help_words.SAMPLE_UNIT.get(header, "") for header in headers)]
    _write_table(sheet, headers, rows, help_words.UNIT_NOTES, "sample" if sample else "")


def _write_indicators(sheet: Sheet, indicators: list[Indicator]) -> None:
    headers = (*words.IND_HEADERS, *words.IND_OPTIONAL)
    rows: list[tuple[Entry, ...]] = [
        (
            indicator.code,
            indicator.name,
            KINDS[indicator.kind],
            indicator.parent or "",
            RELATIONS[indicator.relation] if indicator.relation else "",
            YES if indicator.required else NO,
            indicator.low,
            indicator.high,
            indicator.hint,
            indicator.block,
            indicator.warning,
        )
        for indicator in indicators
    ]
    _write_table(sheet, headers, rows, help_words.IND_NOTES)


def _write_changes(sheet: Sheet, changes: Iterable[Change]) -> None:
    rows: list[tuple[Entry, ...]] = [
        (change.old, change.new, _typed(change.share), change.day, change.paper) for change in changes
    ]
    _write_table(sheet, words.CHANGE_HEADERS, rows, help_words.CHANGE_NOTES)


def _typed(share: Fraction | None) -> str:
    """Return a share as somebody would type it: 50%, or 1/3."""
    if share is None:
        return ""
    return f"{share * 100}%" if (share * 100).denominator == 1 else f"{share.numerator}/{share.denominator}"


def _write_table(
    sheet: Sheet, headers: tuple[str, ...], rows: list[tuple[Entry, ...]], notes: Mapping[str, str], role: str = ""
) -> None:
    widths = [
        column_width([header, *(str(row[index] or "") for row in rows)], 12, bold=True, lowest=11, highest=58)
        for index, header in enumerate(headers)
    ]
    wide = [width + 2 for width in widths]
    _write_headers(sheet, headers, wide, notes)
    prepare(sheet, headers, wide, len(rows) + _SPARE_ROWS)
    for row0, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if role:
                sheet.text(row0, column, str(value or ""), role)
            else:
                _write_entry(sheet, row0, column, value, is_date=is_date(headers[column]))
    if role:
        sheet.raw.set_selection(len(rows) + 1, 0, len(rows) + 1, 0)
    sheet.allow_numbers_as_text()
    sheet.raw.autofilter(0, 0, max(len(rows), 1), len(headers) - 1)


def _write_headers(sheet: Sheet, headers: tuple[str, ...], widths: list[float], notes: Mapping[str, str]) -> None:
    sheet.widths(widths)
    for column, header in enumerate(headers):
        sheet.text(0, column, header, "screen_header")
    annotate(sheet, headers, notes)
    sheet.height(0, 24)
    sheet.raw.freeze_panes(1, 0)
    sheet.raw.set_paper(9)
    sheet.raw.set_landscape()
    sheet.raw.fit_to_pages(1, 0)
    sheet.raw.repeat_rows(0)


def _write_entry(sheet: Sheet, row0: int, column: int, value: Entry, *, is_date: bool) -> None:
    if is_date:
        sheet.day(row0, column, value if isinstance(value, date) else None, "entry_date")
    elif isinstance(value, int):
        sheet.number(row0, column, value, "entry_number")
    else:
        sheet.text(row0, column, str(value or ""), "entry")
