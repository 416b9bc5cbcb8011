"""The thread that a received mail stands in, for a reply to it: read from its first bytes, nothing is parsed."""

import re
from typing import NamedTuple

from dangvien_xlsx.mail.headers import address, decode_text
from dangvien_xlsx.mail.proof import is_identifier
from dangvien_xlsx.model.patterns import pattern

_HEADER_BYTES = 64 * 2**10
_END = pattern(rb"\r?\n\r?\n")
_ID = pattern(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")
"""What looks like an identifier; only those that may stand in a header of ours are kept."""
_MOST_REFERENCES = 20


class Thread(NamedTuple):
    """A received mail as its reply sees it; ``message_id`` is blank where it has none that can be quoted."""

    message_id: str
    references: tuple[str, ...]
    subject: str
    sender: str


def thread_of(content: bytes) -> Thread | None:
    """Return the thread of an .eml; none where it has no Message-ID at all."""
    head = content[:_HEADER_BYTES].lstrip(b"\xef\xbb\xbf\r\n")
    end = _END.search(head)
    text = head[: end.start() if end else None].decode("ascii", "surrogateescape")
    fields: dict[str, str] = {}
    for line in re.sub(r"\r?\n[ \t]+", " ", text).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    ids = _ID.findall(fields.get("message-id", ""))
    if not ids:
        return None
    own = ids[0] if is_identifier(ids[0]) else ""
    earlier = _ID.findall(fields.get("references", "") or fields.get("in-reply-to", ""))
    references = tuple(dict.fromkeys(filter(is_identifier, earlier)))[-_MOST_REFERENCES:]
    return Thread(
        own, references if own else (), decode_text(fields.get("subject", "")), address(fields.get("from", ""))[0]
    )
