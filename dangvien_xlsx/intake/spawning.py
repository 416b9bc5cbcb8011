"""How a child of ours is started: Python takes modules for it from nowhere but its own folders."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from threading import RLock
from types import ModuleType
from typing import Any

from dangvien_xlsx.received.limits import CHILD_MEMORY, OWN_CHILD_MEMORY


def _put_off(name: str) -> None:
    """Let a module be loaded when something of it is first asked for, if ever."""
    if name in sys.modules:
        return
    stand_in = ModuleType(name)

    def asked(attribute: str) -> Any:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    vars(stand_in)["__getattr__"] = asked
    sys.modules[name] = stand_in


# Pebble loads both for coroutines, which we have none of: a fifth of a child's start, and of ours.
_put_off("asyncio")
_put_off("pebble.asynchronous")
# Paths load urllib, and that loads this for addresses of the web in brackets, which we have none of: 2 ms.
_put_off("ipaddress")
_ONE_AT_A_TIME = RLock()
"""The environment belongs to the whole process."""


@contextmanager
def _without_current_folder() -> Iterator[None]:
    """Let what is started now look for modules in Python's own folders alone, until it is told our places.

    A child runs ``python -c``, which looks in the current folder first: received files may lie there, and a
    ``pickle.py`` among them would be run. An empty entry of PYTHONPATH means the current folder too.
    """
    with _ONE_AT_A_TIME:
        before = {name: os.environ.get(name) for name in ("PYTHONPATH", "PYTHONSAFEPATH")}
        os.environ.pop("PYTHONPATH", None)
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


class SafeProcess(SpawnProcess):
    """A spawned process that finds nothing in the current folder; it gets the places of its modules from its parent.

    ``memory``: the bytes that it may take beyond what it starts with.
    """

    memory = CHILD_MEMORY

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802  the name that multiprocessing calls
        with _without_current_folder():
            return SpawnProcess._Popen(process_obj)


class SafeContext(SpawnContext):
    """What Pebble takes its processes from. Spawned on every system: a child holds nothing of ours."""

    Process = SafeProcess


class RoomyProcess(SafeProcess):
    """One for a single large workbook of our own."""

    memory = OWN_CHILD_MEMORY


class RoomyContext(SafeContext):
    """The same for a single large workbook of our own."""

    Process = RoomyProcess


def safe_context(*, is_roomy: bool = False) -> SafeContext:
    """Return the context; whatever process multiprocessing keeps for itself is started safely as well."""
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        with _without_current_folder():
            resource_tracker.ensure_running()
    return RoomyContext() if is_roomy else SafeContext()
