"""Times that somebody claims beside times that somebody saw: what is believed, and what is only told.

A workbook's own time of saving, a mail's Date and an entry of a zip are claims of clocks that nobody of us has seen;
they reach 2099 and 9999, and some programs write Vietnam's time as if it were UTC, seven hours on. When a file came
into the folder was seen. So a claim counts only between 2000 and the arrival, and is bounded here, where it enters.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No form, mail or workbook of ours is older: 1970 and 1980 are what programs write that know no time."""
_SLACK = timedelta(minutes=10)
"""Two clocks differ by so much without either being wrong; FAT counts in steps of two seconds, rounded down."""


class Basis(Enum):
    """What a time is the time of."""

    RECEIVED = "received"
    """A mail server took the mail."""
    SENT = "sent"
    """The mail's own Date."""
    SAVED = "saved"
    """The workbook's own time of saving, or that of the file."""
    SAID = "said"
    """Somebody told the figures by telephone or on paper."""


class Stamp(NamedTuple):
    """The time that counts for a file, what it is the time of, and a claim that was not believed, if there was one."""

    at: datetime
    basis: Basis = Basis.SAVED
    claimed: str = ""


def is_possible(moment: datetime, arrived: datetime) -> bool:
    """Tell whether a claimed time (aware) lies between 2000 and the arrival (aware)."""
    return EARLIEST <= moment <= arrived + _SLACK


def believed(arrived: datetime, claims: Iterable[tuple[Basis, datetime]]) -> Stamp:
    """Return the time that counts for a file: the first claim that can be true, else the arrival.

    Args:
        arrived: When the file was last written where it lies, aware; this was seen.
        claims: What the file and what it came in say, aware, the weightiest first.
    """
    disbelieved = ""
    for basis, moment in claims:
        if is_possible(moment, arrived):
            return Stamp(moment, basis, disbelieved)
        # A time before 2000 is how programs write that they know none; one after the arrival tells of a wrong clock.
        if moment > arrived:
            disbelieved = disbelieved or written(moment)
    return Stamp(arrived, Basis.SAVED, disbelieved)


def arrival(changed: datetime, now: datetime) -> datetime:
    """Return when a file came into the folder, by the file system: a time that cannot be is the earliest there is.

    Only a clock that is wrong while we run reaches the second bound, so equal files have equal answers.

    Args:
        changed: The file's own time in the folder, aware.
        now: By this computer's clock, aware.
    """
    return changed if EARLIEST <= changed <= now + timedelta(days=1) else EARLIEST


def written(moment: datetime) -> str:
    """Return a moment as it was claimed, day first, in the zone that it was claimed in: 9999 has no other zone."""
    return f"{moment:%H:%M} {moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
