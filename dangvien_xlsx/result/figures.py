"""The table: one row a unit, in pandas, and the sums and counts that the summary stores beside its formulas."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import assert_never

import pandas as pd

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.submission import Account, State
from dangvien_xlsx.text.names import YES

GROUP, NAME, STATE = "_group", "_name", "_state"
"""Columns of the table beside the indicators' codes, which never begin with an underscore."""


def unit_table(catalogue: Catalogue, account: Account) -> pd.DataFrame:
    """Build the table.

    Returns:
        A frame indexed by unit code, in appendix order, a row for every unit of the catalogue; counts as ``Int64``
        with blank as missing, other indicators as objects with blank as ``None``.
    """
    units = [catalogue.unit[result.unit] for result in account.units]
    columns: dict[str, object] = {
        GROUP: [unit.group_code for unit in units],
        NAME: [unit.name for unit in units],
        STATE: [result.state.value for result in account.units],
    }
    for indicator in catalogue.indicators:
        values = [result.values.get(indicator.code) for result in account.units]
        dtype = "Int64" if indicator.kind is Kind.INTEGER else "object"
        columns[indicator.code] = pd.Series(values, dtype=dtype).array
    index = pd.Index([unit.code for unit in units], dtype=object)
    return pd.DataFrame(columns, index=index)


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


def figures(catalogue: Catalogue, account: Account) -> Figures:
    """Compute the sums and counts of an account's table."""
    table = unit_table(catalogue, account)
    addable = pd.DataFrame({GROUP: table[GROUP]}, index=table.index)
    for indicator in catalogue.indicators:
        values = table[indicator.code]
        match indicator.kind:
            case Kind.INTEGER:
                addable[indicator.code] = values
            case Kind.YES_NO:
                addable[indicator.code] = values == YES
            case Kind.TEXT:
                addable[indicator.code] = values.notna()
            case _:
                assert_never(indicator.kind)
    codes = [indicator.code for indicator in catalogue.indicators]
    grouped = addable.groupby(GROUP, sort=False)[codes].sum()
    sums: dict[tuple[str | None, str], int] = {
        (str(group), code): int(number) for code in codes for group, number in grouped[code].items()
    }
    sums |= {(None, code): int(addable[code].sum()) for code in codes}
    counted = table.groupby([GROUP, STATE], sort=False).size()
    states: dict[tuple[str | None, State], int] = {
        (str(group), State(state)): int(number)
        for group, state, number in counted.reset_index().itertuples(index=False, name=None)
    }
    for state, number in table[STATE].value_counts().items():
        states[(None, State(state))] = int(number)
    return Figures(sums, states, _unasked(catalogue, account))


def _unasked(catalogue: Catalogue, account: Account) -> Set[tuple[str | None, str]]:
    asked: dict[str | None, set[str]] = {}
    for result in account.units:
        if result.submission:
            for group in (None, catalogue.unit[result.unit].group_code):
                asked.setdefault(group, set()).update(result.submission.asked)
    codes = {item.code for item in catalogue.indicators}
    return frozenset((group, code) for group, known in asked.items() for code in codes - known)
