"""The log of unexpected failures: in a folder of this user alone, where nobody else reads, replaces or redirects it."""

import os
import stat
import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dangvien_xlsx import __version__

LOG_VARIABLE = "DANGVIEN_XLSX_LOG"
"""Names the file to take instead; the launchers set it."""
_NAME = "dangvien_xlsx.log"
_LARGEST = 2 * 2**20
"""Bytes: a larger log is begun anew."""


def log(details: str) -> str:
    """Append an unexpected failure to the log; return the log's path, a hyphen where it can be written nowhere."""
    line = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {__version__} {sys.version}\n{details}\n"
    named = os.environ.get(LOG_VARIABLE)
    for path in (Path(named),) if named else (own_folder() / _NAME, None):
        with suppress(OSError, RuntimeError):
            return str(_append(path or Path(tempfile.mkdtemp(prefix="dangvien_xlsx-"), _NAME), line))
    return "-"


def log_path() -> Path:
    """Return where the log is, whether or not there is one yet."""
    named = os.environ.get(LOG_VARIABLE)
    return Path(named) if named else own_folder() / _NAME


def own_folder() -> Path:
    """Return where programs of this user keep such things: never the temporary folder that all users share."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "dangvien_xlsx")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "dangvien_xlsx"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "dangvien_xlsx")


def _append(path: Path, line: str) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if not os.environ.get(LOG_VARIABLE):
        _refuse_foreign(path.parent)
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "ab") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            raise OSError
        if status.st_size > _LARGEST:
            stream.truncate(0)
        stream.write(line.encode("utf-8", "backslashreplace"))
    return path


def _refuse_foreign(folder: Path) -> None:
    """Refuse a folder that is a link, or that another user owns or may write to."""
    if os.name == "nt":
        return
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise OSError
    if status.st_mode & 0o077:
        folder.chmod(0o700)
