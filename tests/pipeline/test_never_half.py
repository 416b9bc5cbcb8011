"""At any moment of a run an old or a new summary is there, whole; nothing of the clerk's is lost."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms import consolidate_json, fill
from tests.oracles import ROOT, run, run_fresh

SUMMARY = "Tong-hop-2023-6T.xlsx"
FILE = "16-thanh-loi.xlsx"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def correct(workspace: Path, admitted: int) -> None:
    """Let unit 16 report another number."""
    path = workspace / "nhan-ve" / FILE
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": admitted}))


def start(workspace: Path, **env: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(workspace)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)} | env, stdout=quiet, stderr=quiet, start_new_session=True
    )


def results(workspace: Path) -> list[str]:
    """Return the names that a clerk sees in ``ket-qua/``, without the record of what was counted."""
    names = (path.name for path in (workspace / "ket-qua").iterdir() if path.suffix != ".json")
    return sorted(name for name in names if not name.startswith("."))


def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_summary_whole(workspace: Path) -> None:
    summary = workspace / "ket-qua" / SUMMARY
    begun = time.monotonic()
    assert run_fresh("consolidate", workspace).returncode == 0  # as long as the runs that are killed
    whole_run = time.monotonic() - begun
    old = digest(summary)
    correct(workspace, 11)
    trial = workspace.with_name("thử")
    shutil.copytree(workspace, trial)
    assert run("consolidate", trial).returncode == 0
    new = digest(trial / "ket-qua" / SUMMARY)
    assert new != old
    seen = set()
    for step in range(15):
        with start(workspace) as process:
            time.sleep(whole_run * (0.2 + step / 15))
            process.kill()
        seen.add(digest(summary))
        assert zipfile.ZipFile(summary).testzip() is None
        assert results(workspace) == [SUMMARY], "a killed run leaves nothing that looks like a result"
    assert seen <= {old, new}
    assert run("consolidate", workspace).returncode == 0
    assert digest(summary) == new
    assert results(workspace) == [SUMMARY]


DYING = """
import os, pathlib, signal
def die(self, target):
    if str(target).endswith(%r):
        os.kill(os.getpid(), signal.SIGKILL)
    return os.replace(self, target)
pathlib.Path.replace = die
"""


def test_a_run_killed_between_writing_and_renaming_leaves_the_old_summary(workspace: Path, tmp_path: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    old = digest(workspace / "ket-qua" / SUMMARY)
    correct(workspace, 11)
    (tmp_path / "sitecustomize.py").write_text(DYING % SUMMARY, "utf-8")
    dead = start(workspace, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert dead.wait(60) == -9
    assert digest(workspace / "ket-qua" / SUMMARY) == old
    assert results(workspace) == [SUMMARY]
    done = run("consolidate", workspace)
    assert done.returncode == 0
    assert "sửa tay" not in done.stderr, "our own old summary must not look edited after a crash"
    assert results(workspace) == [SUMMARY]


def test_a_summary_edited_by_hand_is_kept_aside_byte_for_byte(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    summary = workspace / "ket-qua" / SUMMARY
    edited = fill_summary(summary)
    correct(workspace, 11)
    done = run("consolidate", workspace)
    kept = summary.with_name("Tong-hop-2023-6T (sửa tay 1).xlsx")
    assert kept.read_bytes() == edited
    assert kept.name in done.stderr
    assert results(workspace) == sorted([SUMMARY, kept.name])
    assert "sửa tay" not in run("consolidate", workspace).stderr
    again = fill_summary(summary) + b"\0"
    summary.write_bytes(again)
    run("consolidate", workspace)
    assert summary.with_name("Tong-hop-2023-6T (sửa tay 2).xlsx").read_bytes() == again
    assert kept.read_bytes() == edited


def fill_summary(path: Path) -> bytes:
    """Change a figure of the summary as the clerk would."""
    from tests.oracles import quietly_loaded

    book = quietly_loaded(path.read_bytes())
    book["Dữ liệu"]["F17"] = 12
    book.save(path)
    return path.read_bytes()


def test_our_own_summary_is_rewritten_and_never_kept_aside(workspace: Path) -> None:
    for admitted in (11, 12, 10):
        correct(workspace, admitted)
        done = run("consolidate", workspace)
        assert (done.returncode, done.stderr) == (0, "")
    assert results(workspace) == [SUMMARY]


def test_a_second_run_gives_the_same_bytes(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    before = digest(workspace / "ket-qua" / SUMMARY)
    assert run_fresh("consolidate", workspace).returncode == 0
    assert digest(workspace / "ket-qua" / SUMMARY) == before


@pytest.fixture
def immovable(workspace: Path) -> Iterator[Path]:
    """The summary's place taken by something that a rename cannot replace, as Excel holds an open file on Windows."""
    place = workspace / "ket-qua" / SUMMARY
    place.mkdir(parents=True)
    (place / "giữ chỗ").touch()
    yield place
    shutil.rmtree(place, ignore_errors=True)


def test_a_result_that_cannot_be_replaced_lies_beside_it_and_the_user_is_told(workspace: Path, immovable: Path) -> None:
    beside = immovable.with_name("Tong-hop-2023-6T (2).xlsx")
    done = run("consolidate", workspace)
    assert done.returncode == 0
    assert f"“{beside.name}”" in done.stderr
    assert str(beside) in done.stdout
    assert zipfile.ZipFile(beside).testzip() is None
    told = consolidate_json(workspace)
    assert told["output"] == str(beside), "the second run replaces its own file beside"
    assert results(workspace) == sorted([SUMMARY, beside.name])
    assert not list(immovable.parent.glob("*tmp*"))


def test_an_immutable_summary_is_left_and_the_result_lies_beside_it(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    summary = workspace / "ket-qua" / SUMMARY
    old = digest(summary)
    correct(workspace, 11)
    locked = subprocess.run(["chattr", "+i", str(summary)], capture_output=True, check=False).returncode == 0
    if not locked:
        # Where a file cannot be locked, a folder that takes no new file shows the other refusal.
        summary.unlink()
        summary.mkdir()
        (summary / "giữ chỗ").touch()
    try:
        done = run("consolidate", workspace)
        assert done.returncode == 0
        assert "(2).xlsx" in done.stderr
        assert not locked or digest(summary) == old
    finally:
        subprocess.run(["chattr", "-i", str(summary)], capture_output=True, check=False)


def test_a_folder_that_takes_nothing_is_a_plain_sentence(workspace: Path) -> None:
    (workspace / "ket-qua").write_bytes(b"")
    done = run("consolidate", workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Không ghi được" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_received_is_never_changed(workspace: Path) -> None:
    received = workspace / "nhan-ve"
    (received / "thư mục con").mkdir()
    (received / "thư mục con" / "ảnh.png").write_bytes(b"\x89PNG")
    (received / FILE).write_bytes((received / FILE).read_bytes()[:4000])

    def state() -> dict[Path, tuple[int, str]]:
        return {path: (path.stat().st_mtime_ns, digest(path)) for path in received.rglob("*") if path.is_file()}

    before = state()
    folder_before = received.stat().st_mtime_ns
    assert run("consolidate", workspace).returncode == 1
    assert run("check", *sorted(received.glob("*.xlsx"))[:3]).returncode == 0
    assert run("forms", workspace).returncode == 0
    assert state() == before
    assert received.stat().st_mtime_ns == folder_before
