"""Changes of organisation, typed into the catalogue: read, refused with their cell, applied to what follows."""

import csv
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.errors import CatalogueError
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.workspace.folder import Workspace
from tests.forms import consolidate_json
from tests.oracles import run, stored_values
from tests.pipeline.test_catalogue_mistakes import changed
from tests.pipeline.test_comparison import CODES, FIRST, SECOND, THEN, lines, make

DAY = date(2023, 7, 1)
Typed = tuple[object, ...]


def with_changes(example: Catalogue, *rows: Typed, founded: tuple[str, ...] = ()) -> bytes:
    """Return the example's second half with rows typed into the sheet of changes, and some units founded."""
    new = tuple(Unit(code, f"Mới {code}", "V", example.units[-1].group_name, valid_from=DAY) for code in founded)

    def put(book: Workbook) -> None:
        for row in rows:
            book["Sắp xếp"].append(list(row))

    return changed(catalogue_bytes(replace(example, period=SECOND, units=(*example.units, *new))), put)


def read(content: bytes) -> Catalogue:
    return read_catalogue(Grids(content))


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        (0.5, Fraction(1, 2)),
        ("0,5", Fraction(1, 2)),
        ("50%", Fraction(1, 2)),
        ("50 %", Fraction(1, 2)),
        ("1/2", Fraction(1, 2)),
        (None, None),
    ],
)
def test_a_share_as_people_type_it(example: Catalogue, typed: object, share: Fraction | None) -> None:
    rows = [("03", "03", typed, datetime(2023, 7, 1), "NQ 1"), (3, "03b", typed, "1/7/2023", "NQ 1")]
    found = read(with_changes(example, *rows, founded=("03b",))).changes
    assert found == (Change("03", "03", share, DAY, "NQ 1"), Change("03", "03b", share, DAY, "NQ 1"))


def test_without_a_day_it_is_the_periods_first(example: Catalogue) -> None:
    assert read(with_changes(example, ("02", "01"))).changes == (Change("02", "01", None, SECOND.start),)


def test_a_unit_that_ends_is_asked_for_nothing_any_more(example: Catalogue) -> None:
    catalogue = read(with_changes(example, ("02", "01", None, DAY), ("03", "03", None, DAY), ("03", "04", None, DAY)))
    assert catalogue.unit["02"].valid_to == date(2023, 6, 30)
    assert catalogue.unit["03"].valid_to is None
    assert "02" not in {unit.code for unit in catalogue.active_units}


def test_what_is_written_reads_back(example: Catalogue) -> None:
    changes = (
        Change("03", "03", Fraction(1, 3), DAY),
        Change("03", "04", Fraction(2, 3), DAY),
        Change("cũ-1", "05", None, DAY, "NQ 12"),
        Change("06", "07", Fraction(1), DAY),
    )
    assert read(catalogue_bytes(replace(example, period=SECOND, changes=changes))).changes == changes


MISTAKES: dict[str, tuple[list[Typed], list[tuple[str, str]]]] = {
    "unknown new unit": ([("02", "khac")], [("catalogue-value-wrong", "B2")]),
    "blank": ([("02", None)], [("catalogue-value-missing", "B2")]),
    "no share": ([("02", "02", "nửa"), ("02", "03", "nửa")], [("catalogue-value-wrong", f"C{row}") for row in (2, 3)]),
    "more than the whole": ([("02", "02", 60), ("02", "03", 40)], [("catalogue-value-wrong", f"C{r}") for r in (2, 3)]),
    "110%": ([("02", "02", "60%"), ("02", "03", "50%")], [("catalogue-shares", "C3")]),
    "only one share": ([("02", "02", "60%"), ("02", "03")], [("catalogue-shares", "C3")]),
    "half a merger": ([("02", "03", 0.5)], [("catalogue-shares", "C2")]),
    "into two": ([("02", "03"), ("02", "04")], [("catalogue-ends-twice", "A3")]),
    "twice": ([("02", "03", None, DAY), ("02", "04", None, date(2023, 9, 1))], [("catalogue-ends-twice", "A3")]),
    "the same row": ([("02", "03"), ("02", "03")], [("catalogue-duplicate", "B3")]),
    "circle of two": ([("02", "03"), ("03", "02")], [("catalogue-circle", "B2"), ("catalogue-circle", "B3")]),
    "circle of three": (
        [("02", "03"), ("03", "04"), ("04", "02")],
        [("catalogue-circle", "B2"), ("catalogue-circle", "B3"), ("catalogue-circle", "B4")],
    ),
    "no day": ([("02", "03", None, "mai")], [("catalogue-value-wrong", "D2")]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_at_its_cell(example: Catalogue, name: str) -> None:
    rows, expected = MISTAKES[name]
    with pytest.raises(CatalogueError) as raised:
        read(with_changes(example, *rows))
    assert sorted((item.code, item.cell) for item in raised.value.findings) == sorted(expected)
    assert {item.sheet for item in raised.value.findings} == {"Sắp xếp"}


def test_abolished_and_founded_again_is_no_mistake(example: Catalogue) -> None:
    rows: list[Typed] = [
        ("02", "01", None, date(2020, 7, 1)),
        ("01", "01", None, date(2022, 7, 1)),
        ("01", "02", None, date(2022, 7, 1)),
    ]
    catalogue = read(with_changes(example, *rows))
    assert catalogue.unit["02"].valid_to is None


def test_a_catalogue_without_the_sheet_is_read_as_before(example: Catalogue) -> None:
    content = changed(catalogue_bytes(example), lambda book: book.remove(book["Sắp xếp"]))
    assert read(content) == example


def test_the_comparison_is_with_the_units_of_today_and_the_next_catalogue_has_it_applied(
    tmp_path: Path, example: Catalogue
) -> None:
    """12 (0) and 02 (2) go into 16 (10): 12. Of 01 (5) half is 01b: 3 and 2. The total stays 17."""
    then = replace(example, period=FIRST, units=tuple(example.unit[code] for code in CODES))
    first = make(tmp_path / "2023-6T", then, THEN)
    consolidate_json(first)
    units = (example.unit["01"], Unit("01b", "Minh Thuận B", *example.unit["01"][2:4]), *then.units[1:])
    changes = (
        Change("12", "16", None, DAY),
        Change("02", "16", None, DAY),
        Change("01", "01", Fraction(1, 2), DAY),
        Change("01", "01b", Fraction(1, 2), DAY),
    )
    now = replace(example, period=SECOND, units=units, changes=changes)
    second = make(tmp_path / "2023-12T", now, {"01": 4, "01b": 1, "10": 0, "16": 6, "19": None, "20": None})
    told = consolidate_json(second)
    assert {unit["code"]: unit["state"] for unit in told["units"]}["12"] == "not_applicable"
    stored = stored_values(Path(told["output"]).read_bytes())["So sánh"]
    found = lines(dict(stored))
    assert found["Thành Lợi"][:3] == [6, 12, -6]
    assert found["Minh Thuận"][:3] == [4, 3, 1]
    assert found["Minh Thuận B"][:3] == [1, 2, -1]
    (total,) = [int(cell[1:]) for cell, value in stored.items() if value == "Tổng"]
    assert [stored[f"{column}{total}"] for column in "CD"] == [11, 17]
    table = tmp_path / "o.csv"
    assert run("history", "export", second, "--recast", "--output", table).returncode == 0
    with table.open(encoding="utf-8", newline="") as stream:
        rows = {(row["ky"], row["don_vi"]): row for row in csv.DictReader(stream) if row["chi_tieu"] == "ket_nap"}
    assert (rows["2023-6T", "16"]["gia_tri"], rows["2023-6T", "01b"]["gia_tri"]) == ("12", "2")
    assert rows["2023-6T", "16"]["ghi_chu"] == "02 Tân Khánh + 12 Thị trấn Gôi + 16 Thành Lợi"
    assert rows["2023-6T", "01b"]["ghi_chu"] == "50% 01 Minh Thuận"
    assert sum(int(row["gia_tri"] or 0) for key, row in rows.items() if key[0] == "2023-6T") == 17
    third = tmp_path / "2024-6T"
    assert run("init", third, "--from", second).returncode == 0
    catalogue = Workspace(third).catalogue()
    assert catalogue.unit["12"].valid_to == date(2023, 6, 30)
    assert catalogue.changes == changes
    assert "02" not in {unit.code for unit in catalogue.active_units}
