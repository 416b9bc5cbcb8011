"""Periods, the watch over ``nhan-ve/``, what is copied into it, what is remembered: without a screen."""

import os
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import StoppedError
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline.adding import add_files
from dangvien_xlsx.pipeline.practice import practice_workspace
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.pipeline.start import start_workspace
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import settings
from dangvien_xlsx.window.board import Column, Filter, file_rows, shown_rows, unit_rows
from dangvien_xlsx.window.inbox import Watcher, new_files, snapshot
from dangvien_xlsx.window.periods import (
    Wanted,
    checked,
    first,
    in_order,
    is_of_no_period,
    period_above,
    periods_at,
    places_of,
    proposed,
)
from dangvien_xlsx.window.row_desk import lies_in
from dangvien_xlsx.workspace.folder import CLOSED, Workspace
from dangvien_xlsx.workspace.locks import Presence
from dangvien_xlsx.workspace.watch import Watch

HALF = Period("2023-6T", "", date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 5))


def test_periods_with_work_left_come_first_and_the_newest_of_them(workspace: Path) -> None:
    parent = workspace.parent
    start_workspace(parent / "2023-12T", workspace)
    start_workspace(parent / "2024-6T", parent / "2023-12T")
    (parent / "2024-6T" / CLOSED).write_text("{}", "utf-8")
    (parent / "2022-6T").mkdir()
    (parent / "2022-6T" / "danh-muc.xlsx").write_bytes(b"not yet filled")
    found = in_order(periods_at(parent))
    assert [item.name for item in found] == ["2022-6T", "2023-12T", "2023-6T", "2024-6T"]
    assert [item.state for item in found] == [
        words.PERIOD_BROKEN,
        words.PERIOD_OPEN,
        words.PERIOD_OPEN,
        words.PERIOD_CLOSED,
    ]


def test_whatever_lies_in_a_period_finds_it(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for place in (
        workspace,
        workspace / "danh-muc.xlsx",
        workspace / "nhan-ve",
        workspace / "nhan-ve" / "a" / "b.xlsx",
    ):
        assert period_above(place) == Workspace(workspace)
    assert period_above(workspace.parent) is None
    assert first(workspace / "nhan-ve", (), "") == Workspace(workspace)
    assert first(None, (workspace.parent,), str(workspace)) == Workspace(workspace)
    assert first(None, (workspace.parent,), str(workspace.parent / "gone")) is None
    stray = tmp_path_factory.mktemp("USB") / "thư.eml"
    stray.write_bytes(b"mail")
    assert is_of_no_period(stray)
    assert not is_of_no_period(workspace / "nhan-ve")
    assert not is_of_no_period(workspace / "danh-muc.xlsx")
    assert places_of(stray) == places_of(None), "a mail on a stick is no folder of periods"


def test_a_new_period_is_proposed_and_everything_wrong_with_it_is_told_at_once(tmp_path: Path) -> None:
    wanted = proposed(HALF)
    assert wanted == Wanted("2023-12T", "01/07/2023", "31/12/2023", "05/01/2024")
    made = checked(wanted, tmp_path, HALF)
    assert made == Period("2023-12T", "", date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 5))
    (tmp_path / "2023-12T").mkdir()
    assert checked(wanted, tmp_path, HALF) == (words.CODE_TAKEN.format(folder=tmp_path / "2023-12T"),)
    wrong = checked(Wanted("../x", "31/12/2022", "tháng 6", "01/01/2020"), tmp_path, HALF)
    assert isinstance(wrong, tuple)
    assert len(wrong) == 4
    assert words.BAD_CODE in wrong


def test_a_period_starts_with_the_code_and_days_that_were_typed(workspace: Path) -> None:
    quarter = Period("2023-Q3", "", date(2023, 7, 1), date(2023, 9, 30), None)
    for earlier in (workspace, None):
        made = start_workspace(workspace.parent / f"Q3 {earlier is None}", earlier, period=quarter)
        if earlier:
            period = made.catalogue().period
            assert (period.code, period.start, period.end, period.deadline) == ("2023-Q3", *quarter[2:])
            assert "9/2023" in period.name
        else:
            assert made.catalogue_path.is_file()


def test_new_files_are_noticed_once_they_have_stopped_growing(workspace: Path) -> None:
    before = snapshot(Workspace(workspace))
    watcher = Watcher(Workspace(workspace), 0.05)
    try:
        (workspace / "nhan-ve" / "thư mới").mkdir()
        (workspace / "nhan-ve" / "thư mới" / "a.xlsx").write_bytes(b"1")
        (workspace / "nhan-ve" / "b.eml").write_bytes(b"2")
        found = None
        until = time.monotonic() + 20
        while (found is None or new_files(before, found) < 2) and time.monotonic() < until:
            found = watcher.found() or found
            time.sleep(0.02)
        assert found
        assert new_files(before, found) == 2
        assert found.catalogue == before.catalogue
    finally:
        watcher.end()


def test_files_and_folders_are_copied_never_moved_and_never_over_what_is_there(workspace: Path, tmp_path: Path) -> None:
    outside = tmp_path / "USB"
    (outside / "xã").mkdir(parents=True)
    (outside / "phieu.xlsx").write_bytes(b"first")
    (outside / "xã" / "phieu.xlsx").write_bytes(b"second")
    os.utime(outside / "phieu.xlsx", (1_688_000_000, 1_688_000_000))
    received = workspace / "nhan-ve"
    (received / "phieu.xlsx").write_bytes(b"other")
    added = add_files(Workspace(workspace), [outside / "phieu.xlsx", outside / "xã", tmp_path / "gone.xlsx", received])
    assert (added.copied, added.known, len(added.notices)) == (2, 0, 1)
    assert (received / "phieu.xlsx").read_bytes() == b"other"
    assert (received / "phieu (2).xlsx").read_bytes() == b"first"
    assert (received / "phieu (2).xlsx").stat().st_mtime == 1_688_000_000
    assert (received / "xã" / "phieu.xlsx").read_bytes() == b"second"
    assert (outside / "phieu.xlsx").read_bytes() == b"first"
    again = add_files(Workspace(workspace), [outside / "xã"])
    assert (again.copied, again.known) == (0, 1)
    assert not list(workspace.glob(".tep-dang-chep*"))


def test_copying_can_be_stopped_and_leaves_no_half_file(workspace: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"moi-{number}.xlsx").write_bytes(b"x" * 100)
    stop = threading.Event()
    watch = Watch(lambda done, _: stop.set() if done == 1 else None, stop)
    with pytest.raises(StoppedError):
        add_files(Workspace(workspace), sorted(tmp_path.glob("moi-*")), watch)
    found = sorted((workspace / "nhan-ve").glob("moi-*"))
    assert 1 <= len(found) < 3
    assert all(path.read_bytes() == b"x" * 100 for path in found)


def test_the_practice_period_is_a_copy_that_says_so(tmp_path: Path) -> None:
    made = practice_workspace(tmp_path)
    assert made.folder.name == words.PRACTICE_FOLDER
    assert len(list(made.received.iterdir())) == 57
    (made.folder / "nhap-tay.xlsx").write_bytes(b"typed")
    assert practice_workspace(tmp_path) == made
    assert (made.folder / "nhap-tay.xlsx").read_bytes() == b"typed"


def test_rows_are_filtered_without_accents_and_sorted_by_figures(workspace: Path) -> None:
    files = sorted((workspace / "nhan-ve").glob("*.xlsx"))
    files[0].unlink()
    (workspace / "nhan-ve" / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    with standing_of(Workspace(workspace)) as standing:
        rows, strange = unit_rows(standing), file_rows(standing)
    assert [row.state for row in shown_rows(rows, Filter(State.MISSING), Column.NUMBER)] == [State.MISSING]
    assert [row.code for row in shown_rows(rows, Filter(text="THANH LOI"), Column.NUMBER)] == ["16"]
    figures = [row.cells[3] for row in shown_rows(rows, Filter(), Column.ADMITTED, backwards=True)]
    numbers = [int(figure) for figure in figures if figure]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) <= 53
    assert shown_rows(rows, Filter(with_findings=True), Column.FINDINGS)[0].state is State.MISSING
    assert [row.path for row in strange] == ["anh.jpg"]


def test_a_form_in_a_mail_opens_the_mail(workspace: Path) -> None:
    (workspace / "nhan-ve" / "thu.eml").write_bytes(b"mail")
    place = Workspace(workspace)
    assert lies_in(place, "thu.eml/phieu.xlsx") == workspace / "nhan-ve" / "thu.eml"
    assert lies_in(place, "danh-muc.xlsx") == workspace / "danh-muc.xlsx"
    assert lies_in(place, "gone.xlsx") is None


def test_what_is_remembered_lies_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = settings.load()
    kept.geometry = "900x600+10+20"
    kept.remember(tmp_path / "2023-6T")
    kept.save()
    assert settings.load() == kept
    path = next((tmp_path / "dangvien_xlsx").glob("*.json"))
    for broken in ("", "[]", '{"geometry": 1}', "null", '{"geometry": "", "last": "", "others": 3}'):
        path.write_text(broken, "utf-8")
        assert settings.load() == settings.Settings()


def test_the_second_window_learns_of_the_first_and_not_when_it_is_gone(workspace: Path) -> None:
    one = Presence(Workspace(workspace))
    two = Presence(Workspace(workspace))
    assert one.other is None
    assert two.other
    assert two.other.process == str(os.getpid())
    two.end()
    one.end()
    three = Presence(Workspace(workspace))
    assert three.other is None
    three.end()
