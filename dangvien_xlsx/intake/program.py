"""What tells this program from any other state of it."""

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import dangvien_xlsx


@cache
def program_stamp() -> str:
    """Return what tells this program from any other state of it: a module that was mended counts as another program."""
    home = Path(dangvien_xlsx.__file__).parent
    modules: list[tuple[str, int, int]] = []
    with suppress(OSError):
        _add_modules(str(home), len(str(home)), modules)
    told = [dangvien_xlsx.__version__, sys.version, sorted(modules)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _add_modules(folder: str, start: int, modules: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    _add_modules(entry.path, start, modules)
            else:
                status = entry.stat()
                modules.append((entry.path[start:], status.st_size, status.st_mtime_ns))
