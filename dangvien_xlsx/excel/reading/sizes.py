"""What is too small for a person to see is hidden, whatever the workbook calls it: rows, columns, letters.

Measured with LibreOffice on figures of 13 points, the size of our inputs: in a row of 5 points only the upper half of a
digit is left, from 6 on it can be read; a column shows one digit from 1.3 characters on, below that a ``#`` or a part
of one; letters of 3 points are a line of dots.
"""

from dangvien_xlsx.model.patterns import pattern

_LEAST_ROW_POINTS = 6.0
_LEAST_COLUMN_CHARACTERS = 1.25
_LEAST_COLUMN_POINTS = 6.5
_LEAST_LETTER_POINTS = 4.0
_NUMBER = pattern(r"\d{0,6}\.?\d{0,20}(?:[eE]-\d{1,3})?")
_LENGTH = pattern(r"(\d{0,6}\.?\d{0,20})(pt|in|cm|mm|pc|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "px": 0.75}


def is_low(points: float | None) -> bool:
    """Tell whether a row of this height shows nothing that can be read; one that tells no height does."""
    return points is not None and points < _LEAST_ROW_POINTS


def is_narrow(characters: float | None) -> bool:
    """Tell whether a column of this width, in digits of the default font, shows nothing that can be read."""
    return characters is not None and characters < _LEAST_COLUMN_CHARACTERS


def is_narrow_points(points: float | None) -> bool:
    """Tell the same of a column whose width is told in points."""
    return points is not None and points < _LEAST_COLUMN_POINTS


def is_tiny(points: float | None) -> bool:
    """Tell whether letters of this size are too small to be read."""
    return points is not None and points < _LEAST_LETTER_POINTS


def number_in(told: str) -> float | None:
    """Return a number as XML tells it, nothing where it is none."""
    return float(told) if _NUMBER.fullmatch(told) and any(letter.isdigit() for letter in told) else None


def points_in(told: str) -> float | None:
    """Return a length such as ``0.035cm`` in points, nothing where it is none."""
    found = _LENGTH.fullmatch(told)
    if not found or not any(letter.isdigit() for letter in found[1]):
        return None
    return float(found[1]) * _POINTS[found[2]]
