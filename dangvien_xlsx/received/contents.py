"""What lies inside a container: a file that is read only when asked for, with what its mail says of it."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Told(NamedTuple):
    """What the mail says that a file came in.

    ``sent``: none where the mail tells no time. ``text``: all of the mail's text. ``said``: the mail's own words alone,
    without what it quotes.

    ``taken``: when the last server took the mail.
    """

    sender: str = ""
    sent: datetime | None = None
    subject: str = ""
    text: str = ""
    said: str = ""
    taken: datetime | None = None


NOTHING_TOLD = Told()


class Part(Enum):
    """What a file is to the mail that it came with."""

    FILE = "file"
    PICTURE = "picture"
    """Shown inside the text, such as a logo in a signature."""
    TEXT = "text"
    """A piece of the mail's own text that a server has made a file of."""
    BOUNCED = "bounced"
    """Part of a mail of ours that came back undelivered."""


class Report(NamedTuple):
    """What a mail server reports of a mail of ours; ``failed``: the addresses that it did not reach."""

    failed: tuple[str, ...] = ()


class Inner(NamedTuple):
    """A file inside a container, or the received file itself.

    ``path`` is relative to ``nhan-ve/`` and begins with the container's: ``thu.zip/phieu.xlsx``. ``read`` returns the
    bytes, or raises RefusedError. ``told``: by the mail that it came in, or is. ``is_mail``: a mail whose files are
    items of their own. ``report``: of a mail that is one. ``size``: in bytes as the container declares it, 0 where it
    does not. ``changed``: as the container claims, or, of the received file itself, when it came into the folder;
    ``claimed``: its time there, in words, where that cannot be.
    """

    path: str
    read: Callable[[], bytes]
    changed: datetime
    told: Told = NOTHING_TOLD
    is_mail: bool = False
    part: Part = Part.FILE
    report: Report | None = None
    size: int = 0
    claimed: str = ""
