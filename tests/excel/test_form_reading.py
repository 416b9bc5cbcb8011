"""A form that was filled, saved by another program, or moved about reads back the same."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.submission import Submission
from dangvien_xlsx.received.kinds import kind_of
from tests.excel.conftest import form_of
from tests.excel.variants import with_blocks, with_many_indicators
from tests.forms import SAVED, consolidate_json, fill, saved_at
from tests.oracles import Value, quietly_loaded, saved_by_libreoffice

FILLED: list[dict[str, Value]] = [
    {"ket_nap": 5, "nu": 3, "doan_vien": 0, "dai_hoc": 2, "het_nguon": "Không", "ghi_chu": "Có 2 đồng chí chuyển đến"},
    {"ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0},
    {"het_nguon": "Có"},
    {},
    {"ket_nap": "5 đ/c", "nu": 1.5, "het_nguon": "x", "ghi_chu": "=1+1"},
    {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5, "nguoi_lap": "Nguyễn Thị Ổi", "dien_thoai": "0912 345 678"},
]


def read(content: bytes, example: Catalogue) -> Submission:
    (submission,) = read_forms(read_pages(content, kind_of(content)), example.indicators)
    assert submission is not None
    return submission


def expected(values: Mapping[str, Value], example: Catalogue) -> dict[str, Value]:
    return {item.code: values.get(item.code) for item in example.indicators}


@pytest.mark.parametrize("values", FILLED)
def test_a_filled_form_reads_back_the_same(values: dict[str, Value], example: Catalogue) -> None:
    submission = read(fill(form_bytes(example, example.units[15]), values), example)
    assert submission.plain() == expected(values, example)
    assert (submission.unit_code, submission.unit_name) == ("16", "Thành Lợi")
    assert (submission.period_code, submission.version) == ("2023-6T", "2")
    assert (submission.filled_by, submission.phone) == (values.get("nguoi_lap", ""), values.get("dien_thoai", ""))
    assert submission.findings == ()


def test_forms_saved_by_libreoffice_read_back_the_same(example: Catalogue) -> None:
    forms = [fill(form_bytes(example, example.units[15]), values) for values in FILLED]
    for content, values in zip(saved_by_libreoffice(forms), FILLED, strict=True):
        assert b"LibreOffice" in part(content, "docProps/app.xml")
        submission = read(content, example)
        assert submission.plain() == expected(values, example)
        assert (submission.unit_code, submission.unit_name) == ("16", "Thành Lợi")
        assert (submission.period_code, submission.version) == ("2023-6T", "2")
        assert (submission.filled_by, submission.phone) == (values.get("nguoi_lap", ""), values.get("dien_thoai", ""))
        assert submission.declared == tuple(example.indicators), "a form says its hints as well"
        assert submission.findings == ()


def test_a_period_of_forms_saved_by_libreoffice_counts_the_same(workspace: Path) -> None:
    before = consolidate_json(workspace)
    paths = [form_of(workspace, code) for code in ("01", "10", "19", "57")]
    for path, content in zip(paths, saved_by_libreoffice(path.read_bytes() for path in paths), strict=True):
        path.write_bytes(saved_at(content, SAVED))
    after = consolidate_json(workspace)
    assert after["units"] == before["units"]
    assert after["findings"] == []


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.mark.parametrize("variant", [with_blocks, with_many_indicators])
def test_forms_of_other_catalogues_read_back_the_same(
    variant: Callable[[Catalogue], Catalogue], example: Catalogue
) -> None:
    catalogue = variant(example)
    values: dict[str, Value] = {}
    for index, item in enumerate(catalogue.indicators):
        typed: dict[str, Value] = {"integer": index, "yes_no": "Không", "text": f"chữ {index}"}
        values[item.code] = typed[item.kind.value]
    content = fill(form_bytes(catalogue, catalogue.units[0]), values)
    for saved in (content, *saved_by_libreoffice([content])):
        submission = read(saved, catalogue)
        assert submission.plain() == values
        assert submission.asked == tuple(item.code for item in catalogue.indicators)


def moved(content: bytes, steps: Iterable[tuple[str, int, int]]) -> bytes:
    """Return a form after rows and columns were inserted, its merged cells undone as openpyxl cannot move them."""
    book: Workbook = quietly_loaded(content)
    sheet = book["Nhập liệu"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for step, first, count in steps:
        getattr(sheet, step)(first, count)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


Step = tuple[str, int, int]
MOVES: dict[str, list[Step]] = {
    "a row above": [("insert_rows", 2, 1)],
    "three rows above row 1": [("insert_rows", 1, 3)],
    "a row between": [("insert_rows", 12, 1)],
    "rows between all": [("insert_rows", row, 1) for row in range(17, 9, -1)],
    "a column at the left": [("insert_cols", 1, 1)],
    "a column between": [("insert_cols", 4, 1)],
    "columns between all": [("insert_cols", column, 1) for column in range(6, 0, -1)],
    "everything": [("insert_rows", 11, 2), ("insert_rows", 1, 2), ("insert_cols", 4, 1), ("insert_cols", 1, 2)],
    "the hints gone": [("delete_cols", 6, 1)],
    "the numbering gone": [("delete_cols", 2, 1)],
}


@pytest.mark.parametrize("how", MOVES)
def test_a_form_with_rows_and_columns_inserted_reads_back_the_same(how: str, example: Catalogue) -> None:
    for values in (FILLED[0], FILLED[2], FILLED[5]):
        whole = fill(form_bytes(example, example.units[15]), values)
        before, after = read(whole, example), read(moved(whole, MOVES[how]), example)
        assert after.plain() == before.plain() == expected(values, example)
        assert (after.unit_code, after.unit_name, after.filled_by, after.phone) == (
            before.unit_code,
            before.unit_name,
            before.filled_by,
            before.phone,
        )
        assert after.findings == ()


def test_a_moved_form_is_counted_and_its_cells_are_those_it_has_now(workspace: Path) -> None:
    path = form_of(workspace, "16")
    path.write_bytes(saved_at(moved(path.read_bytes(), MOVES["everything"]), SAVED))
    told = consolidate_json(workspace)
    assert told["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    assert told["findings"] == []
    wrong = fill_moved(path.read_bytes(), 99)
    path.write_bytes(saved_at(wrong, SAVED))
    (found,) = consolidate_json(workspace)["findings"]
    assert (found["code"], found["unit"], found["cell"]) == ("exceeds-parent", "16", "G15")


def fill_moved(content: bytes, women: int) -> bytes:
    """Type the number of women where it stands after the move: two columns left of it, one between, four rows above."""
    book = quietly_loaded(content)
    book["Nhập liệu"]["G15"] = women
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
