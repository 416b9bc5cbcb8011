"""Inputs made from public reports; what a careful clerk concludes of each is told in ``README.md`` beside them."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.forms import consolidate_json
from tests.oracles import stored_values

REPORTS = ROOT / "tests" / "data" / "reports"


def consolidated(tmp_path: Path, case: str) -> dict[str, Any]:
    """Put a case's files into ``nhan-ve/`` beside the example's catalogue, or the case's own, and consolidate."""
    folder = tmp_path / "2023-6T"
    received = folder / "nhan-ve"
    received.mkdir(parents=True)
    shutil.copy(EXAMPLE / "danh-muc.xlsx", folder)
    (found,) = REPORTS.glob(f"{case}-*")
    for path in found.iterdir():
        shutil.copy(path, folder if path.name == "danh-muc.xlsx" else received)
    return consolidate_json(folder)


def unit_of(told: dict[str, Any], code: str) -> dict[str, Any]:
    """Return what is told of a unit."""
    (found,) = [unit for unit in told["units"] if unit["code"] == code]
    assert isinstance(found, dict)
    return found


def findings_of(told: dict[str, Any]) -> list[tuple[str, str]]:
    """Return code and file of every finding, units that have sent nothing left out."""
    return [(item["code"], item["file"]) for item in told["findings"] if item["code"] != "missing-submission"]


def outcomes(told: dict[str, Any]) -> dict[str, str]:
    """Return what became of each file, by path."""
    return {file["path"]: file["outcome"] for file in told["files"]}


def reason(told: dict[str, Any], path: str) -> str:
    """Return what ``Sổ nhận`` says of a file."""
    (found,) = [file["reason"] for file in told["files"] if file["path"] == path]
    return str(found)


@pytest.mark.parametrize("case", ["02", "11", "14", "20"])
def test_a_good_form_counts_whatever_it_came_in_and_nothing_is_said(tmp_path: Path, case: str) -> None:
    told = consolidated(tmp_path, case)
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert not findings_of(told)


def test_a_form_of_ours_that_came_back_undelivered_is_no_submission(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "10")
    assert unit_of(told, "01")["state"] == "missing"
    assert not findings_of(told)
    assert set(outcomes(told).values()) == {"ignored"}
    assert "không chuyển được tới minh-thuan@vuban.example" in reason(told, "tra ve.eml")


def test_the_words_of_a_mail_that_is_rich_text_alone_are_shown(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "12")
    assert "Đơn vị không kết nạp được ai trong kỳ, xin báo cáo 0." in reason(told, "thu.msg")


def test_a_photo_that_no_text_shows_is_for_a_person_to_open(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "18")
    assert outcomes(told)["thu.eml/IMG_0012.jpeg"] == "rejected"
    assert "ảnh" in reason(told, "thu.eml/IMG_0012.jpeg")


def test_what_mail_programs_put_beside_a_form_is_accounted_for(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "20")
    assert sorted(outcomes(told).values()) == ["accepted", *["ignored"] * 5]


def test_both_mails_of_a_box_with_bare_lines_between_are_opened(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "22")
    accepted = [unit["code"] for unit in told["units"] if unit["state"] != "missing"]
    assert len(accepted) == 2, outcomes(told)
    assert not findings_of(told)


def test_a_zip_that_only_windows_unpacks_is_honest_and_said_so(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "24")
    ours = ("unsupported-type", "sent-unreadable")
    found, charged = sorted((item for item in told["findings"] if item["code"] in ours), key=lambda item: item["code"])[
        ::-1
    ]
    assert (found["code"], charged["unit"]) == ("unsupported-type", "01"), "its name tells whose it is"
    assert "Deflate64" in found["message"]
    assert "Giải nén" in found["remedy"]
    (file,) = [file for file in told["files"] if file["path"] == "phieu.zip/01-minh-thuan.xlsx"]
    assert file["size"] == 11737


def test_another_units_form_replaces_nothing_and_the_doubt_names_both(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "04")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert unit_of(told, "02")["state"] == "missing"
    doubts = [item for item in told["findings"] if item["code"] == "identity-doubt"]
    assert {item["unit"] for item in doubts} == {"01", "02"}
    assert all("Minh Thuận" in item["message"] and "Tân Khánh" in item["message"] for item in doubts)


def test_a_form_saved_in_the_future_does_not_beat_its_correction(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "06")
    assert unit_of(told, "01")["values"]["ket_nap"] == 4
    assert ("clock-doubt", "lan1.xlsx") in findings_of(told)
    assert "late" not in {code for code, _ in findings_of(told)}


def test_codes_that_lost_their_zeros_are_taken_and_told(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "15")
    assert unit_of(told, "1")["values"]["ket_nap"] == 5
    assert findings_of(told) == [("unit-code-read", "01-minh-thuan.xlsx")]


def test_a_letter_that_looks_the_same_is_the_same(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "16")
    assert unit_of(told, "10")["state"] == "zero"
    assert not findings_of(told)


def test_the_mails_own_words_are_quoted_beside_its_form(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "09")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    (found,) = [item for item in told["findings"] if item["code"] == "mail-remark"]
    assert (found["unit"], found["severity"]) == ("01", "warning")
    assert found["value"] in found["message"]


def test_a_doubt_stands_on_the_row_of_each_unit_that_it_concerns(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "04")
    sheet = stored_values(Path(told["output"]).read_bytes())["Theo dõi nộp"]
    (header,) = {re.sub(r"\D", "", cell) for cell, value in sheet.items() if value == "Cảnh báo"}
    (column,) = {re.sub(r"\d", "", cell) for cell, value in sheet.items() if value == "Cảnh báo"}
    for name in ("Minh Thuận", "Tân Khánh"):
        (row,) = {re.sub(r"\D", "", cell) for cell, value in sheet.items() if value == name}
        assert int(row) > int(header)
        assert int(str(sheet[f"{column}{row}"])) >= 1, name


def told_of(told: dict[str, Any], code: str) -> str:
    """Return what the findings of a code say."""
    return " ".join(item["message"] for item in told["findings"] if item["code"] == code)


def test_rows_sorted_by_their_labels_are_read_by_the_labels(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "01")
    values = unit_of(told, "01")["values"]
    assert [values[code] for code in ("ket_nap", "nu", "doan_vien", "dai_hoc")] == [5, 3, 2, 0]
    assert findings_of(told) == [("form-repaired", "01-minh-thuan.xlsx")]


def test_a_formula_is_taken_and_told(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "03")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert findings_of(told) == [("formula-value", "01-minh-thuan.xlsx")]


def test_a_struck_digit_is_no_digit(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "05")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert findings_of(told) == [("value-interpreted", "01-minh-thuan.xlsx")]
    assert "(3: gạch ngang) 5" in told_of(told, "value-interpreted")


def test_the_words_of_a_thread_are_quoted(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "07")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert findings_of(told) == [("cell-comment", "01-minh-thuan.xlsx")]
    assert "So dung la 7" in told_of(told, "cell-comment")


def test_comment_and_formula_of_an_open_document_are_told(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "08")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    codes = {code for code, _ in findings_of(told)}
    assert codes == {"cell-comment", "formula-value"}


def test_noise_of_computing_is_no_fraction(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "17")
    assert [unit_of(told, code)["values"]["ket_nap"] for code in ("01", "02")] == [5, 3]
    assert not findings_of(told)


def test_a_hidden_copy_is_called_hidden_and_what_is_seen_counts(tmp_path: Path) -> None:
    told = consolidated(tmp_path, "25")
    assert unit_of(told, "01")["values"]["ket_nap"] == 5
    assert findings_of(told) == [("hidden-copy", "01-minh-thuan.xlsx")]
    assert "Sheet ẩn “Nhập liệu (2)”" in told_of(told, "hidden-copy")
    assert "D10 (ẩn): 9" in told_of(told, "hidden-copy")
