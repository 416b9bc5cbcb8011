"""The practice period: a copy of the worked example, in a folder whose name says that it is one."""

import shutil
from pathlib import Path

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import FORMS, RECEIVED, RESULTS, RETURNED, Workspace, why, write_file

EXAMPLE = "2023-6T"
_PROGRAM = Path(__file__).resolve().parent.parent.parent


def example_folder() -> Path:
    """Return where the worked example lies beside the program: the same place in the sources and in the bundle.

    Raises:
        WorkspaceError: It is not there.
    """
    folder = _PROGRAM / "workbooks" / EXAMPLE
    if not (folder / CATALOGUE_FILE).is_file():
        raise WorkspaceError(words.NO_EXAMPLE)
    return folder


def practice_workspace(parent: Path) -> Workspace:
    """Make the practice period below a folder, or return the one that is there.

    Args:
        parent: The folder of workspaces.

    Raises:
        WorkspaceError: There is no example, or it cannot be copied.
    """
    workspace = Workspace(parent / words.PRACTICE_FOLDER)
    if workspace.catalogue_path.exists():
        return workspace
    example = example_folder()
    try:
        for name in (FORMS, RECEIVED, RETURNED, RESULTS):
            (workspace.folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree(example / RECEIVED, workspace.received, dirs_exist_ok=True)
        write_file(
            workspace.catalogue_path, (example / CATALOGUE_FILE).read_bytes()
        )  # last: it makes the rest a period
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=workspace.folder, why=why(error))) from error
    return workspace
