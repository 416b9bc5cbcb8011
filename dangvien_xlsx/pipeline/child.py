"""What a reading child does to itself as it starts: bound its memory, and fail without a trace."""

import os
import sys
from pathlib import Path

from dangvien_xlsx.excel.guards import CHILD_MEMORY

_NO_DIALOG = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX


def limit_child(bounded: bool) -> None:
    """Bound the child's memory where the system can, and silence what a dying reader prints, dumps or pops up.

    Args:
        bounded: Whether to bound memory by the system; if not, the parent watches.
    """
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOG)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if bounded and sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        limit = pages * resource.getpagesize() + CHILD_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
