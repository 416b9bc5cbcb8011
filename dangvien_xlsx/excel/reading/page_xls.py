"""The pages of an .xls, read from its records; calamine tells neither its formats and runs nor its comments."""

import struct
from collections.abc import Iterator

from dangvien_xlsx.excel.reading.binary_values import error_value, shown_number, unpacked
from dangvien_xlsx.excel.reading.grid import Grids, value_at
from dangvien_xlsx.excel.reading.printed import printed_words, without_zeros
from dangvien_xlsx.excel.reading.sizes import is_low, is_narrow
from dangvien_xlsx.excel.reading.xls_drawn import drawn_object
from dangvien_xlsx.excel.reading.xls_globals import EOF, Globals, XlsSheet
from dangvien_xlsx.excel.reading.xls_records import Record, Rich, Texts, continued, records, short_text
from dangvien_xlsx.excel.reading.xlsx_cells import text_cell
from dangvien_xlsx.excel.reading.xlsx_text import Text, composed
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, Comment, Drawn, Page, PagedBook, Sort, Unknown
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.received.limits import MOST_FILLED
from dangvien_xlsx.received.ole import workbook_stream
from dangvien_xlsx.text import intake as words

_BEGIN = 0x0809
_BIFF8 = 0x0600
_FORMULA, _LABEL, _RICH_LABEL, _SHARED, _BOOLEAN = 0x0006, 0x0204, 0x00D6, 0x00FD, 0x0205
_NUMBER, _RK, _RKS, _STRING = 0x0203, 0x027E, 0x00BD, 0x0207
_HEAD, _FOOT, _VIEW, _SHOWS_ZEROS = 0x0014, 0x0015, 0x023E, 0x10
_ROW, _COLUMNS, _MERGES, _NOTE, _OBJECT, _TEXT = 0x0208, 0x007D, 0x00E5, 0x001C, 0x005D, 0x01B6
_DRAWING = 0x00EC
_HIDDEN_ROW, _HEIGHT = 0x20, 0x7FFF
_NOT_A_NUMBER = b"\xff\xff"
_NOTES_OBJECT = 0x19
_LAST_COLUMN = 256


def read_xls(content: bytes) -> PagedBook:
    """Return the pages of an .xls.

    Args:
        content: Its bytes, without a password.

    Raises:
        RefusedError: It is damaged, locked, or has no sheet.
    """
    found = workbook_stream(content)
    if found is None:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    stream = found[0]
    try:
        if struct.unpack_from("<HHH", stream)[::2] != (_BEGIN, _BIFF8):
            return _older(content)
        known = Globals(stream)
        pages = tuple(_Sheet(stream, sheet, known).page() for sheet in known.sheets)
    except (struct.error, IndexError) as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    if not pages:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    return PagedBook(pages)


def _older(content: bytes) -> PagedBook:
    """Return the values of an .xls of Excel 5 or 95, whose records are others; of all else nothing is known."""
    try:
        grids = Grids(content)
        pages = [(name, grids[name]) for name in grids]
    except MemoryError:
        raise
    except Exception as error:  # calamine's many kinds of refusal all mean: this file cannot be read
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    if not pages:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    unknown = frozenset(Unknown)
    return PagedBook(
        tuple(
            Page(
                composed(name),
                {
                    a1(row0, column0): Cell(composed(value) if isinstance(value, str) else value)
                    for row0, row in enumerate(grid)
                    for column0 in range(len(row))
                    if (value := value_at(grid, row0, column0)) is not None
                },
                unknown=unknown,
            )
            for name, grid in pages
        )
    )


class _Sheet:
    """A sheet while its records go by."""

    def __init__(self, stream: bytes, sheet: XlsSheet, known: Globals) -> None:
        self._sheet = sheet
        self._known = known
        self._cells: dict[str, Cell] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: set[str] = set()
        self._notes: list[tuple[int, str, str]] = []
        self._object = (0, 0)
        self._texts: dict[int, str] = {}
        self._shapes: list[str] = []
        self._drawing = b""
        self._drawn: list[Drawn] = []
        self._printed: list[str] = []
        self._hides_zeros = False
        self._awaited: tuple[int, int, int] | None = None
        for record in self._own_records(stream):
            self._take(stream, record)

    def _own_records(self, stream: bytes) -> Iterator[Record]:
        depth = 0
        for record in records(stream, self._sheet.start):
            if record.kind == _BEGIN:
                depth += 1
            elif record.kind == EOF:
                depth -= 1
                if depth <= 0:
                    return
            elif depth == 1:
                # Deeper are the charts that lie on the sheet, with records of their own.
                yield record
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)

    def page(self) -> Page:
        """Return the page after all records."""
        notes = ((self._texts.get(number), place, author) for number, place, author in self._notes)
        comments = tuple(Comment(place, text, author) for text, place, author in notes if text is not None)
        return Page(
            self._sheet.name,
            without_zeros(self._cells) if self._hides_zeros else self._cells,
            self._sheet.sight,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            frozenset(self._merges),
            comments,
            tuple(text for text in self._shapes if text.strip()),
            drawn=tuple(dict.fromkeys(self._drawn)),
            printed=tuple(dict.fromkeys(self._printed)),
        )

    def _take(self, stream: bytes, record: Record) -> None:
        kind, body = record.kind, record.body
        if kind == _SHARED:
            row0, column0, style, index = struct.unpack_from("<HHHI", body)
            self._put_text(row0, column0, style, self._known.string(index))
        elif kind in (_NUMBER, _RK, _BOOLEAN, _FORMULA):
            self._take_value(kind, body)
        elif kind == _RKS:
            row0, column0 = struct.unpack_from("<HH", body)
            for index in range((len(body) - 6) // 6):
                style, packed = struct.unpack_from("<HI", body, 4 + 6 * index)
                self._put(row0, column0 + index, style, unpacked(packed))
        elif kind in (_LABEL, _RICH_LABEL):
            row0, column0, style = struct.unpack_from("<HHH", body)
            self._put_text(row0, column0, style, self._label(kind, body))
        elif kind == _STRING and self._awaited:
            row0, column0, style = self._awaited
            text = Texts(continued(stream, record), 0).next().text
            self._put_text(row0, column0, style, Text(composed(text)), "=")
            self._awaited = None
        else:
            self._take_other(stream, record)

    def _take_other(self, stream: bytes, record: Record) -> None:
        kind, body = record.kind, record.body
        if kind == _ROW:
            height = int.from_bytes(body[6:8], "little") & _HEIGHT
            if int.from_bytes(body[12:16], "little") & _HIDDEN_ROW or is_low(height / 20 or None):
                self._hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<HHHHH", body)
            if flags & 1 or is_narrow(width / 256):
                self._hidden_columns.update(range(first, min(last + 1, _LAST_COLUMN)))
        elif kind == _MERGES:
            for index in range((len(body) - 2) // 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * index)
                self._merges.add(f"{a1(top, left)}:{a1(bottom, right)}")
        elif kind == _NOTE and len(body) >= 8:
            row0, column0, _, number = struct.unpack_from("<HHHH", body)
            self._notes.append((number, a1(row0, column0), short_text(body, 8, wide_count=True)))
        elif kind in (_DRAWING, _OBJECT, _TEXT):
            self._take_drawing(stream, record)
        elif kind in (_HEAD, _FOOT) and body:
            self._printed.extend(printed_words(short_text(body, 0, wide_count=True)))
        elif kind == _VIEW:
            self._hides_zeros = not int.from_bytes(body[:2], "little") & _SHOWS_ZEROS

    def _take_drawing(self, stream: bytes, record: Record) -> None:
        """Take what lies above the cells: a drawing, the object that it shows, the object's text."""
        kind, body = record.kind, record.body
        if kind == _DRAWING:
            self._drawing = body
        elif kind == _OBJECT and len(body) >= 10:
            self._object = struct.unpack_from("<HH", body, 4)
            if found := drawn_object(body, self._drawing):
                self._drawn.append(found)
        elif kind == _TEXT and len(body) >= 12:
            self._take_text(stream, record)

    def _take_text(self, stream: bytes, record: Record) -> None:
        """Take the text of the object before: a note's, or a shape's."""
        count = int.from_bytes(record.body[10:12], "little")
        sort, number = self._object
        text = ""
        for body in continued(stream, record)[1:]:
            width = 2 if body[:1] == b"\x01" else 1
            missing = count - len(text)
            if missing <= 0:
                break
            encoding = "utf-16-le" if width == 2 else "latin-1"
            text += body[1 : 1 + missing * width].decode(encoding, "replace")
        told = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
        if sort == _NOTES_OBJECT:
            self._texts[number] = told
        else:
            self._shapes.append(told)
            if self._drawn and told.strip():
                self._drawn[-1] = self._drawn[-1]._replace(sort=Sort.WORDS)

    def _take_value(self, kind: int, body: bytes) -> None:
        row0, column0, style = struct.unpack_from("<HHH", body)
        if kind == _NUMBER:
            self._put(row0, column0, style, struct.unpack_from("<d", body, 6)[0])
        elif kind == _RK:
            self._put(row0, column0, style, unpacked(struct.unpack_from("<I", body, 6)[0]))
        elif kind == _BOOLEAN:
            value, is_error = body[6], body[7]
            self._put(row0, column0, style, error_value(value) if is_error else bool(value))
        elif body[12:14] != _NOT_A_NUMBER:
            self._put(row0, column0, style, struct.unpack_from("<d", body, 6)[0], "=")
        else:
            sort, value = body[6], body[8]
            # Zero: a record with the text follows; three: the empty text.
            self._awaited = (row0, column0, style) if sort == 0 else None
            results: dict[int, Value] = {1: bool(value), 2: error_value(value)}
            self._put(row0, column0, style, results.get(sort), "=")

    def _label(self, kind: int, body: bytes) -> Text:
        rich = Rich(short_text(body, 6, wide_count=True))
        if kind == _RICH_LABEL and len(body) > 9:
            width = 2 if body[8] & 1 else 1
            start = 9 + int.from_bytes(body[6:8], "little") * width
            count = int.from_bytes(body[start : start + 2], "little")
            found = struct.unpack_from(f"<{2 * count}H", body, start + 2)
            rich = Rich(rich.text, tuple(zip(found[::2], found[1::2], strict=True)))
        return self._known.text(rich)

    def _put(self, row0: int, column0: int, style: int, value: Value, formula: str = "") -> None:
        look = self._known.look(style)
        if isinstance(value, float):
            value = shown_number(value, look.moment, is_1904=self._known.is_1904)
        self._keep(row0, column0, Cell(value, formula, True, look.format, (), look.struck, look.unseen, look.repeats))

    def _put_text(self, row0: int, column0: int, style: int, text: Text, formula: str = "") -> None:
        if text.text or formula:
            self._keep(row0, column0, text_cell(text, formula, self._known.look(style)))

    def _keep(self, row0: int, column0: int, cell: Cell) -> None:
        if len(self._cells) >= MOST_FILLED:
            raise RefusedError("suspicious-file", why=words.MANY_CELLS)
        self._cells[a1(row0, column0)] = cell
