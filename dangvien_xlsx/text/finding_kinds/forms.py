"""Findings about a form: whose it is, for which period, how it was read."""

from dangvien_xlsx.text.finding_kinds.kind import E, FindingKind, I, W

FORMS: dict[str, FindingKind] = {
    "wrong-period": FindingKind(
        E,
        "Phiếu của kỳ khác.",
        "Phiếu này là của kỳ “{value}”, không phải kỳ “{expected}”.",
        "Đơn vị điền phiếu của kỳ “{expected}” (trong gui-di/) rồi gửi lại; nếu để nhầm thư mục, chuyển tệp sang đúng kỳ.",
        "Điền phiếu của kỳ “{expected}” gửi kèm thư này rồi gửi lại.",
    ),
    "unknown-unit": FindingKind(
        E,
        "Mã đơn vị trong phiếu không có trong danh mục.",
        "Phiếu ghi mã đơn vị “{value}”{printed}, không có trong danh mục{nearest}.",
        "Nếu là đơn vị đã có viết khác tên, thêm tên đó vào cột Tên gọi khác ở sheet Đơn vị của danh-muc.xlsx; đơn vị mới thì thêm dòng mới; nếu không, hỏi lại nơi gửi.",
    ),
    "unit-mismatch": FindingKind(
        E,
        "Mã đơn vị và tên in trên phiếu chỉ hai đơn vị khác nhau.",
        "Mã đơn vị là “{value}” ({expected}) nhưng tên đơn vị ghi là “{printed}”{others}.",
        "Hỏi lại phiếu này của đơn vị nào, xin phiếu đúng rồi bỏ tệp này ra khỏi nhan-ve/. Nếu đơn vị đã đổi tên, thêm tên đó vào cột Tên gọi khác trong danh-muc.xlsx.",
        "Kiểm tra lại tên đơn vị trên phiếu; điền đúng phiếu của đơn vị mình rồi gửi lại.",
    ),
    "unknown-sender": FindingKind(
        W,
        "Phiếu đến từ một địa chỉ e-mail không phải của đơn vị trong danh mục.",
        "Phiếu của {unit_name} do “{value}” gửi, khác địa chỉ trong danh mục ({expected}).",
        "Hỏi lại đơn vị; nếu đúng là đơn vị gửi, thêm địa chỉ này vào cột Email (cách nhau bằng dấu ;) ở sheet Đơn vị của danh-muc.xlsx.",
    ),
    "identity-doubt": FindingKind(
        W,
        "Mã ẩn, tên in, tên tệp, tiêu đề thư, người lập, người gửi không cùng chỉ một đơn vị; không tính cho ai khi còn có thể là của đơn vị khác.",
        "Chưa chắc phiếu này của đơn vị nào: {value}; {outcome}.",
        "Hỏi lại phiếu này của đơn vị nào: đúng đơn vị ghi trong phiếu thì đổi tên tệp cho khớp; của đơn vị khác thì bỏ tệp ra khỏi nhan-ve/ và xin phiếu đúng, hoặc ghi số vào nhap-tay.xlsx.",
        "Cho biết phiếu này của đơn vị nào; điền đúng phiếu của đơn vị mình rồi gửi lại.",
    ),
    "unit-name-read": FindingKind(
        W,
        "Tên in trên phiếu không giống hẳn tên trong danh mục, nhưng chứa tên của đúng một đơn vị.",
        "Tên in trên phiếu là “{value}”, được hiểu là {unit_name}.",
        "Nếu hiểu sai, hỏi lại đơn vị; nếu đúng, thêm tên này vào cột Tên gọi khác trong danh-muc.xlsx.",
    ),
    "unit-code-read": FindingKind(
        W,
        "Mã đơn vị chỉ khác mã trong danh mục ở các số 0 đứng đầu (`01` và 1), và tên in là của đơn vị đó.",
        "Mã đơn vị ghi “{value}”, được hiểu là “{code}” ({unit_name}).",
        "Không cần làm gì nếu đúng; muốn hết nhắc thì gõ mã trong danh-muc.xlsx dưới dạng chữ, ví dụ '01.",
    ),
    "old-form": FindingKind(
        W,
        "Phiếu gửi đi trước khi danh mục có thêm chỉ tiêu; đọc theo những gì phiếu đã hỏi.",
        "Phiếu thuộc mẫu cũ, không hỏi: {asked}.",
        "Cần các chỉ tiêu còn thiếu thì gửi đơn vị phiếu mới trong gui-di/.",
        "Điền phiếu mới gửi kèm thư này nếu được yêu cầu.",
        "Các số đã hỏi vẫn được tính.",
    ),
    "indicator-renamed": FindingKind(
        W,
        "Chỉ tiêu đã đổi tên trong danh mục sau khi phiếu gửi đi: phiếu hỏi điều này, bảng in tên khác.",
        "Phiếu hỏi “{value}”, danh mục nay gọi dòng đó là “{label}”.",
        "Nếu chỉ là cách gọi khác thì không cần làm gì; nếu là chỉ tiêu khác, ghi lại tên cũ trong danh-muc.xlsx, thêm chỉ tiêu mới với mã khác rồi gửi phiếu mới.",
        "Nếu được yêu cầu, điền phiếu mới gửi kèm thư này.",
        "Số đã điền vẫn được tính cho dòng đó.",
    ),
    "form-repaired": FindingKind(
        W,
        "Mã dòng, mã cột, sheet hay `_meta` bị hỏng; đã đọc được theo nhãn.",
        "Phiếu bị sửa cấu trúc; đã đọc được bằng cách: {how}.",
        "Đối chiếu số đã đọc với phiếu gốc.",
    ),
    "hidden-copy": FindingKind(
        W,
        "Trong sổ có sheet ẩn là một bản khác của phiếu với số khác; chỉ sheet nhìn thấy được tính.",
        "Sheet ẩn “{hidden}” là một bản khác của phiếu, ghi khác sheet “{seen}”: {value}. Đang tính số của sheet nhìn thấy.",
        "Hỏi đơn vị bản nào đúng.",
        "Cho biết bản nào đúng; xoá sheet không dùng rồi gửi lại.",
    ),
    "remark": FindingKind(
        W,
        "Bên cạnh các ô số liệu, trong hộp chữ, ở đầu trang, chân trang hoặc ở sheet khác có số hoặc lời đính chính.",
        "{where} ghi thêm: “{value}”.",
        "Đọc lời ghi thêm; nếu số phải khác, xin đơn vị sửa trong ô số liệu rồi gửi lại.",
        "Nếu số phải khác: sửa trong chính ô số liệu, xoá lời ghi thêm, lưu rồi gửi lại.",
        "Phiếu vẫn được tính như các ô số liệu đã ghi.",
    ),
    "remark-noted": FindingKind(
        I,
        "Trong phiếu có chữ ghi thêm không liên quan tới số liệu: ngày, chữ ký, lời chào.",
        "Phiếu có ghi thêm: {value}.",
        "Không cần làm gì.",
    ),
    "drawing-unread": FindingKind(
        W,
        "Có hình ảnh, biểu đồ, hình vẽ hoặc nút bấm đè lên ô số liệu, hoặc nằm cạnh ô bằng 0 hay để trống; chương trình không đọc được bên trong.",
        "Trên phiếu có {value}, {where}; chương trình không đọc được bên trong.",
        "Mở phiếu xem chỗ đó; nếu số phải khác, xin đơn vị sửa trong ô số liệu rồi gửi lại.",
        "Nếu ở đó có số liệu hay lời đính chính: gõ vào chính ô số liệu, xoá hình, lưu rồi gửi lại.",
        "Phiếu vẫn được tính như các ô số liệu đã ghi.",
    ),
    "not-all-seen": FindingKind(
        I,
        "Loại tệp này không cho chương trình thấy hết những gì người mở phiếu thấy.",
        "Trong loại tệp này chương trình không thấy được {value}.",
        "Mở tệp xem qua một lần nếu đơn vị hay ghi chú, gạch sửa trong phiếu.",
        "Lần sau lưu phiếu ở dạng .xlsx.",
    ),
    "period-doubt": FindingKind(
        W,
        "Kỳ in trên phiếu không đọc được, hoặc có nhiều kỳ; hạn nộp, nhãn, tiêu đề hay lời thư chỉ kỳ khác.",
        "Không rõ phiếu của kỳ nào: {where} “{value}”, kỳ đang tổng hợp là “{expected}”.",
        "Mở phiếu xem là của kỳ nào; nếu là kỳ khác, bỏ tệp ra khỏi nhan-ve/.",
        "Cho biết phiếu này của kỳ nào.",
    ),
    "not-a-form": FindingKind(
        E,
        "Tệp Excel đọc được nhưng không phải phiếu nhập liệu.",
        "Tệp Excel này không phải phiếu nhập liệu: không thấy dòng chỉ tiêu nào.",
        "Mở tệp xem là gì. Nếu có số liệu của một đơn vị, nhập số vào phiếu của đơn vị đó (gui-di/) rồi để vào nhan-ve/.",
        "Nhập số vào phiếu gửi kèm thư này rồi gửi lại.",
    ),
}
"""By code."""
