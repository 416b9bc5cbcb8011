"""What a received mail may cost, in one place, each limit with its reason. Mails are hostile until unpacked.

Python's e-mail parser is used only behind these: its default policy took 4 GB for a header of 1 MB, its reading of
header parameters is quadratic, and it keeps an object for every line.
"""

import re
from collections.abc import Iterator

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.limits import LONGEST_HEADERS
from dangvien_xlsx.text import mail as words

LARGEST_MAIL = 40 * 2**20
"""Bytes. Servers take 25 MB of attachments, which base64 makes 34 MB."""
LARGEST_CONTENT = 60 * 2**20
"""Bytes of all attachments of one mail together, unpacked: a .msg may name the same bytes many times over."""
MOST_LINES = 800_000
"""40 MB of base64 have 550,000 lines; the parser keeps one object for each."""
MOST_PART_LINES = 5_000
"""Lines that begin with two hyphens. Each may begin a part, and a part costs 2 KB before it holds anything."""
MOST_BOUNDARIES = 100
"""Multiparts. A mail forwarded ten times over has about 30."""
MOST_MESSAGES = 60
"""Mails within a mail, by what the headers say, counting delivery reports."""
MOST_REPORT_BLOCKS = 5_000
"""Blank lines of a mail that holds a delivery report: each makes an object of its own in the parser."""
LONGEST_FIELD = 16 * 2**10
"""Bytes of one Content-… header. The longest file name that Windows allows takes 2.5 KB when encoded."""
LONGEST_DECODED = 8 * 2**10
"""Characters of one header that are decoded; what follows is not shown to anybody."""
MOST_ATTACHMENTS = 300
"""Attachments of one mail with all mails inside it."""
DEEPEST = 8
"""Mails inside mails, and winmail.dat inside those."""
LONGEST_TEXT = 200_000
"""Characters of a body that are kept; a person reads the first lines."""

_FIELD = pattern(rb"content-[a-z-]{1,40}:[^\r\n]*(?:(?:\r\n|[\r\n])[ \t][^\r\n]*)*", re.IGNORECASE)
_END_OF_HEADERS = pattern(rb"\r\n\r\n|\n\n|\r\r")


def guard(content: bytes) -> None:
    """Refuse a mail that would cost its parser too much.

    Raises:
        RefusedError: With the limit that the mail passes.
    """
    if len(content) > LARGEST_MAIL:
        raise RefusedError("file-too-large", why=words.TOO_LARGE.format(size=len(content) // 2**20))
    lower = content.lower()
    end = _END_OF_HEADERS.search(content)
    headers = end.start() if end else len(content)
    blank_lines = content.count(b"\n\n") + content.count(b"\n\r\n") + content.count(b"\r\r")
    counts = (
        (headers, LONGEST_HEADERS, words.LONG_HEADERS),
        (content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n"), MOST_LINES, words.MANY_LINES),
        (content.count(b"\n--") + content.count(b"\r--"), MOST_PART_LINES, words.MANY_PARTS),
        (lower.count(b"boundary"), MOST_BOUNDARIES, words.MANY_PARTS),
        (lower.count(b"message/"), MOST_MESSAGES, words.MANY_MESSAGES),
        (blank_lines if b"delivery-status" in lower else 0, MOST_REPORT_BLOCKS, words.MANY_PARTS),
    )
    for found, most, why in counts:
        if found > most:
            raise RefusedError("suspicious-file", why=why.format(count=found))
    if any(length > LONGEST_FIELD for length in _field_lengths(content, lower)):
        raise RefusedError("suspicious-file", why=words.LONG_HEADERS.format(count=LONGEST_FIELD))


def _field_lengths(content: bytes, lower: bytes) -> Iterator[int]:
    """Yield the length of each Content-… header; a pattern would take half a second over 40 MB of base64."""
    at = lower.find(b"content-")
    while at >= 0:
        field = _FIELD.match(content, at) if at == 0 or content[at - 1] in b"\r\n" else None
        if field:
            yield field.end() - at
        at = lower.find(b"content-", field.end() if field else at + 1)
