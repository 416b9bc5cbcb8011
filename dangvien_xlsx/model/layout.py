"""The form's layout, declared once: what stands in which row and column, for the writer and the reader."""

from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.model.indicator import Indicator, by_code, depth_of

KIND = "ket-nap-dang-vien"
"""The form kind, ``mau`` in ``_meta``."""
VERSION = "1"
"""The form version, ``phien_ban`` in ``_meta``; raise it when the layout or the meaning of a code changes."""
EARLIER_VERSIONS: tuple[str, ...] = ()
"""Every earlier version that stays readable."""

META_KEYS = ("mau", "phien_ban", "don_vi", "ky", "ma_phieu", "chi_tieu")
"""The keys of ``_meta`` in their order."""

CODE_COLUMN = "ma"
VALUE_COLUMN = "gia_tri"
COLUMNS = (CODE_COLUMN, "tt", "ten", VALUE_COLUMN, "kiem_tra", "cach_ghi")
"""Codes of the form's columns, A to F, as they stand in hidden row 1."""

UNIT_ROW = "don_vi"
FILLED_BY_ROW = "nguoi_lap"
PHONE_ROW = "dien_thoai"
RESERVED = frozenset({*COLUMNS, *META_KEYS, UNIT_ROW, FILLED_BY_ROW, PHONE_ROW})
"""Codes that no indicator may take, because the form uses them."""

HEADING_ROWS = ("ma", "cap_tren", "co_quan", "tieu_de", "ky_bao_cao", UNIT_ROW, "han_nop", "tong_the", "dau_bang")
"""The rows above the first indicator, from row 0 down."""
LIST_ROW0 = HEADING_ROWS.index("tong_the")
"""Where a returned form lists what to mend."""


def a1(row0: int, column0: int, *, absolute: bool = False) -> str:
    """Return the A1 address of a zero-indexed row and column."""
    letters, number = "", column0 + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"${letters}${row0 + 1}" if absolute else f"{letters}{row0 + 1}"


def column0(code: str) -> int:
    """Return the zero-indexed column of a column code."""
    return COLUMNS.index(code)


class IndicatorRow(NamedTuple):
    """Where an indicator stands: zero-indexed row, depth of indentation, and its number as printed (``2.1``)."""

    indicator: Indicator
    row0: int
    depth: int
    number: str
    block_title: str = ""

    @property
    def input_a1(self) -> str:
        """The address of the input cell."""
        return a1(self.row0, column0(VALUE_COLUMN), absolute=True)

    @property
    def check_a1(self) -> str:
        """The address of the live check."""
        return a1(self.row0, column0("kiem_tra"), absolute=True)


class FormLayout(NamedTuple):
    """Where everything stands in a form for the given indicators."""

    rows: tuple[IndicatorRow, ...]
    last_row0: int
    listed: int = 0
    """Lines above the overall one that list what to mend, in a form that is returned."""

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
    def send_row0(self) -> int:
        """The row that says where to send the form; the form's last."""
        return self.last_row0 + 3

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


def form_layout(indicators: Sequence[Indicator], listed: int = 0) -> FormLayout:
    """Lay out a form: one row an indicator, in catalogue order, under the heading rows.

    Args:
        indicators: Those that the form asks for.
        listed: Lines that list what to mend.
    """
    known = by_code(indicators)
    first_row0 = len(HEADING_ROWS) + listed
    rows = tuple(
        IndicatorRow(indicator, row0, depth_of(indicator, known), number)
        for row0, (indicator, number) in enumerate(zip(indicators, numbered(indicators), strict=True), first_row0)
    )
    return FormLayout(rows, first_row0 + len(rows) - 1, listed)
