"""What is said when our totals are typed into the form of the level above."""

HELP_FILL = "Ghi tổng số của kỳ vào phiếu mà cấp trên gửi, để cấp trên tổng hợp như mọi phiếu khác."
HELP_FROM = "Thư mục kỳ lấy số liệu."
HELP_OUTPUT = "Ghi ra tệp này; không ghi thì điền thẳng vào phiếu."
FILLED = "Đã ghi số liệu (tổng số kết nạp {total}) vào phiếu của {unit}: {path}. Mở phiếu xem lại, điền người lập rồi gửi lên."
AS_OF = "Số liệu tính đến ngày {day:%d/%m/%Y}"
INCOMPLETE = "Số liệu chưa đầy đủ: {missing} đơn vị chưa nộp, {invalid} phiếu có lỗi. Chưa nên gửi lên."
NOT_OURS = "Phiếu hỏi chỉ tiêu mà kỳ này không thu thập, để trống: {names}."
NOT_ASKED = "Chưa phiếu nào của các đơn vị được hỏi, để trống: {names}."
REPLACED = "“{label}” trong phiếu đang là {before}, đã thay bằng {after}."
RECEIVED_STAYS = (
    "“{path}” nằm trong nhan-ve/, là bản gốc đã nhận nên không được sửa. Chép phiếu ra nơi khác, hoặc ghi --output."
)
OTHER_PERIOD = (
    "Phiếu {path} là của kỳ “{theirs}”, còn số liệu là của kỳ “{ours}”. Xin phiếu đúng kỳ, hoặc chọn đúng thư mục kỳ."
)
NO_FORM = "Không ghi được vào {path}: {why}"
SEVERAL_FORMS = "trong tệp không có phiếu, hoặc có nhiều phiếu."
NOT_XLSX = "Chỉ ghi được vào phiếu .xlsx: mở {path} bằng Excel, lưu thành Excel Workbook (.xlsx) rồi chạy lại."
