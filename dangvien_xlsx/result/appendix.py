"""The printed appendix: its heading, a line a unit under its group, the total and what stands below, for every paper.

The workbook and the letter print these lines; what differs between them is only how they look.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, NOTE
from dangvien_xlsx.model.submission import Account, State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import appendix as words
from dangvien_xlsx.text.names import AS_OF, BY_HAND_FILE, STATES

LONGEST_NOTE = 200
"""Characters of a unit's own note that are printed; ``Dữ liệu`` has all of it."""
LEADING_RANK, LEADING_MOST = 5, 10
"""Units among the five highest lead, ties included, if they admitted somebody; so many as eleven that tie do not."""


class AppendixLine(NamedTuple):
    """A unit's line: its TT, how many were admitted (none where there is no number), and the remark."""

    number: int
    unit: Unit
    state: State
    admitted: int | float | None
    remark: str
    is_by_hand: bool = False


class Section(NamedTuple):
    """A group's lines under its roman number and name; the group itself has no figure."""

    code: str
    name: str
    lines: tuple[AppendixLine, ...]


class Leading(NamedTuple):
    """The units that share a place among the leading ones."""

    admitted: int | float
    names: tuple[str, ...]


@dataclass(frozen=True)
class Appendix:
    """The whole of it, in words and figures. ``subject``: title and period. ``attached``: the letter it goes with."""

    subject: str
    attached: str
    sections: tuple[Section, ...]

    @cached_property
    def lines(self) -> tuple[AppendixLine, ...]:
        """The units' lines without the groups'."""
        return tuple(line for section in self.sections for line in section.lines)

    @cached_property
    def total(self) -> int | float:
        """What the numbers above come to."""
        return sum(line.admitted for line in self.lines if line.admitted is not None)

    @cached_property
    def by_hand(self) -> str:
        """The sentence below the table that names the units whose figures came without a form; blank if none did."""
        names = [line.unit.name for line in self.lines if line.is_by_hand]
        return words.BY_HAND.format(units=", ".join(names)) if names else ""

    @cached_property
    def leading(self) -> tuple[Leading, ...]:
        """The leading units, the highest first, those of one place in appendix order."""
        least = leading_least(line.admitted for line in self.lines if line.admitted is not None)
        if least is None:
            return ()
        ahead = [
            (line.admitted, line.unit.name)
            for line in self.lines
            if line.admitted is not None and line.admitted >= least
        ]
        places = sorted({count for count, _ in ahead}, reverse=True)
        return tuple(Leading(place, tuple(name for count, name in ahead if count == place)) for place in places)


def appendix_of(catalogue: Catalogue, account: Account, as_of: date | None = None) -> Appendix:
    """Return the appendix of a period.

    Args:
        catalogue: The office, the period and the units.
        account: What every unit said; those that do not exist in the period are left out.
        as_of: The day up to which forms were counted, where one was asked for: the subject says it.
    """
    day = AS_OF.format(day=as_of) if as_of else ""
    shown = [result for result in account.units if result.state is not State.NOT_APPLICABLE]
    lines = [_line(catalogue.unit[result.unit], number, result) for number, result in enumerate(shown, 1)]
    return Appendix(
        subject=f"{catalogue.office.title} {catalogue.period.name}{day}",
        attached=words.attached_to(catalogue.office, catalogue.period.signing_year),
        sections=tuple(_section(tuple(group)) for _, group in groupby(lines, key=lambda line: line.unit.group_code)),
    )


def _section(lines: tuple[AppendixLine, ...]) -> Section:
    first = lines[0].unit
    return Section(first.group_code, first.group_name, lines)


def _line(unit: Unit, number: int, result: UnitResult) -> AppendixLine:
    admitted = result.values.get(ADMITTED)
    return AppendixLine(
        number=number,
        unit=unit,
        state=result.state,
        admitted=admitted if isinstance(admitted, int | float) and not isinstance(admitted, bool) else None,
        remark=remark_of(result.state, str(result.values.get(NOTE) or "") if unit.prints_note else ""),
        is_by_hand=result.file is not None and result.file.path == BY_HAND_FILE,
    )


def remark_of(state: State, note: str) -> str:
    """Return what stands in the remark column.

    Args:
        state: Exhausted, missing and invalid are always said.
        note: The unit's own note, as far as the clerk lets it into the appendix.
    """
    cut = note[:LONGEST_NOTE]
    if state is State.EXHAUSTED:
        return STATES[state] + (f"; {cut}" if cut else "")
    return STATES[state] if state in (State.MISSING, State.INVALID) else cut


def leading_least(counts: Iterable[int | float]) -> int | float | None:
    """Return the lowest count that leads; nothing where nobody does."""
    ordered = sorted((count for count in counts if count > 0), reverse=True)
    first_too_many = ordered[LEADING_MOST] if len(ordered) > LEADING_MOST else 0
    return min((count for count in ordered[:LEADING_RANK] if count > first_too_many), default=None)
