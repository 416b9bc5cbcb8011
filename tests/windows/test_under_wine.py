"""The bundle at work under Wine: a double-click, the commands, and what goes wrong on a clerk's computer."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_of_example
from tests.windows.machine import SHIMS, Machine

SUMMARY = "ket-qua/Tong-hop-2023-6T.xlsx"


@pytest.fixture
def workspace(machine: Machine, request: pytest.FixtureRequest) -> Path:
    """Return a copy of the practice period in the bundle's own ``workbooks/``."""
    folder = machine.folder / "workbooks" / f"{request.node.name.split('[')[0][-20:]}"
    shutil.copytree(machine.folder / "chuong-trinh/workbooks/2023-6T", folder)
    return folder


def test_a_double_click_gives_the_bytes_that_linux_gives(machine: Machine, workspace: Path, tmp_path: Path) -> None:
    done = machine.run("cmd", "/c", machine.folder / "Tong-hop.bat", workspace)
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
        encoding="utf-8",
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline().strip() == "held"
        done = machine.command("consolidate", workspace)
    finally:
        holder.kill()
        holder.wait()
    assert done.returncode == 1, done.stderr
    assert (workspace / "ket-qua/Tong-hop-2023-6T (2).xlsx").is_file()


def test_the_launcher_alone_outside_its_folder_says_to_unpack_the_zip(machine: Machine, tmp_path: Path) -> None:
    for name in ("Tong-hop.bat", "Bat-dau.bat"):
        shutil.copy(machine.folder / name, tmp_path / name)
        done = machine.run("cmd", "/c", tmp_path / name, cwd=tmp_path)
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
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_commands_run(machine: Machine, workspace: Path, command: tuple[str, ...], made: str) -> None:
    if command[0] == "verify":
        assert machine.command("consolidate", workspace).returncode == 0
    done = machine.command(*command, workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not made or list(workspace.glob(made))
    shutil.rmtree(workspace)


def test_a_program_that_may_not_be_written_runs_all_the_same(machine: Machine, workspace: Path) -> None:
    program = machine.folder / "chuong-trinh"
    before = sorted(path.relative_to(program).as_posix() for path in program.rglob("*"))
    assert machine.command("consolidate", workspace).returncode == 0
    after = sorted(path.relative_to(program).as_posix() for path in program.rglob("*"))
    assert after == before, "nothing is written beside the program"


def test_tk_starts_from_the_bundle(machine: Machine, tmp_path: Path) -> None:
    display = ":97"
    server = shutil.which("Xvfb")
    if not server:
        assert os.environ.get("CI") != "true", "Xvfb is missing"
        pytest.skip("Xvfb is not here")
    screen = subprocess.Popen([server, display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        code = "import tkinter; w = tkinter.Tk(); tkinter.Button(w, text='x').pack(); w.update(); print('open')"
        done = machine.run(machine.python, "-I", "-c", code, env={"DISPLAY": display})
    finally:
        screen.kill()
        screen.wait()
    assert done.stdout.strip() == "open", done.stderr
