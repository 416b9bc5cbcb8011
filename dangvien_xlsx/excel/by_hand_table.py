"""Where ``nhap-tay.xlsx`` keeps what: found by its hidden codes, by its headers where those are gone."""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import NamedTuple

from dangvien_xlsx.excel.by_hand import CODE, REASON, SAID_AT, SAID_BY
from dangvien_xlsx.model.page import Cell, Page, place_of
from dangvien_xlsx.model.submission import ErrorValue
from dangvien_xlsx.text.fold import clean, fold

_TYPED = (SAID_BY, SAID_AT, REASON)
"""Columns that are blank until somebody types there; the way is left out, as it may be filled beforehand."""
_BLANK = Cell()


class Table(NamedTuple):
    """Where a sheet keeps what: the column of each code, and the row after which rows of units come.

    ``exchanged``: codes whose hidden code stands over another column's visible header, which was believed.
    """

    page: Page
    columns: Mapping[str, int]
    header_row0: int
    rows: Mapping[int, Mapping[int, Cell]]
    exchanged: tuple[str, ...] = ()

    def cell(self, row0: int, code: str) -> Cell:
        """Return the cell of a column in a row; a blank one where either is not there."""
        return self.rows.get(row0, {}).get(self.columns.get(code, -1), _BLANK)

    def text(self, row0: int, code: str) -> str:
        """Return the text of a column in a row; a code typed as the number 16 is ``16``."""
        value = self.cell(row0, code).value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None or isinstance(value, ErrorValue) else clean(str(value))

    def is_filled(self, row0: int, code: str) -> bool:
        """Tell whether the cell of a column holds anything."""
        cell = self.cell(row0, code)
        return cell.value is not None or bool(cell.formula)

    def is_typed_in(self, row0: int, asked: Iterable[str]) -> bool:
        """Tell whether somebody typed a unit's figures in a row, or who gave them."""
        return any(self.is_filled(row0, code) for code in asked) or any(self.text(row0, code) for code in _TYPED)

    @property
    def title(self) -> str:
        """What stands above the headers, in one line."""
        above = [cells for row0, cells in sorted(self.rows.items()) if row0 < self.header_row0]
        texts = [cell.value for cells in above for _, cell in sorted(cells.items()) if isinstance(cell.value, str)]
        return " ; ".join(text for text in texts if text not in self.columns)


def code_of(cell: Cell) -> str:
    """Return the text of a cell that may hold a code."""
    return cell.value if isinstance(cell.value, str) else ""


def table_of(page: Page, names: Mapping[str, str]) -> Table | None:
    """Find the table of a sheet: columns by their hidden codes, those whose code is gone by their headers."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in page.cells.items():
        row0, column0 = place_of(place)
        rows.setdefault(row0, {})[column0] = cell
    coded = _columns_of(rows, lambda cell: code_of(cell).strip(), {CODE, SAID_BY})
    headed = _columns_of(rows, lambda cell: names.get(fold(code_of(cell)), ""), {CODE, SAID_BY})
    if not headed and not coded:
        return None
    by_header, by_code = dict(headed[1] if headed else {}), dict(coded[1] if coded else {})
    # A header over a column whose code is another's: a person reads the header. An added column has no code at all.
    bearers = {column0: code for code, column0 in by_code.items()}
    exchanged = tuple(
        code for code, column0 in by_header.items() if by_code.get(code, column0) != column0 and column0 in bearers
    )
    columns = by_header | by_code | {code: by_header[code] for code in exchanged}
    start = max(found[0] for found in (coded, headed) if found)
    return Table(page, columns, start, rows, exchanged)


def _columns_of(
    rows: Mapping[int, Mapping[int, Cell]], code_of: Callable[[Cell], str], needed: Set[str]
) -> tuple[int, dict[str, int]] | None:
    """Return the first row that names the needed columns, and the column of each code that it names."""
    for row0 in sorted(rows):
        columns: dict[str, int] = {}
        for column0, cell in sorted(rows[row0].items()):
            if code := code_of(cell):
                columns.setdefault(code, column0)
        if needed <= columns.keys():
            return row0, columns
    return None
