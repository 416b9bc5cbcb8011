"""What a mail holds, whatever wrote it."""

from datetime import datetime
from typing import NamedTuple


class Attachment(NamedTuple):
    """A file that came with a mail. ``inline``: a picture that the text shows, such as a logo in a signature."""

    name: str
    content: bytes
    inline: bool = False


class Mail(NamedTuple):
    """A mail, as far as it says; blank or ``None`` where it does not. Names are as sent: see ``names``.

    ``sent`` is aware; ``nested`` holds the mails that came as attachments; ``raw`` the bytes of a mail that lies in
    another one, where it has any of its own.
    """

    sender: str = ""
    sender_name: str = ""
    sent: datetime | None = None
    subject: str = ""
    message_id: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    nested: tuple["Mail", ...] = ()
    raw: bytes = b""
