"""What the commands say: help, progress, results and failures."""

HELP = "Tổng hợp số liệu kết nạp đảng viên từ phiếu Excel của các đơn vị."
HELP_INIT = "Tạo thư mục kỳ mới với danh mục để điền, hoặc chép từ kỳ trước (--from)."
HELP_FORMS = "Tạo phiếu nhập liệu cho từng đơn vị vào gui-di/."
HELP_CONSOLIDATE = "Đọc nhan-ve/, kiểm tra và viết bảng tổng hợp vào ket-qua/."
HELP_CHECK = "Kiểm tra một hoặc nhiều phiếu và in lỗi, cảnh báo."
HELP_LAUNCH = "Tổng hợp thư mục kỳ mới nhất, hoặc thư mục được thả vào; mở kết quả."
HELP_WINDOW = "Mở cửa sổ chương trình: mọi việc của một kỳ, không cần gõ lệnh."
NO_DISPLAY = "Không có màn hình để mở cửa sổ (hoặc Python thiếu Tk): {why}. Dùng các lệnh; xem dangvien-xlsx --help."
HELP_FROM = "Thư mục kỳ trước để chép danh mục; kỳ được chuyển sang kỳ tiếp theo."
HELP_KIND = "Loại danh mục: bieu-2 (Biểu số 2-BTCTW); không ghi là mẫu thường."
METAVAR_KIND = "LOẠI"
NO_SUCH_KIND = "Không có loại danh mục “{kind}”; ghi --kind {known}, hoặc không ghi."
HELP_JSON = "In một đối tượng JSON duy nhất ra stdout."
HELP_AS_OF = "Chỉ tính phiếu nhận đến hết ngày này (dd/mm/yyyy hoặc yyyy-mm-dd); ghi ra tệp riêng."
HELP_OUTPUT = "Ghi kết quả ra tệp này thay cho ket-qua/."
HELP_REOPEN = "Mở lại kỳ đã chốt rồi tổng hợp."
HELP_SCHEDULER = "Đọc phiếu trên cụm Dask đang chạy, ví dụ tcp://10.0.0.5:8786 (cần cài thêm: pip install distributed)."
METAVAR_ADDRESS = "ĐỊA_CHỈ"
NO_DASK = "Muốn dùng --scheduler thì cài thêm thư viện: pip install distributed."
NO_SCHEDULER = "Không kết nối được tới bộ điều phối Dask {address}: {why}. Kiểm tra địa chỉ và mạng, hoặc bỏ --scheduler để đọc trên máy này."
HELP_OPEN = "Mở kết quả khi xong."
HELP_UNLOCK = (
    "Hỏi mật khẩu mở các phiếu có đặt mật khẩu (hoặc đặt biến DANGVIEN_XLSX_PASSWORD). Không kèm giá trị, không lưu lại "
    "ở đâu."
)
UNLOCK_ASK = "Có phiếu đặt mật khẩu. Gõ mật khẩu rồi Enter; chỉ Enter là bỏ qua"
UNLOCK_PROMPT = "Mật khẩu của phiếu"
HELP_VERSION = "In phiên bản."
HELP_HELP = "In hướng dẫn này."
USAGE = "Cách dùng: "
OPTIONS = "Tuỳ chọn"
COMMANDS = "Lệnh"
REQUIRED = "[bắt buộc]"
METAVAR_OPTIONS = "[TUỲ_CHỌN]"
METAVAR_COMMAND = "LỆNH"
METAVAR_DATE = "NGÀY"
METAVAR_FILE = "TỆP"
USE_NO_COMMAND = "Không có lệnh “{name}”."
USE_NO_OPTION = "Không có tuỳ chọn “{name}”."
USE_MISSING = "Thiếu {name}."
USE_VALUE_MISSING = "“{name}” cần một giá trị đứng sau."
USE_TAKES_NONE = "“{name}” không kèm giá trị."
USE_EXTRA = "Lệnh có phần thừa ở cuối. Mật khẩu không gõ vào lệnh: chỉ ghi --password rồi gõ khi được hỏi."
USE_NOT_FOUND = "Không thấy “{path}”, hoặc đó không phải {name}."
USE_WRONG = "Lệnh chưa đúng: {why}"
USE_HELP = "Xem hướng dẫn: {command} --help"
METAVAR_FOLDER = "THƯ_MỤC"
METAVAR_FILES = "TỆP..."

BAD_DATE = "“{value}” không phải ngày; ghi dd/mm/yyyy, ví dụ 06/07/2023."
NOT_A_WORKSPACE = "Thư mục “{folder}” chưa có danh-muc.xlsx. Tạo bằng lệnh init, hoặc chọn đúng thư mục kỳ."
CATALOGUE_UNREADABLE = "Không đọc được danh mục “{file}”: {why}. Mở thử bằng Excel rồi lưu lại."
CATALOGUE_WRONG = "Danh mục {file} có {count} chỗ phải sửa; chưa ghi tệp nào."
ALREADY_THERE = "Thư mục “{folder}” đã có danh-muc.xlsx; không ghi đè. Chọn tên thư mục khác."
NO_WORKSPACE_FOUND = "Không thấy thư mục kỳ nào trong “{folder}”. Tạo bằng lệnh init."
CANNOT_WRITE = "Không ghi được vào “{path}”: {why}. Đóng tệp đang mở, kiểm tra ổ đĩa còn chỗ rồi chạy lại."
OUTPUT_RECEIVED = (
    "Không ghi vào “{path}”: đó là nơi giữ các phiếu đã nhận (nhan-ve), không bao giờ bị sửa. Chọn tệp ở thư mục khác."
)
OUTPUT_OWN = (
    "Không ghi vào “{path}”: đó là tệp riêng của chương trình trong thư mục kỳ. Chọn tên khác hoặc thư mục khác."
)
OUTPUT_NO_FILE = "Không ghi vào “{path}”: đó là thư mục hoặc thiết bị, không phải tệp. Ghi tên một tệp."
CROSSED_FOLDERS = (
    "Thư mục “{path}” dẫn tới “{received}”, nơi giữ các phiếu đã nhận, nên ghi vào đó sẽ làm mất phiếu; chưa ghi gì. "
    "Xoá lối tắt đó (hoặc đổi tên), để mỗi thư mục riêng một chỗ, rồi chạy lại."
)
CANNOT_SAY = "Không ghi được kết quả ra màn hình hoặc tệp nhận (stdout): {why}. Kiểm tra ổ đĩa còn chỗ rồi chạy lại."
NO_ROOM = (
    "Không đủ chỗ tạm trên đĩa để lập bảng tổng hợp: {why}. Kiểm tra ổ đĩa hệ thống còn chỗ rồi chạy lại; kết quả cũ "
    "vẫn nguyên vẹn."
)
CANNOT_READ = "Không đọc được “{path}”: {why}."
CANNOT_OPEN = "Không tự mở được “{path}”: {why}. Tệp đã có ở đó; mở bằng Excel hoặc chương trình khác."
UNEXPECTED = "Chương trình gặp lỗi bất ngờ và đã dừng; kết quả cũ vẫn nguyên vẹn. Chi tiết ghi ở: {log}"
INTERRUPTED = "Đã dừng theo yêu cầu; kết quả cũ vẫn nguyên vẹn."
OUT_OF_MEMORY = "Máy không đủ bộ nhớ để làm tiếp; đóng bớt chương trình khác rồi chạy lại."

COMMAND_NAMES = {
    "init": "tạo thư mục kỳ (init)",
    "forms": "tạo phiếu (forms)",
    "consolidate": "tổng hợp (consolidate)",
    "return": "trả lại phiếu (return)",
    "drafts": "soạn thư nháp (drafts)",
    "send": "gửi thư (send)",
    "fetch": "tải thư (fetch)",
    "letter": "soạn công văn (letter)",
    "fill": "điền phiếu cấp trên (fill)",
    "close": "chốt kỳ (close)",
    "history": "ghi sổ các kỳ (history)",
    "import": "nhập số liệu cũ (import)",
}
"""The commands that write in a workspace, as the one who comes second is told of them."""
UNKNOWN_COMMAND = "một lệnh khác"
IN_USE = (
    "Thư mục kỳ “{folder}” đang được dùng: {holder}, bắt đầu lúc {since}, trên máy {computer}, tiến trình {process}. "
    "Lệnh {command} chưa làm gì. Chờ việc đó xong rồi chạy lại; nếu nó bị treo thì đóng cửa sổ của nó."
)
NO_LOCKS = (
    "Ổ đĩa chứa “{path}” không cho khoá tệp ({why}), nên không biết có ai đang cùng ghi vào thư mục kỳ hay không; chưa "
    "làm gì. Chép thư mục kỳ về ổ đĩa của máy này rồi chạy lại."
)

WRITTEN_BESIDE = "Tệp “{wanted}” đang mở hoặc không ghi được, nên kết quả được ghi vào “{written}”."
EDITED_COPY = "{stem} (sửa tay {number}){suffix}"
KEPT_ASIDE = "Bản cũ đã được sửa tay; giữ lại ở “{kept}”."
INIT_NEW_YEAR = "Kỳ này thuộc năm {year}: chỉ tiêu năm, chỉ tiêu và số đảng viên đầu năm của từng đơn vị được để trống trong danh-muc.xlsx. Ghi số của năm {year}."
INIT_DONE = "Đã tạo {folder}. Việc tiếp theo: mở danh-muc.xlsx, điền ba sheet, rồi tạo phiếu bằng lệnh forms."
FORMS_DONE = "Đã tạo {count} phiếu trong {folder}."
FORMS_PROGRESS = "Tạo phiếu"
READ_PROGRESS = "Đọc phiếu"
REST_PROGRESS = "Đã đọc xong, đang lập bảng tổng hợp"
TOLD_PROGRESS = "{done}/{total}, {rate:.0f} mỗi giây, còn"

RESULT_COMPLETE = "ĐẦY ĐỦ: {units} đơn vị, tổng số kết nạp {total}."
RESULT_INCOMPLETE = (
    "CHƯA ĐẦY ĐỦ: {units} đơn vị, {missing} chưa nộp, {invalid} phiếu có lỗi; tổng số kết nạp hiện có {total}."
)
RESULT_NOT_DUE = (
    "CHƯA ĐẦY ĐỦ: {units} đơn vị, {missing} chưa đến hạn (hạn nộp {deadline:%d/%m/%Y}), {invalid} phiếu có lỗi; tổng số "
    "kết nạp hiện có {total}."
)
RESULT_ERRORS = "ĐỦ PHIẾU nhưng còn lỗi phải xem: {units} đơn vị, tổng số kết nạp {total}."
RESULT_PROGRESS = "{progress}."
RESULT_FINDINGS = "{errors} lỗi, {warnings} cảnh báo."
RESULT_FILE = "Bảng tổng hợp: {path}"
FINDING_LINE = "{severity} [{place}] {message}\n    → {remedy}"
KIND_LINE = "{severity}: {meaning} ({count}): {names}. → {remedy}"
KIND_MORE = " … và {count} nữa"
KIND_REMEDY = "Xem từng dòng ở sheet Kiểm tra của bảng tổng hợp."
NOT_DUE, NOT_DUE_MEANING = "Chưa đến hạn", "chưa nhận được phiếu, hạn nộp {deadline:%d/%m/%Y}"
NOT_DUE_REMEDY = "Đến hạn mà chưa có thì nhắc nộp."
CHECK_CLEAN = "{file}: PHIẾU HỢP LỆ ({unit})"
CHECK_SUMMARY = "{files} phiếu, {errors} lỗi, {warnings} cảnh báo."
