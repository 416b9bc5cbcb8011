"""Findings about the catalogue: errors stop before anything is written, what is doubtful is marked and stops nothing."""

from dangvien_xlsx.text.finding_kinds.kind import E, FindingKind, W

CATALOGUE: dict[str, FindingKind] = {
    "catalogue-sheet-missing": FindingKind(
        E,
        "Danh mục thiếu một trong ba sheet.",
        "Danh mục thiếu sheet “{value}”.",
        "Thêm sheet có đúng tên này, hoặc tạo danh mục mới bằng lệnh init.",
    ),
    "catalogue-column-missing": FindingKind(
        E,
        "Một sheet của danh mục thiếu cột.",
        "Sheet thiếu cột “{value}” ở dòng đầu.",
        "Ghi lại đúng tên cột ở dòng đầu.",
    ),
    "catalogue-value-missing": FindingKind(
        E,
        "Ô phải điền của danh mục còn trống.",
        "“{label}” còn để trống.",
        "Điền “{label}”.",
    ),
    "catalogue-value-wrong": FindingKind(
        E,
        "Ô của danh mục ghi điều không hợp lệ: mã, loại, ngày, giới hạn, nhóm.",
        "“{label}” ghi “{value}”: không hợp lệ.",
        "{expected}",
    ),
    "catalogue-duplicate": FindingKind(
        E,
        "Hai dòng của danh mục cùng mã hoặc cùng tên.",
        "“{label}” ghi “{value}” trùng với ô {first}.",
        "Mỗi dòng phải có một giá trị riêng: sửa một trong hai.",
    ),
    "catalogue-parent": FindingKind(
        E,
        "Cột Thuộc ghi mã không có, không phải số nguyên, hoặc vòng tròn.",
        "“{label}” ghi “{value}”: {why}.",
        "{expected}",
    ),
    "catalogue-dates": FindingKind(
        E,
        "Ngày đầu sau ngày cuối, hoặc hạn nộp trước kỳ.",
        "Ngày bị ngược: {value}.",
        "Sửa để ngày đầu không sau ngày cuối.",
    ),
    "catalogue-shares": FindingKind(
        E,
        "Các tỷ lệ của một đơn vị được tách, ở sheet Sắp xếp, cộng lại không đủ 100%.",
        "Các tỷ lệ của đơn vị “{value}” cộng lại là {total}%.",
        "Ghi tỷ lệ ở mọi dòng của đơn vị đó, cộng lại đủ 100%; không biết thì để trống tất cả.",
    ),
    "catalogue-ends-twice": FindingKind(
        E,
        "Sheet Sắp xếp cho một đơn vị kết thúc hai lần: nhập vào hai nơi, hoặc hai ngày khác nhau.",
        "Đơn vị “{value}” đã kết thúc ở ô {first}.",
        "Chỉ để một dòng. Nếu là chia tách thì ghi tỷ lệ, hoặc thêm dòng cho chính mã còn tiếp tục.",
    ),
    "catalogue-circle": FindingKind(
        E,
        "Sheet Sắp xếp cho các đơn vị thành lẫn nhau trong một ngày, vòng tròn.",
        "Đơn vị “{value}” thành đơn vị khác rồi lại thành chính nó trong cùng một ngày.",
        "Sửa mã, hoặc ghi ngày khác nhau nếu là hai lần sắp xếp.",
    ),
    "catalogue-empty": FindingKind(
        E,
        "Sheet của danh mục chưa có dòng nào.",
        "Chưa có dòng nào.",
        "Điền ít nhất một dòng.",
    ),
    "catalogue-address": FindingKind(
        W,
        "E-mail của một đơn vị trong danh mục viết sai: thư của riêng đơn vị đó chưa soạn được; tô vàng trong danh-muc (lỗi).xlsx.",
        "Địa chỉ e-mail của {name} viết sai: “{value}”.",
        "Sửa cột Email ở sheet Đơn vị của danh-muc.xlsx: địa chỉ có dạng ten@noi.vn, nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy.",
    ),
}
"""By code."""
