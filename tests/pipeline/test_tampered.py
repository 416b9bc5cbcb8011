"""Forms that somebody changed: read right and said so, or refused at the cell; and whose each one is."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from dangvien_xlsx.model.submission import Outcome, State
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_META
from dangvien_xlsx.text.old_fonts import TCVN3, VNI
from tests.forms import SAVED, fill, saved_at
from tests.oracles import quietly_loaded, saved_by_libreoffice
from tests.pipeline.received import Inbox, edited, found_in

UNIT, FILE = "16", "16-thanh-loi.xlsx"
OTHER_FILE = "01-minh-thuan.xlsx"
REPAIRED = [("form-repaired", UNIT, FILE, "")]
Change = Callable[[Workbook], Any]


def form(book: Workbook) -> Worksheet:
    return book[SHEET_FORM]


def on(change: Callable[[Worksheet], Any]) -> Change:
    return lambda book: change(form(book))


def clear(*cells: str) -> Change:
    def change(book: Workbook) -> None:
        for cell in cells:
            form(book)[cell].value = None

    return change


def put(**values: Any) -> Change:
    def change(book: Workbook) -> None:
        for cell, value in values.items():
            form(book)[cell].value = value

    return change


def several(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for each in changes:
            each(book)

    return change


def repeat(row: int, value: Any) -> Change:
    """Return a change that repeats an indicator's row below the table, with another value."""

    def change(book: Workbook) -> None:
        sheet = form(book)
        for column in (1, 2, 3):
            sheet.cell(40, column).value = sheet.cell(row, column).value
        sheet.cell(40, 4).value = value

    return change


def sort_rows(book: Workbook) -> None:
    """Turn the indicators' rows upside down, as sorting by some column does."""
    sheet = form(book)
    rows = [[cell.value for cell in sheet[row]] for row in range(10, 16)]
    for row, values in zip(range(10, 16), reversed(rows), strict=True):
        for column, value in enumerate(values, 1):
            if column != 5:  # the live checks refer to cells
                sheet.cell(row, column).value = value


def move_sheet(book: Workbook) -> None:
    book.move_sheet(form(book), 2)


def unprotect(book: Workbook) -> None:
    form(book).protection.sheet = False


def hide(book: Workbook) -> None:
    form(book).row_dimensions[11].hidden = True
    form(book).auto_filter.ref = "A9:F15"


def comment(text: str) -> Change:
    return on(lambda sheet: setattr(sheet["D11"], "comment", Comment(text, "Thư ký")))


def old_font(text: str, code: dict[str, str]) -> str:
    back: dict[str, str] = {}
    for old, letter in code.items():
        back.setdefault(letter, old)
    return "".join(back.get(letter, letter) for letter in text)


NOTE = "Có một đồng chí chuyển đến từ đơn vị khác"

NOTED = [("text-converted", UNIT, FILE, "D15"), ("unit-note", UNIT, FILE, "D15")]

READ_RIGHT: dict[str, tuple[Change, list[tuple[str, str, str, str]]]] = {
    "nothing changed": (lambda _: None, []),
    "protection removed": (unprotect, []),
    "rows hidden and filtered": (hide, [("hidden-place", UNIT, FILE, "D11")]),
    "sheets in another order": (move_sheet, []),
    "a row of notes below": (put(C30="Ghi thêm", D30="abc"), [("remark-noted", UNIT, FILE, "C30")]),
    "labels retyped": (put(C11="Số nữ", C12="Đ.viên"), []),
    "label column merged": (on(lambda sheet: sheet.merge_cells("B11:C11")), REPAIRED),
    "rows sorted the other way": (sort_rows, []),
    "the sheet renamed": (on(lambda sheet: setattr(sheet, "title", "Trang tính1")), REPAIRED),
    "one code gone": (clear("A12"), REPAIRED),
    "all codes but one gone": (clear("A10", "A11", "A12", "A13", "A14"), REPAIRED),
    "the code of the column gone": (clear("D1"), REPAIRED),
    "_meta gone": (lambda book: book.remove(book[SHEET_META]), REPAIRED),
    "_meta and all codes gone": (
        several(lambda book: book.remove(book[SHEET_META]), clear(*(f"A{row}" for row in range(1, 20)), "D1")),
        REPAIRED,
    ),
    "a code twice with the same number": (repeat(11, 6), REPAIRED),
    "a code twice, once blank": (repeat(11, None), REPAIRED),
    "_meta and the unit's name gone: the file's name tells": (
        several(lambda book: book.remove(book[SHEET_META]), clear("D6", "A6")),
        [*REPAIRED, ("identity-doubt", UNIT, FILE, "")],
    ),
    "a formula": (put(D11="=2*3"), [("formula-not-calculated", UNIT, FILE, "D11")]),
    "a comment": (comment("Một đồng chí chuyển đi"), [("cell-comment", UNIT, FILE, "D11")]),
    "our own comment": (comment("Sai số. Cần làm: gõ lại"), []),
    "a note in TCVN3": (put(D15=old_font(NOTE, TCVN3)), NOTED),
    "a note in VNI": (put(D15=old_font(NOTE, VNI)), NOTED),
    "a name in TCVN3": (put(D6=old_font("Thành Lợi", TCVN3)), [("text-converted", UNIT, FILE, "D6")]),
    "a name decomposed, which nobody sees": (put(D6="Tha\u0300nh Lo\u031b\u0323i"), []),
}


@pytest.mark.parametrize("name", READ_RIGHT)
def test_a_changed_form_gives_exactly_its_findings(name: str, inbox: Inbox) -> None:
    change, expected = READ_RIGHT[name]
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], change)})
    assert found_in(accounted) == expected
    if not any(code == "formula-not-calculated" for code, *_ in expected):
        assert inbox.units_changed_by(accounted) <= ({UNIT} if name.startswith("a note") else set())
    unit = next(result for result in accounted.units if result.unit == UNIT)
    if name.startswith("a note"):
        assert unit.values["ghi_chu"] == NOTE


REFUSED: dict[str, tuple[Change, str, str, tuple[str, ...]]] = {
    "a code twice with two numbers": (repeat(11, 9), "code-twice", "D11", ("D11: 6", "D40: 9")),
    "a label twice with two numbers, codes gone": (
        several(repeat(11, 9), clear("A11", "A40")),
        "code-twice",
        "D11",
        ("D11: 6", "D40: 9"),
    ),
    "a name that nobody bears": (put(D6="Hải Hậu"), "unit-mismatch", "D6", ("Hải Hậu",)),
    "the value's cell lost": (on(lambda sheet: sheet.delete_rows(11)), "place-missing", "", ("Nữ",)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_known_is_an_error_at_its_cell_and_nothing_is_guessed(name: str, inbox: Inbox) -> None:
    change, code, cell, told = REFUSED[name]
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], change)})
    errors = [item for item in accounted.findings if item.code == code]
    assert [(item.unit, item.file, item.cell) for item in errors] == [(UNIT, FILE, cell)]
    assert all(part in errors[0].message for part in told)
    assert next(result for result in accounted.units if result.unit == UNIT).state is State.INVALID
    assert inbox.units_changed_by(accounted) == {UNIT}


def test_a_formula_that_was_computed_is_taken_and_said(inbox: Inbox) -> None:
    def change(book: Workbook) -> None:
        form(book)["D11"].value = "=2*3"

    (content,) = saved_by_libreoffice([edited(inbox.content[FILE], change)])
    accounted = inbox.accounted({FILE: saved_at(content, SAVED)})
    assert found_in(accounted) == [("formula-value", UNIT, FILE, "D11")]
    assert "6" in accounted.findings[0].message
    assert inbox.units_changed_by(accounted) == set()


def gathered(inbox: Inbox, *names: str) -> bytes:
    """Copy several units' forms into one workbook, a sheet each, as somebody at a commune does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in names:
        source = form(quietly_loaded(inbox.content[name]))
        sheet = book.create_sheet(name[:2])
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet[cell.coordinate].value = cell.value
    stream = io.BytesIO()
    book.save(stream)
    return saved_at(stream.getvalue(), SAVED)


def test_several_forms_in_one_workbook_count_for_each_unit(inbox: Inbox) -> None:
    names = [name for name in inbox.content if name[:2] in ("01", "16", "57")]
    changes: dict[str, Any] = dict.fromkeys(names)
    accounted = inbox.accounted(changes | {"gộp.xlsx": gathered(inbox, *names)})
    assert {(item.code, item.unit) for item in accounted.findings} == {("form-repaired", name[:2]) for name in names}
    states = {result.unit: result.state for result in accounted.units}
    assert states == {result.unit: result.state for result in inbox.untouched.units}
    (receipt,) = [item for item in accounted.receipts if item.file.path == "gộp.xlsx"]
    assert receipt.outcome is Outcome.ACCEPTED
    assert "Thành Lợi" in receipt.reason
    assert len(accounted.receipts) == 55


def test_a_sheet_copied_within_its_workbook_counts_once(inbox: Inbox) -> None:
    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], lambda book: book.copy_worksheet(form(book)))})
    assert {item.code for item in accounted.findings} == {"form-repaired"}
    assert inbox.units_changed_by(accounted) == set()


def test_two_sheets_of_one_unit_with_two_numbers_are_a_conflict(inbox: Inbox) -> None:
    def change(book: Workbook) -> None:
        book.copy_worksheet(form(book))["D11"].value = 3

    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], change)})
    assert {item.code for item in accounted.findings} == {"form-repaired", "conflicting-submissions"}
    assert next(result for result in accounted.units if result.unit == UNIT).state is State.INVALID


def test_a_blank_copy_beside_the_filled_form_says_nothing(inbox: Inbox) -> None:
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(form(book))
        for row in range(10, 16):
            copy.cell(row, 4).value = None

    accounted = inbox.accounted({FILE: edited(inbox.content[FILE], change)})
    assert found_in(accounted) == []
    assert inbox.units_changed_by(accounted) == set()


class Said(NamedTuple):
    """A file's name, what is changed inside, and the code that must come."""

    name: str
    change: Change
    codes: set[str]


@pytest.mark.parametrize(
    "said",
    [
        Said("16-thanh-loi (1).xlsx", lambda _: None, set()),
        Said("phieu.xlsx", lambda _: None, set()),
        Said("01-minh-thuan.xlsx", lambda _: None, {"identity-doubt"}),
        Said("01-minh-thuan (2).xls", lambda _: None, {"identity-doubt"}),
    ],
    ids=lambda said: said.name,
)
def test_the_name_of_the_file_is_compared_with_the_form(said: Said, inbox: Inbox) -> None:
    changes: dict[str, Any] = {FILE: None, OTHER_FILE: None}
    content = edited(inbox.content[FILE], said.change)
    accounted = inbox.accounted(changes | {said.name: content})
    told = [item for item in accounted.findings if item.code != "missing-submission"]
    assert {item.code for item in told} == said.codes
    for item in told:
        assert "Thành Lợi" in item.message
        assert "Minh Thuận" in item.message


def test_an_unknown_name_gets_the_nearest_units_named_but_is_not_matched(inbox: Inbox) -> None:
    change = several(lambda book: book.remove(book[SHEET_META]), put(D6="Xã Thanh Loi"))
    accounted = inbox.accounted({FILE: None, "x.xlsx": edited(inbox.content[FILE], change)})
    (found,) = [item for item in accounted.findings if item.code == "unknown-unit"]
    assert "Thành Lợi (mã 16)" in found.message
    assert "Tên gọi khác" in found.remedy
    assert next(result for result in accounted.units if result.unit == UNIT).state is State.MISSING


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsx"])
def test_forms_saved_by_libreoffice_in_its_formats_count_the_same(kind: str, inbox: Inbox) -> None:
    names = [name for name in inbox.content if name[:2] in ("01", "10", "16", "19")]
    saved = saved_by_libreoffice([inbox.content[name] for name in names], kind)
    changes: dict[str, Any] = dict.fromkeys(names)
    for name, content in zip(names, saved, strict=True):
        changes[name.replace(".xlsx", f".{kind}")] = content
    accounted = inbox.accounted(changes)
    assert {item.code for item in accounted.findings} <= {"late"}, "saved today, after the deadline"
    for result, before in zip(accounted.units, inbox.untouched.units, strict=True):
        assert (result.state, result.values) == (before.state, before.values)


def test_a_newer_form_replaces_and_an_older_one_does_not(inbox: Inbox) -> None:
    newer = fill(inbox.content[FILE], {"nu": 4}, SAVED + timedelta(hours=2))
    book = load_workbook(io.BytesIO(newer))
    assert book[SHEET_FORM]["D11"].value == 4
    accounted = inbox.accounted({"lại.xlsx": newer})
    assert next(result for result in accounted.units if result.unit == UNIT).values["nu"] == 4
