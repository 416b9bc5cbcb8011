"""Rows of a catalogue sheet, with columns found by header and mistakes gathered with their cell."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from dangvien_xlsx.excel.reading.grid import Grid, text_at, value_at
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import HIGHEST_COUNT
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import NO, YES, show
from dangvien_xlsx.text.periods import day_in

Mistakes = list[Finding]
_LONGEST_NUMBER = 40
"""Digits, leading zeros among them; Python itself refuses to read thousands."""


class Row(NamedTuple):
    """A row of a catalogue sheet. A mistake found in it is appended to ``mistakes``."""

    sheet: str
    row0: int
    grid: Grid
    column0: dict[str, int]
    mistakes: Mistakes

    def cell(self, header: str) -> str:
        """Return the address of the cell under a header."""
        return a1(self.row0, self.column0[header])

    def raw(self, header: str) -> Value:
        """Return the value under a header; blank where the column is absent."""
        return value_at(self.grid, self.row0, self.column0[header]) if header in self.column0 else None

    def text(self, header: str) -> str:
        """Return the text under a header, cleaned; the number 16 is ``16``."""
        value = self.raw(header)
        return "" if value is None else clean(str(value))

    def needed(self, header: str, label: str = "") -> str:
        """Return the text under a header; a blank one is a mistake."""
        text = self.text(header)
        if not text:
            self.blame("catalogue-value-missing", header, label=label or header)
        return text

    def day(self, header: str, label: str = "") -> date | None:
        """Return the date under a header, a date cell or text as dd/mm/yyyy; what is neither is a mistake."""
        value = self.raw(header)
        if value is None or isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        day = day_in(str(value))
        if day is None:
            self.wrong(header, words.EXPECT_DATE, label)
        return day

    def whole(self, header: str, label: str = "") -> int | None:
        """Return the whole number under a header; what is neither blank nor a whole number is a mistake."""
        value = self.raw(header)
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value) if len(value) <= _LONGEST_NUMBER else None
            if value is None:
                self.wrong(header, words.EXPECT_NO_MORE, label)
                return None
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            if value is not None and value > HIGHEST_COUNT:
                self.wrong(header, words.EXPECT_NO_MORE, label)
                return None
            return value
        if isinstance(value, float) and value > HIGHEST_COUNT:
            self.wrong(header, words.EXPECT_NO_MORE, label)
            return None
        self.wrong(header, words.EXPECT_NUMBER, label)
        return None

    def says_yes(self, header: str) -> bool:
        """Tell whether Có stands under a header; what is neither Có, Không nor blank is a mistake."""
        said = fold(self.text(header))
        if not said:
            return False
        if said not in (fold(YES), fold(NO)):
            self.wrong(header, words.EXPECT_YES_NO)
        return said == fold(YES)

    def wrong(self, header: str, expected: str, label: str = "") -> None:
        """Record that the value under a header is not what it may be.

        Args:
            header: The column's header.
            expected: What may stand there, in words.
            label: What the cell is called, where that is not the header.
        """
        self.blame(
            "catalogue-value-wrong", header, label=label or header, value=show(self.raw(header)), expected=expected
        )

    def blame(self, code: str, header: str, **about: object) -> None:
        """Record a mistake at the cell under a header."""
        place = {"sheet": self.sheet, "cell": self.cell(header)}
        self.mistakes.append(finding(code, place, **about))


def rows_of(
    grids: Mapping[str, Grid],
    sheet: str,
    headers: tuple[str, ...],
    mistakes: Mistakes,
    optional: tuple[str, ...] = (),
) -> list[Row]:
    """Return the rows of a sheet that hold anything; columns may stand in any order, extra ones are passed over.

    Args:
        grids: The workbook.
        sheet: The sheet's name; that it is missing is a mistake.
        headers: Those of the columns that it must have; a missing one is a mistake.
        mistakes: What is wrong is added here.
        optional: Headers of columns that it may have.
    """
    if sheet not in grids:
        mistakes.append(finding("catalogue-sheet-missing", {"sheet": sheet}, value=sheet))
        return []
    grid = grids[sheet]
    named = {fold(text_at(grid, 0, index)): index for index in reversed(range(len(grid[0]) if grid else 0))}
    missing = [header for header in headers if fold(header) not in named]
    for header in missing:
        mistakes.append(finding("catalogue-column-missing", {"sheet": sheet, "cell": "A1"}, value=header))
    if missing:
        return []
    columns = {header: named[fold(header)] for header in (*headers, *optional) if fold(header) in named}
    return [
        Row(sheet, row0, grid, columns, mistakes)
        for row0 in range(1, len(grid))
        if any(text_at(grid, row0, column0) for column0 in columns.values())
    ]


def blame_duplicates(rows: list[Row], header: str, key_of: Callable[[str], str] = str.casefold) -> None:
    """Record each row whose text under a header stands in an earlier row too.

    Args:
        rows: Of one sheet.
        header: The column's.
        key_of: Gives what makes two texts the same.
    """
    first: dict[str, Row] = {}
    for row in rows:
        key = key_of(row.text(header))
        if key and first.setdefault(key, row) is not row:
            row.blame(
                "catalogue-duplicate", header, label=header, value=row.text(header), first=first[key].cell(header)
            )
