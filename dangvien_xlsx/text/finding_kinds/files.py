"""Findings about a file that came."""

from dangvien_xlsx.text.finding_kinds.kind import E, FindingKind, W

FILES: dict[str, FindingKind] = {
    "mail-without-form": FindingKind(
        W,
        "Thư không kèm phiếu nào; lời thư được trích ra để người đọc xem.",
        "Thư của {sender}, tiêu đề “{subject}”, không kèm phiếu nào. Lời thư: “{value}”.",
        "Đọc thư. Nếu đơn vị báo số trong lời thư, xin đơn vị gửi phiếu, hoặc nhập số vào phiếu của đơn vị (gui-di/).",
        "Gửi lại thư có kèm phiếu đã điền.",
    ),
    "mail-remark": FindingKind(
        W,
        "Lời thư đi kèm phiếu có số khác trong phiếu, hoặc có lời đính chính; lời chào, ngày, điện thoại thì không nêu.",
        "Lời thư kèm phiếu ghi: “{value}”.",
        "Đọc lời thư. Nếu số phải khác, xin đơn vị sửa trong phiếu rồi gửi lại, hoặc ghi số đúng và lý do vào nhap-tay.xlsx.",
        "Nếu số phải khác: sửa trong chính phiếu này, lưu rồi gửi lại.",
        "Số trong phiếu vẫn được tính.",
    ),
    "unreadable-file": FindingKind(
        E,
        "Tệp hỏng, rỗng, tải dở, hoặc làm hỏng bộ đọc.",
        "Không đọc được tệp: {why}.",
        "Mở thử tệp bằng Excel; nếu không mở được, xin đơn vị gửi lại.",
        "Mở phiếu bằng Excel, lưu lại rồi gửi lại; nếu không mở được, điền phiếu gửi kèm thư này.",
    ),
    "encrypted-file": FindingKind(
        E,
        "Tệp có mật khẩu.",
        "Tệp có mật khẩu nên không đọc được.",
        "Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu lại rồi để vào nhan-ve/.",
        "Bỏ mật khẩu của tệp (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu rồi gửi lại.",
    ),
    "file-too-large": FindingKind(
        E,
        "Tệp lớn hơn 20 MB.",
        "Tệp lớn {size}, quá mức {limit} cho một phiếu.",
        "Một phiếu chỉ vài chục KB: mở xem tệp chứa gì, xin đơn vị gửi lại phiếu gốc.",
        "Gửi lại riêng phiếu nhập liệu, chỉ vài chục KB.",
    ),
    "suspicious-file": FindingKind(
        E,
        "Tệp nén quá mức hoặc có quá nhiều phần: không mở.",
        "Tệp có cấu tạo bất thường nên không mở: {why}.",
        "Không mở tệp này; hỏi lại nơi gửi và xin phiếu mới.",
        "Nhập số vào phiếu gửi kèm thư này rồi gửi lại.",
    ),
    "unsupported-type": FindingKind(
        W,
        "Không phải loại tệp lấy số được, ví dụ ảnh chụp.",
        "Không lấy số từ loại tệp này: {why}.",
        "Nếu tệp có số liệu, xin đơn vị gửi phiếu Excel, hoặc nhập số vào phiếu của đơn vị (gui-di/).",
        "Nhập số vào phiếu Excel gửi kèm thư này rồi gửi lại.",
    ),
    "table-unmatched": FindingKind(
        E,
        "Bảng đã nhập bằng lệnh `import` nhưng không còn thấy đủ các cột đã xác nhận.",
        "Không thấy trong bảng đủ các cột đã xác nhận khi nhập: {value}.",
        "Nhập lại bảng bằng lệnh import để xác nhận cột nào là chỉ tiêu nào.",
    ),
    "table-lacks-columns": FindingKind(
        W,
        "Bảng đã nhập bằng lệnh `import` không có cột cho một số chỉ tiêu: chỉ đọc những gì bảng có.",
        "Bảng không có cột cho: {asked}; chỉ đọc những cột bảng có.",
        "Nếu bảng có cột ấy dưới tên khác, nhập lại và xác nhận cột đó; nếu không thì các chỉ tiêu này để trống ở mọi đơn vị trong bảng.",
    ),
    "external-link": FindingKind(
        W,
        "Phiếu lấy số từ tệp khác ngoài thư mục; liên kết không bao giờ được mở, chỉ đọc số đang ghi.",
        "Phiếu lấy số từ tệp khác ngoài thư mục này ({value}); liên kết không được mở, chỉ đọc số đang ghi trong phiếu.",
        "Hỏi đơn vị con số đang ghi có đúng không; lần sau gõ thẳng số vào phiếu.",
        "Gõ thẳng con số vào phiếu, không lấy từ tệp khác.",
    ),
}
"""By code."""
