"""Files that the mouse lets go over the window: tkDND, with which Tk takes part in the system's drag and drop."""

import tkinter as tk
from collections.abc import Callable
from pathlib import Path


def accept_drops(widget: tk.Misc, on_drop: Callable[[tuple[Path, ...]], object]) -> bool:
    """Let files, mails and folders be dropped on a widget and all that lies in it.

    Args:
        widget: Where.
        on_drop: Told of the paths, once the program that they come from has been answered: it waits for that.

    Returns:
        Whether it can be done: without the library, or where the system lets it not be loaded, the button remains.
    """
    try:
        from tkinterdnd2 import TkinterDnD

        TkinterDnD.require(widget.winfo_toplevel())
    except (ImportError, RuntimeError, tk.TclError):
        return False

    def dropped(listed: str) -> str:
        paths = tuple(Path(str(name)) for name in widget.tk.splitlist(listed))
        widget.after_idle(on_drop, paths)
        return "copy"

    # tkDND's own commands: the Python wrapper is methods put onto Tk's widgets, which no type checker sees.
    widget.tk.call("tkdnd::drop_target", "register", widget, "DND_Files")
    widget.tk.call("bind", widget, "<<Drop>>", f"{widget.register(dropped)} %D")
    return True
