"""Names of forms: a folder of them sorts as the units do, and names of earlier versions are still known."""

from dataclasses import replace

import pytest

from dangvien_xlsx.judging.identity import Identities
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue


def numbered(example: Catalogue, count: int) -> Catalogue:
    """Return a catalogue whose codes are plain numbers without zeros, as a clerk types them."""
    units = (unit._replace(code=f"{number}") for number, unit in enumerate(example.units[:count], 1))
    return replace(example, units=tuple(units))


@pytest.mark.parametrize("count", [9, 12, 57])
def test_names_sort_as_the_units_do(example: Catalogue, count: int) -> None:
    catalogue = numbered(example, count)
    names = [form_file_name(unit, catalogue.code_digits) for unit in catalogue.units]
    assert names == sorted(names)
    assert names[0] == ("1" if count < 10 else "01") + "-minh-thuan.xlsx"


@pytest.mark.parametrize("name", ["7-{}", "07-{}", "7-{} (1)", "07-{} (2)"])
def test_a_form_is_known_by_its_padded_name_and_by_the_one_before(example: Catalogue, name: str) -> None:
    catalogue = numbered(example, 57)
    rest = form_file_name(catalogue.units[6]).removesuffix(".xlsx").partition("-")[2]
    assert Identities(catalogue).signs.of_file_name(f"{name.format(rest)}.xlsx") == catalogue.units[6]


def test_codes_that_are_no_numbers_stay_as_they_are(example: Catalogue) -> None:
    units = tuple(unit._replace(code=f"VB-{unit.code}") for unit in example.units)
    catalogue = replace(example, units=units)
    assert form_file_name(units[0], catalogue.code_digits) == "vb-01-minh-thuan.xlsx"
