"""Two periods side by side: units are matched by code, and what became of them is said.

By hand, for the example cut down to seven units. The first half of 2023 is the last period, the second half this one:

    unit               2023-6T   2023-12T   what must stand there
    01 Minh Thuận            5          6   +1, 6/5 = 120%
    02 Tân Khánh             2          0   -2, 0/2 = 0%
    10 Đại An                0          3   +3, no share: the earlier number is 0
    12 Thị trấn Gôi          0          –   merged into 16 on 01/07/2023: no line, named below the table
    16 Thành Lợi            10          7   renamed Thành Lợi Mới; -3, 7/10 = 70%
    19 Quân sự       exhausted          1   "Kỳ trước hết nguồn, nay có kết nạp"; no difference to a word
    20 Công an       exhausted  exhausted   "Hết nguồn 2 kỳ liền"
    99 Mới                   –          2   "Đơn vị mới"
    total                   17         19   year: 36 of 110
    of both periods         17         16   01, 02, 10 and 16 have a number in both: -1, 16/17; named: 19, 99, 12
"""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Unit
from tests.forms import consolidate_json, saved_at
from tests.oracles import quietly_loaded, recalculate, run, stored_values, validate

FIRST = Period("2023-6T", "từ tháng 01/2023 đến 6/2023", date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 4))
SECOND = Period("2023-12T", "từ tháng 7/2023 đến 12/2023", date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 4))
YEAR_AGO = Period("2022-12T", "từ tháng 7/2022 đến 12/2022", date(2022, 7, 1), date(2022, 12, 31))
CODES = ("01", "02", "10", "12", "16", "19", "20")
THEN = {"01": 5, "02": 2, "10": 0, "12": 0, "16": 10, "19": None, "20": None}
NOW = {"01": 6, "02": 0, "10": 3, "16": 7, "19": 1, "20": None, "99": 2}


def make(folder: Path, catalogue: Catalogue, admitted: dict[str, int | None]) -> Path:
    """Write a workspace whose units report these numbers, and consolidate it."""
    from datetime import UTC, datetime, time

    (folder / "nhan-ve").mkdir(parents=True)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    for code, number in admitted.items():
        values: dict[str, Any] = {"ket_nap": number, "nu": 0, "doan_vien": 0, "dai_hoc": 0}
        content = form_bytes(catalogue, catalogue.unit[code], values if number is not None else {"het_nguon": "Có"})
        saved = saved_at(content, datetime.combine(catalogue.period.end, time(3), UTC))
        (folder / "nhan-ve" / f"{code}.xlsx").write_bytes(saved)
    return folder


def units_now(example: Catalogue) -> tuple[Unit, ...]:
    units = []
    for code in CODES:
        unit = example.unit[code]
        if code == "12":
            unit = unit._replace(valid_to=date(2023, 6, 30))
        if code == "16":
            unit = unit._replace(name="Thành Lợi Mới", other_names=("Thành Lợi",))
        units.append(unit)
    return (*units, Unit("99", "Mới", "II", example.unit["19"].group_name))


SERIES = "0a1b2c3d4e5f"
"""Of a real office: whoever starts from the example's own series has none of its past."""


@pytest.fixture
def periods(tmp_path: Path, example: Catalogue) -> Path:
    """The second half of 2023, which names the first as its earlier period."""
    then = replace(example, series=SERIES, period=FIRST, units=tuple(example.unit[code] for code in CODES))
    consolidate_json(make(tmp_path / "2023-6T", then, THEN))
    now = replace(example, series=SERIES, period=SECOND, units=units_now(example), earlier=("../2023-6T",))
    return make(tmp_path / "2023-12T", now, NOW)


def comparison_of(workspace: Path) -> tuple[dict[str, Any], Path]:
    told = consolidate_json(workspace)
    assert not [item for item in told["findings"] if item["severity"] == "error"]
    output = Path(told["output"])
    return dict(stored_values(output.read_bytes())["So sánh"]), output


def lines(stored: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the columns now, last period, difference, share and note, by the name in column B."""
    rows = {int(cell[1:]): value for cell, value in stored.items() if cell.startswith("B") and int(cell[1:]) > 5}
    return {str(name): [stored.get(f"{column}{row}") for column in "CDEFJ"] for row, name in rows.items()}


def test_each_line_is_what_was_worked_out_by_hand(periods: Path) -> None:
    stored, output = comparison_of(periods)
    found = lines(stored)
    assert found["Minh Thuận"] == [6, 5, 1, 1.2, None]
    assert found["Tân Khánh"] == [0, 2, -2, 0, None]
    assert found["Đại An"] == [3, 0, 3, None, None]
    assert found["Thành Lợi Mới"] == [7, 10, -3, 0.7, "Tên cũ: Thành Lợi"]
    assert found["Quân sự"] == [1, "Hết nguồn", None, None, "Kỳ trước hết nguồn, nay có kết nạp"]
    assert found["Công an"] == ["Hết nguồn", "Hết nguồn", None, None, "Hết nguồn 2 kỳ liền"]
    assert found["Mới"] == [2, "Chưa có đơn vị", None, None, "Đơn vị mới"]
    assert "Thị trấn Gôi" not in found
    assert any("Thị trấn Gôi (0)" in str(value) for value in stored.values())
    (total,) = [int(cell[1:]) for cell, value in stored.items() if value == "Tổng"]
    assert [stored.get(f"{column}{total}") for column in "CDEF"] == [19, 17, None, None]
    assert [stored[f"{column}{total + 1}"] for column in "ACDE"] == ["Chỉ tính đơn vị có số ở cả hai kỳ", 16, 17, -1]
    assert stored[f"F{total + 1}"] == pytest.approx(16 / 17)
    told = stored[f"A{total + 2}"]
    assert all(part in told for part in ("Quân sự (kỳ này 1)", "Mới (kỳ này 2)", "Thị trấn Gôi (kỳ 2023-6T 0)"))
    assert stored["F6"] == "% so với kỳ trước"
    assert stored["A4"] == "Luỹ kế năm 2023: 36 trên chỉ tiêu 110 đảng viên"
    assert validate(output) == []


def test_the_formulas_come_to_what_is_stored(periods: Path) -> None:
    stored, output = comparison_of(periods)
    computed = recalculate(output)["So sánh"]
    assert computed.keys() == stored.keys()
    for cell, value in computed.items():
        assert value == (pytest.approx(stored[cell]) if isinstance(value, float) else stored[cell]), cell


def test_the_same_period_last_year_is_found_by_its_days(periods: Path, example: Catalogue, tmp_path: Path) -> None:
    before = replace(example, period=YEAR_AGO, units=tuple(example.unit[code] for code in CODES))
    year_ago = Path(consolidate_json(make(tmp_path / "2022-12T", before, {**THEN, "01": 8}))["output"])
    now = replace(
        example, period=SECOND, units=units_now(example), earlier=("../2022-12T/ket-qua/" + year_ago.name, "../2023-6T")
    )
    (periods / "danh-muc.xlsx").write_bytes(catalogue_bytes(now))
    stored, output = comparison_of(periods)
    row = next(int(cell[1:]) for cell, value in stored.items() if value == "Minh Thuận")
    assert [stored[f"{column}{row}"] for column in "CDG"] == [6, 5, 8]
    assert stored["A4"] == "Luỹ kế năm 2023: 36 trên chỉ tiêu 110 đảng viên", "2022 is another year"
    shared = {str(value): cell[1:] for cell, value in stored.items() if "cả hai kỳ" in str(value)}
    found = {label: [stored.get(f"{column}{row}") for column in "CDEGH"] for label, row in shared.items()}
    assert found == {
        "Chỉ tính đơn vị có số ở cả hai kỳ (so với kỳ trước)": [16, 17, -1, None, None],
        "Chỉ tính đơn vị có số ở cả hai kỳ (so với cùng kỳ năm trước)": [16, None, None, 20, -4],
    }
    assert recalculate(output)["So sánh"].keys() == stored.keys()


def test_the_trend_is_drawn_over_the_periods(periods: Path) -> None:
    _, output = comparison_of(periods)
    stored = stored_values(output.read_bytes())["Biểu đồ"]
    (row,) = [int(cell[1:]) for cell, value in stored.items() if value == "2023-6T" and cell.startswith("K")]
    assert [stored[f"L{row}"], stored[f"K{row + 1}"], stored[f"L{row + 1}"]] == [17, "2023-12T", 19]
    with zipfile.ZipFile(output) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert any(f"$L${row}:$L${row + 1}" in chart for chart in charts)


def test_the_letter_tells_the_last_periods_total(periods: Path) -> None:
    from docx import Document

    assert run("letter", periods).returncode == 0
    letter = Document(str(periods / "ket-qua" / "Cong-van-2023-12T.docx"))
    assert any("(kỳ trước: 17 đảng viên)" in paragraph.text for paragraph in letter.paragraphs)


def test_without_earlier_periods_there_is_no_such_sheet(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    assert "So sánh" not in quietly_loaded(output.read_bytes()).sheetnames


@pytest.mark.parametrize("path", ["../khong-co", "../2023-6T/danh-muc.xlsx"])
def test_a_path_that_leads_to_no_summary_is_named_and_stops_nothing(
    periods: Path, example: Catalogue, path: str
) -> None:
    now = replace(example, period=SECOND, units=units_now(example), earlier=(path,))
    (periods / "danh-muc.xlsx").write_bytes(catalogue_bytes(now))
    done = run("consolidate", periods)
    assert done.returncode in (0, 1)
    assert path in done.stderr
    assert "ky_truoc" in done.stderr
    assert "Traceback" not in done.stderr
    assert (periods / "ket-qua" / "Tong-hop-2023-12T.xlsx").exists()


def test_a_period_that_follows_is_compared_with_the_one_before(periods: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2024-6T"
    assert run("init", folder, "--from", periods).returncode == 0
    sheet = quietly_loaded((folder / "danh-muc.xlsx").read_bytes())["Thông tin"]
    (value,) = [row[2].value for row in sheet.iter_rows() if row[0].value == "ky_truoc"]
    assert value == "../2023-12T; ../2023-6T"
