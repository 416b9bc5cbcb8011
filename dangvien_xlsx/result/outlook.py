"""Where the year may end at today's pace: a range, always an estimate, never in the signed appendix."""

from datetime import date
from typing import NamedTuple

from dangvien_xlsx.model.counts import predicted
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod
from dangvien_xlsx.model.period import Period, months_of

_TAIL = 0.1
"""Beyond each end of a range of 80%."""
_LEAST_MONTHS = 3
"""Less than a quarter says nothing of a year."""
_LEAST_YEARS = 2


class Outlook(NamedTuple):
    """The year's total that is to be expected, in a range of 80%. ``years``: whose seasons it follows, if any."""

    low: int
    high: int
    years: tuple[int, ...] = ()


def outlook(period: Period, cumulative: int, comparison: Comparison | None) -> Outlook | None:
    """Return where the year may end; nothing before a quarter of it is known, nor once it is over.

    Two whole years known give the part of a year that is usually reached by now; otherwise the pace is even.

    Args:
        period: The one that ends now.
        cumulative: The year's running total.
        comparison: Knows the earlier years.
    """
    months = months_of(period.year_start, period.end)
    if not _LEAST_MONTHS <= months < 12:
        return None
    known, years = months / 12, _whole_years(period, comparison)
    if len(years) >= _LEAST_YEARS:
        by_now = sum(item.total for items in years.values() for item in items if item.end.month <= months)
        whole = sum(item.total for items in years.values() for item in items)
        if 0 < by_now < whole:
            known = by_now / whole
        else:
            years = {}
    else:
        years = {}
    low, high = (cumulative + predicted(cumulative, known, tail) for tail in (_TAIL, 1 - _TAIL))
    return Outlook(low, high, tuple(sorted(years)))


def _whole_years(period: Period, comparison: Comparison | None) -> dict[int, list[EarlierPeriod]]:
    """Return the earlier years whose every month is known, each once, in periods that end with this one's month."""
    by_year: dict[int, list[EarlierPeriod]] = {}
    for item in comparison.all if comparison else ():
        if item.start.year == item.end.year < period.end.year:
            by_year.setdefault(item.end.year, []).append(item)
    return {
        year: items
        for year, items in by_year.items()
        if _covers(year, items) and any(item.end.month == period.end.month for item in items)
    }


def _covers(year: int, items: list[EarlierPeriod]) -> bool:
    """Tell whether periods follow each other without a gap or an overlap from a year's first day to its last."""
    ordered = sorted(items, key=lambda item: item.start)
    months = sum(months_of(item.start, item.end) for item in ordered)
    return months == 12 and ordered[0].start == date(year, 1, 1) and ordered[-1].end == date(year, 12, 31)
