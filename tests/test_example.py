"""The worked example is the seed's appendix, and every run of it gives the same bytes."""

import csv
import os
import re
import shutil
import time
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from dangvien_xlsx.text.mail_templates import TEMPLATES as LETTERS
from tests.conftest import EXAMPLE, ROOT
from tests.forms import consolidate_json
from tests.oracles import Value, Values, recalculate, run_fresh, stored_values

EXHAUSTED = "Hết nguồn"
Line = tuple[Value, Value, Value, Value]


def seed_rows() -> list[dict[str, str]]:
    """The appendix of the letter, as data."""
    with (ROOT / "workbooks" / "phu-luc-205-CV-BTC.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def seed_lines() -> list[Line]:
    """The appendix line for line as the letter prints it, from its heading to its total."""
    lines: list[Line] = [("TT", "TỔ CHỨC CƠ SỞ ĐẢNG", "Kết nạp", "Ghi chú")]
    group = ""
    for row in seed_rows():
        if row["nhom"] != group:
            group = row["nhom"]
            lines.append((group, row["ten_nhom"], None, None))
        count = int(row["ket_nap"]) if row["ket_nap"] else None
        lines.append((int(row["tt"]), row["don_vi"], count, row["ghi_chu"] or None))
    return [*lines, ("Tổng", None, 53, None)]


def lines_of(sheet: dict[str, Value], first: int) -> list[Line]:
    """The lines of a sheet in columns A to D, from a row on."""
    last = max(int("".join(filter(str.isdigit, a1))) for a1 in sheet)
    return [
        (sheet.get(f"A{row}"), sheet.get(f"B{row}"), sheet.get(f"C{row}"), sheet.get(f"D{row}"))
        for row in range(first, last + 1)
    ]


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "2023-6T"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua"))
    done = run_fresh("consolidate", folder)
    assert done.returncode == 0, done.stderr
    return folder / "ket-qua" / "Tong-hop-2023-6T.xlsx"


@pytest.fixture(scope="module")
def both(summary: Path) -> list[Values]:
    """The summary as stored, and as LibreOffice computes it."""
    return [stored_values(summary.read_bytes()), recalculate(summary)]


def test_the_appendix_equals_the_letters_line_for_line(both: list[Values]) -> None:
    for values in both:
        assert lines_of(values["Thống kê"], 5) == seed_lines()


def test_the_appendix_bears_the_letters_heading(both: list[Values]) -> None:
    for values in both:
        sheet = values["Thống kê"]
        assert sheet["A1"] == "THỐNG KÊ"
        assert sheet["A2"] == "Số lượng kết nạp đảng viên từ tháng 01/2023 đến 6/2023"
        assert sheet["A3"] == "Kèm theo Công văn số 205-CV/BTC ngày 06 tháng 7 năm 2023 của Ban Tổ chức"
        assert "A4" not in sheet, "a complete run has no banner"


def test_the_structure_shows_the_letters_shares(both: list[Values]) -> None:
    for values in both:
        sheet = values["Cơ cấu"]
        rows = {name: int(a1[1:]) for a1, name in reversed(sheet.items()) if a1.startswith("B")}
        shown = {}
        for name in ("Đã kết nạp", "Nữ", "Đoàn viên", "Trình độ đại học"):
            share = sheet[f"D{rows[name]}"]
            assert isinstance(share, float)
            shown[name] = (sheet[f"C{rows[name]}"], f"{share:.1%}".replace(".", ","))
        assert shown == {
            "Đã kết nạp": (53, "48,2%"),
            "Nữ": (32, "60,4%"),
            "Đoàn viên": (22, "41,5%"),
            "Trình độ đại học": (26, "49,1%"),
        }


def test_the_json_has_the_letters_figures(workspace: Path) -> None:
    told = consolidate_json(workspace)
    assert told["period"] == "2023-6T"
    assert told["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    assert len(told["units"]) == 57
    assert Counter(unit["state"] for unit in told["units"]) == {"reported": 21, "zero": 19, "exhausted": 17}
    groups: Counter[str] = Counter()
    for unit in told["units"]:
        groups[unit["group"]] += unit["values"]["ket_nap"] or 0
    assert groups == {"I": 48, "II": 1, "III": 2, "IV": 1, "V": 1}
    assert told["findings"] == []
    assert [file["outcome"] for file in told["files"]] == ["accepted"] * 57
    assert {unit["file"] for unit in told["units"]} == {path.name for path in (EXAMPLE / "nhan-ve").iterdir()}


def test_each_unit_in_the_json_says_what_its_line_of_the_letter_says(workspace: Path) -> None:
    for unit, row in zip(consolidate_json(workspace)["units"], seed_rows(), strict=True):
        assert (unit["name"], unit["group"]) == (row["don_vi"], row["nhom"])
        counts = {code: int(row[code]) if row[code] else None for code in ("ket_nap", "nu", "doan_vien", "dai_hoc")}
        exhausted = "Có" if row["ghi_chu"] == EXHAUSTED else None
        assert unit["values"] == counts | {"het_nguon": exhausted, "ghi_chu": None}


def test_a_second_run_gives_the_same_bytes_and_leaves_the_received_files_alone(workspace: Path) -> None:
    received = {path.name: path.read_bytes() for path in (workspace / "nhan-ve").iterdir()}
    contents = []
    for _ in range(2):
        assert run_fresh("consolidate", workspace).returncode == 0
        contents.append((workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").read_bytes())
    assert contents[0] == contents[1]
    assert {path.name: path.read_bytes() for path in (workspace / "nhan-ve").iterdir()} == received
    assert [path.name for path in (workspace / "ket-qua").glob("*.xlsx")] == ["Tong-hop-2023-6T.xlsx"]


def test_another_folder_time_zone_and_hash_seed_give_the_same_bytes(summary: Path, workspace: Path) -> None:
    # What lies in the folder is as old as it likes: the forms carry their own time of saving.
    long_ago = time.mktime((2011, 3, 4, 5, 6, 7, 0, 0, -1))
    for path in workspace.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    env = {"PYTHONHASHSEED": "4711", "TZ": "America/Lima", "LC_ALL": "C"}
    assert run_fresh("consolidate", workspace, cwd=workspace, env=env).returncode == 0
    assert (workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").read_bytes() == summary.read_bytes()


def test_nothing_in_the_summary_comes_from_the_day_of_the_run(summary: Path) -> None:
    with zipfile.ZipFile(summary) as package:
        assert {member.date_time[:3] for member in package.infolist()} == {(1980, 1, 1)}
        properties = package.read("docProps/core.xml").decode()
    stamps = re.findall(r"<dcterms:(\w+)[^>]*>([^<]*)<", properties)
    assert stamps == [("created", "2023-06-30T00:00:00Z"), ("modified", "2023-06-30T00:00:00Z")]


def test_example_and_templates_on_disk_are_what_the_script_makes(maker: ModuleType) -> None:
    made = maker.files()
    for path, content in made.items():
        assert path.read_bytes() == content, f"{path.name} is not what make_example.py writes: run it"
    shipped = {*(EXAMPLE / "nhan-ve").iterdir(), EXAMPLE / "danh-muc.xlsx"}
    assert shipped == {path for path in made if EXAMPLE in path.parents}
    assert len(made) == 57 + 1 + 3 + len(LETTERS)


def test_the_script_makes_the_same_bytes_on_each_run(maker: ModuleType) -> None:
    assert maker.files() == maker.files()
