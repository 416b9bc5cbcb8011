"""The table: one row a unit, in pandas, and what its columns come to."""

from typing import assert_never

import pandas as pd

from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.figures import Figures, UnitRows
from dangvien_xlsx.text.names import YES

GROUP, STATE = "_group", "_state"
"""Columns of the table beside the indicators' codes, which never begin with an underscore."""


def unit_table(rows: UnitRows) -> pd.DataFrame:
    """Build the table.

    Returns:
        A frame indexed by unit code, in the order of the rows; counts as ``Int64`` with blank as missing, other
        indicators as objects with blank as ``None``.
    """
    columns: dict[str, object] = {GROUP: rows.groups, STATE: rows.states}
    for code, kind in rows.kinds.items():
        dtype = "Int64" if kind is Kind.INTEGER else "object"
        columns[code] = pd.Series(list[object](rows.values[code]), dtype=dtype).array
    return pd.DataFrame(columns, index=pd.Index(list(rows.units), dtype=object))


def figures(rows: UnitRows) -> Figures:
    """Compute the sums and counts of the units."""
    table = unit_table(rows)
    addable = pd.DataFrame({GROUP: table[GROUP]}, index=table.index)
    for code, kind in rows.kinds.items():
        match kind:
            case Kind.INTEGER:
                addable[code] = table[code]
            case Kind.YES_NO:
                addable[code] = table[code] == YES
            case Kind.TEXT:
                addable[code] = table[code].notna()
            case _:
                assert_never(kind)
    codes = list(rows.kinds)
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
    return Figures(sums, states, rows.unasked)
