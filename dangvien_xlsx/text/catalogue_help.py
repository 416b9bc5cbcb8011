"""What ``danh-muc.xlsx`` says to whoever types it: a note a header, one sample row, what Excel refuses and why."""

from dangvien_xlsx.text import catalogue as words

SAMPLE_CODE = "VÍ DỤ"
"""The unit code of the sample row: such a row is nobody's."""
SAMPLE_UNIT = {
    words.UNIT_CODE: SAMPLE_CODE,
    words.UNIT_GROUP: "I",
    words.UNIT_GROUP_NAME: "XÃ - THỊ TRẤN",
    words.UNIT_NAME: "Đảng bộ xã A",
    words.UNIT_OTHER_NAMES: "Xã A; ĐU xã A",
    words.UNIT_EMAIL: "xa-a@huyen.example",
    words.UNIT_TARGET: "3",
    words.UNIT_MEMBERS: "120",
    words.UNIT_CONTACT: "Nguyễn Văn B",
    words.UNIT_PHONE: "0912345678",
}

INFO_NOTES = {
    "Mã": "Mã do chương trình đặt, không sửa.",
    "Mục": "Mục có dấu * phải điền.",
    "Giá trị": "Gõ vào các ô màu vàng của cột này.",
    "Ghi chú": "Mỗi mục dùng để làm gì.",
}
UNIT_NOTES = {
    words.UNIT_CODE: "Mã riêng của từng đơn vị, ví dụ 01, 02 … Dòng mang mã VÍ DỤ chỉ để xem, có để lại cũng không tính.",
    words.UNIT_GROUP: "Số La Mã của nhóm trong phụ lục: I, II … Các đơn vị cùng nhóm đứng liền nhau.",
    words.UNIT_GROUP_NAME: "Tên nhóm in đậm trong phụ lục; cùng nhóm thì ghi giống nhau.",
    words.UNIT_NAME: "Tên in trong phiếu và phụ lục; thứ tự dòng là thứ tự phụ lục.",
    words.UNIT_OTHER_NAMES: "Các tên khác mà đơn vị hay ghi, cách nhau bằng dấu ;",
    words.UNIT_EMAIL: "Nơi gửi phiếu; nhiều địa chỉ thì cách nhau bằng dấu ;",
    words.UNIT_TARGET: "Số đảng viên đơn vị phải kết nạp trong năm; để trống nếu không giao.",
    words.UNIT_FROM: "Ngày đơn vị thành lập, dd/mm/yyyy; để trống nếu đã có từ trước.",
    words.UNIT_TO: "Ngày đơn vị giải thể hoặc sáp nhập, dd/mm/yyyy; để trống nếu còn.",
    words.UNIT_MEMBERS: "Số đảng viên đầu năm, để tính tỷ lệ; để trống nếu không cần.",
    words.UNIT_CONTACT: "Gọi ai khi phiếu thiếu hoặc có lỗi.",
    words.UNIT_PHONE: "Số điện thoại, gõ như chữ để giữ số 0 đầu.",
    words.UNIT_PRINTS_NOTE: "Chọn Có thì ghi chú của đơn vị được in vào phụ lục kỳ này.",
}
IND_NOTES = {
    words.IND_CODE: "Chữ thường không dấu, chữ số, gạch dưới; ví dụ dai_hoc. Không đổi mã đã dùng ở kỳ trước.",
    words.IND_NAME: "Tên in trong phiếu và bảng tổng hợp.",
    words.IND_KIND: "Số nguyên, Có/Không hoặc Văn bản: chọn trong danh sách.",
    words.IND_PARENT: "Mã của chỉ tiêu mà dòng này là một phần; để trống nếu đứng riêng.",
    words.IND_RELATION: "Trong đó: mỗi phần không lớn hơn cả. Chia ra: các phần cộng lại bằng cả.",
    words.IND_REQUIRED: "Có: đơn vị phải điền.",
    words.IND_LOW: "Số nhỏ nhất được gõ; để trống nếu không giới hạn.",
    words.IND_HIGH: "Số lớn nhất được gõ; để trống nếu không giới hạn.",
    words.IND_HINT: "Lời hướng dẫn in cạnh ô trong phiếu.",
    words.IND_BLOCK: "Tên khối, khi một chỉ tiêu được chia ra theo nhiều cách.",
    words.IND_WARNING: "Giới hạn chỉ để cảnh báo, không chặn.",
}
CHANGE_NOTES = {
    words.CHANGE_OLD: "Mã cũ của đơn vị được sáp nhập, chia tách hoặc đổi mã.",
    words.CHANGE_NEW: "Mã ở kỳ này; đơn vị chia làm nhiều thì mỗi đơn vị mới một dòng.",
    words.CHANGE_SHARE: "Phần chuyển sang: 50% hoặc 0,5; để trống là tất cả.",
    words.CHANGE_DAY: "Ngày có hiệu lực, dd/mm/yyyy.",
    words.CHANGE_PAPER: "Số, ngày của văn bản sắp xếp.",
}

EMAIL_ERROR = "Địa chỉ e-mail có dạng ten@noi.vn; nhiều địa chỉ thì cách nhau bằng dấu ;"
NUMBER_ERROR = "Gõ một số nguyên không âm, hoặc để trống."
EXPECT_DEADLINE = "Hạn nộp phải sau ngày cuối kỳ: sửa hạn nộp, hoặc để trống nếu không có hạn."

MARKED_FILE = "danh-muc (lỗi).xlsx"
MARKED = "{message}\n→ {remedy}"
DOUBTS_TOLD = "{what}. {remedy}{marked}"
DOUBTS_MARKED = " Ô đó được tô vàng trong “{file}”; các việc khác vẫn tiếp tục."
DOUBT_MORE = " … và {count} chỗ nữa"
DOUBT_REMEDY = "Xem cách sửa ở từng ô."
MARKED_TOLD = (
    "Các chỗ phải sửa được tô đỏ trong “{file}”, kèm cách sửa. Sửa ở danh-muc.xlsx; bản ấy tự mất khi danh mục đã đúng."
)
