"""A form is read as a person reads the page: all places count, doubts are told, remarks are quoted once."""

import string
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.excel.form.labels import Likeness, likeness
from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.page import Cell, Comment, Page, PagedBook, Run, Sight
from dangvien_xlsx.model.submission import ErrorValue, Submission, Value
from dangvien_xlsx.received.kinds import kind_of
from dangvien_xlsx.text.names import SHEET_FORM
from dangvien_xlsx.workspace.folder import Workspace
from tests.conftest import EXAMPLE

FIGURES: Mapping[str, Value] = {"ket_nap": 5, "nu": 3, "doan_vien": 0, "dai_hoc": 2}
INPUTS = {"D10": "ket_nap", "D11": "nu", "D12": "doan_vien", "D13": "dai_hoc", "D14": "het_nguon", "D15": "ghi_chu"}
Edit = Callable[[Page], Page]


@cache
def catalogue() -> Catalogue:
    return Workspace(EXAMPLE).catalogue()


@cache
def filled_form() -> PagedBook:
    """Return the pages of a filled form."""
    content = form_bytes(catalogue(), catalogue().units[15], FIGURES)
    return read_pages(content, kind_of(content))


@pytest.fixture
def good() -> PagedBook:
    return filled_form()


def put(**cells: Cell | Value) -> Edit:
    """Return an edit that puts cells."""

    def change(page: Page) -> Page:
        made = {a1: cell if isinstance(cell, Cell) else Cell(cell) for a1, cell in cells.items()}
        return page._replace(cells={**page.cells, **made})

    return change


def edited(book: PagedBook, change: Edit) -> PagedBook:
    return PagedBook(tuple(change(page) if page.sheet == SHEET_FORM else page for page in book.pages))


def read(book: PagedBook, example: Catalogue) -> Submission:
    (submission,) = read_forms(book, example.indicators)
    return submission


def codes(submission: Submission) -> list[tuple[str, str]]:
    return sorted((item.code, item.cell) for item in submission.findings)


def loud(submission: Submission) -> list[Finding]:
    return [item for item in submission.findings if item.severity is not Severity.INFO]


def figures(submission: Submission) -> dict[str, Value]:
    return {code: submission.values[code].value for code in FIGURES}


def test_a_good_form_says_its_figures_and_nothing_else(good: PagedBook, example: Catalogue) -> None:
    submission = read(good, example)
    assert figures(submission) == FIGURES
    assert submission.findings == ()
    assert submission.printed_period == "Số lượng kết nạp đảng viên từ tháng 01/2023 đến 6/2023"


STRUCK, RAISED = Run("9", struck=True), Run("1", raised=True)
SEEN: dict[str, tuple[Edit, Value, str]] = {
    "struck 9 then 10": (put(D10=Cell("910", runs=(STRUCK, Run("10")))), 10, "value-interpreted"),
    "10 with a raised 1": (put(D10=Cell("101", runs=(Run("10"), RAISED))), 10, "value-interpreted"),
    "10 with a raised two": (put(D10="10²"), 10, "value-interpreted"),
    "all struck": (put(D10=Cell("9", runs=(STRUCK,))), None, "value-ambiguous"),
    "the cell struck": (put(D10=Cell(5, struck=True)), None, "value-ambiguous"),
    "white on white": (put(D10=Cell(5, unseen=True)), None, "value-ambiguous"),
    "as per cent": (put(D10=Cell(5, format="0%")), None, "value-ambiguous"),
    "another number shown": (put(D10=Cell(5, format='"12"')), None, "value-ambiguous"),
    "a formula": (put(D10=Cell(5, formula="=3+2")), 5, "formula-value"),
    "a formula never computed": (put(D10=Cell(0, formula="=3+2", is_computed=False)), None, "formula-not-calculated"),
    "under a merge": (lambda page: page._replace(merges=page.merges | {"C10:D10"}), None, "value-ambiguous"),
    "a hidden row": (lambda page: page._replace(hidden_rows=page.hidden_rows | {9}), 5, "hidden-place"),
    "a hidden column": (lambda page: page._replace(hidden_columns=page.hidden_columns | {3}), 5, "hidden-place"),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_speaks_against_a_figure_is_told_at_its_cell(name: str, good: PagedBook, example: Catalogue) -> None:
    change, value, code = SEEN[name]
    submission = read(edited(good, change), example)
    assert submission.values["ket_nap"].value == value
    assert (code, "D10") in codes(submission)
    assert {item.cell for item in loud(submission)} <= {"D10", "D11", "D12", "D13"}


def test_an_error_is_an_error_and_no_blank(good: PagedBook, example: Catalogue) -> None:
    submission = read(edited(good, put(D10=ErrorValue("#N/A"))), example)
    assert submission.values["ket_nap"].value == ErrorValue("#N/A")


def test_noise_of_computing_is_left_out(good: PagedBook, example: Catalogue) -> None:
    submission = read(edited(good, put(D10=5.0000000000000009, D11=2.9999999999999996)), example)
    assert figures(submission) == FIGURES
    assert submission.findings == ()


def without(*addresses: str) -> Edit:
    return lambda page: page._replace(cells={a1: cell for a1, cell in page.cells.items() if a1 not in addresses})


def copied_column(page: Page) -> Page:
    """Copy the column of figures two columns to the right of the table, and correct one there."""
    copied = {a1.replace("D", "H"): cell for a1, cell in page.cells.items() if a1.startswith("D")}
    return put(**{**copied, "H10": Cell(7)})(page)


def test_a_total_whose_row_is_gone_is_missing_and_not_exhausted(good: PagedBook, example: Catalogue) -> None:
    change = without(*(f"{column}10" for column in "ABCDEF"))
    submission = read(edited(good, lambda page: put(D14="Có")(change(page))), example)
    (found,) = [item for item in submission.findings if item.code == "place-missing"]
    assert "Tổng số đảng viên kết nạp" in found.message


def test_a_label_with_a_colon_is_the_label(good: PagedBook, example: Catalogue) -> None:
    codes_gone = without("D1", *(f"A{row}" for row in range(1, 18)))
    change: Edit = lambda page: put(C10="Tổng số đảng viên kết nạp:")(codes_gone(page))  # noqa: E731
    submission = read(edited(good, change), example)
    assert figures(submission) == FIGURES
    assert {item.code for item in loud(submission)} == {"form-repaired"}


def test_a_copied_and_corrected_column_is_a_second_place(good: PagedBook, example: Catalogue) -> None:
    submission = read(edited(good, copied_column), example)
    (found,) = [item for item in submission.findings if item.code == "code-twice"]
    assert "D10: 5" in found.message
    assert "H10: 7" in found.message
    assert figures(submission) == {**FIGURES, "ket_nap": None}


def test_new_numbers_beside_a_hidden_column_are_a_second_place(good: PagedBook, example: Catalogue) -> None:
    hidden: Edit = lambda page: put(E10=7, E11=3)(page._replace(hidden_columns=frozenset({0, 3})))  # noqa: E731
    submission = read(edited(good, hidden), example)
    (found,) = [item for item in submission.findings if item.code == "code-twice"]
    assert "E10: 7" in found.message
    assert "D10 (ẩn): 5" in found.message


LABELS: dict[str, tuple[Edit, Mapping[str, Value], set[str]]] = {
    "two labels exchanged": (
        put(C11="Đoàn viên", C12="Trong đó: Nữ"),
        {**FIGURES, "nu": 0, "doan_vien": 3},
        {"form-repaired"},
    ),
    "another indicator's label typed over": (
        put(C11="Đoàn viên"),
        {**FIGURES, "nu": None, "doan_vien": None},
        {"code-twice", "place-missing"},
    ),
    "a foreign label typed over": (put(C11="Dân tộc thiểu số"), {**FIGURES, "nu": None}, {"label-mismatch"}),
    "a label that says more": (put(C11="Trong đó: Nữ là người dân tộc"), FIGURES, {"remark"}),
    "other words for the same": (put(C11="Số nữ", C12="Đ.viên", C13="TRINH DO DAI HOC"), FIGURES, set()),
}


@pytest.mark.parametrize("name", LABELS)
def test_the_visible_label_and_the_hidden_code_must_agree(name: str, good: PagedBook, example: Catalogue) -> None:
    change, expected, told = LABELS[name]
    submission = read(edited(good, change), example)
    assert figures(submission) == expected
    assert {item.code for item in loud(submission)} == told


REMARKS: dict[str, tuple[Edit, str, str]] = {
    "a number beside the figure": (put(E10=12), "remark", "12"),
    "words of correcting beside it": (put(G10="sửa thành 12"), "remark", "sửa thành 12"),
    "a number beside a zero": (put(G12="có 2 đ/c"), "value-ambiguous", "có 2 đ/c"),
    "words of correcting below": (put(C21="Đính chính: nữ là 4"), "remark", "Đính chính: nữ là 4"),
    "the date and a signature": (put(D21="Ngày 01/7/2023", D22="Nguyễn Văn Ba"), "remark-noted", "Nguyễn Văn Ba"),
    "the figure again": (put(G10="5 đ/c"), "remark-noted", "5 đ/c"),
    "a text box": (lambda page: page._replace(shapes=("Số đúng là 7",)), "remark", "Số đúng là 7"),
    "a stamp": (lambda page: page._replace(shapes=("Đã ký",)), "remark-noted", "Đã ký"),
    "a comment on the label": (
        lambda page: page._replace(comments=(Comment("C10", "nhầm, 12 mới đúng"),)),
        "cell-comment",
        "nhầm, 12 mới đúng",
    ),
    "a comment on the input": (
        lambda page: page._replace(comments=(Comment("D10", "đã đối chiếu"),)),
        "remark-noted",
        "đã đối chiếu",
    ),
    "a comment elsewhere": (lambda page: page._replace(comments=(Comment("B4", "chào"),)), "remark-noted", "chào"),
    "a hint typed over": (put(F10="12"), "remark", "12"),
    "a number typed over the row's own": (put(B10=12), "remark", "12"),
    "exhausted as the filler's name": (put(D16="Hết nguồn"), "remark", "Hết nguồn"),
    "words of correcting as the filler's name": (put(D16="Lan, đính chính nữ là 6"), "remark", "nữ là 6"),
}


@pytest.mark.parametrize("name", REMARKS)
def test_what_stands_beside_the_inputs_is_quoted_once(name: str, good: PagedBook, example: Catalogue) -> None:
    change, code, text = REMARKS[name]
    submission = read(edited(good, change), example)
    assert figures(submission) == FIGURES
    (found,) = submission.findings
    assert found.code == code
    assert text in found.message


def test_an_added_sheet_is_quoted_by_what_it_weighs(good: PagedBook, example: Catalogue) -> None:
    for text, code in (("Tổng số sửa là 12", "remark"), ("Kính gửi Ban Tổ chức", "remark-noted")):
        sheet = Page("Trang tính1", {"A1": Cell(text)})
        (found,) = read(PagedBook((*good.pages, sheet)), example).findings
        assert found.code == code
        assert text in found.message


def test_a_hidden_copy_that_differs_is_called_hidden(good: PagedBook, example: Catalogue) -> None:
    page = good.page(SHEET_FORM)
    assert page
    copy = put(D10=9)(page)._replace(sheet="Nhập liệu (2)", sight=Sight.HIDDEN)
    submission = read(PagedBook((*good.pages, copy)), example)
    assert figures(submission) == FIGURES
    (found,) = submission.findings
    assert (found.code, found.severity) == ("hidden-copy", Severity.WARNING)
    assert "Sheet ẩn “Nhập liệu (2)”" in found.message
    same = page._replace(sheet="Nhập liệu (2)", sight=Sight.HIDDEN)
    assert read(PagedBook((*good.pages, same)), example).findings == ()


LIKE = [
    ("Tổng số đảng viên kết nạp:", "Tổng số đảng viên kết nạp", Likeness.EXACT),
    ("1.1 Trong đó: Nữ", "Nữ", Likeness.EXACT),
    ("- NỮ", "Nữ", Likeness.EXACT),
    ("nu", "Nữ", Likeness.SAME),
    ("Đ.viên", "Đoàn viên", Likeness.SAME),
    ("Số đoàn viên", "Đoàn viên", Likeness.SAME),
    ("Trình độ đại học trở lên", "Trình độ đại học", Likeness.PARTLY),
    ("Nam", "Nữ", Likeness.NONE),
    ("Đoàn viên", "Nữ", Likeness.NONE),
    ("18-30 tuổi", "18-30 tuổi", Likeness.EXACT),
    ("31-35 tuổi", "18-30 tuổi", Likeness.NONE),
]


@pytest.mark.parametrize(("label", "name", "expected"), LIKE)
def test_labels_are_compared_by_what_they_say(label: str, name: str, expected: Likeness) -> None:
    assert likeness(label, name) is expected


addresses = st.builds(lambda column, row: f"{column}{row}", st.sampled_from("BCDEFGHJ"), st.integers(2, 30))
texts = st.one_of(
    st.integers(0, 999),
    st.text(st.sampled_from(string.ascii_letters + string.digits + " .,:-/ăâđêôơưấềởữ"), min_size=1, max_size=30),
    st.sampled_from(
        ["sửa thành 12", "Đính chính", "12 đ/c", "Nữ", "Đoàn viên", "Số liệu", "ngày 1/7/2023", "hết nguồn"]
    ),
)


@given(addresses, texts)
def test_any_edit_outside_the_inputs_changes_nothing_or_is_quoted(address: str, value: Value) -> None:
    if address in INPUTS or not f"{value}".strip(" .,:-/"):
        return
    submission = read(edited(filled_form(), put(**{address: value})), catalogue())
    told = " ".join(f"{item.message} {item.value}" for item in submission.findings)
    is_quoted = " ".join(f"{value}".split())[:80] in told
    assert is_quoted or (figures(submission) == FIGURES and not loud(submission)), (address, value, told)
