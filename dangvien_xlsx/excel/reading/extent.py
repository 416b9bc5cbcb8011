"""How much a workbook asks of a reader: the farthest cells that hold something, found before a dense grid is made."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NoReturn

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.limits import MOST_SHEETS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_A_FORM, Room
from dangvien_xlsx.text import intake as words

_REFERENCE = pattern(rb' r="([A-Z]{0,3})([0-9]{1,9})"')
_WITHOUT_ADDRESS = pattern(rb'<(?:row|c)(?=[\s/>])(?! r="[A-Z]{0,3}[0-9]{1,9}")')
_WITH_PREFIX = pattern(rb":(?:row|c)[\s/>]")
"""How rows and cells are written by nobody whom we know: such a sheet is walked through in full."""
_STRING_START = pattern(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_STRING_INDEX = pattern(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:[\w.-]+:)?v[^>]*>\s*(\d{1,9})\s*<")
_SHORTEST_USE = len(b'<c t="s"><v>1')
"""Bytes of a sheet that repeat a shared string at the very least."""
_ROW = b"<row"
_LONGEST_TEXT = 4 * 2**20
"""Bytes between two tags, beyond which a sheet is none: a cell holds 32,767 characters."""
_SMALL_SHEET = 64 * 2**10
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


def judge_extent(package: Package, room: Room = OF_A_FORM) -> None:
    """Refuse an .xlsx whose sheets would make a reader ask for more memory than a workbook of its kind could need.

    Raises:
        RefusedError: With the cell that lies too far out, or why.
    """
    if len(package.sheet_names) > MOST_SHEETS:
        raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(package.sheet_names)))
    for name in package.sheet_names:
        xml = package.member(name)
        (_judge_small_sheet if len(xml) <= _SMALL_SHEET else _judge_sheet)(xml, room)
    judge_strings(package, room)


def judge_rectangle(rows: int, columns: int, room: Room = OF_A_FORM) -> None:
    """Refuse a sheet whose last cell with content is too far out.

    Args:
        rows: The number of its last row, one-indexed.
        columns: The number of its last column, one-indexed.
        room: What the workbook may ask for.
    """
    if rows * columns > room.cells or rows > _LAST_ROW or columns > _LAST_COLUMN:
        _too_far(rows, columns)


def _too_far(rows: int, columns: int) -> NoReturn:
    cell = a1(min(rows, _LAST_ROW) - 1, min(columns, _LAST_COLUMN) - 1)
    raise RefusedError("suspicious-file", why=words.FAR_CELL.format(cell=cell))


@lru_cache(maxsize=64)
def _judge_small_sheet(xml: bytes, room: Room) -> None:
    """Judge a sheet that many forms share, such as the guide, once."""
    _judge_sheet(xml, room)


def _judge_sheet(xml: bytes, room: Room) -> None:
    if not (_WITHOUT_ADDRESS.search(xml) or _WITH_PREFIX.search(xml)):
        references = _REFERENCE.findall(xml)
        rows = max(map(int, {row for _, row in references}), default=0)
        columns = max(map(_column, {letters for letters, _ in references}), default=0)
        if rows * columns <= room.cells:
            return
    # Formatting reaches far in honest workbooks: only cells that hold something make a grid large.
    judge_rectangle(*_filled_extent((xml,)), room)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class _Walk:
    """Follows rows and cells as a reader does: one without an address comes after the one before it."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0
        self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdigit() and len(number) < 12 else self.row + 1
            self.column = 0
        elif kind == "c":
            found = re.fullmatch(r"([A-Za-z]{1,9})(\d{1,12})", attributes.get("r", ""))
            self.column = _column(found[1].encode()) if found else self.column + 1
            if found:
                self.row = int(found[2])
        elif kind in ("v", "t", "f"):
            self._in_value = True

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in ("v", "t", "f"):
            self._in_value = False

    def text(self, _: str) -> None:
        if self._in_value:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _filled_extent(pieces: Iterable[bytes]) -> tuple[int, int]:
    from xml.parsers import expat

    walk = _Walk()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that nobody knows is no XML error
        raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error
    return walk.rows, walk.columns


def judge_strings(package: Package, room: Room = OF_A_FORM) -> None:
    """Count shared strings as often as cells repeat them; exactly only where a rough bound is not enough.

    Raises:
        RefusedError: Together they are too large.
    """
    strings = package.shared_strings()
    sheets = [package.member(name) for name in package.sheet_names]
    if len(strings) * sum(map(len, sheets)) // _SHORTEST_USE <= room.strings:
        return
    used = sum(sheet.count(b'"s"') + sheet.count(b"'s'") for sheet in sheets)
    if len(strings) * used <= room.strings:
        return
    _judge_repeated(strings, Counter(int(index) for sheet in sheets for index in _STRING_INDEX.findall(sheet)), room)


def _judge_repeated(strings: bytes, times: Mapping[int, int], room: Room) -> None:
    starts = [found.start() for found in _STRING_START.finditer(strings)]
    sizes = [end - start for start, end in zip(starts, [*starts[1:], len(strings)], strict=True)]
    total = sum(sizes[index] * count for index, count in times.items() if index < len(sizes))
    if total > room.strings:
        raise RefusedError("suspicious-file", why=words.REPEATED_STRINGS.format(size=total // 2**20))


def judge_pieces(pieces: Callable[[], Iterable[bytes]], strings: bytes, room: Room) -> None:
    """Judge a sheet as it is unpacked piece by piece: how far it reaches, and how often it repeats shared strings.

    Args:
        pieces: Begins to unpack it, again each time.
        strings: The XML of the shared strings.
        room: What the workbook may ask for.

    Raises:
        RefusedError: It asks for more.
    """
    seen = _Seen(strings, room)
    for part in _whole_rows(pieces()):
        seen.look(part)
    if seen.is_odd or seen.rows * seen.columns > room.cells:
        judge_rectangle(*_filled_extent(pieces()), room)
    if len(strings) * seen.used > room.strings:
        _judge_repeated(strings, seen.times, room)


class _Seen:
    """What was seen of a sheet so far."""

    def __init__(self, strings: bytes, room: Room) -> None:
        self.rows = self.columns = self.used = 0
        self.is_odd = False
        self.times: Counter[int] = Counter()
        self._is_counted = len(strings) * (room.cells + 1) > room.strings

    def look(self, part: bytes) -> None:
        """Look at some rows more."""
        self.is_odd = self.is_odd or bool(_WITHOUT_ADDRESS.search(part) or _WITH_PREFIX.search(part))
        references = _REFERENCE.findall(part)
        self.rows = max(self.rows, max(map(int, {row for _, row in references}), default=0))
        self.columns = max(self.columns, max(map(_column, {letters for letters, _ in references}), default=0))
        self.used += part.count(b'"s"') + part.count(b"'s'")
        if self._is_counted:
            self.times.update(map(int, _STRING_INDEX.findall(part)))


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet in parts that end where a row does, or where a tag does where there are no rows."""
    waiting = b""
    for piece in pieces:
        waiting += piece
        end = waiting.rfind(_ROW)
        if end <= 0:
            end = waiting.rfind(b"<")
        if end > 0:
            yield waiting[:end]
            waiting = waiting[end:]
        elif len(waiting) > _LONGEST_TEXT:
            raise RefusedError("unreadable-file", why=words.BROKEN_XML)
    yield waiting
