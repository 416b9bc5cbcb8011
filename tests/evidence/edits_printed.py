"""Kinds 3, 4, 7, 8 and 9: what we printed ourselves, typed over, emptied, struck out or made too small to be seen."""

from typing import Any

from openpyxl.styles import Font

from tests.evidence.cases import each, in_kinds
from tests.evidence.edits_errors import comment
from tests.evidence.judgement import AllOf, Counted, Judgement, NotCounted, OneOf, Taken, TakenTold, Told
from tests.evidence.packages import Edit, sheet, typed
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO

TOTAL = "Tổng số đảng viên kết nạp"
HEAD = "Số lượng kết nạp đảng viên từ tháng 01/2023 đến 6/2023"
Rows = tuple[tuple[str, Edit, Judgement], ...]


def warned(*quoting: str) -> OneOf:
    """The figures count and a warning quotes the words, or they wait for an answer that the error asks for."""
    return OneOf(TakenTold(FIVE, quoting, "warning"), NotCounted(quoting))


ANSWERED: Rows = (
    *((f"label answers yes: {text!r}", typed(C14=text), NotCounted(("Có",)))
      for text in ("Hết nguồn: Có", "Hết nguồn (Có)", "Hết nguồn - có", "2. HẾT NGUỒN: CÓ", "Hết nguồn? Có")),
    ("label answers yes, cell says no", typed(C14="Hết nguồn: Có", D14="Không"), NotCounted(("Có",))),
    ("label answers yes by a tick", typed(C14="Hết nguồn: x"), NotCounted(("x",))),
    ("label answers no", typed(C14="Hết nguồn: Không"), Counted(ZERO)),
    ("label answers no twice", typed(C14="Hết nguồn: Không", D14="Không"), Taken(ZERO)),
    ("label asks the opposite and answers", typed(C14="Còn nguồn phát triển? Không"), NotCounted(("Còn nguồn",))),
    ("label asks the opposite", typed(C14="Còn nguồn", D14="Không"), NotCounted(("Còn nguồn",))),
    ("label asks the opposite, yes", typed(C14="Còn nguồn?", D14="Có"), NotCounted(("Còn nguồn",))),
    ("label of the total says 2", typed(C10=f"{TOTAL}: 2"), NotCounted(("2",))),
    ("label of the women says 2", typed(C11="Trong đó: Nữ: 2"), NotCounted(("2",))),
    ("label of the total says 0", typed(C10=f"{TOTAL}: 0"), Taken(ZERO)),
    ("label of the note says exhausted", typed(C15="Ghi chú: hết nguồn"), NotCounted(("hết nguồn",))),
    ("header says 2", typed(D9="Số liệu: 2"), OneOf(NotCounted(("2",)), TakenTold(ZERO, ("2",), "warning"))),
)  # fmt: skip
ANSWERED_EXHAUSTED: Rows = (
    ("label answers no", typed(C14="Hết nguồn: Không"), NotCounted(("Không",))),
    ("label answers yes too", typed(C14="Hết nguồn: Có"), Taken(EXHAUSTED)),
    ("label answers, cell blank", typed(C14="Hết nguồn: Có", D14=None), OneOf(
        NotCounted(), TakenTold(EXHAUSTED, ("Có",), "warning"))),
    ("label of the total says 2", typed(C10=f"{TOTAL}: 2"), NotCounted(("2",))),
    ("label of the women says 1", typed(C11="Trong đó: Nữ 1"), NotCounted(("1",))),
)  # fmt: skip
LABELLED: Rows = (
    ("label of the total: 9", typed(C10=f"{TOTAL}: 9"), warned("9")),
    ("label of the total: 9 đ/c", typed(C10=f"{TOTAL} 9 đ/c"), warned("9")),
    ("label of the total: 5", typed(C10=f"{TOTAL}: 5"), Taken(FIVE)),
    ("label of the total: chín", typed(C10=f"{TOTAL}: chín người"), warned("chín")),
    ("label of the women: 4", typed(C11="Trong đó: Nữ: 4"), warned("4")),
    ("label of the total: 5, cell blank", typed(C10=f"{TOTAL}: 5", D10=None), AllOf(NotCounted(), Told(("5",)))),
    ("label answers yes beside 5", typed(C14="Hết nguồn: Có"), warned("Có")),
    ("label of the total of last year", typed(C10=f"{TOTAL} năm 2022"), warned("2022")),
    ("label of the total of a quarter", typed(C10=f"{TOTAL} quý I/2023"), warned("quý I/2023")),
    ("label of the total of the period", typed(C10=f"{TOTAL} 6 tháng đầu năm 2023"), Taken(FIVE)),
    ("label of the total of the running year", typed(C10=f"{TOTAL} năm 2023"), Counted(FIVE)),
    ("label of the total: also those who came", typed(C10=f"{TOTAL} và chuyển đến"), warned("chuyển đến")),
    ("label of the note: another word", typed(C15="Ý kiến khác"), Counted(FIVE)),
    ("label of the note corrects", typed(C15="Ghi chú: số đúng là 7"), warned("7")),
    ("label of the filler says 9", typed(C16="Người lập phiếu (kết nạp 9 đ/c)"), warned("9")),
    ("label of the unit says 9", typed(C6="Đơn vị: kết nạp 9"), warned("9")),
    ("label of the filler retyped", typed(C16="Người lập:"), Taken(FIVE)),
    ("label of the unit retyped", typed(C6="Tên đơn vị:"), Taken(FIVE)),
    ("header of last year", typed(D9="Số liệu năm 2022"), warned("2022")),
    ("header of the last period", typed(D9="Số liệu 6 tháng cuối năm 2022"), warned("2022")),
    ("header says plan", typed(D9="Kế hoạch"), warned("Kế hoạch")),
    ("header says target", typed(D9="Chỉ tiêu giao"), warned("Chỉ tiêu giao")),
    ("header corrects", typed(D9="Số liệu (đã đính chính: 7)"), warned("7")),
    ("header is a number", typed(D9=9), warned("9")),
    ("header in other words", typed(D9="Số lượng"), Taken(FIVE)),
    ("header counts persons", typed(D9="Số liệu (người)"), Taken(FIVE)),
    ("header of the names is a number", typed(C9=9), warned("9")),
    ("header of numbers retyped", typed(B9="STT"), Taken(FIVE)),
    ("header of hints of last year", typed(G9="Số liệu năm 2022: 9"), warned()),
    ("hint typed over by a sentence with 9", typed(
        G10="Đơn vị đã kết nạp 9 đồng chí trong kỳ theo các quyết định của Huyện uỷ"), warned("9")),
    ("hint typed over by another year", typed(
        G10="Số liệu này là số kết nạp đảng viên của cả năm 2022 theo sổ của chi bộ"), warned("2022")),
    ("hint typed over by last year compared", typed(
        G10="So với cùng kỳ năm 2022 thì bằng nhau, không tăng không giảm"), Counted(FIVE)),
    ("hint emptied", typed(G10=None, G11=None), Taken(FIVE)),
    ("check typed over: it is 9", typed(F10="Đúng là 9"), warned("9")),
    ("check typed over: mend", typed(F10="Sửa: tổng số là 9"), warned("9")),
    ("check typed over: look again", typed(F11="Xem lại: nữ 4"), warned("4")),
    ("overall line typed over", typed(B8="PHIẾU HỢP LỆ (tổng số 9)"), warned("9")),
    ("overall line typed over: errors left", typed(B8="CÒN sót 4 người chưa tính"), warned("4")),
    ("line of sending typed over", typed(E8="Gửi phiếu về: đã gửi, tổng số 9"), warned("9")),
    ("number of the row typed over: 9", typed(B10=9), warned("9")),
    ("number of the row typed over: 3", typed(B10=3), warned("3")),
    ("number of a part typed over: 4", typed(B11=4), warned("4")),
    ("rows numbered through", typed(B10=1, B11=2, B12=3, B13=4, B14=5, B15=6), Taken(FIVE)),
    ("rows numbered by Romans", typed(B10="I", B14="II", B15="III"), Taken(FIVE)),
    ("period line says 9", typed(B5=f"{HEAD}: 9 đồng chí"), warned("9")),
    ("period line says a quarter too", typed(B5=f"{HEAD} (số liệu quý I)"), warned("quý I")),
    ("office line says 9", typed(B3="BAN TỔ CHỨC (kết nạp 9)"), warned("9")),
    ("office line retyped", typed(B3="Ban Tổ chức"), Taken(FIVE)),
    ("office line of the unit", typed(B2="ĐẢNG BỘ HUYỆN VỤ BẢN", B3="ĐẢNG UỶ"), Taken(FIVE)),
    ("title of last year", typed(B4="PHIẾU NHẬP LIỆU NĂM 2022"), warned("2022")),
    ("title of a quarter", typed(B4="PHIẾU NHẬP LIỆU QUÝ I NĂM 2023"), warned("QUÝ I")),
    ("title retyped", typed(B4="Phiếu nhập liệu"), Taken(FIVE)),
    ("title of the period", typed(B4="PHIẾU NHẬP LIỆU 6 THÁNG ĐẦU NĂM 2023"), Taken(FIVE)),
    ("filler and figures", typed(D16="Lê Văn An, kết nạp 9 đồng chí"), warned("9")),
    ("filler is a number", typed(D16=9), warned("9")),
    ("filler with a telephone", typed(D16="Lê Văn An, 0912 345 678"), Taken(FIVE)),
    ("telephone with an extension", typed(D17="0228 3820 116, máy lẻ 12"), Taken(FIVE)),
)  # fmt: skip


def deadline(value: object) -> Edit:
    """Return an edit of the deadline's cell."""
    return typed(D7=value)


def day(year: int, month: int, number: int) -> Edit:
    """Return an edit that types another day over the deadline."""
    import datetime

    return typed(D7=datetime.datetime(year, month, number))


DEADLINES: Rows = (
    ("deadline of last year", day(2022, 7, 4), warned("2022")),
    ("deadline of the last period", day(2023, 1, 4), warned("04/01/2023")),
    ("deadline of the first quarter", day(2023, 4, 4), warned("04/04/2023")),
    ("deadline of the next period", day(2024, 1, 4), warned("2024")),
    ("deadline put off by a week", day(2023, 7, 11), Taken(FIVE)),
    ("deadline in words", deadline("trước ngày 05/7/2023"), Taken(FIVE)),
    ("deadline: sent on a day", deadline("đã gửi 03/7/2023"), Taken(FIVE)),
    ("deadline in words of last year", deadline("05/7/2022"), warned("2022")),
    ("deadline names a quarter", deadline("quý I/2023"), warned("quý I/2023")),
    ("deadline names last year", deadline("năm 2022"), warned("2022")),
    ("deadline is a figure", deadline(9), warned()),
    ("deadline says 9", deadline("tổng số 9"), warned("9")),
    ("deadline emptied", deadline(None), Taken(FIVE)),
    ("deadline's label of last year", typed(C7="Hạn nộp năm 2022:"), warned("2022")),
)


def emptied(*places: str) -> Edit:
    """Return an edit that empties cells."""
    return typed(**dict.fromkeys(places))


def struck(*places: str) -> Edit:
    """Return an edit that strikes out whole cells."""

    def change(page: Any) -> None:
        for a1 in places:
            page[a1].font = Font(name="Times New Roman", size=13, strike=True)

    return sheet(change)


def white(*places: str) -> Edit:
    """Return an edit that writes cells white on white."""

    def change(page: Any) -> None:
        for a1 in places:
            page[a1].font = Font(name="Times New Roman", size=13, color="FFFFFFFF")

    return sheet(change)


def tall(row: int, points: float) -> Edit:
    """Return an edit of a row's height."""

    def change(page: Any) -> None:
        page.row_dimensions[row].height = points

    return sheet(change)


def wide(letter: str, width: float) -> Edit:
    """Return an edit of a column's width."""

    def change(page: Any) -> None:
        page.column_dimensions[letter].width = width

    return sheet(change)


def small(a1: str, points: float) -> Edit:
    """Return an edit of a cell's font size."""

    def change(page: Any) -> None:
        page[a1].font = Font(name="Times New Roman", size=points)

    return sheet(change)


ELSEWHERE: Rows = (
    *((f"begins like a check, {a1}: {text}", typed(**{a1: text}), warned(text))
      for a1, text in (("H10", "Sửa: tổng 8"), ("C19", "Sửa: nữ bốn"), ("H10", "Đúng: 8"), ("B19", "Chưa điền: 8"),
                       ("E19", "PHIẾU HỢP LỆ: 8"), ("C19", "CÒN 1 đ/c chưa tính"))),
    *((f"beside the letterhead, {a1}: {text}", typed(**{a1: text}), warned(str(text)))
      for a1, text in (("E2", "tổng là 8"), ("F3", 8), ("G3", "sửa thành 8"), ("D17", "tổng là 8"), ("D17", 8))),
    ("beside the letterhead: a greeting", typed(E2="Kính gửi Ban Tổ chức"), Taken(FIVE)),
    ("a question of ours below the form", typed(C19="Trong 8 người, có bao nhiêu là nữ."), warned("8")),
    ("filler says that somebody was admitted", typed(D16="mới kết nạp đ/c Mai"), Counted(FIVE)),
    ("number of the note's row is a figure", typed(B15="9"), warned("9")),
    ("our label once more", typed(C19="Đoàn viên"), Taken(FIVE)),
    ("comment greets", comment("D10", "Em chào chị, chúc chị mạnh khoẻ"), TakenTold(FIVE, ("chúc chị",), "info")),
    ("comment corrects", comment("D10", "tổng đúng là 7"), warned("7")),
)  # fmt: skip
ELSEWHERE_ZERO: Rows = (
    ("exhausted below the form", typed(C19="Hết nguồn"), OneOf(
        NotCounted(("Hết nguồn",)), TakenTold(ZERO, ("Hết nguồn",), "warning"))),
    ("exhausted beside the choice", typed(H14="Hết nguồn"), OneOf(
        NotCounted(("Hết nguồn",)), TakenTold(ZERO, ("Hết nguồn",), "warning"))),
    ("begins like a check, two admitted", typed(H10="Sửa: kết nạp 2 đ/c"), NotCounted(("2",))),
    ("label of the total is a figure", typed(C10="5"), NotCounted(("5",))),
    ("number of the row is a figure", typed(B10="5"), NotCounted(("5",))),
    ("filler says that somebody was admitted", typed(D16="mới kết nạp đ/c Mai"), OneOf(
        NotCounted(("đ/c Mai",)), TakenTold(ZERO, ("đ/c Mai",), "warning"))),
    ("label of the women is a figure", typed(C11="5"), NotCounted(("5",))),
)  # fmt: skip
LABELS = ("C10", "C11", "C12", "C13", "C14", "C15")
GONE: Rows = (
    ("all labels emptied", emptied(*LABELS), warned()),
    ("labels of the parts emptied", emptied(*LABELS[1:4]), warned()),
    ("all labels white on white", white(*LABELS), warned()),
    ("all labels struck out", struck(*LABELS), warned()),
    ("the total's label struck out", struck("C10"), warned()),
    ("the women's label struck out", struck("C11"), warned()),
    ("the choice's label struck out", struck("C14"), Counted(FIVE)),
    ("the note's label struck out", struck("C15"), Counted(FIVE)),
    ("the period struck out", struck("B5"), warned()),
    ("the unit's name struck out", struck("D6"), warned()),
    ("the header of the figures struck out", struck("D9"), warned()),
    ("the title struck out", struck("B4"), Counted(FIVE)),
)
UNSEEN: Rows = (
    ("row of the women 0.1 points high", tall(11, 0.1), warned()),
    ("row of the women 1 point high", tall(11, 1), warned()),
    ("row of the total 0.1 points high", tall(10, 0.1), warned()),
    ("column of the figures 0.3 wide", wide("D", 0.3), warned()),
    ("column of the figures 0.1 wide", wide("D", 0.1), warned()),
    ("figure in letters of 1 point", small("D10", 1), warned()),
    ("row of the women lower", tall(11, 14), Taken(FIVE)),
    ("column of the figures narrower", wide("D", 5), Taken(FIVE)),
    ("column of reasons 0.1 wide", wide("E", 0.1), Taken(FIVE)),
)
CASES = [
    *each(9, ((f"printed, zero: {name}", edit, judged) for name, edit, judged in ANSWERED), ZERO),
    *each(9, ((f"printed, exhausted: {name}", edit, judged) for name, edit, judged in ANSWERED_EXHAUSTED), EXHAUSTED),
    *each(9, ((f"printed: {name}", edit, judged) for name, edit, judged in LABELLED)),
    *each(9, ((f"printed: {name}", edit, judged) for name, edit, judged in ELSEWHERE)),
    *each(9, ((f"printed, zero: {name}", edit, judged) for name, edit, judged in ELSEWHERE_ZERO), ZERO),
    *each(7, ((f"printed: {name}", edit, judged) for name, edit, judged in DEADLINES)),
    *each(8, ((f"printed: {name}", edit, judged) for name, edit, judged in GONE)),
    *each(8, ((f"printed: {name}", edit, judged) for name, edit, judged in UNSEEN)),
    *in_kinds(9, "printed, zero: label answers yes", ANSWERED[0][1], ANSWERED[0][2], ("xls", "ods"), ZERO),
    *in_kinds(9, "printed: label of the total: 9", LABELLED[0][1], LABELLED[0][2], ("xls", "ods")),
    *in_kinds(9, "printed: header of last year", typed(D9="Số liệu năm 2022"), warned("2022"), ("xls", "ods")),
    *in_kinds(9, "printed: check typed over", typed(F10="Đúng là 9"), warned("9"), ("xls", "ods")),
    *in_kinds(7, "printed: title of last year", typed(B4="PHIẾU NHẬP LIỆU NĂM 2022"), warned("2022"), ("xls", "ods")),
    *in_kinds(7, "printed: deadline of last year", day(2022, 7, 4), warned("2022"), ("xls", "ods", "fods")),
    *in_kinds(7, "printed: deadline put off by a week", day(2023, 7, 11), Taken(FIVE), ("xls", "ods")),
    *in_kinds(8, "printed: all labels emptied", GONE[0][1], warned(), ("xls", "ods")),
    *in_kinds(8, "printed: the women's label struck out", struck("C11"), warned(), ("xls", "ods")),
    # LibreOffice gives a row of 0.1 points its usual height again.
    *in_kinds(8, "printed: row 2 points high", tall(11, 2), warned(), ("xls", "ods", "lo.xlsx")),
    *in_kinds(8, "printed: column 0.3 wide", wide("D", 0.3), warned(), ("xls", "ods", "lo.xlsx")),
]
