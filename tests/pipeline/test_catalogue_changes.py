"""What the clerk changes in the catalogue, forms, checks and summary follow, with no code changed."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.names import (
    SHEET_APPENDIX,
    SHEET_CHARTS,
    SHEET_DATA,
    SHEET_FORM,
    SHEET_PROOF,
    SHEET_STRUCTURE,
    SHEET_TRACKING,
)
from tests.forms import SAVED, consolidate_json, fill
from tests.oracles import Value, Values, quietly_loaded, recalculate, run, stored_values, validate

Figures = Mapping[str, Value]


def start(folder: Path, catalogue: Catalogue) -> Path:
    """Write a workspace with a catalogue, and its forms by the command."""
    folder.mkdir()
    content = catalogue_bytes(catalogue)
    assert read_catalogue(Grids(content)) == catalogue, "what the program writes as a catalogue it reads back the same"
    (folder / "danh-muc.xlsx").write_bytes(content)
    done = run("forms", folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert len(list((folder / "gui-di").glob("*.xlsx"))) == len(catalogue.active_units)
    (folder / "nhan-ve").mkdir()
    return folder


def send_back(folder: Path, unit: Unit, values: Figures) -> None:
    """Fill a unit's form as it lies in ``gui-di/`` and put it into ``nhan-ve/``."""
    name = form_file_name(unit)
    (folder / "nhan-ve" / name).write_bytes(fill((folder / "gui-di" / name).read_bytes(), values))


def summary_of(folder: Path) -> dict[str, dict[str, Any]]:
    return stored_values(summary_path(folder).read_bytes())


def summary_path(folder: Path) -> Path:
    (path,) = (folder / "ket-qua").glob("Tong-hop-*.xlsx")
    return path


def row_with(sheet: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the first row of a sheet that has a text in column A or B, by column letter."""
    number = next(a1[1:] for a1, value in sheet.items() if value == text and a1[0] in "AB")
    return {column: sheet.get(f"{column}{number}") for column in "ABCDEFGHI"}


def differences(computed: Values, stored: Values) -> list[tuple[str, str, Value, Value]]:
    """List the cells whose value LibreOffice computes otherwise than we stored it."""
    found = []
    for sheet, cells in stored.items():
        for a1, value in cells.items():
            told = computed[sheet].get(a1)
            same = (
                abs(told - value) < 1e-9
                if isinstance(told, int | float) and isinstance(value, int | float)
                else told == value
            )
            if not same:
                found.append((sheet, a1, value, told))
    return found


def few(catalogue: Catalogue, *codes: str) -> Catalogue:
    return replace(catalogue, units=tuple(catalogue.unit[code] for code in codes))


PARTS = tuple(
    Indicator(code, name, Kind.INTEGER, "ket_nap", Relation.PART, True, 0, 999, "Chia theo nơi ở.")
    for code, name in (("o_xa", "Ở xã"), ("o_tt", "Ở thị trấn"), ("o_khac", "Ở nơi khác"))
)


def test_an_added_indicator_one_removed_and_a_block_of_three_are_followed(example: Catalogue, tmp_path: Path) -> None:
    kept = tuple(item for item in example.indicators if item.code != "doan_vien")
    added = Indicator("dan_toc", "Dân tộc thiểu số", Kind.INTEGER, "ket_nap", Relation.WITHIN, False, 0, 50)
    catalogue = replace(few(example, "01", "16", "19"), indicators=(*kept, added, *PARTS))
    folder = start(tmp_path / "kỳ thêm chỉ tiêu", catalogue)
    right = {"ket_nap": 5, "nu": 2, "dai_hoc": 1, "dan_toc": 1, "o_xa": 3, "o_tt": 2, "o_khac": 0}
    send_back(folder, catalogue.unit["01"], right)
    send_back(folder, catalogue.unit["16"], {**right, "o_khac": 1})
    send_back(folder, catalogue.unit["19"], {"het_nguon": "Có"})
    told = consolidate_json(folder)
    assert told["totals"] == right
    assert [(item["code"], item["unit"], item["cell"]) for item in told["findings"]] == [
        ("parts-do-not-sum", "16", "D10")
    ]
    assert [unit["state"] for unit in told["units"]] == ["reported", "invalid", "exhausted"]
    summary = summary_of(folder)
    assert row_with(summary[SHEET_STRUCTURE], "Dân tộc thiểu số")["C"] == 1
    assert row_with(summary[SHEET_STRUCTURE], "Ở thị trấn")["D"] == pytest.approx(0.4)
    assert "Đoàn viên" not in summary[SHEET_STRUCTURE].values()
    headers = [value for a1, value in summary[SHEET_DATA].items() if a1.lstrip("ABCDEFGHIJKLMNOPQRSTUVW") == "1"]
    assert [name for name in headers if name in {item.name for item in catalogue.indicators}] == [
        item.name for item in catalogue.indicators
    ]
    assert differences(recalculate(summary_path(folder)), summary) == []


def test_a_form_sent_out_before_a_unit_was_renamed_still_counts(example: Catalogue, tmp_path: Path) -> None:
    catalogue = few(example, "01", "16")
    folder = start(tmp_path / "đổi tên", catalogue)
    values = {"ket_nap": 3, "nu": 1, "doan_vien": 1, "dai_hoc": 0}
    for unit in catalogue.units:
        send_back(folder, unit, values)
    renamed = catalogue.unit["16"]._replace(name="Liên xã Thành Lợi", other_names=("Thành Lợi",))
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(catalogue, units=(catalogue.units[0], renamed))))
    told = consolidate_json(folder)
    assert (told["findings"], told["totals"]["ket_nap"]) == ([], 6)
    assert row_with(summary_of(folder)[SHEET_APPENDIX], "Liên xã Thành Lợi")["C"] == 3


def test_a_group_of_one_and_a_missing_group_four_are_printed_as_they_are(example: Catalogue, tmp_path: Path) -> None:
    units = tuple(unit for unit in example.units if unit.group_code != "IV" and unit.code in {"01", "19", "53", "57"})
    catalogue = replace(example, units=units)
    assert "IV" not in {group.code for group in catalogue.groups}
    folder = start(tmp_path / "không có nhóm IV", catalogue)
    for unit in units:
        send_back(folder, unit, {"ket_nap": 1, "nu": 0, "doan_vien": 0, "dai_hoc": 0})
    assert consolidate_json(folder)["totals"]["ket_nap"] == len(units)
    appendix = summary_of(folder)[SHEET_APPENDIX]
    printed = {unit.group_code: unit.group_name for unit in units}
    assert {code: row_with(appendix, name)["A"] for code, name in printed.items()} == {code: code for code in printed}
    assert "IV" not in appendix.values()
    assert row_with(appendix, "Tổng")["C"] == len(units)


@pytest.mark.parametrize("count", [1, 3])
def test_very_few_units_are_enough(count: int, example: Catalogue, tmp_path: Path) -> None:
    catalogue = replace(example, units=example.units[:count])
    folder = start(tmp_path / f"{count} đơn vị", catalogue)
    told = consolidate_json(folder)
    assert [item["code"] for item in told["findings"]] == ["missing-submission"] * count
    for unit in catalogue.units:
        send_back(folder, unit, {"ket_nap": 0})
    told = consolidate_json(folder)
    assert (told["totals"]["ket_nap"], told["findings"]) == (0, [])
    summary = summary_of(folder)
    assert not [value for sheet in summary.values() for value in sheet.values() if str(value).startswith("#")]
    assert differences(recalculate(summary_path(folder)), summary) == []


def test_an_indicator_that_no_form_was_asked_for_has_no_total(workspace: Path, example: Catalogue) -> None:
    """Added after the forms went out: its total was 0, which nobody had said."""
    added = example.indicators[1]._replace(code="dan_toc", name="Dân tộc thiểu số")
    catalogue = replace(example, indicators=(*example.indicators, added))
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    told = consolidate_json(workspace)
    assert told["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26, "dan_toc": None}
    unit = example.unit["16"]
    values = {"ket_nap": 10, "nu": 0, "doan_vien": 0, "dai_hoc": 0, "dan_toc": 0}
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").write_bytes(form_bytes(catalogue, unit, values, saved=SAVED))
    assert consolidate_json(workspace)["totals"]["dan_toc"] == 0, "one was asked, and said 0"


def test_what_nobody_was_asked_says_so_on_every_paper(workspace: Path, example: Catalogue) -> None:
    """Each printed 0, which nobody had said; a parent that was not asked, its part and a yes or no among them."""
    kind = example.indicators[1]
    added = (
        kind._replace(code="dan_toc", name="Dân tộc thiểu số"),
        kind._replace(code="ton_giao", name="Theo tôn giáo", parent="dan_toc"),
        replace_role(kind, "xa_xoi", "Xã đặc biệt khó khăn"),
    )
    catalogue = replace(example, indicators=(*example.indicators, *added), statistics_form="bieu-2")
    path = workspace / "danh-muc.xlsx"
    path.write_bytes(catalogue_bytes(catalogue))
    consolidate_json(workspace)
    summary = summary_of(workspace)
    shown = [
        {a1: value for a1, value in summary[sheet].items() if isinstance(value, str) and "chưa hỏi" in value}
        for sheet in (SHEET_STRUCTURE, SHEET_PROOF, SHEET_CHARTS, "Biểu 2")
    ]
    assert [len(cells) for cells in shown] == [3 * 6, 2 * 2, 1, 1]
    structure = summary[SHEET_STRUCTURE]
    assert row_with(structure, "Dân tộc thiểu số")["D"] in (None, "")
    assert row_with(summary[SHEET_PROOF], "Dân tộc thiểu số")["G"] == "KHỚP"
    assert differences(recalculate(summary_path(workspace)), summary) == []
    assert validate(summary_path(workspace)) == []
    record = json.loads(next((workspace / "ket-qua").glob("Tong-hop-*.json")).read_text("utf-8"))
    assert (record["totals"]["dan_toc"], record["totals"]["dai_hoc"]) == (None, 26)
    assert run("letter", workspace).returncode == 0
    (letter,) = (workspace / "ket-qua").glob("Cong-van-*.docx")
    with zipfile.ZipFile(letter) as parts:
        assert "dân tộc thiểu số: chưa hỏi" in re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
    assert "khác với" not in run("verify", workspace).stdout
    unit = example.unit["16"]
    values: Figures = dict.fromkeys(("nu", "doan_vien", "dai_hoc", "dan_toc", "ton_giao"), 0)
    values = {**values, "ket_nap": 10, "xa_xoi": "Không"}
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").write_bytes(form_bytes(catalogue, unit, values, saved=SAVED))
    consolidate_json(workspace)
    rows = summary_of(workspace)[SHEET_STRUCTURE]
    asked = [value for a1, value in rows.items() if a1.startswith("C") and value == "chưa hỏi"]
    assert len(asked) == 3 * 4, "the other groups' units were not asked"
    assert row_with(rows, "Dân tộc thiểu số")["C"] == 0


def replace_role(kind: Indicator, code: str, name: str) -> Indicator:
    return kind._replace(code=code, name=name, kind=Kind.YES_NO, parent="", relation=None, low=None, high=None)


def test_five_hundred_units_are_followed(example: Catalogue, tmp_path: Path) -> None:
    units = tuple(
        Unit(f"{number:03d}", f"Chi bộ số {number}", f"N{number // 50}", f"NHÓM {number // 50}")
        for number in range(500)
    )
    catalogue = replace(example, units=units)
    folder = start(tmp_path / "500 đơn vị", catalogue)
    for number, unit in enumerate(units[:-3]):
        content = form_bytes(
            catalogue, unit, {"ket_nap": number % 5, "nu": 0, "doan_vien": 0, "dai_hoc": 0}, saved=SAVED
        )
        (folder / "nhan-ve" / form_file_name(unit)).write_bytes(content)
    told = consolidate_json(folder)
    assert told["totals"]["ket_nap"] == sum(number % 5 for number in range(497))
    assert {item["code"] for item in told["findings"]} == {"missing-submission"}
    assert len(told["findings"]) == 3
    assert len(told["files"]) == 497
    summary = summary_of(folder)
    for sheet in (SHEET_APPENDIX, SHEET_TRACKING, SHEET_DATA):
        assert "Chi bộ số 499" in summary[sheet].values()
    assert row_with(summary[SHEET_APPENDIX], "Chi bộ số 498")["A"] == 499


NAMES = (
    "Số [A] & <B> #1",
    "“Ngoặc” 'đơn' \"kép\"",
    "Dài " + "x" * 116,
    "Trùng tên",
    "Trùng tên",
    "=1+1",
    "{ngoặc nhọn} 100%",
    "Tên đơn vị",
)


def test_strange_names_of_indicators_and_units_are_only_text(example: Catalogue, tmp_path: Path) -> None:
    strange = tuple(
        Indicator(f"la_{number}", name, Kind.INTEGER, "ket_nap", Relation.WITHIN, False, 0, 9)
        for number, name in enumerate(NAMES)
    )
    units = tuple(
        unit._replace(name=name)
        for unit, name in zip(example.units[:3], ("=HYPERLINK(1)", "A & [B] #'\"", "@x"), strict=True)
    )
    catalogue = replace(example, units=units, indicators=(*example.indicators, *strange))
    folder = start(tmp_path / "tên lạ & [thử] #1", catalogue)
    values = {"ket_nap": 9, "nu": 1, "doan_vien": 1, "dai_hoc": 1} | {item.code: n for n, item in enumerate(strange)}
    for unit in units:
        send_back(folder, unit, values)
    told = consolidate_json(folder)
    assert told["findings"] == []
    assert [told["totals"][item.code] for item in strange] == [3 * n for n in range(len(strange))]
    form = quietly_loaded((folder / "gui-di" / form_file_name(units[0])).read_bytes())[SHEET_FORM]
    labels = [str(form.cell(row, 3).value) for row in range(16, 16 + len(NAMES))]
    assert all(label.endswith(name) for label, name in zip(labels, NAMES, strict=True))
    summary = summary_of(folder)
    assert {name for name in NAMES if name not in summary[SHEET_STRUCTURE].values()} == set()
    assert differences(recalculate(summary_path(folder)), summary) == []
    book = quietly_loaded(summary_path(folder).read_bytes())
    headers = [cell.value for cell in book[SHEET_DATA][1]]
    assert len({str(header).casefold() for header in headers}) == len(headers), "a table's headers must differ"


def test_columns_in_another_order_and_extra_ones_are_fine(example: Catalogue) -> None:
    book = openpyxl.load_workbook(io.BytesIO(catalogue_bytes(example)))
    for sheet in book.worksheets:
        sheet.insert_cols(1)
        sheet["A1"] = "Cột của riêng tôi"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(reversed(row), 1):
                sheet.cell(number, column).value = value
    stream = io.BytesIO()
    book.save(stream)
    assert read_catalogue(Grids(stream.getvalue())) == example


GOOD: Figures = {"ket_nap": 7, "nu": 3, "doan_vien": 2, "dai_hoc": 1, "het_nguon": "Không"}


def test_names_that_two_indicators_exchanged_count_for_neither(example: Catalogue, tmp_path: Path) -> None:
    """A form that asked for women is not counted as one that asked for members of the youth union."""
    catalogue = replace(example, units=example.units[:2])
    folder = start(tmp_path / "kỳ", catalogue)
    send_back(folder, catalogue.units[0], GOOD)
    women, youth = catalogue.indicator["nu"], catalogue.indicator["doan_vien"]
    names = {"nu": youth.name, "doan_vien": women.name}
    exchanged = tuple(item._replace(name=names.get(item.code, item.name)) for item in catalogue.indicators)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(catalogue, indicators=exchanged)))
    told = consolidate_json(folder)
    assert told["units"][0]["state"] == "invalid"
    found = [item for item in told["findings"] if item["code"] == "indicator-exchanged"]
    assert {item["severity"] for item in found} == {"error"}
    assert all(women.name in item["message"] and youth.name in item["message"] for item in found)


def test_a_form_whose_code_is_nobodys_is_charged_to_the_unit_that_it_names(example: Catalogue, tmp_path: Path) -> None:
    """Codes were numbered anew after the forms went out: the unit has sent, and is not told that it has not."""
    catalogue = replace(example, units=example.units[:2])
    folder = start(tmp_path / "kỳ", catalogue)
    send_back(folder, catalogue.units[0], GOOD)
    units = tuple(unit._replace(code=f"X{unit.code}") for unit in catalogue.units)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(catalogue, units=units)))
    told = consolidate_json(folder)
    assert [unit["state"] for unit in told["units"]] == ["invalid", "missing"]
    (found,) = [item for item in told["findings"] if item["code"] == "unknown-unit"]
    assert found["unit"] == units[0].code
