"""What the window does with all periods: their book, a unit's past, the long table, what an older copy holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.text import history
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.errands import Outcome
from dangvien_xlsx.window.periods import in_order, listed
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.watch import Watch

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.taking_over import Older


def rebuild_book(folder: Path) -> Outcome:
    """Make the book of all periods anew."""
    from dangvien_xlsx.pipeline.history import rebuild

    made = rebuild(folder)
    return Outcome(words.REBUILT.format(count=made.periods, missing=made.missing), made.notices)


def unit_history(workspace: Workspace, code: str, name: str) -> Outcome:
    """Tell what a unit reported in each period, and from which file and cell.

    Args:
        workspace: The folder of the period.
        code: Of the unit.
        name: Of the unit.
    """
    from dangvien_xlsx.pipeline.history import unit_lines

    lines, notices = unit_lines(workspace.folder, code)
    return Outcome(notices=notices, lines=(words.HISTORY_OF.format(unit=name), *lines))


def export_periods(workspace: Workspace, output: Path) -> Outcome:
    """Write the long table of the periods."""
    from dangvien_xlsx.pipeline.history import export_periods as run

    exported = run(workspace.folder, "csv", output)
    about = {"count": exported.rows, "periods": exported.periods, "path": exported.path}
    return Outcome(history.EXPORTED.format(**about), exported.notices)


def offer_table(workspace: Workspace, path: Path) -> Outcome:
    """Look at the columns of a table; nothing is written."""
    from dangvien_xlsx.pipeline.tables import offered_columns

    return Outcome(offered=offered_columns(workspace, path))


def import_period(workspace: Workspace, path: Path, code: str, mapping: Mapping[str, str]) -> Outcome:
    """Take a table in: of an earlier period into the book, of the running one as one more source.

    Args:
        workspace: The folder of the period.
        path: The table.
        code: Of its period.
        mapping: What its columns are, as somebody said.
    """
    from dangvien_xlsx.pipeline.importing import import_period as run

    if code == workspace.catalogue().period.code:
        return _take_in(workspace, path, mapping)
    taken = run(workspace, path, code, mapping)
    if taken.mistakes:
        return Outcome(history.IMPORT_REFUSED.format(count=len(taken.mistakes)), taken.mistakes, is_good=False)
    unused = (history.IMPORT_UNUSED.format(headers="; ".join(taken.unused)),) if taken.unused else ()
    about = {"period": taken.period, "units": taken.units, "total": taken.total}
    return Outcome(history.IMPORTED.format(**about), unused)


def _take_in(workspace: Workspace, path: Path, mapping: Mapping[str, str]) -> Outcome:
    from dangvien_xlsx.model.findings import is_error
    from dangvien_xlsx.pipeline.answers import take_in

    taken = take_in(workspace, path, mapping)
    errors = tuple(f"{item.file}, {item.cell}: {item.message}" for item in taken.findings if is_error(item))
    told = history.TOOK.format(path=taken.path, rows=taken.rows, units=taken.units, total=taken.total)
    return Outcome(told, errors, is_good=not errors)


def take_over(older: "Older", workbooks: Path, watch: Watch) -> Outcome:
    """Copy the periods of another copy of the program and open the one to go on with.

    Args:
        older: The other copy.
        workbooks: Where the periods go.
        watch: Told of files copied.
    """
    from dangvien_xlsx.pipeline.taking_over import take_over as copied

    taken = copied(older, workbooks, watch)
    if not taken.periods:
        return Outcome(words.TAKEN_NONE.format(folder=older.folder), taken.notices, is_good=False)
    told = words.TAKEN_OVER.format(count=len(taken.periods), folder=older.folder)
    opens = in_order(listed(Workspace(folder)) for folder in taken.periods)[0].workspace
    return Outcome(told, taken.notices, workspace=opens, is_good=not taken.notices)
