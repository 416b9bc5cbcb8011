"""Repeats a period's summary from what was received and says what is not as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.consolidate import summary_of
from dangvien_xlsx.pipeline.past_summary import Sheets, day_of, fact, made_sheets, read_summary
from dangvien_xlsx.pipeline.ready import Line, readiness
from dangvien_xlsx.pipeline.record import other_inputs
from dangvien_xlsx.pipeline.standing import Standing, standing_of
from dangvien_xlsx.received.entries import digest
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.names import SHEET_RECEIPTS, shorten
from dangvien_xlsx.text.summary import RECEIPTS_FILE, RECEIPTS_SHA256
from dangvien_xlsx.workspace.folder import Progress, Workspace, why

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
        summary = read_summary(path)
    except FileNotFoundError:
        raise WorkspaceError(_nothing_to_repeat(workspace, path)) from None
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
    stored = summary.sheets
    # Before 1.1 a summary as of a day took the place of the official one; it still says the day itself.
    asked = asked._replace(as_of=asked.as_of or day_of(fact(stored, words.AS_OF)))
    with standing_of(workspace, asked, progress, declared, reuse=Reuse.AFRESH) as standing:
        made = summary_of(standing, workspace.results)
        ready = readiness(standing)
    told = other_inputs(standing)
    notices = (*standing.notices, *((told,) if told else ()))
    if digest(made) == summary.digest:
        return Verified(path, standing, (), notices, ready)
    computed = made_sheets(made)
    differences = (*_files(stored, computed), *_catalogue(stored, computed), *_cells(stored, computed))
    return Verified(path, standing, differences, notices, ready)


def _nothing_to_repeat(workspace: Workspace, path: Path) -> str:
    """Say that there is no summary; and that what came is gone too, where consolidating would stop at that."""
    told = words.NO_SUMMARY.format(path=path)
    try:
        scan(workspace.received)
    except WorkspaceError as error:
        return f"{told}\n{error}"
    return told


def _catalogue(stored: Sheets, computed: Sheets) -> Iterator[str]:
    if fact(stored, words.CATALOGUE) != fact(computed, words.CATALOGUE):
        yield words.CATALOGUE_CHANGED


def _digests(sheets: Sheets) -> dict[str, str]:
    """Return the SHA-256 of each received file, from the ledger."""
    grid = sheets.get(SHEET_RECEIPTS, [])
    header = next((index for index, row in enumerate(grid) if RECEIPTS_FILE in row), len(grid))
    if header == len(grid):
        return {}
    path, digest = grid[header].index(RECEIPTS_FILE), grid[header].index(RECEIPTS_SHA256)
    # The numbers tell rows of files from the sentence of an empty list.
    return {str(row[path]): str(row[digest]) for row in grid[header + 1 :] if row[0] != ""}


def _files(stored: Sheets, computed: Sheets) -> Iterator[str]:
    before, now = _digests(stored), _digests(computed)
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield words.FILE_GONE.format(path=path)
        elif path not in before:
            yield words.FILE_ADDED.format(path=path)
        elif before[path] != now[path]:
            digests = {"was": before[path][:_DIGEST_SHOWN], "now": now[path][:_DIGEST_SHOWN]}
            yield words.FILE_CHANGED.format(path=path, **digests)


def _cells(stored: Sheets, computed: Sheets) -> Iterator[str]:
    """Yield the cells that differ; where files came or went, whole lists shift and the ledger says so already."""
    same_files = _digests(stored).keys() == _digests(computed).keys()
    for sheet, grid in computed.items():
        if sheet not in stored:
            yield words.SHEET_GONE.format(sheet=sheet)
            continue
        if sheet == SHEET_RECEIPTS and not same_files:
            continue
        places = list(_differing(stored[sheet], grid))
        if places and not same_files:
            # One file less shifts every list below it: thirty cells would hide the one line that says why.
            yield words.SHEET_SHIFTED.format(sheet=sheet, count=len(places))
            continue
        for row0, column0, was, now in places[:_CELLS_NAMED]:
            cell = a1(row0, column0)
            yield words.CELL_DIFFERS.format(sheet=sheet, cell=cell, was=_shown(was), now=_shown(now))
        if len(places) > _CELLS_NAMED:
            yield words.MORE.format(count=len(places) - _CELLS_NAMED)


def _differing(stored: list[list[Any]], computed: list[list[Any]]) -> Iterator[tuple[int, int, Any, Any]]:
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
