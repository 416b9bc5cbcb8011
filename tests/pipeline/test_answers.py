"""A table of the running period: copied to what came, each row a submission, judged and settled like a form."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.delimited import delimited_rows
from dangvien_xlsx.text.timestamps import is_day_first, moment_in
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mapping import MAPPING, Confirmed, confirmed
from tests.forms import consolidate_json
from tests.oracles import run, stored_values
from tests.pipeline.test_comparison import CODES, make

FIGURES = ("Số đảng viên mới\n(cả kỳ)", "Nữ", "Đoàn viên", "Hết nguồn", "Ý kiến")
GOOGLE_HEADER = ("Timestamp", "Email Address", "Tên đơn vị", *FIGURES)
MAP = ("--map", "Số đảng viên mới (cả kỳ)=ket_nap")
ROWS: tuple[tuple[object, ...], ...] = (
    ("2023/06/28 9:15:02 AM GMT+7", "mt@x.vn", "Minh Thuận", 5, 3, 2, "Không", 'dòng "một"\nvà, dòng hai'),
    ("2023/06/28 2:20:40 PM GMT+7", "tl@x.vn", "Thành Lợi", 10, 6, 4, "", ""),
    ("2023/06/30 7:30:00 AM GMT+7", "", "19", "", "", "", "Có", ""),
    ("2023/07/01 8:05:00 AM GMT+7", "ca@x.vn", "Công an", 0, 0, 0, "Không", ""),
)
"""What Google Forms writes: its own time with the zone, quoted line breaks, blank cells for what was skipped."""


def google(rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([GOOGLE_HEADER, *rows])
    return stream.getvalue().encode()


@pytest.fixture
def workspace(tmp_path: Path, example: Catalogue) -> Path:
    """The example's period with six of its units, none of which has sent a form."""
    units = tuple(example.unit[code] for code in CODES)
    return make(tmp_path / "workbooks" / "2023-6T", replace(example, units=units), {})


def taken(workspace: Path, content: bytes, *options: str, name: str = "tra-loi.csv", code: int = 0) -> dict[str, Any]:
    table = workspace.parent.parent / name
    table.write_bytes(content)
    done = run("import", workspace, table, *options)
    assert done.returncode == code, done.stdout + done.stderr
    return consolidate_json(workspace)


def files(told: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["path"]: item for item in told["files"]}


def states(told: Mapping[str, Any]) -> dict[str, str]:
    return {unit["code"]: unit["state"] for unit in told["units"]}


def test_answers_of_a_google_form_count_as_forms_do(workspace: Path) -> None:
    told = taken(workspace, google(), *MAP)
    assert told["totals"]["ket_nap"] == 15
    assert told["totals"]["nu"] == 9
    expected = {"01": "reported", "16": "reported", "19": "exhausted", "20": "zero"}
    assert states(told) == {code: expected.get(code, "missing") for code in CODES}
    came = files(told)
    assert list(came) == ["tra-loi.csv", *(f"tra-loi.csv/dòng {number}" for number in (2, 3, 4, 5))]
    assert [item["outcome"] for item in came.values()] == ["ignored", "accepted", "accepted", "accepted", "accepted"]
    second = came["tra-loi.csv/dòng 3"]
    assert (second["sender"], second["unit"]) == ("tl@x.vn", "16")
    assert datetime.fromisoformat(second["received"]) == datetime.fromisoformat("2023-06-28T14:20:40+07:00")
    assert (workspace / "nhan-ve" / "tra-loi.csv").read_bytes() == google(), "copied as it is"
    assert {unit["file"] for unit in told["units"] if unit["code"] == "16"} == {"tra-loi.csv/dòng 3"}
    stored = stored_values(Path(told["output"]).read_bytes())["Dữ liệu"]
    assert any(isinstance(value, str) and "ket_nap=D3" in value for value in stored.values()), "traced to its cell"


def test_a_unit_that_answers_again_is_counted_once_by_its_later_answer(workspace: Path) -> None:
    later = ("2023/07/02 10:00:00 AM GMT+7", "mt@x.vn", "minh thuận", 6, 3, 2, "", "")
    told = taken(workspace, google((later, *ROWS)), *MAP)
    came = files(told)
    assert (came["tra-loi.csv/dòng 2"]["outcome"], came["tra-loi.csv/dòng 3"]["outcome"]) == ("accepted", "superseded")
    assert told["totals"]["ket_nap"] == 16, "the later time wins, wherever the row stands"


def test_two_answers_of_one_moment_that_differ_conflict(workspace: Path) -> None:
    told = taken(workspace, google((*ROWS, (*ROWS[0][:3], 4, *ROWS[0][4:]))), *MAP, code=1)
    assert states(told)["01"] == "invalid"
    conflicts = {(item["code"], item["file"]) for item in told["findings"] if item["severity"] == "error"}
    assert {("conflicting-submissions", f"tra-loi.csv/dòng {row}") for row in (2, 6)} <= conflicts


def test_the_same_answers_loaded_down_again_with_more_count_once(workspace: Path) -> None:
    taken(workspace, google(ROWS[:2]), *MAP)
    told = taken(workspace, google(), name="tra-loi.csv")
    came = files(told)
    assert told["totals"]["ket_nap"] == 15
    again = [came[f"tra-loi{number}.csv/dòng 2"] for number in ("", " (2)")]
    assert sorted(item["outcome"] for item in again) == ["accepted", "superseded"]
    assert again[0]["sha256"] == again[1]["sha256"], "a row is known by what stands in it"


MISTAKES: Mapping[str, tuple[int, object, str, str]] = {
    "unknown unit": (2, "Đại Đồng", "unknown-unit", "C2"),
    "nobody": (2, "", "unknown-unit", "C2"),
    "part above the whole": (4, 7, "exceeds-parent", "E2"),
    "a word for a number": (3, "khoảng năm", "not-a-number", "D2"),
    "negative": (3, -5, "out-of-range", "D2"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_cell(workspace: Path, name: str) -> None:
    column0, value, code, cell = MISTAKES[name]
    row = list(ROWS[0])
    row[column0] = value
    told = taken(workspace, google((tuple(row), *ROWS[1:])), *MAP, code=1)
    errors = [item for item in told["findings"] if item["severity"] == "error" and item["file"]]
    assert [(item["code"], item["file"], item["cell"]) for item in errors] == [(code, "tra-loi.csv/dòng 2", cell)]
    assert states(told)["01"] != "reported"
    assert told["totals"]["ket_nap"] == 10, "the other rows count"


def test_import_itself_says_at_which_row_a_wrong_column_shows(workspace: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_bytes(google())
    wrong = run("import", workspace, table, "--map", "Nữ=ket_nap", "--map", "Số đảng viên mới (cả kỳ)=nu")
    assert wrong.returncode == 1
    assert "bang.csv/dòng 2, D2" in wrong.stdout
    assert "bang.csv/dòng 3, D3" in wrong.stdout
    right = run("import", workspace, table, "--map", "Nữ=nu", *MAP)
    assert right.returncode == 0, right.stdout
    assert len(list((workspace / "nhan-ve").iterdir())) == 1, "the same file is not copied twice"
    assert consolidate_json(workspace)["totals"]["ket_nap"] == 15


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Số đảng viên mới (cả kỳ)"),
        (("--map", "Số đảng viên mới (cả kỳ)=khong_co"), "khong_co"),
        ((*MAP, "--map", "Đoàn viên=nu", "--map", "Nữ=nu"), "nhiều cột"),
    ],
)
def test_nothing_is_matched_by_guess(workspace: Path, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    table = tmp_path / "bang.csv"
    table.write_bytes(google())
    done = run("import", workspace, table, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list((workspace / "nhan-ve").iterdir())


def test_a_late_answer_is_late_and_as_of_leaves_it_out(workspace: Path) -> None:
    late = ("2023/07/20 8:00:00 AM GMT+7", "", "Tân Khánh", 2, 0, 1, "", "")
    told = taken(workspace, google((*ROWS, late)), *MAP)
    assert [item["file"] for item in told["findings"] if item["code"] == "late"] == ["tra-loi.csv/dòng 6"]
    before = consolidate_json(workspace, "--as-of", "2023-07-05")
    assert files(before)["tra-loi.csv/dòng 6"]["outcome"] == "ignored"
    assert (before["totals"]["ket_nap"], told["totals"]["ket_nap"]) == (15, 17)


def test_a_strange_sender_is_told_of(tmp_path: Path, example: Catalogue) -> None:
    units = tuple(example.unit[code]._replace(email="mt@x.vn" if code == "01" else "") for code in CODES)
    workspace = make(tmp_path / "workbooks" / "2023-6T", replace(example, units=units), {})
    row = (ROWS[0][0], "la@x.vn", *ROWS[0][2:])
    told = taken(workspace, google((row, *ROWS[1:])), *MAP)
    assert [item["file"] for item in told["findings"] if item["code"] == "unknown-sender"] == ["tra-loi.csv/dòng 2"]


def microsoft() -> bytes:
    """What Microsoft Forms loads down: times as Excel keeps them, "anonymous" for whoever has not signed in."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Form1"
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", "Đơn vị", "Tổng số đảng viên kết nạp", "Nữ"])
    began, done = datetime(2023, 6, 28, 9, 0), datetime(2023, 6, 28, 9, 15, 2)
    sheet.append([1, began, done, "anonymous", None, "Minh Thuận", 5, 3])
    sheet.append([2, began, done, "tl@x.vn", "Nguyễn Văn A", "Thành Lợi", "10", 6])
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=3):
        for cell in row:
            cell.number_format = "m/d/yy h:mm:ss"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_answers_of_a_microsoft_form_count_as_forms_do(workspace: Path) -> None:
    told = taken(workspace, microsoft(), name="Phiếu kết nạp(1-2).xlsx")
    assert (told["totals"]["ket_nap"], told["totals"]["nu"]) == (15, 9)
    row = files(told)["Phiếu kết nạp(1-2).xlsx/dòng 2"]
    assert (row["sender"], row["outcome"]) == ("", "accepted")
    assert datetime.fromisoformat(row["received"]) == datetime.fromisoformat("2023-06-28T09:15:02+07:00")
    lacking = [item for item in told["findings"] if item["code"] == "table-lacks-columns"]
    assert len(lacking) == 1, "what the table does not ask is told once, not on each row"


def test_the_summary_below_has_the_same_totals(tmp_path: Path, workspace: Path, example: Catalogue) -> None:
    numbers: dict[str, int | None] = {"01": 5, "02": 2, "16": 10, "19": None, "12": 0}
    below = make(tmp_path / "duoi" / "ky", replace(example, units=tuple(example.unit[code] for code in CODES)), numbers)
    theirs = consolidate_json(below)
    told = taken(workspace, Path(theirs["output"]).read_bytes(), name="Tong-hop.xlsx")
    assert told["totals"] == theirs["totals"]
    assert states(told) == states(theirs)
    missing = [item for item in told["files"] if item["outcome"] == "ignored" and "/dòng" in item["path"]]
    assert len(missing) == 2, "units that have not sent there have not sent here"


def test_a_code_and_a_name_of_two_units_are_an_error(workspace: Path) -> None:
    """The level below numbers its units by itself: its 01 need not be ours."""
    lines = ("Mã đơn vị;Tên đơn vị;Tổng số đảng viên kết nạp", "16;Minh Thuận;5", "1;Minh Thuận;5")
    content = "\r\n".join(lines).encode("utf-8-sig")
    told = taken(workspace, content, code=1)
    assert {item["file"] for item in told["findings"] if item["code"] == "unit-mismatch"} == {"tra-loi.csv/dòng 2"}
    assert states(told)["01"] == "reported"


def test_a_list_without_times_leaves_units_without_figures_missing(workspace: Path) -> None:
    told = taken(workspace, "Tên đơn vị,ket_nap\r\nMinh Thuận,5\r\nThành Lợi,\r\n".encode())
    assert (states(told)["01"], states(told)["16"]) == ("reported", "missing")
    assert files(told)["tra-loi.csv/dòng 3"]["outcome"] == "ignored"


HOSTILE = {
    "no json": b"{",
    "a list": b"[]",
    "deep": b'{"bang":' * 3_000,
    "columns of a number": json.dumps({"cot": 7, "bang": {"0" * 64: {"sheet": "", "cot": {"a": 1}}}}).encode(),
    "tables of texts": json.dumps({"bang": {"x": "y"}}).encode(),
    "huge": b'{"cot":{"' + b"a" * 5_000_000 + b'":"ket_nap"}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_mapping_that_is_not_as_written_counts_as_none(tmp_path: Path, name: str) -> None:
    (tmp_path / MAPPING).write_bytes(HOSTILE[name])
    assert confirmed(Workspace(tmp_path)) == Confirmed({}, {})


def test_a_table_whose_mapping_is_lost_is_told_of_until_it_is_confirmed_anew(workspace: Path) -> None:
    taken(workspace, google(), *MAP)
    (workspace / MAPPING).write_bytes(b"{")
    told = consolidate_json(workspace)
    assert files(told)["tra-loi.csv"]["outcome"] == "rejected", "never silently left out"
    assert "import" in next(item["remedy"] for item in told["findings"] if item["file"] == "tra-loi.csv")
    assert told["totals"]["ket_nap"] == 0
    assert taken(workspace, google(), *MAP)["totals"]["ket_nap"] == 15


def test_two_headers_for_one_indicator_in_the_mapping_are_not_believed(workspace: Path) -> None:
    taken(workspace, google(), *MAP)
    kept = json.loads((workspace / MAPPING).read_text("utf-8"))
    ((_, table),) = kept["bang"].items()
    table["cot"]["Nữ"] = "ket_nap"
    (workspace / MAPPING).write_text(json.dumps(kept), "utf-8")
    assert files(consolidate_json(workspace))["tra-loi.csv"]["outcome"] == "rejected"


def test_a_changed_table_is_another_table(workspace: Path) -> None:
    taken(workspace, google(), *MAP)
    path = workspace / "nhan-ve" / "tra-loi.csv"
    path.write_bytes(path.read_bytes().replace(b'"10"', b'"90"'))
    told = consolidate_json(workspace)
    assert files(told)["tra-loi.csv"]["outcome"] == "rejected"


def test_a_returned_form_goes_to_a_unit_whose_row_is_wrong(workspace: Path) -> None:
    row = (*ROWS[0][:4], 9, *ROWS[0][5:])
    taken(workspace, google((row, *ROWS[1:])), *MAP, code=1)
    done = run("return", workspace)
    assert done.returncode in (0, 1), done.stderr
    assert [path.name for path in (workspace / "tra-lai").glob("01-*.xlsx")]


def test_what_was_confirmed_is_known_in_the_next_period(workspace: Path) -> None:
    taken(workspace, google(), *MAP)
    following = workspace.parent / "2023-12T"
    assert run("init", following, "--from", workspace).returncode == 0
    assert confirmed(Workspace(following)) == Confirmed({"Số đảng viên mới (cả kỳ)": "ket_nap"}, {})


def test_rows_stand_in_the_order_of_the_table(workspace: Path) -> None:
    rows = [
        (f"2023/06/28 9:{minute:02d}:00 AM GMT+7", "", "Minh Thuận", minute, 0, 0, "", "") for minute in range(1, 12)
    ]
    told = taken(workspace, google(rows), *MAP)
    assert [item["path"].rpartition(" ")[2] for item in told["files"][1:]] == [str(row) for row in range(2, 13)]
    assert told["totals"]["ket_nap"] == 11


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023/06/28 9:15:02 AM GMT+7", "2023-06-28T02:15:02+00:00"),
        ("2023/06/28 12:15:02 AM GMT+5:30", "2023-06-27T18:45:02+00:00"),
        ("28/06/2023 21:15:02", "2023-06-28T14:15:02+00:00"),
        ("28/06/2023 9:15:02 CH", "2023-06-28T14:15:02+00:00"),
        ("2023-06-28T09:15:02Z", "2023-06-28T09:15:02+00:00"),
        ("2023-06-28", "2023-06-27T17:00:00+00:00"),
        ("28.6.2023, 9:15", "2023-06-28T02:15:00+00:00"),
        ("6/28/2023 9:15:02", ""),
        ("31/02/2023 9:15", ""),
        ("28/06/2023 13:15 AM", ""),
        ("28/06/23 9:15", ""),
        ("hôm qua", ""),
    ],
)
def test_times_as_programs_write_them(text: str, moment: str) -> None:
    read = moment_in(text, day_first=True)
    assert (read.astimezone(UTC).isoformat() if read else "") == moment


def test_a_month_comes_first_only_where_it_can_be_nothing_else() -> None:
    assert is_day_first(["6/7/2023 9:15", "2023/06/28 9:15:02 AM GMT+7"])
    assert not is_day_first(["6/7/2023 9:15", "6/28/2023 9:15:02"])
    assert is_day_first(["28/6/2023 9:15", "6/28/2023 9:15:02"]), "a column that contradicts itself decides nothing"
    moment = moment_in("6/28/2023 9:15:02", day_first=False)
    assert moment is not None
    assert moment.isoformat() == "2023-06-28T09:15:02+07:00"


def test_separators_quotes_and_encodings_of_text_tables() -> None:
    for separator in ",;\t":
        text = f'"a{separator} b\nc"{separator}d\r\n1{separator}"x ""y"""\r\n'
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            assert delimited_rows(text.encode(encoding)) == [[f"a{separator} b\nc", "d"], ["1", 'x "y"']]
    assert delimited_rows(b"sep=;\na;b,c,d,e\n") == [["a", "b,c,d,e"]]
    for broken in (b'"a', b"\xff\xfe\xfd", b"a\0b", b"\xe1\xba"):
        with pytest.raises(RefusedError):
            delimited_rows(broken)
