"""What a mail holds, whatever wrote it."""

from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.received.contents import Part, Report


class Attachment(NamedTuple):
    """A file that came with a mail, and what it is to the mail. ``absent``: why it is named but did not come."""

    name: str
    content: bytes
    part: Part = Part.FILE
    absent: str = ""


class Mail(NamedTuple):
    """A mail, as far as it says; blank or ``None`` where it does not. Names are as sent: see ``received/names``.

    ``sent``, its Date, is aware, and so is ``taken``, when the last server took it. ``nested`` holds the mails that
    came as attachments; ``raw`` the bytes of a mail that lies in another one, where it has any of its own. ``to``: as
    the header has it. ``report``: of a mail that is one.
    """

    sender: str = ""
    sender_name: str = ""
    sent: datetime | None = None
    taken: datetime | None = None
    subject: str = ""
    message_id: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    nested: tuple["Mail", ...] = ()
    raw: bytes = b""
    to: str = ""
    report: Report | None = None
