"""The words of the signing copy (PDF) and of the check whether a period is ready to be signed."""

HELP_PDF = (
    "lập thêm bản để ký: công văn, phụ lục và bảng đối soát trong một tệp PDF/A (cần LibreOffice trên máy; "
    "không có thì nói cách in ra PDF)."
)
PDF_DONE = "Bản để ký (PDF/A): {path}"
PDF_NOT_ARCHIVAL = "{path} là PDF thường, không phải PDF/A: LibreOffice trên máy này quá cũ. In ra ký vẫn được."
BY_HAND = (
    "Muốn có PDF: mở {letter} bằng Word, chọn Tệp (File) → Lưu thành (Save As) → PDF, bấm Tuỳ chọn (Options) và đánh "
    "dấu ISO 19005-1 (PDF/A); rồi mở {summary} bằng Excel, chọn sheet {appendix}, giữ Ctrl chọn thêm {proof}, và lưu "
    "thành PDF cũng như vậy."
)
NO_OFFICE = "Máy này không có LibreOffice nên chưa lập được bản PDF."
OFFICE_SLOW = "LibreOffice không xong trong {seconds} giây nên chưa lập được bản PDF; chương trình đã dừng nó."
OFFICE_FAILED = "LibreOffice không chuyển được sang PDF ({why}) nên chưa lập được bản PDF."
OFFICE_MADE_NONE = "không ra tệp nào"

CODE = "Mã số liệu:"
PAPER_FOOTER = '&L&"Times New Roman,Regular"&9Mã số liệu {code}&C&"Times New Roman,Regular"&10Trang &P/&N'
KEYWORD = "so-lieu:{digest}"

READY, NOT_READY = "SẴN SÀNG KÝ.", "CHƯA SẴN SÀNG KÝ: còn {count} việc."
LINE_GOOD, LINE_OPEN = "[ĐẠT]   {name}: {told}", "[CHƯA]  {name}: {told}"

COMPLETE = "Đủ số liệu"
COMPLETE_GOOD = "{units}/{units} đơn vị, không phiếu nào lỗi"
COMPLETE_MISSING = "{count}/{units} đơn vị chưa nộp ({names})"
COMPLETE_INVALID = "{count} đơn vị có phiếu lỗi ({names})"
COMPLETE_ERRORS = "còn {count} lỗi, xem sheet Kiểm tra"

PLAUSIBLE = "Số liệu hợp lý"
PLAUSIBLE_GOOD = "không số nào khác thường mà chưa có lý do"
PLAUSIBLE_OPEN = (
    "{count} số khác thường chưa có lý do ({names}); hỏi lại đơn vị, hoặc ghi lý do vào chot-ky.xlsx (lệnh close)"
)

CLOSED = "Đã chốt kỳ"
CLOSED_GOOD = "chốt lúc {when}, tổng {total}"
CLOSED_OPEN = "chưa chốt; chạy lệnh close"
CLOSED_OTHER = "chốt lúc {when} với tổng {was}, nay số liệu hoặc danh mục đã khác (tổng {now}); chạy lệnh consolidate (--reopen) rồi chốt lại"
CLOSED_DAY = "bản tính đến ngày {day} không phải là bản chốt"

LETTER = "Công văn"
LETTER_GOOD = "đúng như lập từ số liệu này (mã {code})"
LETTER_NONE = "chưa có; chạy lệnh letter"
LETTER_OTHER = "lập từ số liệu khác (mã {was}, nay {now}); chạy lại lệnh letter"
LETTER_EDITED = (
    "số liệu nền vẫn đúng (mã {code}) nhưng tệp đã sửa tay; xem lại các chỗ đã sửa, hoặc chạy lại lệnh letter"
)
PAPER_UNREADABLE = "không đọc được {path}: {why}"

SUMMARY = "Phụ lục và bảng tổng hợp"
SUMMARY_GOOD = "đúng như tính lại (mã {code})"
SUMMARY_NONE = "chưa có; chạy lệnh consolidate"
SUMMARY_OTHER = "khác với số liệu tính lại (mã {was}, nay {now}); chạy lại lệnh consolidate"
SUMMARY_EDITED = "số liệu nền vẫn đúng (mã {code}) nhưng tệp đã sửa tay; chạy lệnh verify để xem ô nào"

PDF = "Bản PDF để ký"
PDF_GOOD = "đúng số liệu này (mã {code})"
PDF_OTHER = "lập từ số liệu khác (mã {was}, nay {now}); chạy lại lệnh letter (--pdf)"
PDF_EDITED = "không phải bản do chương trình lập; chạy lại lệnh letter (--pdf)"

UNKNOWN_CODE = "không có"
