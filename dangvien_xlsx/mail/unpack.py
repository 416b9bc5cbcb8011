"""From the bytes of a mail, of whatever kind, to the files inside it. Runs in the child that reads received files."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.mail.limits import LARGEST_MAIL, MOST_ATTACHMENTS
from dangvien_xlsx.mail.message import Mail
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.contents import Part, Report
from dangvien_xlsx.received.kinds import FileKind
from dangvien_xlsx.received.mail_start import mails_of, plain_text
from dangvien_xlsx.received.names import safe_name, unique_name
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import one_line

_MOST_MBOX = 2_000
"""Mails of one mbox: a folder exported by Thunderbird."""


class Item(NamedTuple):
    """A file inside a mail, with what the mail says of it.

    ``path`` begins with the container's: ``thu.eml/phieu.xlsx``. ``is_mail``: a mail inside the mail, there to be
    accounted for and its text to be shown; its own files are items too. ``thread``: the Message-ID of the mail that it
    came in. ``report``: as of a ``Mail``. ``absent``: as of an ``Attachment``.
    """

    path: str
    content: bytes
    sender: str
    received: datetime | None
    subject: str
    text: str = ""
    is_mail: bool = False
    part: Part = Part.FILE
    thread: str = ""
    report: Report | None = None
    taken: datetime | None = None
    absent: str = ""


def read_mail(content: bytes, kind: FileKind) -> Mail:
    """Unpack one mail; of an mbox, all its mails as nested ones of a nameless mail.

    Args:
        content: The bytes.
        kind: What they are, by ``kind_of``.

    Raises:
        RefusedError: It is none, is damaged, or passes a limit.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise RefusedError("unsupported-type", why=words.NOT_A_MAIL)
    return reader(content)


def _read_mail(content: bytes) -> Mail:
    from dangvien_xlsx.mail.mime import read_eml

    return read_eml(plain_text(content))


def _read_mailbox(content: bytes) -> Mail:
    from dangvien_xlsx.mail.mime import read_eml

    if len(content) > LARGEST_MAIL:
        raise RefusedError("file-too-large", why=words.TOO_LARGE.format(size=len(content) // 2**20))
    raws = mails_of(plain_text(content))
    if len(raws) > _MOST_MBOX:
        raise RefusedError("suspicious-file", why=words.MANY_MESSAGES.format(count=len(raws)))
    return Mail(nested=tuple(read_eml(raw)._replace(raw=raw) for raw in raws))


def _read_outlook(content: bytes) -> Mail:
    from dangvien_xlsx.mail.outlook import read_msg

    return read_msg(content)


def _read_winmail(content: bytes) -> Mail:
    from dangvien_xlsx.mail.winmail import read_tnef

    return read_tnef(content)


_READERS: Mapping[FileKind, Callable[[bytes], Mail]] = {
    FileKind.EMAIL: _read_mail,
    FileKind.MAILBOX: _read_mailbox,
    FileKind.OUTLOOK: _read_outlook,
    FileKind.WINMAIL: _read_winmail,
}


def items(path: str, content: bytes, kind: FileKind) -> list[Item]:
    """Return what lies inside a mail, mails within mails included, in the order in which a person sees it.

    Args:
        path: The container's path, as in ``Sổ nhận``.
        content: Its bytes.
        kind: What they are, by ``kind_of``.

    Returns:
        First the mail itself, under its own path and without content, to carry its sender, time, subject and text;
        then every file and every mail inside. Names are safe and unique.

    Raises:
        RefusedError: ``code`` of the finding, and ``why``.
    """
    found: list[Item] = []
    _add(read_mail(content, kind), path, b"", found)
    return found


def _add(mail: Mail, path: str, raw: bytes, found: list[Item], *, is_bounced: bool = False) -> None:
    about = {
        "sender": mail.sender,
        "received": mail.sent,
        "taken": mail.taken,
        "subject": one_line(mail.subject),
        "thread": mail.message_id,
    }
    whole = Item(path, raw, text=mail.text, is_mail=True, report=mail.report, **about)  # type: ignore[arg-type]
    found.append(whole._replace(part=Part.BOUNCED) if is_bounced else whole)
    is_bounced = is_bounced or mail.report is not None
    taken: set[str] = set()
    for attachment in mail.attachments:
        name = unique_name(safe_name(attachment.name), taken)
        part = Part.BOUNCED if is_bounced else attachment.part
        whole = Item(f"{path}/{name}", attachment.content, part=part, **about)  # type: ignore[arg-type]
        found.append(whole._replace(absent=attachment.absent))
    for nested in mail.nested:
        # A mail forwarded as a file comes from who wrote it, then; what it does not say, the outer mail does.
        inner = nested._replace(
            sender=nested.sender or mail.sender, sent=nested.sent or mail.sent, taken=nested.taken or mail.taken
        )
        name = unique_name(safe_name(f"{nested.subject or words.NESTED}.eml"), taken)
        _add(inner, f"{path}/{name}", nested.raw, found, is_bounced=is_bounced)
    if len(found) > max(MOST_ATTACHMENTS, _MOST_MBOX) * 2:
        raise RefusedError("suspicious-file", why=words.MANY_PARTS.format(count=len(found)))
