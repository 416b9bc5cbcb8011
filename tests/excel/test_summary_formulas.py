"""LibreOffice computes every formula of the summary from nothing; it finds what pandas and the stored values say."""

import io
import re
import zipfile

import pytest

from dangvien_xlsx.model.catalogue import Catalogue
from tests.excel.conftest import Run
from tests.excel.sheets import WORDS, appendix_of, expected_structure, row_of, states_of, structure_of
from tests.oracles import Value, quietly_loaded, without_stored_values

CASES = ["complete", "incomplete"]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, runs: dict[str, Run]) -> Run:
    return runs[request.param]


def formulas(path_bytes: bytes) -> dict[tuple[str, str], str]:
    """All formulas of a workbook by sheet and address."""
    book = quietly_loaded(path_bytes)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def near(one: Value, other: Value) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return one == pytest.approx(other, rel=1e-12)
    return one == other and isinstance(one, str) == isinstance(other, str)


def test_every_computed_value_equals_the_stored_one(case: Run) -> None:
    found = formulas(case.summary.read_bytes())
    assert len(found) > 57 * 4, "a unit has at least two formulas in Thống kê, three in Theo dõi nộp, one in Dữ liệu"
    differing = {
        (sheet, a1): (case.stored[sheet].get(a1), case.computed[sheet].get(a1))
        for sheet, a1 in found
        if not near(case.stored[sheet].get(a1), case.computed[sheet].get(a1))
    }
    assert differing == {}


def test_what_is_no_formula_survives_the_computing_unchanged(case: Run) -> None:
    assert list(case.computed) == list(case.stored)
    for sheet, cells in case.stored.items():
        assert set(case.computed[sheet]) == set(cells)
        assert {a1 for a1, value in cells.items() if not near(value, case.computed[sheet][a1])} == set()


def test_nothing_was_left_of_the_stored_values_when_libreoffice_computed_them(case: Run) -> None:
    emptied = without_stored_values(case.summary.read_bytes())
    book = quietly_loaded(emptied, data_only=True)
    cells = {key: book[key[0]][key[1]] for key in formulas(case.summary.read_bytes())}
    # Into an empty cell that is a link openpyxl writes what the link says.
    assert [key for key, cell in cells.items() if cell.value not in (None, "") and not cell.hyperlink] == []


def test_every_formula_carries_a_stored_value(case: Run) -> None:
    with zipfile.ZipFile(io.BytesIO(case.summary.read_bytes())) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                cells = re.findall(r"<c [^>]*(?<!/)>(?=<f)(.*?)</c>", package.read(name).decode())
                assert [cell for cell in cells if "<v>" not in cell] == []


def test_figures_outside_the_data_are_live_formulas(case: Run) -> None:
    """No number stands typed in the sheets that are read and signed, but row numbers and the year's target."""
    live = formulas(case.summary.read_bytes())
    typed = {
        (sheet, a1): value
        for sheet in ("Thống kê", "Cơ cấu", "Theo dõi nộp")
        for a1, value in case.stored[sheet].items()
        if isinstance(value, int | float) and not a1.startswith("A") and (sheet, a1) not in live
    }
    assert typed == {("Cơ cấu", "C7"): 110}


def test_the_structure_equals_pandas(case: Run, example: Catalogue) -> None:
    names = {group.code: group.name for group in example.groups}
    assert example.target == 110
    expected = expected_structure(case.told, names, example.target)
    for values in (case.stored, case.computed):
        shown = structure_of(values)
        assert set(shown) == set(expected)
        assert {key: (value, expected[key]) for key, value in shown.items() if not near(value, expected[key])} == {}


def test_each_line_of_the_appendix_says_what_the_unit_said(case: Run) -> None:
    for values in (case.stored, case.computed):
        lines = appendix_of(values)
        for unit in case.told["units"]:
            if unit["state"] == "not_applicable":
                assert unit["name"] not in lines
                continue
            note = unit["values"]["ghi_chu"]
            words = [WORDS[unit["state"]]] if unit["state"] in ("exhausted", "invalid", "missing") else []
            remark = "; ".join([*words, *([note] if note else [])]) or None
            assert lines[unit["name"]] == (unit["values"]["ket_nap"], remark)
        assert lines["Tổng"] == (case.told["totals"]["ket_nap"], None)


def test_each_line_of_the_tracking_says_the_units_state(case: Run) -> None:
    expected = {unit["name"]: WORDS[unit["state"]] for unit in case.told["units"] if unit["state"] != "not_applicable"}
    assert states_of(case.stored) == states_of(case.computed) == expected


def test_the_incomplete_case_says_so_at_the_top_of_each_sheet(incomplete: Run) -> None:
    told = "SỐ LIỆU CHƯA ĐẦY ĐỦ: 3/56 đơn vị chưa nộp, 2 phiếu có lỗi"
    for values in (incomplete.stored, incomplete.computed):
        assert values["Thống kê"]["A4"] == told
        assert values["Cơ cấu"]["A3"] == told
        assert values["Biểu đồ"]["A4"] == told
        assert values["Theo dõi nộp"]["A1"] == "56 đơn vị · 53 đã nộp · 3 chưa nộp · 2 có lỗi"
        assert values["Kiểm tra"]["A1"] == "5 lỗi · 1 cảnh báo · 2 thông tin"
        assert values["Sổ nhận"]["A1"] == "53 tệp = 51 nhận + 0 đã có bản mới hơn + 2 không nhận + 0 bỏ qua"


def test_a_late_unit_is_late_and_counted(incomplete: Run) -> None:
    sheet = incomplete.stored["Theo dõi nộp"]
    row = row_of(sheet, "C", "Thị trấn Gôi")
    assert [sheet[f"{column}{row}"] for column in "DGHI"] == ["Chưa kết nạp (0)", "Muộn", 0, 1]
    assert sheet[f"G{row + 1}"] == "Đúng hạn"


def test_a_unit_that_has_ended_is_in_the_data_but_in_no_count(incomplete: Run) -> None:
    data = incomplete.stored["Dữ liệu"]
    row = row_of(data, "A", "57")
    assert (data[f"E{row}"], incomplete.units["57"]["state"]) == ("Không áp dụng", "not_applicable")
    assert "V" not in {value for a1, value in incomplete.stored["Thống kê"].items() if a1.startswith("A")}
