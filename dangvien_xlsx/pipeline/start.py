"""Starts a workspace: with a blank catalogue, or with that of an earlier period moved on."""

from pathlib import Path

from dangvien_xlsx.excel.catalogue_writer import blank_catalogue_bytes, next_catalogue_bytes
from dangvien_xlsx.model.findings import WorkspaceError, WrongUseError
from dangvien_xlsx.pipeline.workspace import FORMS, RECEIVED, RESULTS, RETURNED, Workspace, why, write_file
from dangvien_xlsx.text import commands as words


def start_workspace(folder: Path, earlier: Path | None = None) -> Workspace:
    """Make the folders of a period and its catalogue.

    Args:
        folder: Where; an existing folder is fine unless it holds a catalogue.
        earlier: The workspace whose catalogue is copied, period moved on.

    Raises:
        CatalogueError: The earlier catalogue has mistakes.
        WorkspaceError: The earlier catalogue cannot be read, or the folder cannot be written.
        WrongUseError: The folder has a catalogue already.
    """
    workspace = Workspace(folder)
    if workspace.catalogue_path.exists():
        raise WrongUseError(words.ALREADY_THERE.format(folder=folder))
    if earlier:
        before = Workspace(earlier)
        period = before.catalogue().period
        content = next_catalogue_bytes(before.catalogue_path.read_bytes(), period)
    else:
        content = blank_catalogue_bytes()
    try:
        for name in (FORMS, RECEIVED, RETURNED, RESULTS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        write_file(workspace.catalogue_path, content)
    except OSError as error:
        raise WorkspaceError(words.CANNOT_WRITE.format(path=folder, why=why(error))) from error
    return workspace
