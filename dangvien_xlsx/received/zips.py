"""What lies inside a zip: every member by a safe name, its bytes unpacked only when asked for, in memory only."""

import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.received.contents import Inner
from dangvien_xlsx.received.inflating import inflate
from dangvien_xlsx.received.kinds import FileKind
from dangvien_xlsx.received.limits import LARGEST_CONTENT, MOST_INSIDE
from dangvien_xlsx.received.listing import DATA_ERRORS, member_of, open_zip
from dangvien_xlsx.received.names import safe_path, unique_name
from dangvien_xlsx.text import intake as words

_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_NOT_UNPACKED = {6: "Implode", 9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
"""Ways of packing that other programs use, Windows itself for large zips: honest, but not to be unpacked here."""


def zip_items(outer: Inner, _kind: FileKind = FileKind.ZIP, password: str = "") -> Iterator[Inner]:
    """Yield the files inside a zip; folders are not files.

    Args:
        outer: The zip.
        _kind: Known already; every expander is given it.
        password: Opens files that are locked with it.

    Raises:
        RefusedError: The zip as a whole is damaged or harmful.
    """
    content = outer.read()
    opened = open_zip(content, MOST_INSIDE, LARGEST_CONTENT)
    taken: set[str] = set()
    for member in opened.infolist():
        if member.filename.endswith("/") and not member.file_size:
            continue
        name = unique_name(safe_path(_name_of(member)), taken)
        changed = _changed(member) or outer.changed
        read = _reader(opened, content, member, password)
        yield Inner(f"{outer.path}/{name}", read, changed, outer.told, part=outer.part, size=member.file_size)


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; one without the mark of UTF-8 is in whatever code page its maker's computer had."""
    if member.flag_bits & _UTF8:
        return member.orig_filename
    told = _unicode_path(member.extra)
    if told:
        return told
    try:
        raw = member.orig_filename.encode("cp437")  # as zipfile decoded it
    except UnicodeEncodeError:
        return member.orig_filename
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def _unicode_path(extra: bytes) -> str:
    """Return the name that Info-ZIP and 7-Zip keep beside the legacy one, blank where there is none."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""


def _changed(member: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*member.date_time, tzinfo=VIETNAM)
    except ValueError:  # 1980 with month 0: the packer knew no time
        return None


def _reader(opened: zipfile.ZipFile, content: bytes, member: zipfile.ZipInfo, password: str) -> Callable[[], bytes]:
    def read() -> bytes:
        if member.compress_type in _NOT_UNPACKED:
            how = _NOT_UNPACKED[member.compress_type]
            raise RefusedError("unsupported-type", why=words.NOT_UNPACKED.format(how=how), remedy=words.UNPACK_BY_HAND)
        if not member.flag_bits & _ENCRYPTED:
            return inflate(content, member_of(member))
        try:
            with opened.open(member, pwd=password.encode() or None) as stream:
                return stream.read(LARGEST_CONTENT)
        except (RuntimeError, NotImplementedError) as error:  # no password, the wrong one, or AES
            raise RefusedError("encrypted-file") from error
        except DATA_ERRORS as error:
            raise RefusedError("encrypted-file" if password else "unreadable-file", why=words.BROKEN_ZIP) from error

    return read
