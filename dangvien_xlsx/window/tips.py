"""A sentence beside the pointer: why a button cannot be pressed. Shown for the keyboard's focus too."""

import tkinter as tk

from dangvien_xlsx.window.look import BANNER, Look

_WAIT_MS = 500


class Tip:
    """The sentence of one widget; blank shows nothing."""

    def __init__(self, widget: tk.Widget, look: Look) -> None:
        self.text = ""
        self._widget, self._look = widget, look
        self._shown: tk.Toplevel | None = None
        self._waiting = ""
        for event in ("<Enter>", "<FocusIn>"):
            widget.bind(event, self._wait, add="+")
        for event in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<Destroy>"):
            widget.bind(event, self._hide, add="+")

    def _wait(self, _: object) -> None:
        self._hide()
        if self.text:
            self._waiting = self._widget.after(_WAIT_MS, self._show)

    def _show(self) -> None:
        self._hide()
        if not self.text or not self._widget.winfo_viewable():
            return
        self._shown = shown = tk.Toplevel(self._widget)
        shown.wm_overrideredirect(boolean=True)
        px = self._look.px
        wide = px(320)
        tk.Label(
            shown, text=self.text, font=self._look.small, wraplength=wide, justify="left", background=BANNER,
            foreground="black", relief="solid", borderwidth=1, padx=px(4), pady=px(2),
        ).pack()  # fmt: skip
        x = self._widget.winfo_rootx()
        y = self._widget.winfo_rooty() + self._widget.winfo_height() + px(2)
        shown.wm_geometry(f"+{x}+{y}")

    def _hide(self, _: object = None) -> None:
        if self._waiting:
            self._widget.after_cancel(self._waiting)
            self._waiting = ""
        if self._shown:
            self._shown.destroy()
            self._shown = None
