"""What words say of a report as a whole: that it does not hold yet, does not hold any more, or is only a draft.

Told by what such sentences are made of: *chưa* (not yet) before a step of making a report, *không* or *đừng* before its
use, a verb of taking back before it, a word for what is provisional behind it. The report is the form, the figures, the
file; what is said of other things (a ballot, a motion) is not meant.
"""

from dangvien_xlsx.model.patterns import Needing, pattern

_REPORT = r"(?:phiếu|số liệu|con số|bản|báo cáo|biểu|bảng|tệp|file|mẫu|thư|mail|số)"
_THIS = r"(?: (?:này|trên|đó|kia|kèm|gửi|đính|của|đơn vị|chi bộ|em|tôi|chúng tôi|là|chỉ|mới|để|có tính|đang|còn|vẫn|hiện)){0,5}"
_STEP = (
    r"(?:chốt|duyệt|chính thức|chính xác|đúng|đủ|đầy đủ|khớp|chuẩn|chắc|xong|kịp|phải|xác|kiểm|rà|soát|tính|ghi|nhập|ký"
    r"|thông qua|thống nhất|hoàn|đối chiếu|cập nhật|bổ sung|tổng hợp|gồm|kể|bao gồm|điền|được"
    r"|có (?:quyết định|xác nhận|chữ ký|ý kiến|dấu|số chính)|qua)"
)
_USE = r"(?:dùng|sử dụng|lấy|tính|cộng|tổng hợp|đưa|nhập|xét|còn giá trị|còn hiệu lực|còn đúng|còn dùng)"
_PROVISIONAL = (
    r"(?:nháp|ước|ước tính|dự kiến|cũ|tạm|tạm tính|tạm thời|tham khảo|thử|sơ bộ|dự thảo|lỗi|hỏng"
    r"|(?:kỳ|tháng|năm|quý|đợt) (?:trước|ngoái))"
)
_COMPARED = r"(?<!thay )(?<!thay thế )(?<!thay cho )(?<!so với )(?<!như )(?<!so sánh )(?<!hơn )(?<!bằng )"
_ADDING = ("thêm ", "bớt ", "trừ ", "cộng ")
_WITHHOLDING = (
    Needing(rf"\bchưa (?:được |thể |có thể )?{_STEP}\b(?! (?:điều kiện|tiêu chuẩn|tuổi|thời gian))", "chưa "),
    Needing(
        rf"\b(?:không|đừng|khoan|chớ|thôi|khỏi)(?: nên| cần| phải| vội| được| có){{0,3}} {_USE}\b"
        rf"(?:(?: nữa| vào)?\s*(?:$|,)| nữa\b| (?:số liệu |các )?{_REPORT}\b| này\b)",
        *("không ", "đừng ", "khoan ", "chớ ", "thôi ", "khỏi "),
    ),
    Needing(
        rf"\b(?:rút|thu hồi|huỷ|loại|xoá)(?: lại| về| bỏ){{0,3}} {_REPORT}\b"
        rf"|\bbỏ {_REPORT} (?:này|trên|đó|kia|cũ|trước|của|đã)\b|^\s*(?:xin |đề nghị )?(?:thu hồi|huỷ|huỷ bỏ|rút lại|rút)\s*$",
        *("rút", "thu hồi", "huỷ", "loại ", "xoá ", "bỏ "),
    ),
    Needing(
        rf"{_COMPARED}\b{_REPORT}{_THIS} {_PROVISIONAL}\b"
        rf"|^[\s\[(*]*(?:bản )?(?:{_PROVISIONAL}|thử nghiệm)[\s\])*:.-]*$|\btạm tính\b|\bsố liệu để kiểm tra\b",
        *(
            "nháp",
            "ước",
            "dự kiến",
            "cũ",
            "tạm",
            "tham khảo",
            "thử",
            "sơ bộ",
            "dự thảo",
            "lỗi",
            "hỏng",
            "trước",
            "ngoái",
        ),
        "số liệu để kiểm tra",
    ),
    Needing(
        r"\b(?:chờ|đợi)(?: \S+){0,2} (?:xác minh|xác nhận|duyệt|kiểm tra|rà soát|thẩm định|quyết định|chuẩn y|ý kiến"
        r"|thống nhất|chốt|đối chiếu)\b",
        *("chờ ", "đợi "),
    ),
    Needing(
        r"\bsẽ(?: \S+){0,2} (?:(?:gửi|nộp|báo cáo|báo|làm) (?:lại|bản khác|phiếu khác|bản mới|phiếu mới|số khác)"
        r"|bổ sung|cập nhật|điều chỉnh|thay)\b",
        "sẽ ",
    ),
    Needing(r"\b(?:thêm|bớt|trừ|cộng)(?: đi| vào| giúp| hộ| cho| em| thêm| ra){0,4} (?:đồng chí|đ/c|đc)\b", *_ADDING),
    Needing(
        r"\b(?:thêm|bớt|trừ|cộng)(?: đi| vào| giúp| hộ| cho| em| thêm| ra){0,4} (?:\d+|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\b",
        *_ADDING,
    ),
    Needing(
        r"\b(?:đổi chỗ|hoán đổi|đảo chỗ|(?:bị|tính|đếm|ghi|nhập) (?:trùng|lộn|lệch|lẫn)|ghi ngược)\b",
        *("đổi chỗ", "hoán đổi", "đảo chỗ", "trùng", "lộn", "lệch", "lẫn", "ghi ngược"),
    ),
)
_WITHHOLDING_BARE = Needing(
    r"\b(?:chua (?:chot|chinh thuc|duyet|duoc duyet|chinh xac|khop|chac chan|tong hop|ky)|rut (?:lai|ve) (?:phieu|so|ban|bao cao|thu)"
    r"|rut phieu|thu hoi (?:phieu|ban|bao cao|thu)|khoan (?:voi )?tong hop|so lieu (?:tam|uoc|du kien|so bo|cu))\b",
    *("chua ", "rut ", "thu hoi", "khoan ", "so lieu "),
)
"""Without diacritics only what then means nothing else: "phieu nhap" is the form for entering as well."""


_NAMED_SO = pattern(
    r"(?:^|[()\[\]{}_\-–,.;])\s*(?:phiếu |bản )?(?:sai|bỏ|hỏng|huỷ|lỗi|cũ|nháp|thử|tạm|ước|dự kiến|tham khảo|sơ bộ)"
    r"\s*(?:$|[()\[\]{}_\-–,.;])"
    r"|\b(?:phieu (?:cu|sai|loi|hong)|khong dung|(?:không|đừng) (?:dùng|lấy|tính)|(?:chưa|chua) (?:chốt|duyệt|chot|duyet))\b"
)
"""Without diacritics only what is no name: Lợi, Hồng, Huy and Cư are."""


def is_named_as_withheld(name: str) -> bool:
    """Tell whether a file's folded name says that what it holds does not hold: "(bản nháp)", "SAI - BỎ"."""
    return bool(_NAMED_SO.search(name))


def withholds(clause: str) -> bool:
    """Tell whether a folded clause says that the report that it stands in, or came with, does not hold as it is."""
    return any(each.search(clause) for each in _WITHHOLDING) or bool(_WITHHOLDING_BARE.search(clause))
