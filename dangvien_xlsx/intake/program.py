"""What tells this program from any other state of it."""

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import dangvien_xlsx

BUILD_FILE = "ban-dung.txt"
"""In the program's folder of a bundle, whose files are all of one day: the SHA-256 of all that is in it."""
_LIBRARIES = ("site-packages", "dist-packages")
"""Folders that change when a library is put in or taken out."""


@cache
def program_stamp() -> str:
    """Return what tells this program from any other state of it: a module that was mended counts as another program."""
    home = Path(dangvien_xlsx.__file__).parent
    modules: list[tuple[str, int, int]] = []
    build = b""
    with suppress(OSError):
        _add_modules(str(home), len(str(home)), modules)
        if any(name[1:] == BUILD_FILE for name, *_ in modules):
            build = (home / BUILD_FILE).read_bytes()
    told = [dangvien_xlsx.__version__, sys.version, build.hex(), _libraries(), sorted(modules)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _libraries() -> list[tuple[str, int]]:
    """Return the folders of libraries, and when one was last put in or taken out."""
    found = []
    for folder in sys.path:
        if os.path.basename(folder) in _LIBRARIES:  # noqa: PTH119  a start of the program is no time for paths
            with suppress(OSError):
                found.append((folder, os.stat(folder).st_mtime_ns))  # noqa: PTH116
    return found


def _add_modules(folder: str, start: int, modules: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    _add_modules(entry.path, start, modules)
            else:
                status = entry.stat()
                modules.append((entry.path[start:], status.st_size, status.st_mtime_ns))
