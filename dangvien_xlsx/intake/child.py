"""What a reading child does to itself: bound its memory and time, fail without a trace, and leave when worn out."""

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from dangvien_xlsx.intake.clock import Clock, Ledger
from dangvien_xlsx.received.limits import CHILD_MEMORY, LIBRARIES_MEMORY

WORN_OUT, OUT_OF_MEMORY = 75, 76
"""Exit codes: the file before left too little memory for the next one; this one took it all."""
ROOMS_OF_READING = ("dangvien_xlsx.excel.reading", "dangvien_xlsx.excel.form", "dangvien_xlsx.received")
"""Packages of ours whose modules are all loaded for a last try."""
LOADED_FOR_SOME = (
    *("msoffcrypto.format.ooxml", "msoffcrypto.format.xls97", "xml.dom.expatbuilder", "olefile"),
    *("dangvien_xlsx.mail.unpack", "dangvien_xlsx.mail.mime", "dangvien_xlsx.mail.outlook"),
    *(
        "dangvien_xlsx.mail.winmail",
        "dangvien_xlsx.mail.objects",
        "email.parser",
        "email.policy",
        "email.utils",
        "email.generator",
    ),
    *("cryptography.hazmat.backends.openssl.backend", "quopri", "xml.parsers.expat", "decimal", "fractions"),
)
"""What else reading loads only when a file asks for it; a test keeps this complete."""
_NO_DIALOG = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX
_started_with: list[int] = []
_clocks: list[Clock] = []


def limit_child(bounded: bool, ledger: Ledger | None = None, memory: int = CHILD_MEMORY) -> None:
    """Bound the child's memory where the system can, and silence what a dying reader prints, dumps or pops up.

    Args:
        bounded: Whether to bound memory and time by the system; if not, the parent watches.
        ledger: Where the child tells the parent how long it may go on, if the parent watches.
        memory: Bytes that it may take beyond what it starts with.
    """
    import dangvien_xlsx.intake.opening  # noqa: F401  loaded before memory is bounded and time is counted

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    _clocks[:] = [Clock(ledger)]
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOG)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _started_with[:] = [_address_space()]
        if bounded:
            limit = _started_with[0] + memory
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit + LIBRARIES_MEMORY))


def clock() -> Clock:
    """Return the child's clock."""
    return _clocks[0]


def load_everything() -> None:
    """Load what any file may ask for, so that neither its time nor its memory is counted against a file."""
    from pkgutil import iter_modules

    rooms = [import_module(room) for room in ROOMS_OF_READING]
    own = [f"{room.__name__}.{module.name}" for room in rooms for module in iter_modules(room.__path__)]
    for name in (*own, *LOADED_FOR_SOME):
        # Whatever does not load fails where a file asks for it, and is told there.
        with suppress(ImportError):
            import_module(name)
    if sys.platform != "linux" or not _started_with:
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    _started_with[:] = [_address_space()]
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (min(_started_with[0] + CHILD_MEMORY, hard), hard))


def leave_if_worn_out() -> None:
    """End the child before it reads on with less memory than a file may take; a fresh one goes on."""
    if _started_with and _address_space() - _started_with[0] > CHILD_MEMORY // 3:
        os._exit(WORN_OUT)


def _address_space() -> int:
    import resource

    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
