"""Says what a process was given by its start, or ends as it is told: ``tests.test_warm`` compares two ways to start."""

import gc
import json
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from multiprocessing import process, spawn
from pathlib import Path


def state() -> dict[str, object]:
    """Return what is the same in every process that is started in the same way."""
    began_with = spawn.get_preparation_data("child")
    began_with.pop("authkey", None)
    umask = os.umask(0)
    os.umask(umask)
    return {
        "arguments": sys.argv,
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109  what the system says
        "umask": umask,
        "files": {number: _what(number) for number in sorted(map(int, os.listdir("/proc/self/fd")))},  # noqa: PTH208
        "streams": {
            name: [stream.encoding, stream.errors, stream.line_buffering, stream.isatty(), stream.newlines]
            for name, stream in (("in", sys.stdin), ("out", sys.stdout), ("err", sys.stderr))
        },
        "read": sys.stdin.read(),
        "handlers": {number.name: str(signal.getsignal(number)) for number in signal.Signals},
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "session": [os.getsid(0), os.getpgrp(), os.getpriority(os.PRIO_PROCESS, 0)],
        "places of modules": sys.path,
        "flags": str(sys.flags),
        "warnings": [sys.warnoptions, [str(entry) for entry in warnings.filters]],
        "main": [sys.modules["__main__"].__dict__.get(name) for name in ("__name__", "__file__", "__package__")],
        "children are told": {name: str(value) for name, value in sorted(began_with.items())},
        "began in": process.ORIGINAL_DIR,  # type: ignore[attr-defined]
        "threads": threading.active_count(),
        "cycles are looked for": gc.isenabled(),
    }


def _what(number: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{number}").partition(":[")[0]  # noqa: PTH115
    except FileNotFoundError:
        return "the listing of these"


def _raise() -> None:
    raise RuntimeError("đã hỏng")


def _sleep() -> None:
    Path(sys.argv[2]).write_text(str(os.getpid()), "ascii")
    time.sleep(60)


def _say_a_lot() -> None:
    print("đ\r\n" * 500_000)
    print("e" * 500_000, file=sys.stderr)


def _remember() -> None:
    os.environ["REMEMBERED"] = "x"
    os.umask(0)
    sys.path.append("remembered")
    warnings.simplefilter("error")


_ENDS: dict[str, Callable[[], object]] = {
    "state": lambda: print(json.dumps(state())),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "interrupted": lambda: os.kill(os.getpid(), signal.SIGINT),
    "raises": _raise,
    "leaves": lambda: sys.exit(7),
    "says why": lambda: sys.exit("vì sao"),
    "sleeps": _sleep,
    "says a lot": _say_a_lot,
    "remembers": _remember,
}

if __name__ == "__main__":
    _ENDS[sys.argv[1]]()
