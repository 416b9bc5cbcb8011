"""Closes a period: nothing is open that nobody accepted, and from then on the result stays as it is."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.model.errors import WorkspaceError, WrongUseError
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.pipeline.acceptance import acceptance_path, open_points, unaccepted
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.book import note_period
from dangvien_xlsx.pipeline.consolidate import write_summary
from dangvien_xlsx.pipeline.record import figures_digest, other_inputs
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.workspace.folder import CLOSED, Progress, Workspace, why, write_file
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.notes import read_note


class Closing(NamedTuple):
    """What came of closing.

    ``open_points``: how many points stand in the way. ``path``: where they are accepted, or else the summary.
    """

    open_points: int
    path: Path
    total: int = 0
    period: str = ""
    notices: tuple[str, ...] = ()


@writes("close")
def close_period(workspace: Workspace, asked: Asked = AS_IT_IS, progress: Progress | None = None) -> Closing:
    """Close a period, or write the list of what stands in the way; what is judged is what is closed.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened; a period is closed with all that has come.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more; nothing is written.
        WorkspaceError: Something cannot be read or written, or the period is closed already.
        WrongUseError: A day was asked for, or a cluster whose library is not installed.
    """
    if asked.as_of:
        raise WrongUseError(words.CLOSE_IS_OF_ALL)
    refuse_if_closed(workspace)
    with standing_of(workspace, asked, progress, reuse=Reuse.AFRESH) as standing:
        points = open_points(standing.account)
        open_still = unaccepted(workspace, standing.catalogue, points)
        if open_still.left:
            notices = (*open_still.lacking, *open_still.notices, *_told(other_inputs(standing)))
            return Closing(open_still.left, acceptance_path(workspace), notices=notices)
        differs = _told(other_inputs(standing, words.MADE_ANEW))
        written = write_summary(standing)
        total = standing.figures.sum(ADMITTED)
        period = standing.catalogue.period.code
        digest = figures_digest(standing)
    closed = {
        "period": period,
        "at": datetime.now(VIETNAM).isoformat(timespec="seconds"),
        "summary": written.path.name,
        "total": total,
        "accepted": len(points),
        "digest": digest,
    }
    _write(workspace.folder / CLOSED, json.dumps(closed, ensure_ascii=False, indent=1).encode())
    noted = note_period(workspace)  # once more: now it is closed
    return Closing(0, written.path, total, period, (*differs, *dict.fromkeys((*written.notices, *noted))))


def _told(notice: str) -> tuple[str, ...]:
    return (notice,) if notice else ()


def _write(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error


def closed_as(workspace: Workspace) -> dict[str, Any] | None:
    """Return what is known of the closing, nothing where the period is open."""
    path = workspace.folder / CLOSED
    if not os.path.lexists(path):
        return None
    # A damaged note still says that somebody closed the period.
    return read_note(path)


def refuse_if_closed(workspace: Workspace) -> None:
    """Refuse to change the result of a closed period.

    Raises:
        WorkspaceError: It is closed; says when and what to do.
    """
    closed = closed_as(workspace)
    if closed is not None:
        about = {
            "period": shorten(str(closed.get("period", workspace.folder.name))),
            "when": shorten(str(closed.get("at", "?"))),
        }
        raise WorkspaceError(words.ALREADY_CLOSED.format(path=workspace.results, **about))


@writes("consolidate")
def reopen(workspace: Workspace) -> None:
    """Open a closed period again."""
    try:
        (workspace.folder / CLOSED).unlink(missing_ok=True)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=workspace.folder / CLOSED, why=why(error))) from error
