"""From the bytes of a mail, of whatever kind, to the files inside it. Runs in the child that reads received files."""

import re
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.mail.limits import LARGEST_MAIL, MOST_ATTACHMENTS
from dangvien_xlsx.mail.message import Mail
from dangvien_xlsx.mail.names import safe_name, unique_name
from dangvien_xlsx.model.errors import MailError
from dangvien_xlsx.text import mail as words

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MSG_MARK = "__properties_version1.0".encode("utf-16-le")
_TNEF = b"\x78\x9f\x3e\x22"
_BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(rb"([!-9;-~]{1,70}):")
_MBOX_LINE = re.compile(rb"From \S.{0,200}\d\d:\d\d")
_MBOX_SPLIT = re.compile(rb"(?:\A|(?<=\n))From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,80}\r?\n")
_KNOWN = frozenset(
    b"received from to subject date message-id mime-version return-path delivered-to content-type x-unsent reply-to "
    b"x-mozilla-status dkim-signature authentication-results arc-seal x-received sender cc x-sender x-mailer".split()
)
_LEAST_KNOWN = 2
_MOST_MBOX = 2_000
"""Mails of one mbox: a folder exported by Thunderbird."""


class Item(NamedTuple):
    """A file inside a mail, with what the mail says of it.

    ``path`` begins with the container's: ``thu.eml/phieu.xlsx``. ``is_mail``: a mail inside the mail, there to be
    accounted for and its text to be shown; its own files are items too. ``inline``: a picture of the text. ``thread``:
    the Message-ID of the mail that it came in.
    """

    path: str
    content: bytes
    sender: str
    received: datetime | None
    subject: str
    text: str = ""
    is_mail: bool = False
    inline: bool = False
    thread: str = ""


def mail_kind(content: bytes) -> str:
    """Tell what kind of mail the bytes are by looking at them: ``eml``, ``msg``, ``mbox``, ``tnef``, or blank."""
    if content.startswith(_OLE):
        return "msg" if _MSG_MARK in content else ""
    if content.startswith(_TNEF):
        return "tnef"
    start = content[:16_384].removeprefix(_BOM).lstrip(b"\r\n")
    if _MBOX_LINE.match(start):
        return "mbox"
    return "eml" if _begins_with_headers(start) else ""


def looks_like_mail(content: bytes) -> bool:
    """Tell whether the bytes are a mail, a box of mails or a ``winmail.dat``."""
    return bool(mail_kind(content))


def _begins_with_headers(start: bytes) -> bool:
    known = 0
    for line in re.split(rb"\r\n|\r|\n", start):
        if not line:
            break
        if line[:1] in (b" ", b"\t"):
            continue
        field = _FIELD.match(line)
        if not field:
            return False
        known += field[1].lower() in _KNOWN
        if known >= _LEAST_KNOWN:
            return True
    return known >= _LEAST_KNOWN


def read_mail(content: bytes) -> Mail:
    """Unpack one mail; of an mbox, all its mails as nested ones of a nameless mail.

    Raises:
        MailError: It is none, is damaged, or passes a limit.
    """
    kind = mail_kind(content)
    if kind == "msg":
        from dangvien_xlsx.mail.outlook import read_msg

        return read_msg(content)
    if kind == "tnef":
        from dangvien_xlsx.mail.winmail import read_tnef

        return read_tnef(content)
    if kind == "mbox":
        return _read_mbox(content)
    if kind == "eml":
        from dangvien_xlsx.mail.mime import read_eml

        return read_eml(content.removeprefix(_BOM).lstrip(b"\r\n"))
    raise MailError("unsupported-type", words.NOT_A_MAIL)


def _read_mbox(content: bytes) -> Mail:
    from dangvien_xlsx.mail.mime import read_eml

    if len(content) > LARGEST_MAIL:
        raise MailError("file-too-large", words.TOO_LARGE.format(size=len(content) // 2**20))
    starts = [
        (match.start(), match.end()) for match in _MBOX_SPLIT.finditer(content.removeprefix(_BOM).lstrip(b"\r\n"))
    ]
    content = content.removeprefix(_BOM).lstrip(b"\r\n")
    if len(starts) > _MOST_MBOX:
        raise MailError("suspicious-file", words.MANY_MESSAGES.format(count=len(starts)))
    ends = [start for start, _ in starts[1:]] + [len(content)]
    raws = [content[begin:end].replace(b"\n>From ", b"\nFrom ") for (_, begin), end in zip(starts, ends, strict=True)]
    return Mail(nested=tuple(read_eml(raw)._replace(raw=raw) for raw in raws))


def items(path: str, content: bytes) -> list[Item]:
    """Return what lies inside a mail, mails within mails included, in the order in which a person sees it.

    Args:
        path: The container's path, as in ``Sổ nhận``.
        content: Its bytes.

    Returns:
        First the mail itself, under its own path and without content, to carry its sender, time, subject and text;
        then every file and every mail inside. Names are safe and unique.

    Raises:
        MailError: ``code`` of the finding, and ``why``.
    """
    found: list[Item] = []
    _add(read_mail(content), path, b"", found)
    return found


def _add(mail: Mail, path: str, raw: bytes, found: list[Item]) -> None:
    about = {"sender": mail.sender, "received": mail.sent, "subject": mail.subject, "thread": mail.message_id}
    found.append(Item(path, raw, text=mail.text, is_mail=True, **about))  # type: ignore[arg-type]
    taken: set[str] = set()
    for attachment in mail.attachments:
        name = unique_name(safe_name(attachment.name), taken)
        item = Item(f"{path}/{name}", attachment.content, inline=attachment.inline, **about)  # type: ignore[arg-type]
        found.append(item)
    for nested in mail.nested:
        # A mail forwarded as a file comes from who wrote it, then; what it does not say, the outer mail does.
        inner = nested._replace(sender=nested.sender or mail.sender, sent=nested.sent or mail.sent)
        name = unique_name(safe_name(f"{nested.subject or words.NESTED}.eml"), taken)
        _add(inner, f"{path}/{name}", nested.raw, found)
    if len(found) > max(MOST_ATTACHMENTS, _MOST_MBOX) * 2:
        raise MailError("suspicious-file", words.MANY_PARTS.format(count=len(found)))
