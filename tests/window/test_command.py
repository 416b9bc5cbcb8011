"""The command that opens the window, and a program that was started without a console: ``pythonw``, a service."""

import json
import os
import subprocess
import sys
from pathlib import Path

from dangvien_xlsx.text import commands
from tests.conftest import ROOT

NO_STREAMS = "for number in (0, 1, 2): os.close(number)\nsys.stdin = sys.stdout = sys.stderr = None\n"


def run_without_streams(code: str, *arguments: str | Path, **variables: str) -> int:
    """Run the command as ``pythonw`` does, without any stream; return its exit code."""
    given = [sys.executable, "-c", f"import os, sys\n{code}from dangvien_xlsx.__main__ import run\nrun()"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run([*given, *map(str, arguments)], env=environment, check=False, timeout=120).returncode


def test_without_a_display_there_is_one_sentence_and_exit_code_3(workspace: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "dangvien_xlsx", "window", str(workspace)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith(commands.NO_DISPLAY.split("{")[0])
    assert len(done.stderr.splitlines()) == 1


def test_without_streams_everything_is_written_all_the_same(workspace: Path) -> None:
    assert run_without_streams(NO_STREAMS, "consolidate", workspace) == 0
    record = json.loads((workspace / "ket-qua" / "Tong-hop-2023-6T.json").read_text("utf-8"))
    assert record["totals"]["ket_nap"] == 53
    assert run_without_streams(NO_STREAMS, "forms", workspace) == 0
    assert len(list((workspace / "gui-di").glob("*.xlsx"))) == 57
    assert run_without_streams(NO_STREAMS, "letter", workspace) == 0


def test_without_streams_a_failure_keeps_its_exit_code(workspace: Path) -> None:
    (workspace / "danh-muc.xlsx").write_bytes(b"no workbook")
    assert run_without_streams(NO_STREAMS, "consolidate", workspace) == 3


def test_a_result_that_cannot_be_opened_stands_and_the_exit_code_too(workspace: Path) -> None:
    """On Windows ``os.startfile`` fails where no program is set for .xlsx; here is one that fails alike."""
    refusing = (
        "def startfile(path): raise OSError(22, 'Chưa có chương trình cho loại tệp này')\nos.startfile = startfile\n"
    )
    given = [sys.executable, "-c", f"import os\n{refusing}from dangvien_xlsx.__main__ import run\nrun()"]
    command = [*given, "consolidate", str(workspace), "--open"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert commands.CANNOT_OPEN.split("“")[0] in done.stderr
    assert "Chưa có chương trình cho loại tệp này" in done.stderr
    assert (workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").is_file()


def test_no_program_to_open_with_is_told_too(workspace: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": str(tmp_path), "DISPLAY": ":9999"}
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(workspace), "--open"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert commands.CANNOT_OPEN.split("“")[0] in done.stderr
