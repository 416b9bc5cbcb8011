"""The words of ``loi-van.docx`` and what is said of it."""

from dangvien_xlsx.text.names import shorten

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
_CONTEXT = 40
"""Characters that are quoted before and after the place where two paragraphs differ."""
MORE = "  … và {count} đoạn nữa"


def differing(old: str, new: str, longest: int) -> tuple[str, str]:
    """Return two paragraphs as they are quoted beside each other: whole, or from shortly before they differ.

    Cut at their beginnings two long paragraphs read the same, and nobody saw what had been changed.

    Args:
        old: As it was written.
        new: As somebody left it.
        longest: The characters that either quotation may have.
    """
    if max(len(old), len(new)) <= longest:
        return old, new
    same = _alike(old, new)
    first = max(same - _CONTEXT, 0)
    first = old.rfind(" ", 0, first) + 1 if first else 0
    tail = _alike(old[same:][::-1], new[same:][::-1])
    dropped = max(tail - _CONTEXT, 0)
    return _quoted(old, first, dropped, longest), _quoted(new, first, dropped, longest)


def _alike(first: str, second: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))


def _quoted(text: str, first: int, dropped: int, longest: int) -> str:
    cut = text[first : len(text) - dropped]
    told = f"{'…' if first else ''}{cut}{'…' if dropped else ''}"
    return shorten(told, longest)
