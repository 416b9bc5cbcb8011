"""An earlier period from a table that a person has: totals equal, and each mistake at its row."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dangvien_xlsx.history.reading import read_book
from dangvien_xlsx.model.catalogue import Catalogue
from tests.forms import consolidate_json
from tests.oracles import run, stored_values
from tests.pipeline.test_comparison import CODES, SECOND, THEN, make

BOOK = "so-cac-ky.sqlite"
GOOGLE = (
    "Dấu thời gian,Địa chỉ email,Tên đơn vị,Tổng số đảng viên kết nạp,Nữ,Đoàn viên,Trình độ đại học,Hết nguồn\r\n"
    "01/07/2023 8:00:12,a@x.vn,Minh Thuận,5,3,2,2,Không\r\n"
    '01/07/2023 9:10:40,b@x.vn,"Thành Lợi",10,6,4,5,\r\n'
    "02/07/2023 7:30:00,c@x.vn,Quân sự,,,,,Có\r\n"
    "02/07/2023 7:31:00,d@x.vn,Tân Khánh,2,0,1,1,Không\r\n"
)


@pytest.fixture
def workspace(tmp_path: Path, example: Catalogue) -> Path:
    """The second half of 2023, alone in its folder."""
    now = replace(example, period=SECOND, units=tuple(example.unit[code] for code in CODES))
    return make(tmp_path / "workbooks" / "2023-12T", now, {"01": 6, "16": 7})


def admitted(workspace: Path) -> dict[str, object]:
    (period,) = read_book(str(workspace.parent / BOOK)).periods
    return {unit.code: unit.value("ket_nap") for unit in period.units if unit.file}


def test_answers_of_a_google_form(workspace: Path, tmp_path: Path) -> None:
    table = tmp_path / "tra-loi.csv"
    table.write_bytes(GOOGLE.encode())
    done = run("import", workspace, table, "--period", "2023-6T")
    assert (done.returncode, done.stderr.count("Dấu thời gian")) == (0, 1), "columns that say nothing are named"
    assert admitted(workspace) == {"01": 5, "16": 10, "19": None, "02": 2}
    (period,) = read_book(str(workspace.parent / BOOK)).periods
    assert (period.start.isoformat(), period.end.isoformat()) == ("2023-01-01", "2023-06-30")
    figure = period.unit["16"].figures[0]
    assert (period.unit["16"].file, figure.cell) == ("tra-loi.csv", "D3")
    assert period.unit["19"].state == "exhausted"
    assert period.unit["20"].state == "missing"
    told = consolidate_json(workspace)
    stored = stored_values(Path(told["output"]).read_bytes())["So sánh"]
    assert any(value == 17 for cell, value in stored.items() if cell.startswith("D")), "compared with what was imported"
    assert run("history", "rebuild", workspace).returncode == 0
    assert {item.code for item in read_book(str(workspace.parent / BOOK)).periods} == {"2023-6T", "2023-12T"}


def test_answers_of_a_microsoft_form(workspace: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", "Đơn vị", "Số người mới", "Nữ"])
    sheet.append([1, None, None, "anonymous", "", "Minh Thuận", 5, 3])
    sheet.append([2, None, None, "anonymous", "", "Thành Lợi", 10, 6])
    table = tmp_path / "form.xlsx"
    book.save(table)
    assert run("import", workspace, table, "--period", "2022-12T").returncode == 2, "nothing is matched by guess"
    assert not (workspace.parent / BOOK).exists()
    once = run("import", workspace, table, "--period", "2022-12T", "--map", "Số người mới=ket_nap")
    assert once.returncode == 0, once.stderr
    assert admitted(workspace) == {"01": 5, "16": 10}
    again = run("import", workspace, table, "--period", "2022-12T")
    assert again.returncode == 0, "what was confirmed once is kept"


def test_the_summary_of_the_level_below(workspace: Path, tmp_path: Path, example: Catalogue) -> None:
    below = make(tmp_path / "duoi" / "ky", replace(example, units=tuple(example.unit[code] for code in CODES)), THEN)
    summary = Path(consolidate_json(below)["output"])
    done = run("import", workspace, summary, "--period", "2023-6T")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {code: number for code, number in admitted(workspace).items() if code in THEN} == THEN


MISTAKES = {
    "unknown unit": ("Tân Khánh,2", "Tân Khánh Mới,2", "Dòng 5"),
    "double row": ("Tân Khánh,2", "minh thuận,2", "Dòng 5"),
    "no number": ("Tân Khánh,2", "Tân Khánh,hai", "Dòng 5"),
    "negative": ("Minh Thuận,5", "Minh Thuận,-5", "Dòng 2"),
    "more women than persons": ("10,6", "10,16", "Dòng 3"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_nothing_is_written(workspace: Path, tmp_path: Path, name: str) -> None:
    before, after, place = MISTAKES[name]
    table = tmp_path / "bang.csv"
    assert before in GOOGLE
    table.write_bytes(GOOGLE.replace(before, after).encode("utf-8-sig"))
    done = run("import", workspace, table, "--period", "2023-6T")
    assert done.returncode == 1
    assert place in done.stdout
    assert not (workspace.parent / BOOK).exists()


@pytest.mark.parametrize("code", ["2024-6T", "kỳ trước", "2023-13T"])
def test_only_an_earlier_period_is_taken(workspace: Path, tmp_path: Path, code: str) -> None:
    table = tmp_path / "bang.csv"
    table.write_bytes(GOOGLE.encode())
    assert run("import", workspace, table, "--period", code).returncode == 2
