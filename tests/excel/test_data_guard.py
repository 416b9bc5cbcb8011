"""Sheet Dữ liệu lets only be typed what the form lets be typed."""

from pathlib import Path
from typing import Any

from tests.oracles import quietly_loaded, recalculate, run, validate


def test_figures_are_guarded_as_in_the_form(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    path = workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx"
    sheet = quietly_loaded(path.read_bytes())["Dữ liệu"]
    columns = {cell.value: cell.coordinate.rstrip("1") for cell in sheet[1]}
    rules = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    for header, kind in (("Nữ", "whole"), ("Hết nguồn", "list"), ("Ghi chú", "textLength")):
        rule = rules[f"{columns[header]}2:{columns[header]}58"]
        assert (rule.type, bool(rule.error)) == (kind, True)
        assert "nhap-tay.xlsx" in str(rule.prompt), "what is typed here the letter does not follow"
    assert validate(path) == []


def test_text_in_a_column_of_numbers_says_so_and_lacks_in_every_sheet(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    path = workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx"
    book = quietly_loaded(path.read_bytes())
    sheet = book["Dữ liệu"]
    columns: Any = {cell.value: cell.column for cell in sheet[1]}
    typed: Any = sheet.cell(17, columns["Tổng số đảng viên kết nạp"])
    assert sheet.cell(17, columns["Tên đơn vị"]).value == "Thành Lợi"
    assert '"Sai kiểu: "@' in typed.number_format
    typed.value = "10 đ/c"
    faulty: Any = sheet.cell(2, columns["Tổng số đảng viên kết nạp"])
    faulty.value, faulty.data_type = "#N/A", "e"
    saved = workspace / "sua.xlsx"
    book.save(saved)
    now = recalculate(saved)
    state = sheet.cell(17, columns["Trạng thái"]).coordinate
    assert now["Dữ liệu"][state] == "Phiếu có lỗi"
    assert now["Dữ liệu"][sheet.cell(2, columns["Trạng thái"]).coordinate] == "Phiếu có lỗi"
    faults = {place: value for place, value in now["Biểu đồ"].items() if str(value).startswith(("#", "Err:"))}
    assert faults == {}

    faulty.value, faulty.data_type = 5, "n"
    book.save(saved)
    now = recalculate(saved)
    assert any(str(value).startswith("SỐ LIỆU CHƯA ĐẦY ĐỦ") for value in now["Thống kê"].values())
    assert any(str(value).startswith("SỐ LIỆU CHƯA ĐẦY ĐỦ") for value in now["Phụ lục"].values())
    total = next(value for place, value in now["Phụ lục"].items() if place.startswith("C") and value == 43)
    assert total == 53 - 10
