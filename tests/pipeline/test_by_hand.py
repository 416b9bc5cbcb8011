"""Figures by telephone or on paper, typed into nhap-tay.xlsx: they count like a form, and say that they are none."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.evidence.dialects import text_box
from tests.forms import consolidate_json, fill, saved_at
from tests.oracles import Value, quietly_loaded, recalculate, run, stored_values, validate

FULL: Mapping[str, Value] = {
    "ket_nap": 7,
    "nu": 3,
    "doan_vien": 2,
    "dai_hoc": 1,
    "nguoi_bao": "Trần Văn A",
    "ngay_bao": date(2023, 7, 3),
    "cach_bao": "Điện thoại",
}
NAME = "nhap-tay.xlsx"


@pytest.fixture
def blank(workspace: Path) -> Path:
    assert run("forms", workspace).returncode == 0
    return workspace


def type_in(workspace: Path, unit: str, values: Mapping[str, Value], row: int | None = None) -> None:
    """Type into a unit's row, as a clerk does."""
    path = workspace / NAME
    book = quietly_loaded(path.read_bytes())
    sheet = book["Nhập tay"]
    columns = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
    found = row or next(number for number in range(5, sheet.max_row + 1) if sheet.cell(number, 1).value == unit)
    sheet.cell(found, 1).value = unit
    for code, value in values.items():
        sheet.cell(found, columns[code]).value = value
    book.save(path)


def unit_of(told: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [unit for unit in told["units"] if unit["code"] == code]
    assert isinstance(found, dict)
    return found


def codes(told: dict[str, Any], unit: str) -> list[str]:
    return sorted(item["code"] for item in told["findings"] if item["unit"] == unit)


def without(workspace: Path, unit: str) -> None:
    (path,) = (workspace / "nhan-ve").glob(f"{unit}-*.xlsx")
    path.unlink()


def test_the_blank_workbook_lists_every_unit_and_asks_every_indicator(blank: Path) -> None:
    sheet = quietly_loaded((blank / NAME).read_bytes())["Nhập tay"]
    assert [sheet.cell(row, 1).value for row in range(5, 62)] == [f"{number:02d}" for number in range(1, 58)]
    assert [cell.value for cell in sheet[4]][:8] == [
        "Mã đơn vị",
        "Tên đơn vị",
        "Tổng số đảng viên kết nạp",
        "Nữ",
        "Đoàn viên",
        "Trình độ đại học",
        "Hết nguồn",
        "Ghi chú",
    ]
    assert validate(blank / NAME) == []
    assert consolidate_json(blank)["findings"] == []


def test_what_was_typed_is_never_overwritten(blank: Path) -> None:
    type_in(blank, "16", FULL)
    before = (blank / NAME).read_bytes()
    assert run("forms", blank).returncode == 0
    assert (blank / NAME).read_bytes() == before


def test_figures_of_a_unit_without_a_form_count_and_are_told_wherever_they_show(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    told = consolidate_json(blank)
    assert told["totals"]["ket_nap"] == 53 - 10 + 7
    unit = unit_of(told, "16")
    assert (unit["state"], unit["file"]) == ("reported", NAME)
    assert codes(told, "16") == ["by-hand"]
    assert "Trần Văn A, Điện thoại, 03/07/2023" in next(
        item["message"] for item in told["findings"] if item["unit"] == "16"
    )
    stored = stored_values(Path(told["output"]).read_bytes())
    assert "Số liệu nhập tay (không có phiếu): Thành Lợi." in stored["Thống kê"].values()
    assert NAME in stored["Theo dõi nộp"].values()
    assert NAME in stored["Dữ liệu"].values()
    assert len(told["files"]) == 56, "it is not among what was received"
    computed = recalculate(Path(told["output"]))
    for sheet in ("Thống kê", "Theo dõi nộp", "Dữ liệu", "Sổ nhận"):
        assert computed[sheet] == stored[sheet]


def test_a_valid_form_is_overridden_only_with_a_reason(blank: Path) -> None:
    type_in(blank, "16", FULL)
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 10
    assert codes(told, "16") == ["override-without-reason"]
    type_in(blank, "16", {"ly_do": "Đơn vị gọi điện đính chính"})
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 7
    assert codes(told, "16") == ["by-hand"]
    (file,) = [file for file in told["files"] if file["path"].startswith("16-")]
    assert (file["outcome"], "Đơn vị gọi điện đính chính" in file["reason"]) == ("superseded", True)
    stored = stored_values(Path(told["output"]).read_bytes())["Thay đổi"]
    rows = [value for value in stored.values() if value == "Thành Lợi"]
    assert len(rows) == 4, "four figures differ"
    assert recalculate(Path(told["output"]))["Thay đổi"] == stored


def test_an_invalid_form_gives_way(blank: Path) -> None:
    (path,) = (blank / "nhan-ve").glob("16-*.xlsx")
    path.write_bytes(fill(path.read_bytes(), {"nu": 99}))
    type_in(blank, "16", FULL)
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 7
    assert "exceeds-parent" in codes(told, "16"), "what was wrong with the form is still told"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"nu": 9}, "exceeds-parent"),
        ({"nu": None}, "value-missing"),
        ({"ket_nap": "1.905"}, "value-ambiguous"),
        ({"nguoi_bao": None}, "by-hand-unsigned"),
        ({"ngay_bao": "tuần trước"}, "by-hand-day-unread"),
        ({"ngay_bao": datetime(2023, 7, 30, 8)}, "late"),
    ],
    ids=["a part above its whole", "a part missing", "two readings", "nobody said it", "no day", "said too late"],
)
def test_a_row_is_checked_like_a_form(blank: Path, values: dict[str, Value], expected: str) -> None:
    without(blank, "16")
    type_in(blank, "16", {**FULL, **values})
    told = consolidate_json(blank)
    found = [item for item in told["findings"] if item["unit"] == "16" and item["code"] != "by-hand"]
    assert [item["code"] for item in found] == [expected]
    assert found[0]["file"] == NAME


def test_two_rows_of_one_unit_are_an_error_that_names_both_and_neither_counts(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    type_in(blank, "16", {**FULL, "ket_nap": 8}, row=70)
    told = consolidate_json(blank)
    (twice,) = [item for item in told["findings"] if item["code"] == "by-hand-twice"]
    assert "7 ≠ 8" in twice["message"]
    assert unit_of(told, "16")["state"] == "invalid"
    assert told["totals"]["ket_nap"] == 43


@pytest.mark.parametrize("what", ["row", "sheet"])
def test_figures_that_nobody_sees_are_told(blank: Path, what: str) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    book = quietly_loaded((blank / NAME).read_bytes())
    if what == "row":
        book["Nhập tay"].row_dimensions[20].hidden = True
    else:
        book["Nhập tay"].sheet_state = "hidden"
        book.active = book.create_sheet("Khác")
    book.save(blank / NAME)
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 7
    (hidden,) = [item for item in told["findings"] if item["code"] == "by-hand-hidden"]
    assert (hidden["severity"], hidden["sheet"], hidden["cell"]) == ("warning", "Nhập tay", "A20")


def test_a_lost_column_is_named(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    book = quietly_loaded((blank / NAME).read_bytes())
    sheet = book["Nhập tay"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(3)
    book.save(blank / NAME)
    done = run("consolidate", blank)
    assert done.returncode == 3
    assert "cột “Tổng số đảng viên kết nạp” không còn ở sheet “Nhập tay” mà dòng 20 có số" in done.stderr


def test_exhausted_by_telephone_is_blank_not_zero(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", {"het_nguon": "Có", "nguoi_bao": "A", "ngay_bao": date(2023, 7, 1)})
    told = consolidate_json(blank)
    assert unit_of(told, "16")["state"] == "exhausted"
    assert unit_of(told, "16")["values"]["ket_nap"] is None


@pytest.mark.parametrize("damage", ["half", "no codes"])
def test_a_damaged_workbook_stops_the_run_and_keeps_the_old_result(blank: Path, damage: str) -> None:
    type_in(blank, "16", {**FULL, "ly_do": "đính chính"})
    before = Path(consolidate_json(blank)["output"])
    kept = before.read_bytes()
    path = blank / NAME
    if damage == "half":
        path.write_bytes(path.read_bytes()[:3000])
    else:
        book = quietly_loaded(path.read_bytes())
        book["Nhập tay"].delete_rows(1)
        book.save(path)
    done = run("consolidate", blank)
    assert done.returncode == 3
    assert NAME in done.stderr
    assert "Traceback" not in done.stderr
    assert before.read_bytes() == kept


def test_what_was_said_after_the_day_asked_for_is_left_out(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    told = consolidate_json(blank, "--as-of", "02/07/2023")
    assert unit_of(told, "16")["state"] == "missing"


def found_at(told: dict[str, Any], unit: str, code: str) -> dict[str, Any]:
    (found,) = [item for item in told["findings"] if item["unit"] == unit and item["code"] == code]
    assert isinstance(found, dict)
    return found


def row_of(workspace: Path, unit: str) -> int:
    sheet = quietly_loaded((workspace / NAME).read_bytes())["Nhập tay"]
    return next(number for number in range(5, sheet.max_row + 1) if sheet.cell(number, 1).value == unit)


def change(workspace: Path, do: Callable[[Workbook], object]) -> None:
    book = quietly_loaded((workspace / NAME).read_bytes())
    do(book)
    book.save(workspace / NAME)


@pytest.mark.parametrize("is_stripped", [False, True], ids=["as it is", "without its hidden codes"])
def test_rows_typed_in_a_copied_sheet_count(blank: Path, is_stripped: bool) -> None:
    without(blank, "16")

    def copy(book: Workbook) -> None:
        sheet = book.copy_worksheet(book["Nhập tay"])
        columns = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
        row = next(number for number in range(5, sheet.max_row + 1) if sheet.cell(number, 1).value == "16")
        for code, value in FULL.items():
            sheet.cell(row, columns[code]).value = value
        if is_stripped:
            sheet.delete_rows(1)

    change(blank, copy)
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 7
    assert codes(told, "16") == ["by-hand"]


def test_a_whole_sheet_copied_with_its_rows_is_no_second_report(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    change(blank, lambda book: book.copy_worksheet(book["Nhập tay"]))
    told = consolidate_json(blank)
    assert codes(told, "16") == ["by-hand", "by-hand-repeated"]
    assert {item["severity"] for item in told["findings"]} == {"info"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("#N/A", "error-value"), ("#REF!", "error-value"), ("=2+5", "formula-not-calculated")],
)
def test_a_cell_without_a_figure_is_told_at_its_row(blank: Path, typed: str, code: str) -> None:
    without(blank, "16")
    type_in(blank, "16", {**FULL, "het_nguon": "Có", "ket_nap": typed})
    told = consolidate_json(blank)
    assert unit_of(told, "16")["state"] == "invalid"
    found = found_at(told, "16", code)
    assert (found["file"], found["cell"]) == (NAME, f"C{row_of(blank, '16')}")
    assert f"dòng {row_of(blank, '16')} trong nhap-tay.xlsx" in found["remedy"]
    assert "trong chính phiếu này" not in found["remedy"]


def test_a_row_in_which_only_an_error_stands_has_an_outcome(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", {"ket_nap": "#N/A"})
    told = consolidate_json(blank)
    assert unit_of(told, "16")["state"] == "invalid"
    assert "error-value" in codes(told, "16")


@pytest.mark.parametrize("typed", ["1/7/23", "01.07.23", "01-07-2023", "1.7.2023", " 01/07/2023 ", "2023-07-01"])
def test_days_are_understood_as_people_type_them(blank: Path, typed: str) -> None:
    without(blank, "16")
    type_in(blank, "16", {**FULL, "ngay_bao": typed})
    told = consolidate_json(blank)
    assert codes(told, "16") == ["by-hand"]
    assert "01/07/2023" in found_at(told, "16", "by-hand")["message"]


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2099, 7, 1), "01/07/2099", date(1923, 7, 1)])
def test_a_day_that_cannot_be_is_told_and_makes_nothing_late(blank: Path, day: Value) -> None:
    without(blank, "16")
    type_in(blank, "16", {**FULL, "ngay_bao": day})
    told = consolidate_json(blank)
    assert codes(told, "16") == ["by-hand", "by-hand-day"]


def test_a_row_left_out_by_the_day_asked_for_has_an_outcome(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)
    told = consolidate_json(blank, "--as-of", "02/07/2023")
    assert codes(told, "16") == ["by-hand-left-out", "missing-submission"]
    assert "03/07/2023" in found_at(told, "16", "by-hand-left-out")["message"]


def test_a_row_older_than_a_form_with_other_figures_is_told(blank: Path) -> None:
    (path,) = (blank / "nhan-ve").glob("16-*.xlsx")
    path.write_bytes(fill(path.read_bytes(), {"nu": 5}, datetime(2023, 7, 3, 10, tzinfo=UTC)))
    type_in(blank, "16", {**FULL, "ngay_bao": date(2023, 7, 1), "ly_do": "đính chính"})
    assert codes(consolidate_json(blank), "16") == ["by-hand", "by-hand-older"]
    type_in(blank, "16", {"ngay_bao": date(2023, 7, 4)})
    assert codes(consolidate_json(blank), "16") == ["by-hand"]


def test_a_row_with_the_forms_own_figures_is_nothing_to_override(blank: Path) -> None:
    (path,) = (blank / "nhan-ve").glob("16-*.xlsx")
    type_in(blank, "16", {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5, "het_nguon": "KHÔNG", "ghi_chu": "gọi"})
    told = consolidate_json(blank)
    assert codes(told, "16") == ["by-hand-same"]
    assert unit_of(told, "16")["file"] == path.name


def test_a_column_without_its_code_is_known_by_its_header(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)

    def lose(book: Workbook) -> None:
        book["Nhập tay"]["C1"].value = None

    change(blank, lose)
    told = consolidate_json(blank)
    assert unit_of(told, "16")["values"]["ket_nap"] == 7, "never exhausted for want of a column"


def test_without_the_total_nothing_is_guessed(blank: Path) -> None:
    without(blank, "16")
    type_in(blank, "16", FULL)

    def lose(book: Workbook) -> None:
        book["Nhập tay"]["C1"].value = None
        book["Nhập tay"]["C4"].value = "Số"

    change(blank, lose)
    assert run("consolidate", blank).returncode == 3


def test_a_text_box_is_told_once_and_gives_no_figure(blank: Path) -> None:
    path = blank / NAME
    made = path.read_bytes()
    path.write_bytes(text_box("Tân Khánh: sửa thành 12")(made))
    told = consolidate_json(blank)
    (found,) = [item for item in told["findings"] if item["code"] == "by-hand-shape"]
    assert (found["file"], found["severity"], found["unit"]) == (NAME, "warning", "")
    assert "Tân Khánh: sửa thành 12" in found["message"]
    assert told["totals"]["ket_nap"] == 53
    path.write_bytes(text_box("Lưu tại văn phòng")(made))
    noted = [item for item in consolidate_json(blank)["findings"] if item["code"] == "remark-noted"]
    assert ["Lưu tại văn phòng" in item["message"] for item in noted] == [True]


def test_exchanged_headers_are_told_once_a_sheet(blank: Path) -> None:
    for unit in ("01", "02", "03"):
        without(blank, unit)
        type_in(blank, unit, FULL)
    book = quietly_loaded((blank / NAME).read_bytes())
    sheet = book["Nhập tay"]
    columns = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
    one, other = (sheet.cell(4, columns[code]) for code in ("nu", "doan_vien"))
    one.value, other.value = other.value, one.value
    book.save(blank / NAME)
    told = consolidate_json(blank)
    (found,) = [item for item in told["findings"] if item["code"] == "by-hand-headers"]
    assert found["cell"].endswith("4")
    assert [unit_of(told, unit)["values"]["nu"] for unit in ("01", "02", "03")] == [2, 2, 2]


def put_in(workspace: Path, cell: str, text: str, comment: str = "") -> None:
    """Write anywhere into the workbook."""
    path = workspace / NAME
    book = quietly_loaded(path.read_bytes())
    if comment:
        book["Nhập tay"][cell].comment = Comment(comment, "Lan")
    else:
        book["Nhập tay"][cell] = text
    book.save(path)


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("SỐ LIỆU NHẬP TAY từ tháng 07/2022 đến 12/2022", True),
        ("Số liệu nhập tay 6 tháng cuối năm 2022", True),
        ("SỐ LIỆU NHẬP TAY quý IV/2022", True),
        ("Số nhập tay của cô Lan", False),
        ("SỐ LIỆU NHẬP TAY 6 tháng đầu năm 2023", False),
        ("", False),
    ],
)
def test_a_table_of_another_period_counts_for_nobody(blank: Path, title: str, is_told: bool) -> None:
    without(blank, "05")
    type_in(blank, "05", FULL)
    put_in(blank, "A2", title)
    told = consolidate_json(blank)
    assert unit_of(told, "05")["state"] == ("invalid" if is_told else "reported")
    found = [item for item in told["findings"] if item["code"] == "by-hand-period"]
    assert len(found) == is_told
    assert all(title in item["message"] and item["unit"] == "05" and item["cell"] == "A9" for item in found)


@pytest.mark.parametrize(
    ("cell", "text", "comment"),
    [
        ("A65", "Tân Khánh gọi báo 4", ""),
        ("B66", "Thanh Lợi: 7 người", ""),
        ("D3", "Tân Khánh báo 4", ""),
        ("H2", "sửa: Tân Khánh 4", ""),
        ("M7", "gọi báo 4", ""),
        ("C3", "12", ""),
        ("B6", "", "Gọi báo 4 đồng chí"),
    ],
)
def test_what_stands_on_no_row_of_a_unit_is_told(blank: Path, cell: str, text: str, comment: str) -> None:
    put_in(blank, cell, text, comment)
    told = consolidate_json(blank)
    (found,) = [item for item in told["findings"] if item["code"] == "by-hand-loose"]
    assert (found["severity"], found["sheet"], found["cell"]) == ("warning", "Nhập tay", cell)
    assert (text or comment) in found["message"]


def test_the_workbook_as_written_and_notes_without_figures_say_nothing(blank: Path) -> None:
    put_in(blank, "A66", "Danh sách gọi điện của cô Lan")
    put_in(blank, "M9", "đã nhắc")
    told = consolidate_json(blank)
    assert [item for item in told["findings"] if item["code"].startswith("by-hand")] == []


def wrong_form(workspace: Path, unit: str, saved: datetime) -> Path:
    """Let a unit's form say more women than people."""
    (path,) = (workspace / "nhan-ve").glob(f"{unit}-*.xlsx")
    book = quietly_loaded(path.read_bytes())
    book["Nhập liệu"]["D10"], book["Nhập liệu"]["D11"] = 7, 9
    book.save(path)
    path.write_bytes(saved_at(path.read_bytes(), saved))
    return path


def test_a_later_form_with_mistakes_is_not_history_beside_an_older_row(blank: Path) -> None:
    """The unit's last word is the form, and no "bản mới" has mended it."""
    path = wrong_form(blank, "05", datetime(2023, 6, 28, 8, tzinfo=UTC))
    type_in(blank, "05", {**FULL, "ngay_bao": date(2023, 6, 20)})
    told = consolidate_json(blank)
    assert unit_of(told, "05")["values"]["ket_nap"] == 7
    of_unit = [item for item in told["findings"] if item["unit"] == "05"]
    assert {("exceeds-parent", "error"), ("newer-invalid", "warning")} <= {
        (item["code"], item["severity"]) for item in of_unit
    }
    assert any(path.name in item["message"] for item in of_unit if item["code"] == "newer-invalid")


def test_a_form_with_mistakes_is_history_beside_a_later_row(blank: Path) -> None:
    wrong_form(blank, "05", datetime(2023, 6, 10, 8, tzinfo=UTC))
    type_in(blank, "05", {**FULL, "ngay_bao": date(2023, 6, 20)})
    told = consolidate_json(blank)
    assert {item["severity"] for item in told["findings"] if item["unit"] == "05"} == {"info"}


def test_a_unit_whose_row_counts_is_not_one_that_nobody_could_read(blank: Path) -> None:
    without(blank, "05")
    (blank / "nhan-ve" / "05-minh-tan.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    type_in(blank, "05", FULL)
    told = consolidate_json(blank)
    assert unit_of(told, "05")["state"] == "reported"
    assert "sent-unreadable" not in codes(told, "05")
