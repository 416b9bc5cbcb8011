"""Periods follow each other, and their deadline ends with its day in Viet Nam."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.model.period import Period, add_months, in_vietnam, next_period, period_code


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), "2023-6T"),
        (date(2023, 7, 1), date(2023, 12, 31), "2023-12T"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2023, 7, 1), date(2023, 9, 30), "2023-Q3"),
        (date(2023, 7, 1), date(2023, 7, 31), "2023-07"),
    ],
)
def test_a_period_is_named_by_its_months(start: date, end: date, code: str) -> None:
    assert period_code(start, end) == code


def test_the_period_after_the_first_half_year_is_the_second() -> None:
    first = Period("2023-6T", "", date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 4))
    second = next_period(first)
    assert (second.code, second.start, second.end) == ("2023-12T", date(2023, 7, 1), date(2023, 12, 31))
    assert second.deadline == date(2024, 1, 4)
    assert next_period(second).code == "2024-6T"


def test_the_month_after_january_ends_in_february() -> None:
    january = Period("2024-01", "", date(2024, 1, 1), date(2024, 1, 31))
    assert next_period(january).end == date(2024, 2, 29)
    assert next_period(next_period(january)).end == date(2024, 3, 31)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_moving_by_months_never_skips_one(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.year * 12 + moved.month == day.year * 12 + day.month + months


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    assert in_vietnam(datetime(2023, 7, 4, 17, 0)) == datetime(2023, 7, 4, 17, 0, tzinfo=UTC)
    assert in_vietnam(datetime(2023, 7, 4, 17, 0)).day == 5
