"""The faster worksheet writes what xlsxwriter's own one writes."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.excel.writing.book import Book, PackedWorkbook
from dangvien_xlsx.excel.writing.line import GAP, Column, Computed, Line, Linked
from dangvien_xlsx.excel.writing.rows import KEY, ROW
from dangvien_xlsx.excel.writing.sheet import Link, Sheet
from dangvien_xlsx.excel.writing.worksheet import PlainWorksheet
from dangvien_xlsx.model.errors import BookError
from dangvien_xlsx.text.fold import whole

TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["&<>\"'", "#REF!", " lề ", "_x0041_", "a\nb", "\x01", "=1+1"]
)
VALUES = TEXTS | st.integers(-(2**53), 2**53) | st.floats(-1e300, 1e300) | st.datetimes(datetime(1901, 1, 1))
CELLS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60), VALUES), max_size=12)
FORMULAS = st.sampled_from(["=SUM(A1:B2)", '=IF(A1="<&>",1,"")', "=A1&B1"])
SHOWN = TEXTS.filter(lambda text: not re.search("[\x00-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_", text))
"""Values of formulas that xlsxwriter itself writes right: others make a file that no program opens, or change."""
RESULTS = SHOWN | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
RICH = "<r>hỏng & </r>"


def rows(kind: type[Worksheet], cells: Any, formulas: Any) -> list[bytes]:
    """Return the XML of the rows, and the shared strings at the end."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True}) if kind is Worksheet else PackedWorkbook()
    sheet = book.add_worksheet(worksheet_class=kind)
    bold = book.add_format({"bold": True})
    sheet.set_column(5, 7, 12, bold)
    sheet.set_row(3, 30.4)
    sheet.set_row(60, None, None, {"hidden": True})
    for row, column, value in cells:
        write = {str: sheet.write_string, datetime: sheet.write_datetime}.get(type(value), sheet.write_number)
        write(row, column, value, bold)
    for index, (formula, result) in enumerate(formulas):
        sheet.write_formula(40 + index, index, formula, bold, result)
    sheet.merge_range(50, 1, 51, 3, "gộp", bold)
    sheet.write_url(52, 1, "external:nhan-ve/a.xlsx", bold, "a.xlsx")
    sheet.add_table(53, 1, 55, 2, {"columns": [{"header": "x"}, {"header": "y"}]})
    sheet.write_string(53, 1, "x", bold)
    sheet.write_string(53, 2, "y", bold)
    book.close()
    with zipfile.ZipFile(io.BytesIO(book.packager.content) if kind is PlainWorksheet else stream) as package:
        data = re.sub(rb' spans="[^"]*"', b"", package.read("xl/worksheets/sheet1.xml"))
        return [*re.findall(rb"<row .*?(?:</row>|/>(?=<row|</sheetData))", data), package.read("xl/sharedStrings.xml")]


@given(CELLS, st.lists(st.tuples(FORMULAS, RESULTS), max_size=6))
def test_every_cell_is_written_byte_for_byte_as_xlsxwriter_writes_it(cells: Any, formulas: Any) -> None:
    assert rows(PlainWorksheet, cells, formulas) == rows(Worksheet, cells, formulas)


def test_a_kind_of_cell_that_it_does_not_know_is_refused_and_not_lost() -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    book.add_worksheet(worksheet_class=PlainWorksheet).write_boolean(0, 0, True)
    with pytest.raises(TypeError):
        book.close()


def sheet_of(book: Book) -> Sheet:
    return book.sheet("A")


def opened(book: Book) -> Any:
    return openpyxl.load_workbook(io.BytesIO(book.content()))["A"]


@pytest.mark.parametrize("text", [RICH, "<r></r>", "<r>"])
def test_text_that_looks_like_our_own_xml_stays_text(text: str) -> None:
    with Book(datetime(2023, 1, 1), {}) as book:
        sheet_of(book).text(0, 0, text, "cell")
        assert opened(book)["A1"].value == text


@pytest.mark.parametrize("text", ["\x01", "a\x0bb", "\ufffe", "<r>\x01</r>", "_x0041_", "\ud800x", "\r\n"])
def test_whatever_a_form_may_hold_can_be_a_formulas_value_and_a_text(text: str) -> None:
    with Book(datetime(2023, 1, 1), {}) as book:
        sheet = sheet_of(book)
        sheet.text(0, 0, text, "cell")
        sheet.formula(1, 0, '=A1&""', text, "cell")
        shown = openpyxl.load_workbook(io.BytesIO(book.content()), data_only=True)["A"]
    assert shown["A1"].value == (unescape(shown["A2"].value) if "x0041" in text else shown["A2"].value)
    assert (shown["A1"].value or "").replace("_x000D_", "\r") == whole(text)


def test_a_formula_that_grows_past_excels_limit_is_refused() -> None:
    with Book(datetime(2023, 1, 1), {}) as book, pytest.raises(BookError):
        Line(sheet_of(book), [Column("cell", f'="{KEY}"&"{KEY}"')]).write(0, [""], key="x" * 5_000)


def test_a_line_writes_what_single_cells_write() -> None:
    moment = datetime(2023, 7, 4, 8, 30)
    link: Link = ("external", "../nhan-ve/a b.xlsx")
    long = "ă" * 40_000 + "\x01"
    with Book(datetime(2023, 1, 1), {}) as one, Book(datetime(2023, 1, 1), {}) as other:
        columns = [Column(role) for role in ("cell", "cell_count", "cell_time", "cell", "cell", "cell", "cell")]
        columns.append(Column("cell", f'=COUNTIF(A:A,"{KEY}")&"<"'))
        line = Line(sheet_of(one), columns)
        line.write(2, ["x & y", 5, moment, Linked("a", link), Linked("b", None), None, long, "_x0041_"], 25, 'B"1')
        sheet = sheet_of(other)
        sheet.text(2, 0, "x & y", "cell")
        sheet.number(2, 1, 5, "cell_count")
        sheet.day(2, 2, moment, "cell_time")
        sheet.link(2, 3, link, "a")
        sheet.text(2, 4, "b", "cell")
        sheet.text(2, 5, "", "cell")
        sheet.text(2, 6, long, "cell")
        sheet.formula(2, 7, '=COUNTIF(A:A,"B""1")&"<"', "_x0041_", "cell")
        sheet.height(2, 25)
        contents = [book.content() for book in (one, other)]
    parts = [zipfile.ZipFile(io.BytesIO(content)) for content in contents]
    for name in ("xl/sharedStrings.xml", "xl/worksheets/_rels/sheet1.xml.rels"):
        assert parts[0].read(name) == parts[1].read(name)
    cells = [sorted(re.findall(rb"<c .*?(?:</c>|/>)", each.read("xl/worksheets/sheet1.xml"))) for each in parts]
    books = [openpyxl.load_workbook(io.BytesIO(content)) for content in contents]
    formats = [[cell.number_format for cell in book["A"][3]] for book in books]
    assert [len(each) for each in cells] == [8, 8]
    assert [re.sub(rb' s="\d+"', b"", cell) for cell in cells[0]] == [
        re.sub(rb' s="\d+"', b"", cell) for cell in cells[1]
    ]
    assert formats[0] == formats[1]


COLUMN_FORMULA = f'=IF(A{ROW}="{KEY}",B{ROW}&"<50%>",C$1)'


@given(RESULTS | st.none(), VALUES | st.none() | st.booleans(), TEXTS, st.integers(0, 1_048_575), RESULTS | st.none())
def test_a_template_is_filled_with_the_row_and_the_key_of_each_line(
    result: Any, entry: Any, key: str, row0: int, other: Any
) -> None:
    key = whole(key)
    with Book(datetime(2023, 1, 1), {}) as one, Book(datetime(2023, 1, 1), {}) as two:
        sheet = sheet_of(one)
        sheet.text(row0, 0, "bên trái %s", "cell")
        sheet.number(row0, 6, 5, "cell")
        line = Line(sheet, [GAP, Column("cell", COLUMN_FORMULA), GAP, Column("cell"), Column("cell")])
        line.write(row0, [result, entry, Computed("=A1&B1", other)], key=key)
        sheet = sheet_of(two)
        for role in ("cell", "cell_link"):  # styles are numbered as they are first used
            sheet.book.style(role)._get_xf_index()
        formula = COLUMN_FORMULA.replace(ROW, str(row0 + 1)).replace(KEY, key.replace('"', '""'))
        sheet.text(row0, 0, "bên trái %s", "cell")
        sheet.number(row0, 6, 5, "cell")
        sheet.formula(row0, 1, formula, result, "cell")
        if isinstance(entry, datetime):
            sheet.day(row0, 3, entry, "cell")
        elif isinstance(entry, str):
            sheet.text(row0, 3, entry, "cell")
        else:
            sheet.number(row0, 3, entry, "cell")
        sheet.formula(row0, 4, "=A1&B1", other, "cell")
        assert one.content() == two.content()


def test_a_line_is_not_written_over_what_stands_in_its_columns() -> None:
    with Book(datetime(2023, 1, 1), {}) as book:
        sheet = sheet_of(book)
        sheet.text(3, 2, "ở đây", "cell")
        with pytest.raises(BookError):
            Line(sheet, [GAP, Column("cell"), Column("cell")]).write(3, ["x", "y"])


def test_nothing_is_written_into_a_row_that_is_complete() -> None:
    with Book(datetime(2023, 1, 1), {}) as book:
        sheet = sheet_of(book)
        sheet.text(4, 0, "bốn", "cell")
        sheet.complete(4, 30)
        with pytest.raises(BookError):
            sheet.text(4, 1, "x", "cell")
        with pytest.raises(BookError):
            sheet.number(0, 0, 1, "cell")
        with pytest.raises(BookError):
            sheet.height(3, 20)
        with pytest.raises(BookError):
            Line(sheet, [Column("cell")]).write(4, ["x"])
        sheet.text(5, 0, "năm", "cell")
        shown = opened(book)
    assert [shown["A5"].value, shown["A6"].value, shown.row_dimensions[5].height] == ["bốn", "năm", 30]


def test_links_beyond_what_excel_allows_are_plain_text() -> None:
    with Book(datetime(2023, 1, 1), {}) as book:
        sheet = sheet_of(book)
        sheet.raw.hlink_count = 65_529  # one fewer than Excel allows
        sheet.link(0, 0, ("external", "a.xlsx"), "a")
        sheet.link(1, 0, ("external", "b.xlsx"), "b")
        sheet.link(2, 0, ("external", "c" * 2_000), "c")
        shown = opened(book)
    assert [cell.value for cell in shown["A"]] == ["a", "b", "c"]
    assert [bool(cell.hyperlink) for cell in shown["A"]] == [True, False, False]


def test_the_looks_of_sparklines_are_made_once_and_not_for_each() -> None:
    """xlsxwriter made all 36 styles, seven colours each, for the trend of every unit."""
    style = xlsxwriter.worksheet._get_sparkline_style
    made, plain = style.cache_info().misses, style.__wrapped__(0)
    book = PackedWorkbook()
    sheet = book.add_worksheet(worksheet_class=PlainWorksheet)
    for row in range(5):
        assert sheet.add_sparkline(row, 0, {"range": f"B{row + 1}:E{row + 1}"}) == 0
    assert style.cache_info().misses - made <= 1
    assert {name: vars(colour) for name, colour in style(0).items()} == {
        name: vars(colour) for name, colour in plain.items()
    }


def test_a_cell_leads_to_one_place() -> None:
    """Two links of one cell are damage to Excel: the last one counts, as with xlsxwriter."""
    with Book(datetime(2023, 7, 4), {}) as made:
        sheet = made.sheet("Một")
        for target in ("a.xlsx", "b.xlsx"):
            assert sheet.attach(2, 1, ("external", target), "phiếu")
        sheet.text(2, 1, "phiếu", "cell")
        sheet.link(0, 0, ("internal", "'Một'!A1"), "đầu")
        content = made.content()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        links = re.findall(r'<hyperlink ref="(\w+)"', package.read("xl/worksheets/sheet1.xml").decode())
        targets = re.findall(r'Target="([^"]+)"', package.read("xl/worksheets/_rels/sheet1.xml.rels").decode())
    assert links == ["A1", "B3"]
    assert targets == ["b.xlsx"]
