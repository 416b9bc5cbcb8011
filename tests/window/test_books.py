"""What the window does beside the day: reasons for unusual figures, a unit's past, periods from tables, who to call."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from dangvien_xlsx.history.reading import read_book
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.text import commands, history
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.board import Column, Filter, shown_rows, summed, unit_rows
from dangvien_xlsx.window.dialogs import NewPeriod
from dangvien_xlsx.window.finding_pane import Remedy
from dangvien_xlsx.window.import_dialog import ImportDialog, Importing
from dangvien_xlsx.window.steps import Action, Counts, Facts, Step, next_action, told
from dangvien_xlsx.workspace.folder import Workspace
from tests.forms import fill
from tests.window.conftest import Driven

Drive = Callable[[Path | None], Driven]
OLD_TABLE = (
    "Bảng kết nạp năm 2022\n\nSTT;Chi bộ, đảng bộ;Số người;Nữ;Người nhập\n"
    "1;Minh Thuận;5;3;Lan\n2;Thành Lợi;10;6;Lan\n3;Tân Khánh;2;0;Lan\n"
)


def choose(driven: Driven, code: str) -> None:
    driven.window.layout.units.choose(code)
    driven.root.update()


def press(driven: Driven, remedy: Remedy) -> str:
    button = driven.window.layout.findings.buttons[remedy]
    assert button.instate(["!disabled"]), f"{remedy} cannot be pressed"
    button.invoke()
    driven.ready()
    return driven.said


def test_a_figure_that_nobody_gave_a_reason_for_is_accepted_in_the_list(workspace: Path, drive: Drive) -> None:
    form = next((workspace / "nhan-ve").glob("16-*"))
    form.write_bytes(fill(form.read_bytes(), {"ket_nap": 980, "nu": 6}))
    driven = drive(workspace)
    driven.press(Action.CONSOLIDATE)
    assert driven.window.facts
    assert driven.window.facts.counts
    assert driven.window.facts.counts.open_points == 1
    driven.press(Action.CLOSE)
    assert words.CLOSE_REFUSED.format(count=1) in driven.said
    choose(driven, "16")
    assert "980" in driven.window.layout.findings.text.get("1.0", "end")
    driven.answers.said = ("Hai đảng bộ nhập về, đã hỏi", "Trần Thị Lan")
    assert words.ACCEPTED in press(driven, Remedy.ACCEPT)
    sheet = openpyxl.load_workbook(workspace / "chot-ky.xlsx").worksheets[0]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert {"Hai đảng bộ nhập về, đã hỏi", "Trần Thị Lan"} <= cells
    driven.press(Action.CLOSE)
    assert driven.window.facts.is_closed, driven.said


def test_a_new_year_is_told_where_the_catalogue_leaves_targets_blank(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    period = Period("2024-6T", "", date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 5))
    driven.answers.wanted = NewPeriod(workspace.parent / "2024-6T", workspace, period)
    driven.window.folders.new_period()
    driven.until(lambda: driven.window.workspace and driven.window.workspace.folder.name == "2024-6T")
    driven.ready()
    assert words.STARTED.format(period="2024-6T") in driven.said
    assert words.in_window(commands.INIT_NEW_YEAR.format(year=2024)) in driven.said


def test_who_is_missing_before_the_deadline_has_still_time(workspace: Path) -> None:
    next((workspace / "nhan-ve").glob("16-*")).unlink()
    with standing_of(Workspace(workspace)) as standing:
        deadline = standing.catalogue.period.deadline
        assert deadline
        after = deadline + timedelta(days=1)
        early, late = unit_rows(standing, deadline), unit_rows(standing, after)
        assert words.MISSING_NOT_DUE.format(count=1, deadline=deadline) in summed(standing, deadline)
        assert words.MISSING.format(count=1) in summed(standing, after)
    (shown,) = shown_rows(early, Filter(State.MISSING), Column.NUMBER)
    assert shown.cells[2] == words.NOT_DUE
    assert next(row for row in late if row.code == "16").cells[2] == "Chưa nộp"
    facts = Facts(has_catalogue=True, units=57, forms=57, received=56, has_summary=True, is_current=True)
    waiting = facts._replace(counts=Counts(1, 0, 1, is_due=False))
    assert told(Step.REMIND, waiting) == words.REMIND_NOT_DUE.format(count=1)
    assert next_action(waiting) is Action.ADD
    assert next_action(facts._replace(counts=Counts(1, 0, 1))) is Action.REMIND


def test_a_unit_is_called_at_the_number_of_the_form_and_at_that_of_the_catalogue(workspace: Path, drive: Drive) -> None:
    book = openpyxl.load_workbook(workspace / "danh-muc.xlsx")
    sheet = book["Đơn vị"]
    headers = [cell.value for cell in sheet[1]]
    for header, value in (("Người liên hệ", "Vũ Văn Nam"), ("Điện thoại", "0988 111 222")):
        if header not in headers:
            sheet.cell(1, sheet.max_column + 1, header)
            headers = [cell.value for cell in sheet[1]]
        row = next(cell.row for cell in sheet["A"] if str(cell.value) == "16")
        sheet.cell(row, headers.index(header) + 1, value)
    book.save(workspace / "danh-muc.xlsx")
    form = next((workspace / "nhan-ve").glob("16-*"))
    form.write_bytes(fill(form.read_bytes(), {"nguoi_lap": "Lê Thị Hoa", "dien_thoai": "0912345678"}))
    driven = drive(workspace)
    choose(driven, "16")
    button = driven.window.layout.findings.buttons[Remedy.CALL]
    assert button.cget("text") == "Gọi: Lê Thị Hoa, 0912345678 hoặc Vũ Văn Nam, 0988 111 222"
    press(driven, Remedy.CALL)
    assert driven.root.clipboard_get() == "0912345678"
    form.write_bytes(fill(form.read_bytes(), {"nu": 99}))
    driven.window.look()
    driven.ready()
    choose(driven, "16")
    assert button.cget("text").startswith("Gọi: Lê Thị Hoa, 0912345678"), "a form that is refused names whom to ask"
    form.unlink()
    driven.window.look()
    driven.ready()
    choose(driven, "16")
    assert button.cget("text") == "Gọi: Vũ Văn Nam, 0988 111 222", "who has sent nothing can be called too"


def test_an_earlier_period_is_taken_in_from_a_table_and_its_columns_are_asked_once(
    workspace: Path, drive: Drive, tmp_path: Path
) -> None:
    table = tmp_path / "ket-nap-2022.csv"
    table.write_text(OLD_TABLE, "utf-8")
    driven = drive(workspace)
    answers = driven.answers
    answers.chosen = table
    meant = {"Chi bộ, đảng bộ": "don_vi", "Số người": "ket_nap", "Nữ": "nu", "STT": "", "Người nhập": ""}
    answers.importing = Importing("2022-12T", meant)
    assert driven.window.layout.steps.states[Step.HISTORY].cget("text") == words.HISTORY_TOLD
    said = driven.press(Action.IMPORT)
    assert history.IMPORTED.format(period="2022-12T", units=3, total=17) in said
    assert answers.offered
    assert answers.offered.columns == ("STT", "Chi bộ, đảng bộ", "Số người", "Nữ", "Người nhập")
    assert dict(answers.offered.known) == {"Nữ": "nu"}
    assert answers.offered.earlier == "2022-12T"
    driven.press(Action.CONSOLIDATE)
    assert {item.code for item in read_book(str(workspace.parent / "so-cac-ky.sqlite")).periods} == {
        "2022-12T",
        "2023-6T",
    }
    choose(driven, "16")
    press(driven, Remedy.HISTORY)
    shown = driven.window.layout.findings.text.get("1.0", "end")
    assert "2022-12T · 16" in shown
    assert "ket-nap-2022.csv" in shown
    answers.chosen = tmp_path / "cac-ky.csv"
    assert str(answers.chosen) in driven.press(Action.EXPORT)
    assert len(answers.chosen.read_text("utf-8-sig").splitlines()) > 57
    answers.chosen = table
    table.write_text(OLD_TABLE.replace("Tân Khánh", "Xã nào đó"), "utf-8")
    driven.press(Action.IMPORT)
    assert dict(answers.offered.known) == meant, "asked once"
    assert history.IMPORT_UNKNOWN.format(row=6, typed="Xã nào đó") in driven.said


def test_the_dialog_of_a_table_says_what_is_still_to_be_told(workspace: Path, drive: Drive, tmp_path: Path) -> None:
    table = tmp_path / "ket-nap-2022.csv"
    table.write_text(OLD_TABLE, "utf-8")
    driven = drive(workspace)
    driven.answers.chosen = table
    seen: list[tuple[str, ...]] = []

    def answer() -> None:
        dialogs = [child for child in driven.root.winfo_children() if isinstance(child, ImportDialog)]
        if not dialogs or not dialogs[0].winfo_viewable():
            driven.root.after(100, answer)
            return
        (dialog,) = dialogs
        dialog.yes.invoke()
        seen.append(tuple(dialog.problem.cget("text").splitlines()))
        for header, name in (("Chi bộ, đảng bộ", words.IMPORT_UNIT), ("Số người", "Tổng số đảng viên kết nạp")):
            dialog.columns[header].set(name)
        dialog.yes.invoke()
        dialog.destroy()

    driven.root.after(100, answer)
    said = driven.press(Action.IMPORT)
    assert seen == [(words.IMPORT_TOO_LITTLE.format(indicator="Tổng số đảng viên kết nạp"),)]
    assert history.IMPORTED.format(period="2022-12T", units=3, total=17) in said
