"""Whose a form is: what disagrees is told on the rows of all whom it concerns; what may be another's is nobody's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from dangvien_xlsx.judging.identity import Identities
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.submission import Account, Outcome, ReceivedFile, State, UnitResult
from dangvien_xlsx.text.names import SHEET_META
from tests.forms import SAVED, fill
from tests.pipeline.received import Inbox, edited

A, A_FILE, A_NAME = "16", "16-thanh-loi.xlsx", "Thành Lợi"
B, B_FILE, B_NAME = "02", "02-tan-khanh.xlsx", "Tân Khánh"
OTHER: Mapping[str, Any] = {"ket_nap": 9, "nu": 2, "doan_vien": 2, "dai_hoc": 2}


def result_of(accounted: Account, unit: str) -> UnitResult:
    return next(result for result in accounted.units if result.unit == unit)


def admitted(accounted: Account, unit: str) -> object:
    return result_of(accounted, unit).values.get("ket_nap")


def about_identity(accounted: Account) -> dict[str, tuple[str, Severity, str]]:
    codes = ("identity-doubt", "unit-mismatch")
    return {item.unit: (item.code, item.severity, item.message) for item in accounted.findings if item.code in codes}


def stray(inbox: Inbox, name: str, **said: str) -> ReceivedFile:
    """A form of unit A with other figures than A's own, as something else says that it is B's."""
    filler = said.pop("filled_by", "Văn phòng Thành Lợi")
    content = fill(inbox.content[A_FILE], {**OTHER, "nguoi_lap": filler}, SAVED)
    return inbox.examined(name, content)._replace(**said)  # type: ignore[arg-type]


SIGNS: dict[str, dict[str, str]] = {
    "the other's own file name": {"name": "02-tan-khanh.xlsx"},
    "a copy of the other's file name": {"name": "02-tan-khanh (2).xlsx"},
    "the other's name in the file's, bare": {"name": "Phieu Tan Khanh.xlsx"},
    "the other's name in the file's, with marks": {"name": "Báo cáo xã Tân Khánh lần 1.xlsx"},
    "the subject of its mail": {"name": "phieu.xlsx", "subject": "Đảng bộ xã Tân Khánh gửi phiếu"},
    "the address it came from": {"name": "phieu.xlsx", "sender": "tan-khanh@vuban.example"},
    "who filled it": {"name": "phieu.xlsx", "filled_by": "Văn phòng Đảng uỷ Tân Khánh"},
    "who filled it, behind a person's name": {"name": "phieu.xlsx", "filled_by": "Nguyễn Văn An - Tân Khánh"},
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_doubtful_form_is_nobodys_while_the_other_has_sent_nothing(sign: str, inbox: Inbox) -> None:
    file = stray(inbox, **SIGNS[sign])
    accounted = inbox.accounted({A_FILE: None, B_FILE: None, file.path: file})
    assert [result_of(accounted, unit).state for unit in (A, B)] == [State.MISSING, State.MISSING]
    told = about_identity(accounted)
    assert set(told) == {A, B}, "on the rows of both"
    for _, _, message in told.values():
        assert A_NAME in message
        assert B_NAME in message
    (receipt,) = [item for item in accounted.receipts if item.file.path == file.path]
    assert (receipt.unit, receipt.outcome) == ("", Outcome.REJECTED)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_doubtful_form_never_replaces_an_undoubted_one(sign: str, inbox: Inbox) -> None:
    file = stray(inbox, **SIGNS[sign])
    path = f"sau/{file.path}"
    accounted = inbox.accounted({B_FILE: None, path: file._replace(path=path)})
    assert admitted(accounted, A) == 10
    assert result_of(accounted, B).state is State.MISSING
    told = about_identity(accounted)
    assert set(told) == {A, B}
    assert told[A][1] is Severity.WARNING, "an error would keep numbers out that count"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_doubtful_form_counts_for_nobody_even_where_the_other_has_an_undoubted_one(sign: str, inbox: Inbox) -> None:
    file = stray(inbox, **SIGNS[sign])
    path = f"sau/{file.path}"
    accounted = inbox.accounted({A_FILE: None, path: file._replace(path=path)})
    is_named_for_the_other = "file" in sign
    assert admitted(accounted, A) == (None if is_named_for_the_other else 9)
    assert A in about_identity(accounted)


SILENT: dict[str, dict[str, str]] = {
    "a person who bears a commune's name": {"name": "phieu.xlsx", "filled_by": "Nguyễn Minh Thuận"},
    "the office that the mail goes to": {"name": "gui ban to chuc huyen uy.xlsx"},
    "the unit's own name and another's": {"name": "thanh loi, tan khanh.xlsx"},
    "the unit's own file, signed": {"name": "16-thanh-loi da ky.xlsx"},
    "a subject without a name": {"name": "phieu.xlsx", "subject": "Báo cáo 6 tháng"},
}


@pytest.mark.parametrize("sign", SILENT)
def test_what_names_nobody_else_raises_no_doubt(sign: str, inbox: Inbox) -> None:
    file = stray(inbox, **SILENT[sign])
    accounted = inbox.accounted({A_FILE: None, file.path: file})
    assert accounted.findings == ()
    assert admitted(accounted, A) == 9


@pytest.mark.parametrize("printed", ["Tân Khánh", "Đảng bộ xã Tân Khánh", "TÂN KHÁNH", "Tân Khánh - Thành Lợi"])
def test_a_code_and_a_name_of_two_units_make_neither_of_them_sent(printed: str, inbox: Inbox) -> None:
    content = fill(inbox.content[A_FILE], {"don_vi": printed})
    accounted = inbox.accounted({A_FILE: content, B_FILE: None})
    assert [result_of(accounted, unit).state for unit in (A, B)] == [State.MISSING, State.MISSING]
    told = about_identity(accounted)
    assert {unit: (code, severity) for unit, (code, severity, _) in told.items()} == {
        A: ("unit-mismatch", Severity.ERROR),
        B: ("unit-mismatch", Severity.ERROR),
    }
    accounted = inbox.accounted({"lạc.xlsx": content})
    assert (admitted(accounted, A), admitted(accounted, B)) == (10, admitted(inbox.untouched, B))
    assert {severity for _, severity, _ in about_identity(accounted).values()} == {Severity.WARNING}


@pytest.mark.parametrize(
    "printed", ["Đảng bộ xã Thành Lợi", "Đảng uỷ xã Thành Lợi (Vụ Bản)", "Xã THÀNH LỢI, huyện Vụ Bản"]
)
def test_a_printed_name_that_holds_the_units_own_and_no_others_is_taken_and_told(printed: str, inbox: Inbox) -> None:
    accounted = inbox.accounted({A_FILE: fill(inbox.content[A_FILE], {"don_vi": printed})})
    assert admitted(accounted, A) == 10
    (told,) = accounted.findings
    assert (told.code, told.severity, told.unit) == ("unit-name-read", Severity.WARNING, A)
    assert printed in told.message


@pytest.mark.parametrize("printed", ["Tha\u0300nh Lợi", "thành  lợi", "Thành-Lợi"])
def test_a_printed_name_that_is_only_written_otherwise_is_no_news(printed: str, inbox: Inbox) -> None:
    accounted = inbox.accounted({A_FILE: fill(inbox.content[A_FILE], {"don_vi": printed})})
    assert {item.code for item in accounted.findings} <= {"text-converted"}
    assert admitted(accounted, A) == 10


@pytest.mark.parametrize(
    ("written", "printed"), [("Ðại An", "10"), ("ÐẠI AN", "10"), ("Ɖại An", "10"), ("Cộng Hòa", "07")]
)
def test_letters_that_look_alike_and_both_spellings_of_a_tone_are_one_name(
    written: str, printed: str, inbox: Inbox
) -> None:
    (name,) = [name for name in inbox.content if name.startswith(printed)]
    accounted = inbox.accounted({name: fill(inbox.content[name], {"don_vi": written})})
    assert accounted.findings == ()


def with_names(catalogue: Catalogue, **others: str) -> Catalogue:
    """Give units other names, by code: ``u16="…"``."""
    wanted = {code.removeprefix("u"): (name,) for code, name in others.items()}
    return replace(catalogue, units=tuple(u._replace(other_names=wanted.get(u.code, ())) for u in catalogue.units))


def test_a_name_that_several_units_bear_identifies_none_of_them(inbox: Inbox) -> None:
    def nameless(book: Workbook) -> None:
        del book[SHEET_META]

    catalogue = with_names(inbox.catalogue, u02="Thành Lợi")
    content = edited(inbox.content[A_FILE], nameless)
    accounted = inbox.accounted({A_FILE: None, B_FILE: None, "phieu.xlsx": content}, catalogue=catalogue)
    assert [result_of(accounted, unit).state for unit in (A, B)] == [State.MISSING, State.MISSING]
    told, other = [item for item in accounted.findings if item.code == "unknown-unit"]
    assert {told.unit, other.unit} == {A, B}
    assert f"{A_NAME} (mã 16)" in told.message
    assert f"{B_NAME} (mã 02)" in told.message
    assert inbox.accounted({}, catalogue=catalogue).findings == (), "the code tells, and the name is among its own"


@pytest.mark.parametrize("alias", ["Hòa Bình", "Hoà Bình", "HÒA BÌNH", "hoa\u0300 bi\u0300nh"])
def test_an_alias_counts_in_either_spelling(alias: str, inbox: Inbox) -> None:
    catalogue = with_names(inbox.catalogue, u16=alias)
    for printed in ("Hoà Bình", "Hòa Bình"):
        content = fill(inbox.content[A_FILE], {"don_vi": printed})
        assert inbox.accounted({A_FILE: content}, catalogue=catalogue).findings == ()


def renumbered(catalogue: Catalogue) -> Catalogue:
    """The catalogue after Excel made numbers of its codes."""
    return replace(catalogue, units=tuple(unit._replace(code=str(int(unit.code))) for unit in catalogue.units))


def test_a_code_that_became_a_number_is_the_same_where_the_printed_name_agrees(inbox: Inbox) -> None:
    catalogue = renumbered(inbox.catalogue)
    accounted = inbox.accounted({}, catalogue=catalogue)
    assert admitted(accounted, "1") == 5
    told = [item for item in accounted.findings if item.unit == "1"]
    assert [(item.code, item.severity) for item in told] == [("unit-code-read", Severity.WARNING)]
    assert "“01”" in told[0].message
    assert {item.unit for item in accounted.findings} == {str(number) for number in range(1, 10)}
    content = fill(inbox.content["01-minh-thuan.xlsx"], {"don_vi": "Tân Khánh"})
    accounted = inbox.accounted({"01-minh-thuan.xlsx": content}, catalogue=catalogue)
    assert result_of(accounted, "1").state is State.MISSING


def test_two_codes_of_one_number_are_not_guessed_between(inbox: Inbox) -> None:
    first, second, *others = inbox.catalogue.units
    units = (first._replace(code="1"), second._replace(code="001", name=first.name), *others)
    accounted = inbox.accounted({B_FILE: None}, catalogue=replace(inbox.catalogue, units=units))
    assert {result_of(accounted, code).state for code in ("1", "001")} == {State.MISSING}


def test_each_units_file_name_is_its_own_whatever_follows(example: Catalogue) -> None:
    """The unit that is named as the collecting office is known by its code."""
    signs = Identities(example).signs
    for unit in example.units:
        stem = form_file_name(unit).removesuffix(".xlsx")
        for name in (
            f"{stem} cong van.docx",
            f"{stem}-lan-2.xlsx",
            f"{stem}.pdf",
            f"{stem} (2).xlsx",
            f"{stem}_anh.jpg",
        ):
            assert signs.of_file_name(name) is unit, name
