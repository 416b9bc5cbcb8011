"""One worker thread: runs a job at a time and tells the window of it through a queue. No screen here."""

import queue
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dangvien_xlsx.model.errors import CatalogueError, DangvienError, StoppedError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.workspace.log import log
from dangvien_xlsx.workspace.watch import Watch


class Progressed(NamedTuple):
    """How far a job is; ``total`` 0: what was counted is done, the rest is being made."""

    done: int
    total: int


class Done(NamedTuple):
    """A job has ended, with what it returned."""

    name: str
    result: object


class Failed(NamedTuple):
    """A job could not be done: the sentence for the user, and what is wrong with the catalogue if that is why.

    ``notices``: what is told besides, such as where the mistakes are marked.
    """

    name: str
    told: str
    mistakes: tuple[Finding, ...] = ()
    was_stopped: bool = False
    error: BaseException | None = None
    notices: tuple[str, ...] = ()


class Noticed(NamedTuple):
    """What the worker has seen on the way, before its job is done."""

    value: object


Told = Progressed | Noticed | Done | Failed
Errand = Callable[[Watch], object]


@dataclass
class _Work:
    name: str
    errand: Errand
    yields: bool
    cancel: threading.Event
    begun: float


class Jobs:
    """Runs one job at a time; the thread that made this asks ``told`` now and then and is the only one to show it."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._work: _Work | None = None
        self._waiting: tuple[str, Errand, bool] | None = None

    @property
    def name(self) -> str:
        """The job that runs, blank where none does."""
        return self._work.name if self._work else ""

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self._work.begun if self._work else 0.0

    @property
    def is_busy(self) -> bool:
        """Whether a job runs that another one would have to wait for."""
        waits = self._waiting is not None and not self._waiting[2]
        return waits or (self._work is not None and not self._work.yields)

    def start(self, name: str, errand: Errand, *, yields: bool = False) -> bool:
        """Start a job, unless one runs; one that yields is stopped for it.

        Args:
            name: Of the job.
            errand: What it does, told to whoever watches; run in the worker thread, where nothing of Tk may be touched.
            yields: Whether it may be given up for the next.

        Returns:
            Whether it runs, or will at once.
        """
        if self._work is None:
            self._run(_Work(name, errand, yields, threading.Event(), time.monotonic()))
            return True
        if not self._work.yields or (self._waiting and not self._waiting[2]):
            return False
        self._waiting = (name, errand, yields)
        self._work.cancel.set()
        return True

    def cancel(self) -> None:
        """Ask the running job to stop; what it has not written it will not write."""
        self._waiting = None
        if self._work:
            self._work.cancel.set()

    def notice(self, value: object) -> None:
        """Tell the window something before the job is done; called in the worker thread."""
        self._told.put(Noticed(value))

    def told(self) -> list[Told]:
        """Return what has happened since the last call, and begin the job that waited."""
        found: list[Told] = []
        while not self._told.empty():
            item = self._told.get_nowait()
            found.append(item)
            if isinstance(item, Done | Failed):
                self._work = None
        if self._work is None and self._waiting:
            (name, errand, yields), self._waiting = self._waiting, None
            self.start(name, errand, yields=yields)
        return found

    def _run(self, work: _Work) -> None:
        self._work = work
        # A daemon: a window that is closed ends the process, whatever a network share keeps the thread waiting for.
        threading.Thread(target=self._do, args=(work,), name=f"job-{work.name}", daemon=True).start()

    def _do(self, work: _Work) -> None:
        watch = Watch(lambda done, total: self._told.put(Progressed(done, total)), work.cancel)
        self._told.put(outcome_of(work.name, work.errand, watch))


def outcome_of(name: str, errand: Errand, watch: Watch) -> Done | Failed:
    """Run an errand; whatever goes wrong comes back as a sentence for the user.

    Args:
        name: Of the job.
        errand: What it does.
        watch: Told of its progress, and may stop it.
    """
    try:
        return Done(name, errand(watch))
    except CatalogueError as error:
        told = words.CATALOGUE_WRONG.format(count=len(error.findings))
        return Failed(name, told, error.findings, error=error, notices=tuple(getattr(error, "__notes__", ())))
    except StoppedError as error:
        return Failed(name, str(error), was_stopped=True, error=error)
    except DangvienError as error:
        return Failed(name, str(error), error=error)
    except MemoryError as error:
        return Failed(name, commands.OUT_OF_MEMORY, error=error)
    except Exception as error:  # the edge: whatever we did not foresee goes to the log, never to the user's screen
        return Failed(name, commands.UNEXPECTED.format(log=log(traceback.format_exc())), error=error)
