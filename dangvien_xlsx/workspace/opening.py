"""Opens a file or folder with the program that the system has for it, as a double-click would."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from dangvien_xlsx.text import commands as words
from dangvien_xlsx.workspace.folder import why


def open_path(path: Path) -> str:
    """Open a file or folder; without a desktop there is nothing to open it on.

    Returns:
        What the user is told where it could not be opened, blank otherwise. What lies there stands all the same: no
        program for .xlsx is no failure of the job that wrote one.
    """
    start = getattr(os, "startfile", None)  # on Windows alone
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    on_desktop = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    try:
        if start is not None:
            start(path)
        elif on_desktop:
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(  # noqa: S603  our own file, opened as a double-click would
                [opener, path], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
            # Nobody else waits for it, and a window stays for hours: its remains would too.
            threading.Thread(target=process.wait, name="opener", daemon=True).start()
    except OSError as error:
        return words.CANNOT_OPEN.format(path=path, why=why(error))
    return ""
