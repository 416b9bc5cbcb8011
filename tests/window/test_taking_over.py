"""A new copy of the program beside an old one: the window offers to take over its periods, and copies them whole."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import StoppedError
from dangvien_xlsx.pipeline.taking_over import Older, older_copy, take_over
from dangvien_xlsx.text import window as words
from dangvien_xlsx.workspace.watch import Watch
from tests.conftest import EXAMPLE
from tests.window.conftest import Driven

Drive = Callable[[Path | None], Driven]


def bundle(folder: Path, *periods: str, inside: str = "chuong-trinh") -> Path:
    """Lay out a copy of the program as a clerk unpacks it, with periods in its ``workbooks/``."""
    module = folder / inside / "dangvien_xlsx/__main__.py"
    module.parent.mkdir(parents=True)
    module.touch()
    (folder / "workbooks").mkdir()
    for name in periods:
        ignored = shutil.ignore_patterns("ket-qua", "gui-di", "tra-lai", ".dang-*")
        shutil.copytree(EXAMPLE, folder / "workbooks" / name, ignore=ignored)
    return folder / "workbooks"


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file of a folder with its bytes and its time."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return the ``workbooks/`` of an old bundle with two periods, the book of all, and a look that is open."""
    workbooks = bundle(tmp_path / "Bộ cũ (1)", "2023-6T", "2023-12T")
    (workbooks / "so-cac-ky.sqlite").write_bytes(b"book")
    return workbooks


def test_the_window_offers_the_periods_of_the_copy_beside_it_and_takes_them_over(
    tmp_path: Path, old: Path, drive: Drive
) -> None:
    new = bundle(tmp_path / "Bộ mới (2)")
    before = contents(old)
    driven = drive(new)
    driven.until(lambda: driven.window.workspace)
    driven.ready()
    (question,) = driven.answers.asked
    assert "Bộ cũ (1)" in question
    assert "2023-12T, 2023-6T" in question
    assert driven.window.workspace
    assert driven.window.workspace.folder.parent == new.resolve()
    assert words.TAKEN_OVER.partition("{")[0] in driven.said
    assert {name.split("/")[0] for name in contents(new)} == {"2023-6T", "2023-12T", "so-cac-ky.sqlite"}
    taken = {name: found for name, found in contents(new).items() if ".dang-" not in name}
    assert taken == before
    assert contents(old) == before, "the old copy stays as it is"


def test_a_no_leaves_everything_and_is_asked_again_another_time(tmp_path: Path, old: Path, drive: Drive) -> None:
    new = bundle(tmp_path / "Bộ mới")
    driven = drive(None)
    driven.answers.says_yes = False
    driven.window.places, driven.window.workspace = (new,), None
    driven.window.folders.begin_with(())
    assert words.NOT_TAKEN_OVER.partition("{")[0] in driven.said
    assert not list(new.iterdir())
    driven.window.folders.begin_with(())
    assert len(driven.answers.asked) == 1, "once a window"
    assert older_copy(new)


def test_only_another_copy_with_periods_that_are_not_here_is_offered(tmp_path: Path) -> None:
    new = bundle(tmp_path / "mới", "2023-6T")
    assert older_copy(new) is None
    bundle(tmp_path / "trống")
    (tmp_path / "khác/workbooks/2023-6T").mkdir(parents=True)
    (tmp_path / "khác/workbooks/2023-6T/danh-muc.xlsx").touch()
    assert older_copy(new) is None, "neither an empty copy nor a folder that is no copy"
    bundle(tmp_path / "cũ", "2023-6T")
    assert older_copy(new) is None, "the period is here already"
    (new / "2023-6T").rename(tmp_path / "away")
    assert older_copy(new) == Older(tmp_path / "cũ", ("2023-6T",), ("2023-6T",))
    latest = bundle(tmp_path / "cũ hơn, mã nguồn", "2022-12T", inside=".")
    os.utime(latest / "2022-12T/danh-muc.xlsx", (4e9, 4e9))
    assert older_copy(new) == Older(latest.parent, ("2022-12T",), ("2022-12T",)), "the one worked on last"
    assert older_copy(tmp_path / "khác/workbooks") is None, "what is opened from elsewhere has no copy beside it"


def test_what_is_here_is_never_replaced_and_a_file_that_cannot_be_copied_is_told(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = bundle(tmp_path / "mới")
    (new / "so-cac-ky.sqlite").write_bytes(b"mine")
    (old / "2023-6T/.dang-mo.1.json").write_text("{}", "utf-8")
    (old / "2023-6T/~$danh-muc.xlsx").touch()
    older = older_copy(new)
    assert older
    copyfile = shutil.copyfile

    def refused(source: str, target: str) -> object:
        if "2023-12T" in source and source.endswith("danh-muc.xlsx"):
            raise PermissionError(13, "Permission denied", source)
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", refused)
    taken = take_over(older, new)
    assert [path.name for path in taken.periods] == ["2023-6T"]
    (notice,) = taken.notices
    assert str(old / "2023-12T") in notice
    assert sorted(path.name for path in new.iterdir()) == ["2023-6T", "so-cac-ky.sqlite"], "whole or not at all"
    assert (new / "so-cac-ky.sqlite").read_bytes() == b"mine"
    assert not [name for name in contents(new) if ".dang-" in name or "~$" in name]


def test_stopped_in_the_middle_it_leaves_no_half_of_a_period(tmp_path: Path, old: Path) -> None:
    new = bundle(tmp_path / "mới")
    older = older_copy(new)
    assert older
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        if done == 80:
            raise StoppedError("stopped")

    with pytest.raises(StoppedError):
        take_over(older, new, stop)
    assert [path.name for path in new.iterdir()] == ["2023-12T"]
    assert contents(new / "2023-12T") == contents(old / "2023-12T")
    assert take_over(older_copy(new) or older, new, Watch()).periods == (new / "2023-6T",)
