"""The rows of an .xlsx sheet by known pieces of bytes: what the forms of one period have in common is learned once."""

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import TypeVar

from dangvien_xlsx.excel.reading.sizes import is_low, number_in
from dangvien_xlsx.excel.reading.xlsx_cells import (
    address,
    cell_of,
    shared_cell,
    string_index,
    style_number,
)
from dangvien_xlsx.excel.reading.xlsx_strings import MOST_PIECES
from dangvien_xlsx.excel.reading.xlsx_styles import Picker, Piece, RowPiece, Rows, SheetPiece, Styles
from dangvien_xlsx.excel.reading.xlsx_text import Text, composed, unescaped
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Cell, place_of
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import intake as words

_TEXT = rb"[^<\r\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_PIECE = pattern(
    rb'((?:[a-z:]++="[^"<&]*+"\s*+)++)'
    rb"(?:/>|>\s*+"
    rb"(?:<f(?P<f>(?:\s[^<>/]*+)?)(?:/>|>(?P<formula>" + _TEXT + rb")</f>)\s*+)?+"
    rb"(?:<v(?:\s[^<>/]*+)?(?P<v>/>|>(?P<value>" + _TEXT + rb")</v>)\s*+)?+"
    rb"(?:<is>\s*+<t(?:\s[^<>/]*+)?>(?P<inline>" + _TEXT + rb")</t>\s*+</is>\s*+)?+"
    rb"</c>)\s*+"
)
"""From behind ``<c `` to the next one. Possessive throughout: what does not match is seen at once."""
_ROW = pattern(rb'((?:[\w:]++="[^"<&]*+"\s*+)++)(?:/>|>\s*+(?:(<c .*)</row>|</row>))\s*+', re.DOTALL)
"""From behind ``<row `` to the next one: attributes, and the cells, which are matched one by one."""
_ATTRIBUTE = pattern(r'([\w:]+)="([^"<&]*)"')
_LONGEST = 4_000
"""Bytes of a piece: our longest formula has 1,100."""
_OFF = ("", "0", "false", "off")
_MOST_RESOLVED, _LONGEST_RESOLVED = 16, 8_000
"""How many ways to fill in shared strings are kept, and characters of one: units' names differ, mostly."""
_SMALL_SHEET = 8 * 2**10
"""Bytes of a sheet that is known as a whole, such as the guide."""
_Kept = TypeVar("_Kept")


def rows_by_pieces(body: bytes, styles: Styles, strings: Sequence[Text]) -> Rows | None:
    """Read what stands between ``<sheetData>`` and its end; nothing where it is not as the known programs write it.

    Args:
        body: The bytes in between.
        styles: The workbook's, with what is known of pieces.
        strings: The workbook's shared strings.

    Raises:
        RefusedError: It names a shared string that is not there.
    """
    sheet = styles.known_sheets.get(body) if len(body) <= _SMALL_SHEET else None
    if sheet is not None and (rows := sheet.resolved.get(_picked(sheet.pick, strings))):
        return rows
    found = _row_pieces(body, styles)
    if found is None:
        return None
    rows = _rows(found, strings)
    if len(body) <= _SMALL_SHEET:
        sheet = sheet or SheetPiece(_picker([cell.string for row in found for cell in row.pieces]), {})
        _keep_resolved(sheet.resolved, _picked(sheet.pick, strings), rows)
        styles.keep_sheet(body, sheet)
    return rows


def _row_pieces(body: bytes, styles: Styles) -> list[RowPiece] | None:
    """Return what is known of each row; nothing where one is not written as the known programs do, or told twice."""
    first, *pieces = body.split(b"<row ")
    if len(pieces) > MOST_PIECES or first.strip():
        return None
    known, left = styles.known_rows, MOST_PIECES
    found = []
    for piece in pieces:
        row = known.get(piece)
        if row is None:
            row = _learned_row(piece, styles, left)
            if row is None:
                return None
            styles.keep_row(piece, row)
        left -= row.cell_count
        found.append(row)
    return found if left >= 0 and len({row.row0 for row in found}) == len(found) else None


def _rows(found: Sequence[RowPiece], strings: Sequence[Text]) -> Rows:
    cells: dict[str, Cell] = {}
    for _, _, _, _, filled, pieces, pick, resolved in found:
        if pick is None:
            cells.update(filled)
            continue
        texts = _picked(pick, strings)
        known = resolved.get(texts)
        if known is None:
            known = _resolved(pieces, strings)
            _keep_resolved(resolved, texts, known)
        cells.update(known)
    last = max([row.row0 for row in found], default=-1) + 1
    hidden = frozenset([row.row0 for row in found if row.is_hidden])
    return Rows(cells, hidden, last, max([row.columns for row in found], default=0))


def _resolved(pieces: Sequence[Piece], strings: Sequence[Text]) -> dict[str, Cell]:
    """Return a row's cells with their shared strings."""
    cells = {}
    for place, cell, index, look in pieces:
        told = shared_cell(strings[index], look) if index >= 0 else cell
        if told is not None:
            cells[place] = told
    return cells


def _picker(indices: Sequence[int]) -> Picker:
    """Return what takes some of the shared strings, those of index -1 left out."""
    told = [index for index in indices if index >= 0]
    if not told:
        return lambda _: ()
    # Asked for one item, itemgetter returns it bare.
    return itemgetter(*told) if len(told) > 1 else itemgetter(told[0], told[0])


def _picked(pick: Picker, strings: Sequence[Text]) -> tuple[Text, ...]:
    try:
        return pick(strings)
    except IndexError as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error


def _keep_resolved(resolved: dict[tuple[Text, ...], _Kept], texts: tuple[Text, ...], said: _Kept) -> None:
    """Keep what is said with some shared strings, up to a bound; long ones would keep whole files in memory."""
    if sum([len(text.text) for text in texts]) <= _LONGEST_RESOLVED:
        if len(resolved) >= _MOST_RESOLVED:
            resolved.clear()
        resolved[texts] = said


def _learned_row(piece: bytes, styles: Styles, most: int) -> RowPiece | None:
    """Return what a row says, nothing where it is not written as the known programs do.

    Args:
        piece: From behind ``<row `` to the next one.
        styles: The workbook's.
        most: Cells that it may have.
    """
    found = _ROW.fullmatch(piece)
    # Whose namespace something is, is seen where elements are parsed.
    if not found or b"xmlns" in piece or piece.count(b"<c ") > most:
        return None
    try:
        attributes = _attributes(found[1])
    except (UnicodeDecodeError, LookupError):
        return None
    number = attributes.get("r", "")
    if not (number.isascii() and number.isdigit() and len(number) < 8):
        return None
    row0 = int(number) - 1
    said = []
    for each in found[2].split(b"<c ")[1:] if found[2] else ():
        cell = styles.known.get(each)
        if cell is None:
            cell = _learned(each, styles)
            if cell is None:
                return None
            styles.keep(each, cell)
        said.append(cell)
    places = [place_of(cell.a1) for cell in said]
    if len(set(places)) < len(places) or any(row != row0 for row, _ in places):
        return None
    return _row_piece(row0, attributes, said, max((column for _, column in places), default=-1) + 1)


def _row_piece(row0: int, attributes: dict[str, str], said: Sequence[Piece], columns: int) -> RowPiece:
    hidden = is_hidden(attributes.get("hidden", ""), attributes.get("ht", ""))
    indices = [cell.string for cell in said]
    pick = _picker(indices) if max(indices, default=-1) >= 0 else None
    cells = {} if pick else {cell.a1: cell.cell for cell in said if cell.cell is not None}
    return RowPiece(row0, hidden, columns, len(said), cells, tuple(said), pick, {})


def _learned(piece: bytes, styles: Styles) -> Piece | None:
    found = _PIECE.fullmatch(piece) if len(piece) <= _LONGEST else None
    if not found:
        return None
    try:
        attributes = _attributes(found[1])
        formula = _formula(found)
        told = _plain(found["value"] if found["value"] is not None else found["inline"])
    except (UnicodeDecodeError, LookupError):
        return None
    place = address(attributes.get("r", ""))
    number, kind = style_number(attributes.get("s", "0")), attributes.get("t", "n")
    is_doubled = found["inline"] is not None and found["value"] is not None
    if place is None or number is None or is_doubled or (found["inline"] is not None) != (kind == "inlineStr"):
        return None
    look = styles.look(number)
    if kind == "s":
        index = string_index(told)
        return None if index is None or formula else Piece(place, None, index, look)
    if told is None and found["v"] == b"/>":
        told = ""
    cell = cell_of(kind, told, formula, look, is_1904=styles.is_1904)
    return Piece(place, cell, -1, look)


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


def is_hidden(told: str, height: str) -> bool:
    """Tell whether a row is hidden, by its attribute or because it is too low for anything to be read."""
    return told.lower() not in _OFF or (bool(height) and is_low(number_in(height)))
