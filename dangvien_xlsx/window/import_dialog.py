"""Asks which earlier period a table holds, and what its columns are: once, for the answer is kept."""

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.table import UNIT_CODE, UNIT_NAME
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.window.dialogs import Dialog
from dangvien_xlsx.window.look import Look

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.tables import Offered

_MOST_ASKED, _IN_A_COLUMN = 30, 15


class Importing(NamedTuple):
    """What is taken in: the period's code, and codes by header."""

    code: str
    mapping: dict[str, str]


class ImportDialog(Dialog):
    """The columns of the table, each with what it is; those that nobody knows come first where there are many."""

    def __init__(self, parent: tk.Misc, look: Look, offered: "Offered") -> None:
        super().__init__(parent, look, words.IMPORT_TITLE, words.IMPORT_DO)
        self._offered = offered
        self._choices = (("", words.IMPORT_UNUSED), (UNIT_CODE, words.IMPORT_UNIT), *offered.roles, *offered.indicators)
        self.code = self.entry(words.IMPORT_PERIOD, offered.earlier)
        question = words.IMPORT_COLUMNS.format(path=offered.path.name)
        ttk.Label(self.body, text=question, wraplength=look.px(440)).grid(
            row=self._row, column=0, columnspan=4, sticky="w", pady=look.px(4)
        )
        self._row += 1
        self.columns: dict[str, ttk.Combobox] = {}
        headers = sorted(offered.columns, key=lambda header: header in offered.known)
        shown = set(headers[:_MOST_ASKED])
        for index, header in enumerate(header for header in offered.columns if header in shown):
            self._add_column(header, *divmod(index, _IN_A_COLUMN))
        self.answer: Importing | None = None

    def _add_column(self, header: str, beside: int, below: int) -> None:
        pad = self.look.px(2)
        label = ttk.Label(self.body, text=shorten(one_line(header), 40))
        label.grid(row=self._row + below, column=beside * 2, sticky="w", pady=pad, padx=(0, self.look.px(8)))
        names = [one_line(name) for _, name in self._choices]
        box = ttk.Combobox(self.body, values=names, state="readonly", width=34)
        codes = [code for code, _ in self._choices]
        box.current(codes.index(self._offered.known.get(header, "")))
        box.grid(row=self._row + below, column=beside * 2 + 1, sticky="ew", pady=pad, padx=(0, self.look.px(8)))
        self.columns[header] = box

    def wrong(self) -> tuple[str, ...]:
        """Return what is wrong with what was said; whether the period is an earlier one the job itself will tell."""
        said = {header: self._choices[box.current()][0] for header, box in self.columns.items()}
        told = [] if self.code.get().strip() else [words.IMPORT_NO_PERIOD]
        meant = [code for code in said.values() if code]
        if not {UNIT_CODE, UNIT_NAME} & {*meant} or ADMITTED not in meant:
            told.append(words.IMPORT_TOO_LITTLE.format(indicator=dict(self._offered.indicators)[ADMITTED]))
        names = dict(self._choices)
        twice = dict.fromkeys(names[code] for code in meant if meant.count(code) > 1)
        told += [words.IMPORT_TWICE.format(name=name) for name in twice]
        self.answer = Importing(self.code.get().strip(), said)
        return tuple(told)
