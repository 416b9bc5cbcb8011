"""Reads a mail of ours again before it is written or sent: exactly our headers with our values, our text, our files."""

import email
from collections.abc import Mapping
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from dangvien_xlsx.model.errors import DraftError
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import mail as words

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_IDENTIFIER = pattern(rf"<(?=.{{1,250}}>)(?!=\?){_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*>")
_LINE = pattern(rb"(?:[A-Za-z-]+: |[ \t])[\x20-\x7e\t]{0,900}")
_TYPES = ("Content-Type", "Content-Transfer-Encoding")
_Mailboxes = tuple[tuple[str, str], ...]


def is_identifier(text: str) -> bool:
    """Tell whether text is a Message-ID that may stand in a header of ours: two dot-atoms of ASCII, no encoded word."""
    return _IDENTIFIER.fullmatch(text) is not None and "=?" not in text


def prove(
    content: bytes,
    plain: Mapping[str, str],
    shown: Mapping[str, str | _Mailboxes],
    text: str,
    files: tuple[tuple[str, bytes], ...],
) -> None:
    """Read a mail of ours as a stranger would.

    Args:
        content: The mail.
        plain: Headers that stand as they are, by name, folded as written.
        shown: Headers that a person reads: the subject, and the names and addresses of From and To.
        text: What it says, lines ended by a line feed.
        files: Names and bytes of its attachments.

    Raises:
        DraftError: It says more, less or something else.
    """
    head = content.partition(b"\r\n\r\n")[0]
    if not all(_LINE.fullmatch(line) for line in head.split(b"\r\n")):
        raise DraftError(words.DRAFT_HEADERS)
    message = email.message_from_bytes(content)
    ours = sorted([*plain, *shown, "Content-Type", *(() if files else ("Content-Transfer-Encoding",))])
    if sorted(message.keys()) != ours or message.defects:
        raise DraftError(words.DRAFT_HEADERS)
    for name, value in plain.items():
        if _unfolded(message[name]) != _unfolded(value):
            raise DraftError(words.DRAFT_HEADERS)
    for name, wanted in shown.items():
        found = _decoded(message[name]) if isinstance(wanted, str) else _mailboxes(message[name])
        if found != wanted:
            raise DraftError(words.DRAFT_HEADERS)
    _prove_body(message, text, files)


def _prove_body(message: Message, text: str, files: tuple[tuple[str, bytes], ...]) -> None:
    parts = message.get_payload() if files else [message]
    if not isinstance(parts, list) or len(parts) != 1 + len(files):
        raise DraftError(words.DRAFT_BODY)
    first, *others = (part for part in parts if isinstance(part, Message))
    said = first.get_payload(decode=True)
    if not isinstance(said, bytes) or said.decode("utf-8").replace("\r\n", "\n") != text:
        raise DraftError(words.DRAFT_BODY)
    for part, (name, bytes_of) in zip(others, files, strict=True):
        if sorted(part.keys()) != sorted((*_TYPES, "Content-Disposition")) or part.defects:
            raise DraftError(words.DRAFT_BODY)
        if part.get_filename() != name or part.get_payload(decode=True) != bytes_of:
            raise DraftError(words.DRAFT_BODY)


def _unfolded(value: str) -> str:
    return " ".join(value.split())


def _decoded(value: str) -> str:
    return str(make_header(decode_header(_unfolded(value))))


def _mailboxes(value: str) -> _Mailboxes:
    return tuple((_decoded(name), address) for name, address in getaddresses([_unfolded(value)]))
