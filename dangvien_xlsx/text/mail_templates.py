"""The texts of drafts as they come; ``templates/`` holds copies for the clerk to edit."""

FORMS, RETURNS, REMINDER, OVERDUE = "thu-phieu.txt", "thu-tra-lai.txt", "thu-nhac.txt", "thu-nhac-qua-han.txt"

UNIT, PERIOD, TITLE, DEADLINE, CORRECT_BY, OFFICE, ADDRESS, FINDINGS = (
    "don_vi",
    "ky",
    "tieu_de",
    "han_nop",
    "han_sua",
    "co_quan",
    "email",
    "loi",
)
PLACES = (UNIT, PERIOD, TITLE, DEADLINE, CORRECT_BY, OFFICE, ADDRESS, FINDINGS)
"""What a template may name in braces."""

TEMPLATES = {
    FORMS: """Tiêu đề: Phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

{co_quan} gửi kèm thư này phiếu nhập liệu “{tieu_de}”, kỳ {ky}.

Đề nghị đơn vị:
1. Mở tệp đính kèm bằng Excel (hoặc WPS, LibreOffice), điền các ô số liệu ở sheet Nhập liệu.
2. Xem dòng trên cùng của phiếu ghi PHIẾU HỢP LỆ thì lưu lại.
3. Trả lời thư này, đính kèm phiếu đã điền, gửi về {email}.

Hạn nộp: {han_nop}.

Trân trọng.
{co_quan}
""",
    RETURNS: """Tiêu đề: Đề nghị sửa phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

{co_quan} đã nhận phiếu của đơn vị, kỳ {ky}. Phiếu còn những chỗ sau phải sửa nên chưa tính được số liệu:

{loi}

Đề nghị đơn vị mở tệp đính kèm (đã giữ các số đọc được), sửa những ô được tô màu, lưu lại rồi trả lời thư này kèm phiếu đã sửa, gửi về {email} chậm nhất ngày {han_sua}.

Trân trọng.
{co_quan}
""",
    REMINDER: """Tiêu đề: Nhắc nộp phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

Đến nay {co_quan} chưa nhận được phiếu “{tieu_de}” của đơn vị, kỳ {ky}. Hạn nộp: {han_nop}.

Đề nghị đơn vị điền phiếu đính kèm rồi gửi về {email}. Không kết nạp ai thì gõ 0; hết nguồn thì chọn Có ở dòng Hết nguồn. Nếu đơn vị đã gửi, xin bỏ qua thư này.

Trân trọng.
{co_quan}
""",
    OVERDUE: """Tiêu đề: Quá hạn nộp phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

Đã quá hạn nộp ({han_nop}) nhưng {co_quan} chưa nhận được phiếu “{tieu_de}” của đơn vị, kỳ {ky}. Bảng tổng hợp chung đang chờ số liệu của đơn vị.

Đề nghị đơn vị điền phiếu đính kèm và gửi về {email} chậm nhất ngày {han_sua}. Không kết nạp ai thì gõ 0; hết nguồn thì chọn Có ở dòng Hết nguồn. Nếu đơn vị đã gửi, xin bỏ qua thư này.

Trân trọng.
{co_quan}
""",
}
"""File name to text: the subject on the first line, then the body."""
