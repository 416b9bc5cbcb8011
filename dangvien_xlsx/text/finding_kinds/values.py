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
        "Một chỉ tiêu có ở hai dòng hay hai cột với hai số khác nhau.",
        "“{label}” có ở nhiều ô với số khác nhau ({value}).",
        *in_form("Giữ một ô với số đúng, xoá dòng hay cột kia."),
    ),
    "place-missing": FindingKind(
        E,
        "Chỉ tiêu mà phiếu có hỏi nay không còn dòng hay cột nào trong phiếu: trống như vậy không phải là hết nguồn.",
        "Không thấy ô của “{label}” ở đâu trong phiếu, nên không biết số là bao nhiêu.",
        "Nhập số vào phiếu gốc của đơn vị (gui-di/), hoặc xin đơn vị điền lại phiếu gốc.",
        "Điền lại phiếu gốc (gửi kèm thư này), giữ nguyên các dòng và cột, rồi gửi lại.",
    ),
    "label-mismatch": FindingKind(
        E,
        "Nhãn in trên dòng đã bị thay bằng nhãn khác, không biết số trên dòng là của chỉ tiêu nào.",
        "Dòng của “{label}” nay in nhãn “{value}”: không biết số trên dòng này là của chỉ tiêu nào.",
        *in_form("Ghi lại đúng nhãn “{label}” và số của chỉ tiêu đó."),
    ),
    "hidden-place": FindingKind(
        W,
        "Ô số liệu nằm ở dòng hoặc cột bị ẩn: người mở phiếu không thấy.",
        "“{label}” nằm ở dòng hoặc cột bị ẩn, người mở phiếu không thấy; đã lấy số đang ghi là {value}.",
        "Mở phiếu, cho hiện dòng hoặc cột đó, xem số có đúng không.",
        "Xem số ở dòng hoặc cột bị ẩn có đúng không.",
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
        "Ghi chú kèm ô có số hoặc lời đính chính; lời chào, chữ ký tắt thì chỉ là thông tin.",
        "“{label}” có ghi chú kèm theo ô: “{value}”.",
        "Đọc ghi chú: đơn vị có thể muốn nói thêm về con số.",
        "Nếu con số phải sửa, gõ số đúng vào chính ô đó, lưu rồi gửi lại.",
    ),
    "unusual-value": FindingKind(
        W,
        "Số khác thường so với các kỳ trước, chỉ tiêu hoặc các số khác của phiếu; có lý do kèm theo thì chỉ là thông tin.",
        "“{label}” là {value}, khác thường: {why}{reason}.",
        "Hỏi lại đơn vị. Số đúng thì ghi lý do (cột Lý do của phiếu hoặc của nhap-tay.xlsx); số vẫn được tính.",
        "Nếu số đúng, ghi lý do vào cột Lý do bên cạnh; nếu không, gõ số đúng. Lưu rồi gửi lại.",
        "Số của phiếu vẫn được tính.",
    ),
    "exhausted-but-admitted": FindingKind(
        W,
        "Ghi Hết nguồn mà tổng số lớn hơn 0; nếu không có lỗi khác thì số vẫn được tính.",
        "Phiếu ghi Hết nguồn nhưng “{other}” là {other_value}.",
        "Nếu đơn vị còn nguồn, chọn “Không” ở “{label}”.",
        "Nếu đơn vị còn nguồn, chọn “Không” ở “{label}”, lưu rồi gửi lại.",
        "Số của phiếu vẫn được tính.",
    ),
    "table-state-differs": FindingKind(
        E,
        "Cột Trạng thái của bảng đã nhập bằng lệnh `import` nói khác số liệu cùng dòng: không rõ bên nào đúng.",
        "Bảng ghi đơn vị này là “{value}” nhưng “{other}” là {other_value}.",
        "Hỏi lại nơi lập bảng; sửa trạng thái hoặc số trong bảng rồi nhập lại bằng lệnh import.",
        "Điền số đúng vào phiếu gửi kèm thư này rồi gửi lại.",
    ),
    "table-state-invalid": FindingKind(
        E,
        "Bảng đã nhập bằng lệnh `import` ghi đơn vị là “Phiếu có lỗi”: đơn vị đã nộp, nhưng số chưa dùng được.",
        "Bảng ghi đơn vị này là “{value}”: đơn vị đã nộp, nhưng số chưa dùng được.",
        "Hỏi lại nơi lập bảng; khi phiếu của đơn vị đã sửa thì nhập lại bảng bằng lệnh import.",
        "Điền số đúng vào phiếu gửi kèm thư này rồi gửi lại.",
    ),
    "exhausted-unclear": FindingKind(
        E,
        "Ghi Hết nguồn mà tổng số là 0, hoặc ghi chú nói hết nguồn mà tổng số là một số: không rõ là trống hay không.",
        "Vừa ghi Hết nguồn vừa ghi “{other}” là {other_value}: không rõ là hết nguồn hay còn nguồn.",
        *in_form(
            "Nếu hết nguồn: để trống “{other}”. Nếu còn nguồn: chọn “Không” ở “{label}”, bỏ lời ghi chú hết nguồn."
        ),
    ),
}
"""By code."""
