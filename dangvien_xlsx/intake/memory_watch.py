"""Watches the children's memory and CPU time from the parent, on systems that cannot bound them (Windows, macOS)."""

import multiprocessing
import threading
import time

import psutil

from dangvien_xlsx.intake.clock import Ledger, is_over
from dangvien_xlsx.received.limits import CHILD_MEMORY, SECONDS_BETWEEN_LOOKS

_START = 60 * 2**20
"""Bytes that a child takes before it reads anything, at most."""


_TOO_ALIKE = 0.05
"""CPU seconds of a child that are ours to within so much are taken for ours; the next look sees those of a real one."""


class MemoryWatch(threading.Thread):
    """Ends a child that takes more memory or time than a form could need; its files are then tried one by one."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(name="memory-watch", daemon=True)
        self._ledger = ledger
        self._ended = threading.Event()
        self._known: dict[int, psutil.Process | None] = {}
        self.stalled: set[int] = set()
        """Process ids of the children that were ended because their CPU time was over."""

    def run(self) -> None:
        """Look again and again until told to stop."""
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            for child in multiprocessing.active_children():
                if child.pid:
                    self._look(child.pid, getattr(child, "memory", CHILD_MEMORY))

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()
        self.join()

    def _look(self, pid: int, memory: int) -> None:
        try:
            # Kept: to make one costs several questions to the system, fifty times a second.
            child = self._known.setdefault(pid, None) or psutil.Process(pid)
            self._known[pid] = child
            if is_over(self._ledger, pid, _taken_by(child)):
                self.stalled.add(pid)
                child.kill()
            elif child.memory_info().rss > _START + memory:
                child.kill()
        except psutil.Error:  # ended in the meantime
            return


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process has taken so far; none if it has ended or that is not told."""
    try:
        return _taken_by(psutil.Process(pid))
    except psutil.Error:
        return 0.0


def _taken_by(child: psutil.Process) -> float:
    before = time.process_time()
    spent = child.cpu_times()
    after = time.process_time()
    taken = float(spent.user + spent.system)
    # Wine tells our own times for those of any process. While it is asked, our other threads may have taken any amount.
    return 0.0 if before - _TOO_ALIKE < taken < after + _TOO_ALIKE else taken
