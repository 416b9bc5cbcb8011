"""The clerk's guide in a window of its own, at the place that was asked for: no other program has to open it there."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.guide import MARKS, PARTS, blocks
from dangvien_xlsx.window.look import BANNER, Look

_COLUMNS, _LINES = 84, 30


class GuideWindow(tk.Toplevel):
    """The guide; pictures are left to the printed one, which a button opens."""

    def __init__(self, parent: tk.Misc, look: Look, text: str, on_print: Callable[[], object]) -> None:
        super().__init__(parent)
        self.title(words.GUIDE_TITLE)
        px = look.px
        row = ttk.Frame(self, padding=px(8))
        row.pack(side="bottom", fill="x")
        close = ttk.Button(row, text=words.CLOSE_WINDOW, command=self.destroy)
        close.pack(side="right")
        ttk.Button(row, text=words.GUIDE_PRINTED, command=on_print).pack(side="right", padx=px(6))
        self.text = tk.Text(
            self, wrap="word", width=_COLUMNS, height=_LINES, font=look.base, relief="flat",
            padx=px(14), pady=px(10), spacing1=px(2), spacing3=px(3),
        )  # fmt: skip
        bar = ttk.Scrollbar(self, orient="vertical", command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.text.pack(side="left", fill="both", expand=True)
        self.text.tag_configure("heading", font=look.title, spacing1=px(12))
        self.text.tag_configure("bold", font=look.bold)
        self.text.tag_configure("listed", lmargin1=px(14), lmargin2=px(30))
        self.text.tag_configure("here", background=BANNER)
        self.headings: dict[str, tuple[str, str]] = {}
        self._fill(text)
        self.text.configure(state="disabled")
        self.bind("<Escape>", lambda _: self.destroy())
        close.focus_set()

    def _fill(self, text: str) -> None:
        number = 0
        for kind, block in blocks(text):
            number = number + 1 if kind == "number" else 0
            if kind == "picture":
                continue
            start = self.text.index("end-1c")
            self._write(kind, block, number)
            if kind.startswith("heading"):
                self.headings[block.split(" ")[0]] = (start, self.text.index("end-1c"))
        self.text.insert("end", "\n" * _LINES)  # the last part can come to the top as well

    def _write(self, kind: str, block: str, number: int) -> None:
        if kind.startswith("heading"):
            self.text.insert("end", f"{block}\n", "heading")
            return
        tags = ("listed",) if kind in ("number", "bullet") else ()
        mark = f"{number}.  " if kind == "number" else "–  " if kind == "bullet" else ""
        self.text.insert("end", mark, tags)
        for part in MARKS.split(block):
            self.text.insert("end", part.strip("*"), (*tags, "bold") if part.startswith("*") else tags)
        self.text.insert("end", "\n", tags)

    def show(self, step: str) -> None:
        """Bring the part about a step to the top; the beginning if it is about none."""
        self.text.tag_remove("here", "1.0", "end")
        part = self.headings.get(PARTS.get(step, ""))
        if part:
            self.text.tag_add("here", *part)
        # Where a line is can be told only once the lines above it are wrapped, which Tk else does when it is idle.
        self.update_idletasks()
        self.text.tk.call(self.text, "sync")
        self.text.yview(part[0] if part else "1.0")
        self.lift()
