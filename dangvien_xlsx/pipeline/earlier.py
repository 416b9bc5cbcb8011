"""Finds the periods that one is compared with: those that its catalogue names, and those that the book knows."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.history.recasting import recast, recast_earlier
from dangvien_xlsx.history.series import Series, series_of, series_of_past
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod, compared
from dangvien_xlsx.model.errors import CatalogueError, WorkspaceError
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.pipeline.book import Kept, known_periods
from dangvien_xlsx.text import history as words
from dangvien_xlsx.workspace.folder import Workspace


class Found(NamedTuple):
    """The comparison, none where there is nothing to compare with, and what the user has to be told."""

    comparison: Comparison | None
    notices: tuple[str, ...]


def comparison_of(workspace: Workspace, catalogue: Catalogue, known: Kept | None = None) -> Found:
    """Find what a period is compared with; whatever is not found is told, and the period stands all the same.

    Args:
        workspace: The folder of the period.
        catalogue: Its catalogue.
        known: The periods of the book that it belongs to, where they have been read already.
    """
    known = known or known_periods(workspace.folder, but_last=True)
    own = series_of(catalogue)
    if any(_is_before(item, catalogue) for item in known.left_out):  # its catalogue has become that of another period
        known = known_periods(workspace.folder)
    past = [item for item in known.periods if _is_before(item, catalogue)]
    notices = list(known.notices)
    found: list[EarlierPeriod] = []
    for declared in catalogue.earlier:
        place = _place(workspace, declared)
        by_book = next((item for item in past if item.folder and Path(item.folder).name == place.name), None)
        try:
            if other := _other_series(place, own):
                notices.append(words.EARLIER_OTHER_SERIES.format(path=declared, office=other))
            else:
                found.append(recast_earlier(_read(place, declared), catalogue.changes, catalogue.unit))
        except WorkspaceError as error:
            told = by_book and words.EARLIER_IN_BOOK.format(path=declared, code=by_book.code)
            notices.append(told or str(error))
    days = {(item.start, item.end) for item in found}
    unknown = [item for item in past if (item.start, item.end) not in days]
    found += [recast(item, catalogue.changes, catalogue.unit).as_earlier(words.SOURCE) for item in unknown]
    return Found(compared(catalogue.period, found) if found else None, tuple(notices))


def _is_before(item: PastPeriod, catalogue: Catalogue) -> bool:
    """Tell whether a period is an earlier one of a catalogue's series."""
    return item.end < catalogue.period.start and series_of_past(item).belongs_to(series_of(catalogue))


def _place(workspace: Workspace, declared: str) -> Path:
    """Return where a declared way leads; one that the system does not even look up (too long) leads nowhere."""
    place = workspace.folder / declared.replace("\\", "/")
    with suppress(OSError, ValueError, RuntimeError):
        return place.resolve()
    return place


def _read(place: Path, declared: str) -> EarlierPeriod:
    from dangvien_xlsx.pipeline.past_summary import earlier_period

    return earlier_period(place, declared)


def _other_series(place: Path, own: Series) -> str:
    """Return the office of a workspace that is of another series; blank where it is of this one, or none at all."""
    try:
        if not place.is_dir():
            return ""
        there = series_of(Workspace(place).catalogue())
    except (CatalogueError, WorkspaceError, OSError, ValueError):
        return ""  # reading its summary tells what is wrong
    return "" if there.belongs_to(own) else f"{there.office}, {there.superior}"
