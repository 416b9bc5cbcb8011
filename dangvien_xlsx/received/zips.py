"""What lies inside a zip: every member by a safe name, its bytes unpacked only when asked for, in memory only."""

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.model.errors import PackageError
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.received.limits import LARGEST_CONTENT, LONGEST_NAME, MOST_INSIDE
from dangvien_xlsx.received.package import DATA_ERRORS, inflate, open_zip
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import clean

_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\ud800-\udfff]")
_LONGEST_PATH = 4 * LONGEST_NAME


class Letter(NamedTuple):
    """What the mail says that a file came in; ``sent`` is the time of receipt, none where the mail tells none."""

    sender: str = ""
    sent: datetime | None = None
    subject: str = ""
    text: str = ""


NO_LETTER = Letter()


class Inner(NamedTuple):
    """A file inside a container, or the received file itself.

    ``path`` is relative to ``nhan-ve/`` and begins with the container's: ``thu.zip/phieu.xlsx``. ``read`` returns the
    bytes, or raises PackageError. ``letter``: the mail that it came in, or is. ``is_mail``: a mail whose files are
    items of their own. ``inline``: a picture of a mail's text.
    """

    path: str
    read: Callable[[], bytes]
    changed: datetime
    letter: Letter = NO_LETTER
    is_mail: bool = False
    inline: bool = False


def zip_items(outer: Inner, password: str = "") -> Iterator[Inner]:
    """Yield the files inside a zip; folders are not files.

    Raises:
        PackageError: The zip as a whole is damaged or harmful.
    """
    content = outer.read()
    opened = open_zip(content, MOST_INSIDE, LARGEST_CONTENT)
    taken: set[str] = set()
    for member in opened.infolist():
        if member.filename.endswith("/") and not member.file_size:
            continue
        name = unique_path(safe_path(_name_of(member)), taken)
        changed = _changed(member) or outer.changed
        yield Inner(f"{outer.path}/{name}", _reader(opened, content, member, password), changed, outer.letter)


def safe_path(name: str) -> str:
    """Return a member's name as a plain relative path that leaves no folder and that any screen can show."""
    parts = []
    for part in re.split(r"[/\\]", re.sub(r"^[A-Za-z]:", "", name)):
        plain = _FORBIDDEN.sub("_", clean(part)).strip()
        if plain.strip(". "):
            parts.append(plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 10]}…{plain[-9:]}")
    path = "/".join(parts) or words.NAMELESS
    return path if len(path) <= _LONGEST_PATH else parts[-1]


def unique_path(path: str, taken: set[str]) -> str:
    """Return a path that is not taken yet, and take it."""
    stem, dot, suffix = path.rpartition(".")
    number, unique = 1, path
    while unique in taken:
        number += 1
        unique = f"{stem} ({number}).{suffix}" if dot and "/" not in suffix else f"{path} ({number})"
    taken.add(unique)
    return unique


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
        if not member.flag_bits & _ENCRYPTED:
            return inflate(content, member)
        try:
            with opened.open(member, pwd=password.encode() or None) as stream:
                return stream.read(LARGEST_CONTENT)
        except (RuntimeError, NotImplementedError) as error:  # no password, the wrong one, or AES
            raise PackageError("encrypted-file") from error
        except DATA_ERRORS as error:
            raise PackageError("encrypted-file" if password else "unreadable-file", why=words.BROKEN_ZIP) from error

    return read
