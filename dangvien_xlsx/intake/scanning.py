"""Finds everything that lies in a folder, and says what each thing is before anybody opens it."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.moments import arrival
from dangvien_xlsx.received.limits import DEEPEST_FOLDER, LONGEST_PATH
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import one_line

_JUNCTION = 0xA0000003
_LATEST = datetime(9999, 12, 30, tzinfo=UTC).timestamp()


class Source(NamedTuple):
    """A file to be read.

    ``path``: below the folder, with forward slashes, fit to be shown and unique. ``name``: the same as the system has
    it, which need not be text. ``problem``: why it must not even be opened, blank where it may be. ``changed``: when it
    came, by the folder; ``claimed``: what the folder says in words, where that cannot be.
    """

    path: str
    size: int
    changed: datetime
    name: str
    problem: str = ""
    claimed: str = ""


def source_of(folder: Path, path: Path) -> Source:
    """Describe what lies below a folder; a link is described, not followed.

    Raises:
        OSError: It is gone.
    """
    return _source(path.relative_to(folder).as_posix(), path.lstat())


def _source(name: str, status: os.stat_result) -> Source:
    # Some file systems count beyond the year 9999, which no date here can.
    changed = datetime.fromtimestamp(min(max(status.st_mtime, 0), _LATEST), UTC)
    came = arrival(changed, datetime.now(UTC))
    return Source(one_line(name), status.st_size, came.at, name, _problem(status), came.claimed)


def scan(folder: Path) -> list[Source]:
    """List everything below a folder that is not a folder, in a fixed order; a folder that stays shut is listed too.

    Raises:
        WorkspaceError: The folder itself is not there, is none, or stays shut: nobody knows then what has come.
    """
    sources: dict[str, Source] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below if below else folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise WorkspaceError(_no_folder(folder, error)) from error
            why = words.FOLDER_CLOSED.format(why=error.strerror or type(error).__name__)
            _add(sources, below, f"{folder}{os.sep}{below}", why)
            continue
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if not _is_folder(entry):
                _add(sources, name, entry.path)
            elif name.count("/") < DEEPEST_FOLDER and len(name) < LONGEST_PATH:
                waiting.append(name)
            else:
                _add(sources, name, entry.path, words.FOLDER_DEEP)
    return sorted(sources.values(), key=lambda source: source.path)


def _no_folder(folder: Path, error: OSError) -> str:
    told = words.NO_RECEIVED if isinstance(error, FileNotFoundError) else words.RECEIVED_NO_FOLDER
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        return words.RECEIVED_SHUT.format(folder=folder, why=error.strerror or type(error).__name__)
    return told.format(folder=folder)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Tell whether something is a folder to go into; a link or a junction is none."""
    try:
        return entry.is_dir(follow_symlinks=False) and not _leads_elsewhere(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _add(sources: dict[str, Source], name: str, path: str, problem: str = "") -> None:
    try:
        source = _source(name, os.lstat(path))
    except OSError:  # gone since the folder was listed: still named, since it was seen
        source = Source(one_line(name), 0, datetime.now(UTC), name, words.VANISHED)
    if problem:
        source = source._replace(problem=problem, size=0)
    number, shown = 1, source.path
    while shown in sources:  # two names that are no text may look the same
        number += 1
        shown = f"{source.path} ({number})"
    sources[shown] = source if shown == source.path else source._replace(path=shown)


def _problem(status: os.stat_result) -> str:
    if _leads_elsewhere(status):
        return words.LINK
    return "" if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode) else words.NOT_REGULAR


def _leads_elsewhere(status: os.stat_result) -> bool:
    """Tell whether something is a link, or a junction of Windows, which no link test sees."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION
