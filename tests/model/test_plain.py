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
from dangvien_xlsx.model.submission import CellValue, ErrorValue, Remark, Submission
from dangvien_xlsx.model.table import RowOf

_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(["\ud800", "Nhập liệu", "\x00", "2023-06-30"])
MOMENTS = st.datetimes(timezones=st.none() | st.just(UTC)).map(lambda moment: moment.replace(fold=0))
"""No cell, mail or clock of ours says that a summer's time ended."""
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    _TEXT,
    st.dates(),
    MOMENTS,
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
_REMARKS = st.builds(Remark, _TEXT, _TEXT, st.booleans(), st.booleans())


def submissions(declared: st.SearchStrategy[tuple[Indicator, ...]] | None = None) -> st.SearchStrategy[Submission]:
    """Return any submissions, with any indicators if none are given."""
    return st.builds(
        Submission,
        *(_TEXT,) * 6,
        asked=st.lists(_TEXT, max_size=3).map(tuple),
        declared=st.lists(_INDICATORS, max_size=2).map(tuple) if declared is None else declared,
        values=st.dictionaries(_TEXT, _CELLS, max_size=4),
        filled_by=_TEXT,
        phone=_TEXT,
        unit_cell=_TEXT,
        printed_period=st.none() | _TEXT,
        period_cell=_TEXT,
        findings=st.lists(_FINDINGS, max_size=2).map(tuple),
        remarks=st.lists(_REMARKS, max_size=2).map(tuple),
        deadline=_CELLS,
        reasons=st.dictionaries(_TEXT, _TEXT, max_size=2),
        is_row=st.booleans(),
        row_state=st.none() | _CELLS,
        row_of=st.none() | st.builds(RowOf, _TEXT, _TEXT, st.integers()),
    )


def there_and_back(kind: Any, value: Any) -> Any:
    return plain(kind).back(json.loads(json.dumps(plain(kind).plainly(value))))


@given(submissions())
def test_a_submission_comes_back_as_it_was(submission: Submission) -> None:
    """As Python writes it: 1, 1.0 and True are equal, and three things here; so are 0.0 and -0.0."""
    assert repr(there_and_back(Submission, submission)) == repr(submission)


@given(st.builds(Claims, *(st.none() | st.datetimes(timezones=st.just(UTC)),) * 4))
def test_times_come_back_as_they_were(claims: Claims) -> None:
    assert there_and_back(Claims, claims) == claims


@given(_VALUES)
def test_a_value_keeps_its_type(value: object) -> None:
    assert repr(there_and_back(CellValue, CellValue(value))) == repr(CellValue(value))  # type: ignore[arg-type]


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
        ["red", [False, "2023-06-30"]],
        ["red", [0.0, "2023-06-30"]],
        ["red", [0, "20230630"]],
        ["red", {"0": "2023-06-30"}],
        {"red": 1, "blue": 2},
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
