"""Sheet ``Thay đổi``: what each resubmission changed, and what that did to group and total."""

from datetime import timedelta
from pathlib import Path

from tests.forms import SAVED, consolidate_json, fill
from tests.oracles import recalculate, stored_values


def again(workspace: Path, name: str, values: dict[str, int | None], hours: int) -> None:
    content = (workspace / "nhan-ve" / name).read_bytes()
    saved = fill(content, values, SAVED + timedelta(hours=hours))
    (workspace / "nhan-ve" / f"lần {hours} {name}").write_bytes(saved)


def test_every_changed_value_has_a_line_with_its_files_and_its_effect(workspace: Path) -> None:
    again(workspace, "16-thanh-loi.xlsx", {"ket_nap": 12}, 1)
    again(workspace, "16-thanh-loi.xlsx", {"ket_nap": 12, "nu": 4}, 2)
    told = consolidate_json(workspace)
    assert told["totals"]["ket_nap"] == 55
    stored = stored_values(Path(told["output"]).read_bytes())["Thay đổi"]
    lines = [[stored.get(f"{column}{row}") for column in "BCDEFGHIJKLM"] for row in (4, 5)]
    first, second, third = "16-thanh-loi.xlsx", "lần 1 16-thanh-loi.xlsx", "lần 2 16-thanh-loi.xlsx"
    assert lines == [
        ["Thành Lợi", "Tổng số đảng viên kết nạp", first, second, 10, 12, 2, "I", 48, 50, 53, 55],
        ["Thành Lợi", "Nữ", second, third, 6, 4, -2, "I", 30, 28, 32, 30],
    ]
    assert stored["A1"] == "Tổng số đảng viên kết nạp: nếu không có bản nộp lại là 53, hiện nay là 55"
    assert recalculate(Path(told["output"]))["Thay đổi"] == stored


def test_blank_and_zero_are_told_apart(workspace: Path) -> None:
    again(workspace, "10-dai-an.xlsx", {"ket_nap": None, "nu": None, "doan_vien": None, "dai_hoc": None}, 1)
    path = workspace / "nhan-ve" / "lần 1 10-dai-an.xlsx"
    path.write_bytes(fill(path.read_bytes(), {"het_nguon": "Có"}, SAVED + timedelta(hours=1)))
    stored = stored_values(Path(consolidate_json(workspace)["output"]).read_bytes())["Thay đổi"]
    assert [stored[f"{column}4"] for column in "CFG"] == ["Tổng số đảng viên kết nạp", 0, "(để trống)"]


def test_without_resubmissions_the_sheet_says_so(workspace: Path) -> None:
    stored = stored_values(Path(consolidate_json(workspace)["output"]).read_bytes())["Thay đổi"]
    assert stored["B4"] == "Chưa có đơn vị nào nộp lại với số khác."


def test_the_ledger_says_that_it_adds_up(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    line = stored_values(output.read_bytes())["Sổ nhận"]["A2"]
    assert line == "KHỚP: trong nhan-ve/ tìm thấy 57 tệp, tất cả có dòng ở đây."
    assert recalculate(output)["Sổ nhận"]["A2"] == line
