"""Times that somebody claims beside times that somebody saw: what is believed, and what is only told.

A workbook's own time of saving, a mail's Date and an entry of a zip are claims of clocks that nobody of us has seen;
they reach 2099 and 9999, and some programs write Vietnam's time as if it were UTC, seven hours on. When a file came
into the folder was seen. So a claim counts only between 2000 and the arrival, and is bounded here, where it enters.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from dangvien_xlsx.model.period import VIETNAM

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No form, mail or workbook of ours is older: 1970 and 1980 are what programs write that know no time."""
_LONGEST_ON_THE_WAY = timedelta(days=7)
"""Servers try for four or five days to hand a mail on (RFC 5321, 4.5.4.1)."""
_SLACK = timedelta(hours=1)
"""Clocks of two computers differ by so much without anybody meaning anything by it; zones differ by more."""


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
    ANSWERED = "answered"
    """A form on the web, or whoever keeps a table, wrote down when the answer came."""


class Stamp(NamedTuple):
    """The time that counts for a file, what it is the time of, and a claim that was not believed, if there was one."""

    at: datetime
    basis: Basis = Basis.SAVED
    claimed: str = ""


class Claims(NamedTuple):
    """The times that a file and its mail give by themselves, wherever they lie; none where they give none.

    ``saved``: by the workbook. ``changed``: by the container that it lies in. ``sent``: the mail's Date. ``taken``:
    when the last server took the mail. ``answered``: by the row of a table; ``unread``: what stands there instead, in
    words.
    """

    saved: datetime | None = None
    changed: datetime | None = None
    sent: datetime | None = None
    taken: datetime | None = None
    answered: datetime | None = None
    unread: str = ""


NO_CLAIMS = Claims()


def is_possible(moment: datetime, arrived: datetime, now: datetime) -> bool:
    """Tell whether a claimed time can be true: not before 2000, not later than the arrival.

    Args:
        moment: As claimed, aware.
        arrived: When the file came into the folder, aware; ``EARLIEST`` where nobody knows, and only then ``now``
            bounds it, so that the same files have the same answer tomorrow.
        now: By this computer's clock, aware.
    """
    return EARLIEST <= moment <= (arrived if arrived > EARLIEST else now) + _SLACK


def believed(arrived: datetime, claims: Iterable[tuple[Basis, datetime]], now: datetime) -> Stamp:
    """Return the time that counts for a file: the first claim that can be true, else the arrival.

    Args:
        arrived: When the file came into the folder, aware; this was seen.
        claims: What the file and what it came in say, aware, the weightiest first.
        now: By this computer's clock, aware.
    """
    disbelieved = ""
    for basis, moment in claims:
        if is_possible(moment, arrived, now):
            return Stamp(moment, basis, disbelieved)
        # A time before 2000 is how programs write that they know none; one too late tells of a wrong clock.
        if moment > EARLIEST:
            disbelieved = disbelieved or written(moment)
    return Stamp(arrived, Basis.SAVED, disbelieved)


def mailed(sent: datetime | None, taken: datetime | None) -> tuple[list[tuple[Basis, datetime]], str]:
    """Return what a mail claims of its time, the weightiest first, and the Date that its own server belies.

    Args:
        sent: The mail's Date, aware.
        taken: When the last server took it, aware: that server saw it, so a later Date is not believed, nor one that is
            earlier by more than servers keep a mail before they give it up.
    """
    claims = [(basis, moment) for basis, moment in ((Basis.SENT, sent), (Basis.RECEIVED, taken)) if moment]
    if sent and taken and taken >= EARLIEST and not taken - _LONGEST_ON_THE_WAY <= sent <= taken + _SLACK:
        return [(Basis.RECEIVED, taken)], written(sent)
    return claims, ""


def arrival(changed: datetime, now: datetime) -> Stamp:
    """Return when a file came into the folder, by the file system; ``EARLIEST`` where that time cannot be.

    Args:
        changed: The file's own time in the folder, aware.
        now: By this computer's clock, aware; a day of grace, since clocks are set and zones changed.
    """
    if changed > now + timedelta(days=1):
        return Stamp(EARLIEST, claimed=written(changed))
    return Stamp(max(changed, EARLIEST))


def written(moment: datetime) -> str:
    """Return a claimed moment in words: by Vietnam's clock, or as claimed where that would be past the year 9999."""
    try:
        shown = moment.astimezone(VIETNAM)
    except OverflowError:
        shown = moment
    return f"{shown.hour:02d}:{shown.minute:02d} {shown.day:02d}/{shown.month:02d}/{shown.year:04d}"
