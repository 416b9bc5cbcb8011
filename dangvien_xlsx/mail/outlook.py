"""Unpacks Outlook's .msg: an OLE compound file whose streams are named by property, after [MS-OXMSG]."""

import io
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from dangvien_xlsx.mail.body import tidy, with_html
from dangvien_xlsx.mail.headers import address, decode_bytes, moment
from dangvien_xlsx.mail.limits import DEEPEST, LARGEST_CONTENT, LARGEST_MAIL, LONGEST_TEXT, MOST_ATTACHMENTS
from dangvien_xlsx.mail.message import Attachment, Mail
from dangvien_xlsx.mail.objects import object_file, why_absent
from dangvien_xlsx.mail.rich_text import from_rich_text
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.contents import Part, Report
from dangvien_xlsx.text import mail as words

_RECIPIENT, _MOST_RECIPIENTS = "__recip_version1.0_", 20
_CLASS, _RICH_TEXT, _PERSON_SMTP, _PERSON_ADDRESS = 0x001A, 0x1009, 0x39FE, 0x3003
_ATTACHMENT = "__attach_version1.0_"
_SUBJECT, _BODY, _HTML, _RAW_HEADERS, _MESSAGE_ID = 0x0037, 0x1000, 0x1013, 0x007D, 0x1035
_SENDER_SMTP, _SENDER_ADDRESS, _REPRESENTING, _SENDER_NAME = 0x5D01, 0x0C1F, 0x0065, 0x0C1A
_DELIVERED, _SUBMITTED, _CODE_PAGE, _HTML_PAGE = 0x0E060040, 0x00390040, 0x3FFD0003, 0x3FDE0003
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA, _CONTENT_ID = 0x3707, 0x3704, 0x3001, "3701", 0x3712
_LONG_PATH, _SHORT_PATH = 0x370D, 0x3708
_FLAGS = 0x37140003
_SHOWN_IN_TEXT = 4
"""Bit of the attachment's flags: the HTML body shows it."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LONGEST_VALUE = 2**20


def read_msg(content: bytes) -> Mail:
    """Unpack a mail.

    Raises:
        RefusedError: It is damaged, or passes a limit.
    """
    from olefile import OleFileIO

    if len(content) > LARGEST_MAIL:
        raise RefusedError("file-too-large", why=words.TOO_LARGE.format(size=len(content) // 2**20))
    try:
        with OleFileIO(io.BytesIO(content)) as ole:
            return _Reading(ole).mail((), 0)
    except RefusedError:
        raise
    except RecursionError as error:
        raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST)) from error
    except Exception as error:  # olefile raises many kinds; all mean that the container is damaged
        raise RefusedError("unreadable-file", why=words.BROKEN_MAIL) from error


def inserted_file(data: bytes) -> bytes:
    """Return the file of an object, or the object itself where it is one."""
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            return object_file(ole, (), LARGEST_MAIL) or data
    except MemoryError:
        raise
    except Exception:  # olefile raises what it happens to meet in a damaged one
        return data


class _Reading:
    """A container being read, with what it may still cost."""

    def __init__(self, ole: Any) -> None:
        self.ole = ole
        self.left = LARGEST_CONTENT
        self.attachments_left = MOST_ATTACHMENTS
        # An entry is a path: upper and lower case as written.
        self.entries = [tuple(entry) for entry in ole.listdir(streams=True, storages=True)]

    def mail(self, place: tuple[str, ...], depth: int) -> Mail:
        if depth > DEEPEST:
            raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST))
        # The header of the properties stream is 32 bytes long at the top, 24 in a mail within, 8 in an attachment.
        fixed = self._fixed(place, 32 if depth == 0 else 24)
        page = f"cp{int.from_bytes(fixed.get(_CODE_PAGE, b'')[:4], 'little')}"
        headers = self._text(place, _RAW_HEADERS, page)
        attachments, nested = self._inside(place, page, depth)
        sender, name = self._sender(place, page, headers)
        html = self._stream(place, f"{_HTML:04X}0102")[:LONGEST_TEXT]
        html_page = f"cp{int.from_bytes(fixed.get(_HTML_PAGE, b'')[:4], 'little')}"
        markup = decode_bytes(html, html_page.replace("cp65001", ""))
        text = with_html(tidy(self._text(place, _BODY, page)), markup)
        text = text or from_rich_text(self._stream(place, f"{_RICH_TEXT:04X}0102"))
        return Mail(
            sender=sender,
            sender_name=name,
            sent=_filetime(fixed.get(_SUBMITTED)) or _header_date(headers),
            taken=_filetime(fixed.get(_DELIVERED)),
            subject=" ".join(self._text(place, _SUBJECT, page).split()),
            message_id=self._text(place, _MESSAGE_ID, page).strip() or _header(headers, "message-id"),
            text=text,
            attachments=attachments,
            nested=nested,
            report=self._report(place, page),
        )

    def _inside(self, place: tuple[str, ...], page: str, depth: int) -> tuple[tuple[Attachment, ...], tuple[Mail, ...]]:
        attachments, nested = [], []
        level = len(place)
        names = {e[level] for e in self.entries if e[:level] == place and len(e) > level}
        for name in sorted(name for name in names if name.lower().startswith(_ATTACHMENT)):
            self.attachments_left -= 1
            if self.attachments_left < 0:
                raise RefusedError("suspicious-file", why=words.MANY_PARTS.format(count=MOST_ATTACHMENTS))
            inside = (*place, name)
            embedded = (*inside, f"__substg1.0_{_DATA}000D")
            if self.ole.exists("/".join((*embedded, "__properties_version1.0"))):
                nested.append(self.mail(embedded, depth + 1))
                continue
            attachments.append(self._attachment(inside, page))
        return tuple(attachments), tuple(nested)

    def _attachment(self, place: tuple[str, ...], page: str) -> Attachment:
        names = (self._text(place, key, page) for key in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))
        name = next(filter(None, names), "")
        flags = int.from_bytes(self._fixed(place, 8).get(_FLAGS, b"")[:4], "little")
        inline = bool(flags & _SHOWN_IN_TEXT) and bool(self._text(place, _CONTENT_ID, page))
        data = self._stream(place, f"{_DATA}0102", self.left)
        if not data:
            data = object_file(self.ole, (*place, f"__substg1.0_{_DATA}000D"), self.left)
            self.left -= len(data)
        if data or self.ole.exists("/".join((*place, f"__substg1.0_{_DATA}0102"))):
            return Attachment(name, data, Part.PICTURE if inline else Part.FILE)
        links = (self._text(place, key, page) for key in (_LONG_PATH, _SHORT_PATH))
        return Attachment(name, b"", absent=why_absent(next(filter(None, links), "")))

    def _sender(self, place: tuple[str, ...], page: str, headers: str) -> tuple[str, str]:
        # An Exchange address (/O=…/CN=…) is nobody's e-mail address; the SMTP one stands elsewhere or in the headers.
        for key in (_SENDER_SMTP, _SENDER_ADDRESS, _REPRESENTING):
            found = self._text(place, key, page)
            if "@" in found:
                return address(found)[0], self._text(place, _SENDER_NAME, page)
        sender, name = address(_header(headers, "from"))
        return sender, self._text(place, _SENDER_NAME, page) or name

    def _report(self, place: tuple[str, ...], page: str) -> Report | None:
        kind = self._text(place, _CLASS, page).upper()
        if not kind.startswith("REPORT."):
            return None
        level = len(place)
        names = sorted({e[level] for e in self.entries if e[:level] == place and len(e) > level})
        people = [(*place, name) for name in names if name.lower().startswith(_RECIPIENT)][:_MOST_RECIPIENTS]
        reached = (self._text(each, _PERSON_SMTP, page) or self._text(each, _PERSON_ADDRESS, page) for each in people)
        return Report(tuple(filter(None, (address(each)[0] for each in reached))) if kind.endswith(".NDR") else ())

    def _stream(self, place: tuple[str, ...], name: str, most: int = _LONGEST_VALUE) -> bytes:
        path = "/".join((*place, f"__substg1.0_{name}"))
        if not self.ole.exists(path):
            return b""
        size = self.ole.get_size(path)
        if size > most:
            raise RefusedError("suspicious-file", why=words.UNPACKS_LARGE.format(size=LARGEST_CONTENT // 2**20))
        self.left -= size
        with self.ole.openstream(path) as stream:
            return bytes(stream.read())

    def _text(self, place: tuple[str, ...], identity: int, page: str) -> str:
        wide = self._stream(place, f"{identity:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return decode_bytes(self._stream(place, f"{identity:04X}001E").rstrip(b"\x00"), page)

    def _fixed(self, place: tuple[str, ...], header_bytes: int) -> dict[int, bytes]:
        """Return the values of fixed length by property tag."""
        path = "/".join((*place, "__properties_version1.0"))
        if not self.ole.exists(path) or self.ole.get_size(path) > _LONGEST_VALUE:
            return {}
        with self.ole.openstream(path) as stream:
            data = bytes(stream.read())
        return {
            struct.unpack_from("<I", data, at)[0]: data[at + 8 : at + 16]
            for at in range(header_bytes, len(data) - 15, 16)
        }


def _filetime(value: bytes | None) -> datetime | None:
    """Return a Windows time: hundreds of nanoseconds since 1601."""
    ticks = int.from_bytes(value or b"", "little")
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def _header_date(headers: str) -> datetime | None:
    return moment(_header(headers, "date"))


def _header(headers: str, name: str) -> str:
    """Return a header of the internet mail that Outlook keeps beside its own properties."""
    for line in headers.replace("\r\n ", " ").replace("\r\n\t", " ").splitlines():
        if line.lower().startswith(f"{name}:"):
            return line.partition(":")[2].strip()
    return ""
