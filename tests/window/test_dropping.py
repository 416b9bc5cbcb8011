"""Files that another program drags over the window and lets go."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import dropping
from dangvien_xlsx.window.periods import stands_for_period
from tests.conftest import ROOT
from tests.window.conftest import Driven

Drive = Callable[[Path | None], Driven]


def drag(driven: Driven, display: str, *paths: Path) -> None:
    """Let another program drop files on the middle of the window."""
    command = [sys.executable, "-m", "tests.window.xdnd_source", "700", "340", *map(str, paths)]
    environment = os.environ | {"DISPLAY": display, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as source:
        driven.until(lambda: source.poll() is not None, 30)
        assert source.stdout
        assert source.stdout.read() == "taken\n"
    driven.ready()


def test_files_and_folders_that_are_dropped_are_copied_and_a_catalogue_opens_its_period(
    display: str, workspace: Path, drive: Drive, tmp_path: Path
) -> None:
    outside = tmp_path / "Thư {về} 1e5"
    outside.mkdir()
    (outside / "phiếu xã Thành Lợi.xlsx").write_bytes(b"form")
    (tmp_path / "thư của xã.eml").write_bytes(b"mail")
    other = workspace.parent / "2022-12T"
    other.mkdir()
    shutil.copyfile(workspace / "danh-muc.xlsx", other / "danh-muc.xlsx")
    driven = drive(workspace)
    driven.until(lambda: driven.window.accepts_drops, 20)
    received = workspace / "nhan-ve"
    drag(driven, display, outside, tmp_path / "thư của xã.eml")
    driven.until(lambda: words.ADDED.format(count=2) in driven.said)
    assert (received / outside.name / "phiếu xã Thành Lợi.xlsx").read_bytes() == b"form"
    assert (received / "thư của xã.eml").read_bytes() == b"mail"
    assert (outside / "phiếu xã Thành Lợi.xlsx").exists(), "copied, not moved"
    drag(driven, display, other / "danh-muc.xlsx")
    driven.until(lambda: driven.window.workspace and driven.window.workspace.folder == other.resolve())
    driven.ready()
    driven.window.folders.drop((received, outside))
    assert words.DROPPED_MIXED.format(path="nhan-ve") in driven.said
    driven.window.folders.drop((received,))
    driven.until(lambda: driven.window.workspace and driven.window.workspace.folder == workspace.resolve())


def test_what_stands_for_a_period_is_told_from_what_is_taken_in(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "nhan-ve").mkdir()
    (tmp_path / "danh-muc.xlsx.eml").write_bytes(b"mail")
    periods = (workspace, workspace.parent, workspace / "nhan-ve", workspace / "danh-muc.xlsx")
    assert all(map(stands_for_period, periods))
    taken_in = (
        tmp_path / "nhan-ve", tmp_path / "danh-muc.xlsx.eml", tmp_path / "gone", workspace / "nhap-tay.xlsx",
        next((workspace / "nhan-ve").iterdir()),
    )  # fmt: skip
    assert not any(map(stands_for_period, taken_in))


def test_without_the_library_the_window_opens_and_the_button_remains(
    workspace: Path, drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tkinterdnd2", None)
    driven = drive(workspace)
    assert not dropping.accept_drops(driven.root, lambda _: None)
    (tmp_path / "a.eml").write_bytes(b"mail")
    driven.window.folders.drop((tmp_path / "a.eml",))
    driven.ready()
    assert words.ADDED.format(count=1) in driven.said


def test_a_mail_that_is_dropped_on_the_launcher_is_told_where_it_belongs(
    workspace: Path, drive: Drive, tmp_path: Path
) -> None:
    drive(workspace).close()
    stray = tmp_path / "thư của xã.eml"
    stray.write_bytes(b"mail")
    driven = drive(stray)
    driven.until(lambda: driven.window.workspace, 20)
    driven.ready()
    assert words.FILE_OF_NO_PERIOD.format(path=stray) in driven.said
    inside = drive(workspace / "nhan-ve")
    assert inside.window.workspace
    assert inside.window.workspace.folder == workspace.resolve()
