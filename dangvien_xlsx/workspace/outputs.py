"""Where a file that a user names may be written: never over an original, a file of the program's own, or a device."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dangvien_xlsx.model.errors import WorkspaceError, WrongUseError
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import ACCEPTANCE_FILE, BOOK_FILE, BY_HAND_FILE, CATALOGUE_FILE, PASSAGES_FILE
from dangvien_xlsx.workspace.folder import FORMS, RECEIVED, RESULTS, RETURNED, Workspace

DRAFTS, OLD = "thu-gui", "cu"
"""Folders of drafts, and of what is obsolete in another."""
_OWN = {CATALOGUE_FILE, BY_HAND_FILE, ACCEPTANCE_FILE, PASSAGES_FILE, "anh-xa.json"}
_OWN_FOLDERS = (FORMS, RETURNED, DRAFTS)
_OWN_RESULTS = ("tong-hop-", "cong-van-")


def refuse_output(path: Path, workspace: Workspace | None = None) -> None:
    """Refuse a place to write that a user names where something would be lost that is no output of a command.

    Args:
        path: As the user names it; that it is there already is no reason by itself.
        workspace: The one that is worked in; whichever the path leads into counts as well.

    Raises:
        WrongUseError: It lies among originals, is a file of the program's own, or is no regular file.
    """
    try:
        named = Path(os.path.abspath(path))  # noqa: PTH100  links are not followed: nhan-ve may be one itself
        ways = dict.fromkeys((named, path.parent.resolve() / path.name, path.resolve()))
        received = [item.received.resolve() for item in (workspace,) if item]
        for way in ways:
            if _is_original(way, received):
                raise WrongUseError(words.OUTPUT_RECEIVED.format(path=path))
            if _is_own(way):
                raise WrongUseError(words.OUTPUT_OWN.format(path=path))
        if os.path.lexists(path) and path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise WrongUseError(words.OUTPUT_NO_FILE.format(path=path))
    except (OSError, RuntimeError, ValueError):
        # A name that the system does not even look up is refused where it is written, with the system's reason.
        return


def _workspaces_above(way: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield each workspace that a path lies in, with the rest of the path, which capitals do not tell apart."""
    for place in way.parents:
        if (place / CATALOGUE_FILE).exists():
            yield place, tuple(part.casefold() for part in way.relative_to(place).parts)


def _is_original(way: Path, received: list[Path]) -> bool:
    found = [*received]
    for place, rest in _workspaces_above(way):
        if rest[0] == RECEIVED:
            return True
        found.append((place / RECEIVED).resolve())
    return any(way.is_relative_to(place) for place in found)


def _is_own(way: Path) -> bool:
    name = way.name.casefold()
    if name.startswith(BOOK_FILE):  # SQLite's journal of it has its name and a further ending
        return True
    for _, rest in _workspaces_above(way):
        if name.startswith(".") or (len(rest) == 1 and name in {*_OWN, *_OWN_FOLDERS, RESULTS}):
            return True
        if len(rest) > 1 and (
            rest[0].startswith(_OWN_FOLDERS) or (rest[0] == RESULTS and name.startswith(_OWN_RESULTS))
        ):
            return True
    return False


def refuse_crossed(workspace: Workspace) -> None:
    """Refuse to work where a folder that is written to is, or leads to, the one that holds the originals.

    Raises:
        WorkspaceError: It does; nothing has been written.
    """
    try:
        received = workspace.received.resolve()
        inside = [item for item in workspace.folder.iterdir() if item.name.startswith((*_OWN_FOLDERS, RESULTS))]
        for place in (*inside, *(item / OLD for item in inside)):
            if place.resolve().is_relative_to(received):
                raise WorkspaceError(words.CROSSED_FOLDERS.format(path=place, received=workspace.received))
    except (OSError, RuntimeError):
        return  # what cannot be looked at cannot be written either, and is told there
