"""Recasts what units reported then to the units of today: merged, split, renamed; nothing is lost, nothing invented."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dangvien_xlsx.model.change import Change, by_day
from dangvien_xlsx.model.earlier import JOIN, EarlierPeriod, EarlierUnit, Part
from dangvien_xlsx.model.history import PastFigure, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Kind
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.history import TOGETHER
from dangvien_xlsx.text.names import YES

Owners = tuple[str, ...]
"""Whose a figure is today: one unit's, or that of several together where nobody knows how it splits."""
_Shares = dict[Owners, Fraction]


def owners_of(code: str, changes: Iterable[Change], start: date, end: date) -> _Shares:
    """Return whose a unit's figures of a period are today, and to what part.

    Args:
        code: The unit's code then.
        changes: All that are known.
        start: The period's first day. A change from that day on had been made when the units reported.
        end: Its last day. Of a change within the period only what ended is moved: who went on reported for itself.
    """
    shares: _Shares = {(code,): Fraction(1)}
    for day, moves in by_day(changes):
        if day <= start:
            continue
        gone = {old: rows for old, rows in moves.items() if old not in {row.new for row in rows}}
        following: _Shares = {}
        for owners, part in shares.items():
            for new, share in _moved(owners, gone if day <= end else moves).items():
                following[new] = following.get(new, Fraction(0)) + part * share
        shares = following
    return shares


def _moved(owners: Owners, moves: Mapping[str, list[Change]]) -> _Shares:
    if not any(owner in moves for owner in owners):
        return {owners: Fraction(1)}
    if len(owners) == 1:
        rows = moves[owners[0]]
        if len(rows) == 1:
            return {(rows[0].new,): Fraction(1)}
        given = [row.share for row in rows if row.share is not None]
        if len(given) == len(rows):
            whole = sum(given)
            return {(row.new,): (row.share or Fraction(0)) / whole for row in rows}
    together = dict.fromkeys(new for owner in owners for new in _news(owner, moves))
    return {tuple(sorted(together)): Fraction(1)}


def _news(owner: str, moves: Mapping[str, list[Change]]) -> list[str]:
    return [row.new for row in moves[owner]] if owner in moves else [owner]


def allotted(number: int, shares: Sequence[Fraction]) -> list[int]:
    """Split a whole number by shares that come to one, by the largest remainder: the parts sum to the number."""
    exact = [number * share for share in shares]
    parts = [int(each) for each in exact]  # towards zero: numbers of persons are not negative
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in order[: number - sum(parts)]:
        parts[index] += 1
    return parts


class _Gathered:
    """What comes together in one unit of today."""

    def __init__(self) -> None:
        self.sums: dict[str, int] = {}
        self.sources: list[tuple[PastUnit, Fraction, int | None]] = []

    @property
    def is_as_it_was(self) -> bool:
        return len(self.sources) == 1 and self.sources[0][1] == 1


class Recast(NamedTuple):
    """A period under the units of today; ``parts`` tells, by code, what a figure is made of that is not as reported."""

    period: PastPeriod
    parts: Mapping[str, tuple[Part, ...]]

    def as_earlier(self, source: str) -> EarlierPeriod:
        """Return the period as others are compared with it; ``source`` names where that is known from."""
        earlier = self.period.as_earlier(source)
        units = {code: unit._replace(parts=self.parts.get(code, ())) for code, unit in earlier.units.items()}
        return EarlierPeriod(*earlier._replace(units=units))


def recast(period: PastPeriod, changes: Sequence[Change], today: Mapping[str, Unit]) -> Recast:
    """Return a period with its figures under the units of today; each sum is what it was.

    Args:
        period: As it was reported.
        changes: All that are known.
        today: The units of today by code: their names, their groups.
    """
    gathered: dict[Owners, _Gathered] = {}
    for unit in period.units:
        shares = owners_of(unit.code, changes, period.start, period.end)
        split = {
            figure.indicator: allotted(figure.value, list(shares.values()))
            for figure in unit.figures
            if isinstance(figure.value, int) and figure.indicator in period.counted
        }
        for index, (owners, share) in enumerate(shares.items()):
            into = gathered.setdefault(owners, _Gathered())
            for indicator, numbers in split.items():
                into.sums[indicator] = into.sums.get(indicator, 0) + numbers[index]
            into.sources.append((unit, share, split[ADMITTED][index] if ADMITTED in split else None))
    order = {code: place for place, code in enumerate(today)}
    parts: dict[str, tuple[Part, ...]] = {}
    units = [_unit(owners, each, period, today, parts) for owners, each in gathered.items()]
    units.sort(key=lambda unit: order.get(unit.code.split(JOIN)[0], len(order)))
    return Recast(PastPeriod(*period._replace(units=tuple(units))), parts)


def _unit(
    owners: Owners,
    gathered: _Gathered,
    period: PastPeriod,
    today: Mapping[str, Unit],
    parts: dict[str, tuple[Part, ...]],
) -> PastUnit:
    """Return a unit of today in a period; one of which nothing has become keeps its name of then and its figures."""
    first = gathered.sources[0][0]
    code = JOIN.join(owners)
    known = [today[owner] for owner in owners if owner in today]
    group = (known[0].group_code, known[0].group_name) if known else (first.group_code, first.group_name)
    if gathered.is_as_it_was and owners == (first.code,):
        return first._replace(group_code=group[0], group_name=group[1])
    parts[code] = tuple(Part(unit.code, unit.name, number, share) for unit, share, number in gathered.sources)
    state = _state([State(unit.state) for unit, _, _ in gathered.sources], gathered.sums.get(ADMITTED))
    figures = tuple(
        PastFigure(item.code, gathered.sums.get(item.code, YES if _is_exhausted(item.code, state) else None))
        for item in period.indicators
    )
    name = TOGETHER.join(unit.name for unit in known) or first.name
    return PastUnit(code, name, *group, None, state.value, "", "", figures)


def _is_exhausted(indicator: str, state: State) -> bool:
    return indicator == EXHAUSTED and state is State.EXHAUSTED


def _state(states: Sequence[State], admitted: int | None) -> State:
    """Return the state of what came together: a number says it, or else the first of the units that existed."""
    if admitted is not None:
        return State.REPORTED if admitted else State.ZERO
    return next((state for state in states if state is not State.NOT_APPLICABLE), State.NOT_APPLICABLE)


def recast_earlier(period: EarlierPeriod, changes: Sequence[Change], today: Mapping[str, Unit]) -> EarlierPeriod:
    """Return a period that is known by its summary only, with the admissions under the units of today.

    Args:
        period: As its summary has it.
        changes: All that are known.
        today: The units of today by code.
    """
    units = tuple(
        PastUnit(
            *(unit.code, unit.name, unit.group_code, "", None, _state_of(unit).value, "", ""),
            tuple(PastFigure(code, number) for code, number in {**unit.values, ADMITTED: unit.admitted}.items()),
        )
        for unit in period.units.values()
    )
    counted = {ADMITTED: None} | {code: None for unit in period.units.values() for code in unit.values}
    past = PastPeriod(
        *("", period.period_code, "", period.start, period.end, "", "", None, period.before, "", "", "", "", ""),
        indicators=tuple(PastIndicator(code, "", Kind.INTEGER.name) for code in counted),
        units=units,
    )
    made = recast(past, changes, today).as_earlier(period.source)
    return EarlierPeriod(*made._replace(totals=period.totals))


def _state_of(unit: EarlierUnit) -> State:
    if unit.state:
        return unit.state
    if unit.admitted is None:
        return State.EXHAUSTED if unit.is_exhausted else State.MISSING
    return State.REPORTED if unit.admitted else State.ZERO
