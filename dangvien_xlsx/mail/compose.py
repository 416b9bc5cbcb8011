"""Composes mails: plain text and files, in UTF-8, with names that Outlook, Thunderbird and webmail all show right.

The bytes are written here to the last one. Python's own policy parses and folds header values anew, and what an encoded
word of a stranger's mail decodes to then stood in our header as it was, line ends too (3.11.7 and 3.12.1: a real
``Bcc:``). ``proof`` reads every mail again before it leaves this module.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from dangvien_xlsx.mail.proof import is_identifier, prove
from dangvien_xlsx.model.errors import DraftError
from dangvien_xlsx.model.mailbox import is_address
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import one_line, whole

_LONGEST_LINE = 200
"""Characters of a header that has to stay readable; RFC 5322 allows 998 bytes a line."""
_WORD_BYTES = 45
"""Bytes of one encoded word, which may have 75 characters: base64 makes 60 of them, the charset takes 12."""
_BASE64_LINE = 57
"""Bytes of a line of base64: 76 characters."""
_PLAIN = pattern(r"[A-Za-z0-9 .,:;()/'-]{1,60}")
_ATOMS = pattern(r"[A-Za-z0-9 -]{1,60}")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Draft(NamedTuple):
    """A mail to be sent: to whom, what, with which files, and the mail that it answers.

    ``answers`` is that mail's Message-ID and ``references`` the thread before it. ``day`` tells apart mails that say
    the same on different days.
    """

    unit: str
    unit_name: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    text: str
    files: tuple[tuple[str, bytes], ...] = ()
    answers: str = ""
    references: tuple[str, ...] = ()
    day: str = ""
    same_as: str = ""
    """What counts as the text when two mails are compared, where the text has a day that moves on; blank for itself."""

    @property
    def message_id(self) -> str:
        """The Message-ID: follows from all that the mail says, so that the same mail made twice is the same mail."""
        digest = hashlib.sha256()
        parts = (self.unit, self.sender, *self.to, self.subject, self.same_as or self.text, self.answers, self.day)
        for part in (*parts, *(name for name, _ in self.files)):
            digest.update(part.encode("utf-8", "replace") + b"\x00")
        for _, content in self.files:
            digest.update(hashlib.sha256(content).digest())
        return f"<{digest.hexdigest()[:32]}@{self.sender.rpartition('@')[2] or 'localhost'}>"

    @property
    def thread(self) -> tuple[str, ...]:
        """The identifiers of the mails before this one, oldest first."""
        return tuple(dict.fromkeys((*self.references, self.answers))) if self.answers else ()


def draft_bytes(draft: Draft, sent: datetime | None = None) -> bytes:
    """Write a mail as bytes with CRLF line ends.

    Args:
        draft: What it says.
        sent: When it leaves; without it the mail is a draft, which Outlook opens ready to send (``X-Unsent``).

    Raises:
        DraftError: Read again, it would not say exactly this.
    """
    for address in (draft.sender, *draft.to):
        if not is_address(address):
            raise DraftError(words.DRAFT_ADDRESS.format(value=one_line(address)))
    if not all(map(is_identifier, draft.thread)):
        raise DraftError(words.DRAFT_THREAD)
    headers = dict(_headers(draft, sent))
    names = [_one_line(name) for name, _ in draft.files]
    text = "\n".join(whole(line) for line in draft.text.splitlines())
    content = b"".join((_lines(headers.items()), *_body(draft, text, names)))
    shown: dict[str, str | tuple[tuple[str, str], ...]] = {
        "From": ((_one_line(draft.sender_name), draft.sender),),
        "To": tuple((_one_line(draft.unit_name) if not number else "", to) for number, to in enumerate(draft.to)),
        "Subject": _one_line(draft.subject),
    }
    plain = {name: headers[name] for name in headers if name not in shown}
    files = tuple(zip(names, (content for _, content in draft.files), strict=True))
    prove(content, plain, shown, text, files)
    return content


def _headers(draft: Draft, sent: datetime | None) -> Iterator[tuple[str, str]]:
    from email.utils import format_datetime

    yield "From", _mailbox(draft.sender_name, draft.sender)
    yield "To", ",\r\n ".join(_mailbox("" if i else draft.unit_name, to) for i, to in enumerate(draft.to))
    yield "Subject", _encoded(_one_line(draft.subject), _PLAIN)
    yield "Message-ID", draft.message_id
    if draft.answers:
        yield "In-Reply-To", draft.answers
        yield "References", "\r\n ".join(draft.thread)
    yield ("Date", format_datetime(sent)) if sent else ("X-Unsent", "1")
    yield "MIME-Version", "1.0"


def _body(draft: Draft, text: str, names: list[str]) -> Iterator[bytes]:
    """Yield what follows the headers: 8bit is not safe on every server, so all is base64."""
    typed = (("Content-Type", 'text/plain; charset="utf-8"'), ("Content-Transfer-Encoding", "base64"))
    if not draft.files:
        yield from (_lines(typed), b"\r\n", _base64(text.replace("\n", "\r\n").encode("utf-8", "replace")))
        return
    boundary = f"=_{draft.message_id[1:33]}"
    yield _lines([("Content-Type", f'multipart/mixed; boundary="{boundary}"')]) + b"\r\n"
    yield f"--{boundary}\r\n".encode() + _lines(typed) + b"\r\n"
    yield _base64(text.replace("\n", "\r\n").encode("utf-8", "replace"))
    for name, (_, content) in zip(names, draft.files, strict=True):
        yield f"--{boundary}\r\n".encode() + _lines(_file_headers(name)) + b"\r\n" + _base64(content)
    yield f"--{boundary}--\r\n".encode()


def _file_headers(name: str) -> Iterator[tuple[str, str]]:
    """Yield an attachment's headers, its name twice.

    Content-Disposition has it after RFC 2231. Outlook before 2019 and some webmails read only ``name`` of the type, as
    an encoded word, which the standard forbids and everybody writes.
    """
    plain = re.fullmatch(r"[A-Za-z0-9 ._()-]+", name)
    shown = name if plain else f"=?utf-8?b?{b64encode(name.encode('utf-8', 'replace')).decode()}?="
    yield "Content-Type", f'{XLSX};\r\n name="{shown}"'
    yield "Content-Transfer-Encoding", "base64"
    star = f'filename="{name}"' if plain else f"filename*=utf-8''{quote(name, safe='')}"
    yield "Content-Disposition", f"attachment;\r\n {star}"


def _mailbox(name: str, address: str) -> str:
    shown = _one_line(name)
    return f"{_encoded(shown, _ATOMS)} <{address}>" if shown else address


def _encoded(text: str, plain: re.Pattern[str]) -> str:
    """Return text as it may stand in a header: plain where it is harmless, else encoded words by our own hand."""
    if not text or plain.fullmatch(text):
        return text
    pieces, piece = [], b""
    for letter in text:
        raw = letter.encode("utf-8", "replace")
        if len(piece) + len(raw) > _WORD_BYTES:
            pieces.append(piece)
            piece = b""
        piece += raw
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in (*pieces, piece))


def _lines(headers: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii")


def _base64(content: bytes) -> bytes:
    lines = (b64encode(content[at : at + _BASE64_LINE]) for at in range(0, len(content), _BASE64_LINE))
    return b"".join(line + b"\r\n" for line in lines) or b"\r\n"


def _one_line(text: str) -> str:
    return " ".join(one_line(text).split())[:_LONGEST_LINE].strip()
