"""The fast way to blank forms writes what the plain way writes."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.beside import NOTHING_BESIDE
from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.sent_forms import beside, blank_forms
from tests.oracles import validate

AWKWARD = (
    Unit("42", 'Ban "A" & <B>', "I", "XÃ"),
    Unit("Ghi.chu", "Ghi chú", "I", "XÃ"),
    Unit("same", "same", "I", "XÃ"),
    Unit("x-1", "_x0041_ Gôi", "I", "XÃ"),
    Unit("x-2", "Đơn vị", "I", "XÃ"),
    Unit("x-3", "Ban Quản lý dự án đầu tư xây dựng các khu công nghiệp và cụm công nghiệp huyện Vụ Bản", "I", "XÃ"),
)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_part_of_every_form_equals_the_plain_way(example: Catalogue) -> None:
    catalogue = replace(example, units=(*example.units, *AWKWARD))
    series = FormSeries(catalogue)
    for unit in catalogue.units:
        assert parts(series.form(unit)) == parts(form_bytes(catalogue, unit)), unit


def test_forms_that_are_asked_differently_equal_the_plain_way_too(example: Catalogue) -> None:
    """Units with a target of their own are asked about it; a unit's own past is in no other unit's form."""
    units = tuple(unit._replace(target=(None, 3, 12)[index % 3]) for index, unit in enumerate(example.units[:9]))
    catalogue = replace(example, units=units)
    usual = Usual(catalogue, None)
    form_of = blank_forms(catalogue, usual)
    sheets = set()
    for unit in units:
        plain = form_bytes(catalogue, unit, beside=beside(catalogue, usual, unit))
        assert parts(form_of(unit)) == parts(plain), unit
        sheets.add(parts(plain)["xl/worksheets/sheet1.xml"])
    assert len(sheets) == 3
    seen = NOTHING_BESIDE._replace(previous={"ket_nap": 7})
    series = FormSeries(catalogue)
    assert parts(series.form(units[0], seen)) == parts(form_bytes(catalogue, units[0], beside=seen))
    assert parts(series.form(units[1])) == parts(form_bytes(catalogue, units[1]))


def test_the_same_form_has_the_same_bytes_in_any_order(example: Catalogue) -> None:
    first, second = FormSeries(example), FormSeries(example)
    forwards = [first.form(unit) for unit in example.units]
    backwards = [second.form(unit) for unit in reversed(example.units)]
    assert forwards == backwards[::-1]


@pytest.mark.parametrize("unit", AWKWARD, ids=lambda unit: unit.code)
def test_an_awkward_name_gives_a_valid_workbook(example: Catalogue, unit: Unit, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(FormSeries(example).form(unit))
    assert validate(path) == []
