"""The rows of an .xlsx sheet walked through by lxml, whatever its prefixes and its white space."""

from collections.abc import Sequence

from dangvien_xlsx.excel.reading.markup import Element, Walk, main_name
from dangvien_xlsx.excel.reading.xlsx_cells import (
    LAST_COLUMN,
    LAST_ROW,
    address,
    cell_of,
    string_at,
    string_index,
    style_number,
    text_cell,
)
from dangvien_xlsx.excel.reading.xlsx_rows import is_hidden
from dangvien_xlsx.excel.reading.xlsx_styles import Rows, Styles
from dangvien_xlsx.excel.reading.xlsx_text import Text, composed, text_of
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, place_of
from dangvien_xlsx.received.limits import MOST_FILLED
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten


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
        if is_hidden(row.get("hidden", ""), row.get("ht", "")):
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
        index = string_index(told)
        if index == -1:
            return Cell(None, formula, False, look.format) if formula else None
        text = string_at(strings, -1 if index is None else index)
        return text_cell(text, formula, look) if text.text or formula else None
    return cell_of(kind, told, formula, look, is_1904=styles.is_1904)
