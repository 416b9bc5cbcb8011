"""Writes a unit's form from the catalogue: blank, or filled with values that are already known."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from dangvien_xlsx.excel.form.beside import NOTHING_BESIDE, Beside
from dangvien_xlsx.excel.form.faults import Fault, listed_lines, write_faults
from dangvien_xlsx.excel.form.foot import write_contact
from dangvien_xlsx.excel.form.guide import write_guide
from dangvien_xlsx.excel.form.heading import frozen_points, write_heading, write_overall, write_send
from dangvien_xlsx.excel.form.meta import asked_text
from dangvien_xlsx.excel.form.rows import reasons_span, write_rows
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DONE_LOOK, ERROR_LOOK, TAB_INPUT, TAB_QUIET, WARNING_LOOK
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import check_code
from dangvien_xlsx.model.layout import (
    CHECK_COLUMN,
    HINT_COLUMN,
    KIND,
    META_KEYS,
    PREVIOUS_COLUMN,
    REASON_COLUMN,
    SAME_TERM_COLUMN,
    VALUE_COLUMN,
    VERSION,
    FormLayout,
    a1,
    column0,
    form_layout,
)
from dangvien_xlsx.model.rules import rules_for
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_GUIDE, SHEET_META

_WIDTHS = {
    "ma": 0.0,
    "tt": 5.0,
    "ten": 28.0,
    VALUE_COLUMN: 11.0,
    PREVIOUS_COLUMN: 9.0,
    SAME_TERM_COLUMN: 9.0,
    REASON_COLUMN: 17.0,
    CHECK_COLUMN: 28.0,
    HINT_COLUMN: 35.0,
}
_VALUE = column0(VALUE_COLUMN)
_MOST_FROZEN = 230
"""Points: a head that is taller stays where it is, or a small screen would show nothing else."""


def form_bytes(
    catalogue: Catalogue,
    unit: Unit,
    values: Mapping[str, Value] | None = None,
    contact: tuple[str, str] = ("", ""),
    saved: datetime | None = None,
    faults: Sequence[Fault] = (),
    beside: Beside = NOTHING_BESIDE,
) -> bytes:
    """Write a form.

    Args:
        catalogue: Gives the period, the indicators and the letterhead.
        unit: Whose form it is.
        values: By indicator code; what is absent is left blank.
        contact: Who filled it and their telephone.
        saved: The workbook's own time of saving; a blank form bears the period's first day, which the reader
            takes for "never saved by whoever filled it".
        faults: What the unit has to mend in a form that is returned: listed at the top, marked at the cells.
        beside: The unit's own earlier figures, soft rules, and reasons given already.

    Returns:
        The workbook.
    """
    created = saved or datetime.combine(catalogue.period.start, time())
    properties = {
        "title": words.PROPERTIES_TITLE,
        "subject": catalogue.period.code,
        "author": catalogue.office.name,
        "company": catalogue.office.superior,
    }
    values = values or {}
    layout = form_layout(catalogue.indicators, listed_lines(faults), beside.columns)
    widths = widths_of(layout)
    with Book(created, properties) as book:
        sheet = book.sheet(SHEET_FORM, TAB_INPUT)
        write_heading(sheet, layout, catalogue, unit, widths)
        wrong = {fault.code for fault in faults if not fault.is_note and not fault.is_question}
        standing = write_rows(sheet, layout, rules_for(catalogue.indicators), values, beside, wrong, widths)
        first = write_faults(sheet, layout, faults, values, standing, widths, catalogue.office.name)
        write_overall(sheet, layout, standing)
        write_contact(sheet, layout, contact)
        identity = form_id(catalogue, unit)
        code = check_code(identity, catalogue.indicators, values) if standing.is_valid else ""
        write_send(sheet, layout, catalogue, code, widths)
        _finish(sheet, layout, widths, layout.rows[0].row0 if first is None else first)
        write_guide(book.sheet(SHEET_GUIDE, TAB_QUIET))
        _write_meta(book.sheet(SHEET_META), catalogue, unit, identity)
        return book.content()


def widths_of(layout: FormLayout) -> list[float]:
    """Return the widths of a form's columns, in digits of the default font."""
    return [_WIDTHS[code] for code in layout.columns]


def form_id(catalogue: Catalogue, unit: Unit) -> str:
    """Return the id of a form: the same for the same unit, period and indicators."""
    asked = ",".join(indicator.code for indicator in catalogue.indicators)
    return hashlib.sha256(f"{VERSION}|{catalogue.period.code}|{unit.code}|{asked}".encode()).hexdigest()[:12].upper()


def _finish(sheet: Sheet, layout: FormLayout, widths: list[float], cursor_row0: int) -> None:
    raw = sheet.raw
    sheet.widths(widths)
    raw.set_column(0, 0, None, None, {"hidden": True})
    phone = a1(layout.phone_row0, _VALUE)
    sheet.allow_numbers_as_text(f"B1:B1048576 {phone}")
    raw.set_row(0, None, None, {"hidden": True})
    _highlight(sheet, layout)
    raw.set_selection(cursor_row0, _VALUE, cursor_row0, _VALUE)
    raw.protect("", {"format_columns": True, "format_rows": True})
    if reasons := reasons_span(layout):
        # Whoever is asked may type a reason, but the cell is locked all the same, so that Tab goes from input to input.
        raw.unprotect_range(reasons, "ly_do")
    if frozen_points(sheet, layout) <= _MOST_FROZEN:
        raw.freeze_panes(layout.heading_row0("dau_bang") + 1, 0)
    raw.activate()
    raw.set_first_sheet()
    paper(sheet, (layout.end_row0, layout.last_column0), None, "")
    raw.print_area(1, 1, layout.end_row0, layout.last_column0)
    raw.fit_to_pages(1, 1)


def _highlight(sheet: Sheet, layout: FormLayout) -> None:
    """Colour live checks by what they say, and the inputs and reasons that they speak of."""
    check0, reason0 = layout.column0(CHECK_COLUMN), layout.column0(REASON_COLUMN)
    first, last = (layout.rows[0].row0, check0), (layout.rows[-1].row0, check0)
    here = f"${a1(*first)}"
    fix = f'LEFT({here},{len(words.CHECK_FIX)})="{words.CHECK_FIX}"'
    missing = f'LEFT({here},{len(words.CHECK_MISSING)})="{words.CHECK_MISSING}"'
    look = f'LEFT({here},{len(words.CHECK_LOOK)})="{words.CHECK_LOOK}"'
    asks = f"RIGHT({here},{len(words.ASKS_REASON)})={quoted(words.ASKS_REASON)}"
    full = f'LEFT({here},{len(words.BLOCK_FULL)})="{words.BLOCK_FULL}"'
    sheet.highlight(first, last, f"=OR({here}={quoted(words.CHECK_OK)},{full})", DONE_LOOK)
    sheet.highlight(first, last, f"={fix}", ERROR_LOOK)
    sheet.highlight(first, last, f"=OR({missing},{look},{asks})", WARNING_LOOK)
    sheet.highlight((first[0], _VALUE), (last[0], _VALUE), f"={fix}", ERROR_LOOK)
    sheet.highlight((first[0], reason0), (last[0], reason0), f"={asks}", WARNING_LOOK)


def _write_meta(sheet: Sheet, catalogue: Catalogue, unit: Unit, identity: str) -> None:
    values = (
        KIND,
        VERSION,
        unit.code,
        catalogue.period.code,
        identity,
        asked_text(catalogue.indicators),
    )
    for row0, (key, value) in enumerate(zip(META_KEYS, values, strict=True)):
        sheet.text(row0, 0, key, "code")
        sheet.text(row0, 1, value, "code")
    sheet.raw.very_hidden()
    sheet.raw.protect("")
