"""The faster worksheet writes what xlsxwriter's own one writes."""

import io
import zipfile
from datetime import datetime
from typing import Any

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from dangvien_xlsx.excel.worksheet import PlainWorksheet

TEXTS = st.text(max_size=30) | st.sampled_from(["&<>\"'", "#REF!", " lề ", "_x0041_", "a\nb", "\x01", "=1+1"])
CELLS = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(0, 60), st.booleans(), TEXTS | st.integers() | st.floats(allow_nan=False)
    ),
    max_size=12,
)
FORMULAS = st.sampled_from(["=SUM(A1:B2)", '=IF(A1="<&>",1,"")', "=A1&B1"])
RESULTS = TEXTS | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)


def sheet_xml(kind: type[Worksheet], cells: Any, formulas: Any) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet(worksheet_class=kind)
    bold = book.add_format({"bold": True})
    sheet.set_column(5, 7, 12, bold)
    sheet.set_row(3, 30, bold)
    for row, column, styled, value in cells:
        style = bold if styled else None
        if isinstance(value, str):
            sheet.write_string(row, column, value, style)
        elif abs(value) < 1e300:
            sheet.write_number(row, column, value, style)
    for index, (formula, result) in enumerate(formulas):
        sheet.write_formula(40 + index, index, formula, bold, result)
    sheet.write_blank(50, 1, None, bold)
    sheet.write_blank(51, 1, None)
    sheet.write_datetime(52, 1, datetime(2023, 7, 4, 8, 30), bold)
    sheet.write_boolean(53, 1, True, bold)
    book.close()
    with zipfile.ZipFile(stream) as package:
        return package.read("xl/worksheets/sheet1.xml")


@given(CELLS, st.lists(st.tuples(FORMULAS, RESULTS), max_size=6))
def test_every_cell_is_written_byte_for_byte_as_xlsxwriter_writes_it(cells: Any, formulas: Any) -> None:
    assert sheet_xml(PlainWorksheet, cells, formulas) == sheet_xml(Worksheet, cells, formulas)
