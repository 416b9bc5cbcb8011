"""Sheet ``Các kỳ``: the units of today through 2, 12 and 30 periods, recast, live, and as formulas compute it.

By hand, in each half-year before: 16 admits 10 and a unit of then, cu1, 2, merged into 16 on 01/01/2022; 02 admits 3,
split on 01/01/2023 into 02 and 02b nobody knows how; 19 is exhausted; 01 admits 1. So 16 has 12 where cu1 still was, 10
after; 02 and 02b have no figure of their own, together 3; the sum of a period is 16 or 14.
"""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.history.book import write_book
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.model.period import add_months, period_code
from dangvien_xlsx.model.unit import Unit
from tests.forms import consolidate_json
from tests.history.periods import past_period, past_unit
from tests.oracles import recalculate, stored_values, validate

CHANGES = (
    Change("cu1", "16", None, date(2022, 1, 1)),
    Change("02", "02", None, date(2023, 1, 1)),
    Change("02", "02b", None, date(2023, 1, 1)),
)


def past(catalogue: Catalogue, back: int) -> PastPeriod:
    """Return the half-year that lies so many before the example's."""
    start, end = (add_months(day, -6 * back) for day in (catalogue.period.start, catalogue.period.end))
    units = [
        past_unit("01", 1),
        past_unit("02", 3, "Tân Khánh"),
        past_unit("16", 10),
        past_unit("19", None, group="II"),
    ]
    if start < date(2022, 1, 1):
        units.append(past_unit("cu1", 2, "Xã Cũ"))
    return PastPeriod(
        *past_period(2020, {}, "vi-du", "")._replace(
            code=period_code(start, end),
            start=start,
            end=end,
            superior=catalogue.office.superior,
            office=catalogue.office.name,
            units=tuple(units),
        )
    )


def summary(workspace: Path, example: Catalogue, count: int) -> Path:
    """Consolidate the example with so many periods, its own included."""
    second = Unit("02b", "Tân Khánh B", *example.unit["02"][2:4])
    units = [each for unit in example.units for each in ((unit, second) if unit.code == "02" else (unit,))]
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, units=tuple(units), changes=CHANGES)))
    write_book(str(workspace.parent / "so-cac-ky.sqlite"), [past(example, back) for back in range(1, count)])
    return Path(consolidate_json(workspace)["output"])


def row_of(stored: dict[str, Any], name: str) -> int:
    (row,) = [int(cell[1:]) for cell, value in stored.items() if value == name and cell.startswith("B")]
    return row


@pytest.mark.parametrize("count", [2, 12, 30])
def test_every_period_has_its_column_and_every_unit_its_figure_of_today(
    workspace: Path, example: Catalogue, count: int
) -> None:
    output = summary(workspace, example, count)
    stored = dict(stored_values(output.read_bytes())["Các kỳ"])
    letters = [_letters(3 + index) for index in range(count)]
    codes = [past(example, back).code for back in range(count - 1, 0, -1)]
    assert [stored[f"{letter}7"] for letter in letters] == [*codes, "2023-6T"]
    merged, joint, new = (row_of(stored, name) for name in ("Thành Lợi", "Tân Khánh và Tân Khánh B", "Tân Khánh B"))
    for index, letter in enumerate(letters[:-1]):
        before = past(example, count - 1 - index).start < date(2022, 1, 1)
        assert stored[f"{letter}{merged}"] == (12 if before else 10)
        assert stored[f"{letter}{joint}"] == 3
        assert stored[f"{letter}{new}"] == "Tính chung"
        assert stored[f"{letter}{row_of(stored, 'Quân sự')}"] == "Hết nguồn"
        assert stored[f"{letter}{row_of(stored, 'Đại An')}"] == "Chưa có đơn vị"
        assert stored[f"{letter}5"] == (16 if before else 14), "the sum is what it was"
        assert stored[f"{letter}6"] == 1
    assert [stored[f"{letters[-1]}{row}"] for row in (5, 6, merged, new)] == [53, 17, 10, "Chưa nộp"]
    note = stored.get(f"{_letters(3 + count + 2)}{merged}")
    assert str(note or "").endswith("Đơn vị 16 (10) + Xã Cũ (2)") is (count > 3)
    with zipfile.ZipFile(output) as package:
        name = next(name for name in package.namelist() if b"sparkline" in package.read(name))
        sheet = package.read(name).decode()
    assert sheet.count("<x14:sparkline>") == 60, "a row each of 58 units, of two together and of the sum"
    assert ('outlineLevel="1"' in sheet) is (count > 12)
    assert "fitToWidth" not in sheet, "one page wide is what fitting means where nothing else is said"
    assert '<pageSetUpPr fitToPage="1"/>' in sheet, "what is folded away takes no room on paper: one page wide"
    assert validate(output) == []


def test_the_formulas_come_to_what_is_stored(workspace: Path, example: Catalogue) -> None:
    output = summary(workspace, example, 4)
    stored, computed = stored_values(output.read_bytes()), recalculate(output)
    for sheet in ("Các kỳ", "So sánh"):
        assert computed[sheet].keys() == stored[sheet].keys()
        for cell, value in computed[sheet].items():
            assert value == (pytest.approx(stored[sheet][cell]) if isinstance(value, float) else stored[sheet][cell])


def _letters(column0: int) -> str:
    first, second = divmod(column0, 26)
    return f"{chr(64 + first) if first else ''}{chr(65 + second)}"
