"""Findings about a unit: what counts of what it sent."""

from dangvien_xlsx.text.finding_kinds.kind import E, FindingKind, I, W

UNITS: dict[str, FindingKind] = {
    "superseded": FindingKind(
        I,
        "Đơn vị đã nộp bản mới hơn.",
        "Đơn vị đã nộp bản mới hơn: {newer}.",
        "Không cần làm gì; số của bản mới được tính.",
    ),
    "conflicting-submissions": FindingKind(
        E,
        "Hai phiếu của một đơn vị cùng thời điểm mà khác số: không lấy số nào.",
        "Hai phiếu cùng thời điểm nhưng khác số: {others}. Không lấy số nào.",
        "Hỏi đơn vị bản nào đúng rồi bỏ bản sai ra khỏi nhan-ve/.",
        "Cho biết bản nào đúng, hoặc gửi lại một bản với số đúng.",
    ),
    "newer-invalid": FindingKind(
        W,
        "Bản nộp sau có lỗi, nên bản trước vẫn được tính.",
        "Phiếu nộp sau ({newer}) có lỗi nên chưa thay được phiếu này; đang tính số của phiếu này.",
        "Xem lỗi của phiếu nộp sau và hỏi lại đơn vị số nào đúng.",
        "Sửa phiếu nộp sau theo các lỗi đã nêu rồi gửi lại.",
    ),
    "by-hand": FindingKind(
        I,
        "Số liệu của đơn vị được nhập tay: ai báo, lúc nào, vì sao.",
        "Số liệu của {unit_name} được nhập tay: {value}.",
        "Không cần làm gì; giữ giấy tờ hoặc ghi lại cuộc gọi để đối chiếu.",
    ),
    "by-hand-unsigned": FindingKind(
        W,
        "Số nhập tay chưa ghi ai báo hoặc ngày báo.",
        "Số nhập tay của {unit_name} chưa ghi người báo hoặc ngày báo.",
        "Mở nhap-tay.xlsx, điền cột Người báo và Ngày báo của dòng này.",
    ),
    "override-without-reason": FindingKind(
        E,
        "Đã có phiếu hợp lệ mà dòng nhập tay không ghi lý do thay phiếu.",
        "{unit_name} đã có phiếu hợp lệ, số nhập tay chưa ghi lý do nên chưa thay phiếu; đang tính số của phiếu.",
        "Nếu số nhập tay mới đúng: ghi lý do vào cột Lý do trong nhap-tay.xlsx. Nếu không: xoá các số của dòng này.",
    ),
    "by-hand-twice": FindingKind(
        E,
        "Một đơn vị có hai dòng số liệu trong nhap-tay.xlsx.",
        "Đơn vị này có hai dòng số liệu trong nhap-tay.xlsx; chỉ dòng đầu (ô {value}) được tính.",
        "Giữ một dòng với số đúng, xoá các số của dòng kia.",
    ),
    "late": FindingKind(
        W,
        "Phiếu đúng đầu tiên đến sau hết ngày hạn nộp, giờ Việt Nam.",
        "Nộp muộn: nhận lúc {value}, hạn nộp hết ngày {deadline}.",
        "Số vẫn được tính.",
    ),
    "missing-submission": FindingKind(
        E,
        "Đơn vị chưa nộp phiếu nào.",
        "{unit_name} chưa nộp phiếu.",
        "Nhắc đơn vị nộp; phiếu cần điền: gui-di/{form}.",
        "Điền phiếu gửi kèm thư này rồi gửi lại.",
    ),
}
"""By code."""
