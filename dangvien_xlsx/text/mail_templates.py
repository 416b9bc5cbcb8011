"""The texts of drafts as they come; ``templates/`` holds copies for the clerk to edit."""

from dangvien_xlsx.text.form import NO_SIGNING

FORMS, RETURNS, REMINDER, OVERDUE = "thu-phieu.txt", "thu-tra-lai.txt", "thu-nhac.txt", "thu-nhac-qua-han.txt"
QUESTION = "thu-hoi-ly-do.txt"
_YELLOW_BAR = "Mở tệp đính kèm: thấy thanh vàng ở trên cùng thì bấm Enable Editing (Cho phép chỉnh sửa)."
_WAYS_BACK = (
    f"Không gửi được thư thì gửi tệp qua Zalo, hoặc gọi điện đọc số kèm mã kiểm tra của phiếu. Phiếu {NO_SIGNING}."
)

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

_TEXTS = {
    FORMS: """Tiêu đề: Phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

{co_quan} gửi kèm thư này phiếu nhập liệu “{tieu_de}”, kỳ {ky}.

Đề nghị đơn vị:
1. @Y
2. Điền các ô màu vàng ở sheet Nhập liệu (bằng Excel, WPS hoặc LibreOffice); dòng trên cùng ghi PHIẾU HỢP LỆ thì lưu lại.
3. Trả lời thư này, đính kèm phiếu đã điền, gửi về {email}. @W

Hạn nộp: {han_nop}.

Trân trọng.
{co_quan}
""",
    RETURNS: """Tiêu đề: Đề nghị sửa phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

{co_quan} đã nhận phiếu của đơn vị, kỳ {ky}. Phiếu còn những chỗ sau phải sửa nên chưa tính được số liệu:

{loi}

@Y Tệp đã giữ các số đọc được: sửa những ô được tô màu, lưu lại rồi trả lời thư này kèm phiếu đã sửa, gửi về {email} chậm nhất ngày {han_sua}. @W

Trân trọng.
{co_quan}
""",
    QUESTION: """Tiêu đề: Hỏi lại số khác thường trong phiếu {ky} – {don_vi}

Kính gửi: {don_vi}

{co_quan} đã nhận phiếu của đơn vị, kỳ {ky}; số liệu đang được tính. Có số khác thường sau cần đơn vị xem lại trước khi trình ký:

{loi}

@Y Số đúng thì ghi lý do vào cột Lý do bên cạnh; số sai thì gõ lại. Lưu rồi trả lời thư này kèm phiếu, gửi về {email} chậm nhất ngày {han_sua}. @W

Trân trọng.
{co_quan}
""",
    REMINDER: """Tiêu đề: Nhắc nộp phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

Đến nay {co_quan} chưa nhận được phiếu “{tieu_de}” của đơn vị, kỳ {ky}. Hạn nộp: {han_nop}.

@Y Đề nghị đơn vị điền phiếu rồi gửi về {email}. @W

Không kết nạp ai thì gõ 0; hết nguồn thì chọn Có ở dòng Hết nguồn. Nếu đơn vị đã gửi, xin bỏ qua thư này.

Trân trọng.
{co_quan}
""",
    OVERDUE: """Tiêu đề: Quá hạn nộp phiếu nhập liệu {ky} – {don_vi}

Kính gửi: {don_vi}

Đã quá hạn nộp ({han_nop}) nhưng {co_quan} chưa nhận được phiếu “{tieu_de}” của đơn vị, kỳ {ky}. Bảng tổng hợp chung đang chờ số liệu của đơn vị.

@Y Đề nghị đơn vị điền phiếu và gửi về {email} chậm nhất ngày {han_sua}. @W

Không kết nạp ai thì gõ 0; hết nguồn thì chọn Có ở dòng Hết nguồn. Nếu đơn vị đã gửi, xin bỏ qua thư này.

Trân trọng.
{co_quan}
""",
}
TEMPLATES = {name: text.replace("@Y", _YELLOW_BAR).replace("@W", _WAYS_BACK) for name, text in _TEXTS.items()}
"""File name to text: the subject on the first line, then the body."""
