"""Finds what is what in a table that a person has; nothing is written and nothing matched by guess."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.excel.table import header_texts, rows_by_number, text_of
from dangvien_xlsx.excel.table_beside import printed_period
from dangvien_xlsx.intake.own import in_child, why_refused
from dangvien_xlsx.intake.table_file import TableFile, read_table_file
from dangvien_xlsx.judging.columns import Matched, match_columns
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError, WrongUseError
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.page import Page, PagedBook
from dangvien_xlsx.model.period import Period, add_months, months_of, period_code
from dangvien_xlsx.model.table import ROLES, TIME, UNIT_CODE, TableColumns
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text import table as table_words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.text.periods import names_other
from dangvien_xlsx.text.timestamps import is_day_first
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mapping import Confirmed, confirmed


class Table(NamedTuple):
    """A table whose header was found.

    ``columns``: what each column is by its header, ``unused`` left out; ``meanings`` is the same in words. ``lacking``:
    names of indicators that have no column.
    """

    path: Path
    sha256: str
    page: Page
    header0: int
    matched: Matched
    columns: TableColumns
    meanings: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    lacking: tuple[str, ...]
    printed: str | None = None
    """The line of the table that names one period, none where none does."""

    @property
    def has_times(self) -> bool:
        """Whether it tells when each row was answered."""
        return TIME in self.matched.at


class Offered(NamedTuple):
    """A table as it is shown before it is taken in: its columns, codes of those that are known, and what may be said.

    ``roles`` and ``indicators``: codes with names. ``earlier``: the code of the period before the workspace's own.
    """

    path: Path
    columns: tuple[str, ...]
    known: Mapping[str, str]
    roles: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    earlier: str


def offered_columns(workspace: Workspace, path: Path) -> Offered:
    """Return the columns of a table and what is known of them, so that a person can tell the rest.

    Args:
        workspace: Its catalogue names the indicators; what was confirmed before is kept there.
        path: The table.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: The table cannot be read.
    """
    catalogue = workspace.catalogue()
    said = _known(confirmed(workspace).headers, {}, catalogue)
    columns = _likely_headers(_read(path).book)
    matched = match_columns(columns, catalogue, said)
    nothing = {fold(header) for header, code in said.items() if not code}
    known = {columns[column0]: code for code, column0 in matched.at.items()}
    own = catalogue.period
    months = months_of(own.start, own.end)
    return Offered(
        path,
        columns,
        known | {header: "" for header in columns if fold(header) in nothing},
        tuple((role, table_words.ROLE_NAMES[role]) for role in ROLES if role != UNIT_CODE),
        tuple((item.code, item.name) for item in catalogue.indicators),
        period_code(add_months(own.start, -months), add_months(own.end, -months)),
    )


def _likely_headers(book: PagedBook) -> tuple[str, ...]:
    """Return the cells of the row that is most likely the header: the first with the most texts in it."""
    rows = [texts for page in book.pages for _, texts in header_texts(page)]
    worded = [tuple(dict.fromkeys(text for text in row if text and not _is_number(text))) for row in rows]
    return max(worded, key=len, default=())


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdecimal()


def _read(path: Path) -> TableFile:
    try:
        return in_child(read_table_file, path)
    except RefusedError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why_refused(error))) from error


def table_of(path: Path, catalogue: Catalogue, before: Mapping[str, str], mapping: Mapping[str, str]) -> Table:
    """Find what is what in a table; nothing is written.

    Args:
        path: The table: CSV or a workbook, one row a unit or an answer.
        catalogue: The indicators.
        before: Codes by header, as the clerk has said before.
        mapping: The same, as the clerk says now; a blank code says that the column is nothing.

    Raises:
        WorkspaceError: It cannot be read.
        WrongUseError: It has no header that is known, several columns claim to be one thing, or a code is none.
    """
    known = _known(before, mapping, catalogue)
    file = _read(path)
    for page in file.book.pages:
        for row0, texts in header_texts(page):
            matched = match_columns(texts, catalogue, known)
            if matched.is_header:
                _are_there(path, mapping, texts)
                found = _found(path, file.sha256, page, row0, texts, matched, catalogue)
                return found._replace(printed=printed_period(file.book, page, row0))
    raise WrongUseError(_no_header(path, file, catalogue))


def require_period(table: Table, period: Period) -> None:
    """Refuse a table that prints the name of another period.

    Raises:
        WrongUseError: It is of another period.
    """
    if table.printed is not None and names_other(table.printed, period):
        about = {"path": table.path.name, "value": shorten(table.printed), "expected": period.name or period.code}
        raise WrongUseError(words.IMPORT_OTHER_PERIOD.format(**about))


def _are_there(path: Path, mapping: Mapping[str, str], texts: Sequence[str]) -> None:
    """Refuse a mapping of a column that the table does not have: a slip there would go unseen."""
    there = set(map(fold, texts))
    lacking = [header for header in mapping if fold(header) not in there]
    if lacking:
        shown = "; ".join(f"“{text}”" for text in texts if text)[:500]
        quoted = "; ".join(f"“{header}”" for header in lacking)
        raise WrongUseError(words.IMPORT_NO_COLUMN.format(path=path.name, columns=quoted, headers=shown))


def _known(before: Mapping[str, str], mapping: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    """Return what columns are by what was said before and now; indicators come and go between the periods."""
    is_code = {"", *catalogue.indicator, *ROLES}
    for code in mapping.values():
        if code not in is_code:
            told = ", ".join(f"{role} ({table_words.ROLE_NAMES[role]})" for role in ROLES)
            raise WrongUseError(words.IMPORT_NO_INDICATOR.format(code=code, roles=told))
    said = Confirmed(before, {}).said(mapping).headers
    return {header: code for header, code in said.items() if code in is_code}


def _found(
    path: Path, sha256: str, page: Page, row0: int, texts: list[str], matched: Matched, catalogue: Catalogue
) -> Table:
    for code, headers in matched.twice.items():
        about = {
            "path": path.name,
            "name": _name(code, catalogue),
            "headers": "; ".join(f"“{header}”" for header in headers),
        }
        raise WrongUseError(words.IMPORT_TWO_COLUMNS.format(**about, header=headers[-1]))
    used = {texts[column0]: code for code, column0 in sorted(matched.at.items(), key=lambda each: each[1])}
    times: list[str] = []
    if TIME in matched.at:
        rows = rows_by_number(page)
        cells = (rows[each].get(matched.at[TIME]) for each in sorted(rows) if each > row0)
        times = [text_of(cell) for cell in cells if cell and isinstance(cell.value, str)]
    lacking = tuple(item.name for item in catalogue.indicators if item.code not in matched.at)
    columns = TableColumns(page.sheet, used, is_day_first(times))
    meanings = tuple((header, _name(code, catalogue)) for header, code in used.items())
    return Table(path, sha256, page, row0, matched, columns, meanings, matched.unused, lacking)


def _name(code: str, catalogue: Catalogue) -> str:
    return catalogue.indicator[code].name if code in catalogue.indicator else table_words.ROLE_NAMES[code]


def _no_header(path: Path, file: TableFile, catalogue: Catalogue) -> str:
    """Say that no header was found, and which texts stand where one would: the clerk copies them from there."""
    shown = "; ".join(f"“{text}”" for text in _likely_headers(file.book))[:500]
    about = {"path": path.name, "indicator": catalogue.indicator[ADMITTED].name}
    return words.IMPORT_NO_HEADER.format(**about, headers=shown)
