"""Closes a period: nothing is open that nobody accepted, and from then on the result stays as it is."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.pipeline.acceptance import acceptance_path, acceptances, open_points
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.standing import read_standing
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.workspace.folder import CLOSED, Workspace, why, write_file


class Closing(NamedTuple):
    """What came of closing: ``open_points`` is how many points stand in the way; ``path`` where they are accepted."""

    open_points: int
    path: Path
    total: int = 0
    period: str = ""


def close_period(workspace: Workspace) -> Closing:
    """Close a period, or write the list of what stands in the way.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: Something cannot be read or written, or the period is closed already.
    """
    refuse_if_closed(workspace)
    catalogue = workspace.catalogue()
    points = open_points(read_standing(workspace, catalogue))
    path = acceptance_path(workspace)
    if points:
        from dangvien_xlsx.excel.acceptance import Acceptance, acceptance_bytes, point_key

        accepted = {key: Acceptance(*given) for key, given in acceptances(workspace).items()}
        left = [item for item in points if point_key(item) not in accepted]
        if left:
            _write(path, acceptance_bytes(catalogue, points, accepted))
            return Closing(len(left), path)
    result = consolidate(workspace)
    total = result.figures.sum(ADMITTED)
    closed = {
        "period": catalogue.period.code,
        "at": datetime.now(VIETNAM).isoformat(timespec="seconds"),
        "summary": result.written.path.name,
        "total": total,
        "accepted": len(points),
    }
    _write(workspace.folder / CLOSED, json.dumps(closed, ensure_ascii=False, indent=1).encode())
    return Closing(0, result.written.path, total, catalogue.period.code)


def _write(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error


def closed_as(workspace: Workspace) -> dict[str, Any] | None:
    """Return what is known of the closing, nothing where the period is open."""
    path = workspace.folder / CLOSED
    if not path.exists():
        return None
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        read = {}
    # A damaged note still says that somebody closed the period.
    return read if isinstance(read, dict) else {}


def refuse_if_closed(workspace: Workspace) -> None:
    """Refuse to change the result of a closed period.

    Raises:
        WorkspaceError: It is closed; says when and what to do.
    """
    closed = closed_as(workspace)
    if closed is not None:
        about = {"period": closed.get("period", workspace.folder.name), "when": closed.get("at", "?")}
        raise WorkspaceError(words.ALREADY_CLOSED.format(path=workspace.results, **about))


def reopen(workspace: Workspace) -> None:
    """Open a closed period again."""
    try:
        (workspace.folder / CLOSED).unlink(missing_ok=True)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=workspace.folder / CLOSED, why=why(error))) from error
