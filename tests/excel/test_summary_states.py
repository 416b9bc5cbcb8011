"""Blank, 0, Hết nguồn and not sent stay four different things, from the form to the last sheet."""

import re
import zipfile
from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.received.kinds import kind_of
from tests.excel.conftest import form_of
from tests.excel.sheets import appendix_of, row_of, states_of, structure_of
from tests.forms import consolidate_json, fill
from tests.oracles import Value, Values, recalculate, stored_values

BLANK, ZERO, EXHAUSTED, MISSING, SOME = "20", "22", "19", "21", "16"
NAMES = {
    BLANK: "Công an",
    ZERO: "Trung tâm y tế huyện",
    EXHAUSTED: "Quân sự",
    MISSING: "Cty TNHH MTV KTCT TL Vụ Bản",
    SOME: "Thành Lợi",
}


@pytest.fixture
def four(workspace: Path) -> Path:
    """The four units of group II, each with its own kind of nothing."""
    path = form_of(workspace, BLANK)
    path.write_bytes(fill(path.read_bytes(), {"het_nguon": None}))
    form_of(workspace, MISSING).unlink()
    return workspace


def test_the_forms_say_different_things(four: Path, example: Catalogue) -> None:
    found: dict[str, tuple[object, object]] = {}
    for code in (BLANK, ZERO, EXHAUSTED):
        content = form_of(four, code).read_bytes()
        (submission,) = read_forms(read_pages(content, kind_of(content)), example.indicators)
        assert submission is not None
        found[code] = (submission.plain()["ket_nap"], submission.plain()["het_nguon"])
    assert found == {BLANK: (None, None), ZERO: (0, None), EXHAUSTED: (None, "Có")}


def test_they_stay_different_everywhere(four: Path) -> None:
    told = consolidate_json(four)
    units = {unit["code"]: unit for unit in told["units"]}
    assert {code: (units[code]["state"], units[code]["values"]["ket_nap"]) for code in NAMES} == {
        BLANK: ("invalid", None),
        ZERO: ("zero", 0),
        EXHAUSTED: ("exhausted", None),
        MISSING: ("missing", None),
        SOME: ("reported", 10),
    }
    assert {(item["code"], item["unit"]) for item in told["findings"]} == {
        ("value-missing", BLANK),
        ("missing-submission", MISSING),
    }
    assert isinstance(units[ZERO]["values"]["ket_nap"], int)
    path = Path(told["output"])
    for values in (stored_values(path.read_bytes()), recalculate(path)):
        _check_the_sheets(values)
    _check_the_raw_cells(path)


def _check_the_sheets(values: Values) -> None:
    lines = appendix_of(values)
    assert {code: lines[name] for code, name in NAMES.items()} == {
        BLANK: (None, "Phiếu có lỗi"),
        ZERO: (0, None),
        EXHAUSTED: (None, "Hết nguồn"),
        MISSING: (None, "Chưa nộp"),
        SOME: (10, None),
    }
    states = states_of(values)
    expected = {
        BLANK: "Phiếu có lỗi",
        ZERO: "Chưa kết nạp (0)",
        EXHAUSTED: "Hết nguồn",
        MISSING: "Chưa nộp",
        SOME: "Có kết nạp",
    }
    assert {code: states[name] for code, name in NAMES.items()} == expected
    data = values["Dữ liệu"]
    assert {code: data[f"E{row_of(data, 'A', code)}"] for code in NAMES} == expected
    figures = structure_of(values)
    # Of the group's four units: none admitted, one zero, one exhausted, one invalid, one missing; one has a source.
    assert [figures["III", "II", column] for column in "CDEFGHI"] == [4, 0, 1, 1, 1, 1, 0]
    assert [figures["III", "Tổng", column] for column in "CDEFGH"] == [57, 20, 19, 16, 1, 1]
    share: Value = figures["III", "Tổng", "I"]
    assert share == pytest.approx(20 / 39), "exhausted, invalid and missing units are not among those with a source"
    assert figures["II", "Hết nguồn (số đơn vị ghi Có)", "C"] == 16


def _check_the_raw_cells(path: Path) -> None:
    """In the file's own XML a zero is a number, and a blank is no value at all."""
    with zipfile.ZipFile(path) as package:
        names = re.findall(r'<sheet name="([^"]*)"', package.read("xl/workbook.xml").decode())
        sheet = package.read(f"xl/worksheets/sheet{names.index('Dữ liệu') + 1}.xml").decode()
    rows = {code: int(code) + 1 for code in NAMES}
    cells = {code: re.search(rf'<c r="F{row}"[^>]*?(/>|>.*?</c>)', sheet) for code, row in rows.items()}
    inside = {code: cell[1] for code, cell in cells.items() if cell}
    assert inside == {
        BLANK: "/>",
        ZERO: "><v>0</v></c>",
        EXHAUSTED: "/>",
        MISSING: "/>",
        SOME: "><v>10</v></c>",
    }
