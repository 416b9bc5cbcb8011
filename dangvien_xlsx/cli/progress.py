"""The progress bar: on a terminal only, and only for work that is long enough."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dangvien_xlsx.text import commands as words

if TYPE_CHECKING:
    from dangvien_xlsx.workspace.folder import Progress

_PROGRESS_FROM = 300
"""Files from which reading takes a while, so that a bar is worth its look."""
_SECONDS_BETWEEN = 0.1
"""How often the bar is told: more often than an eye sees would cost more than reading a file."""


@contextmanager
def progress(title: str) -> "Iterator[Progress | None]":
    """Show a progress bar with rate and time left on a terminal, once the work is large enough to be worth one."""
    if not sys.stderr.isatty():
        yield None
        return
    bar: _Bar | None = None

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and total >= _PROGRESS_FROM:
            bar = _Bar(title, total)
        if bar is not None:
            bar.show(done, total)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.close()


class _Bar:
    """A bar on the screen; ``total`` 0 says that what comes cannot be counted."""

    def __init__(self, title: str, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
        console = Console(stderr=True)
        self._screen: Any = Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
        self._screen.start()
        self._task = self._screen.add_task(title, total=total, told="")
        self._counts = True
        self._started = self._shown = time.monotonic()

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not total and self._counts:
            self._counts = False
            self._screen.remove_task(self._task)
            self._task = self._screen.add_task(words.REST_PROGRESS, total=None, told="")
        elif total and (done == total or now - self._shown >= _SECONDS_BETWEEN):
            self._shown = now
            rate = done / max(now - self._started, _SECONDS_BETWEEN)
            told = words.TOLD_PROGRESS.format(done=done, total=total, rate=rate)
            self._screen.update(self._task, completed=done, total=total, told=told, refresh=done == total)

    def close(self) -> None:
        self._screen.stop()
