"""Findings about one value."""

from dangvien_xlsx.text.finding_kinds.kind import E, FindingKind, I, W, in_form

VALUES: dict[str, FindingKind] = {
    "value-missing": FindingKind(
        E,
        "Chỉ tiêu bắt buộc còn để trống; tổng số chỉ được trống khi phiếu ghi Hết nguồn.",
        "“{label}” còn để trống.",
        *in_form("Gõ số vào ô này; không có ai thì gõ 0. Nếu đơn vị hết nguồn, chọn “Có” ở dòng Hết nguồn."),
    ),
    "not-a-number": FindingKind(
        E,
        "Ô số ghi chữ, hoặc ghi TRUE/FALSE.",
        "“{label}” phải là một số, nhưng ô ghi “{value}”.",
        *in_form("Chỉ gõ chữ số, ví dụ 5."),
    ),
    "not-integer": FindingKind(
        E,
        "Ô số có phần thập phân.",
        "“{label}” phải là số nguyên, nhưng ô ghi {value}.",
        *in_form("Gõ số người, không có phần thập phân."),
    ),
    "out-of-range": FindingKind(
        E,
        "Số nằm ngoài giới hạn Từ–Đến của danh mục, hoặc chữ quá dài.",
        "“{label}” phải từ {low} đến {high}{unit_of_bounds}, nhưng ô ghi {value}.",
        *in_form("Xem lại và gõ lại cho đúng."),
    ),
    "exceeds-parent": FindingKind(
        E,
        "Phần “Trong đó” lớn hơn chỉ tiêu chứa nó.",
        "“{label}” là {value}, lớn hơn “{parent}” là {parent_value}.",
        *in_form("“{label}” nằm trong “{parent}” nên không thể lớn hơn: xem lại cả hai ô."),
    ),
    "parts-do-not-sum": FindingKind(
        E,
        "Các phần “Chia ra” của một khối cộng lại khác chỉ tiêu chứa chúng, hoặc khối để trống khi chỉ tiêu lớn hơn 0; mỗi khối một dòng.",
        "Các phần chia ra{block} ({parts}) cộng lại là {sum}, khác “{label}” là {value}.",
        *in_form("Xem lại từng phần và tổng: cộng các phần phải bằng tổng."),
    ),
    "not-a-choice": FindingKind(
        E,
        "Ô Có/Không ghi điều khác.",
        "“{label}” chỉ nhận Có hoặc Không, nhưng ô ghi “{value}”.",
        *in_form("Chọn Có hoặc Không trong danh sách của ô."),
    ),
    "error-value": FindingKind(
        E,
        "Ô đang là lỗi của Excel, ví dụ `#REF!`.",
        "“{label}” đang là ô lỗi của Excel ({value}).",
        *in_form("Xoá ô này rồi gõ lại con số."),
    ),
    "value-interpreted": FindingKind(
        W,
        "Giá trị gõ khác thường nhưng chỉ có một nghĩa (`05`, `5 đ/c`, `x`, “Hết nguồn” trong ô số): đã lấy, nói rõ lấy thành gì.",
        "“{label}” ghi “{value}”, được hiểu là {taken}.",
        "Nếu hiểu sai, đơn vị gõ lại cho rõ rồi gửi lại.",
        "Nếu hiểu sai, gõ lại chỉ chữ số trong chính phiếu này, lưu rồi gửi lại.",
    ),
    "value-ambiguous": FindingKind(
        E,
        "Giá trị có hai nghĩa (`1.905`, `-` ở tổng số): không lấy, nêu cả hai nghĩa.",
        "“{label}” ghi “{value}”: có thể là {first}, cũng có thể là {second}.",
        *in_form("Gõ lại cho rõ: số nguyên thì chỉ gõ chữ số; hết nguồn thì để trống và chọn “Có” ở dòng Hết nguồn."),
    ),
    "formula-value": FindingKind(
        W,
        "Ô số là công thức; lấy kết quả đã tính.",
        "“{label}” là công thức; đã lấy kết quả {value}.",
        "Đối chiếu con số này với đơn vị; lần sau gõ thẳng con số.",
        "Gõ thẳng con số thay cho công thức.",
    ),
    "formula-not-calculated": FindingKind(
        E,
        "Ô số là công thức chưa bao giờ được tính.",
        "“{label}” là công thức chưa được tính nên không có con số nào.",
        *in_form("Mở phiếu bằng Excel, gõ thẳng con số vào ô này, lưu lại."),
    ),
    "code-twice": FindingKind(
        E,
        "Một chỉ tiêu có ở hai dòng với hai số khác nhau.",
        "“{label}” có ở nhiều dòng với số khác nhau ({value}).",
        *in_form("Giữ một dòng với số đúng, xoá dòng kia."),
    ),
    "label-ambiguous": FindingKind(
        E,
        "Mã ẩn bị mất và hai chỉ tiêu cùng tên: không biết số nào của chỉ tiêu nào.",
        "Mã ẩn của phiếu bị mất và có nhiều chỉ tiêu cùng tên “{label}” ({value}), nên không biết số nào của chỉ tiêu nào.",
        "Nhập lại số vào phiếu gốc trong gui-di/ rồi gửi lại.",
        "Nhập lại số vào phiếu gửi kèm thư này rồi gửi lại.",
    ),
    "text-converted": FindingKind(
        I,
        "Chữ TCVN3, VNI hoặc tổ hợp đã được đổi sang Unicode.",
        "“{label}” viết bằng bảng mã cũ hoặc chữ tổ hợp; đã đổi sang Unicode: “{value}”.",
        "Xem chữ đổi có đúng không; số liệu không bị ảnh hưởng.",
    ),
    "cell-comment": FindingKind(
        W,
        "Ô số liệu có ghi chú kèm theo.",
        "“{label}” có ghi chú kèm theo ô: “{value}”.",
        "Đọc ghi chú: đơn vị có thể muốn nói thêm về con số.",
        "Nếu con số phải sửa, gõ số đúng vào chính ô đó, lưu rồi gửi lại.",
    ),
    "exhausted-but-admitted": FindingKind(
        W,
        "Ghi Hết nguồn mà tổng số lớn hơn 0; nếu không có lỗi khác thì số vẫn được tính.",
        "Phiếu ghi Hết nguồn nhưng “{other}” là {other_value}.",
        "Nếu đơn vị còn nguồn, chọn “Không” ở “{label}”.",
        "Nếu đơn vị còn nguồn, chọn “Không” ở “{label}”, lưu rồi gửi lại.",
        "Số của phiếu vẫn được tính.",
    ),
    "exhausted-unclear": FindingKind(
        E,
        "Ghi Hết nguồn mà tổng số là 0: không rõ là trống hay không.",
        "Phiếu vừa ghi Hết nguồn vừa ghi “{other}” là 0: không rõ là hết nguồn hay còn nguồn mà chưa kết nạp.",
        *in_form("Nếu hết nguồn: xoá số 0. Nếu còn nguồn: chọn “Không” ở “{label}”."),
    ),
}
"""By code."""
