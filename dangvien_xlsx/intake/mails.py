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
    from dangvien_xlsx.mail.body import own_words
    from dangvien_xlsx.mail.limits import LARGEST_MAIL
    from dangvien_xlsx.mail.unpack import items

    content = outer.read()
    try:
        found = items(outer.path, content, kind)
    except RefusedError as refusal:
        about = {"size": megabytes(len(content)), "limit": megabytes(LARGEST_MAIL), "remedy": words.SAVE_ATTACHMENTS}
        raise RefusedError(refusal.code, **(about | refusal.about)) from None
    said = ""
    for item in found:
        # A mail stands before its files, and those before the mails inside it.
        said = own_words(item.text) if item.is_mail else said
        # A mail that says nothing of itself, as a winmail.dat does, came with what the mail around it says.
        told = Told(
            item.sender or outer.told.sender,
            item.received or outer.told.sent,
            item.subject or outer.told.subject,
            item.text,
            said or outer.told.said,
            item.taken or outer.told.taken,
        )
        whole = item._replace(content=content) if item.path == outer.path else item
        part = Part.BOUNCED if outer.part is Part.BOUNCED else item.part
        yield Inner(item.path, partial(_content, whole), outer.changed, told, item.is_mail, part, item.report)


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
