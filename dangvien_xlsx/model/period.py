"""The period reported on, its deadline, and the period that comes next."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam time: UTC+7 all year round, so no time zone database is needed."""


class Period(NamedTuple):
    """The months counted, both days included, and the last day on which forms are on time."""

    code: str
    name: str
    start: date
    end: date
    deadline: date | None = None

    @property
    def year_start(self) -> date:
        """The first day of the year that the period is counted in."""
        return date(self.end.year, 1, 1)

    @property
    def signing_year(self) -> int:
        """The year in which a paper about the period is signed, where its day is not known yet.

        Nobody signs before the forms are due, nor before the period is over: December's report is signed in January.
        """
        return (self.deadline or self.end + timedelta(days=1)).year

    def is_open(self, day: date) -> bool:
        """Tell whether forms are not due yet on a day: who has not sent has still time."""
        return self.deadline is not None and day <= self.deadline

    def is_late(self, received: datetime) -> bool:
        """Tell whether ``received`` (aware) is after the end of the deadline's day, Vietnam time."""
        return self.deadline is not None and received > end_of_day(self.deadline)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day, Vietnam time."""
    return datetime.combine(day, time.max, VIETNAM)


def blank_stamp(period: Period) -> datetime:
    """Return the time of saving that a blank form bears: Open XML counts in UTC, so it is the first day's start there.

    A form that still bears it was filled by a program that does not note when it saves.
    """
    return datetime.combine(period.start, time(), UTC)


def in_vietnam(moment: datetime) -> datetime:
    """Return a moment in Vietnam time; a naive one is taken as UTC, as Open XML core properties are."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)


def add_months(day: date, months: int) -> date:
    """Move a day by months; a month's last day stays a last day."""
    is_last = (day + timedelta(days=1)).day == 1
    index = day.year * 12 + day.month - 1 + months
    year, month0 = divmod(index, 12)
    last = (date(year + month0 // 11, (month0 + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month0 + 1, last if is_last else min(day.day, last))


def months_of(start: date, end: date) -> int:
    """Return how many months some days lie in, both included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def next_period(period: Period) -> Period:
    """Return the period of the same length that follows; its name is left for the caller's language."""
    months = months_of(period.start, period.end)
    start, end = add_months(period.start, months), add_months(period.end, months)
    deadline = None if period.deadline is None else add_months(period.deadline, months)
    return period._replace(code=period_code(start, end), start=start, end=end, deadline=deadline)


def period_code(start: date, end: date) -> str:
    """Name a period by its months: ``2023-6T`` (to June), ``2023-12T``, ``2023-Q3``, ``2023-07``, ``2023``."""
    months = months_of(start, end)
    if months == 1:
        return f"{end:%Y-%m}"
    if months == 3 and end.month % 3 == 0:
        return f"{end.year}-Q{end.month // 3}"
    if months == 12 and end.month == 12:
        return f"{end.year}"
    return f"{end.year}-{end.month}T"


_NAMED = pattern(r"(?i)(\d{4})(?:-(?:(\d{1,2})T|Q([1-4])|T?(\d{2})))?")


def period_named(name: str) -> Period | None:
    """Return the period that a folder's name names by code, without name and deadline; none for any other name.

    ``2024-6T`` are six months from January on, ``2024-Q1`` and ``2024-T07`` a quarter and a month, ``2024`` the year.
    """
    found = _NAMED.fullmatch(name.strip())
    if not found:
        return None
    year, months, quarter, month = (int(part) if part else 0 for part in found.groups())
    first = quarter * 3 - 2 if quarter else month or 1
    last = first + 2 if quarter else month or months or (0 if found[2] or found[4] else 12)
    if not (1900 <= year < 2200 and 1 <= first <= last <= 12):
        return None
    start = date(year, first, 1)
    return Period(name.strip(), "", start, add_months(start, last - first + 1) - timedelta(days=1))
