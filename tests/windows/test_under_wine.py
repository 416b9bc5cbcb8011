"""The bundle at work under Wine: a double-click, the commands, and what goes wrong on a clerk's computer."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangvien_xlsx.text.commands import CANNOT_OPEN
from tests.conftest import ROOT, copy_of_example
from tests.windows.machine import SHIMS, Machine

SUMMARY = "ket-qua/Tong-hop-2023-6T.xlsx"


@pytest.fixture(scope="module")
def double_clicked(machine: Machine) -> Iterator[tuple[Path, str]]:
    """Return the practice period after its folder was let go over ``Tong-hop.bat``, and what was said."""
    folder = machine.folder / "workbooks" / "double_clicked"
    shutil.copytree(machine.folder / "chuong-trinh/workbooks/2023-6T", folder)
    # By a name without spaces: "cmd /c" takes the first and the last quotation mark for a pair.
    done = machine.run("cmd", "/c", "Tong-hop.bat", f"workbooks\\{folder.name}")
    yield folder, done.stdout + done.stderr
    shutil.rmtree(folder)


@pytest.fixture
def consolidated(workspace: Path, double_clicked: tuple[Path, str]) -> Path:
    """Return a period of the test's own that was consolidated."""
    shutil.rmtree(workspace)
    return Path(shutil.copytree(double_clicked[0], workspace))


def test_a_double_click_gives_the_bytes_that_linux_gives(double_clicked: tuple[Path, str], tmp_path: Path) -> None:
    folder, said = double_clicked
    assert "57 đơn vị, tổng số kết nạp 53." in said, said
    here = copy_of_example(tmp_path)
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(here)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (folder / SUMMARY).read_bytes() == (here / SUMMARY).read_bytes()


def test_what_was_consolidated_is_verified(machine: Machine, consolidated: Path) -> None:
    done = machine.command("verify", consolidated)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_summary_that_is_open_in_excel_goes_to_a_second_file(machine: Machine, consolidated: Path) -> None:
    next((consolidated / "nhan-ve").glob("*.xlsx")).unlink()
    before = (consolidated / SUMMARY).read_bytes()
    hold = (machine.python, SHIMS / "hold_as_excel.py", f"Z:{consolidated / SUMMARY}", "200")
    holder = machine.start(*hold, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        done = machine.command("consolidate", consolidated)
    finally:
        holder.kill()
        holder.communicate()
    assert done.returncode == 1, done.stderr
    assert "(2).xlsx" in done.stdout + done.stderr
    assert (consolidated / "ket-qua/Tong-hop-2023-6T (2).xlsx").is_file()
    assert (consolidated / SUMMARY).read_bytes() == before


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
        (("drafts", "--kind", "forms"), "thu-gui/*"),
        (("close",), "ket-qua/Tong-hop-*.xlsx"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_commands_run(machine: Machine, workspace: Path, command: tuple[str, ...], made: str) -> None:
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
