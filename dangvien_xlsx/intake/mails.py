"""Opens mails for the intake: the files inside, each with what the mail says of it. Runs in children."""

from collections.abc import Iterator, Sequence

from dangvien_xlsx.model.errors import PackageError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.entries import digest, megabytes
from dangvien_xlsx.received.zips import Inner, Letter
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

_EXCERPT = 300
"""Characters of a mail's text that are shown: units write "không có" in the first line."""


def mail_items(outer: Inner, _password: str = "") -> Iterator[Inner]:
    """Yield the mail itself, under its own path, then the files and mails inside it.

    Raises:
        PackageError: It is damaged or harmful.
    """
    from dangvien_xlsx.mail.limits import LARGEST_MAIL
    from dangvien_xlsx.mail.unpack import items
    from dangvien_xlsx.model.errors import MailError

    content = outer.read()
    try:
        found = items(outer.path, content)
    except MailError as refusal:
        size, limit = megabytes(len(content)), megabytes(LARGEST_MAIL)
        raise PackageError(
            refusal.code, why=refusal.why, size=size, limit=limit, remedy=words.SAVE_ATTACHMENTS
        ) from None
    for item in found:
        # A mail that says nothing of itself, as a winmail.dat does, came with what the mail around it says.
        letter = Letter(
            item.sender or outer.letter.sender,
            item.received or outer.letter.sent,
            item.subject or outer.letter.subject,
            item.text,
        )
        inside = content if item.path == outer.path else item.content
        yield Inner(item.path, lambda inside=inside: inside, outer.changed, letter, item.is_mail, item.inline)  # type: ignore[misc]


def mail_entry(mail: Inner, inside: Sequence[ReceivedFile], is_read: bool) -> ReceivedFile:
    """Return a mail's own entry: a mail that brought nothing is told of with its text.

    Args:
        mail: The mail.
        inside: The entries of what it contains, at all depths.
        is_read: Whether those were read; if not, what they hold is not known yet.
    """
    content = mail.read()
    entry = told_by(mail, ReceivedFile(mail.path, mail.changed, len(content), digest(content)))
    text = shorten(" ".join(mail.letter.text.split()), _EXCERPT) or words.NO_TEXT
    if any(not file.ignored for file in inside):
        opened = words.OPENED.format(count=len(inside))
        brought = not is_read or any(file.submissions for file in inside)
        return entry._replace(ignored=opened if brought else words.OPENED_SAYING.format(opened=opened, text=text))
    subject = shorten(mail.letter.subject) or words.NO_SUBJECT
    about = {"sender": mail.letter.sender or words.NO_SENDER, "subject": subject, "value": text}
    return entry._replace(findings=(finding("mail-without-form", {"file": mail.path}, **about),))


def told_by(item: Inner, entry: ReceivedFile) -> ReceivedFile:
    """Return the entry of a file with what its mail says: who sent it, about what, and when it was received."""
    letter = item.letter
    return entry._replace(sender=letter.sender, subject=letter.subject, received=letter.sent or entry.received)
