"""What the window asks in windows of their own: a new period, a password, a reason."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import filedialog, ttk
from typing import NamedTuple

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.window.look import ERROR, Look
from dangvien_xlsx.window.periods import Listed, Wanted, checked, proposed


class Dialog(tk.Toplevel):
    """A window that is answered before anything else: Enter agrees, Esc does not."""

    def __init__(self, parent: tk.Misc, look: Look, title: str, agree: str) -> None:
        super().__init__(parent)
        self.title(title)
        self.look, self.agreed = look, False
        top = parent.winfo_toplevel()
        if top.winfo_viewable() and isinstance(top, tk.Wm):
            self.transient(top)
        self.resizable(width=False, height=False)
        self.body = ttk.Frame(self, padding=look.px(10))
        self.body.pack(fill="both", expand=True)
        self.body.columnconfigure(1, weight=1)
        self.problem = ttk.Label(self, foreground=ERROR, wraplength=look.px(460), padding=(look.px(10), 0))
        self.problem.pack(fill="x")
        row = ttk.Frame(self, padding=look.px(10))
        row.pack(fill="x")
        self.no = ttk.Button(row, text=words.CANCEL, command=self.destroy)
        self.no.pack(side="right")
        self.yes = ttk.Button(row, text=agree, style="Next.TButton", command=self._agree)
        self.yes.pack(side="right", padx=look.px(6))
        self.bind("<Return>", lambda _: self._agree())
        self.bind("<Escape>", lambda _: self.destroy())
        self._row = 0

    def entry(self, label: str, value: str = "", *, show: str = "", width: int = 34) -> ttk.Entry:
        """Add a line to type into.

        Args:
            label: Beside it.
            value: What stands there.
            show: What is shown for each letter, blank for the letter itself.
            width: Letters.
        """
        entry = ttk.Entry(self.body, width=width, show=show)
        entry.insert(0, value)
        self.add(label, entry)
        return entry

    def add(self, label: str, widget: tk.Widget) -> None:
        """Add a widget with its label."""
        pad = self.look.px(3)
        ttk.Label(self.body, text=label).grid(row=self._row, column=0, sticky="w", pady=pad, padx=(0, self.look.px(8)))
        widget.grid(row=self._row, column=1, sticky="ew", pady=pad)
        self._row += 1

    def wrong(self) -> tuple[str, ...]:
        """Return what has to be mended before this can be agreed to; also takes over what was typed."""
        return ()

    def ask(self, first: tk.Widget) -> bool:
        """Show it, wait for the answer, and return whether it was agreed to."""
        self.update_idletasks()
        parent = self.master
        x = parent.winfo_rootx() + max(0, (parent.winfo_width() - self.winfo_reqwidth()) // 2)
        y = parent.winfo_rooty() + max(0, (parent.winfo_height() - self.winfo_reqheight()) // 3)
        self.geometry(f"+{x}+{y}")
        self.wait_visibility()
        self.grab_set()
        first.focus_set()
        self.wait_window()
        return self.agreed

    def _agree(self) -> None:
        problems = self.wrong()
        self.problem.configure(text="\n".join(problems))
        if not problems:
            self.agreed = True
            self.destroy()


class NewPeriod(NamedTuple):
    """What is to be made."""

    folder: Path
    earlier: Path | None
    period: Period


class NewPeriodDialog(Dialog):
    """Asks for a new period: where, after which, code and dates, all checked before anything is made."""

    def __init__(self, parent: tk.Misc, look: Look, places: Path, periods: Sequence[Listed]) -> None:
        super().__init__(parent, look, words.NEW_TITLE, words.CREATE)
        self._periods = [item for item in periods if item.period]
        self.answer: NewPeriod | None = None
        names = [item.name for item in self._periods]
        self.previous = ttk.Combobox(self.body, values=[words.NEW_NONE, *names], state="readonly", width=32)
        self.add(words.NEW_PREVIOUS, self.previous)
        self.previous.current(1 if names else 0)
        self.previous.bind("<<ComboboxSelected>>", lambda _: self._propose())
        self.code = self.entry(words.NEW_CODE)
        self.start = self.entry(words.NEW_START)
        self.end = self.entry(words.NEW_END)
        self.deadline = self.entry(words.NEW_DEADLINE)
        row = ttk.Frame(self.body)
        self.place = ttk.Entry(row)
        self.place.insert(0, str(places))
        self.place.pack(side="left", fill="x", expand=True)
        ttk.Button(row, text=words.BROWSE, command=self._browse).pack(side="left", padx=(look.px(4), 0))
        self.add(words.NEW_PLACE, row)
        self._propose()

    @property
    def _earlier(self) -> Listed | None:
        index = self.previous.current()
        return self._periods[index - 1] if index > 0 else None

    def _propose(self) -> None:
        earlier = self._earlier
        wanted = proposed(earlier.period if earlier else None)
        for entry, value in zip((self.code, self.start, self.end, self.deadline), wanted, strict=True):
            entry.delete(0, "end")
            entry.insert(0, value)

    def _browse(self) -> None:
        chosen = filedialog.askdirectory(parent=self, title=words.NEW_PLACE, initialdir=self.place.get())
        if chosen:
            self.place.delete(0, "end")
            self.place.insert(0, chosen)

    def wrong(self) -> tuple[str, ...]:
        """Return what is wrong with what was typed."""
        wanted = Wanted(self.code.get(), self.start.get(), self.end.get(), self.deadline.get())
        earlier, parent = self._earlier, Path(self.place.get().strip() or ".")
        found = checked(wanted, parent, earlier.period if earlier else None)
        if not isinstance(found, Period):
            return found
        self.answer = NewPeriod(parent / found.code, earlier.workspace.folder if earlier else None, found)
        return ()


class SecretDialog(Dialog):
    """Asks for a password; what is typed is not shown and not kept by the window."""

    def __init__(self, parent: tk.Misc, look: Look, title: str, question: str, *, may_remember: bool = False) -> None:
        super().__init__(parent, look, title, "OK")
        ttk.Label(self.body, text=question, wraplength=look.px(440)).grid(row=0, column=0, columnspan=2, sticky="w")
        self._row = 1
        self.secret = self.entry("", show="•")
        self.remember = tk.BooleanVar(self, value=False)
        if may_remember:
            self.add("", ttk.Checkbutton(self.body, text=words.REMEMBER, variable=self.remember))
        self.answer = ""

    def wrong(self) -> tuple[str, ...]:
        """Take over what was typed."""
        self.answer, self.may_keep = self.secret.get(), bool(self.remember.get())
        return ()


class AcceptDialog(Dialog):
    """Asks why an open point is accepted, and by whom."""

    def __init__(self, parent: tk.Misc, look: Look, points: Sequence[Finding], who: str) -> None:
        super().__init__(parent, look, words.ACCEPT_TITLE, words.SAVE)
        self._points = points
        names = [shorten(one_line(item.message), 90) for item in points]
        self.point = ttk.Combobox(self.body, values=names, state="readonly", width=60)
        self.point.current(0)
        self.add("", self.point)
        self.reason = self.entry(words.ACCEPT_REASON, width=60)
        self.who = self.entry(words.ACCEPT_WHO, who, width=60)
        self.answer: tuple[Finding, str, str] | None = None

    def wrong(self) -> tuple[str, ...]:
        """Return that both have to be typed."""
        reason, who = self.reason.get().strip(), self.who.get().strip()
        if not reason or not who:
            return (words.ACCEPT_BOTH,)
        self.answer = (self._points[self.point.current()], reason, who)
        return ()
