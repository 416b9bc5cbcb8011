"""Composes mails: plain text and files, in UTF-8, with names that Outlook, Thunderbird and webmail all show right."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage, Message
from typing import NamedTuple

_LONGEST_LINE = 200
"""Characters of a header that has to stay readable; RFC 5322 allows 998 bytes a line."""
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


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

    @property
    def message_id(self) -> str:
        """The Message-ID: follows from all that the mail says, so that the same mail made twice is the same mail."""
        digest = hashlib.sha256()
        parts = (self.unit, self.sender, *self.to, self.subject, self.text, self.answers, self.day)
        for part in (*parts, *(name for name, _ in self.files)):
            digest.update(part.encode() + b"\x00")
        for _, content in self.files:
            digest.update(hashlib.sha256(content).digest())
        return f"<{digest.hexdigest()[:32]}@{self.sender.rpartition('@')[2] or 'localhost'}>"


def draft_bytes(draft: Draft, sent: datetime | None = None) -> bytes:
    """Write a mail as bytes with CRLF line ends.

    Args:
        draft: What it says.
        sent: When it leaves; without it the mail is a draft, which Outlook opens ready to send (``X-Unsent``).
    """
    from email.headerregistry import Address
    from email.policy import SMTP
    from email.utils import format_datetime

    # 8bit is not safe on every server, so bodies are base64; the policy's line length keeps headers folded.
    message = EmailMessage(SMTP)
    message["From"] = Address(_one_line(draft.sender_name), addr_spec=draft.sender)
    message["To"] = [Address(_one_line(draft.unit_name) if not i else "", addr_spec=a) for i, a in enumerate(draft.to)]
    message["Subject"] = _one_line(draft.subject)
    message["Message-ID"] = draft.message_id
    if draft.answers:
        message["In-Reply-To"] = draft.answers
        message["References"] = " ".join(dict.fromkeys((*draft.references, draft.answers)))
    if sent:
        message["Date"] = format_datetime(sent)
    else:
        message["X-Unsent"] = "1"
    message.set_content(draft.text, charset="utf-8", cte="base64")
    for name, content in draft.files:
        message.add_attachment(content, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    _name_twice(message, draft.files)
    if message.is_multipart():
        message.set_boundary(f"=_{draft.message_id[1:33]}")
    # Without "none" the policy would fold the raw headers anew, and undo the names put in twice.
    return message.as_bytes(policy=SMTP.clone(refold_source="none"))


def _name_twice(message: EmailMessage, files: Iterable[tuple[str, bytes]]) -> None:
    """Give each attachment its name a second time, as ``name`` of its type.

    Content-Disposition has it after RFC 2231 already. Outlook before 2019 and some webmails read only ``name``, as an
    encoded word, which the standard forbids and everybody writes. Python's policy would not, so it is put in raw.
    """
    from email.header import Header
    from email.policy import compat32

    for part, (name, _) in zip(message.iter_attachments(), files, strict=True):
        shown = name if name.isascii() else Header(name, "utf-8", maxlinelen=10_000).encode(linesep="")
        part.policy = compat32
        kind = part.get_content_type()
        del part["Content-Type"]
        Message.__setitem__(part, "Content-Type", f'{kind};\r\n name="{shown}"')


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_LINE]
