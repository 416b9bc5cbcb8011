"""The foot of the window: what a job is doing, how long it will take, what came of it, and what is told besides."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.window.look import ERROR, GOOD, WARNING, Look

_MOST_SHOWN = 200


class Foot(ttk.Frame):
    """The progress of a job with a way to stop it, and the last message."""

    def __init__(self, parent: tk.Misc, look: Look, on_cancel: Callable[[], object]) -> None:
        super().__init__(parent)
        px = look.px
        self.message = tk.Text(self, height=3, wrap="word", font=look.base, state="disabled", relief="flat", width=20)
        for tag, colour in (("good", GOOD), ("warning", WARNING), ("error", ERROR)):
            self.message.tag_configure(tag, foreground=colour, font=look.bold)
        bar = ttk.Scrollbar(self, orient="vertical", command=self.message.yview)
        self.message.configure(yscrollcommand=bar.set)
        self.message.grid(row=0, column=0, columnspan=3, sticky="ew")
        bar.grid(row=0, column=3, sticky="ns")
        self.doing = ttk.Label(self, text=words.IDLE)
        self.doing.grid(row=1, column=0, sticky="w", pady=(px(3), 0))
        self.bar = ttk.Progressbar(self, length=px(240), mode="determinate")
        self.bar.grid(row=1, column=1, sticky="e", padx=px(6), pady=(px(3), 0))
        self.cancel = ttk.Button(self, text=words.CANCEL, command=on_cancel)
        self.cancel.grid(row=1, column=2, columnspan=2, sticky="e", pady=(px(3), 0))
        self.columnconfigure(0, weight=1)
        self.idle()

    def begin(self, doing: str) -> None:
        """Show that a job has begun."""
        self.doing.configure(text=words.PROGRESS_START.format(doing=doing))
        self.bar.configure(mode="indeterminate")
        self.bar.start(40)
        self.cancel.state(["!disabled"])

    def progress(self, doing: str, counts: tuple[int, int], seconds: float) -> None:
        """Show how far a job is.

        Args:
            doing: The job in words.
            counts: How many are done, of how many; of 0 where the rest cannot be counted.
            seconds: How long it has been running.
        """
        done, total = counts
        if not total:
            self.doing.configure(text=words.PROGRESS_REST.format(doing=doing))
            self.bar.configure(mode="indeterminate")
            self.bar.start(40)
            return
        self.bar.stop()
        self.bar.configure(mode="determinate", maximum=total, value=done)
        rate = done / max(seconds, 0.1)
        left = lasting((total - done) / rate if rate else 0)
        self.doing.configure(text=words.PROGRESS.format(doing=doing, done=done, total=total, rate=rate, left=left))

    def stopping(self) -> None:
        """Show that the job is asked to stop."""
        self.doing.configure(text=words.CANCELLING)
        self.cancel.state(["disabled"])

    def idle(self) -> None:
        """Show that nothing runs."""
        self.bar.stop()
        self.bar.configure(mode="determinate", maximum=1, value=0)
        self.doing.configure(text=words.IDLE)
        self.cancel.state(["disabled"])

    def say(self, told: str, notices: Sequence[str] = (), *, kind: str = "good") -> None:
        """Show a message, and what is told besides.

        Args:
            told: The sentence.
            notices: What else has to be seen to.
            kind: ``good``, ``warning`` or ``error``: its colour.
        """
        self.message.configure(state="normal")
        self.message.delete("1.0", "end")
        if told:
            self.message.insert("end", f"{one_line(words.in_window(told))}\n", kind)
        lines = list(dict.fromkeys(one_line(words.in_window(notice)) for notice in notices))
        for line in lines[:_MOST_SHOWN]:
            self.message.insert("end", f"• {line}\n")
        if len(lines) > _MOST_SHOWN:
            self.message.insert("end", words.MORE_FINDINGS.format(count=len(lines) - _MOST_SHOWN))
        self.message.configure(state="disabled", height=min(6, max(2, len(lines) + 1)))

    @property
    def said(self) -> str:
        """The message that stands there."""
        return self.message.get("1.0", "end").strip()


def lasting(seconds: float) -> str:
    """Return a span of time in words."""
    whole = max(0, round(seconds))
    if whole < 60:
        return words.SECONDS.format(seconds=whole)
    return words.MINUTES.format(minutes=whole // 60, seconds=whole % 60)
