"""What a returned form says of itself: a list of what to mend at its top, and a comment at each cell."""

from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.writing.book import Sheet
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.styles import INPUT_LOOK
from dangvien_xlsx.model.layout import COLUMNS, LIST_ROW0, VALUE_COLUMN, FormLayout, a1, column0
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text import returns as words
from dangvien_xlsx.text.names import SHEET_FORM

_VALUE, _CHECK = column0(VALUE_COLUMN), column0("kiem_tra")
_LAST = len(COLUMNS) - 1
_POINTS = 12
_COMMENT_CHARACTERS = 26
"""About as many stand on a line of a comment of xlsxwriter's own width, 128 pixels."""
_LINE_PIXELS = 18


class Fault(NamedTuple):
    """Something that a unit has to mend; ``code`` is the indicator's, blank where it is about the whole form."""

    code: str
    message: str
    remedy: str


def listed_lines(faults: Sequence[Fault]) -> int:
    """Return how many lines the list takes, with its heading."""
    return len(faults) + 1 if faults else 0


def write_faults(
    sheet: Sheet, layout: FormLayout, faults: Sequence[Fault], widths: Sequence[float], author: str
) -> None:
    """Write the list, each line a link to its cell, and the comments.

    Args:
        sheet: The form's sheet.
        layout: Laid out with ``listed_lines(faults)`` lines.
        faults: What to mend, in the order of the list; nothing is written where there is none.
        widths: Of the columns, in digits of the default font.
        author: Of the comments.
    """
    if not faults:
        return
    heading = words.LIST_HEADING.format(count=len(faults))
    sheet.merged((LIST_ROW0, 1), (LIST_ROW0, _LAST), heading, "fault_heading")
    sheet.height(LIST_ROW0, 24)
    row_of = {row.indicator.code: row.row0 for row in layout.rows}
    comments: dict[int, list[str]] = {}
    for row0, fault in enumerate(faults, LIST_ROW0 + 1):
        target = row_of.get(fault.code)
        line = words.LIST_LINE_WHOLE if target is None else words.LIST_LINE
        text = line.format(number=row0 - LIST_ROW0, message=fault.message, remedy=fault.remedy)
        if target is None:
            sheet.merged((row0, 1), (row0, _LAST), text, "fault")
        else:
            sheet.merged((row0, 1), (row0, _LAST), "", "fault_link")
            sheet.link(row0, 1, ("internal", f"'{SHEET_FORM}'!{a1(target, _VALUE)}"), text, "fault_link")
            comments.setdefault(target, []).append(words.COMMENT.format(message=fault.message, remedy=fault.remedy))
        sheet.height(row0, row_height(line_count(text, sum(widths[1:]), _POINTS), _POINTS, least=20))
    for row0, told in comments.items():
        _comment(sheet, row0, "\n".join(told), author)
        check = a1(row0, _CHECK, absolute=True)
        fixed = f'LEFT({check},{len(form_words.CHECK_FIX)})="{form_words.CHECK_FIX}"'
        missing = f'{check}="{form_words.CHECK_MISSING}"'
        sheet.highlight((row0, _VALUE), (row0, _VALUE), f"=NOT(OR({fixed},{missing}))", INPUT_LOOK)


def _comment(sheet: Sheet, row0: int, text: str, author: str) -> None:
    lines = sum(-(-max(len(line), 1) // _COMMENT_CHARACTERS) for line in text.split("\n")) // 2 + 2
    look = {"x_scale": 2, "height": lines * _LINE_PIXELS, "font_name": "Times New Roman", "font_size": 11}
    sheet.comment(row0, _VALUE, text, {"author": author} | look)
