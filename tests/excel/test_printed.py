"""The words of a printed page's head and foot, without the codes for fonts, page numbers and names."""

import pytest

from dangvien_xlsx.excel.reading.printed import printed_words, without_zeros
from dangvien_xlsx.model.page import Cell
from dangvien_xlsx.model.shown import shown_doubt


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&CSố đúng là 2", ("Số đúng là 2",)),
        ('&C&"Times New Roman,Bold"&12Số đúng &Blà 2', ("Số đúng là 2",)),
        ("&LVP&C&14 7&RA && B", ("VP", "7", "A & B")),
        ("&C&KFF0000đính chính", ("đính chính",)),
        ("&C&K01+025đính chính", ("đính chính",)),
        ("Trang &P/&N", ("Trang /",)),
        ("&L&D &T&C&A&R&P / &N", ()),
        ("&&Lan", ("&Lan",)),
        ("", ()),
        ("&", ()),
    ],
)
def test_only_what_the_page_says_itself_is_left(text: str, said: tuple[str, ...]) -> None:
    assert printed_words(text) == said


def test_a_view_without_zeros_shows_blanks_for_them_and_nothing_else() -> None:
    cells = {"A1": Cell(0), "A2": Cell(0.0, format="0"), "A3": Cell(5), "A4": Cell(False), "A5": Cell("0")}
    seen = {address: shown_doubt(cell.value, cell.format) for address, cell in without_zeros(cells).items()}
    assert seen == {"A1": "", "A2": "", "A3": None, "A4": None, "A5": None}
