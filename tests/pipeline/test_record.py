"""The record of what was counted: other papers say in one line that they rest on something else."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from dangvien_xlsx.pipeline.record import other_inputs
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.workspace.folder import Workspace
from tests.forms import consolidate_json, fill
from tests.intake.build import locked
from tests.oracles import quietly_loaded, run, run_fresh

RECORD = Path("ket-qua") / "Tong-hop-2023-6T.json"
FORM = Path("nhan-ve") / "16-thanh-loi.xlsx"
UNLOCKS = "Vụ Bản 2023"


@pytest.fixture
def counted(workspace: Path) -> Path:
    """The example less two forms, consolidated; then the two come in."""
    kept = sorted((workspace / "nhan-ve").iterdir())[:2]
    for path in kept:
        shutil.move(path, workspace / path.name)
    assert run("consolidate", workspace).returncode == 1
    for path in kept:
        shutil.move(workspace / path.name, path)
    return workspace


def test_the_record_is_small_readable_and_the_same_for_the_same_files(workspace: Path) -> None:
    told = consolidate_json(workspace)
    before = (workspace / RECORD).read_bytes()
    record = json.loads(before)
    assert record["summary"] == "Tong-hop-2023-6T.xlsx"
    assert record["totals"] == told["totals"]
    assert record["files"] == {file["path"]: file["sha256"] for file in told["files"]}
    assert (record["as_of"], record["password"], record["by_hand"]) == (None, False, "")
    assert run_fresh("consolidate", workspace).returncode == 0
    assert (workspace / RECORD).read_bytes() == before


def test_letter_verify_and_close_say_that_more_has_come(counted: Path) -> None:
    line = "Bảng tổng hợp lập từ 55 tệp, nay có 57: chạy lại tổng hợp.\n"
    assert run("letter", counted).stderr == line
    done = run("verify", counted)
    assert (done.returncode, done.stderr) == (1, line)
    assert run("verify", counted, "--json").stderr == line
    done = run("close", counted)
    assert done.returncode == 0
    assert done.stderr == "Bảng tổng hợp lập từ 55 tệp, nay có 57: kỳ được chốt theo bảng vừa lập lại.\n"
    assert run("letter", counted).stderr == ""


def test_a_changed_form_catalogue_or_figure_by_hand_is_said(workspace: Path) -> None:
    consolidate_json(workspace)
    form = (workspace / FORM).read_bytes()
    (workspace / FORM).write_bytes(fill(form, {"nu": 5}))
    assert "lập từ 57 tệp, nay 1 tệp đã khác" in run("letter", workspace).stderr
    (workspace / FORM).write_bytes(form)
    assert run("letter", workspace).stderr == ""
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    book["Thông tin"]["D2"].value = "ghi chú thêm"
    book.save(workspace / "danh-muc.xlsx")
    assert run("forms", workspace).returncode == 0
    book = quietly_loaded((workspace / "nhap-tay.xlsx").read_bytes())
    book["Nhập tay"]["C20"].value = 12
    book.save(workspace / "nhap-tay.xlsx")
    told = run("letter", workspace).stderr
    assert "danh-muc.xlsx thay đổi" in told
    assert "nhap-tay.xlsx thay đổi" in told
    assert told.count("\n") == 1


def test_a_workbook_for_typing_in_which_nobody_typed_is_no_other_input(workspace: Path) -> None:
    consolidate_json(workspace)
    assert run("forms", workspace).returncode == 0
    assert (workspace / "nhap-tay.xlsx").exists()
    assert run("letter", workspace).stderr == ""


def test_a_letter_without_the_password_says_what_the_summary_had(workspace: Path) -> None:
    (workspace / FORM).write_bytes(locked((workspace / FORM).read_bytes(), UNLOCKS))
    assert run("consolidate", workspace, env={"DANGVIEN_XLSX_PASSWORD": UNLOCKS}).returncode == 0
    assert UNLOCKS not in (workspace / RECORD).read_text("utf-8")
    done = run("letter", workspace)
    told = "Bảng tổng hợp lập có mật khẩu mở phiếu, lần này thì không: chạy lại lệnh này với --password.\n"
    assert (done.returncode, done.stderr) == (1, told)
    # A password that opens nothing more makes no difference.
    assert run("consolidate", workspace).returncode == 1
    assert run("letter", workspace, env={"DANGVIEN_XLSX_PASSWORD": "khác"}).stderr == ""


@pytest.mark.parametrize("content", [None, b"", b"[1]", b'{"files": 3}', b"\xff\xfe"])
def test_a_missing_or_damaged_record_is_no_failure(content: bytes | None, workspace: Path) -> None:
    consolidate_json(workspace)
    (workspace / RECORD).unlink()
    if content is not None:
        (workspace / RECORD).write_bytes(content)
    for command in ("letter", "verify"):
        done = run(command, workspace)
        assert (done.returncode, done.stderr) == (0, ""), command


def test_a_record_whose_parts_are_of_another_kind_is_no_failure(workspace: Path) -> None:
    consolidate_json(workspace)
    whole = json.loads((workspace / RECORD).read_text("utf-8"))
    with standing_of(Workspace(workspace)) as standing:
        for field in whole:
            wrong: object
            for wrong in (None, 3, "x", [1], {"a": None}, {FORM.name: {}}):
                (workspace / RECORD).write_text(json.dumps(whole | {field: wrong}), "utf-8")
                assert isinstance(other_inputs(standing), str)


def test_a_copy_elsewhere_and_a_summary_of_a_day_leave_the_official_record(workspace: Path, tmp_path: Path) -> None:
    consolidate_json(workspace)
    before = (workspace / RECORD).read_bytes()
    consolidate_json(workspace, "--output", str(tmp_path / "bản khác.xlsx"))
    consolidate_json(workspace, "--as-of", "26/06/2023")
    assert (workspace / RECORD).read_bytes() == before
    of_day = json.loads((workspace / "ket-qua" / "Tong-hop-2023-6T (den 26-06-2023).json").read_text("utf-8"))
    assert date.fromisoformat(of_day["as_of"]) == date(2023, 6, 26)
    assert [path.name for path in tmp_path.glob("[!.]*") if path.is_file()] == ["bản khác.xlsx"]
