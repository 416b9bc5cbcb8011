"""Words of forms of earlier versions that stand in no form any more: they are ours, not a person's."""

GUIDE_STEPS = (
    "Mở sheet Nhập liệu. Chỉ gõ vào các ô màu vàng; phím Tab đưa tới ô tiếp theo.",
    "Trong kỳ không kết nạp ai nhưng còn nguồn: gõ 0 vào dòng tổng số.",
    "Hết nguồn (không còn quần chúng để kết nạp): để trống dòng tổng số và chọn Có ở dòng Hết nguồn. "
    "Để trống khác với số 0.",
    "Cột Kiểm tra nói ngay ô nào còn sai và vì sao. Dòng lớn phía trên báo PHIẾU HỢP LỆ là xong.",
    "Lưu tệp (giữ nguyên tên tệp) và gửi lại bằng thư điện tử. Không cần in, không cần ký.",
    "Gửi nhầm thì sửa trong chính phiếu này, lưu và gửi lại: bản mới nhất được tính.",
)
"""The guide of version 1."""
