"""The zip around a workbook's parts: the same bytes on every system."""

import io
import struct
import zipfile

UNIX = 3
"""What every entry says it was made on; Windows would say 0."""
_READABLE = 0o600 << 16
"""The rights of every entry, as zipfile gives them to what comes from memory."""
_ENTRY = b"PK\1\2"
_MADE_ON, _RIGHTS, _LENGTHS, _FIXED_LENGTH = 5, 38, 28, 46
"""Places within an entry of a zip's directory, and its length without names."""


def same_everywhere(content: bytes) -> bytes:
    """Return a package whose directory says nothing of the system that it was made on."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        place, count = package.start_dir, len(package.infolist())
    changed = bytearray(content)
    for _ in range(count):
        if changed[place : place + 4] != _ENTRY:
            raise zipfile.BadZipFile
        changed[place + _MADE_ON] = UNIX
        struct.pack_into("<L", changed, place + _RIGHTS, _READABLE)
        place += _FIXED_LENGTH + sum(struct.unpack_from("<3H", changed, place + _LENGTHS))
    return bytes(changed)
