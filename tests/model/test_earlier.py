"""An earlier period is asked for every line of a comparison: what it came to is added up once."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dangvien_xlsx.model.earlier import EarlierPeriod, EarlierUnit

if TYPE_CHECKING:
    from _collections_abc import dict_values


class _Counted(dict[str, EarlierUnit]):
    """Units that count how often all of them are gone through."""

    rounds = 0

    def values(self) -> "dict_values[str, EarlierUnit]":
        self.rounds += 1
        return super().values()

    def __iter__(self) -> Iterator[str]:
        self.rounds += 1
        return super().__iter__()


def _period(count: int) -> tuple[EarlierPeriod, _Counted]:
    units = _Counted()
    for number in range(count):
        units[f"{number:02}"] = EarlierUnit(f"{number:02}", f"Đơn vị {number}", f"N{number % 3}", number, False)
    units["a+b"] = EarlierUnit("a+b", "A và B", "N1", 7, False)
    units["b+c"] = EarlierUnit("b+c", "B và C", "N1", None, False)
    return EarlierPeriod("", "2023-6T", date(2023, 1, 1), date(2023, 6, 30), units), units


def test_what_several_have_together_is_told_for_each_of_them() -> None:
    period, units = _period(6)
    assert (period.together("a"), period.together("b"), period.together("c")) == (
        units["a+b"],
        units["a+b"],
        units["b+c"],
    )
    assert period.together("a+b") is None
    assert period.together("03") is None


def test_a_groups_total_is_that_of_its_units() -> None:
    period, _ = _period(6)
    assert [period.group_total(code) for code in ("N0", "N1", "N2", "N9")] == [0 + 3, 1 + 4 + 7, 2 + 5, 0]


def test_asking_for_every_unit_and_group_goes_through_them_once() -> None:
    """At 8,000 units with an earlier period half of the run went by in that."""
    period, units = _period(60)
    for number in range(60):
        period.together(f"{number:02}")
        period.group_total(f"N{number}")
    assert units.rounds <= 2
