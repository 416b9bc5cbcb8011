"""One change to one good form gives exactly its finding, at its cell, and leaves the other units alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation
from dangvien_xlsx.model.submission import Account, Outcome, ReceivedFile, State
from dangvien_xlsx.text.finding_kinds import KINDS
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_META
from tests.forms import SAVED, fill, saved_at
from tests.oracles import Value
from tests.pipeline.received import Found, Inbox, edited, found_in, packed, workbook_of

UNIT, FILE = "16", "16-thanh-loi.xlsx"
ZERO_UNIT, ZERO_FILE = "10", "10-dai-an.xlsx"
NEWER = "nop lai/16.xlsx"
GOOD: Mapping[str, Value] = {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5}
LATER = SAVED + timedelta(hours=5)


class Case(NamedTuple):
    """What is typed into the good form of unit 16, and what the program must say of it."""

    name: str
    values: Mapping[str, Value]
    code: str
    cell: str
    value: str
    message: str
    state: State = State.INVALID


WRONG_VALUES = [
    Case("the total left blank", {"ket_nap": None}, "value-missing", "D10", "(để trống)", "Tổng số đảng viên kết nạp"),
    Case("a total of spaces", {"ket_nap": "   "}, "value-missing", "D10", "(để trống)", "Tổng số đảng viên kết nạp"),
    Case("a part left blank", {"nu": None}, "value-missing", "D11", "(để trống)", "“Nữ”"),
    Case("a word for a number", {"ket_nap": "nhiều"}, "not-a-number", "D10", "nhiều", "“nhiều”"),
    Case("a number and a doubt", {"nu": "6 hay 7"}, "not-a-number", "D11", "6 hay 7", "“6 hay 7”"),
    Case("TRUE for a number", {"nu": True}, "not-a-number", "D11", "TRUE", "“TRUE”"),
    Case("a fraction", {"ket_nap": 9.5}, "not-integer", "D10", "9,5", "9,5"),
    Case("above the bound", {"ket_nap": 1000}, "out-of-range", "D10", "1000", "từ 0 đến 999"),
    Case("below zero", {"dai_hoc": -1}, "out-of-range", "D13", "-1", "từ 0 đến 999"),
    Case("a part above its whole", {"nu": 11}, "exceeds-parent", "D11", "11", "“Nữ” là 11"),
    Case("neither yes nor no", {"het_nguon": "chưa rõ"}, "not-a-choice", "D14", "chưa rõ", "chỉ nhận Có hoặc Không"),
    Case(
        "exhausted, and nobody admitted",
        {"het_nguon": "Có", "ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0},
        "exhausted-unclear",
        "D14",
        "Có",
        "Vừa ghi Hết nguồn vừa ghi",
    ),
    Case(
        "exhausted, and some admitted",
        {"het_nguon": "Có"},
        "exhausted-but-admitted",
        "D14",
        "Có",
        "là 10",
        State.REPORTED,
    ),
]


@pytest.mark.parametrize("case", WRONG_VALUES, ids=lambda case: case.name)
def test_a_wrong_value_is_found_at_its_cell_and_only_there(case: Case, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], case.values)})
    assert found_in(accounted) == [(case.code, UNIT, FILE, case.cell)]
    (finding,) = accounted.findings
    assert (finding.sheet, finding.value) == (SHEET_FORM, case.value)
    assert case.message in finding.message
    assert finding.remedy
    assert state_of(accounted, UNIT) is case.state
    assert inbox.units_changed_by(accounted) == {UNIT}
    assert receipt_of(accounted, FILE)[0] is (Outcome.REJECTED if case.state is State.INVALID else Outcome.ACCEPTED)


def test_an_excel_error_is_found_at_its_cell(inbox: Inbox) -> None:
    def break_cell(book: Workbook) -> None:
        cell = book[SHEET_FORM]["D11"]
        cell.value, cell.data_type = "#REF!", "e"

    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], break_cell)})
    assert found_in(accounted) == [("error-value", UNIT, FILE, "D11")]
    assert "#REF!" in accounted.findings[0].message
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_a_warning_lets_the_numbers_count(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {"het_nguon": "Có"})})
    assert accounted.findings[0].severity is Severity.WARNING
    assert values_of(accounted, UNIT) == {**GOOD, "het_nguon": "Có"}


def test_parts_that_do_not_sum_are_found_at_the_whole(inbox: Inbox) -> None:
    parts = tuple(
        Indicator(code, code.upper(), Kind.INTEGER, "ket_nap", Relation.PART, True, 0, 999)
        for code in ("xa", "cq", "tr")
    )
    catalogue = replace(inbox.catalogue, indicators=(*inbox.catalogue.indicators, *parts))
    small = Inbox.__new__(Inbox)
    small.catalogue = catalogue
    blank = form_bytes(catalogue, catalogue.unit[UNIT])
    good = small.examined(FILE, fill(blank, {**GOOD, "xa": 5, "cq": 3, "tr": 2}))
    wrong = small.examined(FILE, fill(blank, {**GOOD, "xa": 5, "cq": 3, "tr": 1}))
    assert codes_of(inbox.accounted({FILE: good}, catalogue=catalogue), UNIT) == []
    accounted = inbox.accounted({FILE: wrong}, catalogue=catalogue)
    assert codes_of(accounted, UNIT) == [("parts-do-not-sum", "D10")]
    (finding,) = [item for item in accounted.findings if item.unit == UNIT]
    assert "XA, CQ, TR" in finding.message
    assert "cộng lại là 9" in finding.message


def meta(key: str, value: str | None) -> Callable[[Workbook], object]:
    """Return a change to one value of ``_meta``."""

    def change(book: Workbook) -> None:
        cells = {cell.value: cell for cell in book[SHEET_META]["A"]}
        cells[key].offset(0, 1).value = value

    return change


def test_a_form_of_another_period_is_not_counted(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], meta("ky", "2022-12T"))})
    assert found_in(accounted) == [("wrong-period", UNIT, FILE, "")]
    assert "2022-12T" in accounted.findings[0].message
    assert "2023-6T" in accounted.findings[0].message
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_a_form_whose_code_is_nobodys_is_charged_to_the_unit_that_it_prints(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], meta("don_vi", "99"))})
    assert found_in(accounted) == [("unknown-unit", UNIT, FILE, "")]
    assert "“99”" in next(item.message for item in accounted.findings if item.code == "unknown-unit")
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_a_form_that_prints_the_name_of_another_unit_is_not_counted(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: fill(inbox.content[FILE], {"don_vi": "Minh Thuận"})})
    mismatch = "unit-mismatch"
    expected: list[Found] = [("missing-submission", UNIT, "", "")]
    assert found_in(accounted) == [*expected, (mismatch, "01", FILE, "D6"), (mismatch, UNIT, FILE, "D6")]
    assert state_of(accounted, UNIT) is State.MISSING, "whoever it is, it has not sent by this"
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_a_form_sent_before_the_catalogue_grew_is_read_by_what_it_asked(inbox: Inbox) -> None:
    earlier = replace(inbox.catalogue, indicators=tuple(i for i in inbox.catalogue.indicators if i.code != "dai_hoc"))
    values = {code: value for code, value in GOOD.items() if code != "dai_hoc"}
    content = fill(form_bytes(earlier, earlier.unit[UNIT]), values)
    accounted = inbox.accounted({FILE: content})
    assert found_in(accounted) == [("old-form", UNIT, FILE, "")]
    assert "Trình độ đại học" in accounted.findings[0].message
    assert values_of(accounted, UNIT) == values


def drop_code(book: Workbook) -> None:
    book[SHEET_FORM]["A11"].value = None


def drop_meta(book: Workbook) -> None:
    del book[SHEET_META]


def rename_sheet(book: Workbook) -> None:
    book[SHEET_FORM].title = "Sheet1"


def drop_all_codes(book: Workbook) -> None:
    sheet = book[SHEET_FORM]
    for cell in (*sheet["A"], *sheet[1]):
        cell.value = None


@pytest.mark.parametrize("damage", [drop_code, drop_meta, rename_sheet, drop_all_codes])
def test_a_damaged_form_is_read_all_the_same_and_said_to_be_repaired(
    damage: Callable[[Workbook], None], inbox: Inbox
) -> None:
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], damage)})
    assert found_in(accounted) == [("form-repaired", UNIT, FILE, "")]
    assert inbox.units_changed_by(accounted) == set()


TRUNCATED = "hong.xlsx"
NOT_FORMS: dict[str, tuple[str, Callable[[Inbox], bytes]]] = {
    "a workbook of something else": ("not-a-form", lambda _: workbook_of([["Họ và tên", "Điểm"], ["An", 9]])),
    "an empty workbook": ("not-a-form", lambda _: workbook_of([])),
    "half a workbook": ("unreadable-file", lambda inbox: inbox.content[FILE][:9000]),
    "an empty file": ("unreadable-file", lambda _: b""),
    "a zip bomb": (
        "suspicious-file",
        lambda _: packed([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b" " * 40_000_000)]),
    ),
    "a zip of very many members": (
        "suspicious-file",
        lambda _: packed((f"xl/{number}.xml", b"") for number in range(6000)),
    ),
    "a workbook with a password": (
        "encrypted-file",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "a picture": ("unsupported-type", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(99)),
}


@pytest.mark.parametrize("what", NOT_FORMS)
def test_a_file_that_is_no_form_is_named_and_takes_nothing_along(what: str, inbox: Inbox) -> None:
    code, made = NOT_FORMS[what]
    accounted = inbox.accounted({TRUNCATED: made(inbox)})
    assert found_in(accounted) == [(code, "", TRUNCATED, "")]
    assert inbox.units_changed_by(accounted) == set()
    outcome, reason = receipt_of(accounted, TRUNCATED)
    assert (outcome, reason) == (Outcome.REJECTED, accounted.findings[0].message)


def newer(inbox: Inbox, values: Mapping[str, Value], saved: datetime = LATER) -> ReceivedFile:
    return inbox.examined(NEWER, fill(inbox.content[FILE], values, saved))


def test_the_newest_submission_counts_and_the_earlier_is_said_to_be_superseded(inbox: Inbox) -> None:
    accounted = inbox.accounted({NEWER: newer(inbox, {"nu": 7})})
    assert found_in(accounted) == [("superseded", UNIT, FILE, "")]
    assert accounted.findings[0].severity is Severity.INFO
    assert NEWER in accounted.findings[0].message
    assert values_of(accounted, UNIT)["nu"] == 7
    assert receipt_of(accounted, FILE)[0] is Outcome.SUPERSEDED
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_two_different_submissions_of_one_moment_are_not_guessed_between(inbox: Inbox) -> None:
    same = saved_at(inbox.content[FILE], SAVED)
    accounted = inbox.accounted({FILE: same, NEWER: newer(inbox, {"nu": 7}, SAVED)})
    conflict = "conflicting-submissions"
    assert found_in(accounted) == [(conflict, UNIT, FILE, ""), (conflict, UNIT, NEWER, "")]
    assert state_of(accounted, UNIT) is State.INVALID
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_the_same_submission_twice_is_no_conflict(inbox: Inbox) -> None:
    accounted = inbox.accounted({NEWER: inbox.examined(NEWER, inbox.content[FILE])})
    assert {item.code for item in accounted.findings} == {"superseded"}
    assert inbox.units_changed_by(accounted) == set()


def test_a_newer_submission_with_a_mistake_does_not_replace_a_good_one(inbox: Inbox) -> None:
    accounted = inbox.accounted({NEWER: newer(inbox, {"nu": 11})})
    assert found_in(accounted) == [("exceeds-parent", UNIT, NEWER, "D11"), ("newer-invalid", UNIT, FILE, "")]
    assert inbox.units_changed_by(accounted) == set()


def test_a_unit_that_sent_nothing_is_missing(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: None})
    assert found_in(accounted) == [("missing-submission", UNIT, "", "")]
    assert "Thành Lợi" in accounted.findings[0].message
    assert FILE in accounted.findings[0].remedy
    assert state_of(accounted, UNIT) is State.MISSING
    assert inbox.units_changed_by(accounted) == {UNIT}


LAST_SECOND = datetime(2023, 7, 4, 16, 59, 59, tzinfo=UTC)
"""23:59:59 of 4 July in Viet Nam, the deadline's day."""
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("saved", "late"), [(LAST_SECOND, False), (LAST_SECOND + SECOND, True)])
def test_the_deadline_ends_with_its_day_in_vietnam_time(saved: datetime, late: bool, inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: saved_at(inbox.content[FILE], saved)})
    assert found_in(accounted) == ([("late", UNIT, FILE, "")] if late else [])
    assert inbox.units_changed_by(accounted) == ({UNIT} if late else set())
    assert values_of(accounted, UNIT) == GOOD


def test_lateness_is_judged_by_the_first_valid_submission(inbox: Inbox) -> None:
    corrected = newer(inbox, {"nu": 7}, LAST_SECOND + SECOND)
    assert found_in(inbox.accounted({NEWER: corrected})) == [("superseded", UNIT, FILE, "")]
    wrong = fill(inbox.content[FILE], {"nu": 11})
    expected: list[Found] = [("exceeds-parent", UNIT, FILE, "D11"), ("late", UNIT, NEWER, "")]
    assert found_in(inbox.accounted({FILE: wrong, NEWER: corrected})) == expected


def test_the_time_is_the_workbooks_own_and_the_files_where_it_has_none(inbox: Inbox) -> None:
    after = LAST_SECOND + SECOND
    own = inbox.examined(FILE, saved_at(inbox.content[FILE], SAVED), changed=after)
    assert own.received == SAVED
    without = packed(members_without(inbox.content[FILE], "docProps/core.xml"))
    assert inbox.examined(FILE, without, changed=after).received == after
    never_saved = form_bytes(inbox.catalogue, inbox.catalogue.unit[UNIT], GOOD)
    assert inbox.examined(FILE, never_saved, changed=after).received == after


def members_without(content: bytes, name: str) -> list[tuple[str, bytes]]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [(member, package.read(member)) for member in package.namelist() if member != name]


def test_what_came_after_the_day_asked_for_is_left_out_and_said_so(inbox: Inbox) -> None:
    accounted = inbox.accounted({NEWER: newer(inbox, {"nu": 7}, LAST_SECOND)}, as_of=datetime(2023, 7, 3).date())
    assert values_of(accounted, UNIT) == GOOD
    outcome, reason = receipt_of(accounted, NEWER)
    assert outcome is Outcome.IGNORED
    assert "03/07/2023" in reason


def test_blank_zero_exhausted_and_not_sent_are_four_things(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: None, "10-dai-an.xlsx": fill(inbox.content[ZERO_FILE], {"ket_nap": None})})
    states = {code: state_of(accounted, code) for code in (UNIT, ZERO_UNIT, "12", "19")}
    assert states == {
        UNIT: State.MISSING,
        ZERO_UNIT: State.INVALID,
        "12": State.ZERO,
        "19": State.EXHAUSTED,
    }
    assert "ket_nap" not in values_of(accounted, "19")
    assert values_of(accounted, "12")["ket_nap"] == 0


def test_a_unit_that_does_not_exist_in_the_period_is_not_missed(inbox: Inbox) -> None:
    gone = inbox.catalogue.unit[UNIT]._replace(valid_to=datetime(2022, 12, 31).date())
    units = tuple(gone if unit.code == UNIT else unit for unit in inbox.catalogue.units)
    accounted = inbox.accounted({FILE: None}, catalogue=replace(inbox.catalogue, units=units))
    assert accounted.findings == ()
    assert state_of(accounted, UNIT) is State.NOT_APPLICABLE


def test_every_code_has_a_severity_and_errors_come_first(inbox: Inbox) -> None:
    changes = {NEWER: newer(inbox, {"nu": 11}), ZERO_FILE: None, "anh.png": b"\x89PNG"}
    severities = [item.severity.rank for item in inbox.accounted(changes).findings]
    assert severities == sorted(severities)
    assert len(set(severities)) == 2
    assert all(item.severity is KINDS[item.code].severity for item in inbox.accounted(changes).findings)


def state_of(accounted: Account, unit: str) -> State:
    return next(result.state for result in accounted.units if result.unit == unit)


def values_of(accounted: Account, unit: str) -> dict[str, object]:
    return next(dict(result.values) for result in accounted.units if result.unit == unit)


def codes_of(accounted: Account, unit: str) -> list[tuple[str, str]]:
    return [(item.code, item.cell) for item in accounted.findings if item.unit == unit and item.code != "old-form"]


def receipt_of(accounted: Account, path: str) -> tuple[Outcome, str]:
    return next((item.outcome, item.reason) for item in accounted.receipts if item.file.path == path)
