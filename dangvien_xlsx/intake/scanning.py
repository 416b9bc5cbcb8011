"""Finds everything that lies in a folder, and says what each thing is before anybody opens it."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import whole

_JUNCTION = 0xA0000003


class Source(NamedTuple):
    """A file to be read.

    ``path``: below the folder, with forward slashes, fit to be shown and unique. ``name``: the same as the system has
    it, which need not be text. ``problem``: why it must not even be opened, blank where it may be.
    """

    path: str
    size: int
    changed: datetime
    name: str
    problem: str = ""


def source_of(folder: Path, path: Path) -> Source:
    """Describe what lies below a folder; a link is described, not followed.

    Raises:
        OSError: It is gone.
    """
    return _source(path.relative_to(folder).as_posix(), path.lstat())


def _source(name: str, status: os.stat_result) -> Source:
    changed = datetime.fromtimestamp(max(status.st_mtime, 0), UTC)
    return Source(whole(name), status.st_size, changed, name, _problem(status))


def scan(folder: Path) -> list[Source]:
    """List everything below a folder that is not a folder, in a fixed order; a folder that stays shut is listed too."""
    sources: dict[str, Source] = {}
    shut: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=shut.append):
        folders.sort()
        links = [name for name in folders if _is_link(Path(place, name))]
        folders[:] = [name for name in folders if name not in links]
        below = Path(place).relative_to(folder).as_posix()
        for name in sorted([*names, *links]):
            _add(sources, name if below == "." else f"{below}/{name}", f"{place}{os.sep}{name}")
    for error in shut:
        path = Path(os.fsdecode(error.filename or folder))
        if path != folder:
            why = words.FOLDER_CLOSED.format(why=error.strerror or type(error).__name__)
            _add(sources, path.relative_to(folder).as_posix(), str(path), why)
    return sorted(sources.values(), key=lambda source: source.path)


def _add(sources: dict[str, Source], name: str, path: str, problem: str = "") -> None:
    try:
        source = _source(name, os.lstat(path))
    except OSError:  # gone since the folder was listed: still named, since it was seen
        source = Source(whole(name), 0, datetime.now(UTC), name, words.VANISHED)
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


def _is_link(path: Path) -> bool:
    try:
        return _leads_elsewhere(path.lstat())
    except OSError:
        return False
