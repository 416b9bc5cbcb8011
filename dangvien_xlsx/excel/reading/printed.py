"""What a sheet's view and its printed page show otherwise than its cells: zeros left out, words at head and foot."""

import re
from collections.abc import Mapping

from dangvien_xlsx.model.page import Cell
from dangvien_xlsx.model.patterns import pattern

_NO_ZEROS = "0;-0;;@"
"""The format that shows what a view without zeros shows."""
_PLACED = pattern("(?<!&)(?:&&)*&[LCRlcr]")
_CODE = pattern(r'&(?:"[^"]*"|[Kk](?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|&|.)')


def without_zeros(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return cells as a view shows them that leaves out zeros, whatever their own formats say."""
    return {address: cell._replace(format=_NO_ZEROS) if _is_zero(cell) else cell for address, cell in cells.items()}


def _is_zero(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value == 0


def printed_words(text: str) -> tuple[str, ...]:
    """Return the words that the head or the foot of a printed page says itself, left, middle and right apart.

    Args:
        text: As a workbook keeps it, with codes for fonts, and for page numbers, names and days, which say nothing.
    """
    pieces = (_CODE.sub(_plain, piece).strip() for piece in _PLACED.split(text))
    return tuple(piece for piece in pieces if any(map(str.isalnum, piece)))


def _plain(found: re.Match[str]) -> str:
    return "&" if found[0] == "&&" else ""
