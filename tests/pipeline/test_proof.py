"""The proof, its repetition later, and a closed period that stays as it is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.forms import consolidate_json, fill
from tests.oracles import quietly_loaded, recalculate, run, saved_by_libreoffice, stored_values

SUMMARY = Path("ket-qua") / "Tong-hop-2023-6T.xlsx"
FORM = Path("nhan-ve") / "16-thanh-loi.xlsx"


def verify(workspace: Path, code: int, *options: str) -> str:
    done = run("verify", workspace, *options)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout


def proof_of(workspace: Path) -> dict[str, Any]:
    return dict(stored_values((workspace / SUMMARY).read_bytes())["Đối soát"])


def test_every_total_is_recomputed_and_agrees(workspace: Path) -> None:
    consolidate_json(workspace)
    proof = proof_of(workspace)
    rows = {proof[f"B{row}"]: (proof[f"D{row}"], proof[f"E{row}"], proof[f"G{row}"]) for row in range(10, 16)}
    assert rows == {
        "Tổng số đảng viên kết nạp": (53, 53, "KHỚP"),
        "Nữ": (32, 32, "KHỚP"),
        "Đoàn viên": (22, 22, "KHỚP"),
        "Trình độ đại học": (26, 26, "KHỚP"),
        "Số đơn vị trong kỳ": (57, 57, "KHỚP"),
        "Số tệp trong nhan-ve/": (57, 57, "KHỚP"),
    }
    assert recalculate(workspace / SUMMARY)["Đối soát"] == proof


def test_a_figure_changed_in_excel_is_seen_on_the_sheet_itself(workspace: Path) -> None:
    consolidate_json(workspace)
    book = quietly_loaded((workspace / SUMMARY).read_bytes())
    for row in book["Dữ liệu"].iter_rows(min_row=2):
        if row[0].value == "16":
            row[5].value = 11
    book.save(workspace / "sửa.xlsx")
    computed = recalculate(workspace / "sửa.xlsx", strip=False)["Đối soát"]
    assert (computed["D10"], computed["E10"], computed["G10"]) == (54, 53, "KHÔNG KHỚP")


def test_the_check_code_of_each_unit_is_the_one_printed_on_its_form(workspace: Path) -> None:
    consolidate_json(workspace)
    proof = proof_of(workspace)
    (row,) = [cell[1:] for cell, value in proof.items() if value == "Thành Lợi" and cell.startswith("B")]
    printed = stored_values((workspace / FORM).read_bytes())["Nhập liệu"]
    assert any(str(value).endswith(f"Mã kiểm tra: {proof[f'F{row}']}") for value in printed.values())
    assert proof[f"C{row}"] == "16-thanh-loi.xlsx"


def test_nothing_changed_is_said_so_also_after_excel_has_saved_it(workspace: Path) -> None:
    consolidate_json(workspace)
    assert verify(workspace, 0).startswith("KHỚP: 57 tệp, 57 đơn vị, tổng số kết nạp 53")
    (saved,) = saved_by_libreoffice([(workspace / SUMMARY).read_bytes()])
    (workspace / SUMMARY).write_bytes(saved)
    assert verify(workspace, 0).startswith("KHỚP")


def test_one_changed_byte_in_what_was_received_is_noticed(workspace: Path) -> None:
    consolidate_json(workspace)
    content = (workspace / FORM).read_bytes()
    # In the comment field at the very end of a zip, which no reader looks at.
    (workspace / FORM).write_bytes(content[:-2] + b"\x01\x00" + b"x")
    told = verify(workspace, 1)
    assert "Tệp đã bị sửa: 16-thanh-loi.xlsx" in told


def test_one_changed_number_in_the_summary_is_noticed_at_its_cell(workspace: Path) -> None:
    consolidate_json(workspace)
    book = quietly_loaded((workspace / SUMMARY).read_bytes())
    cell = next(row[5] for row in book["Dữ liệu"].iter_rows(min_row=2) if row[0].value == "16")
    cell.value = 11
    stream = workspace / "tạm.xlsx"
    book.save(stream)
    (saved,) = saved_by_libreoffice([stream.read_bytes()])
    (workspace / SUMMARY).write_bytes(saved)
    told = verify(workspace, 1)
    assert f"Sheet Dữ liệu, ô {cell.coordinate}: trong bảng là “11”, tính lại là “10”." in told
    assert "Sheet Thống kê, ô C68: trong bảng là “54”, tính lại là “53”." in told


def test_a_file_gone_and_a_file_added_are_noticed(workspace: Path) -> None:
    consolidate_json(workspace)
    (workspace / FORM).rename(workspace / "nhan-ve" / "khác.xlsx")
    told = verify(workspace, 1)
    assert "Thiếu một tệp: 16-thanh-loi.xlsx" in told
    assert len(told.splitlines()) < 20, "lists that shift are told by the sheet, not by the cell"
    assert "Tệp mới, chưa có trong bảng tổng hợp: khác.xlsx." in told


def test_a_changed_catalogue_is_noticed_and_the_day_asked_for_is_remembered(workspace: Path) -> None:
    as_of = ("--as-of", "01/07/2023")
    assert run("consolidate", workspace, *as_of).returncode in (0, 1)
    verify(workspace, 0, *as_of)
    # Before 1.1 it took the place of the official one; the day that it names is still gone by.
    (workspace / "ket-qua" / "Tong-hop-2023-6T (den 01-07-2023).xlsx").rename(workspace / SUMMARY)
    verify(workspace, 0)
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    book["Thông tin"]["D2"].value = "ghi chú thêm"
    book.save(workspace / "danh-muc.xlsx")
    assert "Danh mục danh-muc.xlsx đã thay đổi" in verify(workspace, 1)


def test_without_a_summary_verifying_says_what_to_do(workspace: Path) -> None:
    done = run("verify", workspace)
    assert done.returncode == 3
    assert "consolidate" in done.stderr


@pytest.fixture
def incomplete(workspace: Path) -> Path:
    """One unit missing, one form with an error."""
    (workspace / FORM).unlink()
    path = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    path.write_bytes(fill(path.read_bytes(), {"nu": 99}))
    return workspace


def accept(workspace: Path, *, how_many: int = 99) -> None:
    path = workspace / "chot-ky.xlsx"
    book = quietly_loaded(path.read_bytes())
    for row in list(book.worksheets[0].iter_rows(min_row=4))[:how_many]:
        row[5].value, row[6].value = "Đơn vị giải thể, Thường trực đồng ý", "Nguyễn Văn B"
    book.save(path)


def test_closing_refuses_until_each_open_point_is_accepted_with_a_reason(incomplete: Path) -> None:
    done = run("close", incomplete)
    assert done.returncode == 1
    assert "còn 2 điểm chưa được chấp nhận" in done.stdout
    accept(incomplete, how_many=1)
    done = run("close", incomplete)
    assert (done.returncode, "còn 1 điểm" in done.stdout) == (1, True)
    sheet = quietly_loaded((incomplete / "chot-ky.xlsx").read_bytes()).worksheets[0]
    assert sheet["F4"].value == "Đơn vị giải thể, Thường trực đồng ý", "what was typed stays"
    accept(incomplete)
    done = run("close", incomplete)
    assert done.returncode == 0, done.stderr
    assert "Đã chốt kỳ 2023-6T" in done.stdout
    accepted = [value for value in proof_of(incomplete).values() if "Nguyễn Văn B" in str(value)]
    assert len(accepted) == 2
    assert verify(incomplete, 0).startswith("KHỚP")


def test_a_closed_period_does_not_change_without_reopening(workspace: Path) -> None:
    assert run("close", workspace).returncode == 0
    before = (workspace / SUMMARY).read_bytes()
    (workspace / FORM).unlink()
    done = run("consolidate", workspace)
    assert done.returncode == 3
    assert "--reopen" in done.stderr
    assert (workspace / SUMMARY).read_bytes() == before
    assert "Thiếu một tệp" in verify(workspace, 1)
    elsewhere = workspace / "xem thử.xlsx"
    assert run("consolidate", workspace, "--output", elsewhere).returncode == 1, "looking costs nothing"
    assert run("consolidate", workspace, "--reopen").returncode == 1
    assert (workspace / SUMMARY).read_bytes() != before
    assert run("consolidate", workspace).returncode == 1, "it is open again"


def test_closing_twice_says_that_it_is_closed(workspace: Path) -> None:
    assert run("close", workspace).returncode == 0
    done = run("close", workspace)
    assert done.returncode == 3
    assert "đã chốt" in done.stderr


def sheet_of(workspace: Path) -> Any:
    return quietly_loaded((workspace / "chot-ky.xlsx").read_bytes()).worksheets[0]


def typed(workspace: Path, **cells: str) -> None:
    book = quietly_loaded((workspace / "chot-ky.xlsx").read_bytes())
    for a1, text in cells.items():
        book.worksheets[0][a1].value = text
    book.save(workspace / "chot-ky.xlsx")


def all_typed(workspace: Path) -> set[str]:
    """Every text of every workbook of accepted points, those kept aside too."""
    return {
        str(cell.value)
        for path in workspace.glob("chot-ky*.xlsx")
        for sheet in quietly_loaded(path.read_bytes()).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_closing_says_which_cell_lacks_what_and_leaves_the_workbook_as_it_is(incomplete: Path) -> None:
    done = run("close", incomplete)
    assert "F4 và G4" in done.stderr
    assert "F5 và G5" in done.stderr
    typed(incomplete, F4="Đã hỏi Thường trực", G5="Trần Thị C", I4="gọi lại thứ hai")
    before = (incomplete / "chot-ky.xlsx").read_bytes()
    done = run("close", incomplete)
    assert done.returncode == 1
    assert "Ô G4 chưa ghi người chấp nhận" in done.stderr
    assert "Ô F5 chưa ghi lý do" in done.stderr
    assert (incomplete / "chot-ky.xlsx").read_bytes() == before, "nothing new is open, so nothing is written"


def test_what_was_typed_is_kept_when_other_points_open_and_close(incomplete: Path) -> None:
    run("close", incomplete)
    typed(incomplete, F4="Lý do một", F5="Lý do hai", G5="Trần Thị C", I4="ghi riêng", B40="dưới bảng")
    (incomplete / "nhan-ve" / "02-tan-khanh.xlsx").unlink()
    done = run("close", incomplete)
    assert done.returncode == 1
    told = [sheet_of(incomplete).cell(row, column).value for row in range(4, 9) for column in (6, 7, 9)]
    assert {"Lý do một", "Lý do hai", "Trần Thị C", "ghi riêng"} <= {str(text) for text in told}
    assert "dưới bảng" in all_typed(incomplete)
    path = incomplete / "nhan-ve" / "01-minh-thuan.xlsx"
    path.write_bytes(fill(path.read_bytes(), {"nu": 98}))
    assert run("close", incomplete).returncode == 1
    assert {"Lý do một", "Lý do hai", "Trần Thị C", "ghi riêng", "dưới bảng"} <= all_typed(incomplete)


def test_an_accepted_point_is_accepted_for_what_it_says_and_not_for_what_it_became(incomplete: Path) -> None:
    run("close", incomplete)
    accept(incomplete)
    path = incomplete / "nhan-ve" / "01-minh-thuan.xlsx"
    path.write_bytes(fill(path.read_bytes(), {"nu": 98}))
    done = run("close", incomplete)
    assert (done.returncode, "còn 1 điểm" in done.stdout) == (1, True)


def test_sorting_the_lines_does_not_move_a_reason_to_another_point(incomplete: Path) -> None:
    run("close", incomplete)
    book = quietly_loaded((incomplete / "chot-ky.xlsx").read_bytes())
    sheet = book.worksheets[0]
    sheet["F4"].value, sheet["G4"].value = "Lý do", "Nguyễn Văn B"
    accepted = sheet["C4"].value
    for column in "BCDEFG":  # as Excel sorts what is selected: the hidden column stays behind
        above, below = sheet[f"{column}4"], sheet[f"{column}5"]
        above.value, below.value = below.value, above.value
    book.save(incomplete / "chot-ky.xlsx")
    done = run("close", incomplete)
    assert (done.returncode, "còn 1 điểm" in done.stdout) == (1, True)
    assert str(accepted)[:30] not in done.stderr


def test_what_was_mended_and_sent_again_is_closed_without_a_question(workspace: Path) -> None:
    path = workspace / FORM
    good = path.read_bytes()
    path.write_bytes(fill(good, {"nu": 99}))
    assert run("close", workspace).returncode == 1
    (workspace / "chot-ky.xlsx").unlink()
    (workspace / "nhan-ve" / "16 sửa.xlsx").write_bytes(fill(good, {}, datetime(2023, 7, 2, 3, tzinfo=UTC)))
    assert run("consolidate", workspace).returncode == 0
    assert run("close", workspace).returncode == 0
    assert not (workspace / "chot-ky.xlsx").exists()


def test_with_nothing_received_the_sheet_says_what_is_missing_and_nothing_is_green(workspace: Path) -> None:
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()
    consolidate_json(workspace)
    proof = proof_of(workspace)
    assert proof["A3"] == "SỐ LIỆU CHƯA ĐẦY ĐỦ: 57/57 đơn vị chưa nộp"
    states = [value for cell, value in proof.items() if cell.startswith("G") and value == "Chưa nộp"]
    assert len(states) == 57
    sheet = quietly_loaded((workspace / SUMMARY).read_bytes())["Đối soát"]
    green = [
        rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules if "KHỚP" in rule.formula[0]
    ]
    assert any("SỐ LIỆU CHƯA ĐẦY ĐỦ" in formula for formula in green), "green only once nothing is missing"


def test_verify_names_all_that_is_not_there(workspace: Path) -> None:
    done = run("verify", workspace)
    assert (done.returncode, "Chưa có bảng tổng hợp" in done.stderr, "nhan-ve" in done.stderr) == (3, True, False)
    (workspace / "nhan-ve").rename(workspace.parent / "đã chuyển")
    done = run("verify", workspace)
    assert (done.returncode, "Chưa có bảng tổng hợp" in done.stderr) == (3, True)
    assert "Không có thư mục" in done.stderr
    assert "nhan-ve" in done.stderr
