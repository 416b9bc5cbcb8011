"""What a reading child does to itself: bound its memory as it starts, fail without a trace, and leave when worn out."""

import os
import sys
from pathlib import Path

from dangvien_xlsx.received.limits import CHILD_MEMORY

WORN_OUT, OUT_OF_MEMORY = 75, 76
"""Exit codes: the file before left too little memory for the next one; this one took it all."""
_NO_DIALOG = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX
_started_with: list[int] = []


def limit_child(bounded: bool) -> None:
    """Bound the child's memory where the system can, and silence what a dying reader prints, dumps or pops up.

    Args:
        bounded: Whether to bound memory by the system; if not, the parent watches.
    """
    import dangvien_xlsx.intake.opening  # noqa: F401  loaded before memory is bounded and time is counted

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOG)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _started_with.append(_address_space())
        if bounded:
            limit = _started_with[0] + CHILD_MEMORY
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def leave_if_worn_out() -> None:
    """End the child before it reads on with less memory than a file may take; a fresh one goes on."""
    if _started_with and _address_space() - _started_with[0] > CHILD_MEMORY // 3:
        os._exit(WORN_OUT)


def _address_space() -> int:
    import resource

    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
