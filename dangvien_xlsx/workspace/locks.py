"""One lock a workspace for every command that writes: two runs at once neither lose nor double anything.

The system's own lock on one small file, because it ends with its process, however that one dies, on this computer and
over a network share: a stale one cannot be. Locking is twenty lines of it; the library for it takes 0.2 s to import
(measured, filelock 4.3), a quarter of a short run.
"""

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from dangvien_xlsx.model.errors import InUseError, WorkspaceError
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.workspace.folder import Workspace, why
from dangvien_xlsx.workspace.marked import marking
from dangvien_xlsx.workspace.outputs import refuse_crossed

LOCK_FILE = ".dang-ghi.json"
"""In the workspace: locked while a command writes, and says which one. It stays: taking it away would be a race."""
WINDOW_FILE = ".dang-mo.json"
"""In the workspace: locked while a window shows it, and says which one."""
WAIT_SECONDS = 10.0
"""How long a command waits for another one: most are done within two seconds, and the clerk wants both."""
_SECONDS_BETWEEN = 0.05
_FAR = 2**30
"""Where in the file Windows locks one byte: what it locks nobody else can read, and the holder's name must be read."""
_LONGEST = 2_000
_held: dict[tuple[Path, int], int] = {}
"""How often each thread of this process holds a folder: a job that calls another one holds it already."""

P = ParamSpec("P")
R = TypeVar("R")


class Holder(NamedTuple):
    """Who writes in a workspace: the command, since when, on which computer, in which process; blank if unknown."""

    command: str = ""
    since: str = ""
    computer: str = ""
    process: str = ""

    def told(self, folder: Path, command: str) -> str:
        """Return the sentence for whoever comes second."""
        return words.IN_USE.format(
            folder=folder,
            holder=words.COMMAND_NAMES.get(self.command, words.UNKNOWN_COMMAND),
            since=self.since or "?",
            computer=self.computer or "?",
            process=self.process or "?",
            command=words.COMMAND_NAMES[command],
        )


@contextmanager
def locked(workspace: Workspace, command: str, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold a workspace while something is written in it.

    Args:
        workspace: The folder of the period. One that this user cannot write needs no lock, and one without a catalogue
            is left as it is: the job refuses it.
        command: Which command writes, as ``COMMAND_NAMES`` knows it.
        wait_seconds: How long to wait for another one; ``WAIT_SECONDS`` if not given.

    Raises:
        InUseError: Another run writes there, and did not end in time.
        WorkspaceError: The lock can neither be made nor read, or a folder that is written to leads to the originals.
    """
    key = (workspace.folder.resolve(), threading.get_ident())
    if key in _held:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    is_workspace = command == "init" or workspace.catalogue_path.exists()
    if is_workspace:
        refuse_crossed(workspace)
    descriptor = _open(workspace.folder / LOCK_FILE) if is_workspace else None
    if descriptor is None:
        yield
        return
    try:
        _take(descriptor, workspace, command, WAIT_SECONDS if wait_seconds is None else wait_seconds)
        _held[key] = 1
        try:
            yield
        finally:
            del _held[key]
            _give_back(descriptor)
    finally:
        os.close(descriptor)


class Presence:
    """That somebody has a workspace open in a window: it hinders nobody, the second one is told of the first.

    ``other``: who has it open already, none where nobody has, or where nobody can tell.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.other: Holder | None = None
        self._descriptor: int | None = None
        with suppress(OSError, WorkspaceError):
            self._descriptor = _open(workspace.folder / WINDOW_FILE)
            if self._descriptor is None:
                return
            if _try_lock(self._descriptor):
                _write(self._descriptor, _us("window"))
            else:
                self.other = _holder(self._descriptor)

    def end(self) -> None:
        """Say that it is not open any more."""
        if self._descriptor is not None:
            if self.other is None:
                _give_back(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


def writes(command: str) -> Callable[[Callable[Concatenate[Workspace, P], R]], Callable[Concatenate[Workspace, P], R]]:
    """Make a job that writes in the workspace, its first argument, hold the lock while it runs.

    A catalogue with mistakes, which stops the job, leaves its marked copy.

    Args:
        command: Which command the job is, as ``COMMAND_NAMES`` knows it.
    """

    def holding(job: Callable[Concatenate[Workspace, P], R]) -> Callable[Concatenate[Workspace, P], R]:
        @wraps(job)
        def run(workspace: Workspace, /, *args: P.args, **settings: P.kwargs) -> R:
            with locked(workspace, command), marking(workspace):
                return job(workspace, *args, **settings)

        return run

    return holding


def _holder(descriptor: int) -> Holder:
    """Return who writes now, as the lock's file says; it is only shown, never acted upon."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        read = json.loads(os.read(descriptor, _LONGEST).decode("utf-8"))
        return Holder(*(shorten(str(read.get(field, ""))) for field in Holder._fields))
    except (OSError, ValueError, AttributeError, RecursionError):
        return Holder()


def _open(path: Path) -> int | None:
    """Open the lock's file; nothing where it is not there and cannot be made, as this user can write nothing there."""
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOINHERIT", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o666)
    except OSError as error:
        first = error
    try:
        return os.open(path, os.O_RDONLY | flags)  # another user's, whose mode lets us read: that can be locked too
    except FileNotFoundError:
        if isinstance(first, PermissionError) or getattr(first, "errno", 0) == _READ_ONLY:
            return None
        raise WorkspaceError(words.CANNOT_WRITE.format(path=path, why=why(first))) from first
    except OSError as error:
        raise WorkspaceError(words.CANNOT_WRITE.format(path=path, why=why(error))) from error


def _take(descriptor: int, workspace: Workspace, command: str, wait_seconds: float) -> None:
    until = time.monotonic() + wait_seconds
    try:
        while not _try_lock(descriptor):
            if time.monotonic() >= until:
                raise InUseError(_holder(descriptor).told(workspace.folder, command))
            time.sleep(_SECONDS_BETWEEN)
    except OSError as error:  # a share that knows no locks
        path = workspace.folder / LOCK_FILE
        raise WorkspaceError(words.NO_LOCKS.format(path=path, why=why(error))) from error
    _write(descriptor, _us(command))


def _us(command: str) -> Holder:
    return Holder(command, f"{datetime.now(VIETNAM):%H:%M:%S %d/%m/%Y}", socket.gethostname(), f"{os.getpid()}")


def _give_back(descriptor: int) -> None:
    _write(descriptor, None)
    with suppress(OSError):
        _unlock(descriptor)


def _write(descriptor: int, holder: Holder | None) -> None:
    """Say who holds the lock. It is a help for people: a full disk must not stop what the lock is for."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        if holder:
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(holder._asdict(), ensure_ascii=False).encode("utf-8", "replace"))


if sys.platform == "win32":
    import errno
    import msvcrt

    _READ_ONLY = errno.EROFS

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK, 0):  # 0: Wine does not say why
                return False
            raise
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import errno
    import fcntl

    _READ_ONLY = errno.EROFS

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                return False
            raise
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
