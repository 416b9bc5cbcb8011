"""What a form is checked for, a table's row is checked for: its period, its state, remarks beside it, whose it is."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from dangvien_xlsx.model.catalogue import Catalogue
from tests.forms import consolidate_json
from tests.oracles import run
from tests.pipeline.test_answers import MAP, ROWS, files, google, states, taken
from tests.pipeline.test_comparison import CODES, make

HEADER = ("Tên đơn vị", "Trạng thái", "Tổng số đảng viên kết nạp", "Trong đó: Nữ", "Đoàn viên", "Hết nguồn", "Ý kiến")


@pytest.fixture
def workspace(tmp_path: Path, example: Catalogue) -> Path:
    """The example's period with six of its units, none of which has sent a form."""
    units = tuple(example.unit[code] for code in CODES)
    return make(tmp_path / "workbooks" / "2023-6T", replace(example, units=units), {})


def text(rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def told_at(told: dict[str, Any], row: int) -> list[tuple[str, str]]:
    """Return severity and code of what is told of a row, but for that it came late."""
    return [
        (item["severity"], item["code"])
        for item in told["findings"]
        if item["file"].endswith(f"/dòng {row}") and item["code"] != "late"
    ]


def test_the_state_beside_the_figures_must_agree_with_them(workspace: Path) -> None:
    rows = (
        ("Minh Thuận", "Chưa nộp", 5, 3, 2, "", ""),
        ("Tân Khánh", "Phiếu có lỗi", "", "", "", "", ""),
        ("Thành Lợi", "Hết nguồn", 0, 0, 0, "", ""),
        ("Quân sự", "Có kết nạp", "", "", "", "Có", ""),
        ("Công an", "Chưa kết nạp (0)", 0, 0, 0, "", ""),
    )
    told = taken(workspace, text((HEADER, *rows)), code=1)
    found = [told_at(told, row) for row in range(2, 7)]
    differs = [("error", "table-state-differs")]
    assert found == [differs, [("error", "table-state-invalid")], [("error", "exhausted-unclear")], differs, []]
    names = {unit["name"]: unit["state"] for unit in told["units"]}
    assert [names[row[0]] for row in rows if row[0] in names] == ["invalid", "invalid", "invalid", "invalid", "zero"]
    said = next(item["message"] for item in told["findings"] if item["code"] == "table-state-differs")
    assert "Chưa nộp" in said
    assert "5" in said


def test_what_is_written_beside_the_figures_is_quoted_and_weighed(workspace: Path) -> None:
    rows = (
        ("Minh Thuận", "", 5, 3, 2, "", "nhầm, đúng là 9"),
        ("Tân Khánh", "", 0, 0, 0, "", "mới kết nạp 2 đ/c"),
        ("Thành Lợi", "", 10, 6, 4, "", "", "còn thiếu 3"),
        ("Quân sự", "", "", "", "", "Có", "cảm ơn"),
        ("Tổng cộng", "", 15, 9, 6, "", ""),
    )
    told = taken(workspace, text((HEADER, *rows)), code=1)
    found = [told_at(told, row) for row in range(2, 7)]
    remark = [("warning", "remark")]
    assert found == [remark, [("error", "value-ambiguous")], remark, [], []]
    assert files(told)["tra-loi.csv/dòng 6"]["outcome"] == "ignored", "a total is no unit"
    assert told["totals"]["ket_nap"] == 15


def test_a_hidden_row_another_sheet_and_a_comment_are_told(workspace: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(("Minh Thuận", None, 5, 3, 2))
    sheet.append(("Thành Lợi", None, 0, 0, 0))
    sheet.row_dimensions[2].hidden = True
    sheet["C3"].comment = Comment("mới kết nạp 2 đ/c", "x")
    book.create_sheet("Đính chính")["A1"] = "Minh Thuận đúng là 9"
    stream = io.BytesIO()
    book.save(stream)
    told = taken(workspace, stream.getvalue(), name="bang.xlsx", code=1)
    assert told_at(told, 2) == [("warning", "hidden-place")]
    assert told_at(told, 3) == [("error", "value-ambiguous")]
    assert [item["code"] for item in told["findings"] if "Đính chính" in item["message"]] == ["remark"]


def test_a_name_that_holds_one_units_name_is_taken_and_told(workspace: Path) -> None:
    rows = (("xã Minh Thuận", "", 5, 3, 2, "", ""), ("16", "", 10, 6, 4, "", ""), ("Đại Đồng", "", 1, 0, 0, "", ""))
    told = taken(workspace, text((HEADER, *rows)), code=1)
    assert told_at(told, 2) == [("warning", "unit-name-read")]
    assert told_at(told, 3) == [("warning", "unit-code-read")]
    assert told_at(told, 4) == [("error", "unknown-unit")]
    assert (states(told)["01"], states(told)["16"], told["totals"]["nu"]) == ("reported", "reported", 9)
    said = [item["message"] for item in told["findings"] if item["file"].endswith("/dòng 4")]
    assert not any("phiếu" in each.casefold() for each in said), said


def test_a_summary_of_another_period_is_refused(tmp_path: Path, workspace: Path, example: Catalogue) -> None:
    other = example.period._replace(
        code="2022-12T", name="từ tháng 07/2022 đến 12/2022", start=date(2022, 7, 1), end=date(2022, 12, 31)
    )
    units = tuple(example.unit[code] for code in CODES)
    below = make(tmp_path / "duoi" / "ky", replace(example, units=units, period=other), {"01": 5})
    table = Path(consolidate_json(below)["output"])
    done = run("import", workspace, table)
    assert done.returncode == 2, done.stdout
    assert "từ tháng 07/2022 đến 12/2022" in done.stderr
    assert example.period.name in done.stderr
    assert not list((workspace / "nhan-ve").iterdir())
    earlier = run("import", workspace, table, "--period", "2022-12T")
    assert earlier.returncode == 0, earlier.stdout + earlier.stderr


def test_a_title_of_another_period_is_refused_and_a_day_is_no_period(workspace: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    rows = (HEADER, ("Minh Thuận", "", 5, 3, 2, "", ""))
    table.write_bytes(text((("Kết nạp đảng viên quý I năm 2023",), *rows)))
    assert run("import", workspace, table).returncode == 2
    table.write_bytes(text((("Số liệu tính đến 30/6/2023",), *rows)))
    assert run("import", workspace, table).returncode == 0


def test_a_mapping_of_a_column_that_is_not_there_is_refused(workspace: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_bytes(text((HEADER, ("Minh Thuận", "", 5, 3, 2, "", ""))))
    done = run("import", workspace, table, "--map", "Giới nữ=nu")
    assert done.returncode == 2
    assert "Giới nữ" in done.stderr


def test_a_later_download_says_what_its_answers_say(workspace: Path) -> None:
    taken(workspace, google(), *MAP)
    corrected = (*ROWS[0][:3], 4, *ROWS[0][4:])
    told = taken(workspace, google((corrected, *ROWS[2:])), name="tra-loi (2).csv")
    came = files(told)
    assert states(told)["01"] == "reported", "the same answer, corrected, conflicts with nothing"
    assert states(told)["16"] == "missing", "an answer that is gone there counts no more"
    assert told["totals"]["ket_nap"] == 4
    assert [came[f"tra-loi.csv/dòng {row}"]["outcome"] for row in (2, 3)] == ["ignored", "ignored"]
    assert "tra-loi (2).csv" in came["tra-loi.csv/dòng 3"]["reason"]


def test_two_tables_of_one_shape_that_share_no_answer_both_count(workspace: Path) -> None:
    taken(workspace, google(ROWS[:1]), *MAP)
    assert taken(workspace, google(ROWS[1:2]), name="khac.csv")["totals"]["ket_nap"] == 15
