"""Changes of organisation: units merged, split or renamed on a day, as the catalogue's ``Sắp xếp`` tells them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Change(NamedTuple):
    """A pair: what a unit was, and what it, or a part of it, is from a day on.

    ``share``: the part of the old unit that goes there; none where nothing was typed: the whole, or, where the old unit
    becomes several, nobody knows and nobody invents. ``paper``: the decision, as typed.
    """

    old: str
    new: str
    share: Fraction | None
    day: date
    paper: str = ""


def by_day(changes: Iterable[Change]) -> list[tuple[date, dict[str, list[Change]]]]:
    """Return what becomes of each old unit, day after day."""
    days: dict[date, dict[str, list[Change]]] = {}
    for change in changes:
        days.setdefault(change.day, {}).setdefault(change.old, []).append(change)
    return sorted(days.items())


def ended(changes: Iterable[Change]) -> dict[str, date]:
    """Return the first day on which each unit is no longer: it goes on under no row's new code after its last end."""
    gone: dict[str, date] = {}
    for day, moves in by_day(changes):
        new = {change.new for rows in moves.values() for change in rows}
        for old in moves:
            gone.setdefault(old, day)
        for code in new:
            gone.pop(code, None)
    return gone
