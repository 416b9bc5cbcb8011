"""``danh-muc (lỗi).xlsx``: where the mistakes of the catalogue are; there only as long as there are any."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dangvien_xlsx.intake.own import in_child
from dangvien_xlsx.model.errors import CatalogueError, DangvienError, RefusedError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text import catalogue_help as words
from dangvien_xlsx.workspace.folder import Workspace, remember, remove_unedited, write_file


def marked_path(workspace: Workspace) -> Path:
    """Return where the marked copy lies."""
    return workspace.folder / words.MARKED_FILE


@contextmanager
def marking(workspace: Workspace) -> Iterator[None]:
    """Leave a marked copy beside a catalogue that stops a job, and take it away once the catalogue is right.

    A help: where the copy cannot be written the mistakes are told all the same.
    """
    path = marked_path(workspace)
    try:
        yield
    except CatalogueError as error:
        with suppress(OSError, DangvienError):
            content = in_child(marked_in_child, workspace.catalogue_path, error.findings)
            # One that somebody typed in is not ours to write over: the finding is on the screen.
            if not path.exists() or remove_unedited(path):
                remember(path.parent, {path.name: hashlib.sha256(content).hexdigest()})
                write_file(path, content, lasting=False)
                error.add_note(words.MARKED_TOLD.format(file=path.name))
        raise
    if path.exists():
        remove_unedited(path)


def marked_in_child(path: Path, mistakes: tuple[Finding, ...]) -> bytes:
    """Make the copy; runs in the child.

    Raises:
        RefusedError: The catalogue cannot be read.
    """
    from dangvien_xlsx.excel.catalogue.marking import marked_catalogue
    from dangvien_xlsx.intake.examine import opened_workbook
    from dangvien_xlsx.intake.opening import read_regular

    try:
        content = read_regular(path, follow=True)
    except OSError as error:
        raise RefusedError("unreadable-file", why=str(error)) from error
    return marked_catalogue(opened_workbook(path.name, content).content, mistakes)
