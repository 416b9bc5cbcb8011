"""The sums and counts that the summary stores beside its formulas, and the rows they are made of."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.submission import Account, State, Value


class UnitRows(NamedTuple):
    """What is counted, a row for every unit of the catalogue, in appendix order: each column as long as the units.

    ``kinds`` and ``values`` are by indicator code; a blank value is ``None``. ``unasked``: by group and indicator, what
    no form that counts asked for; the group ``None`` is all together.
    """

    units: Sequence[str]
    groups: Sequence[str]
    states: Sequence[str]
    kinds: Mapping[str, Kind]
    values: Mapping[str, Sequence[Value]]
    unasked: Set[tuple[str | None, str]] = frozenset()


def unit_rows(catalogue: Catalogue, account: Account) -> UnitRows:
    """Return the rows of an account."""
    units = [catalogue.unit[result.unit] for result in account.units]
    return UnitRows(
        [unit.code for unit in units],
        [unit.group_code for unit in units],
        [result.state.value for result in account.units],
        {item.code: item.kind for item in catalogue.indicators},
        {item.code: [result.values.get(item.code) for result in account.units] for item in catalogue.indicators},
        _unasked(catalogue, account),
    )


@dataclass(frozen=True)
class Figures:
    """Sums and counts by group code; the key ``None`` is all groups together."""

    sums: Mapping[tuple[str | None, str], int]
    states: Mapping[tuple[str | None, State], int]
    unasked: Set[tuple[str | None, str]] = frozenset()
    """What no form that counts asked for: of it nobody said 0."""

    def sum(self, indicator: str, group: str | None = None) -> int:
        """Return the sum of a count, the units that said yes, or the units that wrote something."""
        return self.sums.get((group, indicator), 0)

    def total(self, indicator: str, group: str | None = None) -> int | None:
        """Return the sum; none where no form that counts asked for it.

        Where no form counts at all nothing was asked, and nothing is known to be missing from the forms.
        """
        return None if (group, indicator) in self.unasked else self.sum(indicator, group)

    def units(self, *states: State, group: str | None = None) -> int:
        """Return how many units are in one of some states; without any, how many exist in the period."""
        wanted = states or tuple(state for state in State if state is not State.NOT_APPLICABLE)
        return sum(self.states.get((group, state), 0) for state in wanted)


def _unasked(catalogue: Catalogue, account: Account) -> Set[tuple[str | None, str]]:
    asked: dict[str | None, set[str]] = {}
    for result in account.units:
        if result.submission:
            for group in (None, catalogue.unit[result.unit].group_code):
                asked.setdefault(group, set()).update(result.submission.asked)
    codes = {item.code for item in catalogue.indicators}
    return frozenset((group, code) for group, known in asked.items() for code in codes - known)
