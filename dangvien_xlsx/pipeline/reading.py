"""Reads received files in child processes: a file that kills, stalls or bloats its reader takes only itself along."""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.excel.intake import examine, unread
from dangvien_xlsx.excel.package import LARGEST_FILE
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

if TYPE_CHECKING:
    from pebble import ProcessPool

CHUNK_FILES = 64
"""Files a child reads at one go: enough that handing them over costs little beside reading them."""
SECONDS_A_CHUNK = 2.0
"""A chunk of good files takes a tenth of a second; one that takes longer is read again file by file."""
SECONDS_A_FILE = 1.5
"""What one file may take by itself, many times what the slowest good one does."""
CHILD_MEMORY = 400 * 2**20
"""Bytes of address space that a child may take beyond what it starts with."""
FILES_A_WORKER = 400
"""Below this many files, starting one more child costs more than it brings."""


class Source(NamedTuple):
    """A file to be read: its path below ``nhan-ve/`` with forward slashes, bytes, and time of last change."""

    path: str
    size: int
    changed: datetime


class Task(NamedTuple):
    """What a child is handed: a chunk of files, and what it needs to know to read them."""

    folder: Path
    sources: tuple[Source, ...]
    not_before: datetime
    indicators: tuple[Indicator, ...]


def source_of(folder: Path, path: Path) -> Source:
    """Describe a file below a folder; a link is described, not followed."""
    status = path.lstat()
    relative = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")
    return Source(relative, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))


def scan(folder: Path) -> list[Source]:
    """List every file below a folder, in a fixed order. Links are listed but not followed."""
    sources = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        sources += [source_of(folder, Path(place, name)) for name in names]
    return sorted(sources, key=lambda source: source.path)


class Readers:
    """Child processes that read files. Start it early: the children come up while the parent does other work."""

    def __init__(
        self, folder: Path, sources: Sequence[Source], not_before: datetime, indicators: tuple[Indicator, ...]
    ) -> None:
        self._task = Task(folder, (), not_before, indicators)
        self._sources = list(sources)
        self._pool: ProcessPool | None = None
        self._chunks: list[tuple[Task, Future[list[ReceivedFile]]]] = []

    def __enter__(self) -> "Readers":
        if self._sources:
            from pebble import ProcessPool

            workers = max(1, min(os.cpu_count() or 1, len(self._sources) // FILES_A_WORKER))
            # Spawned on every system, so that a child holds nothing of ours and all systems behave alike.
            self._pool = ProcessPool(workers, initializer=limit_child, context=get_context("spawn"))
            for start in range(0, len(self._sources), CHUNK_FILES):
                self._submit(self._sources[start : start + CHUNK_FILES], SECONDS_A_CHUNK)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves stop() without types
            self._pool.join()

    def _submit(self, sources: Sequence[Source], seconds: float) -> None:
        task = Task(self._task.folder, tuple(sources), self._task.not_before, self._task.indicators)
        if self._pool:
            self._chunks.append((task, self._pool.schedule(read_task, args=(task,), timeout=seconds)))

    def results(self) -> Iterator[ReceivedFile]:
        """Yield every file's entry, in no particular order."""
        while self._chunks:
            task, future = self._chunks.pop(0)
            try:
                read = future.result()
            except Exception as error:  # however the child failed, the files in its hands are tried one by one
                if len(task.sources) > 1:
                    for source in task.sources:
                        self._submit([source], SECONDS_A_FILE)
                    continue
                read = [_given_up(task, error)]
            yield from read


def read_task(task: Task) -> list[ReceivedFile]:
    """Read a chunk of files; runs in the child."""
    return [_read_source(task, source) for source in task.sources]


def _read_source(task: Task, source: Source) -> ReceivedFile:
    path = task.folder / source.path
    if source.size > LARGEST_FILE:
        return unread(source.path, source.size, source.changed, "", digest_of(path))
    try:
        content = b"" if path.is_symlink() else path.read_bytes()
    except OSError as error:
        reason = words.CANNOT_OPEN.format(why=error.strerror or type(error).__name__)
        return unread(source.path, source.size, source.changed, reason)
    try:
        return examine(source.path, content, source.changed, task.not_before, task.indicators)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside calamine arrives as a BaseException
        reason = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        return unread(source.path, source.size, source.changed, reason, digest_of(path))


def _given_up(task: Task, error: Exception) -> ReceivedFile:
    source = task.sources[0]
    why = words.READER_STALLED if isinstance(error, TimeoutError) else words.READER_DIED
    return unread(source.path, source.size, source.changed, why, digest_of(task.folder / source.path))


def digest_of(path: Path) -> str:
    """Return a file's SHA-256 without holding the file in memory; blank where it cannot be read."""
    import hashlib

    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def limit_child() -> None:
    """Bound a child's memory and silence what a dying reader prints; runs in the child as it starts."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        limit = pages * resource.getpagesize() + CHILD_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
