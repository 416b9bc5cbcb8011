"""The outlook: a range of 80%, by the pace of the year or the seasons of two; nothing from less than a quarter."""

import random
from datetime import date, timedelta
from pathlib import Path

from docx import Document

from dangvien_xlsx.model.earlier import EarlierPeriod, EarlierUnit, compared
from dangvien_xlsx.model.period import Period, add_months
from dangvien_xlsx.result.outlook import outlook
from tests.benchmarks.plausible import covered
from tests.forms import consolidate_json
from tests.oracles import run, stored_values


def period_of(first_month: int, months: int, year: int = 2023) -> Period:
    start = date(year, first_month, 1)
    return Period("", "", start, add_months(start, months) - timedelta(days=1))


def earlier(period: Period, total: int) -> EarlierPeriod:
    units = {"A": EarlierUnit("A", "A", "I", total, is_exhausted=False)}
    return EarlierPeriod("", "", period.start, period.end, units)


def test_half_of_a_year_at_an_even_pace() -> None:
    # 53 by June: as many again are expected, 53,5 with a deviation of sqrt(53,5 × 2) = 10,3: 53 + 53,5 ± 1,28 × 10,3.
    found = outlook(period_of(1, 6), 53, None)
    assert found is not None
    assert found.years == ()
    assert abs(found.low - (106.5 - 13.3)) < 2
    assert abs(found.high - (106.5 + 13.3)) < 2


def test_two_known_years_tell_the_season() -> None:
    # In 2021 and 2022 a quarter of the year's admissions came by June: 20 of 80, 22 of 88. 30 now is 120 in the year.
    past = [
        earlier(period_of(first, 6, year), total)
        for year, first, total in ((2021, 1, 20), (2021, 7, 60), (2022, 1, 22), (2022, 7, 66))
    ]
    now = period_of(1, 6)
    found = outlook(now, 30, compared(now, past))
    assert found is not None
    assert found.years == (2021, 2022)
    assert found.low < 120 < found.high
    assert found.low > 90
    one = outlook(now, 30, compared(now, past[2:]))
    assert one is not None
    assert one.years == (), "one year says nothing of seasons"


def test_nothing_before_a_quarter_and_nothing_once_the_year_is_over() -> None:
    assert outlook(period_of(2, 1), 10, None) is None
    assert outlook(period_of(3, 1), 10, None) is not None
    assert outlook(period_of(7, 6), 110, None) is None


def test_the_range_of_80_percent_covers_as_many_years_as_it_says() -> None:
    share = covered(random.Random(80), years=2_000)
    assert 0.75 <= share <= 0.85


def test_it_stands_in_the_sheet_of_progress_and_nowhere_else(workspace: Path) -> None:
    stored = stored_values(Path(consolidate_json(workspace)["output"]).read_bytes())
    telling = {sheet for sheet, cells in stored.items() for value in cells.values() if "Ước tính" in str(value)}
    assert telling == {"Tiến độ"}
    assert run("letter", workspace).returncode == 0
    document = Document(str(workspace / "ket-qua" / "Cong-van-2023-6T.docx"))
    assert "ước tính" not in " ".join(paragraph.text for paragraph in document.paragraphs).casefold()
