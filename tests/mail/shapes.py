"""Mails as clients really structure them, written by hand: boundaries, header order and faults are the client's own."""

import base64
import quopri
import textwrap
import unicodedata
from collections.abc import Callable
from email.header import Header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE = "Mon, 03 Jul 2023 08:{minute:02d}:00 +0700"
Shape = Callable[[str, bytes, int], bytes]


def b64(content: bytes) -> str:
    return base64.encodebytes(content).decode().strip().replace("\n", "\r\n")


def word(text: str, how: str = "b") -> str:
    """Return an RFC 2047 encoded word."""
    if how == "q":
        coded = quopri.encodestring(text.encode(), quotetabs=True).decode().replace("=\n", "").replace(" ", "_")
        return f"=?utf-8?Q?{coded.replace('?', '=3F')}?="
    return f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?="


def rfc2231(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def mail(head: str, body: str) -> bytes:
    return (textwrap.dedent(head).strip().replace("\n", "\r\n") + "\r\n\r\n" + body).encode("utf-8", "surrogateescape")


def multipart(boundary: str, *parts: tuple[str, str]) -> str:
    lines = [f"--{boundary}\r\n{head}\r\n\r\n{body}\r\n" for head, body in parts]
    return "".join(lines) + f"--{boundary}--\r\n"


def head(index: int, subject: str, kind: str, extra: str = "") -> str:
    return "\n".join(
        filter(
            None,
            (
                extra,
                f"From: {word(f'Đơn vị số {index}')} <dv{index}@vuban.example>",
                "To: btc@vuban.example",
                f"Subject: {subject}",
                f"Date: {DATE.format(minute=index % 60)}",
                f"Message-ID: <m{index}@vuban.example>",
                "MIME-Version: 1.0",
                f"Content-Type: {kind}",
            ),
        )
    )


def gmail(name: str, content: bytes, index: int) -> bytes:
    """Gmail: alternative inside mixed, the name twice, both as encoded words, X-Attachment-Id."""
    inner = multipart(
        "000000000000alt",
        ('Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64', b64("Gửi phiếu".encode())),
        ('Content-Type: text/html; charset="UTF-8"', "<div dir=ltr>G&#7917;i phi&#7871;u</div>"),
    )
    attachment = (
        f'Content-Type: {XLSX};\r\n\tname="{word(name)}"\r\nContent-Disposition: attachment;\r\n'
        f'\tfilename="{word(name)}"\r\nContent-Transfer-Encoding: base64\r\nX-Attachment-Id: f_l{index}',
        b64(content),
    )
    parts = (('Content-Type: multipart/alternative; boundary="000000000000alt"', inner), attachment)
    kind = 'multipart/mixed; boundary="000000000000mix"'
    return mail(head(index, word("Phiếu kết nạp"), kind), multipart("000000000000mix", *parts))


def outlook(name: str, content: bytes, index: int) -> bytes:
    """Outlook 365: name as an encoded word, size and dates in the disposition, a logo shown by the HTML."""
    related = multipart(
        "_004_rel_",
        (
            'Content-Type: text/html; charset="utf-8"',
            '<html><head><style>p{}</style></head><p>Gửi phiếu</p><img src="cid:l@01">',
        ),
        (
            'Content-Type: image/png; name="image001.png"\r\nContent-Disposition: inline; filename="image001.png"; '
            "size=8\r\nContent-ID: <l@01>\r\nContent-Transfer-Encoding: base64",
            b64(b"\x89PNG\r\n\x1a\n"),
        ),
    )
    disposition = f'attachment; filename="{word(name, "q")}"; size={len(content)};\r\n\tcreation-date="Mon, 03 Jul 2023 01:00:00 GMT"'
    attachment = (
        f'Content-Type: {XLSX};\r\n\tname="{word(name, "q")}"\r\nContent-Description: {word(name, "q")}\r\n'
        f"Content-Disposition: {disposition}\r\nContent-Transfer-Encoding: base64",
        b64(content),
    )
    parts = (('Content-Type: multipart/related; boundary="_004_rel_"; type="text/html"', related), attachment)
    extra = "Received: from mx.example (10.0.0.1) by ex.example; Mon, 3 Jul 2023 01:00:05 +0000\nThread-Topic: x\nX-MS-Has-Attach: yes"
    kind = 'multipart/mixed; boundary="_005_mix_"'
    return mail(head(index, word("Phiếu kết nạp", "q"), kind, extra), multipart("_005_mix_", *parts))


def zimbra(name: str, content: bytes, index: int) -> bytes:
    """Zimbra: RFC 2231 in pieces for the disposition, an encoded word for the type."""
    coded = rfc2231(name)
    pieces = [coded[start : start + 42] for start in range(0, len(coded), 42)]
    lead = "UTF-8''"
    names = ";\r\n ".join(
        f"filename*{number}*={lead if not number else ''}{piece}" for number, piece in enumerate(pieces)
    )
    parts = (
        ("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", "Gửi phiếu"),
        (
            f'Content-Type: {XLSX}; name="{word(name)}"\r\nContent-Disposition: attachment;\r\n {names}\r\n'
            "Content-Transfer-Encoding: base64",
            b64(content),
        ),
    )
    kind = 'multipart/mixed; boundary="----=_Part_1_2.3"'
    return mail(
        head(index, word("Phiếu kết nạp"), kind, "X-Mailer: Zimbra 8.8.15"), multipart("----=_Part_1_2.3", *parts)
    )


def apple_mail(name: str, content: bytes, index: int) -> bytes:
    """Apple Mail: the workbook inline between two texts, its name decomposed (NFD), RFC 2231 whole."""
    nfd = unicodedata.normalize("NFD", name)
    parts = (
        (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
            "G=E1=BB=ADi phi=E1=BA=BFu",
        ),
        (
            f"Content-Disposition: inline;\r\n\tfilename*=utf-8''{rfc2231(nfd)}\r\nContent-Type: {XLSX};\r\n"
            f'\tx-unix-mode=0644;\r\n\tname="{word(nfd)}"\r\nContent-Transfer-Encoding: base64',
            b64(content),
        ),
        ("Content-Type: text/plain; charset=us-ascii", "\r\n\r\n"),
    )
    kind = 'multipart/mixed; boundary="Apple-Mail=_A1"'
    return mail(
        head(index, word("Phiếu kết nạp"), kind, "X-Mailer: Apple Mail (2.3731)"), multipart("Apple-Mail=_A1", *parts)
    )


def android(name: str, content: bytes, index: int) -> bytes:
    """A phone: octet-stream, a plain name percent-encoded, no text at all."""
    shown = rfc2231(name) if not name.isascii() else name
    part = (
        f'Content-Type: application/octet-stream; name="{shown}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{shown}"',
        b64(content),
    )
    kind = 'multipart/mixed; boundary="--_com.samsung_1"'
    return mail(head(index, word("Phiếu"), kind), multipart("--_com.samsung_1", part))


def raw_bytes(name: str, content: bytes, index: int) -> bytes:
    """An old web mail: 8-bit names as they are, in the Vietnamese code page of Windows."""
    part = (
        'Content-Type: application/octet-stream; name="NAME"\r\nContent-Transfer-Encoding: base64\r\n'
        'Content-Disposition: attachment; filename="NAME"',
        b64(content),
    )
    made = mail(head(index, word("Phiếu"), 'multipart/mixed; boundary="old"'), multipart("old", part))
    return made.replace(b"NAME", cp1258(name))


def cp1258(text: str) -> bytes:
    """Encode for Windows-1258: base letters with hat or horn composed, tones as marks of their own."""
    coded = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            coded += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", letter))
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            hats = "".join(mark for mark in marks if mark not in tones)
            coded += unicodedata.normalize("NFC", base + hats).encode("cp1258") + "".join(tones).encode("cp1258")
    return coded


def forwarded(name: str, content: bytes, index: int) -> bytes:
    """A whole mail forwarded as an attachment by somebody else."""
    inner = gmail(name, content, index).decode()
    parts = (
        ("Content-Type: text/plain", "FYI"),
        (
            'Content-Type: message/rfc822; name="Phieu.eml"\r\nContent-Disposition: attachment; filename="Phieu.eml"',
            inner,
        ),
    )
    outer = head(index, "Fwd: Phieu", 'multipart/mixed; boundary="fwd"').replace(f"dv{index}@", "vanthu@")
    return mail(outer.replace(f"<m{index}@", f"<f{index}@"), multipart("fwd", *parts))


def exchange_forward(name: str, content: bytes, index: int) -> bytes:
    """The same, with the inner mail encoded whole, which RFC 2046 forbids and Exchange does."""
    inner = zimbra(name, content, index)
    parts = (
        ("Content-Type: text/plain", "FYI"),
        ("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64", b64(inner)),
    )
    outer = head(index, "FW: Phieu", 'multipart/mixed; boundary="fwd"').replace(f"dv{index}@", "vanthu@")
    return mail(outer.replace(f"<m{index}@", f"<f{index}@"), multipart("fwd", *parts))


def rich_text(name: str, content: bytes, index: int) -> bytes:
    """Outlook with rich text: everything in winmail.dat."""
    from tests.mail.containers import tnef

    parts = (
        ("Content-Type: text/plain; charset=us-ascii", ""),
        (
            'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n'
            'Content-Disposition: attachment; filename="winmail.dat"',
            b64(tnef([(name, content)], "Gửi phiếu")),
        ),
    )
    return mail(head(index, word("Phiếu"), 'multipart/mixed; boundary="tnef"'), multipart("tnef", *parts))


def bare(name: str, content: bytes, index: int) -> bytes:
    """A scanner or script: the mail is the workbook."""
    kind = f'{XLSX}; name="{Header(name, "utf-8").encode(linesep="")}"'
    return mail(head(index, "Phieu", kind) + "\nContent-Transfer-Encoding: base64", b64(content))


SHAPES: tuple[Shape, ...] = (
    gmail,
    outlook,
    zimbra,
    apple_mail,
    android,
    raw_bytes,
    forwarded,
    exchange_forward,
    rich_text,
    bare,
)
