"""Marks the mistakes of a catalogue in a copy of it: red cells, doubts amber, each with its remedy as a comment."""

import io
from collections.abc import Sequence

from dangvien_xlsx.excel.writing.resaving import resaved
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.text import catalogue_help as words

_RED, _AMBER = "FFFFC7CE", "FFFFEB9C"
_RED_TAB, _AMBER_TAB = "FFC00000", "FFFFC000"
_WIDTH, _HEIGHT, _LINE = 320, 60, 18
_CHARACTERS = 44


def marked_catalogue(content: bytes, mistakes: Sequence[Finding]) -> bytes:
    """Return a copy in which every mistake is coloured; one of a sheet that is missing stands on the first sheet.

    Args:
        content: The clerk's catalogue, already guarded; it stays as it is.
        mistakes: Found in it: errors, and what is only doubtful.
    """
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = openpyxl.load_workbook(io.BytesIO(content))
    said: dict[tuple[str, str], list[Finding]] = {}
    # Errors first: it opens at one, and a cell or tab that has both is red.
    for item in sorted(mistakes, key=lambda each: each.severity.rank):
        sheet = item.sheet if item.sheet in book.sheetnames else book.sheetnames[0]
        said.setdefault((sheet, item.cell or "A1"), []).append(item)
    for (name, place), items in reversed(said.items()):
        is_wrong = is_error(items[0])
        cell = book[name][place]
        cell.fill = PatternFill("solid", fgColor=_RED if is_wrong else _AMBER)
        text = "\n\n".join(words.MARKED.format(message=item.message, remedy=item.remedy) for item in items)
        lines = sum(len(line) // _CHARACTERS + 1 for line in text.split("\n"))
        cell.comment = Comment(text, "", height=_HEIGHT + lines * _LINE, width=_WIDTH)
        book[name].sheet_properties.tabColor = _RED_TAB if is_wrong else _AMBER_TAB
    first = next(iter(said), None)
    if first:
        book.active = book[first[0]]
        for page in book.worksheets:
            page.sheet_view.tabSelected = page.title == first[0]
    return resaved(book)
