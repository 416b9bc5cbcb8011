"""What counts of several: files nobody could read, mistakes that were mended, the same figures written otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.submission import Account, Outcome, State, UnitResult
from tests.forms import SAVED, fill, saved_at
from tests.oracles import Value
from tests.pipeline.received import Inbox

UNIT, FILE, NAME = "16", "16-thanh-loi.xlsx", "Thành Lợi"
PDF, PNG = b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n" + bytes(99)
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def result_of(accounted: Account, unit: str = UNIT) -> UnitResult:
    return next(result for result in accounted.units if result.unit == unit)


def codes_of(accounted: Account, *severities: Severity, unit: str = UNIT) -> set[str]:
    wanted = severities or tuple(Severity)
    return {item.code for item in accounted.findings if item.unit == unit and item.severity in wanted}


UNREAD: dict[str, tuple[str, bytes]] = {
    "a scan under the form's name": ("16-thanh-loi.pdf", PDF),
    "a photo under the form's name": ("16-thanh-loi (1).png", PNG),
    "a scan under the unit's name": ("Phiếu Thành Lợi đã ký.pdf", PDF),
    "a scan under the unit's bare name": ("phieu thanh loi.pdf", PDF),
    "a locked workbook": ("16-thanh-loi.xlsx", LOCKED),
    "an empty file": ("16-thanh-loi.xlsx", b""),
    "a scan under a code without its zeros": ("016-thanh-loi.pdf", PDF),
}


@pytest.mark.parametrize("what", UNREAD)
def test_a_unit_whose_file_nobody_can_read_has_sent_all_the_same(what: str, inbox: Inbox) -> None:
    name, content = UNREAD[what]
    accounted = inbox.accounted({FILE: None} | {name: content})
    assert result_of(accounted).state is State.INVALID
    assert "sent-unreadable" in codes_of(accounted, Severity.ERROR)
    assert "missing-submission" not in codes_of(accounted)
    (told,) = [item for item in accounted.findings if item.code == "sent-unreadable"]
    assert "đã gửi nhưng chưa đọc được" in told.message
    assert name in told.message


def test_a_truncated_form_is_charged_by_its_name_or_by_who_sent_it(inbox: Inbox) -> None:
    half = inbox.content[FILE][:9000]
    assert result_of(inbox.accounted({FILE: half})).state is State.INVALID
    nameless = inbox.examined("phieu.xlsx", half)
    assert result_of(inbox.accounted({FILE: None, "phieu.xlsx": nameless})).state is State.MISSING
    sent = nameless._replace(sender="thanh-loi@vuban.example")
    assert result_of(inbox.accounted({FILE: None, "phieu.xlsx": sent})).state is State.INVALID
    forwarded = nameless._replace(sender="btc@vuban.example")
    assert result_of(inbox.accounted({FILE: None, "phieu.xlsx": forwarded})).state is State.MISSING


def test_a_file_that_two_signs_give_to_two_units_is_nobodys(inbox: Inbox) -> None:
    scan = inbox.examined("16-thanh-loi.pdf", PDF)._replace(sender="tan-khanh@vuban.example")
    accounted = inbox.accounted({FILE: None, "02-tan-khanh.xlsx": None, scan.path: scan})
    assert {result_of(accounted, unit).state for unit in (UNIT, "02")} == {State.MISSING}


def test_a_signed_scan_beside_a_good_form_is_information(inbox: Inbox) -> None:
    accounted = inbox.accounted({"16-thanh-loi.pdf": PDF})
    assert {item.severity for item in accounted.findings} == {Severity.INFO}
    assert FILE in accounted.findings[0].message
    assert inbox.units_changed_by(accounted) == set()


def test_a_locked_correction_after_a_good_form_stays_open(inbox: Inbox) -> None:
    accounted = inbox.accounted({"16-thanh-loi (2).xlsx": LOCKED})
    assert codes_of(accounted, Severity.ERROR) == {"encrypted-file"}
    assert codes_of(accounted, Severity.WARNING) == {"newer-invalid"}
    assert result_of(accounted).values["ket_nap"] == 10


WRONG: dict[str, dict[str, Value]] = {
    "a part above its whole": {"nu": 11},
    "a word for a number": {"ket_nap": "mấy"},
    "nothing": {"ket_nap": None},
    "a part missing": {"nu": None},
}


@pytest.mark.parametrize("how", WRONG)
def test_a_mistake_that_was_mended_and_sent_again_is_history(how: str, inbox: Inbox) -> None:
    wrong = fill(inbox.content[FILE], WRONG[how], SAVED)
    mended = inbox.examined("sửa.xlsx", saved_at(inbox.content[FILE], SAVED + timedelta(hours=1)))
    accounted = inbox.accounted({FILE: wrong, "sửa.xlsx": mended})
    assert {item.severity for item in accounted.findings} == {Severity.INFO}
    assert all("đã sửa bằng bản mới" in item.message for item in accounted.findings if item.file == FILE)
    assert result_of(accounted).values["ket_nap"] == 10


def test_a_file_that_could_not_be_read_is_history_once_the_form_has_come(inbox: Inbox) -> None:
    broken = inbox.examined("16-thanh-loi hong.xlsx", inbox.content[FILE][:9000], SAVED)
    good = inbox.examined(FILE, saved_at(inbox.content[FILE], SAVED + timedelta(hours=1)))
    accounted = inbox.accounted({FILE: good, broken.path: broken})
    assert [(item.code, item.severity) for item in accounted.findings] == [("unreadable-file", Severity.INFO)]


SAME: dict[str, tuple[dict[str, Value], dict[str, Value]]] = {
    "a choice in capitals": ({"het_nguon": "Không"}, {"het_nguon": "KHÔNG"}),
    "a choice and none": ({"het_nguon": "Không"}, {}),
    "a note in one": ({"ghi_chu": "Đã kiểm tra"}, {}),
    "two notes": ({"ghi_chu": "Đã kiểm tra"}, {"ghi_chu": "đã ký"}),
    "blank and nobody under nobody": (
        {"ket_nap": 0, "nu": None, "doan_vien": None, "dai_hoc": None},
        {"ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0},
    ),
    "a number as text": ({"nu": "06"}, {"nu": 6}),
}


@pytest.mark.parametrize("what", SAME)
def test_the_same_figures_written_otherwise_are_no_conflict(what: str, inbox: Inbox) -> None:
    first, second = (fill(inbox.content[FILE], values, SAVED) for values in SAME[what])
    accounted = inbox.accounted({FILE: first, "khác.xlsx": second})
    assert "conflicting-submissions" not in codes_of(accounted)
    assert result_of(accounted).state in (State.REPORTED, State.ZERO)
    if what == "a note in one":
        assert result_of(accounted).values["ghi_chu"] == "Đã kiểm tra"


def test_other_figures_of_one_moment_stay_a_conflict(inbox: Inbox) -> None:
    first, second = (fill(inbox.content[FILE], {"het_nguon": choice}, SAVED) for choice in ("Có", "Không"))
    accounted = inbox.accounted({FILE: first, "khác.xlsx": second})
    assert "conflicting-submissions" in codes_of(accounted, Severity.ERROR)


@pytest.mark.parametrize("days", [(None, date(2022, 12, 31)), (date(2023, 7, 1), None)], ids=["ended", "not begun"])
def test_a_unit_that_is_not_there_and_counts_is_warned_of(days: tuple[Any, Any], inbox: Inbox) -> None:
    gone = inbox.catalogue.unit[UNIT]._replace(valid_from=days[0], valid_to=days[1])
    units = tuple(gone if unit.code == UNIT else unit for unit in inbox.catalogue.units)
    accounted = inbox.accounted({}, catalogue=replace(inbox.catalogue, units=units))
    assert codes_of(accounted) == {"unit-ended"}
    assert result_of(accounted).values["ket_nap"] == 10
    without = inbox.accounted({FILE: None}, catalogue=replace(inbox.catalogue, units=units))
    assert without.findings == ()


def test_what_counts_all_the_same_is_said_only_where_it_counts(inbox: Inbox) -> None:
    counted = inbox.accounted({FILE: fill(inbox.content[FILE], {"het_nguon": "Có"})})
    assert "vẫn được tính" in counted.findings[0].remedy
    refused = inbox.accounted({FILE: fill(inbox.content[FILE], {"het_nguon": "Có", "nu": 11})})
    assert all("vẫn được tính" not in f"{item.message} {item.remedy}" for item in refused.findings)
    replaced = {FILE: fill(inbox.content[FILE], {"het_nguon": "Có"}, SAVED), "mới.xlsx": inbox.content[FILE]}
    later = inbox.examined("mới.xlsx", saved_at(inbox.content[FILE], SAVED + timedelta(hours=1)))
    accounted = inbox.accounted({**replaced, "mới.xlsx": later})
    assert all("vẫn được tính" not in f"{item.message} {item.remedy}" for item in accounted.findings)


POLITE = [
    "Kính gửi Ban Tổ chức, đơn vị xin gửi phiếu báo cáo 6 tháng đầu năm 2023.\nTrân trọng.",
    "Em gửi anh phiếu ạ, có gì sai sót anh gọi em số 0912345678.",
    "Đơn vị kết nạp 10 đồng chí, trong đó nữ 6.",
]
TELLING = [
    "Số nữ đúng là 7, nhờ anh sửa giúp.",
    "Xin đính chính lại so với bản trước.",
    "Đơn vị kết nạp 12 đồng chí.",
    "Đơn vị đã hết nguồn.",
]


@pytest.mark.parametrize("said", POLITE)
def test_a_polite_mail_beside_its_form_is_no_news(said: str, inbox: Inbox) -> None:
    file = inbox.examined(FILE, inbox.content[FILE])._replace(said=said)
    accounted = inbox.accounted({FILE: file})
    assert accounted.findings == ()
    (receipt,) = [item for item in accounted.receipts if item.file.path == FILE]
    assert " ".join(said.split()) in receipt.reason


@pytest.mark.parametrize("said", TELLING)
def test_a_mail_that_says_more_than_its_form_is_quoted_once(said: str, inbox: Inbox) -> None:
    files = {name: inbox.examined(name, inbox.content[FILE])._replace(said=said) for name in (FILE, "bản hai.xlsx")}
    accounted = inbox.accounted(dict(files))
    told = [item for item in accounted.findings if item.code == "mail-remark" and item.severity is Severity.WARNING]
    assert len(told) == 1
    assert said in told[0].message
    assert result_of(accounted).values["ket_nap"] == 10
    outcomes = {item.outcome for item in accounted.receipts if item.unit == UNIT}
    assert outcomes == {Outcome.ACCEPTED, Outcome.SUPERSEDED}
