"""What earlier periods came to, and how a period compares with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.model.period import Period, add_months
from dangvien_xlsx.model.submission import State


class Part(NamedTuple):
    """What a recast figure is made of: a unit of then, what of its number is in it, and which part that is of it."""

    code: str
    name: str
    admitted: int | None
    share: Fraction


class EarlierUnit(NamedTuple):
    """A unit in an earlier period; ``admitted`` is blank where it had no number, ``state`` where it is not known.

    ``parts`` tells what its number is made of where it is not the one that it reported itself. ``values``: its counts
    by indicator.
    """

    code: str
    name: str
    group_code: str
    admitted: int | None
    is_exhausted: bool
    state: State | None = None
    parts: tuple[Part, ...] = ()
    values: Mapping[str, int] = MappingProxyType({})


JOIN = "+"
"""Between the codes of units that have a figure together, where nobody knows how it splits."""


class _Earlier(NamedTuple):
    source: str
    period_code: str
    start: date
    end: date
    units: Mapping[str, EarlierUnit]
    totals: Mapping[str, int] = MappingProxyType({})
    before: int | None = None


class EarlierPeriod(_Earlier):
    """An earlier period's summary: where it was read from, its days, its units by code, totals by indicator code.

    ``before``: what its own catalogue had typed as the year's total before it; none where nobody typed one.
    """

    @cached_property
    def total(self) -> int:
        """How many were admitted in all."""
        return sum(unit.admitted or 0 for unit in self.units.values())

    def together(self, code: str) -> EarlierUnit | None:
        """Return the figure that a unit of today has together with others; none where it has its own, or no part."""
        return self._joined.get(code)

    @cached_property
    def _joined(self) -> Mapping[str, EarlierUnit]:
        """The figures of several units together, by the code of each: every line of a comparison asks for its own."""
        joined: dict[str, EarlierUnit] = {}
        for unit in self.units.values():
            if JOIN in unit.code:
                for code in unit.code.split(JOIN):
                    joined.setdefault(code, unit)
        return joined

    def group_total(self, code: str) -> int:
        """Return how many were admitted in a group, as its units are today."""
        return self._group_totals[code]

    @cached_property
    def _group_totals(self) -> Counter[str]:
        totals: Counter[str] = Counter()
        for unit in self.units.values():
            totals[unit.group_code] += unit.admitted or 0
        return totals


class Comparison(NamedTuple):
    """The periods that a period is compared with: the last one, the same one last year, and those of its own year."""

    last: EarlierPeriod | None
    last_year: EarlierPeriod | None
    this_year: tuple[EarlierPeriod, ...]
    all: tuple[EarlierPeriod, ...]

    @property
    def year_total(self) -> int:
        """What the earlier periods of the year come to; with what one of them had typed as its own."""
        total = 0
        for item in self.this_year:
            total = (total if item.before is None else item.before) + item.total
        return total

    def unknown_until(self, period: Period) -> date:
        """Return the day from which on every day of the year before the period lies in a known period.

        What an earlier period had typed as its own earlier total reaches back to the year's start.
        """
        known = period.start
        for item in reversed(self.this_year):
            if item.end < known - timedelta(days=1):
                break
            known = period.year_start if item.before is not None else item.start
        return known


def compared(period: Period, earlier: Iterable[EarlierPeriod]) -> Comparison:
    """Choose by their days what a period is compared with; the order in which they are declared says nothing."""
    once = {(item.start, item.end): item for item in earlier if item.end < period.start}
    before = sorted(once.values(), key=lambda item: (item.end, item.start))
    year_ago = (add_months(period.start, -12), add_months(period.end, -12))
    same = [item for item in before if (item.start, item.end) == year_ago]
    of_year = [item for item in before if item.start.year == period.end.year]
    return Comparison(before[-1] if before else None, same[-1] if same else None, _apart(of_year), tuple(before))


def _apart(periods: Sequence[EarlierPeriod]) -> tuple[EarlierPeriod, ...]:
    """Leave out periods that lie within others, so that nobody is counted twice in the year."""
    return tuple(
        item
        for item in periods
        if not any(other.start <= item.start and item.end <= other.end for other in periods if other is not item)
    )
