"""The pools of reading children: how one is started, and one that is kept warm for whoever reads next."""

import atexit
import sys
from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.child import limit_child
from dangvien_xlsx.intake.clock import Ledger, new_ledger
from dangvien_xlsx.intake.spawning import safe_context

if TYPE_CHECKING:
    from pebble import ProcessPool

BOUNDED_BY_SYSTEM = sys.platform == "linux"
"""Whether the system bounds a child's memory; elsewhere the parent watches."""
_lock = RLock()
_warm: list["ProcessPool"] = []
"""None or one, with one child."""
_ledgers: list[Ledger] = []


def new_pool(workers: int, bounded: bool, ledger: Ledger | None = None, *, is_roomy: bool = False) -> "ProcessPool":
    """Start a pool.

    Args:
        workers: Children at a time.
        bounded: Whether the system is to bound their memory and time.
        ledger: Where they tell how long they may go on, if it does not.
        is_roomy: Whether they may take as much memory as a large workbook of our own needs.
    """
    from pebble import ProcessPool

    context = safe_context(is_roomy=is_roomy)
    limits = (bounded, ledger, context.Process.memory)
    return ProcessPool(workers, initializer=limit_child, initargs=limits, context=context)


def roomy_pool() -> "ProcessPool":
    """Start a pool for a single large workbook of our own, to be stopped by the caller when that is read."""
    return new_pool(1, BOUNDED_BY_SYSTEM, _watched_ledger(), is_roomy=True)


def warm_pool() -> "ProcessPool":
    """Return the pool that reads our own workbooks; it comes up while the parent does other work."""
    with _lock:
        if _warm and not _warm[0].active:
            stop(_warm.pop())
        if not _warm:
            _warm.append(new_pool(1, BOUNDED_BY_SYSTEM, _watched_ledger()))
        return _warm[0]


def come_up() -> None:
    """Let the child of the warm pool come up, if it can; if not, whoever needs it is told."""
    with suppress(OSError, RuntimeError):
        _ = warm_pool().active


def _watched_ledger() -> Ledger | None:
    """Have the warm child watched where the system cannot bound it; return what it writes into for that."""
    if BOUNDED_BY_SYSTEM:
        return None
    if not _ledgers:
        from dangvien_xlsx.intake.memory_watch import MemoryWatch

        _ledgers.append(new_ledger(safe_context()))
        MemoryWatch(_ledgers[0]).start()
    return _ledgers[0]


def drop(pool: "ProcessPool") -> None:
    """Give up a pool that proved useless."""
    with _lock:
        if pool in _warm:
            _warm.remove(pool)
    stop(pool)


def taken_pool(workers: int, bounded: bool, ledger: Ledger | None) -> "ProcessPool":
    """Return a pool for the caller alone: the warm one where it will do, since starting a child takes 0.3 s.

    Args:
        workers: Children at a time.
        bounded: Whether the system is to bound their memory and time.
        ledger: Where they tell how long they may go on, if it does not.
    """
    with _lock:
        if workers == 1 and bounded == BOUNDED_BY_SYSTEM and ledger is None and _warm and _warm[0].active:
            return _warm.pop()
    return new_pool(workers, bounded, ledger)


def stop(pool: "ProcessPool") -> None:
    """Take a pool's children down."""
    pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves stop() without types
    pool.join()


@atexit.register
def stop_warm() -> None:
    """Take down the child that is kept warm; done at the end of the process, if that ends in order."""
    with _lock:
        while _warm:
            stop(_warm.pop())
