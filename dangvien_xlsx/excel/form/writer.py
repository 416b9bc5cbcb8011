"""Writes a unit's form from the catalogue: blank, or filled with values that are already known."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time

from dangvien_xlsx.excel.form.faults import Fault, listed_lines, write_faults
from dangvien_xlsx.excel.form.foot import write_contact, write_send
from dangvien_xlsx.excel.form.guide import write_guide
from dangvien_xlsx.excel.form.meta import asked_text
from dangvien_xlsx.excel.writing.book import Book, Sheet, quoted
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.paper import paper
from dangvien_xlsx.excel.writing.styles import (
    DONE_LOOK,
    ERROR_LOOK,
    PAPER_POINTS,
    TAB_INPUT,
    TAB_QUIET,
    WARNING_LOOK,
)
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import check_code
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import (
    COLUMNS,
    HEADING_ROWS,
    KIND,
    META_KEYS,
    UNIT_ROW,
    VALUE_COLUMN,
    VERSION,
    FormLayout,
    IndicatorRow,
    a1,
    column0,
    form_layout,
)
from dangvien_xlsx.model.rules import Rules, rules_for, verdict
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_GUIDE, SHEET_META

_WIDTHS = [4.0, 6.0, 33.0, 13.0, 25.0, 27.0]
_LAST = len(COLUMNS) - 1
_NAME, _VALUE, _CHECK, _HINT = (column0(code) for code in ("ten", VALUE_COLUMN, "kiem_tra", "cach_ghi"))


def form_bytes(
    catalogue: Catalogue,
    unit: Unit,
    values: Mapping[str, Value] | None = None,
    contact: tuple[str, str] = ("", ""),
    saved: datetime | None = None,
    identity: str | None = None,
    faults: Sequence[Fault] = (),
) -> bytes:
    """Write a form.

    Args:
        catalogue: Gives the period, the indicators and the letterhead.
        unit: Whose form it is.
        values: By indicator code; what is absent is left blank.
        contact: Who filled it and their telephone.
        saved: The workbook's own time of saving; a blank form bears the period's first day, which the reader
            takes for "never saved by whoever filled it".
        identity: Stands in place of the form's id.
        faults: What the unit has to mend in a form that is returned: listed at the top, marked at the cells.

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
    layout = form_layout(catalogue.indicators, listed_lines(faults))
    with Book(created, properties) as book:
        sheet = book.sheet(SHEET_FORM, TAB_INPUT)
        _write_heading(sheet, layout, catalogue, unit)
        write_faults(sheet, layout, faults, _WIDTHS, catalogue.office.name)
        wrong = {fault.code for fault in faults}
        errors = _write_rows(sheet, layout, rules_for(catalogue.indicators), values or {}, wrong)
        write_contact(sheet, layout, contact)
        identity = identity or form_id(catalogue, unit)
        code = "" if errors else check_code(identity, catalogue.indicators, values or {})
        write_send(sheet, layout, catalogue, code)
        _finish(sheet, layout)
        write_guide(book.sheet(SHEET_GUIDE, TAB_QUIET))
        _write_meta(book.sheet(SHEET_META), catalogue, unit, identity)
        return book.content()


def form_id(catalogue: Catalogue, unit: Unit) -> str:
    """Return the id of a form: the same for the same unit, period and indicators."""
    asked = ",".join(indicator.code for indicator in catalogue.indicators)
    return hashlib.sha256(f"{VERSION}|{catalogue.period.code}|{unit.code}|{asked}".encode()).hexdigest()[:12].upper()


def _write_heading(sheet: Sheet, layout: FormLayout, catalogue: Catalogue, unit: Unit) -> None:
    office, period = catalogue.office, catalogue.period
    for code in HEADING_ROWS:
        sheet.text(layout.heading_row0(code), 0, code, "code")
    for column, code in enumerate(COLUMNS):
        sheet.text(0, column, code, "code")
    row0 = layout.heading_row0
    sheet.text(row0("cap_tren"), 1, office.superior, "letterhead")
    sheet.text(row0("co_quan"), 1, office.name, "letterhead_bold")
    sheet.merged((row0("tieu_de"), 1), (row0("tieu_de"), _LAST), words.TITLE, "title")
    sheet.merged((row0("ky_bao_cao"), 1), (row0("ky_bao_cao"), _LAST), f"{office.title} {period.name}", "subtitle")
    lines = line_count(f"{office.title} {period.name}", sum(_WIDTHS[1:]), 14, bold=True)
    sheet.height(row0("ky_bao_cao"), row_height(lines, 14))
    sheet.text(row0(UNIT_ROW), _NAME, words.UNIT, "field")
    sheet.text(row0(UNIT_ROW), _VALUE, unit.name, "field_value")
    sheet.text(row0("han_nop"), _NAME, words.DEADLINE, "field")
    for code in (UNIT_ROW, "han_nop"):
        sheet.height(row0(code), 21)
    if period.deadline:
        sheet.day(row0("han_nop"), _VALUE, period.deadline, "field_date")
    else:
        sheet.text(row0("han_nop"), _VALUE, words.NO_DEADLINE, "field")
    for column, header in enumerate(words.HEADERS[1:], 1):
        sheet.text(row0("dau_bang"), column, header, "header")
    sheet.height(row0("dau_bang"), 22)


def _write_rows(
    sheet: Sheet, layout: FormLayout, rules: Rules, values: Mapping[str, Value], wrong: Collection[str]
) -> int:
    """Write the indicators' rows and the overall line; return how many errors their values have."""
    numbers = {row.indicator.code: row.number for row in layout.rows}
    address = layout.input_of().__getitem__
    errors = 0
    for row in layout.rows:
        indicator = row.indicator
        label = label_of(row.indicator, layout)
        sheet.text(row.row0, 0, indicator.code, "code")
        sheet.text(row.row0, 1, row.number, "form_index")
        sheet.text(row.row0, _NAME, label, f"form_name_{min(row.depth, 3)}")
        _write_input(sheet, row, values.get(indicator.code), is_wrong=indicator.code in wrong)
        otherwise = f'IF(TRIM({row.input_a1})="","",{quoted(words.CHECK_OK)})'
        for rule in reversed(rules[indicator.code]):
            sentence = quoted(words.check_sentence(rule, numbers))
            otherwise = f"IF({rule.when.formula(address)},{sentence},{otherwise})"
        broken = verdict(rules[indicator.code], values)
        blank = values.get(indicator.code) in (None, "")
        said = words.check_sentence(broken, numbers) if broken else "" if blank else words.CHECK_OK
        errors += said.startswith((words.CHECK_FIX, words.CHECK_MISSING))
        sheet.formula(row.row0, _CHECK, f"={otherwise}", said, "check")
        sheet.text(row.row0, _HINT, indicator.hint, "hint")
        lines = max(
            line_count(label, _WIDTHS[_NAME] - 2 * row.depth, PAPER_POINTS, bold=True),
            line_count(indicator.hint, _WIDTHS[_HINT], 11),
            2 if indicator.kind is Kind.TEXT else 1,
        )
        sheet.height(row.row0, row_height(lines, PAPER_POINTS, least=36))
    _write_overall(sheet, layout, errors)
    return errors


def label_of(indicator: Indicator, layout: FormLayout) -> str:
    """Return the label printed for an indicator: the first of a run of parts says how it belongs to its parent."""
    siblings = [
        row.indicator
        for row in layout.rows
        if (row.indicator.parent, row.indicator.relation, row.indicator.block)
        == (indicator.parent, indicator.relation, indicator.block)
    ]
    if indicator.relation is None or siblings[0] is not indicator:
        return indicator.name
    return f"{words.PART_PREFIX[indicator.relation.value]}{indicator.name}"


def _write_input(sheet: Sheet, row: IndicatorRow, value: Value, *, is_wrong: bool) -> None:
    indicator = row.indicator
    role = ("input_text" if indicator.kind is Kind.TEXT else "input") + ("_wrong" if is_wrong else "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.number(row.row0, _VALUE, value, role)
    else:
        sheet.text(row.row0, _VALUE, value if isinstance(value, str) else "", role)
    sheet.validation(row.row0, _VALUE, input_validation(indicator))


def _write_overall(sheet: Sheet, layout: FormLayout, errors: int) -> None:
    row0 = layout.heading_row0("tong_the")
    checks = f"{layout.rows[0].check_a1}:{layout.rows[-1].check_a1}"
    count = "+".join(f'COUNTIF({checks},"{start}*")' for start in (words.CHECK_FIX, words.CHECK_MISSING))
    before, after = words.ERRORS_LEFT
    formula = f"=IF({count}=0,{quoted(words.VALID)},{quoted(before)}&({count})&{quoted(after)})"
    value = f"{before}{errors}{after}" if errors else words.VALID
    sheet.merged_formula((row0, 1), (row0, _LAST), formula, value, "overall")
    sheet.height(row0, 28)
    here = a1(row0, 1, absolute=True)
    is_valid = f"{here}={quoted(words.VALID)}"
    sheet.highlight((row0, 1), (row0, _LAST), f"={is_valid}", DONE_LOOK)
    sheet.highlight((row0, 1), (row0, _LAST), f"=NOT({is_valid})", ERROR_LOOK)


def _finish(sheet: Sheet, layout: FormLayout) -> None:
    sheet.widths(_WIDTHS)
    sheet.allow_numbers_as_text("B1:B1048576")
    raw = sheet.raw
    raw.set_column(0, 0, None, None, {"hidden": True})
    raw.set_row(0, None, None, {"hidden": True})
    first, last = layout.rows[0].row0, layout.last_row0
    checks = ((first, _CHECK), (last, _CHECK))
    here = a1(first, _CHECK).replace(a1(first, _CHECK)[0], f"${a1(first, _CHECK)[0]}")
    starts = f'LEFT({here},{len(words.CHECK_FIX)})="{words.CHECK_FIX}"'
    missing = f'{here}="{words.CHECK_MISSING}"'
    look = f'LEFT({here},{len(words.CHECK_LOOK)})="{words.CHECK_LOOK}"'
    sheet.highlight(*checks, f"={here}={quoted(words.CHECK_OK)}", DONE_LOOK)
    sheet.highlight(*checks, f"=OR({starts},{missing})", ERROR_LOOK)
    sheet.highlight(*checks, f"={look}", WARNING_LOOK)
    sheet.highlight((first, _VALUE), (last, _VALUE), f"={starts}", ERROR_LOOK)
    raw.set_selection(first, _VALUE, first, _VALUE)
    raw.protect("", {"format_columns": True, "format_rows": True})
    raw.activate()
    raw.set_first_sheet()
    paper(sheet, (layout.send_row0, _LAST), None, "")
    raw.print_area(1, 1, layout.send_row0, _LAST)
    raw.fit_to_pages(1, 1)


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
