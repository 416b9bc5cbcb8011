"""Kind 9, mails: 57 polite ones of which nothing is said, and those whose words speak of the figures."""

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from tests.evidence.cases import Case, Desk
from tests.evidence.judgement import Counted, Judgement, NotCounted, OneOf, Taken, TakenTold
from tests.evidence.mails import attached, mail
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO, Figures

POLITE = (
    "Kính gửi Ban Tổ chức Huyện uỷ, đơn vị xin gửi phiếu. Trân trọng.",
    "Kính gửi các đồng chí. Em gửi phiếu nhập liệu kỳ 6 tháng đầu năm 2023 ạ.",
    "Gửi anh Nghiêm phiếu của đơn vị. Cảm ơn anh!",
    "Em chào chị, em gửi chị phiếu ạ. Chúc chị một ngày làm việc hiệu quả.",
    "Đảng uỷ gửi Ban Tổ chức phiếu theo Công văn số 205-CV/BTC ngày 06/7/2023.",
    "Kính gửi: Ban Tổ chức.\nĐơn vị gửi 01 tệp đính kèm.\nTrân trọng cảm ơn!",
    "Xin gửi báo cáo số liệu từ tháng 01/2023 đến 6/2023.",
    "Gửi phiếu đúng hạn 04/7/2023. Mong Ban xác nhận giúp đã nhận được.",
    "Phiếu của đơn vị ở tệp đính kèm. Có gì các đồng chí gọi 0912 345 678.",
    "Dạ em gửi ạ. Số máy cơ quan: 0228 3820 116, máy lẻ 12.",
    "--\nNguyễn Văn An\nVăn phòng Đảng uỷ\nĐT: 0987.654.321\nĐịa chỉ: thôn 3, xã",
    "Sent from my iPhone",
    "Gửi từ Zalo lúc 8:15 ngày 3/7.",
    "Trân trọng báo cáo.",
    "Em gửi lại ảnh chữ ký sau. Phiếu em gửi trước ạ.",
    "Báo cáo đồng chí Trưởng ban, đơn vị đã hoàn thành phiếu.",
    "Đơn vị đã rà soát kỹ trước khi gửi.",
    "Nhờ anh chị kiểm tra giúp, nếu thiếu gì xin báo lại.",
    "Phiếu đã được đồng chí Bí thư duyệt ngày 30 tháng 6.",
    "Kính chuyển Ban phiếu nhập liệu. Bản giấy sẽ gửi theo đường bưu điện.",
    "Chi bộ gửi phiếu kỳ 2023-6T.",
    "Em là Lan, mới nhận việc từ 1/6, xin gửi phiếu của đơn vị.",
    "Thưa các đồng chí, phiếu mở bằng Excel 2010 trở lên ạ.",
    "Kính gửi Ban Tổ chức. Phòng xin gửi phiếu. Phòng làm việc: tầng 2, nhà B.",
    "Gửi Ban phiếu theo mẫu. Đề nghị Ban cho biết có cần bản ký tên đóng dấu không.",
    "Chào anh, phiếu đây ạ. Hẹn gặp anh tại hội nghị sơ kết 6 tháng.",
    "Đơn vị xin cảm ơn Ban đã hướng dẫn tận tình.",
    "Tệp gửi kèm: phiếu nhập liệu (1 trang A4).",
    "Kính gửi Ban! Nhân dịp kỷ niệm 93 năm ngày truyền thống, chúc các đồng chí mạnh khoẻ.",
    "Em gửi phiếu, mật khẩu không có ạ.",
    "Xin lỗi vì gửi hơi muộn, đơn vị vừa họp xong.",
    "Xin phép Ban cho đơn vị nộp phiếu qua thư điện tử.",
    "Tài liệu không thuộc phạm vi bí mật nhà nước.",
    "Đồng chí Hoà nhờ em gửi hộ phiếu.",
    "Đảng uỷ đã họp ngày 28/6/2023 và thống nhất nội dung phiếu.",
    "Kính đề nghị Ban ghi nhận. Số văn bản của đơn vị: 45-BC/ĐU.",
    "Em gửi phiếu. Anh nhận được thì nhắn em một tiếng ạ.",
    "Good morning, please find attached the form. Best regards.",
    "Kính gửi,\n\n\nĐính kèm là phiếu.\n\nTrân trọng,\nVăn thư",
    "Báo cáo kịp thời theo yêu cầu tại Công văn số 198-CV/BTC.",
    "Xin gửi phiếu nhập liệu, đã in và lưu hồ sơ 02 bản.",
    "Gửi kèm phiếu. Thứ Hai 3/7 đơn vị trực cả ngày.",
    "Các đồng chí cần thêm thông tin xin liên hệ đ/c Minh, Phó Bí thư.",
    "Phiếu của đơn vị em đây ạ, em cảm ơn.",
    "Kính gửi Ban Tổ chức Huyện ủy, xin gửi phiếu; số liệu tính đến 30/6/2023.",
    "Đơn vị gửi phiếu, mong được góp ý.",
    "Phiếu hợp lệ rồi ạ, mã kiểm tra in ở cuối phiếu.",
    "Em đã điền theo hướng dẫn ở sheet Hướng dẫn.",
    "Kính gửi anh chị phiếu báo cáo quý II.",
    "Xin gửi phiếu lần đầu.",
    "Đơn vị không có ý kiến gì thêm.",
    "Kính thưa các đồng chí! Phiếu đính kèm. Trân trọng kính chào!",
    "Chúc cả nhà cuối tuần vui vẻ!",
    "Thưa anh, máy tính cơ quan hỏng nên em gửi từ máy nhà.",
    "Phiếu này em lưu bằng LibreOffice, anh xem có mở được không ạ.",
    "Xin gửi đồng chí Trần Thị Hoa, chuyên viên Ban Tổ chức.",
    "Thay mặt chi bộ, em xin gửi phiếu.",
)
IN_SUBJECTS = (
    ("Tổng 8", "Tổng 8"),
    ("8 đ/c", "8 đ/c"),
    ("nữ 4", "nữ 4"),
    ("Phiếu thiếu một đồng chí", "thiếu một"),
    ("Bản nháp", "nháp"),
    ("Số liệu chưa chốt", "chưa chốt"),
    ("Bỏ phiếu này", "Bỏ phiếu"),
    ("kết nạp 8", "kết nạp 8"),
)
PLAIN_SUBJECTS = (
    "Gửi phiếu kết nạp đảng viên 6 tháng đầu năm 2023",
    "16 - Nộp phiếu",
    "Phiếu kết nạp đảng viên - 16",
    "Fwd: Phiếu kết nạp đảng viên kỳ 2023-6T (lần 2)",
    "Gửi lại phiếu đã sửa, thay phiếu cũ",
    "Phiếu của chi bộ 3",
    "BC 15-BC/ĐU ngày 03/7/2023",
)
NAMED = (
    ("tan-khanh (SAI - BỎ).xlsx", True),
    ("phieu (bản nháp).xlsx", True),
    ("phieu (cũ).xlsx", True),
    ("phieu CU khong dung.xlsx", True),
    ("phieu (2).xlsx", False),
    ("Copy of phieu - da sua.xlsx", False),
    ("phieu chinh thuc 03.7.2023.xlsx", False),
)


def named(name: str, *, is_told: bool) -> Case:
    """Return a case of a form whose file's name says something."""
    judgement = TakenTold(FIVE, (name.rpartition(".")[0][:12],), "warning") if is_told else Counted(FIVE)

    def lay(desk: Desk) -> None:
        desk.put(f"{desk.unit().stem} {name}", desk.form("a", FIVE))

    return Case(9, f"file named {name}", lay, judgement)


SENT_AGAIN = (
    "Em gửi lại phiếu thay phiếu trước ạ.",
    "Đơn vị gửi lại phiếu, thay cho phiếu đã gửi hôm qua.",
    "Em gửi lại phiếu đã sửa theo góp ý của Ban.",
    "Kính gửi Ban, đơn vị xin gửi lại phiếu đã chỉnh sửa.",
    "Phiếu trước em điền sai, em gửi lại phiếu này thay thế ạ.",
    "Xin lỗi anh chị, phiếu lần trước bị nhầm, gửi lại phiếu khác ạ.",
    "Phiếu này thay cho báo cáo giấy.",
    "Gửi lại phiếu lần 2 thay bản trước.",
    "Đơn vị đã bổ sung dòng còn thiếu, xin gửi lại.",
)
"""Who sends a form once more says so; nobody is asked to change a figure."""
PLAIN_WORDS = (
    "Em quên ký, em gửi bản có chữ ký ạ.",
    "Chi bộ em gồm cả giáo viên và nhân viên.",
    "Nhờ chị kiểm tra lại giúp em.",
    "Em đã rà soát lại kỹ, đúng 5 đồng chí ạ.",
    "Chị in trùng khổ giấy A4 nhé",
    "Lễ kết nạp trùng ngày 19/5.",
    "Em tăng ca nên gửi muộn ạ",
    "Có lẽ chiều mai em qua lấy công văn.",
    "Hình như chị đang nghỉ phép, em gửi trước ạ.",
    "Phiếu đã tính cả 3 chi bộ.",
    "Gồm cả file scan.",
)
"""Words that elsewhere doubt a figure, of other things."""
STILL_ASKING = (
    ("Em gửi thay phiếu cũ, tổng là 7.", "7"),
    ("Em gửi lại phiếu đã sửa, nữ thành 4 ạ.", "4"),
    ("Phiếu trước ghi sai, nhờ Ban sửa giúp số nữ.", "sửa giúp"),
    ("Thay phiếu này giúp em.", "Thay phiếu này"),
)
SPEAKING = (
    ("Phiếu còn sót 2 đồng chí ở chi bộ trường mầm non.", "sót 2"),
    ("Trong 5 đồng chí có 1 đồng chí chuyển đến, không phải kết nạp mới.", "chuyển đến"),
    ("Chị ơi số nữ tăng 1", "tăng 1"),
    ("c oi e ghi thieu, tang 2 ng nha", "tang 2"),
    ("Phiếu này em làm thử thôi ạ.", "làm thử"),
    ("Chi bộ trường mầm non chưa gửi số, em báo trước.", "chưa gửi số"),
    ("Trong phiếu ghi 5 nhưng đúng là 7, nhờ Ban sửa giúp.", "7"),
    ("Đơn vị xin đính chính: tổng số là 7, không phải 5.", "đính chính"),
    ("Em gõ nhầm ô tổng số, số đúng là 7 ạ.", "nhầm"),
    ("Số liệu trong phiếu chưa tính 2 đồng chí mới chuẩn y.", "2"),
    ("Nhờ Ban cộng thêm 1 đồng chí vào tổng số.", "1"),
    ("Nữ là 4 chứ không phải 3, em xin lỗi.", "4"),
    ("Tổng số kết nạp: 8 đồng chí.", "8"),
    ("Đề nghị Ban bỏ phiếu này, đơn vị sẽ gửi phiếu khác thay.", "bỏ phiếu"),
    ("Phiếu này ghi sai, em gửi lại sau.", "sai"),
    ("Kính gửi Ban. Sau khi rà soát, đơn vị điều chỉnh tổng số thành 6.", "6"),
    ("Xin chỉnh lại giúp em dòng đại học thành 1.", "1"),
    ("Em nhầm cột, các đồng chí xem giúp.", "nhầm"),
    ("Đơn vị kết nạp được 9 đảng viên trong kỳ.", "9"),
    ("Hôm qua em gửi thiếu, thực tế bảy đồng chí.", "bảy"),
    ("Phiếu lỗi, chị đừng dùng.", "đừng dùng"),
    ("Chị tính giúp em thêm một đồng chí nữa.", "thêm một"),
    ("Anh trừ đi một đồng chí bị trùng nhé.", "trừ đi"),
    ("Tổng của đơn vị là chín.", "chín"),
    ("Đơn vị có thêm đồng chí Lê Thị Mai được kết nạp hôm qua, chưa kịp ghi vào phiếu.", "chưa kịp"),
    ("Số nữ em chưa chắc.", "chưa chắc"),
    ("Trong tệp cột Nữ và cột Đoàn viên bị đổi chỗ.", "đổi chỗ"),
)


def spoken(name: str, body: str, judgement: Judgement, figures: Figures = FIVE, subject: str = "") -> Case:
    """Return a case of a mail with a good form and some words."""

    def lay(desk: Desk) -> None:
        unit = desk.unit()
        form = attached(unit.file, desk.form("a", figures))
        desk.put(f"{unit.stem}.eml", mail(unit.email, body, [form], subject or "Gửi phiếu kết nạp đảng viên"))

    return Case(9, name, lay, judgement)


def parts(name: str, build: Callable[[EmailMessage, str, bytes], None], judgement: Judgement) -> Case:
    """Return a case of a mail that is put together from the unit's form in its own way."""

    def lay(desk: Desk) -> None:
        unit = desk.unit()
        message = message_from_bytes(mail(unit.email, "Xin gửi phiếu.", []), policy=default)
        build(message, unit.file, desk.form("a", FIVE))
        desk.put(f"{unit.stem}.eml", message.as_bytes())

    return Case(9, name, lay, judgement)


def add_form(message: EmailMessage, name: str, content: bytes) -> None:
    """Attach a form."""
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)


def in_html(markup: str, plain: str = "Xin gửi phiếu.") -> Callable[[EmailMessage, str, bytes], None]:
    """Return what makes a mail whose HTML and whose plain text stand beside each other."""

    def build(message: EmailMessage, name: str, content: bytes) -> None:
        message.set_content(plain)
        message.add_alternative(markup, subtype="html")
        add_form(message, name, content)

    return build


def around(own: str, *, as_file: bool = False) -> Callable[[EmailMessage, str, bytes], None]:
    """Return what makes a mail with some words around another mail that holds the form."""

    def build(message: EmailMessage, name: str, content: bytes) -> None:
        inner = EmailMessage()
        inner["From"], inner["Date"], inner["Subject"] = message["From"], message["Date"], "Phiếu"
        inner.set_content("Xin gửi phiếu.")
        add_form(inner, name, content)
        message.set_content(own)
        if as_file:
            add_form(message, "thu.eml", inner.as_bytes())
        else:
            message.add_attachment(inner)

    return build


def beside(text: bytes, name_of_text: str = "ghi chu.txt") -> Callable[[EmailMessage, str, bytes], None]:
    """Return what makes a mail with a text file beside the form."""

    def build(message: EmailMessage, name: str, content: bytes) -> None:
        add_form(message, name, content)
        message.add_attachment(text, maintype="text", subtype="plain", filename=name_of_text)

    return build


SEVEN = TakenTold(FIVE, ("tổng số", "7"), "warning")
TOTAL = "Đính chính: tổng số là 7"
PARTS = (
    ("mail: HTML says more", in_html(f"<p>Xin gửi phiếu.</p><p>{TOTAL}</p>"), SEVEN),
    ("mail: HTML says more, signed", in_html(f"<p>{TOTAL}</p>", "Xin gửi phiếu.\n\n--\nLê Văn Sơn"), SEVEN),
    ("mail: HTML says the same", in_html("<div>Xin <b>gửi</b><br>phiếu.</div>", "Xin *gửi*\nphiếu."), Taken(FIVE)),
    (
        "mail: HTML quotes another",
        in_html("<p>Xin gửi phiếu.</p><p>Lúc 12:00, 3/7/2023, BTC đã viết:</p><p>Chỉ tiêu 12 đảng viên</p>"),
        Taken(FIVE),
    ),
    ("mail: words around a mail", around(f"Kính gửi Ban. {TOTAL}"), SEVEN),
    ("mail: words around a mail as a file", around(f"Kính gửi Ban. {TOTAL}", as_file=True), SEVEN),
    ("mail: greeting around a mail", around("Kính chuyển Ban phiếu của đơn vị."), Taken(FIVE)),
    ("mail: text file beside", beside("tổng số là 7 người".encode()), SEVEN),
    ("mail: text file in UTF-16", beside("tổng số là 7 người".encode("utf-16")), SEVEN),
    ("mail: text file of greetings", beside(b"Xin cam on Ban"), Counted(FIVE)),
)
CASES = [
    *(parts(*each) for each in PARTS),
    *(spoken(f"polite mail {number}: {body[:40]!r}", body, Taken(FIVE)) for number, body in enumerate(POLITE, 1)),
    *(spoken(f"sent again: {body[:40]!r}", body, Taken(FIVE)) for body in SENT_AGAIN),
    *(spoken(f"of other things: {body[:40]!r}", body, Taken(FIVE)) for body in PLAIN_WORDS),
    *(spoken(f"sent again, asks: {body[:40]!r}", body, TakenTold(FIVE, (quoting,), "warning"))
      for body, quoting in STILL_ASKING),
    *(spoken(f"mail says: {body[:50]!r}", body, TakenTold(FIVE, (quoting,), "warning"))
      for body, quoting in SPEAKING),
    spoken("subject says: sửa lại tổng số 7", "Kính gửi Ban.", TakenTold(FIVE, ("7",)), FIVE, "Sửa lại tổng số: 7"),
    spoken("subject says: bản sửa", "Kính gửi Ban.", OneOf(Taken(FIVE), TakenTold(FIVE, ("sửa",))), FIVE, "Bản sửa"),
    *(spoken(f"subject: {text}", "Kính gửi.", TakenTold(FIVE, (quoted,), "warning"), subject=text)
      for text, quoted in IN_SUBJECTS),
    *(spoken(f"plain subject: {text}", "Kính gửi.", Taken(FIVE), subject=text) for text in PLAIN_SUBJECTS),
    *(named(name, is_told=is_told) for name, is_told in NAMED),
    spoken("subject says exhausted beside zero", "Gửi.", TakenTold(ZERO, ("hết nguồn",)), ZERO, "Đơn vị hết nguồn"),
    spoken("mail says somebody beside zero", "Đ/c Lê Mai mới được kết nạp.", TakenTold(ZERO, ("Lê Mai",)), ZERO),
    spoken("mail says none beside zero", "Kỳ này đơn vị không kết nạp được đảng viên nào ạ.", Taken(ZERO), ZERO),
    spoken("mail says candidates beside exhausted", "Đơn vị vẫn còn quần chúng ưu tú.", TakenTold(
        EXHAUSTED, ("vẫn còn",)), EXHAUSTED),
    spoken("mail says exhausted", "Đơn vị đã hết nguồn kết nạp ạ.", Taken(EXHAUSTED), EXHAUSTED),
    spoken("mail says 2 beside zero", "Đơn vị có 2 đồng chí được kết nạp.", OneOf(
        TakenTold(ZERO, ("2",), "warning"), NotCounted(("2",))), ZERO),
    spoken("mail says exhausted beside zero", "Báo cáo Ban: đơn vị đã hết nguồn kết nạp.", OneOf(
        TakenTold(ZERO, ("hết nguồn",), "warning"), NotCounted(("hết nguồn",))), ZERO),
]  # fmt: skip
