"""The page of a workbook is the same whichever program saved it, and of whichever kind."""

import io
from datetime import date

import pytest
import xlsxwriter

from dangvien_xlsx.model.page import Page, PagedBook, Run, Sight
from dangvien_xlsx.model.shown import shown_doubt
from dangvien_xlsx.model.submission import ErrorValue, Value
from tests.excel.pages import calamine_values, page_values, read
from tests.intake.build import DATA, EXAMPLE, GOOD, as_xlsb
from tests.oracles import saved_by_gnumeric, saved_by_libreoffice, saved_by_node

PROGRAMS = (
    *("ours.xlsx", "exceljs.xlsx", "libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "libreoffice.fods"),
    *("gnumeric.xlsx", "gnumeric.xls", "gnumeric.ods"),
    *("sheetjs.xlsx", "sheetjs.xlsb", "sheetjs.xls", "sheetjs.ods", "sheetjs.fods"),
)
NO_SHAPES = frozenset(name for name in PROGRAMS if name.startswith(("exceljs", "sheetjs")))
"""What these two read of a workbook, they do not all write again: neither text boxes nor comments."""
NO_LOOKS = frozenset(name for name in PROGRAMS if name.startswith("sheetjs"))
"""SheetJS writes neither runs nor fonts."""
NO_FORMATS = frozenset({"sheetjs.ods", "sheetjs.fods"})
NO_FORMULAS = frozenset({"sheetjs.xlsb", "sheetjs.xls"})
FORMATS = {
    "0%": "1200%",
    "0,": "0",
    '"12"': "12",
    '0"0"': "120",
    '0;-0;"Hết nguồn"': "Hết nguồn",
    "0-0": "1-2",
    '0 "đ/c"': None,
    "#,##0": None,
    "0.00": None,
    "0_);(0)": None,
    "[$-42A]0": None,
    "000": None,
}
"""Number formats, and what they show of 12 (the one with words: of 0) where that is something else."""


def feature_book() -> bytes:
    """Return a workbook with one of everything that a page tells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Nhập liệu")
        struck, raised = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1})
        lowered, white = book.add_format({"font_script": 2}), book.add_format({"font_color": "#FFFFFF"})
        sheet.write_row("A1", ["Họ và tên", 10])
        sheet.write("B2", 2.5)
        sheet.write("B3", "  cách  hai\ndòng ")
        sheet.write_formula("B4", "=3+2", None, 5)
        sheet.write_formula("B5", "=NA()", None, "#N/A")
        sheet.write_formula("B6", "=1/0", None, "#DIV/0!")
        sheet.write_rich_string("C1", struck, "9", " ", "10")
        sheet.write_rich_string("C2", "10", raised, "1")
        sheet.write_rich_string("C3", "10", lowered, "2")
        sheet.write("C4", 7, struck)
        sheet.write("C5", 8, white)
        sheet.write("C6", "cũ", struck)
        for row0, code in enumerate(FORMATS):
            sheet.write_number(row0, 3, 0 if "Hết" in code else 12, book.add_format({"num_format": code}))
        sheet.write_number("D20", 45_000, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_comment("A2", "sửa thành 12", {"author": "Lan"})
        sheet.insert_textbox(8, 5, "số đúng là 12")
        sheet.write("A7", "ẩn")
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.set_column("F:G", None, None, {"hidden": True})
        sheet.merge_range("A9:B10", "gộp")
        other = book.add_worksheet("Ẩn")
        other.write("A1", "x")
        other.hide()
        last = book.add_worksheet("_meta")
        last.write("A1", "y")
        last.very_hidden()
    return stream.getvalue()


@pytest.fixture(scope="module")
def saved() -> dict[str, bytes]:
    """The feature book as each program saves it."""
    made = feature_book()
    return all_savings([made])[0]


def all_savings(contents: list[bytes]) -> list[dict[str, bytes]]:
    """Return each workbook as every program saves it, by ``program.kind``."""
    found = [{"ours.xlsx": content, **saved_by_node(content)} for content in contents]
    for kind in ("xlsx", "xls", "ods", "fods"):
        for savings, content in zip(found, saved_by_libreoffice(contents, kind), strict=True):
            savings[f"libreoffice.{kind}"] = content
    for savings, content in zip(found, contents, strict=True):
        savings.update({f"gnumeric.{kind}": saved_by_gnumeric(content, kind) for kind in ("xlsx", "xls", "ods")})
    return found


@pytest.fixture(scope="module")
def books(saved: dict[str, bytes]) -> dict[str, PagedBook]:
    assert set(saved) == set(PROGRAMS)
    return {name: read(content) for name, content in saved.items()}


@pytest.fixture(params=PROGRAMS)
def program(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(books: dict[str, PagedBook], program: str) -> Page:
    return books[program].pages[0]


def test_values_are_told(page: Page, program: str) -> None:
    values: dict[str, Value] = {"A1": "Họ và tên", "B1": 10, "B2": 2.5, "C1": "9 10", "C2": "101", "C4": 7, "C6": "cũ"}
    assert {place: page.value(place) for place in values} == values
    assert str(page.value("B3")).split() == ["cách", "hai", "dòng"]
    if program not in NO_FORMATS:
        assert page.value("D20") == date(2023, 3, 15)


def test_errors_and_formulas_are_told(page: Page, program: str) -> None:
    if program in NO_FORMATS:
        # SheetJS writes no errors into an .ods: there is nothing in the file.
        assert page.value("B5") is None
    else:
        assert (page.value("B5"), page.value("B6")) == (ErrorValue("#N/A"), ErrorValue("#DIV/0!"))
    assert page.value("B4") == 5
    assert page.cells["B4"].formula.startswith("=") == (program not in NO_FORMULAS)
    assert not page.cells["B1"].formula


def test_struck_raised_and_white_text_is_told(page: Page, program: str) -> None:
    if program in NO_LOOKS:
        pytest.skip("the file does not say")
    cells = page.cells
    assert [run for run in cells["C1"].runs if run.struck] == [Run("9", struck=True)]
    assert [run for run in cells["C2"].runs if run.raised] == [Run("1", raised=True)]
    assert [run for run in cells["C3"].runs if run.raised] == [Run("2", raised=True)]
    assert (cells["C4"].struck, cells["C5"].struck, cells["C6"].struck) == (True, False, True)
    assert (cells["C4"].unseen, cells["C5"].unseen) == (False, True)
    assert (cells["A1"].runs, cells["A1"].struck, cells["A1"].unseen) == ((), False, False)


def test_formats_say_where_something_else_is_shown(page: Page, program: str) -> None:
    cells = [page.cells[f"D{row}"] for row in range(1, 1 + len(FORMATS))]
    wanted = list(FORMATS.values())
    if program == "gnumeric.ods":
        # It writes "12" as digits, of which none need be there, before the words.
        wanted[2] = "1212"
    if program in NO_FORMATS:
        # SheetJS writes what was shown and no format: where that is the number itself, nothing tells.
        wanted[2] = None
    assert [shown_doubt(cell.value, cell.format) for cell in cells] == wanted


def test_comments_and_shapes_are_told(page: Page, program: str) -> None:
    if program not in NO_SHAPES:
        assert [(comment.a1, comment.text.strip()) for comment in page.comments] == [("A2", "sửa thành 12")]
    assert page.shapes == (() if program in NO_SHAPES else ("số đúng là 12",))


def test_what_is_hidden_or_merged_is_told(page: Page, program: str, books: dict[str, PagedBook]) -> None:
    assert page.merges == {"A9:B10"}
    if program not in ("sheetjs.ods", "sheetjs.fods"):
        assert page.hidden_columns == {5, 6}
        assert page.hidden_rows == (set() if program == "sheetjs.xls" else {6})
        sights = [each.sight for each in books[program].pages]
        assert sights[0] is Sight.VISIBLE
        # Gnumeric shows in its .xlsx what was hidden.
        assert (Sight.VISIBLE in sights[1:]) == (program == "gnumeric.xlsx")
    assert [each.sheet for each in books[program].pages] == ["Nhập liệu", "Ẩn", "_meta"]


def test_forms_of_the_example_read_the_same_whoever_saved_them() -> None:
    contents = [(EXAMPLE / "nhan-ve" / name).read_bytes() for name in ("16-thanh-loi.xlsx", "01-minh-thuan.xlsx")]
    for content, savings in zip(contents, all_savings(contents), strict=True):
        wanted = typed_values(read(content))
        assert len(wanted["Nhập liệu"]) > 50
        for name, other in savings.items():
            # SheetJS writes days as numbers, and texts of an .xls only as far as 255 letters.
            lost = {"D7"} if name in NO_FORMATS else {"B6"} if name == "sheetjs.xls" else set()
            found = typed_values(read(other))
            for sheet, values in wanted.items():
                differing = {place for place, value in values.items() if found[sheet].get(place) != value}
                assert differing <= lost, (name, sheet)


def typed_values(book: PagedBook) -> dict[str, dict[str, Value]]:
    """Return values that no formula gives: the programs compute our checks each in its own way."""
    return {
        page.sheet: {place: cell.value for place, cell in page.cells.items() if not cell.formula} for page in book.pages
    }


def test_an_xls_of_excel_95_is_read_and_what_it_does_not_tell_is_said() -> None:
    (page, *_) = read(saved_by_gnumeric(feature_book(), "old xls")).pages
    assert page.value("B1") == 10
    assert page.unknown


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_reads_as_calamine_reads_it(kind: str) -> None:
    content = (DATA / f"libreoffice.{kind}").read_bytes()
    assert page_values(read(content)) == calamine_values(content)


def test_an_xlsb_reads_as_the_xlsx_that_it_was_made_of() -> None:
    content = as_xlsb(GOOD)
    assert page_values(read(content)) == calamine_values(content)
