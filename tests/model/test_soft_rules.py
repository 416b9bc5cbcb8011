"""Soft rules by hand: what is asked about and what is not; small counts never are."""

import pytest

from dangvien_xlsx.model.rules import verdict
from dangvien_xlsx.model.soft_rules import Bounds, Past, bounds_of, soft_rules, takes_whole_share
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS
from dangvien_xlsx.text.unusual import declared, why
from tests.benchmarks.plausible import measure


def asked(past: Past, total: object, bounds: Bounds | None = None, **parts: int) -> str:
    """The kind of rule that asks about a total, blank if none does."""
    rules = soft_rules(DEFAULT_INDICATORS, past, {"ket_nap": bounds} if bounds else {})
    broken = verdict(rules["ket_nap"], {"ket_nap": total, **parts}) if "ket_nap" in rules else None  # type: ignore[dict-item]
    return str(broken.about["kind"]) if broken else ""


THANH_LOI = Past({"ket_nap": (8, 10, 9)}, target=20, office_target=110)


@pytest.mark.parametrize(
    ("past", "total", "kind"),
    [
        (THANH_LOI, 980, "far"),
        (THANH_LOI, 95, "digits"),  # 9 with a digit too many
        (THANH_LOI, 18, "far"),  # up to 17 is usual after 8, 10, 9
        (THANH_LOI, 17, ""),
        (THANH_LOI, 4, ""),
        (THANH_LOI, 0, "far"),
        (Past({"ket_nap": (52,)}), 25, "digits"),
        (Past(office_target=110), 980, "office-target"),
        (Past(office_target=110), 88, "office-target"),  # four fifths of 110
        (Past(office_target=110), 87, ""),
        (Past(target=20), 41, "own-target"),
        (Past(target=20), 40, ""),  # twice the target is not above it
        (Past(target=1), 4, ""),  # less than five away
        (Past(was_exhausted=True), 5, "after-exhausted"),
        (Past(was_exhausted=True), 4, ""),
        (Past(), 980, ""),  # nothing is known that it could be held against
        (THANH_LOI, "980", ""),  # a text is the hard rules' affair
        (THANH_LOI, None, ""),
    ],
)
def test_what_is_asked_about(past: Past, total: object, kind: str) -> None:
    assert asked(past, total) == kind


def test_units_of_0_1_and_2_never_trip() -> None:
    for history in ((0,), (1,), (2,), (0, 1, 2), (1, 1, 1), (0, 0, 0, 0), (2, 0, 1, 0)):
        low, high = bounds_of(history)
        assert low <= 0
        assert high >= max(history) + 2
        assert [asked(Past({"ket_nap": history}), total) for total in (0, 1, 2)] == ["", "", ""]


def test_figures_that_are_all_the_same_say_something_only_where_there_are_many() -> None:
    same = {"ket_nap": (6,), "nu": (4,), "doan_vien": (3,), "dai_hoc": (2,)}
    assert asked(Past(same), 6, nu=4, doan_vien=3, dai_hoc=2) == "repeated"
    assert asked(Past(same), 6, nu=4, doan_vien=3, dai_hoc=1) == ""
    few = {"ket_nap": (2,), "nu": (1,), "doan_vien": (1,), "dai_hoc": (1,)}
    assert asked(Past(few), 2, nu=1, doan_vien=1, dai_hoc=1) == ""
    assert asked(Past(), 12, nu=12, doan_vien=12, dai_hoc=12) == "parts"
    assert asked(Past(), 9, nu=9, doan_vien=9, dai_hoc=9) == ""


def test_the_catalogue_switches_a_row_off_or_sets_its_bound() -> None:
    assert declared("") == Bounds()
    assert declared("Không") == Bounds(is_off=True)
    assert declared("Trên 20") == declared("20") == Bounds(above=20)
    assert declared("3 lần") == Bounds(times=3)
    assert declared("hay lắm") is None
    assert asked(THANH_LOI, 980, Bounds(is_off=True)) == ""
    assert asked(Past(), 21, Bounds(above=20)) == "declared"
    assert asked(THANH_LOI, 27, Bounds(times=3)) == ""
    assert asked(THANH_LOI, 28, Bounds(times=3)) == "far"


def test_the_numbers_behind_it_are_told() -> None:
    about = {"kind": "far", "history": (8, 10, 9), "previous": 9}
    assert why(about, "980") == "9 → 980; ba kỳ trước 8, 10, 9"
    assert why({"kind": "far", "history": (9,), "previous": 9}, "980") == "9 → 980; kỳ trước 9"


def test_of_planted_errors_nine_tenths_are_asked_about_and_of_honest_forms_next_to_none() -> None:
    found = measure()
    assert (found.planted.total(), found.honest) == (300, 2_000)
    assert found.large_flagged.total() / found.large.total() >= 0.9
    assert found.honest_flagged / found.honest <= 0.02


@pytest.mark.parametrize(
    ("part", "whole", "others", "asked"),
    [
        (10, 10, 38, True),  # 1 in 6.5 billion
        (5, 5, 10, True),  # 1 in 3,003
        (5, 5, 5, False),  # 1 in 252: there are many groups and parts
        (5, 10, 5, False),  # 252 in 3,003
        (4, 4, 100, False),  # small counts say nothing
        (6, 6, 4, False),  # neither do they elsewhere
        (8, 5, 40, False),  # more than its whole is the hard rules' affair
    ],
)
def test_a_part_that_one_unit_has_all_of(part: int, whole: int, others: int, asked: bool) -> None:
    assert takes_whole_share(part, whole, others) is asked
