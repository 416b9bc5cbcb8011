"""What is said of forms that are returned to their units, in the form and by the command."""

LIST_HEADING = "PHIẾU TRẢ LẠI: sửa {count} chỗ dưới đây, lưu lại rồi gửi về."
LIST_QUESTIONS = "HỎI LẠI {count} số khác thường dưới đây: số đúng thì ghi lý do, sai thì gõ lại; lưu rồi gửi về."
LIST_PROGRESS = (" Đã sửa ", ".")
LIST_DONE = "ĐÃ SỬA XONG: lưu lại rồi gửi về."
LIST_LINE = "{message} → {remedy}"
DONE_MARK, NOTE_MARK = "✓", "i"
"""What stands before a line of the list once it is mended, and before one that only tells how it was understood."""
COMMENT_MARK = "Cần làm:"
"""Tells a comment of ours, in a form that was returned, from one that a unit wrote."""
COMMENT = f"{{message}}\n{COMMENT_MARK} {{remedy}}"

HELP_RETURN = "Viết vào tra-lai/ phiếu trả lại cho từng đơn vị có lỗi hoặc có số khác thường chưa nêu lý do: số đọc được đã điền sẵn, ô sai tô màu."
RETURNED = "{unit}: {path} ({count} chỗ phải sửa)"
QUESTIONED = "{unit}: {path} (hỏi lý do {count} số khác thường; số vẫn được tính)"
RETURNED_DONE = "Đã viết {count} phiếu trả lại vào {folder}. Soạn thư kèm phiếu bằng lệnh drafts --kind returns."
RETURNED_NONE = "Không có phiếu nào phải trả lại."
