"""The head of a form: letterhead, unit, period, the overall line with where to send, and the table's header."""

from typing import NamedTuple

from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, quoted
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DONE_LOOK, ERROR_LOOK, WARNING_LOOK
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import check_code_formula
from dangvien_xlsx.model.layout import (
    HEADING_ROWS,
    META_KEYS,
    PERIOD_ROW,
    UNIT_ROW,
    VALUE_COLUMN,
    FormLayout,
    a1,
    column0,
)
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import SHEET_META

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)
_STATUS_POINTS, _SEND_POINTS = 16, 12


class Standing(NamedTuple):
    """How many cells of a form are wrong, how many are not filled, and the codes of both."""

    wrong: int
    missing: int
    bad: frozenset[str]

    @property
    def is_valid(self) -> bool:
        """Whether the form is done."""
        return not self.wrong and not self.missing

    @property
    def words(self) -> str:
        """What the overall line says."""
        if self.wrong:
            return f"{self.wrong}".join(words.ERRORS_LEFT)
        return f"{self.missing}".join(words.MISSING_LEFT) if self.missing else words.VALID


def write_heading(sheet: Sheet, layout: FormLayout, catalogue: Catalogue, unit: Unit, widths: list[float]) -> None:
    """Write everything above the overall line, and the table's header.

    Args:
        sheet: The form's sheet.
        layout: Where everything stands.
        catalogue: Gives the letterhead and the period.
        unit: Whose form it is.
        widths: Of the columns as they are seen, in digits of the default font.
    """
    office, period, last = catalogue.office, catalogue.period, layout.last_column0
    for code in HEADING_ROWS:
        sheet.text(layout.heading_row0(code), 0, code, "code")
    for column, code in enumerate(layout.columns):
        sheet.text(0, column, code, "code")
    row0 = layout.heading_row0
    sheet.text(row0("cap_tren"), 1, office.superior, "letterhead")
    sheet.text(row0("co_quan"), 1, office.name, "letterhead_bold")
    sheet.merged((row0("tieu_de"), 1), (row0("tieu_de"), last), words.TITLE, "title")
    named = f"{office.title} {period.name}"
    sheet.merged((row0(PERIOD_ROW), 1), (row0(PERIOD_ROW), last), named, "subtitle")
    sheet.text(row0(UNIT_ROW), _NAME, words.UNIT, "field")
    sheet.merged((row0(UNIT_ROW), _VALUE), (row0(UNIT_ROW), last), unit.name, "field_value")
    sheet.text(row0("han_nop"), _NAME, words.DEADLINE, "field")
    if period.deadline:
        sheet.day(row0("han_nop"), _VALUE, period.deadline, "field_date")
    else:
        sheet.text(row0("han_nop"), _VALUE, words.NO_DEADLINE, "field")
    for column, code in enumerate(layout.columns[1:], 1):
        sheet.text(row0("dau_bang"), column, words.HEADERS[code], "header")
    # LibreOffice cuts the accents of capitals where it measures a row by itself.
    for code, points in (("cap_tren", 12), ("co_quan", 12), ("tieu_de", 14), ("han_nop", 13)):
        sheet.height(row0(code), row_height(1, points))
    sheet.height(row0(PERIOD_ROW), row_height(line_count(named, sum(widths[1:]), 14, bold=True), 14))
    sheet.height(row0(UNIT_ROW), row_height(name_lines(unit, widths), 14))
    headers = zip(layout.columns, widths, strict=True)
    lines = max(line_count(words.HEADERS.get(code, ""), width, 13, bold=True) for code, width in headers if width)
    sheet.height(row0("dau_bang"), row_height(lines, 13, least=22))


def name_lines(unit: Unit, widths: list[float]) -> int:
    """Return how many lines a unit's name takes in the head of its form, for the widths of the form's columns."""
    return line_count(unit.name, sum(widths[_VALUE:]), 14, bold=True)


def write_overall(sheet: Sheet, layout: FormLayout, standing: Standing) -> None:
    """Write the overall line: wrong values first, then what is not filled, else that the form is valid.

    Args:
        sheet: The sheet that is written.
        layout: Where everything stands in the form.
        standing: How the filled form stands: its counts of wrong and of open cells.
    """
    row0, (_, send0) = layout.heading_row0("tong_the"), layout.send_place
    checks = f"{layout.rows[0].check_a1}:{layout.rows[-1].check_a1}"
    wrong = f'COUNTIF({checks},"{words.CHECK_FIX}*")'
    missing = "+".join(f'COUNTIF({checks},"{what}")' for what in (f"{words.CHECK_MISSING}*", f"*{words.ASKS_REASON}"))
    said = [
        f"{quoted(before)}&({count})&{quoted(after)}"
        for count, (before, after) in ((wrong, words.ERRORS_LEFT), (missing, words.MISSING_LEFT))
    ]
    formula = f"=IF({wrong}>0,{said[0]},IF({missing}>0,{said[1]},{quoted(words.VALID)}))"
    sheet.merged_formula((row0, 1), (row0, send0 - 1), formula, standing.words, "overall")
    sheet.height(row0, 30)
    here = a1(row0, 1, absolute=True)
    for look, condition in (
        (DONE_LOOK, f"{here}={quoted(words.VALID)}"),
        (ERROR_LOOK, f"RIGHT({here},{len(words.ERRORS_LEFT[1])})={quoted(words.ERRORS_LEFT[1])}"),
        (WARNING_LOOK, f"RIGHT({here},{len(words.MISSING_LEFT[1])})={quoted(words.MISSING_LEFT[1])}"),
    ):
        sheet.highlight((row0, 1), (row0, send0 - 1), f"={condition}", look)


def write_send(sheet: Sheet, layout: FormLayout, catalogue: Catalogue, code: str, widths: list[float]) -> None:
    """Write where the form goes and, once it is valid, what to do next and its check code.

    Args:
        sheet: The form's sheet.
        layout: Where everything stands.
        catalogue: Gives the indicators and the office's address.
        code: The check code of the values in the form, blank while they are not valid.
        widths: Of the columns, in digits of the default font.
    """
    email = catalogue.office.email
    send = words.SEND_TO.format(email=email) if email else words.SEND_BACK
    done = (words.SAVED_TO.format(email=email) if email else words.SAVED_BACK) + words.CHECK_CODE
    id_cell = f"{SHEET_META}!{a1(META_KEYS.index('ma_phieu'), 1, absolute=True)}"
    overall = a1(layout.heading_row0("tong_the"), 1, absolute=True)
    computed = check_code_formula(id_cell, catalogue.indicators, layout.input_of().__getitem__)
    told = f"IF({overall}={quoted(words.VALID)},{quoted(done)}&{computed},{quoted(send)})"
    formula = f"=IFERROR({told},{quoted(send)})"
    first = layout.send_place
    last = (first[0], layout.last_column0)
    if len(formula) > LONGEST_FORMULA:  # some 140 indicators: no code rather than no form
        sheet.merged(first, last, send, "send")
    else:
        sheet.merged_formula(first, last, formula, f"{done}{code}" if code else send, "send")
    lines = line_count(f"{done}000000", sum(widths[first[1] :]), _SEND_POINTS)
    sheet.height(first[0], row_height(lines, _SEND_POINTS, least=row_height(1, _STATUS_POINTS)))


def frozen_points(sheet: Sheet, layout: FormLayout) -> float:
    """Return the height of everything down to the table's header, in points."""
    return sum(sheet.points.get(row0, 20.0) for row0 in range(1, layout.heading_row0("dau_bang") + 1))
