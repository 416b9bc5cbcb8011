"""Where things stand in a form, and how indicators and units are put in order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import coordinate_to_tuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation, part_blocks
from dangvien_xlsx.model.layout import HEADING_ROWS, RESERVED, a1, form_layout, numbered
from dangvien_xlsx.model.unit import Unit, groups_of


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_is_what_openpyxl_takes_it_for(row0: int, column0: int) -> None:
    assert coordinate_to_tuple(a1(row0, column0)) == (row0 + 1, column0 + 1)
    assert a1(row0, column0, absolute=True).replace("$", "") == a1(row0, column0)


def test_indicators_are_numbered_by_their_place_under_their_parent() -> None:
    def made(code: str, parent: str | None = None) -> Indicator:
        return Indicator(code, code, Kind.INTEGER, parent, Relation.WITHIN if parent else None)

    indicators = [made("a"), made("b", "a"), made("c", "b"), made("d", "a"), made("e"), made("f", "gone")]
    assert numbered(indicators) == ["1", "1.1", "1.1.1", "1.2", "2", "3"]
    assert [row.depth for row in form_layout(indicators).rows] == [0, 1, 2, 1, 0, 0]


def test_a_child_that_stands_before_its_parent_has_a_number_all_the_same() -> None:
    child = Indicator("con", "Con", Kind.INTEGER, "cha", Relation.WITHIN)
    numbers = numbered([child, Indicator("cha", "Cha", Kind.INTEGER)])
    assert len(set(numbers)) == 2
    assert not any(number.startswith(".") for number in numbers)


def test_the_form_has_one_row_an_indicator_under_its_heading(example: Catalogue) -> None:
    layout = form_layout(example.indicators)
    assert [row.row0 for row in layout.rows] == list(range(len(HEADING_ROWS), len(HEADING_ROWS) + 6))
    assert list(layout.input_of().values()) == [f"$D${number}" for number in range(10, 16)]
    assert len({layout.last_row0, layout.filled_by_row0, layout.phone_row0}) == 3
    assert layout.send_place[0] == layout.heading_row0("tong_the")
    assert RESERVED.isdisjoint(layout.input_of())


def test_parts_are_gathered_by_their_block() -> None:
    parts = [Indicator(code, code, Kind.INTEGER, "x", Relation.PART, block=code[0]) for code in ("a1", "b1", "a2")]
    within = Indicator("w", "w", Kind.INTEGER, "x", Relation.WITHIN)
    found = part_blocks("x", [*parts, within])
    assert [(name, [part.code for part in block]) for name, block in found] == [("a", ["a1", "a2"]), ("b", ["b1"])]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "exists"),
    [
        (None, None, True),
        (date(2023, 6, 30), None, True),
        (date(2023, 7, 1), None, False),
        (None, date(2023, 1, 1), True),
        (None, date(2022, 12, 31), False),
    ],
)
def test_a_unit_reports_for_a_period_in_which_it_existed_a_day(
    valid_from: date | None, valid_to: date | None, exists: bool
) -> None:
    unit = Unit("1", "Một", "I", "NHÓM", valid_from=valid_from, valid_to=valid_to)
    assert unit.exists_in(date(2023, 1, 1), date(2023, 6, 30)) is exists


def test_groups_stand_in_the_order_of_their_first_unit(example: Catalogue) -> None:
    assert [group.code for group in example.groups] == list(dict.fromkeys(unit.group_code for unit in example.units))
    assert sum((group.units for group in groups_of(example.units)), ()) == example.units
