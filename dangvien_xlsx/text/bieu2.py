"""The statistics form "Biểu số 2-BTCTW, đảng viên mới kết nạp" as catalogue data, and the words of its sheet.

Rebuilt from two programs, not from the official text; an office changes it in its catalogue.
"""

from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind, Relation

KIND = "bieu-2"
TITLE = "Đảng viên mới kết nạp"
_MOST = 9_999
_WITHIN = (
    ("nu", "Nữ"),
    ("dan_toc", "Dân tộc thiểu số"),
    ("ton_giao", "Người theo tôn giáo"),
    ("doan_vien", "Đoàn viên Đoàn TNCS Hồ Chí Minh"),
    ("chu_dn", "Chủ doanh nghiệp tư nhân"),
    ("hon_nhan_nn", "Có quan hệ hôn nhân với người nước ngoài"),
    ("ket_nap_lai", "Kết nạp lại"),
)
_BLOCKS = (
    (
        "Nghề nghiệp",
        (
            ("nn_can_bo", "Cán bộ, công chức"),
            ("nn_vien_chuc", "Viên chức"),
            ("nn_doanh_nghiep", "Làm việc trong doanh nghiệp"),
            ("nn_nong", "Nông, lâm, ngư nghiệp"),
            ("nn_vu_trang", "Lực lượng vũ trang"),
            ("nn_sinh_vien", "Sinh viên"),
            ("nn_hoc_sinh", "Học sinh"),
            ("nn_khac", "Nghề nghiệp khác"),
        ),
    ),
    (
        "Tuổi đời",
        (
            ("tuoi_18", "18-30 tuổi"),
            ("tuoi_31", "31-35 tuổi"),
            ("tuoi_36", "36-40 tuổi"),
            ("tuoi_41", "41-45 tuổi"),
            ("tuoi_46", "46-50 tuổi"),
            ("tuoi_51", "51-55 tuổi"),
            ("tuoi_56", "56-60 tuổi"),
            ("tuoi_60", "Trên 60 tuổi"),
        ),
    ),
    (
        "Giáo dục phổ thông",
        (
            ("hv_biet_doc", "Biết đọc, biết viết"),
            ("hv_tieu_hoc", "Tiểu học"),
            ("hv_thcs", "Trung học cơ sở"),
            ("hv_thpt", "Trung học phổ thông"),
        ),
    ),
    (
        "Chuyên môn",
        (
            ("cm_so_cap", "Sơ cấp"),
            ("cm_trung_cap", "Trung cấp"),
            ("cm_cao_dang", "Cao đẳng"),
            ("cm_dai_hoc", "Đại học"),
            ("cm_thac_sy", "Thạc sĩ"),
            ("cm_tien_sy", "Tiến sĩ"),
            ("cm_khong", "Không có chuyên môn"),
        ),
    ),
)
"""The last block sums to the total as well, since its last line counts those who have no training."""


def _number(code: str, name: str, relation: Relation | None, block: str = "") -> Indicator:
    parent = ADMITTED if relation else None
    return Indicator(code, name, Kind.INTEGER, parent, relation, relation is None, 0, _MOST, block=block)


INDICATORS = (
    _number(ADMITTED, "Tổng số đảng viên mới kết nạp", None)._replace(
        hint="Không có ai thì gõ 0. Hết nguồn thì để trống."
    ),
    *(_number(code, name, Relation.WITHIN) for code, name in _WITHIN),
    *(_number(code, name, Relation.PART, block) for block, parts in _BLOCKS for code, name in parts),
    Indicator(EXHAUSTED, "Hết nguồn", Kind.YES_NO, hint="Không còn quần chúng để kết nạp: chọn Có."),
    Indicator(NOTE, "Ghi chú", Kind.TEXT, hint="Nếu cần nói thêm."),
)

SHEET = "Biểu 2"
FORM_NUMBER = "Biểu số 2-BTCTW"
HEADERS = ("", "Tiêu chí", "Kỳ này", "Cùng kỳ năm trước", "(%)")
WITHIN, PARTS = "Trong đó:", "Chia ra:"
SECTIONS = ("I", "II", "III")
PARTS_TITLE = "Phân tích đảng viên mới kết nạp"
UNITS_TITLE = "Số tổ chức cơ sở đảng cuối kỳ"
UNITS_ADMITTED, UNITS_EXHAUSTED = "Có kết nạp đảng viên", "Không còn quần chúng (hết nguồn)"
