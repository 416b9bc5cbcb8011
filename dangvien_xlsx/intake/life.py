"""Signs of life of the reading children: whether they get anything done, however slowly the computer lets them."""

import multiprocessing
import os
import sys
import time
from pathlib import Path


def cpu_of_children() -> float:
    """Return the CPU seconds that the living children have taken so far, all together."""
    return sum(_cpu_of(child.pid) for child in multiprocessing.active_children() if child.pid)


def end_children() -> set[int]:
    """End all children, whatever they wait for; return their process ids."""
    ended = set()
    for child in multiprocessing.active_children():
        if child.pid:
            ended.add(child.pid)
        child.kill()
    return ended


class Silence:
    """How long nothing has moved: no CPU time taken, nothing done. A busy computer is slow, but it is never silent."""

    def __init__(self) -> None:
        self._last: tuple[int, float] | None = None
        self._since = time.monotonic()

    def seconds(self, done: int) -> float:
        """Return how long nothing has moved.

        Args:
            done: How much is done by now.
        """
        now = (done, cpu_of_children())
        if now != self._last:
            self._last, self._since = now, time.monotonic()
        return time.monotonic() - self._since


def _cpu_of(pid: int) -> float:
    if sys.platform == "linux":
        try:
            # After the name in parentheses, which may hold anything: user and system time, in ticks.
            fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:  # ended in the meantime
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    from dangvien_xlsx.intake.memory_watch import cpu_of

    return cpu_of(pid)
