"""How sheets are printed: A4, margins 20/20/30/15 mm, at a size that can be read, headers repeated."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dangvien_xlsx.excel.writing.metrics import DIGIT_PIXELS
from dangvien_xlsx.excel.writing.sheet import Sheet, must

_LEFT, _RIGHT, _TOP, _BOTTOM = 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4
_SHORT, _LONG = 210 / 25.4, 297 / 25.4
_A4 = 9
_PIXELS = 96
"""A screen's pixels an inch; points are 72."""
SMALLEST_PERCENT = 60
"""The smallest size of a printed list: 12 points become 7.2."""
_COLUMN_PIXELS = 5
_USUAL_POINTS = 20.0
"""The height of a row that was not set, at most."""


def pixels_of(digits: Sequence[float]) -> float:
    """Return how wide columns are on a screen: Excel adds five pixels to each."""
    return sum(width * DIGIT_PIXELS + _COLUMN_PIXELS for width in digits)


def paper(sheet: Sheet, last: tuple[int, int], header_row0: int | None, footer: str) -> None:
    """Set up portrait printing, one page wide.

    Args:
        sheet: The sheet.
        last: The last row and column that are printed, zero-indexed.
        header_row0: The row that is repeated on every page after its own; none for none.
        footer: The footer as xlsxwriter has it.
    """
    sheet.raw.set_portrait()
    sheet.raw.fit_to_pages(1, 0)
    _page(sheet, last, header_row0, footer)


def paper_in_blocks(
    sheet: Sheet,
    last: tuple[int, int],
    header_row0: int,
    footer: str,
    *,
    digits: Sequence[float],
    starts: Iterable[int],
) -> None:
    """Set up portrait printing, one page wide, so that no block of rows is torn apart that fits a page.

    That it is one page wide goes first: a size set outright would keep the breaks in Excel, which leaves them out when
    it fits pages, but LibreOffice then prints at full size and cuts the last columns off.

    Args:
        sheet: The sheet, its rows written.
        last: See ``paper``; so are the header and the footer.
        header_row0: The row that is repeated.
        footer: The footer.
        digits: The widths of the columns.
        starts: The first rows of the blocks, zero-indexed, in their order.
    """
    raw, room = sheet.raw, (_SHORT - _LEFT - _RIGHT) * _PIXELS
    raw.set_portrait()
    raw.fit_to_pages(1, 0)
    height = (_LONG - _TOP - _BOTTOM) * 72 * max(pixels_of(digits) / room, 1)
    raw.set_h_pagebreaks(_breaks(sheet, [*starts, last[0] + 1], header_row0, height))
    _page(sheet, last, header_row0, footer)


def _breaks(sheet: Sheet, edges: Sequence[int], header_row0: int, height: float) -> list[int]:
    """Return the rows before which a page ends."""
    header = sheet.points.get(header_row0, _USUAL_POINTS)
    used = sum(sheet.points.get(row0, _USUAL_POINTS) for row0 in range(edges[0] if edges else 0))
    breaks: list[int] = []
    for first, end in pairwise(edges):
        block = sum(sheet.points.get(row0, _USUAL_POINTS) for row0 in range(first, end))
        if used + block > height and used > header:
            breaks.append(first)
            used = header
        used += block
        if used > height:  # longer than a page: it goes on where it must
            used %= height
    return breaks


def list_paper(sheet: Sheet, last: tuple[int, int], header_row0: int, footer: str, digits: Sequence[float]) -> None:
    """Set up landscape printing of a list, at a size that can be read: what is too wide goes on beside.

    Args:
        sheet: The sheet.
        last: See ``paper``; so are the header and the footer.
        header_row0: The row that is repeated on every page.
        footer: The footer.
        digits: The widths of the printed columns; the first ones are repeated where the list goes on beside.
    """
    raw, room = sheet.raw, (_LONG - _LEFT - _RIGHT) * _PIXELS
    raw.set_landscape()
    if int(100 * room / pixels_of(digits)) >= SMALLEST_PERCENT:
        raw.fit_to_pages(1, 0)
    else:
        # Excel leaves out repeated columns when it fits pages, so the size is set outright.
        raw.set_print_scale(SMALLEST_PERCENT)
        raw.repeat_columns(0, _repeated(digits, room * 100 / SMALLEST_PERCENT / 3))
    _page(sheet, last, header_row0, footer)


def _repeated(digits: Sequence[float], room: float) -> int:
    """Return the last of the first columns that together take at most some pixels."""
    wide = (index for index in range(len(digits)) if pixels_of(digits[: index + 1]) > room)
    return max(next(wide, len(digits)) - 1, 0)


def _page(sheet: Sheet, last: tuple[int, int], header_row0: int | None, footer: str) -> None:
    raw = sheet.raw
    raw.set_paper(_A4)
    raw.set_margins(left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    raw.set_footer(footer)
    must(raw.print_area(0, 0, *last), last)
    if header_row0 is not None:
        must(raw.repeat_rows(header_row0), header_row0)
