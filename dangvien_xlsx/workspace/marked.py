"""``danh-muc (lỗi).xlsx``: where the catalogue is wrong or doubtful; there only as long as it is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dangvien_xlsx.intake.own import in_child_for
from dangvien_xlsx.model.errors import CatalogueError, DangvienError, RefusedError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text import catalogue_help as words
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import (
    Declared,
    Workspace,
    digest_of,
    is_as_written,
    ledger_of,
    remember,
    remove_unedited,
    write_file,
)

_DOUBTED = f"{words.MARKED_FILE} < {CATALOGUE_FILE}"
"""In the folder's ledger: the digest of the catalogue whose doubts the copy shows; blank where it shows errors."""
_MOST_TOLD = 10


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
        if _mark(workspace, (*error.findings, *error.doubts), ""):
            error.add_note(words.MARKED_TOLD.format(file=path.name))
        raise
    if path.exists() and _doubted(workspace) != digest_of(workspace.catalogue_path):
        remove_unedited(path)


def mark_doubts(workspace: Workspace, declared: Declared) -> tuple[str, ...]:
    """Mark what is doubtful in a catalogue that is right, and tell of it in one line; once for the same catalogue.

    Args:
        workspace: The folder of the period.
        declared: The catalogue, and of which bytes.
    """
    doubts = declared.catalogue.doubts
    if not doubts:
        return ()
    is_there = _doubted(workspace) == declared.digest and is_as_written(marked_path(workspace))
    is_marked = is_there or _mark(workspace, doubts, declared.digest)
    told = "; ".join(item.message.rstrip(".") for item in doubts[:_MOST_TOLD])
    more = words.DOUBT_MORE.format(count=len(doubts) - _MOST_TOLD) if len(doubts) > _MOST_TOLD else ""
    remedies = {item.remedy for item in doubts}
    remedy = remedies.pop() if len(remedies) == 1 else words.DOUBT_REMEDY
    marked = words.DOUBTS_MARKED.format(file=words.MARKED_FILE) if is_marked else ""
    return (words.DOUBTS_TOLD.format(what=f"{told}{more}", remedy=remedy, marked=marked),)


def _mark(workspace: Workspace, found: tuple[Finding, ...], doubted: str) -> bool:
    """Write the copy and tell whether that went well; one that somebody typed in is not ours to write over.

    Args:
        workspace: The folder of the period.
        found: What is marked.
        doubted: The digest of the catalogue where nothing but doubts is found in it.
    """
    path = marked_path(workspace)
    with suppress(OSError, DangvienError):
        catalogue = workspace.catalogue_path
        content = in_child_for(catalogue.stat().st_size, marked_in_child, catalogue, found)
        if not path.exists() or remove_unedited(path):
            remember(path.parent, {path.name: hashlib.sha256(content).hexdigest(), _DOUBTED: doubted})
            write_file(path, content, lasting=False)
            return True
    return False


def _doubted(workspace: Workspace) -> str:
    return (ledger_of(workspace.folder).get(_DOUBTED) or [""])[-1]


def marked_in_child(path: Path, mistakes: tuple[Finding, ...]) -> bytes:
    """Make the copy; runs in the child.

    Raises:
        RefusedError: The catalogue cannot be read.
    """
    from dangvien_xlsx.excel.catalogue.marking import marked_catalogue
    from dangvien_xlsx.intake.examine import opened_workbook
    from dangvien_xlsx.intake.opening import read_regular
    from dangvien_xlsx.received.room import OF_OUR_OWN

    try:
        content = read_regular(path, follow=True)
    except OSError as error:
        raise RefusedError("unreadable-file", why=str(error)) from error
    return marked_catalogue(opened_workbook(path.name, content, room=OF_OUR_OWN).content, mistakes)
