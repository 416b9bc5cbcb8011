"""What lies above the cells of a sheet: read with its place, told where it hides or neighbours a figure."""

import pytest

from dangvien_xlsx.excel.form.over import named, noted_over, told_over
from dangvien_xlsx.excel.reading.boxes import drawn_between, drawn_from
from dangvien_xlsx.excel.reading.xls_drawn import drawn_object
from dangvien_xlsx.model.page import Drawn, Page, Sort

ROWS = {9: ("Tổng số", False), 10: ("Nữ", True)}


def page(*drawn: Drawn) -> Page:
    return Page("Nhập liệu", {}, drawn=drawn)


def test_what_ends_before_it_begins_or_beyond_the_sheet_is_put_on_it() -> None:
    assert drawn_between(Sort.PICTURE, (9, 3), (4, 1)) == Drawn(Sort.PICTURE, "D10", "D10")
    assert drawn_between(Sort.PICTURE, (10**9, 10**9), (10**9, 10**9)).first == "XFD1048576"


def test_a_size_reaches_over_rows_and_columns() -> None:
    assert drawn_from(Sort.CHART, (8, 2), (3 * 254_000, 2 * 609_600)) == Drawn(Sort.CHART, "C9", "E12")


@pytest.mark.parametrize(
    ("item", "cells"),
    [
        (Drawn(Sort.PICTURE, "B8", "F20"), ["B8"]),
        (Drawn(Sort.PICTURE, "F11", "G11"), ["F11"]),
        (Drawn(Sort.PICTURE, "F10", "G10"), []),
        (Drawn(Sort.PICTURE, "A20", "B21"), []),
        (Drawn(Sort.PICTURE), [""]),
        (Drawn(Sort.WORDS, "D10", "D10"), ["D10"]),
        (Drawn(Sort.WORDS, "F11", "G11"), []),
    ],
)
def test_it_is_told_over_a_figure_and_beside_one_that_says_nothing(item: Drawn, cells: list[str]) -> None:
    told = told_over(page(item), ROWS, (3,))
    assert [each.cell for each in told] == cells
    noted = list(noted_over(page(item), told))
    assert noted == ([] if cells or item.sort is Sort.WORDS else [(item.first, "hình ảnh")])


def test_a_thousand_drawings_are_told_by_the_first_ones() -> None:
    many = page(*(Drawn(Sort.SHAPE, "D10", f"D{row}") for row in range(10, 1_010)))
    assert len(told_over(many, ROWS, (3,))) == 20


def test_it_is_named_with_its_cells() -> None:
    assert named(Drawn(Sort.INK, "D10", "D10")) == "nét vẽ tay ở D10"
    assert named(Drawn(Sort.INK, "D10", "E11")) == "nét vẽ tay ở D10:E11"


def test_an_xls_tells_notes_and_the_arrows_of_lists_apart() -> None:
    anchor = b"\x00\x00\x10\xf0\x12\x00\x00\x00" + bytes(
        [0, 0, 3, 0, 0, 0, 9, 0, 0, 0, 4, 0, 1, 0, 11, 0, 0, 0]
    )  # from D10 to before row 12

    def record(sort: int, flags: int = 0) -> bytes:
        return bytes([0x15, 0, 0x12, 0]) + sort.to_bytes(2, "little") + b"\x01\x00" + flags.to_bytes(2, "little")

    assert drawn_object(record(0x08), anchor) == Drawn(Sort.PICTURE, "D10", "E11")
    assert drawn_object(record(0x19), anchor) is None
    assert drawn_object(record(0x14, 0x0100), anchor) is None
    assert drawn_object(record(0x0B), b"") == Drawn(Sort.CONTROL)
