"""The check code tells two sets of figures apart. That the form computes the same is held by excel/test_form_check."""

from hypothesis import assume, given
from hypothesis import strategies as st

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import check_code
from dangvien_xlsx.model.submission import Value

NUMBERS = ("ket_nap", "nu", "doan_vien", "dai_hoc")
FIGURES = st.fixed_dictionaries(dict.fromkeys(NUMBERS, st.none() | st.integers(0, 5_000)))
FORM = "0A1B2C3D4E5F"


@given(FIGURES, st.sampled_from(NUMBERS), st.none() | st.integers(0, 5_000))
def test_one_changed_figure_gives_another_code(
    example: Catalogue, figures: dict[str, int | None], code: str, other: int | None
) -> None:
    assume(figures[code] != other)
    changed = figures | {code: other}
    assert check_code(FORM, example.indicators, figures) != check_code(FORM, example.indicators, changed)


@given(FIGURES, st.permutations(NUMBERS))
def test_exchanged_figures_give_another_code(
    example: Catalogue, figures: dict[str, int | None], order: list[str]
) -> None:
    first, second = order[:2]
    assume(figures[first] != figures[second])
    changed = figures | {first: figures[second], second: figures[first]}
    assert check_code(FORM, example.indicators, figures) != check_code(FORM, example.indicators, changed)


def test_two_units_with_the_same_figures_have_two_codes(example: Catalogue) -> None:
    figures: dict[str, Value] = {"ket_nap": 0, "het_nguon": "Không"}
    assert check_code("000001", example.indicators, figures) != check_code("000002", example.indicators, figures)


def test_het_nguon_counts_and_the_note_does_not(example: Catalogue) -> None:
    blank = check_code(FORM, example.indicators, {})
    assert check_code(FORM, example.indicators, {"het_nguon": "Có"}) != blank
    assert check_code(FORM, example.indicators, {"ghi_chu": "Hết nguồn"}) == blank


def test_a_damaged_id_gives_no_code(example: Catalogue) -> None:
    assert check_code("", example.indicators, {}) == check_code("khong", example.indicators, {}) == ""
