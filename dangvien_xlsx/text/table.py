"""Words about tables that have one row a unit or an answer: headers, what is said of them, how they write times."""

from collections.abc import Mapping

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.table import FILLER, SENDER, STATE, TIME, UNIT_CODE, UNIT_NAME
from dangvien_xlsx.text import catalogue, summary

ROLE_HEADERS: Mapping[str, tuple[str, ...]] = {
    UNIT_CODE: (catalogue.UNIT_CODE,),
    UNIT_NAME: (catalogue.UNIT_NAME, "Đơn vị", "Tổ chức cơ sở đảng"),
    TIME: ("Timestamp", "Dấu thời gian", "Completion time", "Thời gian hoàn thành", summary.DATA_TIME),
    SENDER: ("Email", "Email Address", "Địa chỉ email", "Username", "Tên người dùng"),
    FILLER: ("Name", "Tên", "Họ và tên", "Người điền"),
    STATE: (summary.DATA_STATE,),
}
"""The headers that say by themselves what a column is: those of our own papers, and those that Google Forms and
Microsoft Forms write themselves, in English and in Vietnamese."""
ROLE_NAMES: Mapping[str, str] = {
    UNIT_CODE: "mã đơn vị",
    UNIT_NAME: "tên đơn vị",
    TIME: "thời gian trả lời",
    SENDER: "địa chỉ người gửi",
    FILLER: "người điền",
    STATE: "trạng thái",
}
NOBODY = ("anonymous", "ẩn danh")
"""What Microsoft Forms writes for the address of somebody who has not signed in."""
ROW_OF = "{path}/dòng {row}"
"""The path of an answer: the table is what it lies in."""
OPENED = "Bảng đã nhập bằng lệnh import: {count} dòng, mỗi dòng có một dòng riêng ở đây."
UNUSED = " Cột không dùng: {headers}."
ROW_WITHOUT_FIGURES = "Dòng này không có số liệu nào."
TOTAL_ROW = pattern(r"(?:tổng|cộng)(?: cộng| số)?(?: chung| toàn \w+)?\W*")
"""What a row of a total has instead of a unit's name, folded."""
ROW_AGAIN = "Cùng câu trả lời này trong bảng tải về sau: {newer}; lấy dòng ấy."
ROW_GONE = "Bảng tải về sau ({newer}) không còn câu trả lời này nên không tính."
ROW_OF_TOTAL = "Dòng tổng của bảng, không phải của một đơn vị; tổng tự tính từ các dòng khác."
ROW_TELLS_STATE = "Bảng ghi đơn vị này là “{state}”, không có số liệu."
NOT_TEXT = "không phải bảng CSV đọc được (bảng mã không phải UTF-8). Trong Excel chọn Lưu thành kiểu “CSV UTF-8”, rồi nhập lại."
TOO_MANY = "bảng có quá nhiều ô; chỉ đọc đến {limit} ô"
TOO_LARGE = "tệp quá lớn"
BROKEN = "dấu ngoặc kép ở dòng {row} không khép lại đúng chỗ, nên không biết ô nào hết ở đâu"

MORNING, AFTERNOON = ("AM", "SA", "A.M."), ("PM", "CH", "P.M.")
