"""What a returned form says of itself: a list of what to mend at its top, and a comment at each cell."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.form.heading import Standing
from dangvien_xlsx.excel.writing.formula import quoted, quoted_long
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import DONE_LOOK, INPUT_LOOK
from dangvien_xlsx.model.layout import LIST_ROW0, VALUE_COLUMN, FormLayout, IndicatorRow, a1, column0
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text import returns as words
from dangvien_xlsx.text.names import SHEET_FORM

_VALUE = column0(VALUE_COLUMN)
_POINTS = 12
_COMMENT_CHARACTERS = 26
"""About as many stand on a line of a comment of xlsxwriter's own width, 128 pixels."""
_LINE_PIXELS = 18


class Fault(NamedTuple):
    """Something that a unit has to mend; ``code`` is the indicator's, blank where it is about the whole form.

    A note tells how something was understood; nothing need be done where that is right. A question is about a figure
    that is unusual: a reason beside it is enough.
    """

    code: str
    message: str
    remedy: str
    is_note: bool = False
    is_question: bool = False


def listed_lines(faults: Sequence[Fault]) -> int:
    """Return how many lines the list takes, with its heading."""
    return len(faults) + 1 if faults else 0


def write_faults(
    sheet: Sheet,
    layout: FormLayout,
    faults: Sequence[Fault],
    values: Mapping[str, Value],
    standing: Standing,
    widths: Sequence[float],
    author: str,
) -> int | None:
    """Write the list, each line a link to its cell and ticked off by a formula, and the comments.

    Args:
        sheet: The form's sheet.
        layout: Laid out with ``listed_lines(faults)`` lines.
        faults: What to mend, in the order of the list; nothing is written where there is none.
        values: What stands in the inputs, by indicator code.
        standing: How the form stands with them.
        widths: Of the columns as they are seen, in digits of the default font.
        author: Of the comments.

    Returns:
        The row of the first wrong input, zero-indexed; nothing where there is none.
    """
    if not faults:
        return None
    row_of = {row.indicator.code: row for row in layout.rows}
    comments: dict[str, list[str]] = {}
    ticked = 0
    for row0, fault in enumerate(faults, LIST_ROW0 + 1):
        target = row_of.get(fault.code)
        number = f"{row0 - LIST_ROW0}"
        fixed = "" if fault.is_note else _fixed(fault, target, values.get(fault.code), layout, standing)
        if not fixed:
            sheet.text(row0, 1, words.NOTE_MARK if fault.is_note else number, "fault_number")
        else:
            ticked += 1
            sheet.formula(row0, 1, f'=IF({fixed},"{words.DONE_MARK}","{number}")', number, "fault_number")
            here = a1(row0, 1, absolute=True)
            sheet.highlight((row0, 1), (row0, layout.last_column0), f'={here}="{words.DONE_MARK}"', DONE_LOOK)
        text = words.LIST_LINE.format(message=fault.message, remedy=fault.remedy).strip()
        sheet.merged((row0, 2), (row0, layout.last_column0), text, "fault")
        if target is not None:
            # The number leads to the cell, not the words: LibreOffice does not wrap the text of a link.
            sheet.attach(row0, 1, ("internal", f"'{SHEET_FORM}'!{a1(target.row0, _VALUE)}"), number)
            if not fault.is_note:
                told = words.COMMENT.format(message=fault.message, remedy=fault.remedy)
                comments.setdefault(fault.code, []).append(told)
        sheet.height(row0, row_height(line_count(text, sum(widths[2:]), _POINTS), _POINTS, least=20))
    _write_list_heading(sheet, layout, faults, ticked)
    for code, messages in comments.items():
        _comment(sheet, row_of[code].row0, "\n".join(messages), author)
        place = row_of[code].row0, _VALUE
        sheet.highlight(place, place, f"=NOT({_is_bad(row_of[code])})", INPUT_LOOK)
    return min((row_of[code].row0 for code in comments), default=None)


def _write_list_heading(sheet: Sheet, layout: FormLayout, faults: Sequence[Fault], ticked: int) -> None:
    """Write the band above the list: red, and green once everything is ticked off that can be."""
    count = sum(not fault.is_note for fault in faults)
    asks = all(fault.is_note or fault.is_question for fault in faults)
    heading = (words.LIST_QUESTIONS if asks else words.LIST_HEADING).format(count=count)
    role = "question_heading" if asks else "fault_heading"
    first, last = (LIST_ROW0, 1), (LIST_ROW0, layout.last_column0)
    sheet.height(LIST_ROW0, 24)
    if not ticked:
        sheet.merged(first, last, heading, role)
        return
    marks = f"{a1(LIST_ROW0 + 1, 1, absolute=True)}:{a1(LIST_ROW0 + len(faults), 1, absolute=True)}"
    done = f'COUNTIF({marks},"{words.DONE_MARK}")'
    progress = f"{quoted(words.LIST_PROGRESS[0])}&{done}&{quoted(words.LIST_PROGRESS[1])}"
    told = f'{quoted(heading)}&IF({done}=0,"",{progress})'
    sheet.merged_formula(first, last, f"=IF({done}={count},{quoted(words.LIST_DONE)},{told})", heading, role)
    sheet.highlight(first, last, f"={done}={count}", DONE_LOOK)


def _is_bad(row: IndicatorRow) -> str:
    """Return the condition that a row's check finds something wrong or missing."""
    starts = (form_words.CHECK_FIX, form_words.CHECK_MISSING)
    told = [f"LEFT({row.check_a1},{len(start)})={quoted(start)}" for start in starts]
    told.append(f"RIGHT({row.check_a1},{len(form_words.ASKS_REASON)})={quoted(form_words.ASKS_REASON)}")
    return f"OR({','.join(told)})"


def _fixed(fault: Fault, row: IndicatorRow | None, value: Value, layout: FormLayout, standing: Standing) -> str:
    """Return the condition that a fault is mended, blank where nothing that is typed could show it.

    Of the whole form: the form is valid. Of a question: a reason stands there, or another figure. Of a cell: its check
    has nothing against it, and where it had nothing from the start (what was doubted was not the figure alone), another
    figure stands there.
    """
    if row is None:
        overall = a1(layout.heading_row0("tong_the"), 1, absolute=True)
        return "" if standing.is_valid else f"{overall}={quoted(form_words.VALID)}"
    is_right, cell = f"NOT({_is_bad(row)})", row.input_a1
    if fault.is_question:
        return f'AND({is_right},OR(TRIM({row.reason_a1})<>"",{cell}<>{_excel(value)}))'
    if row.indicator.code in standing.bad:
        return is_right
    is_blank = value is None or not str(value).strip()
    return f'AND({is_right},TRIM({cell})<>"")' if is_blank else f"AND({is_right},{cell}<>{_excel(value)})"


def _excel(value: Value) -> str:
    """Return a value as a formula has it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else quoted_long(str("" if value is None else value))


def _comment(sheet: Sheet, row0: int, text: str, author: str) -> None:
    lines = sum(-(-max(len(line), 1) // _COMMENT_CHARACTERS) for line in text.split("\n")) // 2 + 2
    look = {"x_scale": 2, "height": lines * _LINE_PIXELS, "font_name": "Times New Roman", "font_size": 11}
    sheet.comment(row0, _VALUE, text, {"author": author} | look)
