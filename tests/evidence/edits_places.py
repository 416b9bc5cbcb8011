"""Kinds 1, 4 and 5: totals that are not found, labels against hidden codes, second places of a figure."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.judgement import (
    AllOf,
    Counted,
    Judgement,
    NoCode,
    NotCounted,
    OneOf,
    TakenTold,
    Told,
)
from tests.evidence.packages import SAVED, Edit, book, chain, saved_at, sheet, typed
from tests.evidence.seen import EXHAUSTED, FIVE, TEN

LABELS = {"nu": "Trong đó: Nữ", "doan_vien": "Đoàn viên", "dai_hoc": "Trình độ đại học"}
TOTAL = "Tổng số đảng viên kết nạp"


def corners(region: str) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a region."""
    left, top, right, bottom = (int(number or 1) for number in range_boundaries(region))
    return left, top, right, bottom


def without_row(row: int) -> Edit:
    """Return an edit that deletes a row as Excel does: what is merged below moves up."""

    def change(page: Any) -> None:
        merged = [str(region) for region in page.merged_cells.ranges]
        for region in merged:
            page.unmerge_cells(region)
        page.delete_rows(row)
        for region in merged:
            left, top, right, bottom = corners(region)
            up = int(top > row)
            page.merge_cells(start_row=top - up, end_row=bottom - up, start_column=left, end_column=right)

    return sheet(change)


def pasted(labels: Mapping[str, str] | None = None, first: str = "A1") -> Edit:
    """Return an edit that copies what is seen into a new workbook: no codes, no ``_meta``, labels retyped."""
    import io

    from tests.oracles import quietly_loaded

    def edit(content: bytes) -> bytes:
        page: Any = quietly_loaded(content)["Nhập liệu"]
        made = Workbook()
        target = made.worksheets[0]
        left, top, _, _ = corners(first)
        for row in page.iter_rows(min_row=2, max_row=17, min_col=2):
            for cell in row:
                value = (labels or {}).get(str(cell.value), cell.value)
                if value is not None and cell.data_type != "f":
                    target.cell(cell.row - 2 + top, cell.column - 2 + left, value)
        stream = io.BytesIO()
        made.save(stream)
        return saved_at(stream.getvalue(), SAVED)

    return edit


def cut(sheet_name: str) -> Edit:
    """Return an edit that deletes a sheet."""
    return book(lambda workbook: workbook.remove(workbook[sheet_name]))


FOUND = OneOf(TakenTold(FIVE), NotCounted())
"""Taken and told, or refused; never exhausted."""
CODELESS = {f"A{row}": None for row in range(1, 18)} | {f"{letter}1": None for letter in "BCDEF"}
GONE = (
    ("total's row deleted", without_row(10), AllOf(NotCounted(("Tổng số",)), NoCode(("exceeds-parent",)))),
    ("total's row deleted, choice Yes", chain(typed(D14="Có"), without_row(10)), NotCounted(("Tổng số",))),
    ("women's row deleted", without_row(11), NotCounted(("Nữ",))),
    ("youth's row deleted", without_row(12), NotCounted(("Đoàn viên",))),
    ("graduates' row deleted", without_row(13), NotCounted(("đại học",))),
    ("exhausted's row deleted", without_row(14), OneOf(NotCounted(("Hết nguồn",)), Counted(FIVE))),
    ("note's row deleted", without_row(15), OneOf(Counted(FIVE), NotCounted(("Ghi chú",)))),
    ("column of codes deleted", sheet(lambda page: page.delete_cols(1)), FOUND),
    ("codes of rows cleared", typed(**{f"A{row}": None for row in range(1, 18)}), TakenTold(FIVE)),
    ("codes of columns cleared", typed(**{f"{letter}1": None for letter in "ABCDEF"}), TakenTold(FIVE)),
    ("all codes cleared", typed(**CODELESS), TakenTold(FIVE)),
    ("code of the value column and its header cleared", typed(D1=None, D9=None), FOUND),
    ("all codes and the total's label cleared", typed(**{**CODELESS, "C10": None}), NotCounted(("Tổng số",))),
    ("total's code and label cleared", typed(A10=None, C10=None), NotCounted(("Tổng số",))),
    ("total's code cleared", typed(A10=None), TakenTold(FIVE)),
    ("total's label cleared", typed(C10=None), FOUND),
    ("total's code cleared, label with a colon", typed(A10=None, C10=f"{TOTAL}:"), TakenTold(FIVE)),
    ("total's code cleared, label in capitals", typed(A10=None, C10=TOTAL.upper()), TakenTold(FIVE)),
    ("total's code cleared, label in other words", typed(A10=None, C10="Số người vào Đảng trong kỳ"), FOUND),
    ("total's code misspelt", typed(A10="ket_nap_"), FOUND),
    ("total and parts cleared", typed(D10=None, D11=None, D12=None, D13=None), NotCounted()),
    ("total cleared", typed(D10=None), NotCounted(("Tổng số",))),
    ("total of blanks", typed(D10="   "), NotCounted(("Tổng số",))),
    ("total cleared, choice No", typed(D10=None, D14="Không"), NotCounted(("Tổng số",))),
    ("total moved to the next column", typed(D10=None, E10=5), AllOf(NotCounted(), Told(("5",)))),
    ("value column cleared, figures one column on", typed(
        D10=None, D11=None, D12=None, D13=None, G10=5, G11=3, G12=2, G13=2), NotCounted()),
)  # fmt: skip
PASTED = (
    ("as it is", pasted(), TakenTold(FIVE)),
    ("moved to C4", pasted(first="C4"), TakenTold(FIVE)),
    ("colon after the total", pasted({TOTAL: f"{TOTAL}:"}), TakenTold(FIVE)),
    ("colon and dots", pasted({TOTAL: f"{TOTAL} :...."}), FOUND),
    ("numbered label", pasted({TOTAL: f"1. {TOTAL}"}), FOUND),
    ("unit in brackets", pasted({TOTAL: f"{TOTAL} (đ/c)"}), FOUND),
    ("shorter label", pasted({TOTAL: "Tổng số kết nạp"}), FOUND),
    ("label in other words", pasted({TOTAL: "Kết nạp mới"}), NotCounted()),
    ("total left out", pasted({TOTAL: ""}), NotCounted()),
    ("header in other words", pasted({"Số liệu": "Số lượng"}), FOUND),
)
EITHER = OneOf(TakenTold(TEN), NotCounted(("Nữ", "Đoàn viên")))


def labels(**by_cell: str) -> Edit:
    """Return an edit that types over labels."""
    return typed(**by_cell)


def reordered(*order: int) -> Edit:
    """Return an edit that sorts rows 11 to 13 as a person sees them: the hidden codes stay."""

    def change(page: Any) -> None:
        seen = {row: [page.cell(row, column).value for column in (3, 4, 6)] for row in (11, 12, 13)}
        for row, source in zip((11, 12, 13), order, strict=True):
            for column, value in zip((3, 4, 6), seen[source], strict=True):
                page.cell(row, column).value = value

    return sheet(change)


AGAINST: tuple[tuple[str, Edit, Judgement], ...] = (
    ("parts sorted: graduates, women, youth", reordered(13, 11, 12), OneOf(TakenTold(TEN), NotCounted(("Nữ",)))),
    ("parts sorted: youth, women, graduates", reordered(12, 11, 13), EITHER),
    ("parts sorted: women, graduates, youth", reordered(11, 13, 12), OneOf(TakenTold(TEN), NotCounted(("Đoàn viên",)))),
    ("two labels exchanged", labels(C11=LABELS["doan_vien"], C12=LABELS["nu"]), OneOf(
        TakenTold((10, 4, 6, 5)), NotCounted(("Nữ", "Đoàn viên")))),
    ("two hidden codes exchanged", typed(A11="doan_vien", A12="nu"), EITHER),
    ("three hidden codes turned", typed(A11="doan_vien", A12="dai_hoc", A13="nu"), OneOf(TakenTold(TEN), NotCounted())),
    ("codes of total and women exchanged", typed(A10="nu", A11="ket_nap"), OneOf(TakenTold(TEN), NotCounted())),
    ("one label twice", labels(C11=LABELS["doan_vien"]), NotCounted(("Đoàn viên",))),
    ("the total's label on a part", labels(C12=TOTAL), NotCounted(("Tổng số",))),
    ("women typed over: men", labels(C11="Trong đó: Nam"), NotCounted(("Nam",))),
    ("women typed over: ethnic minority", labels(C11="Dân tộc thiểu số"), NotCounted(("Dân tộc",))),
    ("youth typed over: on probation", labels(C12="Đảng viên dự bị"), NotCounted(("dự bị",))),
    ("graduates typed over: college", labels(C13="Trình độ cao đẳng"), NotCounted(("cao đẳng",))),
    ("total typed over: transferred", labels(C10="Số đảng viên chuyển đến"), NotCounted(("chuyển đến",))),
    ("total typed over: died", labels(C10="Tổng số đảng viên từ trần"), NotCounted(("từ trần",))),
    ("codes deleted too: men", typed(A11=None, C11="Nam"), NotCounted(("Nữ",))),
)  # fmt: skip
ALIKE = {
    "C11": ("Nữ", "- Nữ", "Trong đó: Nữ:", "TRONG ĐÓ: NỮ", "Trong đó nữ", " Trong  đó:  Nữ ", "Trong đó: Nữ (đ/c)"),
    "C12": ("+ Đoàn viên", "Đoàn viên:", "đoàn viên", unicodedata.normalize("NFD", "Đoàn viên")),
    "C13": ("- Trình độ đại học", "Trình độ Đại học.", "1.3 Trình độ đại học"),
    "C10": (f"{TOTAL}.", f"1. {TOTAL}", f"{TOTAL}*", "TỔNG SỐ ĐẢNG VIÊN KẾT NẠP"),
}


def moved_with_codes(page: Any) -> None:
    """Move rows 11 to 13 whole, codes too, two rows below the form's own."""
    for column in range(1, 7):
        rows = [page.cell(row, column).value for row in (11, 12, 13)]
        for row, value in zip((13, 11, 12), rows, strict=True):
            page.cell(row, column).value = value


def row_inserted(*values: object) -> Edit:
    """Return an edit that inserts a row under the total, with values from column B on."""

    def change(page: Any) -> None:
        merged = [str(region) for region in page.merged_cells.ranges]
        for region in merged:
            page.unmerge_cells(region)
        page.insert_rows(11)
        for region in merged:
            left, top, right, bottom = corners(region)
            down = int(top > 10)
            page.merge_cells(start_row=top + down, end_row=bottom + down, start_column=left, end_column=right)
        for column, value in enumerate(values, 2):
            page.cell(11, column).value = value

    return sheet(change)


MOVED = (
    ("rows moved with their codes", sheet(moved_with_codes), Counted(TEN)),
    ("blank row inserted", row_inserted(), Counted(TEN)),
    ("row of another thing inserted", row_inserted(None, "Dân tộc thiểu số", 2), TakenTold(TEN, ("Dân tộc thiểu số",))),
    ("column inserted before the figures", sheet(lambda page: page.insert_cols(4)), Counted(TEN)),
)
YES_IN_NOTE = chain(typed(C14="Ghi chú", D14=None), typed(C15="Hết nguồn", D15="Có"))
CASES = [
    *each(1, GONE),
    *each(1, ((f"pasted: {name}", edit, judgement) for name, edit, judgement in PASTED)),
    *in_kinds(1, "total's row deleted", without_row(10), NotCounted(("Tổng số",)), ("xls", "ods", "fods")),
    *in_kinds(1, "all codes cleared", typed(**CODELESS), TakenTold(FIVE), ("xls", "ods")),
    *in_kinds(1, "pasted: colon after the total", PASTED[2][1], PASTED[2][2], ("xls", "ods")),
    one(1, "exhausted, total's row deleted", without_row(10), OneOf(NotCounted(("Tổng số",)), TakenTold(EXHAUSTED)),
        EXHAUSTED),
    one(1, "exhausted, pasted", pasted(), TakenTold(EXHAUSTED), EXHAUSTED),
    one(1, "exhausted, choice cleared", typed(D14=None), NotCounted(("Tổng số",)), EXHAUSTED),
    *each(4, AGAINST, TEN),
    *each(4, ((f"label alike: {text!r}", labels(**{a1: text}), Counted(TEN)) for a1, texts in ALIKE.items()
              for text in texts), TEN),
    *each(4, MOVED, TEN),
    *in_kinds(4, AGAINST[1][0], AGAINST[1][1], EITHER, ("xls", "ods", "fods", "lo.xlsx"), TEN),
    *in_kinds(4, "one label twice", labels(C11=LABELS["doan_vien"]), NotCounted(("Đoàn viên",)), ("xls", "ods"), TEN),
    one(4, "labels of exhausted and note exchanged with their answers", YES_IN_NOTE,
        OneOf(TakenTold(EXHAUSTED), NotCounted()), EXHAUSTED),
]  # fmt: skip
