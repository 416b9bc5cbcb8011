"""Figures typed by hand: the workbook beside the catalogue, made once and never overwritten."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.own import in_child_for, is_there, read_own_pages, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import ByHandError, RefusedError, WorkspaceError
from dangvien_xlsx.model.moments import arrival
from dangvien_xlsx.model.submission import HandRow
from dangvien_xlsx.text import by_hand as words
from dangvien_xlsx.text import commands
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import BY_HAND_FILE
from dangvien_xlsx.workspace.folder import Workspace, is_as_written, remember, why, write_file

if TYPE_CHECKING:
    from dangvien_xlsx.excel.by_hand_following import Followed


def write_by_hand(workspace: Workspace, catalogue: Catalogue) -> tuple[str, ...]:
    """Write the workbook, or let the one that is there follow the catalogue: what was typed is never overwritten.

    Returns:
        What the clerk is told.

    Raises:
        WorkspaceError: It is not there and cannot be written.
    """
    from dangvien_xlsx.excel.by_hand import by_hand_bytes

    path = workspace.by_hand_path
    is_new = not is_there(path)
    try:
        if is_new or is_as_written(path):
            content = by_hand_bytes(catalogue)
            if is_new or path.read_bytes() != content:
                remember(path.parent, {path.name: hashlib.sha256(content).hexdigest()})
                write_file(path, content)
                return () if is_new else (words.WRITTEN_ANEW,)
            return ()
        return _followed(path, catalogue)
    except OSError as error:
        if is_new:
            raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error
        return (words.NOT_FOLLOWED.format(why=why(error)),)


def _followed(path: Path, catalogue: Catalogue) -> tuple[str, ...]:
    try:
        change = in_child_for(path.stat().st_size, follow, path, catalogue)
    except RefusedError:
        return ()  # whoever reads its figures says what is wrong with it
    names = (words.NEW_NAME.format(old=old, new=new) for old, new in change.renamed)
    parts = (
        (words.NEW_UNITS, ", ".join(change.added)),
        (words.NEW_NAMES, ", ".join(names)),
        (words.NEW_COLUMNS, ", ".join(change.asked)),
    )
    told = tuple(sentence.format(names=text) for sentence, text in parts if text)
    if change.stuck:
        return (words.TYPE_YOURSELF.format(what=" ".join(told)),)
    if change.content:
        write_file(path, change.content)
    return told


def follow(path: Path, catalogue: Catalogue) -> "Followed":
    """Bring the workbook up to the catalogue; runs in the child.

    Raises:
        RefusedError: It is damaged, harmful, or no workbook.
    """
    from dangvien_xlsx.excel.by_hand_following import followed
    from dangvien_xlsx.intake.examine import opened_workbook
    from dangvien_xlsx.intake.opening import read_regular
    from dangvien_xlsx.received.room import OF_OUR_OWN

    return followed(opened_workbook(path.name, read_regular(path, follow=True), room=OF_OUR_OWN).content, catalogue)


def rows_by_hand(workspace: Workspace, catalogue: Catalogue) -> list[HandRow]:
    """Read what was typed; nothing where there is no such workbook.

    Raises:
        WorkspaceError: It cannot be read: going on would lose its figures unseen.
    """
    path = workspace.by_hand_path
    if not is_there(path):
        return []
    from dangvien_xlsx.excel.by_hand_rows import Typing, read_by_hand

    try:
        book = read_own_pages(path)
        own = frozenset(fold(unit.name) for unit in catalogue.units)
        changed = arrival(book.changed, datetime.now(UTC)).at
        return read_by_hand(book.pages, Typing(BY_HAND_FILE, changed, catalogue.indicator, own))
    except ByHandError as error:
        lost = words.LOST_COLUMN.format(*error.args) if error.args else words.BROKEN
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=lost)) from error
    except RefusedError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=why_refused(error))) from error
    except OSError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=why(error))) from error
