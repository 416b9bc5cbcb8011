"""The same look ahead for the other kinds of workbook: .ods by its repetitions, .xls and .xlsb by their records."""

from datetime import datetime

from dangvien_xlsx.excel.reading.extent import judge_rectangle
from dangvien_xlsx.excel.reading.xlsx_parts import relations, workbook_path
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.limits import MOST_CELLS, MOST_SHEETS, TALLEST_ODS, WIDEST_ODS_ROW
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words

_ODS_CONTENT = "content.xml"
_ODS_ENCRYPTED = b"encryption-data"
_REPEATED = "number-{}-repeated"
# BIFF8 records: cells with a value (formula, label, number, rk, boolean, label of the string table), and a run of rk.
_XLS_CELLS = frozenset({0x0006, 0x0204, 0x0203, 0x027E, 0x0205, 0x00FD, 0x00D6})
_XLS_RUN, _XLS_BOF, _XLS_SHEET, _XLS_ENCRYPTED = 0x00BD, 0x0809, 0x0085, 0x002F
# BIFF12 records: a row's header, and cells with a value; 1 is a blank one.
_XLSB_ROW, _XLSB_CELLS = 0, frozenset(range(2, 12))


def judge_ods(package: Package) -> None:
    """Refuse an .ods that is not whole, is encrypted or repeats cells without end.

    Raises:
        RefusedError: With the reason.
    """
    from xml.parsers import expat

    if _ODS_ENCRYPTED in package.member("META-INF/manifest.xml"):
        raise RefusedError("encrypted-file")
    walk = _OdsWalk()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    try:
        # calamine reads on for ever where a table is not closed: only whole XML reaches it.
        parser.Parse(package.member(_ODS_CONTENT), True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that nobody knows is no XML error
        raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error


class _OdsWalk:
    """Adds up an .ods table's rows and cells with their repetitions."""

    def __init__(self) -> None:
        self._sheets = self._row = self._column = self._repeat = 0
        self._filled = (0, 0)
        self._cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self._sheets += 1
            self._row, self._filled, self._cells = 0, (0, 0), 0
            if self._sheets > MOST_SHEETS:
                raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=self._sheets))
        elif kind == "table-row":
            self._repeat = _repeats(attributes, "rows", TALLEST_ODS)
            self._column = 0
        elif kind in ("table-cell", "covered-table-cell"):
            repeat = _repeats(attributes, "columns", WIDEST_ODS_ROW)
            self._column += repeat
            if any(name.rpartition(":")[2] in ("value-type", "formula") for name in attributes):
                last_row = self._row + self._repeat
                self._filled = (max(self._filled[0], last_row), max(self._filled[1], self._column))
                judge_rectangle(*self._filled)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "table-row":
            self._row += self._repeat


def _repeats(attributes: dict[str, str], what: str, limit: int) -> int:
    wanted = _REPEATED.format(what)
    for name, value in attributes.items():
        if name.rpartition(":")[2] == wanted:
            count = int(value) if value.isdigit() and len(value) < 10 else limit + 1
            if count > limit:
                raise RefusedError("suspicious-file", why=words.REPEATED_CELLS)
            return count
    return 1


def judge_xlsb(package: Package) -> None:
    """Refuse an .xlsb whose cells lie too far out.

    Raises:
        RefusedError: With the cell, or the reason.
    """
    parts = {name: package.member(name) for name in package.sheet_names if name.endswith(".bin")}
    # Where a sheet lies is for the workbook to say; the folder is only a habit.
    sheets = [related for related in relations(package, workbook_path(package)) if related.kind == "worksheet"]
    parts |= {related.target: package.member(related.target) for related in sheets}
    if len(parts) > MOST_SHEETS:
        raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(parts)))
    for part in parts.values():
        _judge_xlsb_sheet(part)


def _judge_xlsb_sheet(part: bytes) -> None:
    position = row = rows = columns = 0
    while position < len(part):
        kind, position = _varint(part, position, 2)
        size, position = _varint(part, position, 4)
        if position + size > len(part):
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        number = int.from_bytes(part[position : position + 4], "little")
        if kind == _XLSB_ROW:
            row = number + 1
        elif kind in _XLSB_CELLS:
            rows, columns = max(rows, row), max(columns, number + 1)
        position += size
    judge_rectangle(rows, columns)


def _varint(part: bytes, position: int, longest: int) -> tuple[int, int]:
    number = 0
    for index, byte in enumerate(part[position : position + longest]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, position + index + 1
    return number, position + longest


def judge_xls(content: bytes) -> datetime | None:
    """Refuse an .xls that is encrypted, not whole, or whose cells lie too far out; return its time of saving.

    Raises:
        RefusedError: With the cell, or the reason.
    """
    from dangvien_xlsx.received.ole import workbook_stream

    found = workbook_stream(content)
    if found is None:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    records, saved = found
    _judge_records(records)
    return saved


def _judge_records(records: bytes) -> None:
    position = rows = columns = sheets = 0
    while position + 4 <= len(records):
        kind = int.from_bytes(records[position : position + 2], "little")
        size = int.from_bytes(records[position + 2 : position + 4], "little")
        body = records[position + 4 : position + 4 + size]
        position += 4 + size
        if kind == _XLS_ENCRYPTED:
            raise RefusedError("encrypted-file")
        if kind == _XLS_BOF:
            rows = columns = 0
        elif kind == _XLS_SHEET:
            sheets += 1
        elif kind in _XLS_CELLS and size >= 6:
            rows = max(rows, int.from_bytes(body[0:2], "little") + 1)
            columns = max(columns, int.from_bytes(body[2:4], "little") + 1)
        elif kind == _XLS_RUN and size >= 6:
            rows = max(rows, int.from_bytes(body[0:2], "little") + 1)
            columns = max(columns, int.from_bytes(body[-2:], "little") + 1)
        if rows * columns > MOST_CELLS:
            judge_rectangle(rows, columns)
    if sheets > MOST_SHEETS:
        raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=sheets))
