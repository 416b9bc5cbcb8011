"""Opens mails for the intake: the files inside, each with what the mail says of it. Runs in children."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.stamping import UNDATED, told_by
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.contents import Inner, Part, Told
from dangvien_xlsx.received.entries import digest, megabytes
from dangvien_xlsx.received.kinds import FileKind
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

if TYPE_CHECKING:
    from dangvien_xlsx.mail.unpack import Item

_TEXT_FILE, _UTF_16 = ".txt", (b"\xff\xfe", b"\xfe\xff")
_EXCERPT = 300
"""Characters of a mail's text that are shown: units write "không có" in the first line."""


def mail_items(outer: Inner, kind: FileKind, _password: str = "") -> Iterator[Inner]:
    """Yield the mail itself, under its own path, then the files and mails inside it.

    Args:
        outer: The mail, or what it came in.
        kind: What kind of mail its bytes are.
        _password: Opens nothing here; every expander is given it.

    Raises:
        RefusedError: It is damaged or harmful.
    """
    from dangvien_xlsx.mail.limits import LARGEST_MAIL
    from dangvien_xlsx.mail.unpack import items

    content = outer.read()
    try:
        found = items(outer.path, content, kind)
    except RefusedError as refusal:
        about = {"size": megabytes(len(content)), "limit": megabytes(LARGEST_MAIL), "remedy": words.SAVE_ATTACHMENTS}
        raise RefusedError(refusal.code, **(about | refusal.about)) from None
    said = _said(found, outer)
    for item in found:
        # A mail that says nothing of itself, as a winmail.dat does, came with what the mail around it says.
        told = Told(
            item.sender or outer.told.sender,
            item.received or outer.told.sent,
            item.subject or outer.told.subject,
            item.text,
            said[item.path if item.is_mail else _around(item.path)],
            item.taken or outer.told.taken,
        )
        whole = item._replace(content=content) if item.path == outer.path else item
        part = Part.BOUNCED if outer.part is Part.BOUNCED else item.part
        yield Inner(item.path, partial(_content, whole), outer.changed, told, item.is_mail, part, item.report)


def _said(found: Sequence["Item"], outer: Inner) -> dict[str, str]:
    """Return by the path of each mail what speaks of the forms in it: its own words, and those of the mails around it.

    A text file beside a form is a part of what its mail says.
    """
    from dangvien_xlsx.mail.body import LONGEST_SAID, own_words

    said: dict[str, str] = {}
    for item in found:
        mail = item.path if item.is_mail else _around(item.path)
        if item.is_mail:
            # A mail stands before its files, and those before the mails inside it.
            pieces = (said.get(_around(item.path), outer.told.said), own_words(item.text))
        elif item.path.lower().endswith(_TEXT_FILE) and len(item.content) <= LONGEST_SAID and _is_text(item):
            pieces = (said.get(mail, ""), _text(item.content))
        else:
            continue
        said[mail] = "\n".join(filter(None, pieces))[:LONGEST_SAID]
    return said


def _around(path: str) -> str:
    return path.rpartition("/")[0]


def _is_text(item: "Item") -> bool:
    # What stands in the mail's text already is no file beside it.
    return item.part is Part.FILE and (b"\0" not in item.content or item.content.startswith(_UTF_16))


def _text(content: bytes) -> str:
    from dangvien_xlsx.mail.headers import decode_bytes

    return decode_bytes(content, "utf-16" if content.startswith(_UTF_16) else "utf-8-sig").strip()


def _content(item: "Item") -> bytes:
    if item.absent:
        raise RefusedError("unreadable-file", why=item.absent, remedy=words.SEND_THE_FILE)
    return item.content


def mail_entry(mail: Inner, inside: Sequence[ReceivedFile], is_read: bool) -> ReceivedFile:
    """Return a mail's own entry: a mail that brought nothing is told of with its text.

    Args:
        mail: The mail.
        inside: The entries of what it contains, at all depths.
        is_read: Whether those were read; if not, what they hold is not known yet.
    """
    content = mail.read()
    entry = told_by(mail, ReceivedFile(mail.path, UNDATED, len(content), digest(content)))
    if mail.part is Part.BOUNCED:
        return entry._replace(ignored=words.OURS_BACK)
    if mail.report:
        failed = shorten(", ".join(mail.report.failed), _EXCERPT)
        return entry._replace(ignored=words.UNDELIVERED.format(to=failed) if failed else words.SERVER_REPORT)
    text = shorten(" ".join(mail.told.text.split()), _EXCERPT) or words.NO_TEXT
    if any(not file.ignored for file in inside):
        opened = words.OPENED.format(count=len(inside))
        brought = not is_read or any(file.submissions for file in inside)
        return entry._replace(ignored=opened if brought else words.OPENED_SAYING.format(opened=opened, text=text))
    subject = shorten(mail.told.subject) or words.NO_SUBJECT
    about = {"sender": mail.told.sender or words.NO_SENDER, "subject": subject, "value": text}
    return entry._replace(findings=(finding("mail-without-form", {"file": mail.path}, **about),))
