"""A period driven through the window alone, on a display; what it writes is what the commands write."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.dialogs import NewPeriod
from dangvien_xlsx.window.finding_pane import can_accept
from dangvien_xlsx.window.steps import Action, Step
from dangvien_xlsx.window.unit_pane import UnitPane
from dangvien_xlsx.workspace.folder import CLOSED, Workspace
from dangvien_xlsx.workspace.locks import locked
from tests.conftest import EXAMPLE
from tests.forms import fill
from tests.oracles import Value
from tests.window.conftest import Driven

Drive = Callable[[Path | None], Driven]
GOOD: dict[str, Value] = {"ket_nap": 1, "nu": 0, "doan_vien": 1, "dai_hoc": 0}


def choose(units: UnitPane, code: str, driven: Driven) -> None:
    units.choose(code)
    driven.root.update()


def test_the_window_shows_the_period_its_units_and_what_comes_next(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace.parent)
    window = driven.window
    assert window.root.title().startswith("Tổng hợp số liệu")
    assert window.standing
    assert len(window.layout.units.units.get_children()) == 57
    assert [window.layout.steps.next] == [Action.CONSOLIDATE]
    assert window.layout.steps.states[Step.RECEIVE].cget("text") == words.RECEIVED_TOLD.format(files=57)
    window.layout.units.text.insert(0, "thanh loi")
    window.layout.units.refresh()
    assert window.layout.units.units.get_children() == ("16",)
    window.layout.units.text.delete(0, "end")
    window.layout.units.refresh()
    driven.press(Action.CONSOLIDATE)
    window.layout.links[words.REBUILD].invoke()
    driven.ready()
    assert words.REBUILT.format(count=1, missing=0) in driven.said
    assert (workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").is_file()
    assert [window.layout.steps.next] == [Action.LETTER]


def test_a_period_from_its_beginning_to_the_next_one(
    tmp_path: Path, drive: Drive, opened: Callable[[], list[str]]
) -> None:
    office = tmp_path / "Cơ quan"
    shutil.copytree(EXAMPLE, office / "2023-6T")
    driven = drive(office)
    window, answers = driven.window, driven.answers

    half = Period("2023-12T", "", date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 5))
    answers.wanted = NewPeriod(office / "2023-12T", office / "2023-6T", half)
    driven.press(Action.CONSOLIDATE)
    window.layout.period_buttons[words.NEW_PERIOD].invoke()
    driven.until(lambda: window.workspace and window.workspace.folder.name == "2023-12T")
    driven.ready()
    assert window.layout.steps.next is Action.FORMS
    driven.press(Action.OPEN_CATALOGUE)
    driven.until(lambda: "danh-muc.xlsx" in opened())
    assert "57" in driven.press(Action.CHECK_CATALOGUE)
    driven.press(Action.FORMS)
    forms = sorted((office / "2023-12T" / "gui-di").glob("*.xlsx"))
    assert len(forms) == 57

    outside = tmp_path / "thư về"
    outside.mkdir()
    for form in forms[:-1]:
        (outside / form.name).write_bytes(fill(form.read_bytes(), GOOD))
    wrong = outside / forms[0].name
    wrong.write_bytes(fill(forms[0].read_bytes(), {**GOOD, "nu": 3}))
    answers.taken = tuple(sorted(outside.iterdir()))
    assert words.ADDED.format(count=56) in driven.press(Action.ADD)
    assert len(list(outside.iterdir())) == 56, "copied, not moved"
    driven.until(window.layout.banner_frame.winfo_ismapped)
    window.layout.again.invoke()
    driven.ready()
    assert not window.layout.banner_frame.winfo_ismapped()
    assert window.facts
    assert window.facts.counts
    asked = [row for row in window.layout.units._rows if row.file and can_accept(row)]
    assert State.INVALID in {row.state for row in asked}
    assert (window.facts.counts.missing, window.facts.counts.returned) == (1, len(asked)), "wrong ones, and questions"

    _answer(driven, office / "2023-12T", opened)
    _late(driven, forms[-1], outside)
    _close(driven, office / "2023-12T")
    _next_period(driven, office, opened)


def _answer(driven: Driven, folder: Path, opened: Callable[[], list[str]]) -> None:
    window = driven.window
    rows = {row.state: row for row in window.layout.units._rows}
    choose(window.layout.units, rows[State.INVALID].code, driven)
    assert window.layout.findings.text.get("1.0", "end").count("→") >= 1
    driven.press(Action.RETURN)
    assert list((folder / "tra-lai").glob("*.xlsx"))
    driven.press(Action.REMIND)
    driven.press(Action.BY_HAND)
    driven.until(lambda: "nhap-tay.xlsx" in opened())
    driven.press(Action.LETTER)
    assert words.LETTER_DRAFT in driven.said
    assert (folder / "ket-qua" / "Cong-van-2023-12T.docx").is_file()


def _late(driven: Driven, form: Path, outside: Path) -> None:
    """The last unit's form, saved after the deadline."""
    late = outside / form.name
    late.write_bytes(fill(form.read_bytes(), GOOD, datetime(2024, 1, 9, 3, tzinfo=UTC)))
    driven.answers.taken = (late,)
    assert words.ADDED.format(count=1) in driven.press(Action.ADD)
    driven.press(Action.CONSOLIDATE)
    row = driven.window.layout.units._rows[-1]
    assert row.state is State.REPORTED
    assert words.LATE in row.cells[4]
    assert driven.window.facts
    assert driven.window.facts.counts
    assert driven.window.facts.counts.missing == 0


def _next_period(driven: Driven, office: Path, opened: Callable[[], list[str]]) -> None:
    window = driven.window
    already = len(opened())
    window.open_period_result()
    driven.until(lambda: "Tong-hop-2023-12T.xlsx" in opened()[already:])
    following = Period("2024-6T", "", date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 5))
    driven.answers.wanted = NewPeriod(office / "2024-6T", office / "2023-12T", following)
    window.layout.period_buttons[words.NEW_PERIOD].invoke()
    driven.until(lambda: window.workspace and window.workspace.folder.name == "2024-6T")
    driven.ready()
    assert commands.INIT_NEW_YEAR.format(year=2024) in driven.said
    states = {item.name: item.state for item in window.periods}
    assert states == {
        "2024-6T": words.PERIOD_OPEN,
        "2023-6T": words.PERIOD_OPEN,
        "2023-12T": words.PERIOD_CLOSED,
    }
    assert window.layout.steps.next is Action.FORMS


def _close(driven: Driven, folder: Path) -> None:
    window, answers = driven.window, driven.answers
    driven.press(Action.CLOSE)
    assert words.CLOSE_REFUSED.split("{")[0] in driven.said
    answers.said = ("Đã hỏi qua điện thoại", "Trần Thị Lan")
    for row in [row for row in window.layout.units._rows if can_accept(row)]:
        choose(window.layout.units, row.code, driven)
        for remedy, button in window.layout.findings.buttons.items():
            if remedy.value == words.ACCEPT:
                button.invoke()
                driven.ready()
                assert words.ACCEPTED in driven.said
    driven.press(Action.VERIFY)
    driven.press(Action.CLOSE)
    assert (folder / CLOSED).exists(), driven.said
    answers.says_yes = False
    driven.press(Action.CONSOLIDATE)
    assert (folder / CLOSED).exists(), "no is no"


def test_what_stands_in_the_way_is_told_in_plain_words(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    with locked(Workspace(workspace), "send"):
        other = driven.window
        from dangvien_xlsx.workspace import locks

        waits, locks.WAIT_SECONDS = locks.WAIT_SECONDS, 0.2
        try:
            driven.press(Action.CONSOLIDATE)
        finally:
            locks.WAIT_SECONDS = waits
        assert words.in_window(commands.COMMAND_NAMES["send"]) in driven.said
        assert not other.jobs.name
    (workspace / "nhan-ve").rename(workspace / "nhan-ve-cu")
    driven.press(Action.CONSOLIDATE)
    assert "nhan-ve" in driven.said
    (workspace / "danh-muc.xlsx").write_bytes(b"no workbook")
    driven.press(Action.CHECK_CATALOGUE)
    assert "danh-muc.xlsx" in driven.said


def test_a_second_window_on_a_period_is_told_of_the_first(workspace: Path, drive: Drive) -> None:
    first = drive(workspace)
    second = drive(workspace)
    assert words.TWO_WINDOWS.split("(")[0].strip() in second.said
    assert words.TWO_WINDOWS.split("(")[0].strip() not in first.said


def test_what_is_opened_without_a_program_for_it_is_told_and_the_result_stands(
    workspace: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    driven = drive(workspace)
    monkeypatch.setenv("PATH", "/nowhere")
    said = driven.press(Action.CONSOLIDATE)
    assert commands.CANNOT_OPEN.split("“")[0] in said
    assert (workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").is_file()


def test_closing_while_a_job_runs_asks_and_a_stopped_job_writes_nothing(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    window = driven.window
    driven.answers.says_yes = False
    window.layout.steps.buttons[Action.CONSOLIDATE].invoke()
    window.leave()
    assert driven.answers.asked
    assert window.jobs.name, "no is no: the job goes on"
    window.layout.foot.cancel.invoke()
    driven.ready()
    assert commands.INTERRUPTED in driven.said
    assert not (workspace / "ket-qua").exists()
