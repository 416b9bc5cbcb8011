"""Unpacks ``winmail.dat``: what Outlook sends in its own format (TNEF) when a contact is set to "rich text".

Written after [MS-OXTNEF]: a signature, then attributes one after the other. Of the libraries that read it, one loops
four thousand million times over a forged count and cuts zero bytes off the end of files.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from dangvien_xlsx.mail.body import tidy
from dangvien_xlsx.mail.headers import decode_bytes
from dangvien_xlsx.mail.limits import DEEPEST, LARGEST_MAIL, MOST_ATTACHMENTS
from dangvien_xlsx.mail.message import Attachment, Mail
from dangvien_xlsx.mail.objects import why_absent
from dangvien_xlsx.mail.outlook import inserted_file
from dangvien_xlsx.mail.rich_text import from_rich_text
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.text import mail as words

SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _ATTACH_DATA, _ATTACH_TITLE, _REND_DATA = 0x800C, 0x800F, 0x8010, 0x9002
_MESSAGE_PROPERTIES, _ATTACHMENT, _CODE_PAGE, _SUBJECT = 0x9003, 0x9005, 0x9007, 0x8004
_FIXED_BYTES = {0x0001: 0, 0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4}
_FIXED_BYTES |= {0x0014: 8, 0x0040: 8, 0x0048: 16}
_TEXT8, _TEXT16, _OBJECT, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA, _PLAIN_BODY, _RICH_TEXT = 0x3707, 0x3704, 0x3001, 0x3701, 0x1000, 0x1009
_LONG_PATH = 0x370D
_MESSAGE_INTERFACE = bytes.fromhex("0703020000000000c000000000000046")
_STORAGE_INTERFACE = bytes.fromhex("0b00000000000000c000000000000046")
_MOST_PROPERTIES = 2_000
"""MAPI properties of one attribute; Outlook writes about a hundred."""


class _Property(NamedTuple):
    identity: int
    value: str | bytes


class _Open(NamedTuple):
    """An attachment whose attributes are still arriving."""

    names: dict[int, str]
    data: list[bytes]
    mails: list[Mail]


def read_tnef(content: bytes, depth: int = 0) -> Mail:
    """Unpack a TNEF stream.

    Args:
        content: The bytes of ``winmail.dat``.
        depth: How many mails this one lies in.

    Raises:
        RefusedError: It is damaged, or passes a limit.
    """
    if not content.startswith(SIGNATURE) or len(content) > LARGEST_MAIL:
        raise RefusedError("unreadable-file", why=words.BROKEN_WINMAIL)
    if depth > DEEPEST:
        raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST))
    code_page, text, subject = "", "", ""
    open_: list[_Open] = []
    for identity, data in _attributes(content):
        if identity == _CODE_PAGE and len(data) >= 4:
            code_page = f"cp{struct.unpack_from('<I', data)[0]}"
        elif identity == _BODY:
            text = decode_bytes(data.rstrip(b"\x00"), code_page)
        elif identity == _SUBJECT:
            subject = decode_bytes(data.rstrip(b"\x00"), code_page)
        elif identity == _MESSAGE_PROPERTIES:
            told = {each.identity: each.value for each in _properties(data, code_page)}
            text = str(told.get(_PLAIN_BODY, "")) or text or _rich(told.get(_RICH_TEXT))
        elif identity == _REND_DATA:
            open_.append(_Open({}, [], []))
            if len(open_) > MOST_ATTACHMENTS:
                raise RefusedError("suspicious-file", why=words.MANY_PARTS.format(count=len(open_)))
        elif open_:
            _add(open_[-1], identity, data, code_page, depth)
    attachments = tuple(_attachment(one) for one in open_ if not one.mails)
    nested = tuple(mail for one in open_ for mail in one.mails)
    return Mail(subject=subject, text=tidy(text), attachments=attachments, nested=nested)


def _rich(packed: str | bytes | None) -> str:
    return from_rich_text(packed) if isinstance(packed, bytes) else ""


def _attachment(one: _Open) -> Attachment:
    if one.data:
        return Attachment(_name(one), b"".join(one.data))
    return Attachment(_name(one), b"", absent=why_absent(one.names.get(_LONG_PATH, "")))


def _name(one: _Open) -> str:
    return next((one.names[key] for key in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME) if one.names.get(key)), "")


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the identity and the data of each attribute; the last one may be cut short, which is an error."""
    at = 6
    while at + 9 <= len(content):
        level, kind, length = struct.unpack_from("<BII", content, at)
        if level not in (1, 2):
            return  # bytes after the end, which some gateways add
        start, at = at + 9, at + 9 + length + 2
        if start + length > len(content):
            raise RefusedError("unreadable-file", why=words.BROKEN_WINMAIL)
        yield kind & 0xFFFF, content[start : start + length]


def _add(one: _Open, identity: int, data: bytes, code_page: str, depth: int) -> None:
    if identity == _ATTACH_TITLE:
        one.names.setdefault(_SHORT_NAME, decode_bytes(data.split(b"\x00")[0], code_page))
    elif identity == _ATTACH_DATA:
        one.data.append(data)
    elif identity == _ATTACHMENT:
        for found in _properties(data, code_page):
            if isinstance(found.value, str):
                one.names[found.identity] = found.value
            elif found.identity == _DATA and found.value.startswith(_MESSAGE_INTERFACE):
                one.mails.append(read_tnef(found.value[len(_MESSAGE_INTERFACE) :], depth + 1))
            elif found.identity == _DATA and found.value.startswith(_STORAGE_INTERFACE):
                one.data[:] = [inserted_file(found.value[len(_STORAGE_INTERFACE) :])]
            elif found.identity == _DATA:
                one.data.append(found.value)


def _properties(data: bytes, code_page: str) -> list[_Property]:
    """Return the texts and binaries of a MAPI property list, as far as it can be followed."""
    found: list[_Property] = []
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, _MOST_PROPERTIES)):
            at = _property(data, at, code_page, found)
    except (struct.error, ValueError):
        pass  # what was read before the damage is still true
    return found


def _property(data: bytes, at: int, code_page: str, found: list[_Property]) -> int:
    kind, identity = struct.unpack_from("<HH", data, at)
    at += 4
    if identity >= 0x8000:  # a named property: its name stands here
        (is_text,) = struct.unpack_from("<I", data, at + 16)
        (length,) = struct.unpack_from("<I", data, at + 20)
        at += 24 + (_padded(length) if is_text else 0)
    is_many, kind = bool(kind & 0x1000), kind & 0x0FFF
    count = 1
    if is_many or kind in (_TEXT8, _TEXT16, _OBJECT, _BINARY):
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    if kind in _FIXED_BYTES:
        size = _FIXED_BYTES[kind]
        packed = 2 if is_many and kind == 0x0002 else size
        return at + _padded(packed * count)
    if kind not in (_TEXT8, _TEXT16, _OBJECT, _BINARY) or count > _MOST_PROPERTIES:
        raise ValueError
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        value = data[at + 4 : at + 4 + length]
        at += 4 + _padded(length)
        if kind == _TEXT16:
            found.append(_Property(identity, value.decode("utf-16-le", "replace").rstrip("\x00")))
        elif kind == _TEXT8:
            found.append(_Property(identity, decode_bytes(value.rstrip(b"\x00"), code_page)))
        else:
            found.append(_Property(identity, value))
    return at


def _padded(length: int) -> int:
    return length + -length % 4
