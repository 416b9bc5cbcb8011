"""What is said of mails: why one cannot be read, what the servers answered, and the texts of drafts."""

from dangvien_xlsx.model.patterns import pattern

QUOTE_INTRODUCED = pattern(r"(?i)\b(wrote|writes|đã viết|viết)\s*:")
QUOTE_FROM = pattern(r"(?i)\*?(from|từ|người gửi)\s*:")
QUOTE_SENT = pattern(r"(?i)\*?(sent|date|to|đã gửi|ngày gửi|ngày|gửi lúc|tới|đến|người nhận)\s*:")
"""Lines by which mail programs begin the mail that they quote."""

NAMELESS = "khong-ten"
NESTED = "thu-chuyen-tiep"
WINMAIL = "winmail.dat"

TOO_LARGE = "thư lớn {size} MB"
LONG_HEADERS = "phần đầu thư dài bất thường"
MANY_LINES = "thư có {count} dòng, quá nhiều"
MANY_PARTS = "thư có {count} phần, quá nhiều"
MANY_MESSAGES = "trong thư có {count} thư khác, quá nhiều"
DEEP = "thư lồng trong thư quá {count} lớp"
UNPACKS_LARGE = "tệp đính kèm giải ra quá {size} MB"
BROKEN_MAIL = "thư bị hỏng hoặc chưa tải xong"
BROKEN_WINMAIL = "winmail.dat bị hỏng; xin đơn vị gửi lại thư ở dạng văn bản thường, không phải Rich Text"
ONLY_A_LINK = "thư không kèm tệp này mà chỉ kèm liên kết tới nơi cất nó: {link}"
ONLY_A_NAME = "thư chỉ ghi tên tệp, tệp không nằm trong thư"
NOT_A_MAIL = "không phải thư"

NO_IMAP = "Chưa khai báo máy chủ nhận thư. Mở danh-muc.xlsx, sheet Thông tin, điền dòng imap_may_chu và imap_tai_khoan."
NO_SMTP = "Chưa khai báo máy chủ gửi thư. Mở danh-muc.xlsx, sheet Thông tin, điền dòng smtp_may_chu và imap_tai_khoan (hoặc smtp_tai_khoan)."
NO_OFFICE_ADDRESS = (
    "Chưa có địa chỉ e-mail của cơ quan, hoặc viết sai. Mở danh-muc.xlsx, sheet Thông tin, điền dòng email."
)
LOGIN_REFUSED = "Máy chủ {host} không nhận mật khẩu của {account}. Kiểm tra tên tài khoản trong danh-muc.xlsx rồi gõ lại mật khẩu; hộp thư có xác thực hai bước thì cần mật khẩu ứng dụng."
CERTIFICATE_EXPIRED = "Chứng chỉ bảo mật của máy chủ {host} đã hết hạn, nên không kết nối: có thể bị nghe lén. Kiểm tra ngày giờ của máy tính; nếu đúng, báo người quản trị hộp thư."
CERTIFICATE_WRONG = "Chứng chỉ bảo mật của máy chủ {host} không đáng tin ({why}), nên không kết nối. Kiểm tra tên máy chủ trong danh-muc.xlsx; nếu đúng, báo người quản trị hộp thư."
UNKNOWN_HOST = "Không tìm thấy máy chủ {host}. Kiểm tra mạng, và tên máy chủ trong danh-muc.xlsx."
UNREACHABLE = "Không kết nối được tới máy chủ {host}: {why}. Kiểm tra mạng, và tên máy chủ trong danh-muc.xlsx."
CONNECTION_LOST = "Mất kết nối với máy chủ {host}. Những gì đã xong vẫn được giữ; chạy lại để làm tiếp."
NO_SUCH_FOLDER = (
    "Trong hộp thư không có thư mục “{folder}”. Sửa dòng imap_thu_muc trong danh-muc.xlsx; thư mục chính tên là INBOX."
)
SERVER_REFUSED = "Máy chủ {host} trả lời: {why}."
SERVER_NONSENSE = "Máy chủ {host} trả lời không đúng chuẩn, nên đã dừng. Kiểm tra tên máy chủ và cổng trong danh-muc.xlsx; nếu đúng, báo người quản trị hộp thư."
SERVER_FLOODS = "Máy chủ {host} gửi về quá nhiều dữ liệu cho một câu trả lời, nên đã dừng. Kiểm tra tên máy chủ trong danh-muc.xlsx; nếu đúng, báo người quản trị hộp thư."
SERVER_SLOW = "Máy chủ {host} trả lời quá chậm hoặc không trả lời hết, nên đã dừng. Những gì đã xong vẫn được giữ; kiểm tra mạng rồi chạy lại để làm tiếp."
SESSION_FULL = "Lần này đã nhận quá nhiều dữ liệu từ máy chủ {host}, nên dừng ở đây. Những gì đã xong vẫn được giữ; chạy lại để làm tiếp."
NO_TLS = "Máy chủ {host} không hỗ trợ kết nối bảo mật, nên không gửi mật khẩu. Hỏi người quản trị tên máy chủ và cổng đúng (thường là 465 hoặc 587)."

FETCHED = "Đã tải {count} thư mới vào {folder}; {known} thư đã có từ trước."
FETCHED_NONE = "Không có thư mới trong thư mục “{mailbox}”."
FETCH_FILTERED = "{count} thư không hợp điều kiện tiêu đề “{subject}” nên để lại trên máy chủ."
FETCH_TOO_LARGE = "Không tải thư “{subject}” ({size} MB): lớn quá mức {limit} MB. Mở thư đó trong hộp thư và lưu riêng phiếu vào nhan-ve/."

ASK_FOR_PASSWORD = "Mật khẩu của {account} tại {host}"
ASK_TOKEN = "Mã truy cập OAuth2 của {account} tại {host}"
ASK_REMEMBER = "Lưu mật khẩu vào kho mật khẩu của hệ thống để lần sau khỏi gõ?"

DRAFTS_DONE = "Đã soạn {count} thư nháp trong {folder}. Bấm đúp vào từng thư để mở, xem lại rồi bấm Gửi."
DRAFTS_NONE = "Không có thư nào cần soạn."
WITHOUT_ADDRESS = "Chưa có địa chỉ e-mail: {unit}. Điền cột Email ở sheet Đơn vị của danh-muc.xlsx."
WRONG_ADDRESS = "Địa chỉ e-mail “{address}” của {unit} viết sai. Sửa cột Email ở sheet Đơn vị của danh-muc.xlsx."
BROKEN_ADDRESS = "Chưa soạn thư cho {unit}: ô e-mail trong danh-muc.xlsx có xuống dòng (“{address}”). Viết lại trên một dòng, các địa chỉ cách nhau bằng dấu ;"
DRAFT_REFUSED = "Không soạn được thư cho {unit}: {why}. Các thư khác vẫn được soạn; thư này xin viết tay."
DRAFT_ADDRESS = "địa chỉ “{value}” viết sai"
DRAFT_THREAD = "thư mà đơn vị đã gửi có mã thư bất thường"
DRAFT_HEADERS = "đọc lại phần đầu thư không đúng những gì đã ghi vào, có thể do thư của đơn vị cố tình chèn vào"
DRAFT_BODY = "đọc lại thư không đúng lời hoặc tệp đã ghi vào"
NO_RETURNED_FORM = (
    "Thư trả lại cho {unit} không kèm phiếu: trong tra-lai/ chưa có phiếu của đơn vị này. Tạo bằng lệnh return."
)
BAD_TEMPLATE = "Mẫu thư {file} viết sai: {why}."
TEMPLATE_NO_SUBJECT = "dòng đầu phải bắt đầu bằng “Tiêu đề:”"
TEMPLATE_UNKNOWN = "không có chỗ điền tên {{{name}}}; chỉ dùng được: {known}"
TEMPLATE_ENCODING = "tệp không phải văn bản UTF-8; mở bằng Notepad, chọn Lưu thành…, Mã hoá: UTF-8"
SUBJECT_LABEL = "Tiêu đề:"
NO_DEADLINE = "(không ấn định)"
REPLY = "Re: {subject}"
FINDING = "{number}. {message} {remedy}"

SEND_LIST = "Sẽ gửi {count} thư từ {sender} qua {host}:"
SEND_LINE = "  {number:>3}. {to}  ·  {subject}  ·  {files}"
SEND_ALREADY = "{count} thư đã gửi trước đây, không gửi lại."
SEND_UNCLEAR = "Không rõ thư cho {unit} ({to}) đã đi chưa: kết nối đứt đúng lúc máy chủ nhận thư. Xem hộp Thư đã gửi hoặc hỏi đơn vị; muốn gửi lại thì thêm --resend {code}."
SEND_ASK = "Gửi {count} thư này?"
SEND_NOTHING = "Không có thư nào cần gửi."
SEND_CANCELLED = "Chưa gửi thư nào."
SEND_DONE = "Đã gửi {count} thư."
SEND_REJECTED = "Máy chủ không nhận thư cho {unit} ({to}): {why}. Kiểm tra cột Email của đơn vị."
SEND_PROGRESS = "  đã gửi {done}/{total}: {to}"
SENT_MEANWHILE = "Thư cho {unit} đã được một lần chạy khác gửi trong lúc này, nên không gửi lại."
TRIED_MEANWHILE = "Thư cho {unit} đang được một lần chạy khác xử lý, nên lần này không gửi; chạy lại lệnh send để xem."
NO_FILE = "không kèm tệp"

HELP_FETCH = "Tải thư mới từ hộp thư (IMAP) vào nhan-ve/; không thay đổi gì trên máy chủ."
HELP_DRAFTS = "Soạn thư nháp: gửi phiếu (forms), trả lại phiếu có lỗi (returns), nhắc nộp (reminders)."
HELP_SEND = "Gửi thư qua SMTP sau khi cho xem danh sách và hỏi lại."
HELP_KIND = "Loại thư: forms, returns hoặc reminders."
METAVAR_KIND = "LOẠI"
METAVAR_UNIT = "MÃ"
BAD_KIND = "“{value}” không phải loại thư; ghi --kind forms, returns hoặc reminders."
HELP_TODAY = "Coi như hôm nay là ngày này (dd/mm/yyyy hoặc yyyy-mm-dd), để biết đã quá hạn hay chưa."
HELP_RESEND = "Mã đơn vị mà thư không rõ đã đi chưa, nay gửi lại."

LOG_BROKEN = "Không ghi được sổ thư “{path}”: {why}. Kiểm tra ổ đĩa còn chỗ rồi chạy lại; thư đã tải hoặc đã gửi không bị lặp lại."
