"""Opens workbooks that a password locks, in memory; the password is never written down."""

import contextlib
import io

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.limits import LARGEST_FILE

_EXCELS_OWN = "VelvetSweatshop"
"""The password with which Excel locks a workbook whose structure or opening is protected: it opens it unasked."""


def unlocked(content: bytes, password: str) -> bytes:
    """Return a workbook without its password.

    Raises:
        RefusedError: ``encrypted-file``: no password is known, or it is another one.
    """
    for each in filter(None, (password, _EXCELS_OWN)):
        with contextlib.suppress(RefusedError):
            return _unlocked(content, each)
    raise RefusedError("encrypted-file")


def _unlocked(content: bytes, password: str) -> bytes:
    import msoffcrypto

    opened = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password)
        locked.decrypt(opened)
    except MemoryError:
        raise
    except Exception as error:  # whatever it meets in a damaged or differently locked file: it stays locked
        raise RefusedError("encrypted-file") from error
    if opened.tell() > LARGEST_FILE * 2:
        raise RefusedError("encrypted-file")
    return opened.getvalue()
