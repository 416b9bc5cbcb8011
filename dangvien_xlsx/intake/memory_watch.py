"""Watches the children's memory and CPU time from the parent, on systems that cannot bound them (Windows, macOS)."""

import multiprocessing
import threading

import psutil

from dangvien_xlsx.intake.clock import Ledger, is_over
from dangvien_xlsx.received.limits import CHILD_MEMORY, SECONDS_BETWEEN_LOOKS

_START = 60 * 2**20
"""Bytes that a child takes before it reads anything, at most."""


class MemoryWatch(threading.Thread):
    """Ends a child that takes more memory or time than a form could need; its files are then tried one by one."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(name="memory-watch", daemon=True)
        self._ledger = ledger
        self._ended = threading.Event()
        self.stalled: set[int] = set()
        """Process ids of the children that were ended because their CPU time was over."""

    def run(self) -> None:
        """Look again and again until told to stop."""
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            for child in multiprocessing.active_children():
                if child.pid:
                    self._look(child.pid)

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()
        self.join()

    def _look(self, pid: int) -> None:
        try:
            child = psutil.Process(pid)
            if is_over(self._ledger, pid, cpu_of(pid)):
                self.stalled.add(pid)
                child.kill()
            elif child.memory_info().rss > _START + CHILD_MEMORY:
                child.kill()
        except psutil.Error:  # ended in the meantime
            return


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process has taken so far; none for one that has ended."""
    try:
        spent = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(spent.user + spent.system)
