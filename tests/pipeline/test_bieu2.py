"""Another form with no code: the statistics form, from its catalogue to its own layout."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.text.bieu2 import INDICATORS, KIND
from tests.forms import SAVED, consolidate_json, fill, saved_at
from tests.oracles import quietly_loaded, recalculate, run, stored_values, validate

RIGHT: dict[str, Any] = {
    **{item.code: 0 for item in INDICATORS if item.code not in ("het_nguon", "ghi_chu")},
    "ket_nap": 5,
    "nu": 3,
    "doan_vien": 4,
    "nn_can_bo": 3,
    "nn_sinh_vien": 2,
    "tuoi_18": 4,
    "tuoi_31": 1,
    "hv_thpt": 5,
    "cm_dai_hoc": 3,
    "cm_khong": 2,
}


@pytest.fixture
def statistics(tmp_path: Path, example: Catalogue) -> Path:
    """Three units that report by the statistics form: 5, 5 and nobody left."""
    catalogue = replace(example, units=example.units[:3], indicators=INDICATORS, statistics_form=KIND)
    folder = tmp_path / "Biểu 2"
    (folder / "nhan-ve").mkdir(parents=True)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    for unit, values in zip(catalogue.units, (RIGHT, RIGHT, {"het_nguon": "Có"}), strict=True):
        content = saved_at(form_bytes(catalogue, unit, values), SAVED)
        (folder / "nhan-ve" / f"{unit.code}.xlsx").write_bytes(content)
    return folder


def test_the_catalogue_of_the_kind_reads_back_as_it_is(tmp_path: Path, example: Catalogue) -> None:
    folder = tmp_path / "kỳ"
    assert run("init", folder, "--kind", "bieu-2").returncode == 0
    book = quietly_loaded((folder / "danh-muc.xlsx").read_bytes())
    codes = [row[0].value for row in book["Chỉ tiêu"].iter_rows(min_row=2) if row[0].value]
    assert codes == [item.code for item in INDICATORS]
    filled = replace(example, indicators=INDICATORS, statistics_form=KIND)
    assert read_catalogue(Grids(catalogue_bytes(filled))) == filled
    done = run("init", tmp_path / "khác", "--kind", "bieu-9")
    assert (done.returncode, "bieu-2" in done.stderr) == (2, True)


def test_the_sheet_has_the_forms_own_lines(statistics: Path) -> None:
    told = consolidate_json(statistics)
    assert told["findings"] == []
    output = Path(told["output"])
    stored = stored_values(output.read_bytes())["Biểu 2"]
    by_name = {str(stored[cell]): stored.get(f"C{cell[1:]}") for cell in stored if re.fullmatch(r"B\d+", cell)}
    assert by_name["Tổng số đảng viên mới kết nạp"] == 10
    assert by_name["Nữ"] == 6
    assert by_name["18-30 tuổi"] == 8
    assert by_name["Không có chuyên môn"] == 4
    assert by_name["Số tổ chức cơ sở đảng cuối kỳ"] == 3
    assert by_name["Có kết nạp đảng viên"] == 2
    assert by_name["Không còn quần chúng (hết nguồn)"] == 1
    headings = [stored[f"A{row}"] for row in range(6, 60) if f"A{row}" in stored]
    assert headings == ["I", "II", "1", "2", "3", "4", "III"]
    assert recalculate(output)["Biểu 2"] == stored
    assert validate(output) == []


def test_a_wrong_partition_is_caught_at_its_cell_and_names_the_block(statistics: Path) -> None:
    path = statistics / "nhan-ve" / "01.xlsx"
    path.write_bytes(fill(path.read_bytes(), {"tuoi_18": 3}))
    (found,) = consolidate_json(statistics)["findings"]
    assert (found["code"], found["unit"], found["cell"]) == ("parts-do-not-sum", "01", "D10")
    assert "18-30 tuổi" in found["message"]


def test_the_form_is_valid_prints_on_one_page_and_agrees_with_libreoffice(statistics: Path) -> None:
    assert run("forms", statistics).returncode == 0
    (form, *_) = sorted((statistics / "gui-di").glob("*.xlsx"))
    assert validate(form) == []
    setup = quietly_loaded(form.read_bytes())["Nhập liệu"].sheet_properties.pageSetUpPr
    assert setup is not None
    assert setup.fitToPage
    filled = statistics / "nhan-ve" / "01.xlsx"
    computed = recalculate(filled)["Nhập liệu"]
    assert computed == stored_values(filled.read_bytes())["Nhập liệu"]
    assert "PHIẾU HỢP LỆ" in computed.values()


def test_without_the_row_in_the_catalogue_there_is_no_such_sheet(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    assert "Biểu 2" not in quietly_loaded(output.read_bytes()).sheetnames


BLOCKS = ("Nghề nghiệp", "Tuổi đời", "Giáo dục phổ thông", "Chuyên môn")
PARTS = [item.code for item in INDICATORS if item.block]


def findings_of(folder: Path, values: dict[str, Any]) -> list[dict[str, Any]]:
    path = folder / "nhan-ve" / "01.xlsx"
    path.write_bytes(fill(path.read_bytes(), values))
    told = consolidate_json(folder)
    assert next(unit["state"] for unit in told["units"] if unit["code"] == "01") == "invalid"
    return [item for item in told["findings"] if item["unit"] == "01"]


def test_blocks_left_blank_under_a_total_are_not_complete(statistics: Path) -> None:
    found = findings_of(statistics, dict.fromkeys(PARTS) | {"ket_nap": 20})
    assert [item["code"] for item in found] == ["parts-do-not-sum"] * 4
    for block, item in zip(BLOCKS, found, strict=True):
        assert f"“{block}”" in item["message"]
        assert "cộng lại là 0" in item["message"]
        assert "là 20" in item["message"]


def test_every_block_that_does_not_sum_is_told_with_its_running_sum(statistics: Path) -> None:
    wrong = {"nn_can_bo": 2, "tuoi_18": 3, "hv_thpt": 4, "cm_khong": None}
    found = findings_of(statistics, wrong)
    assert [item["code"] for item in found] == ["parts-do-not-sum"] * 4
    sums = [re.findall(r"cộng lại là (\d+)", item["message"]) for item in found]
    assert sums == [["4"], ["4"], ["4"], ["3"]]
    assert len({item["message"] for item in found}) == 4


def test_under_a_total_of_nobody_the_blocks_may_stay_blank(statistics: Path) -> None:
    path = statistics / "nhan-ve" / "01.xlsx"
    nothing = {item.code: None for item in INDICATORS if item.code != "ket_nap"} | {"ket_nap": 0}
    path.write_bytes(fill(path.read_bytes(), nothing))
    assert consolidate_json(statistics)["findings"] == []


def test_what_nobody_answered_is_blank_on_the_sheet_and_not_zero(statistics: Path) -> None:
    for path in (statistics / "nhan-ve").iterdir():
        path.write_bytes(fill(path.read_bytes(), {"ton_giao": None, "nn_vu_trang": None}))
    output = Path(consolidate_json(statistics)["output"])
    stored = stored_values(output.read_bytes())["Biểu 2"]
    rows = {str(stored[cell]): stored.get(f"C{cell[1:]}") for cell in stored if re.fullmatch(r"B\d+", cell)}
    assert (rows["Người theo tôn giáo"], rows["Lực lượng vũ trang"]) == (None, None)
    assert rows["Dân tộc thiểu số"] == 0
    assert recalculate(output)["Biểu 2"] == stored
