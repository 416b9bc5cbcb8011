"""The words of ``nhap-tay.xlsx``."""

SHEET = "Nhập tay"
TITLE = "SỐ LIỆU NHẬP TAY"
ADVICE = "Chỉ điền dòng của đơn vị báo bằng điện thoại hoặc giấy. Đơn vị đã có phiếu hợp lệ thì phải ghi lý do mới thay được."
CODE, NAME = "Mã đơn vị", "Tên đơn vị"
SAID_BY, SAID_AT, HOW, REASON = "Người báo", "Ngày báo", "Cách báo", "Lý do"
WAYS = ("Điện thoại", "Giấy", "Gặp trực tiếp", "Nhắn tin")

UNREADABLE = "Không đọc được {path}: {why}. Số nhập tay trong đó chưa được tính nên chương trình dừng lại. Mở tệp bằng Excel, lưu lại; nếu không mở được, đổi tên tệp rồi tạo lại bằng lệnh forms và gõ lại."
BROKEN = "dòng mã ở hàng đầu đã mất"
