"""Formulas as text: strings in them, and the values that are stored beside them."""

from dangvien_xlsx.model.errors import BookError
from dangvien_xlsx.text.fold import whole

LONGEST_FORMULA = 8192
"""Excel's limit for the characters of a formula."""
_LONGEST_LITERAL = 120
"""Characters of a text between quotes in a formula: at most 255 as Excel counts, in UTF-16."""


def quoted(text: str | None) -> str:
    """Return text as a string of a formula."""
    escaped = (text or "").replace('"', '""')
    return f'"{escaped}"'


def quoted_long(text: str) -> str:
    """Return text of any length as an expression of a formula: Excel takes at most 255 characters between quotes."""
    pieces = [text[start : start + _LONGEST_LITERAL] for start in range(0, len(text), _LONGEST_LITERAL)] or [""]
    return "&".join(map(quoted, pieces))


def stored(value: object) -> float | str:
    """Return a formula's computed value as it is stored; ``None`` is an empty text.

    Raises:
        BookError: No formula gives such a value.
    """
    if isinstance(value, str):
        return whole(value)
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    raise BookError(repr(value))
