"""Vietnamese text is compared as people read it, and printed as they typed it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.text.fold import clean, fold, sentence_case, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cộng Hoà", "Cộng Hòa"),
        ("Huyện uỷ", "HUYỆN ỦY"),
        ("khoẻ", "khỏe"),
        ("  Thành\u00a0 Lợi\u200b ", "thành lợi"),
        (unicodedata.normalize("NFD", "Đại Thắng"), "Đại Thắng"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hoà"), ("Ba", "Bá"), ("Đào", "Dao"), ("quý", "quỷ"), ("hoàn", "hoan")]
)
def test_names_that_differ_to_a_reader_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_slug_is_a_plain_file_name(text: str) -> None:
    made = slug(text)
    assert made == "" or all(part and part.isalnum() and part.isascii() for part in made.split("-"))


@given(st.text() | st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x371)))
def test_a_slug_drops_every_mark_that_combines_and_parts_at_all_else(text: str) -> None:
    letters = unicodedata.normalize("NFD", clean(text).casefold().translate({0xF0: "d", 0x256: "d", 0x111: "d"}))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    assert slug(text) == re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def test_slugs_of_the_examples_names() -> None:
    assert slug("Thành Lợi") == "thanh-loi"
    assert slug("Cty TNHH MTV KTCT TL Vụ Bản") == "cty-tnhh-mtv-ktct-tl-vu-ban"
    assert slug("Đảng uỷ xã Ý Yên") == "dang-uy-xa-y-yen"


def test_an_office_in_capitals_reads_as_in_a_sentence() -> None:
    assert sentence_case("BAN TỔ CHỨC") == "Ban Tổ chức"
    assert sentence_case("Ban Tổ chức Huyện uỷ") == "Ban Tổ chức Huyện uỷ"
