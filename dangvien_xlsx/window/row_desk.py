"""What happens when something is pressed beside a unit or a file: opens it, returns it, calls, accepts."""

from collections.abc import Callable
from pathlib import Path

from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.window.board import FileRow, UnitRow
from dangvien_xlsx.window.desk import Desk, Shown
from dangvien_xlsx.window.finding_pane import Remedy
from dangvien_xlsx.window.steps import Action
from dangvien_xlsx.workspace.folder import Workspace


class RowDesk:
    """Answers the buttons below the findings, and the double-click on a row."""

    def __init__(self, window: Shown, desk: Desk, copy: Callable[[str], object]) -> None:
        self._window, self._desk, self._copy = window, desk, copy

    def open(self, row: UnitRow | FileRow) -> None:
        """Open the form of a unit, or a file of no unit."""
        path = row.file if isinstance(row, UnitRow) else row.path
        workspace = self._window.workspace
        found = lies_in(workspace, path) if path and workspace else None
        if found:
            self._desk.open(found)
        else:
            name = row.name if isinstance(row, UnitRow) else row.path
            self._window.say(words.NO_FORM_FILE.format(unit=name), kind="warning")

    def press(self, remedy: Remedy, row: UnitRow | FileRow | None) -> None:
        """Do what a button says.

        Args:
            remedy: The button.
            row: The row that is chosen.
        """
        if row is None:
            return
        if remedy is Remedy.OPEN_FORM:
            self.open(row)
        elif remedy is Remedy.ACCEPT:
            self._desk.accept(row.findings)
        elif remedy is Remedy.TYPE_BY_HAND:
            self._desk.press(Action.BY_HAND)
        elif isinstance(row, UnitRow) and remedy is Remedy.DRAFT_RETURN:
            self._desk.press(Action.RETURN, row.code)
        elif isinstance(row, UnitRow) and remedy is Remedy.HISTORY:
            self._desk.unit_history(row.code, row.name)
        elif isinstance(row, UnitRow):
            self._call(row)

    def _call(self, row: UnitRow) -> None:
        people = [(one_line(name) or row.name, one_line(phone)) for name, phone in row.callers]
        self._copy(people[0][1])
        told = words.CALL_OR.join(words.CALLED.format(name=name, phone=phone) for name, phone in people)
        self._window.say(words.CALL_TOLD.format(people=told, unit=row.name, phone=people[0][1]))


def lies_in(workspace: Workspace, path: str) -> Path | None:
    """Return the file to open: of what lies in a mail or an archive, that mail or archive.

    Args:
        workspace: The folder of the period.
        path: As the ledger names it, or the workbook for figures by hand.
    """
    parts = path.split("/")
    for length in range(len(parts), 0, -1):
        for base in (workspace.received, workspace.folder):
            found = base.joinpath(*parts[:length])
            if found.is_file():
                return found
    return None
