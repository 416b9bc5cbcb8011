"""The guide at its place, the log, and what this program is."""

import platform
import tkinter as tk
from pathlib import Path

from dangvien_xlsx import __version__
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.asking import Asking
from dangvien_xlsx.window.guide_window import GuideWindow
from dangvien_xlsx.window.look import Look
from dangvien_xlsx.workspace.log import log_path
from dangvien_xlsx.workspace.opening import open_path

ABOUT, LOG, GUIDE = "about", "log", "guide"
_PROGRAM = Path(__file__).resolve().parents[2]
_TEXT = "docs/huong-dan.md"
_GUIDES = ("docs/huong-dan.pdf", "huong-dan.pdf", "README.md")
_LIBRARIES = (
    "pandas",
    "xlsxwriter",
    "python-calamine",
    "openpyxl",
    "lxml",
    "click",
    "keyring",
    "Pebble",
    "tkinterdnd2",
)


class HelpPages:
    """Shows what is asked for beside a step, or at the top."""

    def __init__(self, root: tk.Tk, look: Look, ask: Asking) -> None:
        self._root, self._look, self.ask = root, look, ask
        self.guide: GuideWindow | None = None

    def show(self, page: str) -> str:
        """Show a page: ``about``, ``log``, or the guide, at the part about a step if ``page`` is one.

        A browser cannot be told which page of a PDF to open on Windows, nor can Word; so the guide's text is shown in a
        window of our own, and the printed one with its pictures is a button in it.

        Returns:
            What the user is told where there is nothing to show, blank otherwise.
        """
        if page == ABOUT:
            self.ask.tell(about(str(self._root.tk.call("info", "patchlevel"))))
            return ""
        if page == LOG:
            path = log_path()
            return open_path(path) if path.is_file() else words.NO_LOG
        try:
            text = (_PROGRAM / _TEXT).read_text("utf-8")
        except OSError:
            return self._open_printed()
        if self.guide is None or not self.guide.winfo_exists():
            self.guide = GuideWindow(self._root, self._look, text, self._open_printed)
        self.guide.show(page)
        return ""

    def _open_printed(self) -> str:
        guide = next((_PROGRAM / name for name in _GUIDES if (_PROGRAM / name).is_file()), None)
        return open_path(guide) if guide else words.NO_GUIDE


def about(tk_version: str) -> str:
    """Return what this program is: version, licences, the Python inside."""
    from importlib import metadata

    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    versions = {"python": platform.python_version(), "tk": tk_version}
    return words.ABOUT_TEXT.format(version=__version__, libraries=", ".join(found), **versions)
