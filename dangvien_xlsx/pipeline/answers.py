"""Takes a table into the running period: copied to what came, its columns as confirmed, each row then as a form."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import source_of
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.pipeline.adding import copy_in
from dangvien_xlsx.pipeline.tables import Table, require_period, table_of
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import history as words
from dangvien_xlsx.workspace.folder import Workspace, digest_of, why
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.mapping import confirmed, keep


class TakenIn(NamedTuple):
    """What came of a table.

    ``path``: in ``nhan-ve/``. ``rows``: of them how many there are; ``units`` and ``total``: those that would count if
    nothing else had come, and their admitted. ``findings``: errors and warnings, each at its row.
    """

    table: Table
    path: str
    rows: int
    units: int
    total: int
    findings: tuple[Finding, ...]


def look_at_table(workspace: Workspace, path: Path, mapping: Mapping[str, str]) -> Table:
    """Tell what each column of a table is, before anything is taken in: what the clerk is asked to confirm.

    Args:
        workspace: The folder of the period.
        path: The table.
        mapping: Codes by header, as the clerk says; what was confirmed before is known.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: The table cannot be read.
        WrongUseError: It has no header that is known, or several columns claim to be one thing.
    """
    catalogue = workspace.catalogue()
    return table_of(path, catalogue, confirmed(workspace).headers, mapping)


@writes("import")
def take_in(workspace: Workspace, path: Path, mapping: Mapping[str, str]) -> TakenIn:
    """Take a table into the running period, and tell how its rows stand by themselves.

    Rows with mistakes are taken too, as a form with mistakes is: whose they are must be known, and that they came.

    Args:
        workspace: The folder of the period.
        path: The table; it stays where it was.
        mapping: Codes by header, as the clerk says; kept for the next time.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: The table cannot be read, or not be copied.
        WrongUseError: It has no header that is known, or several columns claim to be one thing.
    """
    table = look_at_table(workspace, path, mapping)
    catalogue, kept = workspace.catalogue(), confirmed(workspace)
    require_period(table, catalogue.period)
    # What is confirmed comes first: a table that lies there without it is told as a file that nobody can read.
    keep(
        workspace,
        kept._replace(headers={**kept.headers, **mapping}).taking(table.sha256, table.columns),
    )
    target = _copied(workspace, path)
    if digest_of(target) != table.sha256:
        raise WorkspaceError(words.IMPORT_CHANGED.format(path=path))
    files = _read(workspace, target, catalogue, {table.sha256: table.columns})
    accounted = account(catalogue, files, None)
    counted = [result for result in accounted.units if result.submission]
    admitted = [result.values.get(ADMITTED) for result in counted]
    total = sum(int(value) for value in admitted if isinstance(value, int | float))
    told = tuple(item for item in accounted.findings if item.file and item.severity is not Severity.INFO)
    below = target.relative_to(workspace.received).as_posix()
    return TakenIn(table, below, sum(file.path != below for file in files), len(counted), total, told)


def _copied(workspace: Workspace, path: Path) -> Path:
    try:
        workspace.received.mkdir(parents=True, exist_ok=True)
        if path.resolve().is_relative_to(workspace.received.resolve()):
            return workspace.received / path.resolve().relative_to(workspace.received.resolve())
        return copy_in(workspace, path, path.name)[0]
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=workspace.received, why=why(error))) from error


def _read(
    workspace: Workspace, target: Path, catalogue: Catalogue, tables: Mapping[str, TableColumns]
) -> list[ReceivedFile]:
    reading = Reading(blank_stamp(catalogue.period), catalogue.indicators, tables=tables)
    with Readers(workspace.received, [source_of(workspace.received, target)], reading) as readers:
        return list(readers.results())
