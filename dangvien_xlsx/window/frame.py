"""The window itself: puts the panes together, runs jobs, and shows what came of them."""

import gc
import tkinter as tk
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import errands, periods, settings
from dangvien_xlsx.window.asking import Asking
from dangvien_xlsx.window.board import FileRow, UnitRow
from dangvien_xlsx.window.desk import Desk
from dangvien_xlsx.window.dropping import accept_drops
from dangvien_xlsx.window.ended import Ended, Place, surveyed
from dangvien_xlsx.window.errands import Job, Outcome
from dangvien_xlsx.window.finding_pane import Remedy
from dangvien_xlsx.window.help_pages import HelpPages
from dangvien_xlsx.window.inbox import Snapshot, Watcher, differs, new_files
from dangvien_xlsx.window.jobs import Done, Failed, Jobs, Noticed, Progressed
from dangvien_xlsx.window.layout import Layout
from dangvien_xlsx.window.period_desk import PeriodDesk
from dangvien_xlsx.window.row_desk import RowDesk
from dangvien_xlsx.window.steps import Action, Facts
from dangvien_xlsx.window.survey import Seen
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.locks import Presence

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing

_POLL_MS = 80
"""Between two looks at what the worker has told."""
_FIRST_POLL_MS = 10
"""The same while nothing is shown of the period yet: the window has only just come up, and the clerk waits for it."""
_LEAVE_MS = 15_000
"""How long a job that was stopped may take to end before the window goes all the same: what it writes is whole."""
_DROPS_MS = 400
"""The window stands before the library for dropping is loaded: 20 ms, which nobody needs at once."""
_LOOK = "look"


class Window:
    """The window over one folder of workspaces."""

    def __init__(self, root: tk.Tk, folder: Path | None, ask: Asking | None = None) -> None:
        self.root = root
        self.settings = settings.load()
        self.folders = PeriodDesk(self)
        self.layout = Layout(root, self)
        self.ask = ask or Asking(root, self.layout.look)
        self.desk = Desk(self, self.ask)
        self.help = HelpPages(root, self.layout.look, self.ask)
        self.rows = RowDesk(self, self.desk, self.copy)
        self.jobs = Jobs()
        self.places = periods.places_of(folder)
        self.workspace: Workspace | None = None
        self.standing: Standing | None = None
        self.facts: Facts | None = None
        self.periods: tuple[periods.Listed, ...] = ()
        self._read: Snapshot | None = None
        self._there: Snapshot | None = None
        self._watcher: Watcher | None = None
        self._presence: Presence | None = None
        self._leaving = False
        self._is_first = True
        if self.settings.geometry:
            self.layout.place(self.settings.geometry)
        root.protocol("WM_DELETE_WINDOW", self.leave)
        self._poll_id = root.after(_FIRST_POLL_MS, self._poll)
        self.accepts_drops = False
        self._drops_id = root.after(_DROPS_MS, self._accept_drops)
        self.open_first(folder)

    def _accept_drops(self) -> None:
        self.accepts_drops = accept_drops(self.layout.outer, self.folders.drop)

    def open_first(self, folder: Path | None) -> None:
        """Open what was given, else the last period, else what the list shows first."""
        is_stray = folder is not None and periods.is_of_no_period(folder)
        self._greeting = words.FILE_OF_NO_PERIOD.format(path=folder) if is_stray else ""
        workspace = periods.first(folder, self.places, self.settings.last)
        if workspace:
            self.open(workspace.folder)
        else:
            self.refresh()
            self.begin(_LOOK, lambda _: Outcome(words.NOTHING_OPEN, is_good=False), yields=True)

    def open(self, folder: Path) -> None:
        """Open a period."""
        if self.jobs.is_busy:
            self.say(words.BUSY, kind="warning")
            self.layout.show_periods(self.periods, self.workspace.folder if self.workspace else None)
            return
        self._let_go()
        self.workspace, self.standing, self.facts = Workspace(folder.resolve()), None, None
        self._read = self._there = None
        self.settings.remember(self.workspace.folder)
        self._presence = Presence(self.workspace)
        self._watcher = Watcher(self.workspace)
        self.layout.show_period(self.workspace)
        self.layout.show_standing(None)
        self.say(self._greeting, kind="warning")
        self._greeting = ""
        self.refresh()
        if other := self._presence.other:
            self.say(words.TWO_WINDOWS.format(**other._asdict()), kind="warning")
        self.look()

    def look(self) -> None:
        """Find out how the period stands; given up when something is pressed."""
        if self.workspace:
            self.begin(_LOOK, partial(errands.look, self.workspace), yields=True)

    def begin(self, name: str, job: Job, *, yields: bool = False) -> bool:
        """Start a job and show that it runs; see ``Jobs.start``.

        Args:
            name: As ``DOING`` has it.
            job: What it does; run in the worker thread.
            yields: Whether it may be given up for the next.
        """
        place = Place(self.workspace, self.places, self.standing)
        errand = surveyed(name, job, place, self.jobs.notice)
        if not self.jobs.start(name, errand, yields=yields):
            self.say(words.BUSY, kind="warning") if not yields else None
            return False
        self.layout.foot.begin(words.DOING[name])
        self.layout.findings.release()
        self.refresh()
        return True

    def say(self, told: str, notices: Sequence[str] = (), *, kind: str = "good") -> None:
        """Show a message, and what is told besides.

        Args:
            told: The sentence.
            notices: What else has to be seen to.
            kind: ``good``, ``warning`` or ``error``: its colour.
        """
        self.layout.foot.say(told, notices, kind=kind)

    def refresh(self) -> None:
        """Show what is known now."""
        facts = self.facts
        if facts and self._read and self._there and differs(self._read, self._there):
            facts = facts._replace(is_current=False, received=len(self._there.received))
        self.layout.steps.show(facts, is_busy=self.jobs.is_busy)
        self.layout.findings.show(self.layout.units.chosen, is_busy=self.jobs.is_busy)

    def press(self, action: Action) -> None:
        """Do what a button of a step says."""
        self.desk.press(action)

    def choose(self, row: UnitRow | FileRow | None) -> None:
        """Show what is wrong with a row."""
        self.layout.findings.show(row, is_busy=self.jobs.is_busy)

    def open_row(self, row: UnitRow | FileRow) -> None:
        """Open the form of a unit, or a file of no unit."""
        self.rows.open(row)

    def remedy(self, remedy: Remedy) -> None:
        """Do what a button below the findings says."""
        self.rows.press(remedy, self.layout.units.chosen)

    def copy(self, text: str) -> None:
        """Put text where it can be pasted from."""
        self.root.clipboard_clear()
        self.root.clipboard_append(text)

    def cancel(self) -> None:
        """Stop the job that runs."""
        if self.jobs.name:
            self.jobs.cancel()
            self.layout.foot.stopping()

    def open_period_result(self) -> None:
        """Open the result of a closed period: what a double-click on it asks for."""
        if self.facts and self.facts.is_closed:
            self.press(Action.OPEN_RESULT)

    def show_help(self, page: str) -> None:
        """Open the guide, the log or what this program is; see ``help_pages``."""
        if told := self.help.show(page):
            self.say(told, kind="warning")

    def leave(self) -> None:
        """Close the window; a job that runs is stopped if the clerk says so."""
        if self.jobs.is_busy and not self._leaving:
            if not self.ask.confirm(words.ASK_LEAVE.format(doing=words.DOING[self.jobs.name])):
                return
            self.cancel()
            self._leaving = True
            self.root.after(_LEAVE_MS, self._gone)
            return
        self._gone()

    def _gone(self) -> None:
        self.jobs.cancel()
        self._let_go()
        self.settings.geometry = self.root.winfo_geometry()
        self.settings.save()
        self.root.after_cancel(self._poll_id)
        self.root.after_cancel(self._drops_id)
        self.root.destroy()

    def _let_go(self) -> None:
        if self._watcher:
            self._watcher.end()
        if self._presence:
            self._presence.end()

    def _poll(self) -> None:
        for item in self.jobs.told():
            if isinstance(item, Progressed):
                doing = words.DOING.get(self.jobs.name, "")
                self.layout.foot.progress(doing, item, self.jobs.seconds)
            elif isinstance(item, Noticed):
                self._see(item.value)
            else:
                self._ended(item)
        if found := self._watcher.found() if self._watcher else None:
            self._changed(found)
        if self._leaving and not self.jobs.name:
            self._gone()
            return
        is_first = self.facts is None and self.jobs.name
        self._poll_id = self.root.after(_FIRST_POLL_MS if is_first else _POLL_MS, self._poll)

    def _see(self, value: object) -> None:
        """Take over what the folders hold; a look at another period than the open one comes too late."""
        if not isinstance(value, Seen):
            return
        self.periods = value.periods
        is_free = self.workspace is None and value.workspace is None
        if value.workspace == self.workspace and value.facts:
            self.facts = value.facts
            self._there = value.snapshot
        self.layout.show_periods(self.periods, self.workspace.folder if self.workspace else None)
        self.layout.show_title(self.workspace, self.facts)
        self.refresh()
        if is_free and self._is_first:
            self._is_first = not value.periods
            self.root.after_idle(self.folders.begin_with, value.periods)

    def _ended(self, item: Done | Failed) -> None:
        self.layout.foot.idle()
        # Never by itself: what Tk has must not be collected in the worker thread, which ends the process.
        gc.collect()
        ended = item.result if isinstance(item, Done) else None
        if not isinstance(ended, Ended):
            self.say(item.told if isinstance(item, Failed) else "", kind="error")
            self.refresh()
            return
        is_current = ended.before.workspace == self.workspace
        if is_current and ended.outcome:
            self._show(ended.outcome, ended.before)
        self._see(ended.after)
        if not is_current:
            return
        if ended.outcome and ended.outcome.lines:
            self.layout.findings.show_lines(ended.outcome.lines)
        if ended.failed:
            self._show_failure(ended.failed, ended.after)
        elif ended.outcome and ended.outcome.workspace:
            self.open(ended.outcome.workspace.folder)
            self.say(ended.outcome.told, ended.outcome.notices)
        elif ended.outcome:
            self.desk.came(ended.name, ended.outcome)

    def _show(self, outcome: Outcome, before: Seen) -> None:
        if outcome.standing:
            self.standing, self._read = outcome.standing, before.snapshot
            self.layout.show_standing(outcome.standing)
            self.layout.banner("")
        if outcome.told or outcome.notices:
            self.say(outcome.told, outcome.notices, kind="good" if outcome.is_good else "warning")

    def _show_failure(self, failed: Failed, after: Seen) -> None:
        self.desk.failed(failed)
        mistakes = failed.mistakes or after.mistakes
        if mistakes:
            self.layout.findings.show_mistakes(mistakes)
        if not (failed.was_stopped and failed.name == _LOOK):
            self.say(failed.told, failed.notices, kind="warning" if failed.was_stopped else "error")

    def _changed(self, found: Snapshot) -> None:
        """Offer to consolidate what is new; a catalogue that was saved is looked at by itself."""
        before, self._there = self._there, found
        if self.workspace and before and before.catalogue != found.catalogue and not self.jobs.name:
            self.look()
        if self._read and differs(self._read, found):
            count = new_files(self._read, found)
            self.layout.banner(words.NEW_FILES.format(count=count) if count else words.CHANGED_FILES)
        self.refresh()
