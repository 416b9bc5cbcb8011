"""What an .xls says once for all its sheets: their names, its strings, fonts, formats and styles."""

import struct
from typing import NamedTuple

from dangvien_xlsx.excel.reading.colours import Colour, is_unseen
from dangvien_xlsx.excel.reading.dates import built_in_moment, moment_of
from dangvien_xlsx.excel.reading.formats import BUILT_IN
from dangvien_xlsx.excel.reading.sizes import is_tiny
from dangvien_xlsx.excel.reading.xls_records import Record, Rich, Texts, continued, records, short_text
from dangvien_xlsx.excel.reading.xlsx_styles import PLAIN, Look
from dangvien_xlsx.excel.reading.xlsx_text import Face, Text, styled_text
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Sight
from dangvien_xlsx.received.limits import MOST_SHEETS
from dangvien_xlsx.text import intake as words

EOF = 0x000A
_DATE_MODE, _ENCRYPTED, _FONT, _SHEET = 0x0022, 0x002F, 0x0031, 0x0085
_PALETTE, _STYLE, _STRINGS, _FORMAT = 0x0092, 0x00E0, 0x00FC, 0x041E
_STRUCK = 0x0008
_SIGHTS = (Sight.VISIBLE, Sight.HIDDEN, Sight.VERY_HIDDEN, Sight.VISIBLE)
_WORKSHEET = 0
_ALIGNMENT, _FILLED = 7, 4
_SOLID = 1
_FIRST_OF_PALETTE = 8
_BLACK, _WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)
_COLOURS: dict[int, Colour] = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
"""The two that matter; the others are never both a text's and its ground's unless a palette says so."""


class XlsSheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    sight: Sight
    start: int
    """Where its records begin in the stream."""


class _Font(NamedTuple):
    struck: bool = False
    raised: bool = False
    colour: int = 0x7FFF
    points: float | None = None


class Globals:
    """What holds for all sheets of an .xls."""

    def __init__(self, stream: bytes) -> None:
        self.sheets: list[XlsSheet] = []
        self.is_1904 = False
        self._fonts: list[_Font] = []
        self._codes: dict[int, str] = {}
        self._styles: list[tuple[int, int, int, bool]] = []
        self._palette = dict(_COLOURS)
        self._strings: list[Rich] = []
        self._texts: dict[int, Text] = {}
        for record in records(stream):
            if record.kind == EOF:
                break
            self._take(stream, record)
        if len(self.sheets) > MOST_SHEETS:
            raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(self.sheets)))
        self._looks = [self._look(*style) for style in self._styles]

    def look(self, style: int) -> Look:
        """Return how cells of a style are shown."""
        return self._looks[style] if style < len(self._looks) else PLAIN

    def string(self, index: int) -> Text:
        """Return a shared string.

        Raises:
            RefusedError: There is none of that index.
        """
        if index >= len(self._strings):
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        text = self._texts.get(index)
        if text is None:
            text = self._texts[index] = self.text(self._strings[index])
        return text

    def text(self, rich: Rich) -> Text:
        """Return a text with its runs, as fonts show them."""
        fonts = [(start, self._font(number)) for start, number in rich.runs]
        return styled_text(rich.text, [(start, self._face(font)) for start, font in fonts])

    def _face(self, font: _Font) -> Face:
        return Face(font.struck, font.raised, self._palette.get(font.colour), is_tiny(font.points))

    def _take(self, stream: bytes, record: Record) -> None:
        kind, body = record.kind, record.body
        if kind == _ENCRYPTED:
            raise RefusedError("encrypted-file")
        if kind == _SHEET and len(body) >= 8:
            start, sight, sort = struct.unpack_from("<IBB", body)
            if sort == _WORKSHEET:
                self.sheets.append(XlsSheet(short_text(body, 6, wide_count=False), _SIGHTS[sight & 3], start))
        elif kind == _DATE_MODE:
            self.is_1904 = body[:1] == b"\x01"
        elif kind == _FONT and len(body) >= 10:
            twips, flags, colour, _, script = struct.unpack_from("<HHHHH", body)
            self._fonts.append(_Font(bool(flags & _STRUCK), script in (1, 2), colour, twips / 20))
        elif kind == _FORMAT and len(body) >= 5:
            self._codes[int.from_bytes(body[:2], "little")] = short_text(body, 2, wide_count=True)
        elif kind == _STYLE and len(body) >= 20:
            font, code = struct.unpack_from("<HH", body)
            is_solid = int.from_bytes(body[14:18], "little") >> 26 == _SOLID
            ground = int.from_bytes(body[18:20], "little") & 0x7F if is_solid else 65
            self._styles.append((font, code, ground, body[6] & _ALIGNMENT == _FILLED))
        elif kind == _PALETTE:
            for index in range((len(body) - 2) // 4):
                red, green, blue = body[2 + 4 * index : 5 + 4 * index]
                self._palette[_FIRST_OF_PALETTE + index] = (float(red), float(green), float(blue))
        elif kind == _STRINGS and len(body) >= 8:
            self._read_strings(continued(stream, record))

    def _read_strings(self, bodies: list[bytes]) -> None:
        count = int.from_bytes(bodies[0][4:8], "little")
        # A text takes three bytes at the least: a count that lies costs nothing.
        count = min(count, sum(map(len, bodies)) // 3)
        texts = Texts(bodies, 8)
        self._strings = [texts.next() for _ in range(count)]

    def _font(self, number: int) -> _Font:
        # There is no font 4: what is called 5 is the fifth.
        index = number - 1 if number > 4 else number
        return self._fonts[index] if index < len(self._fonts) else _Font()

    def _look(self, font_number: int, format_number: int, ground: int, repeats: bool) -> Look:
        font = self._font(font_number)
        code = self._codes.get(format_number)
        moment = built_in_moment(format_number) if code is None else moment_of(code)
        if code is None:
            code = BUILT_IN.get(format_number, "")
        paper = self._palette.get(ground)
        unseen = is_tiny(font.points) or is_unseen(self._palette.get(font.colour), paper)
        return Look("" if code.lower() == "general" else code, moment, font.struck, unseen, repeats, paper)
