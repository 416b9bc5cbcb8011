"""The foot of a form: who filled it, and their telephone."""

from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.layout import (
    CHECK_COLUMN,
    FILLED_BY_ROW,
    HINT_COLUMN,
    PHONE_ROW,
    REASON_COLUMN,
    VALUE_COLUMN,
    FormLayout,
    column0,
)
from dangvien_xlsx.text import form as words

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)
_LONGEST = 100


def write_contact(sheet: Sheet, layout: FormLayout, contact: tuple[str, str]) -> None:
    """Write who filled the form and their telephone, which is text: as a number it would lose its first 0.

    Args:
        sheet: The sheet that is written.
        layout: Where everything stands in the form.
        contact: Who filled it and their telephone, where known.
    """
    lines = (
        (layout.filled_by_row0, FILLED_BY_ROW, words.FILLED_BY, words.FILLED_BY_HINT),
        (layout.phone_row0, PHONE_ROW, words.PHONE, words.PHONE_HINT),
    )
    for (row0, code, label, hint), value in zip(lines, contact, strict=True):
        sheet.text(row0, 0, code, "code")
        sheet.text(row0, 1, "", "form_index")
        sheet.text(row0, _NAME, label, "form_name_1")
        sheet.merged((row0, _VALUE), (row0, layout.column0(REASON_COLUMN)), value, "input_text")
        sheet.text(row0, layout.column0(CHECK_COLUMN), "", "check")
        sheet.text(row0, layout.column0(HINT_COLUMN), hint, "hint")
        sheet.height(row0, 26)
        sheet.validation(
            row0,
            _VALUE,
            {
                "validate": "length",
                "criteria": "between",
                "minimum": 0,
                "maximum": _LONGEST,
                "input_title": words.PROMPT_TITLE[Kind.TEXT],
                "input_message": words.PROMPT_OPEN,
                "error_title": words.ERROR_TITLE,
                "error_message": words.too_long(_LONGEST),
            },
        )
