"""Frozen tuples come back from plain data as they were, and whatever was changed in between does not."""

import json
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation
from dangvien_xlsx.model.moments import Claims
from dangvien_xlsx.model.plain import plain
from dangvien_xlsx.model.submission import CellValue, ErrorValue, Submission

_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(["\ud800", "Nhập liệu", "\x00", "2023-06-30"])
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    _TEXT,
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.builds(ErrorValue, _TEXT),
)
_CELLS = st.builds(CellValue, _VALUES, _TEXT, _TEXT)
_FINDINGS = st.builds(Finding, _TEXT, st.sampled_from(Severity), _TEXT, _TEXT, _TEXT)
_INDICATORS = st.builds(
    Indicator,
    _TEXT,
    _TEXT,
    st.sampled_from(Kind),
    st.none() | _TEXT,
    st.none() | st.sampled_from(Relation),
    st.booleans(),
    st.none() | st.integers(),
)
_SUBMISSIONS = st.builds(
    Submission,
    *(_TEXT,) * 6,
    asked=st.lists(_TEXT, max_size=3).map(tuple),
    declared=st.lists(_INDICATORS, max_size=2).map(tuple),
    values=st.dictionaries(_TEXT, _CELLS, max_size=4),
    printed_period=st.none() | _TEXT,
    findings=st.lists(_FINDINGS, max_size=2).map(tuple),
    reasons=st.dictionaries(_TEXT, _TEXT, max_size=2),
)


def there_and_back(kind: Any, value: Any) -> Any:
    return plain(kind).back(json.loads(json.dumps(plain(kind).plainly(value))))


def types_of(value: Any) -> Any:
    """Return the types of all that is in a value: 1, 1.0 and True are equal in Python, and three things here."""
    if isinstance(value, dict):
        return {name: types_of(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return (type(value), *map(types_of, value))
    return type(value)


@given(_SUBMISSIONS)
def test_a_submission_comes_back_as_it_was(submission: Submission) -> None:
    back = there_and_back(Submission, submission)
    assert back == submission
    assert types_of(back) == types_of(submission)


@given(st.builds(Claims, *(st.none() | st.datetimes(timezones=st.just(UTC)),) * 4))
def test_times_come_back_as_they_were(claims: Claims) -> None:
    assert there_and_back(Claims, claims) == claims


@given(_VALUES)
def test_a_value_keeps_its_type(value: object) -> None:
    back = there_and_back(CellValue, CellValue(value)).value  # type: ignore[arg-type]
    assert (type(back), back) == (type(value), value)


class _Colour(Enum):
    RED = "red"


class _Pair(NamedTuple):
    colour: _Colour
    day: date | None


@pytest.mark.parametrize(
    "told",
    [
        None,
        "red",
        {},
        [],
        ["red"],
        ["red", None, 1],
        ["blue", None],
        [1, None],
        ["red", "2023-06-30"],
        ["red", [0, "hôm nay"]],
        ["red", [0, 5]],
        ["red", [1, None]],
        ["red", [0]],
        ["red", [True, "2023-06-30", 0]],
    ],
)
def test_what_cannot_have_been_written_is_refused(told: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        plain(_Pair).back(told)


def test_a_type_that_json_cannot_tell_is_refused_before_anything_is_written() -> None:
    with pytest.raises(TypeError):
        plain(tuple[bytes, ...])


def test_a_pair_is_as_short_as_can_be() -> None:
    assert plain(_Pair).plainly(_Pair(_Colour.RED, date(2023, 6, 30))) == ["red", [0, "2023-06-30"]]
    assert there_and_back(_Pair, _Pair(_Colour.RED, None)) == _Pair(_Colour.RED, None)
    assert there_and_back(datetime, datetime(2023, 6, 30, 7, tzinfo=UTC)) == datetime(2023, 6, 30, 7, tzinfo=UTC)
