"""The catalogue helps whoever types it: what is filled in, what Excel refuses, and where the mistakes are."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.catalogue.writer import blank_catalogue_bytes, catalogue_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import CatalogueError
from dangvien_xlsx.model.period import period_named
from tests.conftest import EXAMPLE
from tests.oracles import quietly_loaded, run, validate

MARKED = "danh-muc (lỗi).xlsx"


def values(workspace: Path) -> dict[str, Any]:
    sheet = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())["Thông tin"]
    return {str(row[0].value): row[2].value for row in sheet.iter_rows(min_row=2)}


@pytest.mark.parametrize(
    ("name", "start", "end", "called"),
    [
        ("2024-6T", "2024-01-01", "2024-06-30", "từ tháng 01/2024 đến 6/2024"),
        ("2024-12T", "2024-01-01", "2024-12-31", "từ tháng 01/2024 đến 12/2024"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "từ tháng 01/2024 đến 3/2024"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "từ tháng 10/2024 đến 12/2024"),
        ("2024-T07", "2024-07-01", "2024-07-31", "tháng 7/2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 2/2024"),
        ("2024", "2024-01-01", "2024-12-31", "từ tháng 01/2024 đến 12/2024"),
    ],
)
def test_code_and_days_are_filled_in_from_the_folders_name(
    name: str, start: str, end: str, called: str, tmp_path: Path
) -> None:
    assert run("init", tmp_path / name).returncode == 0
    found = values(tmp_path / name)
    assert (found["ky_ma"], found["ky_ten"]) == (name, called)
    assert (f"{found['ky_tu']:%Y-%m-%d}", f"{found['ky_den']:%Y-%m-%d}") == (start, end)


@pytest.mark.parametrize(
    "name", ["2024-13T", "2024-0T", "2024-Q5", "2024-T13", "2024-00", "0024", "ky 2024", "2024-6", ""]
)
def test_other_names_name_no_period(name: str) -> None:
    assert period_named(name) is None


def test_a_copied_catalogue_moves_on_to_the_period_of_its_folder(tmp_path: Path) -> None:
    assert run("init", tmp_path / "2024-6T", "--from", EXAMPLE).returncode == 0
    found = values(tmp_path / "2024-6T")
    assert found["ky_ma"] == "2024-6T"
    assert [f"{found[key]:%d/%m/%Y}" for key in ("ky_tu", "ky_den", "han_nop")] == [
        "01/01/2024",
        "30/06/2024",
        "04/07/2024",
    ]
    assert run("init", tmp_path / "2023-12T", "--from", EXAMPLE).returncode == 0
    assert f"{values(tmp_path / '2023-12T')['ky_tu']:%d/%m/%Y}" == "01/07/2023"


def note_of(workspace: Path, code: str) -> str:
    sheet = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())["Thông tin"]
    return next(str(row[3].value or "") for row in sheet.iter_rows(min_row=2) if row[0].value == code)


def test_a_new_year_says_that_the_targets_were_left_blank(tmp_path: Path) -> None:
    """The folder's name says which period it is for: 2024-6T after 2023-6T is the year after, and nothing was said."""
    told = "Năm 2024: các chỉ tiêu được để trống, ghi số của năm này."
    done = run("init", tmp_path / "2024-6T", "--from", EXAMPLE)
    assert "Kỳ này thuộc năm 2024: chỉ tiêu năm" in done.stdout
    assert values(tmp_path / "2024-6T")["chi_tieu_nam"] is None
    noted = note_of(EXAMPLE, "chi_tieu_nam")
    assert note_of(tmp_path / "2024-6T", "chi_tieu_nam") == f"{told} {noted}".strip()
    done = run("init", tmp_path / "2025-6T", "--from", tmp_path / "2024-6T")
    assert note_of(tmp_path / "2025-6T", "chi_tieu_nam") == f"{told} {noted}".strip().replace("2024", "2025")
    done = run("init", tmp_path / "2023-12T", "--from", EXAMPLE)
    assert "chỉ tiêu năm" not in done.stdout
    assert note_of(tmp_path / "2023-12T", "chi_tieu_nam") == noted


def test_an_office_that_began_with_the_example_is_not_compared_with_it(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("2023-12T", "2024-6T", "2024-12T"))
    assert run("init", first, "--from", EXAMPLE).returncode == 0
    assert values(first)["ky_truoc"] is None
    book = quietly_loaded((first / "danh-muc.xlsx").read_bytes())
    sheet = book["Thông tin"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "ky_truoc")
    row[2].value = str(EXAMPLE)
    book.save(first / "danh-muc.xlsx")
    assert run("init", second, "--from", first).returncode == 0
    assert values(second)["ky_truoc"] == "../2023-12T", "the office's own is carried on, the example is not"
    assert run("init", third, "--from", second).returncode == 0
    assert values(third)["ky_truoc"] == "../2024-6T; ../2023-12T"


@pytest.mark.parametrize("kind", [(), ("--kind", "bieu-2")])
def test_a_blank_code_of_the_period_is_one_mistake(kind: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "chưa đặt tên"
    assert run("init", folder, *kind).returncode == 0
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(Grids((folder / "danh-muc.xlsx").read_bytes()))
    places = [(item.sheet, item.cell) for item in caught.value.findings]
    assert len(places) == len(set(places)), "one mistake a cell"
    assert any("Mã kỳ" in item.message for item in caught.value.findings)


def test_the_blank_catalogue_has_a_note_a_header_a_sample_row_and_choices(tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(blank_catalogue_bytes())
    assert validate(path) == []
    book = quietly_loaded(path.read_bytes())
    for sheet in book.worksheets:
        assert [cell.value for cell in sheet[1] if cell.value and not cell.comment] == []
    units = book["Đơn vị"]
    assert units["A2"].value == "VÍ DỤ"
    ranges = {str(area) for rule in units.data_validations.dataValidation for area in rule.sqref.ranges}
    assert any(area.startswith("F2:F") for area in ranges), "addresses"
    assert any(area.startswith("G2:G") for area in ranges), "targets"
    assert units.column_dimensions["D"].width > 10


@pytest.mark.parametrize("keeps", [True, False])
def test_the_sample_row_counts_for_nothing(keeps: bool, tmp_path: Path) -> None:
    workspace = tmp_path / "2024-6T"
    assert run("init", workspace).returncode == 0
    path = workspace / "danh-muc.xlsx"
    book = quietly_loaded(path.read_bytes())
    for row in book["Thông tin"].iter_rows(min_row=2):
        if row[0].value in ("co_quan_cap_tren", "co_quan"):
            row[2].value = "CƠ QUAN"
    sheet = book["Đơn vị"]
    for column, value in enumerate(("01", "I", "XÃ", "Xã A"), 1):
        sheet.cell(3 if keeps else 2, column).value = value
    if not keeps:
        for column in range(5, 14):
            sheet.cell(2, column).value = None
    book.save(path)
    assert [unit.code for unit in read_catalogue(Grids(path.read_bytes())).units] == ["01"]
    assert run("forms", workspace).returncode == 0
    assert [path.name for path in (workspace / "gui-di").glob("*.xlsx")] == ["01-xa-a.xlsx"]


def test_a_deadline_before_the_periods_end_is_told(workspace: Path) -> None:
    path = workspace / "danh-muc.xlsx"
    book = quietly_loaded(path.read_bytes())
    (cell,) = [row[2] for row in book["Thông tin"].iter_rows(min_row=2) if row[0].value == "han_nop"]
    cell.value = "15/06/2023"
    book.save(path)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(Grids(path.read_bytes()))
    (found,) = caught.value.findings
    assert (found.sheet, found.cell) == ("Thông tin", cell.coordinate)
    assert "Hạn nộp phải sau ngày cuối kỳ" in found.remedy


def test_mistakes_are_marked_in_a_copy_that_goes_once_all_is_right(workspace: Path) -> None:
    path = workspace / "danh-muc.xlsx"
    good = path.read_bytes()
    book = quietly_loaded(good)
    book["Chỉ tiêu"]["D3"] = "khong_co"
    book["Đơn vị"]["A4"] = "01"
    book.save(path)
    wrong = path.read_bytes()
    done = run("consolidate", workspace)
    assert done.returncode == 3
    assert MARKED in done.stderr
    assert path.read_bytes() == wrong, "the clerk's own file is never written"
    assert validate(workspace / MARKED) == []
    marked = quietly_loaded((workspace / MARKED).read_bytes())
    for sheet, cell in (("Chỉ tiêu", "D3"), ("Đơn vị", "A4")):
        assert marked[sheet][cell].fill.fgColor.rgb == "FFFFC7CE"
        assert "→" in marked[sheet][cell].comment.text
    path.write_bytes(good)
    assert run("consolidate", workspace).returncode == 0
    assert not (workspace / MARKED).exists()


def test_a_marked_copy_in_which_somebody_typed_is_left(workspace: Path) -> None:
    (workspace / MARKED).write_bytes(b"typed into")
    assert run("consolidate", workspace).returncode == 0
    assert (workspace / MARKED).read_bytes() == b"typed into"


def with_addresses(workspace: Path, **cells: str) -> None:
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for cell, value in cells.items():
        book["Đơn vị"][cell] = value
    book.save(workspace / "danh-muc.xlsx")


def test_a_units_wrong_address_is_marked_in_amber_and_stops_nothing(workspace: Path) -> None:
    path = workspace / "danh-muc.xlsx"
    good = path.read_bytes()
    with_addresses(workspace, F4="xã-a@huyen", F6="a@b.vn; sai", F8="a@b.vn; c@d.vn")
    done = run("consolidate", workspace)
    assert done.returncode == 0, "it is nobody's number"
    assert MARKED in done.stderr
    assert validate(workspace / MARKED) == []
    sheet = quietly_loaded((workspace / MARKED).read_bytes())["Đơn vị"]
    for cell, typed in (("F4", "xã-a@huyen"), ("F6", "sai")):
        assert sheet[cell].fill.fgColor.rgb == "FFFFEB9C"
        assert f"“{typed}”" in sheet[cell].comment.text
        assert "→" in sheet[cell].comment.text
    assert sheet["F8"].comment is None
    first = (workspace / MARKED).stat()
    told = run("forms", workspace).stderr
    assert "xã-a@huyen" in told
    assert MARKED in told
    assert run("letter", workspace).returncode == 0
    assert (workspace / MARKED).stat().st_mtime_ns == first.st_mtime_ns, "made once for one catalogue"
    path.write_bytes(good)
    assert run("letter", workspace).returncode == 0
    assert not (workspace / MARKED).exists()


def test_errors_stand_in_red_beside_doubts_in_amber_until_only_doubts_are_left(workspace: Path) -> None:
    path = workspace / "danh-muc.xlsx"
    with_addresses(workspace, F4="sai")
    doubtful = path.read_bytes()
    with_addresses(workspace, A6="01")
    done = run("consolidate", workspace)
    assert done.returncode == 3
    assert "F4" not in done.stderr, "what stops the run is told; the doubt is marked"
    sheet = quietly_loaded((workspace / MARKED).read_bytes())["Đơn vị"]
    assert (sheet["A6"].fill.fgColor.rgb, sheet["F4"].fill.fgColor.rgb) == ("FFFFC7CE", "FFFFEB9C")
    path.write_bytes(doubtful)
    assert run("consolidate", workspace).returncode == 0
    sheet = quietly_loaded((workspace / MARKED).read_bytes())["Đơn vị"]
    assert sheet["A6"].comment is None
    assert sheet["F4"].comment


def test_the_address_of_a_unit_that_has_ended_is_nobodys_doubt(example: Catalogue) -> None:
    units = list(example.units)
    units[1] = units[1]._replace(email="sai", valid_to=date(2022, 12, 31))
    units[2] = units[2]._replace(email="cũng\nsai")
    found = read_catalogue(Grids(catalogue_bytes(replace(example, units=tuple(units))))).doubts
    assert [(item.sheet, item.cell, item.unit) for item in found] == [("Đơn vị", "F4", units[2].code)]
