"""How the summary is laid out: paper, fonts, order, frozen headers, links, number formats."""

import re
import shutil
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.excel.writing.styles import STATE_BAR
from tests.excel.conftest import Run
from tests.excel.sheets import row_of
from tests.forms import consolidate_json
from tests.oracles import quietly_loaded

SHEETS = [
    "Thống kê",
    "Tổng quan",
    "Cơ cấu",
    "Tiến độ",
    "Theo dõi nộp",
    "Kiểm tra",
    "Sổ nhận",
    "Dữ liệu",
    "Thay đổi",
    "Biểu đồ",
    "Đối soát",
    "Phụ lục",
]


@pytest.fixture(scope="module")
def books(runs: Mapping[str, Run]) -> dict[str, Workbook]:
    return {name: quietly_loaded(run.summary.read_bytes()) for name, run in runs.items()}


@pytest.fixture(params=["complete", "incomplete"])
def book(request: pytest.FixtureRequest, books: dict[str, Workbook]) -> Workbook:
    return books[request.param]


@pytest.mark.parametrize(("name", "opens"), [("complete", "Thống kê"), ("incomplete", "Tổng quan")])
def test_sheets_stand_in_reading_order_and_the_book_opens_where_there_is_something_to_do(
    name: str, opens: str, books: dict[str, Workbook]
) -> None:
    book = books[name]
    assert book.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [opens]
    assert book.active is not None
    assert book.active.title == opens


def test_the_overview_says_the_five_numbers_and_what_is_to_be_done(complete: Run, incomplete: Run) -> None:
    good, bad = complete.stored["Tổng quan"], incomplete.stored["Tổng quan"]
    assert [good.get(f"{column}6") for column in "ACEGIJ"] == ["57/57", 0, 0, 53, "53/110", pytest.approx(53 / 110)]
    assert [bad.get(f"{column}6") for column in "ACE"] == ["53/56", 3, 2]
    assert [str(good[f"A{row}"])[0] for row in range(9, 13)] == ["✓"] * 4
    assert good["A13"] == "Đã đủ và không còn gì phải xem: in sheet Phụ lục, soạn công văn, trình ký"
    assert str(bad["A9"]).startswith("3 đơn vị chưa nộp")
    assert str(bad["A10"]).startswith("2 đơn vị có phiếu lỗi")


LISTS = ["Theo dõi nộp", "Kiểm tra", "Sổ nhận", "Dữ liệu", "Thay đổi"]


@pytest.mark.parametrize("title", SHEETS)
def test_each_sheet_prints_on_a4_at_a_size_that_can_be_read_with_page_numbers(title: str, book: Workbook) -> None:
    sheet = book[title]
    margins = sheet.page_margins
    found = [round(25.4 * float(value)) for value in (margins.top, margins.bottom, margins.left, margins.right)]
    assert found == [20, 20, 30, 15]
    orientation = "landscape" if title in LISTS else "portrait"
    assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == ("9", orientation)
    if title in LISTS:
        assert 12 * printed_scale(sheet) >= 7
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center is not None
    assert sheet.oddFooter.center.text == "Trang &P/&N"
    assert str(sheet.oddFooter.center.font).startswith("Times New Roman")
    assert not sheet.sheet_view.showGridLines
    assert sheet.print_area.startswith(f"'{title}'!$A$1:")


def printed_scale(sheet: Worksheet) -> float:
    """Return how much smaller than on screen a list is printed: by its own scale, or to fit the page's width."""
    fits = sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
    if not fits:
        return (sheet.page_setup.scale or 100) / 100
    last = str(sheet.print_area).rsplit("$", 2)[1]
    columns = [get_column_letter(index) for index in range(1, column_index_from_string(last) + 1)]
    pixels = sum(sheet.column_dimensions[letter].width * 7 for letter in columns)
    return min(1.0, (297 - 45) / 25.4 * 96 / pixels)


def test_the_header_row_is_repeated_on_each_page_and_frozen(book: Workbook) -> None:
    repeated = {title: book[title].print_title_rows for title in SHEETS}
    assert repeated == {
        "Thống kê": "$5:$5",
        "Tổng quan": None,
        "Cơ cấu": "$6:$6",
        "Tiến độ": "$5:$5",
        "Theo dõi nộp": "$3:$3",
        "Kiểm tra": "$3:$3",
        "Sổ nhận": "$3:$3",
        "Dữ liệu": "$1:$1",
        "Thay đổi": "$3:$3",
        "Biểu đồ": None,
        "Đối soát": "$19:$19",
        "Phụ lục": "$5:$5",
    }
    frozen = {title: book[title].freeze_panes for title in SHEETS}
    assert frozen == {
        "Thống kê": "A6",
        "Tổng quan": None,
        "Cơ cấu": None,
        "Tiến độ": "C6",
        "Theo dõi nộp": "D4",
        "Kiểm tra": "D4",
        "Sổ nhận": "C4",
        "Dữ liệu": "E2",
        "Thay đổi": "C4",
        "Biểu đồ": None,
        "Đối soát": None,
        "Phụ lục": "A6",
    }


def test_every_cell_is_in_times_new_roman(book: Workbook) -> None:
    fonts = {
        (sheet.title, cell.font.name)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        # The covered cells of a merged area show nothing, and openpyxl forgets their font.
        if not isinstance(cell, MergedCell) and (cell.has_style or cell.value is not None)
    }
    assert fonts == {(title, "Times New Roman") for title in SHEETS}


def test_nothing_stands_right_of_the_appendixs_four_columns(book: Workbook) -> None:
    sheet = book["Thống kê"]
    assert sheet.max_column == 4
    assert set(sheet.column_dimensions) == set("ABCD")
    assert sheet.print_area == f"'Thống kê'!$A$1:$D${sheet.max_row}"
    assert sheet.cell(sheet.max_row, 1).value == "Tổng"


def test_the_tab_of_the_findings_is_red_while_there_is_an_error(books: dict[str, Workbook]) -> None:
    colours = {
        name: {
            sheet.title: sheet.sheet_properties.tabColor.rgb if sheet.sheet_properties.tabColor else None
            for sheet in found.worksheets
        }
        for name, found in books.items()
    }
    complete, incomplete = colours["complete"], colours["incomplete"]
    assert None not in {*complete.values(), *incomplete.values()}
    assert complete["Thống kê"] == complete["Cơ cấu"] != complete["Theo dõi nộp"]
    assert complete["Kiểm tra"] == complete["Theo dõi nộp"]
    assert complete | {"Kiểm tra": "FFC00000"} == incomplete


def test_the_data_is_the_excel_table_dulieu(book: Workbook) -> None:
    tables = {title: list(book[title].tables) for title in SHEETS}
    assert tables == {title: [] for title in SHEETS} | {"Dữ liệu": ["DuLieu"]}
    table = book["Dữ liệu"].tables["DuLieu"]
    assert table.ref == "A1:Q58"
    headers = [cell.value for cell in book["Dữ liệu"][1]]
    assert [column.name for column in table.tableColumns] == headers
    assert headers[:5] == ["Mã đơn vị", "Nhóm", "Tên nhóm", "Tên đơn vị", "Trạng thái"]


def test_numbers_dates_and_shares_have_formats_of_the_clerks_locale(book: Workbook) -> None:
    sheet = book["Thống kê"]
    last = sheet.max_row
    assert {sheet[f"C{row}"].number_format for row in range(7, last + 1)} == {"#,##0"}
    assert {sheet[f"C{row}"].alignment.horizontal for row in range(6, last + 1)} == {"center"}
    structure = book["Cơ cấu"]
    assert [structure[a1].number_format for a1 in ("C8", "D8", "D14", "I22")] == ["#,##0", "0.0%", "0.0%", "0.0%"]
    times = [book["Theo dõi nộp"][f"F{row}"] for row in range(4, book["Theo dõi nộp"].max_row + 1)]
    assert {cell.number_format for cell in times} == {"dd/mm/yyyy hh:mm"}
    codes = [book["Dữ liệu"][f"A{row}"] for row in range(2, 59)]
    assert {(cell.number_format, cell.data_type) for cell in codes} == {("@", "s")}


def test_zero_is_shown_as_0_and_blank_as_nothing(incomplete: Run, books: dict[str, Workbook]) -> None:
    sheet = incomplete.stored["Thống kê"]
    zero, blank = row_of(sheet, "B", "Đại An"), row_of(sheet, "B", "Quân sự")
    assert sheet[f"C{zero}"] == 0
    assert f"C{blank}" not in sheet
    assert not any(view.showZeros is False for view in (book.sheet_view for book in books["incomplete"].worksheets))
    # A format of four sections would hide zeros; #,##0 shows them.
    assert ";" not in books["incomplete"]["Thống kê"][f"C{zero}"].number_format


def links_of(path: Path) -> list[PurePosixPath]:
    """The targets of all links to files, as a way from the summary's folder."""
    with zipfile.ZipFile(path) as package:
        relations = [package.read(name).decode() for name in package.namelist() if "worksheets/_rels" in name]
    targets = [target for text in relations for target in re.findall(r'Target="([^"]*)" TargetMode="External"', text)]
    return [PurePosixPath(unquote(target.replace("&amp;", "&").replace("\\", "/"))) for target in targets]


@pytest.mark.parametrize("name", ["complete", "incomplete"])
def test_links_to_files_are_relative_and_each_file_is_there(name: str, runs: Mapping[str, Run]) -> None:
    run = runs[name]
    links = links_of(run.summary)
    received = {path.name for path in (run.folder / "nhan-ve").iterdir()}
    assert {link.name for link in links} == received
    for link in links:
        assert not link.is_absolute()
        assert (run.summary.parent / link).is_file()
    assert len(links) >= 3 * len(received), "from Theo dõi nộp, from Sổ nhận and from Dữ liệu"


def test_links_still_work_after_the_folder_is_moved_and_from_another_output(workspace: Path, tmp_path: Path) -> None:
    told = consolidate_json(workspace)
    moved = tmp_path / "chỗ khác" / "kỳ"
    shutil.move(workspace, moved)
    summary = moved / "ket-qua" / Path(told["output"]).name
    assert all((summary.parent / link).is_file() for link in links_of(summary))
    elsewhere = moved / "in" / "bản in" / "tổng hợp.xlsx"
    assert consolidate_json(moved, "--output", str(elsewhere))["output"] == str(elsewhere)
    links = links_of(elsewhere)
    assert len(links) >= 3 * 57
    assert all((elsewhere.parent / link).is_file() for link in links)


def test_a_unit_leads_to_its_first_finding(incomplete: Run, books: dict[str, Workbook]) -> None:
    sheet, findings = books["incomplete"]["Theo dõi nộp"], incomplete.stored["Kiểm tra"]
    linked = {}
    for row in range(4, sheet.max_row + 1):
        if link := sheet[f"C{row}"].hyperlink:
            place = re.fullmatch(r"'Kiểm tra'!(A\d+)", str(link.location))
            assert place
            linked[sheet[f"C{row}"].value] = findings[f"C{place[1][1:]}"]
    assert linked == {name: name for name in linked}
    noted = {"Thành Lợi", "Quân sự"}
    assert set(linked) == {"Tân Khánh", "Quang Trung", "Hội Phụ nữ", "Minh Tân", "Công an", "Thị trấn Gôi", *noted}


def test_the_tracking_opens_at_the_first_unit_that_needs_attention(incomplete: Run, books: dict[str, Workbook]) -> None:
    row = row_of(incomplete.stored["Theo dõi nộp"], "C", "Tân Khánh")
    selections = books["incomplete"]["Theo dõi nộp"].sheet_view.selection
    assert f"C{row}" in {selection.activeCell for selection in selections}


def test_filters_stand_on_the_headers_of_the_lists(book: Workbook) -> None:
    for title, header in (("Theo dõi nộp", "A3:M"), ("Kiểm tra", "A3:N"), ("Sổ nhận", "A3:J")):
        assert str(book[title].auto_filter.ref).startswith(header)


def test_empty_lists_speak(workspace: Path) -> None:
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()
    told = consolidate_json(workspace)
    sheets = quietly_loaded(Path(told["output"]).read_bytes())
    assert "Chưa nhận được tệp nào" in str(sheets["Sổ nhận"]["B4"].value)


def test_no_findings_says_so(complete: Run) -> None:
    assert complete.stored["Kiểm tra"]["D4"] == "Không có lỗi"


def test_properties_name_the_office_and_the_period_and_nobody_else(book: Workbook) -> None:
    found = book.properties
    assert (found.creator, found.subject) == ("BAN TỔ CHỨC", "2023-6T (từ tháng 01/2023 đến 6/2023)")
    assert found.title == "Tổng hợp: Số lượng kết nạp đảng viên"
    assert found.lastModifiedBy in (None, "BAN TỔ CHỨC")


def test_the_longest_unit_name_stays_on_one_line_of_the_paper(book: Workbook) -> None:
    """A letter of Times New Roman 13 is on average narrower than a digit of the default font, the unit of widths."""
    sheet = book["Thống kê"]
    longest = max(len(str(sheet[f"B{row}"].value or "")) for row in range(6, sheet.max_row))
    assert longest == len("Ban Quản lý dự án các khu công nghiệp huyện")
    assert sheet.column_dimensions["B"].width > longest
    assert sum(sheet.column_dimensions[column].width for column in "ABCD") < 95


def test_codes_that_look_like_numbers_get_no_green_triangle(complete: Run) -> None:
    with zipfile.ZipFile(complete.summary) as package:
        for index, title in enumerate(SHEETS, 1):
            looks_like_number = [
                value
                for value in complete.stored[title].values()
                if isinstance(value, str) and re.fullmatch(r"[0-9]+([.,][0-9]+)?", value)
            ]
            if looks_like_number:
                assert b'numberStoredAsText="1"' in package.read(f"xl/worksheets/sheet{index}.xml"), title
    assert "01" in complete.stored["Dữ liệu"].values()


def test_the_paper_that_is_signed_is_black_on_white_and_says_what_the_screen_says(
    complete: Run, books: dict[str, Workbook]
) -> None:
    sheet = books["complete"]["Phụ lục"]
    assert not list(sheet.conditional_formatting)
    cells = [cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell)]
    assert {cell.fill.fill_type for cell in cells} == {None}
    assert {cell.font.color.rgb for cell in cells if cell.font.color} <= {"FF000000"}
    shown, copy = complete.stored["Thống kê"], complete.stored["Phụ lục"]
    assert {a1: value for a1, value in copy.items() if value != ""} == {
        a1: value for a1, value in shown.items() if value != ""
    }


def test_the_bars_of_the_states_are_told_apart_on_a_grey_printer() -> None:
    """Nobody admitted and nobody left were one grey, side by side in one bar."""
    parts = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in STATE_BAR.values()]
    greys = sorted(0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in parts)
    assert min(higher - lower for lower, higher in pairwise(greys)) > 25
