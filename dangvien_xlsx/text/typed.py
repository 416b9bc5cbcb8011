"""The words that people type in place of a number or a choice, and how their readings are told."""

from dangvien_xlsx.model.typed import Words
from dangvien_xlsx.text.names import NO, YES

TYPED = Words(
    yes=frozenset({"x", "v", "✓", "✔", "1", "true", "đúng", "rồi", "đã hết", "hết", "hết nguồn", "yes"}),
    no=frozenset({"0", "-", "–", "false", "sai", "chưa", "chưa hết", "còn", "còn nguồn", "no", "ko", "k"}),
    none=frozenset({"không", "không có", "không có ai", "ko", "k", "-", "–", "—", "chưa", "chưa có"}),
    exhausted=frozenset({"hết nguồn", "hêt nguồn", "đã hết nguồn", "hết nguồn kết nạp"}),
    counted=frozenset(
        {"đ/c", "đc", "đ.c", "đ/ c", "đồng chí", "người", "đảng viên", "đv", "đoàn viên", "nữ", "đ/c nữ", "đồng chí nữ"}
    ),
    yes_spelled=YES,
    no_spelled=NO,
)

BLANK_MEANS = "để trống vì hết nguồn"
TAKEN_BLANK = "hết nguồn"
TAKEN_NOTE = "Hết nguồn: Có"
