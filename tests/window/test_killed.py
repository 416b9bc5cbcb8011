"""The window killed without warning in each step: what stands is whole, and the next start goes on."""

import email
import email.policy
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from dangvien_xlsx.window.steps import Action
from tests.conftest import ROOT
from tests.forms import consolidate_json, fill

pytestmark = pytest.mark.xdist_group("window")
PRESS = """
import gc, sys, tkinter
from pathlib import Path
from dangvien_xlsx.window.steps import Action
from tests.window.conftest import Driven

if __name__ == "__main__":
    gc.disable()
    driven = Driven(tkinter.Tk(), Path(sys.argv[1]))
    driven.answers.taken = (Path(sys.argv[3]),)
    driven.ready()
    print("ready", flush=True)
    print(driven.press(Action(sys.argv[2])), flush=True)
    driven.close()
"""
STEPS = (
    Action.FORMS, Action.DRAFT_FORMS, Action.ADD, Action.CONSOLIDATE, Action.RETURN, Action.REMIND, Action.BY_HAND,
    Action.LETTER, Action.VERIFY, Action.CLOSE,
)  # fmt: skip
DELAYS = (0.05, 0.4)
"""Seconds after the button: in the first look at the folders, and in the midst of the work."""


def assert_whole(workspace: Path) -> None:
    """Open whatever has one of our names."""
    for path in workspace.rglob("*"):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None, path
        elif path.suffix == ".eml":
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            assert mail["Subject"], path


@pytest.mark.parametrize("action", STEPS)
def test_a_killed_window_leaves_everything_whole_and_the_next_goes_on(
    display: str, workspace: Path, tmp_path: Path, action: Action
) -> None:
    broken = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    broken.write_bytes(fill(broken.read_bytes(), {"nu": 99}))
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    if action not in (Action.FORMS, Action.CONSOLIDATE):
        consolidate_json(workspace)
    outside = tmp_path / "thư về"
    outside.mkdir()
    for number in range(40):
        (outside / f"thư {number}.eml").write_bytes(b"Subject: x\r\n\r\n" + b"y" * 200_000)
    received = {path: path.read_bytes() for path in (workspace / "nhan-ve").iterdir()}
    environment = os.environ | {"DISPLAY": display, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "own")}
    script = tmp_path / "press.py"
    script.write_text(PRESS, "utf-8")
    command = [sys.executable, str(script), str(workspace), action.value, str(outside)]
    for delay in DELAYS:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as window:
            assert window.stdout
            assert window.stdout.readline() == "ready\n"
            time.sleep(delay)
            window.send_signal(signal.SIGKILL)
        assert_whole(workspace)
        assert {path: path.read_bytes() for path in received} == received
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert "đang được dùng" not in done.stdout, "nobody holds the folder"
    assert_whole(workspace)
    if action is Action.ADD:
        copied = sorted((workspace / "nhan-ve" / outside.name).iterdir())
        assert [path.stat().st_size for path in copied] == [200_014] * 40
    left = [path for path in workspace.rglob("*tmp") if not path.name.startswith(".")]
    assert left == [], "half a file has a name that nobody reads, and goes with a later run"
