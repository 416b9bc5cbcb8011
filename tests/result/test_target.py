"""A year in twelve months, in four quarters and in two halves, worked by hand: running totals, shares, what is left.

The office's target is 110; three units have targets of their own: A 4, B 10, C 5; D has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangvien_xlsx.letter.figures import letter_context
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod, EarlierUnit, compared
from dangvien_xlsx.model.period import Period, add_months, period_code
from dangvien_xlsx.model.submission import Account, State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.result.appendix import appendix_of
from dangvien_xlsx.result.figures import Figures, unit_rows
from dangvien_xlsx.result.shares import one_decimal
from dangvien_xlsx.result.table import figures
from dangvien_xlsx.result.target import ranks, summed_target, target_progress, told, unit_progress
from dangvien_xlsx.text.catalogue import period_name

Numbers = Mapping[str, int | None]
UNITS = (
    Unit("A", "An Bình", "I", "XÃ", target=4),
    Unit("B", "Bình Minh", "I", "XÃ", target=10),
    Unit("C", "Cộng Hoà", "I", "XÃ", target=5),
    Unit("D", "Đại Thắng", "II", "CƠ QUAN"),
)


def period_of(first_month: int, months: int, year: int = 2023) -> Period:
    start = date(year, first_month, 1)
    end = add_months(start, months) - timedelta(days=1)
    return Period(period_code(start, end), period_name(start.month, year, end.month, end.year), start, end)


def earlier(period: Period, numbers: Numbers, before: int | None = None) -> EarlierPeriod:
    units = {code: EarlierUnit(code, code, "I", number, number is None) for code, number in numbers.items()}
    return EarlierPeriod(period.code, period.code, period.start, period.end, units, before=before)


class Year:
    """A catalogue, the account of its last period, and what lies before."""

    def __init__(self, example: Catalogue, months: int, said: Sequence[Numbers], before: int | None = None) -> None:
        """Take what units said from January on, a period of so many months each."""
        periods = [period_of(1 + index * months, months) for index in range(len(said))]
        self.catalogue: Catalogue = replace(example, period=periods[-1], units=UNITS, target=110, before=before)
        results = [_result(code, number) for code, number in said[-1].items()]
        self.account = Account(tuple(results), (), ())
        self.figures: Figures = figures(unit_rows(self.catalogue, self.account))
        past = [earlier(period, numbers) for period, numbers in zip(periods[:-1], said[:-1], strict=True)]
        self.comparison: Comparison = compared(periods[-1], past)

    @property
    def told(self) -> str:
        return told(self.catalogue, target_progress(self.catalogue, self.figures, self.comparison))

    @property
    def lines(self) -> list[tuple[int | None, ...]]:
        """This period, running total, what is left and idle months, a line a unit."""
        found = unit_progress(self.catalogue, self.account, self.comparison)
        return [(item.now, item.cumulative, item.left, item.idle) for item in found]

    @property
    def letter(self) -> dict[str, str]:
        units = unit_progress(self.catalogue, self.account, self.comparison)
        appendix = appendix_of(self.catalogue, self.account)
        return letter_context(self.catalogue, appendix, self.figures, HD_36_2018, self.comparison, units=units)


def _result(code: str, number: int | None) -> UnitResult:
    state = State.EXHAUSTED if number is None else State.REPORTED if number else State.ZERO
    return UnitResult(code, state, values={"ket_nap": number})


def numbers(a: int | None, b: int | None, c: int | None, d: int | None) -> dict[str, int | None]:
    return {"A": a, "B": b, "C": c, "D": d}


def test_a_year_of_twelve_months(example: Catalogue) -> None:
    # A: one each in January and in June, 3 in December: 5 of 4, 125%, nothing left.
    # B: one a month but August: 11 of 10, 110%. C: none all year: 0 of 5; December is its 12th month without.
    # D: hết nguồn from January on: no number. January to November: A 2, B 10, C 0 = 12; December 3 + 1 + 0 = 4.
    months = [numbers(int(month in (1, 6)), int(month != 8), 0, None) for month in range(1, 12)]
    year = Year(example, 1, [*months, numbers(3, 1, 0, None)])
    assert year.lines == [(3, 5, 0, 5), (1, 11, 0, 0), (0, 0, 5, 11), (None, None, None, 11)]
    # 16 of 110 = 14,54…%; 4 of 110 = 3,63…%
    assert year.told == "Luỹ kế năm 2023: 16/110, 14,5%; riêng kỳ này 4/110, 3,6%"
    shares = [item.share for item in unit_progress(year.catalogue, year.account, year.comparison)]
    assert shares == [1.25, 1.1, 0, None]
    assert ranks(shares) == [1, 2, 3, None]
    # In March there were 1 + 3 = 4 before April, and nothing of later months is looked at.
    april = Year(example, 1, months[:4])
    assert april.told == "Luỹ kế 4 tháng năm 2023: 5/110, 4,5%; riêng kỳ này 1/110, 0,9%"


def test_a_year_of_four_quarters_and_its_letter(example: Catalogue) -> None:
    # After three quarters: A 1 + 1 + 0 = 2 of 4; B 3 + 4 + 3 = 10 of 10; C 0 + 2 + 0 = 2 of 5; D 20 + 25 + 20 = 65.
    # Q3: 0 + 3 + 0 + 20 = 23 of 110 = 20,909…%, which a letter prints as 21%.
    # Year: 2 + 10 + 2 + 65 = 79 of 110 = 71,81…%; 31 left.
    quarters = [numbers(1, 3, 0, 20), numbers(1, 4, 2, 25), numbers(0, 3, 0, 20)]
    year = Year(example, 3, quarters)
    progress = target_progress(year.catalogue, year.figures, year.comparison)
    assert (progress.this_period, progress.before, progress.cumulative, progress.left) == (23, 56, 79, 31)
    assert year.lines == [(0, 2, 2, 0), (3, 10, 0, 0), (0, 2, 3, 0), (20, 65, None, 0)]
    letter = year.letter
    assert "kết nạp là 23 đảng viên, riêng kỳ này bằng 21% chỉ tiêu năm (kỳ trước: 32 đảng viên)." in letter["ket_qua"]
    assert letter["ket_qua"].endswith(" Luỹ kế 9 tháng năm 2023: 79 đảng viên, đạt 71,8% chỉ tiêu năm (110 đảng viên).")
    # B is there; C has 2 of 5, 40%; A has exactly half and is not named; D has no target.
    assert letter["tien_do"] == (
        "Có 01 đơn vị đã đạt hoặc vượt chỉ tiêu năm: Bình Minh (100%). "
        "Có 01 đơn vị chưa đạt một nửa chỉ tiêu năm: Cộng Hoà."
    )
    fourth = Year(example, 3, [*quarters, numbers(2, 2, 3, 10)])
    # 79 + 17 = 96 of 110 = 87,27…%; A 4 of 4, B 12 of 10, C 5 of 5.
    assert fourth.told == "Luỹ kế năm 2023: 96/110, 87,3%; riêng kỳ này 17/110, 15,5%"
    assert fourth.letter["tien_do"] == (
        "Có 03 đơn vị đã đạt hoặc vượt chỉ tiêu năm: Bình Minh (120%), An Bình (100%), Cộng Hoà (100%)."
    )


def test_a_year_of_two_halves(example: Catalogue) -> None:
    # 53 in the first half, 59,5 in points of a letter: 53 + 57 = 110 of 110.
    year = Year(example, 6, [numbers(2, 5, 0, 46), numbers(2, 6, 1, 48)])
    assert year.told == "Luỹ kế năm 2023: 110/110, 100,0%; riêng kỳ này 57/110, 51,8%"
    assert year.lines == [(2, 4, 0, 0), (6, 11, 0, 0), (1, 1, 4, 6), (48, 94, None, 0)]
    first = Year(example, 6, [numbers(2, 5, 0, 46)])
    assert first.told == "Luỹ kế 6 tháng năm 2023: 53/110, 48,2%; riêng kỳ này 53/110, 48,2%"
    assert "kết nạp là 53 đảng viên, đạt 48,2% chỉ tiêu năm (110 đảng viên)." in first.letter["ket_qua"]
    assert "Luỹ kế" not in first.letter["ket_qua"], "of the first period of a year there is nothing to add"


def test_a_whole_year_in_one_period(example: Catalogue) -> None:
    year = Year(example, 12, [numbers(1, 2, 3, 4)])
    assert year.told == "Luỹ kế năm 2023: 10/110, 9,1%; riêng kỳ này 10/110, 9,1%"


def test_a_total_typed_by_hand_goes_before_what_is_added_up(example: Catalogue) -> None:
    quarters = [numbers(1, 3, 0, 20), numbers(0, 3, 0, 20)]
    year = Year(example, 3, quarters, before=30)
    assert year.told == "Luỹ kế 6 tháng năm 2023: 53/110, 48,2%; riêng kỳ này 23/110, 20,9%"


def test_a_total_typed_in_an_earlier_period_is_not_lost_in_the_next(example: Catalogue) -> None:
    # Nobody has a folder of Q1 and Q2: Q3 had 30 typed. Q4 knows Q3's folder only: 30 + 23 + 17 = 70.
    now = replace(example, period=period_of(10, 3), units=UNITS, target=110)
    account = Account(tuple(_result(code, number) for code, number in numbers(2, 2, 3, 10).items()), (), ())
    third = earlier(period_of(7, 3), numbers(0, 3, 0, 20), before=30)
    counted = figures(unit_rows(now, account))
    assert target_progress(now, counted, compared(now.period, [third])).cumulative == 70


def test_periods_that_begin_with_the_year_are_not_added_to_each_other(example: Catalogue) -> None:
    # "6 tháng" and then "9 tháng", both from January on: the second holds the first.
    nine = replace(example, period=period_of(1, 9), units=UNITS, target=110)
    account = Account(tuple(_result(code, number) for code, number in numbers(1, 2, 3, 4).items()), (), ())
    counted = figures(unit_rows(nine, account))
    half = earlier(period_of(1, 6), numbers(1, 1, 1, 1))
    assert target_progress(nine, counted, compared(nine.period, [half])).cumulative == 10


@pytest.mark.parametrize(
    ("part", "whole", "printed"), [(288, 815, "35,3%"), (46, 45, "102,2%"), (120, 100, "120,0%"), (53, 110, "48,2%")]
)
def test_shares_as_the_press_prints_them(part: int, whole: int, printed: str) -> None:
    assert one_decimal(part, whole) == printed
    assert round(288 / 815, 4) == 0.3534


def test_ties_share_a_place_and_the_next_one_is_left_out() -> None:
    assert ranks([0.5, 1.2, None, 0.5, 0.1]) == [2, 1, None, 2, 4]


def test_targets_are_summed_only_where_each_unit_has_one() -> None:
    assert summed_target(UNITS[:3]) == 19
    assert summed_target(UNITS) is None
    assert summed_target(()) is None


def test_a_gap_in_the_history_ends_the_count_of_months(example: Catalogue) -> None:
    # Nobody in Q3; Q2 is not known; Q1 without anybody says nothing of Q2.
    now = replace(example, period=period_of(10, 3), units=UNITS)
    account = Account(tuple(_result(unit.code, 0) for unit in UNITS), (), ())
    past = [earlier(period_of(7, 3), numbers(0, 0, 0, None)), earlier(period_of(1, 3), numbers(0, 0, 0, 0))]
    assert [item.idle for item in unit_progress(now, account, compared(now.period, past))] == [3, 3, 3, 3]
