"""How far the year's target is reached, by the office, by group and by unit: always by the year's running total."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import months_of
from dangvien_xlsx.model.submission import Account, State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.result.shares import one_decimal
from dangvien_xlsx.text import targets as words
from dangvien_xlsx.text.fold import thousands


class TargetProgress(NamedTuple):
    """Persons: to be admitted this year (none where no target is set), in this period, and in the year up to its end.

    ``share``: the running total's part of the target, a fraction.
    """

    target: int | None
    this_period: int
    cumulative: int
    share: float | None

    @property
    def before(self) -> int:
        """How many were admitted in the year before this period."""
        return self.cumulative - self.this_period

    @property
    def left(self) -> int:
        """How many are still to be admitted; none once the target is reached."""
        return max((self.target or 0) - self.cumulative, 0)


def target_progress(catalogue: Catalogue, figures: Figures, comparison: Comparison | None) -> TargetProgress:
    """Return how far the year's target is reached.

    Args:
        catalogue: The year's target.
        figures: What this period came to.
        comparison: Knows the earlier periods of the same year; where none is known, the period stands for the year.
    """
    admitted = figures.sum(ADMITTED)
    cumulative = admitted + year_before(catalogue, comparison)
    target = catalogue.target or None
    return TargetProgress(target, admitted, cumulative, cumulative / target if target else None)


def told(catalogue: Catalogue, progress: TargetProgress) -> str:
    """Return the progress in words, each figure named: ``Luỹ kế 6 tháng năm 2023: 53/110, 48,2%; riêng kỳ này …``."""
    year, target = words.year_to_date(catalogue.period), progress.target
    about = {"year": year, "cumulative": thousands(progress.cumulative), "now": thousands(progress.this_period)}
    if target is None:
        return words.TOLD_WITHOUT_TARGET.format(**about)
    shares = (one_decimal(count, target) for count in (progress.cumulative, progress.this_period))
    about["target"] = thousands(target)
    return words.TOLD.format(**about, **dict(zip(("share", "share_now"), shares, strict=True)))


def year_before(catalogue: Catalogue, comparison: Comparison | None) -> int:
    """Return how many were admitted in the year before the period: what was typed goes before what is added up.

    Args:
        catalogue: Has the earlier total, where somebody typed one.
        comparison: Knows the earlier periods of the same year; one of them may have had an earlier total typed too.
    """
    if catalogue.before is not None:
        return catalogue.before
    return comparison.year_total if comparison else 0


class UnitProgress(NamedTuple):
    """A unit's way to its target. Blank is not zero: ``now`` and ``before`` are none where there is no number.

    ``idle``: whole months just before this period, as far back as is known, in which it admitted nobody.
    """

    unit: Unit
    state: State
    now: int | None
    before: int | None
    idle: int

    @property
    def target(self) -> int | None:
        """The unit's own target; a target of nobody is none."""
        return self.unit.target or None

    @property
    def cumulative(self) -> int | None:
        """The year's running total; none where the unit had no number all year."""
        return None if self.now is None and self.before is None else (self.now or 0) + (self.before or 0)

    @property
    def share(self) -> float | None:
        """The running total's part of the unit's own target, a fraction."""
        return None if self.target is None or self.cumulative is None else self.cumulative / self.target

    @property
    def left(self) -> int | None:
        """How many are still to be admitted; none where the unit has no target of its own."""
        return None if self.target is None else max(self.target - (self.cumulative or 0), 0)


def unit_progress(catalogue: Catalogue, account: Account, comparison: Comparison | None) -> tuple[UnitProgress, ...]:
    """Return each unit's way to its target, in appendix order, of those that exist in the period.

    Args:
        catalogue: The units and their targets.
        account: What every unit said.
        comparison: Knows the earlier periods.
    """
    of_year = comparison.this_year if comparison else ()
    run = _back_to_back(catalogue.period.start, comparison.all if comparison else ())
    found = []
    for result in account.units:
        if result.state is State.NOT_APPLICABLE:
            continue
        value = result.values.get(ADMITTED)
        now = value if isinstance(value, int) and not isinstance(value, bool) else None
        earlier = [unit.admitted for item in of_year if (unit := item.units.get(result.unit))]
        numbers = [number for number in earlier if number is not None]
        before = sum(numbers) if numbers else None
        found.append(UnitProgress(catalogue.unit[result.unit], result.state, now, before, _idle(run, result.unit)))
    return tuple(found)


def summed_target(units: Iterable[Unit]) -> int | None:
    """Return what the targets of some units come to; none unless every one of them has a target."""
    targets = [unit.target for unit in units]
    return None if not targets or None in targets else sum(target or 0 for target in targets)


def ranks(values: Iterable[float | None]) -> list[int | None]:
    """Return the places from the highest down, ties sharing one: 1, 2, 2, 4; what has no number has no place."""
    given = list(values)
    ordered = sorted((value for value in given if value is not None), reverse=True)
    place = {value: index for index, value in reversed(list(enumerate(ordered, 1)))}
    return [None if value is None else place[value] for value in given]


def _back_to_back(start: date, periods: Iterable[EarlierPeriod]) -> list[EarlierPeriod]:
    """Return the periods that lie without a gap before a day, the last one first."""
    known, run = list(periods), list[EarlierPeriod]()
    while True:
        ending = [item for item in known if item.end == start - timedelta(days=1)]
        if not ending:
            return run
        run.append(max(ending, key=lambda item: item.start))
        start = run[-1].start


def _idle(run: Iterable[EarlierPeriod], code: str) -> int:
    months = 0
    for item in run:
        unit = item.units.get(code)
        if unit is None or unit.admitted or (unit.admitted is None and not unit.is_exhausted):
            break
        months += months_of(item.start, item.end)
    return months
