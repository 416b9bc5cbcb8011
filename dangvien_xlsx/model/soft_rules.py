"""Soft rules: figures that can be right and are unusual. Each asks for a reason and blocks nothing.

Declared like the hard ones, as conditions with a reading in Python and one in Excel, so that the form and the intake
cannot disagree: what a unit's past says becomes a bound, a number, before either reads it.

**Which statistics, and why.** Counts of persons admitted are small, skewed and mostly 0, 1 or 2, so a mean with a
standard deviation, or the median with its absolute deviation (which is 0 for 1, 1, 1), flags every second unit. The
bound is that of a prediction from Poisson counts: with a rate of which n periods are known and Jeffreys' prior, the
next count is negative binomial (Hahn, Meeker and Escobar, *Statistical Intervals*, 2nd ed. 2017, chapter 7 on Poisson
prediction; Gelman et al., *Bayesian Data Analysis*, 3rd ed., section 2.6). Few periods make it wide by itself. The
rate is taken from the median, which one wrong number of the past does not move; and nothing counts as far that is
less than five persons away, so that no unit of 0, 1 and 2 ever trips.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import comb
from statistics import median_high, median_low
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.model.counts import predicted
from dangvien_xlsx.model.expression import Condition, differs, every, is_number, is_within, negate
from dangvien_xlsx.model.indicator import ADMITTED, HIGHEST_COUNT, Indicator, Kind, Relation
from dangvien_xlsx.model.rules import Rule, Rules

CODE = "unusual-value"
LEAST_AWAY = 5
"""Persons that a figure is away from what is usual before anybody is asked."""
MANY = 10
"""From so many on it is no chance that each part is as large as the whole."""
_TAIL_ABOVE, _TAIL_BELOW = 0.02, 0.05
"""How improbable a figure is that is far above, or far below."""
_CHANCE_OF_SHARE = 0.001
"""How improbable it is that a unit has all of its group's part: a thousandth, for there are many groups and parts."""
_NEAR = (4, 5)
"""The part of the office's whole target that one unit in one period comes near it with: four fifths."""
_TEN = 10


class Past(NamedTuple):
    """What is known of one unit when it reports.

    ``figures``: by indicator, those of earlier periods as long as this one, the last one last.

    ``target``: its own for the year. ``office_target``: all units' together, none where there is but one unit.
    ``was_exhausted``: whether it said so in the last period.
    """

    figures: Mapping[str, tuple[int, ...]] = MappingProxyType({})
    target: int | None = None
    office_target: int | None = None
    was_exhausted: bool = False


class Bounds(NamedTuple):
    """What the clerk declared for an indicator: no rule at all, or bounds instead of those of the past."""

    is_off: bool = False
    above: int | None = None
    times: int | None = None


def soft_rules(indicators: Sequence[Indicator], past: Past, declared: Mapping[str, Bounds]) -> Rules:
    """Return the soft rules of each indicator, in the order in which they are asked; the first that holds is told.

    Args:
        indicators: Those that the form asks for.
        past: What is known of the unit.
        declared: By indicator code, what the clerk declared.
    """
    counted = [item for item in indicators if item.kind is Kind.INTEGER]
    rules: dict[str, tuple[Rule, ...]] = {}
    for indicator in counted:
        said = declared.get(indicator.code, Bounds())
        if not said.is_off:
            rules[indicator.code] = tuple(_rules(indicator, counted, past, said))
    return rules


def _rules(indicator: Indicator, counted: Sequence[Indicator], past: Past, said: Bounds) -> Iterator[Rule]:
    code, figures = indicator.code, past.figures.get(indicator.code, ())

    def rule(kind: str, when: Condition, **about: object) -> Rule:
        return Rule(CODE, indicator, every(is_number(code), when), {"kind": kind, "history": figures[-3:], **about})

    if said.above is not None:
        yield rule("declared", _over(code, said.above), bound=said.above)
    if figures and not indicator.parent:  # a part rises and falls with its whole, and can never be more
        last = figures[-1]
        for low, high in _slips(last):
            yield rule("digits", is_within(code, low, high), previous=last)
        below, above = bounds_of(figures, said.times)
        yield rule("far", _over(code, above), previous=last)
        if below > 0:
            yield rule("far", is_within(code, 0, below - 1), previous=last)
    if code == ADMITTED:
        if past.target:
            yield rule(
                "own-target", _over(code, max(2 * past.target, past.target + LEAST_AWAY - 1)), target=past.target
            )
        if past.office_target:
            near = max(past.office_target * _NEAR[0] // _NEAR[1], LEAST_AWAY)
            yield rule("office-target", _over(code, near - 1), target=past.office_target)
        if past.was_exhausted:
            yield rule("after-exhausted", _over(code, LEAST_AWAY - 1))
        yield from (rule(kind, when) for kind, when in _of_all(counted, past))


def takes_whole_share(part: int, whole: int, others: int) -> bool:
    """Tell whether it is no chance that one unit alone has a part of which the rest of its group has nobody.

    Were the part spread over the group's persons, all of it would fall to this unit's with the hypergeometric
    probability. It needs the other units' figures, so it is asked at intake alone: no form sees another unit.

    Args:
        part: The part's figure at this unit, which is the group's.
        whole: The unit's figure that the part belongs to.
        others: The same figure of the group's other units together.
    """
    if part < LEAST_AWAY or whole < part or others < LEAST_AWAY:
        return False
    return comb(whole, part) / comb(whole + others, part) < _CHANCE_OF_SHARE


def _over(code: str, bound: int) -> Condition:
    return is_within(code, bound + 1, max(HIGHEST_COUNT, bound + 1))


def _of_all(counted: Sequence[Indicator], past: Past) -> Iterator[tuple[str, Condition]]:
    """Yield what speaks of all figures of a form together."""
    last = {item.code: past.figures[item.code][-1] for item in counted if past.figures.get(item.code)}
    if len(last) == len(counted) > 1 and last.get(ADMITTED, 0) >= LEAST_AWAY:
        same = (every(is_number(code), is_within(code, number, number)) for code, number in last.items())
        yield "repeated", every(*same)
    parts = [item.code for item in counted if item.parent == ADMITTED and item.relation is Relation.WITHIN]
    if len(parts) > 1:
        all_of_it = (every(is_number(code), negate(differs((code,), ADMITTED))) for code in parts)
        yield "parts", every(is_within(ADMITTED, MANY, HIGHEST_COUNT), *all_of_it)


def _slips(last: int) -> Iterator[tuple[int, int]]:
    """Yield the figures that slips of the keyboard make of the last one: a digit too many, two digits exchanged."""
    if last and 9 * last >= LEAST_AWAY:
        yield _TEN * last, _TEN * last + 9
    digits = str(last)
    for index in range(len(digits) - 1):
        exchanged = int(digits[:index] + digits[index + 1] + digits[index] + digits[index + 2 :])
        if abs(exchanged - last) >= LEAST_AWAY:
            yield exchanged, exchanged


def bounds_of(figures: Sequence[int], times: int | None = None) -> tuple[int, int]:
    """Return the lowest and the highest figure that is not far from a unit's past.

    Args:
        figures: Of earlier periods as long as this one.
        times: How many times the median is still usual, where the clerk declared it.
    """
    low, high, periods = median_low(figures), median_high(figures), len(figures)
    known = periods / (periods + 1)
    above = high * times if times else predicted(high * periods, known, 1 - _TAIL_ABOVE)
    below = predicted(low * periods, known, _TAIL_BELOW)
    return min(below, low - LEAST_AWAY + 1), max(above, high + LEAST_AWAY - 1)
