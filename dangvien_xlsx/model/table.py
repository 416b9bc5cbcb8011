"""Which column of a table is what: a table has one row a unit or an answer, and is no form of ours."""

from collections.abc import Mapping
from typing import NamedTuple

UNIT_CODE, UNIT_NAME = "don_vi", "ten_don_vi"
TIME, SENDER, FILLER, STATE = "thoi_gian", "email", "ho_ten", "trang_thai"
ROLES = (UNIT_CODE, UNIT_NAME, TIME, SENDER, FILLER, STATE)
"""What a column can be beside an indicator: whose row it is, when and by whom it was answered, what state it tells."""


class TableColumns(NamedTuple):
    """What a clerk has confirmed of one table.

    ``sheet``: its name, blank for a table that is no workbook. ``columns``: an indicator's code or a role by header,
    only of columns that are used. ``day_first``: whether 06/07 is the sixth of July there. ``taken``: the how manyth
    table of the workspace it is, in the order in which they were taken in; 0 where nobody knows.
    """

    sheet: str
    columns: Mapping[str, str]
    day_first: bool = True
    taken: int = 0


class RowOf(NamedTuple):
    """Which table a row is of: the file, its columns as one text, and in which order tables were taken in."""

    path: str
    columns: str
    taken: int
