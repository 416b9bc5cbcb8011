"""Records of an .xls (BIFF8, [MS-XLS]): cut apart, with the texts in them that run on over several."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.xlsx_text import composed
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.text import intake as words

CONTINUE = 0x003C
_WIDE, _EXTENDED, _RICH = 1, 4, 8


class Record(NamedTuple):
    """One record and where the next one begins."""

    kind: int
    body: bytes
    end: int


class Rich(NamedTuple):
    """A text and, for each run, the character where it begins and its font."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """Yield the records from a place on, as far as they are whole."""
    at, size = start, len(stream)
    while at + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, at)
        end = at + 4 + length
        if end > size:
            break
        yield Record(kind, stream[at + 4 : end], end)
        at = end


def continued(stream: bytes, record: Record) -> list[bytes]:
    """Return the bodies of a record and of those that carry it on."""
    bodies = [record.body]
    for following in records(stream, record.end):
        if following.kind != CONTINUE:
            break
        bodies.append(following.body)
    return bodies


def short_text(body: bytes, at: int, *, wide_count: bool) -> str:
    """Return a text within one record.

    Args:
        body: The record's.
        at: Where its count of characters stands.
        wide_count: Whether that takes two bytes.
    """
    count = int.from_bytes(body[at : at + 1 + wide_count], "little")
    start = at + 2 + wide_count
    if body[start - 1 : start] == b"\x00":
        return composed(body[start : start + count].decode("latin-1"))
    return composed(body[start : start + 2 * count].decode("utf-16-le", "replace"))


class Texts:
    """Reads one text after the other out of a record and those that carry it on, as the table of strings has them."""

    def __init__(self, bodies: Sequence[bytes], at: int) -> None:
        self._bodies = bodies
        self._index = 0
        self._at = at

    def next(self) -> Rich:
        """Return the next text.

        Raises:
            RefusedError: The records end before it does.
        """
        count, flags = struct.unpack("<HB", self._bytes(3))
        runs = int.from_bytes(self._bytes(2), "little") if flags & _RICH else 0
        extended = int.from_bytes(self._bytes(4), "little") if flags & _EXTENDED else 0
        text = self._characters(count, bool(flags & _WIDE))
        found = struct.unpack(f"<{2 * runs}H", self._bytes(4 * runs))
        self._skip(extended)
        return Rich(text, tuple(zip(found[::2], found[1::2], strict=True)))

    def _characters(self, count: int, is_wide: bool) -> str:
        pieces = []
        while True:
            body = self._bodies[self._index]
            width = 2 if is_wide else 1
            piece = body[self._at : self._at + count * width]
            piece = piece[: len(piece) // width * width]
            self._at += len(piece)
            count -= len(piece) // width
            pieces.append(piece.decode("utf-16-le" if is_wide else "latin-1", "replace"))
            if not count:
                return "".join(pieces)
            # What carries a text on says anew how wide its characters are.
            self._next_body()
            is_wide = bool(self._bytes(1)[0] & _WIDE)

    def _next_body(self) -> None:
        self._index += 1
        self._at = 0
        if self._index >= len(self._bodies):
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)

    def _bytes(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            body = self._bodies[self._index]
            if self._at >= len(body):
                self._next_body()
                continue
            piece = body[self._at : self._at + count - len(found)]
            self._at += len(piece)
            found += piece
        return found

    def _skip(self, count: int) -> None:
        while count:
            body = self._bodies[self._index]
            step = min(count, len(body) - self._at)
            self._at += step
            count -= step
            if count:
                self._next_body()
