"""The table of units, with its filter, and the list of files that belong to no unit."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.names import STATES
from dangvien_xlsx.window.board import Column, FileRow, Filter, UnitRow, file_rows, shown_rows, unit_rows
from dangvien_xlsx.window.look import STATE_COLOURS, Look

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing

_UNIT_WIDTHS = (36, 250, 130, 66, 120, 140)
_FILE_WIDTHS = (260, 130, 90, 300)


class UnitPane(ttk.Frame):
    """The two lists; ``on_choose`` is told of the row that is chosen, ``on_open`` of one that is double-clicked."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        on_choose: Callable[[UnitRow | FileRow | None], object],
        on_open: Callable[[UnitRow | FileRow], object],
    ) -> None:
        super().__init__(parent)
        self._look, self._on_choose, self._on_open = look, on_choose, on_open
        self._rows: list[UnitRow] = []
        self._shown: dict[str, UnitRow] = {}
        self._files: dict[str, FileRow] = {}
        self._column, self._backwards = Column.NUMBER, False
        self._waiting = ""
        self._filters()
        self.tabs = ttk.Notebook(self)
        self.tabs.grid(row=1, column=0, sticky="nsew", pady=(look.px(3), 0))
        self.units = self._table(words.UNITS, words.UNIT_COLUMNS, _UNIT_WIDTHS)
        self.files = self._table(words.FILES, words.FILE_COLUMNS, _FILE_WIDTHS)
        for column in Column:
            name = str(column.value)
            self.units.heading(name, command=lambda column=column: self._sort(column))  # type: ignore[misc]
        for state, colour in STATE_COLOURS.items():
            self.units.tag_configure(state.value, background=colour)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        self.tabs.bind("<<NotebookTabChanged>>", self._chosen)

    def _filters(self) -> None:
        px = self._look.px
        row = ttk.Frame(self)
        row.grid(row=0, column=0, sticky="ew")
        ttk.Label(row, text=words.FILTER, underline=0).pack(side="left")
        self.text = ttk.Entry(row, width=24)
        self.text.pack(side="left", padx=px(4))
        self.text.bind("<KeyRelease>", self._typed)
        self._choices: list[tuple[str, Filter]] = [
            (words.ALL_STATES, Filter()),
            (words.ANY_FINDING, Filter(with_findings=True)),
            *((STATES[state], Filter(state)) for state in State),
        ]
        self.state_choice = ttk.Combobox(row, values=[name for name, _ in self._choices], state="readonly", width=18)
        self.state_choice.current(0)
        self.state_choice.pack(side="left")
        self.state_choice.bind("<<ComboboxSelected>>", lambda _: self.refresh())
        self.count = ttk.Label(row, style="Quiet.TLabel")
        self.count.pack(side="left", padx=px(8))

    def _table(self, title: str, headings: tuple[str, ...], widths: tuple[int, ...]) -> ttk.Treeview:
        frame = ttk.Frame(self.tabs)
        columns = [str(index) for index in range(len(headings))]
        tree = ttk.Treeview(frame, columns=columns, show="headings", selectmode="browse", height=6)
        for column, heading, width in zip(columns, headings, widths, strict=True):
            tree.heading(column, text=heading, anchor="w")
            tree.column(column, width=self._look.px(width), minwidth=self._look.px(30), stretch=width >= 250)
        bar = ttk.Scrollbar(frame, orient="vertical", command=tree.yview)
        tree.configure(yscrollcommand=bar.set)
        tree.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        frame.columnconfigure(0, weight=1)
        frame.rowconfigure(0, weight=1)
        tree.bind("<<TreeviewSelect>>", self._chosen)
        tree.bind("<Double-1>", self._opened)
        tree.bind("<Return>", self._opened)
        self.tabs.add(frame, text=title)
        return tree

    def show(self, standing: "Standing | None") -> None:
        """Show how the units stand; nothing where nobody has looked yet."""
        self._rows = unit_rows(standing) if standing else []
        files = file_rows(standing) if standing else []
        self._files = {str(index): row for index, row in enumerate(files)}
        self.files.delete(*self.files.get_children())
        for key, row in self._files.items():
            self.files.insert("", "end", iid=key, values=row.cells)
        self.tabs.tab(1, text=f"{words.FILES} ({len(files)})" if files else words.FILES)  # type: ignore[no-untyped-call]
        self.refresh()

    @property
    def filter(self) -> Filter:
        """What was asked for."""
        return self._choices[self.state_choice.current()][1]._replace(text=self.text.get().strip())

    def refresh(self) -> None:
        """Show what the filter lets through; the chosen unit stays chosen if it is among them."""
        before = self.units.selection()
        rows = shown_rows(self._rows, self.filter, self._column, backwards=self._backwards)
        self._shown = {row.code: row for row in rows}
        self.units.delete(*self.units.get_children())
        for row in rows:
            self.units.insert("", "end", iid=row.code, values=row.cells, tags=(row.state.value,))
        self.count.configure(text=words.COUNT_SHOWN.format(shown=len(rows), total=len(self._rows)))
        if before and before[0] in self._shown:
            self.units.selection_set(before[0])
            self.units.see(before[0])
        else:
            self._on_choose(None)

    def choose(self, code: str) -> None:
        """Choose a unit, as a click would."""
        self.units.selection_set(code)
        self.units.focus(code)
        self.units.see(code)

    @property
    def chosen(self) -> UnitRow | FileRow | None:
        """The row that is chosen in the list that is in front."""
        if self.tabs.index("current") == 0:  # type: ignore[no-untyped-call]
            unit = self.units.selection()
            return self._shown.get(unit[0]) if unit else None
        file = self.files.selection()
        return self._files.get(file[0]) if file else None

    def _typed(self, _: object) -> None:
        if self._waiting:
            self.after_cancel(self._waiting)
        self._waiting = self.after(150, self.refresh)

    def _sort(self, column: Column) -> None:
        self._backwards = column is self._column and not self._backwards
        self._column = column
        self.refresh()

    def _chosen(self, _: object) -> None:
        self._on_choose(self.chosen)

    def _opened(self, event: "tk.Event[ttk.Treeview]") -> str:
        is_heading = event.type is tk.EventType.ButtonPress and event.widget.identify_region(event.x, event.y) != "cell"
        if self.chosen and not is_heading:
            self._on_open(self.chosen)
        return "break"  # Enter here is this row's, not the default step's
