"""How the window looks: sharp on screens of high density, a font that has Vietnamese, colours of the states."""

import sys
import tkinter as tk
from contextlib import suppress
from tkinter import font, ttk

from dangvien_xlsx.model.submission import State

_FAMILIES = ("Segoe UI", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial")
"""Fonts with all of Vietnamese, the system's own first. X11 may give Tk a bitmap font without ế and ữ."""
_POINTS = 9
_DOTS_AT_100 = 96 / 72
"""What Tk calls the scaling of a screen at 100%: pixels a point."""
STATE_COLOURS = {
    State.REPORTED: "#e3f3e6",
    State.ZERO: "#fff4d6",
    State.EXHAUSTED: "#e9e9e9",
    State.INVALID: "#fbdcd8",
    State.MISSING: "#fbe6e3",
    State.NOT_APPLICABLE: "#f4f4f4",
}
"""Beside the word, never instead of it."""
ERROR, WARNING, GOOD, QUIET, BANNER = "#a61b0f", "#8a5a00", "#1d6b2f", "#595959", "#fff2b3"


def claim_pixels() -> None:
    """Tell Windows that this process draws its own pixels, else it is magnified and blurred. Before any window."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):  # before Windows 8.1 there is no such call
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


class Look:
    """The fonts and measures of one window."""

    def __init__(self, root: tk.Tk) -> None:
        self._scaling = float(root.tk.call("tk", "scaling"))
        style = ttk.Style(root)
        if root.tk.call("tk", "windowingsystem") == "x11" and "clam" in style.theme_names():
            style.theme_use("clam")  # elsewhere the system's own is the default
        families = set(font.families(root))
        family = next((name for name in _FAMILIES if name in families), None)
        for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkCaptionFont", "TkTooltipFont"):
            with suppress(tk.TclError):
                named = font.nametofont(name, root=root)
                named.configure(size=_POINTS if sys.platform != "darwin" else named.cget("size"))
                if family:
                    named.configure(family=family)
        self.base = font.nametofont("TkDefaultFont", root=root)
        self.bold = self._made(root, weight="bold")
        self.small = self._made(root, size=_POINTS - 1)
        self.title = self._made(root, size=_POINTS + 3, weight="bold")
        self._styles(root, style)

    def px(self, pixels: int) -> int:
        """Return so many pixels of a screen at 100% on this one."""
        return max(1, round(pixels * self._scaling / _DOTS_AT_100))

    def _made(self, root: tk.Tk, size: int = _POINTS, weight: str = "normal") -> font.Font:
        made = self.base.copy()
        made.configure(size=size, weight="bold" if weight == "bold" else "normal")
        made.name  # noqa: B018  kept alive by this object, not by Tk
        return made

    def _styles(self, root: tk.Tk, style: ttk.Style) -> None:
        height = self.base.metrics("linespace") + self.px(6)
        style.configure("Treeview", rowheight=height)
        style.configure("Treeview.Heading", font=self.bold)
        pad = (self.px(6), self.px(2))
        style.configure("TButton", padding=pad, width=0)
        narrow = (self.px(4), self.px(1))
        style.configure("Step.TButton", padding=narrow, width=0)
        style.configure("NextStep.TButton", padding=narrow, width=0, font=self.bold, background="#cfe3ff")
        style.map("NextStep.TButton", background=[("active", "#b7d4ff"), ("disabled", "#e6e6e6")])
        style.configure("Next.TButton", padding=pad, width=0, font=self.bold, background="#cfe3ff")
        style.map("Next.TButton", background=[("active", "#b7d4ff"), ("disabled", "#e6e6e6")])
        style.configure("Step.TLabel", font=self.bold)
        style.configure("Quiet.TLabel", font=self.small, foreground=QUIET)
        style.configure("Title.TLabel", font=self.title)
        style.configure("Banner.TFrame", background=BANNER)
        style.configure("Banner.TLabel", background=BANNER, font=self.bold)
        style.configure("TLabelframe.Label", font=self.bold)
