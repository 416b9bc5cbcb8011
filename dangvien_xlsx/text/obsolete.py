"""What is said of forms, drafts and rows that follow, or no longer follow, the catalogue."""

FORMS_MOVED = "Phiếu không còn dùng (đơn vị đã đổi tên, đổi mã hoặc không còn trong danh mục), đã chuyển vào gui-di/cu/, đừng gửi nữa: {names}."
DRAFTS_MOVED = "Thư nháp mang phiếu cũ, đã chuyển vào gui-di/cu/: {names}. Cần gửi thì soạn lại bằng lệnh drafts."
LEFT = "Trong {where}/ còn tệp không hợp danh mục hiện nay, nhưng đang mở, đã được sửa hoặc không phải do chương trình ghi nên để nguyên: {names}. Xem lại rồi tự chuyển đi, đừng gửi."
REPLACED = "Phiếu trong gui-di/ khác bản chương trình đã ghi; bản khác ấy được giữ trong gui-di/cu/: {names}."
MORE = " … và {count} tệp nữa"
FULL = "trong gui-di/cu/ đã có quá nhiều bản cùng tên"
