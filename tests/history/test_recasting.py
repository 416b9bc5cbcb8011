"""Recasting to the units of today: nothing is lost, nothing is invented.

By hand. Twenty half-years from 2015; in each, unit 01 admits 1, 02 admits 2, … as long as it exists:

    from 01/07/2017   02, 03 -> 01      three become one, 01 goes on
    from 01/01/2019   04 -> 04, 04b     half and half: of 4 in each earlier period 2 and 2
    from 01/07/2020   05 -> 05, 05b     nobody knows how: 5 stay together
    from 01/01/2021   06 -> 06x         a new code, a new name
    from 01/07/2021   07 -> 08          07 is abolished …
    from 01/07/2022   08 -> 08, 07      … and founded again, two thirds and one third

    period        raw                                        today
    2015-06       1+2+3+4+5+6+7+8 = 36                       01: 1+2+3 = 6; 04: 2; 04b: 2; 05+05b: 5; 06x: 6;
                                                             7 and 8 came together, so of 7: 5 to 08, 2 to 07 (4,67 and
                                                             2,33, the largest remainder is 08's), of 8: 5 and 3 (5,33
                                                             and 2,67); 08: 10; 07: 5.           Sum 6+4+5+6+15 = 36
    2018-12       01: 6; 4..8 as before                      the same
    2024-06       as reported                                as reported
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.history.recasting import allotted, owners_of, recast, recast_earlier
from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.model.unit import Unit
from tests.history.periods import past_period, past_unit

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
CHANGES = (
    Change("02", "01", None, date(2017, 7, 1)),
    Change("03", "01", None, date(2017, 7, 1)),
    Change("04", "04", HALF, date(2019, 1, 1)),
    Change("04", "04b", HALF, date(2019, 1, 1)),
    Change("05", "05", None, date(2020, 7, 1)),
    Change("05", "05b", None, date(2020, 7, 1)),
    Change("06", "06x", None, date(2021, 1, 1)),
    Change("07", "08", None, date(2021, 7, 1)),
    Change("08", "08", 2 * THIRD, date(2022, 7, 1)),
    Change("08", "07", THIRD, date(2022, 7, 1)),
)
TODAY = {
    code: Unit(code, f"Nay {code}", "II", "Nhóm mới") for code in ("01", "04", "04b", "05", "05b", "06x", "07", "08")
}


def half_year(index: int, numbers: dict[str, int | None]) -> PastPeriod:
    year, second = divmod(index, 2)
    start = date(2015 + year, 7 if second else 1, 1)
    end = date(2015 + year, 12, 31) if second else date(2015 + year, 6, 30)
    return PastPeriod(*past_period(2015, numbers)._replace(code=f"{start:%Y-%m}", start=start, end=end))


def reported(start: date) -> dict[str, int | None]:
    """Return who existed on a day, and what it reported."""
    numbers = {"01": 1, "02": 2, "03": 3, "04": 4, "05": 5, "06": 6, "07": 7, "08": 8}
    if start >= date(2017, 7, 1):
        del numbers["02"], numbers["03"]
    if start >= date(2019, 1, 1):
        numbers["04b"] = 3
    if start >= date(2020, 7, 1):
        numbers["05b"] = 1
    if start >= date(2021, 1, 1):
        numbers["06x"] = numbers.pop("06")
    if date(2021, 7, 1) <= start < date(2022, 7, 1):
        del numbers["07"]
    return dict(numbers)


PERIODS = [half_year(index, {}) for index in range(20)]
PERIODS = [half_year(index, reported(item.start)) for index, item in enumerate(PERIODS)]


def numbers_of(period: PastPeriod) -> dict[str, object]:
    return {unit.code: unit.value("ket_nap") for unit in period.units}


def test_the_sums_of_twenty_periods_are_what_they_were() -> None:
    for period in PERIODS:
        made = recast(period, CHANGES, TODAY).period
        assert made.total("ket_nap") == period.total("ket_nap"), period.code
        assert set(numbers_of(made)) <= {*TODAY, "05+05b"}, period.code
    assert PERIODS[0].total("ket_nap") == 36


def test_the_first_period_is_what_was_worked_out_by_hand() -> None:
    made = recast(PERIODS[0], CHANGES, TODAY)
    expected = {"01": 6, "04": 2, "04b": 2, "05+05b": 5, "06x": 6, "07": 5, "08": 10}
    assert numbers_of(made.period) == expected
    assert [(part.code, part.admitted, part.share) for part in made.parts["01"]] == [
        ("01", 1, Fraction(1)),
        ("02", 2, Fraction(1)),
        ("03", 3, Fraction(1)),
    ]
    assert [(part.code, part.admitted) for part in made.parts["08"]] == [("07", 5), ("08", 5)]
    assert made.period.unit["05+05b"].name == "Nay 05 và Nay 05b"
    assert {unit.group_name for unit in made.period.units} == {"Nhóm mới"}
    assert [unit.code for unit in made.period.units] == ["01", "04", "04b", "05+05b", "06x", "07", "08"]


def test_what_was_reported_after_the_changes_stands_as_it_is() -> None:
    made = recast(PERIODS[-1], CHANGES, TODAY)
    assert numbers_of(made.period) == numbers_of(PERIODS[-1])
    assert made.parts == {}
    assert made.period.unit["01"].figures == PERIODS[-1].unit["01"].figures, "file and cell are still told"


def test_a_unit_that_had_no_number_adds_none_and_makes_none() -> None:
    one = PERIODS[0]._replace(units=(past_unit("01", None), past_unit("02", None), past_unit("03", 0)))
    assert numbers_of(recast(PastPeriod(*one), CHANGES, TODAY).period) == {"01": 0}
    both = one._replace(units=one.units[:2])
    made = recast(PastPeriod(*both), CHANGES, TODAY).period
    assert (numbers_of(made), made.unit["01"].state) == ({"01": None}, "exhausted")
    assert made.unit["01"].value("ghi_chu") is None


def test_of_a_change_within_a_period_only_what_ended_is_moved() -> None:
    start, end, day = date(2023, 1, 1), date(2023, 6, 30), date(2023, 4, 1)
    changes = [Change("01", "01", HALF, day), Change("01", "02", HALF, day), Change("03", "04", None, day)]
    assert owners_of("01", changes, start, end) == {("01",): 1}, "01 and 02 report for themselves"
    assert owners_of("03", changes, start, end) == {("04",): 1}
    assert owners_of("01", changes, date(2023, 4, 1), end) == {("01",): 1}


def test_together_and_merged_again_is_one() -> None:
    later = Change("05b", "05", None, date(2022, 1, 1))
    assert owners_of("05", [*CHANGES, later], date(2015, 1, 1), date(2015, 6, 30)) == {("05",): 1}


def test_an_earlier_period_known_by_its_summary_is_recast_the_same_way() -> None:
    for period in PERIODS:
        by_book = recast(period, CHANGES, TODAY).as_earlier("x")
        by_summary = recast_earlier(period.as_earlier("x"), CHANGES, TODAY)
        assert by_summary.units == by_book.units
        assert by_summary.total == period.total("ket_nap")


@dataclass
class World:
    """Units that come and go, what became of them, and what they reported."""

    periods: list[PastPeriod]
    changes: list[Change]
    units: set[str]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    units = [f"{code:02d}" for code in range(draw(st.integers(2, 6)))]
    changes: list[Change] = []
    periods = []
    for index in range(draw(st.integers(1, 8))):
        numbers = {code: draw(st.none() | st.integers(0, 50)) for code in units}
        periods.append(half_year(index, numbers))
        day = half_year(index + 1, {}).start
        kind = draw(st.sampled_from(["none", "merge", "split", "together", "rename"]))
        one = draw(st.sampled_from(units))
        fresh = f"n{index}"
        if kind == "merge" and len(units) > 1:
            other = draw(st.sampled_from([code for code in units if code != one]))
            changes.append(Change(other, one, None, day))
            units.remove(other)
        elif kind == "split":
            weights = draw(st.lists(st.integers(1, 9), min_size=2, max_size=2))
            first, second = (Fraction(each, sum(weights)) for each in weights)
            changes += [Change(one, one, first, day), Change(one, fresh, second, day)]
            units.append(fresh)
        elif kind == "together":
            changes += [Change(one, one, None, day), Change(one, fresh, None, day)]
            units.append(fresh)
        elif kind == "rename":
            changes.append(Change(one, fresh, None, day))
            units[units.index(one)] = fresh
    return World(periods, changes, set(units))


@given(worlds())
def test_whatever_changes_the_sum_of_the_recast_series_is_that_of_the_raw_one(world: World) -> None:
    today = {code: Unit(code, code, "I", "Nhóm I") for code in sorted(world.units)}
    for period in world.periods:
        made = recast(period, world.changes, today)
        assert made.period.total("ket_nap") == period.total("ket_nap")
        for unit in made.period.units:
            assert set(unit.code.split("+")) <= world.units
        for code, parts in made.parts.items():
            known = [part.admitted for part in parts if part.admitted is not None]
            assert made.period.unit[code].value("ket_nap") == (sum(known) if known else None)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_the_parts_of_a_number_sum_to_it_and_none_is_a_whole_one_away(number: int, weights: list[int]) -> None:
    shares = [Fraction(each, sum(weights)) for each in weights]
    parts = allotted(number, shares)
    assert sum(parts) == number
    assert all(abs(part - number * share) < 1 for part, share in zip(parts, shares, strict=True))
