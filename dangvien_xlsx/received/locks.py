"""Opens workbooks that a password locks, in memory; the password is never written down."""

import io

from dangvien_xlsx.model.errors import PackageError
from dangvien_xlsx.received.limits import LARGEST_FILE


def unlocked(content: bytes, password: str) -> bytes:
    """Return a workbook without its password.

    Raises:
        PackageError: ``encrypted-file``: no password is known, or it is another one.
    """
    if not password:
        raise PackageError("encrypted-file")
    import msoffcrypto

    opened = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password)
        locked.decrypt(opened)
    except MemoryError:
        raise
    except Exception as error:  # whatever it meets in a damaged or differently locked file: it stays locked
        raise PackageError("encrypted-file") from error
    if opened.tell() > LARGEST_FILE * 2:
        raise PackageError("encrypted-file")
    return opened.getvalue()
