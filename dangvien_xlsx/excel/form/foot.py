"""The foot of a form: who filled it, where it goes, and its check code."""

from dangvien_xlsx.excel.writing.book import LONGEST_FORMULA, Sheet, quoted
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import check_code_formula
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.layout import (
    COLUMNS,
    FILLED_BY_ROW,
    META_KEYS,
    PHONE_ROW,
    VALUE_COLUMN,
    FormLayout,
    a1,
    column0,
)
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import SHEET_META

_LAST = len(COLUMNS) - 1
_NAME, _VALUE, _CHECK, _HINT = (column0(code) for code in ("ten", VALUE_COLUMN, "kiem_tra", "cach_ghi"))


def write_contact(sheet: Sheet, layout: FormLayout, contact: tuple[str, str]) -> None:
    """Write who filled the form and their telephone."""
    lines = (
        (layout.filled_by_row0, FILLED_BY_ROW, words.FILLED_BY, words.FILLED_BY_HINT),
        (layout.phone_row0, PHONE_ROW, words.PHONE, words.PHONE_HINT),
    )
    for (row0, code, label, hint), value in zip(lines, contact, strict=True):
        sheet.text(row0, 0, code, "code")
        sheet.text(row0, 1, "", "form_index")
        sheet.text(row0, _NAME, label, "form_name_1")
        sheet.merged((row0, _VALUE), (row0, _CHECK), value, "input_text")
        sheet.text(row0, _HINT, hint, "hint")
        sheet.height(row0, 26)
        sheet.validation(
            row0,
            _VALUE,
            {
                "validate": "length",
                "criteria": "between",
                "minimum": 0,
                "maximum": 100,
                "input_title": words.PROMPT_TITLE[Kind.TEXT],
                "input_message": hint,
                "error_title": words.ERROR_TITLE,
                "error_message": words.too_long(100),
            },
        )


def write_send(sheet: Sheet, layout: FormLayout, catalogue: Catalogue, code: str) -> None:
    """Write where the form goes and, once it is valid, its check code.

    Args:
        sheet: The form's sheet.
        layout: Where everything stands.
        catalogue: Gives the indicators and the office's address.
        code: The check code of the values in the form, blank while they are not valid.
    """
    email = catalogue.office.email
    send = words.SEND_TO.format(email=email) if email else words.SEND_BACK
    id_cell = f"{SHEET_META}!{a1(META_KEYS.index('ma_phieu'), 1, absolute=True)}"
    overall = a1(layout.heading_row0("tong_the"), 1, absolute=True)
    computed = check_code_formula(id_cell, catalogue.indicators, layout.input_of().__getitem__)
    told = f'IF({overall}={quoted(words.VALID)},{quoted(words.CHECK_CODE)}&{computed},"")'
    formula = f'={quoted(send)}&IFERROR({told},"")'
    first, last = (layout.send_row0, 1), (layout.send_row0, _LAST)
    if len(formula) > LONGEST_FORMULA:  # some 140 indicators: no code rather than no form
        sheet.merged(first, last, send, "reference")
    else:
        sheet.merged_formula(first, last, formula, f"{send}{words.CHECK_CODE}{code}" if code else send, "reference")
    sheet.height(layout.send_row0, 24)
