"""The command's own window, worked with real keys from outside; and killed in the middle of a job."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dangvien_xlsx.text import window as words
from tests.conftest import ROOT
from tests.forms import consolidate_json
from tests.window.conftest import Driven

Opens = Callable[[Path], "subprocess.Popen[bytes]"]


@pytest.fixture
def keys() -> str:
    """The program that types."""
    found = shutil.which("xdotool")
    if not found:
        assert os.environ.get("CI") != "true", "CI has xdotool"
        pytest.skip("needs xdotool")
    return found


@pytest.fixture
def opens(display: str, tmp_path: Path) -> Iterator[Opens]:
    """Opens the window as the launcher does."""
    running: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {"DISPLAY": display, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "own")}

    def run(folder: Path) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dangvien_xlsx", "window", str(folder)]
        process = subprocess.Popen(command, env=environment, start_new_session=True)
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait(10)


def until(happened: Callable[[], object], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def titles(display: str, keys: str) -> list[str]:
    """Return the titles of our windows; xdotool's own search by name knows no letters but ASCII."""
    environment = os.environ | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}

    def told(*command: str) -> list[str]:
        done = subprocess.run(
            [keys, *command], env=environment, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout.split("\n")[:-1]

    found = told("search", "--onlyvisible", "--class", words.CLASS_NAME)
    return [name for window in found for name in told("getwindowname", window)]


def test_enter_presses_what_comes_next_and_a_killed_window_leaves_everything_whole(
    display: str, keys: str, opens: Opens, workspace: Path
) -> None:
    title = words.TITLE_OF.format(period="2023-6T")
    assert title.startswith("Tổng hợp số liệu")
    summary = workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx"
    first = opens(workspace)
    until(lambda: title in titles(display, keys))
    # Without a window manager keys go to the window under the pointer.
    press = [keys, "mousemove", "600", "20", "sleep", "2", "key", "Return"]
    environment = os.environ | {"DISPLAY": display}

    def pressed() -> bool:
        subprocess.run(press, env=environment, check=False, capture_output=True, timeout=30)
        return (workspace / "ket-qua").exists()

    until(pressed)
    os.kill(first.pid, signal.SIGKILL)
    first.wait(10)
    assert first.returncode == -signal.SIGKILL
    if summary.exists():
        with zipfile.ZipFile(summary) as whole:
            assert whole.testzip() is None
    second = opens(workspace)
    until(lambda: title in titles(display, keys))
    assert second.poll() is None
    second.kill()
    assert consolidate_json(workspace)["totals"]["ket_nap"] == 53


def test_a_new_period_is_typed_key_by_key(
    display: str, keys: str, drive: Callable[[Path | None], Driven], workspace: Path
) -> None:
    driven = drive(workspace.parent)
    window = driven.window
    typing: list[subprocess.Popen[bytes]] = []

    def type_it() -> None:
        dialog = driven.root.winfo_children()[-1]
        at = (str(dialog.winfo_rootx() + 5), str(dialog.winfo_rooty() + 5))
        steps = [[keys, "mousemove", *at]]
        for number, text in enumerate(("2023-Q3", "1/7/2023", "30/9/2023", "5/10/2023")):
            steps += [[keys, "key", "Tab"]] if number else []
            steps += [[keys, "key", "ctrl+slash"], [keys, "type", text]]
        line = " && ".join(map(shlex.join, [*steps, [keys, "key", "Return"]]))
        typing.append(subprocess.Popen(["sh", "-c", line], env=os.environ | {"DISPLAY": display}))

    driven.root.after(1500, type_it)
    window.layout.period_buttons[words.NEW_PERIOD].invoke()
    driven.until(lambda: window.workspace and window.workspace.folder.name == "2023-Q3")
    driven.ready()
    typing[0].wait(20)
    assert window.workspace
    period = window.workspace.catalogue().period
    assert (period.code, f"{period.end:%d/%m/%Y}", f"{period.deadline:%d/%m/%Y}") == (
        "2023-Q3",
        "30/09/2023",
        "05/10/2023",
    )
