"""Three levels: units to communes, communes to the province. The total is that of all units at once."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.unit import Unit
from tests.conftest import EXAMPLE
from tests.forms import consolidate_json, fill
from tests.oracles import Value, quietly_loaded, recalculate, run

SAVED = datetime(2023, 7, 2, tzinfo=UTC)
TOTALS = {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}


def make(folder: Path, catalogue: Catalogue) -> Path:
    (folder / "nhan-ve").mkdir(parents=True)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    return folder


def communes(tmp_path: Path, example: Catalogue) -> list[Path]:
    """Share the example's 57 units out among three communes."""
    folders = []
    for index in range(3):
        units = example.units[index * 19 : index * 19 + 19]
        folder = make(tmp_path / f"Xã {index + 1}", replace(example, units=units))
        for unit in units:
            (path,) = (EXAMPLE / "nhan-ve").glob(f"{unit.code}-*.xlsx")
            (folder / "nhan-ve" / path.name).write_bytes(path.read_bytes())
        folders.append(folder)
    return folders


def province_of(tmp_path: Path, example: Catalogue) -> Path:
    units = tuple(Unit(f"X{index}", f"Đảng bộ xã {index}", "I", "XÃ") for index in (1, 2, 3))
    folder = make(tmp_path / "Tỉnh", replace(example, units=units))
    assert run("forms", folder).returncode == 0
    return folder


def test_three_levels_give_the_same_totals_as_all_units_at_once(tmp_path: Path, example: Catalogue) -> None:
    province = province_of(tmp_path, example)
    for index, commune in enumerate(communes(tmp_path, example), 1):
        consolidate_json(commune)
        (form,) = (province / "gui-di").glob(f"x{index}-*.xlsx")
        done = run("fill", form, "--from", commune, "--output", tmp_path / form.name)
        assert done.returncode == 0, done.stderr
        # The secretary opens it and saves it, which also dates it.
        signed = fill((tmp_path / form.name).read_bytes(), {"nguoi_lap": "Thư ký xã"}, SAVED)
        (province / "nhan-ve" / form.name).write_bytes(signed)
    told = consolidate_json(province)
    assert told["totals"] == TOTALS
    assert told["findings"] == []
    assert [unit["state"] for unit in told["units"]] == ["reported"] * 3


@pytest.fixture
def form(tmp_path: Path, example: Catalogue) -> Path:
    return sorted((province_of(tmp_path, example) / "gui-di").glob("*.xlsx"))[0]


def test_the_form_stays_what_it_was_and_its_checks_agree(form: Path, workspace: Path) -> None:
    before = quietly_loaded(form.read_bytes())
    done = run("fill", form, "--from", workspace)
    assert done.returncode == 0, done.stderr
    after = quietly_loaded(form.read_bytes())
    changed = {
        (sheet.title, cell.coordinate)
        for sheet in before.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if after[sheet.title][cell.coordinate].value != cell.value
    }
    assert changed == {("Nhập liệu", f"D{row}") for row in (10, 11, 12, 13)}
    assert after["_meta"].sheet_state == "veryHidden"
    assert after["Nhập liệu"].protection.sheet
    assert len(after["Nhập liệu"].data_validations.dataValidation) == len(
        before["Nhập liệu"].data_validations.dataValidation
    )
    computed = recalculate(form, strip=False)["Nhập liệu"]
    assert [computed[f"D{row}"] for row in (10, 11, 12, 13)] == list(TOTALS.values())
    assert computed["B8"] == "PHIẾU HỢP LỆ"


def test_an_incomplete_period_is_filled_with_a_warning(form: Path, workspace: Path) -> None:
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    done = run("fill", form, "--from", workspace)
    assert done.returncode == 1
    assert "1 đơn vị chưa nộp" in done.stderr
    assert quietly_loaded(form.read_bytes())["Nhập liệu"]["D10"].value == 43


def test_where_every_unit_is_exhausted_the_number_is_blank(form: Path, workspace: Path) -> None:
    blank: dict[str, Value] = dict.fromkeys(("ket_nap", "nu", "doan_vien", "dai_hoc"))
    for path in (workspace / "nhan-ve").iterdir():
        path.write_bytes(fill(path.read_bytes(), {**blank, "het_nguon": "Có"}))
    assert run("fill", form, "--from", workspace).returncode == 0
    sheet = quietly_loaded(form.read_bytes())["Nhập liệu"]
    assert (sheet["D10"].value, sheet["D14"].value) == (None, "Có")


def test_numbers_that_stood_there_are_named_as_they_are_replaced(form: Path, workspace: Path) -> None:
    form.write_bytes(fill(form.read_bytes(), {"ket_nap": 50}))
    done = run("fill", form, "--from", workspace)
    assert done.returncode == 1
    assert "đang là 50, đã thay bằng 53" in done.stderr


def test_a_form_of_another_period_and_an_original_are_left_alone(form: Path, workspace: Path) -> None:
    book = quietly_loaded(form.read_bytes())
    book["_meta"]["B4"].value = "2022-12T"
    book.save(form)
    before = form.read_bytes()
    done = run("fill", form, "--from", workspace)
    assert (done.returncode, form.read_bytes()) == (3, before)
    assert "2022-12T" in done.stderr
    original = workspace / "nhan-ve" / "16-thanh-loi.xlsx"
    before = original.read_bytes()
    done = run("fill", original, "--from", workspace)
    assert (done.returncode, original.read_bytes()) == (3, before)
    assert "nhan-ve" in done.stderr


def test_what_is_no_form_is_refused_in_a_sentence(tmp_path: Path, workspace: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK no")
    done = run("fill", path, "--from", workspace)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == b"PK no"
