"""Whether text is a mail: decided here and nowhere else, by the headers that it begins with, however long they are."""

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.limits import LONGEST_HEADERS

_BYTE_ORDER = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LEAD = pattern(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*")
_LINE = pattern(rb"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_FIELD = pattern(rb"([!-9;-~]{1,70})[ \t]*:")
_MAILBOX_LINE = pattern(rb"From(?: [^\r\n]{0,300})?(?:\r\n|[\r\n])(?=[!-9;-~]{1,70}:)")
_KNOWN = frozenset(
    b"received from to cc bcc subject date message-id mime-version return-path delivered-to content-type reply-to "
    b"sender content-transfer-encoding dkim-signature authentication-results arc-seal arc-message-signature "
    b"arc-authentication-results references in-reply-to importance thread-topic thread-index".split()
)
_LEAST_KNOWN = 2


def plain_text(content: bytes) -> bytes:
    """Return text as bytes of UTF-8 or of whatever it is in, without mark and blank lines before it."""
    for mark, encoding in _BYTE_ORDER:
        if content.startswith(mark):
            content = content[2:].decode(encoding, "ignore").encode("utf-8", "ignore")
    lead = _LEAD.match(content)
    return content[lead.end() :] if lead and lead.end() else content


def begins_a_mail(text: bytes) -> bool:
    """Tell whether text begins with the headers of a mail.

    Args:
        text: As ``plain_text`` gives it, from its first byte: a part of it may end inside a header's name.
    """
    known = 0
    for found in _LINE.finditer(text, 0, LONGEST_HEADERS):
        line = found[1]
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t"):
            continue
        field = _FIELD.match(line)
        if not field:
            return False
        name = field[1].lower()
        known += name in _KNOWN or name.startswith(b"x-")
        if known >= _LEAST_KNOWN:
            return True
    return False


def begins_a_mailbox(text: bytes) -> bool:
    """Tell whether text begins as a box of mails does, with a line "From " before the first one's headers."""
    found = _MAILBOX_LINE.match(text)
    return bool(found) and begins_a_mail(text[found.end() : found.end() + LONGEST_HEADERS])  # type: ignore[union-attr]


def mails_of(text: bytes) -> list[bytes]:
    """Return the mails of a mailbox; whatever stands on its "From " lines, headers follow them."""
    starts = [
        (found.start(), found.end())
        for found in _MAILBOX_LINE.finditer(text)
        if found.start() == 0 or text[found.start() - 1 : found.start()] in (b"\n", b"\r")
    ]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [text[begin:end].replace(b"\n>From ", b"\nFrom ") for (_, begin), end in zip(starts, ends, strict=True)]
