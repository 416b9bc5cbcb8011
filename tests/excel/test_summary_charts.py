"""Sheet ``Biểu đồ``: charts fed by formulas that follow the data."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.summary.chart_ranks import Ranked, leading_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind, Relation
from tests.forms import consolidate_json, fill
from tests.oracles import Value, quietly_loaded, recalculate, stored_values, validate


def charts_of(path: Path) -> list[str]:
    """The charts that are fed by cells of their own sheet; Tổng quan has one more."""
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        charts = [package.read(name).decode() for name in names]
    return [chart for chart in charts if "'Biểu đồ'!" in chart]


def alike(computed: Mapping[str, Value], stored: Mapping[str, Value]) -> bool:
    """Tell whether two sheets hold the same; LibreOffice keeps fifteen digits."""
    return computed.keys() == stored.keys() and all(
        value == stored[cell] or (isinstance(value, float) and value == pytest.approx(stored[cell]))
        for cell, value in computed.items()
    )


def test_the_units_that_admitted_stand_sorted_and_feed_the_first_chart(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    stored = stored_values(output.read_bytes())["Biểu đồ"]
    rows = [(stored[f"K{row}"], stored.get(f"L{row}") or stored.get(f"M{row}")) for row in range(4, 25)]
    assert rows[:5] == [("Thành Lợi", 10), ("Tân Thành", 8), ("Minh Thuận", 5), ("Minh Tân", 4), ("Vĩnh Hào", 4)]
    assert len(rows) == 21
    assert sum(number for _, number in rows if isinstance(number, int)) == 53
    first, groups, structure = charts_of(output)
    assert "'Biểu đồ'!$L$4:$L$29" in first, "five places to spare"
    assert "'Biểu đồ'!$M$4:$M$29" in first
    assert [stored.get(f"M{row}") for row in range(4, 10)] == [10, 8, 5, 4, 4, None], "the leading units stand out"
    assert re.findall(r"'Biểu đồ'!\$L\$(\d+):\$L\$(\d+)", groups) == [("63", "67")]
    assert structure.count("<c:ser>") == 1
    assert all('<a:latin typeface="Times New Roman"' in chart for chart in (first, groups, structure))
    assert all('<c:min val="0"/>' in chart for chart in (first, groups, structure))
    assert validate(output) == []


def test_the_charts_follow_what_is_edited_in_the_data(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    assert alike(recalculate(output)["Biểu đồ"], stored_values(output.read_bytes())["Biểu đồ"])
    book = quietly_loaded(output.read_bytes())
    for row in book["Dữ liệu"].iter_rows(min_row=2):
        if row[0].value == "19":
            row[5].value = 30
    changed = workspace / "sửa.xlsx"
    book.save(changed)
    computed = recalculate(changed, strip=False)["Biểu đồ"]
    assert (computed["K4"], computed["M4"], computed["K5"]) == ("Quân sự", 30, "Thành Lợi")


def test_without_a_target_the_groups_show_counts_and_without_anybody_a_sentence(
    workspace: Path, example: Catalogue
) -> None:
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, target=None)))
    output = Path(consolidate_json(workspace)["output"])
    assert "Số đảng viên kết nạp theo nhóm" in charts_of(output)[1]
    zero = {"ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0, "het_nguon": None}
    for path in (workspace / "nhan-ve").iterdir():
        path.write_bytes(fill(path.read_bytes(), zero))
    output = Path(consolidate_json(workspace)["output"])
    stored = stored_values(output.read_bytes())["Biểu đồ"]
    assert stored["A3"] == "Chưa có đơn vị nào kết nạp đảng viên trong kỳ."
    assert alike(recalculate(output)["Biểu đồ"], stored)


def test_three_units_and_nothing_received_give_valid_charts(workspace: Path, example: Catalogue) -> None:
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, units=example.units[:3])))
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()
    output = Path(consolidate_json(workspace)["output"])
    assert len(charts_of(output)) == 3
    assert validate(output) == []


def test_a_unit_that_admits_only_after_an_edit_gets_a_bar_and_what_has_no_place_is_told(workspace: Path) -> None:
    output = Path(consolidate_json(workspace)["output"])
    book = quietly_loaded(output.read_bytes())
    edited = [row for row in book["Dữ liệu"].iter_rows(min_row=2) if row[5].value in (0, None)]
    for count in (5, 7):
        for row in edited[:count]:
            row[5].value = 1
        changed = workspace / f"sửa {count}.xlsx"
        book.save(changed)
        computed = recalculate(changed, strip=False)["Biểu đồ"]
        shown = [computed[f"K{row}"] for row in range(4, 30) if computed.get(f"K{row}")]
        assert len(shown) == 26
        told = computed.get("A2") or ""
        assert told == ("" if count == 5 else "Còn 2 đơn vị có kết nạp chưa hiện ở biểu đồ: chạy lại tổng hợp.")


def test_500_units_are_spread_over_charts_that_can_be_read_and_none_is_left_out() -> None:
    ranked = [Ranked(1000.0 - number, f"Chi bộ {number}", 1000 - number) for number in range(500)]
    assert [item.number for item in leading_of(ranked)] == [1000, 999, 998, 997, 996]
    assert leading_of([Ranked(1.0, f"Chi bộ {number}", 1) for number in range(30)]) == [], "where all tie nobody leads"


def test_each_block_has_a_chart_of_its_own_with_all_of_its_parts(workspace: Path, example: Catalogue) -> None:
    parts = [
        Indicator(f"p{block}_{number}", f"Phần {number}", Kind.INTEGER, ADMITTED, Relation.PART, block=f"Khối {block}")
        for block, count in ((1, 34), (2, 45))
        for number in range(count)
    ]
    indicators = (*example.indicators, *parts)
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, indicators=indicators)))
    charts = charts_of(Path(consolidate_json(workspace)["output"]))
    bars = [
        (int(last) - int(first) + 1) for chart in charts for first, last in re.findall(r"\$L\$(\d+):\$L\$(\d+)", chart)
    ]
    assert bars == [26, 5, 3, 34, 40, 5]
