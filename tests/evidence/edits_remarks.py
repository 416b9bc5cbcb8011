"""Kind 9: what people write beside the inputs, weighed by what it could mean."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Font

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.dialects import picture, text_box
from tests.evidence.edits_errors import comment
from tests.evidence.judgement import Counted, NotCounted, OneOf, Taken, TakenTold
from tests.evidence.packages import Edit, book, chain, sheet, typed
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO
from tests.evidence.threads import threaded

QUOTED = tuple[str, Edit, TakenTold]


def beside(a1: str, text: object, quoting: str = "") -> QUOTED:
    """A remark on an indicator's row that holds a number or corrects: a warning that quotes it."""
    return f"{text!r} in {a1}", typed(**{a1: text}), TakenTold(FIVE, (quoting or str(text),), "warning")


NUMBERS = (
    beside("E10", 12),
    beside("F10", 12),
    beside("G10", 12),
    beside("G10", "12"),
    beside("H10", 12),
    beside("Z10", 12),
    beside("G11", 4),
    beside("G12", "3 đ/c"),
    beside("G13", 1),
    beside("B10", 12),
    beside("E11", "4 nữ"),
    beside("G10", "sửa thành 12"),
    beside("G10", "đúng là 7"),
    beside("H11", "nhầm, 4 mới đúng"),
    beside("G10", "lấy số 12"),
    beside("G10", "thực tế: 6"),
    beside("G10", "không phải 5 mà là 6", "không phải 5 mà là 6"),
    beside("G10", "bổ sung thêm 1 đ/c"),
    beside("G10", "tăng 2 so với phiếu trước"),
    beside("G10", "số cũ 4"),
    beside("G10", "cập nhật: 6"),
    beside("G10", "mười hai"),
    beside("G10", "→ 8"),
    beside("G12", "(1 đ/c đã quá tuổi)"),
    beside("G10", "xin điều chỉnh"),
    beside("G10", "ghi nhầm dòng"),
    beside("G10", "đính chính số liệu này"),
    beside("G11", "số này thay số đã báo cáo"),
    beside("H10", "chỉnh lại theo biên bản"),
    beside("G13", "sai, xem lại"),
    beside("F11", "Sửa lại giúp"),
)
TOLD = (
    ("no number, unusual words in H10", typed(H10="hỏi đ/c Lan ở văn phòng"), TakenTold(FIVE, ("hỏi đ/c Lan",))),
    ("correcting words under the form", typed(C20="Đính chính: tổng số là 7"), TakenTold(FIVE, ("7",))),
    ("replaces an earlier form, under it", typed(C20="Phiếu này thay phiếu gửi ngày 20/6"), TakenTold(FIVE, ("thay",))),
    ("a number far below", typed(D40=12), TakenTold(FIVE, ("12",))),
    ("remark above the form", typed(D2="Bản sửa: tổng số 6"), TakenTold(FIVE, ("6",))),
    ("remark in the filler's cell", typed(D16="Nguyễn Văn An (số đúng là 6)"), TakenTold(FIVE, ("6",))),
    ("remark in the note: correct to 6", typed(D15="Số đúng là 6, xin sửa giúp"), TakenTold(FIVE, ("6",), "warning")),
    ("note takes back", typed(D15="Nhầm, đề nghị không tính phiếu này"), TakenTold(FIVE, ("không tính",), "warning")),
    ("note corrects the women", typed(D15="Nữ đính chính thành 4"), TakenTold(FIVE, ("4",), "warning")),
)
WITHHELD = (
    "Đề nghị bỏ phiếu này",
    "Phiếu này không dùng nữa",
    "NHÁP",
    "Số liệu ước",
    "Số liệu dự kiến",
    "Chưa được cấp uỷ duyệt",
    "Số liệu cũ",
    "Phiếu thử",
    "Thu hồi",
    "Chờ xác minh",
    "Số liệu tham khảo",
    "Gửi để kiểm tra trước, chưa phải báo cáo",
    "Đơn vị sẽ gửi lại",
    "Số liệu kỳ trước",
    "Chưa có quyết định kết nạp",
)
QUIET = (
    ("date beside the total", typed(G10="30/6/2023")),
    ("date in words beside", typed(G10="ngày 30 tháng 6 năm 2023")),
    ("place and date under the form", typed(D20="Vụ Bản, ngày 30/6/2023")),
    ("greeting above", typed(D2="Kính gửi: Ban Tổ chức Huyện uỷ")),
    ("thanks below", typed(C20="Trân trọng cảm ơn!")),
    ("signed for", typed(D20="TM. ĐẢNG UỶ", D21="PHÓ BÍ THƯ", D25="Lê Văn Sơn")),
    ("official number above", typed(F2="Số 15-BC/ĐU")),
    ("copies to", typed(B20="Nơi nhận:", B21="- Ban Tổ chức Huyện uỷ,", B22="- Lưu VP.")),
    ("scan of a signature", picture),
    ("text box: signed and sealed", text_box("Đã ký, đóng dấu")),
    ("text box: greeting", text_box("Kính gửi Ban Tổ chức")),
)
COUNTED = (
    ("tick beside the total", typed(G10="✓")),
    ("x beside the total", typed(G10="x")),
    ("OK beside the total", typed(G10="OK")),
    ("the same number beside", typed(G10=5)),
    ("the same in words beside", typed(G10="năm đồng chí")),
    ("comment: initials", comment("D10", "VP: đã kiểm tra")),
)
ZERO_BESIDE = (
    ("2 in G10", typed(G10=2), NotCounted(("2",))),
    ("2 đ/c in G10", typed(G10="2 đ/c"), NotCounted(("2",))),
    ("2 in E10", typed(E10=2), NotCounted(("2",))),
    ("2 in F10", typed(F10=2), NotCounted(("2",))),
    ("3 in H10", typed(H10="có 3"), NotCounted(("3",))),
    ("hai in G10", typed(G10="hai đồng chí"), NotCounted(("hai",))),
    ("0 in G10", typed(G10=0), Counted(ZERO)),
    ("date in G10", typed(G10="30/6/2023"), Taken(ZERO)),
    ("somebody in H10", typed(H10="mới kết nạp thêm đ/c Bình"), OneOf(
        NotCounted(("Bình",)), TakenTold(ZERO, ("Bình",), "warning"))),
    ("one in words in H10", typed(H10="một"), NotCounted(("một",))),
    ("correcting words in G10", typed(G10="ghi nhầm"), OneOf(
        NotCounted(("nhầm",)), TakenTold(ZERO, ("nhầm",), "warning"))),
    ("text box with 2", text_box("Kết nạp 2 đ/c"), OneOf(NotCounted(("2",)), TakenTold(ZERO, ("2",), "warning"))),
)  # fmt: skip
EXHAUSTED_BESIDE = (
    ("3 in G10", typed(G10=3), NotCounted(("3",))),
    ("3 in G14", typed(G14="còn 3 quần chúng"), NotCounted(("3",))),
    ("3 in E10", typed(E10=3), NotCounted(("3",))),
    ("words in G14", typed(G14="chưa chắc"), TakenTold(EXHAUSTED, ("chưa chắc",))),
    (
        "left in H10",
        typed(H10="vẫn còn nguồn"),
        OneOf(NotCounted(("còn nguồn",)), TakenTold(EXHAUSTED, ("còn nguồn",), "warning")),
    ),
    ("date in G14", typed(G14="từ 01/2023"), OneOf(Counted(EXHAUSTED), NotCounted(("01/2023",)))),
)

REASONS = (
    ("zero: a reason says kết nạp 1", typed(E10="kết nạp 1"), NotCounted(("kết nạp 1",)), ZERO),
    ("zero: a reason says one more", typed(E10="đã kết nạp thêm 1 đồng chí"), NotCounted(("1",)), ZERO),
    ("zero: a reason says two wait", typed(E10="có 2 người đang chờ quyết định"), NotCounted(("2",)), ZERO),
    ("zero: a reason says exhausted", typed(E10="hết nguồn"), NotCounted(("hết nguồn",)), ZERO),
    ("zero: a reason of another year", typed(E10="năm trước 3, nay sáp nhập"), Taken(ZERO), ZERO),
    ("zero: a reason names the target", typed(E10="chỉ tiêu 3 đ/c, chưa đủ điều kiện"), Taken(ZERO), ZERO),
    ("zero: a reason names candidates", typed(E10="còn 2 quần chúng đang học lớp"), Counted(ZERO), ZERO),
    ("zero: a reason names those who moved", typed(E10="2 đ/c chuyển sinh hoạt đi nơi khác"), Taken(ZERO), ZERO),
    ("exhausted: a reason says 02", typed(E10="mới kết nạp 02 đ/c"), NotCounted(("02 đ/c",)), EXHAUSTED),
    ("exhausted: a reason says candidates", typed(E10="còn 3 quần chúng"), NotCounted(("3",)), EXHAUSTED),
    ("exhausted: a reason by the choice", typed(E14="còn 3 quần chúng"), NotCounted(("3",)), EXHAUSTED),
    ("exhausted: a plain reason", typed(E14="đơn vị ít người, đều là đảng viên"), Taken(EXHAUSTED), EXHAUSTED),
    ("five: a reason adds two", typed(E10="thêm 2 đ/c ngày 30/6"), TakenTold(FIVE, ("thêm 2 đ/c",), "warning"), FIVE),
    ("five: a plain reason", typed(E10="năm trước 3, nay sáp nhập"), Taken(FIVE), FIVE),
    ("five: a reason of the figure", typed(E10="kết nạp 5 đ/c dịp 19/5"), Taken(FIVE), FIVE),
    ("exhausted: note one just admitted", typed(D15="Vừa kết nạp 1 đ/c ngày 20/6"), NotCounted(("1 đ/c",)), EXHAUSTED),
    ("exhausted: note two admitted", typed(D15="Kết nạp 2 đồng chí"), NotCounted(("2 đồng chí",)), EXHAUSTED),
    ("exhausted: note three left", typed(D15="Còn 3 quần chúng ưu tú đang bồi dưỡng"), NotCounted(("3",)), EXHAUSTED),
    ("exhausted: note of long ago", typed(D15="Hết nguồn từ năm 2021"), Counted(EXHAUSTED), EXHAUSTED),
    ("exhausted: note of earlier", typed(D15="Năm trước kết nạp 2 đ/c, nay hết nguồn"), Counted(EXHAUSTED), EXHAUSTED),
    ("zero: note two admitted", typed(D15="Kết nạp 2 đồng chí"), NotCounted(("2 đồng chí",)), ZERO),
    ("zero: note not yet written", typed(D15="có 2 đ/c kết nạp ngày 29/6 chưa kịp ghi"), NotCounted(("2 đ/c",)), ZERO),
    ("zero: note is a number", typed(D15="5"), NotCounted(("5",)), ZERO),
    ("zero: note of a total", typed(D15="tổng 7"), NotCounted(("7",)), ZERO),
    ("zero: note of somebody", typed(D15="Đ/c Trần Văn Bình được kết nạp ngày 03/02"), NotCounted(("Bình",)), ZERO),
    ("zero: note of a decision", typed(D15="Quyết định ngày 12/5/2023 kết nạp Lê Hoa"), NotCounted(("Lê Hoa",)), ZERO),
    ("zero: note has no source", typed(D15="không có nguồn phát triển"), NotCounted(("không có nguồn",)), ZERO),
    ("zero: note source is gone", typed(D15="Nguồn kết nạp nay đã hết"), NotCounted(("đã hết",)), ZERO),
    ("zero: note all are members", typed(D15="100% cán bộ đã là đảng viên"), NotCounted(("100%",)), ZERO),
    ("zero: note none admitted", typed(D15="Không có quần chúng nào được kết nạp"), Counted(ZERO), ZERO),
    ("zero: note they are in preparation", typed(D15="Đang làm hồ sơ đề nghị kết nạp"), Counted(ZERO), ZERO),
    ("exhausted: note is a number", typed(D15="7"), NotCounted(("7",)), EXHAUSTED),
    ("five: note of eight", typed(D15="kết nạp 8 đ/c"), TakenTold(FIVE, ("8",), "warning"), FIVE),
    ("five: note of a total", typed(D15="tổng số là 8, nữ 4"), TakenTold(FIVE, ("8",), "warning"), FIVE),
    ("five: note of women", typed(D15="nữ 4"), TakenTold(FIVE, ("4",), "warning"), FIVE),
    ("five: note of some of them", typed(D15="Trong đó 1 đ/c dân tộc thiểu số"), Taken(FIVE), FIVE),
    ("five: note in two parts", typed(D15="Ngày 3/2 kết nạp 1 đ/c, ngày 19/5 kết nạp 4 đ/c"), Taken(FIVE), FIVE),
    ("five: a reason of eight", typed(E10="tổng đúng 8"), TakenTold(FIVE, ("8",), "warning"), FIVE),
    ("five: a reason in words", typed(E10="số thực là tám"), TakenTold(FIVE, ("tám",), "warning"), FIVE),
    ("five: a reason with a target", typed(E10="đạt chỉ tiêu 6 đ/c của năm"), Taken(FIVE), FIVE),
    ("zero: note of a quarter's plan", typed(D15="Dự kiến quý III kết nạp 2 đ/c"), Counted(ZERO), ZERO),
    ("zero: note of an aim", typed(D15="Phấn đấu 6 tháng cuối năm kết nạp 3 đ/c"), Counted(ZERO), ZERO),
    (
        "zero: note of an aim from to",
        typed(D15="Phấn đấu đến cuối năm kết nạp từ 1 đến 2 đảng viên"),
        Counted(ZERO),
        ZERO,
    ),
    (
        "zero: note of a proposal",
        typed(D15="Đã đề nghị Huyện uỷ xét kết nạp 2 đ/c (chưa có quyết định)"),
        Counted(ZERO),
        ZERO,
    ),
    (
        "zero: note of a plan and of two admitted",
        typed(D15="Kế hoạch 3, đã kết nạp 2 đ/c"),
        NotCounted(("2 đ/c",)),
        ZERO,
    ),
    ("zero: note of a plan fulfilled", typed(D15="Theo kế hoạch vừa kết nạp 2 đ/c"), NotCounted(("2 đ/c",)), ZERO),
    ("zero: note of candidates", typed(D15="Đang bồi dưỡng 2 quần chúng ưu tú"), Counted(ZERO), ZERO),
    ("zero: note of members", typed(D15="Chi bộ có 12 đảng viên"), Counted(ZERO), ZERO),
)


DOUBTED = (
    *(
        "gõ lộn, 7 mới phải",
        "bấm lộn",
        "còn sót một người",
        "bị dư 1 người",
        "trùng 1 người",
        "tính cả 2 đ/c chuyển đến",
    ),
    *("chưa cộng chi bộ trường tiểu học", "chưa gộp chi bộ 3", "mới có 3 chi bộ báo về", "cộng dồn cả năm 2022"),
    *("hai số trên bị đảo", "phiếu này của tháng 5", "số liệu tính đến tháng 5", "em quên cộng chi bộ 2"),
    *("một người đếm hai lần", "chi bộ Y tế chưa gửi số", "đ/c Hoa tính ở đơn vị khác", "kể cả đảng viên dự bị"),
    *("hình như dư một", "không chắc số này", "đang rà soát lại", "hỏi lại chị Lan"),
)
"""Notes that say the figure is wrong, or not done with, and name no other."""
UNDOUBTED = (
    *("Lễ kết nạp trùng dịp 19/5", "Không để sót trường hợp nào", "số liệu tính đến tháng 6", "đã kiểm tra lại"),
    *("tăng 2 đ/c so với cùng kỳ", "dư luận nhân dân tốt", "đ/c Bùi Văn Sửa phụ trách", "người lập: Nguyễn Thị Nhầm"),
    *("Kể cả ngày nghỉ đều làm", "Cả năm phấn đấu 6", "Có 2 đ/c là giáo viên", "Đơn vị có 2 đ/c chuyển đến trong kỳ"),
    *("Gồm cả bản ký đóng dấu", "Cả 5 đ/c đều là giáo viên", "số liệu của 6 tháng đầu năm 2023"),
)
IN_E: tuple[tuple[str, Edit, Any, Any], ...] = (
    ("five: a reason is a total", typed(E10="7 đảng viên"), TakenTold(FIVE, ("7 đảng viên",), "warning"), FIVE),
    ("five: a reason is a part", typed(E12="3 đoàn viên"), TakenTold(FIVE, ("3 đoàn viên",), "warning"), FIVE),
    ("five: a reason: one left out", typed(E11="sót 1 nữ"), TakenTold(FIVE, ("sót 1 nữ",), "warning"), FIVE),
    ("five: a reason: one more", typed(E10="còn 1 đ/c nữa"), TakenTold(FIVE, ("1 đ/c nữa",), "warning"), FIVE),
    ("five: a reason: one more yet", typed(E12="một đ/c nữa"), TakenTold(FIVE, ("một đ/c nữa",), "warning"), FIVE),
    (
        "five: a reason: with others",
        typed(E10="cộng cả 2 đ/c chuyển đến"),
        TakenTold(FIVE, ("cộng cả",), "warning"),
        FIVE,
    ),
    ("five: a reason: up to May", typed(E10="tính đến tháng 5"), TakenTold(FIVE, ("tháng 5",), "warning"), FIVE),
    ("five: a reason: of a quarter", typed(E10="số của quý I"), TakenTold(FIVE, ("quý I",), "warning"), FIVE),
    ("five: a reason: not done with", typed(E10="đang rà lại"), TakenTold(FIVE, ("đang rà lại",), "warning"), FIVE),
    (
        "five: a reason: to be checked",
        typed(E10="kiểm tra lại giúp"),
        TakenTold(FIVE, ("kiểm tra lại",), "warning"),
        FIVE,
    ),
    ("five: a reason: uncertain", typed(E10="không chắc"), TakenTold(FIVE, ("không chắc",), "warning"), FIVE),
    ("five: a reason: colleges too", typed(E13="gồm cả cao đẳng"), TakenTold(FIVE, ("cao đẳng",), "warning"), FIVE),
    ("five: a reason of the choice: gone", typed(E14="hết rồi"), TakenTold(FIVE, ("hết rồi",), "warning"), FIVE),
    (
        "five: a reason of the choice: nobody left",
        typed(E14="chi bộ không còn ai để kết nạp"),
        TakenTold(FIVE, ("không còn ai",), "warning"),
        FIVE,
    ),
    (
        "five: a reason that explains is quoted",
        typed(E10="năm trước 3, nay sáp nhập"),
        TakenTold(FIVE, ("sáp nhập",), "info"),
        FIVE,
    ),
    ("zero: a reason: nobody left", typed(E10="không còn ai"), NotCounted(("không còn ai",)), ZERO),
    ("zero: a reason: people are gone", typed(E10="hết người"), NotCounted(("hết người",)), ZERO),
    ("zero: a reason is a number of people", typed(E10="7 đảng viên"), NotCounted(("7 đảng viên",)), ZERO),
    ("exhausted: a reason says so again", typed(E14="hết rồi"), Counted(EXHAUSTED), EXHAUSTED),
)
SAID_ELSEWHERE = (
    ("men on the row of the women, beside the label", typed(B11="Nam"), TakenTold(FIVE, ("Nam",), "warning")),
    ("another thing beside the label", typed(B12="Công nhân"), TakenTold(FIVE, ("Công nhân",), "warning")),
    ("the same thing beside the label", typed(B11="Nữ"), Taken(FIVE)),
    ("a tick beside the label", typed(B11="x"), Taken(FIVE)),
    ("a numeral of Rome beside the label", typed(B11="II"), Taken(FIVE)),
    ("comment: mixed up", comment("D10", "lộn"), TakenTold(FIVE, ("lộn",), "warning")),
    ("comment: ask again", comment("D10", "hỏi lại chị Lan"), TakenTold(FIVE, ("hỏi lại",), "warning")),
    ("an empty sheet's name is a figure", book(
        lambda workbook: workbook.create_sheet("đúng là 7")), TakenTold(FIVE, ("đúng là 7",), "warning")),
    ("an empty sheet's name takes back", book(
        lambda workbook: workbook.create_sheet("BỎ PHIẾU NÀY")), TakenTold(FIVE, ("BỎ PHIẾU NÀY",), "warning")),
    ("an empty sheet", book(lambda workbook: workbook.create_sheet("Sheet2")), Taken(FIVE)),
    ("filled by somebody called Nhầm", typed(D16="Nguyễn Thị Nhầm"), Taken(FIVE)),
    ("filled by somebody called Sửa", typed(D16="Bùi Văn Sửa"), Taken(FIVE)),
    ("filled by somebody called Thiếu", typed(D16="Trần Bình Thiếu - VP"), Taken(FIVE)),
    ("signed by somebody called Bỏ", typed(C20="Vũ Văn Bỏ"), Taken(FIVE)),
    ("filled by somebody who corrects", typed(D16="Bùi Văn Sửa, sửa tổng thành 8"), TakenTold(FIVE, ("8",), "warning")),
)  # fmt: skip


def added(title: str, rows: Sequence[Sequence[object]], state: str = "visible") -> Edit:
    """Return an edit that adds a sheet with what somebody wrote."""

    def change(workbook: Any) -> None:
        page = workbook.create_sheet(title)
        page.sheet_state = state
        for row in rows:
            page.append(list(row))

    return book(change)


WARNED = (
    ("text box: the right number", text_box("Số đúng: 8"), TakenTold(FIVE, ("8",), "warning")),
    ("text box: corrected", text_box("Xin đính chính tổng số"), TakenTold(FIVE, ("đính chính",), "warning")),
    ("comment on a label", comment("C10", "Thực tế là 6"), TakenTold(FIVE, ("6",), "warning")),
    ("comment on the unit", comment("D6", "sửa tổng số thành 6"), TakenTold(FIVE, ("6",), "warning")),
    ("comment on an empty cell", comment("H20", "tổng số 6 mới đúng"), TakenTold(FIVE, ("6",), "warning")),
    ("comment in words of correcting", comment("D10", "báo nhầm"), TakenTold(FIVE, ("nhầm",), "warning")),
    ("threaded comment", threaded("D10", "So dung la 7"), TakenTold(FIVE, ("7",), "warning")),
    ("threaded comment and answer", threaded("D10", "5 hay 6?", "6 nhé"), TakenTold(FIVE, ("6",), "warning")),
    ("threaded comment on the women", threaded("D11", "đổi thành 4"), TakenTold(FIVE, ("4",), "warning")),
    ("sheet Đính chính", added("Đính chính", [["Tổng số sửa thành 9"]]), TakenTold(FIVE, ("9",), "warning")),
    ("sheet of a table", added("Sheet1", [["Tổng", 9], ["Nữ", 4]]), TakenTold(FIVE, ("9",), "warning")),
    ("sheet of words", added("Ghi chú", [["Số liệu kỳ này báo nhầm"]]), TakenTold(FIVE, ("nhầm",), "warning")),
    ("hidden sheet with a number", added("Nháp", [["tổng 9"]], "hidden"), TakenTold(FIVE, ("9",))),
    ("sheet of a letter", added("Thư", [["Kính gửi Ban Tổ chức"], ["Trân trọng"]]), Taken(FIVE)),
    ("guide sheet written on", book(lambda workbook: workbook["Hướng dẫn"].__setitem__(
        "F3", "tổng số đúng là 6")), TakenTold(FIVE, ("6",))),
)  # fmt: skip


def printed(text: str, where: str = "oddHeader") -> Edit:
    """Return an edit that writes into the head or the foot of the printed page."""
    return sheet(lambda page: setattr(getattr(page, where).center, "text", text))


PRINTED = (
    ("head: the right number", printed("Số đúng là 2"), TakenTold(FIVE, ("Số đúng là 2",), "warning")),
    ("foot: corrected", printed("Đính chính: kết nạp 1", "oddFooter"), TakenTold(FIVE, ("kết nạp 1",), "warning")),
    ("head of the first page", printed("Tổng số sửa thành 9", "firstHeader"), TakenTold(FIVE, ("9",), "warning")),
    ("foot of even pages", printed("ghi nhầm", "evenFooter"), TakenTold(FIVE, ("ghi nhầm",), "warning")),
    ("foot: page numbers", printed("Trang &P/&N", "oddFooter"), Taken(FIVE)),
    ("head: sheet and font", printed('&"Times New Roman,Bold"&12&A'), Taken(FIVE)),
    ("head: the office", printed("ĐẢNG BỘ HUYỆN VỤ BẢN"), Taken(FIVE)),
    ("foot: date", printed("Vụ Bản, ngày 30/6/2023", "oddFooter"), Taken(FIVE)),
    ("foot of the guide", book(lambda workbook: setattr(
        workbook["Hướng dẫn"].oddFooter.left, "text", "tổng số đúng là 6")), TakenTold(FIVE, ("6",))),
)  # fmt: skip
white = sheet(lambda page: setattr(page["G10"], "font", Font(color="FFFFFF")))
KINDS = ("xls", "ods", "fods")
CASES = [
    *each(9, NUMBERS),
    *each(9, TOLD),
    *each(9, ((f"under the form: {text}", typed(C18=text), TakenTold(FIVE, (text,), "warning")) for text in WITHHELD)),
    *each(9, ((name, edit, Taken(FIVE)) for name, edit in QUIET)),
    *each(9, ((name, edit, Counted(FIVE)) for name, edit in COUNTED)),
    *each(9, ((f"zero: {name}", edit, judgement) for name, edit, judgement in ZERO_BESIDE), ZERO),
    *each(9, ((f"exhausted: {name}", edit, judgement) for name, edit, judgement in EXHAUSTED_BESIDE), EXHAUSTED),
    *each(9, ((f"note: {text}", typed(D15=text), TakenTold(FIVE, (text,), "warning")) for text in DOUBTED)),
    *each(9, ((f"quiet note: {text}", typed(D15=text), Taken(FIVE)) for text in UNDOUBTED)),
    *(one(9, name, edit, judgement, figures) for name, edit, judgement, figures in IN_E),
    *each(9, SAID_ELSEWHERE),
    *each(9, WARNED),
    *each(9, PRINTED),
    *in_kinds(9, "head: the right number", PRINTED[0][1], PRINTED[0][2], ("xls", "lo.xlsx")),
    *in_kinds(9, "foot: page numbers", PRINTED[4][1], Taken(FIVE), ("xls", "ods", "lo.xlsx")),
    *(one(9, name, edit, judgement, figures) for name, edit, judgement, figures in REASONS),
    *in_kinds(9, "12 in G10", typed(G10=12), NUMBERS[2][2], (*KINDS, "lo.xlsx")),
    *in_kinds(9, "sửa thành 12 in G10", typed(G10="sửa thành 12"), TakenTold(FIVE, ("12",), "warning"), KINDS),
    *in_kinds(9, "text box: the right number", WARNED[0][1], WARNED[0][2], KINDS),
    *in_kinds(9, "sheet Đính chính", WARNED[9][1], WARNED[9][2], KINDS),
    *in_kinds(9, "zero: 2 in G10", typed(G10=2), NotCounted(("2",)), KINDS, ZERO),
    *in_kinds(9, "place and date under the form", QUIET[2][1], Taken(FIVE), KINDS),
    one(9, "remark in white letters", chain(typed(G10="12"), white), NUMBERS[3][2]),
]
