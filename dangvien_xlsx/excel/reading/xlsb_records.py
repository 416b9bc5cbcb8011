"""Records of an .xlsb (BIFF12, [MS-XLSB]): its strings, styles and comments, read part by part."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.colours import Colour, is_unseen, rgb
from dangvien_xlsx.excel.reading.dates import built_in_moment, moment_of
from dangvien_xlsx.excel.reading.formats import BUILT_IN
from dangvien_xlsx.excel.reading.sizes import is_tiny
from dangvien_xlsx.excel.reading.xlsx_styles import PLAIN, Look
from dangvien_xlsx.excel.reading.xlsx_text import Face, Text, composed, styled_text
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Comment
from dangvien_xlsx.text import intake as words

_STRING, _FONT, _FORMAT, _FILL, _STYLE = 19, 43, 44, 45, 47
_BEGIN_CELL_STYLES, _END_CELL_STYLES = 617, 618
_AUTHOR, _COMMENT, _COMMENT_TEXT = 632, 635, 637
_STRUCK, _SOLID, _RICH = 0x08, 1, 1
_ALIGNMENT, _FILLED = 7, 4
_INDEXED, _RGB, _THEME = 1, 2, 3


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and body of each record of a part.

    Raises:
        RefusedError: A record is longer than the part.
    """
    at, size = 0, len(part)
    while at < size:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < size:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < size and shift < 28:
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if at + length > size:
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        yield kind, part[at : at + length]
        at += length


def wide(body: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends; one that is not there is blank."""
    count = int.from_bytes(body[at : at + 4], "little")
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(body):
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


class _Font(NamedTuple):
    struck: bool = False
    raised: bool = False
    colour: Colour = None
    tiny: bool = False


class XlsbStyles:
    """The looks of an .xlsb by style number, and the fonts that runs of text name."""

    def __init__(self, part: bytes) -> None:
        self._fonts: list[_Font] = []
        codes: dict[int, str] = {}
        fills: list[Colour] = []
        styles: list[tuple[int, int, int, bool]] = []
        is_cells = False
        for kind, body in records(part):
            if kind == _FORMAT:
                codes[int.from_bytes(body[:2], "little")] = wide(body, 2)[0]
            elif kind == _FONT:
                flags, _, script = struct.unpack_from("<HHH", body, 2)
                tiny = is_tiny(int.from_bytes(body[:2], "little") / 20)
                self._fonts.append(_Font(bool(flags & _STRUCK), script in (1, 2), _colour(body[12:20]), tiny))
            elif kind == _FILL:
                fills.append(_colour(body[4:12]) if int.from_bytes(body[:4], "little") == _SOLID else None)
            elif kind in (_BEGIN_CELL_STYLES, _END_CELL_STYLES):
                is_cells = kind == _BEGIN_CELL_STYLES
            elif kind == _STYLE and is_cells:
                styles.append((*struct.unpack_from("<HHH", body, 2), body[12] & _ALIGNMENT == _FILLED))
        self._looks = [self._look(*style, codes, fills) for style in styles]

    def look(self, number: int) -> Look:
        """Return the look of a style number."""
        return self._looks[number] if number < len(self._looks) else PLAIN

    def text(self, body: bytes, at: int = 0) -> Text:
        """Return a text with its runs."""
        text, end = wide(body, at + 1)
        if not body[at] & _RICH:
            return Text(composed(text))
        count = min(int.from_bytes(body[end : end + 4], "little"), (len(body) - end) // 4)
        found = struct.unpack_from(f"<{2 * count}H", body, end + 4)
        fonts = [(start, self._font(number)) for start, number in zip(found[::2], found[1::2], strict=True)]
        return styled_text(text, [(start, Face(*font)) for start, font in fonts])

    def _font(self, number: int) -> _Font:
        return self._fonts[number] if number < len(self._fonts) else _Font()

    def _look(
        self, number: int, font: int, fill: int, repeats: bool, codes: dict[int, str], fills: Sequence[Colour]
    ) -> Look:
        struck, _, colour, tiny = self._font(font)
        code = codes.get(number)
        moment = built_in_moment(number) if code is None else moment_of(code)
        if code is None:
            code = BUILT_IN.get(number, "")
        ground = fills[fill] if fill < len(fills) else None
        unseen = tiny or is_unseen(colour, ground)
        return Look("" if code.lower() == "general" else code, moment, struck, unseen, repeats, ground)


def _colour(body: bytes) -> Colour:
    sort, index = body[0] >> 1, str(body[1])
    tint = f"{int.from_bytes(body[2:4], 'little', signed=True) / 32768:.4f}"
    if sort == _RGB:
        return rgb(body[4:7].hex())
    return rgb("", index if sort == _THEME else "", index if sort == _INDEXED else "", tint)


def strings_of(part: bytes, styles: XlsbStyles) -> list[Text]:
    """Return the shared strings by their index."""
    return [styles.text(body) for kind, body in records(part) if kind == _STRING]


def comments_of(part: bytes, styles: XlsbStyles) -> tuple[Comment, ...]:
    """Return the comments of a part."""
    authors: list[str] = []
    found: list[Comment] = []
    for kind, body in records(part):
        if kind == _AUTHOR:
            authors.append(composed(wide(body, 0)[0]))
        elif kind == _COMMENT:
            author, row0, _, column0 = struct.unpack_from("<IIII", body)
            found.append(Comment(a1(row0, column0), "", authors[author] if author < len(authors) else ""))
        elif kind == _COMMENT_TEXT and found:
            found[-1] = found[-1]._replace(text=styles.text(body).text)
    return tuple(found)
