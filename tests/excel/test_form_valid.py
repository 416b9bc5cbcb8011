"""The Open XML SDK finds no error in any form."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.beside import Beside
from dangvien_xlsx.excel.form.faults import Fault
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation
from dangvien_xlsx.model.soft_rules import Past, soft_rules
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import bieu2
from dangvien_xlsx.text.unusual import with_words
from tests.conftest import ROOT
from tests.excel.variants import with_blocks, with_many_indicators
from tests.oracles import validate, validate_all


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


HISTORY = {"ket_nap": (8, 10, 9), "nu": (5, 6, 5), "doan_vien": (4, 4, 3), "dai_hoc": (4, 5, 4)}
ERROR = Fault("nu", "“Nữ” là 99, lớn hơn tổng số <&>.", "Gõ lại cho đúng.")
WHOLE = Fault("", "Phiếu của kỳ khác.", "Dùng phiếu kỳ này.")
NOTE = Fault("het_nguon", "“chưa” được hiểu là Không.", "", is_note=True)
QUESTION = Fault("ket_nap", "980, khác thường: 9 → 980.", "Nếu đúng, ghi lý do.", is_question=True)


def test_forms_with_history_and_forms_that_go_back_are_valid(example: Catalogue, tmp_path: Path) -> None:
    last = {code: numbers[-1] for code, numbers in HISTORY.items()}
    reasons = {"ket_nap": 'Sáp nhập <hai> xã & "một"'}
    past = Past(HISTORY, 20, 110, was_exhausted=True)
    beside = {
        "nothing": Beside(),
        "last": Beside(previous=last),
        "both": Beside(previous=last, same_term=last, reasons=reasons),
        "reasons": Beside(reasons=reasons),
    }
    faults = {
        "blank": (),
        "errors": (ERROR, WHOLE, NOTE),
        "questions": (QUESTION,),
        "all": (ERROR, QUESTION, WHOLE, NOTE),
        "notes": (NOTE,),
    }
    values = {"ket_nap": 980, "nu": 99, "doan_vien": None, "dai_hoc": "năm", "het_nguon": "Không", "ghi_chu": "x"}
    bieu = replace(example, indicators=bieu2.INDICATORS, statistics_form=bieu2.KIND)
    paths = []
    for catalogue_name, catalogue in (("the example", example), ("blocks", with_blocks(example)), ("bieu 2", bieu)):
        soft = with_words(soft_rules(catalogue.indicators, past, {}))
        for known, about in beside.items():
            for told, listed in faults.items():
                typed = values if listed else {}
                typed = {code: value for code, value in typed.items() if code in catalogue.indicator}
                own = tuple(fault for fault in listed if not fault.code or fault.code in catalogue.indicator)
                path = tmp_path / f"{catalogue_name}, {known}, {told}.xlsx"
                path.write_bytes(
                    form_bytes(catalogue, example.units[0], typed, faults=own, beside=about._replace(soft=soft))
                )
                paths.append(path)
    assert len(paths) == 60
    assert {path.name: told for path, told in validate_all(paths).items() if told} == {}
