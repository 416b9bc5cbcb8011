"""How wide and how tall text is, so that columns and rows are measured and not guessed."""

import math
import unicodedata
from functools import lru_cache

# Advance widths of Times New Roman for the characters 32 to 126, in thousandths of the font size. They are those of
# Liberation Serif, which is made to the same measure.
_WIDTHS = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
_WIDEST, _USUAL = 1000, 560
_BOLD = 1.08
_PIXELS_PER_POINT = 96 / 72
DIGIT_PIXELS = 7
"""Excel counts column widths in digits of the default font, Calibri 11: 7 pixels each."""
_PADDING_PIXELS = 7
_LINE = 1.28
"""Excel's row height for a line of Times New Roman, as a multiple of the font size; accents on capitals included."""


class _Advances(dict[str, int]):
    """Advance widths by character; a letter with accents is as wide as the bare letter."""

    def __missing__(self, char: str) -> int:
        bare = unicodedata.normalize("NFD", char)[0]
        wide = _WIDEST if ord(char) > 0x2E7F else _USUAL
        self[char] = 0 if unicodedata.combining(char) else wide if bare == char else self[bare]
        return self[char]


_ADVANCE = _Advances(zip(map(chr, range(32, 127)), map(int, _WIDTHS.split()), strict=True))
_ADVANCE |= {"đ": 500, "Đ": 722, "…": 1000}


def text_pixels(text: str, points: float = 12, *, bold: bool = False) -> float:
    """Return the width of one line of text in pixels at 96 dpi; diacritics add nothing to their letter.

    Args:
        text: One line.
        points: The size of the font, in points.
        bold: Whether the text is bold.
    """
    return _advance(text) / 1000 * points * _PIXELS_PER_POINT * (_BOLD if bold else 1)


@lru_cache(2**15)
def _advance(text: str) -> int:
    """Return the advance widths of a text: the name of a unit is measured for eleven columns and rows."""
    return sum(map(_ADVANCE.__getitem__, text))


def column_width(
    texts: list[str], points: float = 12, *, bold: bool = False, lowest: float = 5, highest: float = 60
) -> float:
    """Return the column width, in digits of the default font, that the widest of some texts needs.

    Args:
        texts: What the column holds.
        points: The size of the font, in points.
        bold: Whether the text is bold.
        lowest: The least width, in digits.
        highest: The most.
    """
    widest = max((text_pixels(text, points, bold=bold) for text in texts), default=0)
    return min(max(digits_of(widest), lowest), highest)


def digits_of(pixels: float) -> float:
    """Return the column width, in digits of the default font, in which text of some pixels has room."""
    return (pixels + _PADDING_PIXELS) / DIGIT_PIXELS


def line_count(text: str, width: float, points: float = 12, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a cell that wraps, for a column width in digits.

    Args:
        text: With or without line breaks.
        width: The width of the column, in digits of the default font.
        points: The size of the font, in points.
        bold: Whether the text is bold.
    """
    room = width * DIGIT_PIXELS - _PADDING_PIXELS + 1  # a column made to measure must not wrap by rounding
    if "\n" not in text and text_pixels(text, points, bold=bold) <= room:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in paragraph.split(" "):
            size = text_pixels(word, points, bold=bold)
            gap = text_pixels(" ", points, bold=bold) if used else 0
            if used and used + gap + size > room:
                used, gap, lines = 0.0, 0, lines + 1
            if size > room:  # a word longer than the line is broken
                broken = math.ceil(size / room) - 1
                lines += broken
                used = size - broken * room
            else:
                used += gap + size
    return lines


def row_height(lines: int, points: float = 12, *, least: float = 0) -> float:
    """Return a row height in points for a number of lines; Excel allows at most 409.

    Args:
        lines: Of text.
        points: The size of the font, in points.
        least: The least height, in points.
    """
    return min(max(lines * points * _LINE + 3, least), 409)
