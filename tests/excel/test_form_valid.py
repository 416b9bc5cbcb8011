"""The Open XML SDK finds no error in any form."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation
from dangvien_xlsx.model.unit import Unit
from tests.conftest import ROOT
from tests.excel.variants import with_blocks, with_many_indicators
from tests.oracles import validate


def test_the_shipped_forms_are_valid() -> None:
    assert validate(ROOT / "templates" / "phieu-nhap-lieu.xlsx") == []
    assert validate(ROOT / "workbooks" / "2023-6T" / "nhan-ve" / "16-thanh-loi.xlsx") == []
    assert validate(ROOT / "workbooks" / "2023-6T" / "nhan-ve" / "19-quan-su.xlsx") == []


@pytest.mark.parametrize("variant", ["blank", "blocks", "many", "ugly"])
def test_forms_made_from_other_catalogues_are_valid(variant: str, example: Catalogue, tmp_path: Path) -> None:
    ugly = Indicator(
        "ugly", "<&>\"'“”" * 15, Kind.INTEGER, "ket_nap", Relation.WITHIN, hint="=1+1 \"<'&>" * 30, low=0, high=5
    )
    catalogues = {
        "blank": example,
        "blocks": with_blocks(example),
        "many": with_many_indicators(example),
        "ugly": replace(example, indicators=(*example.indicators, ugly)),
    }
    path = tmp_path / "form.xlsx"
    unit = (
        Unit("01", "=HYPERLINK(\"http://x\") & <Đơn vị> 'một'", "I", "NHÓM") if variant == "ugly" else example.units[0]
    )
    path.write_bytes(form_bytes(catalogues[variant], unit))
    assert validate(path) == []
