"""What a unit's secretary meets when the form opens: inputs, advice, protection, paper."""

import io
import json
import re
import zipfile

import pytest
from openpyxl.workbook import Workbook

from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.layout import form_layout
from tests.conftest import ROOT
from tests.excel.variants import with_blocks, with_many_indicators
from tests.oracles import quietly_loaded

CODES = ["ket_nap", "nu", "doan_vien", "dai_hoc", "het_nguon", "ghi_chu"]


@pytest.fixture(scope="module")
def content(example: Catalogue) -> bytes:
    return form_bytes(example, example.units[15])


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return quietly_loaded(content)


def input_cells(catalogue: Catalogue) -> set[str]:
    layout = form_layout(catalogue.indicators)
    inputs = {a1.replace("$", "") for a1 in layout.input_of().values()}
    return inputs | {f"D{layout.filled_by_row0 + 1}", f"D{layout.phone_row0 + 1}"}


def test_the_sheets_are_the_form_the_guide_and_the_very_hidden_meta(book: Workbook) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Nhập liệu": "visible", "Hướng dẫn": "visible", "_meta": "veryHidden"}
    assert next(iter(states)) == "Nhập liệu"
    assert book.active is not None
    assert book.active.title == "Nhập liệu"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["Nhập liệu"]


def test_the_hidden_column_and_row_hold_the_codes(book: Workbook) -> None:
    sheet = book["Nhập liệu"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[1]] == [
        "ma",
        "tt",
        "ten",
        "gia_tri",
        "ly_do",
        "kiem_tra",
        "cach_ghi",
    ]
    codes = [cell.value for cell in sheet["A"]]
    assert codes[9:15] == CODES
    assert codes[15:17] == ["nguoi_lap", "dien_thoai"]
    shown = [row for row, dimension in sheet.row_dimensions.items() if dimension.hidden and row != 1]
    assert shown == []


def test_the_meta_sheet_has_its_keys(book: Workbook, example: Catalogue) -> None:
    rows = {str(key.value): value.value for key, value in book["_meta"].iter_rows(max_col=2)}
    assert list(rows) == ["mau", "phien_ban", "don_vi", "ky", "ma_phieu", "chi_tieu"]
    assert (rows["don_vi"], rows["ky"], rows["phien_ban"]) == ("16", "2023-6T", "2")
    assert re.fullmatch(r"[0-9A-F]{12}", str(rows["ma_phieu"]))
    asked = json.loads(str(rows["chi_tieu"]))
    assert [item["code"] for item in asked] == CODES
    other = quietly_loaded(form_bytes(example, example.units[0]))["_meta"]
    assert other["B5"].value != rows["ma_phieu"]


def test_the_cursor_stands_in_the_first_input(book: Workbook) -> None:
    view = book["Nhập liệu"].sheet_view
    assert [(each.activeCell, each.sqref) for each in view.selection if each.activeCell] == [("D10", "D10")]
    assert view.topLeftCell in (None, "A1")
    assert view.pane is not None
    assert (view.pane.topLeftCell, view.pane.state) == ("A10", "frozen"), "status and header stay in sight"


@pytest.mark.parametrize("variant", [None, with_blocks, with_many_indicators])
def test_only_inputs_are_unlocked_and_only_they_have_the_inputs_colour(variant: object, example: Catalogue) -> None:
    catalogue = variant(example) if callable(variant) else example
    made = quietly_loaded(form_bytes(catalogue, catalogue.units[0]))
    for sheet in made.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet.protection.hashValue is None
        merged = {
            cell.coordinate
            for area in sheet.merged_cells.ranges
            for cells in area.rows
            for cell in (sheet.cell(*place) for place in cells)
            if cell.coordinate != area.start_cell.coordinate
        }
        unlocked = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked and cell.coordinate not in merged
        }
        coloured = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if cell.fill.fgColor.rgb == "FFFFF9DB" and cell.coordinate not in merged
        }
        assert unlocked == coloured == (input_cells(catalogue) if sheet.title == "Nhập liệu" else set())


@pytest.mark.parametrize("variant", [None, with_blocks, with_many_indicators])
def test_every_input_has_vietnamese_advice_within_excels_limits(variant: object, example: Catalogue) -> None:
    catalogue = variant(example) if callable(variant) else example
    sheet = quietly_loaded(form_bytes(catalogue, catalogue.units[0]))["Nhập liệu"]
    validations = {
        str(item.sqref): item for item in sheet.data_validations.dataValidation if not str(item.sqref).startswith("E")
    }
    assert set(validations) == input_cells(catalogue)
    for item in validations.values():
        assert item.showInputMessage
        assert item.showErrorMessage
        assert item.errorStyle in (None, "stop")
        for title in (item.promptTitle, item.errorTitle):
            assert title is not None
            assert 0 < len(title) <= 32
        for text in (item.prompt, item.error):
            assert text is not None
            assert 0 < len(text) <= 255
            assert re.search("[àáảãạăâđèéêìíòóôơùúưýỉốọữ]", text)
        assert all(len(formula or "") <= 255 for formula in (item.formula1, item.formula2))
    kinds = {"integer": "whole", "yes_no": "list", "text": "textLength"}
    for code, a1 in form_layout(catalogue.indicators).input_of().items():
        assert validations[a1.replace("$", "")].type == kinds[catalogue.indicator[code].kind.value]


def test_the_advice_for_a_number_names_its_bounds(book: Workbook) -> None:
    validations = {str(item.sqref): item for item in book["Nhập liệu"].data_validations.dataValidation}
    number = validations["D10"]
    assert (number.operator or "between", number.formula1, number.formula2) == ("between", "0", "999")
    assert number.prompt == "0 đến 999"
    words = sum(len(f"{item.promptTitle} {item.prompt}".split()) for item in validations.values() if item.prompt)
    assert words <= 8 * 6, "the hint stands in its own column; the box hides what is below it"
    assert "“Tổng số đảng viên kết nạp” phải là số nguyên từ 0 đến 999" in str(number.error)
    assert validations["D14"].formula1 == '"Có,Không"'


@pytest.mark.parametrize("variant", [None, with_blocks, with_many_indicators])
def test_the_form_prints_on_one_a4_page_within_the_margins(variant: object, example: Catalogue) -> None:
    catalogue = variant(example) if callable(variant) else example
    made = quietly_loaded(form_bytes(catalogue, catalogue.units[0]))
    for title in ("Nhập liệu", "Hướng dẫn"):
        sheet = made[title]
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        margins = sheet.page_margins
        found = [round(25.4 * float(value)) for value in (margins.top, margins.bottom, margins.left, margins.right)]
        assert found == [20, 20, 30, 15]
        assert not sheet.sheet_view.showGridLines
    setup = made["Nhập liệu"].page_setup
    assert [setup.fitToWidth or 1, setup.fitToHeight or 1] == [1, 1]
    layout = form_layout(catalogue.indicators)
    assert made["Nhập liệu"].print_area == f"'Nhập liệu'!$B$2:$G${layout.end_row0 + 1}"


def test_the_form_uses_only_functions_of_excel_2010(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    used = {
        name for formula in re.findall(r"<f>(.*?)</f>", sheet) for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", formula)
    }
    known = {
        "IF",
        "AND",
        "OR",
        "NOT",
        "TRIM",
        "ISERROR",
        "IFERROR",
        "ISNUMBER",
        "INT",
        "SUM",
        "UPPER",
        "LEN",
        "COUNTIF",
        "HEX2DEC",
        "LEFT",
        "MOD",
        "TEXT",
        "COUNT",
        "RIGHT",
    }
    assert used
    assert used <= known
    assert "_xlfn" not in sheet
    assert max(len(formula) for formula in re.findall(r"<f>(.*?)</f>", sheet)) <= 8192


def test_a_form_asks_in_vietnamese_and_names_unit_period_and_deadline(book: Workbook) -> None:
    sheet = book["Nhập liệu"]
    assert [sheet[a1].value for a1 in ("B2", "B3", "B4", "D6")] == [
        "HUYỆN UỶ VỤ BẢN",
        "BAN TỔ CHỨC",
        "PHIẾU NHẬP LIỆU",
        "Thành Lợi",
    ]
    assert sheet["B5"].value == "Số lượng kết nạp đảng viên từ tháng 01/2023 đến 6/2023"
    assert f"{sheet['D7'].value:%d/%m/%Y}" == "04/07/2023"
    assert sheet["D7"].number_format == "dd/mm/yyyy"
    assert [sheet.cell(row, 2).value for row in range(10, 16)] == ["1", "1.1", "1.2", "1.3", "2", "3"]
    assert [sheet.cell(row, 3).value for row in range(10, 16)] == [
        "Tổng số đảng viên kết nạp",
        "Trong đó: Nữ",
        "Đoàn viên",
        "Trình độ đại học",
        "Hết nguồn",
        "Ghi chú",
    ]
    assert [sheet.cell(row, 3).alignment.indent for row in range(10, 14)] == [0, 1, 1, 1]
    assert "btc@vuban.example" in str(sheet["E8"].value)


def test_no_personal_name_stands_in_the_properties(book: Workbook) -> None:
    found = book.properties
    assert (found.creator, found.title, found.subject) == ("BAN TỔ CHỨC", "Phiếu nhập liệu", "2023-6T")
    assert found.lastModifiedBy in (None, "BAN TỔ CHỨC")


def test_the_blank_template_asks_what_the_example_asks() -> None:
    sheet = quietly_loaded((ROOT / "templates" / "phieu-nhap-lieu.xlsx").read_bytes())["Nhập liệu"]
    assert [cell.value for cell in sheet["A"]][9:15] == CODES
    assert [sheet[f"D{row}"].value for row in range(10, 18)] == [None] * 8
