"""Mails as units send them: the words, the form, and what mail systems put beside it."""

import base64
from collections.abc import Sequence
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime

from tests.evidence.cases import RECEIVED

Attachment = tuple[str, bytes, str]
"""Name, content and type of what a mail carries."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(name: str, content: bytes) -> Attachment:
    """Return a form as an attachment."""
    return name, content, XLSX


def mail(
    sender: str,
    body: str,
    attachments: Sequence[Attachment] = (),
    subject: str = "Gửi phiếu kết nạp đảng viên",
    sent: datetime = RECEIVED,
    received: datetime | None = RECEIVED,
) -> bytes:
    """Return a mail.

    Args:
        sender: The address that it comes from.
        body: Its words.
        attachments: What it carries.
        subject: Its subject.
        sent: What the sender's computer took for the time.
        received: When the mail server had it, or none if it was never on one.
    """
    message = EmailMessage()
    if received:
        at = format_datetime(received)
        message["Received"] = f"from mx.vuban.example by mail.vuban.example with ESMTP id a1; {at}"
    message["From"] = sender
    message["To"] = "btc@vuban.example"
    message["Subject"] = Header(subject, "utf-8", maxlinelen=900).encode()
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{abs(hash((sender, body)))}@vuban.example>"
    message.set_content(body)
    for name, content, kind in attachments:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def report(final: str, original: bytes) -> bytes:
    """Return what a mail server sends back when it cannot deliver a mail of ours."""
    lines = [
        "From: MAILER-DAEMON@mx.vuban.example",
        "To: btc@vuban.example",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(RECEIVED)}",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="NDR"',
        "",
        "--NDR",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"I'm sorry to have to inform you that your message could not be delivered to <{final}>: user unknown",
        "--NDR",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.vuban.example",
        "",
        f"Final-Recipient: rfc822; {final}",
        "Action: failed",
        "Status: 5.1.1",
        "",
        "--NDR",
        "Content-Type: message/rfc822",
        "",
    ]
    return "\r\n".join(lines).encode() + b"\r\n" + original + b"\r\n--NDR--\r\n"


def encoded(content: bytes) -> str:
    """Return bytes as base64 lines."""
    return base64.encodebytes(content).decode()
