"""The page of a workbook is the same whichever program saved it, and of whichever kind."""

import pytest

from tests.excel.pages import calamine_values, page_values, read
from tests.intake.build import DATA, GOOD, as_xlsb


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_reads_as_calamine_reads_it(kind: str) -> None:
    content = (DATA / f"libreoffice.{kind}").read_bytes()
    assert page_values(read(content)) == calamine_values(content)


def test_an_xlsb_reads_as_the_xlsx_that_it_was_made_of() -> None:
    content = as_xlsb(GOOD)
    assert page_values(read(content)) == calamine_values(content)
