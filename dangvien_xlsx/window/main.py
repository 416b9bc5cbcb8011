"""Opens the window."""

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.own import look_ahead
from dangvien_xlsx.model.errors import NoScreenError
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import periods, settings

if TYPE_CHECKING:
    from dangvien_xlsx.window.frame import Window


def open_window(folder: Path | None) -> None:
    """Open the window and stay until it is closed.

    Args:
        folder: A folder of workspaces, a workspace, or something in one; the one beside the program if not given.

    Raises:
        NoScreenError: There is no display.
    """
    made_window(folder).root.mainloop()


def made_window(folder: Path | None) -> "Window":
    """Make the window, whose loop the caller runs; as ``open_window``.

    Raises:
        NoScreenError: There is no display.
    """
    opens = periods.first(folder, periods.places_of(folder), settings.load().last)
    if opens:
        # The child that reads takes 0.2 s to come up, as long as the window to load and to be built: both at once.
        look_ahead(opens.catalogue_path)
    from dangvien_xlsx.window.frame import Window
    from dangvien_xlsx.window.look import claim_pixels

    claim_pixels()
    try:
        root = tk.Tk(className=words.CLASS_NAME)
    except tk.TclError as error:
        raise NoScreenError(str(error)) from error
    return Window(root, folder)
