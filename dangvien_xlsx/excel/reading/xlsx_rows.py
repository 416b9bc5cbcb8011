"""The rows of an .xlsx sheet, in two ways with one result: by known pieces of bytes, or walked through by lxml."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.markup import Element, Walk, main_name
from dangvien_xlsx.excel.reading.xlsx_cells import (
    LAST_COLUMN,
    LAST_ROW,
    address,
    cell_of,
    shared_cell,
    string_at,
    style_number,
    text_cell,
)
from dangvien_xlsx.excel.reading.xlsx_strings import MOST_PIECES
from dangvien_xlsx.excel.reading.xlsx_styles import Piece, Styles
from dangvien_xlsx.excel.reading.xlsx_text import Text, composed, text_of, unescaped
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, place_of
from dangvien_xlsx.received.limits import MOST_FILLED
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

_TEXT = rb"[^<\r\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_PIECE = re.compile(
    rb'((?:[a-z:]++="[^"<&]*+"\s*+)++)'
    rb"(?:/>|>\s*+"
    rb"(?:<f(?P<f>(?:\s[^<>/]*+)?)(?:/>|>(?P<formula>" + _TEXT + rb")</f>)\s*+)?+"
    rb"(?:<v(?:\s[^<>/]*+)?(?P<v>/>|>(?P<value>" + _TEXT + rb")</v>)\s*+)?+"
    rb"(?:<is>\s*+<t(?:\s[^<>/]*+)?>(?P<inline>" + _TEXT + rb")</t>\s*+</is>\s*+)?+"
    rb"</c>)"
    rb"(?P<rows>(?:\s*+(?:</row>|<row(?:\s[^<>]*+)?>))*+)\s*+"
)
"""From behind ``<c `` to the next one. Possessive throughout: what does not match is seen at once."""
_ROWS = re.compile(rb"(?:\s*+(?:</row>|<row(?:\s[^<>]*+)?>))*+\s*+")
_ROW = re.compile(rb"<row([^<>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"<&]*)"')
_LONGEST = 4_000
"""Bytes of a piece: our longest formula has 1,100."""
_OFF = ("", "0", "false", "off")


class Rows(NamedTuple):
    """What stands in the rows of a sheet."""

    cells: dict[str, Cell]
    hidden_rows: frozenset[int]


def rows_by_pieces(body: bytes, styles: Styles, strings: Sequence[Text]) -> Rows | None:
    """Read what stands between ``<sheetData>`` and its end; nothing where it is not as the known programs write it.

    Args:
        body: The bytes in between.
        styles: The workbook's, with what is known of pieces.
        strings: The workbook's shared strings.
    """
    first, *pieces = body.split(b"<c ")
    if len(pieces) > MOST_PIECES or not _ROWS.fullmatch(first):
        return None
    if b"xmlns" in body:
        # Whose namespace that is, is seen where elements are parsed.
        return None
    try:
        rows, hidden = map(list, _row_numbers(first))
    except (UnicodeDecodeError, LookupError):
        return None
    cells: dict[str, Cell] = {}
    places: set[str] = set()
    known = styles.known
    for piece in pieces:
        said = known.get(piece)
        if said is None:
            said = _learned(piece, styles)
            if said is None:
                return None
            styles.keep(piece, said)
        place, cell, index, look, rows_here, hidden_here = said
        places.add(place)
        if index >= 0:
            cell = shared_cell(string_at(strings, index), look)
        if cell is not None:
            cells[place] = cell
        if rows_here:
            rows.extend(rows_here)
            hidden.extend(hidden_here)
    if len(places) < len(pieces) or len(set(rows)) < len(rows):
        return None
    return Rows(cells, frozenset(hidden))


def _learned(piece: bytes, styles: Styles) -> Piece | None:
    found = _PIECE.fullmatch(piece) if len(piece) <= _LONGEST else None
    if not found:
        return None
    try:
        attributes = _attributes(found[1])
        formula = _formula(found)
        told = _plain(found["value"] if found["value"] is not None else found["inline"])
        rows, hidden = _row_numbers(found["rows"])
    except (UnicodeDecodeError, LookupError):
        return None
    place = address(attributes.get("r", ""))
    number, kind = style_number(attributes.get("s", "0")), attributes.get("t", "n")
    is_doubled = found["inline"] is not None and found["value"] is not None
    if place is None or number is None or is_doubled or (found["inline"] is not None) != (kind == "inlineStr"):
        return None
    look = styles.look(number)
    if kind == "s":
        index = _index(told)
        return None if index is None or formula else Piece(place, None, index, look, rows, hidden)
    if told is None and found["v"] == b"/>":
        told = ""
    cell = cell_of(kind, told, formula, look, is_1904=styles.is_1904)
    return Piece(place, cell, -1, look, rows, hidden)


def _index(told: str | None) -> int | None:
    """Return the index of a shared string, -1 where none is told, nothing where it is no number."""
    text = (told or "").strip()
    if not text:
        return -1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _formula(found: re.Match[bytes]) -> str:
    if found["f"] is None:
        return ""
    # A cell that shares the formula of another has no text of its own.
    return "=" + composed(_plain(found["formula"]) or "")


def _plain(raw: bytes | None) -> str | None:
    if raw is None:
        return None
    text = unescaped(raw.decode())
    if text is None:
        raise LookupError
    return text


def _attributes(raw: bytes) -> dict[str, str]:
    """Return attributes by their names.

    Raises:
        LookupError: One is told twice.
    """
    told = _ATTRIBUTE.findall(raw.decode())
    attributes: dict[str, str] = dict(told)
    if len(attributes) < len(told):
        raise LookupError
    return attributes


def _row_numbers(rows: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of row elements, and those of the hidden ones, zero-indexed.

    Raises:
        LookupError: One has no number, so that it is the one after the row before.
    """
    numbers, hidden = [], []
    for found in _ROW.findall(rows):
        attributes = _attributes(found)
        number = attributes.get("r", "")
        if not (number.isascii() and number.isdigit() and len(number) < 8):
            raise LookupError
        numbers.append(int(number) - 1)
        if _is_hidden(attributes.get("hidden", ""), attributes.get("ht", "")):
            hidden.append(int(number) - 1)
    return tuple(numbers), tuple(hidden)


def _is_hidden(told: str, height: str) -> bool:
    return told.lower() not in _OFF or height in ("0", "0.0")


def _doubled(place: str) -> RefusedError:
    """Return the refusal of a cell that is told twice."""
    name = words.TWICE_CELL.format(cell=shorten(place))
    return RefusedError("suspicious-file", why=words.TOLD_TWICE.format(name=name))


class _Once:
    """Sees that no row and no cell is told twice: of two, one program shows the first, another the last."""

    def __init__(self) -> None:
        # A bit map: a set of a million rows would take 60 MB.
        self._rows = bytearray(LAST_ROW)
        self._columns: set[int] = set()
        self._row0 = -1
        self._strays: set[str] = set()

    def row(self, row: Element, row0: int, *, is_told: bool) -> None:
        """Take a row that begins."""
        if [main_name(above) for above in row.iterancestors()] != ["sheetData", "worksheet"]:
            raise RefusedError("unreadable-file", why=words.BROKEN_XML)
        if is_told and 0 <= row0 < LAST_ROW:
            if self._rows[row0]:
                raise RefusedError(
                    "suspicious-file", why=words.TOLD_TWICE.format(name=words.TWICE_ROW.format(row=row0 + 1))
                )
            self._rows[row0] = 1
        self._columns.clear()
        self._row0 = row0

    def cell(self, place: str, row0: int, column0: int, *, is_filled: bool) -> None:
        """Take a cell; one that names another row than its own is kept apart."""
        is_stray = row0 != self._row0
        if is_stray and self._rows[row0]:
            is_filled = True
        if is_filled or place in self._strays or (not is_stray and column0 in self._columns):
            raise _doubled(place)
        if is_stray:
            self._strays.add(place)
        else:
            self._columns.add(column0)


def rows_by_walk(part: bytes, styles: Styles, strings: Sequence[Text]) -> tuple[Rows, Element]:
    """Read a whole sheet with lxml, whatever its prefixes and its white space.

    Args:
        part: The sheet's XML.
        styles: The workbook's.
        strings: The workbook's shared strings.

    Returns:
        Its rows, and the root with all that is not in rows.

    Raises:
        RefusedError: It is no whole XML, names a string that is not there, or tells of a place twice.
    """
    cells: dict[str, Cell] = {}
    hidden: set[int] = set()
    once = _Once()
    row0 = -1
    walk = Walk(part, "row")
    for row in walk:
        number = row.get("r", "")
        row0 = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 8 else row0 + 1
        once.row(row, row0, is_told=bool(number))
        if _is_hidden(row.get("hidden", ""), row.get("ht", "")):
            hidden.add(row0)
        column0 = -1
        for element in row:
            if main_name(element) != "c":
                continue
            place = address(element.get("r", ""))
            if place is None:
                column0 += 1
                if row0 >= LAST_ROW or column0 >= LAST_COLUMN:
                    continue
                place = a1(row0, column0)
            else:
                row0, column0 = place_of(place)
            once.cell(place, row0, column0, is_filled=place in cells)
            cell = _walked(element, styles, strings)
            if cell is not None:
                if len(cells) >= MOST_FILLED:
                    raise RefusedError("suspicious-file", why=words.MANY_CELLS)
                cells[place] = cell
    return Rows(cells, frozenset(hidden)), walk.root


def _walked(element: Element, styles: Styles, strings: Sequence[Text]) -> Cell | None:
    kind = element.get("t") or "n"
    look = styles.look(style_number(element.get("s", "")) or 0)
    told: str | None = None
    formula = ""
    inline: Text | None = None
    names = [name for child in element if (name := main_name(child))]
    if len(set(names)) < len(names) or any(len(child) for child in element if main_name(child) in ("v", "f")):
        raise _doubled(element.get("r", ""))
    for child in element:
        name = main_name(child)
        if name == "v":
            told = child.text or ""
        elif name == "f":
            formula = "=" + composed(child.text or "")
        elif name == "is":
            inline = text_of(child)
    if inline is not None and told:
        raise _doubled(element.get("r", ""))
    if inline is not None and kind != "s":
        return text_cell(inline, formula, look) if inline.text or formula else None
    if kind == "s":
        index = _index(told)
        if index == -1:
            return Cell(None, formula, False, look.format) if formula else None
        text = string_at(strings, -1 if index is None else index)
        return text_cell(text, formula, look) if text.text or formula else None
    return cell_of(kind, told, formula, look, is_1904=styles.is_1904)
