"""The form's layout, declared once: what stands in which row and column, for the writer and the reader."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from dangvien_xlsx.model.indicator import Indicator, Relation, by_code, depth_of

KIND = "ket-nap-dang-vien"
"""The form kind, ``mau`` in ``_meta``."""
VERSION = "2"
"""The form version, ``phien_ban`` in ``_meta``; raise it when the layout or the meaning of a code changes."""
EARLIER_VERSIONS: tuple[str, ...] = ("1",)
"""Every earlier version that stays readable."""

META_KEYS = ("mau", "phien_ban", "don_vi", "ky", "ma_phieu", "chi_tieu")
"""The keys of ``_meta`` in their order."""

CODE_COLUMN = "ma"
VALUE_COLUMN = "gia_tri"
PREVIOUS_COLUMN, SAME_TERM_COLUMN, REASON_COLUMN, CHECK_COLUMN = "ky_truoc", "cung_ky", "ly_do", "kiem_tra"
HINT_COLUMN = "cach_ghi"
EARLIER_COLUMNS = (PREVIOUS_COLUMN, SAME_TERM_COLUMN)
"""Columns of earlier figures, right of the input; each is there only where some are known."""
COLUMNS = (CODE_COLUMN, "tt", "ten", VALUE_COLUMN, REASON_COLUMN, CHECK_COLUMN, HINT_COLUMN)
"""Codes of a form's columns from A on, as they stand in hidden row 1, where no earlier figures are known.

The reason stands between input and check: what Excel shows beside an input that is entered then hides no check.
"""
_COLUMNS_OF_VERSION_1 = (CODE_COLUMN, "tt", "ten", VALUE_COLUMN, CHECK_COLUMN, HINT_COLUMN)

UNIT_ROW = "don_vi"
FILLED_BY_ROW = "nguoi_lap"
PHONE_ROW = "dien_thoai"
PERIOD_ROW = "ky_bao_cao"
"""Code of the row with the line that names the period."""
DEADLINE_ROW = "han_nop"
BLOCK_ROW = "#khoi"
"""Stands in column A beside the heading of a block; no indicator can bear it."""
RESERVED = frozenset({*_COLUMNS_OF_VERSION_1, *META_KEYS, UNIT_ROW, FILLED_BY_ROW, PHONE_ROW})
"""Codes that no indicator may take, because the form uses them."""

HEADING_ROWS = ("ma", "cap_tren", "co_quan", "tieu_de", PERIOD_ROW, UNIT_ROW, DEADLINE_ROW, "tong_the", "dau_bang")
"""The rows above the first indicator, from row 0 down."""
LIST_ROW0 = HEADING_ROWS.index("tong_the")
"""Where a returned form lists what to mend."""


def a1(row0: int, column0: int, *, absolute: bool = False) -> str:
    """Return the A1 address of a zero-indexed row and column.

    Args:
        row0: The row, zero-indexed.
        column0: The column, zero-indexed.
        absolute: Whether the column is fixed by ``$``.
    """
    letters = letters_of(column0)
    return f"${letters}${row0 + 1}" if absolute else f"{letters}{row0 + 1}"


@cache
def letters_of(column0: int) -> str:
    """Return the letters of a zero-indexed column."""
    letters, number = "", column0 + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column0(code: str) -> int:
    """Return the zero-indexed column of a code; right of the input, where no earlier figures are known."""
    return COLUMNS.index(code)


def columns_of(version: str, earlier: Collection[str] = ()) -> tuple[str, ...]:
    """Return the codes of a form's columns.

    Args:
        version: Of the form.
        earlier: Those of ``EARLIER_COLUMNS`` that it has.
    """
    if version == EARLIER_VERSIONS[0]:
        return _COLUMNS_OF_VERSION_1
    place = column0(VALUE_COLUMN) + 1
    return (*COLUMNS[:place], *(code for code in EARLIER_COLUMNS if code in earlier), *COLUMNS[place:])


class IndicatorRow(NamedTuple):
    """Where an indicator stands: zero-indexed row, depth of indentation, and its number as printed (``2.1``)."""

    indicator: Indicator
    row0: int
    depth: int
    number: str
    is_under_heading: bool = False
    """Whether a heading of its block tells how it belongs to its parent."""
    columns: tuple[str, ...] = COLUMNS

    @property
    def input_a1(self) -> str:
        """The address of the input cell."""
        return a1(self.row0, self.columns.index(VALUE_COLUMN), absolute=True)

    @property
    def check_a1(self) -> str:
        """The address of the live check."""
        return a1(self.row0, self.columns.index(CHECK_COLUMN), absolute=True)

    @property
    def reason_a1(self) -> str:
        """The address of the reason for an unusual figure."""
        return a1(self.row0, self.columns.index(REASON_COLUMN), absolute=True)


class BlockRow(NamedTuple):
    """The heading of a block: zero-indexed row, the block's name, and the indicators that stand in it, in order."""

    row0: int
    title: str
    members: tuple[Indicator, ...]


class FormLayout(NamedTuple):
    """Where everything stands in a form for the given indicators."""

    rows: tuple[IndicatorRow, ...]
    last_row0: int
    listed: int = 0
    """Lines above the overall one that list what to mend, in a form that is returned."""
    blocks: tuple[BlockRow, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    version: str = VERSION

    def column0(self, code: str) -> int:
        """Return the zero-indexed column of a column code."""
        return self.columns.index(code)

    @property
    def last_column0(self) -> int:
        """The form's last column."""
        return len(self.columns) - 1

    def heading_row0(self, code: str) -> int:
        """Return the zero-indexed row of a heading line."""
        row0 = HEADING_ROWS.index(code)
        return row0 if row0 < LIST_ROW0 else row0 + self.listed

    @property
    def filled_by_row0(self) -> int:
        """The row for the name of the person who filled the form."""
        return self.last_row0 + 1

    @property
    def phone_row0(self) -> int:
        """The row for that person's telephone."""
        return self.last_row0 + 2

    @property
    def send_place(self) -> tuple[int, int]:
        """The zero-indexed cell that says where to send the form: beside the overall line; once the form's last row."""
        if self.version == EARLIER_VERSIONS[0]:
            return self.last_row0 + 3, 1
        return self.heading_row0("tong_the"), self.column0(REASON_COLUMN)

    @property
    def end_row0(self) -> int:
        """The form's last row."""
        return self.last_row0 + (3 if self.version == EARLIER_VERSIONS[0] else 2)

    def input_of(self) -> dict[str, str]:
        """Return the address of each indicator's input cell."""
        return {row.indicator.code: row.input_a1 for row in self.rows}


def numbered(indicators: Sequence[Indicator]) -> list[str]:
    """Number indicators by their place in the hierarchy: 1, 1.1, 1.2, 2; a child without its parent is a root."""
    known = by_code(indicators)
    count: dict[str | None, int] = {}
    place: dict[str, int] = {}
    for indicator in indicators:
        parent = indicator.parent if indicator.parent in known else None
        count[parent] = place[indicator.code] = count.get(parent, 0) + 1

    def number(indicator: Indicator) -> str:
        # A clerk may list a part above its whole, so the whole's number is asked for, not remembered.
        whole = known.get(indicator.parent or "")
        return f"{number(whole)}.{place[indicator.code]}" if whole else f"{place[indicator.code]}"

    return [number(indicator) for indicator in indicators]


def form_layout(
    indicators: Sequence[Indicator], listed: int = 0, earlier: Collection[str] = (), version: str = VERSION
) -> FormLayout:
    """Lay out a form: one row an indicator, in catalogue order, under the heading rows; a heading above each block.

    Args:
        indicators: Those that the form asks for.
        listed: Lines that list what to mend.
        earlier: The columns of earlier figures that it has.
        version: Of the form; version 1 had no headings of blocks.
    """
    known, columns = by_code(indicators), columns_of(version, earlier)
    row0 = len(HEADING_ROWS) + listed
    members = {} if version == EARLIER_VERSIONS[0] else _block_members(indicators)
    rows: list[IndicatorRow] = []
    blocks: list[BlockRow] = []
    headed = set()
    for indicator, number in zip(indicators, numbered(indicators), strict=True):
        key = (indicator.parent, indicator.relation, indicator.block)
        if key in members and key not in headed:
            headed.add(key)
            blocks.append(BlockRow(row0, indicator.block, tuple(members[key])))
            row0 += 1
        rows.append(IndicatorRow(indicator, row0, depth_of(indicator, known), number, key in members, columns))
        row0 += 1
    return FormLayout(tuple(rows), row0 - 1, listed, tuple(blocks), columns, version)


_BlockKey = tuple[str | None, Relation | None, str]


def _block_members(indicators: Sequence[Indicator]) -> dict[_BlockKey, list[Indicator]]:
    """Gather the indicators of each block that has a name."""
    members: dict[_BlockKey, list[Indicator]] = {}
    for indicator in indicators:
        if indicator.block and indicator.parent:
            members.setdefault((indicator.parent, indicator.relation, indicator.block), []).append(indicator)
    return members
