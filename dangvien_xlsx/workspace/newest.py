"""Which of several periods is meant where none is named: the newest."""

from pathlib import Path

from dangvien_xlsx.model.errors import CatalogueError, WorkspaceError, WrongUseError
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import Workspace


def newest_workspace(folder: Path) -> Workspace:
    """Return the workspace whose period ends last among those in ``folder``, or ``folder`` itself if it is one.

    Raises:
        WrongUseError: There is none.
    """
    if (folder / CATALOGUE_FILE).exists():
        return Workspace(folder)
    found = [Workspace(path.parent) for path in folder.glob(f"*/{CATALOGUE_FILE}")]
    if not found:
        raise WrongUseError(words.NO_WORKSPACE_FOUND.format(folder=folder))
    return max(found, key=_recency)


def _recency(workspace: Workspace) -> tuple[str, str]:
    """Order workspaces by the end of their period; one whose catalogue is still being filled is the newest of all."""
    try:
        return (workspace.catalogue().period.end.isoformat(), workspace.folder.name)
    except (CatalogueError, WorkspaceError):
        return ("9999", workspace.folder.name)
