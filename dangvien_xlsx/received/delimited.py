"""A table as text: its rows, whatever separates them. Runs where what came from outside is read."""

import csv
import io
from itertools import islice

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.limits import LARGEST_FILE, MOST_CELLS
from dangvien_xlsx.text import table as words

_SEPARATORS = ",;\t"
_DECLARED = "sep="
"""Excel's own first line by which a file tells what separates its cells."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 30
"""Rows by which the separator is found."""
_LONGEST_CELL = 32_767
"""Characters of a cell, as in Excel."""


def delimited_rows(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV file: UTF-8, or UTF-16 as some programs export; commas, semicolons or tabs between.

    A row is what a spreadsheet makes a row: a quoted text may hold line breaks, and a blank line is a row too.

    Raises:
        RefusedError: It is no such text, or holds more than is ever read; ``why`` says so.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(words.TOO_LARGE)
    try:
        text = content.decode("utf-16" if content[:2] in _MARKS else "utf-8-sig")
    except ValueError:
        raise _refused(words.NOT_TEXT) from None
    if "\0" in text:
        raise _refused(words.NOT_TEXT)
    declared = text[: len(_DECLARED) + 1]
    if declared[:-1].casefold() == _DECLARED and declared[-1] in _SEPARATORS:
        # Excel shows no row for this line: the next one is its first.
        return _rows(text.partition("\n")[2], declared[-1])
    return _rows(text, _separator(text))


def _separator(text: str) -> str:
    """Return what parts most cells of the first rows: a title above the table is one cell, whatever stands in it.

    A separator inside a quoted header parts nothing, and one in a header such as "Chi bộ, đảng bộ" parts one row alone.
    """

    def parted(separator: str) -> int:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            return sum(len(row) - 1 for row in islice(rows, _LOOKED_AT) if row)
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=parted)


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    left = MOST_CELLS
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            left -= len(row) + 1
            if left < 0:
                raise _refused(words.TOO_MANY.format(limit=MOST_CELLS))
            rows.append([cell[:_LONGEST_CELL] for cell in row])
    except csv.Error as error:
        raise _refused(words.BROKEN.format(row=len(rows) + 1)) from error
    return rows


def _refused(why: str) -> RefusedError:
    return RefusedError("unreadable-file", why=why)
