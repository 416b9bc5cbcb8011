"""Unpacks MIME mails (.eml). Python's parser finds the parts, behind the guards; what they say is decoded here."""

from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from dangvien_xlsx.mail import winmail
from dangvien_xlsx.mail.body import tidy, with_html
from dangvien_xlsx.mail.bounce import report_of
from dangvien_xlsx.mail.headers import address, decode_bytes, decode_text, moment, parameters
from dangvien_xlsx.mail.limits import DEEPEST, MOST_ATTACHMENTS, guard
from dangvien_xlsx.mail.message import Attachment, Mail
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.contents import Part
from dangvien_xlsx.received.signed import signed_content
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
_SIGNED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_ENTITY = pattern(rb"(?i)\s*content-[a-z-]{1,40}:")
_PIECE_OF_TEXT = pattern(r"(?i)ATT\d{5,}\.(?:txt|html?)")
"""How Exchange names the text that stands after an attachment."""
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
if TYPE_CHECKING:
    _Part = Message[str, str]


def read_eml(content: bytes) -> Mail:
    """Unpack a mail.

    Raises:
        RefusedError: It passes a limit, or is no mail that anybody could read.
    """
    return _parsed(content, 0)


def _parsed(content: bytes, depth: int) -> Mail:
    return _Unpacking(depth).mail(_message(content))


def _message(content: bytes) -> "_Part":
    from email.parser import BytesFeedParser
    from email.policy import compat32

    guard(content)
    try:
        parser = BytesFeedParser(policy=compat32)
        # In pieces: at one go the parser would hold the mail five times over.
        for start in range(0, len(content), _PIECE):
            parser.feed(content[start : start + _PIECE])
        return parser.close()
    except RecursionError as error:
        raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST)) from error


class _Leaf(NamedTuple):
    """An attachment, and the name by which the text may show it."""

    attachment: Attachment
    content_id: str = ""


class _Unpacking:
    """One mail being unpacked: its parts are walked once, in the order in which a person sees them."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.plain: list[str] = []
        self.html: list[str] = []
        self.reports: list[dict[str, str]] = []
        self.leaves: list[_Leaf] = []
        self.nested: list[Mail] = []

    def mail(self, message: "_Part") -> Mail:
        try:
            self._walk(message, 0)
        except RecursionError as error:
            raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST)) from error
        fields = _fields(message)
        sender, sender_name = address(fields.get("from") or fields.get("sender") or "")
        received = fields.get("received", "").rpartition(";")[2]
        markup = "\n".join(self.html)
        return Mail(
            sender=sender,
            sender_name=sender_name,
            sent=moment(fields.get("date", "")),
            taken=moment(received.strip()),
            subject=decode_text(fields.get("subject", "")),
            message_id=fields.get("message-id", "").strip()[:500],
            text=with_html(tidy("\n\n".join(self.plain)), markup),
            attachments=tuple(_placed(leaf, markup) for leaf in self.leaves),
            nested=tuple(self.nested),
            to=fields.get("to", ""),
            report=report_of(message.get_content_type(), fields, self.reports, [mail.to for mail in self.nested]),
        )

    def _walk(self, part: "_Part", level: int) -> None:
        kind = part.get_content_type()
        payload: Any = part.get_payload()
        if kind == "message/delivery-status" and isinstance(payload, list):
            blocks = [_fields(block) for block in payload if isinstance(block, Message)]
            self.reports += [block for block in blocks if "final-recipient" in block or "original-recipient" in block]
        elif kind.startswith("message/") and isinstance(payload, list):
            self._nest(part, payload)
        elif isinstance(payload, list):
            if level > DEEPEST * 4:
                raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST))
            for inner in payload:
                if isinstance(inner, Message):
                    self._walk(inner, level + 1)
        else:
            self._leaf(part, kind, level)

    def _nest(self, part: "_Part", payload: list[Any]) -> None:
        if self.depth >= DEEPEST:
            raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST))
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

    def _leaf(self, part: "_Part", kind: str, level: int) -> None:
        fields = _fields(part)
        disposition = fields.get("content-disposition", "")
        name = parameters(disposition).get("filename") or parameters(fields.get("content-type", "")).get("name", "")
        attached = disposition.lstrip().lower().startswith("attachment")
        content = _bytes_of(part)
        is_piece = kind in ("text/plain", "text/html") and bool(_PIECE_OF_TEXT.fullmatch(name))
        if kind in ("text/plain", "text/html") and (is_piece or not (name or attached)):
            charset = parameters(fields.get("content-type", "")).get("charset", "")
            (self.plain if kind == "text/plain" else self.html).append(decode_bytes(content, charset))
        if is_piece:
            self._attach(Attachment(name, content, Part.TEXT))
        elif kind in _TNEF or name.lower() == "winmail.dat":
            self._tnef(content, name)
        elif kind in _SIGNED and (inside := signed_content(content)):
            self._signed(inside, name, level)
        elif not (kind in ("text/plain", "text/html") and not name and not attached) and _is_something(
            kind, content, name
        ):
            identity = fields.get("content-id", "") if kind.startswith("image/") and not attached else ""
            named = name or words.NAMELESS + _EXTENSIONS.get(kind, "")
            self._attach(Attachment(named, content), identity.strip(" <>"))

    def _signed(self, inside: bytes, name: str, level: int) -> None:
        """Go on with what a signature wraps: a mail's parts as a rule, or a file."""
        if not _ENTITY.match(inside):
            self._attach(Attachment(name.removesuffix(".p7m"), inside))
        elif level > DEEPEST:
            raise RefusedError("suspicious-file", why=words.DEEP.format(count=DEEPEST))
        else:
            self._walk(_message(inside), level + 1)

    def _tnef(self, content: bytes, name: str) -> None:
        try:
            inner = winmail.read_tnef(content, self.depth + 1)
        except RefusedError:
            # Accounted for as a file that nobody could open, beside what else the mail holds.
            self._attach(Attachment(name or words.WINMAIL, content))
            return
        for attachment in inner.attachments:
            self._attach(attachment)
        self.nested += inner.nested
        if inner.text:
            self.html.append(inner.text)

    def _attach(self, attachment: Attachment, content_id: str = "") -> None:
        self.leaves.append(_Leaf(attachment, content_id))
        if len(self.leaves) > MOST_ATTACHMENTS:
            raise RefusedError("suspicious-file", why=words.MANY_PARTS.format(count=len(self.leaves)))


def _is_something(kind: str, content: bytes, name: str) -> bool:
    return kind != "application/applefile" and bool(content or name)


def _placed(leaf: _Leaf, markup: str) -> Attachment:
    """Return an attachment, as a picture of the text only where the text shows it: phones name every photo so."""
    shown = bool(leaf.content_id) and f"cid:{leaf.content_id}" in unquote(markup)
    return leaf.attachment._replace(part=Part.PICTURE) if shown else leaf.attachment


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
        raise RefusedError("unreadable-file", why=words.BROKEN_MAIL) from error
