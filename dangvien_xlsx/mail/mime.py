"""Unpacks MIME mails (.eml). Python's parser finds the parts, behind the guards; what they say is decoded here."""

from email.message import Message
from typing import TYPE_CHECKING, Any

from dangvien_xlsx.mail import winmail
from dangvien_xlsx.mail.body import from_html, tidy
from dangvien_xlsx.mail.headers import address, decode_bytes, decode_text, moment, parameters
from dangvien_xlsx.mail.limits import DEEPEST, MOST_ATTACHMENTS, guard
from dangvien_xlsx.mail.message import Attachment, Mail
from dangvien_xlsx.model.errors import MailError
from dangvien_xlsx.text import mail as words

_EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
_PIECE = 2**16
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
if TYPE_CHECKING:
    _Part = Message[str, str]


def read_eml(content: bytes) -> Mail:
    """Unpack a mail.

    Raises:
        MailError: It passes a limit, or is no mail that anybody could read.
    """
    return _parsed(content, 0)


def _parsed(content: bytes, depth: int) -> Mail:
    from email.parser import BytesFeedParser
    from email.policy import compat32

    guard(content)
    try:
        parser = BytesFeedParser(policy=compat32)
        # In pieces: at one go the parser would hold the mail five times over.
        for start in range(0, len(content), _PIECE):
            parser.feed(content[start : start + _PIECE])
        message = parser.close()
        return _Unpacking(depth).mail(message)
    except RecursionError as error:
        raise MailError("suspicious-file", words.DEEP.format(count=DEEPEST)) from error


class _Unpacking:
    """One mail being unpacked: its parts are walked once, in the order in which a person sees them."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.plain: list[str] = []
        self.html: list[str] = []
        self.attachments: list[Attachment] = []
        self.nested: list[Mail] = []

    def mail(self, message: "_Part") -> Mail:
        self._walk(message, 0)
        fields = _fields(message)
        sender, sender_name = address(fields.get("from") or fields.get("sender") or "")
        received = fields.get("received", "").rpartition(";")[2]
        text = tidy("\n\n".join(self.plain)) or from_html("\n".join(self.html))
        return Mail(
            sender=sender,
            sender_name=sender_name,
            sent=moment(fields.get("date", "")) or moment(received.strip()),
            subject=decode_text(fields.get("subject", "")),
            message_id=fields.get("message-id", "").strip()[:500],
            text=text,
            attachments=tuple(self.attachments),
            nested=tuple(self.nested),
        )

    def _walk(self, part: "_Part", level: int) -> None:
        kind = part.get_content_type()
        payload: Any = part.get_payload()
        if kind.startswith("message/") and isinstance(payload, list) and kind not in ("message/delivery-status",):
            self._nest(part, payload)
        elif isinstance(payload, list):
            if level > DEEPEST * 4:
                raise MailError("suspicious-file", words.DEEP.format(count=DEEPEST))
            for inner in payload:
                if isinstance(inner, Message):
                    self._walk(inner, level + 1)
        else:
            self._leaf(part, kind)

    def _nest(self, part: "_Part", payload: list[Any]) -> None:
        if self.depth >= DEEPEST:
            raise MailError("suspicious-file", words.DEEP.format(count=DEEPEST))
        for inner in payload:
            encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
            if encoding in ("base64", "quoted-printable"):
                # Forbidden by RFC 2046, done by Exchange and Apple Mail: the whole mail is encoded, headers too.
                raw = _decoded(inner, encoding)
                mail = _parsed(raw, self.depth + 1)
            else:
                raw = inner.as_bytes()
                mail = _Unpacking(self.depth + 1).mail(inner)
            self.nested.append(mail._replace(raw=raw))

    def _leaf(self, part: "_Part", kind: str) -> None:
        fields = _fields(part)
        disposition = fields.get("content-disposition", "")
        name = parameters(disposition).get("filename") or parameters(fields.get("content-type", "")).get("name", "")
        attached = disposition.lstrip().lower().startswith("attachment")
        content = _bytes_of(part)
        if not name and not attached and kind in ("text/plain", "text/html"):
            charset = parameters(fields.get("content-type", "")).get("charset", "")
            (self.plain if kind == "text/plain" else self.html).append(decode_bytes(content, charset))
            return
        if kind in _TNEF or name.lower() == "winmail.dat":
            self._tnef(content, name)
            return
        if kind == "application/applefile" or (not content and not name):
            return
        inline = kind.startswith("image/") and "content-id" in fields and not attached
        self._attach(Attachment(name or words.NAMELESS + _EXTENSIONS.get(kind, ""), content, inline))

    def _tnef(self, content: bytes, name: str) -> None:
        try:
            inner = winmail.read_tnef(content, self.depth + 1)
        except MailError:
            # Accounted for as a file that nobody could open, beside what else the mail holds.
            self._attach(Attachment(name or words.WINMAIL, content))
            return
        for attachment in inner.attachments:
            self._attach(attachment)
        self.nested += inner.nested
        if inner.text:
            self.html.append(inner.text)

    def _attach(self, attachment: Attachment) -> None:
        self.attachments.append(attachment)
        if len(self.attachments) > MOST_ATTACHMENTS:
            raise MailError("suspicious-file", words.MANY_PARTS.format(count=len(self.attachments)))


def _fields(part: "_Part") -> dict[str, str]:
    """Return the first header of each name, by lower-case name, raw bytes as surrogates."""
    fields: dict[str, str] = {}
    for name, value in part.raw_items():
        fields.setdefault(name.lower(), str(value))
    return fields


def _bytes_of(part: "_Part") -> bytes:
    import binascii

    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        # The parser's own decoding first takes the text apart into lines, four times its size.
        text: Any = part.get_payload()
        try:
            return binascii.a2b_base64(str(text).encode("ascii", "surrogateescape"))
        except (binascii.Error, UnicodeEncodeError):
            pass  # damaged: the parser mends what it can
    try:
        payload: Any = part.get_payload(decode=True)
    except (ValueError, LookupError):
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def _decoded(inner: "_Part", encoding: str) -> bytes:
    """Decode a mail that was encoded whole: the parser took its first lines for headers or for the body."""
    import binascii
    import quopri

    raw = inner.as_bytes().lstrip(b"\r\n")
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error as error:
        raise MailError("unreadable-file", words.BROKEN_MAIL) from error
