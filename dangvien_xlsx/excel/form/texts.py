"""The texts of a form's sheet by row and column, and where codes and headers stand among them."""

from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Page, place_of
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.old_fonts import readable


class Texts:
    """The texts of a sheet by row and column."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.rows: dict[int, dict[int, str]] = {}
        for address, cell in page.cells.items():
            if isinstance(cell.value, str) and cell.value:
                row0, column0 = place_of(address)
                self.rows.setdefault(row0, {})[column0] = cell.value

    def columns(self, row0: int, text: str) -> list[int]:
        """Return the columns of a row that hold a code."""
        return sorted(column0 for column0, value in self.rows.get(row0, {}).items() if value.strip() == text)

    def beside(self, code_row0: int, header_row0: int, code: str) -> tuple[int, ...]:
        """Return the columns of a code, found by the code or by the column's header.

        Args:
            code_row0: The row of hidden codes, zero-indexed.
            header_row0: The row of headers, zero-indexed.
            code: The column's.
        """
        header = fold(form_words.HEADERS[code])
        headed = (column0 for column0, text in self.rows.get(header_row0, {}).items() if fold(text) == header)
        return tuple(sorted({*self.columns(code_row0, code), *headed}))

    def headers(self, header: str) -> list[tuple[int, int]]:
        """Return the cells that hold a header, whatever its spelling."""
        return sorted(
            (row0, column0)
            for row0, row in self.rows.items()
            for column0, value in row.items()
            if len(value) < 4 * len(header) and fold(readable(value)).strip(" .:") == header
        )

    def is_seen(self, row0: int, column0: int) -> bool:
        """Tell whether a person can read a text: it has not the colour of its ground."""
        return not self._page.cells[a1(row0, column0)].unseen
