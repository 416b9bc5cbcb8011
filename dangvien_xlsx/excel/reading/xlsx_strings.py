"""The strings that the sheets of an .xlsx share: the forms of one period have most of theirs in common."""

import re
from functools import lru_cache

from dangvien_xlsx.excel.reading.markup import MAIN, Walk, parsed
from dangvien_xlsx.excel.reading.xlsx_text import Text, decoded, text_of, unescaped
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.patterns import pattern

MOST_PIECES = 5_000
"""Beyond so many pieces, learning each costs more than parsing all: 16 MB took 2.7 s this way, lxml 0.9 s."""
_LONGEST_KEPT, _MOST_KEPT = 2_000, 2**20
"""Bytes of a piece that is kept for the next file, and of all that are."""
_PLAIN = pattern(rb"\s*+<t(?: xml:space=\"preserve\")?+>([^<\r\x00-\x08\x0b\x0c\x0e-\x1f]*+)</t>\s*+</si>\s*+")
_EMPTY = pattern(rb"\s*+<t(?: xml:space=\"preserve\")?+/>\s*+</si>\s*+")
_STRING = b'<si xmlns="%s">' % MAIN[0].encode()
_ODD_ENCODING = pattern(rb"<\?xml[^>]*encoding=[\"'](?!utf-8)", re.IGNORECASE)


class _Kept:
    """Pieces that were seen before, up to a bound of bytes."""

    def __init__(self) -> None:
        self.known: dict[bytes, Text] = {}
        self._size = 0

    def keep(self, piece: bytes, text: Text) -> None:
        if len(piece) > _LONGEST_KEPT:
            return
        self._size += len(piece) + 200
        if self._size > _MOST_KEPT:
            self.known.clear()
            self._size = len(piece)
        self.known[piece] = text


_kept = _Kept()


def is_plain(part: bytes) -> bool:
    """Tell whether a part may be read by its bytes: UTF-8, and no comment or CDATA in which marks mean nothing."""
    return b"<!" not in part and not _ODD_ENCODING.match(part)


@lru_cache(maxsize=4)  # asked again by each sheet and by the copies of a file
def strings_of(part: bytes) -> list[Text]:
    """Return the shared strings by their index.

    Raises:
        RefusedError: The part is no whole XML.
    """
    if not part:
        return []
    texts = _by_pieces(part)
    if texts is None:
        texts = [text_of(element) for element in Walk(part, "si")]
    return texts


def _by_pieces(part: bytes) -> list[Text] | None:
    head, *pieces = part.split(b"<si>")
    if len(pieces) > MOST_PIECES or b"<sst" not in head or head.rstrip()[-2:] == b"/>" or not is_plain(head):
        return None
    if not pieces:
        return None
    last, end, after = pieces[-1].rpartition(b"</sst>")
    if not end or after.strip():
        return None
    pieces[-1] = last
    found = list(map(_kept.known.get, pieces))
    for index, piece in enumerate(pieces) if not all(found) else ():
        if found[index] is None:
            text = _learned(piece)
            if text is None:
                return None
            _kept.keep(piece, text)
            found[index] = text
    return [text for text in found if text is not None]


def _learned(piece: bytes) -> Text | None:
    found = _PLAIN.fullmatch(piece)
    if found:
        try:
            text = unescaped(found[1].decode())
        except UnicodeDecodeError:
            return None
        return None if text is None else Text(decoded(text))
    if _EMPTY.fullmatch(piece):
        return Text("")
    if b"<!" in piece:
        # In a comment or CDATA marks mean nothing: the string may have been taken apart within one.
        return None
    try:
        # A pattern for runs took seconds on 64 KB; a parser has no such cases.
        return text_of(parsed(_STRING + piece.rstrip()))
    except RefusedError:
        return None
