"""What was read comes back from the text that is kept exactly as it was; a text of another shape is refused, never
believed in part."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.intake.kept_text import files_of, text_of
from dangvien_xlsx.intake.sharing import Sharing
from dangvien_xlsx.intake.stamping import UNDATED
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.moments import Basis, Claims
from dangvien_xlsx.model.submission import CellValue, ErrorValue, ReceivedFile, Remark, Submission
from dangvien_xlsx.model.table import RowOf
from dangvien_xlsx.text.findings import finding
from tests.model.test_plain import MOMENTS, submissions

PATH = "goi.zip"
ASKED = (Indicator("ket_nap", "Kết nạp", Kind.INTEGER), Indicator("ghi_chu", "Ghi chú", Kind.TEXT, high=50))
_TEXT = st.text(st.characters(), max_size=10)
_FILES = st.builds(
    ReceivedFile,
    path=_TEXT.map(lambda below: f"{PATH}{below}"),
    received=st.just(UNDATED),
    size=st.integers(0),
    sha256=_TEXT,
    sender=_TEXT,
    submissions=st.lists(submissions(st.just(ASKED)) | submissions(), max_size=2).map(tuple),
    findings=st.just(()),
    ignored=_TEXT,
    subject=_TEXT,
    said=_TEXT,
    basis=st.just(Basis.SAVED),
    arrived=st.none(),
    claimed=st.just(""),
    claims=st.builds(Claims, *(st.none() | MOMENTS,) * 5, _TEXT),
)
"""Entries of clean readings: no findings of their own, and nothing of the folder's."""


_FORM = Submission(
    *("Nhập liệu", "16", "Đảng bộ xã Thành Lợi", "2023-6T", "2", "8D5D8601A3C4"),
    asked=("ket_nap", "ghi_chu"),
    declared=(Indicator("nu", "Nữ", Kind.INTEGER, "ket_nap", None, True, 0, 9),),
    values={
        "ket_nap": CellValue(10, "Nhập liệu", "D10"),
        "ghi_chu": CellValue(ErrorValue("#REF!"), "Nhập liệu", "D15"),
    },
    findings=(finding("not-a-form", {"file": PATH}),),
    remarks=(Remark("TỈNH UỶ", "B2", True, True),),
    deadline=CellValue(date(2023, 7, 4), "Nhập liệu", "D7"),
    reasons={"ket_nap": "sáp nhập"},
    row_state=CellValue("đã nộp"),
    row_of=RowOf("bang.csv", "Đơn vị", 1),
)
_SAVED = Claims(datetime(2023, 6, 28, tzinfo=UTC))
SAMPLE = (ReceivedFile(f"{PATH}/a.xlsx", UNDATED, 9, "ab", submissions=(_FORM,), claims=_SAVED),)
_SHARING = Sharing()
"""One for all files, as in a run: what another had in its place must never come instead."""
_WRONG: tuple[Any, ...] = (
    *(None, True, 7, 1.5, "x", [], {}),
    *([0, "x"], [5, "2023-07-04"], ["x"] * 4, [1, 2, 3], {"x": None}, {"x": [7]}),
)


@given(st.lists(_FILES, max_size=2).map(tuple))
def test_files_come_back_as_they_were(files: tuple[ReceivedFile, ...]) -> None:
    assert repr(files_of(PATH, text_of(PATH, files, ASKED), ASKED, _SHARING)) == repr(files)


def test_whatever_stands_in_another_place_is_refused_or_of_the_right_kind() -> None:
    """Every part of a kept text is replaced by others, one at a time."""
    told = json.loads(text_of(PATH, SAMPLE, ASKED))
    refused = believed = 0
    for changed in _changed(told):
        try:
            files = files_of(PATH, json.dumps(changed).encode(), ASKED, _SHARING)
        except ValueError:
            refused += 1
        else:
            believed += 1
            assert _is_of(files, tuple[ReceivedFile, ...]), changed
    assert refused > 500
    assert believed > 100, "texts, numbers and blanks where such may stand"


def _changed(told: Any) -> Iterator[Any]:
    """Yield plain data with one part of it, at whatever depth, replaced, left out or given twice."""
    yield from _WRONG
    if isinstance(told, list):
        yield told[1:]
        yield [*told, *told[:1]]
    if isinstance(told, list | dict):
        for key in range(len(told)) if isinstance(told, list) else list(told):
            for part in _changed(told[key]):
                copy = told.copy()
                copy[key] = part
                yield copy


def _is_of(value: Any, kind: Any) -> bool:
    """Tell whether a value is what an annotation says, to the bottom."""
    given = get_args(kind)
    if get_origin(kind) is UnionType:
        return any(_is_of(value, each) for each in given)
    if get_origin(kind) is tuple:
        return type(value) is tuple and all(_is_of(each, given[0]) for each in value)
    if get_origin(kind) is Mapping:
        return type(value) is dict and all(_is_of(name, str) and _is_of(value[name], given[1]) for name in value)
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        is_whole = type(value) is kind and len(value) == len(kind._fields)
        return is_whole and all(_is_of(each, hints[name]) for name, each in zip(kind._fields, value, strict=True))
    return isinstance(value, kind) if issubclass(kind, Enum) else type(value) is kind


@pytest.mark.parametrize(
    "value", [Decimal(1), b"1", (1,), {}, 10**5_000], ids=["decimal", "bytes", "tuple", "mapping", "many digits"]
)
def test_what_a_text_cannot_tell_is_not_kept(value: Any) -> None:
    form = _FORM._replace(values={"ket_nap": CellValue(value)})
    with pytest.raises(ValueError, match=r"."):
        text_of(PATH, (SAMPLE[0]._replace(submissions=(form,)),), ASKED)


def test_a_field_of_another_type_is_not_kept() -> None:
    with pytest.raises(ValueError, match="Decimal"):
        text_of(PATH, (SAMPLE[0]._replace(size=Decimal(1)),), ASKED)  # type: ignore[arg-type]
