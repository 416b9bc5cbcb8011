"""What happens when another period is asked for, and when something is dropped on the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import book_errands, errands, periods
from dangvien_xlsx.window.asking import Asking
from dangvien_xlsx.window.desk import Desk, Shown


class Listing(Shown, Protocol):
    """The window, as far as this knows it; the first of ``places`` is where new periods go."""

    places: tuple[Path, ...]
    periods: tuple[periods.Listed, ...]
    desk: Desk

    def open(self, folder: Path) -> None:
        """Open a period."""


class PeriodDesk:
    """Answers the buttons below the list of periods, and the mouse that lets files go."""

    def __init__(self, window: Listing) -> None:
        self._window = window
        self._has_offered = False

    @property
    def _ask(self) -> Asking:
        return self._window.desk.ask

    def begin_with(self, listed: Sequence[periods.Listed]) -> None:
        """Open the first of the periods; where no real one is, offer those of an older copy of the program.

        Args:
            listed: What the folder of workspaces holds.
        """
        if self._window.workspace is not None:
            return  # somebody was faster
        if listed:
            self._window.open(listed[0].workspace.folder)
        if self._has_offered or any(item.workspace.folder.name != words.PRACTICE_FOLDER for item in listed):
            return
        self._has_offered = True
        from dangvien_xlsx.pipeline.taking_over import older_copy

        place = self._window.places[0]
        older = older_copy(place)
        if older is None:
            return
        facts = {"folder": older.folder, "count": len(older.periods), "names": ", ".join(older.periods)}
        if self._ask.confirm(words.ASK_TAKE_OVER.format(**facts)):
            self._window.begin("take_over", lambda watch: book_errands.take_over(older, place, watch))
        else:
            self._window.say(words.NOT_TAKEN_OVER.format(folder=older.folder), kind="warning")

    def choose_folder(self) -> None:
        """Ask for another folder and open the period that it lies in or holds."""
        chosen = self._ask.folder(words.CHOOSE_FOLDER, self._window.places[0])
        if chosen and not self._opened(chosen):
            self._window.say(words.NOT_A_PERIOD.format(folder=chosen), kind="warning")

    def _opened(self, chosen: Path) -> bool:
        above = periods.period_above(chosen)
        inside = periods.in_order(periods.periods_at(chosen)) if chosen.is_dir() else ()
        if not above and not inside:
            return False
        place = (above.folder if above else chosen).resolve()
        self._window.places = tuple(dict.fromkeys((*self._window.places, place)))
        self._window.open(above.folder if above else inside[0].workspace.folder)
        return True

    def new_period(self) -> None:
        """Ask for a new period and make it."""
        wanted = self._ask.new_period(self._window.places[0], self._window.periods)
        if wanted:
            self._window.begin("start", lambda _: errands.start(wanted.folder, wanted.earlier, wanted.period))

    def practise(self) -> None:
        """Open the practice period; it is made unless it is there."""
        place = self._window.places[0]
        self._window.begin("start", lambda _: errands.practise(place))

    def rebuild_book(self) -> None:
        """Make the book of all periods anew."""
        place = self._window.places[0]
        self._window.begin("book", lambda _: book_errands.rebuild_book(place))

    def add_folder(self) -> None:
        """Ask for a folder whose files are taken in."""
        chosen = self._ask.folder(words.ADD_FOLDER)
        if chosen and self._window.workspace:
            self._window.desk.add(self._window.workspace, (chosen,))

    def drop(self, paths: Sequence[Path]) -> None:
        """Take in what was dropped; what stands for a period, such as its ``danh-muc.xlsx``, opens that period.

        Args:
            paths: Files and folders, in no order.
        """
        standing = [path for path in paths if periods.stands_for_period(path)]
        if standing and len(standing) == len(paths):
            self._opened(standing[0])
        elif standing:
            self._window.say(words.DROPPED_MIXED.format(path=standing[0].name), kind="warning")
        elif self._window.workspace is None:
            self._window.say(words.DROPPED_NOWHERE, kind="warning")
        else:
            self._window.desk.add(self._window.workspace, paths)
