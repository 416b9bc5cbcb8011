"""Opens the window."""

import tkinter as tk
from pathlib import Path

from dangvien_xlsx.model.errors import NoScreenError
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.frame import Window
from dangvien_xlsx.window.look import claim_pixels


def open_window(folder: Path | None) -> None:
    """Open the window and stay until it is closed.

    Args:
        folder: A folder of workspaces, a workspace, or something in one; the one beside the program if not given.

    Raises:
        NoScreenError: There is no display.
    """
    claim_pixels()
    try:
        root = tk.Tk(className=words.CLASS_NAME)
    except tk.TclError as error:
        raise NoScreenError(str(error)) from error
    Window(root, folder)
    root.mainloop()
