"""What the styles of an .xlsx say of a cell: its number format, whether it is struck out, whether it can be seen."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.reading.colours import BLACK, WHITE, Colour, colour_of, is_unseen
from dangvien_xlsx.excel.reading.dates import Moment, built_in_moment, moment_of
from dangvien_xlsx.excel.reading.formats import BUILT_IN
from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, main_name, parsed
from dangvien_xlsx.excel.reading.sizes import is_tiny, number_in
from dangvien_xlsx.excel.reading.xlsx_text import Text
from dangvien_xlsx.model.page import Cell

_GENERAL = ("", "general")


class Look(NamedTuple):
    """How the cells of one style are shown."""

    format: str = ""
    moment: Moment = Moment.NUMBER
    struck: bool = False
    unseen: bool = False
    repeats: bool = False
    ground: Colour = None
    """Of the cell: a run of text in its colour is not seen."""


class Overlay(NamedTuple):
    """What a rule of conditional formatting may lay over a cell, so far as it hides or changes what is shown."""

    format: str = ""
    struck: bool = False
    unseen: bool = False


class Piece(NamedTuple):
    """What one ``<c …>`` up to the next one says, as kept for the files to come."""

    a1: str
    cell: Cell | None
    string: int
    """Index of the shared string that is the cell's value, or -1."""
    look: Look


Picker = Callable[[Sequence[Text]], tuple[Text, ...]]
"""Takes from the shared strings of a workbook those of a row."""


class RowPiece(NamedTuple):
    """What one ``<row …>`` up to the next one says, as kept for the files to come."""

    row0: int
    is_hidden: bool
    columns: int
    """The number of its last cell's column, filled or not, from 1."""
    cell_count: int
    """How many cells it has."""
    cells: dict[str, Cell]
    """Its filled cells by their addresses, where none of them is a shared string."""
    pieces: tuple[Piece, ...]
    pick: Picker | None
    """Nothing where it has no shared strings."""
    resolved: dict[tuple[Text, ...], dict[str, Cell]]
    """Its filled cells by the texts of its shared strings."""


class Rows(NamedTuple):
    """What stands in the rows of a sheet; ``last_row`` and ``last_column``: the farthest cell, from 1."""

    cells: dict[str, Cell]
    hidden_rows: frozenset[int]
    last_row: int = 0
    last_column: int = 0


class SheetPiece(NamedTuple):
    """What all rows of a small sheet say, by the texts of its shared strings, as kept for the files to come."""

    pick: Picker
    resolved: dict[tuple[Text, ...], Rows]


_MOST_KEPT, _MOST_SHEETS = 2**19, 32
"""Bytes of cells, and of rows, kept for one set of styles; with what Python adds, some 4 MB each."""


class Styles:
    """The looks of a workbook by style number, and what was learned of cells under them."""

    def __init__(self, looks: tuple[Look, ...], overlays: tuple[Overlay, ...] = (), *, is_1904: bool) -> None:
        self._looks = looks
        self._overlays = overlays
        self.is_1904 = is_1904
        self.known: dict[bytes, Piece] = {}
        self.known_rows: dict[bytes, RowPiece] = {}
        self.known_sheets: dict[bytes, SheetPiece] = {}
        self._size = self._size_of_rows = 0

    def look(self, number: int) -> Look:
        """Return the look of a style number; one that is not declared looks like the first."""
        return self._looks[number] if 0 <= number < len(self._looks) else PLAIN

    def overlay(self, number: int) -> Overlay:
        """Return what the format of a rule lays over cells."""
        return self._overlays[number] if 0 <= number < len(self._overlays) else NO_OVERLAY

    def keep(self, piece: bytes, said: Piece) -> None:
        """Keep what a cell says, up to a bound of bytes."""
        self._size += len(piece) + 100
        if self._size > _MOST_KEPT:
            self.known.clear()
            self._size = len(piece)
        self.known[piece] = said

    def keep_row(self, piece: bytes, said: RowPiece) -> None:
        """Keep what a row says, up to a bound of bytes."""
        self._size_of_rows += len(piece) + 100 * (said.cell_count + 2)
        if self._size_of_rows > _MOST_KEPT:
            self.known_rows.clear()
            self._size_of_rows = len(piece)
        self.known_rows[piece] = said

    def keep_sheet(self, body: bytes, said: SheetPiece) -> None:
        """Keep what a small sheet says, up to a bound of sheets."""
        if len(self.known_sheets) >= _MOST_SHEETS:
            self.known_sheets.clear()
        self.known_sheets[body] = said


PLAIN, NO_OVERLAY = Look(), Overlay()


class _Font(NamedTuple):
    struck: bool = False
    colour: Colour = None
    tiny: bool = False


@lru_cache(maxsize=8)  # all forms of one period that one program saved have the same styles
def styles_of(part: bytes, *, is_1904: bool) -> Styles:
    """Return the looks that a styles part declares; SheetJS writes none.

    Raises:
        RefusedError: The part is no whole XML.
    """
    if not part:
        return Styles((), is_1904=is_1904)
    codes: dict[int, str] = {}
    fonts: list[_Font] = []
    fills: list[Colour] = []
    looks: list[Look] = []
    overlays: list[Overlay] = []
    for group in parsed(part):
        kind = main_name(group)
        if kind == "numFmts":
            codes = {_number(item, "numFmtId"): attribute(item, "formatCode") for item in group}
        elif kind == "fonts":
            fonts = [_font(item) for item in group]
        elif kind == "fills":
            fills = [_fill(item) for item in group]
        elif kind == "cellXfs":
            looks = [_look(item, codes, fonts, fills) for item in group]
        elif kind == "dxfs":
            overlays = [overlay_of(item) for item in group]
    return Styles(tuple(looks), tuple(overlays), is_1904=is_1904)


def _look(item: Element, codes: dict[int, str], fonts: list[_Font], fills: list[Colour]) -> Look:
    format_id = _number(item, "numFmtId")
    code = codes.get(format_id)
    moment = built_in_moment(format_id) if code is None else moment_of(code)
    if code is None:
        code = BUILT_IN.get(format_id, "")
    font, fill = _number(item, "fontId"), _number(item, "fillId")
    struck, colour, tiny = fonts[font] if 0 <= font < len(fonts) else _Font()
    ground = fills[fill] if 0 <= fill < len(fills) else None
    repeats = any(main_name(child) == "alignment" and attribute(child, "horizontal") == "fill" for child in item)
    unseen = tiny or is_unseen(colour, ground)
    return Look("" if code.lower() in _GENERAL else code, moment, struck, unseen, repeats, ground)


def overlay_of(item: Element) -> Overlay:
    """Return what a ``<dxf>`` lays over cells; its fill tells the ground as ``bgColor``, unlike that of a cell."""
    code, struck, unseen, has_ink = "", False, False, False
    ink: Colour = None
    ground: Colour = WHITE
    for child in item:
        kind = main_name(child)
        if kind == "numFmt":
            code = attribute(child, "formatCode")
        elif kind == "font":
            struck, ink, _ = _font(child)
            has_ink = any(main_name(mark) == "color" for mark in child)
        elif kind == "fill":
            told = [colour for colour in child.iter() if main_name(colour) == "bgColor"]
            # A ground of the theme's own colours is not known, so nothing can be said against it.
            ground = colour_of(told[0]) if told else ground
            ink = ink if has_ink else BLACK
    if ground is not None:
        unseen = is_unseen(ink, ground)
    return Overlay("" if code.lower() in _GENERAL else code, struck, unseen)


def _font(item: Element) -> _Font:
    struck, colour, tiny = False, None, False
    for child in item:
        kind = main_name(child)
        if kind == "strike":
            struck = is_on(child)
        elif kind == "color":
            colour = colour_of(child)
        elif kind == "sz":
            tiny = is_tiny(number_in(attribute(child, "val")))
    return _Font(struck, colour, tiny)


def _fill(item: Element) -> Colour:
    for pattern in item:
        if main_name(pattern) == "patternFill" and attribute(pattern, "patternType") == "solid":
            return next((colour_of(child) for child in pattern if main_name(child) == "fgColor"), None)
    return None


def _number(element: Element, name: str) -> int:
    told = attribute(element, name)
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
