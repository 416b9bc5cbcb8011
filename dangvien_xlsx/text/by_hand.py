"""The words of ``nhap-tay.xlsx``."""

SHEET = "Nhập tay"
TITLE = "SỐ LIỆU NHẬP TAY"
ADVICE = "Chỉ điền dòng của đơn vị báo bằng điện thoại hoặc giấy. Đơn vị đã có phiếu hợp lệ thì phải ghi lý do mới thay được."
CODE, NAME = "Mã đơn vị", "Tên đơn vị"
SAID_BY, SAID_AT, HOW, REASON = "Người báo", "Ngày báo", "Cách báo", "Lý do"
WAYS = ("Điện thoại", "Giấy", "Gặp trực tiếp", "Nhắn tin")

UNREADABLE = "Không đọc được {path}: {why}. Số nhập tay trong đó chưa được tính nên chương trình dừng lại. Mở tệp bằng Excel, lưu lại; nếu không mở được, đổi tên tệp rồi tạo lại bằng lệnh forms và gõ lại."
BROKEN = "dòng mã ở hàng đầu đã mất"
LOST_COLUMN = "cột “{}” không còn ở sheet “{}” mà dòng {} có số"

NEW_UNITS = "nhap-tay.xlsx: đã thêm dòng cho {names}."
NEW_NAMES = "nhap-tay.xlsx: đã đổi tên theo danh mục: {names}."
NEW_NAME = "{old} → {new}"
NEW_COLUMNS = "nhap-tay.xlsx: đã thêm cột {names}."
WRITTEN_ANEW = "nhap-tay.xlsx chưa gõ gì nên đã được lập lại theo danh mục hiện nay."
TYPE_YOURSELF = "nhap-tay.xlsx có công thức nên chương trình không tự sửa. Xin tự sửa trong Excel: {what}"
NOT_FOLLOWED = "nhap-tay.xlsx chưa được cập nhật theo danh mục: {why}. Đóng tệp nếu đang mở rồi chạy lại lệnh forms."
