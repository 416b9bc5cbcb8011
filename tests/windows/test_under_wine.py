"""The bundle at work under Wine: a double-click, the commands, and what goes wrong on a clerk's computer."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dangvien_xlsx.text.commands import CANNOT_OPEN
from tests.conftest import ROOT, copy_of_example
from tests.windows.machine import SHIMS, Machine

SUMMARY = "ket-qua/Tong-hop-2023-6T.xlsx"


def test_a_double_click_gives_the_bytes_that_linux_gives(machine: Machine, workspace: Path, tmp_path: Path) -> None:
    # By a name without spaces: "cmd /c" takes the first and the last quotation mark for a pair.
    done = machine.run("cmd", "/c", "Tong-hop.bat", f"workbooks\\{workspace.name}")
    assert "57 đơn vị, tổng số kết nạp 53." in done.stdout, done.stdout + done.stderr
    here = copy_of_example(tmp_path)
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(here)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (workspace / SUMMARY).read_bytes() == (here / SUMMARY).read_bytes()


def test_a_summary_that_is_open_in_excel_goes_to_a_second_file(machine: Machine, workspace: Path) -> None:
    assert machine.command("consolidate", workspace).returncode == 0
    next((workspace / "nhan-ve").glob("*.xlsx")).unlink()
    holder = subprocess.Popen(
        ["wine", machine.python, SHIMS / "hold_as_excel.py", f"Z:{workspace / SUMMARY}", "200"],
        env=machine.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline().strip() == "held"
        done = machine.command("consolidate", workspace)
    finally:
        holder.kill()
        holder.communicate()
    assert done.returncode == 1, done.stderr
    assert (workspace / "ket-qua/Tong-hop-2023-6T (2).xlsx").is_file()


def test_the_launcher_alone_outside_its_folder_says_to_unpack_the_zip(machine: Machine, tmp_path: Path) -> None:
    for name in ("Tong-hop.bat", "Bat-dau.bat"):
        shutil.copy(machine.folder / name, tmp_path / name)
        done = machine.run("cmd", "/c", name, cwd=tmp_path)
        assert "Extract All" in done.stdout, name
        assert done.returncode == 3, name
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    ("command", "made"),
    [
        (("forms",), "gui-di/*.xlsx"),
        (("return",), ""),
        (("letter",), "ket-qua/Cong-van-*.docx"),
        (("verify",), ""),
        (("drafts", "--kind", "forms"), "thu-gui/*"),
        (("close",), "ket-qua/Tong-hop-*.xlsx"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_commands_run(machine: Machine, workspace: Path, command: tuple[str, ...], made: str) -> None:
    if command[0] == "verify":
        assert machine.command("consolidate", workspace).returncode == 0
    done = machine.command(command[0], workspace, *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert not made or list(workspace.glob(made))


def test_the_next_period_is_begun_from_this_one(machine: Machine, workspace: Path) -> None:
    following = workspace.with_name("2023-12T")
    done = machine.command("init", following, "--from", workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (following / "danh-muc.xlsx").is_file()
    shutil.rmtree(following)


def test_a_file_that_no_program_opens_is_told_and_changes_nothing(machine: Machine, workspace: Path) -> None:
    """Wine has no program for .xlsx: ``os.startfile`` fails as on a computer without Excel."""
    done = machine.command("consolidate", workspace, "--open")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (workspace / SUMMARY).is_file()
    assert "Traceback" not in done.stderr
    assert CANNOT_OPEN.partition("{")[0] in done.stdout + done.stderr


def test_detached_and_without_a_console_it_does_the_same(machine: Machine, workspace: Path) -> None:
    """pythonw has neither output nor error, and no console: as Explorer and ``start`` leave the window's program."""
    arguments = ("-I", machine.program, "consolidate", workspace)
    done = machine.run(machine.python, "-I", SHIMS / "run_detached.py", *arguments)
    assert done.stdout.split() == ["0"], done.stdout + done.stderr
    assert (workspace / SUMMARY).is_file()
    assert not list((workspace / "ket-qua").glob("*.tmp"))


def test_a_program_folder_that_is_shut_runs_all_the_same(machine: Machine, workspace: Path) -> None:
    program = machine.folder / "chuong-trinh"
    before = sorted(path.relative_to(program).as_posix() for path in program.rglob("*"))
    subprocess.run(["chmod", "-R", "a-w", program], check=True)
    try:
        done = machine.command("consolidate", workspace)
    finally:
        subprocess.run(["chmod", "-R", "u+w", program], check=True)
    assert done.returncode == 0, done.stdout + done.stderr
    after = sorted(path.relative_to(program).as_posix() for path in program.rglob("*"))
    assert after == before, "nothing is written beside the program"
