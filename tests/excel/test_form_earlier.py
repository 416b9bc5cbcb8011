"""The 57 forms of version 1.0 read to the same figures, silently: an earlier version is no fault of the unit."""

from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.layout import EARLIER_VERSIONS, VERSION
from dangvien_xlsx.received.kinds import FileKind
from tests.conftest import ROOT
from tests.forms import consolidate_json

FORMS = sorted((ROOT / "tests" / "data" / "phieu-1.0").glob("*.xlsx"))


def test_all_forms_of_version_1_are_kept() -> None:
    assert len(FORMS) == 57


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_of_version_1_reads_like_that_of_today(path: Path, example: Catalogue) -> None:
    now = ROOT / "workbooks" / "2023-6T" / "nhan-ve" / path.name
    (old,) = read_forms(read_pages(path.read_bytes(), FileKind.XLSX), example.indicators)
    (new,) = read_forms(read_pages(now.read_bytes(), FileKind.XLSX), example.indicators)
    assert (old.version, new.version) == (EARLIER_VERSIONS[0], VERSION)
    assert old.findings == new.findings == ()
    assert old.plain() == new.plain()
    assert (old.unit_code, old.unit_name, old.filled_by, old.phone) == (
        new.unit_code,
        new.unit_name,
        new.filled_by,
        new.phone,
    )
    assert old.printed_period == new.printed_period


def test_a_folder_of_forms_of_version_1_is_consolidated_without_a_word(workspace: Path) -> None:
    for path in FORMS:
        (workspace / "nhan-ve" / path.name).write_bytes(path.read_bytes())
    told = consolidate_json(workspace)
    assert told["findings"] == []
    assert told["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    assert {item["outcome"] for item in told["files"]} == {"accepted"}
