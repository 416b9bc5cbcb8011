"""Why the operating system refuses something, in words of ours; what is rare keeps the system's own."""

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục đó",
    errno.EEXIST: "đã có tệp hoặc thư mục cùng tên",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.ENOTDIR: "trên đường dẫn có tệp ở chỗ phải là thư mục",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "hệ thống không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa hết chỗ",
    errno.EFBIG: "tệp quá lớn so với giới hạn của ổ đĩa",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.ELOOP: "lối tắt dẫn vòng quanh, hoặc không được phép đi theo",
    errno.EIO: "ổ đĩa đọc ghi bị lỗi",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.EBUSY: "tệp đang được dùng",
    errno.EINVAL: "tên hoặc thao tác không hợp lệ",
    errno.EXDEV: "hai chỗ không cùng một ổ đĩa",
}


def why(error: OSError) -> str:
    """Return the reason of an error of the operating system; one that it tells in the user's language stays as it is."""
    told = error.strerror or ""
    return told if not told.isascii() else _REASONS.get(error.errno or 0) or told or type(error).__name__
