"""Kinds 21, 22 and 10: what people type instead of digits, and words of "exhausted" in the wrong place."""

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.judgement import Counted, NotCounted, OneOf, Taken, TakenTold
from tests.evidence.packages import Edit, typed
from tests.evidence.seen import EXHAUSTED, FIVE, TEN, ZERO

CLEAR_TEN = (
    "10đ", "10.", "(10)", "10 (mười)", "mười", "10 nguoi", "có 10 đ/c", "10 đ/c", "10 đồng chí", "10 dong chi",
    "Mười đồng chí", "muoi", "MƯỜI", "10 người.", "10;", " 10 ", "10\n", "[10]", "“10”", "10 đảng viên",
    "10 ĐV", "010", "có 10", "Có 10 đồng chí.", "tổng: 10", "Tổng số: 10", "Kết nạp 10", "kết nạp 10 đ/c", "= 10",
    "10 đảng viên dự bị", "10 (mười đồng chí)", "10 (Mười người)", "mười (10)", "số lượng: 10", "10đ/c", "10 đ.c",
    "+10", "'10",
)  # fmt: skip
VAGUE = (
    "~10", "10-12", "10+2", "1.010", "1,010", "khoảng 10", "10 hoặc 11", "hơn 10", "10?", "10/12", "10 (chín)",
    "mười hai (10)", "9, 10", "10 trừ 1", "10 → 12", "gần 10", "10 đ/c, sau rút 1", "từ 8 đến 10", "10 - 1", "10%",
    "tháng 10", "10/6", "10.6.2023", "10x2", "chục", "nhiều", "chưa rõ", "10 năm", "1o", "l0", "5 xã, 5 huyện",
    "10 hồ sơ, 8 đã kết nạp", "-10", "10;12", "10 12",
)  # fmt: skip


DOUBTFUL = ("10 ,", "10 quần chúng", "10 _", "10 *", "10 đ/c (dự kiến)", "10 (1)")


def clear(text: str) -> tuple[str, Edit, Counted]:
    """One number in other words."""
    return f"clear: {text!r}", typed(D10=text), Counted(TEN)


def vague(text: str) -> tuple[str, Edit, NotCounted]:
    """Text of two meanings or none: refused, and quoted."""
    return f"vague: {text!r}", typed(D10=text), NotCounted((text.strip(),))


def doubtful(text: str) -> tuple[str, Edit, OneOf]:
    """Text that one clerk takes and another asks about; a figure other than ten is never counted."""
    return f"doubtful: {text!r}", typed(D10=text), OneOf(Counted(TEN), NotCounted())


CLEAR_FIVE = (
    "5 (năm)", "05 (năm) đồng chí", "5 (năm) đ/c", "năm (5) đồng chí", "05 (Năm đồng chí)", "5 người (năm người)",
    "Năm đồng chí", "5 [năm]", "05 (năm)",
)  # fmt: skip
NO_FIVE = ("5 năm", "6 (năm)", "năm", "nam", "5 (năm) 6", "5 nam", "5 (năm 2023)", "tam", "sau", "bay", "tạm")
PARTS = (
    ("youth: 4 ĐVTN", typed(D12="4 ĐVTN"), Counted(TEN)),
    ("youth: 4 đvtn", typed(D12="4 đvtn"), Counted(TEN)),
    ("youth: 4 thanh niên", typed(D12="4 thanh niên"), Counted(TEN)),
    ("youth: 4 đoàn viên TNCS", typed(D12="4 đoàn viên TNCS"), Counted(TEN)),
    ("women: 6 ĐVTN", typed(D11="6 ĐVTN"), NotCounted(("6 ĐVTN",))),
    ("eight without marks, of persons", typed(D10="tam dang vien", D11=3, D12=2, D13=2), Counted((8, 3, 2, 2))),
    ("women: Nữ: 6", typed(D11="Nữ: 6"), Counted(TEN)),
    ("women: 6 nữ", typed(D11="6 nữ"), Counted(TEN)),
    ("women: sáu", typed(D11="sáu"), Counted(TEN)),
    ("women: 06 (sáu)", typed(D11="06 (sáu)"), Counted(TEN)),
    ("women: 6 đ/c nữ", typed(D11="6 đ/c nữ"), Counted(TEN)),
    ("women: 6 nam", typed(D11="6 nam"), NotCounted(("6 nam",))),
    ("women: 6/10", typed(D11="6/10"), OneOf(TakenTold(TEN, ("6/10",), "warning"), NotCounted(("6/10",)))),
    ("youth: 4 ĐV", typed(D12="4 ĐV"), OneOf(Counted(TEN), NotCounted(("4 ĐV",)))),
    ("youth: 4 đoàn viên", typed(D12="4 đoàn viên"), Counted(TEN)),
    ("youth: Đoàn viên 4", typed(D12="Đoàn viên 4"), Counted(TEN)),
    ("youth: bốn", typed(D12="bốn"), Counted(TEN)),
    ("graduates: 5 ĐH", typed(D13="5 ĐH"), Counted(TEN)),
    ("graduates: 5 đại học", typed(D13="5 đại học"), Counted(TEN)),
    ("graduates: 5 dai hoc", typed(D13="5 dai hoc"), Counted(TEN)),
    ("graduates: 5 cao đẳng", typed(D13="5 cao đẳng"), NotCounted(("cao đẳng",))),
    ("graduates: 3 ĐH, 2 ThS", typed(D13="3 ĐH, 2 ThS"), NotCounted()),
    ("graduates: khong co", typed(D13="khong co"), Counted((10, 6, 4, 0))),
    ("graduates: không có.", typed(D13="không có."), Counted((10, 6, 4, 0))),
    ("graduates: Không", typed(D13="Không"), Counted((10, 6, 4, 0))),
    ("graduates: không ai", typed(D13="không ai"), Counted((10, 6, 4, 0))),
    ("graduates: -", typed(D13="-"), OneOf(Counted((10, 6, 4, 0)), NotCounted())),
    ("graduates: 0 đ/c", typed(D13="0 đ/c"), Counted((10, 6, 4, 0))),
    ("graduates: chưa có", typed(D13="chưa có"), OneOf(Counted((10, 6, 4, 0)), NotCounted(("chưa có",)))),
    ("graduates: x", typed(D13="x"), OneOf(Counted((10, 6, 4, 0)), NotCounted())),
    ("choice: Khong", typed(D14="Khong"), Counted(TEN)),
    ("choice: KHÔNG.", typed(D14="KHÔNG."), Counted(TEN)),
    ("choice: chưa hết nguồn", typed(D14="chưa hết nguồn"), Counted(TEN)),
    ("choice: còn nguồn", typed(D14="còn nguồn"), Counted(TEN)),
    ("choice: chua", typed(D14="chua"), OneOf(Counted(TEN), NotCounted(("chua",)))),
    ("choice: Có nguồn", typed(D14="Có nguồn"), NotCounted(("Có nguồn",))),
    ("choice: asked back", typed(D14="có hết nguồn đâu"), NotCounted(("có hết nguồn đâu",))),
    ("choice: maybe in words", typed(D14="sắp hết"), NotCounted(("sắp hết",))),
)
HET = "Hết nguồn"
EXHAUSTED_WORDS = (
    ("choice: Có.", typed(D14="Có."), Counted(EXHAUSTED)),
    ("choice: Có (từ 2022)", typed(D14="Có (từ 2022)"), TakenTold(EXHAUSTED, ("Có (từ 2022)",), "warning")),
    ("choice: Có, từ năm ngoái", typed(D14="Có, từ năm ngoái"), TakenTold(EXHAUSTED, ("từ năm ngoái",), "warning")),
    ("choice: Có (nhưng còn 2 quần chúng)", typed(D14="Có (nhưng còn 2 quần chúng)"), NotCounted(("2",))),
    ("choice: Có (không)", typed(D14="Có (không)"), NotCounted(("không",))),
    ("--- in the total, choice answered", typed(D10="---"), Counted(EXHAUSTED)),
    ("choice: co", typed(D14="co"), Counted(EXHAUSTED)),
    ("choice: CÓ", typed(D14="CÓ"), Counted(EXHAUSTED)),
    ("choice: hết nguồn", typed(D14="hết nguồn"), Counted(EXHAUSTED)),
    ("choice: Có hết nguồn", typed(D14="Có hết nguồn"), Counted(EXHAUSTED)),
    ("choice: Đã hết nguồn", typed(D14="Đã hết nguồn"), Counted(EXHAUSTED)),
    ("choice: nguồn: có", typed(D14="nguồn: có"), NotCounted(("nguồn: có",))),
    ("choice: không có nguồn", typed(D14="không có nguồn"), TakenTold(EXHAUSTED, ("không có nguồn",), "warning")),
    ("exhausted in all four cells", typed(D10=HET, D11=HET, D12=HET, D13=HET), Counted(EXHAUSTED)),
    ("exhausted in the total only", typed(D10="hết nguồn", D14=None), Counted(EXHAUSTED)),
    ("het nguon in the total", typed(D10="het nguon", D14=None), Counted(EXHAUSTED)),
    ("Hết nguồn. in the total", typed(D10="Hết nguồn.", D14=None), Counted(EXHAUSTED)),
    ("không in the total, choice answered", typed(D10="không"), Counted(EXHAUSTED)),
    ("- in the total, choice answered", typed(D10="-"), Counted(EXHAUSTED)),
    ("dashes in all, choice answered", typed(D10="-", D11="-", D12="-", D13="-"), Counted(EXHAUSTED)),
    ("blank everywhere, no choice", typed(D14=None), NotCounted()),
    ("blank everywhere, choice No", typed(D14="Không"), NotCounted()),
    ("0 in the total, choice Yes", typed(D10=0), NotCounted((), ("exhausted-unclear",))),
    ("0 in the parts, choice Yes", typed(D11=0, D12=0, D13=0), Counted(EXHAUSTED)),
    ("chưa hết nguồn in the total", typed(D10="chưa hết nguồn", D14=None), NotCounted(("chưa hết nguồn",))),
    ("còn nguồn in the total", typed(D10="còn nguồn", D14=None), NotCounted(("còn nguồn",))),
)
ZERO_WORDS = (
    ("total: không, choice No", typed(D10="không", D14="Không"), OneOf(Counted(ZERO), NotCounted(("không",)))),
    ("total: không có ai", typed(D10="không có ai"), OneOf(Counted(ZERO), NotCounted(("không có ai",)))),
    ("total: không có ai, parts 0", typed(D10="Không có ai"), TakenTold(ZERO, ("không có ai",), "warning")),
    ("total: chưa có, parts 0", typed(D10="chưa có"), TakenTold(ZERO, ("chưa có",), "warning")),
    ("total: không kết nạp, parts 0", typed(D10="không kết nạp"), TakenTold(ZERO, ("không kết nạp",), "warning")),
    ("total: chưa có, parts blank", typed(D10="chưa có", D11=None, D12=None, D13=None), NotCounted(("chưa có",))),
    ("total: 0 đ/c", typed(D10="0 đ/c"), Counted(ZERO)),
    ("total: 00", typed(D10="00"), Counted(ZERO)),
    ("total: 0 (không)", typed(D10="0 (không)"), Counted(ZERO)),
    ("total: - alone", typed(D10="-"), NotCounted(("-",))),
)
SEXES = (
    ("total: 4 nam 6 nữ", typed(D10="4 nam 6 nữ"), TakenTold(TEN, ("4 nam 6 nữ", "10"), "warning")),
    ("total: 6 nữ, 4 nam", typed(D10="6 nữ, 4 nam"), TakenTold(TEN, ("10",), "warning")),
    ("total: 4 nam 6 nữ, women say 5", typed(D10="4 nam 6 nữ", D11=5), NotCounted(("4 nam 6 nữ",))),
    ("total: 4 nam 6 nữ, women blank", typed(D10="4 nam 6 nữ", D11=None), NotCounted(("4 nam 6 nữ",))),
    ("total: 4 nam 6 nữ 2 ĐV", typed(D10="4 nam 6 nữ 2 ĐV"), NotCounted(("4 nam 6 nữ 2 ĐV",))),
)
UNCLEAR = NotCounted((), ("exhausted-unclear",))
HEARD = OneOf(UNCLEAR, TakenTold(FIVE, ("hết nguồn",), "warning"))
NOTES_ZERO = (
    ("note: Hết nguồn", typed(D15="Hết nguồn"), UNCLEAR),
    ("note: đã hết nguồn", typed(D15="Đơn vị đã hết nguồn kết nạp"), UNCLEAR),
    ("note: het nguon", typed(D15="het nguon"), UNCLEAR),
    ("note: không còn nguồn", typed(D15="Không còn nguồn"), UNCLEAR),
    ("note: không còn quần chúng", typed(D15="Không còn quần chúng để kết nạp"), UNCLEAR),
    ("note: HẾT NGUỒN with choice No", typed(D14="Không", D15="HẾT NGUỒN"), UNCLEAR),
    ("note: chưa hết nguồn", typed(D15="Chưa hết nguồn"), Counted(ZERO)),
    ("note: chưa hết nguồn, cuối năm kết nạp", typed(D15="Còn nguồn, cuối năm sẽ kết nạp"), Counted(ZERO)),
    ("note: hêt nguôn, half its marks", typed(D15="hêt nguôn"), UNCLEAR),
    ("reason of the choice: hết nguồn từ tháng 4", typed(E14="hết nguồn từ tháng 4"), UNCLEAR),
    ("reason of the choice: an answer, one column off", typed(E14="Có"), NotCounted(("Có",))),
    ("beside the choice: an answer, two columns off", typed(F14="Có"), NotCounted(("Có",))),
    ("beside the choice: the same answer again", typed(F14="Không"), Counted(ZERO)),
    ("note: someone just admitted", typed(D15="có 01 quần chúng vừa được kết nạp ngày 28/6"), NotCounted(("01",))),
    ("note: someone to be admitted", typed(D15="có 01 quần chúng đang chờ kết nạp"), Counted(ZERO)),
    ("exhausted words in the filler's cell", typed(D16="Hết nguồn"), OneOf(UNCLEAR, TakenTold(ZERO, ("Hết nguồn",)))),
)
NOTES_FIVE = (
    ("note: Hết nguồn against 5", typed(D15="Hết nguồn"), HEARD),
    ("note: đã hết nguồn từ tháng 5 against 5", typed(D15="Đã hết nguồn từ tháng 5"), HEARD),
    ("note: không còn nguồn against 5", typed(D15="Hiện không còn nguồn"), OneOf(HEARD, TakenTold(FIVE, ("nguồn",)))),
    ("reason of the choice: hết nguồn từ tháng 4 against 5", typed(E14="hết nguồn từ tháng 4"), HEARD),
    ("note: vẫn còn nguồn with 5", typed(D15="Vẫn còn nguồn"), Taken(FIVE)),
    ("choice Yes against 5", typed(D14="Có"), TakenTold(FIVE, (), "warning")),
)
CASES = [
    *each(21, ((f"clear five: {text!r}", typed(D10=text), Counted(FIVE)) for text in CLEAR_FIVE), FIVE),
    *each(21, ((f"no five: {text!r}", typed(D10=text), NotCounted()) for text in NO_FIVE), FIVE),
    *each(21, map(clear, CLEAR_TEN), (1, 6, 4, 5)),
    *each(21, map(vague, VAGUE), TEN),
    *each(21, map(doubtful, DOUBTFUL), TEN),
    *each(21, PARTS, TEN),
    *each(21, EXHAUSTED_WORDS, EXHAUSTED),
    *each(21, SEXES, TEN),
    *each(21, ZERO_WORDS, ZERO),
    *in_kinds(21, "10 (mười)", typed(D10="10 (mười)"), Counted(TEN), ("xls", "ods"), TEN),
    *in_kinds(21, "exhausted in all four cells", EXHAUSTED_WORDS[6][1], Counted(EXHAUSTED), ("xls", "ods"), EXHAUSTED),
    *each(10, NOTES_ZERO, ZERO),
    *each(10, NOTES_FIVE),
    *in_kinds(10, "note: Hết nguồn", typed(D15="Hết nguồn"), UNCLEAR, ("xls", "ods", "fods"), ZERO),
    one(10, "note: Hết nguồn beside the choice", typed(D15="Hết nguồn từ năm 2022"), Taken(EXHAUSTED), EXHAUSTED),
    one(
        10,
        "note: còn nguồn beside the choice Yes",
        typed(D15="Vẫn còn nguồn"),
        OneOf(UNCLEAR, TakenTold(EXHAUSTED, ("Vẫn còn nguồn",))),
        EXHAUSTED,
    ),
]
