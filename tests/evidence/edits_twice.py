"""Kind 5: the same figure in two places: columns copied, rows repeated, sheets copied, visible or hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.judgement import AllOf, Counted, Judgement, NotCounted, OneOf, TakenTold, Told
from tests.evidence.packages import Edit, book, chain, sheet, typed
from tests.evidence.seen import FIVE

SEVEN = (7, 4, 2, 2)
ROWS = (10, 11, 12, 13)
BOTH = NotCounted(("5", "7"))
HIDDEN = OneOf(TakenTold(FIVE, ("7",), "warning"), BOTH)
"""The visible 5 counts and the hidden 7 is told, or an error names both."""
UNHIDDEN = OneOf(TakenTold(SEVEN, ("5",), "warning"), BOTH)
TOTAL = "Tổng số đảng viên kết nạp"


def column(letter: str, figures: Sequence[int], header: str | None = "Số liệu", code: bool = False) -> Edit:
    """Return an edit that puts the figures into another column as well."""
    cells: dict[str, object] = {f"{letter}{row}": figure for row, figure in zip(ROWS, figures, strict=False)}
    if header:
        cells[f"{letter}9"] = header
    if code:
        cells[f"{letter}1"] = "gia_tri"
    return typed(**cells)


def hidden_column(letter: str) -> Edit:
    """Return an edit that hides a column."""
    return sheet(lambda page: setattr(page.column_dimensions[letter], "hidden", True))


def hidden_row(row: int) -> Edit:
    """Return an edit that hides a row."""
    return sheet(lambda page: setattr(page.row_dimensions[row], "hidden", True))


def repeated(row: int, figure: object, code: bool, label: str = TOTAL) -> Edit:
    """Return an edit that writes the total's row once more, below."""
    cells: Mapping[str, object] = {f"C{row}": label, f"D{row}": figure} | ({f"A{row}": "ket_nap"} if code else {})
    return typed(**cells)


def copied_sheet(figures: Sequence[int | None], state: str = "visible", title: str = "", first: bool = False) -> Edit:
    """Return an edit that copies the form's sheet and types other figures into the copy."""

    def change(workbook: Any) -> None:
        copy = workbook.copy_worksheet(workbook["Nhập liệu"])
        copy.title = title or "Nhập liệu (2)"
        copy.sheet_state = state
        copy.column_dimensions["A"].hidden = True
        for row, figure in zip(ROWS, figures, strict=True):
            copy.cell(row, 4).value = figure
        if first:
            workbook.move_sheet(copy, -len(workbook.sheetnames))

    return book(change)


def block_below(page: Any) -> None:
    """Copy the table below the form, corrected."""
    for row in range(9, 14):
        for index in (2, 3, 4):
            page.cell(row + 12, index).value = page.cell(row, index).value
    page["D22"].value = 7


def block_beside(page: Any) -> None:
    """Copy labels and figures to the right of the form, corrected."""
    for row in range(9, 14):
        page.cell(row, 8).value = page.cell(row, 3).value
        page.cell(row, 9).value = page.cell(row, 4).value
    page["I10"].value = 7


def same_block(page: Any) -> None:
    """Copy the table below the form as it is."""
    for row in range(9, 14):
        for index in (2, 3, 4):
            page.cell(row + 12, index).value = page.cell(row, index).value


COLUMNS: tuple[tuple[str, Edit, Judgement], ...] = (
    ("column copied to H, corrected", column("H", SEVEN), BOTH),
    ("column copied to H with its code, corrected", column("H", SEVEN, code=True), BOTH),
    ("column copied to H, same figures", column("H", FIVE), Counted(FIVE)),
    ("column copied to H with its code, same figures", column("H", FIVE, code=True), Counted(FIVE)),
    ("code alone over H, corrected", column("H", SEVEN, None, code=True), BOTH),
    ("column H headed Số liệu đúng", column("H", SEVEN, "Số liệu đúng"), OneOf(
        BOTH, TakenTold(FIVE, ("7",), "warning"))),
    ("column H headed Số liệu sửa lại", column("H", (7,), "Số liệu sửa lại"), OneOf(
        BOTH, TakenTold(FIVE, ("7",), "warning"))),
    ("hints typed over: Số liệu", column("F", SEVEN), BOTH),
    ("checks typed over: Số liệu", column("E", SEVEN), BOTH),
    ("second column agrees but in women", column("H", (5, 4, 2, 2)), NotCounted(("3", "4"))),
    ("D hidden, corrected figures in H", chain(column("H", SEVEN), hidden_column("D")), UNHIDDEN),
    ("D hidden, corrected figures and code in E", chain(column("E", SEVEN, code=True), hidden_column("D")), UNHIDDEN),
    ("corrected figures in a hidden H", chain(column("H", SEVEN), hidden_column("H")), HIDDEN),
    ("same figures in a hidden H", chain(column("H", FIVE), hidden_column("H")), Counted(FIVE)),
    ("D hidden", hidden_column("D"), OneOf(Counted(FIVE), NotCounted())),
)  # fmt: skip
REPEATED: tuple[tuple[str, Edit, Judgement], ...] = (
    ("total once more with its code", repeated(19, 7, True), BOTH),
    ("total once more without its code", repeated(19, 7, False), BOTH),
    ("total once more, with a colon", repeated(20, 7, False, f"{TOTAL}:"), BOTH),
    ("total once more, the same", repeated(19, 5, True), Counted(FIVE)),
    ("total once more, in words", repeated(19, "7 đ/c", True), BOTH),
    ("total once more, 0", repeated(19, 0, True), NotCounted(("5", "0"))),
    ("total once more, blank", repeated(19, None, True), Counted(FIVE)),
    ("total once more in a hidden row", chain(repeated(19, 7, True), hidden_row(19)), HIDDEN),
    ("own row hidden, total once more", chain(repeated(19, 7, True), hidden_row(10)), UNHIDDEN),
    ("table copied below, corrected", sheet(block_below), BOTH),
    ("table copied below, the same", sheet(same_block), Counted(FIVE)),
    ("labels and figures copied beside, corrected", sheet(block_beside), BOTH),
)
SHEETS = NotCounted(("Nhập liệu (2)",))
COPIES: tuple[tuple[str, Edit, Judgement], ...] = (
    ("sheet copied, corrected", copied_sheet(SEVEN), SHEETS),
    ("sheet copied, corrected, named Sửa", copied_sheet(SEVEN, title="Sửa"), NotCounted(("Sửa",))),
    ("sheet copied, corrected, put first", copied_sheet(SEVEN, first=True), SHEETS),
    ("sheet copied, the same", copied_sheet(FIVE), Counted(FIVE)),
    ("sheet copied, left blank", copied_sheet((None, None, None, None)), Counted(FIVE)),
    ("sheet copied, hidden, corrected", copied_sheet(SEVEN, "hidden"), OneOf(
        TakenTold(FIVE, ("ẩn",), "warning"), NotCounted(("Nhập liệu (2)", "ẩn")))),
    ("sheet copied, very hidden, corrected", copied_sheet(SEVEN, "veryHidden"), OneOf(
        TakenTold(FIVE, ("ẩn",), "warning"), NotCounted(("Nhập liệu (2)", "ẩn")))),
    ("sheet copied, hidden, the same", copied_sheet(FIVE, "hidden"), Counted(FIVE)),
    ("own sheet cleared, copy filled", chain(copied_sheet(FIVE), typed(D10=None, D11=None, D12=None, D13=None)), OneOf(
        TakenTold(FIVE), NotCounted())),
    ("own sheet hidden, copy corrected", chain(copied_sheet(SEVEN), book(
        lambda workbook: setattr(workbook["Nhập liệu"], "sheet_state", "hidden"))), UNHIDDEN),
)  # fmt: skip
KINDS = ("xls", "ods", "fods")
CASES = [
    *each(5, COLUMNS),
    *each(5, REPEATED),
    *each(5, COPIES),
    *in_kinds(5, COLUMNS[0][0], COLUMNS[0][1], BOTH, KINDS),
    *in_kinds(5, COLUMNS[10][0], COLUMNS[10][1], UNHIDDEN, KINDS),
    *in_kinds(5, REPEATED[0][0], REPEATED[0][1], BOTH, ("xls", "ods", "lo.xlsx")),
    *in_kinds(5, COPIES[0][0], COPIES[0][1], SHEETS, KINDS),
    one(5, "exhausted, a number in a second column", column("H", (7,)), AllOf(NotCounted(), Told(("7",))), None),
    one(5, "zero, a number in a second column", column("H", (7, 4, 2, 2)), NotCounted(("0", "7")), (0, 0, 0, 0)),
]
