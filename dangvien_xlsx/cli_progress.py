"""The progress bar: on a terminal only, and only for work that is long enough."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PROGRESS_FROM = 300
"""Files from which reading takes over a second, so that a bar is worth its look."""
Progress = Callable[[int, int], None]


@contextmanager
def progress(title: str) -> Iterator[Progress | None]:
    """Show a progress bar on a terminal once the work is large enough to be worth one."""
    if not sys.stderr.isatty():
        yield None
        return
    bar: Any = None
    task: Any = None

    def advance(done: int, total: int) -> None:
        nonlocal bar, task
        if bar is None and total >= _PROGRESS_FROM:
            from rich.console import Console
            from rich.progress import Progress as Bar

            bar = Bar(console=Console(stderr=True), transient=True)
            bar.start()
            task = bar.add_task(title, total=total)
        if bar is not None:
            bar.update(task, completed=done)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()
