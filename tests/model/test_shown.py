"""Is what a cell shows what it stores? Silent on the formats that people use, never on one that says another number."""

import re

import pytest
import xlfmt
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.model.shown import as_excel_shows, shown_doubt, words_around
from dangvien_xlsx.model.submission import Value

HARMLESS = [
    *("", "General", "@", "0", "#,##0", "0.00", "#,##0.00", "0.##", "000", "?0", "+0", "0.", "0_ ", "* 0"),
    *('0 "đ/c"', "0 đ/c", "0\\ đ\\/c", '#,##0 "đ/c"', '0" người"', '"Có "0', '0" (người)"', 'General" đ/c"', "0 d"),
    *("0_);(0)", "#,##0_);(#,##0)", "#,##0_);[Red](#,##0)", "0;-0", "0;[Red]-0", "0;-0;0;@", "#,##0;-#,##0;0"),
    *("[Red]0", "[Blue]#,##0;[Red]-#,##0", "[$-42A]0", "[$₫-42A]#,##0", "#,##0\\ _₫", '[>=0]0;"âm"', "# ?/?", "(0)"),
    '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)',
    '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"\\ _₫_-;_-@_-',
]


@pytest.mark.parametrize("code", HARMLESS)
def test_a_format_that_people_use_is_silent(code: str) -> None:
    assert [shown_doubt(value, code) for value in (0, 1, 5, 10, 53, 120, 2023)] == [None] * 7


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (10, "0%", "1000%"),
        (0.1, "0%", "10%"),
        (12_000, "0,", "12"),
        (12_000, '#,##0, "nghìn"', "12 nghìn"),
        (5, '"12"', "12"),
        (5, '0"0"', "50"),
        (5, "0\\0", "50"),
        (5, '"1"0', "15"),
        (5, '0"²"', "5²"),
        (3, '0" / 5"', "3 / 5"),
        (12, '0"."0', "1.2"),
        (12, "0-0", "1-2"),
        (5, '"."0', ".5"),
        (2.6, "0", "3"),
        (2.5, "0", "3"),
        (2.6, "#,##0", "3"),
        (1234.56, "#,##0.0", "1234.6"),
        (120, "0E+00", "1E+2"),
        (5, "0/10", "50/10"),
        (0, '0;-0;"Hết nguồn"', "Hết nguồn"),
        (0, '[=0]"Hết nguồn";0', "Hết nguồn"),
        (10, '[<20]"ít";0', "ít"),
        (0, "#", ""),
        (0, "#,###", ""),
        (0, "0;-0;;@", ""),
        (5, ";;;", ""),
        (5, "[White]0", ""),
        (-5, "0;0", "5"),
        (5, "-0", "-5"),
        (5, "dd/mm/yyyy", "05/01/1900"),
        (5, '"Có"', "Có"),
        ("5", '@"0"', "50"),
        ("5", ";;;", ""),
        ("5", '0;0;0;"12"', "12"),
    ],
)
def test_a_format_that_says_something_else_is_quoted(value: Value, code: str, shown: str) -> None:
    assert shown_doubt(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-5, "0_);(0)"),
        (-5, "0"),
        (-3, "[Red](0)"),
        ("Hết nguồn", "0"),
        ("5", '@" đ/c"'),
        (2.6, "0.0"),
        (30, '[<20]"ít";0'),
        (10.000000000000002, "0"),
        (None, ";;;"),
        (True, "0%"),
        (2.5, "General"),
    ],
)
def test_what_reads_the_same_is_silent(value: Value, code: str) -> None:
    assert shown_doubt(value, code) is None


@pytest.mark.parametrize(
    ("value", "code", "around"),
    [
        (5, '0" chục"', ("", " chục")),
        (5, '"gần "0', ("gần ", "")),
        (5, '"("#,##0" đ/c)"', ("(", " đ/c)")),
        (5, "0 đ/c", ("", " đ/c")),
        (5, 'General" tá"', ("", " tá")),
        ("5", '@" tá"', ("", " tá")),
        ("5", '0" tá"', ("", "")),
        (0, '0" đ/c";-0;"không "0', ("không ", "")),
        (5, "#,##0\\ [$₫-42A]", ("", "")),
        (5, "# ?/?", ("", "")),
        (5, "dd/mm", ("", "")),
        (2.5, '0.0" tá"', ("", "")),
    ],
)
def test_the_words_of_a_format_are_told_apart_from_its_digits(value: Value, code: str, around: tuple[str, str]) -> None:
    assert words_around(value, code) == around


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (10.000000000000002, 10),
        (2.9999999999999996, 3),
        (5.0000000000000009, 5),
        (0.1 + 0.2, 0.3),
        (2.5, 2.5),
        (7, 7),
        ("7", "7"),
        (True, True),
    ],
)
def test_a_number_has_fifteen_digits(stored: Value, shown: Value) -> None:
    assert as_excel_shows(stored) == shown
    assert type(as_excel_shows(stored)) is type(shown)


_PIECES = st.sampled_from(
    ["0", "#", "?", ",", ".", "%", '"đ/c"', '"1"', " ", "\\-", "_)", "-", "(", ")", "[Red]", "[$-409]", ";", '"x"', "/"]
)


@given(
    st.lists(_PIECES, max_size=8).map("".join), st.integers(-2000, 2000) | st.floats(-99, 99).map(lambda x: round(x, 2))
)
def test_any_code_is_judged_without_a_fault(code: str, value: float) -> None:
    shown = shown_doubt(value, code)
    assert shown is None or isinstance(shown, str)


@given(
    st.sampled_from(
        ["0", "#,##0", "0.0", "0.00", "0%", "0,", "#", "##0", "00", "#,##0,", "0.0%", "#.##", '0"x"', '"7"0']
    ),
    st.sampled_from(["", "_)", '" đ/c"', ";(0)", ";0", ';-0;"x"', ";-0;"]),
    st.integers(-20_000, 20_000) | st.integers(-999, 999).map(lambda number: number / 4),
)
def test_it_is_silent_exactly_where_another_renderer_shows_the_same_number(head: str, tail: str, value: float) -> None:
    code = head + tail
    rendered = str(xlfmt.format_value(value, code)).replace(",", "").strip()
    digits = re.sub(r"[^0-9.]", "", rendered).strip(".")
    is_negative = rendered.startswith("-") or rendered.startswith("(")
    plain = re.fullmatch(r"[-(]?[0-9.]+[)]?( đ/c)?[)]?x?", rendered.replace(" ", "").replace("đ/c", ""))
    same = bool(plain and digits) and float(digits) == abs(value) and (is_negative == (value < 0))
    assert (shown_doubt(value, code) is None) == same, (code, value, rendered, shown_doubt(value, code))
