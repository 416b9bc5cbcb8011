"""Words beside a figure: what may mean another figure is weighed, and what people write out of courtesy is not."""

import time

import pytest

from dangvien_xlsx.text.exhaustion import denies_exhausted, says_exhausted
from dangvien_xlsx.text.numerals import spoken
from dangvien_xlsx.text.weighing import weigh_words

CORRECTING = [
    ("sửa thành 12", (12,)),
    ("So dung la 7, go nham 5", (7, 5)),
    ("Đính chính: nữ là 4", (4,)),
    ("Nhầm, số đúng mười hai", (12,)),
    ("thay số trên bằng 9 đ/c", (9,)),
    ("Số liệu trong phiếu chưa chính xác, đơn vị sẽ gửi lại", ()),
    ("Sai rồi", ()),
    ("chỉnh lại theo biên bản", ()),
    ("đề nghị lấy số 8", (8,)),
    ("Đây là bản nháp, số liệu chưa chốt, đề nghị chưa tổng hợp.", ()),
    ("Xin rút lại phiếu này, sẽ gửi phiếu khác.", ()),
    ("Số liệu sơ bộ", ()),
    ("so lieu chua chot", ()),
    ("Đề nghị bỏ phiếu này", ()),
    ("Phiếu này không dùng nữa", ()),
    ("NHÁP", ()),
    ("Số liệu ước", ()),
    ("Số liệu này mới là dự kiến", ()),
    ("Chưa được cấp uỷ duyệt", ()),
    ("Số liệu cũ", ()),
    ("Phiếu thử", ()),
    ("Thu hồi", ()),
    ("Chờ Đảng uỷ xác minh", ()),
    ("Số liệu chỉ để tham khảo", ()),
    ("Gửi để kiểm tra trước, chưa phải báo cáo", ()),
    ("Đơn vị sẽ gửi lại", ()),
    ("Số liệu kỳ trước", ()),
    ("Chưa có quyết định kết nạp", ()),
    ("Phiếu lỗi, chị đừng dùng.", ()),
    ("Chị tính giúp em thêm một đồng chí nữa.", (1,)),
    ("Anh trừ đi một đồng chí bị trùng nhé.", (1,)),
    ("Đơn vị có thêm đồng chí Lê Thị Mai được kết nạp hôm qua", ()),
    ("Số nữ em chưa chắc.", ()),
    ("Anh khoan tổng hợp, em gửi phiếu khác", ()),
    ("Đừng lấy số liệu này", ()),
    ("Phiếu này không tính nữa", ()),
    ("Trong file cột Nữ và cột Đoàn viên bị đổi chỗ.", ()),
]


@pytest.mark.parametrize(("text", "numbers"), CORRECTING)
def test_words_of_correcting_are_heard_with_their_numbers(text: str, numbers: tuple[int, ...]) -> None:
    weight = weigh_words(text)
    assert weight.corrects
    assert weight.numbers == numbers


NUMBERS = [
    ("12", (12,)),
    ("12 đ/c", (12,)),
    ("12đ/c", (12,)),
    ("mười hai", (12,)),
    ("hai mươi mốt đồng chí", (21,)),
    ("kết nạp ba đồng chí", (3,)),
    ("có thêm 2 người chuyển đến", (2,)),
    ("1.905", (1905,)),
    ("ngày 01/7/2023 kết nạp thêm 2 đồng chí", (2,)),
    ("Tổng của đơn vị là chín.", (9,)),
    ("số thực là tám", (8,)),
    ("một", (1,)),
    ("nữ ba, đoàn viên hai", (3, 2)),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_a_number_that_may_be_a_figure_is_found(text: str, numbers: tuple[int, ...]) -> None:
    weight = weigh_words(text)
    assert weight.numbers == numbers
    assert weight.matters


POLITE = [
    "",
    "Kính gửi Ban Tổ chức Huyện uỷ, chi bộ xin gửi phiếu 6 tháng đầu năm 2023. Trân trọng!",
    "Kính gửi đồng chí. Đơn vị gửi báo cáo từ tháng 01/2023 đến 6/2023.",
    "Nếu có gì sai sót xin liên hệ đ/c Lan, ĐT 0912 345 678.",
    "Có gì chưa đúng mong các đồng chí góp ý giúp.",
    "Em gửi anh ạ. Em cảm ơn.",
    "Thay mặt Đảng uỷ\nBí thư\nNguyễn Văn Ba",
    "Thực hiện Công văn số 205-CV/BTC ngày 06/7/2023",
    "Vụ Bản, ngày 01 tháng 7 năm 2023",
    "01/07/2023",
    "0228 3000 001",
    "+84 912.345.678",
    "Gửi kèm 01 tệp phieu-16.xlsx, 2 trang",
    "Chi bộ thôn 3, xã Thành Lợi",
    "Số nhà 12, đường 10, thị trấn Gôi",
    "8h30 sáng mai em gọi lại",
    "Kỳ 2023-6T",
    "Quý II năm 2023",
    "Gui phong to chuc, chi bo xin gui phieu 6 thang dau nam. Tran trong cam on!",
    "Đã ký, đóng dấu",
    "nguyenvana1985@gmail.com",
    "Hoàn thành 60,4% chỉ tiêu",
    "1. Phiếu nhập liệu\n2. Công văn",
    "Năm nay đơn vị làm sớm",
    "Số máy cơ quan: 0228 3820 116, máy lẻ 12.",
    "Gửi từ Zalo lúc 8:15 ngày 3/7.",
    "Nhân dịp kỷ niệm 93 năm ngày truyền thống, chúc các đồng chí mạnh khoẻ.",
    "Số liệu không thay đổi so với trao đổi qua điện thoại",
    "Số liệu theo sổ đảng viên, đã đối chiếu.",
    "Bản giấy có chữ ký đơn vị sẽ gửi qua bưu điện.",
    "Kỳ này đơn vị chưa kết nạp được đảng viên mới.",
    "Đơn vị chưa có quần chúng đủ điều kiện.",
    "Chị nhận được phiếu chưa ạ?",
    "Chi bộ đã bỏ phiếu tín nhiệm, kết quả tốt.",
    "So với số liệu kỳ trước, đơn vị giữ ổn định.",
    "Em không có gì thêm ạ.",
    "Tệp không sử dụng mật khẩu",
    "Cần thêm người hỗ trợ thì gọi em",
    "Đơn vị không đưa thêm ý kiến",
    "Dòng lớn báo PHIẾU HỢP LỆ, mã kiểm tra 128012.",
    "Đảng bộ có 12 chi bộ trực thuộc",
    "Đơn vị đang lập 2 hồ sơ",
    "Cả nam lẫn nữ đều tham gia.",
    "Đồng chí Lê Thị Ba, Phó Bí thư",
    "Phiếu gồm một trang, đã ký.",
]


@pytest.mark.parametrize("text", POLITE)
def test_courtesy_dates_telephones_and_letters_weigh_nothing(text: str) -> None:
    assert not weigh_words(text).matters


EXHAUSTED = [
    "Hết nguồn",
    "Đơn vị đã hết nguồn kết nạp.",
    "het nguon",
    "không còn quần chúng",
    "không có nguồn phát triển",
    "Nguồn phát triển đảng đã hết",
    "nguồn kết nạp không còn",
    "nguồn: không",
    "nguồn = 0",
    "cạn kiệt nguồn",
    "không có quần chúng",
    "không còn ai ngoài Đảng",
    "Cơ quan 100% đảng viên",
    "100% cán bộ, công chức đã là đảng viên",
    "Toàn bộ CBCC là đảng viên",
]


@pytest.mark.parametrize("text", EXHAUSTED)
def test_exhausted_is_heard(text: str) -> None:
    assert says_exhausted(text)
    assert weigh_words(text).exhausted


LEFT = [
    "Chưa hết nguồn",
    "không phải hết nguồn",
    "chưa phải đã hết nguồn",
    "chua het nguon",
    "còn nguồn",
    "Có nguồn",
    "có hết nguồn đâu",
    "Vẫn còn quần chúng ưu tú",
]


@pytest.mark.parametrize("text", LEFT)
def test_candidates_that_are_left_are_heard(text: str) -> None:
    assert not says_exhausted(text)
    assert denies_exhausted(text)


OF_SOMETHING_ELSE = [
    "sắp hết nguồn",
    "Không có quần chúng nào được kết nạp",
    "không có quần chúng ưu tú nào được kết nạp",
    "không có đối tượng đủ điều kiện",
    "không có đảng viên mới",
    "100% đơn vị đã gửi phiếu",
    "100% đảng viên đã học nghị quyết",
    "tất cả là đảng viên dự bị",
    "tất cả số liệu đã kiểm tra",
    "Kỳ này đơn vị không kết nạp",
]


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_what_says_nothing_of_the_source_is_not_heard(text: str) -> None:
    assert not says_exhausted(text)


SPOKEN = {
    "một": 1,
    "Mười": 10,
    "mười lăm": 15,
    "hai mươi": 20,
    "hai mươi mốt": 21,
    "hai mốt": 21,
    "ba mươi tư": 34,
    "ba chục": 30,
    "một trăm": 100,
    "một trăm linh năm": 105,
    "hai trăm ba mươi lăm": 235,
    "một nghìn hai trăm": 1200,
    "muoi hai": 12,
    "hai muoi": 20,
    "bảy": 7,
}


@pytest.mark.parametrize("text", SPOKEN)
def test_number_words_are_read_by_their_grammar(text: str) -> None:
    assert spoken(text) == SPOKEN[text]


@pytest.mark.parametrize("text", ["", "năm", "mười hai người", "khoảng mười", "ba bốn", "mười mốt mươi", "nam"])
def test_what_is_no_number_or_two_is_none(text: str) -> None:
    assert spoken(text) is None


OF_MANY_WORDS = [
    "phiếu " + "chỉ là " * 4_000,
    "nguồn " + "nay đã " * 4_000,
    "thêm " + "thêm cho " * 3_000,
    "chưa phải là " * 2_500,
    "số liệu " * 4_000,
    "không có " * 3_500,
    "100% " * 6_000,
    "đã vừa mới được " * 2_000,
]


@pytest.mark.parametrize(
    "text", ["x" * 32_767, "x." * 16_000, "1" * 32_767, "a@" * 16_000, "sửa thành 12 " * 2_500, *OF_MANY_WORDS]
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    weigh_words(text)
    assert time.process_time() - started < 20 * _seconds_for(text[: len(text) // 8]) + 0.2


def _seconds_for(text: str) -> float:
    started = time.process_time()
    weigh_words(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "text",
    [
        "Xin gửi phiếu nhập số liệu",
        "Mẫu số 01",
        "Bản mới nhất",
        "gui phieu nhap so lieu",
        "Gửi đủ số bộ hồ sơ",
        "Bản nhập của đơn vị",
        "so bo",
    ],
)
def test_words_that_only_look_like_holding_back_say_nothing(text: str) -> None:
    assert not weigh_words(text).matters
