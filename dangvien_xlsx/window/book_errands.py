"""What the window does with the book of all periods: a unit's past, the long table, an earlier period from a table."""

from collections.abc import Mapping
from pathlib import Path

from dangvien_xlsx.text import history
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.errands import Outcome
from dangvien_xlsx.workspace.folder import Workspace


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
    """Look at the columns of a table that holds an earlier period; nothing is written."""
    from dangvien_xlsx.pipeline.importing import offered_columns

    return Outcome(offered=offered_columns(workspace, path))


def import_period(workspace: Workspace, path: Path, code: str, mapping: Mapping[str, str]) -> Outcome:
    """Take an earlier period into the book.

    Args:
        workspace: The folder of the period.
        path: The table.
        code: Of the earlier period.
        mapping: What its columns are, as somebody said.
    """
    from dangvien_xlsx.pipeline.importing import import_period as run

    taken = run(workspace, path, code, mapping)
    if taken.mistakes:
        return Outcome(history.IMPORT_REFUSED.format(count=len(taken.mistakes)), taken.mistakes, is_good=False)
    unused = (history.IMPORT_UNUSED.format(headers="; ".join(taken.unused)),) if taken.unused else ()
    about = {"period": taken.period, "units": taken.units, "total": taken.total}
    return Outcome(history.IMPORTED.format(**about), unused)
