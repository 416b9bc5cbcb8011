"""Lets ``nhap-tay.xlsx``, where somebody has typed, follow the catalogue: rows and columns are added, none is lost."""

import io
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from dangvien_xlsx.excel.by_hand import CODE, NAME, headers_of
from dangvien_xlsx.excel.writing.resaving import resaved
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.unit import Unit, code_number
from dangvien_xlsx.text.fold import clean, fold

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CODES, _HEADERS, _FIRST = 1, 4, 5
"""Rows of the hidden codes, of the headers and of the first unit, one-indexed."""


class Followed(NamedTuple):
    """The workbook as it should be, blank where nothing is to change, and what was changed, in units' names.

    ``renamed``: the old name and the new. ``asked``: indicators that got a column. ``stuck``: what should change stands
    in a workbook with formulas, whose results would be lost, so that a person has to type it.
    """

    content: bytes = b""
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
    stuck: bool = False


def followed(content: bytes, catalogue: Catalogue) -> Followed:
    """Bring the workbook's units and indicators up to the catalogue; what was typed stays as it is.

    Args:
        content: The workbook, already guarded.
        catalogue: What it should list.
    """
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    tables = [table for sheet in book.worksheets if (table := _Table.of(sheet))]
    if not tables:
        return Followed()  # its rows cannot be found: whoever reads it says so
    has_formulas = any(cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    renamed = [change for table in tables for change in table.rename(catalogue)]
    present = {code for table in tables for code in table.codes()}
    missing = [unit for unit in catalogue.active_units if _key(unit.code) not in present]
    tables[0].add(missing)
    asked = tables[0].ask(catalogue)
    added = tuple(unit.name for unit in missing)
    if not (added or renamed or asked):
        return Followed()
    changed = b"" if has_formulas else resaved(book)
    return Followed(changed, added, tuple(dict.fromkeys(renamed)), tuple(asked), stuck=has_formulas)


def _key(code: str) -> str:
    number = code_number(code)
    return code.casefold() if number is None else str(number)


def _text(value: Any) -> str:
    return clean(str(int(value) if isinstance(value, float) and value.is_integer() else value or ""))


class _Table(NamedTuple):
    """A sheet that has the table, with the one-indexed column of each code."""

    sheet: "Worksheet"
    columns: Mapping[str, int]

    @classmethod
    def of(cls, sheet: "Worksheet") -> "_Table | None":
        columns = {_text(cell.value): cell.column for cell in sheet[_CODES] if cell.value and cell.column}
        return cls(sheet, columns) if {CODE, NAME} <= columns.keys() else None

    def rows(self) -> range:
        return range(_FIRST, self.sheet.max_row + 1)

    def code(self, row: int) -> str:
        return _text(self.sheet.cell(row, self.columns[CODE]).value)

    def codes(self) -> Iterator[str]:
        yield from (_key(code) for row in self.rows() if (code := self.code(row)))

    def rename(self, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
        """Give units their present names; a name that is another unit's is a doubt that nobody here can settle."""
        units = {_key(unit.code): unit for unit in catalogue.units}
        bearers: dict[str, set[str]] = {}
        for unit in catalogue.units:
            for name in unit.names:
                bearers.setdefault(fold(name), set()).add(unit.code)
        for row in self.rows():
            found = units.get(_key(self.code(row))) if self.code(row) else None
            cell = self.sheet.cell(row, self.columns[NAME])
            written = _text(cell.value)
            if found is None or written == found.name or bearers.get(fold(written), {found.code}) != {found.code}:
                continue
            cell.value = found.name
            if written:
                yield written, found.name

    def add(self, units: Iterable[Unit]) -> None:
        """Put units into the first rows below the last one in which anything stands."""
        last = max((row for row in self.rows() if any(self._values(row))), default=_FIRST - 1)
        for row, unit in enumerate(units, last + 1):
            for column in self.columns.values():
                _dress(self.sheet, (row, column), (max(row - 1, _FIRST), column))
            for code, text in ((CODE, unit.code), (NAME, unit.name)):
                cell = self.sheet.cell(row, self.columns[code])
                cell.value, cell.data_type = text, "s"

    def ask(self, catalogue: Catalogue) -> list[str]:
        """Give each indicator a column and its present name; return the names of those that had none."""
        asked, last = [], max(self.columns.values())
        model = self.columns[NAME] + 1
        for code, header in headers_of(catalogue.indicators).items():
            if code in self.columns:
                if code in catalogue.indicator:
                    self.sheet.cell(_HEADERS, self.columns[code]).value = header
                continue
            if code not in catalogue.indicator:
                continue
            last += 1
            for row in (_CODES, _HEADERS, *self.rows()):
                _dress(self.sheet, (row, last), (row, model))
            self.sheet.cell(_CODES, last).value = code
            self.sheet.cell(_HEADERS, last).value = header
            asked.append(header)
        return asked

    def _values(self, row: int) -> Iterator[Any]:
        yield from (self.sheet.cell(row, column).value for column in self.columns.values())


def _dress(sheet: "Worksheet", to: tuple[int, int], like: tuple[int, int]) -> None:
    """Give a cell another one's look, unless it has one."""
    cell, model = sheet.cell(*to), sheet.cell(*like)
    if not cell.has_style and model.has_style:
        for part in ("font", "fill", "border", "alignment", "number_format", "protection"):
            setattr(cell, part, copy(getattr(model, part)))
