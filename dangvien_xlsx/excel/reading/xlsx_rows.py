"""The rows of an .xlsx sheet, in two ways with one result: by known pieces of bytes, or walked through by lxml."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.markup import Element, Walk, attribute, local
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
    try:
        hidden = list(_hidden(first))
    except (UnicodeDecodeError, LookupError):
        return None
    cells: dict[str, Cell] = {}
    known = styles.known
    for piece in pieces:
        said = known.get(piece)
        if said is None:
            said = _learned(piece, styles)
            if said is None:
                return None
            styles.keep(piece, said)
        place, cell, index, look, hidden_here = said
        if index >= 0:
            cell = shared_cell(string_at(strings, index), look)
        if cell is not None:
            cells[place] = cell
        if hidden_here:
            hidden.extend(hidden_here)
    return Rows(cells, frozenset(hidden))


def _learned(piece: bytes, styles: Styles) -> Piece | None:
    found = _PIECE.fullmatch(piece) if len(piece) <= _LONGEST else None
    if not found:
        return None
    try:
        attributes = dict(_ATTRIBUTE.findall(found[1].decode()))
        formula = _formula(found)
        told = _plain(found["value"] if found["value"] is not None else found["inline"])
        hidden = _hidden(found["rows"])
    except (UnicodeDecodeError, LookupError):
        return None
    place = address(attributes.get("r", ""))
    number, kind = style_number(attributes.get("s", "0")), attributes.get("t", "n")
    if place is None or number is None or (found["inline"] is not None) != (kind == "inlineStr"):
        return None
    look = styles.look(number)
    if kind == "s":
        index = _index(told)
        return None if index is None or formula else Piece(place, None, index, look, hidden)
    if told is None and found["v"] == b"/>":
        told = ""
    cell = cell_of(kind, told, formula, look, is_1904=styles.is_1904)
    return Piece(place, cell, -1, look, hidden)


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


def _hidden(rows: bytes) -> tuple[int, ...]:
    """Return the hidden ones of row elements, zero-indexed.

    Raises:
        LookupError: One has no number, so that it is the one after the row before.
    """
    hidden = []
    for found in _ROW.findall(rows):
        attributes = dict(_ATTRIBUTE.findall(found.decode()))
        number = attributes.get("r", "")
        if not (number.isascii() and number.isdigit() and len(number) < 8):
            raise LookupError
        if _is_hidden(attributes.get("hidden", ""), attributes.get("ht", "")):
            hidden.append(int(number) - 1)
    return tuple(hidden)


def _is_hidden(told: str, height: str) -> bool:
    return told.lower() not in _OFF or height in ("0", "0.0")


def rows_by_walk(part: bytes, styles: Styles, strings: Sequence[Text]) -> tuple[Rows, Element]:
    """Read a whole sheet with lxml, whatever its prefixes, its namespaces and its white space.

    Args:
        part: The sheet's XML.
        styles: The workbook's.
        strings: The workbook's shared strings.

    Returns:
        Its rows, and the root with all that is not in rows.

    Raises:
        RefusedError: It is no whole XML, or names a string that is not there.
    """
    cells: dict[str, Cell] = {}
    hidden: set[int] = set()
    row0 = -1
    walk = Walk(part, "row")
    for row in walk:
        number = attribute(row, "r")
        row0 = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 8 else row0 + 1
        if _is_hidden(attribute(row, "hidden"), attribute(row, "ht")):
            hidden.add(row0)
        column0 = -1
        for element in row:
            if local(element) != "c":
                continue
            place = address(attribute(element, "r"))
            if place is None:
                column0 += 1
                if row0 >= LAST_ROW or column0 >= LAST_COLUMN:
                    continue
                place = a1(row0, column0)
            else:
                row0, column0 = place_of(place)
            cell = _walked(element, styles, strings)
            if cell is not None:
                if len(cells) >= MOST_FILLED:
                    raise RefusedError("suspicious-file", why=words.MANY_CELLS)
                cells[place] = cell
    return Rows(cells, frozenset(hidden)), walk.root


def _walked(element: Element, styles: Styles, strings: Sequence[Text]) -> Cell | None:
    kind = attribute(element, "t") or "n"
    look = styles.look(style_number(attribute(element, "s")) or 0)
    told: str | None = None
    formula = ""
    inline: Text | None = None
    for child in element:
        name = local(child)
        if name == "v":
            told = child.text or ""
        elif name == "f":
            formula = "=" + composed(child.text or "")
        elif name == "is":
            inline = text_of(child)
    if inline is not None and kind != "s":
        return text_cell(inline, formula, look) if inline.text or formula else None
    if kind == "s":
        index = _index(told)
        if index == -1:
            return Cell(None, formula, False, look.format) if formula else None
        text = string_at(strings, -1 if index is None else index)
        return text_cell(text, formula, look) if text.text or formula else None
    return cell_of(kind, told, formula, look, is_1904=styles.is_1904)
