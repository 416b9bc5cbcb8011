"""Kind 14, with 1, 11 and 27: figures typed into ``nhap-tay.xlsx``; every typed row has an outcome."""

from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.evidence.cases import Case, Desk, desk
from tests.evidence.judgement import (
    AllOf,
    Counted,
    Holds,
    Judgement,
    MissingUnit,
    NamesRow,
    NeverSays,
    NotCounted,
    OneOf,
    Stops,
    Taken,
    TakenTold,
    Told,
)
from tests.evidence.seen import EXHAUSTED, FIVE, Figures

SEVEN: Figures = (7, 3, 2, 1)
COLUMNS = ("ma", "ten", "ket_nap", "nu", "doan_vien", "dai_hoc", "het_nguon", "ghi_chu", "nguoi_bao", "ngay_bao",
           "cach_bao", "ly_do")  # fmt: skip
FULL: dict[str, object] = {
    "ket_nap": 7,
    "nu": 3,
    "doan_vien": 2,
    "dai_hoc": 1,
    "nguoi_bao": "Trần Văn A",
    "ngay_bao": date(2023, 7, 3),
    "cach_bao": "Điện thoại",
}
SHEET = "Nhập tay"
Change = Callable[[Any, int], object]
"""A change of the sheet, given the unit's row."""


def write(sheet: Any, row: int, values: dict[str, object]) -> None:
    """Type values into a row by column code."""
    for code, value in values.items():
        sheet.cell(row, COLUMNS.index(code) + 1).value = value


def row_of(made: Desk) -> int:
    """Return the row of the unit, in catalogue order from row 5."""
    return int(made.unit().code) + 4


def typed(values: dict[str, object], *changes: Change) -> Callable[[Desk], None]:
    """Return a desk on which a unit's row is typed, with changes."""

    def lay(made: Desk) -> None:
        def by_hand(book: Any) -> None:
            write(book[SHEET], row_of(made), FULL | values)
            for change in changes:
                change(book[SHEET], row_of(made))

        made.by_hand = by_hand

    return lay


def at(code: str, **changes: object) -> Change:
    """Return a change of a cell of the unit's row."""

    def change(sheet: Any, row: int) -> None:
        for name, value in changes.items():
            setattr(sheet.cell(row, COLUMNS.index(code) + 1), name, value)

    return change


def moved_below(sheet: Any, row: int) -> None:
    """Move a row out of its place to the end of the list."""
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(row + 100, column).value = sheet.cell(row, column).value
        sheet.cell(row, column).value = None


def hidden(sheet: Any, row: int) -> None:
    """Hide the unit's row."""
    sheet.row_dimensions[row].hidden = True


OUTCOME = OneOf(Counted(SEVEN), NotCounted(), AllOf(MissingUnit(), Told(("nhap-tay.xlsx",))))
NOBODYS_ROWS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("code cleared, name stays", typed({}, at("ma", value=None)), OUTCOME),
    ("code and name cleared", typed({}, at("ma", value=None), at("ten", value=None)), AllOf(
        MissingUnit(), Told(("nhap-tay.xlsx",)))),
    ("code of nobody", typed({}, at("ma", value="99")), AllOf(OUTCOME, Told(("99",)))),
    ("all figures blank", typed({"ket_nap": None, "nu": None, "doan_vien": None, "dai_hoc": None}), OneOf(
        NotCounted(), AllOf(MissingUnit(), Told(("nhap-tay.xlsx",))))),
)  # fmt: skip
ROWS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("as it should be", typed({}), Taken(SEVEN)),
    *((f"day: {day!r}", typed({"ngay_bao": day}), Taken(SEVEN)) for day in (
        "3/7/23", "03/07/2023", "01.07.23", "1.7.2023", "3-7-2023", "03-07-23", "ngày 3/7/2023", "3/7/2023.",
        " 3/7/2023 ", "2023-07-03")),
    ("day: in words only", typed({"ngay_bao": "hôm qua"}), TakenTold(SEVEN, ("hôm qua",), "warning")),
    ("day: 31/6/2023", typed({"ngay_bao": "31/6/2023"}), TakenTold(SEVEN, ("31/6/2023",), "warning")),
    ("day: blank", typed({"ngay_bao": None}), TakenTold(SEVEN, (), "warning")),
    ("reporter blank", typed({"nguoi_bao": None}), TakenTold(SEVEN, (), "warning")),
    ("total #N/A", typed({"ket_nap": "#N/A"}, at("ket_nap", data_type="e")), NotCounted(("#N/A",))),
    ("women #REF!", typed({"nu": "#REF!"}, at("nu", data_type="e")), NotCounted(("#REF!",))),
    ("total #N/A, exhausted Yes", typed({"ket_nap": "#N/A", "nu": None, "doan_vien": None, "dai_hoc": None,
        "het_nguon": "Có"}, at("ket_nap", data_type="e")), NotCounted(("#N/A",))),
    ("formula without value", typed({"ket_nap": "=3+4"}), OneOf(NotCounted(), TakenTold(SEVEN, (), "warning"))),
    ("women a formula without value", typed({"nu": "=1+2"}), OneOf(NotCounted(), TakenTold(SEVEN, (), "warning"))),
    ("total blank", typed({"ket_nap": None}), NotCounted()),
    ("exhausted", typed({"ket_nap": None, "nu": None, "doan_vien": None, "dai_hoc": None, "het_nguon": "Có"}),
        Taken(EXHAUSTED)),
    ("exhausted in words", typed({"ket_nap": "Hết nguồn", "nu": None, "doan_vien": None, "dai_hoc": None}),
        Counted(EXHAUSTED)),
    ("7 đ/c", typed({"ket_nap": "7 đ/c"}), Counted(SEVEN)),
    ("bảy", typed({"ket_nap": "bảy"}), Counted(SEVEN)),
    ("7 hoặc 8", typed({"ket_nap": "7 hoặc 8"}), NotCounted(("7 hoặc 8",))),
    ("7²", typed({"ket_nap": "7²"}), OneOf(Counted(SEVEN), NotCounted())),
    ("7.0000000000000009", typed({"ket_nap": 7.0000000000000009}), Taken(SEVEN)),
    ("women above the total", typed({"nu": 8}), NotCounted(("8", "7"))),
    ("comment on the total", typed({}, at("ket_nap", comment=Comment("thực ra 8", "VP"))), OneOf(
        TakenTold(SEVEN, ("8",)), NotCounted(("8",)))),
    ("struck through", typed({}, at("ket_nap", font=Font(strike=True))), OneOf(
        NotCounted(("7",)), TakenTold(SEVEN, ("7",), "warning"))),
    ("shown as 0%", typed({}, at("ket_nap", number_format="0%")), OneOf(
        NotCounted(("7",)), TakenTold(SEVEN, ("7",), "warning"))),
    ("note: exhausted against 0", typed({"ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0,
        "ghi_chu": "Hết nguồn"}), NotCounted((), ("exhausted-unclear",))),
    ("row moved to the end", typed({}, moved_below), Counted(SEVEN)),
    ("row hidden", typed({}, hidden), OneOf(Counted(SEVEN), NotCounted(("ẩn",)))),
    ("code became a number", typed({}, lambda sheet, row: at("ma", value=int(sheet.cell(row, 1).value))(sheet, row)),
        Counted(SEVEN)),
)  # fmt: skip
WORDING = (
    ("women above the total: names the row", typed({"nu": 8}), AllOf(
        NamesRow(), NeverSays(("đơn vị sửa trong phiếu này", "gửi lại phiếu")))),
    ("words: names the row", typed({"ket_nap": "vài người"}), AllOf(
        NamesRow(), Told(("vài người",), ("error",)), NeverSays(("đơn vị sửa trong phiếu này",)))),
    ("total blank: names the row", typed({"ket_nap": None}), AllOf(
        NamesRow(), NeverSays(("đơn vị sửa trong phiếu này",)))),
)  # fmt: skip


def copied(made: Desk) -> None:
    """Type the unit's row into a copy of the sheet."""

    def by_hand(book: Any) -> None:
        copy = book.copy_worksheet(book[SHEET])
        copy.title = "Nhập tay (2)"
        write(copy, row_of(made), FULL)

    made.by_hand = by_hand


def of_ones_own(made: Desk) -> None:
    """Type the unit's figures on a sheet that has nothing of ours."""

    def by_hand(book: Any) -> None:
        page = book.create_sheet("Sổ tay")
        page.append([made.unit().code, made.unit().name, 7, 3, 2, 1])

    made.by_hand = by_hand


def in_sheet(change: Callable[[Any, int], object], values: dict[str, object] | None = None) -> Callable[[Desk], None]:
    """Return a desk with a row typed and the whole sheet changed."""
    return typed(values or {}, change)


def with_form(values: dict[str, object]) -> Callable[[Desk], None]:
    """Return a desk with a valid form saved on 3 July, and a row typed by hand."""

    def lay(made: Desk) -> None:
        typed(values)(made)
        made.put(made.unit().file, made.form("a", FIVE))

    return lay


def as_of(day: str, values: dict[str, object]) -> Callable[[Desk], None]:
    """Return a desk as of a day."""

    def lay(made: Desk) -> None:
        made.options += ["--as-of", day]
        typed(values)(made)

    return lay


NEITHER = OneOf(
    Stops(("nhap-tay.xlsx",)), NotCounted(("Tổng số",)), Told(("Tổng số",), ("error",)), Told(("ket_nap",), ("error",))
)
WHOLE: tuple[tuple[int, str, Callable[[Desk], None], Judgement], ...] = (
    (14, "rows in a copied sheet", copied, OneOf(Counted(SEVEN), Told(("Nhập tay (2)",), ("error", "warning")))),
    (14, "rows on a sheet without codes and headers", of_ones_own, AllOf(
        MissingUnit(), Told(("Sổ tay", "7"), ("error", "warning")))),
    (14, "only who reported", typed(dict.fromkeys(("ket_nap", "nu", "doan_vien", "dai_hoc"))), AllOf(
        MissingUnit(), Told(("Trần Văn A", "nhap-tay.xlsx"), ("error", "warning")))),
    (14, "a number beside the row", typed({}, lambda sheet, row: sheet.__setitem__(f"N{row}", 9)), TakenTold(
        SEVEN, ("9",), "warning")),
    (14, "by hand: a reason that corrects", typed({"ly_do": "số tạm, thật ra 13"}), TakenTold(
        SEVEN, ("thật ra 13",), "warning")),
    (14, "by hand: a reason that explains", typed({"ly_do": "Phiếu gửi trước ghi nhầm 5, đúng là 7"}), Taken(SEVEN)),
    (14, "as of the day before", as_of("02/07/2023", {}), AllOf(MissingUnit(), Told(("03/07/2023",)))),
    (14, "as of the day itself", as_of("03/07/2023", {}), Counted(SEVEN)),
    (14, "as of, day in two digits", as_of("03/07/2023", {"ngay_bao": "03/07/23"}), Counted(SEVEN)),
    (14, "as of, day unknown", as_of("03/07/2023", {"ngay_bao": "hôm qua"}), Told(("hôm qua",))),
    (1, "by hand: total's column code cleared", in_sheet(lambda sheet, row: sheet.__setitem__("C1", None)), OneOf(
        Counted(SEVEN), NEITHER)),
    (1, "by hand: total's code and header cleared", in_sheet(lambda sheet, row: (sheet.__setitem__("C1", None),
        sheet.__setitem__("C4", None))), NEITHER),
    (1, "by hand: total's column deleted", in_sheet(lambda sheet, row: sheet.delete_cols(3)), NEITHER),
    (1, "by hand: women's column code cleared", in_sheet(lambda sheet, row: sheet.__setitem__("D1", None)), OneOf(
        Counted(SEVEN), NotCounted(("Nữ",)))),
    (1, "by hand: row of codes deleted", in_sheet(lambda sheet, row: sheet.delete_rows(1)), OneOf(
        Counted(SEVEN), NEITHER, Told(("nhap-tay.xlsx",), ("error",)))),
    (4, "by hand: two headers exchanged", in_sheet(lambda sheet, row: (sheet.__setitem__("D4", "Đoàn viên"),
        sheet.__setitem__("E4", "Nữ"))), OneOf(TakenTold((7, 2, 3, 1), ()), NotCounted(("Nữ", "Đoàn viên")))),
    (11, "by hand on 28 June, another form since", with_form({"ngay_bao": date(2023, 6, 20), "ly_do": "Máy hỏng"}),
        OneOf(AllOf(Holds(SEVEN), Told(("5",), ("warning",))),
            AllOf(Holds(SEVEN), Told(("nhap-tay.xlsx",), ("warning",))),
        AllOf(Holds(FIVE), Told(("7",), ("warning",))))),
    (14, "by hand after the form, with a reason", with_form({"ngay_bao": date(2023, 7, 4), "ly_do": "Báo lại"}),
        Counted(SEVEN)),
    (14, "by hand after the form, no reason", with_form({"ngay_bao": date(2023, 7, 4)}), AllOf(
        OneOf(Holds(FIVE), NotCounted()), Told((), ("error",), ("override-without-reason",)))),
)  # fmt: skip
CASES = [
    *(Case(14, f"by hand: {name}", lay, judgement, group="by hand") for name, lay, judgement in ROWS),
    *(Case(27, f"by hand: {name}", lay, judgement, group="by hand") for name, lay, judgement in WORDING),
    *(desk(14, f"by hand: {name}", lay, judgement, ("16",)) for name, lay, judgement in NOBODYS_ROWS),
    *(desk(kind, name, lay, judgement, ("16",)) for kind, name, lay, judgement in WHOLE),
]
