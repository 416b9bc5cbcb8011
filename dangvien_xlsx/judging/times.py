"""Puts a unit's forms into the order in which it sent them, and tells whether the first came in time."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.moments import Basis, is_possible
from dangvien_xlsx.model.period import Period, in_vietnam
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import TIMES

_TOGETHER = timedelta(minutes=10)
"""Files that were dropped into the folder together arrive within so much of each other."""
_APART = timedelta(hours=1)
"""Clocks of two computers differ by less."""
_JUST_BEFORE = timedelta(microseconds=1)


def moments_of(files: Sequence[ReceivedFile]) -> list[datetime]:
    """Return for each of a unit's files the moment that gives it its place among them.

    A file whose own time cannot be true has only its arrival, and that is no time to compare with the times that
    others were saved at: both may have been dropped into the folder on one day. So it comes before every file that
    arrived with it or after it and knows its time, and after the others. A mail that a server took has the place of
    that moment, whatever its own clock says: the server saw one after the other.
    """
    return [_seen(file) or (_moment(file, files) if file.claimed else file.received) for file in files]


def _seen(file: ReceivedFile) -> datetime | None:
    taken, came = file.claims.taken, arrived(file)
    return taken if taken and is_possible(taken, came, taken) else None


def _moment(doubtful: ReceivedFile, files: Iterable[ReceivedFile]) -> datetime:
    came = arrived(doubtful)
    known = [file.received for file in files if not file.claimed and arrived(file) >= came - _TOGETHER]
    return min([came, *(moment - _JUST_BEFORE for moment in known)])


def arrived(file: ReceivedFile) -> datetime:
    """Return when a file came into the folder, as far as that is known."""
    return file.arrived or file.received


def is_only_copied(file: ReceivedFile) -> bool:
    """Tell whether the only time that is known of a file is when somebody copied it: that orders nothing.

    One that gives a time which cannot be true is told of by its own finding.
    """
    own = (file.claims.saved, file.claims.changed)
    return file.basis is Basis.SAVED and file.received == file.arrived and file.received not in own and not file.claimed


def was_saved_before(file: ReceivedFile, other: ReceivedFile) -> bool:
    """Tell whether a file that came later was saved before another, by what both workbooks tell of themselves.

    An old form that is handed on, or found and mailed again, comes last and is not the last that the unit wrote.
    """
    saved, then = _saved(file), _saved(other)
    return bool(saved and then and saved + _APART < then)


def _saved(file: ReceivedFile) -> datetime | None:
    saved = file.claims.saved
    return saved if saved and is_possible(saved, arrived(file), file.received) else None


def lateness(period: Period, unit: str, files: Iterable[ReceivedFile]) -> tuple[bool, tuple[Finding, ...]]:
    """Tell whether the first of a unit's valid forms came after the deadline, and what is said of it.

    Args:
        period: Gives the deadline.
        unit: The unit's code.
        files: Those of its valid forms, at least one.
    """
    first = min(files, key=lambda file: file.received)
    if not period.deadline or not period.is_late(first.received):
        return False, ()
    about = {
        "value": f"{in_vietnam(first.received):%H:%M %d/%m/%Y}",
        "what": TIMES[first.basis],
        "deadline": f"{period.deadline:%d/%m/%Y}",
    }
    return True, (finding("late", {"unit": unit, "file": first.path}, **about),)


def clock_doubts(unit: str, files: Iterable[ReceivedFile]) -> tuple[Finding, ...]:
    """Return what is told of files that give a time which cannot be true."""
    told = []
    for file in files:
        if file.claimed:
            taken = f"{in_vietnam(file.received):%H:%M %d/%m/%Y}"
            about = {"value": file.claimed, "taken": taken, "what": TIMES[file.basis]}
            told.append(finding("clock-doubt", {"unit": unit, "file": file.path}, **about))
    return tuple(told)
