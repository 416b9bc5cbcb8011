"""Repeats a period's summary from what was received and says what is not as it was."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.intake.own_books import OwnBook
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.consolidate import summary_of
from dangvien_xlsx.pipeline.past_summary import day_of, fact, read_summary
from dangvien_xlsx.pipeline.ready import Line, readiness
from dangvien_xlsx.pipeline.record import other_inputs
from dangvien_xlsx.pipeline.standing import Standing, standing_of
from dangvien_xlsx.received.entries import digest
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.names import SHEET_PROOF, SHEET_RECEIPTS, shorten
from dangvien_xlsx.text.summary import RECEIPTS_FILE, RECEIPTS_SHA256
from dangvien_xlsx.workspace.folder import Progress, Workspace, why

Grid = list[list[Any]]
_CELLS_NAMED = 30
"""Cells of one sheet that are named; more say no more."""
_DIGEST_SHOWN = 12


class Verified(NamedTuple):
    """What was compared, every difference in words, and in one line what the summary was made of otherwise.

    ``ready``: whether the period is ready to be signed.
    """

    path: Path
    standing: Standing
    differences: tuple[str, ...]
    notices: tuple[str, ...] = ()
    ready: tuple[Line, ...] = ()


def verify(workspace: Workspace, asked: Asked = AS_IT_IS, progress: Progress | None = None) -> Verified:
    """Compare the summary that lies in ``ket-qua/``, or that of a day, with what comes out now.

    Args:
        workspace: The folder of the period.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more.
        WorkspaceError: There is no summary, or it or the workspace cannot be read.
    """
    declared = workspace.declared()
    path = workspace.summary_path(declared.catalogue, asked.as_of)
    try:
        summary = read_summary(path, SHEET_PROOF)
    except FileNotFoundError:
        raise WorkspaceError(_nothing_to_repeat(workspace, path)) from None
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
    # Before 1.1 a summary as of a day took the place of the official one; it still says the day itself.
    asked = asked._replace(as_of=asked.as_of or day_of(fact(summary.sheets, words.AS_OF)))
    with standing_of(workspace, asked, progress, declared, reuse=Reuse.AFRESH) as standing:
        made = summary_of(standing, workspace.results)
        ready = readiness(standing)
    told = other_inputs(standing)
    notices = (*standing.notices, *((told,) if told else ()))
    if digest(made) == summary.digest:
        return Verified(path, standing, (), notices, ready)
    try:
        differences = tuple(_differences(path, summary, made))
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
    return Verified(path, standing, differences, notices, ready)


def _nothing_to_repeat(workspace: Workspace, path: Path) -> str:
    """Say that there is no summary; and that what came is gone too, where consolidating would stop at that."""
    told = words.NO_SUMMARY.format(path=path)
    try:
        scan(workspace.received)
    except WorkspaceError as error:
        return f"{told}\n{error}"
    return told


def _differences(path: Path, summary: OwnBook, made: bytes) -> Iterator[str]:
    """Yield in words what is not as it was; of either workbook one sheet at a time is in memory.

    Args:
        path: Where the stored one lies.
        summary: What it says of itself, and its digest.
        made: The bytes of the one that was made now.
    """
    from dangvien_xlsx.excel.reading.grid import Grids

    def stored(sheet: str) -> Grid | None:
        read = read_summary(path, sheet)
        if read.digest != summary.digest:
            raise WorkspaceError(words.SUMMARY_UNREADABLE.format(path=path, why=words.CHANGED_MEANWHILE))
        return read.sheets.get(sheet)

    computed = Grids(made)
    before, now = _digests(stored(SHEET_RECEIPTS) or []), _digests(computed.read(SHEET_RECEIPTS))
    yield from _files(before, now)
    if fact(summary.sheets, words.CATALOGUE) != fact({SHEET_PROOF: computed.read(SHEET_PROOF)}, words.CATALOGUE):
        yield words.CATALOGUE_CHANGED
    # Where files came or went, whole lists shift, and the ledger says so already.
    same_files = before.keys() == now.keys()
    for sheet in computed:
        if sheet not in summary.names:
            yield words.SHEET_GONE.format(sheet=sheet)
        elif same_files or sheet != SHEET_RECEIPTS:
            yield from _cells(sheet, stored(sheet) or [], computed.read(sheet), same_files=same_files)


def _digests(grid: Grid) -> dict[str, str]:
    """Return the SHA-256 of each received file, from the ledger."""
    header = next((index for index, row in enumerate(grid) if RECEIPTS_FILE in row), len(grid))
    if header == len(grid):
        return {}
    path, digest = grid[header].index(RECEIPTS_FILE), grid[header].index(RECEIPTS_SHA256)
    # The numbers tell rows of files from the sentence of an empty list.
    return {str(row[path]): str(row[digest]) for row in grid[header + 1 :] if row[0] != ""}


def _files(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield words.FILE_GONE.format(path=path)
        elif path not in before:
            yield words.FILE_ADDED.format(path=path)
        elif before[path] != now[path]:
            digests = {"was": before[path][:_DIGEST_SHOWN], "now": now[path][:_DIGEST_SHOWN]}
            yield words.FILE_CHANGED.format(path=path, **digests)


def _cells(sheet: str, stored: Grid, computed: Grid, *, same_files: bool) -> Iterator[str]:
    """Yield the cells of a sheet that differ."""
    places = _differing(stored, computed)
    named = list(islice(places, _CELLS_NAMED))
    count = len(named) + sum(1 for _ in places)
    if count and not same_files:
        # One file less shifts every list below it: thirty cells would hide the one line that says why.
        yield words.SHEET_SHIFTED.format(sheet=sheet, count=count)
        return
    for row0, column0, was, now in named:
        cell = a1(row0, column0)
        yield words.CELL_DIFFERS.format(sheet=sheet, cell=cell, was=_shown(was), now=_shown(now))
    if count > len(named):
        yield words.MORE.format(count=count - len(named))


def _differing(stored: Grid, computed: Grid) -> Iterator[tuple[int, int, Any, Any]]:
    for row0 in range(max(len(stored), len(computed))):
        was = stored[row0] if row0 < len(stored) else []
        now = computed[row0] if row0 < len(computed) else []
        for column0 in range(max(len(was), len(now))):
            old = was[column0] if column0 < len(was) else ""
            new = now[column0] if column0 < len(now) else ""
            if not _same(old, new):
                yield row0, column0, old, new


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) < 1e-9  # Excel stores a share with one digit less
    return bool(old == new)


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"“{shorten(str(value))}”"
