"""What a unit costs does not grow with how many there are: steps of the program are counted, not seconds."""

import cProfile
import pstats
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.summary import Report, summary_bytes
from dangvien_xlsx.intake.examine import opened_workbook
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.submission import CellValue, ReceivedFile, Submission
from dangvien_xlsx.received.room import OF_OUR_OWN
from dangvien_xlsx.result.figures import unit_rows
from dangvien_xlsx.result.table import figures
from tests.benchmarks.forms import catalogue_of

FEW, MANY = 200, 1_600
"""Units; at eight times as many, what looks at every unit for every unit costs eight times as much a unit."""
_SAVED = datetime(2023, 6, 28, 3, tzinfo=UTC)


def received(catalogue: Catalogue) -> list[ReceivedFile]:
    """Return what every unit but each tenth sent."""
    asked = tuple(item.code for item in catalogue.indicators)
    files = []
    for number, unit in enumerate(catalogue.units):
        cells = {code: CellValue(number % 7, "Nhập liệu", "D10") for code in asked[:4]}
        cells |= {code: CellValue(None, "Nhập liệu", "D14") for code in asked[4:]}
        form = Submission(
            *("Nhập liệu", unit.code, unit.name, catalogue.period.code, "2", f"P{number}"),
            asked,
            catalogue.indicators,
            cells,
        )
        if number % 10:
            files.append(ReceivedFile(form_file_name(unit), _SAVED, 12_000, f"{number:064d}", submissions=(form,)))
    return files


def steps(work: Callable[[], Any]) -> int:
    """Return how many functions are called."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def steps_a_unit(count: int) -> tuple[float, float]:
    """Return the steps of the accounting and of the summary."""
    catalogue = catalogue_of(count)
    files = received(catalogue)
    accounted = account(catalogue, files, None)
    report = Report(catalogue, accounted, figures(unit_rows(catalogue, accounted)), "../nhan-ve", count)
    whole = steps(lambda: account(catalogue, files, None)), steps(lambda: summary_bytes(report))
    return whole[0] / count, whole[1] / count


def test_accounting_and_summary_cost_the_same_a_unit_however_many_there_are() -> None:
    steps_a_unit(10)  # what is made once, is made
    few, many = steps_a_unit(FEW), steps_a_unit(MANY)
    assert many[0] / few[0] <= 1.1, "accounting"
    assert many[1] / few[1] <= 1.1, "summary"


def test_a_catalogue_of_many_units_is_no_form_that_reaches_too_far() -> None:
    """52,105 units have 677,000 cells, and the bound of what units send was asked of our own workbooks as well."""
    content = catalogue_bytes(catalogue_of(52_105))
    assert opened_workbook("danh-muc.xlsx", content, room=OF_OUR_OWN).package
    with pytest.raises(RefusedError) as refusal:
        opened_workbook("danh-muc.xlsx", content)
    assert "M52106" in refusal.value.about["why"]
