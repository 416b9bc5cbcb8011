"""The door for workbooks of our own: catalogue, figures by hand, reasons for closing, earlier summaries, others' forms.

They lie about for months and pass through many hands, so they are opened like what units send: a regular file of
bounded size first, then in a child with limits, and what a child cannot read is refused in the same words.
"""

import os
import stat
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple, ParamSpec, TypeVar

from dangvien_xlsx.intake.own_books import OwnBook, OwnPages, read_book, read_paged, why_shut
from dangvien_xlsx.intake.pools import drop, roomy_pool, stop, stop_warm, warm_pool
from dangvien_xlsx.model.errors import DangvienError, ReadersError, RefusedError
from dangvien_xlsx.received.entries import megabytes
from dangvien_xlsx.received.limits import (
    LARGEST_OWN_BESIDE,
    LARGEST_OWN_FILE,
    LARGEST_PAGED_BESIDE,
    MOST_FAILED_STARTS,
    SECONDS_A_BOOK,
    SECONDS_WITHOUT_PROGRESS,
)
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import ACCEPTANCE_FILE, BY_HAND_FILE, CATALOGUE_FILE, shorten

_MOST_KEPT = 16
_SECONDS_SURE = 2.0
"""A file that changed less than this before it was read may have changed again in the same tick of its clock."""
_LARGE = 2**20
"""Bytes of a workbook that is not kept once it was handed over: a catalogue of some 25,000 units."""
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


_Book = TypeVar("_Book", OwnBook, OwnPages)


class _State(NamedTuple):
    """By what a file is known to be the one that was read."""

    identity: int
    size: int
    changed_ns: int


class _Visit(NamedTuple):
    state: _State
    begun: float
    future: "Future[Any]"


_lock = RLock()
_visits: OrderedDict[tuple[Path, Callable[..., Any], tuple[str, ...]], _Visit] = OrderedDict()


def read_own(path: Path, *sheets: str) -> OwnBook:
    """Read a workbook of ours. With a catalogue, what lies beside it is read in the same go, for whoever asks next.

    Args:
        path: Where it lies.
        sheets: Those that are wanted, where it need not be all: a summary has a row a unit on each of seven.

    Raises:
        FileNotFoundError: It is not there.
        RefusedError: It is no regular file, too large, damaged or harmful; ``why`` always says so in words.
        ReadersError: No child can be brought to read anything.
    """
    return _read(path, read_book, *sheets)


def read_own_pages(path: Path) -> OwnPages:
    """Read a workbook of ours as a person sees it; as ``read_own``."""
    return _read(path, read_paged)


def _read(path: Path, reader: Callable[..., _Book], *sheets: str) -> _Book:
    state = _state(path)
    if state.size > _most_beside(reader):
        # What was read of a large one is not kept.
        return in_roomy_child(reader, path, *sheets)
    with _lock:
        visit = _visits.get((path, reader, sheets))
        if visit is None or not _holds(visit, state):
            visit = _visit(path, reader, state, *sheets)
            if path.name == CATALOGUE_FILE:
                _look_beside(path)
    for _ in range(MOST_FAILED_STARTS):
        try:
            read: _Book = _result(visit.future)
        except (BrokenExecutor, CancelledError):  # the pool was taken down, or the child never came up
            with _lock:
                visit = _visit(path, reader, state, *sheets)
        else:
            if state.size > _LARGE:
                _let_go(path)
            return read
    raise ReadersError(words.READERS_CANNOT_START)


def _most_beside(reader: Callable[..., Any]) -> int:
    return LARGEST_PAGED_BESIDE if reader is read_paged else LARGEST_OWN_BESIDE


def _let_go(path: Path) -> None:
    """Forget a large workbook, and end the child that has read it: both would stand beside all that follows."""
    with _lock:
        for key in [key for key in _visits if key[0] == path]:
            del _visits[key]
        if all(visit.future.done() for visit in _visits.values()):
            stop_warm()


def look_ahead(catalogue: Path) -> None:
    """Have a catalogue read, and what lies beside it, while the caller does other work; failures are told later."""
    with _lock:
        if (catalogue, read_book, ()) not in _visits:
            _look_ahead(catalogue, read_book)
            _look_beside(catalogue)


def _look_beside(catalogue: Path) -> None:
    _look_ahead(catalogue.with_name(BY_HAND_FILE), read_paged)
    _look_ahead(catalogue.with_name(ACCEPTANCE_FILE), read_book)


def in_child(function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
    """Run what opens a workbook in a child, within its limits.

    Args:
        function: Of a module, so that the child finds it.
        args: Its arguments, and ``kwargs``.

    Returns:
        What it returns.

    Raises:
        RefusedError: It took too much time or memory, or failed.
        ReadersError: No child can be brought to do anything.
    """
    for _ in range(MOST_FAILED_STARTS):
        try:
            return _result(_scheduled(function, *args, **kwargs))
        except (BrokenExecutor, CancelledError):
            continue
    raise ReadersError(words.READERS_CANNOT_START)


def in_roomy_child(
    function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Result:
    """Run what opens a large workbook of ours in a child of its own, which may take more memory; as ``in_child``."""
    for _ in range(MOST_FAILED_STARTS):
        pool = roomy_pool()
        try:
            return _result(pool.schedule(function, args=args, kwargs=kwargs, timeout=SECONDS_A_BOOK))
        except (OSError, RuntimeError, CancelledError):  # the system does not let a child start, or has just ended it
            continue
        finally:
            stop(pool)
    raise ReadersError(words.READERS_CANNOT_START)


def in_child_for(
    size: int, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Result:
    """Run what fills in or marks a workbook of ours of so many bytes, in a child as large as that takes."""
    run = in_roomy_child if size > LARGEST_PAGED_BESIDE else in_child
    return run(function, *args, **kwargs)


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise RefusedError("unreadable-file", why=why_shut(error)) from error
    if not stat.S_ISREG(status.st_mode):
        why = words.IS_FOLDER if stat.S_ISDIR(status.st_mode) else words.NOT_REGULAR
        raise RefusedError("unreadable-file", why=why)
    if status.st_size > LARGEST_OWN_FILE:
        why = words.LARGER_THAN.format(size=megabytes(status.st_size), limit=megabytes(LARGEST_OWN_FILE))
        raise RefusedError("file-too-large", why=why)
    return _State(status.st_ino, status.st_size, status.st_mtime_ns)


def _holds(visit: _Visit, state: _State) -> bool:
    return visit.state == state and visit.begun - state.changed_ns / 1e9 > _SECONDS_SURE


def _look_ahead(path: Path, reader: Callable[[Path], Any]) -> None:
    try:
        state = _state(path)
        if state.size <= _most_beside(reader):
            _visit(path, reader, state)
    except (OSError, DangvienError):  # told to whoever asks for it
        return


def _visit(path: Path, reader: Callable[..., Any], state: _State, *sheets: str) -> _Visit:
    visit = _Visit(state, time.time(), _scheduled(reader, path, *sheets))
    _visits[path, reader, sheets] = visit
    while len(_visits) > _MOST_KEPT:
        _visits.popitem(last=False)
    return visit


def _scheduled(function: Callable[..., _Result], *args: Any, **kwargs: Any) -> "Future[_Result]":
    failure: Exception | None = None
    for _ in range(MOST_FAILED_STARTS):
        pool = warm_pool()
        try:
            future: Future[_Result] = pool.schedule(function, args=args, kwargs=kwargs, timeout=SECONDS_A_BOOK)
        except (OSError, RuntimeError) as error:  # the system does not let a child start, or has just ended it
            drop(pool)
            failure = error
        else:
            return future
    raise ReadersError(words.READERS_CANNOT_START) from failure


def _result(future: "Future[_Result]") -> _Result:
    try:
        return future.result(SECONDS_WITHOUT_PROGRESS)
    except (DangvienError, BrokenExecutor, CancelledError):
        raise
    except TimeoutError as error:
        if not future.done():
            raise ReadersError(words.READERS_STUCK.format(seconds=SECONDS_WITHOUT_PROGRESS)) from error
        raise RefusedError("unreadable-file", why=words.READER_STALLED) from error
    except Exception as error:  # the child died of what it read, or a reader failed in one of its many ways
        died = isinstance(error, MemoryError) or type(error).__name__ == "ProcessExpired"
        why = words.READER_DIED if died else words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        raise RefusedError("unreadable-file", why=why) from error


def why_refused(refusal: RefusedError) -> str:
    """Return in words why a workbook of ours cannot be read."""
    return refusal.about.get("why") or (words.LOCKED if refusal.code == "encrypted-file" else refusal.code)


def is_there(path: Path) -> bool:
    """Tell whether something lies at a path, be it a link that leads nowhere: it is then to be told, not passed by."""
    return os.path.lexists(path)
