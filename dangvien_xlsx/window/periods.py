"""The periods that can be opened: found in the folder of workspaces, or above what somebody chose. No screen here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.model.errors import DangvienError
from dangvien_xlsx.model.period import Period, next_period
from dangvien_xlsx.text import window as words
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.text.periods import day_in
from dangvien_xlsx.workspace.folder import CLOSED, RECEIVED, Workspace

_LONGEST_CODE = 30


class Listed(NamedTuple):
    """A period in the list; ``period`` is nothing where its catalogue cannot be read yet."""

    workspace: Workspace
    period: Period | None
    is_closed: bool

    @property
    def name(self) -> str:
        """Its code, or else its folder's name; a folder that says more than the code is named as well."""
        folder = self.workspace.folder.name
        if self.period is None or self.period.code == folder:
            return folder
        return f"{self.period.code} ({folder})"

    @property
    def state(self) -> str:
        """Its state in words."""
        if self.is_closed:
            return words.PERIOD_CLOSED
        return words.PERIOD_OPEN if self.period else words.PERIOD_BROKEN


def listed(workspace: Workspace) -> Listed:
    """Return a period as the list shows it."""
    try:
        period = workspace.catalogue().period
    except DangvienError:
        period = None
    return Listed(workspace, period, (workspace.folder / CLOSED).exists())


def periods_at(folder: Path) -> list[Listed]:
    """Return the periods of a folder of workspaces, or the folder itself if it is one."""
    if (folder / CATALOGUE_FILE).is_file():
        return [listed(Workspace(folder))]
    return [listed(workspace) for workspace in _workspaces(folder)]


def places_of(folder: Path | None) -> tuple[Path, ...]:
    """Return the folder of workspaces that was given, or that the given period lies in; the first is where new ones go.

    Without one it is the folder beside the program.
    """
    if folder is None or is_of_no_period(folder):
        beside = Path(__file__).resolve().parents[2] / "workbooks"
        return (beside if beside.is_dir() else Path.home(),)
    above = period_above(folder.resolve())
    return (above.folder.parent if above else folder.resolve() if folder.is_dir() else folder.resolve().parent,)


def first(folder: Path | None, places: Sequence[Path], last: str) -> Workspace | None:
    """Return the period to open at once: what was given, else the last one if it is of these folders; none if neither.

    Args:
        folder: What was given.
        places: The folders of workspaces.
        last: The folder of the period that was open last, blank if none was.
    """
    given = period_above(folder.resolve()) if folder else None
    remembered = Workspace(Path(last)) if last and Path(last).parent in places else None
    return given or (remembered if remembered and remembered.catalogue_path.is_file() else None)


def in_order(periods: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return periods as the list shows them: those with work left first, newest first."""
    return tuple(sorted(periods, key=lambda item: (item.is_closed, -_end(item).toordinal(), item.name)))


def _end(item: Listed) -> date:
    return item.period.end if item.period else date.max


def _workspaces(folder: Path) -> Iterator[Workspace]:
    try:
        children = sorted(child for child in folder.iterdir() if (child / CATALOGUE_FILE).is_file())
    except OSError:
        return
    yield from map(Workspace, children)


def period_above(path: Path) -> Workspace | None:
    """Return the period that a file or folder lies in, such as ``danh-muc.xlsx`` or ``nhan-ve``; none if in none."""
    for place in (path, *path.parents):
        if (place / CATALOGUE_FILE).is_file():
            return Workspace(place)
    return None


def is_of_no_period(path: Path) -> bool:
    """Tell whether a path is a file that lies in no period, such as a mail that was dropped on ``Bat-dau.bat``."""
    return path.is_file() and period_above(path.resolve()) is None


def stands_for_period(path: Path) -> bool:
    """Tell whether a path names a period or a folder of periods, rather than something to be taken in.

    Its catalogue does, its ``nhan-ve`` does, and so does a folder that holds either.
    """
    if path.name in (CATALOGUE_FILE, RECEIVED):
        return (path.parent / CATALOGUE_FILE).is_file()
    return path.is_dir() and bool((path / CATALOGUE_FILE).is_file() or any(_workspaces(path)))


class Wanted(NamedTuple):
    """What was typed for a new period."""

    code: str = ""
    start: str = ""
    end: str = ""
    deadline: str = ""


def proposed(earlier: Period | None) -> Wanted:
    """Return what a new period would be after an earlier one."""
    if earlier is None:
        return Wanted()
    following = next_period(earlier)
    deadline = f"{following.deadline:%d/%m/%Y}" if following.deadline else ""
    return Wanted(following.code, f"{following.start:%d/%m/%Y}", f"{following.end:%d/%m/%Y}", deadline)


def checked(wanted: Wanted, parent: Path, earlier: Period | None) -> Period | tuple[str, ...]:
    """Return the period that was typed, or everything that is wrong with it.

    Args:
        wanted: As typed.
        parent: The folder in which it is made.
        earlier: The period whose catalogue it takes over.
    """
    told: list[str] = []
    code = wanted.code.strip()
    if not code or len(code) > _LONGEST_CODE or not code.replace("-", "").replace("_", "").isalnum():
        told.append(words.BAD_CODE)
    elif (parent / code).exists():
        told.append(words.CODE_TAKEN.format(folder=parent / code))
    start = _day(words.NEW_START, wanted.start, told)
    end = _day(words.NEW_END, wanted.end, told)
    deadline = _day(words.NEW_DEADLINE, wanted.deadline, told) if wanted.deadline.strip() else None
    if start and end and start > end:
        told.append(words.DAYS_REVERSED.format(start=f"{start:%d/%m/%Y}", end=f"{end:%d/%m/%Y}"))
    if start and deadline and deadline < start:
        told.append(words.DEADLINE_EARLY.format(start=f"{start:%d/%m/%Y}", deadline=f"{deadline:%d/%m/%Y}"))
    if start and earlier and start <= earlier.end:
        about = {"start": f"{start:%d/%m/%Y}", "period": earlier.code, "end": f"{earlier.end:%d/%m/%Y}"}
        told.append(words.OVERLAPS.format(**about))
    if told or not start or not end:
        return tuple(told)
    return Period(code, "", start, end, deadline)


def _day(label: str, typed: str, told: list[str]) -> date | None:
    day = day_in(typed)
    if day is None:
        told.append(words.BAD_DAY.format(label=label.rstrip(":"), value=typed.strip()))
    return day
