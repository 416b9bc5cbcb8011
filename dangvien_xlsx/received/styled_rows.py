"""Sheets whose formatting was dragged to the last row: unpacked piece by piece, without the cells that hold nothing.

A column that was coloured as a whole, or rows that were given a height down to the last one, make 80 MB of XML of which
one form remains. It is dropped as it is unpacked, so that what is left is judged, and not what was never there.
"""

import zlib

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.listing import Member

_PIECE = 2**18
_ROW = b"<row"
_HOLDS = b"c>"
"""Ends a cell that holds something, with whatever prefix; formatted ones that hold nothing end in ``/>``."""
_ROWS_END = b"</sheetData>"
_EMPTY_CELL = pattern(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*+(?:(?<=/)>|></c>)')
_EMPTY_ROW = pattern(rb'<row r="[0-9]{1,7}"[^<>]*+(?:(?<=/)>|>\s*+</row>)')
_WITHOUT_ADDRESS = pattern(rb'<(?:row(?! r="[0-9])|c(?! r="[A-Z])|[^\s<>/]+:(?:row|c))[\s/>]')


def without_empty_cells(packed: bytes, member: Member, most: int) -> bytes | None:
    """Return the XML of a sheet without the cells and rows that hold nothing.

    Args:
        packed: The part as it stands in the zip.
        member: What the zip says of it.
        most: Bytes that may be left.

    Returns:
        What is left; nothing where the part is damaged or larger than it says, where it is not written as spreadsheet
        programs write dragged formatting, or where more is left.
    """
    stream, unpacked, checksum = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
    kept: list[bytes] = []
    waiting, size, is_closed = b"", 0, False
    try:
        while not stream.eof:
            piece = stream.decompress(packed, _PIECE)
            packed = stream.unconsumed_tail
            unpacked += len(piece)
            checksum = zlib.crc32(piece, checksum)
            waiting += piece
            if (not piece and not packed) or unpacked > member.size or b"<!" in waiting:
                return None
            # Whole rows are judged; the last one may go on in the next piece. What stands before the first is kept.
            is_closed = is_closed or _ROWS_END in waiting
            end = -1 if is_closed else waiting.rfind(_ROW)
            if end > 0:
                left = _left_of(waiting[:end], is_start=not kept)
                waiting, size = waiting[end:], size + len(left)
                kept.append(left)
            if size + len(waiting) > most:
                return None
    except zlib.error:
        return None
    # Without rows it is no sheet: shared strings, of which nothing may be dropped.
    if unpacked != member.size or checksum != member.checksum or not is_closed:
        return None
    rows, closed, rest = waiting.partition(_ROWS_END)
    whole = b"".join([*kept, _left_of(rows, is_start=not kept), closed, rest])
    # A row or cell without an address comes after the one before it, which may be gone; one with a prefix may be such.
    return None if _WITHOUT_ADDRESS.search(whole) else whole


def _left_of(rows: bytes, *, is_start: bool) -> bytes:
    if _HOLDS not in rows:
        return rows[: max(rows.find(_ROW), 0)] if is_start else b""
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", rows))
