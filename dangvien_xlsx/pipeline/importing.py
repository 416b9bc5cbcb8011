"""Takes an earlier period into the book from a table that a person has: only the book gets it, no file is changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.excel.table import rows_by_number
from dangvien_xlsx.history.book import key_of, write_book
from dangvien_xlsx.history.table import Columns, Grid, Source, units_of_table
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import (
    DamagedBookError,
    LockedBookError,
    WorkspaceError,
    WrongUseError,
)
from dangvien_xlsx.model.history import PastFile, PastIndicator, PastPeriod
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.page import Cell, Page
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import Period, add_months, period_code
from dangvien_xlsx.model.submission import Outcome
from dangvien_xlsx.model.table import UNIT_CODE, UNIT_NAME
from dangvien_xlsx.pipeline.book import book_of, known_periods
from dangvien_xlsx.pipeline.tables import Table, require_period, table_of
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import history as words
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.mapping import confirmed, keep

_CODE = pattern(r"(\d{4})(?:-(\d{1,2})T|-Q([1-4])|-(\d{2}))?")


class Taken(NamedTuple):
    """What came of a table: the period, its total, the mistakes that kept it out, and the columns that say nothing."""

    period: str
    units: int
    total: int
    mistakes: tuple[str, ...]
    unused: tuple[str, ...]


@writes("import")
def import_period(workspace: Workspace, path: Path, code: str, mapping: Mapping[str, str]) -> Taken:
    """Take an earlier period into the book; with any mistake in the table nothing is written.

    Args:
        workspace: Its catalogue tells units and indicators, and to which series the period belongs.
        path: The table: CSV or a workbook, one row a unit.
        code: The period's code.
        mapping: Codes by header: of indicators, ``don_vi`` for the units, blank for nothing; kept for the next time.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: The table or the book cannot be read or written.
        WrongUseError: The code is none of an earlier period, it has a folder, or the table has no header that is known.
    """
    catalogue = workspace.catalogue()
    period = _earlier_period(code, catalogue)
    kept = confirmed(workspace)
    table = table_of(path, catalogue, kept.headers, mapping)
    require_period(table, period)
    source = Source(path.name, table.sha256, table.page.sheet)
    columns = Columns(table.header0, table.matched.at)
    read = units_of_table(_grid(table.page), columns, catalogue, source)
    past = _past(catalogue, period, source)._replace(units=read.units)
    total = PastPeriod(*past).total(ADMITTED)
    rows = sum(bool(unit.file) for unit in read.units)
    if not read.mistakes:
        _write(workspace, PastPeriod(*past))
        if mapping:
            keep(workspace, kept.said(mapping))
    return Taken(period.code, rows, total, read.mistakes, _unused(table, catalogue))


def _unused(table: Table, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the headers that say nothing here: who answered when is nothing to a period that is over."""
    used = {*catalogue.indicator, UNIT_CODE, UNIT_NAME}
    others = (header for header, code in table.columns.columns.items() if code not in used)
    return (*others, *table.unused)


def _grid(page: Page) -> Grid:
    rows = rows_by_number(page)
    width = max((max(cells) for cells in rows.values()), default=-1) + 1
    blank = Cell()
    return [
        [rows.get(row0, {}).get(column0, blank).value for column0 in range(width)]
        for row0 in range(max(rows, default=-1) + 1)
    ]


def _earlier_period(code: str, catalogue: Catalogue) -> Period:
    """Return the period that a code names; half a year and the like is as long as the running one."""
    found = _CODE.fullmatch(code.strip())
    if not found:
        raise WrongUseError(words.IMPORT_BAD_PERIOD.format(code=code))
    year = int(found[1])
    last, months = 12, 12
    if found[2]:
        own = catalogue.period
        last, months = int(found[2]), (own.end.year - own.start.year) * 12 + own.end.month - own.start.month + 1
    elif found[3]:
        last, months = int(found[3]) * 3, 3
    elif found[4]:
        last, months = int(found[4]), 1
    if not 1 <= last <= 12 or not 1900 <= year <= 2199:
        raise WrongUseError(words.IMPORT_BAD_PERIOD.format(code=code))
    end = add_months(date(year, last, 1), 1) - timedelta(days=1)
    start = add_months(date(year, last, 1), 1 - months)
    if end >= catalogue.period.start:
        raise WrongUseError(words.IMPORT_NOT_EARLIER.format(code=code, start=catalogue.period.start))
    return Period(period_code(start, end), "", start, end)


def _past(catalogue: Catalogue, period: Period, source: Source) -> PastPeriod:
    return PastPeriod(
        series=catalogue.series,
        code=period.code,
        name=period.name,
        start=period.start,
        end=period.end,
        superior=catalogue.office.superior,
        office=catalogue.office.name,
        target=None,
        before=None,
        folder="",
        summary="",
        summary_sha256="",
        catalogue_sha256="",
        by_hand_sha256="",
        indicators=tuple(PastIndicator(item.code, item.name, item.kind.name) for item in catalogue.indicators),
        files=(PastFile(source.file, source.sha256, "", Outcome.ACCEPTED.value),),
    )


def _write(workspace: Workspace, period: PastPeriod) -> None:
    book, known = book_of(workspace.folder), known_periods(workspace.folder)
    there = {key_of(item): item for item in known.periods}.get(key_of(period))
    if there and there.folder:
        raise WrongUseError(words.IMPORT_HAS_FOLDER.format(code=period.code, folder=there.folder))
    try:
        write_book(str(book), [period] if book.exists() else [*known.periods, period])
    except (DamagedBookError, LockedBookError) as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=book, why=error)) from error
