"""The clock of a reading child: CPU time, so that a busy computer gives the same answer as an idle one.

Where the system can end a child by its CPU time, the child sets that up itself: a reader that loops in compiled code
runs no Python any more. Elsewhere it writes into a ledger how far it may go, and the parent, which watches its memory,
looks.
"""

import os
import signal
import sys
import time
from multiprocessing.context import BaseContext
from typing import Any

from dangvien_xlsx.received.limits import MOST_TIMES_SLOWER, SECONDS_TO_START

STALLED = -int(getattr(signal, "SIGPROF", 0))
"""The exit code of a child that the system ended because its CPU time was over."""
_SLOTS = 4093
"""Places of the ledger: a prime, so that two children at a time hardly ever share one."""
Ledger = Any
"""Doubles in shared memory: for each place a process id and the CPU seconds at which that process is to end."""


def new_ledger(context: BaseContext) -> Ledger:
    """Return an empty ledger, to be handed to children as they start; it has no lock that a dying child could keep."""
    return context.RawArray("d", 2 * _SLOTS)


def is_over(ledger: Ledger, pid: int, spent: float) -> bool:
    """Tell whether a child has had more CPU seconds than it may.

    Args:
        ledger: What the children write into.
        pid: The child.
        spent: CPU seconds of the child since it started.
    """
    place = 2 * (pid % _SLOTS)
    return bool(ledger[place] == pid and spent > ledger[place + 1])


class Clock:
    """Bounds the CPU time of what the child does, in seconds of a computer like the one where they were measured."""

    def __init__(self, ledger: Ledger | None) -> None:
        self._ledger = ledger
        # A slow computer took long to start as well. On a usual one this is 1: what is fast is not bounded tighter.
        self._slower = min(max(1.0, time.process_time() / SECONDS_TO_START), MOST_TIMES_SLOWER)

    def allow(self, seconds: float) -> None:
        """Let the child go on for so many CPU seconds from now, whatever it had left."""
        self._end_after(seconds * self._slower)

    def stop(self) -> None:
        """Count no more: what the child does now is no file's doing."""
        self._end_after(0.0)

    def _end_after(self, seconds: float) -> None:
        if self._ledger is not None:
            place = 2 * (os.getpid() % _SLOTS)
            self._ledger[place] = 0
            self._ledger[place + 1] = time.process_time() + seconds
            self._ledger[place] = os.getpid() if seconds else 0
        elif sys.platform != "win32":
            # Without a handler the signal ends the process, whatever it is doing; setting it to 0 takes it back.
            signal.setitimer(signal.ITIMER_PROF, seconds)
