"""Values as people type them: one meaning is taken with a warning, two are an error that names both."""

import string
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.model.submission import State, Value
from dangvien_xlsx.model.typed import hear_choice, hear_count
from dangvien_xlsx.text.typed import TYPED
from tests.forms import fill
from tests.oracles import Value as CellInput
from tests.pipeline.received import Inbox, found_in

UNIT, FILE = "16", "16-thanh-loi.xlsx"
GOOD: Mapping[str, CellInput] = {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5}
CELLS = {"ket_nap": "D10", "nu": "D11", "doan_vien": "D12", "dai_hoc": "D13", "het_nguon": "D14", "ghi_chu": "D15"}

TAKEN = [
    ("nu", "05", 5),
    ("nu", " 5 ", 5),
    ("nu", "+5", 5),
    ("nu", "5 đ/c", 5),
    ("nu", "5đ/c", 5),
    ("nu", "5 đc", 5),
    ("nu", "5 đ/c.", 5),
    ("nu", "5 đồng chí", 5),
    ("nu", "5 Đồng chí", 5),
    ("nu", "05 đồng chí", 5),
    ("nu", "5 đo\u0302\u0300ng chi\u0301", 5),
    ("nu", "5 người", 5),
    ("nu", "5 đảng viên", 5),
    ("nu", "５", 5),
    ("nu", "０５", 5),
    ("nu", "5\u00a0", 5),
    ("nu", "\u00a05\u00a0đ/c", 5),
    ("nu", "\u200b5", 5),
    ("nu", "5\ufeff", 5),
    ("nu", "5", 5),
    ("nu", "5,0", 5),
    ("nu", "5.00", 5),
    ("nu", "O", 0),
    ("nu", "o", 0),
    ("nu", "không", 0),
    ("nu", "Không có", 0),
    ("nu", "-", 0),
    ("nu", "–", 0),
    ("doan_vien", "4 đoàn viên", 4),
    ("ket_nap", "10 đồng chí", 10),
    ("ket_nap", "010", 10),
    ("ket_nap", "10", 10),
]
"""Typed text with one meaning, and the number that is taken."""


@pytest.mark.parametrize(("code", "typed", "number"), TAKEN)
def test_text_with_one_meaning_is_taken_and_told(code: str, typed: str, number: int, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**GOOD, code: typed})})
    assert found_in(accounted) == [("value-interpreted", UNIT, FILE, CELLS[code])]
    result = next(result for result in accounted.units if result.unit == UNIT)
    assert result.state is State.REPORTED
    assert result.values[code] == number
    assert inbox.units_changed_by(accounted) <= {UNIT}


DOUBTED = [
    ("ket_nap", "1.905", ("1905", "1,905")),
    ("ket_nap", "1,905", ("1905", "1,905")),
    ("nu", "1.000", ("1000", "1,000")),
    ("ket_nap", "-", ("0", "để trống vì hết nguồn")),
    ("ket_nap", "không", ("0", "để trống vì hết nguồn")),
    ("ket_nap", "Không có ai", ("0", "để trống vì hết nguồn")),
    ("ket_nap", "chưa có", ("0", "để trống vì hết nguồn")),
]


@pytest.mark.parametrize(("code", "typed", "readings"), DOUBTED)
def test_text_with_two_meanings_is_an_error_that_names_both(
    code: str, typed: str, readings: tuple[str, str], inbox: Inbox
) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**GOOD, code: typed})})
    assert found_in(accounted) == [("value-ambiguous", UNIT, FILE, CELLS[code])]
    assert all(reading in accounted.findings[0].message for reading in readings)
    assert inbox.units_changed_by(accounted) == {UNIT}


REFUSED = [
    ("nu", "48,2", "not-integer"),
    ("nu", "2.5", "not-integer"),
    ("nu", "năm", "not-a-number"),
    ("nu", "5 hoặc 6", "not-a-number"),
    ("nu", "5-6", "not-a-number"),
    ("nu", "5 + 1", "not-a-number"),
    ("nu", "l0", "not-a-number"),
    ("nu", "1O", "not-a-number"),
    ("nu", "5%", "not-a-number"),
    ("nu", "Nguyễn Văn A", "not-a-number"),
    ("nu", "?", "not-a-number"),
    ("nu", "x", "not-a-number"),
    ("nu", "12345678901", "not-a-number"),
    ("nu", "007", "exceeds-parent"),
    ("het_nguon", "có thể", "not-a-choice"),
    ("het_nguon", "2", "not-a-choice"),
    ("het_nguon", "?", "not-a-choice"),
]


@pytest.mark.parametrize(("code", "typed", "finding"), REFUSED)
def test_text_without_a_sure_meaning_is_an_error(code: str, typed: str, finding: str, inbox: Inbox) -> None:
    values = {**GOOD, "ket_nap": 6, "nu": 6, code: typed}
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], values)})
    assert (finding, UNIT, FILE, CELLS[code]) in found_in(accounted)
    assert {item.code for item in accounted.findings} <= {finding, "value-interpreted"}
    assert inbox.units_changed_by(accounted) == {UNIT}


NOTHING: Mapping[str, CellInput] = dict.fromkeys(GOOD)


@pytest.mark.parametrize("typed", ["x", "X", "✓", True, 1, "TRUE", "Đúng", "hết"])
def test_a_mark_for_yes_is_taken_and_told(typed: CellInput, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**NOTHING, "het_nguon": typed})})
    assert found_in(accounted) == [("value-interpreted", UNIT, FILE, "D14")]
    result = next(result for result in accounted.units if result.unit == UNIT)
    assert (result.state, result.values) == (State.EXHAUSTED, {"het_nguon": "Có"})


@pytest.mark.parametrize("typed", [0, "0", False, "-", "chưa", "còn nguồn"])
def test_a_mark_for_no_is_taken_and_told(typed: CellInput, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**GOOD, "het_nguon": typed})})
    assert found_in(accounted) == [("value-interpreted", UNIT, FILE, "D14")]
    result = next(result for result in accounted.units if result.unit == UNIT)
    assert (result.state, result.values["het_nguon"]) == (State.REPORTED, "Không")


@pytest.mark.parametrize("typed", ["có", "CÓ", " Có ", "không", "KHÔNG"])
def test_the_words_themselves_need_no_telling(typed: str, inbox: Inbox) -> None:
    values = NOTHING if "c" in typed.casefold() else GOOD
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**values, "het_nguon": typed})})
    assert found_in(accounted) == []


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ({"ket_nap": "Hết nguồn"}, "D10"),
        ({"ket_nap": "hết nguồn."}, "D10"),
        ({"ket_nap": "HẾT NGUỒN", "het_nguon": "Có"}, "D10"),
        ({"ghi_chu": "Hết nguồn"}, "D15"),
        ({"ghi_chu": "(Đã hết nguồn)"}, "D15"),
    ],
)
def test_exhausted_typed_elsewhere_is_taken_and_told(values: Mapping[str, CellInput], cell: str, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**NOTHING, **values})})
    told = [item for item in found_in(accounted) if item[0] != "unit-note"]
    assert told == [("value-interpreted", UNIT, FILE, cell)]
    result = next(result for result in accounted.units if result.unit == UNIT)
    assert result.state is State.EXHAUSTED


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"ket_nap": "Hết nguồn", "het_nguon": "Không"}, "not-a-number"),
        ({"ghi_chu": "Hết nguồn", "het_nguon": "Không"}, "value-missing"),
        ({"ghi_chu": "Chưa hết nguồn"}, "value-missing"),
        ({"ghi_chu": "Hết nguồn từ năm ngoái, nay có 2 quần chúng"}, "value-missing"),
    ],
)
def test_exhausted_that_something_else_contradicts_is_not_taken(
    values: Mapping[str, CellInput], finding: str, inbox: Inbox
) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {**NOTHING, **values})})
    assert found_in(accounted) == [(finding, UNIT, FILE, "D10")]


def test_the_good_forms_have_nothing_to_tell(inbox: Inbox) -> None:
    assert inbox.untouched.findings == ()


values = st.one_of(
    st.text(st.sampled_from(string.digits + " .,-+oOxđ/c\u00a0\u200b５"), max_size=9), st.integers(), st.floats()
)


@given(values, st.booleans())
def test_what_was_taken_is_taken_again_without_a_word(value: Value, is_total: bool) -> None:
    heard = hear_count(value, TYPED, is_total=is_total)
    again = hear_count(heard.value, TYPED, is_total=is_total)
    assert again == heard._replace(told=False) or heard.doubt == again.doubt != None  # noqa: E711
    choice = hear_choice(value, TYPED)
    if choice.told:
        assert hear_choice(choice.value, TYPED) == choice._replace(told=False)


@given(st.integers(0, 9_999_999), st.sampled_from(["", " ", " đ/c", " đồng chí", "\u00a0người"]), st.integers(0, 2))
def test_a_number_in_any_dress_is_the_number(number: int, after: str, zeros: int) -> None:
    text = f"{'0' * min(zeros, 7 - len(str(number)))}{number}{after}"
    assert hear_count(text, TYPED, is_total=True).value == number
