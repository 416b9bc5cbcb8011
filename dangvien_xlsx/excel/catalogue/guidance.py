"""What helps whoever types the catalogue: notes on headers, yellow columns to go on in, and what Excel refuses."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text import catalogue_help as help_words
from dangvien_xlsx.text.names import KINDS, NO, RELATIONS, YES

_NOTE = {"x_scale": 2.2, "y_scale": 1.0, "font_size": 10, "author": ""}
_ROLES = {
    words.UNIT_FROM: "entry_date",
    words.UNIT_TO: "entry_date",
    words.CHANGE_DAY: "entry_date",
    **dict.fromkeys((words.UNIT_TARGET, words.UNIT_MEMBERS, words.IND_LOW, words.IND_HIGH), "entry_number"),
}
"""How a column's cells look where they are no text."""
_CHOICES = {
    words.UNIT_PRINTS_NOTE: [YES, NO],
    words.IND_KIND: list(KINDS.values()),
    words.IND_RELATION: list(RELATIONS.values()),
    words.IND_REQUIRED: [YES, NO],
}


def annotate(sheet: Sheet, headers: Sequence[str], notes: Mapping[str, str]) -> None:
    """Put a note on each header that has one.

    Args:
        sheet: The sheet that is written.
        headers: Of the columns, from A on.
        notes: By header.
    """
    for column0, header in enumerate(headers):
        if note := notes.get(header):
            sheet.comment(0, column0, note, _NOTE)


def prepare(sheet: Sheet, headers: Sequence[str], widths: Sequence[float], last_row0: int) -> None:
    """Make the columns below the table ready to be typed into: their colour, their format, their choices.

    Args:
        sheet: With the table in its first columns.
        headers: Of the table.
        widths: Of the columns, in digits of the default font.
        last_row0: The last row with choices.
    """
    for column0, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.raw.set_column(column0, column0, width, sheet.book.style(_ROLES.get(header, "entry")))
        if options := _validation(header, a1(1, column0)):
            sheet.validation(1, column0, options, last_row0)


def is_date(header: str) -> bool:
    """Tell whether a column holds days."""
    return _ROLES.get(header) == "entry_date"


def _validation(header: str, first: str) -> dict[str, Any]:
    if header in _CHOICES:
        return choice(_CHOICES[header])
    if is_date(header):
        return day()
    if header in _ROLES:
        return count()
    return address(first) if header == words.UNIT_EMAIL else {}


def choice(source: list[str]) -> dict[str, Any]:
    """Return the validation of a cell with a drop-down."""
    return {"validate": "list", "source": source, "error_message": words.CHOICE_ERROR}


def day() -> dict[str, Any]:
    """Return the validation of a day."""
    return {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_message": words.DATE_ERROR}


def count() -> dict[str, Any]:
    """Return the validation of a whole number that is not below 0."""
    return {"validate": "integer", "criteria": ">=", "value": 0, "error_message": help_words.NUMBER_ERROR}


def address(first: str) -> dict[str, Any]:
    """Return the validation of e-mail addresses.

    Args:
        first: The address of the first cell that it is for.
    """
    # A name, one @ for each address, and a dot somewhere behind the first; blanks inside would be another address.
    at = f'FIND("@",{first})'
    formula = f'=AND(ISNUMBER({at}),{at}>1,ISNUMBER(FIND(".",{first},{at}+2)),RIGHT({first},1)<>".")'
    return {"validate": "custom", "value": f"=IFERROR({formula[1:]},FALSE)", "error_message": help_words.EMAIL_ERROR}
