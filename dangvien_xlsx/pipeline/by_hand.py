"""Figures typed by hand: the workbook beside the catalogue, made once and never overwritten."""

from datetime import UTC, datetime
from pathlib import Path

from dangvien_xlsx.intake.own import is_there, read_own_pages, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import ByHandError, RefusedError, WorkspaceError
from dangvien_xlsx.model.moments import arrival
from dangvien_xlsx.model.submission import HandRow
from dangvien_xlsx.text import by_hand as words
from dangvien_xlsx.text.names import BY_HAND_FILE
from dangvien_xlsx.workspace.folder import Workspace, why, write_file


def by_hand_path(workspace: Workspace) -> Path:
    """Return where the workbook lies."""
    return workspace.folder / BY_HAND_FILE


def write_by_hand(workspace: Workspace, catalogue: Catalogue) -> None:
    """Write the workbook unless it is there: what somebody typed is never overwritten.

    Raises:
        OSError: It cannot be written.
    """
    from dangvien_xlsx.excel.by_hand import by_hand_bytes

    path = by_hand_path(workspace)
    if not path.exists():
        write_file(path, by_hand_bytes(catalogue))


def rows_by_hand(workspace: Workspace, catalogue: Catalogue) -> list[HandRow]:
    """Read what was typed; nothing where there is no such workbook.

    Raises:
        WorkspaceError: It cannot be read: going on would lose its figures unseen.
    """
    path = by_hand_path(workspace)
    if not is_there(path):
        return []
    from dangvien_xlsx.excel.by_hand import Typing, read_by_hand

    try:
        book = read_own_pages(path)
        changed = arrival(book.changed, datetime.now(UTC)).at
        return read_by_hand(book.pages, Typing(BY_HAND_FILE, changed, catalogue.indicator))
    except ByHandError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=words.BROKEN)) from error
    except RefusedError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=why_refused(error))) from error
    except OSError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=why(error))) from error
