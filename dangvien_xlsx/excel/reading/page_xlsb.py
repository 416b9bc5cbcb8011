"""The pages of an .xlsb, read from its records: calamine drops the short ones that SheetJS writes, 43 cells a form."""

import struct

from dangvien_xlsx.excel.reading.binary_values import error_value, shown_number, unpacked
from dangvien_xlsx.excel.reading.sizes import is_low, is_narrow
from dangvien_xlsx.excel.reading.xlsb_records import XlsbStyles, comments_of, records, strings_of, wide
from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN, LAST_ROW, string_at, text_cell
from dangvien_xlsx.excel.reading.xlsx_drawn import drawn
from dangvien_xlsx.excel.reading.xlsx_parts import relations, workbook_path
from dangvien_xlsx.excel.reading.xlsx_remarks import shapes, with_threads
from dangvien_xlsx.excel.reading.xlsx_styles import Look
from dangvien_xlsx.excel.reading.xlsx_text import Text, composed
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, Comment, Page, PagedBook, Sight, Unknown
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.received.limits import MOST_FILLED, MOST_SHEETS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words

_PROPERTIES, _SHEET = 153, 156
_ROW, _COLUMNS, _MERGE = 0, 60, 176
_RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED, _RICH = 2, 3, 4, 5, 6, 7, 62
_OF_FORMULA = {8: _TEXT, 9: _REAL, 10: _BOOLEAN, 11: _ERROR}
_SHORT = {13: _RK, 14: _ERROR, 15: _BOOLEAN, 16: _REAL, 17: _TEXT, 18: _SHARED}
"""Cells that leave out their column: it is the one after the cell before."""
_BLANK, _SHORT_BLANK = 1, 12
_CELLS = frozenset({_BLANK, _SHORT_BLANK, _RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED, _RICH, *_OF_FORMULA, *_SHORT})
_HIDDEN_ROW = 0x10
_UNSURE = frozenset({Unknown.RUNS, Unknown.COMMENTS})
"""Read as [MS-XLSB] has them, but no program at hand writes any: what is not found may be there all the same."""
_SIGHTS = (Sight.VISIBLE, Sight.HIDDEN, Sight.VERY_HIDDEN)


def read_xlsb(package: Package) -> PagedBook:
    """Return the pages of an .xlsb.

    Args:
        package: Opened and judged.

    Raises:
        RefusedError: It is damaged, or has no sheet.
    """
    try:
        pages = _pages(package, workbook_path(package))
    except (struct.error, IndexError) as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    if not pages:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    return PagedBook(tuple(pages))


def _pages(package: Package, workbook: str) -> list[Page]:
    related = relations(package, workbook)
    paths = {relation.id: relation for relation in related}
    parts = {relation.kind: package.member(relation.target) for relation in related}
    # The workbooks of our tests and of some converters name no parts but their sheets.
    styles = XlsbStyles(parts.get("styles", b"") or package.member("xl/styles.bin"))
    strings = strings_of(parts.get("sharedStrings", b"") or package.member("xl/sharedStrings.bin"), styles)
    pages: list[Page] = []
    is_1904 = False
    for kind, body in records(package.member(workbook)):
        if kind == _PROPERTIES:
            is_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            state = int.from_bytes(body[:4], "little")
            identifier, end = wide(body, 8)
            relation = paths.get(identifier)
            if relation is None or not (part := package.member(relation.target)):
                raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
            if relation.kind == "worksheet":
                sheet = _Sheet(styles, strings, is_1904=is_1904)
                sheet.read(part)
                sight = _SIGHTS[state] if state < len(_SIGHTS) else Sight.VISIBLE
                pages.append(sheet.page(composed(wide(body, end)[0]), sight))
                pages[-1] = _with_remarks(package, pages[-1], relation.target, styles, workbook)
            if len(pages) > MOST_SHEETS:
                raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(pages)))
    return pages


def _with_remarks(package: Package, page: Page, path: str, styles: XlsbStyles, workbook: str) -> Page:
    related = relations(package, path)
    old: list[Comment] = []
    for relation in related:
        if relation.kind == "comments":
            old += comments_of(package.member(relation.target), styles)
    told = with_threads(old, package, related, workbook)
    return page._replace(comments=told, shapes=shapes(package, related), drawn=drawn(package, related))


class _Sheet:
    """A sheet while its records go by."""

    def __init__(self, styles: XlsbStyles, strings: list[Text], *, is_1904: bool) -> None:
        self._styles = styles
        self._strings = strings
        self._is_1904 = is_1904
        self._row0 = self._column0 = -1
        self._cells: dict[str, Cell] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: set[str] = set()

    def read(self, part: bytes) -> None:
        """Take in all records of the sheet's part."""
        for kind, body in records(part):
            if kind in _CELLS:
                self._take_cell(kind, body)
            elif kind == _ROW:
                self._row0, self._column0 = int.from_bytes(body[:4], "little"), -1
                if body[11] & _HIDDEN_ROW or is_low(int.from_bytes(body[8:10], "little") / 20 or None):
                    self._hidden_rows.add(self._row0)
            elif kind == _COLUMNS:
                first, last, width = struct.unpack_from("<III", body)
                if body[16] & 1 or is_narrow(width / 256):
                    self._hidden_columns.update(range(first, min(last + 1, LAST_COLUMN)))
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<IIII", body)
                if bottom < LAST_ROW and right < LAST_COLUMN:
                    self._merges.add(f"{a1(top, left)}:{a1(bottom, right)}")

    def page(self, name: str, sight: Sight) -> Page:
        """Return the page after all records."""
        return Page(
            name,
            self._cells,
            sight,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            frozenset(self._merges),
            unknown=_UNSURE,
        )

    def _take_cell(self, kind: int, body: bytes) -> None:
        is_short = kind in _SHORT or kind == _SHORT_BLANK
        at = 4 if is_short else 8
        self._column0 = self._column0 + 1 if is_short else int.from_bytes(body[:4], "little")
        if kind in (_BLANK, _SHORT_BLANK) or not (0 <= self._row0 < LAST_ROW and self._column0 < LAST_COLUMN):
            return
        look = self._styles.look(int.from_bytes(body[at - 4 : at - 1], "little"))
        formula = "=" if kind in _OF_FORMULA else ""
        sort = _OF_FORMULA.get(kind) or _SHORT.get(kind, kind)
        if sort in (_TEXT, _SHARED, _RICH):
            text = self._text(sort, body, at)
            cell = text_cell(text, formula, look) if text.text or formula else None
        else:
            value = self._value(sort, body, at, look)
            cell = Cell(value, formula, True, look.format, (), look.struck, look.unseen, look.repeats)
        if cell is not None:
            if len(self._cells) >= MOST_FILLED:
                raise RefusedError("suspicious-file", why=words.MANY_CELLS)
            self._cells[a1(self._row0, self._column0)] = cell

    def _text(self, sort: int, body: bytes, at: int) -> Text:
        if sort == _SHARED:
            return string_at(self._strings, int.from_bytes(body[at : at + 4], "little"))
        return self._styles.text(body, at) if sort == _RICH else Text(composed(wide(body, at)[0]))

    def _value(self, sort: int, body: bytes, at: int, look: Look) -> Value:
        if sort == _ERROR:
            return error_value(body[at])
        if sort == _BOOLEAN:
            return bool(body[at])
        packed = int.from_bytes(body[at : at + 4], "little")
        number = unpacked(packed) if sort == _RK else struct.unpack_from("<d", body, at)[0]
        return shown_number(number, look.moment, is_1904=self._is_1904)
