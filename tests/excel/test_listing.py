"""Listed sheets: a column is declared in one entry, and everything about it follows."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from dangvien_xlsx.excel.summary import tracking
from dangvien_xlsx.excel.summary.listing import ListColumn, Listing, Width, fixed
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.line import Computed
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.workspace.folder import Workspace
from tests.oracles import quietly_loaded

COLUMNS = (
    ListColumn[int]("Số", "cell_centre", lambda row: row, fixed(6)),
    ListColumn[int]("Bình phương", "cell_count", lambda row: Computed(f"={row}*{row}", row * row), fixed(9), name="bp"),
    ListColumn[int]("Lời", "cell_wrap", lambda row: "một hai ba bốn năm sáu bảy " * row, Width(10, 20, wraps=True)),
)


def listed(rows: range) -> openpyxl.Workbook:
    with Book(datetime(2023, 6, 30, tzinfo=VIETNAM), {}) as book:
        listing = Listing(book.sheet("Thử"), COLUMNS, 2, 24)
        assert listing.write(rows) == len(rows)
        listing.finish(1)
        return openpyxl.load_workbook(io.BytesIO(book.content()))


def test_a_column_brings_its_header_entries_formula_name_and_width() -> None:
    book = listed(range(1, 4))
    sheet = book["Thử"]
    assert [cell.value for cell in sheet[3]] == ["Số", "Bình phương", "Lời"]
    assert [sheet.cell(row, 2).value for row in (4, 5, 6)] == ["=1*1", "=2*2", "=3*3"]
    assert book.defined_names["bp"].attr_text == "'Thử'!$B$4:$B$6"
    assert sheet.auto_filter.ref == "A3:C6"
    assert sheet.column_dimensions["A"].width == pytest.approx(6, abs=1)
    assert 10 < sheet.column_dimensions["C"].width <= 21


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sheet = listed(range(1, 6))["Thử"]
    heights = [sheet.row_dimensions[row].height for row in range(4, 9)]
    assert heights == sorted(heights)
    assert heights[-1] > 3 * heights[0]


def test_a_list_of_nothing_still_has_a_range() -> None:
    assert listed(range(0)).defined_names["bp"].attr_text == "'Thử'!$B$4:$B$4"


def test_a_new_column_of_the_tracking_sheet_is_one_entry(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = ListColumn[tracking._Row]("Địa chỉ", "cell", lambda row: f"{row.unit.code}@x.vn", Width(5, 40), name="dc")
    monkeypatch.setattr(tracking, "_COLUMNS", (*tracking._COLUMNS, added))
    path = consolidate(Workspace(workspace)).written.path
    book = quietly_loaded(path.read_bytes())
    sheet = book["Theo dõi nộp"]
    column = sheet.max_column
    letter = get_column_letter(column)
    assert [sheet.cell(row, column).value for row in (3, 4, 60)] == ["Địa chỉ", "01@x.vn", "57@x.vn"]
    assert sheet.auto_filter.ref == f"A3:{letter}60"
    assert book.defined_names["dc"].attr_text.startswith(f"'Theo dõi nộp'!${letter}$4:")
