"""Text from outside arrives in the summary as text: never as a formula, never as a link that leads anywhere else."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from tests.conftest import copy_of_example
from tests.excel.conftest import form_of
from tests.excel.sheets import row_of
from tests.forms import consolidate_json, fill
from tests.oracles import Value, Values, quietly_loaded, recalculate, stored_values, validate

LONGEST = "ậ=" + "x" * 32_765
NOTES = {
    "01": '=HYPERLINK("http://x")',
    "02": "@SUM(1)",
    "03": "+1",
    "04": "-1+1|cmd",
    "05": "http://x.example/a?b=1#c",
    "06": "mailto:x@x.example",
    "07": "internal:'Dữ liệu'!A1",
    "08": "external:c:\\x.xlsx",
    "09": "file:///etc/passwd",
    "10": "{=1+1}",
    "11": "<f>1+1</f>",
    "13": LONGEST,
    "14": "'=1+1",
    "15": "_x0041_ và _x000D_",
    "16": "0012",
    "19": "=cmd|' /C calc'!A0",
}
FILE_NAMES = {
    "01": '=HYPERLINK("http:x").xlsx',
    "02": "@SUM(1).xlsx",
    "03": "+1.xlsx",
    "04": "-1+1|cmd.xlsx",
    "05": "http:x.example#c.xlsx",
    "06": "mailto:x@x.example.xlsx",
    "07": "internal:Sheet1!A1.xlsx",
    "08": "tệp của đơn vị %41 & con.xlsx",
    "09": "..xlsx..xlsx",
    "10": "[1]Sheet!A1.xlsx",
}
OURS = {
    *("IF", "OR", "ISNUMBER", "INDEX", "MATCH", "LEFT", "LEN", "MAX", "ROW", "ROWS"),
    *("IFERROR", "RANK"),
    *("AND", "LARGE", "N", "SUM", "SUMIF", "SUMIFS", "COUNT", "COUNTIF", "COUNTIFS"),
}
"""The functions of the summary's formulas; HYPERLINK is none of them."""
WRONG_FIGURE = '=HYPERLINK("http://x","bấm")'


class Hostile(NamedTuple):
    """A run over such texts."""

    folder: Path
    told: dict[str, Any]
    summary: Path
    stored: Values


@pytest.fixture(scope="module")
def hostile(example: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = copy_of_example(tmp_path_factory.mktemp("hostile"))
    units = tuple(unit._replace(prints_note=True) for unit in example.units)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, units=units)))
    for code, note in NOTES.items():
        path = form_of(folder, code)
        typed: dict[str, Value] = {"ghi_chu": note, "nguoi_lap": note[:100], "dien_thoai": note[:50]}
        path.write_bytes(fill(path.read_bytes(), typed))
    path = form_of(folder, "22")
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": WRONG_FIGURE}))
    for code, name in FILE_NAMES.items():
        form_of(folder, code).rename(folder / "nhan-ve" / name)
    (folder / "nhan-ve" / "=1+1.txt").write_text("không phải phiếu", "utf-8")
    told = consolidate_json(folder)
    summary = Path(told["output"])
    return Hostile(folder, told, summary, stored_values(summary.read_bytes()))


def parts(path: Path, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if re.match(pattern, name)}


def test_each_note_arrives_as_it_was_typed(hostile: Hostile) -> None:
    units = {unit["code"]: unit for unit in hostile.told["units"]}
    data = Grids(hostile.summary.read_bytes())["Dữ liệu"]
    notes = {row[0]: row[10] for row in data[1:]}
    for code, note in NOTES.items():
        assert units[code]["values"]["ghi_chu"] == note
        assert notes[code] == note
    raw = quietly_loaded(hostile.summary.read_bytes())["Dữ liệu"]
    assert {cell.data_type for (cell,) in raw.iter_rows(min_row=2, min_col=11, max_col=11) if cell.value} == {"s"}


def test_each_file_name_arrives_as_text(hostile: Hostile) -> None:
    names = {str(value) for a1, value in hostile.stored["Sổ nhận"].items() if re.fullmatch(r"B\d+", a1)}
    assert {*FILE_NAMES.values(), "=1+1.txt"} <= names
    assert names - {"Tệp"} == {file["path"] for file in hostile.told["files"]}


def test_a_figure_that_is_text_is_told_as_text(hostile: Hostile) -> None:
    (found,) = (item for item in hostile.told["findings"] if item["unit"] == "22")
    assert (found["code"], found["cell"], found["value"]) == ("not-a-number", "D10", WRONG_FIGURE)
    messages = [str(value) for a1, value in hostile.stored["Kiểm tra"].items() if a1.startswith("D")]
    assert any(WRONG_FIGURE in message for message in messages)


def test_no_text_from_outside_is_in_a_formula(hostile: Hostile) -> None:
    formulas = [
        formula
        for sheet in parts(hostile.summary, r"xl/worksheets/sheet").values()
        for formula in re.findall(r"<f[^>]*>(.*?)</f>", sheet, re.DOTALL)
    ]
    assert len(formulas) > 57 * 4
    used = {name for formula in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert used <= OURS
    for text in (*NOTES.values(), *FILE_NAMES.values()):
        assert [formula for formula in formulas if text in formula and text not in ("+1", "0012")] == []
    names = parts(hostile.summary, r"xl/workbook\.xml$")["xl/workbook.xml"]
    assert "HYPERLINK" not in names


def test_every_cell_with_such_text_is_a_shared_string(hostile: Hostile) -> None:
    (shared,) = parts(hostile.summary, r"xl/sharedStrings\.xml").values()
    for text in ("HYPERLINK", "@SUM(1)", "-1+1|cmd"):
        assert text in shared
    for name, sheet in parts(hostile.summary, r"xl/worksheets/sheet").items():
        cells = re.findall(r"<c ([^>]*)(?<!/)>(.*?)</c>", sheet, re.DOTALL)
        for attributes, inside in cells:
            held = re.search(r"<v>(.*?)</v>", inside, re.DOTALL)
            if held and re.search(r"HYPERLINK|@SUM|\|cmd", held[1]):
                # Only Thống kê and its copy show a note by a formula, and then what it stores is a string.
                assert 't="str"' in attributes
                assert "ct_ghi_chu" in inside or "'Thống kê'!" in inside, name


def test_every_link_leads_to_a_file_that_was_received(hostile: Hostile) -> None:
    received = {path.name for path in (hostile.folder / "nhan-ve").iterdir()}
    links = 0
    for name, relations in parts(hostile.summary, r"xl/worksheets/_rels/").items():
        for kind, target, mode in re.findall(r'Type="[^"]*/(\w+)" Target="([^"]*)"(?: TargetMode="(\w+)")?', relations):
            if kind != "hyperlink":
                assert mode == "", f"{name}: {target}"
                continue
            links += 1
            way = PurePosixPath(unquote(target.replace("&amp;", "&").replace("\\", "/")))
            assert way.parts[:2] == ("..", "nhan-ve"), target
            assert len(way.parts) == 3
            assert way.name in received
    assert links > 40 * 3
    for sheet in parts(hostile.summary, r"xl/worksheets/sheet").values():
        for place in re.findall(r'<hyperlink [^>]*location="([^"]*)"', sheet):
            assert re.fullmatch(r"'(?:Kiểm tra|Theo dõi nộp|Thống kê)'!A\d+", place)


def test_names_that_are_dangerous_in_a_link_are_not_linked(hostile: Hostile) -> None:
    sheet = quietly_loaded(hostile.summary.read_bytes())["Sổ nhận"]
    linked = {str(cell.value) for (cell,) in sheet.iter_rows(min_row=4, min_col=2, max_col=2) if cell.hyperlink}
    assert not linked & {FILE_NAMES[code] for code in ("01", "04", "05", "06", "07")}
    assert FILE_NAMES["03"] in linked


def test_libreoffice_computes_the_same_and_the_workbook_is_valid(hostile: Hostile) -> None:
    assert validate(hostile.summary) == []
    computed = recalculate(hostile.summary)
    for sheet in hostile.stored:
        assert set(computed[sheet]) == set(hostile.stored[sheet])
    for sheet in ("Thống kê", "Theo dõi nộp", "Kiểm tra", "Dữ liệu"):
        assert {
            a1: (value, computed[sheet][a1])
            for a1, value in hostile.stored[sheet].items()
            if computed[sheet][a1] != value
        } == {}


def test_a_long_note_is_printed_short_and_kept_whole(hostile: Hostile) -> None:
    row = row_of(hostile.stored["Thống kê"], "B", "Liên Minh")
    assert hostile.stored["Thống kê"][f"D{row}"] == LONGEST[:200]
    assert hostile.stored["Dữ liệu"][f"K{row_of(hostile.stored['Dữ liệu'], 'A', '13')}"] == LONGEST
