"""What Outlook keeps of a file that is no plain attachment: inserted as an object ([MS-OLEDS]), or only linked to."""

import struct
from typing import Any

from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import shorten

_PACKAGE, _CONTENTS, _WRAPPED, _RECORDS = "Package", "CONTENTS", "\x01Ole10Native", "Workbook"
_LONGEST_LINK = 200
_LINKED = 2
"""Marks of a wrapped file that follow its length, before its label."""
_SECTOR, _SMALLEST, _MOST_TABLES = 512, 4096, 109
"""Bytes of a sector, of a stream that has sectors of its own, and sectors of the table that the header has room for."""
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def object_file(ole: Any, place: tuple[str, ...], most: int) -> bytes:
    """Return the file that an object holds, blank where it holds none of its own.

    Args:
        ole: The container, opened by olefile.
        place: The path of the object's storage.
        most: Bytes of the largest file that is taken out.
    """
    for name in (_PACKAGE, _CONTENTS, _WRAPPED, _RECORDS):
        path = "/".join((*place, name))
        if ole.exists(path) and ole.get_size(path) <= most:
            with ole.openstream(path) as stream:
                content = bytes(stream.read())
            return {_WRAPPED: _unwrapped, _RECORDS: _as_xls}.get(name, bytes)(content)
    return b""


def _as_xls(records: bytes) -> bytes:
    """Return the records of an old workbook as the .xls that they would be, were they not inside a mail ([MS-CFB])."""
    if not records:
        return b""
    records = records.ljust(_SMALLEST, b"\0")
    count = -(-len(records) // _SECTOR)
    tables = 1
    while count + 1 + tables > tables * (_SECTOR // 4):
        tables += 1
    if tables > _MOST_TABLES:
        return b""
    chain = [*range(1, count), _END, _END, *[_TABLE] * tables]
    places = [*range(count + 1, count + 1 + tables), *[_NONE] * (_MOST_TABLES - tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, count, 0, _SMALLEST, _END, 0, _END, 0)
    head += struct.pack(f"<{_MOST_TABLES}I", *places)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(_RECORDS, 2, _NONE, 0, len(records))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    return head + records.ljust(count * _SECTOR, b"\0") + directory.ljust(_SECTOR, b"\0") + table


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    about = struct.pack("<HBBIII36xIQ", len(wide), kind, 1, _NONE, _NONE, child, start, size)
    return wide.ljust(64, b"\0") + about


def _unwrapped(native: bytes) -> bytes:
    """Return the file out of what Windows' packager wraps around it: length, mark, label, two paths, data."""
    try:
        (mark,) = struct.unpack_from("<H", native, 4)
        at = native.index(b"\x00", native.index(b"\x00", 6) + 1) + 5
        (length,) = struct.unpack_from("<I", native, at)
        at += 4 + length
        (size,) = struct.unpack_from("<I", native, at)
    except (struct.error, ValueError):
        return b""
    content = native[at + 4 : at + 4 + size]
    return content if mark == _LINKED and len(content) == size else b""


def why_absent(link: str) -> str:
    """Return why a file that a mail names did not come with it.

    Args:
        link: Where the mail says that it lies; blank where it does not say.
    """
    shown = shorten(" ".join(one_line(link).split()), _LONGEST_LINK)
    return words.ONLY_A_LINK.format(link=shown) if shown else words.ONLY_A_NAME
