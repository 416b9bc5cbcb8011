"""Sheet ``Tiến độ``, for the two halves of 2023 of ``test_comparison``, with targets for each unit; by hand:

    unit             target          1st half   2nd half   year   share   left  rank  months without
    01 Minh Thuận    10                     5          6     11    110%      0     1   0
    02 Tân Khánh     4                      2          0      2     50%      2     3   6
    10 Đại An        6                      0          3      3     50%      3     3   0
    16 Thành Lợi     10% of 200 = 20       10          7     17     85%      3     2   0
    19 Quân sự       2              exhausted          1      1     50%      1     3   0
    20 Công an       3              exhausted  exhausted      –       –      3     –  12
    99 Mới           8                      –          2      2     25%      6     6   0
    all              110                   17         19     36   36/110    74

The targets come to 53, the office's is 110. Of 6 units with a source 5 admitted somebody, of all 7 also 5.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.text.targets import HEADERS
from dangvien_xlsx.workspace.folder import Workspace
from tests.forms import consolidate_json
from tests.oracles import quietly_loaded, recalculate, run, stored_values, validate
from tests.pipeline.test_comparison import CODES, FIRST, NOW, SECOND, THEN, make, units_now

TARGETS = {"01": 10, "02": 4, "10": 6, "16": 20, "19": 2, "20": 3, "99": 8}
LINES = {
    "Minh Thuận": (10, 6, 11, 1.1, 0, 1, 0, None),
    "Tân Khánh": (4, 0, 2, 0.5, 2, 3, 6, None),
    "Đại An": (6, 3, 3, 0.5, 3, 3, 0, None),
    "Thành Lợi Mới": (20, 7, 17, 0.85, 3, 2, 0, None),
    "Quân sự": (2, 1, 1, 0.5, 1, 3, 0, None),
    "Công an": (3, None, None, None, 3, None, 12, "Hết nguồn"),
    "Mới": (8, 2, 2, 0.25, 6, 6, 0, None),
}
RANKED = ["Minh Thuận", "Thành Lợi Mới", "Tân Khánh", "Đại An", "Quân sự", "Mới"]


@pytest.fixture(scope="module")
def year(example: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second half of 2023, whose catalogue names the first and gives Thành Lợi a share of its members."""
    folder = tmp_path_factory.mktemp("năm")
    then = replace(example, period=FIRST, units=tuple(example.unit[code] for code in CODES))
    consolidate_json(make(folder / "2023-6T", then, THEN))
    units = tuple(unit._replace(target=TARGETS.get(unit.code)) for unit in units_now(example))
    units = tuple(unit._replace(members=200, target_share="10%") if unit.code == "16" else unit for unit in units)
    now = replace(example, period=SECOND, units=units, earlier=("../2023-6T",))
    return make(folder / "2023-12T", now, NOW)


@pytest.fixture(scope="module")
def told(year: Path) -> dict[str, Any]:
    return consolidate_json(year)


def lines(sheet: dict[str, Any], first: int) -> dict[str, tuple[Any, ...]]:
    """The columns C to J by the name in column B, from a header's row on, to the first blank line."""
    found = {}
    row = first + 1
    while f"A{row}" in sheet and sheet[f"A{row}"] != "Tổng":
        found[str(sheet.get(f"B{row}"))] = tuple(sheet.get(f"{column}{row}") for column in "CDEFGHIJ")
        row += 1
    return found


def headers(sheet: dict[str, Any]) -> list[int]:
    return [int(cell[1:]) for cell, value in sheet.items() if cell.startswith("A") and value == "TT"]


def test_each_line_is_what_was_worked_out_by_hand(told: dict[str, Any]) -> None:
    sheet = stored_values(Path(told["output"]).read_bytes())["Tiến độ"]
    first, second = headers(sheet)
    assert tuple(sheet[f"{column}{first}"] for column in "ABCDEFGHIJ") == HEADERS
    found = lines(sheet, first)
    assert {name: found[name] for name in LINES} == LINES
    (total,) = [int(cell[1:]) for cell, value in sheet.items() if value == "Tổng"]
    assert [sheet[f"{column}{total}"] for column in "CDEFG"] == [110, 19, 36, pytest.approx(36 / 110), 74]
    ranked = lines(sheet, second)
    assert [name for name in ranked if name != "None"] == RANKED
    assert [ranked[name][5] for name in RANKED] == [1, 2, 3, 3, 3, 6]
    shares = {str(sheet[f"A{row}"]): (sheet[f"F{row}"], sheet[f"G{row}"]) for row in (total + 2, total + 3)}
    assert [text for _, text in shares.values()] == ["5 / 6", "5 / 7"]
    assert [share for share, _ in shares.values()] == [5 / 6, 5 / 7]
    assert sheet["A4"] == "Chỉ tiêu các đơn vị cộng lại là 53, chỉ tiêu chung là 110."


def test_groups_are_summed_and_have_a_target_only_where_each_unit_has_one(told: dict[str, Any]) -> None:
    sheet = stored_values(Path(told["output"]).read_bytes())["Tiến độ"]
    found = lines(sheet, headers(sheet)[0])
    assert found["XÃ - THỊ TRẤN"][:5] == (40, 16, 33, pytest.approx(33 / 40), 7)


def test_the_formulas_come_to_what_is_stored_and_follow_an_edit(told: dict[str, Any], year: Path) -> None:
    output = Path(told["output"])
    stored, computed = stored_values(output.read_bytes())["Tiến độ"], recalculate(output)["Tiến độ"]
    assert computed.keys() == stored.keys()
    for cell, value in computed.items():
        assert value == (pytest.approx(stored[cell]) if isinstance(value, float) else stored[cell]), cell
    assert validate(output) == []
    book = quietly_loaded(output.read_bytes())
    data = book["Dữ liệu"]
    column = next(cell.column for cell in data[1] if cell.value == "Tổng số đảng viên kết nạp")
    for row in range(2, data.max_row + 1):
        if data.cell(row, 1).value == "99":
            data.cell(row, column).value = 9  # 9 of 8: 112,5%, the first place
    changed = year / "sửa.xlsx"
    book.save(changed)
    sheet = recalculate(changed, strip=False)["Tiến độ"]
    first, second = headers(dict(sheet))
    assert lines(dict(sheet), first)["Mới"] == (8, 9, 9, 1.125, 0, 1, 0, None)
    assert list(lines(dict(sheet), second))[:2] == ["Mới", "Minh Thuận"]


def test_a_sum_that_differs_from_the_offices_target_is_told(told: dict[str, Any]) -> None:
    (item,) = [item for item in told["findings"] if item["code"] == "targets-differ"]
    assert (item["severity"], item["file"]) == ("info", "danh-muc.xlsx")
    assert "53" in item["message"]
    assert "110" in item["message"]
    assert told["progress"] == {"target": 110, "this_period": 19, "cumulative": 36, "share": 36 / 110}


def test_a_share_of_the_members_is_a_target(year: Path, tmp_path: Path) -> None:
    unit = Workspace(year).catalogue().unit["16"]
    assert (unit.target, unit.members, unit.target_share) == (20, 200, "10%")
    book = quietly_loaded((year / "danh-muc.xlsx").read_bytes())
    sheet = book["Đơn vị"]
    header = [cell.value for cell in sheet[1]]
    target, members = (header.index(name) + 1 for name in ("Chỉ tiêu năm", "Số đảng viên đầu năm"))
    (row,) = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "16"]
    # 5% of 43 is 2,15; of 50 it is 2,5, which counts as 3; a cell of per cents holds 0,05.
    cases: tuple[tuple[str | float, int | None, int], ...] = (
        ("5%", 43, 2),
        (0.05, 50, 3),
        ("0,05", 200, 10),
        ("7,5 %", 200, 15),
        (7, None, 7),
    )
    for number, (typed, count, comes_to) in enumerate(cases):
        sheet.cell(row, target).value = typed
        sheet.cell(row, members).value = count
        folder = tmp_path / str(number)
        folder.mkdir()
        book.save(folder / "danh-muc.xlsx")
        assert Workspace(folder).catalogue().unit["16"].target == comes_to, typed


def test_a_new_year_begins_without_targets_and_says_so(year: Path, tmp_path: Path) -> None:
    done = run("init", tmp_path / "2024-6T", "--from", year)
    assert "Kỳ này thuộc năm 2024" in done.stdout
    catalogue = Workspace(tmp_path / "2024-6T").catalogue()
    assert catalogue.target is None
    assert {(unit.target, unit.members) for unit in catalogue.units} == {(None, None)}
    same = run("init", tmp_path / "2023-12T", "--from", year.parent / "2023-6T")
    assert "năm 2024" not in same.stdout
    assert Workspace(tmp_path / "2023-12T").catalogue().target == 110


def test_a_period_in_the_middle_of_a_year_without_its_beginning_is_told(tmp_path: Path, example: Catalogue) -> None:
    units = tuple(example.unit[code] for code in CODES)
    alone = make(tmp_path / "một mình", replace(example, period=SECOND, units=units), THEN)
    (item,) = [item for item in consolidate_json(alone)["findings"] if item["code"] == "year-total-unknown"]
    assert item["severity"] == "warning"
    (alone / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, period=SECOND, units=units, before=53)))
    told = consolidate_json(alone)
    assert "year-total-unknown" not in {item["code"] for item in told["findings"]}
    assert told["progress"] == {"target": 110, "this_period": 17, "cumulative": 70, "share": 70 / 110}
    sheet = stored_values(Path(told["output"]).read_bytes())["Tiến độ"]
    assert "Luỹ kế trước kỳ này, không chia được theo đơn vị" in sheet.values()
