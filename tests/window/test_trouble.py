"""What goes wrong beneath the window: a sentence says so, what was there stands, and the next press goes on."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.steps import Action, Step
from tests.conftest import copy_of_example, fill_up
from tests.forms import fill
from tests.window.conftest import Driven

pytestmark = pytest.mark.xdist_group("window")
Drive = Callable[[Path | None], Driven]
_CAPABILITIES_3 = 0x2008_0522
_OVERRIDES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root through shut doors."""


@contextmanager
def as_anybody() -> Iterator[None]:
    """Take from this thread, and from those that it begins, the right of root to read what is shut."""
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    rights = (ctypes.c_uint32 * 6)()
    assert system.capget(header, rights) == 0
    before = rights[0]
    rights[0] = before & ~_OVERRIDES
    assert system.capset(header, rights) == 0
    try:
        yield
    finally:
        rights[0] = before
        assert system.capset(header, rights) == 0


def shown(driven: Driven) -> str:
    return driven.window.layout.findings.text.get("1.0", "end")


@pytest.mark.parametrize("action", [Action.CONSOLIDATE, Action.FORMS, Action.RETURN, Action.LETTER, Action.ADD])
def test_a_full_disk_is_told_and_what_was_there_stays(
    small_disk: Path, drive: Drive, tmp_path: Path, action: Action
) -> None:
    workspace = copy_of_example(small_disk)
    broken = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    broken.write_bytes(fill(broken.read_bytes(), {"nu": 99}))
    driven = drive(workspace)
    driven.press(Action.CONSOLIDATE)
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    (tmp_path / "thư lớn.eml").write_bytes(b"x" * 100_000)
    driven.answers.taken = (tmp_path / "thư lớn.eml",)
    before = {path: path.read_bytes() for path in workspace.rglob("*.*") if path.suffix in (".xlsx", ".docx", ".eml")}
    filler = fill_up(small_disk)
    said = driven.press(action).replace(str(small_disk), "")
    assert "đĩa" in said, said
    assert {path: path.read_bytes() for path in before} == before
    filler.unlink()
    again = driven.press(action).replace(str(small_disk), "")
    assert "đĩa" not in again, again
    assert not [path for path in workspace.rglob("*") if path.name.endswith("tmp")]


def test_an_inbox_that_stays_shut_is_told_and_the_next_press_goes_on(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    inbox = workspace / "nhan-ve"
    inbox.chmod(0o000)
    try:
        with as_anybody():
            said = driven.press(Action.CONSOLIDATE)
    finally:
        inbox.chmod(0o700)
    assert "nhan-ve" in said
    assert "quyền" in said, "why it cannot be read"
    assert not (workspace / "ket-qua").exists()
    assert "53" in driven.press(Action.CONSOLIDATE)


def test_a_job_that_fails_is_told_and_the_next_one_goes_on(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    (workspace / "gui-di").write_bytes(b"a file where a folder should be")
    said = driven.press(Action.FORMS)
    assert "gui-di" in said
    assert "Traceback" not in said
    assert "Error" not in said
    (workspace / "gui-di").unlink()
    assert words.FORMS_DONE.format(count=57) in driven.press(Action.FORMS)


def test_the_mistakes_of_a_catalogue_stand_in_the_window_until_they_are_mended(workspace: Path, drive: Drive) -> None:
    path = workspace / "danh-muc.xlsx"
    good = path.read_bytes()
    driven = drive(workspace)
    window = driven.window
    book = openpyxl.load_workbook(path)
    book["Đơn vị"]["A5"] = book["Đơn vị"]["A4"].value
    book["Chỉ tiêu"]["D3"] = "khong_co"
    book.save(path)
    driven.until(lambda: words.CATALOGUE_WRONG.split("{")[0] in shown(driven), 30)
    driven.ready()
    assert window.layout.steps.states[Step.CATALOGUE].cget("text") == words.CATALOGUE_MISTAKES.format(count=2)
    for place in ("[Đơn vị, A5]", "[Chỉ tiêu, D3]"):
        assert place in shown(driven)
    assert window.layout.steps.next is Action.OPEN_CATALOGUE
    assert window.layout.steps.buttons[Action.CONSOLIDATE].instate(["disabled"])
    said = driven.press(Action.CHECK_CATALOGUE)
    assert words.CATALOGUE_WRONG.format(count=2) in said
    assert "danh-muc (lỗi).xlsx" in said
    assert (workspace / "danh-muc (lỗi).xlsx").is_file()
    assert "A5" in shown(driven), "what is wrong stays beside the units"
    path.write_bytes(good)
    driven.until(lambda: words.CATALOGUE_WRONG.split("{")[0] not in shown(driven), 30)
    driven.ready()
    assert words.CHECKED_CATALOGUE.split("{")[0] in driven.press(Action.CHECK_CATALOGUE)
    assert not window.layout.steps.buttons[Action.CONSOLIDATE].instate(["disabled"])
    assert not (workspace / "danh-muc (lỗi).xlsx").exists()


def test_a_summary_is_not_forgotten_because_the_catalogue_has_mistakes_now(
    workspace: Path, drive: Drive, opened: Callable[[], list[str]]
) -> None:
    driven = drive(workspace)
    step = driven.window.layout.steps.states[Step.CONSOLIDATE]
    path = workspace / "danh-muc.xlsx"
    book = openpyxl.load_workbook(path)
    book["Đơn vị"]["A5"] = book["Đơn vị"]["A4"].value
    good = path.read_bytes()
    book.save(path)
    driven.until(lambda: driven.window.facts and driven.window.facts.mistakes, 30)
    driven.ready()
    assert step.cget("text") == words.NEVER
    path.write_bytes(good)
    driven.until(lambda: driven.window.facts and not driven.window.facts.mistakes, 30)
    driven.ready()
    driven.press(Action.CONSOLIDATE)
    assert step.cget("text") == words.SUMMARY_CURRENT
    driven.until(lambda: "Tong-hop-2023-6T.xlsx" in opened())
    book.save(path)
    driven.until(lambda: driven.window.facts and driven.window.facts.mistakes, 30)
    driven.ready()
    assert step.cget("text") == words.SUMMARY_OLD
    driven.press(Action.OPEN_RESULT)
    driven.until(lambda: opened().count("Tong-hop-2023-6T.xlsx") == 2)


def test_of_two_windows_one_waits_for_the_other_and_is_told_what_that_one_does(workspace: Path, drive: Drive) -> None:
    from dangvien_xlsx.workspace import locks
    from dangvien_xlsx.workspace.folder import Workspace
    from dangvien_xlsx.workspace.locks import locked

    first, second = drive(workspace), drive(workspace)
    told = words.TWO_WINDOWS.split("(")[0].strip()
    assert told in second.said
    assert told not in first.said
    waits, locks.WAIT_SECONDS = locks.WAIT_SECONDS, 0.2
    try:
        with locked(Workspace(workspace), "consolidate"):
            said = second.press(Action.FORMS)
    finally:
        locks.WAIT_SECONDS = waits
    assert words.in_window(commands.COMMAND_NAMES["consolidate"]) in said
    assert "bấm lại" in said
    assert not list((workspace / "gui-di").glob("*.xlsx")) if (workspace / "gui-di").exists() else True
    assert words.FORMS_DONE.format(count=57) in second.press(Action.FORMS)
