"""The list of periods, and what opens another one."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.look import Look
from dangvien_xlsx.window.periods import Listed


class PeriodPane(ttk.Labelframe):
    """The list; ``on_open`` is told of the folder that was chosen in it."""

    def __init__(self, parent: tk.Misc, look: Look, on_open: Callable[[Path], object]) -> None:
        super().__init__(parent, text=words.PERIODS, padding=look.px(4))
        self._on_open, self._listed = on_open, {}  # type: ignore[var-annotated]
        self._is_filling = False
        columns = ("period", "state")
        self.tree = ttk.Treeview(self, columns=columns, show="headings", height=2, selectmode="browse")
        headings = ((words.PERIOD_COLUMN, 240), (words.STATE_COLUMN, 130))
        for column, (heading, width) in zip(columns, headings, strict=True):
            self.tree.heading(column, text=heading, anchor="w")
            self.tree.column(column, width=look.px(width), stretch=column == "period")
        bar = ttk.Scrollbar(self, orient="vertical", command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        self.tree.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        self.buttons = ttk.Frame(self)
        self.buttons.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(look.px(3), 0))
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.tree.bind("<<TreeviewSelect>>", self._selected)

    def show(self, periods: Sequence[Listed], current: Path | None) -> None:
        """Show the periods, with the open one selected."""
        self._is_filling = True
        self.tree.delete(*self.tree.get_children())
        self._listed = {str(index): item for index, item in enumerate(periods)}
        for key, item in self._listed.items():
            self.tree.insert("", "end", iid=key, values=(item.name, item.state))
            if current is not None and item.workspace.folder == current:
                self.tree.selection_set(key)
                self.tree.focus(key)
                self.tree.see(key)
        # Tk tells of the selection later, when it is idle; what we selected ourselves opens nothing.
        self.after_idle(self._filled)

    def _filled(self) -> None:
        self.update_idletasks()
        self._is_filling = False

    def _selected(self, _: object) -> None:
        chosen = self.tree.selection()
        if chosen and not self._is_filling:
            self._on_open(self._listed[chosen[0]].workspace.folder)
