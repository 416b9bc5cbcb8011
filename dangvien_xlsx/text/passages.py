"""The words of ``loi-van.docx`` and what is said of it."""

TITLE = "LỜI VĂN CỦA CÔNG VĂN"
ADVICE = "Gõ dưới từng tiêu đề; phần nào để trống thì công văn không có phần ấy. Giữ nguyên các dòng tiêu đề. Số liệu do chương trình viết, không cần gõ. Mỗi lần soạn công văn, lời văn ở đây được đưa vào bản mới."

BASIS, COMMENTARY, TASKS, NOTES, RECIPIENTS = "can_cu", "nhan_xet", "nhiem_vu", "chu_thich", "noi_nhan"
SECTIONS = {
    BASIS: (
        "CĂN CỨ",
        "Các đoạn mở đầu, đứng trước phần số liệu: thực hiện nghị quyết, kế hoạch nào, đã chỉ đạo ra sao.",
    ),
    COMMENTARY: ("NHẬN XÉT", "Đứng sau phần số liệu: mặt được, mặt còn hạn chế, nguyên nhân."),
    TASKS: ("NHIỆM VỤ", "Đứng cuối, thay cho câu đề nghị có sẵn: mỗi nhiệm vụ một đoạn, tự đánh số 1, 2, 3."),
    NOTES: (
        "CHÚ THÍCH",
        "Mỗi chú thích cuối trang một đoạn; chỗ cần chú thích trong lời văn thì ghi [1], [2]. Cũng có thể chèn chú thích (Footnote) của Word ngay trong lời văn.",
    ),
    RECIPIENTS: (
        "NƠI NHẬN",
        "Mỗi nơi một dòng. Để trống thì lấy dòng noi_nhan ở sheet Thông tin của danh-muc.xlsx.",
    ),
}
"""The headings, in the order in which they stand in the file, and what is said under each."""

UNREADABLE = "Không đọc được {path}: {why}. Lời văn trong đó chưa vào công văn nên chương trình dừng lại. Mở tệp bằng Word, lưu lại dạng .docx; nếu không mở được, đổi tên tệp rồi chạy lại."
NOT_WORD = "không phải tệp Word (.docx)"
CHANGED = "Bản công văn trước đã được sửa tay. Khác với bản chương trình đã viết ở {count} đoạn; đoạn nào cần cho mọi bản sau thì chép vào loi-van.docx:"
ADDED, REMOVED, REPLACED = "  thêm: “{new}”", "  bỏ: “{old}”", "  sửa: “{old}” thành “{new}”"
MORE = "  … và {count} đoạn nữa"
