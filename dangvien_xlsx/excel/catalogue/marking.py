"""Marks the mistakes of a catalogue in a copy of it: red cells, each with its remedy as a comment."""

import io
from collections.abc import Sequence

from dangvien_xlsx.excel.writing.resaving import resaved
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text import catalogue_help as words

_RED, _TAB = "FFFFC7CE", "FFC00000"
_WIDTH, _HEIGHT, _LINE = 320, 60, 18
_CHARACTERS = 44


def marked_catalogue(content: bytes, mistakes: Sequence[Finding]) -> bytes:
    """Return a copy in which every mistake is coloured; one of a sheet that is missing stands on the first sheet.

    Args:
        content: The clerk's catalogue, already guarded; it stays as it is.
        mistakes: Found in it.
    """
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = openpyxl.load_workbook(io.BytesIO(content))
    said: dict[tuple[str, str], list[str]] = {}
    for item in mistakes:
        sheet = item.sheet if item.sheet in book.sheetnames else book.sheetnames[0]
        text = words.MARKED.format(message=item.message, remedy=item.remedy)
        said.setdefault((sheet, item.cell or "A1"), []).append(text)
    for (name, place), texts in said.items():
        cell = book[name][place]
        cell.fill = PatternFill("solid", fgColor=_RED)
        text = "\n\n".join(texts)
        lines = sum(len(line) // _CHARACTERS + 1 for line in text.split("\n"))
        cell.comment = Comment(text, "", height=_HEIGHT + lines * _LINE, width=_WIDTH)
        book[name].sheet_properties.tabColor = _TAB
    first = next(iter(said), None)
    if first:
        book.active = book[first[0]]
        for page in book.worksheets:
            page.sheet_view.tabSelected = page.title == first[0]
    return resaved(book)
