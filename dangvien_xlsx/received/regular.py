"""Opens what must be a regular file: a name that has become a pipe, a device or a link neither blocks nor misleads."""

import io
import os
import stat

from dangvien_xlsx.text import intake as words

Location = str | os.PathLike[str]
_NO_FOLLOWING = getattr(os, "O_NOFOLLOW", 0)
_PIECE = 2**20
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_FOLLOWING | getattr(os, "O_BINARY", 0)


def open_regular(path: Location, *, follow: bool = False) -> io.BufferedReader:
    """Open a regular file for reading.

    Args:
        path: Where it lies.
        follow: Whether a link may lead to it.

    Raises:
        OSError: It is gone, shut, or no regular file.
    """
    descriptor, _ = _opened(path, _reading(follow=follow))
    return os.fdopen(descriptor, "rb")


def _reading(*, follow: bool) -> int:
    return _OPEN & ~_NO_FOLLOWING if follow else _OPEN


def _opened(path: Location, flags: int, mode: int = 0o666) -> tuple[int, int]:
    """Return the descriptor of a regular file, and its size."""
    descriptor = os.open(path, flags, mode)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise OSError(0, words.NOT_REGULAR)
    return descriptor, status.st_size


def read_regular_file(path: Location, most: int, *, follow: bool = False) -> bytes:
    """Return the bytes of a regular file, as few calls of the system as can be: each costs as much as a row of a form.

    Args:
        path: Where it lies.
        most: How many bytes it may hold; one more is read where it holds more.
        follow: Whether a link may lead to it.

    Raises:
        OSError: It is gone, shut, or no regular file.
    """
    descriptor, size = _opened(path, _reading(follow=follow))
    try:
        # Asking for the limit at once would set so much memory aside for every small file.
        content = os.read(descriptor, min(size, most) + 1)
        if len(content) == size:
            return content
        # It grew meanwhile, or a network drive gives less at a time.
        pieces, left = [content], most + 1 - len(content)
        while left > 0 and (piece := os.read(descriptor, min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def append_regular(path: Location) -> io.BufferedWriter:
    """Open a regular file, made if it is not there, to add at its end.

    Raises:
        OSError: It is shut, or no regular file.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | (_OPEN & ~os.O_RDONLY)
    descriptor, _ = _opened(path, flags)
    return os.fdopen(descriptor, "ab")


def read_bounded(path: Location, most: int) -> bytes:
    """Return the bytes of a regular file that no link leads to.

    Args:
        path: Where it lies.
        most: How many bytes it may hold.

    Raises:
        OSError: It is gone, shut, no regular file, or holds more.
    """
    with open_regular(path) as stream:
        # A name in /proc says 0 and holds more, so what is read is bounded as well.
        size = os.fstat(stream.fileno()).st_size
        content = stream.read(min(size, most) + 1)
        if len(content) > min(size, most):
            raise OSError(0, words.NOT_REGULAR)
        return content
