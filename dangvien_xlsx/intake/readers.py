"""Reads received files in child processes: a file that kills, stalls or bloats its reader takes only itself along."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.intake.child import OUT_OF_MEMORY, WORN_OUT, clock, leave_if_worn_out, load_everything
from dangvien_xlsx.intake.clock import STALLED, Ledger, new_ledger
from dangvien_xlsx.intake.life import Silence, end_children
from dangvien_xlsx.intake.pools import BOUNDED_BY_SYSTEM, stop, taken_pool
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.intake.spawning import safe_context
from dangvien_xlsx.intake.tasks import KeptReading, Opened, Task, Visit, joined
from dangvien_xlsx.model.errors import ReadersError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.entries import Reading, unread
from dangvien_xlsx.received.limits import (
    BYTES_A_SECOND,
    CHUNK_FILES,
    FILES_A_WORKER,
    MOST_FAILED_STARTS,
    MOST_RENEWALS,
    MOST_WORKERS,
    SECONDS_ALONE,
    SECONDS_AT_FIRST,
    SECONDS_BETWEEN_SIGNS,
    SECONDS_OF_SILENCE,
    SECONDS_WITHOUT_PROGRESS,
)
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

if TYPE_CHECKING:
    from pebble import ProcessPool

    from dangvien_xlsx.intake.memory_watch import MemoryWatch


class _Last(NamedTuple):
    """What is tried once more when nothing else runs; ``named``: the entries that are refused if that fails too."""

    source: Source
    visit: Visit
    named: tuple[ReceivedFile, ...] = ()


class _Try(NamedTuple):
    """A task under way; ``last``: what it is the last try of."""

    task: Task
    future: "Future[Opened]"
    last: _Last | None = None


class Readers:
    """Child processes that read files. Start it early: the children come up while the parent does other work.

    A child reads many files at one go. When it dies or stalls, its files are tried one by one; when a single one still
    fails, it is listed in case it contains others, and those are tried in the same way. Nothing is refused before its
    last try when all else is done, so that no verdict hangs on what the computer was busy with.
    """

    def __init__(
        self,
        folder: Path,
        sources: Sequence[Source],
        reading: Reading,
        bounded: bool = BOUNDED_BY_SYSTEM,
        keep: Callable[[Sequence[KeptReading]], object] | None = None,
    ) -> None:
        """Prepare to read; nothing is started.

        Args:
            folder: Of the received files.
            sources: What is read at once; ``add`` takes more.
            reading: What is asked of each.
            bounded: Whether the system bounds memory and time; if not, this process watches.
            keep: Given the readings that may be kept for the next run.
        """
        self._folder = folder
        self._first = list(sources)
        self._count = 0
        self._keep = keep
        self._visit = Visit(reading)
        self._bounded = bounded
        self._pool: ProcessPool | None = None
        self._watch: MemoryWatch | None = None
        self._renewals = 0
        self._failed_starts = 0
        self._tries: deque[_Try] = deque()
        self._waiting: deque[_Last] = deque()
        self._ledger: Ledger | None = None
        self._silent: set[int] = set()
        self._stopping: Thread | None = None

    def __enter__(self) -> "Readers":
        first, self._first = self._first, []
        self.add(first)
        return self

    def add(self, sources: Sequence[Source]) -> None:
        """Have further files read; all of them before the results are asked for."""
        if not sources:
            return
        self._count += len(sources)
        if not self._bounded and not self._ledger:
            self._ledger = new_ledger(safe_context())
        for start in range(0, len(sources), CHUNK_FILES):
            self._submit(sources[start : start + CHUNK_FILES], self._visit)
        if not self._bounded and not self._watch:
            from dangvien_xlsx.intake.memory_watch import MemoryWatch

            self._watch = MemoryWatch(self._ledger)
            self._watch.start()

    def __exit__(self, *_: object) -> None:
        if self._watch:
            self._watch.stop()
        if self._stopping:
            self._stopping.join()
        self._stop_pool()

    def _new_pool(self) -> "ProcessPool":
        workers = max(1, min(MOST_WORKERS, os.cpu_count() or 1, self._count // FILES_A_WORKER))
        return taken_pool(workers, self._bounded, self._ledger)

    def _stop_pool(self) -> None:
        if self._pool:
            stop(self._pool)
            self._pool = None

    def _submit(self, sources: Iterable[Source], visit: Visit, last: _Last | None = None) -> None:
        task = Task(self._folder, tuple(sources), visit, alone=last is not None, keeps=self._keep is not None)
        future: Future[Opened] | None = None
        while future is None:
            try:
                if not self._pool or not self._pool.active:
                    # A child that dies between two tasks, ended for want of memory, takes Pebble's pool along.
                    self._stop_pool()
                    self._pool = self._new_pool()
                future = self._pool.schedule(read_task, args=(task,))
            except (OSError, RuntimeError) as failure:  # the system does not let a child start
                self._stop_pool()
                self._mind_failed_start(failure)
        self._tries.append(_Try(task, future, last))

    def _mind_failed_start(self, failure: BaseException) -> None:
        """Count children that ended before they took anything: a few in a row are the computer's doing, not a file's.

        Raises:
            ReadersError: There were too many.
        """
        self._failed_starts += 1
        if self._failed_starts >= MOST_FAILED_STARTS:
            raise ReadersError(words.READERS_CANNOT_START) from failure

    def _finished(self, future: "Future[Opened]") -> "Future[Opened]":
        """Wait for a task, for as long as anything at all is getting done.

        Raises:
            ReadersError: Nothing has been for a long time.
        """
        silence = Silence()
        while not wait([future], SECONDS_BETWEEN_SIGNS).done:
            quiet = silence.seconds(sum(attempt.future.done() for attempt in self._tries))
            if future.running() and quiet > SECONDS_OF_SILENCE:
                self._silent |= end_children()
            elif quiet > SECONDS_WITHOUT_PROGRESS:
                raise ReadersError(words.READERS_STUCK.format(seconds=SECONDS_WITHOUT_PROGRESS))
        return future

    def results(self) -> Iterator[ReceivedFile]:
        """Yield every file's entry, in no particular order."""
        while self._tries or self._waiting:
            if not self._tries:
                last = self._waiting.popleft()
                self._submit([last.source], last.visit, last)
            attempt = self._tries.popleft()
            try:
                opened = self._finished(attempt.future).result()
            except ReadersError:
                raise
            except Exception as error:  # however the child failed, what it held in its hands is tried in smaller parts
                yield from self._try_smaller(attempt, error)
            else:
                self._failed_starts = 0
                if self._keep and opened.kept:
                    self._keep(opened.kept)
                yield from opened.files
                if opened.pending:
                    self._try_inside(attempt, opened.pending)
        # Taking the children down is mere waiting: the caller need not wait along.
        self._stopping = Thread(target=self._stop_pool)
        self._stopping.start()

    def _try_smaller(self, attempt: _Try, error: Exception) -> Iterator[ReceivedFile]:
        (source, *others), visit = attempt.task.sources, attempt.task.visit
        if isinstance(error, BrokenExecutor):
            if not self._pool or not self._pool.active:
                self._mind_failed_start(error)  # once for each pool: the next task makes a new one
        else:
            self._failed_starts = 0
        if _is_no_fault(error) and self._renewals < MOST_RENEWALS + self._count:
            self._renewals += 1
            self._submit(attempt.task.sources, visit, attempt.last)
            return
        if others:
            for each in attempt.task.sources:
                self._submit([each], visit)
        elif attempt.last:
            yield from self._refused(attempt.last, error)
        elif visit.listing:
            self._waiting.append(_Last(source, visit))
        elif len(visit.only) > 1:
            for path in sorted(visit.only):
                self._submit([source], visit._replace(only=frozenset([path])))
        else:
            self._submit([source], visit._replace(listing=True))

    def _try_inside(self, attempt: _Try, pending: tuple[ReceivedFile, ...]) -> None:
        """Go on after a listing: a single file has its last try; of a container, its files are tried."""
        (source,), visit = attempt.task.sources, attempt.task.visit._replace(listing=False)
        if visit.only or [entry.path for entry in pending] == [source.path]:
            self._waiting.append(_Last(source, visit, pending))
            return
        paths = [entry.path for entry in pending]
        for start in range(0, len(paths), CHUNK_FILES):
            only = frozenset(paths[start : start + CHUNK_FILES])
            self._submit([source], visit._replace(only=only))

    def _refused(self, last: _Last, error: Exception) -> Iterator[ReceivedFile]:
        """Yield what failed in its last try too."""
        why = self._why(error)
        for entry in last.named:
            refused = unread(entry.path, entry.size, entry.received, why, entry.sha256)
            yield refused._replace(sender=entry.sender, subject=entry.subject)
        if not last.named:
            yield self._given_up(last.source, why)

    def _given_up(self, source: Source, why: str) -> ReceivedFile:
        from dangvien_xlsx.intake.opening import digest_of

        sha256 = digest_of(self._folder / source.name)
        return unread(source.path, source.size, source.changed, why, sha256)

    def _why(self, error: Exception) -> str:
        ended_by_us = self._silent | (self._watch.stalled if self._watch else set())
        if getattr(error, "exitcode", None) == STALLED or getattr(error, "pid", None) in ended_by_us:
            return words.READER_STALLED
        # Pebble's ProcessExpired and Python's MemoryError: the reader is gone; anything else it said itself.
        if isinstance(error, MemoryError) or type(error).__name__ == "ProcessExpired":
            return words.READER_DIED
        return words.READER_FAILED.format(why=shorten(type(error).__name__))


def _is_no_fault(error: Exception) -> bool:
    """Tell whether a child ended for another reason than the files in its hands."""
    return isinstance(error, BrokenExecutor) or getattr(error, "exitcode", None) == WORN_OUT


def read_task(task: Task) -> Opened:
    """Read a chunk of files; runs in the child, which has loaded what it needs; the parent never does."""
    from dangvien_xlsx.intake.opening import read_source, to_keep
    from dangvien_xlsx.intake.sharing import Sharing

    if task.alone:
        load_everything()
    leave_if_worn_out()
    opened = []
    seconds = SECONDS_ALONE if task.alone else SECONDS_AT_FIRST
    try:
        for source in task.sources:
            clock().allow(seconds + source.size / BYTES_A_SECOND)
            opened.append(read_source(task, source))
        clock().allow(seconds + sum(source.size for source in task.sources) / BYTES_A_SECOND)
        # All at one go: between two files each text takes twice as long, since the processor has forgotten how.
        kept = tuple(to_keep(task, opened))
        read = joined(opened, kept)
        sharing = Sharing()  # what is the same is sent once, and stands in the parent's memory once
        return read._replace(files=tuple([sharing.file(file) if file.submissions else file for file in read.files]))
    except MemoryError:
        # What is left of a child without memory would fail good files too.
        os._exit(OUT_OF_MEMORY)
    finally:
        clock().stop()
