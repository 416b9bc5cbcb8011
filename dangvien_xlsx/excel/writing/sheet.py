"""A sheet being written. Turns xlsxwriter's silent refusals into errors, so that nothing is lost unseen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, Protocol

from dangvien_xlsx.excel.writing.cells import fitting
from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, stored
from dangvien_xlsx.excel.writing.styles import Properties
from dangvien_xlsx.excel.writing.worksheet import PlainWorksheet
from dangvien_xlsx.model.errors import BookError
from dangvien_xlsx.model.indicator import LONGEST_TEXT

Link = tuple[Literal["internal", "external"], str]
LINK_ROLE = "cell_link"
_LONGEST_LINK, _MOST_LINKS = 1_990, 65_530
"""Excel's limits for the characters of a link and for the links of a sheet."""


class Looks(Protocol):
    """What a sheet asks of the book that it belongs to."""

    def style(self, role: str) -> Any:
        """Return the format of a role."""

    def url(self, target: Link, text: str) -> Any:
        """Return a link's target, made once for all sheets."""

    def look(self, properties: Properties) -> Any:
        """Return a format for conditional formatting."""

    def bar_chart(self, *, stacked: bool = False) -> Any:
        """Return a new bar chart."""

    def define(self, name: str, formula: str) -> None:
        """Define a name for a formula or range."""


class Sheet:
    """A sheet being written. Rows and columns are zero-indexed, styles are given by role."""

    def __init__(self, book: Looks, sheet: PlainWorksheet) -> None:
        self.book = book
        self.raw = sheet
        self.points: dict[int, float] = {}
        """The heights of rows that were set apart, in points."""
        sheet.hide_gridlines(2)

    def text(self, row0: int, column0: int, text: str, role: str) -> None:
        """Write text, never as a formula or link. Text over Excel's limit is cut with an ellipsis.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            text: What is written.
            role: Of the style.
        """
        style = self.book.style(role)
        if held := fitting(text):
            must(self.raw._write_string(row0, column0, held, style), text)
        else:
            must(self.raw._write_blank(row0, column0, None, style), "")

    def number(self, row0: int, column0: int, value: float | None, role: str) -> None:
        """Write a number; ``None`` is a blank cell.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            value: None for a blank cell.
            role: Of the style.
        """
        if value is None:
            must(self.raw._write_blank(row0, column0, None, self.book.style(role)), "")
        else:
            must(self.raw._write_number(row0, column0, value, self.book.style(role)), value)

    def day(self, row0: int, column0: int, value: date | None, role: str) -> None:
        """Write a date, or a date and time as the clock on the wall showed it; ``None`` is a blank cell.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            value: None for a blank cell.
            role: Of the style.
        """
        if value is None:
            self.number(row0, column0, None, role)
            return
        moment = (
            value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        )
        must(self.raw._write_datetime(row0, column0, moment, self.book.style(role)), value)

    def formula(self, row0: int, column0: int, formula: str, value: float | str | None, role: str) -> None:
        """Write a formula and its computed value, which previewers and phones show. ``None`` is an empty text.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            formula: With its equals sign.
            value: As it computes; None is an empty text.
            role: Of the style.
        """
        if len(formula) > LONGEST_FORMULA:
            raise BookError(formula[:80])
        must(self.raw._write_formula(row0, column0, formula, self.book.style(role), stored(value)), formula)

    def link(self, row0: int, column0: int, target: Link | None, text: str, role: str = LINK_ROLE) -> None:
        """Write text that links to a place in this workbook or to a file; text where the link cannot be kept.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            target: None for plain text.
            text: What is shown.
            role: Of the style.
        """
        is_linked = target is not None and self.attach(row0, column0, target, text)
        self.text(row0, column0, text, role if is_linked else "cell")

    def attach(self, row0: int, column0: int, target: Link, text: str) -> bool:
        """Make a cell with text a link; tell whether Excel's limits allow it.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            target: A place in this workbook, or a file.
            text: What the cell shows.
        """
        if not text or len(target[1]) > _LONGEST_LINK or self.raw.hlink_count >= _MOST_LINKS:
            return False
        self.raw.hlink_count += 1
        self.raw.add_link(row0, column0, self.book.url(target, text))
        return True

    def merged(self, first: tuple[int, int], last: tuple[int, int], text: str, role: str) -> None:
        """Merge cells from ``first`` to ``last`` (row, column) and write text.

        Args:
            first: The upper left cell, (row, column).
            last: The lower right cell.
            text: What is written.
            role: Of the style.
        """
        must(self.raw.merge_range(*first, *last, "", self.book.style(role)), text)
        self.text(*first, text, role)

    def merged_formula(
        self, first: tuple[int, int], last: tuple[int, int], formula: str, value: float | str | None, role: str
    ) -> None:
        """Merge cells from ``first`` to ``last`` (row, column) and write a formula.

        Args:
            first: The upper left cell, (row, column).
            last: The lower right cell.
            formula: With its equals sign.
            value: As it computes.
            role: Of the style.
        """
        must(self.raw.merge_range(*first, *last, "", self.book.style(role)), formula)
        self.formula(*first, formula, value, role)

    def validation(self, row0: int, column0: int, options: Mapping[str, Any], last_row0: int | None = None) -> None:
        """Add data validation; past Excel's limits xlsxwriter would only warn and leave the cell unvalidated.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            options: As xlsxwriter has them.
            last_row0: The last row, where there are several.
        """
        must(self.raw.data_validation(row0, column0, last_row0 or row0, column0, dict(options)), options)

    def comment(self, row0: int, column0: int, text: str, options: Mapping[str, Any]) -> None:
        """Add a comment, shown when the mouse rests on the cell.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            text: Cut to what a cell holds.
            options: As xlsxwriter has them.
        """
        must(self.raw.write_comment(row0, column0, text[:LONGEST_TEXT], dict(options)), text)

    def chart(self, row0: int, column0: int, chart: Any, description: str) -> None:
        """Insert a chart whose upper left corner lies in a cell; the description is read out to who cannot see it.

        Args:
            row0: Of its upper left corner.
            column0: Of its upper left corner.
            chart: Made by the book.
            description: Read out to who cannot see it.
        """
        options = {"object_position": 2, "description": description}
        must(self.raw.insert_chart(row0, column0, chart, options), description)

    def highlight(self, first: tuple[int, int], last: tuple[int, int], formula: str, look: Properties) -> None:
        """Add conditional formatting by formula, written for the first cell.

        Args:
            first: The upper left cell, (row, column).
            last: The lower right cell.
            formula: Written for the first cell.
            look: How the cells look then.
        """
        options = {"type": "formula", "criteria": formula, "format": self.book.look(look)}
        must(self.raw.conditional_format(*first, *last, options), formula)

    def table(self, first: tuple[int, int], last: tuple[int, int], options: Mapping[str, Any]) -> None:
        """Make an Excel table of cells that are written apart from it.

        Args:
            first: The upper left cell, (row, column).
            last: The lower right cell.
            options: As xlsxwriter has them.
        """
        must(self.raw.add_table(*first, *last, dict(options)), options)

    def data_bar(self, first: tuple[int, int], last: tuple[int, int], colour: str) -> None:
        """Add a data bar that starts at zero.

        Args:
            first: The upper left cell, (row, column).
            last: The lower right cell.
            colour: Of bar and border.
        """
        options = {
            "type": "data_bar",
            "bar_color": colour,
            "bar_solid": True,
            "data_bar_2010": True,
            "min_type": "num",
            "min_value": 0,
            "bar_border_color": colour,
        }
        must(self.raw.conditional_format(*first, *last, options), colour)

    def sparkline(self, row0: int, column0: int, options: Mapping[str, Any]) -> None:
        """Draw a small chart into a cell; programs that do not know it show an empty cell.

        Args:
            row0: The row, zero-indexed.
            column0: The column, zero-indexed.
            options: As xlsxwriter has them.
        """
        must(self.raw.add_sparkline(row0, column0, dict(options)), options)

    def allow_numbers_as_text(self, span: str = "A1:XFD1048576") -> None:
        """Say that codes such as 01 and 1.1 are meant as text: no green triangle in their cells."""
        must(self.raw.ignore_errors({"number_stored_as_text": span}), span)

    def widths(self, widths: list[float]) -> None:
        """Set the widths of the first columns, in digits of the default font."""
        for column0, width in enumerate(widths):
            must(self.raw.set_column(column0, column0, width), width)

    def complete(self, row0: int, points: float | None = None) -> None:
        """Set the height of a row in points and let go of it and all rows above: nothing more is written into them."""
        if points is not None:
            self.height(row0, points)
        self.raw.close_rows(row0)

    def height(self, row0: int, points: float) -> None:
        """Set the height of a row in points."""
        must(self.raw.set_row(row0, points), points)
        self.points[row0] = points


def must(outcome: object, what: object) -> None:
    """See that xlsxwriter did what it was told.

    Args:
        outcome: What it answered.
        what: What it was given, for the message.

    Raises:
        BookError: It refused.
    """
    # xlsxwriter answers 0 for success (or None where it cannot fail) and a negative number for a refusal.
    if isinstance(outcome, int) and outcome < 0:
        message = f"xlsxwriter refused ({outcome}): {str(what)[:120]}"
        raise BookError(message)
