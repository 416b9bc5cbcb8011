"""What stands around the rows of a table: the period that it prints, remarks beside figures, other sheets."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.excel.form.remarks import Remarks, Row
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, Indicator
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, Page, PagedBook, Sight, by_place, place_of
from dangvien_xlsx.model.submission import CellValue
from dangvien_xlsx.text import catalogue as catalogue_words
from dangvien_xlsx.text import names, summary
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.periods import periods_in, without_days
from dangvien_xlsx.text.weighing import weigh_words

_TITLES = 3
"""Rows at the top of our own appendix in which the period is printed."""
_OWN_HEADERS = frozenset(
    map(
        fold,
        (
            catalogue_words.UNIT_GROUP,
            catalogue_words.UNIT_GROUP_NAME,
            summary.DATA_RECEIVED_STATE,
            summary.DATA_FILE,
            summary.DATA_SHEET,
            summary.DATA_CELLS,
        ),
    )
)
"""Columns of our own summary that repeat what other columns say, or where it came from."""


def is_our_summary(book: PagedBook, page: Page) -> bool:
    """Tell whether a table is the data sheet of a summary that this program wrote."""
    return page.sheet == names.SHEET_DATA and book.page(names.SHEET_APPENDIX) is not None


def printed_period(book: PagedBook, page: Page, header_row0: int) -> str | None:
    """Return the line of a table that names one period, none where no line does.

    Args:
        book: The workbook.
        page: The table's sheet.
        header_row0: Above it the table has its titles.
    """
    lines = [cell for cell in by_place(page.cells) if place_of(cell)[0] < header_row0]
    titles = [page.cells[address].value for address in lines]
    appendix = book.page(names.SHEET_APPENDIX)
    if appendix and is_our_summary(book, page):
        titles += [appendix.cells[each].value for each in by_place(appendix.cells) if place_of(each)[0] < _TITLES]
    for title in titles:
        if isinstance(title, str) and len(periods_in(without_days(title))) == 1:
            return clean(title)
    return None


def beside_row(
    page: Page, row0: int, headers: Mapping[int, str], used: frozenset[int], row: tuple[Indicator, CellValue] | None
) -> list[Finding]:
    """Weigh what stands in a row and is no input: cells of other columns, comments, and that the row is hidden.

    Args:
        page: The table's sheet, its cells and comments cut down to the row.
        row0: The row, zero-indexed.
        headers: The header of each column that has one.
        used: The columns whose meaning was confirmed, zero-indexed.
        row: The total and what stands there; none for a row without figures.
    """
    rows = {row0: Row(*row)} if row else {}
    remarks = Remarks(rows, frozenset())
    remarks.beside(page, [each for each, cell in page.cells.items() if _is_remark(each, cell, headers, used)])
    own = {row[1].a1: rows[row0]} if row else {}
    inputs = {a1(row0, column0): rows[row0] for column0 in used} if row else {}
    remarks.comments(page, inputs | own)
    told = list(remarks.findings)
    if row and row0 in page.hidden_rows:
        about = {"label": row[0].name, "value": names.show(row[1].value)}
        told.append(finding("hidden-place", {"sheet": page.sheet, "cell": row[1].a1}, **about))
    return told


def _is_remark(address: str, cell: Cell, headers: Mapping[int, str], used: frozenset[int]) -> bool:
    """Tell whether a cell is to be weighed: a number under a header of its own is that column's, and no remark."""
    _, column0 = place_of(address)
    if column0 in used:
        return False
    header = headers.get(column0, "")
    if not header:
        return True
    if fold(header) in _OWN_HEADERS or not isinstance(cell.value, str):
        return False
    is_worded = any(letter.isalpha() for letter in cell.value)
    return is_worded and weigh_words(cell.value).matters


def other_sheets(book: PagedBook, page: Page) -> list[Finding]:
    """Weigh the sheets beside the table's and its text boxes; our own summary's other sheets repeat its figures."""
    is_ours = is_our_summary(book, page)
    ours = {value for key, value in vars(names).items() if key.startswith("SHEET_")} if is_ours else set()
    remarks = Remarks({}, frozenset())
    if not is_ours:
        remarks.shapes(page)
    for other in book.pages:
        if other is not page and other.sheet not in ours and other.sight is not Sight.VERY_HIDDEN:
            remarks.other_sheet(other, lambda _: False)
    return remarks.findings


def row_total(asked: Sequence[Indicator], values: Mapping[str, CellValue]) -> tuple[Indicator, CellValue] | None:
    """Return the indicator of the total and what a row says of it, none where the table does not ask for it.

    Args:
        asked: The indicators that the table has columns for.
        values: What the row says.
    """
    total = next((item for item in asked if item.code == ADMITTED), None)
    return (total, values[ADMITTED]) if total and ADMITTED in values else None
