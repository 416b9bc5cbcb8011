"""Where everything is in the window, and its keys: every button can be reached without a mouse."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Protocol

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import board, help_pages
from dangvien_xlsx.window.finding_pane import FindingPane, Remedy
from dangvien_xlsx.window.foot import Foot
from dangvien_xlsx.window.look import Look
from dangvien_xlsx.window.period_desk import PeriodDesk
from dangvien_xlsx.window.period_pane import PeriodPane
from dangvien_xlsx.window.periods import Listed
from dangvien_xlsx.window.step_pane import StepPane
from dangvien_xlsx.window.steps import BUTTONS, Action, Facts, Step
from dangvien_xlsx.window.unit_pane import UnitPane
from dangvien_xlsx.workspace.folder import Workspace

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing

_STEP_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "minus", "equal")
_WIDE, _HIGH, _LEAST_WIDE, _LEAST_HIGH = 1240, 690, 900, 560


class Answering(Protocol):
    """Who answers what is pressed: the window."""

    folders: PeriodDesk

    def open(self, folder: Path) -> None:
        """Open a period."""

    def open_period_result(self) -> None:
        """Open the result of a closed period."""

    def press(self, action: Action) -> None:
        """Do what a button of a step says."""

    def remedy(self, remedy: Remedy) -> None:
        """Do what a button below the findings says."""

    def choose(self, row: board.UnitRow | board.FileRow | None) -> None:
        """Show a row's findings."""

    def open_row(self, row: board.UnitRow | board.FileRow) -> None:
        """Open a row's form."""

    def look(self) -> None:
        """Find out how the period stands."""

    def cancel(self) -> None:
        """Stop the job that runs."""

    def show_help(self, page: str) -> None:
        """Show the guide, the log or what this is."""


class Layout:
    """The panes of one window."""

    def __init__(self, root: tk.Tk, window: Answering) -> None:
        self.root, self._window = root, window
        self.look = look = Look(root)
        px = look.px
        root.title(words.TITLE)
        self.outer = outer = ttk.Frame(root, padding=px(6))
        outer.pack(fill="both", expand=True)
        left = ttk.Frame(outer)
        left.grid(row=0, column=0, sticky="nsew", padx=(0, px(6)))
        self.periods = PeriodPane(left, look, window.open)
        self.periods.pack(fill="both", expand=True)
        self._period_buttons(window)
        self.steps = StepPane(left, look, window.press, lambda step: window.show_help(step.value))
        self.steps.pack(fill="x", pady=(px(4), 0))
        self._folder_button(window)
        middle = ttk.Frame(outer)
        middle.grid(row=0, column=1, sticky="nsew")
        self._head(middle, window)
        self.units = UnitPane(middle, look, window.choose, window.open_row)
        self.units.grid(row=2, column=0, sticky="nsew")
        self.findings = FindingPane(middle, look, window.remedy)
        self.findings.grid(row=3, column=0, sticky="nsew", pady=(px(4), 0))
        middle.columnconfigure(0, weight=1)
        middle.rowconfigure(2, weight=3)
        middle.rowconfigure(3, weight=1)
        self.foot = Foot(outer, look, window.cancel)
        self.foot.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(px(4), 0))
        outer.columnconfigure(1, weight=1)
        outer.rowconfigure(0, weight=1)
        self._keys(window)
        self._sizes()

    def _period_buttons(self, window: Answering) -> None:
        rows = (
            (words.NEW_PERIOD, window.folders.new_period, "k"),
            (words.OPEN_FOLDER, window.folders.choose_folder, "m"),
            (words.PRACTICE, window.folders.practise, "d"),
        )
        self.period_buttons: dict[str, ttk.Button] = {}
        for name, command, key in rows:
            under = name.lower().find(key)
            button = ttk.Button(self.periods.buttons, text=name, command=command, underline=under)
            button.pack(side="left", padx=(0, self.look.px(3)))
            button.bind("<Return>", lambda event: event.widget.invoke() and None)
            self.root.bind(f"<Alt-{key}>", lambda _, button=button: button.invoke())  # type: ignore[misc]
            self.period_buttons[name] = button
        self.periods.tree.bind("<Double-1>", lambda _: window.open_period_result())

    def _folder_button(self, window: Answering) -> None:
        """Give the button for files a menu: files, or a whole folder."""
        self.add_menu = menu = tk.Menu(self.root, tearoff=False)
        menu.add_command(label=words.ADD_FILES, command=lambda: window.press(Action.ADD))
        menu.add_command(label=words.ADD_FOLDER, command=window.folders.add_folder)
        button = self.steps.buttons[Action.ADD]
        button.configure(
            command=lambda: menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height())
        )

    def _head(self, parent: ttk.Frame, window: Answering) -> None:
        px = self.look.px
        head = ttk.Frame(parent)
        head.grid(row=0, column=0, sticky="ew")
        self.title = ttk.Label(head, style="Title.TLabel")
        self.title.grid(row=0, column=0, sticky="w")
        self.where = ttk.Label(head, style="Quiet.TLabel", width=1)
        self.where.grid(row=1, column=0, columnspan=2, sticky="ew")
        self.sums = ttk.Label(head, width=1)
        self.sums.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(0, px(3)))
        head.columnconfigure(0, weight=1)
        row = ttk.Frame(head)
        row.grid(row=0, column=1, sticky="e")
        links = (
            (words.REFRESH, window.look),
            (words.HELP, lambda: window.show_help(help_pages.GUIDE)),
            (words.REBUILD, window.folders.rebuild_book),
            (words.LOG, lambda: window.show_help(help_pages.LOG)),
            (words.ABOUT, lambda: window.show_help(help_pages.ABOUT)),
        )
        self.links: dict[str, ttk.Button] = {}
        for name, command in links:
            button = ttk.Button(row, text=name, command=command)
            button.bind("<Return>", lambda event: event.widget.invoke() and None)
            button.pack(side="left", padx=(px(3), 0))
            self.links[name] = button
        self.banner_frame = ttk.Frame(parent, style="Banner.TFrame", padding=px(4))
        self._banner_text = ttk.Label(self.banner_frame, style="Banner.TLabel")
        self._banner_text.pack(side="left")
        self.again = ttk.Button(
            self.banner_frame, text=words.AGAIN, style="Next.TButton", command=lambda: window.press(Action.CONSOLIDATE)
        )
        self.again.pack(side="right")

    def _keys(self, window: Answering) -> None:
        root = self.root
        root.bind("<F1>", lambda _: window.show_help(self.steps.asked_about()))
        root.bind("<F5>", lambda _: window.look())
        root.bind("<Escape>", lambda _: window.cancel())
        root.bind("<Return>", self._enter)
        root.bind("<Alt-t>", lambda _: self.units.text.focus_set())
        for key, step in zip(_STEP_KEYS, Step, strict=True):
            root.bind(f"<Alt-Key-{key}>", lambda _, step=step: self._press(step))  # type: ignore[misc]

    def _press(self, step: Step) -> None:
        """Press the step's button that comes next, else its first that can be pressed."""
        actions = [action for action in BUTTONS[step] if not self.steps.buttons[action].instate(["disabled"])]
        if actions:
            self.steps.buttons[self.steps.next if self.steps.next in actions else actions[0]].invoke()

    def _enter(self, event: "tk.Event[tk.Misc]") -> None:
        """Press the default button, unless Enter means something where it was typed, or in a window of its own."""
        is_ours = event.widget.winfo_toplevel() is self.root
        if is_ours and not isinstance(event.widget, ttk.Button | ttk.Entry | ttk.Combobox | ttk.Treeview | tk.Menu):
            self.steps.press_next()

    def _sizes(self) -> None:
        root, px = self.root, self.look.px
        wide, high = root.winfo_screenwidth(), root.winfo_screenheight()
        root.minsize(min(px(_LEAST_WIDE), wide), min(px(_LEAST_HIGH), high))
        root.geometry(f"{min(px(_WIDE), wide - px(20))}x{min(px(_HIGH), high - px(60))}")

    def place(self, geometry: str) -> None:
        """Put the window where it was, unless that is off the screen that there is now."""
        try:
            size, x, y = geometry.split("+")
            wide, high = map(int, size.split("x"))
            left, top = int(x), int(y)
        except ValueError:
            return
        inside = left + 100 < self.root.winfo_screenwidth() and top + 100 < self.root.winfo_screenheight()
        fits = wide <= self.root.winfo_screenwidth() and high <= self.root.winfo_screenheight()
        if inside and fits and left >= 0 and top >= 0:
            self.root.geometry(geometry)

    def show_periods(self, periods: Sequence[Listed], current: Path | None) -> None:
        """Show the list of periods."""
        self.periods.show(periods, current)

    def show_period(self, workspace: Workspace) -> None:
        """Show which period is open."""
        is_practice = workspace.folder.name == words.PRACTICE_FOLDER
        where = words.PRACTICE_TOLD.format(folder=workspace.folder) if is_practice else str(workspace.folder)
        self.where.configure(text=where)
        self.banner("")
        self.show_title(workspace, None)

    def show_title(self, workspace: Workspace | None, facts: Facts | None) -> None:
        """Show the period's name, its folder's while the catalogue is not read."""
        if workspace:
            name = words.TITLE_OF.format(period=(facts.period if facts else "") or workspace.folder.name)
            self.root.title(name)
            self.title.configure(text=(facts.period if facts else "") or workspace.folder.name)
        else:
            self.root.title(words.TITLE)
            self.title.configure(text=words.TITLE)

    def show_standing(self, standing: "Standing | None") -> None:
        """Show how the period stands."""
        self.sums.configure(text=board.summed(standing) if standing else "")
        self.units.show(standing)

    def banner(self, told: str) -> None:
        """Offer to consolidate again; blank takes the offer away."""
        self._banner_text.configure(text=told)
        if told:
            self.banner_frame.grid(row=1, column=0, sticky="ew", pady=self.look.px(3))
        else:
            self.banner_frame.grid_remove()
