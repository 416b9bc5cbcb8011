"""Watches what lies in a period's folder by looking again every few seconds: that works on network shares too."""

import queue
import threading
from contextlib import suppress
from typing import NamedTuple

from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.errors import DangvienError
from dangvien_xlsx.workspace.folder import Workspace

SECONDS_BETWEEN = 3.0
"""Between two looks. A look at 57 files takes a millisecond; notices of the system do not cross a network share."""

Stamp = tuple[int, int]
"""Size and time of the last change, in nanoseconds."""


class Snapshot(NamedTuple):
    """What lies there: the files of ``nhan-ve/`` by name, and the two workbooks that a clerk types into."""

    received: dict[str, tuple[int, float]]
    catalogue: Stamp | None
    by_hand: Stamp | None


def snapshot(workspace: Workspace) -> Snapshot:
    """Look at names, sizes and times; nothing is opened. A folder that stays shut is empty: its job will tell why."""

    received: dict[str, tuple[int, float]] = {}
    with suppress(DangvienError, OSError):
        received = {item.path: (item.size, item.changed.timestamp()) for item in scan(workspace.received)}
    paths = (workspace.catalogue_path, workspace.by_hand_path)
    stamps: list[Stamp | None] = []
    for path in paths:
        try:
            status = path.stat()
            stamps.append((status.st_size, status.st_mtime_ns))
        except OSError:
            stamps.append(None)
    return Snapshot(received, *stamps)


def differs(read: Snapshot, there: Snapshot) -> bool:
    """Tell whether anything that is counted has changed."""
    return (read.received, read.by_hand) != (there.received, there.by_hand)


def new_files(before: Snapshot, now: Snapshot) -> int:
    """Return how many files have come."""
    return len(now.received.keys() - before.received.keys())


class Watcher:
    """Looks again and again, in a thread of its own: a share that has gone away must not hold up the window."""

    def __init__(self, workspace: Workspace, seconds: float = SECONDS_BETWEEN) -> None:
        self._workspace, self._seconds = workspace, seconds
        self._found: queue.SimpleQueue[Snapshot] = queue.SimpleQueue()
        self._end = threading.Event()
        threading.Thread(target=self._watch, name="watch-inbox", daemon=True).start()

    def end(self) -> None:
        """Stop looking."""
        self._end.set()

    def found(self) -> Snapshot | None:
        """Return the newest look that the one after it agreed with; a file that is still growing is not there yet."""
        last = None
        while not self._found.empty():
            last = self._found.get_nowait()
        return last

    def _watch(self) -> None:
        before = told = None
        while not self._end.is_set():
            now = snapshot(self._workspace)
            if now == before and now != told:
                self._found.put(now)
                told = now
            before = now
            self._end.wait(self._seconds)
