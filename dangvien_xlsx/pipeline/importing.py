"""Takes an earlier period into the book from a table that a person has: only the book gets it, no file is changed."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.history.book import key_of, write_book
from dangvien_xlsx.history.table import (
    Columns,
    Grid,
    Source,
    columns_of,
    csv_grid,
    likely_headers,
    meanings,
    units_of_table,
)
from dangvien_xlsx.intake.own import in_child, read_own, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import (
    DamagedBookError,
    LockedBookError,
    RefusedError,
    WorkspaceError,
    WrongUseError,
)
from dangvien_xlsx.model.history import PastFile, PastIndicator, PastPeriod
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import Period, add_months, months_of, period_code
from dangvien_xlsx.model.submission import Outcome
from dangvien_xlsx.pipeline.book import book_of, known_periods
from dangvien_xlsx.received.limits import LARGEST_FILE
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.workspace.folder import Workspace, why, write_file
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.notes import read_note

MAPPING = "anh-xa.json"
"""In the workspace: codes of indicators by header, as the clerk confirmed them once."""
_CSV = (".csv", ".tsv", ".txt")
_CODE = re.compile(r"(\d{4})(?:-(\d{1,2})T|-Q([1-4])|-(\d{2}))?")


class Taken(NamedTuple):
    """What came of a table: the period, its total, the mistakes that kept it out, and the columns that say nothing."""

    period: str
    units: int
    total: int
    mistakes: tuple[str, ...]
    unused: tuple[str, ...]


class Offered(NamedTuple):
    """A table as it is shown before it is taken in: its columns, codes of those that are known, and what may be said.

    ``indicators``: codes with names. ``earlier``: the code of the period before the workspace's own.
    """

    path: Path
    columns: tuple[str, ...]
    known: Mapping[str, str]
    indicators: tuple[tuple[str, str], ...]
    earlier: str


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
    known = {**_kept(workspace), **mapping}
    said = {"", words.UNIT_CODE, *catalogue.indicator}
    if unknown := [each for each in known.values() if each not in said]:
        raise WrongUseError(words.IMPORT_NO_INDICATOR.format(code=unknown[0]))
    source, grid, columns = _table(path, catalogue, known)
    read = units_of_table(grid, columns, catalogue, source)
    past = _past(catalogue, period, source)._replace(units=read.units)
    total = PastPeriod(*past).total(ADMITTED)
    rows = sum(bool(unit.file) for unit in read.units)
    if not read.mistakes:
        _write(workspace, PastPeriod(*past))
        if mapping:
            _keep(workspace, known)
    return Taken(period.code, rows, total, read.mistakes, columns.unused)


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
    known = meanings(catalogue, _kept(workspace))
    sheets, _ = _sheets(path)
    columns = max((likely_headers(grid) for grid in sheets.values()), key=len, default=())
    own = catalogue.period
    months = months_of(own.start, own.end)
    return Offered(
        path,
        columns,
        {header: known.of(header) for header in columns if known.of(header) or fold(header) in known},
        tuple((item.code, item.name) for item in catalogue.indicators),
        period_code(add_months(own.start, -months), add_months(own.end, -months)),
    )


def _table(path: Path, catalogue: Catalogue, mapping: Mapping[str, str]) -> tuple[Source, Grid, Columns]:
    sheets, digest = _sheets(path)
    for sheet, grid in sheets.items():
        if columns := columns_of(grid, catalogue, mapping):
            return Source(path.name, digest, sheet), grid, columns
    raise WrongUseError(words.IMPORT_NO_HEADER.format(path=path.name, indicator=catalogue.indicator[ADMITTED].name))


def _sheets(path: Path) -> tuple[Mapping[str, Grid], str]:
    """Return the cells of a table by sheet, and the digest of its file."""
    try:
        if path.suffix.casefold() in _CSV:
            if path.stat().st_size > LARGEST_FILE:
                raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=words.IMPORT_TOO_LARGE))
            content = path.read_bytes()
            return {"": in_child(csv_grid, content)}, hashlib.sha256(content).hexdigest()
        own = read_own(path)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
    except (RefusedError, ValueError) as error:
        told = why_refused(error) if isinstance(error, RefusedError) else str(error)
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=told)) from error
    return own.sheets, own.digest


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


def _kept(workspace: Workspace) -> dict[str, str]:
    return {str(header): str(code) for header, code in read_note(workspace.folder / MAPPING).items()}


def _keep(workspace: Workspace, mapping: Mapping[str, str]) -> None:
    path = workspace.folder / MAPPING
    try:
        write_file(path, json.dumps(dict(mapping), ensure_ascii=False, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error
