"""What is wrong with the chosen unit, in full, and what can be done about it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from enum import Enum
from tkinter import ttk

from dangvien_xlsx.model.findings import Finding, Severity, is_error
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import SEVERITIES
from dangvien_xlsx.window.board import FileRow, UnitRow
from dangvien_xlsx.window.look import ERROR, QUIET, WARNING, Look

_MOST_SHOWN = 200


class Remedy(Enum):
    """A button below the findings."""

    OPEN_FORM = words.OPEN_FORM
    DRAFT_RETURN = words.DRAFT_RETURN
    TYPE_BY_HAND = words.TYPE_BY_HAND
    CALL = words.CALL_NOBODY
    ACCEPT = words.ACCEPT
    HISTORY = words.UNIT_HISTORY


def can_accept(row: UnitRow | FileRow) -> bool:
    """Tell whether anything about a row can be accepted at closing."""
    from dangvien_xlsx.pipeline.acceptance import is_open

    return any(map(is_open, row.findings))


class FindingPane(ttk.Labelframe):
    """The findings of one row; ``on_press`` is told of the button."""

    def __init__(self, parent: tk.Misc, look: Look, on_press: Callable[[Remedy], object]) -> None:
        super().__init__(parent, text=words.FINDINGS, padding=look.px(4))
        self.text = tk.Text(self, height=7, wrap="word", font=look.base, state="disabled", relief="flat", width=20)
        self.text.tag_configure("error", foreground=ERROR, font=look.bold)
        self.text.tag_configure("warning", foreground=WARNING, font=look.bold)
        self.text.tag_configure("place", foreground=QUIET, font=look.small)
        self.text.tag_configure("title", font=look.bold)
        self.text.tag_configure("remedy", lmargin1=look.px(14), lmargin2=look.px(14))
        bar = ttk.Scrollbar(self, orient="vertical", command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        self.text.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        row = ttk.Frame(self)
        row.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(look.px(3), 0))
        self.buttons: dict[Remedy, ttk.Button] = {}
        for remedy in Remedy:
            button = ttk.Button(row, text=remedy.value)
            button.configure(command=lambda remedy=remedy: on_press(remedy))  # type: ignore[misc]
            button.bind("<Return>", lambda event: event.widget.invoke() and None)
            button.pack(side="left", padx=(0, look.px(4)))
            self.buttons[remedy] = button
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self._row: UnitRow | FileRow | None = None
        self._holds = False
        self.show(None, is_busy=False)

    def show(self, row: UnitRow | FileRow | None, *, is_busy: bool) -> None:
        """Show a row's findings, and which buttons can be pressed.

        Args:
            row: The chosen unit or file.
            is_busy: A job runs that has to end first.
        """
        title = row.name if isinstance(row, UnitRow) else row.path if row else ""
        if row != self._row or not self._holds:
            self._write(title, row.findings if row else (), words.NO_FINDING if row else words.CHOOSE_UNIT)
            self._row, self._holds = row, False
        unit = row if isinstance(row, UnitRow) else None
        callers = unit.callers if unit else ()
        can = {
            Remedy.OPEN_FORM: bool((unit and unit.file) or (row and not unit)),
            Remedy.DRAFT_RETURN: bool(unit and unit.file and any(map(is_error, unit.findings)) and not is_busy),
            Remedy.TYPE_BY_HAND: bool(unit and not is_busy),
            Remedy.CALL: bool(callers),
            Remedy.ACCEPT: bool(row and can_accept(row) and not is_busy),
            Remedy.HISTORY: bool(unit and not is_busy),
        }
        for remedy, button in self.buttons.items():
            button.state(["!disabled" if can[remedy] else "disabled"])
        people = [words.CALLED.format(name=one_line(name) or title, phone=one_line(phone)) for name, phone in callers]
        call = words.CALL.format(people=words.CALL_OR.join(people)) if people else words.CALL_NOBODY
        self.buttons[Remedy.CALL].configure(text=call)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show lines to be read, the first as a title; they stay until another row is chosen or a job begins."""
        self._write(lines[0], (), "\n".join(map(one_line, lines[1:])))
        self._holds = True

    def show_mistakes(self, mistakes: Sequence[Finding]) -> None:
        """Show what is wrong with the catalogue; it stays as lines do."""
        self._write(words.CATALOGUE_WRONG.format(count=len(mistakes)), mistakes, "")
        self._holds = True

    def release(self) -> None:
        """Show the chosen row's own again, the next time it is shown."""
        self._holds = False

    def _write(self, title: str, findings: Sequence[Finding], otherwise: str) -> None:
        text = self.text
        text.configure(state="normal")
        text.delete("1.0", "end")
        if title:
            text.insert("end", f"{one_line(title)}\n", "title")
        for item in findings[:_MOST_SHOWN]:
            where = ", ".join(part for part in (item.file, item.sheet, item.cell) if part)
            tag = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(item.severity, "place")
            text.insert("end", f"{SEVERITIES[item.severity]}: ", tag)
            text.insert("end", one_line(words.in_window(item.message)))
            text.insert("end", f"  [{one_line(where)}]\n" if where else "\n", "place")
            text.insert("end", f"→ {one_line(words.in_window(item.remedy))}\n", "remedy")
        if len(findings) > _MOST_SHOWN:
            text.insert("end", words.MORE_FINDINGS.format(count=len(findings) - _MOST_SHOWN), "place")
        if not findings and otherwise:
            text.insert("end", otherwise)
        text.configure(state="disabled")
