"""The bundle's window under Wine: what its table shows, what is dropped on it, what a double-click leaves behind."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangvien_xlsx.pipeline.asked import AS_IT_IS
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.window.board import unit_rows
from dangvien_xlsx.workspace.folder import Workspace
from tests.conftest import ROOT
from tests.oracles import missing
from tests.windows.machine import SHIMS, Machine

TITLE = "Tổng hợp số liệu"
CONSOLES = {"cmd.exe", "conhost.exe", "python.exe", "start.exe"}


def picture(screen: str, name: str) -> Path:
    """Keep what a screen shows beside the build: somebody should look at it."""
    path = ROOT / "build" / name
    program = shutil.which("import") or missing("imagemagick")
    subprocess.run([program, "-window", "root", str(path)], env=os.environ | {"DISPLAY": screen}, check=True)
    return path


@pytest.fixture
def shown(machine: Machine, screen: str) -> Iterator[dict[str, str]]:
    """Return what says where a window is shown; nothing of Wine is left on a screen that goes away."""
    machine.end()
    yield {"DISPLAY": screen}
    machine.end()


def test_the_window_shows_57_rows_as_on_linux_and_takes_what_is_dropped_on_it(
    machine: Machine, workspace: Path, shown: dict[str, str], tmp_path: Path
) -> None:
    with standing_of(Workspace(workspace), AS_IT_IS) as standing:
        here = [list(row.cells) for row in unit_rows(standing)]
    assert len(here) == 57
    mail = tmp_path / "thư của xã.eml"
    mail.write_bytes(b"Subject: phieu\n\n")
    stop = tmp_path / "stop"
    with machine.start(
        *(machine.python, "-I", SHIMS / "window_rows.py", workspace, f"Z:{stop}"), env=shown, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout
        told = json.loads(running.stdout.readline())
        assert picture(shown["DISPLAY"], "cua-so-57-dong.png").stat().st_size > 20_000, "more than an empty screen"
        drag = [sys.executable, "-m", "tests.window.xdnd_source", *map(str, told["place"]), str(mail)]
        dropped = subprocess.run(drag, env=os.environ | shown, cwd=ROOT, capture_output=True, text=True, check=False)
        stop.touch()
        assert running.wait(60) == 0
    assert told["rows"] == here
    assert told["title"].startswith(TITLE)
    assert told["drops"], "tkDND is loaded"
    assert dropped.stdout == "taken\n", dropped.stderr
    assert (workspace / "nhan-ve" / mail.name).read_bytes() == mail.read_bytes()


def test_the_double_click_opens_the_window_and_leaves_no_console(
    machine: Machine, workspace: Path, shown: dict[str, str]
) -> None:
    for program in ("xdotool", "import"):
        if not shutil.which(program):
            missing(program)
    screen = os.environ | shown
    started = machine.start("cmd", "/c", "Bat-dau.bat", f"workbooks\\{workspace.name}", env=shown)
    assert started.wait(120) == 0, "the launcher has ended by itself, while the window stays"
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{TITLE}"]
    found = subprocess.run(search, env=screen, capture_output=True, timeout=120, check=False)
    assert found.returncode == 0, "no such window"
    end = time.monotonic() + 20
    while machine.running() & CONSOLES and time.monotonic() < end:
        time.sleep(0.2)
    running = machine.running()
    assert "pythonw.exe" in running
    assert not running & CONSOLES, "nothing that holds a console open"
    time.sleep(12)
    assert picture(shown["DISPLAY"], "cua-so-bam-dup.png").stat().st_size > 20_000, "more than an empty screen"
