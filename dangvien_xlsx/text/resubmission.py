"""What words say of a report that was sent before: that this one takes its place, or what has been mended in it.

They are ordinary beside a form that is sent once more, and ask nobody to change a figure.
"""

from dangvien_xlsx.model.patterns import pattern

_REPORT = r"(?:phiếu|bản|tệp|file|báo cáo|biểu|thư|mail|lần|phieu|ban|tep|bao cao)"
_EARLIER = r"(?:trước|cũ|đã gửi|gửi trước|hôm qua|hôm trước|hôm nọ|sáng nay|lần trước|lần 1|lần đầu|truoc|cu|da gui)"
_TAKES_PLACE = pattern(rf"\b(?:thay|thay thế|thay cho|thay thế cho|thay the|thay cho) {_REPORT}\b(?! này| nay)")
_EARLIER_WAS_WRONG = pattern(
    rf"\b{_REPORT}(?: \S+){{0,3}}? {_EARLIER}\b(?: \S+){{0,5}}? (?:sai|nhầm|thiếu|thừa|lỗi|sót|nham|thieu)\b"
)
_MENDED = pattern(
    r"\b(?:đã|da)(?: được| duoc)? (?:sửa|chỉnh|chỉnh sửa|điều chỉnh|bổ sung|đính chính|khắc phục|sua|chinh sua)\b"
)
_STILL_ASKS = pattern(
    r"\b(?:giúp|giup|nhờ|nho|đề nghị|de nghi|hộ|yêu cầu ban|đúng là|số đúng|mới đúng|phải là|thành|thanh|chưa|chua|bỏ|bo|huỷ"
    r"|này (?:\S+ )?(?:sai|nhầm))\b"
)


def is_resubmission(clause: str) -> bool:
    """Tell whether a folded clause only says that a report takes an earlier one's place, or was mended.

    Numbers in it are for the caller to look at: who names a figure asks for it to be seen.
    """
    is_one = _TAKES_PLACE.search(clause) or _EARLIER_WAS_WRONG.search(clause) or _MENDED.search(clause)
    return bool(is_one) and not _STILL_ASKS.search(clause)
