"""Counts the units of a period in a process of its own, which loads pandas while this one reads and judges.

Loading pandas is a third of the double-click's work, and nothing waits for it until all units are judged. The process
is kept for the next count; whatever becomes of it, the count is made here instead, and is the same.
"""

import gc
import os
import signal
import sys
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.intake.spawning import SafeProcess, safe_context
from dangvien_xlsx.received.limits import SECONDS_WITHOUT_PROGRESS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from dangvien_xlsx.excel.writing.rows import RowMaker
    from dangvien_xlsx.result.figures import Figures, UnitRows


_FEWEST_ROWS = 3_000
"""Units and files of a period from which its rows are made there: two thousand gain nothing, four thousand 60 ms."""
_BEHIND = 4
"""How much this process gives way while it loads: what reads and judges comes before what counts."""


class _Counter(NamedTuple):
    process: SafeProcess
    line: "Connection"


_lock = Lock()
_counters: list[_Counter] = []
"""None or one."""


def count_ahead() -> None:
    """Let the process come up, if none is there; where none can be started, the count is made here later."""
    with _lock:
        if _counters or "pandas" in sys.modules:
            return
        ours, theirs = safe_context().Pipe()
        process = SafeProcess(target=serve, args=(theirs,), daemon=True)
        try:
            process.start()
        except (OSError, RuntimeError):  # the system does not let a child start, or is just ending us
            ours.close()
        else:
            _counters.append(_Counter(process, ours))
        theirs.close()


def figures_of(rows: "UnitRows") -> "Figures":
    """Return the sums and counts of the units."""
    with _lock:
        if _counters:
            with suppress(OSError, EOFError):
                line = _counters[0].line
                line.send(rows)
                if line.poll(SECONDS_WITHOUT_PROGRESS):
                    counted: Figures = line.recv()
                    return counted
            _drop()
    from dangvien_xlsx.result.table import figures

    return figures(rows)


@contextmanager
def row_maker(rows: int) -> "Iterator[RowMaker | None]":
    """Lend the process to make the rows of a summary; none where it does not pay, or there is no process.

    Args:
        rows: How many units and files the summary shows.
    """
    with _lock:
        counter = _counters.pop() if _counters and rows >= _FEWEST_ROWS and _has_cores() else None
    if counter is None:
        yield None
        return
    from dangvien_xlsx.pipeline.row_making import RowsElsewhere

    maker = RowsElsewhere(counter.line)
    try:
        yield maker
        maker.end()
    finally:
        with _lock:
            is_kept = maker.is_through and not _counters
            if is_kept:
                _counters.append(counter)
        if not is_kept:
            counter.process.kill()
            maker.stop()


def _has_cores() -> bool:
    return (os.cpu_count() or 1) > 1


def stop_counting() -> None:
    """Take the process down."""
    with _lock:
        _drop()


def _drop() -> None:
    while _counters:
        process, line = _counters.pop()
        line.close()
        process.kill()


def serve(line: "Connection") -> None:
    """Count for the parent until it is gone; runs in the process. What fails ends it: the parent then fails by itself.

    Args:
        line: Rows come in, figures go out.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it goes when its parent goes
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform != "win32":
        os.nice(_BEHIND)
    gc.disable()  # while pandas is loaded, the search for cycles takes a tenth of the time and finds none
    try:
        from dangvien_xlsx.result.figures import UnitRows
        from dangvien_xlsx.result.table import figures

        while True:
            asked = line.recv()
            if isinstance(asked, UnitRows):
                line.send(figures(asked))
            else:
                from dangvien_xlsx.pipeline.row_making import make_rows

                make_rows(line)
    finally:
        os._exit(0)  # taking pandas down in order costs a third of a short run
