"""What lies above the cells of an .xls sheet: an object's record names its sort, the drawing before it its place."""

import struct

from dangvien_xlsx.excel.reading.boxes import drawn_between
from dangvien_xlsx.model.page import Drawn, Sort

_ANCHOR = b"\x00\x00\x10\xf0\x12\x00\x00\x00"
"""The head of a client anchor in a drawing ([MS-ODRAW] 2.2.46): 18 bytes with the corners follow."""
_WITHIN = b"\x0f\xf0\x10\x00\x00\x00"
"""The head of a child's anchor: it lies within a group, whose place is told."""
_GROUP, _CHART, _TEXT, _PICTURE, _POLYGON, _NOTE, _SHAPE = 0x00, 0x05, 0x06, 0x08, 0x09, 0x19, 0x1E
_LINES = (0x01, 0x02, 0x03, 0x04, _POLYGON, _GROUP, _SHAPE)
_OWN = 0x0100
"""Drawn by Excel itself: the arrow of a list to choose from."""


def drawn_object(body: bytes, drawing: bytes) -> Drawn | None:
    """Return an object of a sheet, nothing where it is a note's or the program's own.

    Args:
        body: Of the object's record.
        drawing: The record of the drawing before it.
    """
    sort, _, flags = struct.unpack_from("<HHH", body, 4)
    if sort == _NOTE or flags & _OWN:
        return None
    named = {_CHART: Sort.CHART, _PICTURE: Sort.PICTURE, _TEXT: Sort.WORDS} | dict.fromkeys(_LINES, Sort.SHAPE)
    at = drawing.rfind(_ANCHOR)
    corners = drawing[at + len(_ANCHOR) :]
    if at < 0 and _WITHIN in drawing:
        return None
    if at < 0 or len(corners) < 18:
        return Drawn(named.get(sort, Sort.CONTROL))
    _, left, _, top, _, right, across, bottom, down = struct.unpack_from("<9H", corners)
    return drawn_between(named.get(sort, Sort.CONTROL), (top, left), (bottom - (not down), right - (not across)))
