"""The printed appendix is one: whatever units say, the workbook and the letter print the same, cell by cell."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvien_xlsx.excel.summary import Report, summary_bytes
from dangvien_xlsx.letter.figures import letter_context
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.letter.rendering import letter_bytes
from dangvien_xlsx.letter.template_writer import template_bytes
from dangvien_xlsx.letter.told import Told
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.submission import Account, ReceivedFile, State, UnitResult, Value
from dangvien_xlsx.result.appendix import LONGEST_NOTE, Appendix, appendix_of, leading_least
from dangvien_xlsx.result.figures import unit_rows
from dangvien_xlsx.result.shares import in_letter, one_decimal
from dangvien_xlsx.result.table import figures
from tests.oracles import quietly_loaded

SMALL = 9
"""Units of the made accounts: the rules of groups, remarks and leading units all show in so few."""
MOMENT = datetime(2023, 7, 1, tzinfo=UTC)
NOTES = st.text(st.sampled_from("ăĐ đ&<>\"'{}%;=+😀a.\n"), max_size=LONGEST_NOTE + 30)
PATHS = st.sampled_from(["16-thanh-loi.xlsx", "nhap-tay.xlsx", "thu.zip/phieu.xlsx"])


@st.composite
def accounts(draw: st.DrawFn, catalogue: Catalogue) -> Account:
    """Make what units of a catalogue may have said: every state, notes of any length, figures by hand."""
    results = []
    for unit in catalogue.units:
        state = draw(st.sampled_from(State))
        values: dict[str, Value] = {}
        if state in (State.REPORTED, State.ZERO, State.EXHAUSTED):
            values["ghi_chu"] = draw(st.none() | NOTES)
            if state is not State.EXHAUSTED:
                values["ket_nap"] = draw(st.integers(1, 12)) if state is State.REPORTED else 0
        values = {code: value for code, value in values.items() if value is not None}
        file = ReceivedFile(draw(PATHS), MOMENT, 1, "") if values or state is State.EXHAUSTED else None
        results.append(UnitResult(unit.code, state, None, file, values=values))
    return Account(tuple(results), (), ())


def small(example: Catalogue) -> Catalogue:
    """The example's catalogue with units of several groups, one of which comes back after another."""
    units = [*example.units[:4], *example.units[-4:], example.units[4]]
    return replace(example, units=tuple(units[:SMALL]))


Row = tuple[str, str, str, str]


def in_workbook(catalogue: Catalogue, account: Account, as_of: date | None) -> tuple[list[str], list[Row], str]:
    """What the first sheet prints: its heading, its table, and the sentence below."""
    counted = figures(unit_rows(catalogue, account))
    content = summary_bytes(Report(catalogue, account, counted, as_of=as_of))
    sheet = quietly_loaded(content, data_only=True)["Thống kê"]
    cells = [tuple("" if cell.value is None else str(cell.value) for cell in row[:4]) for row in sheet.iter_rows()]
    total = next(index for index, row in enumerate(cells) if row[0] == "Tổng" and index > 4)
    table = [*cells[4:total], ("", "Tổng", *cells[total][2:])]
    below = [row[0] for row in cells[total + 1 :] if row[0]]
    return [row[0] for row in cells[:3]], table, "".join(below)  # type: ignore[return-value]


def in_document(catalogue: Catalogue, appendix: Appendix, account: Account) -> tuple[list[str], list[Row], str]:
    """What the letter prints on its last page."""
    counted = figures(unit_rows(catalogue, account))
    context = letter_context(catalogue, appendix, counted, HD_36_2018)
    content = letter_bytes(template_bytes(HD_36_2018), context, Told("", "", catalogue.stamp))
    document = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    start = texts.index("THỐNG KÊ")
    heading = [*texts[start : start + 2], texts[start + 2].strip("()")]
    table = [tuple(cell.text for cell in row.cells) for row in document.tables[-1].rows]
    return heading, table, "".join(texts[start + 3 :])


@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_workbook_and_letter_print_the_same_cell_by_cell(data: st.DataObject, example: Catalogue) -> None:
    catalogue = small(example)
    account = data.draw(accounts(catalogue))
    as_of = data.draw(st.none() | st.just(date(2023, 6, 26)))
    book = in_workbook(catalogue, account, as_of)
    letter = in_document(catalogue, appendix_of(catalogue, account, as_of), account)
    assert letter == book
    numbers = [int(row[2]) for row in book[1][1:-1] if row[2]]
    assert int(book[1][-1][2]) == sum(numbers)
    by_hand = any(result.file and result.file.path == "nhap-tay.xlsx" for result in shown(account))
    assert book[2].startswith("Số liệu nhập tay") == by_hand


def shown(account: Account) -> list[UnitResult]:
    return [result for result in account.units if result.state is not State.NOT_APPLICABLE]


@pytest.mark.parametrize("prints", [True, False])
def test_the_remark_is_cut_once_and_alike_and_printed_only_where_the_clerk_says_so(
    example: Catalogue, prints: bool
) -> None:
    catalogue = small(example)
    catalogue = replace(catalogue, units=tuple(unit._replace(prints_note=prints) for unit in catalogue.units))
    note = "Đề nghị xem xét " * 30
    results = [
        UnitResult(unit.code, State.REPORTED, values={"ket_nap": 1, "ghi_chu": note}) for unit in catalogue.units
    ]
    account = Account(tuple(results), (), ())
    _, rows, _ = in_workbook(catalogue, account, None)
    assert {row[3] for row in rows[1:-1] if row[3]} == ({note[:LONGEST_NOTE]} if prints else set())
    assert in_document(catalogue, appendix_of(catalogue, account), account)[1] == rows


@pytest.mark.parametrize(
    ("counts", "least"),
    [
        ((), None),
        ((0, 0), None),
        ((1,), 1),
        ((10, 8, 5, 4, 4, 3, 3), 4),
        ((9, 7, 5, 3, 2, 2, 2, 1), 2),
        ((9, *[2] * 9), 2),
        ((9, *[2] * 10), 9),
        ((2,) * 11, None),
        ((5, 5, 5, 5, 5, 5, 4), 5),
    ],
)
def test_the_leading_units_are_the_five_highest_with_ties_unless_too_many_tie(
    counts: tuple[int, ...], least: int | None
) -> None:
    assert leading_least(counts) == least
    # In words: at most four are higher, at most ten are as high.
    by_words = [n for n in counts if n and sum(m > n for m in counts) < 5 and sum(m >= n for m in counts) <= 10]
    assert min(by_words, default=None) == least


@pytest.mark.parametrize(
    ("start", "end", "deadline", "year"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 4), 2023),
        (date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 4), 2027),
        (date(2026, 7, 1), date(2026, 12, 31), None, 2027),
        (date(2026, 1, 1), date(2026, 6, 30), None, 2026),
    ],
)
def test_a_paper_without_a_day_leaves_room_for_it_in_the_year_of_its_signing(
    example: Catalogue, start: date, end: date, deadline: date | None, year: int
) -> None:
    office = example.office._replace(letter_date=None)
    period = example.period._replace(start=start, end=end, deadline=deadline)
    catalogue = replace(small(example), office=office, period=period)
    account = Account(tuple(UnitResult(unit.code, State.ZERO) for unit in catalogue.units), (), ())
    heading, *_ = in_workbook(catalogue, account, None)
    assert f"ngày ..... tháng ..... năm {year} của" in heading[2]
    counted = figures(unit_rows(catalogue, account))
    context = letter_context(catalogue, appendix_of(catalogue, account), counted, HD_36_2018)
    assert context["noi_ngay"] == f"Vụ Bản, ngày       tháng       năm {year}"


def test_decembers_report_signed_in_january_bears_januarys_year(example: Catalogue) -> None:
    office = example.office._replace(letter_date=date(2027, 1, 8))
    period = example.period._replace(start=date(2026, 7, 1), end=date(2026, 12, 31), deadline=None)
    catalogue = replace(example, office=office, period=period)
    appendix = appendix_of(catalogue, Account((), (), ()))
    assert "ngày 08 tháng 01 năm 2027" in appendix.attached


def test_halves_go_up_as_in_excel() -> None:
    assert (one_decimal(9, 400), one_decimal(26, 53), one_decimal(1, 8)) == ("2,3%", "49,1%", "12,5%")
    assert (in_letter(491, 1000), in_letter(4909, 10000), in_letter(489, 1000)) == ("49,1%", "49%", "48,9%")
