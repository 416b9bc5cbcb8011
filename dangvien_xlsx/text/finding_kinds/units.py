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
        "Cùng thời điểm có phiếu khác số: {others} ({value}). Không lấy số nào.",
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
    "unit-note": FindingKind(
        I,
        "Đơn vị có ghi chú; có in vào phụ lục hay không là do cột In vào phụ lục của danh mục.",
        "{unit_name} ghi chú: “{value}”.",
        "Muốn in vào phụ lục: ghi Có ở cột In vào phụ lục, sheet Đơn vị của danh-muc.xlsx.",
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
        "Mở nhap-tay.xlsx, điền cột Người báo và Ngày báo của dòng {row}.",
    ),
    "override-without-reason": FindingKind(
        E,
        "Đã có phiếu hợp lệ mà dòng nhập tay không ghi lý do thay phiếu.",
        "{unit_name} đã có phiếu hợp lệ, số nhập tay chưa ghi lý do nên chưa thay phiếu; đang tính số của phiếu.",
        "Nếu số nhập tay mới đúng: ghi lý do vào cột Lý do trong nhap-tay.xlsx. Nếu không: xoá các số của dòng {row}.",
    ),
    "by-hand-twice": FindingKind(
        E,
        "Một đơn vị có hai dòng số liệu trong nhap-tay.xlsx.",
        "Đơn vị này có hai dòng số liệu khác nhau trong nhap-tay.xlsx ({differs}); dòng kia ở {value}. Chưa tính dòng nào.",
        "Giữ một dòng với số đúng, xoá các số của dòng kia; dòng thừa đang là dòng {row}.",
    ),
    "by-hand-day": FindingKind(
        W,
        "Ngày báo của dòng nhập tay không thể đúng: sau ngày lưu nhap-tay.xlsx, hoặc trước năm 2000.",
        "Số nhập tay của {unit_name} ghi ngày báo {value}, không thể đúng (sau ngày lưu nhap-tay.xlsx hoặc quá xưa) nên không dùng.",
        "Sửa cột Ngày báo của dòng {row} trong nhap-tay.xlsx.",
    ),
    "by-hand-day-unread": FindingKind(
        W,
        "Ngày báo của dòng nhập tay không đọc được thành một ngày.",
        "Số nhập tay của {unit_name} ghi ngày báo “{value}”, không đọc được là ngày nào.",
        "Sửa cột Ngày báo của dòng {row} trong nhap-tay.xlsx, ghi như 03/07/2023.",
    ),
    "by-hand-blank": FindingKind(
        W,
        "Dòng nhập tay đã ghi người báo, ngày báo hoặc lý do nhưng chưa có số nào.",
        "Dòng {row} của nhap-tay.xlsx ({unit_name}) đã ghi {value} nhưng chưa có số nào nên chưa được tính.",
        "Điền số vào dòng {row} trong nhap-tay.xlsx, hoặc xoá những gì đã ghi ở dòng đó.",
    ),
    "by-hand-sheet": FindingKind(
        W,
        "Một sheet của nhap-tay.xlsx có số nhưng không có hàng mã và tiêu đề cột, nên không đọc được.",
        "Sheet “{sheet}” của nhap-tay.xlsx không có hàng mã và tiêu đề cột nên chưa tính gì trong đó: {value}.",
        "Chép số sang sheet Nhập tay, đúng dòng của đơn vị; nếu chỉ là ghi chép riêng thì không cần làm gì.",
    ),
    "by-hand-shape": FindingKind(
        W,
        "Hộp chữ trong nhap-tay.xlsx có số hoặc lời đính chính; nó không thuộc dòng nào nên không được tính.",
        "Hộp chữ trong sheet “{sheet}” của nhap-tay.xlsx ghi “{value}”; chương trình không tính gì trong đó.",
        "Nếu là số của đơn vị nào thì ghi vào dòng của đơn vị ấy; nếu chỉ là ghi chép riêng thì không cần làm gì.",
    ),
    "by-hand-headers": FindingKind(
        W,
        "Tiêu đề cột của nhap-tay.xlsx không khớp mã ẩn ở hàng đầu; đọc theo tiêu đề nhìn thấy.",
        "Trong nhap-tay.xlsx các cột {value} đã đổi chỗ so với mã ẩn ở hàng đầu; số được đọc theo tiêu đề nhìn thấy.",
        "Đối chiếu các cột này của nhap-tay.xlsx.",
    ),
    "by-hand-hidden": FindingKind(
        W,
        "Dòng số liệu nhập tay đang bị ẩn: người mở nhap-tay.xlsx không thấy.",
        "Dòng {row} của nhap-tay.xlsx, sheet “{sheet}”, đang bị ẩn mà có số liệu; số đó vẫn được tính.",
        "Cho hiện dòng hoặc sheet đó trong nhap-tay.xlsx; số không đúng thì xoá đi.",
    ),
    "by-hand-repeated": FindingKind(
        I,
        "Hai dòng nhập tay của một đơn vị giống số nhau, ví dụ sheet được sao chép: chỉ tính một.",
        "Dòng này giống số với dòng ở ô {value} của cùng đơn vị; chỉ tính một.",
        "Không cần làm gì.",
    ),
    "by-hand-older": FindingKind(
        W,
        "Số nhập tay cũ hơn phiếu mà nó thay, và khác số.",
        "Số nhập tay của {unit_name} (báo ngày {value}) cũ hơn phiếu {newer} và khác số; đang tính số nhập tay.",
        "Hỏi đơn vị số nào đúng. Nếu phiếu đúng: xoá các số của dòng {row} trong nhap-tay.xlsx.",
    ),
    "by-hand-same": FindingKind(
        I,
        "Dòng nhập tay cùng số với phiếu hợp lệ của đơn vị: không có gì để thay.",
        "Số nhập tay của {unit_name} giống số của phiếu {value}; phiếu được tính.",
        "Không cần làm gì.",
    ),
    "by-hand-left-out": FindingKind(
        I,
        "Dòng nhập tay được báo sau ngày tính số liệu (`--as-of`).",
        "Số nhập tay của {unit_name} báo ngày {value}, sau ngày tính số liệu, nên để ngoài.",
        "Không cần làm gì; tổng hợp không kèm --as-of thì số này được tính.",
    ),
    "late": FindingKind(
        W,
        "Phiếu đúng đầu tiên đến sau hết ngày hạn nộp, giờ Việt Nam.",
        "Nộp muộn: {what} {value}, hạn nộp hết ngày {deadline}.",
        "Số vẫn được tính.",
    ),
    "clock-doubt": FindingKind(
        W,
        "Tệp hoặc thư ghi thời điểm muộn hơn lúc đã có ở đây, hoặc sớm hơn nhiều ngày so với lúc máy chủ nhận: đồng hồ nơi gửi sai, nên thời điểm đó không được dùng.",
        "Tệp ghi thời điểm {value}, không khớp với lúc đã có tệp ở đây nên không dùng; tính theo: {what} {taken}.",
        "Nếu đơn vị nộp nhiều bản, xem bản đang được tính có đúng là bản sau không.",
    ),
    "unit-ended": FindingKind(
        W,
        "Đơn vị không còn (hoặc chưa có) trong kỳ theo danh mục mà vẫn có số được tính.",
        "{unit_name} không có trong kỳ này theo danh mục ({value}) nhưng đã nộp số và đang được tính.",
        "Đúng là đơn vị còn trong kỳ thì sửa cột Từ ngày, Đến ngày trong danh-muc.xlsx; không thì bỏ tệp ra khỏi nhan-ve/ hoặc xoá số trong nhap-tay.xlsx.",
    ),
    "sent-unreadable": FindingKind(
        E,
        "Đơn vị đã gửi tệp nhưng không lấy được số từ tệp nào, và không có phiếu hợp lệ nào khác.",
        "{unit_name} đã gửi nhưng chưa đọc được: {value}.",
        "Xem vấn đề của tệp đó; xin đơn vị gửi lại phiếu Excel, hoặc ghi số vào nhap-tay.xlsx.",
        "Nhập số vào phiếu Excel gửi kèm thư này rồi gửi lại.",
    ),
    "targets-differ": FindingKind(
        I,
        "Chỉ tiêu giao cho các đơn vị cộng lại khác chỉ tiêu năm chung.",
        "Chỉ tiêu các đơn vị cộng lại là {value}, chỉ tiêu năm chung là {target} ({without} đơn vị chưa giao chỉ tiêu).",
        "Đúng như đã giao thì không cần làm gì; không thì sửa cột Chỉ tiêu năm ở danh-muc.xlsx.",
    ),
    "year-total-unknown": FindingKind(
        W,
        "Kỳ không bắt đầu từ đầu năm mà không biết số kết nạp trước đó: luỹ kế và tỷ lệ đạt chỉ tiêu còn thiếu.",
        "Chưa biết số kết nạp từ {value} đến trước {until:%d/%m/%Y}, nên luỹ kế năm và tỷ lệ đạt chỉ tiêu chưa gồm số đó.",
        "Ghi thư mục của các kỳ trước trong năm ở dòng ky_truoc, hoặc gõ tổng số đã kết nạp trước kỳ này ở dòng luy_ke_truoc.",
    ),
    "year-total-differs": FindingKind(
        W,
        "Luỹ kế trước kỳ này gõ trong danh mục khác tổng của các kỳ trước đã biết; số gõ được dùng.",
        "Dòng luy_ke_truoc ghi {value}, các kỳ trước trong năm cộng lại là {known}; đang tính theo {value}.",
        "Số cộng lại đúng thì xoá dòng luy_ke_truoc; không thì không cần làm gì.",
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
