"""A mistake in the catalogue stops before anything is written; all mistakes are told at once, with cell and remedy."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.excel.catalogue.writer import blank_catalogue_bytes, catalogue_bytes
from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import CatalogueError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text.names import SHEET_INDICATORS, SHEET_INFO, SHEET_UNITS
from tests.oracles import run

Place = tuple[str, str, str]
"""Code, sheet and cell of a mistake."""


def mistakes_of(content: bytes) -> list[Finding]:
    with pytest.raises(CatalogueError) as raised:
        read_catalogue(Grids(content))
    return list(raised.value.findings)


def places_of(findings: list[Finding]) -> list[Place]:
    return [(item.code, item.sheet, item.cell) for item in findings]


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: str, **values: object) -> Callable[[Workbook], None]:
    """Return a change that types values into cells of a sheet."""

    def change(book: Workbook) -> None:
        for a1, value in values.items():
            book[sheet][a1] = value  # type: ignore[assignment]

    return change


def rename_header(sheet: Worksheet, before: str) -> None:
    next(cell for cell in sheet[1] if cell.value == before).value = "Khác"


WRONG, MISSING = "catalogue-value-wrong", "catalogue-value-missing"
UNITS, INDICATORS, INFO = SHEET_UNITS, SHEET_INDICATORS, SHEET_INFO
MISTAKES: dict[str, tuple[Callable[[Workbook], object], list[Place]]] = {
    "a unit code twice": (put(UNITS, A4="01"), [("catalogue-duplicate", UNITS, "A4")]),
    "a unit name twice": (put(UNITS, D4="minh thuận"), [("catalogue-duplicate", UNITS, "D4")]),
    "an indicator code twice": (put(INDICATORS, A4="nu"), [("catalogue-duplicate", INDICATORS, "A4")]),
    "an unknown parent": (put(INDICATORS, D3="khong_co"), [("catalogue-parent", INDICATORS, "D3")]),
    "a parent that is text": (put(INDICATORS, D3="ghi_chu"), [("catalogue-parent", INDICATORS, "D3")]),
    "a cycle of two": (
        put(INDICATORS, D3="doan_vien", D4="nu"),
        [("catalogue-parent", INDICATORS, "D3"), ("catalogue-parent", INDICATORS, "D4")],
    ),
    "a parent of itself": (put(INDICATORS, D3="nu"), [("catalogue-parent", INDICATORS, "D3")]),
    "a unit without a name": (put(UNITS, D5=None), [(MISSING, UNITS, "D5")]),
    "an indicator without a name": (put(INDICATORS, B3="  "), [(MISSING, INDICATORS, "B3")]),
    "the period's end before its start": (
        put(INFO, C8="31/12/2022"),
        [("catalogue-dates", INFO, "C8")],
    ),
    "the deadline before the period": (put(INFO, C9="01/01/2020"), [("catalogue-dates", INFO, "C9")]),
    "a unit that ends before it begins": (
        put(UNITS, H6="01/02/2023", I6="01/01/2023"),
        [("catalogue-dates", UNITS, "I6")],
    ),
    "a date that is none": (put(INFO, C7="đầu năm"), [(WRONG, INFO, "C7")]),
    "a kind that is none": (put(INDICATORS, C3="Số"), [(WRONG, INDICATORS, "C3")]),
    "a role of the wrong kind": (put(INDICATORS, C6="Văn bản"), [(WRONG, INDICATORS, "C6")]),
    "bounds the wrong way round": (put(INDICATORS, G3=9, H3=3), [(WRONG, INDICATORS, "H3")]),
    "a relation without a parent": (put(INDICATORS, D3=None), [(WRONG, INDICATORS, "E3")]),
    "a parent without a relation": (put(INDICATORS, E3=None), [(MISSING, INDICATORS, "E3")]),
    "a group in two places": (put(UNITS, B25="I", C25="XÃ - THỊ TRẤN"), [(WRONG, UNITS, "B25"), (WRONG, UNITS, "B26")]),
    "a group of two names": (put(UNITS, C4="XÃ"), [(WRONG, UNITS, "C4")]),
    "a code that the form uses itself": (put(INDICATORS, A3="gia_tri"), [(WRONG, INDICATORS, "A3")]),
    "a code that is none": (put(INDICATORS, A3="Nữ giới"), [(WRONG, INDICATORS, "A3")]),
    "a required that is neither": (put(INDICATORS, F3="có lẽ"), [(WRONG, INDICATORS, "F3")]),
    "a target that is no number": (put(INFO, C10="nhiều"), [(WRONG, INFO, "C10")]),
    "a period code that is no file name": (put(INFO, C5="2023/6T"), [(WRONG, INFO, "C5")]),
    "a name of 121 characters": (put(UNITS, D3="x" * 121), [(WRONG, UNITS, "D3")]),
    "a missing sheet": (lambda book: book.remove(book[UNITS]), [("catalogue-sheet-missing", UNITS, "")]),
    "a missing column": (
        lambda book: rename_header(book[INDICATORS], "Bắt buộc"),
        [("catalogue-column-missing", INDICATORS, "A1")],
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_named_with_its_sheet_and_cell(what: str, example: Catalogue) -> None:
    change, expected = MISTAKES[what]
    found = mistakes_of(changed(catalogue_bytes(example), change))
    assert places_of(found) == expected
    assert all(item.message and item.remedy and "{" not in item.message + item.remedy for item in found)


def test_all_mistakes_are_told_at_once(example: Catalogue) -> None:
    def change(book: Workbook) -> None:
        put(INFO, C7="đầu năm", C10="nhiều")(book)
        put(UNITS, A4="01", D5=None)(book)
        put(INDICATORS, D3="khong_co", C4="Số")(book)

    found = set(places_of(mistakes_of(changed(catalogue_bytes(example), change))))
    assert found == {
        (WRONG, INFO, "C7"),
        (WRONG, INFO, "C10"),
        ("catalogue-duplicate", UNITS, "A4"),
        (MISSING, UNITS, "D5"),
        ("catalogue-parent", INDICATORS, "D3"),
        (WRONG, INDICATORS, "C4"),
    }


def test_a_new_catalogue_says_what_is_still_to_be_filled() -> None:
    found = mistakes_of(blank_catalogue_bytes())
    assert ("catalogue-empty", UNITS, "A2") in places_of(found)
    assert {item.cell for item in found if item.sheet == INFO} == {"C2", "C3", "C5", "C6", "C7", "C8"}


@pytest.mark.parametrize("command", ["forms", "consolidate"])
def test_a_wrong_catalogue_stops_the_command_before_anything_is_written(command: str, workspace: Path) -> None:
    catalogue = workspace / "danh-muc.xlsx"
    catalogue.write_bytes(changed(catalogue.read_bytes(), put(INDICATORS, D3="khong_co", D4="khong_co")))
    before = {path: path.stat().st_mtime_ns for path in sorted(workspace.rglob("*"))}
    done = run(command, workspace)
    assert done.returncode == 3
    assert done.stdout == ""
    assert re.search(rf"{INDICATORS}, D3\].*{INDICATORS}, D4\]", done.stderr, re.DOTALL)
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr
    after = {path: path.stat().st_mtime_ns for path in sorted(workspace.rglob("*"))}
    apart = {"danh-muc (lỗi).xlsx", ".da-ghi.json", ".dang-ghi.json", workspace.name}
    kept, was = ({path: moment for path, moment in of.items() if path.name not in apart} for of in (after, before))
    assert kept == was


def test_a_damaged_catalogue_is_a_sentence_and_no_traceback(workspace: Path) -> None:
    catalogue = workspace / "danh-muc.xlsx"
    for content in (b"", b"khong phai Excel", catalogue.read_bytes()[:5000]):
        catalogue.write_bytes(content)
        done = run("consolidate", workspace)
        assert (done.returncode, done.stdout) == (3, "")
        assert "Không đọc được danh mục" in done.stderr
        assert not (workspace / "ket-qua").exists()


def aliased(**cells: object) -> Callable[[Workbook], object]:
    return put(SHEET_UNITS, **cells)


SHARED: dict[str, tuple[Callable[[Workbook], object], list[str]]] = {
    "another's name": (aliased(E17="Tân Khánh"), ["E17"]),
    "another's name in capitals": (aliased(E17="TÂN KHÁNH"), ["E17"]),
    "another's name in the other spelling": (aliased(E17="Cộng Hòa"), ["E17"]),
    "another's name among several": (aliased(E17="Lợi cũ; Tân Khánh;  Lợi mới"), ["E17"]),
    "another's other name": (aliased(E3="Hoà Bình", E17="Hòa Bình"), ["E17"]),
    "a name with the look-alike of Đ": (aliased(E17="\u00d0ại An"), ["E17"]),
}


@pytest.mark.parametrize("name", SHARED)
def test_a_name_that_two_units_bear_stops_and_is_shown(name: str, example: Catalogue) -> None:
    change, cells = SHARED[name]
    found = mistakes_of(changed(catalogue_bytes(example), change))
    assert places_of(found) == [("catalogue-duplicate", SHEET_UNITS, cell) for cell in cells]


def test_the_name_of_a_unit_that_has_ended_may_go_on(example: Catalogue) -> None:
    merged = changed(catalogue_bytes(example), aliased(E17="Tân Khánh", I3="31/03/2023"))
    assert read_catalogue(Grids(merged)).unit["16"].other_names == ("Tân Khánh",)


@pytest.mark.parametrize("code", [1, "1", "001"])
def test_a_code_and_the_number_that_it_is_are_one_code(code: object, example: Catalogue) -> None:
    found = mistakes_of(changed(catalogue_bytes(example), aliased(A4=code)))
    assert places_of(found) == [("catalogue-duplicate", SHEET_UNITS, "A4")]


@pytest.mark.parametrize("typed", ["31.12.23", "31-12-2023", "2023-12-31", "31/12/23"])
def test_a_day_may_be_typed_in_any_of_the_usual_ways(typed: str, example: Catalogue) -> None:
    read = read_catalogue(Grids(changed(catalogue_bytes(example), aliased(I3=typed))))
    assert str(read.units[1].valid_to) == "2023-12-31"
