"""What a child of a test does: loop in compiled code, as a library does on a harmful file."""

import re
from pathlib import Path

from dangvien_xlsx.intake.child import clock, limit_child
from dangvien_xlsx.intake.clock import Ledger


def loop_for_ever(bounded: bool, ledger: Ledger | None) -> None:
    """Start as a reading child does, then match for years; no line of Python runs meanwhile."""
    limit_child(bounded, ledger)
    clock().allow(0.3)
    re.match(r"(a+)+$", "a" * 60 + "b")


def most_memory() -> int:
    """Return the bytes that a child may take beyond what it has."""
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return resource.getrlimit(resource.RLIMIT_AS)[0] - pages * resource.getpagesize()
