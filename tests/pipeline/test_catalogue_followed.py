"""After the catalogue changed: nhap-tay.xlsx follows it, and what is no longer to be sent does not stay."""

from pathlib import Path
from typing import Any

import pytest

from tests.forms import consolidate_json
from tests.oracles import quietly_loaded, run, validate
from tests.pipeline.test_by_hand import FULL, NAME, type_in, unit_of, without

MOVED = "đã chuyển vào gui-di/cu/"


def edit(workspace: Path, sheet: str, change: Any) -> None:
    path = workspace / "danh-muc.xlsx"
    book = quietly_loaded(path.read_bytes())
    change(book[sheet])
    book.save(path)


def rename(workspace: Path, old: str, new: str) -> None:
    def change(sheet: Any) -> None:
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == old]
        cell.value = new

    edit(workspace, "Đơn vị", change)


def add_unit(workspace: Path) -> None:
    def change(sheet: Any) -> None:
        columns = {cell.value: cell.column for cell in sheet[1]}
        row = next(row for row in range(2, 900) if not sheet.cell(row, columns["Mã đơn vị"]).value)
        for header, value in (
            ("Mã đơn vị", "58"),
            ("Nhóm", "V"),
            ("Tên nhóm", "DOANH NGHIỆP"),
            ("Tên đơn vị", "Điện lực"),
        ):
            sheet.cell(row, columns[header]).value = value

    edit(workspace, "Đơn vị", change)


def forms(workspace: Path) -> str:
    done = run("forms", workspace)
    assert done.returncode == 0, done.stderr
    return done.stderr


def rows(workspace: Path) -> dict[str, str]:
    sheet = quietly_loaded((workspace / NAME).read_bytes())["Nhập tay"]
    pairs = ((sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(5, sheet.max_row + 1))
    return {str(code): str(name) for code, name in pairs if code}


def test_new_and_renamed_units_get_their_rows_and_typed_ones_stay(workspace: Path) -> None:
    forms(workspace)
    without(workspace, "16")
    type_in(workspace, "16", FULL)
    rename(workspace, "Thành Lợi", "Xã Thành Lợi mới")
    add_unit(workspace)
    told = forms(workspace)
    assert "đã thêm dòng cho Điện lực" in told
    assert "Thành Lợi → Xã Thành Lợi mới" in told
    assert rows(workspace)["16"] == "Xã Thành Lợi mới"
    assert rows(workspace)["58"] == "Điện lực"
    assert len(rows(workspace)) == 58
    assert validate(workspace / NAME) == []
    type_in(workspace, "58", {**FULL, "ket_nap": 4})
    result = consolidate_json(workspace)
    assert unit_of(result, "16")["values"]["ket_nap"] == 7
    assert unit_of(result, "58")["values"]["ket_nap"] == 4
    before = (workspace / NAME).read_bytes()
    forms(workspace)
    assert (workspace / NAME).read_bytes() == before, "nothing to follow, nothing written"


def test_a_new_indicator_gets_a_column(workspace: Path) -> None:
    forms(workspace)
    without(workspace, "16")
    type_in(workspace, "16", FULL)

    def change(sheet: Any) -> None:
        row = next(row for row in range(2, 90) if not sheet.cell(row, 1).value)
        for column, value in enumerate(
            ("ton_giao", "Theo tôn giáo", "Số nguyên", "ket_nap", "Trong đó", "Có", 0, 9), 1
        ):
            sheet.cell(row, column).value = value

    edit(workspace, "Chỉ tiêu", change)
    assert "đã thêm cột Theo tôn giáo" in forms(workspace)
    type_in(workspace, "16", {"ton_giao": 2})
    assert unit_of(consolidate_json(workspace), "16")["values"]["ton_giao"] == 2


def test_a_name_that_is_another_units_is_left_to_the_judge(workspace: Path) -> None:
    forms(workspace)
    type_in(workspace, "16", {"ten": "Tân Thành"})
    forms(workspace)
    assert rows(workspace)["16"] == "Tân Thành"


def test_formulas_are_never_lost_by_following(workspace: Path) -> None:
    forms(workspace)
    type_in(workspace, "16", {"ket_nap": "=3+4"})
    before = (workspace / NAME).read_bytes()
    add_unit(workspace)
    assert "Xin tự sửa trong Excel" in forms(workspace)
    assert (workspace / NAME).read_bytes() == before


def test_obsolete_forms_and_drafts_are_set_aside_and_named(workspace: Path) -> None:
    forms(workspace)
    assert run("drafts", workspace, "--kind", "forms").returncode == 0
    old = (workspace / "gui-di" / "16-thanh-loi.xlsx").read_bytes()
    rename(workspace, "Thành Lợi", "Thành Lợi Mới")
    told = forms(workspace)
    assert MOVED in told
    assert "16-thanh-loi.xlsx" in told
    assert "16-thanh-loi.eml" in told
    sent = {path.name for path in (workspace / "gui-di").iterdir() if path.is_file()}
    assert "16-thanh-loi-moi.xlsx" in sent
    assert "16-thanh-loi.xlsx" not in sent
    assert len(sent) == 57
    assert (workspace / "gui-di" / "cu" / "16-thanh-loi.xlsx").read_bytes() == old
    assert not (workspace / "thu-gui" / "phieu" / "16-thanh-loi.eml").exists()
    assert forms(workspace) == "", "told once"


def test_a_draft_that_carries_a_form_as_it_was_is_no_longer_to_be_sent(workspace: Path) -> None:
    assert run("drafts", workspace, "--kind", "forms").returncode == 0

    def change(sheet: Any) -> None:
        (cell,) = [cell for cell in sheet["C"] if cell.value == "Số lượng kết nạp đảng viên"]
        cell.value = "Số lượng đảng viên mới"

    edit(workspace, "Thông tin", change)
    told = forms(workspace)
    assert "Thư nháp mang phiếu cũ" in told
    assert "tệp nữa" in told
    assert list((workspace / "thu-gui" / "phieu").glob("*.eml")) == []
    assert len(list((workspace / "gui-di" / "cu").glob("*.eml"))) == 57
    assert run("drafts", workspace, "--kind", "forms").returncode == 0
    assert len(list((workspace / "thu-gui" / "phieu").glob("*.eml"))) == 57


def test_a_wrong_address_is_told_with_the_forms(workspace: Path) -> None:
    rename(workspace, "thanh-loi@vuban.example", "thanh-loi.vuban.example")
    told = forms(workspace)
    assert "thanh-loi.vuban.example" in told
    assert "Thành Lợi viết sai" in told
    assert "cột Email ở sheet Đơn vị của danh-muc.xlsx" in told


@pytest.mark.parametrize("known", [True, False], ids=["changed by somebody", "not ours"])
def test_what_somebody_changed_stays_and_is_named(workspace: Path, known: bool) -> None:
    forms(workspace)
    path = workspace / "gui-di" / ("16-thanh-loi.xlsx" if known else "ghi-chu.xlsx")
    path.write_bytes(b"typed by the clerk")
    rename(workspace, "Thành Lợi", "Thành Lợi Mới")
    told = forms(workspace)
    assert "để nguyên" in told
    assert path.name in told
    assert path.read_bytes() == b"typed by the clerk"


def test_a_form_that_somebody_changed_is_kept_before_a_new_one_takes_its_place(workspace: Path) -> None:
    forms(workspace)
    path = workspace / "gui-di" / "16-thanh-loi.xlsx"
    path.write_bytes(b"typed by the clerk")
    assert "16-thanh-loi.xlsx" in forms(workspace)
    assert (workspace / "gui-di" / "cu" / "16-thanh-loi.xlsx").read_bytes() == b"typed by the clerk"
    assert path.read_bytes()[:2] == b"PK"
