"""Watches the children's memory from the parent, on systems that cannot bound it (Windows, macOS)."""

import multiprocessing
import threading

import psutil

from dangvien_xlsx.received.limits import CHILD_MEMORY, SECONDS_BETWEEN_LOOKS

_START = 60 * 2**20
"""Bytes that a child takes before it reads anything, at most."""


class MemoryWatch(threading.Thread):
    """Ends a child that takes more memory than a form could need; its files are then tried one by one."""

    def __init__(self) -> None:
        super().__init__(name="memory-watch", daemon=True)
        self._ended = threading.Event()

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
            taken = child.memory_info().rss
            if taken > _START + CHILD_MEMORY:
                child.kill()
        except psutil.Error:  # ended in the meantime
            return
