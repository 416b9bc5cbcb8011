"""Forms that go back: correcting the marked cells and saving is all that a unit does."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from tests.forms import consolidate_json, fill, saved_at
from tests.oracles import Value, quietly_loaded, recalculate_all, run, saved_by_libreoffice, stored_values, validate

LATER = datetime(2023, 7, 2, 3, 0, tzinfo=UTC)
WRONG: Mapping[str, Value] = {"ket_nap": "1.905", "nu": None, "doan_vien": -2, "het_nguon": "có lẽ"}


def spoil(workspace: Path, name: str, values: Mapping[str, Value]) -> None:
    path = workspace / "nhan-ve" / name
    path.write_bytes(fill(path.read_bytes(), values))


def give_back(workspace: Path) -> list[dict[str, Any]]:
    done = run("return", workspace, "--json")
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)["returned"]
    assert isinstance(told, list)
    assert done.returncode == bool(told)
    return told


def sheet_of(path: Path) -> Worksheet:
    return quietly_loaded(path.read_bytes())["Nhập liệu"]


def cell_of(sheet: Worksheet, code: str) -> Any:
    (row,) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == code]
    return sheet.cell(row, 4)


@pytest.fixture
def spoiled(workspace: Path) -> Path:
    """Returns a workspace in which one form has three errors and another has one."""
    spoil(workspace, "16-thanh-loi.xlsx", WRONG)
    spoil(workspace, "01-minh-thuan.xlsx", {"nu": 99})
    return workspace


def test_a_form_goes_back_to_each_unit_with_errors_and_to_no_other(spoiled: Path) -> None:
    told = give_back(spoiled)
    assert [item["unit"] for item in told] == ["01", "16"]
    assert sorted(path.name for path in (spoiled / "tra-lai").glob("*.xlsx")) == [
        "01-minh-thuan.xlsx",
        "16-thanh-loi.xlsx",
    ]
    assert [item["code"] for item in told[1]["findings"]] == ["value-ambiguous", "out-of-range", "not-a-choice"]


def test_everything_that_could_be_read_is_filled_in_and_what_is_wrong_as_it_was_found(spoiled: Path) -> None:
    give_back(spoiled)
    sheet = sheet_of(spoiled / "tra-lai" / "16-thanh-loi.xlsx")
    found = {code: cell_of(sheet, code).value for code in ("ket_nap", "nu", "doan_vien", "dai_hoc", "het_nguon")}
    assert found == {"ket_nap": "1.905", "nu": None, "doan_vien": -2, "dai_hoc": 5, "het_nguon": "có lẽ"}
    assert cell_of(sheet, "nguoi_lap").value == "Văn phòng Thành Lợi"


def test_wrong_cells_are_coloured_and_a_comment_says_what_to_do(spoiled: Path) -> None:
    give_back(spoiled)
    sheet = sheet_of(spoiled / "tra-lai" / "16-thanh-loi.xlsx")
    good = cell_of(sheet, "dai_hoc")
    for code, part in (("ket_nap", "1.905"), ("doan_vien", "từ 0 đến 999"), ("het_nguon", "có lẽ")):
        cell = cell_of(sheet, code)
        assert cell.fill.start_color.rgb != good.fill.start_color.rgb
        assert part in cell.comment.text
        assert "Cần làm: " in cell.comment.text
        assert cell.comment.author == "BAN TỔ CHỨC"
    assert good.comment is None


def test_the_list_at_the_top_leads_to_each_cell(spoiled: Path) -> None:
    give_back(spoiled)
    sheet = sheet_of(spoiled / "tra-lai" / "16-thanh-loi.xlsx")
    lines = {row: sheet.cell(row, 2).hyperlink for row in range(9, 12)}
    links = {link.location: str(sheet.cell(row, 3).value) for row, link in lines.items() if link}
    codes = ("ket_nap", "doan_vien", "het_nguon")
    assert set(links) == {f"'Nhập liệu'!{cell_of(sheet, code).coordinate}" for code in codes}
    shown = quietly_loaded((spoiled / "tra-lai" / "16-thanh-loi.xlsx").read_bytes(), data_only=True)["Nhập liệu"]
    assert shown["B8"].value == "PHIẾU TRẢ LẠI: sửa 3 chỗ dưới đây, lưu lại rồi gửi về."
    assert "Đoàn viên" in links[f"'Nhập liệu'!{cell_of(sheet, 'doan_vien').coordinate}"]


@pytest.mark.parametrize("how", ["openpyxl", "LibreOffice"])
def test_a_returned_form_that_is_corrected_and_saved_is_clean_and_counts(spoiled: Path, how: str) -> None:
    give_back(spoiled)
    right: dict[str, dict[str, Value]] = {
        "16-thanh-loi.xlsx": {"ket_nap": 10, "nu": 4, "doan_vien": 2, "het_nguon": None},
        "01-minh-thuan.xlsx": {"nu": 3},
    }
    for name, values in right.items():
        content = fill((spoiled / "tra-lai" / name).read_bytes(), values, LATER)
        if how == "LibreOffice":
            (content,) = saved_by_libreoffice([content])
            content = saved_at(content, LATER)
        (spoiled / "nhan-ve" / f"sửa {name}").write_bytes(content)
    told = consolidate_json(spoiled)
    assert told["totals"]["ket_nap"] == 53
    files = {item["file"] for item in told["findings"] if item["severity"] != "info"}
    assert not [name for name in files if name.startswith("sửa")]
    assert give_back(spoiled) == []


def test_forms_that_are_no_longer_due_are_removed_and_a_second_run_changes_nothing(spoiled: Path) -> None:
    give_back(spoiled)
    before = {path: path.read_bytes() for path in (spoiled / "tra-lai").glob("*.xlsx")}
    give_back(spoiled)
    assert {path: path.read_bytes() for path in (spoiled / "tra-lai").glob("*.xlsx")} == before
    (spoiled / "nhan-ve" / "01-minh-thuan.xlsx").unlink()
    assert [item["unit"] for item in give_back(spoiled)] == ["16"]
    assert [path.name for path in (spoiled / "tra-lai").glob("*.xlsx")] == ["16-thanh-loi.xlsx"]


def test_a_form_that_may_be_anothers_goes_back_to_nobody(workspace: Path, example: Catalogue) -> None:
    first, second = example.units[0], example.units[1]
    mixed = form_bytes(example, second, {"ket_nap": 3, "nu": 1, "doan_vien": 1, "dai_hoc": 1})
    book = quietly_loaded(mixed)
    book["_meta"]["B3"].value = first.code
    stream = io.BytesIO()
    book.save(stream)
    (workspace / "nhan-ve" / "01-minh-thuan.xlsx").write_bytes(stream.getvalue())
    assert give_back(workspace) == [], "it would carry the contact of the one to the other"
    states = {unit["code"]: unit["state"] for unit in consolidate_json(workspace)["units"]}
    assert states["01"] == "missing", "and its reminder is due"


def test_returned_forms_are_valid_and_store_what_libreoffice_computes(spoiled: Path) -> None:
    give_back(spoiled)
    paths = sorted((spoiled / "tra-lai").glob("*.xlsx"))
    for path, values in recalculate_all(paths).items():
        assert validate(path) == []
        assert values == stored_values(path.read_bytes())
        setup = sheet_of(path).sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage, "one page"


def test_drafts_carry_the_returned_form(spoiled: Path) -> None:
    give_back(spoiled)
    done = run("drafts", spoiled, "--kind", "returns")
    assert done.returncode == 0, done.stderr
    assert b"16-thanh-loi.xlsx" in (spoiled / "tra-lai" / "16-thanh-loi.eml").read_bytes()


def test_without_errors_nothing_goes_back(workspace: Path) -> None:
    assert give_back(workspace) == []
    assert run("return", workspace).stdout.strip() == "Không có phiếu nào phải trả lại."


def test_the_list_ticks_itself_off_and_its_band_turns_green(spoiled: Path, tmp_path: Path) -> None:
    give_back(spoiled)
    content = (spoiled / "tra-lai" / "16-thanh-loi.xlsx").read_bytes()
    steps: dict[str, dict[str, Value]] = {
        "nothing": {},
        "one": {"doan_vien": 2},
        "all": {"ket_nap": 10, "nu": 4, "doan_vien": 2, "het_nguon": None},
    }
    paths = {}
    for name, values in steps.items():
        paths[name] = tmp_path / f"{name}.xlsx"
        paths[name].write_bytes(fill(content, values))
    found = recalculate_all(list(paths.values()))
    shown = {name: found[path]["Nhập liệu"] for name, path in paths.items()}
    marks = {name: [shown[name].get(f"B{row}") for row in (9, 10, 11)] for name in steps}
    assert marks == {"nothing": ["1", "2", "3"], "one": ["1", "✓", "3"], "all": ["✓", "✓", "✓"]}
    assert shown["nothing"]["B8"] == "PHIẾU TRẢ LẠI: sửa 3 chỗ dưới đây, lưu lại rồi gửi về."
    assert str(shown["one"]["B8"]).endswith("Đã sửa 1.")
    assert shown["all"]["B8"] == "ĐÃ SỬA XONG: lưu lại rồi gửi về."


def test_the_remedy_stands_in_the_list_and_the_cursor_in_the_first_wrong_cell(spoiled: Path) -> None:
    give_back(spoiled)
    sheet = sheet_of(spoiled / "tra-lai" / "16-thanh-loi.xlsx")
    assert all(" → " in str(sheet.cell(row, 3).value) for row in (9, 10, 11))
    places = [each.activeCell for each in sheet.sheet_view.selection if each.activeCell]
    assert places == [cell_of(sheet, "ket_nap").coordinate]


def test_every_figure_that_was_understood_otherwise_is_listed(workspace: Path) -> None:
    spoil(workspace, "16-thanh-loi.xlsx", {"nu": 99, "het_nguon": "chưa"})
    give_back(workspace)
    sheet = sheet_of(workspace / "tra-lai" / "16-thanh-loi.xlsx")
    assert cell_of(sheet, "het_nguon").value == "Không"
    notes = [str(sheet.cell(row, 3).value) for row in range(9, 13) if sheet.cell(row, 2).value == "i"]
    assert len(notes) == 1
    assert "chưa" in notes[0]
    assert "Không" in notes[0]
    assert cell_of(sheet, "het_nguon").comment is None
    assert sheet["B8"].value is not None
