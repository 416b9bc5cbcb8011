"""Takes over the periods of another copy of the program that lies beside this one: copied whole, nothing replaced."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import Progress, why

_MODULE = Path("dangvien_xlsx", "__main__.py")
_INSIDE = ("chuong-trinh", ".")
"""Where the program lies in what a clerk unpacks: in a bundle, and in a copy of the sources."""
_PERIODS = "workbooks"
_STAGING = ".dang-chep."
_OF_THE_MOMENT = (".dang-*", "~$*", "*.dangvien-tmp")
"""Who has a period open there, and half-written files: nothing of it holds for a copy."""


class Older(NamedTuple):
    """Another copy of the program, and what its ``workbooks/`` holds that is not here yet; some of it is periods."""

    folder: Path
    names: tuple[str, ...]
    periods: tuple[str, ...]


class Taken(NamedTuple):
    """The periods that were taken over, and what could not be copied."""

    periods: tuple[Path, ...]
    notices: tuple[str, ...] = ()


def older_copy(workbooks: Path) -> Older | None:
    """Return the copy beside the program whose periods were worked on last; none where there is none with any.

    Args:
        workbooks: The folder of workspaces of this copy; one that lies elsewhere has nothing beside it.
    """
    here = workbooks.resolve().parent
    if workbooks.name != _PERIODS or not _is_program(here):
        return None
    found: list[tuple[float, Older]] = []
    with suppress(OSError):
        for folder in sorted(here.parent.iterdir()):
            if folder != here and _is_program(folder):
                found += _held(folder, workbooks)
    return max(found, key=lambda item: item[0])[1] if found else None


def _is_program(folder: Path) -> bool:
    with suppress(OSError):
        return any((folder / inside / _MODULE).is_file() for inside in _INSIDE)
    return False


def _held(folder: Path, workbooks: Path) -> Iterator[tuple[float, Older]]:
    """Yield what a copy holds that is not here, with the time of its last work, if there are periods in it."""
    with suppress(OSError):
        new = sorted(path for path in (folder / _PERIODS).iterdir() if not (workbooks / path.name).exists())
        new = [path for path in new if not path.name.startswith(_STAGING)]
        periods = [path for path in new if (path / CATALOGUE_FILE).is_file()]
        if periods:
            worked = max(part.stat().st_mtime for path in periods for part in (path, *path.iterdir()))
            yield worked, Older(folder, tuple(path.name for path in new), tuple(path.name for path in periods))


def take_over(older: Older, workbooks: Path, progress: Progress | None = None) -> Taken:
    """Copy what another copy of the program holds; each period is here whole or not at all, the other stays as it is.

    Args:
        older: Where it is taken from.
        workbooks: The folder of workspaces of this copy.
        progress: Told of files copied; a ``Watch`` can stop the job as well: periods that are whole by then stay.
    """
    periods: list[Path] = []
    notices: list[str] = []
    copy = _Copying(progress, sum(1 for name in older.names for _ in (older.folder / _PERIODS / name).rglob("*")))
    for name in older.names:
        source, target = older.folder / _PERIODS / name, workbooks / name
        staging = workbooks / f"{_STAGING}{secrets.token_hex(4)}"
        try:
            if source.is_dir():
                ignored = shutil.ignore_patterns(*_OF_THE_MOMENT)
                shutil.copytree(source, staging, symlinks=True, ignore=ignored, copy_function=copy)
            else:
                copy(str(source), str(staging))
            staging.rename(target)
        except OSError as error:  # of a folder shutil tells in its own words, and at its end
            notices.append(words.ADD_PROBLEM.format(path=source, why=why(copy.problem or error)))
        else:
            periods += [target] if name in older.periods else []
        finally:
            _clear(staging)
    return Taken(tuple(periods), tuple(notices))


class _Copying:
    """Copies a file with its time: the time of saving may be all that tells when a form came."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        self.problem: OSError | None = None

    def __call__(self, source: str, target: str) -> str:
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            self.problem = error
            raise
        with suppress(OSError):
            shutil.copystat(source, target)
        self._done += 1
        if self._progress:
            self._progress(min(self._done, self._total), self._total)
        return target


def _clear(staging: Path) -> None:
    with suppress(OSError):
        if staging.is_dir():
            shutil.rmtree(staging, ignore_errors=True)
        else:
            staging.unlink(missing_ok=True)
