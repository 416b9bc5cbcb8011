"""The guide at its place, the log, and what this program is."""

import platform
from collections.abc import Callable
from pathlib import Path

from dangvien_xlsx import __version__
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.steps import Step
from dangvien_xlsx.workspace.log import log_path
from dangvien_xlsx.workspace.opening import open_path

ABOUT, LOG, GUIDE = "about", "log", "guide"
_PROGRAM = Path(__file__).resolve().parents[2]
_GUIDES = ("docs/huong-dan.pdf", "huong-dan.pdf", "README.md")
_PAGES = "docs/huong-dan-{step}.pdf"
"""The guide's part about one step, where there is one."""
_LIBRARIES = ("pandas", "xlsxwriter", "python-calamine", "openpyxl", "lxml", "click", "keyring", "Pebble")


def show(page: str, tell: Callable[[str], None], tk_version: str) -> str:
    """Show a page: ``about``, ``log``, ``guide``, or the guide's part about a step.

    Args:
        page: Which.
        tell: Shows a text that is read and closed.
        tk_version: Of the Tk inside.

    Returns:
        What the user is told where there is nothing to show, blank otherwise.
    """
    if page == ABOUT:
        tell(about(tk_version))
        return ""
    if page == LOG:
        path = log_path()
        return open_path(path) if path.is_file() else words.NO_LOG
    guide = guide_path(page)
    return open_path(guide) if guide else words.NO_GUIDE


def guide_path(page: str) -> Path | None:
    """Return the file of the guide for a step, else the whole guide, else the README; none where there is none."""
    steps = [_PAGES.format(step=page)] if page in {step.value for step in Step} else []
    return next((_PROGRAM / name for name in (*steps, *_GUIDES) if (_PROGRAM / name).is_file()), None)


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
