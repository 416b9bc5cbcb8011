"""The command as a process: exit codes, what is printed where, and never a traceback."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import openpyxl
import pytest

from dangvien_xlsx.cli.main import cli
from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.received.limits import LARGEST_FILE
from dangvien_xlsx.text.names import SHEET_INFO, SHEET_UNITS
from dangvien_xlsx.workspace.newest import newest_workspace
from tests.forms import consolidate_json, fill
from tests.oracles import ROOT, quietly_loaded, run_fresh

FILE = "16-thanh-loi.xlsx"
SUMMARY = "Tong-hop-2023-6T.xlsx"
FINDING_KEYS = ["code", "severity", "unit", "file", "sheet", "cell", "value", "message", "remedy"]


def spoil(workspace: Path, **values: object) -> Path:
    path = workspace / "nhan-ve" / FILE
    path.write_bytes(fill(path.read_bytes(), values))  # type: ignore[arg-type]
    return path


def test_a_complete_period_exits_with_0_and_says_what_was_done(workspace: Path) -> None:
    done = run_fresh("consolidate", workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "ĐẦY ĐỦ: 57 đơn vị, tổng số kết nạp 53.",
        "Luỹ kế 6 tháng năm 2023: 53/110, 48,2%; riêng kỳ này 53/110, 48,2%.",
        "0 lỗi, 0 cảnh báo.",
        f"Bảng tổng hợp: {workspace / 'ket-qua' / SUMMARY}",
    ]


def test_an_error_exits_with_1_and_says_where_and_what_to_do(workspace: Path) -> None:
    spoil(workspace, nu=11)
    done = run_fresh("consolidate", workspace)
    assert (done.returncode, done.stderr) == (1, "")
    first, second, *rest = done.stdout.splitlines()
    assert first.startswith(f"Lỗi [{FILE}, Nhập liệu, D11] “Nữ” là 11")
    assert second.startswith("    → ")
    assert re.findall(r"\d+", rest[0]) == ["57", "0", "1", "43"]
    assert rest[1:3] == [
        "Luỹ kế 6 tháng năm 2023: 43/110, 39,1%; riêng kỳ này 43/110, 39,1%.",
        "1 lỗi, 0 cảnh báo.",
    ]


def test_a_missing_unit_exits_with_1(workspace: Path) -> None:
    (workspace / "nhan-ve" / FILE).unlink()
    done = run_fresh("consolidate", workspace)
    assert done.returncode == 1
    assert "1 chưa nộp" in done.stdout


def test_warnings_alone_exit_with_0(workspace: Path) -> None:
    spoil(workspace, het_nguon="Có")
    assert run_fresh("consolidate", workspace).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("consolidate",),
        ("consolidate", "không-có-thư-mục"),
        ("consolidate", ".", "--as-of", "31/02/2023"),
        ("consolidate", ".", "--lạ"),
        ("tonghop",),
        ("check",),
        ("check", "không-có.xlsx"),
        ("init",),
        ("init", "x", "--from", "không-có"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2_and_prints_nothing_on_stdout(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run_fresh(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_catalogue_exits_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    for command in ("consolidate", "forms"):
        done = run_fresh(command, tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        assert "danh-muc.xlsx" in done.stderr
        assert "init" in done.stderr


def test_json_is_one_object_with_exactly_its_keys_and_nothing_else_on_stdout(workspace: Path) -> None:
    spoil(workspace, nu=11)
    done = run_fresh("consolidate", workspace, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    assert list(told) == ["period", "totals", "units", "findings", "files", "output", "progress", "as_of"]
    assert told["period"] == "2023-6T"
    assert told["totals"] == {"ket_nap": 43, "nu": 26, "doan_vien": 18, "dai_hoc": 21}
    assert told["output"] == str(workspace / "ket-qua" / SUMMARY)
    for unit in told["units"]:
        assert list(unit) == ["code", "name", "group", "state", "values", "file"]
        assert list(unit["values"]) == ["ket_nap", "nu", "doan_vien", "dai_hoc", "het_nguon", "ghi_chu"]
    (finding,) = told["findings"]
    assert list(finding) == FINDING_KEYS
    assert {key: finding[key] for key in FINDING_KEYS[:7]} == {
        "code": "exceeds-parent",
        "severity": "error",
        "unit": "16",
        "file": FILE,
        "sheet": "Nhập liệu",
        "cell": "D11",
        "value": "11",
    }
    assert [list(file) for file in told["files"]] == [
        ["path", "sender", "received", "size", "sha256", "unit", "outcome", "reason"]
    ] * 57
    assert all(datetime.fromisoformat(file["received"]).utcoffset() for file in told["files"])
    assert len(told["units"]) == 57


def test_json_keeps_blank_zero_exhausted_and_missing_apart(workspace: Path) -> None:
    (workspace / "nhan-ve" / FILE).unlink()
    units = {unit["code"]: unit for unit in consolidate_json(workspace)["units"]}
    assert [units[code]["state"] for code in ("01", "10", "19", "16")] == ["reported", "zero", "exhausted", "missing"]
    assert [units[code]["values"]["ket_nap"] for code in ("01", "10", "19", "16")] == [5, 0, None, None]
    assert units["19"]["values"]["het_nguon"] == "Có"
    assert units["16"]["file"] is None


def test_a_file_too_large_a_broken_one_and_a_sub_folder_are_all_accounted_for(workspace: Path) -> None:
    received = workspace / "nhan-ve"
    good = (received / FILE).read_bytes()
    (received / "to.xlsx").write_bytes(good + bytes(LARGEST_FILE))
    (received / "hỏng.xlsx").write_bytes(good[:7000])
    (received / "nộp lại").mkdir()
    (received / "nộp lại" / "16.xlsx").write_bytes(good)
    told = consolidate_json(workspace)
    found = {(item["code"], item["file"]) for item in told["findings"]}
    assert found == {("file-too-large", "to.xlsx"), ("unreadable-file", "hỏng.xlsx"), ("superseded", FILE)}
    assert {file["path"] for file in told["files"]} == {
        path.relative_to(received).as_posix() for path in received.rglob("*") if path.is_file()
    }
    assert told["totals"]["ket_nap"] == 53
    assert {file["outcome"] for file in told["files"]} == {"accepted", "rejected", "superseded"}


def test_a_form_never_saved_takes_the_time_of_its_file(workspace: Path, example: Catalogue) -> None:
    path = workspace / "nhan-ve" / FILE
    values = {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5}
    path.write_bytes(form_bytes(example, example.unit["16"], values))
    late = datetime(2023, 7, 4, 17, 0, 1, tzinfo=UTC).timestamp()
    os.utime(path, (late, late))
    told = consolidate_json(workspace)
    assert [(item["code"], item["unit"]) for item in told["findings"]] == [("late", "16")]
    assert next(file["received"] for file in told["files"] if file["unit"] == "16") == "2023-07-05T00:00:01+07:00"


@pytest.mark.parametrize("day", ["26/06/2023", "2023-06-26"])
def test_as_of_leaves_out_what_came_later(day: str, workspace: Path) -> None:
    told = consolidate_json(workspace, "--as-of", day)
    ignored = [file for file in told["files"] if file["outcome"] == "ignored"]
    assert ignored
    assert all(file["received"] > "2023-06-26T23:59:59" and "26/06/2023" in file["reason"] for file in ignored)
    assert len(ignored) == sum(unit["state"] == "missing" for unit in told["units"])


def test_output_goes_where_it_is_told_and_nowhere_else(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "nơi khác" / "Bảng.xlsx"
    told = consolidate_json(workspace, "--output", str(target))
    assert told["output"] == str(target)
    assert len(openpyxl.load_workbook(target, read_only=True).sheetnames) >= 6
    assert not (workspace / "ket-qua").exists()


def test_forms_writes_one_form_a_unit(workspace: Path) -> None:
    done = run_fresh("forms", workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((workspace / "gui-di").iterdir())) == 57
    assert "57 phiếu" in done.stdout


def test_check_says_which_forms_are_right_and_which_are_not(workspace: Path) -> None:
    wrong = spoil(workspace, nu=11)
    right = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    done = run_fresh("check", right, wrong)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{right}: PHIẾU HỢP LỆ (01)" in done.stdout
    assert "D11" in done.stdout
    assert done.stdout.splitlines()[-1] == "2 phiếu, 1 lỗi, 0 cảnh báo."
    assert run_fresh("check", right).returncode == 0


def test_check_calls_valid_only_what_it_has_read(workspace: Path, tmp_path: Path) -> None:
    table = workspace / "nhan-ve" / "bảng.csv"
    table.write_text("Chỉ tiêu,Số liệu\nNữ,3\n", "utf-8")
    book = quietly_loaded((workspace / "nhan-ve" / "01-minh-thuan.xlsx").read_bytes())
    del book["_meta"]
    cut = tmp_path / "mất meta.xlsx"
    book.save(cut)
    done = run_fresh("check", table, cut, "--json")
    assert done.returncode == 1
    assert [file["valid"] for file in json.loads(done.stdout)["files"]] == [False, False]
    assert "HỢP LỆ" not in run_fresh("check", table, cut).stdout


def test_check_judges_a_form_by_itself_where_no_catalogue_is_near(workspace: Path, tmp_path: Path) -> None:
    alone = tmp_path / "riêng" / "phiếu.xlsx"
    alone.parent.mkdir()
    spoil(workspace, nu=11).rename(alone)
    told = json.loads(run_fresh("check", alone, "--json").stdout)
    assert list(told) == ["findings", "files"]
    assert [(item["code"], item["cell"], item["unit"]) for item in told["findings"]] == [
        ("exceeds-parent", "D11", "16")
    ]
    assert list(told["findings"][0]) == FINDING_KEYS
    (file,) = told["files"]
    assert (file["unit"], file["valid"], file["values"]["nu"]) == ("16", False, 11)


def test_init_makes_a_workspace_to_fill_and_never_overwrites_one(tmp_path: Path) -> None:
    folder = tmp_path / "Kỳ mới" / "2024-6T"
    assert run_fresh("init", folder).returncode == 0
    names = {path.name for path in folder.iterdir()}
    assert {"danh-muc.xlsx", "gui-di", "nhan-ve", "tra-lai", "ket-qua"} <= names
    before = (folder / "danh-muc.xlsx").read_bytes()
    again = run_fresh("init", folder)
    assert (again.returncode, again.stdout) == (2, "")
    assert (folder / "danh-muc.xlsx").read_bytes() == before


def test_init_from_an_earlier_period_moves_it_on_and_keeps_what_the_clerk_added(
    workspace: Path, tmp_path: Path
) -> None:
    earlier = workspace / "danh-muc.xlsx"
    book = openpyxl.load_workbook(earlier)
    book[SHEET_UNITS]["K1"], book[SHEET_UNITS]["K2"] = "Bí thư", "Ông Nam"
    book.create_sheet("Ghi chép riêng")["A1"] = "giữ lại"
    book.save(earlier)
    before = earlier.read_bytes()
    folder = tmp_path / "2023-12T"
    done = run_fresh("init", folder, "--from", workspace)
    assert done.returncode == 0, done.stderr
    content = (folder / "danh-muc.xlsx").read_bytes()
    catalogue = read_catalogue(Grids(content))
    period = catalogue.period
    assert (period.code, period.name) == ("2023-12T", "từ tháng 07/2023 đến 12/2023")
    assert f"{period.start} {period.end} {period.deadline}" == "2023-07-01 2023-12-31 2024-01-04"
    assert (catalogue.office.letter_number, catalogue.office.letter_date) == ("", None)
    assert len(catalogue.units) == 57
    moved = openpyxl.load_workbook(io.BytesIO(content))
    assert (moved[SHEET_UNITS]["K2"].value, moved["Ghi chép riêng"]["A1"].value) == ("Ông Nam", "giữ lại")
    assert SHEET_INFO in moved.sheetnames
    assert earlier.read_bytes() == before
    assert list((folder / "nhan-ve").iterdir()) == []


def test_the_newest_workspace_is_the_one_whose_period_ends_last(workspace: Path) -> None:
    assert run_fresh("init", workspace.with_name("a-sau"), "--from", workspace).returncode == 0
    assert newest_workspace(workspace.parent).folder.name == "a-sau"
    assert newest_workspace(workspace).folder == workspace


def commands(group: click.Group) -> list[tuple[str, ...]]:
    """Return the names of all commands, those within groups too."""
    names: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        item = group.get_command(context, name)
        names += [(name,), *((name, *inner) for inner in (commands(item) if isinstance(item, click.Group) else []))]
    return names


@pytest.mark.parametrize("command", [(), *commands(cli)])
def test_help_is_vietnamese_throughout(command: tuple[str, ...]) -> None:
    done = run_fresh(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    english = re.search(
        r"\b(show|exit|message|options|commands?|usage|file|folder|args|date|required)\b",
        # The names of commands are what is typed.
        re.sub(r"^  show |history show", "", done.stdout, flags=re.M),
        re.IGNORECASE,
    )
    assert english is None, done.stdout
    assert "..." not in done.stdout.replace("TỆP...", ""), "no sentence is cut off"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tonghop",), "Không có lệnh “tonghop”"),
        (("consolidate",), "Thiếu THƯ_MỤC"),
        (("consolidate", "không có"), "Không thấy “không có”"),
        (("consolidate", ".", "--lạ"), "Không có tuỳ chọn “--lạ”"),
        (("consolidate", ".", "--output"), "“--output” cần một giá trị"),
    ],
)
def test_wrong_use_is_explained_in_vietnamese(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = run_fresh(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert not re.search(r"\b(error|try|usage|missing)\b", done.stderr, re.IGNORECASE), done.stderr


BREAKING = """
import pandas
def fail(*args, **kwargs):
    raise RuntimeError("chuyện không ngờ")
pandas.Series.__init__ = fail
"""


def test_what_nobody_foresaw_is_a_sentence_and_a_log_and_never_a_traceback(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(BREAKING, "utf-8")
    log = tmp_path / "nhật ký.log"
    env = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "DANGVIEN_XLSX_LOG": str(log)}
    done = run_fresh("consolidate", workspace, "--json", env=env)
    assert (done.returncode, done.stdout) == (3, "")
    assert "lỗi bất ngờ" in done.stderr
    assert str(log) in done.stderr
    assert "Traceback" not in done.stderr
    assert "chuyện không ngờ" in log.read_text("utf-8")
    assert not list((workspace).glob("ket-qua/*.xlsx"))


def test_a_console_of_another_code_page_gets_its_output_all_the_same(workspace: Path) -> None:
    done = run_fresh("consolidate", workspace, env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "ĐẦY ĐỦ" in done.stdout


def on_a_terminal(*arguments: str) -> tuple[int, str]:
    """Run the command with stderr on a terminal; return its exit code and what the terminal showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dangvien_xlsx", *arguments]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux ends a terminal whose other side is closed with an error
                break
            if not part:
                break
            shown += part
        code = process.wait()
    os.close(ours)
    return code, shown.decode("utf-8", "replace")


def test_progress_is_shown_on_a_terminal_only_and_only_for_long_work(workspace: Path) -> None:
    assert on_a_terminal("consolidate", str(workspace)) == (0, "")
    more = workspace / "nhan-ve" / "thêm"
    more.mkdir()
    for number in range(300):
        (more / f"{number}.txt").write_bytes(b"")
    code, shown = on_a_terminal("consolidate", str(workspace))
    assert code == 1
    assert "Đọc phiếu" in shown
    assert re.search(r"357/357, \d+ mỗi giây, còn", shown)
    assert "đang lập bảng tổng hợp" in shown
    assert run_fresh("consolidate", workspace).stderr == ""


def test_check_says_of_a_form_alone_that_its_signs_disagree(workspace: Path) -> None:
    path = workspace / "nhan-ve" / "Phieu Tan Khanh.xlsx"
    path.write_bytes((workspace / "nhan-ve" / "01-minh-thuan.xlsx").read_bytes())
    done = run_fresh("check", path, "--json")
    told = json.loads(done.stdout)
    (found,) = [item for item in told["findings"] if item["code"] == "identity-doubt"]
    assert "Minh Thuận" in found["message"]
    assert "Tân Khánh" in found["message"]
